//! Writes the entries of one value: those that stay with all that stands between them, and those that are new, moved or gone.

use super::gaps::{Lead, has_comment, in_lines, is_alone, joined, lead, lines};
use super::put::{levels_inside, put, put_key};
use super::scan::{Node, Part, Scan};
use super::spot::{Item, Spot, Writing};
use super::tree::{Items, Value};

/// The entries of a value.
#[derive(Clone, Copy)]
pub struct Entries<'a> {
    /// What is written again.
    pub writing: &'a Writing<'a>,
    /// The value.
    pub spot: &'a Spot,
    /// The value in the text.
    pub node: &'a Node,
    /// For each part of the text, the index of its old entry.
    pub olds: &'a [Option<usize>],
    /// The value as it was.
    pub old: &'a Items,
    /// The value as it shall be.
    pub new: &'a Items,
    /// Writes the value of an entry.
    pub value: &'a dyn Fn(&mut String, &Spot, &Value, &Value),
}

/// What has been written so far.
#[derive(Debug, Default)]
struct Written {
    out: String,
    /// What stood before entries that are gone, and was not written yet.
    gap: String,
    count: usize,
}

impl<'a> Entries<'a> {
    fn scan(&self) -> Scan<'a> {
        self.writing.scan
    }

    fn part(&self, index: usize) -> &'a Part {
        &self.node.parts[index]
    }

    fn lead(&self, index: usize) -> Lead<'a> {
        lead(self.scan(), self.node, index)
    }

    /// Writes the entries, with everything between the brackets.
    pub fn write(&self, out: &mut String, items: &[Item]) {
        let parts = self.node.parts.len();
        let mut stays = vec![false; parts];
        let mut is_gone = vec![true; parts];
        for item in items {
            match *item {
                Item::Stays(index, _) => (stays[index], is_gone[index]) = (true, false),
                Item::Moves(index, _) => is_gone[index] = false,
                Item::New(_) => {}
            }
        }
        let mut written = Written::default();
        written.out.push_str(self.lead(0).header);
        let mut next_part = 0;
        for (at, item) in items.iter().enumerate() {
            let is_last = at + 1 == items.len();
            match *item {
                Item::Stays(index, new) => {
                    for (part, is_gone) in is_gone.iter().enumerate().take(index).skip(next_part) {
                        self.leave(&mut written, part, *is_gone);
                    }
                    next_part = index + 1;
                    self.stay(&mut written, index, new, is_last);
                }
                Item::Moves(index, new) => {
                    self.insert(&mut written, &self.like(items, at), Some(index), new, is_last);
                }
                Item::New(new) => self.insert(&mut written, &self.like(items, at), None, new, is_last),
            }
        }
        for (part, is_gone) in is_gone.iter().enumerate().skip(next_part) {
            self.leave(&mut written, part, *is_gone);
        }
        self.close(&mut written);
        out.push_str(&written.out);
    }

    /// Leaves out an entry that is gone for good, or is written elsewhere.
    fn leave(&self, written: &mut Written, index: usize, is_gone: bool) {
        let (scan, part, lead) = (self.scan(), self.part(index), self.lead(index));
        written.gap = joined(&written.gap, lead.loose);
        // The comments of a field are about the row, so they stay if the field goes. Comments above an entry may be a title of others too.
        let is_field = self.new.shape.has_fields();
        let mut kept = Vec::new();
        if is_field || !is_alone(scan, self.node, index) {
            kept.extend(scan.comments(&(part.start() - lead.own.len()..part.start())));
        }
        if is_field && is_gone {
            kept.extend(scan.comments(&(part.start()..part.end)));
        }
        if kept.is_empty() {
            return;
        }
        let style = &self.writing.style;
        let kept = if lead.loose.contains('\n') {
            format!("{}{}", in_lines(scan, &kept, style.newline, &self.indent()), style.newline)
        } else {
            kept.iter().map(|comment| format!(" {}", &scan.text[comment.range.clone()])).collect()
        };
        written.gap = joined(&written.gap, &kept);
    }

    /// Writes an entry that is where it was.
    fn stay(&self, written: &mut Written, index: usize, new: Option<usize>, is_last: bool) {
        let lead = self.lead(index);
        let gap = joined(&std::mem::take(&mut written.gap), lead.loose);
        let is_blank = !has_comment(lead.own) && lead.loose.is_empty();
        let is_other_place = (written.count == 0) != (index == 0);
        written.out.push_str(&gap);
        if is_blank && gap.contains('\n') {
            // It followed something on its line that is gone.
            written.out.push_str(&self.indent());
        } else if is_blank && is_other_place {
            // The first entry on the line of the bracket follows it as the first one did.
            self.blank(written, if written.count == 0 { self.first_blank() } else { " " });
        } else {
            self.blank(written, lead.own);
        }
        let part = self.part(index);
        match new {
            Some(new) => self.part_with(written, index, new),
            None => written.out.push_str(&self.scan().text[part.start()..part.value.end]),
        }
        self.after(written, Some(part), is_last);
    }

    /// The blanks before the first entry, if it stands on the line of the bracket.
    fn first_blank(&self) -> &'a str {
        let own = self.lead(0).own;
        if has_comment(own) || self.node.parts.is_empty() || lines(own) > 0 { "" } else { own }
    }

    /// Writes an entry that is new, or was elsewhere, in the way of those beside it.
    fn insert(&self, written: &mut Written, blank: &str, moved: Option<usize>, new: usize, is_last: bool) {
        let own = moved.map(|index| (index, self.lead(index).own));
        self.blank(written, blank);
        if let Some((index, own)) = own
            && has_comment(own)
            && is_alone(self.scan(), self.node, index)
        {
            let is_line = blank.contains('\n');
            let own = if is_line { own.trim_start_matches([' ', '\t']) } else { own.trim_start() };
            written.out.push_str(own);
        }
        if let Some((index, _)) = own {
            self.part_with(written, index, new);
            self.after(written, Some(self.part(index)), is_last);
            return;
        }
        let entry = &self.new.entries[new];
        put_key(&mut written.out, &entry.key);
        let tall = levels_inside(self.spot.tall, &entry.key);
        put(&mut written.out, &entry.value, tall, &self.indent(), &self.writing.style);
        self.after(written, None, is_last);
    }

    /// Writes an entry of the text with its new key and value.
    fn part_with(&self, written: &mut Written, index: usize, new: usize) {
        let (part, scan, entry) = (self.part(index), self.scan(), &self.new.entries[new]);
        let old = self.olds[index].map(|old| &self.old.entries[old]);
        if !part.key.is_empty() {
            let key = &scan.text[part.key.clone()];
            let is_same = old.is_none_or(|old| old.key == entry.key);
            written.out.push_str(if is_same { key } else { &entry.key });
            written.out.push_str(&scan.text[part.key.end..part.value.start]);
        }
        let spot = self.writing.inside(self.spot, part, &entry.key);
        let unknown = Value::Leaf(String::new());
        (self.value)(&mut written.out, &spot, old.map_or(&unknown, |old| &old.value), &entry.value);
    }

    /// Writes the comma of an entry and what follows it on its line.
    fn after(&self, written: &mut Written, part: Option<&Part>, is_last: bool) {
        let text = self.scan().text;
        let has_comma = !is_last || self.last_has_comma(part);
        match part {
            Some(part) => match part.comma {
                Some(comma) => {
                    written.out.push_str(&text[part.value.end..comma]);
                    written.out.push_str(if has_comma { "," } else { "" });
                    written.out.push_str(&text[comma + 1..part.end]);
                }
                None => {
                    let rest = &text[part.value.end..part.end];
                    let comma = if has_comma { "," } else { "" };
                    let (first, second) = if ends_with_line_comment(rest) { (comma, rest) } else { (rest, comma) };
                    written.out.push_str(first);
                    written.out.push_str(second);
                }
            },
            None => written.out.push_str(if has_comma { "," } else { "" }),
        }
        written.count += 1;
    }

    /// Whether the last entry of the new text is followed by a comma, as the last one of the old text was.
    fn last_has_comma(&self, part: Option<&Part>) -> bool {
        let Some(last) = self.node.parts.last() else { return self.is_tall() };
        // In a line of its own, an entry keeps its comma, so that its line stays as it is.
        let keeps = part.is_some_and(|part| part.comma.is_some()) && self.is_tall();
        last.comma.is_some() || keeps
    }

    /// Whether entries have lines of their own.
    fn is_tall(&self) -> bool {
        if self.node.parts.is_empty() {
            return self.spot.tall > 0;
        }
        (0..self.node.parts.len()).any(|index| self.lead(index).loose.contains('\n'))
    }

    /// The indentation of entries in lines of their own.
    fn indent(&self) -> String {
        let of_line = |index: usize| {
            let own = self.lead(index).own;
            own.rsplit('\n').next().map(|line| line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect())
        };
        let tall = (0..self.node.parts.len()).find(|index| self.lead(*index).loose.contains('\n'));
        tall.and_then(of_line).unwrap_or_else(|| format!("{}{}", self.spot.indent, self.writing.style.unit))
    }

    /// The blanks before a new entry at this position, like those before the entries beside it.
    fn like(&self, items: &[Item], at: usize) -> String {
        let stays = |item: &Item| if let Item::Stays(index, _) = item { Some(*index) } else { None };
        let before = items[..at].iter().rev().find_map(stays);
        let after = items[at + 1..].iter().find_map(stays);
        let count = |index: usize| lines(self.lead(index).loose);
        let lines = match (before.map(count), after.map(count)) {
            (Some(before), Some(after)) => before.min(after),
            (Some(lines), None) | (None, Some(lines)) => lines,
            (None, None) => usize::from(self.is_tall()),
        };
        if lines > 0 {
            return format!("{}{}", self.writing.style.newline.repeat(lines), self.indent());
        }
        if at == 0 { self.first_blank().to_owned() } else { " ".to_owned() }
    }

    /// Writes blanks and comments, in a new line if a comment would swallow what follows.
    fn blank(&self, written: &mut Written, blank: &str) {
        let is_line = blank.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        if !is_line && ends_with_line_comment(&written.out) {
            written.out.push_str(self.writing.style.newline);
            written.out.push_str(&self.indent());
            written.out.push_str(blank.trim_start_matches([' ', '\t']));
            return;
        }
        written.out.push_str(blank);
    }

    /// Writes what stands before the closing bracket.
    fn close(&self, written: &mut Written) {
        let end = self.lead(self.node.parts.len());
        let end = format!("{}{}", end.loose, end.own);
        let is_empty = written.count == 0 && !has_comment(&written.out) && !has_comment(&written.gap);
        if is_empty && !has_comment(&end) {
            return;
        }
        let gap = if has_comment(&written.gap) { written.gap.as_str() } else { "" };
        let end = joined(gap, &end);
        let is_new_line = self.node.parts.is_empty() && written.count > 0 && self.is_tall() && !end.contains('\n');
        if is_new_line || ends_with_line_comment(&format!("{}{end}", last_line(&written.out))) {
            written.out.push_str(end.trim_end_matches([' ', '\t']));
            written.out.push_str(self.writing.style.newline);
            written.out.push_str(&self.spot.indent);
            return;
        }
        written.out.push_str(&end);
    }
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or(text)
}

/// Whether the last line of a text ends in a comment that goes on to the end of the line.
fn ends_with_line_comment(text: &str) -> bool {
    let line = last_line(text);
    let comments = Scan { text: line }.comments(&(0..line.len()));
    comments.last().is_some_and(|comment| comment.is_line && comment.range.end == line.len())
}
