//! What a value is based on, and the edit that the person makes by saying so: a note of the scenario is added, changed or removed, and its source
//! with it.

use super::ahead::{Merge, either};
use super::names::path_words;
use crate::file::edit::{Edit, Refused, Table, new_id, new_path};
use crate::file::schema::{Note, Source};
use crate::file::{Authored, FieldPath};
use crate::session::{Command, NamedEdit};
use crate::text::{Saying, is_same_text};
use crate::ui::ViewContext;

/// What is said of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Basis {
    /// The note about it.
    pub note: Option<Note>,
    /// The source of the note with its id, if there is one.
    pub source: Option<(String, Source)>,
}

impl Merge for Basis {
    fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        let note = match (&base.note, &mine.note, &theirs.note) {
            (Some(base), Some(mine), Some(theirs)) => Some(Note {
                about: either(&base.about, &mine.about, &theirs.about).clone(),
                kind: *either(&base.kind, &mine.kind, &theirs.kind),
                text: either(&base.text, &mine.text, &theirs.text).clone(),
                source: either(&base.source, &mine.source, &theirs.source).clone(),
            }),
            (base, mine, theirs) => Option::clone(either(base, mine, theirs)),
        };
        Self { note, source: either(&base.source, &mine.source, &theirs.source).clone() }
    }
}

impl Basis {
    /// Whether the row of the value with this path is there.
    pub fn is_possible(authored: &Authored, path: &[String]) -> bool {
        let [section, id, ..] = path else { return true };
        Table::named(section).is_none_or(|table| authored.position(table, id).is_some())
    }

    /// What the document says of the value with this path.
    pub fn of(authored: &Authored, path: &[String]) -> Self {
        let index = note_index(authored, &path.join("."));
        let note = index.and_then(|index| authored.rows().notes.get(index)).cloned();
        let mut basis = Self { note, source: None };
        basis.follow_source(authored);
        basis
    }

    /// Takes the source to which the note refers, if that is another one than before.
    pub fn follow_source(&mut self, authored: &Authored) {
        let key = self.note.as_ref().and_then(|note| note.source.clone());
        if self.source.as_ref().map(|(own, _)| own) != key.as_ref() {
            self.source = key.and_then(|key| {
                let source = authored.rows().sources.get(&key)?.clone();
                Some((key, source))
            });
        }
    }

    /// Keeps up with the document, whose version before this one is `before`: rows that are named here may have other ids now.
    pub fn follow_ids(&mut self, before: &Authored, now: &Authored) {
        if let Some(note) = &mut self.note {
            if let Some(about) = new_path(before, now, &note.about) {
                note.about = about;
            }
            if let Some(id) = note.source.as_deref().and_then(|id| new_id(before, now, Table::Sources, id)) {
                note.source = Some(id.to_owned());
            }
        }
        if let Some((key, _)) = &mut self.source
            && let Some(id) = new_id(before, now, Table::Sources, key)
        {
            id.clone_into(key);
        }
    }

    /// The command that makes the document say this. Changes of the same note during one visit of a field are one step of undo. `None` if the
    /// document says so already.
    pub fn change(&self, context: &ViewContext<'_>, path: &[String], visits: u64) -> Option<Command> {
        let edit = self.edit(context.session.authored(), path)?;
        let words = path_words(context, &FieldPath::of(path.iter().map(String::as_str)));
        let title = Saying::of("undo-basis", [("about", words.into())]);
        let key = format!("note {} {visits}", path.join("."));
        Some(NamedEdit::new(edit, title).joining(Some(key)).into())
    }

    /// The edit that makes the document say this. `None` if it says so already.
    pub fn edit(&self, authored: &Authored, path: &[String]) -> Option<Edit> {
        let index = note_index(authored, &path.join("."));
        let is_new = |(key, source): &&(String, Source)| authored.rows().sources.get(key) != Some(source);
        let source = self.source.as_ref().filter(is_new).cloned();
        let edits = [source.map(|source| source_edit(authored, source)), note_edit(authored, index, self.note.clone())];
        edits.into_iter().flatten().filter_map(Result::ok).reduce(Edit::and)
    }
}

/// The edit of the note about a value. `index` is that of the note, if there is one. `None` if there is nothing to do.
fn note_edit(authored: &Authored, index: Option<usize>, note: Option<Note>) -> Option<Result<Edit, Refused>> {
    let before = index.and_then(|index| authored.rows().notes.get(index));
    if before == note.as_ref() {
        return None;
    }
    Some(match (index, note) {
        (Some(index), Some(note)) => Edit::set(authored, Table::Notes, index, note),
        (None, Some(note)) => Edit::add(authored, Table::Notes, authored.count(Table::Notes), "", note),
        (Some(index), None) => Edit::remove(authored, Table::Notes, index).map(|removal| removal.edit),
        (None, None) => return None,
    })
}

/// The edit that adds a source or changes it.
fn source_edit(authored: &Authored, (key, source): (String, Source)) -> Result<Edit, Refused> {
    match authored.position(Table::Sources, &key) {
        Some(index) => Edit::set(authored, Table::Sources, index, source),
        None => Edit::add(authored, Table::Sources, authored.count(Table::Sources), &key, source),
    }
}

/// The index of the note about the value with this path.
fn note_index(authored: &Authored, about: &str) -> Option<usize> {
    authored.rows().notes.iter().position(|note| is_same_text(&note.about, about))
}
