//! Lists places of the map that are found by their names, to choose from, and reads coordinates.

mod search;

use egui::text::LayoutJob;
use egui::{Align, Button, FontSelection, Label, Layout, RichText, TextStyle, Ui};

pub use self::search::PlaceSearch;
use self::search::{exact_town, found_places, places_elsewhere};
use super::theme::TEXT_SMALL;
use super::{ViewContext, parts};
use crate::geo::{Atlas, LatLon, Place};
use crate::model::limits::{LATITUDE, LONGITUDE};
use crate::text::Language;
use crate::units::zones::zone_of_country;

/// A place that a person chose: a town with its name in the language of the window, or coordinates without one.
pub struct ChosenPlace {
    /// The name of the town.
    pub name: Option<&'static str>,
    /// What stands for it in a field for places: the name, with the country if others have it too, or the coordinates.
    pub text: String,
    /// Latitude and longitude in degrees, to about ten metres.
    pub at: (f64, f64),
    /// The time zone of its country, if all clocks there show the same time.
    pub zone: Option<&'static str>,
}

/// Draws what is found for what was typed into a field for places, to choose from: at most `most` towns with their countries, since several may
/// have one name, or the coordinates that were typed. If there is nothing, it says what can be typed instead. If `takes_keyboard`, the first of
/// them gets the keyboard.
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
            chosen = Some(chosen_coordinates((latitude, longitude)));
        }
        return chosen;
    }
    let mut found = found_places(search, texts.language(), most);
    if found.is_empty() {
        found = places_elsewhere(search, texts.language(), most);
        let words = RichText::new(texts.get(why_unknown(search))).size(TEXT_SMALL).color(context.theme.quiet);
        // A list stretches its entries to its width, but not the spaces between words.
        ui.with_layout(Layout::top_down(Align::Min), |ui| ui.add(Label::new(words).wrap()));
    }
    for (index, place) in found.into_iter().enumerate() {
        let is_korean = texts.language() == Language::Korean;
        let (town, behind) = (place.name_in(is_korean), Atlas::bundled().whereabouts(place, is_korean).to_string());
        let button = ui.add(Button::new(town_words(ui, town, &behind)));
        parts::name(ui, &button, &format!("{town}, {behind}"));
        if takes_keyboard && index == 0 {
            button.request_focus();
        }
        if button.clicked() {
            chosen = Some(chosen_town(place, texts.language()));
        }
    }
    chosen
}

