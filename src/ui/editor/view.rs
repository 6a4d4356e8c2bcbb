//! What the editor keeps between frames: which row it shows, and what the person is about to confirm.

use crate::file::edit::{Removal, Table};
use crate::file::{Authored, FieldPath};
use crate::recording::Subject;

/// The state of the editor.
#[derive(Debug, Default)]
pub struct EditorView {
    /// Whether the window is an editor.
    pub on: bool,
    /// What is shown.
    pub(super) shown: Shown,
    /// The selection of the session in the last frame. If it is another one now, its row is shown.
    pub(super) selection: Option<Subject>,
    /// The row that is to be removed, with what goes with it, until the person confirms.
    pub(super) removal: Option<Asked>,
    /// The new id or name that is being typed, and why it was refused.
    pub(super) renaming: Option<Renaming>,
    /// The path of the value whose field is to be shown and to get the focus in the next frame.
    pub(super) target: Option<FieldPath>,
    /// The text in the search field of the overview.
    pub(super) search: String,
    /// Of how many fields the focus was gained, so that two visits of one field are two steps.
    pub(super) visits: u64,
}

/// What the editor shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Shown {
    /// The list of all rows.
    #[default]
    Overview,
    /// The fields of the file that are in no table.
    Head,
    /// The row at this index of a table.
    Row(Table, usize),
}

/// A removal that the person is asked about.
#[derive(Debug)]
pub(super) struct Asked {
    pub table: Table,
    pub index: usize,
    pub removal: Removal,
}

/// A new id that is being typed.
#[derive(Debug)]
pub(super) struct Renaming {
    pub text: String,
    pub refused: Option<String>,
}

impl EditorView {
    /// Turns the editor on or off.
    pub fn toggle(&mut self) {
        self.on = !self.on;
        self.removal = None;
        self.renaming = None;
    }

    /// Shows something else, and drops what was about to be confirmed.
    pub(super) fn show(&mut self, shown: Shown) {
        if self.shown != shown {
            self.shown = shown;
            self.removal = None;
            self.renaming = None;
            self.target = None;
        }
    }

    /// Shows the row that has the value with this path, and its field in the next frame. A path of the file as a whole shows the fields that
    /// are in no table.
    pub(super) fn lead_to(&mut self, authored: &Authored, path: &FieldPath) {
        self.show(place_of(authored, path).unwrap_or(Shown::Head));
        self.target = Some(path.clone());
    }
}

/// The row of the value with this path. `None` if it is in no table, or there is no such row.
pub(super) fn place_of(authored: &Authored, path: &FieldPath) -> Option<Shown> {
    let mut parts = path.parts();
    let table = parts.next().and_then(Table::named)?;
    let own = parts.next()?;
    let index = if table.has_ids() { authored.position(table, own)? } else { own.parse().ok()? };
    (index < authored.count(table)).then_some(Shown::Row(table, index))
}
