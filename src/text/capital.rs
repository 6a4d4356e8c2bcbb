//! Writes a capital letter at the beginning of words that come from a file.

/// Returns the words with their first letter as a capital.
#[must_use]
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
