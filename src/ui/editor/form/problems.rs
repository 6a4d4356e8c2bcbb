//! What is wrong in the fields of a form: what the check says, what could not be read, and what was typed and is wrong.

use egui::{Color32, Response};

use super::value::Form;
use crate::file::Problem;
use crate::text::Saying;
use crate::ui::editor::names::{field_words, name_of, unread};
use crate::ui::number_field::WrongText;

impl<'a> Form<'a> {
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

    /// Whether the check finds something wrong with exactly this field.
    pub fn has_problem(&self, field: &str) -> bool {
        let path = self.field_path(field);
        self.context.session.problems().iter().any(|problem| problem.path == path)
    }

    /// The colour of a text in a field with which something is wrong. `None` if nothing is.
    pub fn color_of(&self, field: &str) -> Option<Color32> {
        self.has_problem(field).then_some(self.context.theme.down)
    }

    /// What the author wrote in place of a field of the value, if it could not be read.
    pub fn unread(&self, field: &str) -> Option<&'a str> {
        if self.authored().is_draft() { unread(self.context, &self.field_path(field)) } else { None }
    }

    /// What was typed into a field of the value and is wrong.
    pub fn wrong(&self, field: &str) -> Option<&WrongText> {
        self.wrong.get((self.row.as_ref(), &self.path_in_row(field)))
    }

    /// Whether the person has taken all letters out of a field of the value, and has not left it yet.
    pub fn is_emptied(&self, field: &str) -> bool {
        self.wrong(field).is_some_and(|wrong| !wrong.is_told())
    }

    /// Keeps what was typed into a field of the value and is wrong, or that there is no such text. `drawn` is the field as it was drawn, and whether
    /// the person has left it with Escape.
    pub fn set_wrong(&mut self, field: &str, wrong: Option<WrongText>, drawn: (&Response, bool)) {
        let path = self.path_in_row(field);
        let (context, row) = (self.context, self.row.clone());
        let place = || {
            let Some(row) = &row else { return Saying::from(field_words(context, None, &path)) };
            let ((table, index), [_, own]) = (row.at(), row.path());
            let column = field_words(context, Some((table, own.as_str())), &path);
            Saying::of("sheet-cell", [("column", column.into()), ("row", name_of(context, table, index).into())])
        };
        self.wrong.put_drawn((row.as_ref(), &path), wrong, drawn, place);
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

    /// The path of a field of the value, within its row.
    fn path_in_row(&self, field: &str) -> Vec<String> {
        let own = if self.row.is_some() { 2 } else { 0 };
        self.path(field).into_iter().skip(own).collect()
    }
}
