//! The texts that were typed into fields of forms and are wrong: numbers that are none, and ids that a row cannot have. They are in no document,
//! and stay in their fields until they are corrected or taken away.

use egui::Response;

use super::loose_texts::LooseText;
use super::unsent::RowPlace;
use super::wrong_field::{FieldPlace, Visit, WrongField, value_in};
use super::wrong_steps::{WrongStep, WrongSteps};
use crate::file::{Authored, FieldPath};
use crate::session::Session;
use crate::text::{Saying, Texts};
use crate::ui::number_field::WrongText;

/// The path within a service whose fields are in a popup, and so are not drawn all the time.
const IN_POPUP: &str = "needs";

/// All such texts of one document.
#[derive(Clone, Debug, Default)]
pub struct WrongFields {
    /// The number of the document, of its version, and of the content of the file that it was made from.
    document: u64,
    version: u64,
    base: u64,
    fields: Vec<WrongField>,
    /// The texts whose rows were removed, or whose fields got something else. They are back when undo brings back what was there.
    away: Vec<WrongField>,
    /// The visits of fields that go on.
    visits: Vec<Visit>,
    /// Those that have ended since the document was looked at last. What was typed last may change it, and it is not known before that is done to
    /// which version the step belongs.
    ended: Vec<Visit>,
    /// The steps in which texts were typed and taken away.
    steps: WrongSteps<WrongField>,
}

impl WrongFields {
    /// The texts of fields of a document that were written down, as far as their rows are there. Each text that was put into its field is taken out of
    /// `written`.
    pub(super) fn of_written(session: &Session, written: &mut Vec<LooseText>) -> Self {
        let (document, version, base) = (session.document_number(), session.version_number(), session.base_number());
        let mut all = Self { document, version, base, ..Self::default() };
        written.retain(|text| {
            let field = WrongField::of_written(session, text);
            let is_placed = field.is_some();
            all.fields.extend(field);
            !is_placed
        });
        all
    }

    /// The text in this field.
    pub(super) fn get(&self, at: FieldPlace<'_>) -> Option<&WrongText> {
        self.find(at).map(|field| &field.wrong)
    }

    fn find(&self, at: FieldPlace<'_>) -> Option<&WrongField> {
        self.fields.iter().find(|field| field.is_at(at))
    }

    /// The text in this field if it is told to be wrong.
    fn told_at(&self, at: FieldPlace<'_>) -> Option<&WrongField> {
        self.find(at).filter(|field| field.wrong.is_told())
    }

    /// Keeps the text that is wrong in this field now, or that there is none. `place` is the field and its row in words.
    fn put(&mut self, at: FieldPlace<'_>, wrong: Option<WrongText>, place: impl FnOnce() -> Saying) {
        let index = self.fields.iter().position(|field| field.is_at(at));
        match (index, wrong) {
            (Some(index), Some(wrong)) => {
                let field = &mut self.fields[index];
                field.is_settled &= field.wrong.text == wrong.text;
                (field.wrong, field.is_drawn) = (wrong, true);
            }
            (Some(index), None) => drop(self.fields.remove(index)),
            (None, Some(wrong)) => {
                // A drag that is cancelled gives back a text that it has taken away.
                self.away.retain(|field| !field.is_at(at) || field.wrong.text != wrong.text);
                self.fields.push(WrongField::new(at, wrong, place()));
            }
            (None, None) => {}
        }
    }

    /// The same for a field that was drawn: `response` is its widget, and `is_taken_back` tells whether the person has left it with Escape. What a
    /// visit of the field has changed becomes a step when it ends.
    pub(super) fn put_drawn(
        &mut self,
        at: FieldPlace<'_>,
        wrong: Option<WrongText>,
        (response, is_taken_back): (&Response, bool),
        place: impl FnOnce() -> Saying,
    ) {
        let before = self.told_at(at).cloned();
        let has_keyboard = response.ctx.memory(|memory| memory.has_focus(response.id));
        let visit = self.visits.iter().position(|visit| visit.id == response.id && visit.at() == at);
        self.put(at, wrong, place);
        match visit {
            Some(index) if has_keyboard => self.visits[index].is_drawn = true,
            Some(index) => {
                let mut visit = self.visits.remove(index);
                if is_taken_back {
                    (visit.begun, visit.version) = (before.or(visit.begun), None);
                }
                self.ended.push(visit);
                response.ctx.request_repaint();
            }
            None if has_keyboard => {
                let (row, path, version) = (at.0.cloned(), at.1.to_vec(), Some(self.version));
                self.visits.push(Visit { id: response.id, row, path, is_drawn: true, begun: before, version });
            }
            // It was dragged, or a button has changed it.
            None => {
                let gone = before.filter(|_| self.find(at).is_none());
                self.away.extend(gone);
            }
        }
    }

