//! Makes ids of names.

/// The letters and digits of a text that may stand in an id, in small letters, with hyphens between words.
#[must_use]
pub fn slug(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut slug = String::new();
    for letter in text.trim().chars() {
        if slug.len() >= LONGEST {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
