//! Warnings about letters of a file that cannot be drawn, or not in their order. They depend on the fonts of this computer, so a file is not
//! refused because of them, not even with `check --strict`.

use std::collections::HashSet;

use egui::FontId;
use egui::epaint::text::{Fonts, TextOptions};
use unicode_script::{Script, UnicodeScript};

use super::fonts::{self, is_right_to_left};
use crate::file::{self, FieldPath, Location, Problem};
use crate::text::{Saying, composed};
use crate::ui::style;

/// The fonts with which texts are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontsUsed {
    /// The bundled fonts alone.
    Bundled,
    /// The bundled fonts and, for letters that they do not have, the fonts of this computer.
    OfComputer,
}

/// How many letters a warning lists at most.
const MOST_LISTED: usize = 6;

/// The warnings about the letters of a file with this text, in the order of the file: one for each script that has letters without a font,
/// and one for the first words that are drawn in the wrong order.
#[must_use]
pub fn letter_warnings(text: &str, fonts: FontsUsed) -> Vec<Problem> {
    if text.is_ascii() {
        return Vec::new();
    }
    let texts = file::texts_beyond_ascii(text);
    let mut seen = HashSet::new();
    let mut letters = Vec::new();
    let mut turned = None;
    for (location, text) in &texts {
        let text = composed(text);
        let new = text.chars().filter(|letter| is_drawn(*letter) && seen.insert(*letter));
        letters.extend(new.map(|letter| Letter { letter, location: *location }));
        turned = turned.or_else(|| has_turned_words(&text).then(|| turned_words(*location)));
    }
    let missing = without_font(letters, fonts);
    let mut scripts: Vec<(Script, Vec<Letter>)> = Vec::new();
    for letter in missing {
        let script = letter.letter.script();
        // Combining marks are used with several scripts, as signs are.
        let script = if script == Script::Inherited { Script::Common } else { script };
        match scripts.iter_mut().find(|(own, _)| *own == script) {
            Some((_, letters)) => letters.push(letter),
            None => scripts.push((script, vec![letter])),
        }
    }
    let mut warnings: Vec<Problem> = scripts.iter().map(|(_, letters)| boxes(letters, fonts)).chain(turned).collect();
    warnings.sort_by_key(|warning| warning.location);
    warnings
}

/// A letter, and the location of the first text that has it.
#[derive(Clone, Copy)]
struct Letter {
    letter: char,
    location: Location,
}

/// The letters that none of the fonts has, in their order.
fn without_font(letters: Vec<Letter>, used: FontsUsed) -> Vec<Letter> {
    if letters.is_empty() {
        return letters;
    }
    let font = FontId::default();
    let mut bundled = Fonts::new(TextOptions::default(), style::bundled_fonts());
    let mut missing: Vec<Letter> =
        letters.into_iter().filter(|letter| !bundled.has_glyph(&font, letter.letter)).collect();
    if !missing.is_empty() && used == FontsUsed::OfComputer {
        let letters: Vec<char> = missing.iter().map(|letter| letter.letter).collect();
        let nowhere: HashSet<char> = fonts::without_font(&letters).into_iter().collect();
        missing.retain(|letter| nowhere.contains(&letter.letter));
    }
    missing
}

fn boxes(letters: &[Letter], fonts: FontsUsed) -> Problem {
    let shown = |letter: &Letter| format!("{} (U+{:04X})", letter.letter, u32::from(letter.letter));
    let listed: Vec<String> = letters.iter().take(MOST_LISTED).map(shown).collect();
    let listed = listed.join(", ");
    let more = letters.len().saturating_sub(MOST_LISTED);
    let letters_of = |one, with_more| match more {
        0 => Saying::of(one, [("letters", listed.as_str().into())]),
        _ => Saying::of(with_more, [("letters", listed.as_str().into()), ("count", Saying::count(more))]),
    };
    let (message, remedy) = match fonts {
        FontsUsed::Bundled => (letters_of("letters-bundled", "letters-bundled-more"), "letters-bundled-remedy"),
        FontsUsed::OfComputer => (letters_of("letters-no-font", "letters-no-font-more"), "letters-no-font-remedy"),
    };
    warning(letters[0].location, message, remedy)
}

