//! The path of a value in a file: the fields, ids and indices that lead to it.

use std::fmt;

use crate::text::composed;

/// The character before each part of a path. It does not occur in ids.
const SEPARATOR: char = '\u{1f}';
/// The longest part of a path that is kept as a whole, in bytes.
const LONGEST_PART: usize = 400;

/// The path of a value of a scenario file, such as `services.talk.on.pangyo-1`: fields, ids, and indices of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(String);

impl FieldPath {
    /// The path with these parts.
    #[must_use]
    pub fn of<'p>(parts: impl IntoIterator<Item = &'p str>) -> Self {
        let mut path = Self::default();
        for part in parts {
            path.push(part);
        }
        path
    }

    /// The fields, ids and indices of the path, outermost first. Empty for the file as a whole.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(SEPARATOR).skip(1)
    }

    /// The path of the value that contains this one. `None` for the file as a whole.
    #[must_use]
    pub fn owner(&self) -> Option<Self> {
        self.0.rfind(SEPARATOR).map(|end| Self(self.0[..end].to_owned()))
    }

    /// Whether this path is equal to `whole` or is the path of a part of that value.
    #[must_use]
    pub fn is_within(&self, whole: &Self) -> bool {
        self.0.strip_prefix(&whole.0).is_some_and(|rest| rest.is_empty() || rest.starts_with(SEPARATOR))
    }

    /// Appends a part to the path, in composed form: the key of a translation is a text of the author.
    ///
    /// Of a very long part, only its beginning, its length and its end are kept: otherwise the paths of many values in a row with such an
    /// id would take far more memory than the file.
    pub(super) fn push(&mut self, part: &str) {
        self.0.push(SEPARATOR);
        if part.len() <= LONGEST_PART {
            self.0.push_str(&composed(part));
            return;
        }
        let (start, end) = (LONGEST_PART / 2, part.len() - LONGEST_PART / 2);
        self.0.push_str(&part[..part.floor_char_boundary(start)]);
        self.0.push_str(&format!("…{}…", part.len()));
        self.0.push_str(&part[part.ceil_char_boundary(end)..]);
    }

    /// The length of the path in bytes, for [`Self::truncate`].
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Shortens the path to a length that [`Self::len`] gave.
    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.parts().enumerate() {
            let dot = if index == 0 { "" } else { "." };
            write!(f, "{dot}{part}")?;
        }
        Ok(())
    }
}

/// A path as a linked list on the stack. With it, no memory is allocated for paths while a valid file is checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    parent: Option<&'a Self>,
    part: Part<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The path of the file as a whole.
    pub const ROOT: At<'static> = At { parent: None, part: Part::Root };

    /// The path of a field of this value, or of an entry if it is a map.
    pub const fn key(&'a self, key: &'a str) -> Self {
        Self { parent: Some(self), part: Part::Key(key) }
    }

    /// The path of the value at this index, if this value is a list or a tuple.
    pub const fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), part: Part::Index(index) }
    }

    /// The path as an owned value.
    pub fn path(&self) -> FieldPath {
        let mut path = self.parent.map_or_else(FieldPath::default, Self::path);
        match self.part {
            Part::Root => {}
            Part::Key(key) => path.push(key),
            Part::Index(index) => path.push(&index.to_string()),
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_with_dots_and_knows_what_it_is_a_part_of() {
        let path = FieldPath::of(["services", "talk", "on"]);
        assert_eq!(path.to_string(), "services.talk.on");
        assert_eq!(path.owner(), Some(FieldPath::of(["services", "talk"])));
        assert_eq!(FieldPath::default().owner(), None);
        assert!(path.is_within(&path) && path.is_within(&FieldPath::of(["services"])));
        assert!(!path.is_within(&FieldPath::of(["services", "tal"])), "another id that begins like it");
        let all = At::ROOT.key("plans");
        let plan = all.index(2);
        assert_eq!(plan.key("name").path(), FieldPath::of(["plans", "2", "name"]));
    }
}
