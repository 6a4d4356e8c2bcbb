//! The texts that were typed into fields of forms and are wrong: numbers that are none, and ids that a row cannot have. They are in no document,
//! and stay in their fields until they are corrected.

use egui::Response;

use super::loose_texts::{LooseText, TextAt};
use super::unsent::RowPlace;
use super::wrong_steps::{WrongStep, WrongSteps};
use crate::file::Authored;
use crate::file::edit::new_path;
use crate::session::Session;
use crate::text::{Saying, Texts};
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

    /// Keeps up with the id and the place of its row.
    fn follow(&mut self, before: &Authored, now: &Authored) {
        let Some(row) = &mut self.row else { return };
        let own = row.path();
        let whole: Vec<&str> = own.iter().chain(&self.path).map(String::as_str).collect();
        // Ids with points in them cannot be told apart in such a path.
        let is_plain = whole.iter().all(|part| !part.contains('.'));
        if let Some(new) = new_path(before, now, &whole.join(".")).filter(|_| is_plain) {
            self.path = new.split('.').skip(own.len()).map(str::to_owned).collect();
        }
        row.follow(before, now);
    }

    /// The text as it is written down.
    fn loose(&self, texts: &Texts) -> LooseText {
        let [table, row] = self.row.as_ref().map(RowPlace::path).unwrap_or_default();
        let reason = self.wrong.reason.as_ref().map(|reason| texts.say(reason)).unwrap_or_default();
        let (path, was) = (self.path.clone(), self.wrong.was.clone());
        let at = TextAt { is_cell: false, table, row, path, was, reason };
        LooseText { place: texts.say(&self.place), text: self.wrong.text.clone(), at: Some(at) }
    }

    /// The text of a field that was written down, if its row is there.
    fn of_written(authored: &Authored, written: &LooseText) -> Option<Self> {
        let at = written.at.as_ref().filter(|at| !at.is_cell)?;
        let row = if at.table.is_empty() { None } else { Some(RowPlace::named(authored, &at.table, &at.row)?) };
        let reason = Some(Saying::from(at.reason.as_str()));
        let wrong = WrongText { text: written.text.clone(), reason, was: at.was.clone() };
        let place = Saying::from(written.place.as_str());
        Some(Self { row, path: at.path.clone(), wrong, place, is_drawn: true })
    }
}

/// The field with the keyboard, with the wrong text that it had when it got it.
#[derive(Clone, Debug)]
struct Visit {
    row: Option<RowPlace>,
    path: Vec<String>,
    begun: Option<WrongField>,
}

/// All such texts of one document.
#[derive(Clone, Debug, Default)]
pub struct WrongFields {
    /// The number of the document.
    document: u64,
    fields: Vec<WrongField>,
    visit: Option<Visit>,
    /// A text that the person has taken away in this frame. Escape may also take back a change of the document, and it is not known before that is
    /// made to which version the step belongs.
    removed: Option<WrongField>,
    /// The steps in which texts were taken away.
    steps: WrongSteps<WrongField>,
}

impl WrongFields {
    /// The texts of fields of a document that were written down, as far as their rows are there. Each text that was put into its field is taken out of
    /// `written`.
    pub(super) fn of_written(session: &Session, written: &mut Vec<LooseText>) -> Self {
        let mut all = Self { document: session.document_number(), ..Self::default() };
        written.retain(|text| {
            let field = WrongField::of_written(session.authored(), text);
            let is_placed = field.is_some();
            all.fields.extend(field);
            !is_placed
        });
        all
    }

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

    /// The same for a field that was drawn. If the person has left it with Escape, as `is_taken_back` says, or empty, the text that is gone by
    /// that is one that undo brings back. A text in whose place another one was typed is none.
    pub(super) fn put_drawn(
        &mut self,
        at: FieldPlace<'_>,
        wrong: Option<WrongText>,
        (response, is_taken_back): (&Response, bool),
        place: impl FnOnce() -> Saying,
    ) {
        let before = self.fields.iter().find(|field| field.is_at(at)).cloned();
        let is_told = |field: &WrongField| field.wrong.is_told();
        if response.gained_focus() {
            let (row, path) = (at.0.cloned(), at.1.to_vec());
            self.visit = Some(Visit { row, path, begun: before.clone().filter(is_told) });
        }
        let is_gone = wrong.is_none();
        self.put(at, wrong, place);
        if !response.lost_focus() {
            return;
        }
        let is_here = |visit: &mut Visit| visit.row.as_ref() == at.0 && visit.path == at.1;
        let begun = self.visit.take_if(is_here).and_then(|visit| visit.begun);
        let is_left_empty = before.as_ref().is_some_and(|before| !is_told(before));
        if is_gone && (is_taken_back || is_left_empty) {
            self.removed = before.filter(is_told).or(begun).or(self.removed.take());
        }
    }

