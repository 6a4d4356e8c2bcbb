//! The desktop's file dialog, if there is one. It runs on its own thread, so the window stays usable.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::exports::ExportKind;
use crate::session::{Command, Export, FileCommand};

/// Whether the system always has a file dialog. On Linux a desktop may have none, which looks the same as a dialog that is cancelled.
pub(super) const ALWAYS_THERE: bool = cfg!(any(windows, target_os = "macos"));

/// The purpose for which a path is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A scenario to open.
    Open,
    /// The path to save the scenario to.
    Save,
    /// A file to compare with.
    Baseline,
    /// A table, a catalogue or a mapping to import.
    Import,
    /// The path to save an export to.
    Export(Export),
}

/// How the window asks for a path: the keys of the texts that it shows, and the type of file.
pub(super) struct PathRequest {
    pub title: &'static str,
    hint: &'static str,
    /// The hint while a file dialog is open beside the window.
    hint_beside_dialog: &'static str,
    pub button: &'static str,
    /// The extension of the files, without the dot.
    pub ending: &'static str,
    /// Whether a file will be written to the path. Otherwise an existing file is read.
    pub writes: bool,
}

impl PathRequest {
    /// The key of the text that says what to do. Only while a file dialog is open does it speak of one: there may be none, or it was closed.
    pub(super) const fn hint(&self, has_dialog: bool) -> &'static str {
        if has_dialog { self.hint_beside_dialog } else { self.hint }
    }
}

impl Purpose {
    /// The command that uses the chosen path for this purpose.
    pub(super) fn command(self, path: PathBuf) -> Command {
        Command::File(match self {
            Self::Open => FileCommand::OpenPath(path),
            Self::Save => FileCommand::SaveTo(path),
            Self::Baseline => FileCommand::SetBaselineFile(path),
            Self::Import => FileCommand::ImportPath(path),
            Self::Export(export) => FileCommand::ExportTo(export, path),
        })
    }

    /// Whether the path is asked for an export of incidents that are beside one another.
    pub(super) const fn is_of_incidents(self) -> bool {
        match self {
            Self::Export(Export::Restoration | Export::RestorationMarkdown | Export::RestorationPicture) => true,
            Self::Export(Export::Comparison | Export::Mapping | Export::Text(_) | Export::Picture(..))
            | Self::Open
            | Self::Save
            | Self::Baseline
            | Self::Import => false,
        }
    }

    /// Whether the path is asked for something of the import panel, which is shown again afterwards.
    pub(super) const fn is_of_import(self) -> bool {
        matches!(self, Self::Import | Self::Export(Export::Mapping))
    }

    /// The texts and the type of file for this purpose.
    pub(super) fn request(self) -> PathRequest {
        let (title, [hint, hint_beside_dialog], ending) = match self {
            Self::Open => ("files-open", ["files-open-hint", "files-open-hint-beside-dialog"], "ron"),
            Self::Save => ("files-save", ["files-save-hint", "files-save-hint-beside-dialog"], "ron"),
            Self::Baseline => ("compare-open", ["compare-open-hint"; 2], "ron"),
            Self::Import => ("import-open", ["import-open-hint"; 2], "csv"),
            Self::Export(export) => {
                let ExportKind { ending, title, hint, .. } = ExportKind::of(export);
                (title, [hint; 2], ending)
            }
        };
        let writes = matches!(self, Self::Save | Self::Export(_));
        let button = if writes { "files-save-button" } else { "files-open-button" };
        PathRequest { title, hint, hint_beside_dialog, button, ending, writes }
    }

    /// What the file dialog calls the files that it shows, with their extensions. `None` if it shows all, because what is imported has one of
    /// many extensions. `scenarios` is what scenarios are called.
    fn kind(self, scenarios: &str) -> Option<(String, Vec<&'static str>)> {
        match self {
            // A picture of the window carries its scenario.
            Self::Open | Self::Baseline => Some((scenarios.to_owned(), vec!["ron", "png"])),
            Self::Save => Some((scenarios.to_owned(), vec!["ron"])),
            Self::Import => None,
            Self::Export(export) => {
                let ending = ExportKind::of(export).ending;
                Some((ending.to_uppercase(), vec![ending]))
            }
        }
    }

