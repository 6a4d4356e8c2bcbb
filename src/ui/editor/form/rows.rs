//! The rows to which the fields of a form can refer.

use super::value::Form;
use crate::file::edit::Table;
use crate::ui::editor::names::name_of;

/// A row that another can refer to: its id and its name.
pub(in crate::ui::editor) struct Candidate {
    pub key: String,
    pub name: String,
}

impl Form<'_> {
    /// The first id of a table, as the value of a new reference. Empty if the table is.
    pub fn first(&self, table: Table) -> String {
        self.authored().key(table, 0).unwrap_or_default().to_owned()
    }

    /// The name of the row with this id, or the id if there is no such row.
    pub fn name_of(&self, table: Table, key: &str) -> String {
        self.name_there(table, key).unwrap_or_else(|| key.to_owned())
    }

    /// The name of the row with this id. `None` if there is no such row.
    pub fn name_there(&self, table: Table, key: &str) -> Option<String> {
        self.authored().position(table, key).map(|index| name_of(self.context, table, index))
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
}
