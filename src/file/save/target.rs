//! Finds the file that is to be replaced: symbolic links are followed, also to a file that is not there yet.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::error::Reason;

/// How many symbolic links are followed one after the other, as the system does it.
const MOST_LINKS: usize = 40;

/// The file that is to be written.
#[derive(Debug)]
pub struct Target {
    /// Its path, which is no symbolic link.
    pub path: PathBuf,
    /// The folder that it is in.
    pub folder: PathBuf,
    /// What is known about the file that is there. `None` if there is none.
    pub before: Option<Metadata>,
}

impl Target {
    /// The file that is meant by `path`.
    ///
    /// # Errors
    /// If there is something other than a file, or if it cannot be known what is there.
    pub fn of(path: &Path) -> Result<Self, Reason> {
        let (path, before) = match fs::metadata(path) {
            Ok(before) if before.is_dir() => return Err(Reason::IsFolder),
            Ok(before) if !before.is_file() => return Err(Reason::IsNoFile),
            Ok(before) => (fs::canonicalize(path).map_err(Reason::File)?, Some(before)),
            Err(_) => (followed(path)?, None),
        };
        if path.file_name().is_none() {
            return Err(Reason::File(io::ErrorKind::InvalidFilename.into()));
        }
        let folder = folder_of(&path);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Reason::Folder(folder, error)),
            Ok(_) | Err(_) => match fs::metadata(&folder) {
                Ok(_) => Ok(Self { path, folder, before }),
                Err(error) => Err(Reason::Folder(folder, error)),
            },
        }
    }
}

/// Where a path leads that no file can be found at: to itself, or to where the symbolic link at it leads.
fn followed(path: &Path) -> Result<PathBuf, Reason> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder_of(&target).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(Reason::LinksInCircle)
}

fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}
