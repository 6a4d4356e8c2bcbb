//! Reads the rows of a file: first with `ron`, and if `ron` refuses the text, with the lenient reader.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use ron::error::SpannedError;
use serde::de::IgnoredAny;

use super::check::Check;
use super::path::FieldPath;
use super::report::{MOST_PROBLEMS, Problem, Report};
use super::syntax::options;
use super::tokens::Location;
use super::{convert, lenient, schema, syntax};
use crate::text::Saying;

/// The size of the largest file that is read, in bytes.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// Reads the rows in a text. Mistakes in their structure are added to `check`.
///
/// # Errors
/// A report of the first bracket, comma or quote that is wrong, or of a format version that this program cannot read.
pub fn rows(text: &str, check: &mut Check) -> Result<schema::Scenario, Report> {
    options().from_str(text).or_else(|error| leniently(text, &error, check))
}

/// Reads as much as possible of a text that `ron` refused. The mistakes are added to `check`.
fn leniently(text: &str, error: &SpannedError, check: &mut Check) -> Result<schema::Scenario, Report> {
    let Some((rows, mut mistakes)) = lenient::read(text) else { return Err(unreadable(error)) };
    // What the lenient reader does not notice is told in the words of `ron`: the first mistake in the notation, or any mistake at all.
    if !mistakes.is_cut {
        if let Some(newer) = newer(text) {
            return Err(newer);
        }
        if let Err(malformed) = options().from_str::<IgnoredAny>(text) {
            let end = malformed.span.end.line;
            let [problem] = &unreadable(&malformed).problems[..] else { unreachable!("there is one error") };
            let is_told = mistakes.problems.iter().any(|told| told.location == problem.location);
            if !is_told && mistakes.notation.is_none_or(|first| first.line > end) {
                mistakes.problems.truncate(MOST_PROBLEMS - 1);
                mistakes.problems.push(problem.clone());
            }
        }
    }
    if mistakes.problems.is_empty() {
        return Err(unreadable(error));
    }
    let is_cut = mistakes.is_cut;
    check.begin_with(mistakes);
    if is_cut { Err(std::mem::take(check).finish(Some(text)).expect_err("there are mistakes")) } else { Ok(rows) }
}

/// If this program cannot read the format version of the file, returns the report about that. The unknown fields of a newer version are not
/// mistakes of the author, so they are not reported.
fn newer(text: &str) -> Option<Report> {
    #[derive(serde::Deserialize)]
    #[serde(rename = "Scenario")]
    struct Version {
        firedrill: i128,
    }
    let version: Version = options().from_str(text).ok()?;
    let mut check = Check::default();
    convert::version(&mut check, version.firedrill);
    check.finish(Some(text)).err()
}

/// Reads the bytes of a file that may be a scenario. A pipe is refused, because whoever opens it may have to wait for it without end.
///
/// # Errors
/// A report about the file as a whole: missing, no permission, a folder, or too large.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Report> {
    opened(path, std::fs::Metadata::is_file)
}

/// Reads the bytes of a file as [`bytes`] does, or of a pipe such as that of `<(...)`, until it is closed.
///
/// # Errors
/// A report about the file as a whole: missing, no permission, a folder, or too large.
pub fn bytes_or_pipe(path: &Path) -> Result<Vec<u8>, Report> {
    opened(path, |metadata| metadata.is_file() || is_pipe(metadata))
}

#[cfg(unix)]
fn is_pipe(metadata: &std::fs::Metadata) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&metadata.file_type())
}

#[cfg(not(unix))]
fn is_pipe(_: &std::fs::Metadata) -> bool {
    false
}

fn opened(path: &Path, is_readable: impl Fn(&std::fs::Metadata) -> bool) -> Result<Vec<u8>, Report> {
    let metadata = std::fs::metadata(path).map_err(|error| unopened(&error))?;
    if metadata.is_dir() {
        return Err(whole_file("file-folder", "file-folder-remedy"));
    }
    if !is_readable(&metadata) {
        return Err(whole_file("file-device", "file-device-remedy"));
    }
    if metadata.len() > LARGEST {
        return Err(too_large());
    }
    bytes_from(File::open(path).map_err(|error| unopened(&error))?)
}

/// Reads bytes that may be a scenario to their end, such as those of the standard input.
///
/// # Errors
/// A report that they cannot be read, or that there are too many.
pub fn bytes_from(input: impl Read) -> Result<Vec<u8>, Report> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| unopened(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

fn too_large() -> Report {
    whole_file("file-too-large", "file-too-large-remedy")
}

fn unopened(error: &std::io::Error) -> Report {
    use std::io::ErrorKind;
    #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of the standard library are open-ended")]
    let (message, remedy) = match error.kind() {
        ErrorKind::NotFound => ("file-missing", "file-missing-remedy"),
        ErrorKind::PermissionDenied => ("file-denied", "file-denied-remedy"),
        _ => ("file-unreadable", "file-unreadable-remedy"),
    };
    Report::whole_file(Saying::of(message, [("error", error.to_string().into())]), Saying::plain(remedy))
}

fn whole_file(message: &'static str, remedy: &'static str) -> Report {
    Report::whole_file(Saying::plain(message), Saying::plain(remedy))
}

/// Whether a file with these bytes begins with a byte order mark.
pub fn has_mark(bytes: &[u8]) -> bool {
    bytes.starts_with("\u{feff}".as_bytes())
}

/// The bytes as text, without a byte order mark.
pub fn utf8(bytes: &[u8]) -> Result<&str, Report> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let location = Some(end(&String::from_utf8_lossy(&bytes[..error.valid_up_to()])));
        let byte = (error.valid_up_to() + 1).to_string().into();
        let (message, remedy) = (Saying::of("file-not-utf8", [("byte", byte)]), Saying::plain("file-not-utf8-remedy"));
        Report::of(Problem { location, message, remedy, path: FieldPath::default() })
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(whole_file("file-empty", "file-empty-remedy"));
    }
    Ok(text)
}

/// The location of the character that would follow `text`.
fn end(text: &str) -> Location {
    let line = text.matches('\n').count() + 1;
    let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    Location { line, column }
}

/// Converts an error of `ron` to a report in words for the author of the file.
fn unreadable(error: &SpannedError) -> Report {
    // The span of the error begins where the value or the name begins, and ends after the part that `ron` could not read. The start is
    // reported.
    let start = error.span.start;
    let (message, remedy) = syntax::explain(&error.code);
    let location = Some(Location { line: start.line, column: start.col });
    Report::of(Problem { location, message, remedy, path: FieldPath::default() })
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;

    #[test]
    fn a_file_that_may_not_be_read_wants_permission() {
        let remedy = |kind: ErrorKind| unopened(&kind.into()).problems.remove(0).remedy.to_string();
        assert!(remedy(ErrorKind::PermissionDenied).contains("permission"));
        assert!(remedy(ErrorKind::NotFound).contains("path"));
        assert!(remedy(ErrorKind::TimedOut).contains("disk"));
    }
}
