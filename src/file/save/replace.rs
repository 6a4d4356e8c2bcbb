//! Replaces a file by a new one, step by step.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::super::fingerprint::OnDisk;
use super::error::Reason;
use super::resemble::resemble;
use super::steps::{Disk, Step};
use super::target::Target;
use super::temporary;

/// The size of the parts in which the content is written, in bytes.
const PART: usize = 1 << 16;

/// What to do about a file with several names (hard links). All but one would keep the old content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// Do not save it.
    Keep,
    /// Save under this name; the others keep the old content.
    Part,
}

/// Replaces the file at `path` by a new one with these bytes; if something was `seen` there, only if that is still there.
pub fn replace(disk: &impl Disk, bytes: &[u8], path: &Path, links: Links, seen: Option<OnDisk>) -> Result<(), Reason> {
    let target = Target::of(path)?;
    if target.before.is_some() {
        disk.step(Step::Ask, || may_be_written(&target)).map_err(Reason::File)?;
    }
    match target.before.as_ref().map_or(1, names) {
        0 | 1 => {}
        count if links == Links::Keep => return Err(Reason::Linked(count)),
        _ => {}
    }
    let name = target.path.file_name().unwrap_or_default();
    let fresh = disk.step(Step::Create, || temporary::create(&target.folder, name, target.before.is_some()));
    let mut fresh = fresh.map_err(|error| Reason::Folder(target.folder.clone(), error))?;
    let renamed = fill(disk, &mut fresh, bytes, &target).and_then(|()| {
        let is_as_seen = || seen.is_none_or(|seen| OnDisk::look(path).0 == seen);
        if !disk.step(Step::LookAgain, || Ok(is_as_seen()))? {
            return Ok(false);
        }
        disk.step(Step::Rename, || fs::rename(fresh.path(), &target.path))?;
        fresh.disable_cleanup(true);
        Ok(true)
    });
    if !disk.is_alive() {
        fresh.disable_cleanup(true);
    }
    if !renamed.map_err(Reason::File)? {
        return Err(Reason::Changed);
    }
    disk.step(Step::SyncFolder, || sync(&target.folder)).map_err(Reason::Unsynced)
}

/// Whether the old file may be written. The folder could allow to replace it all the same.
fn may_be_written(target: &Target) -> io::Result<()> {
    // An administrator may write everything, but who has made a file read-only did not want that.
    if target.before.as_ref().is_some_and(|before| before.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    match OpenOptions::new().write(true).open(&target.path) {
        // Another program has removed it just now.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        opened => opened.map(drop),
    }
}

/// Writes the new file.
fn fill(disk: &impl Disk, fresh: &mut NamedTempFile, bytes: &[u8], target: &Target) -> io::Result<()> {
    let now = fresh.as_file().metadata()?.modified();
    disk.step(Step::Sweep, || {
        // Remainders do not keep anybody from saving.
        if let Ok(now) = now {
            temporary::sweep(&target.folder, now);
        }
        Ok(())
    })?;
    let file = fresh.as_file_mut();
    for part in bytes.chunks(PART) {
        disk.step(Step::Write, || file.write_all(part))?;
    }
    if let Some(before) = &target.before {
        disk.step(Step::Resemble, || resemble(file, &target.path, before))?;
    }
    disk.step(Step::Sync, || file.sync_all())
}

/// The number of names of a file.
#[cfg(unix)]
fn names(before: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(before)
}

/// The number of names of a file is not told by the standard library of this system.
#[cfg(not(unix))]
fn names(_: &fs::Metadata) -> u64 {
    1
}

/// Makes the names in a folder outlast a power cut, where the system can do that.
fn sync(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    // A folder that may be written but not read cannot be opened. Nothing more can be done then.
    let Ok(folder) = File::open(folder) else { return Ok(()) };
    match folder.sync_all() {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}
