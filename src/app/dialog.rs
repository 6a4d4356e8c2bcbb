//! The file dialog of the desktop, where there is one. It runs beside the window, which goes on meanwhile.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::exports::ExportKind;
use crate::session::{Command, Export, FileCommand};

/// What a path is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A scenario to open.
    Open,
    /// Where the scenario goes.
    Save,
    /// A file to compare with.
    Baseline,
    /// Where an export goes.
    Export(Export),
}

/// How a path is asked for: keys of texts, and which files are meant.
pub(super) struct PathRequest {
    pub title: &'static str,
    pub hint: &'static str,
    pub button: &'static str,
    /// The ending of such files, without the dot.
    pub ending: &'static str,
    /// Whether something is written there.
    pub writes: bool,
}

impl Purpose {
    /// What the path is for, as a command.
    pub(super) fn command(self, path: PathBuf) -> Command {
        Command::File(match self {
            Self::Open => FileCommand::OpenPath(path),
            Self::Save => FileCommand::SaveTo(path),
            Self::Baseline => FileCommand::SetBaselineFile(path),
            Self::Export(export) => FileCommand::ExportTo(export, path),
        })
    }

    /// How it is asked for.
    pub(super) fn request(self) -> PathRequest {
        let scenario = |title, hint, button, writes| PathRequest { title, hint, button, ending: "ron", writes };
        match self {
            Self::Open => scenario("files-open", "files-open-hint", "files-open-button", false),
            Self::Save => scenario("files-save", "files-save-hint", "files-save-button", true),
            Self::Baseline => scenario("compare-open", "compare-open-hint", "files-open-button", false),
            Self::Export(export) => {
                let ExportKind { ending, title, hint, .. } = ExportKind::of(export);
                PathRequest { title, hint, button: "files-save-button", ending, writes: true }
            }
        }
    }

    /// The path to begin with, for a scenario that is or would be at `own`; empty if a file is to be found.
    pub(super) fn suggested(self, own: &Path) -> PathBuf {
        match self {
            Self::Open | Self::Baseline => PathBuf::new(),
            Self::Save => own.to_owned(),
            Self::Export(export) => {
                let ExportKind { ending, suffix, .. } = ExportKind::of(export);
                let stem = own.file_stem().unwrap_or_default().to_string_lossy();
                own.with_file_name(format!("{stem}{suffix}.{ending}"))
            }
        }
    }
}

/// A dialog that is shown.
#[derive(Debug)]
pub(super) struct Dialog {
    pub purpose: Purpose,
    answer: Receiver<Option<PathBuf>>,
}

/// What has become of a dialog.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Waiting,
    /// It was cancelled, or the desktop has none.
    Nothing,
    Chosen(PathBuf),
}

impl Dialog {
    /// Shows a dialog; the window is painted again when it is answered. Nobody waits for it: whoever closes the panel
    /// beside it, or opens another file, has answered.
    pub(super) fn show(ctx: &egui::Context, purpose: Purpose, filter: &str, suggested: &str) -> Option<Self> {
        let (sender, answer) = channel();
        let ctx = ctx.clone();
        let PathRequest { ending, writes, .. } = purpose.request();
        let dialog = rfd::FileDialog::new().add_filter(filter, &[ending]).set_file_name(suggested);
        let ask = move || {
            let chosen = if writes { dialog.save_file() } else { dialog.pick_file() };
            if sender.send(chosen).is_ok() {
                ctx.request_repaint();
            }
        };
        std::thread::Builder::new().name("file dialog".to_owned()).spawn(ask).ok()?;
        Some(Self { purpose, answer })
    }

    /// Looks whether it was answered.
    pub(super) fn outcome(&self) -> Outcome {
        match self.answer.try_recv() {
            Ok(Some(path)) => Outcome::Chosen(path),
            Ok(None) | Err(TryRecvError::Disconnected) => Outcome::Nothing,
            Err(TryRecvError::Empty) => Outcome::Waiting,
        }
    }
}
