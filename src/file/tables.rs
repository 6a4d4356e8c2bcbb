//! The tables of a file: rows with ids, and rows in a list. Copies of a table share its rows; a changed row is replaced in one copy only.
//!
//! Both types keep the author's order. Tables with ids keep duplicates, so that the check can report them.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// A table of rows with ids.
#[derive(Debug)]
pub struct Keyed<T>(Arc<Vec<(Arc<str>, Arc<T>)>>);

/// A table of rows without ids.
#[derive(Debug)]
pub struct Listed<T>(Arc<Vec<Arc<T>>>);

impl<T> Clone for Keyed<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Clone for Listed<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

// Two pointers to the same row are equal without a comparison of the row. Comparing two versions of a large file therefore takes little
// more time than a loop over its rows.
impl<T: PartialEq> PartialEq for Keyed<T> {
    fn eq(&self, other: &Self) -> bool {
        let mut pairs = self.0.iter().zip(other.0.iter());
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.len() == other.0.len() && pairs.all(|((ours, a), (theirs, b))| ours == theirs && same(a, b)))
    }
}

impl<T: PartialEq> PartialEq for Listed<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.len() == other.0.len() && self.0.iter().zip(other.0.iter()).all(|(a, b)| same(a, b)))
    }
}

fn same<T: PartialEq>(a: &Arc<T>, b: &Arc<T>) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

impl<T> Keyed<T> {
    /// Whether the table has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All rows with their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &T)> + ExactSizeIterator {
        self.0.iter().map(|(key, row)| (&**key, &**row))
    }

    /// The ids of all rows.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.0.iter().map(|(key, _)| &**key)
    }

    /// The first row with this id.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(there, _)| **there == *key).map(|(_, row)| &**row)
    }

    /// The index of the first row with this id.
    #[must_use]
    pub fn position(&self, key: &str) -> Option<usize> {
        self.0.iter().position(|(there, _)| **there == *key)
    }
}

impl<T> Listed<T> {
    /// Whether the table has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// All rows.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.0.iter().map(|row| &**row)
    }

    /// The row at this index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&T> {
        self.0.get(index).map(|row| &**row)
    }

    /// A shared pointer to the row at this index, so that another table can contain the row without a copy of it.
    #[must_use]
    pub fn shared(&self, index: usize) -> Option<Arc<T>> {
        self.0.get(index).cloned()
    }
}

impl<T> Keyed<T> {
    /// The list of rows, to change it. If copies of the table share the list, it is copied first; the rows themselves stay shared.
    pub(super) fn rows_mut(&mut self) -> &mut Vec<(Arc<str>, Arc<T>)> {
        Arc::make_mut(&mut self.0)
    }

    /// The row at this index with its id.
    pub(super) fn entry(&self, index: usize) -> Option<&(Arc<str>, Arc<T>)> {
        self.0.get(index)
    }
}

impl<T> Listed<T> {
    /// The list of rows, to change it. If copies of the table share the list, it is copied first; the rows themselves stay shared.
    pub(super) fn rows_mut(&mut self) -> &mut Vec<Arc<T>> {
        Arc::make_mut(&mut self.0)
    }
}

impl<K: Into<Arc<str>>, T> FromIterator<(K, T)> for Keyed<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(rows: I) -> Self {
        Self(Arc::new(rows.into_iter().map(|(key, row)| (key.into(), Arc::new(row))).collect()))
    }
}

impl<T> FromIterator<T> for Listed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self(Arc::new(rows.into_iter().map(Arc::new).collect()))
    }
}

impl<T> FromIterator<Arc<T>> for Listed<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(rows: I) -> Self {
        Self(Arc::new(rows.into_iter().collect()))
    }
}

impl<T: Serialize> Serialize for Keyed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, row) in self.iter() {
            map.serialize_entry(key, row)?;
        }
        map.end()
    }
}

impl<T: Serialize> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Not `collect_seq`: the rows themselves are passed on, because two versions share those that are the same, which is seen by their address.
        let mut list = serializer.serialize_seq(Some(self.len()))?;
        for row in self.iter() {
            list.serialize_element(row)?;
        }
        list.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<T> {
            type Value = Keyed<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map from ids to values, such as { \"id\": ... }")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keyed<T>, A::Error> {
                let mut rows = Vec::new();
                while let Some((key, row)) = map.next_entry::<String, T>()? {
                    rows.push((key.into(), Arc::new(row)));
                }
                Ok(Keyed(Arc::new(rows)))
            }
        }
        deserializer.deserialize_map(Rows(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Listed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Rows<T> {
            type Value = Listed<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list, such as [ ... ]")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Listed<T>, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = seq.next_element()? {
                    rows.push(Arc::new(row));
                }
                Ok(Listed(Arc::new(rows)))
            }
        }
        deserializer.deserialize_seq(Rows(PhantomData))
    }
}
