//! One document in the journal: a scenario file whose first line is a comment. In it stands what no scenario file says: where the document
//! came from, and what was chosen.
//!
//! Beside the entry of a large document there is a file of the same form with what was changed since then: only the rows that differ. Its name has
//! the number that is in the first line of the entry, and its own first line says where the rows belong.
//!
//! If everything else fails, the file can be opened like any other scenario.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::app::files;
use crate::app::long::GivenCommand;
use crate::file::edit::{Delta, Edit, Splices, Table};
use crate::file::{self, Authored, FileFingerprint, Report, Shipped};
use crate::session::{EditCommand, Origin, SessionCommand, Snapshot, Unsaved};
use crate::text::Saying;
use crate::ui::editor::{LooseText, TextAt, WaitingTexts, WrongTexts};
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
/// The most bytes of the first line that a wrong text has beside its parts.
const LOOSE_EXTRA: usize = 200;
/// The ending of a file with what was changed since an entry was written.
pub(super) const CHANGES: &str = "changes";
/// The largest size of an entry, in bytes: of two scenarios.
const LARGEST: u64 = 2 * file::LARGEST + 2 * LONGEST_HEADER;

/// A document that is to be written to the journal.
#[derive(Clone, Debug)]
pub(in crate::app) struct Draft {
    pub snapshot: Snapshot,
    /// The command whose change is being computed.
    pub given: Option<Arc<GivenCommand>>,
    /// The names that were typed for plans and that no plan has yet, each after the name that its plan has.
    pub names: Vec<[String; 2]>,
    /// What was typed in the editor and is not in the document yet.
    pub waiting: WaitingTexts,
    /// The texts that were typed and are wrong, so that they are in no document.
    pub loose: Vec<LooseText>,
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
    /// The number of the entry, which is in the name of the file with what was changed since. In an entry of an earlier version it is 0.
    #[serde(default)]
    number: u64,
    /// Where the rows of the document and those of its last valid form belong, if this is what was changed since an entry was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changes: Option<[Splices; 2]>,
    /// The texts that were typed and are in no document: where, in words, and what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    wrong: Vec<(String, String)>,
    /// The cells and fields of these texts, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    at: Vec<Option<TextAt>>,
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

/// A draft as it is written down: it has the change that is being computed and what waits for it, as if they were made already.
pub(super) struct Finished {
    /// The first line, without what depends on how much is written.
    header: Header,
    authored: Authored,
    /// The last valid form, if it is another one or if it is not known yet whether this one is valid.
    valid: Option<Authored>,
}

impl Draft {
    /// Makes the change that is being computed, and what waits for it.
    pub(super) fn finish(&self) -> Finished {
        let Self { snapshot, given, names, waiting, loose, origin, fingerprint, changed_at } = self;
        let (mut planned, mut edit) = (snapshot.clone(), None);
        if let Some(GivenCommand { command, now }) = given.as_deref() {
            match command {
                SessionCommand::Plan(command) => planned = snapshot.planned(command, *now),
                SessionCommand::Edit(EditCommand::Change(change)) => edit = Some(&change.edit),
                SessionCommand::Edit(_) | SessionCommand::Select(_) | SessionCommand::Playback(_) => {}
            }
        }
        let edited = with_edit(planned.to_save(), edit);
        let (plan, renamed) = with_names(edited, planned.plan(), names);
        let (authored, homeless) = waiting.onto(snapshot.authored(), renamed);
        // What the change or what waits puts into their cells has taken the place of some texts.
        let loose = loose.iter().filter(|text| !WrongTexts::is_overwritten(text, &authored)).cloned();
        let loose: Vec<LooseText> = loose.chain(homeless).collect();
        let loose = short(&loose);
        let header = Header {
            format: FORMAT,
            title: snapshot.title().to_owned(),
            origin: WrittenOrigin::from(origin),
            fingerprint: *fingerprint,
            plan,
            seed: planned.seed(),
            playhead_secs: snapshot.now().0,
            changed_at_secs: changed_at.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
            text_bytes: 0,
            number: 0,
            changes: None,
            wrong: loose.iter().map(|loose| (loose.place.clone(), loose.text.clone())).collect(),
            at: loose.iter().map(|loose| loose.at.clone()).collect(),
        };
        // Of an edit and of what was typed it is not known yet whether it is valid.
        let is_known = edit.is_none() && names.is_empty() && waiting.is_empty();
        let valid = (!is_known || planned.has_problems()).then(|| planned.last_valid().clone());
        Finished { header, authored, valid }
    }
}

impl Finished {
    /// The document.
    pub(super) const fn authored(&self) -> &Authored {
        &self.authored
    }

