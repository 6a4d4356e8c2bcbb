//! What the fields of a row have in common while they are drawn: where they stand in the file, the problems there, which field the person
//! is typing in, and to which field the form leads.

use egui::{Align, Color32, LayerId, PointerButton, Response};

use super::basis_change::Basis;
use super::held::FormDrag;
use super::labels::{label_key, unnamed_label_key};
use super::names::{field_words, name_of, unread, written_now};
use super::place::{Shown, place_of};
use super::unsent::RowPlace;
use super::unsent_values::UnsentValues;
use super::view::EditorView;
use super::wrong_fields::WrongFields;
use crate::file::edit::Table;
use crate::file::fields::{self, Described};
use crate::file::schema::Note;
use crate::file::{Authored, FieldPath, Problem};
use crate::import::is_untrue_of;
use crate::model::path_begins_with;
use crate::session::{Command, Commands, EditCommand};
use crate::text::Saying;
use crate::ui::number_field::WrongText;
use crate::ui::{ViewContext, drags};

/// The form of one row.
pub(super) struct Form<'a> {
    pub context: &'a ViewContext<'a>,
    /// The path of the value whose fields are drawn.
    at: Vec<String>,
    /// The row, if it is one.
    row: Option<RowPlace>,
    /// The id that the row has in the ids of widgets, if that may be another one than it has now.
    widget_id: Option<String>,
    /// The name of the variant that a value of the path has, if it is one of several.
    variant: Option<&'static str>,
    /// The path of the field that has the focus.
    focused: Option<String>,
    /// Whether that field gained the focus in this frame, or another lost it.
    gained: bool,
    lost: bool,
    /// The path of the value whose field is to get the focus.
    target: Option<FieldPath>,
    /// The field that is nearest to the target among those that were drawn: how many parts of the path it has, and its widget.
    nearest: Option<(usize, Response)>,
    /// The field that is to get the keyboard, because a button of it that had the keyboard is not there any more.
    returns: Option<FieldPath>,
    /// The field that is to get the keyboard in the next frame for this reason.
    returns_next: Option<FieldPath>,
    /// The notes about the row and about values of it.
    pub notes: Vec<&'a Note>,
    /// What the person has said in this frame about what a value is based on, with the path of the value.
    pub basis: Option<(Vec<String>, Basis)>,
    /// What was said about that and is not in the document yet.
    pub bases: UnsentValues<Vec<String>, Basis>,
    /// Whether no change can be made in this frame.
    pub waits: bool,
    /// The paths of values of a draft that the person wrote in this frame in place of a mistake in their notation.
    pub corrected: Vec<FieldPath>,
    /// What became in this frame of a drag that changes a field.
    pub drag: FormDrag,
    /// What was typed into fields and is wrong.
    wrong: WrongFields,
    /// Whether a field got back in this frame what it had before the person typed in it.
    pub takes_back: bool,
}

/// A row that another can refer to: its id and its name.
pub(super) struct Candidate {
    pub key: String,
    pub name: String,
}

impl<'a> Form<'a> {
    /// The form of the row with this path; an empty path is the file as a whole.
    pub fn new(context: &'a ViewContext<'a>, at: Vec<String>) -> Self {
        // Ids and names of fields have one form of Unicode only, so that their bytes can be compared.
        let own = at.join(".");
        let notes = context.session.authored().rows().notes.iter();
        let is_ours = |about: &str| {
            if own.is_empty() {
                // The fields that are in no table. Of a large world, most notes are about rows.
                return about.split('.').next().and_then(Table::named).is_none();
            }
            path_begins_with(about, &own) || path_begins_with(&own, about)
        };
        let service = match &at[..] {
            [table, id] if table == Table::Services.name() => context.session.authored().rows().services.get(id),
            _ => None,
        };
        let is_true = |note: &Note| !service.is_some_and(|service| is_untrue_of(note, service));
        let notes = notes.filter(|note| is_ours(&note.about) && is_true(note)).collect();
        let authored = context.session.authored();
        let row = match place_of(authored, &FieldPath::of(at.iter().map(String::as_str))) {
            Some(Shown::Row(table, index)) => Some(RowPlace::of(authored, (table, index))),
            Some(Shown::Overview | Shown::Head | Shown::Translations) | None => None,
        };
        Self {
            context,
            notes,
            at,
            row,
            widget_id: None,
            variant: None,
            focused: None,
            gained: false,
            lost: false,
            target: None,
            nearest: None,
            returns: None,
            returns_next: None,
            basis: None,
            bases: UnsentValues::default(),
            waits: false,
            corrected: Vec::new(),
            drag: FormDrag::Same,
            wrong: WrongFields::default(),
            takes_back: false,
        }
    }

    /// The same form with what was said in it and is not in the document yet, until [`Self::finish`]. `waits` tells whether no change can be
    /// made in this frame.
    pub fn keeping(self, view: &mut EditorView, waits: bool) -> Self {
        let (bases, wrong) = (std::mem::take(&mut view.unsent.bases), std::mem::take(&mut view.wrong_fields));
        Self { bases, wrong, waits, ..self }
    }

