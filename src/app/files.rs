//! Helpers for scenario files: lists of problems for messages, names and folders, and the list of scenarios.

use std::path::{Path, PathBuf};

use crate::file::{self, Location, Problem};
use crate::model::Scenario;
use crate::session::{Command, FileCommand};
use crate::text::composed;
use crate::ui::map::SmallMap;
use crate::ui::notice::Detail;
use crate::ui::scenarios::{Card, Cards};
use crate::ui::text::Texts;
use crate::units::one_line;

/// Converts the problems or warnings of a file to entries of a message. Each entry has the line and column, or the path of the value if
/// these are not known, what is wrong, and the remedy.
pub(super) fn details(problems: &[Problem], texts: &Texts) -> Vec<Detail> {
    let place = |problem: &Problem| match problem.location {
        None => problem.path.to_string(),
        Some(Location { line, column }) => {
            texts.with("files-place", &[("line", &line.to_string()), ("column", &column.to_string())])
        }
    };
    let detail = |problem: &Problem| Detail {
        place: place(problem),
        what: texts.say(&problem.message),
        remedy: texts.say(&problem.remedy),
    };
    problems.iter().map(detail).collect()
}

/// The folder for the person's documents, if the desktop names one; otherwise the home folder.
pub(super) fn documents() -> PathBuf {
    let folders = directories::UserDirs::new();
    let folder = folders.and_then(|folders| folders.document_dir().map(Path::to_owned));
    folder.or_else(|| Some(directories::BaseDirs::new()?.home_dir().to_owned())).unwrap_or_default()
}

/// The whole path of a file, for messages.
pub(super) fn whole(path: &Path) -> String {
    one_line(&path.to_string_lossy()).into_owned()
}

/// The name of a file without its folder, to be shown: in composed form.
pub(super) fn name(path: &Path) -> String {
    composed(&one_line(&exact_name(path))).into_owned()
}

/// The name of a file without its folder, as the disk has it.
pub(super) fn exact_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The cards of the list of scenarios: the shipped ones, and recent files with their current content.
pub(super) fn cards(recent: &[PathBuf], texts: &Texts) -> Cards {
    let language = texts.language().tag();
    let card = |scenario: Scenario, open: Command| Card {
        sites: scenario.sites.iter().map(|(_, site)| site.at).collect(),
        title: scenario.localized(language).title().to_owned(),
        about: scenario.localized(language).about().to_owned(),
        open,
        map: SmallMap::default(),
    };
    let shipped = file::shipped().iter();
    let shipped =
        shipped.map(|shipped| card(shipped.scenario(), Command::File(FileCommand::OpenShipped(shipped.name))));
    let recent = recent.iter().map(|path| {
        let open = Command::File(FileCommand::OpenPath(path.clone()));
        match file::read(path) {
            Ok(scenario) => {
                let card = card(scenario, open);
                let about = match card.about.trim() {
                    "" => name(path),
                    about => texts.with("scenarios-file", &[("file", &name(path)), ("about", about)]),
                };
                Card { about, ..card }
            }
            Err(_) => Card {
                title: name(path),
                about: texts.get("scenarios-missing").to_owned(),
                sites: Vec::new(),
                open,
                map: SmallMap::default(),
            },
        }
    });
    Cards { shipped: shipped.collect(), recent: recent.collect(), ..Cards::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recent_file_without_an_about_is_listed_by_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let written = |name: &str, about: &str| {
            let path = folder.path().join(name);
            let text = format!(
                r#"( firedrill: 1, title: "T"{about}, zone: "UTC", start: "2026-03-02 08:00", length: "1d",
                hazards: {{ "h": (name: "H", kind: Fire, out: "1h") }},
                sites: {{ "s": (name: "S", at: (52, 13), hazard: "h") }}, services: {{}} )"#
            );
            std::fs::write(&path, text).expect("writes");
            path
        };
        let recent = [
            written("base.ron", ""),
            written("blank.ron", ", about: \" \""),
            written("told.ron", ", about: \"A fire\""),
        ];
        let cards = cards(&recent, &Texts::english());
        let about: Vec<&str> = cards.recent.iter().map(|card| card.about.as_str()).collect();
        assert_eq!(about, ["base.ron", "blank.ron", "told.ron: A fire"]);
    }
}
