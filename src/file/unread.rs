//! The texts of values that could not be read: what their author wrote in place of a number or a duration. The editor shows them, because
//! the stand-in that replaces such a value says nothing.

use std::collections::BTreeMap;

use super::locate;
use super::path::FieldPath;
use super::tokens::Location;

/// The most values whose texts are looked for.
pub const MOST: usize = 1_000;
/// The most letters of a text that are kept.
const MOST_LETTERS: usize = 200;

/// The texts of the values with these paths, as far as they are in one line of the file.
pub fn unread_texts<'p>(text: &str, paths: impl Iterator<Item = &'p FieldPath>) -> BTreeMap<FieldPath, Box<str>> {
    let mut sought: Vec<(Location, &FieldPath)> = locate::find(text, paths.take(MOST))
        .into_iter()
        .filter_map(|(path, locations)| Some((*locations.last()?, path)))
        .collect();
    sought.sort_unstable();
    let mut lines = text.split('\n').enumerate();
    let mut line = lines.next();
    let mut texts = BTreeMap::new();
    for (location, path) in sought {
        while line.is_some_and(|(number, _)| number + 1 < location.line) {
            line = lines.next();
        }
        let Some((_, words)) = line else { break };
        let column: usize = words.chars().take(location.column - 1).map(char::len_utf8).sum();
        let key = path.parts().last().unwrap_or_default();
        let written: String = value(after_key(&words[column..], key)).chars().take(MOST_LETTERS).collect();
        if !written.is_empty() {
            texts.insert(path.clone(), written.into());
        }
    }
    texts
}

/// What follows the key of an entry of a map, which is where such an entry begins.
fn after_key<'t>(line: &'t str, key: &str) -> &'t str {
    let rest = line.strip_prefix('"').and_then(|line| line.strip_prefix(key)).and_then(|line| line.strip_prefix('"'));
    rest.and_then(|rest| rest.trim_start().strip_prefix(':')).unwrap_or(line)
}

/// The value with which the line begins: up to the comma, the bracket or the comment that ends it.
fn value(line: &str) -> &str {
    let bytes = line.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
    for (at, letter) in line.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_text => is_escaped = true,
            '"' => is_text = !is_text,
            _ if is_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth > 0 => depth -= 1,
            ')' | ']' | '}' => return line[..at].trim(),
            // A comma between digits is part of a number, as many people write it.
            ',' if depth == 0 && !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))) => return line[..at].trim(),
            '/' if matches!(bytes.get(at + 1), Some(b'/' | b'*')) => return line[..at].trim(),
            _ => {}
        }
    }
    line.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_value_is_what_its_author_wrote() {
        let text = "(\n  a: \"many, or more\", // all\n  b: 1,5, c: { \"x\": soon, \"y\": [2, 3] },\n  d: ab";
        let paths = [&["a"][..], &["b"], &["c", "x"], &["c", "y"], &["d"], &["e"]];
        let paths = paths.map(|parts| FieldPath::of(parts.iter().copied()));
        let found = unread_texts(text, paths.iter());
        let texts: Vec<&str> = paths.iter().map(|path| found.get(path).map_or("-", |text| text)).collect();
        assert_eq!(texts, ["\"many, or more\"", "1,5", "soon", "[2, 3]", "ab", "-"]);
    }
}
