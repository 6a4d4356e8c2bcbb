//! Finds where the values, entries and comments of a valid RON text begin and end. Values are skipped until they are asked for.

use std::ops::Range;

/// A text that `ron` accepts. For any other text, the positions are wrong, but nothing panics.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'t> {
    /// The text.
    pub text: &'t str,
}

/// A comment of the text.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Where it is. The line end after a comment is not included.
    pub range: Range<usize>,
    /// Whether it ends with its line, as `//` does.
    pub is_line: bool,
}

/// A value in brackets: a map, a list, a tuple, or a struct or variant with fields.
#[derive(Debug)]
pub struct Node {
    /// The offset after the opening bracket.
    pub open: usize,
    /// The offset of the closing bracket.
    pub close: usize,
    /// The entries.
    pub parts: Vec<Part>,
}

/// An entry of a [`Node`]. Everything between two entries belongs to one of them: what is before the comma and the comments after it
/// on the same line to the first, the rest to the second.
#[derive(Debug)]
pub struct Part {
    /// Where the blanks and comments before the entry begin.
    pub lead: usize,
    /// The key or the name of the field. Empty if the entry has none.
    pub key: Range<usize>,
    /// The value.
    pub value: Range<usize>,
    /// The offset of the comma.
    pub comma: Option<usize>,
    /// Where the part ends, with its comma and the comments after it.
    pub end: usize,
}

impl Part {
    /// Where the key begins, or the value if there is no key.
    pub fn start(&self) -> usize {
        if self.key.is_empty() { self.value.start } else { self.key.start }
    }
}

