//! The sentences about a field: what it means, which values it takes, in which unit, what holds if it is left out, and what a file calls it.

use crate::file::fields::{Described, Kind};
use crate::model::limits::Limits;
use crate::text::Texts;
use crate::units::text;

/// From this number on, digits are grouped.
const LARGE: f64 = 1_000.0;

/// The sentences about a field: its meaning, its values, its unit, its default and its name in a file.
pub(super) fn lines(described: Described, texts: &Texts) -> Vec<String> {
    let Described { field, kind, .. } = described;
    let default = || field.default.filter(|default| !default.starts_with(['{', '[']));
    let otherwise = if field.is_required {
        Some(texts.get("help-required").to_owned())
    } else {
        default().map(|default| texts.with("help-default", &[("default", default)]))
    };
    let unit = field.unit.map(|unit| texts.with("help-unit", &[("unit", texts.get(unit.key()))]));
    let meaning = Some(texts.get(field.help).to_owned());
    // The values of some variants have no names.
    let is_named = !field.name.starts_with(|letter: char| letter.is_ascii_digit());
    let in_file = is_named.then(|| texts.with("help-in-file", &[("name", field.name)]));
    [meaning, values(kind, texts), unit, otherwise, in_file].into_iter().flatten().collect()
}

/// Which values a field takes. `None` if the control shows that.
fn values(kind: Kind, texts: &Texts) -> Option<String> {
    let fixed = |key| Some(texts.get(key).to_owned());
    match kind {
        Kind::Text
        | Kind::Id
        | Kind::Reference(_)
        | Kind::Plan
        | Kind::Language
        | Kind::Flag
        | Kind::Cost
        | Kind::Row(_)
        | Kind::Variant(_)
        | Kind::Choice(_) => None,
        Kind::Path => fixed("help-path"),
        Kind::Whole { least, most } => Some(range("help-whole", &text::exact(least), &text::exact(most), texts)),
        Kind::Real(limits) => Some(number(["help-real", "help-real-above"], limits, texts)),
        Kind::Permille(limits) => Some(number(["help-permille", "help-permille-above"], limits, texts)),
        Kind::Span => fixed("help-span"),
        Kind::SomeSpan => fixed("help-some-span"),
        Kind::Length => fixed("help-length"),
        Kind::Start => fixed("help-start"),
        Kind::Moment => fixed("help-moment"),
        Kind::When => fixed("help-when"),
        Kind::TimeOfDay => fixed("help-time-of-day"),
        Kind::Date => fixed("help-date"),
        Kind::Zone => fixed("help-zone"),
        Kind::List(entry) | Kind::Map(_, entry) => values(*entry, texts),
        Kind::Tuple(entries) => {
            let mut all: Vec<String> = entries.iter().filter_map(|entry| values(*entry, texts)).collect();
            all.dedup();
            Some(all.join(" ")).filter(|words| !words.is_empty())
        }
    }
}

fn range(key: &'static str, least: &str, most: &str, texts: &Texts) -> String {
    texts.with(key, &[("least", least), ("most", most)])
}

/// The first key is for numbers from the smallest one on, the second for numbers above it.
fn number([from, above]: [&'static str; 2], limits: Limits, texts: &Texts) -> String {
    let written = |number: f64| {
        if number.abs() < LARGE { number.to_string() } else { text::exact(number as u64) }
    };
    range(if limits.is_open { above } else { from }, &written(limits.least), &written(limits.most), texts)
}
