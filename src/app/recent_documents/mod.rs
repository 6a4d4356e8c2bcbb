//! Enters files that were opened or saved into the desktop's list of recent documents (`recently-used.xbel`), which file dialogs and menus show.
//!
//! All programs of the desktop share that file, so nothing of other programs is changed or lost: what is not understood is left as it is.

mod bookmarks;
mod private;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, SecondsFormat, Utc};
use url::Url;

use super::journal;
use crate::file::{self, Links, OnDisk};

/// The size of the largest list that is read, in bytes. A desktop's list of a thousand documents has about half a megabyte.
const LARGEST: u64 = 8 << 20;
/// How often the list is read again if another program has changed it meanwhile.
const TRIES: usize = 3;
/// The MIME types of a scenario (`assets/packaging/linux/firedrill.xml`) and of a picture that carries one.
const SCENARIO: &str = "application/x-firedrill-scenario";
const PICTURE: &str = "image/png";

/// The path of the desktop's list. `None` on systems that have none, or if the folder is not known.
pub(super) fn list() -> Option<PathBuf> {
    if cfg!(any(not(unix), target_os = "macos")) {
        return None;
    }
    Some(directories::BaseDirs::new()?.data_dir().join("recently-used.xbel"))
}

/// Enters the document on another thread, unless the person has told the desktop to remember no documents. A failure is ignored, because the list
/// is a convenience.
pub(super) fn note_on_thread(list: PathBuf, document: PathBuf) {
    let now = journal::now();
    let work = move || {
        if !private::is_private() {
            let _ = note(&list, &document, now);
        }
    };
    let _ = std::thread::Builder::new().name("recent documents".to_owned()).spawn(work);
}

/// Enters the document, which was used at this time, into the list.
///
/// # Errors
/// If the list cannot be read or written, or is no such list. Then it is unchanged.
pub(super) fn note(list: &Path, document: &Path, now: SystemTime) -> io::Result<()> {
    let document = std::path::absolute(document)?;
    let address = Url::from_file_path(&document).map_err(|()| io::ErrorKind::InvalidInput)?;
    let is_picture = document.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png"));
    let used = bookmarks::Used {
        address: address.into(),
        mime_type: if is_picture { PICTURE } else { SCENARIO },
        moment: DateTime::<Utc>::from(now).to_rfc3339_opts(SecondsFormat::Micros, true),
    };
    for _ in 0..TRIES {
        if replace(list, &used)? {
            return Ok(());
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Reads the list, and writes it with the document. Returns whether it was written: another program may have changed it meanwhile.
fn replace(list: &Path, used: &bookmarks::Used) -> io::Result<bool> {
    let there = match fs::metadata(list) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return create(list, used),
        Err(error) => return Err(error),
    };
    // Some people put a folder or a link to a device there, so that nothing is remembered.
    if !there.is_file() || there.len() > LARGEST {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let (seen, bytes) = OnDisk::look(list);
    if !matches!(seen, OnDisk::Content(_)) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let text = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    let changed = bookmarks::with(&text, used).ok_or(io::ErrorKind::InvalidData)?;
    file::save_over(changed.as_bytes(), list, seen, Links::Part).map_err(io::Error::other)
}

/// Makes a list that has only this document. Only the person can read it, as that of the desktop itself.
fn create(list: &Path, used: &bookmarks::Used) -> io::Result<bool> {
    let folder = list.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let text = bookmarks::with(bookmarks::EMPTY, used).ok_or(io::ErrorKind::InvalidData)?;
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(text.as_bytes())?;
    match new.persist_noclobber(list) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error),
    }
}

#[cfg(test)]
mod tests;
