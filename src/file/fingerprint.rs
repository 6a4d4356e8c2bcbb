//! A fingerprint of a file's content when it was last read or written. It shows whether another program has changed the file since.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::read;

/// The length and a hash of a file's content. It is also written down with unsaved work. Should a later version of the standard library
/// compute another hash, a file that is the same counts as changed, and the person is asked once too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFingerprint {
    length: usize,
    hash: u64,
}

impl FileFingerprint {
    /// The fingerprint of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self { length: bytes.len(), hash: hasher.finish() }
    }
}

/// What is at a path now. Comparing two looks shows whether another program has changed the file between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDisk {
    /// No file.
    Nothing,
    /// A file with this content.
    Content(FileFingerprint),
    /// Something that cannot be read as a file: a folder, a device, a file without permission or too large.
    Unreadable,
}

impl OnDisk {
    /// Looks at what is at `path`. The bytes are those of [`Self::Content`], otherwise empty. Symbolic links are followed.
    #[must_use]
    pub fn look(path: &Path) -> (Self, Vec<u8>) {
        match read::bytes(path) {
            Ok(bytes) => (Self::Content(FileFingerprint::of(&bytes)), bytes),
            Err(_) if fs::metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) => {
                (Self::Nothing, Vec::new())
            }
            Err(_) => (Self::Unreadable, Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_more_or_another_letter_is_something_else() {
        let fingerprint = FileFingerprint::of(b"(firedrill: 1)");
        assert_eq!(fingerprint, FileFingerprint::of(b"(firedrill: 1)"));
        assert_ne!(fingerprint, FileFingerprint::of(b"(firedrill: 2)"));
        assert_ne!(fingerprint, FileFingerprint::of(b"(firedrill: 1)\n"));
    }
}