    /// Ends the visits of fields, because something is done with all that was typed.
    pub(super) fn end_visits(&mut self) {
        self.ended.append(&mut self.visits);
    }

    /// Makes steps of the visits that have ended, now that the document has what was typed in them. `is_ahead` tells of the form of a row whether it
    /// has something that the document does not have yet.
    pub(super) fn settle(&mut self, session: &Session, is_ahead: impl Fn(Option<&RowPlace>) -> bool) {
        if self.document != session.document_number() {
            return;
        }
        self.version = session.version_number();
        let ended = std::mem::take(&mut self.ended);
        let (waiting, ended): (Vec<Visit>, Vec<Visit>) =
            ended.into_iter().partition(|visit| is_ahead(visit.row.as_ref()));
        self.ended = waiting;
        for visit in ended {
            self.note(visit, session.authored());
        }
        let visits = &self.visits;
        let is_visited = |field: &WrongField| visits.iter().any(|visit| visit.at() == field.at());
        for field in &mut self.fields {
            if !field.is_settled && !is_visited(field) && !is_ahead(field.row.as_ref()) {
                field.settle(session);
            }
        }
    }

    /// Makes a step of what a visit has changed. A text whose field has a value instead is back when undo takes that value back.
    fn note(&mut self, visit: Visit, authored: &Authored) {
        if let Some([before, after]) = self.change_of(&visit) {
            let value = value_in(authored, visit.at());
            self.away.retain(|field| !field.is_at(visit.at()) || field.value != value);
            self.steps.add(self.version, before, after);
        } else if self.find(visit.at()).is_none() {
            self.away.extend(visit.begun);
        }
    }

    /// What a visit has taken away, and what it has put there. `None` if nothing, or if a change of the document is the step.
    fn change_of(&self, visit: &Visit) -> Option<[Vec<WrongField>; 2]> {
        let is_same_version = visit.version.is_none_or(|version| version == self.version);
        match (&visit.begun, self.told_at(visit.at())) {
            (Some(before), Some(now)) if before.wrong.text == now.wrong.text => None,
            (Some(before), None) => is_same_version.then(|| [vec![before.clone()], Vec::new()]),
            (None, None) => None,
            (before, Some(now)) => Some([before.iter().cloned().collect(), vec![now.clone()]]),
        }
    }

    /// Whether the fields of a step have these texts, and those of `gone` no others, in this version of the document.
    fn has(&self, there: &[WrongField], gone: &[WrongField], authored: &Authored) -> bool {
        let is_there = |field: &WrongField| self.get(field.at()).is_some_and(|own| own.text == field.wrong.text);
        let is_free =
            |field: &WrongField| self.find(field.at()).is_none() || there.iter().any(|other| other.is_at(field.at()));
        let has_rows = there.iter().chain(gone).all(|field| field.is_there(authored));
        has_rows && there.iter().all(is_there) && gone.iter().all(is_free)
    }

    fn undo(&self, session: &Session) -> Option<&WrongStep<WrongField>> {
        let authored = session.authored();
        self.steps.undo(session.version_number(), |step| self.has(&step.after, &step.before, authored))
    }

    fn redo(&self, session: &Session) -> Option<&WrongStep<WrongField>> {
        let authored = session.authored();
        self.steps.redo(session.version_number(), |step| self.has(&step.before, &step.after, authored))
    }

    /// The number of the step that undo takes back in this version of the document. `None` if there is none. What is being typed, or was just typed,
    /// becomes the last one.
    pub(super) fn undo_step(&self, session: &Session) -> Option<u64> {
        if self.visits.iter().chain(&self.ended).any(|visit| self.change_of(visit).is_some()) {
            return Some(u64::MAX);
        }
        self.undo(session).map(|step| step.number)
    }

    /// The number of the step that redo makes again in this version of the document.
    pub(super) fn redo_step(&self, session: &Session) -> Option<u64> {
        self.redo(session).map(|step| step.number)
    }

    /// Takes back the last step, if it was made in this version of the document. Returns the row of its form, or `None` for the fields in no table.
    pub(super) fn take_back(&mut self, session: &Session) -> Option<Option<RowPlace>> {
        let WrongStep { number, before, after, .. } = self.undo(session)?.clone();
        self.steps.note_undone(number);
        Some(self.replace(&after, before))
    }

