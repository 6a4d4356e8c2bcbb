//! A removal that the person is asked about. The document may change while the question is open, so the question follows it: it is always about the
//! rows as they are, and says what goes with them now.

use egui::Ui;

use super::names::{listed_first, name_of};
use crate::file::Authored;
use crate::file::edit::{Edit, Removal, Table, new_ids};
use crate::session::{Command, Session};
use crate::ui::ViewContext;

/// A removal that the person is asked about.
#[derive(Debug)]
pub(super) struct Asked {
    table: Table,
    rows: Vec<AskedRow>,
    /// The revision of the document for which the removal was made, and that document. It shares its values.
    of: (u64, Authored),
    removal: Removal,
    /// Whether something else would be removed, or left without it, than when the question was asked.
    is_changed: bool,
    /// Whether the person has said yes. The removal is made as soon as a change can be made.
    is_answered: bool,
}

/// A row that is to be removed, by its id or the name of the plan; without one, by its index.
#[derive(Clone, Debug)]
struct AskedRow {
    index: usize,
    key: Option<String>,
}

impl AskedRow {
    fn of(authored: &Authored, table: Table, index: usize) -> Self {
        Self { index, key: authored.key(table, index).map(str::to_owned) }
    }

    /// Whether the row is where it was, with the id that it had.
    fn is_in_place(&self, table: Table, now: &Authored) -> bool {
        self.key.is_some() && now.key(table, self.index) == self.key.as_deref()
    }

    /// Finds a row again that has no id. If it is no more there as it was, it was changed in its place, unless rows were added or removed.
    fn index_in_list(&self, table: Table, before: &Authored, now: &Authored) -> Option<usize> {
        let own = before.row(table, self.index)?;
        let is_own = |index: &usize| now.row(table, *index).as_ref() == Some(&own);
        if is_own(&self.index) {
            return Some(self.index);
        }
        let is_changed = before.count(table) == now.count(table);
        (0..now.count(table)).find(is_own).or_else(|| is_changed.then_some(self.index))
    }
}

impl Asked {
    /// Asks about the rows of a table at these indices.
    pub(super) fn new(session: &Session, table: Table, indexes: &[usize]) -> Self {
        let authored = session.authored();
        Self {
            table,
            rows: indexes.iter().map(|index| AskedRow::of(authored, table, *index)).collect(),
            of: (session.revision(), authored.clone()),
            removal: removal_of(authored, table, indexes.iter().copied()),
            is_changed: false,
            is_answered: false,
        }
    }

    /// Keeps up with the document. If something else would be removed now, the question has to be answered anew. Returns whether any of the rows is
    /// left; otherwise there is nothing to ask.
    pub(super) fn follow(&mut self, session: &Session) -> bool {
        let (revision, now) = (session.revision(), session.authored());
        if self.of.0 == revision {
            return true;
        }
        let (_, before) = std::mem::replace(&mut self.of, (revision, now.clone()));
        let table = self.table;
        let indexes = self.indexes_in(&before, now);
        let is_same_row = |(row, index): (&AskedRow, &Option<usize>)| match (&row.key, index) {
            (Some(_), index) => index.is_some(),
            (None, Some(index)) => now.row(table, *index) == before.row(table, row.index),
            (None, None) => false,
        };
        let are_same = self.rows.iter().zip(&indexes).all(is_same_row);
        self.rows = indexes.into_iter().flatten().map(|index| AskedRow::of(now, table, index)).collect();
        let removal = removal_of(now, table, self.rows.iter().map(|row| row.index));
        let was = std::mem::replace(&mut self.removal, removal);
        let now = &self.removal;
        let goes_the_same = (&was.gone, &was.dangling, &was.counting) == (&now.gone, &now.dangling, &now.counting);
        if !are_same || !goes_the_same {
            self.is_changed = true;
            self.is_answered = false;
        }
        !self.rows.is_empty()
    }

    /// The index that each of the rows has in the version of the document after `before`. `None` for those that are gone.
    fn indexes_in(&self, before: &Authored, now: &Authored) -> Vec<Option<usize>> {
        let table = self.table;
        if self.rows.iter().all(|row| row.is_in_place(table, now)) {
            return self.rows.iter().map(|row| Some(row.index)).collect();
        }
        let keys: Vec<&str> = self.rows.iter().map(|row| row.key.as_deref().unwrap_or_default()).collect();
        let new = new_ids(before, now, table, &keys).into_iter().zip(keys.iter().copied());
        let found = now.positions(table, new.map(|(new, key)| new.unwrap_or(key)));
        let index = |(row, found): (&AskedRow, Option<usize>)| {
            if row.key.is_none() {
                return row.index_in_list(table, before, now);
            }
            if row.is_in_place(table, now) { Some(row.index) } else { found }
        };
        self.rows.iter().zip(found).map(index).collect()
    }

    /// The names of the first rows, at most so many, and how many more there are.
    pub(super) fn names(&self, context: &ViewContext<'_>, most: usize) -> String {
        listed_first(context, self.rows.iter().map(|row| name_of(context, self.table, row.index)), most)
    }

    /// How many rows are to be removed.
    pub(super) const fn count(&self) -> usize {
        self.rows.len()
    }

    /// The row that is to be removed, if it is only one.
    pub(super) fn only_row(&self) -> Option<(Table, usize)> {
        match &self.rows[..] {
            [row] => Some((self.table, row.index)),
            _ => None,
        }
    }

    /// What would be removed with the rows, and left without them.
    pub(super) const fn removal(&self) -> &Removal {
        &self.removal
    }

    /// Whether something else would be removed than when the question was asked.
    pub(super) const fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// The edit that removes the rows of the document that was followed last.
    pub(super) fn into_edit(self) -> Edit {
        self.removal.edit
    }
}

/// Draws the buttons that answer the question. Returns whether the answer is no, which takes the question away. Yes is noted, for
/// [`take_answered`].
pub(super) fn answers_ui(ui: &mut Ui, context: &ViewContext<'_>, asked: &mut Option<Asked>) -> bool {
    let yes = ui.button(context.texts.get("edit-remove-yes")).clicked();
    let no = ui.button(context.texts.get("edit-remove-no")).clicked();
    if no {
        *asked = None;
    } else if let Some(asked) = asked.as_mut().filter(|_| yes) {
        asked.is_answered = true;
        // If another change comes first, the removal is made of what that leaves.
        ui.ctx().request_repaint();
    }
    no
}

/// Takes the question, if the person has said yes to what it says now, as soon as a change can be made.
pub(super) fn take_answered(
    context: &ViewContext<'_>,
    asked: &mut Option<Asked>,
    commands: &[Command],
) -> Option<Asked> {
    let waits = context.waits(commands);
    asked.take_if(|asked| asked.is_answered && !waits)
}

fn removal_of(authored: &Authored, table: Table, indexes: impl Iterator<Item = usize>) -> Removal {
    let rows: Vec<(Table, usize)> = indexes.map(|index| (table, index)).collect();
    Edit::remove_all(authored, &rows)
}
