//! Writes changed rows into the text that they were read from. Everything else stays as its author wrote it: comments, order, layout, the
//! forms of numbers and texts, line ends.
//!
//! The rows as read and the rows now are made into trees by the serialization that prints them ([`mod@tree`]); where the trees differ, the
//! text is written again ([`write`](mod@write), [`entries`]). `ron` reads the result, and only if that gives exactly the rows that shall
//! be saved it is used. If not, which would be a mistake in this module, more is printed as a whole: the rows that differ, then the
//! tables, then the file. Comments are kept even then, in front of what was printed.
//!
//! This is done by hand because no library serves. Measured on 83 files and on one of 28 MB: `ronin-core` 0.1 gives back the same bytes,
//! but its edits insert text that it does not parse, move comments to the wrong entry, and take quadratic time in large maps; `ron2` 0.3
//! loses comments (none of the 83 files came back) and takes 5.1 s and 3 GB for 28 MB; `ron-edit` 0.2 cannot read fractions.
//!
//! To which entry a comment belongs: one that follows it on its line, or stands directly above it or inside it. If an entry is removed,
//! these comments go with it; but comments above it stay if entries without comments follow it in its group, because they may be the
//! title of all of them. The comments of a field stay if the field is removed, because they are about the row.

mod scan;

mod tree;

mod put;

mod gaps;

mod pairs;

mod spot;

mod entries;

mod write;

mod layout;

mod fates;

mod draft;

mod parts;

pub use self::draft::{corrected_draft, patched_draft, with_old_text};
pub use self::fates::{Fate, fates};
use self::layout::Layout;
pub use self::parts::{Differing, RowTree, in_line};
use self::put::Style;
#[cfg(test)]
pub use self::scan::Part;
pub use self::scan::Scan;
use self::spot::{ATTEMPTS, Writing};
pub use self::tree::IdsAsRead;
use self::tree::{Pointers, tree, trees, with_ids_as_read};
use super::print::print;
use super::schema::Scenario;
use super::syntax::options;
use super::version::needed;

/// The text from which `as_read` was read, changed so that `now` is read from it. `ids` are those that rows of `now` had in the text.
pub fn patched(text: &str, as_read: &Scenario, now: &Scenario, ids: &IdsAsRead) -> String {
    let written = ATTEMPTS.into_iter().find_map(|whole_from| attempt(text, as_read, now, ids, whole_from));
    written.unwrap_or_else(|| printed(text, now))
}

/// The changed text, in which values that differ are printed as a whole from this depth on. `None` if other rows would be read from it.
fn attempt(text: &str, as_read: &Scenario, now: &Scenario, ids: &IdsAsRead, whole_from: usize) -> Option<String> {
    let scan = Scan { text };
    let style = Style::of(text, &text[..scan.root().start]);
    let none = Pointers::At(&[]);
    // Only rows of tables that are not printed as a whole can be pointers.
    let is_by_rows = whole_from >= 2;
    let (old, mut new) = if is_by_rows { trees(as_read, now) } else { (tree(as_read, none), tree(now, none)) };
    with_ids_as_read(&mut new, ids);
    let written = Writing { scan, style, whole_from, is_draft: false }.file(&old, &new);
    let read = options().from_str::<Scenario>(&written).ok()?;
    // Trees are equal even if a number is no number.
    let is_same = read == *now || tree(&read, none) == tree(now, none);
    is_same.then_some(written)
}

/// The text in canonical form, with its comments. `rows` were read from it.
pub fn formatted(text: &str, rows: &Scenario) -> String {
    let scan = Scan { text };
    let style = Style { unit: "  ".to_owned(), ..Style::of(text, &text[..scan.root().start]) };
    let rows = Scenario { firedrill: rows.firedrill.max(needed(rows)), ..rows.clone() };
    let none = Pointers::At(&[]);
    let now = tree(&rows, none);
    let written = Layout { scan, style }.file(&now);
    let comments = |text: &str| Scan { text }.comments(&(0..text.len())).len();
    let read = options().from_str::<Scenario>(&written).map(|read| tree(&read, none));
    // If not, this module has a mistake.
    let is_right = read.is_ok_and(|read| read == now) && comments(&written) == comments(text);
    if is_right { written } else { printed(text, &rows) }
}

/// The rows in canonical form, after all comments of the text.
fn printed(text: &str, now: &Scenario) -> String {
    let scan = Scan { text };
    let comments = scan.comments(&(0..text.len())).into_iter().map(|comment| format!("{}\n", &text[comment.range]));
    comments.chain([print(now)]).collect()
}

#[cfg(test)]
mod tests;