    /// Makes the step again that [`Self::take_back`] has taken back last. Returns the same.
    pub(super) fn do_again(&mut self, session: &Session) -> Option<Option<RowPlace>> {
        let WrongStep { number, before, after, .. } = self.redo(session)?.clone();
        self.steps.note_redone(number);
        Some(self.replace(&before, after))
    }

    /// Puts texts in the place of others. Returns the row of their form.
    fn replace(&mut self, gone: &[WrongField], there: Vec<WrongField>) -> Option<RowPlace> {
        let row = gone.iter().chain(&there).next().and_then(|field| field.row.clone());
        self.fields.retain(|field| !gone.iter().any(|other| other.is_at(field.at())));
        self.fields.extend(there.into_iter().map(|field| WrongField { is_drawn: true, is_settled: false, ..field }));
        row
    }

    /// What is wrong in this field or, with `with_parts`, also in fields of parts of its value.
    pub(super) fn reasons(&self, (row, path): FieldPlace<'_>, with_parts: bool) -> impl Iterator<Item = &Saying> {
        let is_here = move |field: &&WrongField| {
            let is_within = field.path == path || with_parts && field.path.starts_with(path);
            field.row.as_ref() == row && is_within
        };
        self.fields.iter().filter(is_here).filter_map(|field| field.wrong.reason.as_ref())
    }

    /// Forgets what was typed into fields of a form that are not there any more, and ends their visits. All others were drawn since this was called
    /// last.
    pub(super) fn forget_undrawn(&mut self, row: Option<&RowPlace>) {
        let is_left = |field: &mut WrongField| {
            let is_hidden = field.path.first().is_none_or(|first| first == IN_POPUP);
            field.row.as_ref() != row || std::mem::take(&mut field.is_drawn) || is_hidden
        };
        self.fields.retain_mut(is_left);
        let (going, ended): (Vec<Visit>, Vec<Visit>) =
            std::mem::take(&mut self.visits).into_iter().partition(|visit| visit.is_drawn);
        self.visits = going.into_iter().map(|visit| Visit { is_drawn: false, ..visit }).collect();
        self.ended.extend(ended);
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
            field.is_settled &= *entry == new;
            *entry = new;
            true
        });
    }

    /// Keeps up with the document, whose version before this one is `before`: what was typed about a row that has another id or another place
    /// now is still about this row. Leaves out the texts of fields that got something else, and those of another document. If it was another program
    /// that has changed the value in the file, a text stays. `is_ahead` is as in [`Self::settle`].
    pub(super) fn follow(
        &mut self,
        before: Option<&Authored>,
        session: &Session,
        is_ahead: impl Fn(Option<&RowPlace>) -> bool,
    ) {
        let (now, steps) = (session.authored(), session.undo_steps());
        let (document, base) = (session.document_number(), session.base_number());
        if self.document != document {
            *self = Self { document, base, ..Self::default() };
        }
        self.version = session.version_number();
        self.steps.follow(self.version);
        let is_from_file = std::mem::replace(&mut self.base, base) != base;
        let Some(before) = before else { return };
        self.visits.iter_mut().chain(&mut self.ended).for_each(|visit| visit.follow(before, now));
        let (seen, away) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.away));
        let all = seen.into_iter().map(|field| (field, true)).chain(away.into_iter().map(|field| (field, false)));
        for (mut field, was_seen) in all {
            field.follow(before, now);
            let is_visited = self.visits.iter().chain(&self.ended).any(|visit| visit.at() == field.at());
            // What is being typed is not out of date.
            let is_new = is_visited || !field.is_settled || is_ahead(field.row.as_ref());
            let is_same = field.is_settled && field.value_in(now) == field.value;
            let stays = if was_seen { is_from_file || is_new || is_same } else { is_same && field.steps >= steps };
            // A second wrong text of the field may be there.
            if stays && field.is_there(now) && self.find(field.at()).is_none() {
                field.is_settled &= is_same;
                field.steps = steps;
                self.fields.push(field);
            } else {
                self.away.push(field);
            }
        }
    }

    /// The fields and rows of the texts, if this is their document.
    pub(super) fn places(&self, authored: &Authored, document: u64) -> impl Iterator<Item = Saying> {
        self.told(authored, document).map(|field| field.place.clone())
    }

    /// The path of the first of these texts, if this is its document.
    pub(super) fn first_path(&self, session: &Session) -> Option<FieldPath> {
        let first = self.told(session.authored(), session.document_number()).next()?;
        let row = first.row.as_ref().map(RowPlace::path);
        Some(FieldPath::of(row.iter().flatten().chain(&first.path).map(String::as_str)))
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
