//! Writes a text in canonical form, with all its comments.
//!
//! Without comments the result is what `print` writes. Comments stay beside what they are about: those above an entry or between its key
//! and its value above it, those after it after its comma. A value with a comment that ends its line has a line for each entry. One blank
//! line beside a comment is kept, other blank lines are not.

use std::ops::Range;

use super::gaps::lead;
use super::put::{LEVELS, Style, levels_inside, open_items, put, put_key};
use super::scan::{Comment, Node, Scan};
use super::tree::{Items, Value};

/// Writes a text in canonical form.
#[derive(Clone, Debug)]
pub struct Layout<'t> {
    /// The text.
    pub scan: Scan<'t>,
    /// How values are printed.
    pub style: Style,
}

/// A comment above an entry or at the end of a value.
#[derive(Clone, Debug)]
struct Above<'t> {
    has_blank_before: bool,
    text: &'t str,
    has_blank_after: bool,
}

/// The comments of an entry.
#[derive(Clone, Debug, Default)]
struct Notes<'t> {
    above: Vec<Above<'t>>,
    after: Vec<&'t str>,
}

impl<'t> Layout<'t> {
    /// The text with these values, which were read from it.
    pub fn file(&self, value: &Value) -> String {
        let range = self.scan.root();
        let (header, rest) = (&self.scan.text[..range.start], &self.scan.text[range.end..]);
        let mut out = String::new();
        if !header.trim().is_empty() {
            out.push_str(header.trim());
            let is_apart = header[header.trim_end().len()..].matches('\n').count() > 1;
            out.push_str(&self.style.newline.repeat(if is_apart { 2 } else { 1 }));
        }
        self.value(&mut out, value, Some(range), LEVELS, "");
        let rest = rest.trim_end();
        if rest.contains('\n') {
            out.push_str(rest);
        } else if !rest.is_empty() {
            out.push(' ');
            out.push_str(rest.trim_start());
        }
        out.push_str(self.style.newline);
        out
    }

