//! Watches one file on a thread of its own: when other programs may have changed it, looks at it again and says what is there now.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use egui::Context;
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::file::OnDisk;

/// The file is looked at when nothing has changed for this time. An editor changes a file in several steps.
const QUIET: Duration = Duration::from_millis(100);
/// If something changes all the time, the file is looked at after this number of changes.
const MOST_CHANGES: usize = 20;

/// What the thread is told.
enum Sign {
    /// Something may have changed.
    Look,
    /// A folder that is watched is gone. It must be watched again if it comes back.
    FolderGone,
    /// Nobody wants to know any more.
    End,
}

/// The watch on one file. The thread ends when this is dropped.
pub(super) struct FileWatch {
    path: PathBuf,
    signs: Sender<Sign>,
    seen: Receiver<(u64, OnDisk)>,
    /// What was seen under an earlier number is outdated.
    number: Arc<AtomicU64>,
}

impl Drop for FileWatch {
    fn drop(&mut self) {
        // Sending fails if there is no thread.
        let _ = self.signs.send(Sign::End);
    }
}

impl FileWatch {
    /// Begins to watch the file at `path`, and looks at it. Requests a frame when something is seen. If the machine has no thread to give,
    /// nothing is ever seen.
    pub(super) fn begin(ctx: &Context, path: PathBuf) -> Self {
        let (signs, heard) = channel();
        let (say, seen) = channel();
        let watch = Self { path: path.clone(), signs: signs.clone(), seen, number: Arc::default() };
        let (ctx, number) = (ctx.clone(), Arc::clone(&watch.number));
        let work = move || {
            let mut watcher = watcher(&path, &signs);
            while let Some(is_gone) = wait(&heard) {
                if is_gone || watcher.is_none() {
                    watcher = self::watcher(&path, &signs);
                }
                let before = number.load(Ordering::Acquire);
                if say.send((before, OnDisk::look(&path).0)).is_err() {
                    return;
                }
                ctx.request_repaint();
            }
        };
        let _ = thread::Builder::new().name("file watch".to_owned()).spawn(work);
        watch.look();
        watch
    }

    /// The path of the file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at the file again, for example because the folder may not tell of changes.
    pub(super) fn look(&self) {
        let _ = self.signs.send(Sign::Look);
    }

    /// Makes what was seen so far outdated, because the window has read or written the file, and looks at it again.
    pub(super) fn forget(&self) {
        self.number.fetch_add(1, Ordering::AcqRel);
        self.look();
    }

    /// What was seen last since the previous call.
    pub(super) fn seen(&self) -> Option<OnDisk> {
        let current = self.number.load(Ordering::Acquire);
        self.seen.try_iter().filter(|(number, _)| *number == current).last().map(|(_, seen)| seen)
    }
}

/// Waits until something may have changed and nothing changes any more. Returns whether a watched folder is gone; `None` at the end.
fn wait(heard: &Receiver<Sign>) -> Option<bool> {
    let mut is_gone = match heard.recv() {
        Ok(Sign::Look) => false,
        Ok(Sign::FolderGone) => true,
        Ok(Sign::End) | Err(_) => return None,
    };
    for _ in 0..MOST_CHANGES {
        match heard.recv_timeout(QUIET) {
            Ok(Sign::Look) => {}
            Ok(Sign::FolderGone) => is_gone = true,
            Ok(Sign::End) | Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    Some(is_gone)
}

/// Watches the folder of the file and, if the file is a link, the folder of its target: a file that another one replaces by its name can
/// only be noticed in the folder. `None` if the folder is missing or the system cannot watch it; then the file is looked at only when
/// [`FileWatch::look`] is called.
fn watcher(path: &Path, signs: &Sender<Sign>) -> Option<RecommendedWatcher> {
    let path = std::path::absolute(path).ok()?;
    let files = [Some(path.clone()), path.canonicalize().ok()];
    let files: Vec<PathBuf> = files.into_iter().flatten().collect();
    let mut folders: Vec<PathBuf> = files.iter().filter_map(|file| Some(file.parent()?.to_owned())).collect();
    folders.dedup();
    let (signs, watched) = (signs.clone(), folders.clone());
    let note = move |event: notify::Result<Event>| {
        let sign = event.map_or(Some(Sign::Look), |event| sign(&event, &files, &watched));
        if let Some(sign) = sign {
            let _ = signs.send(sign);
        }
    };
    let mut watcher = notify::recommended_watcher(note).ok()?;
    for folder in &folders {
        watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    }
    Some(watcher)
}

/// What an event means for these files in these folders; `None` if nothing. Reading a file is no change.
fn sign(event: &Event, files: &[PathBuf], folders: &[PathBuf]) -> Option<Sign> {
    if let EventKind::Access(access) = event.kind
        && access != AccessKind::Close(AccessMode::Write)
    {
        return None;
    }
    let is_about = |of: &[PathBuf]| event.paths.iter().any(|path| of.contains(path));
    if is_about(folders) && matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(_)) {
        return Some(Sign::FolderGone);
    }
    (event.need_rescan() || is_about(files)).then_some(Sign::Look)
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, Flag, ModifyKind, RemoveKind, RenameMode};

    use super::*;

    #[test]
    fn changes_of_the_file_and_of_its_folder_are_signs_and_reading_is_none() {
        let [file, folder, other] = ["/a/world.ron", "/a", "/a/other.ron"].map(PathBuf::from);
        let (files, folders) = (std::slice::from_ref(&file), std::slice::from_ref(&folder));
        let of = |kind: EventKind, path: &PathBuf| sign(&Event::new(kind).add_path(path.clone()), files, folders);
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        for kind in [moved, EventKind::Create(CreateKind::File), EventKind::Remove(RemoveKind::File)] {
            assert!(matches!(of(kind, &file), Some(Sign::Look)), "{kind:?}");
            assert!(of(kind, &other).is_none(), "{kind:?}");
        }
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(matches!(of(written, &file), Some(Sign::Look)));
        assert!(of(EventKind::Access(AccessKind::Open(AccessMode::Any)), &file).is_none());
        assert!(matches!(of(EventKind::Remove(RemoveKind::Folder), &folder), Some(Sign::FolderGone)));
        let rescan = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(sign(&rescan, files, folders), Some(Sign::Look)), "events were lost");
    }
}
