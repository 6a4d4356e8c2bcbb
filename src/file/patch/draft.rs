//! Writes changed rows into the text of a draft: a text with mistakes, of which parts could not be read.
//!
//! What could not be read stays in the text. The result is read again as the draft was, and is used only if it gives the rows that shall be
//! saved, and if no mistake is gone from a value that was not changed. Otherwise the rows are printed, and the text that they were read from
//! stands below them as comments, so that nothing is lost.

use super::fates::{at, forget};
use super::put::Style;
use super::scan::Scan;
use super::spot::{ATTEMPTS, Writing};
use super::tree::{IdsAsRead, Pointers, Value, tree, with_ids_as_read};
use crate::file::lenient;
use crate::file::path::FieldPath;
use crate::file::print::print;
use crate::file::report::Problem;
use crate::file::schema::Scenario;
use crate::file::syntax::options;

/// The text from which the lenient reader read `as_read`, changed so that it reads `now` from it.
pub fn patched_draft(text: &str, as_read: &Scenario, now: &Scenario) -> String {
    corrected_draft(text, as_read, now, &IdsAsRead::new(), &[]).unwrap_or_else(|| with_old_text(text, now))
}

/// Like [`patched_draft`], with the values at the paths `corrected` written even if they are equal to what stood in for them. `None` if what
/// could not be read would not stay. `ids` are those that rows of `now` had in the text.
pub fn corrected_draft(
    text: &str,
    as_read: &Scenario,
    now: &Scenario,
    ids: &IdsAsRead,
    corrected: &[&FieldPath],
) -> Option<String> {
    let none = Pointers::At(&[]);
    let mut trees = (tree(as_read, none), tree(now, none));
    forget(&mut trees.0, corrected.iter().copied());
    let mistakes = read(text).map(|(_, mistakes)| mistakes).unwrap_or_default();
    let mut next = trees.1.clone();
    with_ids_as_read(&mut next, ids);
    ATTEMPTS.into_iter().find_map(|whole_from| {
        let scan = Scan { text };
        let style = Style::of(text, &text[..scan.root().start]);
        let written = Writing { scan, style, whole_from, is_draft: true }.file(&trees.0, &next);
        let (rows, left) = read(&written)?;
        let is_same = rows == *now || tree(&rows, none) == trees.1;
        (is_same && keeps(&mistakes, &left, &trees)).then_some(written)
    })
}

/// The rows in a text, and the mistakes in it.
fn read(text: &str) -> Option<(Scenario, Vec<Problem>)> {
    match options().from_str::<Scenario>(text) {
        Ok(rows) => Some((rows, Vec::new())),
        Err(_) => lenient::read(text).map(|(rows, mistakes)| (rows, mistakes.problems)),
    }
}

/// Whether every mistake is still there, except those in values that were changed.
fn keeps(before: &[Problem], after: &[Problem], (old, new): &(Value, Value)) -> bool {
    before.iter().all(|mistake| {
        let is_it = |left: &Problem| (&left.path, &left.message) == (&mistake.path, &mistake.message);
        after.iter().any(is_it) || at(old, &mistake.path) != at(new, &mistake.path)
    })
}

/// The rows in canonical form, and below them the text that they were read from, as comments.
pub fn with_old_text(text: &str, now: &Scenario) -> String {
    let lines = text.lines().map(|line| format!("// {line}\n"));
    let note = "// The file as it was. Parts of it could not be read:\n".to_owned();
    [print(now), note].into_iter().chain(lines).collect()
}
