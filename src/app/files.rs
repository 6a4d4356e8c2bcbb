//! Reads and writes scenario files, and says in words why one could not be.

use std::io::ErrorKind;
use std::path::Path;

use crate::file;
use crate::model::Scenario;
use crate::session::Command;
use crate::ui::map::SmallMap;
use crate::ui::scenarios::{Card, Cards};
use crate::ui::text::Texts;

/// Files larger than this are not even looked at, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What ships with the program: name and text. The first is what opens at the start.
const SHIPPED: [(&str, &str); 1] = [("kakao-2022", include_str!("../../saves/kakao-2022.ron"))];

/// The scenario that opens at the start.
pub(super) const FIRST: &str = SHIPPED[0].0;

/// A scenario that ships with the program.
pub(super) fn shipped(name: &str) -> Option<Scenario> {
    let (_, text) = SHIPPED.iter().find(|(shipped, _)| *shipped == name)?;
    Some(file::load(text.as_bytes()).expect("what ships is whole; a test loads it"))
}

/// Reads a file.
///
/// # Errors
/// Words for the person: what is wrong, where, and what would make it right.
pub(super) fn read(path: &Path, texts: &Texts) -> Result<Scenario, String> {
    let about = std::fs::metadata(path).map_err(|error| unreadable(&error, texts))?;
    if about.is_dir() {
        return Err(texts.get("files.folder").to_owned());
    }
    if about.len() > LARGEST {
        return Err(texts.get("files.large").to_owned());
    }
    let bytes = std::fs::read(path).map_err(|error| unreadable(&error, texts))?;
    file::load(&bytes).map_err(|report| report.render(&name(path), &String::from_utf8_lossy(&bytes)))
}

fn unreadable(error: &std::io::Error, texts: &Texts) -> String {
    if error.kind() == ErrorKind::NotFound {
        texts.get("files.not-found").to_owned()
    } else if error.kind() == ErrorKind::PermissionDenied {
        texts.get("files.not-allowed").to_owned()
    } else {
        texts.with("files.unreadable", &[("error", &error.to_string())])
    }
}

/// Writes a file.
///
/// # Errors
/// Words for the person.
pub(super) fn write(_scenario: &Scenario, _path: &Path) -> Result<(), String> {
    Err("saving is not written yet".to_owned())
}

/// The name of a file without its folder.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The list of scenarios: what ships, and recent files as they are now.
pub(super) fn cards(recent: &[std::path::PathBuf], texts: &Texts) -> Cards {
    let card = |scenario: Scenario, open: Command| Card {
        sites: scenario.sites.iter().map(|(_, site)| site.at).collect(),
        title: scenario.title,
        about: scenario.about,
        open,
        map: SmallMap::default(),
    };
    let shipped =
        SHIPPED.iter().filter_map(|(name, _)| Some(card(shipped(name)?, Command::OpenShipped(name)))).collect();
    let recent = recent.iter().map(|path| {
        let open = Command::OpenPath(path.clone());
        match read(path, texts) {
            Ok(scenario) => {
                let card = card(scenario, open);
                let about = texts.with("scenarios.file", &[("file", &name(path)), ("about", &card.about)]);
                Card { about, ..card }
            }
            Err(_) => Card {
                title: name(path),
                about: texts.get("scenarios.missing").to_owned(),
                sites: Vec::new(),
                open,
                map: SmallMap::default(),
            },
        }
    });
    Cards { shipped, recent: recent.collect() }
}
