//! Two enums: one of all tables of a file, and one of the rows of any table.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::file::patch::{RowTree, in_line};
use crate::file::schema;
use crate::file::tables::{Keyed, Listed};
use crate::text::{composed, is_same_text};

/// So few ids are looked for one by one, which takes less time than a look at every row for all of them.
const FEW: usize = 8;

/// Access to a table by index, whatever the type of its rows.
pub trait AnyTable {
    /// The number of rows.
    fn len(&self) -> usize;
    /// The id of the row at this index. `None` if there is no such row or rows of this table have no ids.
    fn key(&self, index: usize) -> Option<&str>;
    /// The row at this index, if there is one.
    fn row(&self, index: usize) -> Option<Row>;
    /// Inserts a row before the one at `index`. If the row has the type of another table or the index is out of range, returns the row as
    /// the error.
    fn insert(&mut self, index: usize, key: &Arc<str>, row: Row) -> Result<(), Row>;
    /// Replaces the row at this index, and returns the one that was there. `None` if there is no such row, or the new one has the type of
    /// another table.
    fn replace(&mut self, index: usize, row: Row) -> Option<Row>;
    /// Removes and returns the row at this index with its id.
    fn remove(&mut self, index: usize) -> Option<(Arc<str>, Row)>;
    /// Replaces the id of a row. Returns the old id, or `None` if there is no such row or rows of this table have no ids.
    fn set_key(&mut self, index: usize, key: &Arc<str>) -> Option<Arc<str>>;
}

impl<T: Clone> AnyTable for Keyed<T>
where
    Row: From<Arc<T>>,
    Arc<T>: TryFrom<Row, Error = Row>,
{
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn key(&self, index: usize) -> Option<&str> {
        self.entry(index).map(|(key, _)| &**key)
    }

    fn row(&self, index: usize) -> Option<Row> {
        self.entry(index).map(|(_, row)| Arc::clone(row).into())
    }

    fn insert(&mut self, index: usize, key: &Arc<str>, row: Row) -> Result<(), Row> {
        if index > self.len() {
            return Err(row);
        }
        let row = <Arc<T> as TryFrom<Row>>::try_from(row)?;
        self.rows_mut().insert(index, (Arc::clone(key), row));
        Ok(())
    }

    fn replace(&mut self, index: usize, row: Row) -> Option<Row> {
        let row = <Arc<T> as TryFrom<Row>>::try_from(row).ok().filter(|_| index < self.len())?;
        self.rows_mut().get_mut(index).map(|(_, there)| std::mem::replace(there, row).into())
    }

    fn remove(&mut self, index: usize) -> Option<(Arc<str>, Row)> {
        (index < self.len()).then(|| self.rows_mut().remove(index)).map(|(key, row)| (key, row.into()))
    }

    fn set_key(&mut self, index: usize, key: &Arc<str>) -> Option<Arc<str>> {
        if index >= self.len() {
            return None;
        }
        self.rows_mut().get_mut(index).map(|(old, _)| std::mem::replace(old, Arc::clone(key)))
    }
}

impl<T: Clone> AnyTable for Listed<T>
where
    Row: From<Arc<T>>,
    Arc<T>: TryFrom<Row, Error = Row>,
{
    fn len(&self) -> usize {
        Self::len(self)
    }

    fn key(&self, _index: usize) -> Option<&str> {
        None
    }

    fn row(&self, index: usize) -> Option<Row> {
        self.shared(index).map(Row::from)
    }

    fn insert(&mut self, index: usize, _key: &Arc<str>, row: Row) -> Result<(), Row> {
        if index > self.len() {
            return Err(row);
        }
        let row = <Arc<T> as TryFrom<Row>>::try_from(row)?;
        self.rows_mut().insert(index, row);
        Ok(())
    }

    fn replace(&mut self, index: usize, row: Row) -> Option<Row> {
        let row = <Arc<T> as TryFrom<Row>>::try_from(row).ok().filter(|_| index < self.len())?;
        self.rows_mut().get_mut(index).map(|there| std::mem::replace(there, row).into())
    }

    fn remove(&mut self, index: usize) -> Option<(Arc<str>, Row)> {
        (index < self.len()).then(|| self.rows_mut().remove(index)).map(|row| (Arc::default(), row.into()))
    }

    fn set_key(&mut self, _index: usize, _key: &Arc<str>) -> Option<Arc<str>> {
        None
    }
}

