//! Finds the fields of a type, and the field of a value by its path.

use super::choices::CHOICES;
use super::kinds::{Choices, Field, Kind, Row};
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

/// What the table says of the value at a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Described {
    /// The innermost field that has the value or a part of it.
    pub field: &'static Field,
    /// What the value is: the kind of the field, or of an entry of it.
    pub kind: Kind,
    /// Whether the whole path was found. If not, the rest of it is unknown, and this is about the value around it.
    pub is_exact: bool,
}

/// Finds the field of a value by its path, such as `services`, `talk`, `needs`, `login`, `weight`. `variant` is the name of the variant that
/// a value of several has on the way. `None` if not even the first part of the path is known.
#[must_use]
pub fn described<'p>(path: impl IntoIterator<Item = &'p str>, variant: Option<&str>) -> Option<Described> {
    let mut found: Option<Described> = None;
    for part in path {
        match step(found.map(|found| found.kind), part, variant) {
            Some(Step::Field(field)) => found = Some(Described { field, kind: field.kind, is_exact: true }),
            Some(Step::Entry(kind)) => found = found.map(|found| Described { kind, ..found }),
            None => return found.map(|found| Described { is_exact: false, ..found }),
        }
    }
    found
}

enum Step {
    Field(&'static Field),
    Entry(Kind),
}

/// The part of a value of this kind with this name or index; without a kind, the field of the file itself.
fn step(kind: Option<Kind>, part: &str, variant: Option<&str>) -> Option<Step> {
    let named = |fields: &'static [Field]| fields.iter().find(|field| field.name == part).map(Step::Field);
    let index = part.parse::<usize>().ok();
    match kind {
        None => named(row("Scenario")?.fields),
        Some(Kind::Row(of)) => named(row(of)?.fields),
        Some(Kind::Variant(of)) => {
            named(choices_of(of)?.choices.iter().find(|choice| Some(choice.name) == variant)?.fields)
        }
        Some(Kind::Map(_, entry)) => Some(Step::Entry(*entry)),
        Some(Kind::List(entry)) => index.map(|_| Step::Entry(*entry)),
        Some(Kind::Tuple(all)) => all.get(index?).copied().map(Step::Entry),
        Some(_) => None,
    }
}
