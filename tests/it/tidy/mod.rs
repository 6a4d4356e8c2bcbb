//! The rules of the house that no compiler knows, as tests over the text of the source.

mod modules;
mod order;

use self::modules::Modules;
use crate::support::source;

/// Each room may use those before it, never those behind it.
const ROOMS: [&str; 15] = [
    "memo",
    "units",
    "text",
    "model",
    "geo",
    "recording",
    "file",
    "sim",
    "impact",
    "study",
    "session",
    "ui",
    "raster",
    "app",
    "cli",
];
/// What makes a colour out of nothing. Mixing and thinning the theme's colours is free.
const MAKERS: [&str; 16] = [
    "from_rgb",
    "from_rgba",
    "from_gray",
    "from_black_alpha",
    "from_white_alpha",
    "from_hex",
    "from_additive",
    "hex_color!",
    "Hsva",
    "Rgba",
    "Color32::WHITE",
    "Color32::BLACK",
    "Color32::RED",
    "Color32::GREEN",
    "Color32::BLUE",
    "Color32::GRAY",
];

/// The room of a file, or of a path in the code, by its first part.
fn room(path: &str) -> Option<usize> {
    let name = path.split(|letter: char| !letter.is_ascii_lowercase()).next()?;
    ROOMS.iter().position(|room| *room == name)
}

#[test]
fn rooms_use_only_those_before_them() {
    for (path, text) in source() {
        let Some(own) = room(&path) else { continue };
        for used in text.split("crate::").skip(1).filter_map(room) {
            assert!(used <= own, "{path} uses {}", ROOMS[used]);
        }
    }
    // The same for what is imported in groups and by way of others.
    let modules = Modules::of(&source());
    for used in modules.uses() {
        let (from, to) = (modules.file(&used.from), modules.file(&used.to));
        if let (Some(own), Some(other)) = (room(from), room(to)) {
            assert!(other <= own, "src/{from} uses src/{to}: {}", used.what);
        }
    }
}

#[test]
fn all_rooms_are_known_and_only_those_that_draw_know_egui() {
    for (path, text) in source() {
        let Some(own) = room(&path) else {
            assert!(["lib.rs", "main.rs"].contains(&path.as_str()), "{path} is in no room");
            continue;
        };
        let draws = ["ui", "raster", "app"].contains(&ROOMS[own]);
        assert!(draws || !["egui", "eframe"].iter().any(|name| text.contains(name)), "{path} names egui");
    }
}

#[test]
fn colours_are_made_in_the_theme() {
    for (path, text) in source().iter().filter(|(path, _)| path != "ui/theme.rs") {
        let made = MAKERS.iter().find(|maker| text.contains(*maker));
        assert!(made.is_none(), "{path} makes a colour: {made:?}");
    }
}

#[test]
fn every_file_says_first_what_it_is() {
    for (path, text) in source() {
        let first: Vec<&str> = text.lines().take_while(|line| line.starts_with("//! ")).collect();
        let is_sentence = first.first().is_some_and(|line| line.contains(' ') && line.len() > 12)
            && first.concat().ends_with(['.', '?', ':']);
        assert!(is_sentence, "{path} does not begin with a sentence: {first:?}");
    }
}
