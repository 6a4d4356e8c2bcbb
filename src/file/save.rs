//! Writes files so that a failure leaves the old file unchanged.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::authored::Authored;
use super::fingerprint::OnDisk;
use crate::model::Scenario;
use crate::text::Saying;

/// The error that a file could not be written. The old file is unchanged.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.saying())]
pub struct SaveError {
    /// The path that was to be written.
    pub path: PathBuf,
    /// The error of the operating system.
    pub error: io::Error,
}

impl SaveError {
    /// The error as a message: what went wrong, and what may help.
    #[must_use]
    pub fn saying(&self) -> Saying {
        #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of the standard library are open-ended")]
        let key = match self.error.kind() {
            io::ErrorKind::PermissionDenied => "file-save-denied",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "file-save-full",
            io::ErrorKind::NotFound => "file-save-nowhere",
            io::ErrorKind::IsADirectory => "file-save-folder",
            io::ErrorKind::ReadOnlyFilesystem => "file-save-read-only",
            _ => "file-save-failed",
        };
        let args = [("path", self.path.display().to_string()), ("error", self.error.to_string())];
        Saying::of(key, args.map(|(name, words)| (name, words.into())))
    }
}

/// Writes the scenario to a temporary file in the folder of `path`, and then renames that file to `path`. Another program sees either the
/// old file or the new one, never a part of it.
///
/// Symbolic links are followed, and an existing file keeps its permissions.
///
/// # Errors
/// [`SaveError`] if the file cannot be written. The old file is unchanged.
pub fn save(scenario: &Scenario, path: &Path) -> Result<(), SaveError> {
    save_text(&Authored::from(scenario).to_ron(), path)
}

/// Writes a text to `path`, like [`save`].
///
/// # Errors
/// [`SaveError`] if the file cannot be written. The old file is unchanged.
pub fn save_text(text: &str, path: &Path) -> Result<(), SaveError> {
    save_bytes(text.as_bytes(), path)
}

/// Writes bytes to `path`, like [`save`].
///
/// # Errors
/// [`SaveError`] if the file cannot be written. The old file is unchanged.
pub fn save_bytes(bytes: &[u8], path: &Path) -> Result<(), SaveError> {
    replace(path, |file| file.write_all(bytes)).map_err(|error| SaveError { path: path.to_owned(), error })
}

/// Writes bytes to `path`, like [`save`], but only if `path` still has what was seen there before. This is looked at again when the new
/// file is complete, immediately before it replaces the old one. Returns whether the bytes were written.
///
/// # Errors
/// [`SaveError`] if the file cannot be written. The old file is unchanged.
pub fn save_over(bytes: &[u8], path: &Path, seen: OnDisk) -> Result<bool, SaveError> {
    let write = |file: &mut fs::File| file.write_all(bytes);
    let is_same = || OnDisk::look(path).0 == seen;
    replace_if(path, write, is_same).map_err(|error| SaveError { path: path.to_owned(), error })
}

/// Replaces the file at `path` by a new one, whose content `write` writes.
pub fn replace(path: &Path, write: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    replace_if(path, write, || true).map(|_| ())
}

/// Like [`replace`]. When the new file is complete, `is_wanted` is asked whether it may replace the old one. Returns the answer.
fn replace_if(
    path: &Path,
    write: impl FnOnce(&mut fs::File) -> io::Result<()>,
    is_wanted: impl FnOnce() -> bool,
) -> io::Result<bool> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if before.as_ref().is_some_and(|before| before.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::metadata(folder)?;
    // The message of the error contains the name of the temporary file, which means nothing to the user, so only the kind of the error is
    // kept.
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    write(fresh.as_file_mut())?;
    match before {
        Some(before) => fresh.as_file().set_permissions(before.permissions())?,
        // A temporary file can be read only by its owner, so the file gets the permissions that any new file in this folder has.
        None => fresh.as_file().set_permissions(permissions_of_a_new_file(folder)?)?,
    }
    fresh.as_file().sync_all()?;
    if !is_wanted() {
        return Ok(false);
    }
    fresh.persist(&target).map_err(|error| error.error)?;
    Ok(true)
}

fn permissions_of_a_new_file(folder: &Path) -> io::Result<fs::Permissions> {
    // No safe function returns the umask, so a file is created to see its permissions.
    let probe = tempfile::Builder::new().make_in(folder, |path| fs::File::create_new(path))?;
    Ok(probe.as_file().metadata()?.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_fills_up_leaves_the_old_file_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("world.ron");
        fs::write(&path, "old").expect("writes");
        let error = replace(&path, |file| {
            file.write_all(b"half of the new")?;
            assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 2, "it is written beside the old one");
            Err(io::ErrorKind::StorageFull.into())
        });
        let error = SaveError { path: path.clone(), error: error.expect_err("the disk is full") };
        assert!(error.to_string().contains("The disk is full"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "old");
        assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1, "nothing is left behind");
    }

    #[test]
    fn a_file_that_changes_while_the_new_one_is_written_is_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("world.ron");
        let theirs = |file: &mut fs::File| {
            fs::write(&path, "theirs")?;
            file.write_all(b"ours")
        };
        for before in [None, Some("old")] {
            let _ = fs::remove_file(&path);
            before.iter().for_each(|text| fs::write(&path, text).expect("writes"));
            let (seen, _) = OnDisk::look(&path);
            let replaced = replace_if(&path, theirs, || OnDisk::look(&path).0 == seen).expect("no trouble");
            assert_eq!((replaced, fs::read_to_string(&path).expect("reads").as_str()), (false, "theirs"), "{before:?}");
            assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 1, "nothing is left behind");
        }
        let (seen, bytes) = OnDisk::look(&path);
        assert_eq!(bytes, b"theirs");
        assert!(save_over(b"ours", &path, seen).expect("no trouble"), "nobody changed it since");
        assert!(!save_over(b"again", &path, seen).expect("no trouble"), "somebody did");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "ours");
    }

    #[test]
    fn what_cannot_be_written_says_what_would_help() {
        for (kind, help) in [
            (io::ErrorKind::PermissionDenied, "where you may write"),
            (io::ErrorKind::QuotaExceeded, "make room"),
            (io::ErrorKind::NotFound, "create it"),
            (io::ErrorKind::IsADirectory, "another name"),
            (io::ErrorKind::ReadOnlyFilesystem, "save it elsewhere"),
            (io::ErrorKind::TimedOut, "unchanged"),
        ] {
            let error = SaveError { path: PathBuf::from("world.ron"), error: kind.into() }.to_string();
            assert!(error.starts_with("world.ron was not saved: ") && error.contains(help), "{error}");
        }
    }
}
