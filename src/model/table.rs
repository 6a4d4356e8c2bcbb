//! Tables, and the ids of their rows. An id is the index of a row; the rows are in the order of the file.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// The id of a row in one kind of table.
pub trait Id: Copy + Eq + Ord + std::hash::Hash + std::fmt::Debug {
    /// The id of the row at `index`.
    fn new(index: usize) -> Self;
    /// The index of the row.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);
        impl Id for $name {
            fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("a table has fewer than 2^32 rows"))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// The id of a hazard of the scenario.
    HazardId,
    /// The id of a site of the scenario.
    SiteId,
    /// The id of a service of the scenario.
    ServiceId,
    /// The id of an exchange of the scenario.
    ExchangeId,
    /// The id of a company of the scenario.
    CompanyId,
    /// The id of a rival of the scenario.
    RivalId,
    /// The id of a source of the scenario.
    SourceId,
}

/// For each row of a table with `count` rows, whether it can be reached from a row in `from` in any number of steps. `steps` returns the
/// rows that are one step away from a row. The rows in `from` count as reached.
pub fn reached<I: Id, S: IntoIterator<Item = I>>(from: &[I], count: usize, steps: impl Fn(I) -> S) -> Vec<bool> {
    let mut reached = vec![false; count];
    let mut open = from.to_vec();
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut reached[id.index()], true) {
            open.extend(steps(id));
        }
    }
    reached
}

/// Rows in the order of the file, indexed by their ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<I, T> {
    rows: Vec<T>,
    id: PhantomData<I>,
}

impl<I, T> Default for Table<I, T> {
    fn default() -> Self {
        Self { rows: Vec::new(), id: PhantomData }
    }
}

impl<I: Id, T> Table<I, T> {
    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the table has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Appends a row and returns its id.
    pub fn push(&mut self, row: T) -> I {
        self.rows.push(row);
        I::new(self.rows.len() - 1)
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::new)
    }

    /// All rows with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(i, row)| (I::new(i), row))
    }

    /// All rows with their ids, in order, for changing them.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (I, &mut T)> + ExactSizeIterator {
        self.rows.iter_mut().enumerate().map(|(i, row)| (I::new(i), row))
    }

    /// All rows in order.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// A table of the same length, whose rows are made by applying `row` to each row.
    pub fn map<U>(&self, row: impl FnMut(&T) -> U) -> Table<I, U> {
        self.rows.iter().map(row).collect()
    }
}

/// A row that has an id in the file. This id identifies the row in every version of a table, but its index may change.
pub trait HasKey {
    /// The id of the row in the file.
    fn key(&self) -> &str;
}

impl<I: Id, T: HasKey> Table<I, T> {
    /// Finds the row with this id in the file. `None` if there is none.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<I> {
        self.iter().find(|(_, row)| row.key() == key).map(|(id, _)| id)
    }

    /// Finds the row with this id in the file, which in another version of the table has this index. In two versions of one scenario most rows
    /// have the same index, so the row at that index is tried first.
    #[must_use]
    pub fn find_from(&self, index: usize, key: &str) -> Option<I> {
        match self.rows.get(index) {
            Some(row) if row.key() == key => Some(I::new(index)),
            Some(_) | None => self.find(key),
        }
    }

    /// Finds the row that has the same id in the file as the row `id` of the table `other`.
    #[must_use]
    pub fn find_same(&self, other: &Self, id: I) -> Option<I> {
        self.find_from(id.index(), other.rows.get(id.index())?.key())
    }
}

impl<I, T> FromIterator<T> for Table<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(rows: It) -> Self {
        Self { rows: rows.into_iter().collect(), id: PhantomData }
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl HasKey for &str {
        fn key(&self) -> &str {
            self
        }
    }

    #[test]
    fn rows_are_found_by_the_ids_they_were_given() {
        let mut table: Table<SiteId, &str> = Table::default();
        assert!(table.is_empty());
        let ids = [table.push("a"), table.push("b")];
        assert!(!table.is_empty());
        assert_eq!((table.len(), table[ids[0]], table[ids[1]]), (2, "a", "b"));
        assert!(table.ids().eq(ids));
    }

    #[test]
    fn a_row_is_found_by_its_key_wherever_it_is() {
        let table = |keys: &[&'static str]| -> Table<ServiceId, &str> { keys.iter().copied().collect() };
        let (own, other) = (table(&["talk", "map"]), table(&["talk", "login", "map"]));
        let found = |index: usize| own.find_same(&other, ServiceId::new(index)).map(Id::index);
        assert_eq!([found(0), found(1), found(2), found(9)], [Some(0), None, Some(1), None]);
        let from = |index: usize| own.find_from(index, "map").map(Id::index);
        assert_eq!([from(0), from(1), from(9)], [Some(1); 3]);
    }
}