/// The key of the text that says why no place is found for what was typed.
#[must_use]
pub fn why_unknown(search: PlaceSearch<'_>) -> &'static str {
    if typed_numbers(search.typed).is_some() {
        "place-off-globe"
    } else if places_elsewhere(search, Language::English, 1).is_empty() {
        "place-unknown"
    } else {
        "place-elsewhere"
    }
}

/// The name of a town and, in smaller letters, where it is.
fn town_words(ui: &Ui, town: &str, behind: &str) -> LayoutJob {
    let mut words = LayoutJob::default();
    let small = RichText::new(format!(", {behind}")).size(TEXT_SMALL);
    for part in [RichText::new(town), small] {
        part.append_to(&mut words, ui.style(), FontSelection::from(TextStyle::Button), Align::Center);
    }
    words
}

/// The place that Enter takes: the coordinates that were typed, or the first town of the list.
#[must_use]
pub fn first_place(search: PlaceSearch<'_>, language: Language) -> Option<ChosenPlace> {
    if let Some(at) = typed_coordinates(search.typed) {
        return Some(chosen_coordinates(at));
    }
    found_places(search, language, 1).first().map(|place| chosen_town(place, language))
}

/// The place that was typed completely: coordinates, or the whole name of a town that shares it with no other in the country or region that was
/// typed behind it. Accents may be left out, if that is no other town's name.
#[must_use]
pub fn exact_place(typed: &str, language: Language) -> Option<ChosenPlace> {
    if let Some(at) = typed_coordinates(typed) {
        return Some(chosen_coordinates(at));
    }
    exact_town(typed).map(|place| chosen_town(place, language))
}

fn chosen_town(place: &'static Place, language: Language) -> ChosenPlace {
    let is_korean = language == Language::Korean;
    let text = Atlas::bundled().unique_name(place, is_korean);
    let zone = zone_of_country(&place.country.code);
    ChosenPlace { name: Some(place.name_in(is_korean)), text, at: rounded(place.at), zone }
}

fn chosen_coordinates(at: (f64, f64)) -> ChosenPlace {
    ChosenPlace { name: None, text: format!("{}, {}", at.0, at.1), at, zone: None }
}

/// A position with four decimals, which is eleven metres.
#[must_use]
pub fn rounded(at: LatLon) -> (f64, f64) {
    let round = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
    (round(at.lat), round(at.lon))
}

/// Latitude and longitude in degrees, if that is what was typed.
fn typed_coordinates(typed: &str) -> Option<(f64, f64)> {
    typed_numbers(typed)
        .filter(|(latitude, longitude)| LATITUDE.range().contains(latitude) && LONGITUDE.range().contains(longitude))
}

/// The two decimal numbers that were typed, with a comma or a space between them.
fn typed_numbers(typed: &str) -> Option<(f64, f64)> {
    let mut parts = typed.split([',', ' ']).filter(|part| !part.is_empty()).map(str::parse::<f64>);
    let (Some(Ok(first)), Some(Ok(second)), None) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    (first.is_finite() && second.is_finite()).then_some((first, second))
}

#[cfg(test)]
mod tests {
    use super::{PlaceSearch, exact_place, first_place, typed_coordinates, typed_numbers};
    use crate::text::Language;

    const fn search(typed: &str) -> PlaceSearch<'_> {
        PlaceSearch { typed, near: &[] }
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
    fn a_whole_name_with_its_country_or_region_is_exact_if_it_is_one_town() {
        let exact = |typed| exact_place(typed, Language::English).map(|place| place.text);
        for (typed, found) in [
            ("springfield, illinois", "Springfield, Illinois, United States"),
            ("Springfield, Illinois, United States", "Springfield, Illinois, United States"),
            ("San Jose, Costa Rica", "San José, Costa Rica"),
            ("london, CA", "London, Canada"),
            ("Gottingen, Deutschland", ""),
            ("Gottingen, Germany", "Göttingen"),
            ("Springfield, United States", ""),
            ("Springfield, Illi", ""),
            ("Kassel, France", ""),
        ] {
            assert_eq!(exact(typed).unwrap_or_default(), found, "{typed}");
        }
        let korean = exact_place("스프링필드, 일리노이주, 미국", Language::Korean).expect("it is one town");
        assert_eq!((korean.name, korean.text.as_str()), (Some("스프링필드"), "스프링필드, 일리노이주, 미국"));
        assert_eq!(exact("50.32, 9.47").as_deref(), Some("50.32, 9.47"), "coordinates are no town and country");
    }

    #[test]
    fn coordinates_are_two_decimal_numbers_on_the_globe() {
        assert_eq!(typed_coordinates("50.32, 9.47"), Some((50.32, 9.47)));
        assert_eq!(typed_coordinates(" -36.83 -73.05 "), Some((-36.83, -73.05)));
        for other in ["Marburg", "50.32", "91, 0", "0, 181", "1, 2, 3", "inf, nan", "50,32 9,47"] {
            assert_eq!(typed_coordinates(other), None, "{other}");
        }
        // These are numbers, but no coordinates.
        assert!(["91, 0", "37.5, 200"].iter().all(|typed| typed_numbers(typed).is_some()));
        assert!(["Marburg", "inf, nan", "1, 2, 3", "50.32"].iter().all(|typed| typed_numbers(typed).is_none()));
    }
}
