//! The lines of the overview: a heading for each table, and a line for each of its rows that is shown.

use std::collections::BTreeSet;

use super::names::{name_of, written_name};
use crate::file::edit::Table;
use crate::text::Search;
use crate::ui::ViewContext;

/// The order of the tables in the overview: what is needed first comes first.
pub(super) const ORDER: [Table; 13] = [
    Table::Sites,
    Table::Services,
    Table::Hazards,
    Table::Companies,
    Table::Plans,
    Table::Expect,
    Table::Story,
    Table::News,
    Table::History,
    Table::Rivals,
    Table::Exchanges,
    Table::Sources,
    Table::Notes,
];

/// What the lines depend on: the document, its revision, the language, what is searched, and which tables are folded.
pub(super) type LinesKey = (u64, u64, &'static str, String, BTreeSet<Table>);

/// What the names of rows depend on: the document, its revision, and the language.
pub(super) type NamesKey = (u64, u64, &'static str);

/// A line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The heading of a table, with the number of its rows and whether they are shown.
    Table(Table, usize, bool),
    /// A row of a table.
    Row(Table, usize),
    /// The button that adds a row to a table.
    Add(Table),
}

impl Line {
    /// What its widgets are called by: the same line has the same name wherever it is.
    pub(super) const fn salt(self) -> (Table, usize, bool) {
        match self {
            Self::Table(table, ..) => (table, usize::MAX, true),
            Self::Row(table, index) => (table, index, false),
            Self::Add(table) => (table, usize::MAX, false),
        }
    }
}

/// All lines. What a search has found is shown in any case.
pub(super) fn lines(context: &ViewContext<'_>, typed: &str, folded: &BTreeSet<Table>) -> Vec<Line> {
    let search = Search::of(typed);
    let mut lines = Vec::new();
    for table in ORDER {
        let count = context.session.authored().count(table);
        if search.is_empty() {
            let is_open = matches!(table, Table::Sites | Table::Services) != folded.contains(&table);
            lines.push(Line::Table(table, count, is_open));
            if is_open {
                lines.extend((0..count).map(|index| Line::Row(table, index)));
                lines.push(Line::Add(table));
            }
            continue;
        }
        let found = (0..count).filter(|index| is_found(context, &search, (table, *index)));
        let found: Vec<Line> = found.map(|index| Line::Row(table, index)).collect();
        if !found.is_empty() {
            lines.push(Line::Table(table, count, true));
            lines.extend(found);
        }
    }
    lines
}

/// Whether a row is found by its name, in the language of the window or as it is written, or by its id.
fn is_found(context: &ViewContext<'_>, search: &Search, (table, index): (Table, usize)) -> bool {
    search.finds(&name_of(context, table, index))
        || search.finds(&written_name(context, table, index))
        || search.finds(context.session.authored().key(table, index).unwrap_or_default())
}
