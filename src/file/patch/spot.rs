//! What is written again: a text, a value in it, and the entries that it will have.

use std::ops::Range;

use super::put::{Style, levels_inside};
use super::scan::{Part, Scan};

/// The depths from which on a value that differs is printed as a whole, in the order in which they are tried.
pub const ATTEMPTS: [usize; 4] = [usize::MAX, 2, 1, 0];

/// Writes a text again with other values.
#[derive(Clone, Debug)]
pub struct Writing<'t> {
    /// The text as it was.
    pub scan: Scan<'t>,
    /// How new parts are printed.
    pub style: Style,
    /// From this depth on, a value that is not equal is printed as a whole. The file has depth 0, its fields 1, and rows 2.
    pub whole_from: usize,
    /// Whether the text has parts that could not be read, and lacks parts that the values have.
    pub is_draft: bool,
}

/// A value of the text, and where it is in the file.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The value in the text.
    pub range: Range<usize>,
    /// How many values it is in.
    pub depth: usize,
    /// How many of its levels have a line for each entry if they are printed.
    pub tall: usize,
    /// The indentation of its line.
    pub indent: String,
}

/// An entry of the new text, by its indices in the text and in the new value.
#[derive(Clone, Copy, Debug)]
pub enum Item {
    /// It is where it was. It has no new value if it says a default value that need not be said.
    Stays(usize, Option<usize>),
    /// It was at another position.
    Moves(usize, usize),
    /// It is new.
    New(usize),
}

impl Writing<'_> {
    /// The spot of an entry of this node.
    pub fn inside(&self, spot: &Spot, part: &Part, key: &str) -> Spot {
        Spot {
            range: part.value.clone(),
            depth: spot.depth + 1,
            tall: levels_inside(spot.tall, key),
            indent: self.indent_of_line(part.start()),
        }
    }

    /// The blanks with which the line of this offset begins.
    pub fn indent_of_line(&self, at: usize) -> String {
        let line = self.scan.text[..at].rfind('\n').map_or(0, |end| end + 1);
        self.scan.text[line..at].chars().take_while(|c| matches!(c, ' ' | '\t')).collect()
    }
}
