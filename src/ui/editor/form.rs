//! What the fields of a row have in common while they are drawn: where they stand in the file, the problems there, and which field the person
//! is typing in.

use egui::{Color32, Response};

use super::labels::label_key;
use super::names::{name_of, written_now};
use super::view::EditorView;
use crate::file::edit::Table;
use crate::file::{Authored, FieldPath, Problem};
use crate::session::{Command, Commands, EditCommand};
use crate::ui::ViewContext;

/// The form of one row.
pub(super) struct Form<'a> {
    pub context: &'a ViewContext<'a>,
    /// The path of the value whose fields are drawn.
    at: Vec<String>,
    /// The path of the field that has the focus.
    focused: Option<String>,
    /// Whether that field gained the focus in this frame, or another lost it.
    gained: bool,
    lost: bool,
}

/// A row that another can refer to: its id and its name.
pub(super) struct Candidate {
    pub key: String,
    pub name: String,
}

impl<'a> Form<'a> {
    /// The form of the row with this path; an empty path is the file as a whole.
    pub fn new(context: &'a ViewContext<'a>, at: Vec<String>) -> Self {
        Self { context, at, focused: None, gained: false, lost: false }
    }

    /// The scenario that is edited.
    pub fn authored(&self) -> &'a Authored {
        self.context.session.authored()
    }

    /// The label of a field of the value.
    pub fn label(&self, field: &str) -> &'a str {
        // The second part of the path is the id of the row, and numbers are positions in lists.
        let parts = self.at.iter().enumerate();
        let is_name = |(index, part): &(usize, &String)| *index != 1 && part.parse::<usize>().is_err();
        let owner = parts.filter(is_name).map(|(_, part)| part.as_str()).next_back().unwrap_or_default();
        self.text(label_key(owner, field))
    }

    /// The first id of a table, as the value of a new reference. Empty if the table is.
    pub fn first(&self, table: Table) -> String {
        self.authored().key(table, 0).unwrap_or_default().to_owned()
    }

    /// The time at the playhead, as it is written in a file.
    pub fn now(&self) -> String {
        written_now(self.context)
    }

    /// A text of the window.
    pub fn text(&self, key: &'static str) -> &'a str {
        self.context.texts.get(key)
    }

    /// Draws fields of a part of the value.
    pub fn within<R>(&mut self, part: &str, draw: impl FnOnce(&mut Self) -> R) -> R {
        self.at.push(part.to_owned());
        let result = draw(self);
        self.at.pop();
        result
    }

    /// The path of a field of the value, for ids of widgets.
    pub fn id(&self, field: &str) -> String {
        format!("{}.{field}", self.at.join("."))
    }

    /// The problems and warnings of a field, each with its colour. Those of parts of it that have fields of their own are shown there.
    pub fn problems(&self, field: &str, with_parts: bool) -> Vec<(&'a Problem, Color32)> {
        let path = FieldPath::of(self.at.iter().map(String::as_str).chain([field]));
        let is_here = |(problem, _): &(&Problem, Color32)| {
            if with_parts { problem.path.is_within(&path) } else { problem.path == path }
        };
        let (session, theme) = (self.context.session, self.context.theme);
        let problems = session.problems().iter().map(|problem| (problem, theme.down));
        problems.chain(session.warnings().iter().map(|warning| (warning, theme.degraded))).filter(is_here).collect()
    }

    /// The name of the row with this id, or the id if there is no such row.
    pub fn name_of(&self, table: Table, key: &str) -> String {
        let index = self.authored().position(table, key);
        index.map_or_else(|| key.to_owned(), |index| name_of(self.context, table, index))
    }

    /// The rows of a table that a field can refer to.
    pub fn candidates(&self, table: Table) -> Vec<Candidate> {
        let authored = self.authored();
        let keys = (0..authored.count(table)).filter_map(|index| {
            let key = authored.key(table, index)?.to_owned();
            Some(Candidate { name: name_of(self.context, table, index), key })
        });
        keys.collect()
    }

    /// Whether this is the row of the form itself.
    pub fn is_own(&self, table: Table, key: &str) -> bool {
        matches!(&self.at[..], [of, own, ..] if of == table.name() && own == key)
    }

    /// Notes a widget of a field: while it has the focus, its changes are one step of undo.
    pub fn note(&mut self, field: &str, response: &Response) {
        if response.gained_focus() || response.drag_started() {
            self.gained = true;
        }
        if response.lost_focus() || response.drag_stopped() {
            self.lost = true;
        }
        if response.has_focus() || response.dragged() || response.changed() {
            self.focused = Some(self.id(field));
        }
    }

    /// Ends the form. Returns the key by which changes of this frame join the step of undo before them.
    pub fn finish(self, view: &mut EditorView, commands: &mut Commands) -> Option<String> {
        if self.gained {
            view.visits += 1;
        }
        if self.lost && self.focused.is_none() {
            commands.push(Command::Edit(EditCommand::EndStep));
        }
        self.focused.map(|field| format!("{field} {}", view.visits))
    }
}
