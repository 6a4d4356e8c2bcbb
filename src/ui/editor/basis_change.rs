//! The edit that the person makes by saying what a value is based on: a note of the scenario is added, changed or removed, and its source
//! with it.

use super::names::path_words;
use crate::file::edit::{Edit, Refused, Table};
use crate::file::schema::{Note, Source};
use crate::file::{Authored, FieldPath};
use crate::session::{Commands, NamedEdit};
use crate::text::{Saying, is_same_text};
use crate::ui::ViewContext;

/// A note about a value that the person has made, changed or (`None`) removed.
pub(super) struct BasisChange {
    /// The path of the value.
    pub path: Vec<String>,
    /// The note about it as it is now.
    pub note: Option<Note>,
    /// The source of the note, by its id, if the person has added or changed it.
    pub source: Option<(String, Source)>,
}

impl BasisChange {
    /// The commands that make the change. Changes of the same note during one visit of a field are one step of undo.
    pub fn edit(self, context: &ViewContext<'_>, visits: u64) -> Commands {
        let authored = context.session.authored();
        let Self { path, note, source } = self;
        let about = path.join(".");
        let index = note_index(authored, &about);
        let edits = [source.map(|source| source_edit(authored, source)), note_edit(authored, index, note)];
        let words = path_words(context, &FieldPath::of(path.iter().map(String::as_str)));
        let title = Saying::of("undo-basis", [("about", words.into())]);
        let joins = Some(format!("note {about} {visits}"));
        let named = |edit| NamedEdit::new(edit, title.clone()).joining(joins.clone()).into();
        edits.into_iter().flatten().filter_map(Result::ok).map(named).collect()
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
