//! What stands between the entries of a value: blanks, line ends and comments, and to which entry they belong.

use super::scan::{Comment, Node, Scan};

/// The blanks and comments before an entry.
#[derive(Clone, Copy, Debug)]
pub struct Lead<'t> {
    /// What belongs to the opening bracket: comments on the same line. Empty unless the entry is the first.
    pub header: &'t str,
    /// What belongs to no entry: line ends, and comments that a blank line divides from the entry.
    pub loose: &'t str,
    /// What belongs to the entry: the comments in the lines above it, and its indentation.
    pub own: &'t str,
}

/// Divides the blanks and comments before the entry at `index`, or before the closing bracket.
pub fn lead<'t>(scan: Scan<'t>, node: &Node, index: usize) -> Lead<'t> {
    let (start, end) = match node.parts.get(index) {
        Some(part) => (part.lead, part.start()),
        None => (node.parts.last().map_or(node.open, |part| part.end), node.close),
    };
    let comments = scan.comments(&(start..end));
    // A comment that a line end follows belongs to the line in which it begins.
    let mut from = start;
    if index == 0 {
        for comment in &comments {
            let is_first_line = !scan.text[start..comment.range.start].contains('\n');
            let line_end = scan.text[comment.range.end..end].find(|c: char| !matches!(c, ' ' | '\t' | '\r'));
            let is_last_there = line_end.is_none_or(|at| scan.text[comment.range.end + at..].starts_with('\n'));
            if is_first_line && is_last_there && scan.text[comment.range.end..end].contains('\n') {
                from = comment.range.end;
            }
        }
    }
    let header = &scan.text[start..from];
    if !scan.text[from..end].contains('\n') {
        return Lead { header, loose: "", own: &scan.text[from..end] };
    }
    let mut own = end;
    for comment in comments.iter().rev().filter(|comment| comment.range.start >= from) {
        let is_near = scan.text[comment.range.end..own].matches('\n').count() <= 1;
        // Without a line end before it, the comment follows something else on its line.
        if !is_near || !scan.text[from..comment.range.start].contains('\n') {
            break;
        }
        own = comment.range.start;
    }
    let own = scan.text[from..own].rfind('\n').map_or(from, |at| from + at + 1);
    Lead { header, loose: &scan.text[from..own], own: &scan.text[own..end] }
}

/// Whether the comments above the entry at `index` are about it alone: the entry after it has its own, or is in another group. Otherwise
/// they may be a title of all that follow.
pub fn is_alone(scan: Scan<'_>, node: &Node, index: usize) -> bool {
    if lead(scan, node, index).loose.is_empty() {
        // They stand on its line.
        return true;
    }
    let after = lead(scan, node, index + 1);
    let is_other = has_comment(after.own) || has_comment(after.loose) || lines(after.loose) > 1;
    index + 1 == node.parts.len() || is_other
}

/// Whether there is a comment among these blanks.
pub fn has_comment(blanks: &str) -> bool {
    blanks.contains('/')
}

/// The number of line ends.
pub fn lines(blanks: &str) -> usize {
    blanks.matches('\n').count()
}

/// Joins what stands before an entry that is removed and what stands before the next one. Of two runs of blanks, the longer one is kept;
/// comments are all kept.
pub fn joined(before: &str, after: &str) -> String {
    match (has_comment(before), has_comment(after)) {
        (false, false) => (if lines(before) > lines(after) { before } else { after }).to_owned(),
        (false, true) if lines(before) > 0 && lines(after) == 0 => format!("{before}{after}"),
        (false, true) => after.to_owned(),
        (true, _) => {
            let before = before.trim_end_matches([' ', '\t', '\r', '\n']);
            format!("{before}{after}")
        }
    }
}

/// Comments, each in a line with this indentation, ready to be put before an entry or between two.
pub fn in_lines(scan: Scan<'_>, comments: &[Comment], newline: &str, indent: &str) -> String {
    comments.iter().map(|comment| format!("{newline}{indent}{}", scan.text[comment.range.clone()].trim_end())).collect()
}