fn turned_words(location: Location) -> Problem {
    warning(location, Saying::plain("letters-turned"), "letters-turned-remedy")
}

fn warning(location: Location, message: Saying, remedy: &'static str) -> Problem {
    Problem { location: Some(location), message, remedy: Saying::plain(remedy), path: FieldPath::default() }
}

/// Whether something is drawn for a letter. Nothing is drawn for blanks, control characters and signs that only change their neighbours.
fn is_drawn(letter: char) -> bool {
    const INVISIBLE: [(char, char); 13] = [
        ('\u{ad}', '\u{ad}'),
        ('\u{34f}', '\u{34f}'),
        ('\u{61c}', '\u{61c}'),
        ('\u{115f}', '\u{1160}'),
        ('\u{17b4}', '\u{17b5}'),
        ('\u{180b}', '\u{180f}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{202a}', '\u{202e}'),
        ('\u{2060}', '\u{206f}'),
        ('\u{3164}', '\u{3164}'),
        ('\u{fe00}', '\u{fe0f}'),
        ('\u{feff}', '\u{feff}'),
        ('\u{e0000}', '\u{e0fff}'),
    ];
    let is_invisible = INVISIBLE.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    !(letter.is_ascii() || letter.is_whitespace() || letter.is_control() || is_invisible)
}

/// Whether a text has two words in a row that are written from right to left. The window draws the letters of each word in their order, but
/// puts the words from left to right.
fn has_turned_words(text: &str) -> bool {
    let is_turned = |word: &str| word.chars().any(is_right_to_left);
    let mut words = text.split_whitespace().map(is_turned);
    let mut before = false;
    words.any(|is_turned| std::mem::replace(&mut before, is_turned) && is_turned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let warnings = letter_warnings(text, FontsUsed::Bundled);
        let line = |warning: &Problem| {
            let Location { line, column } = warning.location.expect("a warning has a place");
            format!("{line}:{column}: {}", warning.message)
        };
        warnings.iter().map(line).collect()
    }

    #[test]
    fn the_bundled_fonts_have_the_letters_of_many_languages() {
        for text in [
            "판교 데이터센터 ㅋㅋ ㈜카카오 60㎞ 25℃ ①",
            "Tp. Hồ Chí Minh, Đà Nẵng, Ệ ị ẵ ơ ư",
            "Łódź, Český, Ğ İ ı ş, Ǎ, ẞ",
            "Москва, Київ, Ελλάδα, ἄνθρωπος",
            "メール カタカナ ひらがな",
            "½ → ≥ ✓ ★ Ⅳ ₫ € ₹ ₩",
            "q\u{303} e\u{301} no\u{ad}break\u{200b}ing",
        ] {
            assert_eq!(said(&format!("\"{text}\"")), [""; 0], "{text}");
        }
    }

    #[test]
    fn one_warning_for_each_script_at_its_first_text_and_none_for_comments() {
        let text = "( // 漢字 in a comment\n  name: \"判\u{1f525}\", other: \"北京 判 한\", raw: r\"กข\" )";
        let said = said(text);
        assert_eq!(
            said,
            [
                "2:9: the bundled fonts do not have these letters: 判 (U+5224), 北 (U+5317), 京 (U+4EAC)",
                "2:9: the bundled fonts do not have these letters: \u{1f525} (U+1F525)",
                "2:37: the bundled fonts do not have these letters: ก (U+0E01), ข (U+0E02)",
            ]
        );
        let many: String = ('一'..'世').collect();
        let warnings = letter_warnings(&format!("\"{many}\""), FontsUsed::Bundled);
        assert!(warnings[0].message.to_string().ends_with(" and 16 more"), "{}", warnings[0].message);
    }

    #[test]
    fn words_from_right_to_left_are_in_their_order_only_one_by_one() {
        assert!(has_turned_words("مركز الرياض") && has_turned_words("a שלום עולם b"));
        assert!(!has_turned_words("بريد") && !has_turned_words("شبكة NTT مركز") && !has_turned_words("Mail post"));
    }
}