macro_rules! tables {
    ($($table:ident $name:literal $field:ident: $row:ident,)*) => {
        /// A table of a file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the names are those of the format")]
        pub enum Table { $($table,)* }

        impl Table {
            /// All tables. Those with ids are first, because rows of the others refer to them.
            pub const ALL: [Self; 13] = [$(Self::$table,)*];

            /// The name of the table's field in a file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$table => $name,)* }
            }

            /// The table with this field name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|table| table.name() == name)
            }
        }

        /// A row of any table.
        #[derive(Clone, Debug, PartialEq)]
        #[expect(missing_docs, reason = "the names are those of the format")]
        pub enum Row { $($row(Arc<schema::$row>),)* }

        $(
            impl From<Arc<schema::$row>> for Row {
                fn from(row: Arc<schema::$row>) -> Self {
                    Self::$row(row)
                }
            }

            impl From<schema::$row> for Row {
                fn from(row: schema::$row) -> Self {
                    Self::$row(Arc::new(row))
                }
            }

            impl TryFrom<Row> for Arc<schema::$row> {
                type Error = Row;

                fn try_from(row: Row) -> Result<Self, Row> {
                    if let Row::$row(row) = row { Ok(row) } else { Err(row) }
                }
            }
        )*

        impl Row {
            /// The table that has such rows.
            pub(super) const fn table(&self) -> Table {
                match self { $(Self::$row(_) => Table::$table,)* }
            }

            /// Whether both are one row, or equal rows. One that two versions share is not compared.
            pub(super) fn is_same(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$row(own), Self::$row(other)) => Arc::ptr_eq(own, other) || own == other,)*
                    _ => false,
                }
            }

            /// The row as a tree of values.
            pub(super) fn tree(&self) -> RowTree {
                match self { $(Self::$row(row) => RowTree::of(&**row),)* }
            }

            /// The row in one line, as it is printed in a file.
            pub(super) fn in_line(&self) -> String {
                match self { $(Self::$row(row) => in_line(&**row),)* }
            }

            /// The row of this table with this tree. `None` if there is no such row.
            pub(super) fn from_tree(table: Table, tree: &RowTree) -> Option<Self> {
                match table { $(Table::$table => tree.row::<schema::$row>().map(Self::from),)* }
            }
        }

        /// The table `table` of these rows.
        pub fn table(rows: &schema::Scenario, table: Table) -> &dyn AnyTable {
            match table { $(Table::$table => &rows.$field,)* }
        }

        /// The table `table` of these rows, to change it.
        pub fn table_mut(rows: &mut schema::Scenario, table: Table) -> &mut dyn AnyTable {
            match table { $(Table::$table => &mut rows.$field,)* }
        }

/// A scenario of the fields that are in no table: all tables and the translations are empty.
pub fn without_tables(rows: &schema::Scenario) -> schema::Scenario {
    schema::Scenario {
        sources: Keyed::default(),
        notes: Listed::default(),
        hazards: Keyed::default(),
        sites: Keyed::default(),
        services: Keyed::default(),
        exchanges: Keyed::default(),
        companies: Keyed::default(),
        rivals: Keyed::default(),
        news: Listed::default(),
        history: Listed::default(),
        story: Listed::default(),
        plans: Listed::default(),
        expect: Listed::default(),
        translations: Keyed::default(),
        ..rows.clone()
    }
}

    };
}

tables! {
    Sources "sources" sources: Source,
    Hazards "hazards" hazards: Hazard,
    Sites "sites" sites: Site,
    Services "services" services: Service,
    Exchanges "exchanges" exchanges: Exchange,
    Companies "companies" companies: Company,
    Rivals "rivals" rivals: Rival,
    Notes "notes" notes: Note,
    News "news" news: News,
    History "history" history: History,
    Story "story" story: Chapter,
    Plans "plans" plans: Plan,
    Expect "expect" expect: Expectation,
}

impl Table {
    /// Whether rows of this table have ids.
    #[must_use]
    pub const fn has_ids(self) -> bool {
        !matches!(self, Self::Notes | Self::News | Self::History | Self::Story | Self::Plans | Self::Expect)
    }
}

/// The id of a row, or the name of a plan, by which other rows refer to it. `None` if there is no row at this index or it has no id.
pub fn key(rows: &schema::Scenario, of: Table, index: usize) -> Option<&str> {
    if of == Table::Plans {
        return rows.plans.get(index).map(|plan| plan.name.as_str());
    }
    table(rows, of).key(index)
}

/// The ids of all rows, or the names of all plans, in composed form.
pub fn keys(rows: &schema::Scenario, of: Table) -> impl Iterator<Item = Cow<'_, str>> {
    (0..table(rows, of).len()).filter_map(move |index| key(rows, of, index)).map(composed)
}

/// For each of these ids or names what [`position`] finds. The table is read once for all of them, unless they are few.
pub fn positions<'k>(
    rows: &schema::Scenario,
    of: Table,
    called: impl IntoIterator<Item = &'k str>,
) -> Vec<Option<usize>> {
    let called: Vec<Cow<'k, str>> = called.into_iter().map(composed).collect();
    if called.len() <= FEW {
        return called.iter().map(|name| position(rows, of, name)).collect();
    }
    let mut found: HashMap<&str, Option<usize>> = called.iter().map(|name| (&**name, None)).collect();
    for index in 0..table(rows, of).len() {
        let Some(own) = key(rows, of, index).map(composed) else { continue };
        if let Some(first) = found.get_mut(&*own) {
            first.get_or_insert(index);
        }
    }
    called.iter().map(|name| found.get(&**name).copied().flatten()).collect()
}

/// The index of the first row with this id, or of the first plan with this name. Names are compared in composed form.
pub fn position(rows: &schema::Scenario, of: Table, called: &str) -> Option<usize> {
    (0..table(rows, of).len()).find(|index| key(rows, of, *index).is_some_and(|key| is_same_text(key, called)))
}
