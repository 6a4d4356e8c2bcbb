//! What an edit does to the values of a draft with mistakes in their notation: they stay, are written again, or have another path now.

use super::tree::{Entry, Items, Pointers, Shape, Value, tree};
use crate::file::path::FieldPath;
use crate::file::schema::Scenario;

/// What an edit does to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was.
    Stays,
    /// It is a single value, and was written again.
    Written,
    /// What contains it was moved, renamed or removed, so that its path may be that of another value now.
    Moved,
}

/// What an edit does to the values with these paths, in their order. `written` are the paths of values that a person wrote again, also if they
/// are what they were: what stands in for a value that could not be read may be just what the person means.
pub fn fates<'p>(
    before: &Scenario,
    now: &Scenario,
    paths: impl Iterator<Item = &'p FieldPath>,
    written: &[FieldPath],
) -> Vec<Fate> {
    let none = Pointers::At(&[]);
    let (before, now) = (tree(before, none), tree(now, none));
    paths.map(|path| fate(&before, &now, path, written.contains(path))).collect()
}

fn fate(before: &Value, now: &Value, path: &FieldPath, is_written: bool) -> Fate {
    let (mut before, mut now) = (Some(before), Some(now));
    let mut parts = path.parts().peekable();
    while let Some(part) = parts.next() {
        let (Some(Value::Items(old)), Some(Value::Items(new))) = (before, now) else {
            return if before == now { Fate::Stays } else { Fate::Moved };
        };
        let (was, is) = (entry(old, part), entry(new, part));
        let is_elsewhere =
            || old.entries.len() != new.entries.len() || was.is_some_and(|was| new.entries.contains(was));
        if old.shape == Shape::List && was != is && is_elsewhere() {
            return Fate::Moved;
        }
        if parts.peek().is_some() && was.is_some() != is.is_some() {
            return Fate::Moved;
        }
        (before, now) = (was.map(|entry| &entry.value), is.map(|entry| &entry.value));
    }
    // A value with entries was read, at least in part.
    let is_single = match before {
        Some(Value::Items(items)) => items.entries.is_empty(),
        Some(Value::Leaf(_) | Value::Same(_)) | None => true,
    };
    if is_single && (is_written || before != now) { Fate::Written } else { Fate::Stays }
}

/// The value at this path. `None` if there is none.
pub fn at<'v>(root: &'v Value, path: &FieldPath) -> Option<&'v Value> {
    path.parts().try_fold(root, |value, part| {
        let Value::Items(items) = value else { return None };
        entry(items, part).map(|entry| &entry.value)
    })
}

/// Puts a value that is like no other in place of each of those with these paths, so that whatever is there now differs from it.
pub fn forget<'p>(root: &mut Value, paths: impl Iterator<Item = &'p FieldPath>) {
    for path in paths {
        let parts: Vec<&str> = path.parts().collect();
        let Some((last, owners)) = parts.split_last() else { continue };
        let owner = owners.iter().try_fold(&mut *root, |value, part| {
            let Value::Items(items) = value else { return None };
            let index = position(items, part)?;
            Some(&mut items.entries[index].value)
        });
        let Some(Value::Items(items)) = owner else { continue };
        let unlike = Value::Leaf(String::new());
        match position(items, last) {
            Some(index) => items.entries[index].value = unlike,
            None if items.shape.has_fields() => {
                items.entries.push(Entry { key: (*last).to_owned(), was: None, value: unlike });
            }
            None => {}
        }
    }
}

fn entry<'v>(items: &'v Items, part: &str) -> Option<&'v Entry> {
    position(items, part).map(|index| &items.entries[index])
}

/// The index of the entry that this part of a path leads to.
fn position(items: &Items, part: &str) -> Option<usize> {
    let index = part.parse::<usize>().ok();
    let is_it = |(own, entry): (usize, &Entry)| {
        if entry.key.is_empty() { index == Some(own) } else { entry.key.trim_matches('"') == part }
    };
    items.entries.iter().enumerate().position(is_it)
}
