//! Rows as trees of values, the parts in which two versions of a row differ, and a row that is made of parts of both.

use serde::de::DeserializeOwned;
use serde::ser::Serialize;

use super::put::{Style, put};
use super::tree::{Entry, Items, Shape, Value, of_row};
use crate::file::syntax::options;

/// How a value is printed in one line.
const IN_LINE: Style = Style { newline: "\n", unit: String::new(), has_names: false };

/// A row in one line, as it is printed.
pub fn in_line(row: &impl Serialize) -> String {
    printed(&of_row(row))
}

fn printed(value: &Value) -> String {
    let mut out = String::new();
    put(&mut out, value, 0, "", &IN_LINE);
    out
}

/// A row as a tree.
#[derive(Clone, Debug)]
pub struct RowTree(Value);

/// A part in which two versions of a row differ. Its values are as they are printed, and `None` where a version does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The names of the fields and the keys that lead to it in the row, outermost first, as they are printed.
    pub path: Vec<String>,
    /// Its value in the version from which both were made.
    pub base: Option<String>,
    /// Its value in one version.
    pub mine: Option<String>,
    /// Its value in the other version.
    pub theirs: Option<String>,
}

impl RowTree {
    /// The tree of a row.
    pub fn of(row: &impl Serialize) -> Self {
        Self(of_row(row))
    }

    /// The row of this tree. `None` if there is no such row.
    pub fn row<T: DeserializeOwned>(&self) -> Option<T> {
        options().from_str(&printed(&self.0)).ok()
    }

    /// The smallest parts in which two versions of a row differ. Where both have fields, or entries with keys, these are compared one by one. A
    /// list is one value: nothing says which entry was which.
    pub fn differing(base: Option<&Self>, mine: &Self, theirs: &Self) -> Vec<Differing> {
        let mut found = Vec::new();
        differ(&mut Vec::new(), [base.map(|tree| &tree.0), Some(&mine.0), Some(&theirs.0)], &mut found);
        found
    }

    /// Takes the part with this path from another version: its value, or that it is not there.
    pub fn take(&mut self, from: &Self, path: &[String]) {
        let Some((last, owners)) = path.split_last() else { return };
        let value = path.iter().try_fold(&from.0, |value, key| entry(value, key));
        let owner = owners.iter().try_fold(&mut self.0, |value, key| {
            let Value::Items(items) = value else { return None };
            items.entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.value)
        });
        let Some(Value::Items(items)) = owner else { return };
        let there = items.entries.iter().position(|entry| entry.key == *last);
        match (there, value.cloned()) {
            (Some(there), Some(value)) => items.entries[there].value = value,
            (Some(there), None) => {
                items.entries.remove(there);
            }
            (None, Some(value)) => items.entries.push(Entry { key: last.clone(), value }),
            (None, None) => {}
        }
    }
}

fn differ(path: &mut Vec<String>, [base, mine, theirs]: [Option<&Value>; 3], found: &mut Vec<Differing>) {
    if mine == theirs {
        return;
    }
    let before = found.len();
    if let (Some(Value::Items(own)), Some(Value::Items(others))) = (mine, theirs)
        && are_alike(own, others)
    {
        let base = base.filter(|base| matches!(base, Value::Items(items) if are_alike(items, own)));
        let is_new = |entry: &&Entry| others.entries.iter().all(|other| other.key != entry.key);
        for Entry { key, .. } in others.entries.iter().chain(own.entries.iter().filter(is_new)) {
            path.push(key.clone());
            differ(path, [base, mine, theirs].map(|value| value.and_then(|value| entry(value, key))), found);
            path.pop();
        }
    }
    // Entries that only have another order differ as a whole.
    if found.len() == before {
        let [base, mine, theirs] = [base, mine, theirs].map(|value| value.map(printed));
        found.push(Differing { path: path.clone(), base, mine, theirs });
    }
}

/// Whether two values have entries that can be compared by their keys.
fn are_alike(own: &Items, others: &Items) -> bool {
    let has_keys = own.shape.has_fields() || own.shape == Shape::Map;
    (own.shape, own.name) == (others.shape, others.name) && has_keys && !has_twice(own) && !has_twice(others)
}

/// Whether a key is there twice, as a map of a file with problems may have it.
fn has_twice(items: &Items) -> bool {
    let mut keys: Vec<&str> = items.entries.iter().map(|entry| entry.key.as_str()).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

fn entry<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    let Value::Items(items) = value else { return None };
    items.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}
