//! Writes files so that a failure leaves the old file unchanged.

mod error;
mod replace;
mod resemble;
mod steps;
mod target;
mod temporary;

#[cfg(test)]
mod tests;

use std::path::Path;

use super::authored::Authored;
use super::fingerprint::OnDisk;
use crate::model::Scenario;

pub use error::{Reason, SaveError};
pub use replace::Links;
pub use steps::Wanted;
pub use temporary::SavingFolder;

/// Writes the scenario to a temporary file in the folder of `path`, and then renames that file to `path`. Another program sees either the
/// old file or the new one, never a part of it; so does whoever looks after a power cut.
///
/// Symbolic links are followed, also to a file that is not there yet. An existing file keeps its owner, its group, its permissions and its
/// attributes, as far as the system allows that. Pipes, devices and files that may not be written are refused; so are files with
/// several names (hard links), because all but one would keep the old content. Temporary files of saves that were interrupted are removed from the folder.
///
/// # Errors
/// [`SaveError`] if the file cannot be written. The old file is unchanged, unless [`SaveError::is_written`] says otherwise.
pub fn save(scenario: &Scenario, path: &Path) -> Result<(), SaveError> {
    save_text(&Authored::from(scenario).to_ron(), path)
}

/// Writes a text to `path`, like [`save`].
///
/// # Errors
/// As [`save`].
pub fn save_text(text: &str, path: &Path) -> Result<(), SaveError> {
    save_bytes(text.as_bytes(), path, Links::Keep)
}

/// Writes bytes to `path`, like [`save`], but only if `path` still has what was `seen` there before. This is looked at again when the new
/// file is complete, immediately before it replaces the old one. Returns whether the bytes were written.
///
/// # Errors
/// As [`save`].
pub fn save_over(bytes: &[u8], path: &Path, seen: OnDisk, links: Links) -> Result<bool, SaveError> {
    over(&steps::RealDisk, bytes, path, seen, links)
}

/// Writes bytes to `path`, like [`save_over`], as long as `wanted` says that this is still wanted. If it says so no more, the old file stays as
/// it is, and the error means nothing to anybody.
///
/// # Errors
/// As [`save`], and if the save was cancelled.
pub fn save_while(
    bytes: &[u8],
    path: &Path,
    seen: OnDisk,
    links: Links,
    wanted: &impl Wanted,
) -> Result<bool, SaveError> {
    over(&steps::WhileWanted(wanted), bytes, path, seen, links)
}

fn over(disk: &impl steps::Disk, bytes: &[u8], path: &Path, seen: OnDisk, links: Links) -> Result<bool, SaveError> {
    match replace::replace(disk, bytes, path, links, Some(seen)) {
        Ok(()) => Ok(true),
        Err(Reason::Changed) => Ok(false),
        Err(reason) => Err(SaveError { path: path.to_owned(), reason }),
    }
}

/// Writes bytes to `path`, like [`save`]. `links` says what to do about a file with several names.
///
/// # Errors
/// As [`save`].
pub fn save_bytes(bytes: &[u8], path: &Path, links: Links) -> Result<(), SaveError> {
    let replaced = replace::replace(&steps::RealDisk, bytes, path, links, None);
    replaced.map_err(|reason| SaveError { path: path.to_owned(), reason })
}
