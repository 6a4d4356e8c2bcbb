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

/// Who waits for a save, and may cancel it until the new file takes the place of the old one.
pub trait Wanted {
    /// Whether the save is still wanted. If not, the old file stays as it is.
    fn is_wanted(&self) -> bool;

    /// Whether the new file may take the place of the old one now. Whoever answers that it may does not cancel the save any more.
    fn may_replace(&self) -> bool;
}

/// The disk as it is.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

/// The disk as it is, for a save that may be cancelled.
#[derive(Clone, Copy, Debug)]
pub struct WhileWanted<'a, W>(pub &'a W);

impl Disk for RealDisk {
    fn step<T>(&self, _: Step, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        act()
    }
}

impl<W: Wanted> Disk for WhileWanted<'_, W> {
    fn step<T>(&self, step: Step, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let goes_on = match step {
            Step::Ask | Step::Create | Step::Sweep | Step::Write | Step::Resemble | Step::Sync | Step::LookAgain => {
                self.0.is_wanted()
            }
            Step::Rename => self.0.may_replace(),
            Step::SyncFolder => true,
        };
        if goes_on { act() } else { Err(io::ErrorKind::Interrupted.into()) }
    }
}
