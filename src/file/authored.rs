//! A scenario as its author wrote it: rows that refer to each other by id, in the author's order. It may be wrong.

use std::sync::Arc;

use super::print::print;
use super::schema;
use super::write;
use crate::model::Scenario;

/// The author's form of a scenario, cheap to copy: what did not change is shared.
#[derive(Clone, Debug)]
pub struct Authored {
    rows: schema::Scenario,
    source: Option<Arc<SourceText>>,
}

/// What a file said when it was read; never changed.
#[derive(Debug)]
struct SourceText {
    text: Box<str>,
    rows: schema::Scenario,
}

impl Authored {
    /// Rows as they were read from this text.
    pub(super) fn read_from(rows: schema::Scenario, text: &str) -> Self {
        let source = SourceText { text: text.into(), rows: rows.clone() };
        Self { rows, source: Some(Arc::new(source)) }
    }

    /// The rows.
    #[must_use]
    pub const fn rows(&self) -> &schema::Scenario {
        &self.rows
    }

    /// The text that these rows were read from; `None` for what was made here, and once a row was changed.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.source.as_ref().filter(|source| source.rows == self.rows).map(|source| &*source.text)
    }

    /// The same with other rows, for a change of them.
    #[must_use]
    pub fn with_rows(&self, rows: schema::Scenario) -> Self {
        Self { rows, source: self.source.clone() }
    }

    /// The text of a file that says this, in its canonical form; loading it gives the same rows.
    #[must_use]
    pub fn to_ron(&self) -> String {
        print(&self.rows)
    }

    /// Whether a file of this would say the same as a file of `other`.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

/// What it says counts, not which text it was read from.
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

/// Worlds that no author wrote, such as generated ones, have a form all the same.
impl From<&Scenario> for Authored {
    fn from(scenario: &Scenario) -> Self {
        write::rows(scenario).into()
    }
}
