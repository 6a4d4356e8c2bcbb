//! Helpers for scenario files: lists of problems for messages, names and folders.

use std::path::{Path, PathBuf};

use crate::file::Problem;
use crate::text::composed;
use crate::ui::notice::Detail;
use crate::ui::text::Texts;
use crate::ui::warnings;
use crate::units::one_line;

/// Converts the problems or warnings of a file to entries of a message. Each entry has the line and column, or the path of the value if
/// these are not known, what is wrong, and the remedy.
pub(super) fn details(problems: &[Problem], texts: &Texts) -> Vec<Detail> {
    let detail = |problem: &Problem| Detail {
        place: warnings::place(problem, texts),
        what: texts.sentence(&problem.message),
        remedy: texts.sentence(&problem.remedy),
        count: problem.count(),
    };
    problems.iter().map(detail).collect()
}

/// The folder for the person's documents, if the desktop names one; otherwise the home folder.
pub(super) fn documents() -> PathBuf {
    let folders = directories::UserDirs::new();
    let folder = folders.and_then(|folders| folders.document_dir().map(Path::to_owned));
    folder.or_else(|| Some(directories::BaseDirs::new()?.home_dir().to_owned())).unwrap_or_default()
}

/// A path in the same folder at which there is nothing yet: that of the file with a number before its extension, such as `mine-2.ron`.
pub(super) fn free_beside(path: &Path) -> PathBuf {
    let name = exact_name(path);
    // The extension of `mine.firedrill.ron` has two parts. A name that begins with a point has none.
    let dot = name.char_indices().skip(1).find(|(_, letter)| *letter == '.').map_or(name.len(), |(at, _)| at);
    let (stem, ending) = name.split_at(dot);
    let numbered = (2..1_000).map(|number| path.with_file_name(format!("{stem}-{number}{ending}")));
    numbered.into_iter().find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| path.to_owned())
}

/// The name of the file of a scenario with this title: its letters and digits with hyphens between words. `None` if it has none.
pub(super) fn name_of_title(title: &str) -> Option<String> {
    const LONGEST: usize = 50;
    let title = composed(title).to_lowercase();
    let words = title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(LONGEST).collect();
    let name = name.trim_end_matches('-');
    (!name.is_empty()).then(|| format!("{name}.firedrill.ron"))
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

#[cfg(test)]
mod tests {
    use super::name_of_title as named;

    #[test]
    fn a_file_is_named_after_the_title() {
        assert_eq!(named("Hill school").as_deref(), Some("hill-school.firedrill.ron"));
        assert_eq!(named(" ../Kakao, October 2022 (copy)").as_deref(), Some("kakao-october-2022-copy.firedrill.ron"));
        assert_eq!(named("우리 학교").as_deref(), Some("우리-학교.firedrill.ron"));
        assert_eq!([named(""), named(" ?! ")], [None, None]);
        let long = named(&"가".repeat(10_000)).unwrap_or_default();
        assert!((100..=255).contains(&long.len()), "a disk takes the name: {} bytes", long.len());
    }
}
