//! Tests of the source text for rules that the compiler cannot check.

mod modules;
mod order;

use self::modules::Modules;
use crate::support::source;

/// The modules at the top level of `src`. Each may use the modules before it in this list, but not those after it.
const ROOMS: [&str; 16] = [
    "memo",
    "units",
    "text",
    "model",
    "geo",
    "recording",
    "file",
    "import",
    "sim",
    "impact",
    "study",
    "session",
    "ui",
    "raster",
    "app",
    "cli",
];
/// Names that make a new colour. Mixing the colours of the theme, or making them more transparent, is allowed everywhere.
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

/// The index in [`ROOMS`] of the module at the beginning of a file's path or of a path in the code.
fn room(path: &str) -> Option<usize> {
    let name = path.split(|letter: char| !letter.is_ascii_lowercase()).next()?;
    ROOMS.iter().position(|room| *room == name)
}

#[test]
fn modules_use_only_modules_before_them() {
    for (path, text) in source() {
        let Some(own) = room(&path) else { continue };
        for used in text.split("crate::").skip(1).filter_map(room) {
            assert!(used <= own, "{path} uses {}", ROOMS[used]);
        }
    }
    // The first loop does not see grouped imports and re-exports, so the parsed source is checked too.
    let modules = Modules::of(&source());
    for used in modules.uses() {
        let (from, to) = (modules.file(&used.from), modules.file(&used.to));
        if let (Some(own), Some(other)) = (room(from), room(to)) {
            assert!(other <= own, "src/{from} uses src/{to}: {}", used.what);
        }
    }
}

#[test]
fn all_modules_are_listed_and_only_ui_raster_and_app_use_egui() {
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
fn what_is_printed_passes_through_one_place() {
    for (path, text) in source() {
        let prints =
            ["println!", "eprintln!", "print!(", "stdout()", "stderr()"].iter().any(|name| text.contains(name));
        let may_print = ["cli/mod.rs", "cli/input.rs", "cli/output.rs"].contains(&path.as_str());
        assert!(!prints || may_print, "{path} prints past the outputs of the command line");
        let writes_lines = path.starts_with("cli/") && path != "cli/output.rs" && text.contains("writeln!");
        assert!(!writes_lines, "{path}: write_line! keeps a line one line, whatever is in a name");
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
fn every_file_begins_with_a_sentence() {
    for (path, text) in source() {
        let first: Vec<&str> = text.lines().take_while(|line| line.starts_with("//! ")).collect();
        let is_sentence = first.first().is_some_and(|line| line.contains(' ') && line.len() > 12)
            && first.concat().ends_with(['.', '?', ':']);
        assert!(is_sentence, "{path} does not begin with a sentence: {first:?}");
    }
}
