//! The settings file: read without trust in what is there, and changed under a lock, so that two windows do not undo each other's changes.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::file::{self, Links};

/// The size of the largest settings file that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// How often the lock is tried, and how long is waited in between. The window does not draw meanwhile.
const TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_millis(5);
/// The ending of the file that is locked, and of the copy of a damaged file.
const LOCK: &str = "lock";
const DAMAGED: &str = "damaged.json";

/// The values in the file at `place`; none if there is no file.
///
/// # Errors
/// If there is something that is no settings file: a pipe, a device, a folder, a huge file, or a damaged one ([`io::ErrorKind::InvalidData`]).
pub(super) fn read(place: &Path) -> io::Result<Map<String, Value>> {
    match bytes(place) {
        Ok(bytes) => values(&bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Map::new()),
        Err(error) => Err(error),
    }
}

/// Changes the values in the file at `place`, and returns all of them. If the file is damaged, a copy of it is left beside it.
///
/// # Errors
/// If the file cannot be read or written. Then it is unchanged. What is no settings file is not replaced.
pub(super) fn change(place: &Path, act: impl FnOnce(&mut Map<String, Value>)) -> io::Result<Map<String, Value>> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    // The lock ends when the file is closed.
    let _lock = locked(&place.with_extension(LOCK));
    let mut all = match read(place) {
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            save(&bytes(place)?, &place.with_extension(DAMAGED))?;
            Map::new()
        }
        read => read?,
    };
    act(&mut all);
    save(&serde_json::to_vec_pretty(&all)?, place)?;
    Ok(all)
}

fn save(bytes: &[u8], path: &Path) -> io::Result<()> {
    // Another name of the settings file was given to it by somebody to have a copy, who would rather have new settings than none.
    file::save_bytes(bytes, path, Links::Part)
        .or_else(|error| if error.is_written() { Ok(()) } else { Err(io::Error::other(error)) })
}

/// The bytes of the file. Nothing but a file is opened, because who opens a pipe may have to wait without end.
fn bytes(place: &Path) -> io::Result<Vec<u8>> {
    let there = fs::metadata(place)?;
    if !there.is_file() || there.len() > LARGEST {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let mut bytes = Vec::new();
    File::open(place)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(io::ErrorKind::Unsupported.into()) } else { Ok(bytes) }
}

fn values(bytes: &[u8]) -> io::Result<Map<String, Value>> {
    // One text that is damaged does not damage the others.
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim().is_empty() {
        return Ok(Map::new());
    }
    serde_json::from_str(text).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Locks the settings. `None` if that is not possible here, or if another window does not end with them: then the change is written
/// all the same.
fn locked(path: &Path) -> Option<File> {
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        return None;
    }
    let lock = OpenOptions::new().write(true).create(true).truncate(false).open(path).ok()?;
    for _ in 0..TRIES {
        match lock.try_lock() {
            Ok(()) => return Some(lock),
            Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN_TRIES),
            Err(TryLockError::Error(_)) => return None,
        }
    }
    None
}
