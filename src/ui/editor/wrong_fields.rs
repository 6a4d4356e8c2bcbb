//! The texts that were typed into fields of forms and are wrong: numbers that are none, and ids that a row cannot have. They are in no document,
//! and stay in their fields until they are corrected.

use super::unsent::RowPlace;
use crate::file::Authored;
use crate::file::edit::new_path;
use crate::text::Saying;
use crate::ui::number_field::WrongText;

/// Where a field stands: the row of its form, or `None` if it is in no table, and its path within that. The empty path is the id of the row.
pub(super) type FieldPlace<'a> = (Option<&'a RowPlace>, &'a [String]);

/// The path within a service whose fields are in a popup, and so are not drawn all the time.
const IN_POPUP: &str = "needs";

/// A text that was typed into a field and is wrong.
#[derive(Clone, Debug)]
struct WrongField {
    row: Option<RowPlace>,
    path: Vec<String>,
    wrong: WrongText,
    /// The field and the row, in words.
    place: Saying,
    /// Whether the field was drawn since [`WrongFields::forget_undrawn`] was called.
    is_drawn: bool,
}

impl WrongField {
    fn is_at(&self, (row, path): FieldPlace<'_>) -> bool {
        self.row.as_ref() == row && self.path == path
    }

    /// Whether the row of the field is there.
    fn is_there(&self, authored: &Authored) -> bool {
        self.row.as_ref().is_none_or(|row| row.row(authored).is_some())
    }
}

/// All such texts of one document.
#[derive(Clone, Debug, Default)]
pub struct WrongFields {
    /// The number of the document.
    document: u64,
    fields: Vec<WrongField>,
}

impl WrongFields {
    /// The text in this field.
    pub(super) fn get(&self, at: FieldPlace<'_>) -> Option<&WrongText> {
        self.fields.iter().find(|field| field.is_at(at)).map(|field| &field.wrong)
    }

    /// Keeps the text that is wrong in this field now, or that there is none. `place` is the field and its row in words.
    pub(super) fn put(&mut self, at: FieldPlace<'_>, wrong: Option<WrongText>, place: impl FnOnce() -> Saying) {
        let index = self.fields.iter().position(|field| field.is_at(at));
        match (index, wrong) {
            (Some(index), Some(wrong)) => {
                let field = &mut self.fields[index];
                (field.wrong, field.is_drawn) = (wrong, true);
            }
            (Some(index), None) => drop(self.fields.remove(index)),
            (None, Some(wrong)) => {
                let (row, path) = (at.0.cloned(), at.1.to_vec());
                self.fields.push(WrongField { row, path, wrong, place: place(), is_drawn: true });
            }
            (None, None) => {}
        }
    }

    /// What is wrong in this field or, with `with_parts`, also in fields of parts of its value.
    pub(super) fn reasons(&self, (row, path): FieldPlace<'_>, with_parts: bool) -> impl Iterator<Item = &Saying> {
        let is_here = move |field: &&WrongField| {
            let is_within = field.path == path || with_parts && field.path.starts_with(path);
            field.row.as_ref() == row && is_within
        };
        self.fields.iter().filter(is_here).filter_map(|field| field.wrong.reason.as_ref())
    }

    /// Forgets what was typed into fields of a form that are not there any more. All others were drawn since this was called last.
    pub(super) fn forget_undrawn(&mut self, row: Option<&RowPlace>) {
        let is_left = |field: &mut WrongField| {
            let is_hidden = field.path.first().is_none_or(|first| first == IN_POPUP);
            field.row.as_ref() != row || std::mem::take(&mut field.is_drawn) || is_hidden
        };
        self.fields.retain_mut(is_left);
    }

    /// Changes the names of the entries of a value, the last part of whose path is `entry`: `renamed` has the new name of each, or `None` if it
    /// was removed.
    pub(super) fn rename_entries(&mut self, (row, path): FieldPlace<'_>, renamed: impl Fn(&str) -> Option<String>) {
        self.fields.retain_mut(|field| {
            if field.row.as_ref() != row || field.path.len() <= path.len() || !field.path.starts_with(path) {
                return true;
            }
            let entry = &mut field.path[path.len()];
            let Some(new) = renamed(entry.as_str()) else { return false };
            *entry = new;
            true
        });
    }

    /// Keeps up with the document, whose version before this one is `before`: what was typed about a row that has another id or another place
    /// now is still about this row. Forgets what was typed about another document.
    pub(super) fn follow(&mut self, before: Option<&Authored>, now: &Authored, document: u64) {
        if std::mem::replace(&mut self.document, document) != document {
            self.fields.clear();
        }
        let Some(before) = before else { return };
        for field in &mut self.fields {
            let Some(row) = &mut field.row else { continue };
            let own = row.path();
            let whole: Vec<&str> = own.iter().chain(&field.path).map(String::as_str).collect();
            // Ids with points in them cannot be told apart in such a path.
            let is_plain = whole.iter().all(|part| !part.contains('.'));
            if let Some(new) = new_path(before, now, &whole.join(".")).filter(|_| is_plain) {
                field.path = new.split('.').skip(own.len()).map(str::to_owned).collect();
            }
            row.follow(before, now);
        }
    }

    /// The fields and rows of the texts, if this is their document.
    pub(super) fn places(&self, authored: &Authored, document: u64) -> impl Iterator<Item = Saying> {
        self.texts(authored, document).map(|(place, _)| place)
    }

    /// The fields and rows of the texts, with the texts, if this is their document.
    pub(super) fn texts(&self, authored: &Authored, document: u64) -> impl Iterator<Item = (Saying, String)> {
        let own = self.fields.iter().filter(move |_| self.document == document);
        let own = own.filter(move |field| field.wrong.is_told() && field.is_there(authored));
        own.map(|field| (field.place.clone(), field.wrong.text.clone()))
    }
}
