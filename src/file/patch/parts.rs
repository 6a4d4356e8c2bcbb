//! Rows as trees of values, the parts in which two versions of a row differ, and a row that is made of parts of both.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::de::DeserializeOwned;
use serde::ser::Serialize;

use super::put::{Style, put};
use super::tree::{Entry, Items, Shape, Value, of_row, text};
use crate::file::syntax::options;

/// How a value is printed in one line.
const IN_LINE: Style = Style { newline: "\n", unit: String::new(), has_names: false };

/// The most comparisons of rows with each other that are made to find those that are alike.
const MOST_COMPARISONS: usize = 20_000;
/// The least share of two rows that must be equal for one to be made from the other, in thousandths.
const LEAST_ALIKE: usize = 500;

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

    /// What is at this path, as it is printed: the names of fields, the keys of maps, and the indexes in everything else. `None` if nothing is
    /// there, or if it is left out because it is the default.
    pub fn part(&self, path: &[String]) -> Option<String> {
        path.iter().try_fold(&self.0, |value, part| named_entry(value, part)).map(printed)
    }

    /// The smallest parts in which two versions of a row differ. Where both have fields, or entries with keys, these are compared one by one. A
    /// list is one value: nothing says which entry was which.
    pub fn differing(base: Option<&Self>, mine: &Self, theirs: &Self) -> Vec<Differing> {
        let mut found = Vec::new();
        differ(&mut Vec::new(), [base.map(|tree| &tree.0), Some(&mine.0), Some(&theirs.0)], &mut found);
        found
    }

    /// For each row of a later version of a list, the index of the row that it was made from, if there is one: an equal one, or else the one
    /// that is most like it, and of those the nearest. No row has two that were made from it.
    pub fn origins(before: &[Self], now: &[Self]) -> Vec<Option<usize>> {
        let mut origins = Self::equals(before, now);
        let mut used: BTreeSet<usize> = origins.iter().flatten().copied().collect();
        let free: Vec<usize> = (0..before.len()).filter(|index| !used.contains(index)).collect();
        let missing: Vec<usize> = (0..now.len()).filter(|index| origins[*index].is_none()).collect();
        if free.len().saturating_mul(missing.len()) > MOST_COMPARISONS {
            return origins;
        }
        let parts = |row: &Self| {
            let mut found = BTreeSet::new();
            parts(&row.0, "", &mut found);
            found
        };
        let of_free: Vec<(usize, BTreeSet<String>)> = free.into_iter().map(|old| (old, parts(&before[old]))).collect();
        let mut alike = Vec::new();
        for index in missing {
            let own = parts(&now[index]);
            for (old, others) in &of_free {
                let equal = own.intersection(others).count() * 2_000;
                let share = equal.checked_div(own.len() + others.len()).unwrap_or_default();
                if share >= LEAST_ALIKE {
                    alike.push((Reverse(share), old.abs_diff(index), *old, index));
                }
            }
        }
        alike.sort_unstable();
        for (_, _, old, index) in alike {
            if origins[index].is_none() && used.insert(old) {
                origins[index] = Some(old);
            }
        }
        origins
    }

    /// For each row of a list, the index of an equal row of another list, if there is one. Equal rows follow each other in the same order.
    pub fn equals(others: &[Self], rows: &[Self]) -> Vec<Option<usize>> {
        let mut by_text: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (index, row) in others.iter().enumerate() {
            by_text.entry(printed(&row.0)).or_default().push_back(index);
        }
        rows.iter().map(|row| by_text.get_mut(&printed(&row.0)).and_then(VecDeque::pop_front)).collect()
    }

    /// Takes the part with this path from another version: its value, or that it is not there. Without a path, all of it.
    pub fn take(&mut self, from: &Self, path: &[String]) {
        let Some((last, owners)) = path.split_last() else {
            self.clone_from(from);
            return;
        };
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
            (None, Some(value)) => items.entries.push(Entry { key: last.clone(), was: None, value }),
            (None, None) => {}
        }
    }
}

/// Adds the smallest parts of a value, each with where it is, and the kinds of those that have parts themselves.
fn parts(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Same(address) => {
            found.insert(format!("{path}&{address}"));
        }
        Value::Leaf(text) => {
            found.insert(format!("{path}={text}"));
        }
        Value::Items(items) => {
            // All rows of a list are of the same kind. What is inside another kind of part is another part, even if it has the same name.
            let kind = items.name.filter(|_| !path.is_empty()).map(|name| format!("{path}:{name}"));
            found.extend(kind.clone());
            let path = kind.as_deref().unwrap_or(path);
            for (index, Entry { key, value, .. }) in items.entries.iter().enumerate() {
                let key = if key.is_empty() { index.to_string() } else { key.clone() };
                parts(value, &format!("{path}/{key}"), found);
            }
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

/// The entry with this name or key, which need not be as it is printed, or with this index if the entries have no keys.
fn named_entry<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let Value::Items(items) = value else { return None };
    let key = text(name);
    let named = items.entries.iter().find(|entry| entry.key == name || entry.key == key);
    let at_index = || items.entries.get(name.parse::<usize>().ok()?).filter(|entry| entry.key.is_empty());
    named.or_else(at_index).map(|entry| &entry.value)
}
