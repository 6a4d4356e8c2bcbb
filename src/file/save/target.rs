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
        if cfg!(windows) && is_device_of_windows(path) {
            return Err(Reason::IsNoFile);
        }
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

/// Whether Windows takes a file of this name for a device, whatever its folder and its ending: `con.ron`, `COM1`.
fn is_device_of_windows(path: &Path) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    const NUMBERED: [&str; 2] = ["com", "lpt"];
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let number = NUMBERED.iter().find_map(|device| stem.strip_prefix(device));
    let is_digit = |number: &str| ["1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"].contains(&number);
    DEVICES.contains(&stem) || number.is_some_and(is_digit)
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::is_device_of_windows;

    #[test]
    fn names_of_devices_are_told_from_names_of_files() {
        for device in ["con.ron", "folder/NUL", "Aux.firedrill.ron", "com1.ron", "LPT9", "prn .ron"] {
            assert!(is_device_of_windows(Path::new(device)), "{device}");
        }
        for file in ["console.ron", "com.ron", "com10.ron", "com0.ron", "con-1.ron", "nul/world.ron", "판교.ron", ""]
        {
            assert!(!is_device_of_windows(Path::new(file)), "{file}");
        }
    }
}