    fn text(&self, comment: &Comment) -> &'t str {
        self.scan.text[comment.range.clone()].trim_end()
    }

    fn value(&self, out: &mut String, value: &Value, range: Option<Range<usize>>, tall: usize, indent: &str) {
        let node = range.and_then(|range| self.scan.node(&range));
        match (value, node) {
            (Value::Items(items), Some(node)) => self.items(out, items, &node, tall, indent),
            _ => put(out, value, tall, indent, &self.style),
        }
    }

    /// The comments of an entry: above it and after it.
    fn notes(&self, node: &Node, index: usize) -> Notes<'t> {
        let part = &node.parts[index];
        let skipped = if index == 0 { lead(self.scan, node, 0).header.len() } else { 0 };
        let mut above = self.above(&(part.lead + skipped..part.start()));
        // Comments inside of brackets are those of the entries there.
        let inside = self.scan.node(&part.value).map_or(part.value.end..part.value.end, |node| node.open..node.close);
        let own = self.scan.comments(&(part.start()..inside.start)).into_iter();
        let own = own.chain(self.scan.comments(&(inside.end..part.value.end)));
        above.extend(own.map(|comment| Above {
            has_blank_before: false,
            text: self.text(&comment),
            has_blank_after: false,
        }));
        let mut after: Vec<&str> =
            self.scan.comments(&(part.value.end..part.end)).iter().map(|it| self.text(it)).collect();
        // Only the last one may end the line.
        if let Some((_, others)) = after.split_last()
            && others.iter().any(|comment| comment.starts_with("//"))
        {
            let all = std::mem::take(&mut after);
            above.extend(all.into_iter().map(|text| Above { has_blank_before: false, text, has_blank_after: false }));
        }
        Notes { above, after }
    }

    /// The comments in a range of blanks and comments.
    fn above(&self, range: &Range<usize>) -> Vec<Above<'t>> {
        let comments = self.scan.comments(range);
        let is_blank = |from: usize, to: usize| self.scan.text[from..to].matches('\n').count() > 1;
        let note = |(index, comment): (usize, &Comment)| {
            let next = comments.get(index + 1).map_or(range.end, |next| next.range.start);
            Above {
                has_blank_before: index == 0 && is_blank(range.start, comment.range.start),
                text: self.text(comment),
                has_blank_after: is_blank(comment.range.end, next),
            }
        };
        comments.iter().enumerate().map(note).collect()
    }

    /// For each entry of the value the index of its part in the text. Fields of the text that the value does not have are left out.
    fn order(&self, items: &Items, node: &Node) -> Vec<Option<usize>> {
        let of_entry = |(index, key): (usize, &str)| {
            if items.shape.has_fields() {
                node.parts.iter().position(|part| self.scan.name(part) == key)
            } else {
                (index < node.parts.len()).then_some(index)
            }
        };
        items.entries.iter().map(|entry| entry.key.as_str()).enumerate().map(of_entry).collect()
    }

    fn items(&self, out: &mut String, items: &Items, node: &Node, tall: usize, indent: &str) {
        let comments = self.scan.comments(&(node.open..node.close));
        let ends_a_line = |comment: &Comment| comment.is_line || self.text(comment).contains('\n');
        let is_tall =
            comments.iter().any(ends_a_line) || (tall > 0 && !(items.entries.is_empty() && comments.is_empty()));
        let order = self.order(items, node);
        let mut notes: Vec<Notes<'t>> =
            order.iter().map(|index| index.map_or_else(Notes::default, |index| self.notes(node, index))).collect();
        let mut end = self.above(&(node.parts.last().map_or(node.open, |part| part.end)..node.close));
        // The comments of a field that need not be said stay with the next one.
        for gone in (0..node.parts.len()).filter(|index| !order.contains(&Some(*index))) {
            let Notes { mut above, after } = self.notes(node, gone);
            let part = &node.parts[gone];
            let inside = self.scan.comments(&part.value);
            let inside =
                inside.iter().map(|comment| self.text(comment)).filter(|text| above.iter().all(|it| it.text != *text));
            let inside: Vec<&str> = inside.chain(after).collect();
            above.extend(inside.into_iter().map(|text| Above {
                has_blank_before: false,
                text,
                has_blank_after: false,
            }));
            let next = order.iter().position(|index| index.is_some_and(|index| index > gone));
            let to = next.map_or(&mut end, |next| &mut notes[next].above);
            to.splice(0..0, above);
        }
        open_items(out, items, &self.style);
        let inner = if is_tall { format!("{indent}{}", self.style.unit) } else { indent.to_owned() };
        let header = if node.parts.is_empty() { "" } else { lead(self.scan, node, 0).header.trim() };
        if !header.is_empty() {
            out.push(' ');
            out.push_str(header);
        }
        let count = items.entries.len();
        for (index, (entry, notes)) in items.entries.iter().zip(&notes).enumerate() {
            if is_tall {
                self.in_lines(out, &notes.above, index == 0, &inner);
            } else {
                out.push_str(&in_one_line(&notes.above, index == 0));
            }
            if is_tall {
                out.push_str(self.style.newline);
                out.push_str(&inner);
            } else if index > 0 || !notes.above.is_empty() {
                out.push(' ');
            }
            put_key(out, &entry.key);
            let range = order[index].map(|index| node.parts[index].value.clone());
            self.value(out, &entry.value, range, levels_inside(tall, &entry.key), &inner);
            let is_last = index + 1 == count;
            let after: String = notes.after.iter().map(|comment| format!(" {comment}")).collect();
            if is_tall {
                out.push(',');
                out.push_str(&after);
            } else {
                out.push_str(&after);
                out.push_str(if is_last { "" } else { "," });
            }
        }
        if is_tall {
            self.in_lines(out, &end, count == 0, &inner);
            out.push_str(self.style.newline);
            out.push_str(indent);
        } else {
            out.push_str(&in_one_line(&end, count == 0));
        }
        out.push(items.shape.brackets().1);
    }

    /// Writes comments in lines of their own. At the begin of a value, no blank line is before them.
    fn in_lines(&self, out: &mut String, comments: &[Above<'_>], is_first: bool, indent: &str) {
        for comment in comments {
            if comment.has_blank_before && !is_first {
                out.push_str(self.style.newline);
            }
            out.push_str(self.style.newline);
            out.push_str(indent);
            out.push_str(comment.text);
            if comment.has_blank_after {
                out.push_str(self.style.newline);
            }
        }
    }
}

/// Comments one after another, at the begin of a value or after something else on its line.
fn in_one_line(comments: &[Above<'_>], is_first: bool) -> String {
    let all = comments.iter().map(|comment| format!(" {}", comment.text)).collect::<String>();
    if is_first { all.trim_start().to_owned() } else { all }
}
