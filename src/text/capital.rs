//! Changes the first letter of a text from a file to a capital letter.

/// Returns the text with a capital as its first letter.
#[must_use]
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
