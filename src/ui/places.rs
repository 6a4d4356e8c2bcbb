//! Finds places of the map by their names, and reads coordinates.

use std::cmp::Reverse;

use egui::{Align, Button, Label, Layout, RichText, Ui};

use super::theme::TEXT_SMALL;
use super::{ViewContext, parts};
use crate::geo::{Atlas, LatLon, Place, great_circle_km};
use crate::model::limits::{LATITUDE, LONGITUDE};
use crate::text::{Language, Search, is_same_name};

/// The fewest letters of a name in which a slip is sought: in a shorter one it would lead to another town.
const FEWEST_WITH_SLIP: usize = 4;
/// Towns within this distance of other sites come first among those whose names fit equally well, in kilometres.
const NEAR_KM: f64 = 1_000.0;
/// The number of sites near which towns are sought.
const MOST_NEAR: usize = 12;

/// What is sought: the text that was typed, and the latitudes and longitudes of the sites that are on the map already.
#[derive(Clone, Copy)]
pub struct PlaceSearch<'a> {
    /// The text that was typed.
    pub typed: &'a str,
    /// Where other sites are.
    pub near: &'a [(f64, f64)],
}

impl PlaceSearch<'_> {
    fn is_near(&self, place: &Place) -> bool {
        let is_near = |(lat, lon): &(f64, f64)| great_circle_km(LatLon { lat: *lat, lon: *lon }, place.at) < NEAR_KM;
        self.near.iter().take(MOST_NEAR).any(is_near)
    }
}

/// A place that a person chose: a town with its name in the language of the window, or coordinates without one.
pub struct ChosenPlace {
    /// The name of the town.
    pub name: Option<&'static str>,
    /// Latitude and longitude in degrees, to about ten metres.
    pub at: (f64, f64),
}

/// Draws what is found for what was typed into a field for places, to choose from: at most `most` towns with their coordinates, since several
/// may have one name, or the coordinates that were typed. If there is nothing, it says what can be typed instead. If `takes_keyboard`, the first
/// of them gets the keyboard.
pub fn places_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    search: PlaceSearch<'_>,
    most: usize,
    takes_keyboard: bool,
) -> Option<ChosenPlace> {
    let (texts, typed) = (context.texts, search.typed);
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
    let found = found_places(search, texts.language(), most);
    if found.is_empty() {
        let words = RichText::new(texts.get("place-unknown")).size(TEXT_SMALL).color(context.theme.quiet);
        // A list stretches its entries to its width, but not the spaces between words.
        ui.with_layout(Layout::top_down(Align::Min), |ui| ui.add(Label::new(words).wrap()));
    }
    for (index, place) in found.into_iter().enumerate() {
        let town = place.name_in(texts.language() == Language::Korean);
        let at = RichText::new(format!("{:.1}, {:.1}", place.at.lat, place.at.lon)).size(TEXT_SMALL);
        let button = ui.add(Button::new(town).shortcut_text(at));
        parts::name(ui, &button, town);
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
pub fn first_place(search: PlaceSearch<'_>, language: Language) -> Option<ChosenPlace> {
    if let Some(at) = typed_coordinates(search.typed) {
        return Some(ChosenPlace { name: None, at });
    }
    found_places(search, language, 1).first().map(|place| chosen_town(place, language))
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
/// what was typed, and of those the towns near other sites, and then the larger ones. If no name contains it, those that it may be with a slip.
#[must_use]
fn found_places(sought: PlaceSearch<'_>, language: Language, most: usize) -> Vec<&'static Place> {
    let typed = sought.typed;
    let search = Search::of(typed);
    if search.is_empty() {
        return Vec::new();
    }
    let is_korean = language == Language::Korean;
    let is_found = |place: &&Place| search.finds(place.name_in(false)) || search.finds(place.name_in(true));
    let mut found: Vec<&Place> = Atlas::bundled().places().iter().filter(is_found).collect();
    let begins = |place: &Place| place.name_in(is_korean).to_lowercase().starts_with(&typed.trim().to_lowercase());
    found.sort_by_cached_key(|place| {
        (!has_name(place, typed.trim()), !begins(place), !sought.is_near(place), Reverse(place.population))
    });
    if found.is_empty() {
        found = misspelt_places(sought);
    }
    found.truncate(most);
    found
}

/// The places whose name differs by one or two letters from what was typed, the nearest first. Of a name with more words than were typed, as
/// many are compared: "Frankfrut" is Frankfurt am Main.
fn misspelt_places(sought: PlaceSearch<'_>) -> Vec<&'static Place> {
    let typed = sought.typed.trim().to_lowercase();
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
    found.sort_by_cached_key(|(distance, place)| (*distance, !sought.is_near(place), Reverse(place.population)));
    found.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::{PlaceSearch, exact_place, first_place, found_places, typed_coordinates};
    use crate::text::Language;

    const fn search(typed: &str) -> PlaceSearch<'_> {
        PlaceSearch { typed, near: &[] }
    }

    #[test]
    fn towns_near_other_sites_come_first() {
        let names = |near: &[(f64, f64)]| -> Vec<&'static str> {
            let found = found_places(PlaceSearch { typed: "Han", near }, Language::English, 3);
            found.into_iter().map(|place| place.name.as_str()).collect()
        };
        let [far, near] = [names(&[]), names(&[(50.11, 8.68)])];
        assert_eq!(near[0], "Hannover");
        assert!(!far.contains(&"Hannover"), "{far:?}");
        let whole = |typed| found_places(PlaceSearch { typed, near: &[(50.11, 8.68)] }, Language::English, 1);
        assert_eq!(whole("Hanoi")[0].name, "Hanoi", "a whole name comes before near ones");
    }

    #[test]
    fn enter_takes_the_whole_name_first_and_finds_a_slip() {
        let first = |typed| first_place(search(typed), Language::English).and_then(|place| place.name);
        assert_eq!(first("heidelb"), Some("Heidelberg"));
        assert_eq!(first(" Berlni"), Some("Berlin"));
        assert_eq!(first("Frankfrut"), Some("Frankfurt am Main"));
        assert_eq!([first("Zzyzzyville"), first("Zzz"), first(" ")], [None; 3]);
        assert_eq!(first_place(search("50.32, 9.47"), Language::English).map(|place| place.at), Some((50.32, 9.47)));
        assert_eq!(first_place(search("부산"), Language::Korean).and_then(|place| place.name), Some("부산"));
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
