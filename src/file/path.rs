//! Where in a file a value is: the fields, ids and indexes that lead to it.

use std::fmt;

/// Comes before each part of a path; no id holds it.
const SEPARATOR: char = '\u{1f}';

/// The way to a value of a scenario file, such as `services.talk.on.pangyo-1`: fields, ids, and indexes of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(String);

impl FieldPath {
    /// The path of these parts.
    #[must_use]
    pub fn of<'p>(parts: impl IntoIterator<Item = &'p str>) -> Self {
        let mut path = Self::default();
        for part in parts {
            path.push(part);
        }
        path
    }

    /// Fields, ids and indexes, from the file down; none for the file as a whole.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(SEPARATOR).skip(1)
    }

    /// What the value is a part of; `None` for the file as a whole.
    #[must_use]
    pub fn owner(&self) -> Option<Self> {
        self.0.rfind(SEPARATOR).map(|end| Self(self.0[..end].to_owned()))
    }

    /// Whether this is the path of `whole`, or of a part of it.
    #[must_use]
    pub fn is_within(&self, whole: &Self) -> bool {
        self.0.strip_prefix(&whole.0).is_some_and(|rest| rest.is_empty() || rest.starts_with(SEPARATOR))
    }

    /// Goes into a part.
    pub(super) fn push(&mut self, part: &str) {
        self.0.push(SEPARATOR);
        self.0.push_str(part);
    }

    /// Bytes of the path, to go back to with [`Self::truncate`].
    pub(super) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Goes back to where the path had so many bytes.
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

/// A path kept as a list on the stack, so that checking a valid file allocates nothing for it.
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
    /// The file as a whole.
    pub const ROOT: At<'static> = At { parent: None, part: Part::Root };

    /// A field or an entry.
    pub const fn key(&'a self, key: &'a str) -> Self {
        Self { parent: Some(self), part: Part::Key(key) }
    }

    /// A value of a list or a tuple.
    pub const fn index(&'a self, index: usize) -> Self {
        Self { parent: Some(self), part: Part::Index(index) }
    }

    /// The same as a value of its own.
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
