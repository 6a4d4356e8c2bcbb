//! Writes an entry of the journal: a document with the change that is being computed and with what waits for it, as if they were made already.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::reading::{FORMAT, Header, MARK, VALID_LINE, WrittenOrigin};
use crate::app::long::GivenCommand;
use crate::file::edit::{Delta, Edit, Table};
use crate::file::{Authored, FileFingerprint};
use crate::session::{EditCommand, Origin, SessionCommand, Snapshot};
use crate::ui::editor::{LooseText, WaitingTexts, WrongTexts};

/// The most bytes of the first line that wrong texts may have.
const MOST_WRONG: usize = 1 << 17;
/// The most bytes of the first line that a wrong text has beside its parts.
const LOOSE_EXTRA: usize = 200;

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
        // An edit is made for the document as it is; in what would be saved, the times of forks may be other ones.
        let edited = match edit {
            Some(edit) => with_edit(snapshot.authored().clone(), edit),
            None => planned.to_save(),
        };
        let (plan, renamed) = with_names(edited, planned.plan(), names);
        let (authored, homeless) = waiting.onto(snapshot.authored(), renamed);
        // What the change or what waits puts into their cells has taken the place of some texts.
        let loose: Vec<LooseText> = WrongTexts::not_overwritten(loose, &authored).into_iter().chain(homeless).collect();
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

/// The scenario with this edit, if that fits.
fn with_edit(authored: Authored, edit: &Edit) -> Authored {
    authored.apply(edit).map_or(authored, |(edited, _)| edited)
}

/// The scenario in which plans have other names, as far as these are free: `names` has the new name of each after the old one. `chosen` is the name
/// of the chosen plan, which is returned as it is then.
fn with_names(mut authored: Authored, chosen: &str, names: &[[String; 2]]) -> (String, Authored) {
    let mut chosen = chosen.to_owned();
    // A plan stays at its index when it gets another name.
    let indexes = authored.positions(Table::Plans, names.iter().map(|[from, _]| from.as_str()));
    for ([from, to], index) in names.iter().zip(indexes) {
        let to = to.trim();
        let index = index.filter(|_| !to.is_empty());
        if let Some(Ok(edit)) = index.map(|index| Edit::rename(&authored, Table::Plans, index, to)) {
            authored = with_edit(authored, &edit);
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
