//! An output that ignores a closed pipe. It is for commands whose exit code is their result, because they must continue to the end even if
//! nobody reads their output.

use std::io::{self, Write};

/// Writes to `out` until the pipe is closed, and ignores everything that is written after that.
pub(super) struct BrokenPipeTolerant<W> {
    out: W,
    is_read: bool,
}

impl<W: Write> BrokenPipeTolerant<W> {
    pub fn new(out: W) -> Self {
        Self { out, is_read: true }
    }

    fn tolerate<T>(&mut self, done: io::Result<T>, otherwise: T) -> io::Result<T> {
        if done.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            self.is_read = false;
            return Ok(otherwise);
        }
        done
    }
}

impl<W: Write> Write for BrokenPipeTolerant<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = if self.is_read { self.out.write(bytes) } else { Ok(bytes.len()) };
        self.tolerate(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = if self.is_read { self.out.flush() } else { Ok(()) };
        self.tolerate(done, ())
    }
}
