//! What the program prints. Whatever a command writes passes through here, so that no name of a file or in a file can control the terminal.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::units::{is_control, lines};

/// Writes one line to an output: the text and a line end. Line breaks and tabs in the arguments become spaces, and other control characters
/// are escaped, so that the line stays one line.
macro_rules! write_line {
    ($out:expr) => {
        $out.write_all(b"\n")
    };
    ($out:expr, $($text:tt)+) => {
        $out.write_all(format!("{}\n", crate::units::one_line(&format!($($text)+))).as_bytes())
    };
}
pub(super) use write_line;

/// The form of an output, which determines how control characters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Text for people. Control characters are escaped, as in scenario files.
    Text,
    /// JSON, which has an escape of its own.
    Json,
    /// A file for other programs or for people: byte by byte as it is, or as [`Form::Text`] if it goes to a terminal.
    File,
}

impl Form {
    /// The form in which the standard output is written if a command asks for this one.
    pub fn for_standard_output(self) -> Self {
        if self == Self::File && io::stdout().is_terminal() { Self::Text } else { self }
    }
}

/// An output in one of these forms.
pub(super) struct Output<W> {
    out: W,
    form: Form,
    /// The first bytes of a character whose other bytes were not written yet.
    begun: Vec<u8>,
}

impl<W: Write> Output<W> {
    pub fn new(out: W, form: Form) -> Self {
        Self { out, form, begun: Vec::new() }
    }

    /// The output below this one.
    pub fn into_inner(self) -> W {
        self.out
    }

    fn write_text(&mut self, text: &str) -> io::Result<()> {
        match self.form {
            Form::Text => self.out.write_all(lines(text).as_bytes()),
            Form::Json => self.out.write_all(json(text).as_bytes()),
            Form::File => self.out.write_all(text.as_bytes()),
        }
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.form == Form::File {
            return self.out.write(bytes);
        }
        self.begun.extend_from_slice(bytes);
        let whole = std::mem::take(&mut self.begun);
        let mut chunks = whole.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.write_text(chunk.valid())?;
            match chunk.invalid() {
                [] => {}
                // Only the last character can be unfinished.
                begun if chunks.peek().is_none() && is_begun(begun) => self.begun = begun.to_vec(),
                _ => self.write_text("\u{fffd}")?,
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether the program was started with a closed standard output, as with `>&-`, as far as this can be known: the standard library then opens
/// `/dev/null` for reading and writing before the program begins. A few programs give their children the same as an output to be ignored.
pub(super) fn is_closed() -> bool {
    let is_null = fs::read_link("/proc/self/fd/1").is_ok_and(|path| path == Path::new("/dev/null"));
    let flags = || {
        let about = fs::read_to_string("/proc/self/fdinfo/1").ok()?;
        let flags = about.lines().find_map(|line| line.strip_prefix("flags:"))?;
        u32::from_str_radix(flags.trim(), 8).ok()
    };
    // The last bits are how it was opened: 2 is for reading and writing.
    is_null && flags().is_some_and(|flags| flags & 3 == 2)
}

/// Whether these bytes are the beginning of a character.
fn is_begun(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// JSON with all control characters escaped. JSON itself escapes only some of them. They can stand only in its texts, so the value is the
/// same.
fn json(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter != '\n' && is_control(letter) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(form: Form, parts: &[&[u8]]) -> String {
        let mut output = Output::new(Vec::new(), form);
        for part in parts {
            output.write_all(part).expect("memory takes it");
        }
        String::from_utf8(output.into_inner()).expect("text")
    }

    #[test]
    fn each_form_escapes_in_its_way() {
        let text = "a\u{1b}[2J\u{9b}b\u{202e}\n가";
        assert_eq!(written(Form::Text, &[text.as_bytes()]), "a\\u{1b}[2J\\u{9b}b\\u{202e}\n가");
        assert_eq!(written(Form::File, &[text.as_bytes()]), text);
        assert_eq!(written(Form::Json, &["\"\u{7f}\u{9b}\u{2028}가\"\n".as_bytes()]), "\"\\u007f\\u009b\\u2028가\"\n");
    }

    #[test]
    fn a_character_in_two_parts_is_one_character() {
        let text = "가\u{9b}👩".as_bytes();
        for middle in 0..text.len() {
            let (first, second) = text.split_at(middle);
            assert_eq!(written(Form::Text, &[first, second]), "가\\u{9b}👩", "parted at {middle}");
        }
        assert_eq!(written(Form::Text, &[b"a\xffb\xc3(\xc3", b"(\n"]), "a\u{fffd}b\u{fffd}(\u{fffd}(\n");
    }

    #[test]
    fn a_line_stays_a_line() {
        let mut out = Vec::new();
        write_line!(out, "{}: {}", "Mon\nday", "Sh\u{1b}[2Jop\t").expect("memory takes it");
        write_line!(out).expect("memory takes it");
        assert_eq!(String::from_utf8(out).expect("text"), "Mon day: Sh\\u{1b}[2Jop \n\n");
    }
}
