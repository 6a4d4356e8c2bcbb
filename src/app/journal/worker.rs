//! Writes the journal on a thread of its own, so that the window never waits for a disk.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant, UNIX_EPOCH};

use egui::Context;

use super::folder::{Folder, Place};
use super::writing::Draft;
use crate::file::Authored;

/// The name of the thread.
const NAME: &str = "journal";
/// The fewest bytes of a document of which only what was changed is written, after it was written once. A smaller one is always written whole.
const LARGE: usize = 1 << 19;
/// How often a document is written that is changed again and again. The first change is written at once.
const BETWEEN_WRITES: Duration = Duration::from_secs(1);
/// A document that is always written whole and takes long is written less often: this many times that duration lies between two writes.
const SHARE_OF_WRITING: u32 = 3;
/// How long after a failure writing is tried again.
const AFTER_A_FAILURE: Duration = Duration::from_secs(30);

/// What the window and the thread share. Documents are told apart by their number.
pub(super) struct Shared {
    root: PathBuf,
    ctx: Context,
    state: Mutex<State>,
    changed: Condvar,
    /// Where the documents are written. It is locked while something is written; if `state` is needed too, this is locked first.
    disk: Mutex<Disk>,
}

#[derive(Default)]
struct State {
    pending: BTreeMap<u64, Task>,
    /// Before this moment, a document is not written again.
    not_before: BTreeMap<u64, Instant>,
    /// Entries of windows that are gone. They belong to these documents from now on.
    taken_over: VecDeque<(u64, Place)>,
    /// Why the last write failed. `None` if it did not, or if that was told.
    trouble: Option<io::Error>,
    ends: bool,
}

/// What is to be done about the entry of a document.
struct Task {
    draft: Option<Box<Draft>>,
    due: Instant,
}

#[derive(Default)]
struct Disk {
    /// The folder of this window. It is created with the first entry and removed with the last one.
    own: Weak<Folder>,
    places: BTreeMap<u64, Place>,
    /// Of large documents, what the entry has. Only what differs is written beside it.
    bases: BTreeMap<u64, Base>,
    /// The number of the last entry.
    last: u64,
}

/// The version of a document that its entry has.
struct Base {
    /// The number of the entry.
    number: u64,
    authored: Authored,
}

impl Shared {
    pub fn new(ctx: Context, root: PathBuf) -> Self {
        Self { root, ctx, state: Mutex::default(), changed: Condvar::new(), disk: Mutex::default() }
    }

    /// Starts the thread. It ends after [`Self::end`].
    pub fn start(self: &Arc<Self>) -> io::Result<std::thread::JoinHandle<()>> {
        let shared = Arc::clone(self);
        std::thread::Builder::new().name(NAME.to_owned()).spawn(move || shared.work())
    }

    /// Notes that the entry of a document is to be written, or with `None` removed. If the previous draft is not written yet, this one takes
    /// its place, and is written when that would have been.
    pub fn put(&self, number: u64, draft: Option<Draft>) {
        let now = clock();
        let draft = draft.map(Box::new);
        let mut state = lock(&self.state);
        let not_before = state.not_before.get(&number).filter(|_| draft.is_some());
        let due = not_before.map_or(now, |not_before| now.max(*not_before));
        let due = state.pending.get(&number).map_or(due, |pending| due.min(pending.due));
        let before = state.pending.insert(number, Task { draft, due });
        drop(state);
        self.changed.notify_one();
        // A large document is dropped only after the lock is.
        drop(before);
    }

    /// Notes that the entry at this place belongs to a document of this window from now on.
    pub fn take_over(&self, number: u64, place: Place) {
        lock(&self.state).taken_over.push_back((number, place));
    }

    /// Removes and returns the reason why the last write failed.
    pub fn take_trouble(&self) -> Option<io::Error> {
        lock(&self.state).trouble.take()
    }

    pub fn report(&self, error: io::Error) {
        lock(&self.state).trouble = Some(error);
        self.ctx.request_repaint();
    }

    /// Writes everything that is not written yet. Returns when it is on the disk.
    pub fn flush(&self) {
        if std::thread::current().name() == Some(NAME) {
            // The thread itself has panicked, maybe while it was writing.
            return;
        }
        let mut disk = lock(&self.disk);
        while let Some((number, task)) = self.next_task(None) {
            self.carry_out(&mut disk, number, &task);
        }
    }

    /// Ends the thread.
    pub fn end(&self) {
        lock(&self.state).ends = true;
        self.changed.notify_one();
    }

