//! Finds places of the map by their names, and reads coordinates.

use std::cmp::Reverse;

use egui::{Label, RichText, Ui};

use super::ViewContext;
use super::theme::TEXT_SMALL;
use crate::geo::{Atlas, LatLon, Place};
use crate::model::limits::{LATITUDE, LONGITUDE};
use crate::text::{Language, Search};

/// A place that a person chose: a town with its name in the language of the window, or coordinates without one.
pub struct ChosenPlace {
    /// The name of the town.
    pub name: Option<&'static str>,
    /// Latitude and longitude in degrees, to about ten metres.
    pub at: (f64, f64),
}

/// Draws what is found for what was typed into a field for places, to choose from: at most `most` towns, or the coordinates that were typed. If
/// there is nothing, it says what can be typed instead.
pub fn places_ui(ui: &mut Ui, context: &ViewContext<'_>, typed: &str, most: usize) -> Option<ChosenPlace> {
    let texts = context.texts;
    if typed.trim().is_empty() {
        return None;
    }
    let mut chosen = None;
    if let Some((latitude, longitude)) = typed_coordinates(typed) {
        let words =
            texts.with("place-at", &[("latitude", &latitude.to_string()), ("longitude", &longitude.to_string())]);
        if ui.button(words).clicked() {
            chosen = Some(ChosenPlace { name: None, at: (latitude, longitude) });
        }
        return chosen;
    }
    let found = found_places(typed, texts.language(), most);
    if found.is_empty() {
        let words = RichText::new(texts.get("place-unknown")).size(TEXT_SMALL).color(context.theme.quiet);
        ui.add(Label::new(words).wrap());
    }
    for place in found {
        let name = place.name_in(texts.language() == Language::Korean);
        if ui.button(name).clicked() {
            chosen = Some(ChosenPlace { name: Some(name), at: rounded(place.at) });
        }
    }
    chosen
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

/// The places whose name, in any language, contains what was typed: at most so many. Names that begin with it come first, and of those the
/// larger towns.
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
    found.sort_by_key(|place| (!begins(place), Reverse(place.population)));
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::typed_coordinates;

    #[test]
    fn coordinates_are_two_decimal_numbers_on_the_globe() {
        assert_eq!(typed_coordinates("50.32, 9.47"), Some((50.32, 9.47)));
        assert_eq!(typed_coordinates(" -36.83 -73.05 "), Some((-36.83, -73.05)));
        for other in ["Marburg", "50.32", "91, 0", "0, 181", "1, 2, 3", "inf, nan", "50,32 9,47"] {
            assert_eq!(typed_coordinates(other), None, "{other}");
        }
    }
}
