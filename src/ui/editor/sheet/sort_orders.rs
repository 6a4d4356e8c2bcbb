//! The columns by which tables of cells were sorted last. They are kept while another table, another scenario or no table is shown.

use std::collections::BTreeMap;

use crate::file::edit::Table;
use crate::file::edit::sheet::Column;

/// For each table of each document that is sorted: the column, and whether the largest comes first.
#[derive(Clone, Debug, Default)]
pub(in crate::ui::editor) struct SortOrders(BTreeMap<(u64, Table), (Column, bool)>);

impl SortOrders {
    /// By what this table of the document with this number is sorted. `None` if its rows are in the order of the document.
    pub(super) fn find(&self, document: u64, table: Table) -> Option<(Column, bool)> {
        self.0.get(&(document, table)).copied()
    }

    pub(super) fn set(&mut self, document: u64, table: Table, by: Option<(Column, bool)>) {
        match by {
            Some(by) => self.0.insert((document, table), by),
            None => self.0.remove(&(document, table)),
        };
    }
}