    /// The same form, whose widgets have this id of the row in their ids.
    pub fn with_widget_id(self, widget_id: Option<String>) -> Self {
        Self { widget_id, ..self }
    }

    /// The same form, in which the keyboard returns to this field. Nothing is scrolled for it.
    pub fn returning_to(self, returns: Option<FieldPath>) -> Self {
        Self { returns, ..self }
    }

    /// The same form, in which the field of this value is to get the focus.
    pub fn leading_to(self, target: Option<FieldPath>) -> Self {
        Self { target, ..self }
    }

    /// The scenario that is edited.
    pub fn authored(&self) -> &'a Authored {
        self.context.session.authored()
    }

    /// The path of a field of the value.
    pub fn path(&self, field: &str) -> Vec<String> {
        self.at.iter().cloned().chain([field.to_owned()]).collect()
    }

    /// What the table of the format says of a field of the value.
    pub fn described(&self, field: &str) -> Option<Described> {
        fields::described(self.at.iter().map(String::as_str).chain([field]), self.variant)
    }

    /// The default of a field of the value, as people write it. `None` if it has none, or none that is a text or a number.
    pub fn default_of(&self, field: &str) -> Option<&'static str> {
        let default = self.described(field).filter(|described| described.is_exact)?.field.default?;
        Some(default.trim_matches('"')).filter(|default| !default.is_empty() && !default.starts_with(['{', '[']))
    }

    /// The label of a field of the value.
    pub fn label(&self, field: &str) -> &'a str {
        // The second part of the path is the id of the row, and numbers are positions in lists.
        let parts = self.at.iter().enumerate();
        let is_name = |(index, part): &(usize, &String)| *index != 1 && part.parse::<usize>().is_err();
        let owner = parts.filter(is_name).map(|(_, part)| part.as_str()).next_back().unwrap_or_default();
        let unnamed = || self.described(field).and_then(unnamed_label_key);
        let key = if field.parse::<usize>().is_ok() { unnamed() } else { None };
        self.text(key.unwrap_or_else(|| label_key(owner, field)))
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

    /// Draws fields of the value, which has this variant.
    pub fn with_variant<R>(&mut self, variant: &'static str, draw: impl FnOnce(&mut Self) -> R) -> R {
        let before = self.variant.replace(variant);
        let result = draw(self);
        self.variant = before;
        result
    }

    /// Draws fields of a part of the value that has this variant.
    pub fn within_variant<R>(&mut self, part: &str, variant: &'static str, draw: impl FnOnce(&mut Self) -> R) -> R {
        self.with_variant(variant, |form| form.within(part, draw))
    }

    /// The path of a field of the value, for ids of widgets.
    pub fn id(&self, field: &str) -> String {
        let mut parts: Vec<&str> = self.at.iter().map(String::as_str).collect();
        if let (Some(id), Some(own)) = (&self.widget_id, parts.get_mut(1)) {
            *own = id.as_str();
        }
        format!("{}.{field}", parts.join("."))
    }

    /// The problems and warnings of a field, each with its colour. Those of parts of it that have fields of their own are shown there.
    pub fn problems(&self, field: &str, with_parts: bool) -> Vec<(&'a Problem, Color32)> {
        let path = self.field_path(field);
        let is_here = |(problem, _): &(&Problem, Color32)| {
            if with_parts { problem.path.is_within(&path) } else { problem.path == path }
        };
        let (session, theme) = (self.context.session, self.context.theme);
        let problems = session.problems().iter().map(|problem| (problem, theme.down));
        problems.chain(session.warnings().iter().map(|warning| (warning, theme.degraded))).filter(is_here).collect()
    }

    /// What the author wrote in place of a field of the value, if it could not be read.
    pub fn unread(&self, field: &str) -> Option<&'a str> {
        if self.authored().is_draft() { unread(self.context, &self.field_path(field)) } else { None }
    }

    /// The path of a field of the value, within its row.
    fn path_in_row(&self, field: &str) -> Vec<String> {
        let own = if self.row.is_some() { 2 } else { 0 };
        self.path(field).into_iter().skip(own).collect()
    }

    /// What was typed into a field of the value and is wrong.
    pub fn wrong(&self, field: &str) -> Option<&WrongText> {
        self.wrong.get((self.row.as_ref(), &self.path_in_row(field)))
    }

    /// Keeps what was typed into a field of the value and is wrong, or that there is no such text.
    pub fn set_wrong(&mut self, field: &str, wrong: Option<WrongText>) {
        let path = self.path_in_row(field);
        let (context, row) = (self.context, self.row.clone());
        let place = || {
            let Some(row) = &row else { return Saying::from(field_words(context, None, &path)) };
            let ((table, index), [_, own]) = (row.at(), row.path());
            let column = field_words(context, Some((table, own.as_str())), &path);
            Saying::of("sheet-cell", [("column", column.into()), ("row", name_of(context, table, index).into())])
        };
        self.wrong.put((row.as_ref(), &path), wrong, place);
    }

    /// What is wrong with what was typed into a field of the value or, with `with_parts`, also into fields of parts of it.
    pub fn wrong_reasons(&self, field: &str, with_parts: bool) -> Vec<Saying> {
        let path = self.path_in_row(field);
        self.wrong.reasons((self.row.as_ref(), &path), with_parts).cloned().collect()
    }

    /// Changes the names that the entries of a field have in the paths of what was typed into them and is wrong: `renamed` has the new name of
    /// each, or `None` if it was removed.
    pub fn rename_entries(&mut self, field: &str, renamed: impl Fn(&str) -> Option<String>) {
        let path = self.path_in_row(field);
        self.wrong.rename_entries((self.row.as_ref(), &path), renamed);
    }

    /// Forgets what was typed into fields that are not there any more, after all that there are were drawn.
    pub fn forget_undrawn(&mut self) {
        self.wrong.forget_undrawn(self.row.as_ref());
    }

    fn field_path(&self, field: &str) -> FieldPath {
        FieldPath::of(self.at.iter().map(String::as_str).chain([field]))
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

    /// Notes a widget of a field: while it has the focus, its changes are one step of undo, and it gets the focus if the form leads to it.
    pub fn note(&mut self, field: &str, response: &Response) {
        let path = self.field_path(field);
        if self.returns.take_if(|returns| *returns == path).is_some() {
            response.request_focus();
        }
        if response.changed() && self.authored().mistaken(&path).is_some() {
            self.corrected.push(path);
        }
        self.note_gesture(field, response);
        self.approach(field, response);
    }

    /// Notes a widget that changes a field which has another widget for the keyboard: while it is held, its changes are one step of undo.
    pub fn note_gesture(&mut self, field: &str, response: &Response) {
        if response.gained_focus() || response.drag_started() {
            self.gained = true;
        }
        if response.lost_focus() || response.drag_stopped() {
            self.lost = true;
        }
        let is_cancelled = drags::is_cancelled(response);
        if is_cancelled {
            self.drag = FormDrag::Cancelled;
        } else if response.drag_started() {
            self.drag = FormDrag::Began;
        }
        if response.has_focus() || response.dragged() || response.changed() || is_cancelled {
            self.focused = Some(self.id(field));
        }
    }

    /// Gives the keyboard to a field after a button of it was pressed that goes away. Whoever pressed it with the pointer keeps what has
    /// the keyboard.
    pub fn return_keyboard(&mut self, field: &str, button: &Response) {
        if !button.clicked_by(PointerButton::Primary) {
            self.returns_next = Some(self.field_path(field));
        }
    }

    /// Notes a widget of the value as a whole.
    pub fn note_here(&mut self, response: &Response) {
        self.here(|form, own| form.note(own, response));
    }

    /// Draws the value itself as a field of the value that it is a part of.
    pub fn here<R>(&mut self, draw: impl FnOnce(&mut Self, &str) -> R) -> R {
        let own = self.at.pop().unwrap_or_default();
        let result = draw(self, &own);
        self.at.push(own);
        result
    }

    /// Notes a widget that is nearer to the target of the form than those before it.
    fn approach(&mut self, field: &str, response: &Response) {
        let Some(target) = &self.target else { return };
        let path = self.field_path(field);
        // A problem of a value as a whole is shown at the first field of it.
        let is_near = target.is_within(&path) || path.is_within(target);
        let depth = self.at.len() + 1;
        let parts = target.parts().count();
        let shared = if target.is_within(&path) { depth } else { parts };
        if is_near && self.nearest.as_ref().is_none_or(|(before, _)| shared > *before) {
            self.nearest = Some((shared, response.clone()));
        }
    }

    /// Whether the form leads to a part of the value whose fields are drawn.
    pub fn leads_inside(&self) -> bool {
        let own = FieldPath::of(self.at.iter().map(String::as_str));
        self.target.as_ref().is_some_and(|target| *target != own && target.is_within(&own))
    }

    /// Ends a form that is [`Self::keeping`]. Returns the key by which changes of this frame join the step of undo before them. `layer` is that of
    /// the form.
    pub fn finish(self, view: &mut EditorView, layer: LayerId, commands: &mut Commands) -> Option<String> {
        if self.gained {
            view.visits += 1;
        }
        if self.lost && self.focused.is_none() {
            commands.push(Command::Edit(EditCommand::EndStep));
        }
        if let Some((_, response)) = &self.nearest {
            response.request_focus();
            if response.layer_id == layer {
                response.scroll_to_me(Some(Align::Center));
            }
        }
        view.returns = self.returns_next;
        let visits = view.visits;
        view.unsent.bases = self.bases;
        view.wrong_fields = self.wrong;
        if let Some((path, basis)) = self.basis {
            commands.extend(basis.change(self.context, &path, visits));
        }
        self.focused.map(|field| format!("{field} {visits}"))
    }
}