    fn work(&self) {
        let mut state = lock(&self.state);
        while !state.ends {
            let Some(due) = state.pending.values().map(|task| task.due).min() else {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let wait = due.saturating_duration_since(clock());
            if wait.is_zero() {
                drop(state);
                self.write_what_is_due();
                state = lock(&self.state);
            } else {
                state = self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }

    fn write_what_is_due(&self) {
        let mut disk = lock(&self.disk);
        while let Some((number, task)) = self.next_task(Some(clock())) {
            let begun = clock();
            if self.carry_out(&mut disk, number, &task) {
                let now = clock();
                let is_quick = disk.bases.contains_key(&number);
                let rest = if is_quick { Duration::ZERO } else { (now - begun) * SHARE_OF_WRITING };
                let pause = BETWEEN_WRITES.max(rest);
                lock(&self.state).not_before.insert(number, now + pause);
                continue;
            }
            // A newer draft may have come meanwhile; it takes the place of this one.
            let again = Task { due: clock() + AFTER_A_FAILURE, ..task };
            lock(&self.state).pending.entry(number).or_insert(again);
        }
    }

    /// Removes and returns the next task that is due at this time, or with `None` the next of all.
    fn next_task(&self, by: Option<Instant>) -> Option<(u64, Task)> {
        let mut state = lock(&self.state);
        let number =
            state.pending.iter().find(|(_, task)| by.is_none_or(|by| task.due <= by)).map(|(number, _)| *number)?;
        state.pending.remove_entry(&number)
    }

    /// Carries out a task. Returns whether that was possible; if not, the window is told.
    fn carry_out(&self, disk: &mut Disk, number: u64, task: &Task) -> bool {
        disk.places.extend(lock(&self.state).taken_over.drain(..));
        let done = match &task.draft {
            Some(draft) => disk.write(&self.root, number, draft),
            None => disk.remove(number),
        };
        done.map_err(|error| self.report(error)).is_ok()
    }
}

impl Disk {
    fn write(&mut self, root: &Path, number: u64, draft: &Draft) -> io::Result<()> {
        let draft = draft.finish();
        let kept = self.places.get(&number).filter(|place| place.path().exists()).zip(self.bases.get(&number));
        let changes = kept.and_then(|(place, base)| Some((place, base, draft.changes(&base.authored, base.number)?)));
        if let Some((place, base, changes)) = changes {
            return place.write_changes(base.number, &changes);
        }
        let place = self.place(root, number)?;
        let had_base = self.bases.remove(&number).is_some();
        let entry = self.fresh_number();
        // A large document is first written as it was read: that needs no time, and what was changed since is small.
        let read = draft.authored().as_read().filter(|read| !had_base && read.text().is_some_and(is_large));
        let changed = read.and_then(|read| Some((draft.changes(&read, entry)?, read)));
        let base = if let Some((changes, read)) = changed {
            // The entry begins to count only when it is written, so its changes are there before it is.
            place.write_changes(entry, &changes)?;
            place.write(&draft.only(&read, entry))?;
            Some(read)
        } else {
            let whole = draft.whole(entry);
            place.write(&whole)?;
            is_large(&whole).then(|| draft.authored().clone())
        };
        place.remove_old_changes(entry);
        self.bases.extend(base.map(|authored| (number, Base { number: entry, authored })));
        Ok(())
    }

    /// The place of the entry of a document. If somebody has removed the folder, another one is created.
    fn place(&mut self, root: &Path, number: u64) -> io::Result<Place> {
        if let Some(place) = self.places.get(&number) {
            if place.has_folder() {
                return Ok(place.clone());
            }
            self.own = Weak::new();
        }
        let folder = match self.own.upgrade() {
            Some(folder) => folder,
            None => Arc::new(Folder::create(root)?),
        };
        self.own = Arc::downgrade(&folder);
        let place = folder.place(number);
        self.places.insert(number, place.clone());
        Ok(place)
    }

    /// A number that no other entry has: that of an earlier one would lead to its changes.
    fn fresh_number(&mut self) -> u64 {
        let nanos = super::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        self.last = u64::try_from(nanos).unwrap_or_default().max(self.last + 1);
        self.last
    }

    fn remove(&mut self, number: u64) -> io::Result<()> {
        self.bases.remove(&number);
        let Some(place) = self.places.remove(&number) else { return Ok(()) };
        if let Err(error) = place.remove() {
            self.places.insert(number, place);
            return Err(error);
        }
        place.release();
        Ok(())
    }
}

fn is_large(text: &str) -> bool {
    text.len() >= LARGE
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is whole between any two steps, so a panic elsewhere does not matter.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::disallowed_methods, reason = "the moment to write depends on the clock, no computed result does")]
fn clock() -> Instant {
    Instant::now()
}
