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
    pub hint: &'static str,
    pub button: &'static str,
    /// The extension of the files, without the dot.
    pub ending: &'static str,
    /// Whether a file will be written to the path. Otherwise an existing file is read.
    pub writes: bool,
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
        let scenario = |title, hint, button, writes| PathRequest { title, hint, button, ending: "ron", writes };
        match self {
            Self::Open => scenario("files-open", "files-open-hint", "files-open-button", false),
            Self::Save => scenario("files-save", "files-save-hint", "files-save-button", true),
            Self::Baseline => scenario("compare-open", "compare-open-hint", "files-open-button", false),
            Self::Import => {
                PathRequest { ending: "csv", ..scenario("import-open", "import-open-hint", "files-open-button", false) }
            }
            Self::Export(export) => {
                let ExportKind { ending, title, hint, .. } = ExportKind::of(export);
                PathRequest { title, hint, button: "files-save-button", ending, writes: true }
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
    pub(super) fn show(ctx: &egui::Context, purpose: Purpose, filter: &str, suggested: &str) -> Option<Self> {
        let (sender, answer) = channel();
        let ctx = ctx.clone();
        let PathRequest { ending, writes, .. } = purpose.request();
        // What is imported has one of many endings.
        let dialog = rfd::FileDialog::new().set_file_name(suggested);
        let dialog = if purpose == Purpose::Import { dialog } else { dialog.add_filter(filter, &[ending]) };
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
