//! Prints values of a tree in canonical form, as `print` does.

use super::tree::{Items, Shape, Value};

/// How new parts of a file are printed.
#[derive(Clone, Debug)]
pub struct Style {
    /// The end of a line.
    pub newline: &'static str,
    /// The indentation of one level.
    pub unit: String,
    /// Whether the names of structs must be written, as `#![enable(explicit_struct_names)]` demands.
    pub has_names: bool,
}

impl Style {
    /// The style of this text: its line ends, and the indentation of its first indented line.
    pub fn of(text: &str, header: &str) -> Self {
        let newline = if text.find('\n').is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" };
        let indented = text.lines().find_map(|line| {
            let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
            let is_field = line.trim_start().starts_with(|c: char| c.is_ascii_alphabetic());
            (blank > 0 && is_field).then(|| line[..blank].to_owned())
        });
        let unit = indented.filter(|unit| unit.len() <= 8).unwrap_or_else(|| "  ".to_owned());
        Self { newline, unit, has_names: header.contains("explicit_struct_names") }
    }
}

/// Prints a value. It has `tall` levels with a line for each entry, and stands in a line with this indentation.
pub fn put(out: &mut String, value: &Value, tall: usize, indent: &str, style: &Style) {
    match value {
        // A pointer is never new, so this is not reached. If it is, the text will not be accepted.
        Value::Same(_) => out.push('?'),
        Value::Leaf(text) => out.push_str(text),
        Value::Items(items) => put_items(out, items, tall, indent, style),
    }
}

fn put_items(out: &mut String, items: &Items, tall: usize, indent: &str, style: &Style) {
    open_items(out, items, style);
    let is_tall = tall > 0 && !items.entries.is_empty();
    let inner = if is_tall { format!("{indent}{}", style.unit) } else { indent.to_owned() };
    for (index, entry) in items.entries.iter().enumerate() {
        if is_tall {
            out.push_str(style.newline);
            out.push_str(&inner);
        } else if index > 0 {
            out.push(' ');
        }
        put_key(out, &entry.key);
        put(out, &entry.value, levels_inside(tall, &entry.key), &inner, style);
        if is_tall || index + 1 < items.entries.len() {
            out.push(',');
        }
    }
    if is_tall {
        out.push_str(style.newline);
        out.push_str(indent);
    }
    out.push(items.shape.brackets().1);
}

/// Prints the name and the opening bracket of a value with entries.
pub fn open_items(out: &mut String, items: &Items, style: &Style) {
    if let Some(name) = items.name
        && (items.shape != Shape::Fields || style.has_names)
    {
        out.push_str(name);
    }
    out.push(items.shape.brackets().0);
}

/// Prints the key of an entry, if it has one.
pub fn put_key(out: &mut String, key: &str) {
    if !key.is_empty() {
        out.push_str(key);
        out.push_str(": ");
    }
}

/// The levels of the whole file that have a line for each entry.
pub const LEVELS: usize = 2;

/// The levels with a line for each entry inside an entry of a value that has `tall` such levels.
pub fn levels_inside(tall: usize, key: &str) -> usize {
    // Translations are nested one level deeper than other rows.
    if tall == LEVELS && key == "translations" { LEVELS } else { tall.saturating_sub(1) }
}
