//! Finds places of the map by their names, and reads coordinates.

use std::cmp::Reverse;

use egui::{Label, RichText, Ui};

use super::ViewContext;
use super::theme::TEXT_SMALL;
use crate::geo::{Atlas, LatLon, Place};
use crate::model::limits::{LATITUDE, LONGITUDE};
use crate::text::{Language, Search, is_same_name};

/// The fewest letters of a name in which a slip is sought: in a shorter one it would lead to another town.
const FEWEST_WITH_SLIP: usize = 4;

/// A place that a person chose: a town with its name in the language of the window, or coordinates without one.
pub struct ChosenPlace {
    /// The name of the town.
    pub name: Option<&'static str>,
    /// Latitude and longitude in degrees, to about ten metres.
    pub at: (f64, f64),
}

/// Draws what is found for what was typed into a field for places, to choose from: at most `most` towns, or the coordinates that were typed. If
/// there is nothing, it says what can be typed instead. If `takes_keyboard`, the first of them gets the keyboard.
pub fn places_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    typed: &str,
    most: usize,
    takes_keyboard: bool,
) -> Option<ChosenPlace> {
    let texts = context.texts;
    if typed.trim().is_empty() {
        return None;
    }
    let mut chosen = None;
    if let Some((latitude, longitude)) = typed_coordinates(typed) {
        let words =
            texts.with("place-at", &[("latitude", &latitude.to_string()), ("longitude", &longitude.to_string())]);
        let button = ui.button(words);
        if takes_keyboard {
            button.request_focus();
        }
        if button.clicked() {
            chosen = Some(ChosenPlace { name: None, at: (latitude, longitude) });
        }
        return chosen;
    }
    let found = found_places(typed, texts.language(), most);
    if found.is_empty() {
        let words = RichText::new(texts.get("place-unknown")).size(TEXT_SMALL).color(context.theme.quiet);
        ui.add(Label::new(words).wrap());
    }
    for (index, place) in found.into_iter().enumerate() {
        let button = ui.button(place.name_in(texts.language() == Language::Korean));
        if takes_keyboard && index == 0 {
            button.request_focus();
        }
        if button.clicked() {
            chosen = Some(chosen_town(place, texts.language()));
        }
    }
    chosen
}

/// The place that Enter takes: the coordinates that were typed, or the first town of the list.
#[must_use]
pub fn first_place(typed: &str, language: Language) -> Option<ChosenPlace> {
    if let Some(at) = typed_coordinates(typed) {
        return Some(ChosenPlace { name: None, at });
    }
    found_places(typed, language, 1).first().map(|place| chosen_town(place, language))
}

/// The place that was typed completely: coordinates, or the whole name of a town that shares it with no other. Accents may be left out, if that
/// is no other town's name.
#[must_use]
pub fn exact_place(typed: &str, language: Language) -> Option<ChosenPlace> {
    if let Some(at) = typed_coordinates(typed) {
        return Some(ChosenPlace { name: None, at });
    }
    let (places, typed) = (Atlas::bundled().places(), typed.trim());
    let mut same: Vec<&'static Place> = places.iter().filter(|place| has_name(place, typed)).collect();
    if same.is_empty() {
        let search = Search::of(typed);
        same = places.iter().filter(|place| has_letters(place, &search, typed)).collect();
    }
    let [place] = same[..] else { return None };
    Some(chosen_town(place, language))
}

fn chosen_town(place: &'static Place, language: Language) -> ChosenPlace {
    ChosenPlace { name: Some(place.name_in(language == Language::Korean)), at: rounded(place.at) }
}

/// Whether the town has this whole name, in any language.
fn has_name(place: &Place, typed: &str) -> bool {
    is_same_name(place.name_in(false), typed) || is_same_name(place.name_in(true), typed)
}

/// Whether the town has this whole name, in any language, apart from accents that were not typed: "Gottingen" is Göttingen, and "Giessen" is
/// Gießen. `search` is that for what was typed.
fn has_letters(place: &Place, search: &Search, typed: &str) -> bool {
    let is_whole = |name: &str| {
        let is_as_long = typed.is_ascii() && name.chars().count() == typed.len();
        search.finds(name) && (is_as_long || Search::of(name).finds(typed))
    };
    is_whole(place.name_in(false)) || is_whole(place.name_in(true))
}

/// A position with four decimals, which is eleven metres.
#[must_use]
pub fn rounded(at: LatLon) -> (f64, f64) {
    let round = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
    (round(at.lat), round(at.lon))
}

