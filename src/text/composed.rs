//! Texts in composed form (NFC), in which they are compared and drawn. Files from macOS often have decomposed texts: a Hangul syllable is
//! stored as its letters, and "é" as "e" and an accent.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text in composed form. Nearly all texts have this form already, and then nothing is copied.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_composed(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Whether a text has composed form.
#[must_use]
pub fn is_composed(text: &str) -> bool {
    text.is_ascii() || is_nfc(text)
}

/// Whether two texts are the same to their readers: equal in composed form.
#[must_use]
pub fn is_same_text(a: &str, b: &str) -> bool {
    a == b || (!(a.is_ascii() && b.is_ascii()) && composed(a) == composed(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_texts_are_composed_and_equal_to_composed_ones() {
        for (decomposed, text) in [
            ("\u{1111}\u{1161}\u{11ab}\u{1100}\u{116d}", "판교"),
            ("Cafe\u{301} Łódz\u{301}", "Café Łódź"),
            ("Ho\u{302}\u{300}", "Hồ"),
            ("か\u{3099}", "が"),
            // Characters that exist twice: the Kelvin and Angstrom signs, and a hanja with two readings.
            ("\u{212a}\u{212b}\u{f90a}", "KÅ金"),
        ] {
            assert_eq!(composed(decomposed), text);
            assert!(is_same_text(decomposed, text) && is_same_text(text, decomposed));
            assert!(!is_composed(decomposed) && is_composed(text));
        }
        assert!(!is_same_text("Café", "Cafe") && !is_same_text("a", "A"), "marks and capitals still differ");
        assert!(matches!(composed("판교 Café"), Cow::Borrowed(_)));
    }
}
