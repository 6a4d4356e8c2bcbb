//! Long names in narrow places: they are cut so that names with the same beginning can still be told apart.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Painter};

use super::style::{elided, text_width};

/// The signs after which a word of a name begins.
const GAPS: [char; 6] = [' ', '-', '_', '.', '/', ':'];
/// The largest number of letters of a word that are shown in front of the letter in which two names differ. Of a longer word they are left out.
const MOST_OF_WORD: usize = 8;

/// Lays out a name in one line of `width` points. If it is too long, it is cut at its end. If what is left is also the beginning of another
/// name, the part from the word on in which they differ is shown instead, after as much of the beginning as fits. `shared` tells with how many
/// letters another name begins in the same way; it is asked only about a name that is too long.
pub fn shortened(
    painter: &Painter,
    name: &str,
    font: &FontId,
    color: Color32,
    width: f32,
    shared: impl FnOnce() -> usize,
) -> Arc<Galley> {
    let cut = |text: &str, width: f32| elided(painter, text, font.clone(), color, width);
    let plain = cut(name, width);
    if !plain.elided {
        return plain;
    }
    let shared = shared();
    let part = differing_part(name, shared);
    if shared < letters_left(&plain) || part.len() == name.len() {
        return plain;
    }
    // A point more, because widths are rounded.
    let room = width - text_width(painter, part.to_owned(), font.clone()) - 1.0;
    let beginning: String = name.chars().take(letters_left(&cut(name, room))).collect();
    cut(&format!("{}…{part}", beginning.trim_end()), width)
}

/// The number of letters in front of the ellipsis of a name that was cut.
fn letters_left(cut: &Galley) -> usize {
    cut.rows.first().map_or(0, |row| row.glyphs.len()).saturating_sub(1)
}

/// The part of a name from the word on in which it differs from another one, if both begin with this number of letters.
fn differing_part(name: &str, shared: usize) -> &str {
    // The last letter is left even if the other name is longer.
    let shared = shared.min(name.chars().count().saturating_sub(1));
    let differs = name.char_indices().nth(shared).map_or(name.len(), |(at, _)| at);
    let word = name[..differs].rfind(GAPS).map_or(0, |gap| gap + 1);
    let is_short = name[word..differs].chars().count() <= MOST_OF_WORD;
    &name[if is_short { word } else { differs }..]
}

/// The number of letters with which both names begin.
pub fn same_letters(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

/// For each name, with how many letters another one begins in the same way.
pub fn shared_letters(names: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|index| &names[*index]);
    let mut shared = vec![0; names.len()];
    // In the order of the alphabet, no other name is more similar than the one before or the one after.
    for pair in order.windows(2) {
        let count = same_letters(&names[pair[0]], &names[pair[1]]);
        for index in pair {
            shared[*index] = shared[*index].max(count);
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::style;

    #[test]
    fn the_part_begins_with_the_word_that_differs() {
        for (name, other, part) in [
            ("Manual failover of Mail after 10 m", "Manual failover of Map after 10 m", "Mail after 10 m"),
            ("payments-eu-west-1-replica", "payments-eu-west-2-replica", "1-replica"),
            ("Messages, photos and files", "Messages, photos and files 2", "files"),
            ("Shop", "Bank", "Shop"),
            ("가나다라마바사", "가나다라마바아", "가나다라마바사"),
            ("Donaudampfschifffahrt A", "Donaudampfschifffahrt B", "A"),
            ("Donaudampfschifffahrt", "Donaudampfschifffahre", "t"),
            ("", "Shop", ""),
        ] {
            assert_eq!(differing_part(name, same_letters(name, other)), part, "{name}");
        }
    }

    #[test]
    fn the_most_similar_of_many_names_counts() {
        let names = ["Rack 1", "Hall", "Rack 21", "Rack 22", "Halle"].map(str::to_owned);
        assert_eq!(shared_letters(&names), [5, 4, 6, 6, 4]);
        assert!(shared_letters(&[]).is_empty());
    }

    #[test]
    fn names_with_the_same_beginning_are_told_apart() {
        let names = [
            "Seoul data centre, first floor, rack 1",
            "Seoul data centre, first floor, rack 2",
            "Busan data centre, first floor, rack 1",
            "Busan data centre, first floor, rack 2",
        ]
        .map(str::to_owned);
        let shared = shared_letters(&names);
        let ctx = egui::Context::default();
        style::install_fonts(&ctx);
        let mut shown = Vec::new();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let font = FontId::proportional(14.0);
            let lay_out = |index: usize, width: f32| {
                let color = Color32::PLACEHOLDER;
                let galley = shortened(ui.painter(), &names[index], &font, color, width, || shared[index]);
                assert!(!galley.elided, "it fits: {}", galley.text());
                galley.text().to_owned()
            };
            shown = (0..names.len()).map(|index| [lay_out(index, 150.0), lay_out(index, 1_000.0)]).collect();
        });
        output.textures_delta.clear();
        for ([narrow, wide], name) in shown.iter().zip(&names) {
            assert_eq!(wide, name, "where there is room nothing is cut");
            assert!(narrow.contains('…') && narrow.starts_with(&name[..5]), "{narrow}");
            assert!(narrow.ends_with(&name[name.len() - 1..]), "{narrow}");
        }
    }
}
