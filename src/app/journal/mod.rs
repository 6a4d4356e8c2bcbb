//! The journal: unsaved work is written to a folder beside the settings within about a second of each change, so that it is still there after a
//! crash, a power cut or the end of the session. The next window offers to go on with it.
//!
//! Each window has a folder of its own in it, and each unsaved document an entry in that folder. An entry is removed when its document is
//! saved or thrown away. Beside the entry of a large document there is a file with what was changed since, which is soon written.

mod folder;
mod reading;
#[cfg(test)]
mod tests;
mod worker;
mod writing;

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{SystemTime, UNIX_EPOCH};

use egui::Context;

pub(super) use self::folder::{Found, Place};
pub(super) use self::reading::{Header, Unreadable, read};
use self::worker::Shared;
pub(super) use self::writing::Draft;

/// The journal of this window. Dropping it writes what is not written yet.
#[derive(Default)]
pub(super) struct Journal {
    /// `None` if nothing is kept.
    shared: Option<Arc<Shared>>,
    /// The documents that have an entry, or will have one in a second.
    kept: BTreeSet<u64>,
    thread: Option<JoinHandle<()>>,
}

/// What other windows have left in the journal.
#[derive(Debug, Default)]
pub(super) struct Remains {
    /// The entries of windows that are gone, the oldest first.
    pub found: Vec<Found>,
    /// The folders that cannot be looked into.
    pub troubles: Vec<(PathBuf, io::Error)>,
}

/// Writes everything that is not written yet, from any thread and until the process ends.
#[derive(Clone, Default)]
pub(super) struct Flush(Option<Arc<Shared>>);

impl Flush {
    /// Writes everything that is not written yet. Returns when it is on the disk.
    pub fn flush(&self) {
        self.0.iter().for_each(|shared| shared.flush());
    }
}

impl Journal {
    /// The journal in this folder, and what other windows have left in it. Without a folder, nothing is kept.
    pub fn open(ctx: &Context, root: Option<PathBuf>) -> (Self, Remains) {
        let Some(root) = root else { return (Self::default(), Remains::default()) };
        let (found, troubles) = folder::find(&root);
        let shared = Arc::new(Shared::new(ctx.clone(), root));
        (Self { shared: Some(shared), kept: BTreeSet::new(), thread: None }, Remains { found, troubles })
    }

    /// Writes this draft of a document, at the latest in about a second.
    pub fn keep(&mut self, number: u64, draft: Draft) {
        let Some(shared) = &self.shared else { return };
        shared.put(number, Some(draft));
        self.kept.insert(number);
        self.start();
    }

    /// Removes the entry of a document, if there is one.
    pub fn remove(&mut self, number: u64) {
        if let Some(shared) = self.shared.as_ref().filter(|_| self.kept.remove(&number)) {
            shared.put(number, None);
            self.start();
        }
    }

    /// From now on, this entry belongs to a document of this window.
    pub fn take_over(&mut self, number: u64, place: Place) {
        if let Some(shared) = &self.shared {
            shared.take_over(number, place);
            self.kept.insert(number);
        }
    }

    /// Why writing failed; `None` if it did not fail since the last call.
    pub fn take_trouble(&self) -> Option<io::Error> {
        self.shared.as_ref()?.take_trouble()
    }

    /// What writes everything that is not written yet.
    pub fn flush(&self) -> Flush {
        Flush(self.shared.clone())
    }

    /// Starts the thread when something is to be written for the first time.
    fn start(&mut self) {
        let Some(shared) = self.shared.as_ref().filter(|_| self.thread.is_none()) else { return };
        match shared.start() {
            Ok(thread) => self.thread = Some(thread),
            Err(error) => shared.report(error),
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        let Some(shared) = &self.shared else { return };
        shared.flush();
        shared.end();
        if let Some(thread) = self.thread.take() {
            // If the thread has panicked, that was told already.
            let _ = thread.join();
        }
    }
}

/// The time in seconds since the start of 1970.
fn clock_secs() -> u64 {
    now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// The time.
#[expect(
    clippy::disallowed_methods,
    reason = "the person is told when unsaved work was changed; no computed result depends on it"
)]
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}
