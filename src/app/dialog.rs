//! The file dialog of the desktop, where there is one. It runs beside the window, which goes on meanwhile.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::session::{Command, FileCommand};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Open,
    Save,
    /// A file to lay beside.
    Baseline,
    /// Where the comparison goes.
    Export,
}

impl Purpose {
    /// What the path is for, as a command.
    pub(super) fn command(self, path: PathBuf) -> Command {
        match self {
            Self::Open => Command::File(FileCommand::OpenPath(path)),
            Self::Save => Command::File(FileCommand::SaveTo(path)),
            Self::Baseline => Command::File(FileCommand::SetBaselineFile(path)),
            Self::Export => Command::File(FileCommand::ExportComparisonTo(path)),
        }
    }

    /// The ending of such files.
    const fn ending(self) -> &'static str {
        match self {
            Self::Open | Self::Save | Self::Baseline => "ron",
            Self::Export => "csv",
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
        let dialog = rfd::FileDialog::new().add_filter(filter, &[purpose.ending()]).set_file_name(suggested);
        let ask = move || {
            let chosen = match purpose {
                Purpose::Open | Purpose::Baseline => dialog.pick_file(),
                Purpose::Save | Purpose::Export => dialog.save_file(),
            };
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
