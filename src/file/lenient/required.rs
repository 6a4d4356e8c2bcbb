//! Which fields are required. The types do not show it, so it is learned from the fields whose absence `serde` reports.

use std::collections::BTreeSet;
use std::fmt;

/// The list of a struct's fields. It identifies the struct.
type Fields = &'static [&'static str];

/// The required fields that are known so far: each was missing once.
#[derive(Debug, Default)]
pub struct Required(BTreeSet<(Fields, &'static str)>);

impl Required {
    /// The known required fields of the struct with these fields, in the order of the struct.
    pub fn of(&self, fields: Fields) -> Vec<&'static str> {
        fields.iter().copied().filter(|field| self.0.contains(&(fields, *field))).collect()
    }

    /// Learns a required field from what stopped a reader. Returns whether it was new.
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
    /// A required field of the struct that is being read is missing.
    Missing(&'static str),
    /// A required field is missing from the struct with these fields.
    Missed(Fields, &'static str),
    /// Any other error. A mistake in a file does not cause it, since readers replace what they cannot read.
    Other,
}

impl Stop {
    /// Adds the struct's fields to a missing field, unless it already has those of an inner struct.
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
