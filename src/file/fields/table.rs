//! Finds the fields of a type.

use super::choices::CHOICES;
use super::kinds::{Choices, Field, Row};
use super::market::MARKET;
use super::plans::PLANS;
use super::world::WORLD;

/// All types with fields. The first is the file itself.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    [WORLD, MARKET, PLANS].into_iter().flatten()
}

/// All types of which a value is one of several.
pub fn choices() -> impl Iterator<Item = &'static Choices> {
    CHOICES.iter()
}

/// The type with fields of this name, such as `Service`.
#[must_use]
pub fn row(name: &str) -> Option<&'static Row> {
    rows().find(|row| row.name == name)
}

/// The type with this name of which a value is one of several, such as `Act`.
#[must_use]
pub fn choices_of(name: &str) -> Option<&'static Choices> {
    choices().find(|choices| choices.name == name)
}

/// A field of a type, such as `users` of `Service`.
#[must_use]
pub fn field(of: &str, name: &str) -> Option<&'static Field> {
    row(of)?.fields.iter().find(|field| field.name == name)
}
