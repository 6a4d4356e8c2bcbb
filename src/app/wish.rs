//! What is to be saved where, what saving would lose, and what became of the file.

use std::path::{Path, PathBuf};

use super::task::Watch;
use crate::file::{self, FileFingerprint, Links, OnDisk, SaveError};
use crate::session::Export;

/// What is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// The scenario with its plans.
    Scenario,
    /// An export.
    Export(Export),
}

/// A file that will be written, at once or after the person has agreed.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    pub writing: Writing,
    pub path: PathBuf,
    /// What was at the path when it was decided to write there. If something else is there at the moment of writing, another program has
    /// changed it, and the person is asked again.
    pub seen: OnDisk,
    /// Whether to close the window after saving.
    pub close: bool,
    /// What to do if the file has several names.
    pub links: Links,
}

/// What saving would lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loss {
    /// The content of an existing file. For a scenario, only of a file other than the one that the session was opened from.
    Another,
    /// Changes that another program made to the session's file since it was last read or written. Also used if the file cannot be read.
    Changed,
    /// The other names of a file with this number of names (hard links): they would keep the old content.
    Names(u64),
}

/// A file that is to be written, before it is known what is there.
pub(super) struct Intent {
    pub writing: Writing,
    pub path: PathBuf,
    /// Whether to close the window after saving.
    pub close: bool,
    /// The path of the session's file.
    pub own: Option<PathBuf>,
    /// The fingerprint of that file when it was last read or written.
    pub fingerprint: Option<FileFingerprint>,
    /// What another program wrote to that file and the person did not want.
    pub given_up: Option<OnDisk>,
    /// The path at which the person has agreed to replace a file.
    pub agreed: Option<PathBuf>,
}

impl Intent {
    /// Looks at what is at the path now, and finds out what saving there would lose.
    pub(super) fn look(self) -> (Wish, Option<Loss>) {
        let (seen, _) = OnDisk::look(&self.path);
        let loss = self.loss(seen);
        let Self { writing, path, close, .. } = self;
        (Wish { writing, path, seen, close, links: Links::Keep }, loss)
    }

    /// What saving would lose, or `None` if nothing. `seen` is what is there now. If no file can be written at the path, nothing is lost, and
    /// the later attempt to write reports the error.
    fn loss(&self, seen: OnDisk) -> Option<Loss> {
        if !self.path.is_file() {
            return None;
        }
        let is_own = self.own.as_deref().is_some_and(|own| is_same(own, &self.path));
        if self.writing != Writing::Scenario || !is_own {
            return (self.agreed.as_deref() != Some(self.path.as_path())).then_some(Loss::Another);
        }
        match seen {
            OnDisk::Content(content) if self.fingerprint == Some(content) || self.given_up == Some(seen) => None,
            OnDisk::Content(_) | OnDisk::Unreadable | OnDisk::Nothing => Some(Loss::Changed),
        }
    }
}

/// What became of a file that was to be written.
#[derive(Debug)]
pub(super) struct Written {
    /// Whether it was written. If not, something else was at the path than what was seen there before.
    pub result: Result<bool, SaveError>,
    /// The fingerprint of what was to be written.
    pub fingerprint: FileFingerprint,
}

impl Wish {
    /// Writes the file.
    pub(super) fn write(&self, bytes: &[u8]) -> Written {
        let result = file::save_over(bytes, &self.path, self.seen, self.links);
        Written { result, fingerprint: FileFingerprint::of(bytes) }
    }

    /// Writes the file, unless that is cancelled.
    pub(super) fn write_watched(&self, bytes: &[u8], watch: &Watch) -> Written {
        let result = file::save_while(bytes, &self.path, self.seen, self.links, watch);
        Written { result, fingerprint: FileFingerprint::of(bytes) }
    }
}

/// Whether both paths lead to the same file.
fn is_same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    a == b || (real(a).is_some() && real(a) == real(b))
}
