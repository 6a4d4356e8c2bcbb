//! The required fields of each struct. The types do not show which fields are required, so they are learnt when `serde` reports that one
//! is missing.

use std::collections::BTreeSet;
use std::fmt;

/// The names of all fields of a struct. This list identifies the struct.
pub type Fields = &'static [&'static str];

/// The required fields that are known so far, each with the struct to which it belongs.
#[derive(Debug, Default)]
pub struct Required(BTreeSet<(Fields, &'static str)>);

impl Required {
    /// The known required fields of the struct with these fields, in the order of the struct.
    pub fn of(&self, fields: Fields) -> Vec<&'static str> {
        fields.iter().copied().filter(|field| self.0.contains(&(fields, *field))).collect()
    }

    /// If a reader stopped because a required field is missing, adds this field. Returns whether a field was added that was not known.
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
    /// Converts [`Self::Missing`] to [`Self::Missed`] with these fields of the struct. Other values stay the same: a missing field of an
    /// inner struct already has the fields of that struct.
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
