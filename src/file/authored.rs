//! A scenario in its author's form: the rows of a file, which refer to each other by id, in the author's order. The values may be invalid.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::patch::{formatted, patched, patched_draft};
use super::path::FieldPath;
use super::print::print;
use super::schema;
use super::version::raised;
use super::write;
use crate::model::Scenario;

/// A scenario in its author's form. Copying it is cheap, because copies share all rows that were not changed.
#[derive(Clone, Debug)]
pub struct Authored {
    rows: schema::Scenario,
    source: Option<Arc<SourceText>>,
}

/// The text of a file and the rows that were read from it. This value is never changed.
#[derive(Debug)]
struct SourceText {
    text: Box<str>,
    rows: schema::Scenario,
    /// Whether the text stood after a byte order mark in the file.
    has_mark: bool,
    /// The texts of the values that could not be read, by their paths, if only the lenient reader could read the text. Then parts of the text
    /// are not in the rows.
    unread: Option<BTreeMap<FieldPath, Box<str>>>,
}

impl Authored {
    /// A scenario of the rows that were read from this text, which is the content of a file without its byte order mark.
    pub(super) fn read_from(rows: schema::Scenario, text: &str, has_mark: bool) -> Self {
        let source = SourceText { text: text.into(), rows: rows.clone(), has_mark, unread: None };
        Self { rows, source: Some(Arc::new(source)) }
    }

    /// The same form with the texts of the values that could not be read, if only the lenient reader could read the text.
    pub(super) fn with_unread(self, unread: Option<BTreeMap<FieldPath, Box<str>>>) -> Self {
        if unread.is_none() {
            return self;
        }
        let as_draft = |source: Arc<SourceText>| {
            let SourceText { text, rows, has_mark, .. } = &*source;
            Arc::new(SourceText { text: text.clone(), rows: rows.clone(), has_mark: *has_mark, unread })
        };
        Self { source: self.source.map(as_draft), ..self }
    }

    /// What the author wrote in place of the value with this path, if the value could not be read. A stand-in is in the rows.
    #[must_use]
    pub fn unread(&self, path: &FieldPath) -> Option<&str> {
        self.source.as_ref()?.unread.as_ref()?.get(path).map(|text| &**text)
    }

    /// Whether only the lenient reader could read the text from which the scenario was read. Then the text has parts that the rows do not
    /// have.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.unread.is_some())
    }

    /// The rows of the scenario.
    #[must_use]
    pub const fn rows(&self) -> &schema::Scenario {
        &self.rows
    }

    /// The text from which the rows were read. `None` if they were not read from a text, or were changed since then.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.source.as_ref().filter(|source| source.rows == self.rows).map(|source| &*source.text)
    }

    /// The text from which the scenario was read, even if rows were changed since then. `None` if it was not read from a text.
    #[must_use]
    pub fn text_as_read(&self) -> Option<&str> {
        self.source.as_ref().map(|source| &*source.text)
    }

    /// A copy with `rows` in place of its own rows. It is used after a change of the rows.
    #[must_use]
    pub fn with_rows(&self, rows: schema::Scenario) -> Self {
        Self { rows, source: self.source.clone() }
    }

    /// The scenario as the text of a file, in canonical form. Loading that text gives the same rows.
    #[must_use]
    pub fn to_ron(&self) -> String {
        print(&self.rows)
    }

    /// The scenario as the text of a file. If it was read from a text, that text, in which only what was changed is different: comments,
    /// order and layout are those of its author. Loading the text gives the same rows.
    #[must_use]
    pub fn to_file(&self) -> String {
        let Some(source) = &self.source else { return self.to_ron() };
        let mark = if source.has_mark { "\u{feff}" } else { "" };
        if source.rows == self.rows {
            return format!("{mark}{}", source.text);
        }
        let firedrill = raised(&self.rows, &source.rows);
        let rows = schema::Scenario { firedrill, ..self.rows.clone() };
        let patched = if source.unread.is_some() { patched_draft } else { patched };
        format!("{mark}{}", patched(&source.text, &source.rows, &rows))
    }

    /// The scenario as the text of a file in canonical form, with the comments of the text that it was read from, if it was read from one.
    #[must_use]
    pub fn to_canonical(&self) -> String {
        let Some(source) = &self.source else { return self.to_ron() };
        let mark = if source.has_mark { "\u{feff}" } else { "" };
        let text = self.to_file();
        format!("{mark}{}", formatted(text.trim_start_matches('\u{feff}'), &self.rows))
    }

    /// Whether both scenarios have equal rows. The texts that they were read from do not matter.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

/// Two scenarios are equal if their rows are, no matter which texts they were read from.
impl PartialEq for Authored {
    fn eq(&self, other: &Self) -> bool {
        self.says_the_same(other)
    }
}

impl From<schema::Scenario> for Authored {
    fn from(rows: schema::Scenario) -> Self {
        Self { rows, source: None }
    }
}

/// Converts a scenario that was not read from a file, such as a generated one, to an author's form.
impl From<&Scenario> for Authored {
    fn from(scenario: &Scenario) -> Self {
        write::rows(scenario).into()
    }
}
