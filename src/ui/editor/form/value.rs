//! The form of a row: where the value stands in the file whose fields are drawn, and what these fields are called.

use egui::Response;

use crate::file::edit::Table;
use crate::file::fields::{self, Described};
use crate::file::schema::Note;
use crate::file::{Authored, FieldPath};
use crate::import::is_untrue_of;
use crate::model::path_begins_with;
use crate::ui::ViewContext;
use crate::ui::editor::basis_change::Basis;
use crate::ui::editor::labels::{label_key, unnamed_label_key};
use crate::ui::editor::names::written_now;
use crate::ui::editor::place::{Shown, place_of};
use crate::ui::editor::unsent::RowPlace;
use crate::ui::editor::unsent_values::UnsentValues;
use crate::ui::editor::view::EditorView;
use crate::ui::editor::wrong_fields::WrongFields;

/// The form of one row.
pub(in crate::ui::editor) struct Form<'a> {
    pub context: &'a ViewContext<'a>,
    /// The path of the value whose fields are drawn.
    pub(super) at: Vec<String>,
    /// The row, if it is one.
    pub(super) row: Option<RowPlace>,
    /// The id that the row has in the ids of widgets, if that may be another one than it has now.
    pub(super) widget_id: Option<String>,
    /// The name of the variant that a value of the path has, if it is one of several.
    pub(super) variant: Option<&'static str>,
    /// The path of the field that has the focus.
    pub(super) focused: Option<String>,
    /// Whether that field gained the focus in this frame, or another lost it.
    pub(super) gained: bool,
    pub(super) lost: bool,
    /// The path of the value whose field is to get the focus.
    pub(super) target: Option<FieldPath>,
    /// The field that is nearest to the target among those that were drawn: how many parts of the path it has, and its widget.
    pub(super) nearest: Option<(usize, Response)>,
    /// The field that is to get the keyboard, because a button of it that had the keyboard is not there any more.
    pub(super) returns: Option<FieldPath>,
    /// The field that is to get the keyboard in the next frame for this reason.
    pub(super) returns_next: Option<FieldPath>,
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
    /// The widget of a field whose drag has begun or ended in this frame.
    pub(super) drag: Option<Response>,
    /// What was typed into fields and is wrong.
    pub(super) wrong: WrongFields,
    /// Whether a field got back in this frame what it had before the person typed in it.
    pub takes_back: bool,
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
            drag: None,
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

    pub(super) fn field_path(&self, field: &str) -> FieldPath {
        FieldPath::of(self.at.iter().map(String::as_str).chain([field]))
    }

    /// The path of a field of the value, for ids of widgets.
    pub fn id(&self, field: &str) -> String {
        let mut parts: Vec<&str> = self.at.iter().map(String::as_str).collect();
        if let (Some(id), Some(own)) = (&self.widget_id, parts.get_mut(1)) {
            *own = id.as_str();
        }
        format!("{}.{field}", parts.join("."))
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

    /// Draws the value itself as a field of the value that it is a part of.
    pub fn here<R>(&mut self, draw: impl FnOnce(&mut Self, &str) -> R) -> R {
        let own = self.at.pop().unwrap_or_default();
        let result = draw(self, &own);
        self.at.push(own);
        result
    }
}
