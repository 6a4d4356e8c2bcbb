//! One document in the journal: a scenario file whose first line is a comment. In it stands what no scenario file says: where the document
//! came from, and what was chosen.
//!
//! If everything else fails, the file can be opened like any other scenario.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::app::files;
use crate::file::edit::Edit;
use crate::file::{self, FileFingerprint, Report, Shipped};
use crate::session::{Origin, Snapshot, Unsaved};
use crate::text::Saying;
use crate::units::SimTime;

/// The version of this format that the program writes, and the newest that it reads.
const FORMAT: u32 = 1;
/// The beginning of the first line. The header follows, as JSON in one line.
const MARK: &str = "// Unsaved work of Firedrill, ";
/// The beginning of each line of the last valid form, which follows an invalid one.
const VALID_LINE: &str = "//= ";
/// The end of the year 9999, in seconds since the start of 1970. Calendars do not go on for ever.
const LATEST_SECS: u64 = 253_402_300_799;
/// The largest length of the first line, in bytes.
const LONGEST_HEADER: u64 = 1 << 18;
/// The most bytes of the first line that wrong texts may have.
const MOST_WRONG: usize = 1 << 17;
/// The largest size of an entry, in bytes: of two scenarios.
const LARGEST: u64 = 2 * file::LARGEST + 2 * LONGEST_HEADER;

/// A document that is to be written to the journal.
#[derive(Clone, Debug)]
pub(in crate::app) struct Draft {
    pub snapshot: Snapshot,
    /// What was typed and is not in the document yet, because another change is being computed.
    pub typed: Vec<Edit>,
    /// The texts that were typed and are wrong, so that they are in no document: where, and what.
    pub wrong: Vec<(String, String)>,
    pub origin: Origin,
    /// The fingerprint of the document's file when the file was last read or written.
    pub fingerprint: Option<FileFingerprint>,
    /// When the document was last changed.
    pub changed_at: SystemTime,
}

/// What the first line of an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app) struct Header {
    format: u32,
    /// The title of the scenario, as its author wrote it.
    pub title: String,
    origin: WrittenOrigin,
    /// The fingerprint of the document's file when the file was last read or written.
    pub fingerprint: Option<FileFingerprint>,
    plan: String,
    seed: u64,
    /// The time at the playhead, in seconds since the start of the run.
    playhead_secs: i64,
    /// When the document was last changed, in seconds since the start of 1970.
    changed_at_secs: u64,
    /// The length of the document's text, in bytes. What follows is its last valid form.
    text_bytes: u64,
    /// The texts that were typed and are wrong, so that they are in no document: where, and what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wrong: Vec<(String, String)>,
}

/// Where a document came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum WrittenOrigin {
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

impl Draft {
    /// The draft as the text of an entry.
    pub(super) fn to_text(&self) -> String {
        let Self { snapshot, typed, wrong, origin, fingerprint, changed_at } = self;
        let text = snapshot.text_with(typed);
        let header = Header {
            format: FORMAT,
            title: snapshot.title().to_owned(),
            origin: WrittenOrigin::from(origin),
            fingerprint: *fingerprint,
            plan: snapshot.plan().to_owned(),
            seed: snapshot.seed(),
            playhead_secs: snapshot.now().0,
            changed_at_secs: changed_at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
            text_bytes: text.len() as u64,
            wrong: short(wrong),
        };
        let header = serde_json::to_string(&header).expect("a header is plain data");
        // Of what was typed it is not known yet whether it is valid.
        let valid = if typed.is_empty() { snapshot.valid_text() } else { Some(snapshot.last_valid_text()) };
        let valid = valid.unwrap_or_default();
        let valid = valid.split_inclusive('\n').map(|line| format!("{VALID_LINE}{line}"));
        std::iter::once(format!("{MARK}{header}\n{text}")).chain(valid).collect()
    }
}

/// The first of these texts, as many as have room in the first line.
fn short(wrong: &[(String, String)]) -> Vec<(String, String)> {
    let mut room = MOST_WRONG;
    let fits = |(place, text): &&(String, String)| {
        // In JSON, a byte becomes at most six.
        let left = room.checked_sub(6 * (place.len() + text.len()));
        room = left.unwrap_or(0);
        left.is_some()
    };
    wrong.iter().take_while(fits).cloned().collect()
}

impl From<&Origin> for WrittenOrigin {
    fn from(origin: &Origin) -> Self {
        match origin {
            Origin::Shipped(name) => Self::Shipped((*name).to_owned()),
            Origin::File(path) => {
                // The program may be started in another folder the next time.
                let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                match path.into_os_string().into_string() {
                    Ok(path) => Self::File(path),
                    Err(path) => Self::RawFile(path),
                }
            }
            Origin::Nowhere(path) => Self::Nowhere(path.clone().into_os_string()),
        }
    }
}

impl Header {
    /// Reads the first line of the entry at `path`.
    pub(super) fn read(path: &Path) -> Result<Self, Unreadable> {
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

/// Reads the entry at `path`: what its first line says, and the document.
pub(in crate::app) fn read(path: &Path) -> Result<(Header, Unsaved), Unreadable> {
    let mut text = String::new();
    open(path)?.take(LARGEST).read_to_string(&mut text)?;
    let (line, rest) = text.split_once('\n').ok_or(Unreadable::Broken)?;
    let header = Header::parse(line)?;
    let length = usize::try_from(header.text_bytes).map_err(|_| Unreadable::Broken)?;
    let (own, valid) = rest.split_at_checked(length).ok_or(Unreadable::Broken)?;
    let parse = |text: &str| file::parse_draft(text.as_bytes()).map_err(Unreadable::Wrong);
    let valid: String = valid.split_inclusive('\n').filter_map(|line| line.strip_prefix(VALID_LINE)).collect();
    let unsaved = Unsaved {
        authored: parse(own)?,
        valid: (!valid.is_empty()).then(|| parse(&valid)).transpose()?,
        plan: header.plan.clone(),
        seed: header.seed,
        now: SimTime(header.playhead_secs),
    };
    Ok((header, unsaved))
}

/// Opens a regular file. Anything else, such as a pipe, is refused before it can block.
fn open(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("this is not a regular file"));
    }
    File::open(path)
}
