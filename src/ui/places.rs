//! Finds places of the map by their names.

use std::cmp::Reverse;

use crate::geo::{Atlas, Place};
use crate::text::{Language, Search};

/// The places whose name, in any language, contains what was typed: at most so many. Names that begin with it come first, and of those the
/// larger towns.
#[must_use]
pub fn found_places(typed: &str, language: Language, most: usize) -> Vec<&'static Place> {
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
