//! What the table says of a field: its type, unit, range and default.

use crate::model::limits::{LATITUDE, LONGITUDE, Limits, MOST_PEOPLE, MOST_SERVERS, SHARE};

/// A field of a row, or of a variant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Its name in a file. The index, if the values of a variant have no names.
    pub name: &'static str,
    /// What values it has.
    pub kind: Kind,
    /// Whether it must be there.
    pub is_required: bool,
    /// The value, as in a file, that it has if it is left out. `None` if there is no such value, or it depends on other fields; then the help
    /// says what is meant.
    pub default: Option<&'static str>,
    /// The unit of its numbers.
    pub unit: Option<Unit>,
    /// Whether version 1 of the format does not have it.
    pub is_new: bool,
    /// The key of the text that says in one sentence what it means.
    pub help: &'static str,
}

impl Field {
    /// A field with this name and kind, and the key of its help, that may be left out.
    pub(super) const fn new(name: &'static str, kind: Kind, help: &'static str) -> Self {
        Self { name, kind, is_required: false, default: None, unit: None, is_new: false, help }
    }

    /// The field, if it must be there.
    pub(super) const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// The field, if version 1 of the format does not have it.
    pub(super) const fn since_two(self) -> Self {
        Self { is_new: true, ..self }
    }

    /// The field with this default.
    pub(super) const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// The field with this unit.
    pub(super) const fn in_unit(self, unit: Unit) -> Self {
        Self { unit: Some(unit), ..self }
    }
}

/// A type of rows or of values with fields.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The name of its type, which may stand before its bracket in a file.
    pub name: &'static str,
    /// Its fields, in the order of the format.
    pub fields: &'static [Field],
}

/// A type of which a value is one of several words or variants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choices {
    /// The name of the type.
    pub name: &'static str,
    /// The words or variants, in the order of the format.
    pub choices: &'static [Choice],
}

/// A word, or a variant with fields.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Its name in a file.
    pub name: &'static str,
    /// The key of the text that says in one sentence what it means.
    pub help: &'static str,
    /// Whether version 1 of the format does not have it.
    pub is_new: bool,
    /// Its fields. If they have no names, they are called by their index. Those of a variant that version 1 does not have are new with it.
    pub fields: &'static [Field],
}

impl Choice {
    /// A word, and the key of its help.
    pub(super) const fn word(name: &'static str, help: &'static str) -> Self {
        Self::new(name, help, &[])
    }

    /// A variant with these fields, and the key of its help.
    pub(super) const fn new(name: &'static str, help: &'static str, fields: &'static [Field]) -> Self {
        Self { name, help, is_new: false, fields }
    }

    /// The word or variant, if version 1 of the format does not have it.
    pub(super) const fn since_two(self) -> Self {
        Self { is_new: true, ..self }
    }

    /// Whether its values stand in a file without names.
    #[must_use]
    pub fn is_positional(&self) -> bool {
        self.fields.first().is_some_and(|field| field.name == "0")
    }
}

/// What values a field has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A text for people.
    Text,
    /// The id of a row: letters from a to z, digits, `-`, `_`, `.`, `/` and `:`.
    Id,
    /// The id of a row of this table.
    Reference(&'static str),
    /// The name of a plan.
    Plan,
    /// The path of a value.
    Path,
    /// The tag of a language.
    Language,
    /// A number or a text.
    Cost,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Whole {
        /// The smallest that is accepted.
        least: u64,
        /// The largest that is accepted.
        most: u64,
    },
    /// A number.
    Real(Limits),
    /// A number with at most three decimals.
    Permille(Limits),
    /// A duration.
    Span,
    /// A duration longer than zero.
    SomeSpan,
    /// The length of a run, which may be in months and years.
    Length,
    /// The date and time at which a run starts.
    Start,
    /// A time of the run.
    Moment,
    /// A time of the run, or `+` and a duration after the first strike.
    When,
    /// A time of day.
    TimeOfDay,
    /// A date.
    Date,
    /// A time zone.
    Zone,
    /// A row of this type.
    Row(&'static str),
    /// One of the variants of this type.
    Variant(&'static str),
    /// One of the words of this type.
    Choice(&'static str),
    /// A list.
    List(&'static Self),
    /// A map, by what its keys and its values are.
    Map(&'static Self, &'static Self),
    /// So many values in brackets.
    Tuple(&'static [Self]),
}

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are words")]
pub enum Unit {
    Servers,
    People,
    Kilometres,
    Retries,
    Runs,
    Days,
    /// A share in an hour.
    PerHour,
    /// The currency of the company.
    Price,
}

impl Unit {
    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Servers => "field-unit-servers",
            Self::People => "field-unit-people",
            Self::Kilometres => "field-unit-kilometres",
            Self::Retries => "field-unit-retries",
            Self::Runs => "field-unit-runs",
            Self::Days => "field-unit-days",
            Self::PerHour => "field-unit-per-hour",
            Self::Price => "field-unit-price",
        }
    }
}

/// A number of servers.
pub(super) const SERVERS: Kind = Kind::Whole { least: 0, most: MOST_SERVERS };
/// A number of people, or anything else that there can be as many of.
pub(super) const PEOPLE: Kind = Kind::Whole { least: 0, most: MOST_PEOPLE };
/// A point on the globe.
pub(super) const POINT: Kind = Kind::Tuple(&[Kind::Real(LATITUDE), Kind::Real(LONGITUDE)]);
/// A dark share from a time on.
pub(super) const DARK_STEP: Kind = Kind::Tuple(&[Kind::Span, Kind::Permille(SHARE)]);
