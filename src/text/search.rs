//! Texts in a folded form, in which a search compares them: without capital letters, without differences of width and form, and with
//! Hangul as its letters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a person has typed into a search field.
#[derive(Clone, Debug)]
pub struct Search {
    needle: String,
    /// Whether accents were typed. If not, a letter finds the same letter with any accent.
    has_marks: bool,
}

impl Search {
    /// The search for a text, without the blanks around it.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let typed = typed.trim();
        Self { needle: folded(typed, true), has_marks: !typed.is_ascii() && typed.nfkd().any(is_accent) }
    }

    /// Whether nothing was typed, so that every text is found.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.needle.is_empty()
    }

    /// Whether the text contains what was typed. A syllable that is typed only in part is found too: `카` finds `칵`, and `ㅋ` finds both.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        self.needle.is_empty() || folded(text, self.has_marks).contains(&self.needle)
    }
}

/// Whether two names differ at most in capital letters, in their form of Unicode, or in the width of letters.
#[must_use]
pub fn is_same_name(a: &str, b: &str) -> bool {
    a == b || folded(a, true) == folded(b, true)
}

/// The form of a name that is equal for names that differ at most in capital letters, accents, form of Unicode and width of letters. It is for
/// comparisons only: Hangul is in it as its letters.
#[must_use]
pub fn name_key(name: &str) -> String {
    folded(name.trim(), false)
}

fn is_accent(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter) && is_combining_mark(letter)
}

/// The text in folded form; accents are kept if `keeps_marks`.
fn folded(text: &str, keeps_marks: bool) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.nfkd() {
        if is_accent(letter) {
            // Turkish writes an I with and without a dot; whoever types either finds both.
            let is_dot_of_i = letter == '\u{307}' && out.ends_with('i');
            if keeps_marks && !is_dot_of_i {
                out.push(letter);
            }
        } else if let Some(letters) = letters_of_jamo(letter) {
            out.push_str(letters);
        } else {
            // Several letters have the same capital, such as σ and ς, and ß has two capitals, so letters are compared by the small
            // letters of their capitals.
            let capitals = letter.to_lowercase().flat_map(char::to_uppercase);
            out.extend(capitals.flat_map(char::to_lowercase));
        }
    }
    out
}

/// The letters of a part of a Hangul syllable, as they are typed. A consonant is the same letter at the start and at the end of a syllable.
fn letters_of_jamo(jamo: char) -> Option<&'static str> {
    const STARTS: [&str; 19] = [
        "ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ", "ㅍ",
        "ㅎ",
    ];
    const VOWELS: [&str; 21] = [
        "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ",
        "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ",
    ];
    const ENDS: [&str; 27] = [
        "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ",
        "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
    ];
    let within = |first: char, letters: &[&'static str]| {
        let index = u32::from(jamo).checked_sub(u32::from(first))?;
        letters.get(usize::try_from(index).ok()?).copied()
    };
    within('\u{1100}', &STARTS).or_else(|| within('\u{1161}', &VOWELS)).or_else(|| within('\u{11a8}', &ENDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(typed: &str, text: &str) {
        assert!(Search::of(typed).finds(text), "{typed} finds {text}");
    }

    #[test]
    fn capitals_accents_forms_and_widths_make_no_difference() {
        finds("  ÉCOLE ", "l'école");
        finds("école", "L'E\u{301}COLE");
        finds("ecole", "L'École");
        finds("ho chi minh", "Tp. Hồ Chí Minh");
        finds("strasse", "Hauptstraße");
        finds("STRAẞE", "Hauptstrasse");
        finds("οδος", "ΟΔΟΣ ΟΔΟΣ");
        finds("istanbul", "İSTANBUL");
        finds("İstanbul", "istanbul");
        finds("ISPARTA", "ısparta");
        finds("abc 12", "ＡＢＣ　１２");
        finds("ｱｲ", "アイ");
        finds("km", "60 ㎞");
        assert!(!Search::of("é").finds("e") && !Search::of("école").finds("ecole"), "a typed accent is meant");
        assert!(!Search::of("x").finds("school") && Search::of(" ").finds("anything"));
    }

    #[test]
    fn hangul_is_found_while_it_is_typed_and_in_any_form() {
        let typed = ["ㅋ", "카", "캌", "카카", "카캉", "카카오"];
        for typed in typed {
            finds(typed, "카카오톡");
            finds(typed, "\u{110f}\u{1161}\u{110f}\u{1161}\u{110b}\u{1169}\u{1110}\u{1169}\u{11a8}");
        }
        finds("\u{110f}\u{1161}\u{110f}\u{1161}", "카카오톡");
        finds("고", "과천");
        finds("넋", "넋이");
        finds("㈜카카오", "(주) 카카오".replace(' ', "").as_str());
        assert!(!Search::of("판교").finds("안양") && !Search::of("ㅋ").finds("판교"));
    }

    #[test]
    fn names_are_the_same_but_for_capitals_and_forms() {
        assert!(is_same_name("Login", "LOGIN") && is_same_name("판교", "\u{1111}\u{1161}\u{11ab}\u{1100}\u{116d}"));
        assert!(!is_same_name("Café", "Cafe") && !is_same_name("Login", "Log in"));
        assert_eq!(name_key(" São José"), name_key("SAO JOSE"));
        assert_eq!(name_key("판교"), name_key("\u{1111}\u{1161}\u{11ab}\u{1100}\u{116d}"));
        assert_ne!(name_key("안양"), name_key("안산"));
    }
}
