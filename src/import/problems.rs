//! The problems of an import, each with its source, row and column.

use crate::text::Saying;

/// The maximum number of problems that are listed. Further ones are only counted, because nobody would read a longer list.
const MOST: usize = 200;

/// Where something stands in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The name of the source.
    pub source: String,
    /// The row of a table, counted from 1 as spreadsheets do, or the line of a catalogue.
    pub row: Option<usize>,
    /// The index of the column and its heading.
    pub column: Option<(usize, String)>,
}

impl Origin {
    /// The same place in another column.
    pub(super) fn column(&self, index: usize, heading: &str) -> Self {
        Self { column: Some((index, heading.to_owned())), ..self.clone() }
    }

    /// The place in words.
    #[must_use]
    pub fn saying(&self) -> Saying {
        let source = || Saying::from(self.source.as_str());
        match (self.row, &self.column) {
            (None, _) => source(),
            (Some(row), None) => Saying::of("import-at-row", [("source", source()), ("row", row.to_string().into())]),
            (Some(row), Some((column, heading))) => Saying::of(
                "import-at-cell",
                [
                    ("source", source()),
                    ("row", row.to_string().into()),
                    ("column", letters(*column).into()),
                    ("heading", heading.as_str().into()),
                ],
            ),
        }
    }
}

/// The letters of a column: `A`, `B`, ..., `Z`, `AA`, and so on.
pub(super) fn letters(index: usize) -> String {
    let (mut rest, mut letters) = (index + 1, Vec::new());
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// Where it is.
    pub at: Origin,
    /// What is wrong.
    pub message: Saying,
    /// How to correct it.
    pub remedy: Saying,
    /// Whether the import goes on without the cell, because the person has asked for that.
    pub is_skipped: bool,
}

/// The problems that were found so far.
#[derive(Debug)]
pub(super) struct Problems {
    listed: Vec<ImportProblem>,
    more: usize,
    skips_unreadable: bool,
    /// What can be imported as it is, and may be meant otherwise.
    doubts: Vec<ImportProblem>,
    more_doubts: usize,
}

/// What was found, in the order of the sources, their rows and their columns.
#[derive(Debug)]
pub(super) struct FoundProblems {
    pub problems: Vec<ImportProblem>,
    pub more_problems: usize,
    pub doubts: Vec<ImportProblem>,
    pub more_doubts: usize,
}

impl Problems {
    pub(super) const fn new(skips_unreadable: bool) -> Self {
        Self { listed: Vec::new(), more: 0, skips_unreadable, doubts: Vec::new(), more_doubts: 0 }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// A cell cannot be read. The import may go on without it.
    pub(super) fn cell(&mut self, at: Origin, message: Saying, remedy: Saying) {
        self.add(ImportProblem { at, message, remedy, is_skipped: self.skips_unreadable });
    }

    /// Something cannot be imported at all.
    pub(super) fn fault(&mut self, at: Origin, message: Saying, remedy: Saying) {
        self.add(ImportProblem { at, message, remedy, is_skipped: false });
    }

    /// A source as a whole cannot be imported.
    pub(super) fn whole(&mut self, source: &str, message: &'static str, remedy: &'static str) {
        let at = Origin { source: source.to_owned(), ..Origin::default() };
        self.fault(at, Saying::plain(message), Saying::plain(remedy));
    }

    /// Something is imported as it is written, and may be meant otherwise. The import goes on.
    pub(super) fn doubt(&mut self, at: Origin, message: Saying, remedy: Saying) {
        if self.doubts.len() < MOST {
            self.doubts.push(ImportProblem { at, message, remedy, is_skipped: false });
        } else {
            self.more_doubts += 1;
        }
    }

    fn add(&mut self, problem: ImportProblem) {
        // What stops the import is listed, even if many cells before it were skipped.
        if self.listed.len() < MOST {
            self.listed.push(problem);
        } else {
            self.more += 1;
            if !problem.is_skipped && self.listed.iter().all(|other| other.is_skipped) {
                self.listed[MOST - 1] = problem;
            }
        }
    }

    /// What was found, in the order of the sources, their rows and their columns.
    pub(super) fn finish(mut self, sources: &[&str]) -> FoundProblems {
        for list in [&mut self.listed, &mut self.doubts] {
            list.sort_by_key(|ImportProblem { at, .. }| {
                let source = sources.iter().position(|name| *name == at.source).unwrap_or(sources.len());
                (source, at.row, at.column.as_ref().map(|(index, _)| *index))
            });
        }
        // What is said of several rows at once hides no slip of a single row.
        self.doubts.sort_by_key(|doubt| doubt.at.row.is_none());
        FoundProblems {
            problems: self.listed,
            more_problems: self.more,
            doubts: self.doubts,
            more_doubts: self.more_doubts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, Problems, letters};
    use crate::text::Saying;

    #[test]
    fn what_is_doubted_about_several_rows_comes_last() {
        let mut problems = Problems::new(false);
        for row in [None, Some(7), Some(2)] {
            let at = Origin { source: "a.csv".to_owned(), row, column: None };
            problems.doubt(at, Saying::plain("import-no-place"), Saying::plain("import-no-place-remedy"));
        }
        let rows: Vec<Option<usize>> = problems.finish(&["a.csv"]).doubts.iter().map(|doubt| doubt.at.row).collect();
        assert_eq!(rows, [Some(2), Some(7), None]);
    }

    #[test]
    fn columns_have_the_letters_of_spreadsheets() {
        let named = [0, 1, 25, 26, 27, 51, 52, 701, 702].map(letters);
        assert_eq!(named, ["A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
    }
}
