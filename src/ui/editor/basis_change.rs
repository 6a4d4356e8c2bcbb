//! The edit that the person makes by saying what a value is based on: a note of the scenario is added, changed or removed.

use super::names::path_words;
use crate::file::edit::{Edit, Table};
use crate::file::schema::Note;
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
}

impl BasisChange {
    /// The command that makes the change. Changes of the same note during one visit of a field are one step of undo.
    pub fn edit(self, context: &ViewContext<'_>, visits: u64) -> Commands {
        let authored = context.session.authored();
        let Self { path, note } = self;
        let about = path.join(".");
        let index = note_index(authored, &about);
        let edit = match (index, note) {
            (Some(index), Some(note)) => Edit::set(authored, Table::Notes, index, note),
            (None, Some(note)) => Edit::add(authored, Table::Notes, authored.count(Table::Notes), "", note),
            (Some(index), None) => Edit::remove(authored, Table::Notes, index).map(|removal| removal.edit),
            (None, None) => return Commands::new(),
        };
        let Ok(edit) = edit else { return Commands::new() };
        let words = path_words(context, &FieldPath::of(path.iter().map(String::as_str)));
        let joins = Some(format!("note {about} {visits}"));
        vec![NamedEdit::new(edit, Saying::of("undo-basis", [("about", words.into())])).joining(joins).into()]
    }
}

/// The index of the note about the value with this path.
fn note_index(authored: &Authored, about: &str) -> Option<usize> {
    authored.rows().notes.iter().position(|note| is_same_text(&note.about, about))
}
