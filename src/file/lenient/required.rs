//! Which fields must be there: learned from what `serde` misses, since the types do not say it otherwise.

use std::collections::BTreeSet;
use std::fmt;

/// The fields of a struct, by which it is known.
type Fields = &'static [&'static str];

/// The fields that must be there, as far as they were missed so far.
#[derive(Debug, Default)]
pub struct Required(BTreeSet<(Fields, &'static str)>);

impl Required {
    /// Those of the struct with these fields, in the order of the struct.
    pub fn of(&self, fields: Fields) -> Vec<&'static str> {
        fields.iter().copied().filter(|field| self.0.contains(&(fields, *field))).collect()
    }

    /// Learns from what stopped a reader; says whether there was something to learn.
    pub fn learn(&mut self, stop: &Stop) -> bool {
        match *stop {
            Stop::Missed(fields, field) => self.0.insert((fields, field)),
            Stop::Missing(_) | Stop::Other => false,
        }
    }
}

/// Why a reader stopped.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    /// A field is not there, of the struct that is being read.
    Missing(&'static str),
    /// The same, of the struct with these fields.
    Missed(Fields, &'static str),
    /// No mistake that a file can hold: readers put something in place of those.
    Other,
}

impl Stop {
    /// The same, of the struct with these fields if of none yet.
    pub fn of(self, fields: Fields) -> Self {
        match self {
            Self::Missing(field) => Self::Missed(fields, field),
            Self::Missed(..) | Self::Other => self,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Stop {}

impl serde::de::Error for Stop {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self::Other
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}
