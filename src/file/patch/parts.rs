//! The fields of a row, each as it is printed in a file, and a row made of such fields.

use serde::de::DeserializeOwned;
use serde::ser::Serialize;

use super::put::{Style, put};
use super::tree::{Value, of_row};
use crate::file::syntax::options;

/// How a value is printed in one line.
const IN_LINE: Style = Style { newline: "\n", unit: String::new(), has_names: false };

/// The fields of a row that have no default value, in the order of the format, each with its value as it is printed.
pub fn parts(row: &impl Serialize) -> Vec<(String, String)> {
    let Value::Items(items) = of_row(row) else { return Vec::new() };
    let part = |entry: super::tree::Entry| (entry.key, printed(&entry.value));
    items.entries.into_iter().map(part).collect()
}

/// A row in one line, as it is printed.
pub fn in_line(row: &impl Serialize) -> String {
    printed(&of_row(row))
}

fn printed(value: &Value) -> String {
    let mut out = String::new();
    put(&mut out, value, 0, "", &IN_LINE);
    out
}

/// The row with these fields. `None` if there is no such row.
pub fn from_parts<T: DeserializeOwned>(parts: &[(String, String)]) -> Option<T> {
    let fields: Vec<String> = parts.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    options().from_str(&format!("({})", fields.join(", "))).ok()
}
