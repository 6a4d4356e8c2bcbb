//! Reads an entry of the journal: a scenario file whose first line is a comment with what no scenario file says, such as where the document came
//! from, and what was chosen.
//!
//! Beside the entry of a large document there is a file of the same form with what was changed since then: only the rows that differ. Its name has
//! the number that is in the first line of the entry, and its own first line says where the rows belong.
//!
//! If everything else fails, the file can be opened like any other scenario.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::app::files;
use crate::file::edit::{Delta, Splices};
use crate::file::{self, Authored, FileFingerprint, Report, Shipped};
use crate::session::{Origin, Unsaved};
use crate::text::Saying;
use crate::ui::editor::{LooseText, TextAt};
use crate::units::SimTime;

/// The version of this format that the program writes, and the newest that it reads.
pub(super) const FORMAT: u32 = 1;
/// The beginning of the first line. The header follows, as JSON in one line.
pub(super) const MARK: &str = "// Unsaved work of Firedrill, ";
/// The beginning of each line of the last valid form, which follows an invalid one.
pub(super) const VALID_LINE: &str = "//= ";
/// The end of the year 9999, in seconds since the start of 1970. Calendars do not go on for ever.
const LATEST_SECS: u64 = 253_402_300_799;
/// The largest length of the first line, in bytes.
const LONGEST_HEADER: u64 = 1 << 18;
/// The ending of a file with what was changed since an entry was written.
pub(super) const CHANGES: &str = "changes";
/// The largest size of an entry, in bytes: of two scenarios.
const LARGEST: u64 = 2 * file::LARGEST + 2 * LONGEST_HEADER;

/// What the first line of an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app) struct Header {
    pub(super) format: u32,
    /// The title of the scenario, as its author wrote it.
    pub title: String,
    pub(super) origin: WrittenOrigin,
    /// The fingerprint of the document's file when the file was last read or written.
    pub fingerprint: Option<FileFingerprint>,
    pub(super) plan: String,
    pub(super) seed: u64,
    /// The time at the playhead, in seconds since the start of the run.
    pub(super) playhead_secs: i64,
    /// When the document was last changed, in seconds since the start of 1970.
    pub(super) changed_at_secs: u64,
    /// The length of the document's text, in bytes. What follows is its last valid form.
    pub(super) text_bytes: u64,
    /// The number of the entry, which is in the name of the file with what was changed since. In an entry of an earlier version it is 0.
    #[serde(default)]
    pub(super) number: u64,
    /// Where the rows of the document and those of its last valid form belong, if this is what was changed since an entry was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) changes: Option<[Splices; 2]>,
    /// The texts that were typed and are in no document: where, in words, and what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) wrong: Vec<(String, String)>,
    /// The cells and fields of these texts, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) at: Vec<Option<TextAt>>,
}

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum WrittenOrigin {
    Shipped(String),
    File(String),
    /// A path that is not Unicode.
    RawFile(OsString),
    /// No file yet. The path is where it may be saved.
    Nowhere(OsString),
}

/// The first line, as far as every version has it.
#[derive(Deserialize)]
struct Version {
    format: u32,
}

/// Why an entry cannot be read.
#[derive(Debug)]
pub(in crate::app) enum Unreadable {
    /// A newer version of the program has written it.
    Newer,
    /// It is not an entry, or a part of it is missing.
    Broken,
    /// The operating system does not let the program read it.
    Failed(io::Error),
    /// Its text is not a scenario.
    Wrong(Report),
}

impl Unreadable {
    pub(in crate::app) fn saying(&self) -> Saying {
        match self {
            Self::Newer => Saying::plain("unsaved-newer"),
            Self::Broken | Self::Wrong(_) => Saying::plain("unsaved-broken"),
            Self::Failed(error) => Saying::of("unsaved-unreadable", [("error", error.to_string().into())]),
        }
    }
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        // This kind says that the bytes are no text.
        if error.kind() == io::ErrorKind::InvalidData { Self::Broken } else { Self::Failed(error) }
    }
}

/// Where that is which was changed since the entry at `path`, which has this number, was written.
pub(super) fn changes_path(path: &Path, number: u64) -> PathBuf {
    let entry = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{entry}-{number}.{CHANGES}"))
}

