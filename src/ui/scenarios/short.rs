//! Cuts long texts of files, so that no file makes the list slow.

/// The text up to a number of letters. An ellipsis stands for the rest.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text.to_owned(),
    }
}
