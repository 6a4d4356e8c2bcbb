//! Writes and reads the folder of an ensemble. The folder is written completely or not at all, and existing files are never replaced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::file::SavingFolder;
use crate::study::ensemble::{Filed, HEADER, TextError};
use crate::study::spreadsheet::BYTE_ORDER_MARK;

/// The folder that an ensemble will be written to. Until everything is written, the files are in a temporary folder, which is
/// removed if writing fails.
pub(super) struct Folder {
    path: PathBuf,
    /// Whether each table begins with a byte order mark.
    bom: bool,
    temporary: SavingFolder,
}

impl Folder {
    /// Checks that the folder can be written, before the runs are made. With `bom`, each table will begin with a byte order mark.
    ///
    /// # Errors
    /// Fails if the folder is not empty or cannot be created.
    pub fn new(path: &Path, bom: bool) -> Result<Self, Failure> {
        let said = |error: &io::Error| Failure::Unreadable(format!("{} cannot be written: {error}", path.display()));
        match fs::read_dir(path).map(|mut entries| entries.next().is_some()) {
            Ok(true) => return Err(in_use(path)),
            Ok(false) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(said(&error)),
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().unwrap_or_default();
        let temporary = fs::create_dir_all(parent).and_then(|()| SavingFolder::create(parent, name));
        Ok(Self { path: path.to_owned(), bom, temporary: temporary.map_err(|error| said(&error))? })
    }

    /// Writes the files into the temporary folder and renames it to the final name.
    ///
    /// # Errors
    /// Fails if the files cannot be written, or if the folder is no longer empty. Then no existing file is changed.
    pub fn keep(self, filed: &Filed) -> Result<(), Failure> {
        // A temporary folder can be read only by its owner. A new folder inside it has the usual permissions, and is the one that
        // gets the final name.
        let fresh = self.temporary.path().join("ensemble");
        let mark = if self.bom { BYTE_ORDER_MARK } else { "" };
        let said = |error: &io::Error| Failure::Unreadable(format!("{} was not written: {error}", self.path.display()));
        let written = fs::create_dir(&fresh).and_then(|()| {
            filed.marked_texts(mark).iter().try_for_each(|(name, text)| fs::write(fresh.join(name), text))
        });
        written.map_err(|error| said(&error))?;
        // Renaming must not replace anything except an empty folder.
        let _only_if_empty = fs::remove_dir(&self.path);
        fs::rename(&fresh, &self.path)
            .map_err(|error| if self.path.exists() { in_use(&self.path) } else { said(&error) })
    }
}

fn in_use(path: &Path) -> Failure {
    let path = path.display();
    Failure::Unreadable(format!("{path} is not empty: name another folder, or remove this one; nothing was written"))
}

/// The reason why no ensemble can be read from a folder.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadError {
    #[error("{0}")]
    Text(#[from] TextError),
    #[error("{file} cannot be read: {error}")]
    File { file: String, error: io::Error },
    #[error("the folder cannot be read: {0}")]
    Folder(io::Error),
    #[error("`firedrill ensemble --csv` did not write this folder: it has no {HEADER}")]
    NoHeader,
}

impl ReadError {
    /// Whether the folder or a file could not be read at all.
    pub const fn is_unreadable(&self) -> bool {
        match self {
            Self::File { .. } | Self::Folder(_) => true,
            Self::Text(_) | Self::NoHeader => false,
        }
    }
}

/// Reads the ensemble from a folder that `firedrill ensemble --csv` wrote.
///
/// # Errors
/// The error describes what is wrong with the folder or its files.
pub(super) fn read(path: &Path) -> Result<Filed, ReadError> {
    let text = |file: &str| {
        fs::read_to_string(path.join(file)).map_err(|error| ReadError::File { file: file.to_owned(), error })
    };
    fs::read_dir(path).map_err(ReadError::Folder)?;
    if !path.join(HEADER).is_file() {
        return Err(ReadError::NoHeader);
    }
    Filed::from_texts(&text(HEADER)?, text)
}
