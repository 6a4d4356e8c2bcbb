//! An output for commands of which the exit code is an answer: they come to it whether anybody reads on or not.

use std::io::{self, Write};

/// Writes as long as somebody reads; from then on what is written is lost.
pub(super) struct BrokenPipeTolerant<W> {
    out: W,
    is_read: bool,
}

impl<W: Write> BrokenPipeTolerant<W> {
    pub fn new(out: W) -> Self {
        Self { out, is_read: true }
    }

    fn heed<T>(&mut self, done: io::Result<T>, otherwise: T) -> io::Result<T> {
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
        self.heed(done, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = if self.is_read { self.out.flush() } else { Ok(()) };
        self.heed(done, ())
    }
}