    /// The text of an entry with this number that has all of it.
    pub(super) fn whole(&self, number: u64) -> String {
        let header = Header { number, ..self.header.clone() };
        in_text(header, &self.authored.to_file(), self.valid.as_ref().map(Authored::to_file).as_deref())
    }

    /// The text of an entry with this number that has only this version of the document, from which the changes are written beside it.
    pub(super) fn only(&self, base: &Authored, number: u64) -> String {
        in_text(Header { number, ..self.header.clone() }, &base.to_file(), None)
    }

    /// The text of what was changed since the entry with this number was written, which has this version of the document. `None` if that is much, or
    /// if parts of the text are in no rows.
    pub(super) fn changes(&self, base: &Authored, number: u64) -> Option<String> {
        let Self { header, authored, valid } = self;
        if base.is_draft() || [Some(authored), valid.as_ref()].into_iter().flatten().any(Authored::is_draft) {
            return None;
        }
        let own = Delta::between(base.rows(), authored.rows())?;
        let valid = match valid {
            Some(valid) => Some(Delta::between(base.rows(), valid.rows())?),
            None => None,
        };
        let (valid, places) = valid.map(|valid| (Authored::from(valid.rows).to_ron(), valid.splices)).unzip();
        let changes = Some([own.splices, places.unwrap_or_default()]);
        let header = Header { number, changes, ..header.clone() };
        Some(in_text(header, &Authored::from(own.rows).to_ron(), valid.as_deref()))
    }
}

/// The text of a file with this first line.
fn in_text(header: Header, text: &str, valid: Option<&str>) -> String {
    let header = Header { text_bytes: text.len() as u64, ..header };
    let header = serde_json::to_string(&header).expect("a header is plain data");
    let valid = valid.unwrap_or_default().split_inclusive('\n').map(|line| format!("{VALID_LINE}{line}"));
    std::iter::once(format!("{MARK}{header}\n{text}")).chain(valid).collect()
}

/// Where that is which was changed since the entry at `path`, which has this number, was written.
pub(super) fn changes_path(path: &Path, number: u64) -> PathBuf {
    let entry = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{entry}-{number}.{CHANGES}"))
}

/// The scenario with this edit, if that fits.
fn with_edit(authored: Authored, edit: Option<&Edit>) -> Authored {
    let edited = edit.and_then(|edit| authored.apply(edit).ok());
    edited.map_or(authored, |(edited, _)| edited)
}

/// The scenario in which plans have other names, as far as these are free: `names` has the new name of each after the old one. `chosen` is the name
/// of the chosen plan, which is returned as it is then.
fn with_names(mut authored: Authored, chosen: &str, names: &[[String; 2]]) -> (String, Authored) {
    let mut chosen = chosen.to_owned();
    for [from, to] in names {
        let to = to.trim();
        let index = authored.position(Table::Plans, from).filter(|_| !to.is_empty());
        if let Some(Ok(edit)) = index.map(|index| Edit::rename(&authored, Table::Plans, index, to)) {
            authored = with_edit(authored, Some(&edit));
            if chosen == *from {
                to.clone_into(&mut chosen);
            }
        }
    }
    (chosen, authored)
}

/// The first of these texts, as many as have room in the first line.
fn short(loose: &[LooseText]) -> &[LooseText] {
    let mut room = MOST_WRONG;
    let fits = |loose: &&LooseText| {
        let LooseText { place, text, at } = loose;
        let parts = at.iter().flat_map(|at| [&at.table, &at.row, &at.was, &at.reason].into_iter().chain(&at.path));
        let bytes: usize = parts.chain([place, text]).map(String::len).sum();
        // In JSON, a byte becomes at most six.
        let left = room.checked_sub(6 * bytes + LOOSE_EXTRA);
        room = left.unwrap_or(0);
        left.is_some()
    };
    let count = loose.iter().take_while(fits).count();
    &loose[..count]
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