    /// Makes a step of a text that was taken away, now that the document has this version.
    pub(super) fn note_removed(&mut self, version: u64) {
        let removed = self.removed.take();
        self.steps.add(version, removed.into_iter().collect(), Vec::new());
    }

    /// The number of the step that undo takes back in this version of the document: about a field of this row or, without one, of no table. `None`
    /// if there is none. A text that was just taken away becomes the last one.
    pub(super) fn undo_step(&self, row: Option<&RowPlace>, version: u64) -> Option<u64> {
        if self.removed.as_ref().is_some_and(|removed| removed.row.as_ref() == row) {
            return Some(u64::MAX);
        }
        self.steps.undo(version, |step| self.is_free(step, row)).map(|step| step.number)
    }

    /// Whether the fields of a step are those of this row, and have no wrong texts.
    fn is_free(&self, step: &WrongStep<WrongField>, row: Option<&RowPlace>) -> bool {
        let is_free = |own: &WrongField| self.get((own.row.as_ref(), &own.path)).is_none();
        step.before.iter().all(|own| own.row.as_ref() == row && is_free(own))
    }

    /// The number of the step about a field of this row that redo makes again in this version of the document.
    pub(super) fn redo_step(&self, row: Option<&RowPlace>, version: u64) -> Option<u64> {
        self.redo(row, version).map(|step| step.number)
    }

    fn redo(&self, row: Option<&RowPlace>, version: u64) -> Option<&WrongStep<WrongField>> {
        let has_it = |own: &WrongField| {
            let there = self.get((own.row.as_ref(), &own.path));
            there.is_some_and(|there| there.text == own.wrong.text)
        };
        self.steps.redo(version, |step| step.before.iter().all(|own| own.row.as_ref() == row && has_it(own)))
    }

    /// Brings back what the last step about a field of this row has taken away, if it was made in this version of the document.
    pub(super) fn take_back(&mut self, row: Option<&RowPlace>, version: u64) {
        let step = self.steps.undo(version, |step| self.is_free(step, row)).cloned();
        let Some(WrongStep { number, before, .. }) = step else { return };
        self.steps.note_undone(number);
        self.fields.extend(before.into_iter().map(|field| WrongField { is_drawn: true, ..field }));
    }

    /// Takes away again what [`Self::take_back`] has brought back last.
    pub(super) fn do_again(&mut self, row: Option<&RowPlace>, version: u64) {
        let Some(WrongStep { number, before, .. }) = self.redo(row, version).cloned() else { return };
        self.steps.note_redone(number);
        self.fields.retain(|field| !before.iter().any(|own| own.is_at((field.row.as_ref(), &field.path))));
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
    pub(super) fn follow(&mut self, before: Option<&Authored>, session: &Session) {
        let (now, document) = (session.authored(), session.document_number());
        if std::mem::replace(&mut self.document, document) != document {
            *self = Self { document, ..Self::default() };
        }
        self.steps.follow(session.version_number());
        let Some(before) = before else { return };
        self.fields.iter_mut().for_each(|field| field.follow(before, now));
        if let Some(row) = self.visit.as_mut().and_then(|visit| visit.row.as_mut()) {
            row.follow(before, now);
        }
    }

    /// The fields and rows of the texts, if this is their document.
    pub(super) fn places(&self, authored: &Authored, document: u64) -> impl Iterator<Item = Saying> {
        self.told(authored, document).map(|field| field.place.clone())
    }

    /// The texts as they are written down, if this is their document.
    pub(super) fn loose(&self, authored: &Authored, document: u64, texts: &Texts) -> impl Iterator<Item = LooseText> {
        self.told(authored, document).map(move |field| field.loose(texts))
    }

    /// The texts that are told to be wrong and whose rows are there, if this is their document.
    fn told(&self, authored: &Authored, document: u64) -> impl Iterator<Item = &WrongField> {
        let own = self.fields.iter().filter(move |_| self.document == document);
        own.filter(move |field| field.wrong.is_told() && field.is_there(authored))
    }
}
