//! The reasons why a file is not saved, and what is said about them.

use std::io;
use std::path::{Path, PathBuf};

use crate::text::Saying;

/// The error that a file could not be written. The old file is unchanged, except with [`Reason::Unsynced`].
#[derive(Debug, thiserror::Error)]
#[error("{}", self.saying())]
pub struct SaveError {
    /// The path that was to be written.
    pub path: PathBuf,
    /// Why it was not.
    pub reason: Reason,
}

/// Why a file was not saved.
#[derive(Debug)]
pub enum Reason {
    /// The folder that the file would be in is not there, or refuses new files.
    Folder(PathBuf, io::Error),
    /// The file cannot be written or replaced.
    File(io::Error),
    /// There is a folder at the path.
    IsFolder,
    /// There is a pipe, a device or a socket at the path.
    IsNoFile,
    /// The symbolic link at the path leads round in a circle, or through too many others.
    LinksInCircle,
    /// The file has this number of names (hard links). All but one would keep the old content.
    Linked(u64),
    /// Another program has changed the file since it was looked at.
    Changed,
    /// The file has the new content, but the system could not confirm that its name will outlast a power cut.
    Unsynced(io::Error),
}

impl SaveError {
    /// The number of names (hard links) of the file, if that is why it was not saved.
    #[must_use]
    pub const fn names(&self) -> Option<u64> {
        match self.reason {
            Reason::Linked(names) => Some(names),
            Reason::Folder(..)
            | Reason::File(_)
            | Reason::IsFolder
            | Reason::IsNoFile
            | Reason::LinksInCircle
            | Reason::Changed
            | Reason::Unsynced(_) => None,
        }
    }

    /// Whether the file has the new content all the same.
    #[must_use]
    pub const fn is_written(&self) -> bool {
        matches!(self.reason, Reason::Unsynced(_))
    }

    /// The error as a message: what went wrong, and what may help.
    #[must_use]
    pub fn saying(&self) -> Saying {
        let of_path = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (key, folder, error) = match &self.reason {
            Reason::Folder(folder, error) => (of_kind(error, "file-save-denied"), folder.as_path(), Some(error)),
            Reason::File(error) => (of_kind(error, "file-save-file-denied"), of_path, Some(error)),
            Reason::IsFolder => ("file-save-folder", of_path, None),
            Reason::IsNoFile => ("file-save-device", of_path, None),
            Reason::LinksInCircle => ("file-save-circle", of_path, None),
            Reason::Changed => ("file-save-changed", of_path, None),
            Reason::Linked(names) => {
                let args = [("path", self.path.display().to_string()), ("count", names.to_string())];
                return Saying::of("file-save-linked", args.map(|(name, words)| (name, words.into())));
            }
            Reason::Unsynced(error) => ("file-save-unsynced", of_path, Some(error)),
        };
        let args = [
            ("path", self.path.display().to_string()),
            ("folder", folder.display().to_string()),
            ("error", error.map_or_else(String::new, ToString::to_string)),
        ];
        Saying::of(key, args.map(|(name, words)| (name, words.into())))
    }
}

/// The key of the text for an error of the system; `denied` is the one for a missing permission.
#[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of the standard library are open-ended")]
fn of_kind(error: &io::Error, denied: &'static str) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => denied,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "file-save-full",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "file-save-nowhere",
        io::ErrorKind::IsADirectory => "file-save-folder",
        io::ErrorKind::ReadOnlyFilesystem => "file-save-read-only",
        io::ErrorKind::InvalidFilename => "file-save-name",
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => "file-save-busy",
        _ => "file-save-failed",
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    fn said(reason: Reason) -> String {
        let said = SaveError { path: PathBuf::from("worlds/world.ron"), reason }.to_string();
        assert!(said.starts_with("worlds/world.ron "), "{said}");
        said
    }

    #[test]
    fn what_cannot_be_written_says_what_would_help() {
        for (kind, help) in [
            (ErrorKind::PermissionDenied, "make it writable"),
            (ErrorKind::StorageFull, "make room"),
            (ErrorKind::QuotaExceeded, "make room"),
            (ErrorKind::NotFound, "There is no folder worlds: create it"),
            (ErrorKind::IsADirectory, "another name"),
            (ErrorKind::ReadOnlyFilesystem, "save it elsewhere"),
            (ErrorKind::InvalidFilename, "a shorter name"),
            (ErrorKind::ResourceBusy, "close it there"),
            (ErrorKind::TimedOut, "unchanged"),
        ] {
            let error = said(Reason::File(kind.into()));
            assert!(error.contains("was not saved: ") && error.contains(help), "{error}");
        }
        let folder = |kind: ErrorKind| said(Reason::Folder(PathBuf::from("elsewhere"), kind.into()));
        assert!(folder(ErrorKind::PermissionDenied).contains("the folder elsewhere"));
        assert!(folder(ErrorKind::NotFound).contains("There is no folder elsewhere"));
    }

    #[test]
    fn other_reasons_are_told_apart() {
        for (reason, told) in [
            (Reason::IsFolder, "is a folder"),
            (Reason::IsNoFile, "a pipe or a device"),
            (Reason::LinksInCircle, "symbolic link"),
            (Reason::Linked(3), "3 names"),
            (Reason::Changed, "another program"),
        ] {
            let error = said(reason);
            assert!(error.contains("was not saved: ") && error.contains(told), "{error}");
        }
        let unsynced = said(Reason::Unsynced(ErrorKind::TimedOut.into()));
        assert!(!unsynced.contains("not saved") && unsynced.contains("new content"), "{unsynced}");
    }
}