    /// The path that is suggested to the person. `own` is the path of the scenario's file or, for a shipped scenario, the path where it
    /// could be saved. The result is empty if an existing file is to be chosen.
    pub(super) fn suggested(self, own: &Path) -> PathBuf {
        match self {
            Self::Open | Self::Baseline | Self::Import => PathBuf::new(),
            Self::Save => own.to_owned(),
            Self::Export(export) => {
                let ExportKind { ending, suffix, .. } = ExportKind::of(export);
                let stem = own.file_stem().unwrap_or_default().to_string_lossy();
                let stem = stem.strip_suffix(".firedrill").unwrap_or(&stem);
                own.with_file_name(format!("{stem}{suffix}.{ending}"))
            }
        }
    }
}

/// A file dialog that is open on another thread.
#[derive(Debug)]
pub(super) struct Dialog {
    pub purpose: Purpose,
    answer: Receiver<Option<PathBuf>>,
}

/// The state of a dialog.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Waiting,
    /// The dialog was cancelled, or the desktop has no dialog.
    Nothing,
    Chosen(PathBuf),
}

impl Dialog {
    /// Shows a dialog on a thread of its own, and requests a frame when the person has answered. If the returned value is dropped earlier,
    /// for example because the overlay with the path was closed, the answer is ignored. Returns `None` if no thread can be started.
    /// `scenarios` is what scenarios are called.
    pub(super) fn show(ctx: &egui::Context, purpose: Purpose, scenarios: &str, suggested: &str) -> Option<Self> {
        let (sender, answer) = channel();
        let ctx = ctx.clone();
        let writes = purpose.request().writes;
        let dialog = rfd::FileDialog::new().set_file_name(suggested);
        let dialog = match purpose.kind(scenarios) {
            Some((kind, endings)) => dialog.add_filter(kind, &endings),
            None => dialog,
        };
        let ask = move || {
            let chosen = if writes { dialog.save_file() } else { dialog.pick_file() };
            if sender.send(chosen).is_ok() {
                ctx.request_repaint();
            }
        };
        std::thread::Builder::new().name("file dialog".to_owned()).spawn(ask).ok()?;
        Some(Self { purpose, answer })
    }

    /// Returns whether the dialog still waits, was closed without a choice, or has a chosen path. Does not block.
    pub(super) fn outcome(&self) -> Outcome {
        match self.answer.try_recv() {
            Ok(Some(path)) => Outcome::Chosen(path),
            Ok(None) | Err(TryRecvError::Disconnected) => Outcome::Nothing,
            Err(TryRecvError::Empty) => Outcome::Waiting,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Part, PictureFormat};
    use crate::study::export::Content;
    use crate::text::{Language, Texts};

    const ALL: [Purpose; 8] = [
        Purpose::Open,
        Purpose::Save,
        Purpose::Baseline,
        Purpose::Import,
        Purpose::Export(Export::Comparison),
        Purpose::Export(Export::Mapping),
        Purpose::Export(Export::Text(Content::Services)),
        Purpose::Export(Export::Picture(Part::Map, PictureFormat::Png)),
    ];

    #[test]
    fn a_hint_speaks_of_a_file_dialog_only_while_one_is_open() {
        for (language, dialog) in [(Language::English, "dialog"), (Language::Korean, "대화 상자")] {
            let texts = Texts::of(language);
            for purpose in ALL {
                let hint = texts.get(purpose.request().hint(false));
                assert!(!hint.contains(dialog), "{purpose:?}: {hint}");
            }
            for purpose in [Purpose::Open, Purpose::Save] {
                assert!(texts.get(purpose.request().hint(true)).contains(dialog), "{purpose:?}");
            }
        }
    }

    #[test]
    fn a_file_dialog_calls_files_what_they_are() {
        let kinds = ALL.map(|purpose| purpose.kind("Scenarios").map(|(kind, endings)| (kind, endings.join(" "))));
        let kind = |kind: &str, endings: &str| Some((kind.to_owned(), endings.to_owned()));
        let expected = [
            kind("Scenarios", "ron png"),
            kind("Scenarios", "ron"),
            kind("Scenarios", "ron png"),
            None,
            kind("CSV", "csv"),
            kind("JSON", "json"),
            kind("CSV", "csv"),
            kind("PNG", "png"),
        ];
        assert_eq!(kinds, expected);
        for purpose in ALL {
            assert_eq!(purpose.request().writes, matches!(purpose, Purpose::Save | Purpose::Export(_)));
        }
    }
}
