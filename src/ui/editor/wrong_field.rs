//! A text that was typed into a field of a form and is wrong, and the visit of the field in which that was done.

use egui::Id;

use super::loose_texts::{LooseText, TextAt};
use super::unsent::RowPlace;
use crate::file::Authored;
use crate::file::edit::{Head, new_path};
use crate::session::Session;
use crate::text::{Saying, Texts};
use crate::ui::number_field::WrongText;

/// Where a field stands: the row of its form, or `None` if it is in no table, and its path within that. The empty path is the id of the row.
pub(super) type FieldPlace<'a> = (Option<&'a RowPlace>, &'a [String]);

/// A text that was typed into a field and is wrong.
#[derive(Clone, Debug)]
pub(super) struct WrongField {
    pub row: Option<RowPlace>,
    pub path: Vec<String>,
    pub wrong: WrongText,
    /// The field and the row, in words.
    pub place: Saying,
    /// Whether the field was drawn since this was looked at last.
    pub is_drawn: bool,
    /// Whether `value` and `steps` are those of the document in which the text was typed. While the person types, that is not known yet: the change
    /// that a wrong text takes back is made at the end of the frame.
    pub is_settled: bool,
    /// What the document has in the field, as it is printed; `None` if the value is left out. If it is another one, the text is out of date.
    pub value: Option<String>,
    /// How many steps undo could take back when the text was in its field last.
    pub steps: usize,
}

impl WrongField {
    /// A text that was just typed.
    pub fn new((row, path): FieldPlace<'_>, wrong: WrongText, place: Saying) -> Self {
        let (row, path) = (row.cloned(), path.to_vec());
        Self { row, path, wrong, place, is_drawn: true, is_settled: false, value: None, steps: 0 }
    }

    /// The text of a field that was written down, if its row is there.
    pub fn of_written(session: &Session, written: &LooseText) -> Option<Self> {
        let (authored, at) = (session.authored(), written.at.as_ref().filter(|at| !at.is_cell)?);
        let row = if at.table.is_empty() { None } else { Some(RowPlace::named(authored, &at.table, &at.row)?) };
        let reason = Some(Saying::from(at.reason.as_str()));
        let wrong = WrongText { text: written.text.clone(), reason, was: at.was.clone() };
        let place = Saying::from(written.place.as_str());
        let mut field = Self::new((row.as_ref(), &at.path), wrong, place);
        field.settle(session);
        Some(field)
    }

    /// Where it stands.
    pub fn at(&self) -> FieldPlace<'_> {
        (self.row.as_ref(), &self.path)
    }

    /// Whether it stands in this field.
    pub fn is_at(&self, at: FieldPlace<'_>) -> bool {
        self.at() == at
    }

    /// Whether the row of the field is there.
    pub fn is_there(&self, authored: &Authored) -> bool {
        self.row.as_ref().is_none_or(|row| row.row(authored).is_some())
    }

    /// What a version of the document has in the field, as it is printed.
    pub fn value_in(&self, authored: &Authored) -> Option<String> {
        value_in(authored, self.at())
    }

    /// Notes what the document has in the field now.
    pub fn settle(&mut self, session: &Session) {
        self.value = self.value_in(session.authored());
        (self.steps, self.is_settled) = (session.undo_steps(), true);
    }

    /// Keeps up with the id and the place of its row.
    pub fn follow(&mut self, before: &Authored, now: &Authored) {
        follow_place(&mut self.row, &mut self.path, before, now);
    }

    /// The text as it is written down.
    pub fn loose(&self, texts: &Texts) -> LooseText {
        let [table, row] = self.row.as_ref().map(RowPlace::path).unwrap_or_default();
        let reason = self.wrong.reason.as_ref().map(|reason| texts.say(reason)).unwrap_or_default();
        let (path, was) = (self.path.clone(), self.wrong.was.clone());
        let at = TextAt { is_cell: false, table, row, path, was, reason };
        LooseText { place: texts.say(&self.place), text: self.wrong.text.clone(), at: Some(at) }
    }
}

/// A visit of a field: from when it gets the keyboard until it loses it.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    /// The id of its widget: the same field may be drawn in two forms.
    pub id: Id,
    pub row: Option<RowPlace>,
    pub path: Vec<String>,
    /// Whether the widget was drawn since this was looked at last.
    pub is_drawn: bool,
    /// The text that was wrong in the field before the visit or, if the visit has ended with Escape, the last one that was.
    pub begun: Option<WrongField>,
    /// The version of the document before the visit. `None` if the visit has ended with Escape.
    pub version: Option<u64>,
}

impl Visit {
    /// The field.
    pub fn at(&self) -> FieldPlace<'_> {
        (self.row.as_ref(), &self.path)
    }

    /// Keeps up with the id and the place of its row.
    pub fn follow(&mut self, before: &Authored, now: &Authored) {
        follow_place(&mut self.row, &mut self.path, before, now);
        if let Some(begun) = &mut self.begun {
            begun.follow(before, now);
        }
    }
}

/// What a version of the document has in a field, as it is printed.
pub(super) fn value_in(authored: &Authored, (place, path): FieldPlace<'_>) -> Option<String> {
    let Some(place) = place else { return Head::of(authored.rows()).printed_number(path) };
    let row = place.row(authored)?;
    let (table, index) = place.at();
    if path.is_empty() { authored.key(table, index).map(str::to_owned) } else { row.printed_part(path) }
}

/// Changes the place of a field if its row has another id or another place now.
fn follow_place(place: &mut Option<RowPlace>, path: &mut Vec<String>, before: &Authored, now: &Authored) {
    let Some(row) = place else { return };
    let own = row.path();
    let whole: Vec<&str> = own.iter().chain(&*path).map(String::as_str).collect();
    // Ids with points in them cannot be told apart in such a path.
    let is_plain = whole.iter().all(|part| !part.contains('.'));
    if let Some(new) = new_path(before, now, &whole.join(".")).filter(|_| is_plain) {
        *path = new.split('.').skip(own.len()).map(str::to_owned).collect();
    }
    row.follow(before, now);
}
