//! The folders of the journal: each window has its own. A lock in the folder says that its window is open; it ends with the process,
//! however that ends.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use super::reading::{CHANGES, Header, Unreadable, changes_path};

/// The name of the file in a folder that is locked while the folder's window is open.
const LOCK: &str = "lock";
/// The beginning of the names of folders and the ending of entries.
const FOLDER: &str = "window-";
const ENDING: &str = "ron";
/// How many names for a new folder are tried.
const MOST_NAMES: u32 = 1_000;

/// A folder whose lock this window holds.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    lock: File,
}

/// An entry of the journal, in a folder whose lock this window holds.
#[derive(Clone, Debug)]
pub(in crate::app) struct Place {
    folder: Arc<Folder>,
    path: PathBuf,
}

/// An entry of a window that is gone, and what its first line says.
#[derive(Debug)]
pub(in crate::app) struct Found {
    pub place: Place,
    pub header: Result<Header, Unreadable>,
}

impl Folder {
    /// Creates a folder for this window.
    pub(super) fn create(root: &Path) -> io::Result<Self> {
        create_private(root)?;
        let (secs, process) = (super::clock_secs(), std::process::id());
        for number in 0..MOST_NAMES {
            let path = root.join(format!("{FOLDER}{secs}-{process}-{number}"));
            match create_private_new(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            }
            let lock = OpenOptions::new().write(true).create_new(true).open(path.join(LOCK))?;
            // Another window that starts just now may hold the lock to look into the folder, and removes the folder because it is empty.
            match lock.try_lock() {
                Ok(()) if path.join(LOCK).exists() => {}
                Ok(()) | Err(TryLockError::WouldBlock) => continue,
                // Files cannot be locked here. Unsaved work is written all the same; the next window tells where it is.
                Err(TryLockError::Error(_)) => {}
            }
            sync(root)?;
            return Ok(Self { path, lock });
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Takes over a folder, if its window is gone. `None` if the window is open, or if it is no folder of the journal.
    fn adopt(path: &Path) -> io::Result<Option<Self>> {
        let lock = path.join(LOCK);
        match fs::symlink_metadata(&lock) {
            Ok(lock) if !lock.is_file() => return Err(io::Error::other(format!("{LOCK} is not a regular file"))),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // Its window is just being opened, or its lock was removed by somebody.
                if entries(path)?.is_empty() {
                    return Ok(None);
                }
            }
            Err(error) => return Err(error),
        }
        // Some network file systems lock only files that are opened for writing. In a folder that cannot be written, reading must do.
        let opened = OpenOptions::new().write(true).create(true).truncate(false).open(&lock);
        let lock = opened.or_else(|error| File::open(&lock).map_err(|_| error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { path: path.to_owned(), lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// A place for an entry with this name.
    pub(super) fn place(self: &Arc<Self>, name: u64) -> Place {
        Place { folder: Arc::clone(self), path: self.path.join(format!("{name}.{ENDING}")) }
    }

    /// Removes the folder if nothing is left in it.
    fn remove_if_empty(self) {
        if entries(&self.path).is_ok_and(|entries| entries.is_empty()) {
            // The lock file is removed before it is unlocked: whoever locks it next sees that it is gone. If something else is in the
            // folder, the folder stays.
            let _ = fs::remove_file(self.path.join(LOCK));
            drop(self.lock);
            let _ = fs::remove_dir(&self.path);
        }
    }
}

impl Place {
    /// The path of the entry.
    pub(in crate::app) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the folder is still there.
    pub(super) fn has_folder(&self) -> bool {
        self.folder.path.is_dir()
    }

    /// Writes the entry. Another process sees either the old entry or the new one, also after a power cut.
    pub(super) fn write(&self, text: &str) -> io::Result<()> {
        self.replace(&self.path, text)
    }

    /// Writes what was changed since the entry with this number was written, which may be written next. Until it is there, the changes do not count.
    pub(super) fn write_changes(&self, number: u64, text: &str) -> io::Result<()> {
        self.replace(&changes_path(&self.path, number), text)
    }

    fn replace(&self, path: &Path, text: &str) -> io::Result<()> {
        // Temporary files can be read only by their owner, and the entry stays so.
        let mut fresh = tempfile::Builder::new().prefix(".entry-").tempfile_in(&self.folder.path)?;
        fresh.write_all(text.as_bytes())?;
        fresh.as_file().sync_all()?;
        fresh.persist(path).map_err(|error| error.error)?;
        sync(&self.folder.path)
    }

    /// Removes the changes of earlier entries at this place. They do not count any more, so it does not matter if that fails.
    pub(super) fn remove_old_changes(&self, number: u64) {
        let own = changes_path(&self.path, number);
        for path in changes(&self.folder.path).into_iter().filter(|path| *path != own && is_of(path, &self.path)) {
            let _ = fs::remove_file(path);
        }
    }

    /// Removes the entry. It may be gone already.
    pub(in crate::app) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        // Without their entry they do not count, so it does not matter if that fails.
        for path in changes(&self.folder.path).into_iter().filter(|path| is_of(path, &self.path)) {
            let _ = fs::remove_file(path);
        }
        Ok(())
    }

    /// Lets go of the entry. If it was the last in use and nothing is left in the folder, the folder is removed.
    pub(in crate::app) fn release(self) {
        if let Ok(folder) = Arc::try_unwrap(self.folder) {
            folder.remove_if_empty();
        }
    }
}

/// The entries of windows that are gone, the oldest first. Their folders are locked for this window. Each folder that cannot be looked into
/// is an error, with its path.
pub(super) fn find(root: &Path) -> (Vec<Found>, Vec<(PathBuf, io::Error)>) {
    let (mut found, mut troubles) = (Vec::new(), Vec::new());
    let listed = match list(root) {
        Ok(paths) => paths,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return (found, vec![(root.to_owned(), error)]),
    };
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FOLDER));
        name && fs::symlink_metadata(path).is_ok_and(|folder| folder.is_dir())
    };
    for path in listed.into_iter().filter(is_ours) {
        match Folder::adopt(&path).and_then(|folder| folder.map(look_into).transpose()) {
            Ok(entries) => found.extend(entries.into_iter().flatten()),
            Err(error) => troubles.push((path, error)),
        }
    }
    found.sort_by_key(|found| found.header.as_ref().map_or(UNIX_EPOCH, Header::changed_at));
    (found, troubles)
}

/// The entries of a folder that was taken over. An empty folder is removed.
fn look_into(folder: Folder) -> io::Result<Vec<Found>> {
    let paths = entries(&folder.path)?;
    if paths.is_empty() {
        sweep(&folder.path);
        folder.remove_if_empty();
        return Ok(Vec::new());
    }
    sweep(&folder.path);
    let folder = Arc::new(folder);
    let place = |path: PathBuf| Place { folder: Arc::clone(&folder), path };
    Ok(paths.into_iter().map(|path| Found { header: Header::read(&path), place: place(path) }).collect())
}

/// The paths of the entries in a folder, in order.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let is_entry = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
    Ok(list(folder)?.into_iter().filter(is_entry).collect())
}

