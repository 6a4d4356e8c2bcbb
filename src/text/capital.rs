//! Changes the first letter of a text to a capital or to a small letter.

/// Returns the text with a capital as its first letter.
#[must_use]
pub fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns a title as it stands inside a sentence: its first letter is small, unless it begins with an abbreviation, such as `RTO`.
#[must_use]
pub fn uncapitalized(title: &str) -> String {
    let mut letters = title.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return title.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_inside_a_sentence_begins_with_a_small_letter() {
        for (title, inside) in [
            ("Order of restoration", "order of restoration"),
            ("RTO counts", "RTO counts"),
            ("복구 순서", "복구 순서"),
            ("", ""),
        ] {
            assert_eq!(uncapitalized(title), inside);
        }
    }
}
