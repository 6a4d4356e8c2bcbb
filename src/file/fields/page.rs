//! The tables of fields on the page about scenario files.

use super::kinds::{Choice, Field, Kind, Unit};
use super::table::{choices, rows};
use crate::model::limits::Limits;
use crate::text::Texts;

/// The tables of all types, in Markdown and in English.
#[must_use]
pub fn page() -> String {
    let texts = Texts::english();
    let mut out = String::new();
    for row in rows() {
        out += &format!("\n### {}\n\n| field | value | default | meaning |\n|---|---|---|---|\n", title(row.name));
        for field in row.fields {
            let default = match field.default {
                _ if field.is_required => "*required*".to_owned(),
                Some(default) => format!("`{default}`"),
                None => String::new(),
            };
            let name = named(field.name, field.is_new);
            out += &format!("| {name} | {} | {default} | {} |\n", value(field, &texts), texts.get(field.help));
        }
    }
    for of in choices() {
        let has_fields = of.choices.iter().any(|choice| !choice.fields.is_empty());
        let head = if has_fields {
            "| variant | values | meaning |\n|---|---|---|\n"
        } else {
            "| word | meaning |\n|---|---|\n"
        };
        out += &format!("\n### {}\n\n{head}", title(of.name));
        for choice in of.choices {
            let values = if has_fields { format!(" {} |", fields(choice, &texts)) } else { String::new() };
            out += &format!("| {} |{values} {} |\n", named(choice.name, choice.is_new), texts.get(choice.help));
        }
    }
    out.push('\n');
    out
}

/// A type as the title of its table.
fn title(name: &str) -> String {
    if name == "Scenario" { "The file (`Scenario`)".to_owned() } else { format!("`{name}`") }
}

fn named(name: &str, is_new: bool) -> String {
    if is_new { format!("② `{name}`") } else { format!("`{name}`") }
}

fn fields(choice: &Choice, texts: &Texts) -> String {
    let one = |field: &Field| {
        let value = value(field, texts);
        let value =
            if choice.is_positional() { value } else { format!("{}: {value}", named(field.name, field.is_new)) };
        if field.is_required { value } else { format!("[{value}]") }
    };
    choice.fields.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The value of a field in words.
fn value(field: &Field, texts: &Texts) -> String {
    let unit = field.unit.map_or_else(String::new, |unit: Unit| format!(" ({})", texts.get(unit.key())));
    format!("{}{unit}", words(field.kind))
}

fn words(kind: Kind) -> String {
    let range = |limits: Limits| {
        let least = if limits.is_open {
            format!("more than {}, at most ", limits.least)
        } else {
            format!("{} to ", limits.least)
        };
        format!("{least}{}", limits.most)
    };
    match kind {
        Kind::Text => "text".to_owned(),
        Kind::Id => "id".to_owned(),
        Kind::Reference(table) => format!("id of `{table}`"),
        Kind::Plan => "name of a plan".to_owned(),
        Kind::Path => "path".to_owned(),
        Kind::Language => "`en` or `ko`".to_owned(),
        Kind::Cost => "number or text".to_owned(),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Whole { least, most } => format!("whole number, {least} to {most}"),
        Kind::Real(limits) => format!("number, {}", range(limits)),
        Kind::Permille(limits) => format!("number with at most three decimals, {}", range(limits)),
        Kind::Span => "duration".to_owned(),
        Kind::SomeSpan => "duration, more than zero".to_owned(),
        Kind::Length => "duration, more than zero, at most ten years".to_owned(),
        Kind::Start => "date and time".to_owned(),
        Kind::Moment => "time".to_owned(),
        Kind::When => "time, or `+` and a duration".to_owned(),
        Kind::TimeOfDay => "time of day".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Zone => "time zone".to_owned(),
        Kind::Row(name) | Kind::Variant(name) | Kind::Choice(name) => format!("[`{name}`](#{})", name.to_lowercase()),
        Kind::List(of) => format!("list of: {}", words(*of)),
        Kind::Map(key, of) => format!("map from {} to: {}", words(*key), words(*of)),
        Kind::Tuple(of) => format!("({})", of.iter().map(|kind| words(*kind)).collect::<Vec<_>>().join("; ")),
    }
}