/// The files in a folder with what was changed since their entries were written.
fn changes(folder: &Path) -> Vec<PathBuf> {
    let is_it = |path: &PathBuf| path.extension().is_some_and(|ending| ending == CHANGES);
    list(folder).unwrap_or_default().into_iter().filter(is_it).collect()
}

/// Whether a file with changes is one of those of the entry at this path.
fn is_of(changes: &Path, entry: &Path) -> bool {
    let stem = changes.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    stem.rsplit_once('-').is_some_and(|(of, _)| entry.file_stem().is_some_and(|own| own.to_string_lossy() == of))
}

/// Removes the temporary files of a write that was interrupted, and changes whose entry is gone.
fn sweep(folder: &Path) {
    let entries = entries(folder).unwrap_or_default();
    let is_left = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".entry-"));
    let left = list(folder).unwrap_or_default().into_iter().filter(is_left);
    let orphans = changes(folder).into_iter().filter(|path| !entries.iter().any(|entry| is_of(path, entry)));
    for path in left.chain(orphans) {
        let _ = fs::remove_file(path);
    }
}

fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// Creates a folder, with those above it, that only its owner can look into. It may exist already.
fn create_private(path: &Path) -> io::Result<()> {
    if let Some(above) = path.parent() {
        fs::create_dir_all(above)?;
    }
    match create_private_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        result => result,
    }
}

fn create_private_new(path: &Path) -> io::Result<()> {
    let builder = DirBuilder::new();
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::DirBuilderExt;
        let mut builder = builder;
        builder.mode(0o700);
        builder
    };
    builder.create(path)
}

/// Makes the names in a folder last through a power cut, where the system can.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