/// Latitude and longitude in degrees, if that is what was typed: two decimal numbers with a comma or a space between them.
fn typed_coordinates(typed: &str) -> Option<(f64, f64)> {
    let mut parts = typed.split([',', ' ']).filter(|part| !part.is_empty()).map(str::parse::<f64>);
    let (Some(Ok(latitude)), Some(Ok(longitude)), None) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    (LATITUDE.range().contains(&latitude) && LONGITUDE.range().contains(&longitude)).then_some((latitude, longitude))
}

/// The places whose name, in any language, contains what was typed: at most so many. The whole name comes first, then names that begin with
/// what was typed, and of those the larger towns. If no name contains it, those that it may be with a slip.
#[must_use]
fn found_places(typed: &str, language: Language, most: usize) -> Vec<&'static Place> {
    let search = Search::of(typed);
    if search.is_empty() {
        return Vec::new();
    }
    let is_korean = language == Language::Korean;
    let is_found = |place: &&Place| search.finds(place.name_in(false)) || search.finds(place.name_in(true));
    let mut found: Vec<&Place> = Atlas::bundled().places().iter().filter(is_found).collect();
    let begins = |place: &Place| place.name_in(is_korean).to_lowercase().starts_with(&typed.trim().to_lowercase());
    found.sort_by_key(|place| (!has_name(place, typed.trim()), !begins(place), Reverse(place.population)));
    if found.is_empty() {
        found = misspelt_places(typed);
    }
    found.truncate(most);
    found
}

/// The places whose name differs by one or two letters from what was typed, the nearest first. Of a name with more words than were typed, as
/// many are compared: "Frankfrut" is Frankfurt am Main.
fn misspelt_places(typed: &str) -> Vec<&'static Place> {
    let typed = typed.trim().to_lowercase();
    let letters = typed.chars().count();
    if !(FEWEST_WITH_SLIP..=40).contains(&letters) {
        return Vec::new();
    }
    let farthest = if letters < 8 { 1 } else { 2 };
    let words = typed.split_whitespace().count();
    let apart = |name: &str| {
        let name: Vec<&str> = name.split_whitespace().take(words).collect();
        strsim::damerau_levenshtein(&typed, &name.join(" ").to_lowercase())
    };
    let near = |place: &'static Place| {
        let distance = apart(place.name_in(false)).min(apart(place.name_in(true)));
        (distance <= farthest).then_some((distance, place))
    };
    let mut found: Vec<(usize, &Place)> = Atlas::bundled().places().iter().filter_map(near).collect();
    found.sort_by_key(|(distance, place)| (*distance, Reverse(place.population)));
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::{exact_place, first_place, typed_coordinates};
    use crate::text::Language;

    #[test]
    fn enter_takes_the_whole_name_first_and_finds_a_slip() {
        let first = |typed| first_place(typed, Language::English).and_then(|place| place.name);
        assert_eq!(first("heidelb"), Some("Heidelberg"));
        assert_eq!(first(" Berlni"), Some("Berlin"));
        assert_eq!(first("Frankfrut"), Some("Frankfurt am Main"));
        assert_eq!([first("Zzyzzyville"), first("Zzz"), first(" ")], [None; 3]);
        assert_eq!(first_place("50.32, 9.47", Language::English).map(|place| place.at), Some((50.32, 9.47)));
        assert_eq!(first_place("부산", Language::Korean).and_then(|place| place.name), Some("부산"));
    }

    #[test]
    fn only_a_whole_name_of_one_town_is_exact() {
        let exact = |typed| exact_place(typed, Language::English).and_then(|place| place.name);
        assert_eq!([exact("Kassel"), exact(" kassel ")], [Some("Kassel"); 2]);
        assert_eq!([exact("Kasse"), exact("Kasssel"), exact("Springfield"), exact("")], [None; 4]);
        assert_eq!([exact("Gottingen"), exact("gottingen "), exact("Göttingen")], [Some("Göttingen"); 3]);
        assert_eq!([exact("Gotting"), exact("부사")], [None; 2], "a part of a name");
    }

    #[test]
    fn coordinates_are_two_decimal_numbers_on_the_globe() {
        assert_eq!(typed_coordinates("50.32, 9.47"), Some((50.32, 9.47)));
        assert_eq!(typed_coordinates(" -36.83 -73.05 "), Some((-36.83, -73.05)));
        for other in ["Marburg", "50.32", "91, 0", "0, 181", "1, 2, 3", "inf, nan", "50,32 9,47"] {
            assert_eq!(typed_coordinates(other), None, "{other}");
        }
    }
}