impl<'t> Scan<'t> {
    /// The name of a field. A raw name, such as `r#do`, means the same as the name.
    pub fn name(self, part: &Part) -> &'t str {
        let name = &self.text[part.key.clone()];
        name.strip_prefix("r#").unwrap_or(name)
    }

    fn byte(self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn find(self, from: usize, what: &str) -> usize {
        self.text.get(from..).and_then(|rest| rest.find(what)).map_or(self.text.len(), |at| from + at)
    }

    /// The offset after the comment that begins at `at`. `None` if no comment begins there.
    fn comment(self, at: usize) -> Option<Comment> {
        let is_line = match (self.byte(at), self.byte(at + 1)) {
            (b'/', b'/') => true,
            (b'/', b'*') => false,
            _ => return None,
        };
        if is_line {
            let end = self.find(at, "\n");
            let end = if self.text[at..end].ends_with('\r') { end - 1 } else { end };
            return Some(Comment { range: at..end, is_line });
        }
        let (mut depth, mut end) = (1, at + 2);
        while depth > 0 && end < self.text.len() {
            match (self.byte(end), self.byte(end + 1)) {
                (b'*', b'/') => (depth, end) = (depth - 1, end + 2),
                (b'/', b'*') => (depth, end) = (depth + 1, end + 2),
                _ => end += 1,
            }
        }
        Some(Comment { range: at..end.min(self.text.len()), is_line })
    }

    /// The length of the blank at `at` in bytes. 0 if there is none.
    fn blank_len(self, at: usize) -> usize {
        match self.byte(at) {
            b' ' | b'\t'..=b'\r' => 1,
            0..=0x7f => 0,
            _ => {
                let c = self.text.get(at..).and_then(|rest| rest.chars().next());
                let is_blank = |c: &char| matches!(c, '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}');
                c.filter(is_blank).map_or(0, char::len_utf8)
            }
        }
    }

    /// The offset after the blanks and comments at `at`.
    pub fn skip_blank(self, mut at: usize) -> usize {
        loop {
            let blank = self.blank_len(at);
            if blank > 0 {
                at += blank;
            } else if let Some(comment) = self.comment(at) {
                at = comment.range.end;
            } else {
                return at;
            }
        }
    }

    /// The comments in this part of the text, in which no text value begins or ends.
    pub fn comments(self, within: &Range<usize>) -> Vec<Comment> {
        let (mut at, mut all) = (within.start, Vec::new());
        while at < within.end {
            if let Some(comment) = self.comment(at) {
                at = comment.range.end;
                all.push(comment);
            } else {
                at = self.text_end(at).unwrap_or(at + 1);
            }
        }
        all
    }

    /// If a text value, raw or not, begins at `at`, the offset after it.
    fn text_end(self, at: usize) -> Option<usize> {
        match self.byte(at) {
            b'"' => {
                let mut end = at + 1;
                while end < self.text.len() && self.byte(end) != b'"' {
                    end += if self.byte(end) == b'\\' { 2 } else { 1 };
                }
                Some((end + 1).min(self.text.len()))
            }
            b'r' if at == 0 || !is_word(self.byte(at - 1)) => {
                let mut quote = at + 1;
                while self.byte(quote) == b'#' {
                    quote += 1;
                }
                if self.byte(quote) != b'"' {
                    return None;
                }
                let closing = format!("\"{}", "#".repeat(quote - at - 1));
                Some((self.find(quote + 1, &closing) + closing.len()).min(self.text.len()))
            }
            _ => None,
        }
    }

    /// The offset after the bracket that closes the one at `at`.
    fn closed(self, mut at: usize) -> usize {
        let mut depth = 0_usize;
        while at < self.text.len() {
            match self.byte(at) {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' if depth <= 1 => return at + 1,
                b')' | b']' | b'}' => depth -= 1,
                b'"' | b'r' | b'/' => {
                    let skipped = self.text_end(at).or_else(|| self.comment(at).map(|comment| comment.range.end));
                    if let Some(end) = skipped {
                        at = end;
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// The offset after the word that begins at `at`.
    fn word(self, mut at: usize) -> usize {
        while at < self.text.len()
            && !b",:()[]{}\"".contains(&self.byte(at))
            && self.blank_len(at) == 0
            && self.comment(at).is_none()
        {
            at += 1;
        }
        at
    }

    /// The offset after the value that begins at `at`.
    pub fn value(self, at: usize) -> usize {
        if let Some(end) = self.text_end(at) {
            return end;
        }
        if matches!(self.byte(at), b'(' | b'[' | b'{') {
            return self.closed(at);
        }
        let word = self.word(at);
        let next = self.skip_blank(word);
        if word > at && self.byte(next) == b'(' { self.closed(next) } else { word }
    }

    /// The root value of the file, and the text before it.
    pub fn root(self) -> Range<usize> {
        let mut at = self.skip_blank(0);
        while self.text.get(at..).is_some_and(|rest| rest.starts_with("#!")) {
            at = self.skip_blank(self.closed(self.find(at, "[")));
        }
        at..self.value(at)
    }

    /// The entries of the value in `value`, if it is in brackets. The value in a `Some(...)` is meant, not the `Some`.
    pub fn node(self, value: &Range<usize>) -> Option<Node> {
        let is_open = |at| matches!(self.byte(at), b'(' | b'[' | b'{');
        let word = if is_open(value.start) { value.start } else { self.word(value.start) };
        let open = self.skip_blank(word);
        if !is_open(open) || open >= value.end || self.text_end(value.start).is_some() {
            return None;
        }
        if self.text.get(value.start..word) == Some("Some") {
            let start = self.skip_blank(open + 1);
            return self.node(&(start..self.value(start)));
        }
        let mut parts = Vec::new();
        let mut lead = open + 1;
        loop {
            let start = self.skip_blank(lead);
            if start >= value.end || matches!(self.byte(start), b')' | b']' | b'}') {
                return Some(Node { open: open + 1, close: start.min(value.end), parts });
            }
            let part = self.part(lead, start);
            if part.end <= lead {
                return None;
            }
            lead = part.end;
            parts.push(part);
        }
    }

    /// The inside of a `Some(...)`, or the value itself.
    pub fn inside_some(self, value: Range<usize>) -> Range<usize> {
        if self.text_end(value.start).is_some() || !self.text[value.clone()].starts_with("Some") {
            return value;
        }
        let open = self.skip_blank(value.start + "Some".len());
        if self.byte(open) != b'(' || open >= value.end {
            return value;
        }
        let start = self.skip_blank(open + 1);
        self.inside_some(start..self.value(start))
    }

    fn part(self, lead: usize, start: usize) -> Part {
        let (mut key, mut value) = (start..start, start..self.value(start));
        let colon = self.skip_blank(value.end);
        if self.byte(colon) == b':' {
            let start = self.skip_blank(colon + 1);
            key = value;
            value = start..self.value(start);
        }
        let after = self.skip_blank(value.end);
        let comma = (self.byte(after) == b',').then_some(after);
        let end = self.rest_of_line(comma.map_or(value.end, |comma| comma + 1));
        Part { lead, key, value, comma, end }
    }

    /// The offset after the comments that follow at `at` on the same line, if nothing but a closing bracket follows them there.
    fn rest_of_line(self, from: usize) -> usize {
        let (mut at, mut end) = (from, from);
        loop {
            match self.byte(at) {
                b'\n' | b')' | b']' | b'}' => return end,
                0 => return if at >= self.text.len() { end } else { from },
                _ => {}
            }
            let blank = self.blank_len(at);
            if blank > 0 {
                at += blank;
            } else if let Some(comment) = self.comment(at)
                && !self.text[comment.range.clone()].contains('\n')
            {
                (at, end) = (comment.range.end, comment.range.end);
            } else {
                return from;
            }
        }
    }
}

/// Whether a name or a number may contain this byte.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