impl Header {
    /// Reads what the entry at `path` says, or what was changed since then.
    pub(super) fn read(path: &Path) -> Result<Self, Unreadable> {
        let entry = Self::first_line(path)?;
        let changes = changes_path(path, entry.number);
        if is_there(&changes) { Self::first_line(&changes) } else { Ok(entry) }
    }

    fn first_line(path: &Path) -> Result<Self, Unreadable> {
        let mut line = String::new();
        BufReader::new(open(path)?.take(LONGEST_HEADER)).read_line(&mut line)?;
        Self::parse(&line)
    }

    fn parse(line: &str) -> Result<Self, Unreadable> {
        let json = line.strip_prefix(MARK).ok_or(Unreadable::Broken)?;
        let Version { format } = serde_json::from_str(json).map_err(|_| Unreadable::Broken)?;
        if format > FORMAT {
            return Err(Unreadable::Newer);
        }
        serde_json::from_str(json).map_err(|_| Unreadable::Broken)
    }

    /// The texts that were typed and are in no document.
    pub(in crate::app) fn loose(&self) -> Vec<LooseText> {
        let at = self.at.iter().cloned().chain(std::iter::repeat(None));
        let texts = self.wrong.iter().zip(at);
        texts.map(|((place, text), at)| LooseText { place: place.clone(), text: text.clone(), at }).collect()
    }

    /// When the document was last changed.
    pub(in crate::app) fn changed_at(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(self.changed_at_secs.min(LATEST_SECS))
    }

    /// Where the document came from. If it was a shipped scenario that this version does not have, a file of its name where files are
    /// suggested to be saved.
    pub(in crate::app) fn origin(&self) -> Origin {
        match &self.origin {
            WrittenOrigin::Shipped(name) => match Shipped::named(name) {
                Some(shipped) => Origin::Shipped(shipped.name),
                None => Origin::File(files::documents().join(format!("{name}.ron"))),
            },
            WrittenOrigin::File(path) => Origin::File(PathBuf::from(path)),
            WrittenOrigin::RawFile(path) => Origin::File(PathBuf::from(path)),
            WrittenOrigin::Nowhere(path) => Origin::Nowhere(PathBuf::from(path)),
        }
    }
}

/// Reads the entry at `path`, and what was changed since then: what the first line says, and the document.
pub(in crate::app) fn read(path: &Path) -> Result<(Header, Unsaved), Unreadable> {
    let (entry, authored, valid) = read_file(path)?;
    let changes = changes_path(path, entry.number);
    let (header, authored, valid) = if is_there(&changes) {
        let (header, own, valid) = read_file(&changes)?;
        let [own_places, valid_places] = header.changes.clone().ok_or(Unreadable::Broken)?;
        let changed = |rows: Authored, splices: Splices| {
            let delta = Delta { rows: rows.rows().clone(), splices };
            delta.onto(authored.rows()).map(|rows| authored.with_rows(rows)).ok_or(Unreadable::Broken)
        };
        let valid = valid.map(|valid| changed(valid, valid_places)).transpose()?;
        let own = changed(own, own_places)?;
        (header, own, valid)
    } else {
        (entry, authored, valid)
    };
    let unsaved =
        Unsaved { authored, valid, plan: header.plan.clone(), seed: header.seed, now: SimTime(header.playhead_secs) };
    Ok((header, unsaved))
}

/// Reads one file: its first line, and what it has of the document and of its last valid form.
fn read_file(path: &Path) -> Result<(Header, Authored, Option<Authored>), Unreadable> {
    let mut text = String::new();
    open(path)?.take(LARGEST).read_to_string(&mut text)?;
    let (line, rest) = text.split_once('\n').ok_or(Unreadable::Broken)?;
    let header = Header::parse(line)?;
    let length = usize::try_from(header.text_bytes).map_err(|_| Unreadable::Broken)?;
    let (own, valid) = rest.split_at_checked(length).ok_or(Unreadable::Broken)?;
    let parse = |text: &str| file::parse_draft(text.as_bytes()).map_err(Unreadable::Wrong);
    let valid: String = valid.split_inclusive('\n').filter_map(|line| line.strip_prefix(VALID_LINE)).collect();
    let valid = (!valid.is_empty()).then(|| parse(&valid)).transpose()?;
    Ok((header, parse(own)?, valid))
}

/// Whether something has this path.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Opens a regular file. Anything else, such as a pipe, is refused before it can block.
fn open(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("this is not a regular file"));
    }
    File::open(path)
}
