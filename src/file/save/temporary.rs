//! Temporary files and folders of saves: named for what they are, locked as long as the save goes on, and removed by a later save if theirs
//! was interrupted.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::{Builder, NamedTempFile, TempDir};

/// What the names of temporary files contain: `.world.ron.firedrill-saving-Xy12Zz`.
const SAVING: &str = ".firedrill-saving-";
/// The number of letters after it, which make the name unique.
const RANDOM_LETTERS: usize = 6;
/// How much of the name of the saved file is in that of the temporary file, in bytes. Some disks have names of at most 143 bytes.
const LONGEST_STEM: usize = 80;
/// The name of the file in a temporary folder that is locked.
const LOCK: &str = "lock";
/// How often a temporary file is created that another save takes for a remainder, before it is locked.
const MOST_TRIES: usize = 100;
/// How many entries of a folder are looked at. In a folder of millions, saving must not take seconds.
const MOST_ENTRIES: usize = 20_000;
/// Where files cannot be locked, only a temporary file of this age is a remainder.
const OLD: Duration = Duration::from_hours(24);

/// Creates a locked temporary file for a file of this name. A file that is there `before` may be private, so the new one can be read only
/// by its owner at first; otherwise it has the permissions of any new file.
pub fn create(folder: &Path, name: &OsStr, before: bool) -> io::Result<NamedTempFile> {
    let prefix = prefix(name);
    for _ in 0..MOST_TRIES {
        let fresh = Builder::new().prefix(&prefix).rand_bytes(RANDOM_LETTERS).make_in(folder, |path| {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true);
            #[cfg(unix)]
            if before {
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            }
            // Elsewhere a file has the permissions of its folder.
            #[cfg(not(unix))]
            let _ = before;
            options.open(path)
        });
        // The message of the error contains the name of the temporary file, which means nothing to the person, so only what the system says
        // is kept.
        let fresh = fresh.map_err(|error| bare(&error))?;
        match fresh.as_file().try_lock() {
            Ok(()) if fresh.path().exists() => return Ok(fresh),
            // Another save has taken it for a remainder.
            Ok(()) | Err(TryLockError::WouldBlock) => {}
            // Files cannot be locked here.
            Err(TryLockError::Error(_)) => return Ok(fresh),
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// A temporary folder in which a folder is prepared that will be saved. It is removed when this value is dropped.
#[derive(Debug)]
pub struct SavingFolder {
    folder: TempDir,
    _lock: File,
}

impl SavingFolder {
    /// Creates a temporary folder in `parent`, for a folder of this name, and removes the remainders of others.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn create(parent: &Path, name: &OsStr) -> io::Result<Self> {
        let prefix = prefix(name);
        for _ in 0..MOST_TRIES {
            let folder = Builder::new().prefix(&prefix).rand_bytes(RANDOM_LETTERS).tempdir_in(parent);
            let folder = folder.map_err(|error| bare(&error))?;
            let path = folder.path().join(LOCK);
            let Ok(lock) = OpenOptions::new().write(true).create_new(true).open(&path) else { continue };
            match lock.try_lock() {
                Ok(()) if path.exists() => {}
                Ok(()) | Err(TryLockError::WouldBlock) => continue,
                Err(TryLockError::Error(_)) => {}
            }
            if let Ok(now) = lock.metadata().and_then(|created| created.modified()) {
                sweep(parent, now);
            }
            return Ok(Self { folder, _lock: lock });
        }
        Err(io::ErrorKind::ResourceBusy.into())
    }

    /// The path of the folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes the temporary files and folders of saves that were interrupted. `now` is the time by the clock of this disk.
pub fn sweep(folder: &Path, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.take(MOST_ENTRIES).flatten().filter(|entry| is_temporary(&entry.file_name())) {
        let path = entry.path();
        // What cannot be removed now may be removed by the next save.
        let _ = match fs::symlink_metadata(&path) {
            Ok(there) if there.is_file() => with_left(&path, now, || fs::remove_file(&path)),
            Ok(there) if there.is_dir() => with_left(&path.join(LOCK), now, || fs::remove_dir_all(&path)),
            Ok(_) | Err(_) => Ok(()),
        };
    }
}

/// Does something with a temporary file, or a folder with this lock, if no save uses it any more. It stays locked meanwhile.
fn with_left(lock: &Path, now: SystemTime, act: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let there = fs::symlink_metadata(lock)?;
    if !there.is_file() {
        return Ok(());
    }
    // Some network file systems lock only files that are opened for writing.
    let file = OpenOptions::new().write(true).open(lock)?;
    let is_left = match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => now.duration_since(there.modified()?).is_ok_and(|age| age >= OLD),
    };
    if is_left { act() } else { Ok(()) }
}

/// Whether a file of this name is a temporary file of a save.
fn is_temporary(name: &OsStr) -> bool {
    let random = name.to_str().filter(|name| name.starts_with('.')).and_then(|name| name.rsplit_once(SAVING));
    random.is_some_and(|(_, random)| {
        random.len() == RANDOM_LETTERS && random.bytes().all(|letter| letter.is_ascii_alphanumeric())
    })
}

/// The beginning of the name of a temporary file for a file of this name.
fn prefix(name: &OsStr) -> String {
    let name = name.to_string_lossy();
    let stem = &name[..name.floor_char_boundary(LONGEST_STEM)];
    format!(".{}{SAVING}", stem.trim_start_matches('.'))
}

/// The error of the system, without the path that a library has added.
fn bare(error: &io::Error) -> io::Error {
    let inner = error.get_ref().and_then(std::error::Error::source).and_then(|inner| inner.downcast_ref::<io::Error>());
    let code = error.raw_os_error().or_else(|| inner.and_then(io::Error::raw_os_error));
    code.map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_are_temporary() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["world.ron", ".hidden.ron", &"가".repeat(85), "a.firedrill-saving-abcdef"] {
            let fresh = create(folder.path(), name.as_ref(), true).expect("creates");
            let made = fresh.path().file_name().expect("a name").to_owned();
            assert!(is_temporary(&made) && made.len() <= 143, "{made:?}");
        }
        for other in [
            "world.ron",
            ".world.ron",
            "a.firedrill-saving-abcdef",
            ".a.firedrill-saving-abc",
            ".a.firedrill-saving-abc.ef",
        ] {
            assert!(!is_temporary(other.as_ref()), "{other}");
        }
    }

    #[test]
    fn what_a_save_still_uses_and_what_is_not_ours_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let used = create(folder.path(), "used.ron".as_ref(), false).expect("creates");
        let used_folder = SavingFolder::create(folder.path(), "runs".as_ref()).expect("creates");
        let left = folder.path().join(".left.ron.firedrill-saving-abcdef");
        fs::write(&left, "half a wor").expect("writes");
        let left_folder = folder.path().join(".runs.firedrill-saving-abcdef");
        fs::create_dir_all(left_folder.join("ensemble")).expect("creates");
        fs::write(left_folder.join(LOCK), "").expect("writes");
        // A folder of this name without a lock is not one of ours.
        let other = folder.path().join(".other.firedrill-saving-abcdef");
        fs::create_dir(&other).expect("creates");
        sweep(folder.path(), SystemTime::UNIX_EPOCH);
        assert!(used.path().exists() && used_folder.path().exists() && other.exists());
        assert!(!left.exists() && !left_folder.exists());
    }
}
