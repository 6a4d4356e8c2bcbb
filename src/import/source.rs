//! The texts of other programs that are imported.

use std::sync::Arc;

/// The size of the largest source that is read, in bytes.
pub const LARGEST: u64 = 128 * 1024 * 1024;

/// A text of another program: a file, or what was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name of the file, or what the text is called.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl Source {
    /// Whether the source is larger than may be read.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        self.bytes.len() as u64 > LARGEST
    }
}
