//! Reads a file that `ron` refused, and continues after each mistake in its notation and structure: signs and numbers that RON writes in
//! another way, brackets of another kind, unknown, missing and repeated fields, and values of a wrong type.
//!
//! `ron` stops at the first mistake. This reader records each mistake with its location, and goes on with the value that was probably
//! meant, or with a stand-in if there are several or none. Right numbers and texts are read by `ron`, so that both readers accept the
//! same notation.
//!
//! No library does this. `ronin-core` 0.1 reads on after a mistake and is fast (0.8 MB with 32,000 mistakes in 0.14 s), but of 17 usual slips
//! it does not notice seven (`20,000`, `0,5`, `True`, `null`, `5k`, `'text'`, and an unknown field, because it has no types), and says of the
//! others where a token was unexpected, or that the bracket around the whole file is not closed, and not what to write instead. `ron2` 0.3
//! can read on too (not measured); both give trees without types, so the values and most of what is here would still have to be made.

mod access;
mod number;
mod parts;
mod probe;
mod reader;
mod required;
mod scalars;
mod shapes;
mod stand_in;

use std::sync::LazyLock;

use serde::de::Deserialize;

use self::reader::Reader;
use self::required::Required;
use super::brackets::first_wrong;
use super::path::FieldPath;
use super::report::{MOST_PROBLEMS, Problem};
use super::schema;
use super::tokens::Location;
use crate::text::Saying;

/// The mistakes in the notation and the structure of a file.
#[derive(Debug, Default)]
pub struct Mistakes {
    /// The first mistakes, in reading order. At most [`MOST_PROBLEMS`].
    pub problems: Vec<Problem>,
    /// The number of mistakes that are not in `problems`, because there are too many.
    pub more: usize,
    /// The paths of the values that could not be read.
    pub stand_ins: Vec<FieldPath>,
    /// Whether a value that could not be read may have contained a text.
    pub lost_text: bool,
    /// Whether the text was read only up to a mistake, so that nothing can be said of what is missing.
    pub is_cut: bool,
    /// The location of the first mistake in the notation.
    pub notation: Option<Location>,
}

impl Mistakes {
    /// Adds a mistake in the notation.
    fn slip(&mut self, location: Location, path: &FieldPath, (message, remedy): (Saying, Saying)) {
        self.mark(location);
        self.say(location, path, || (message, remedy));
    }

    /// Records that the notation is wrong here.
    fn mark(&mut self, location: Location) {
        self.notation = Some(self.notation.map_or(location, |first| first.min(location)));
    }

    fn say(&mut self, location: Location, path: &FieldPath, words: impl FnOnce() -> (Saying, Saying)) {
        if self.problems.len() < MOST_PROBLEMS {
            let (message, remedy) = words();
            self.problems.push(Problem { location: Some(location), message, remedy, path: path.clone() });
        } else {
            self.more += 1;
        }
    }
}

/// Reads the rows as far as possible, and returns them with all mistakes. `None` if they cannot be read even with stand-ins.
pub fn read(text: &str) -> Option<(schema::Scenario, Mistakes)> {
    static REQUIRED: LazyLock<Required> = LazyLock::new(probe::required::<schema::Scenario>);
    let mut reader = Reader::new(text, first_wrong(text), &REQUIRED);
    let rows = schema::Scenario::deserialize(&mut reader).ok()?;
    Some((rows, reader.mistakes))
}
