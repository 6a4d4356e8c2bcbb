//! The steps of a save, one by one, so that a test can let any of them fail, or stop there as if the program were killed.

use std::io;

/// What a step of a save does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Asks whether the old file may be written.
    Ask,
    /// Creates the temporary file.
    Create,
    /// Removes temporary files of saves that were interrupted.
    Sweep,
    /// Writes a part of the content.
    Write,
    /// Gives the new file the owner, the permissions and the attributes of the old one.
    Resemble,
    /// Waits until the content is on the disk.
    Sync,
    /// Looks whether the old file is still what was seen before.
    LookAgain,
    /// Gives the temporary file the name of the old one.
    Rename,
    /// Waits until the name is on the disk.
    SyncFolder,
}

/// What carries out the steps.
pub trait Disk {
    /// Carries out a step, which is done by `act`.
    ///
    /// # Errors
    /// The error of the system.
    fn step<T>(&self, step: Step, act: impl FnOnce() -> io::Result<T>) -> io::Result<T>;

    /// Whether the program still runs. If not, nothing is tidied up either.
    fn is_alive(&self) -> bool {
        true
    }
}

/// The disk as it is.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn step<T>(&self, _: Step, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        act()
    }
}
