//! Writes a text again with other values. What is equal is copied from the text as it was.

use super::entries::Entries;
use super::pairs::{pairs, staying};
use super::put::{LEVELS, put};
use super::scan::{Node, Part};
use super::spot::{Item, Spot, Writing};
use super::tree::{Entry, Items, Shape, Value};
use crate::file::schema::printed_default;

impl Writing<'_> {
    /// The text with the values of `new` in place of those of `old`.
    pub fn file(&self, old: &Value, new: &Value) -> String {
        let range = self.scan.root();
        let mut out = String::with_capacity(self.scan.text.len() + self.scan.text.len() / 8);
        out.push_str(&self.scan.text[..range.start]);
        let end = range.end;
        self.value(&mut out, &Spot { range, depth: 0, tall: LEVELS, indent: String::new() }, old, new);
        out.push_str(&self.scan.text[end..]);
        out
    }

    /// Writes a value.
    pub fn value(&self, out: &mut String, spot: &Spot, old: &Value, new: &Value) {
        if old == new {
            out.push_str(&self.scan.text[spot.range.clone()]);
            return;
        }
        let inside = self.scan.inside_some(spot.range.clone());
        if inside != spot.range {
            out.push_str(&self.scan.text[spot.range.start..inside.start]);
            self.value(out, &Spot { range: inside.clone(), ..spot.clone() }, old, new);
            out.push_str(&self.scan.text[inside.end..spot.range.end]);
            return;
        }
        if let (Value::Items(old), Value::Items(new)) = (old, new)
            && spot.depth < self.whole_from
            && (old.shape, old.name) == (new.shape, new.name)
            && let defaults = with_written_defaults(old, new)
            && let new = defaults.as_ref().unwrap_or(new)
            && let Some(node) = self.scan.node(&spot.range)
            && let Some((parts, items)) = self.items(&node, old, new)
        {
            out.push_str(&self.scan.text[spot.range.start..node.open]);
            let value = |out: &mut String, spot: &Spot, old: &Value, new: &Value| self.value(out, spot, old, new);
            Entries { writing: self, spot, node: &node, olds: &parts, old, new, value: &value }.write(out, &items);
            out.push_str(&self.scan.text[node.close..spot.range.end]);
            return;
        }
        self.replaced(out, spot, new);
    }

    /// Writes a value that has nothing in common with the one that was there, after the comments in that one.
    fn replaced(&self, out: &mut String, spot: &Spot, new: &Value) {
        for comment in self.scan.comments(&spot.range) {
            out.push_str(&self.scan.text[comment.range]);
            out.push_str(self.style.newline);
            out.push_str(&spot.indent);
        }
        let was = &self.scan.text[spot.range.clone()];
        match new {
            Value::Leaf(leaf) => out.push_str(&in_form(was, leaf)),
            Value::Same(_) | Value::Items(_) => put(out, new, spot.tall, &spot.indent, &self.style),
        }
    }

    /// For each part of the text the index of its old entry, and the entries of the new text. `None` if the text does not have the old
    /// entries.
    fn items(&self, node: &Node, old: &Items, new: &Items) -> Option<(Vec<Option<usize>>, Vec<Item>)> {
        if new.shape.has_fields() {
            return self.fields(node, old, new);
        }
        if node.parts.len() != old.entries.len() {
            return None;
        }
        let olds = (0..old.entries.len()).map(Some).collect();
        if matches!(new.shape, Shape::Tuple | Shape::Variant) {
            let items = (0..new.entries.len()).map(|index| Item::Stays(index, Some(index))).collect();
            return (old.entries.len() == new.entries.len()).then_some((olds, items));
        }
        let pairs = pairs(&old.entries, &new.entries);
        let stays = staying(&pairs);
        let item = |(index, old): (usize, &Option<usize>)| match *old {
            Some(old) if stays[index] => Item::Stays(old, Some(index)),
            Some(old) => Item::Moves(old, index),
            None => Item::New(index),
        };
        Some((olds, pairs.iter().enumerate().map(item).collect()))
    }

    /// Like [`Self::items`], for a value with fields. The fields of the text keep their order. A new field follows the one before it in the
    /// order of the format.
    fn fields(&self, node: &Node, old: &Items, new: &Items) -> Option<(Vec<Option<usize>>, Vec<Item>)> {
        let position =
            |items: &Items, part: &Part| items.entries.iter().position(|entry| entry.key == self.scan.name(part));
        let olds: Vec<Option<usize>> = node.parts.iter().map(|part| position(old, part)).collect();
        let has_all = self.is_draft || olds.iter().flatten().count() == old.entries.len();
        if !has_all || node.parts.iter().any(|part| part.key.is_empty()) {
            return None;
        }
        let mut items = Vec::new();
        for (index, part) in node.parts.iter().enumerate() {
            let new = position(new, part);
            // A field that is written although it has its default value is left alone.
            if new.is_some() || olds[index].is_none() {
                items.push(Item::Stays(index, new));
            }
        }
        let mut at = 0;
        for index in 0..new.entries.len() {
            match items.iter().position(|item| matches!(item, Item::Stays(_, Some(new)) if *new == index)) {
                Some(found) => at = found + 1,
                // A draft may lack a field that must be there. What stands in for it is not written.
                None if self.is_draft && old.entries.contains(&new.entries[index]) => {}
                None => {
                    items.insert(at, Item::New(index));
                    at += 1;
                }
            }
        }
        Some((olds, items))
    }
}

/// The value as it shall be, with the fields that its author wrote and that have their default value now: they stay written. `None` if there
/// are none.
fn with_written_defaults(old: &Items, new: &Items) -> Option<Items> {
    if !new.shape.has_fields() {
        return None;
    }
    let gone = old.entries.iter().filter(|entry| new.entries.iter().all(|other| other.key != entry.key));
    let written = gone.filter_map(|entry| {
        let default = printed_default(new.name.unwrap_or_default(), &entry.key)?;
        Some(Entry { key: entry.key.clone(), was: None, value: Value::Leaf(default.to_owned()) })
    });
    let written: Vec<Entry> = written.collect();
    if written.is_empty() {
        return None;
    }
    let mut all = new.clone();
    all.entries.extend(written);
    Some(all)
}

/// A leaf in the form of the number that it replaces: digits in groups, a whole number without a fraction. Other leaves stay as they are.
fn in_form(was: &str, leaf: &str) -> String {
    let is_whole = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.bytes().all(|b| b.is_ascii_digit() || b == b'_')
    };
    let number = leaf.strip_suffix(".0").unwrap_or(leaf);
    if !is_whole(was) || !is_whole(number) {
        return leaf.to_owned();
    }
    if !was.contains('_') {
        return number.to_owned();
    }
    let digits = number.strip_prefix('-').unwrap_or(number);
    let mut out = number[..number.len() - digits.len()].to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}
