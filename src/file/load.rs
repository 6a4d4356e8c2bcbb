//! From bytes to the author's form and the scenario it means: reading, then the check.

use std::path::Path;

use super::authored::Authored;
use super::check::Check;
use super::read::{bytes, rows, utf8};
use super::report::{Problem, Report};
use super::{convert, schema};
use crate::model::Scenario;

/// A scenario that passed the check.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// What the rows mean.
    pub scenario: Scenario,
    /// What is odd without being wrong, in the order of the file.
    pub warnings: Vec<Problem>,
}

/// The scenario that an author's form means: the only way to a [`Scenario`] from outside.
///
/// # Errors
/// A report of all that is wrong, each problem with its path, and with line and column while nothing was changed since it was read.
pub fn check(authored: &Authored) -> Result<Checked, Report> {
    finish(Check::default(), authored.rows(), authored.text())
}

/// What stands in these bytes, as its author wrote it and as it is meant.
///
/// # Errors
/// A report of all that is wrong; where brackets, commas and quotes are not in order, of the first of those alone.
pub fn load_document(bytes: &[u8]) -> Result<(Authored, Checked), Report> {
    let text = utf8(bytes)?;
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    let checked = finish(check, &rows, Some(text))?;
    Ok((Authored::read_from(rows, text), checked))
}

/// The author's form in these bytes, whatever its values mean.
///
/// # Errors
/// A report of what is wrong with the notation or the shape of the file.
pub fn parse(bytes: &[u8]) -> Result<Authored, Report> {
    let text = utf8(bytes)?;
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    check.finish(Some(text))?;
    Ok(Authored::read_from(rows, text))
}

/// The scenario in these bytes, with what is odd about it.
///
/// # Errors
/// As [`load_document`].
pub fn load_checked(bytes: &[u8]) -> Result<Checked, Report> {
    let text = utf8(bytes)?;
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    finish(check, &rows, Some(text))
}

/// The scenario in these bytes.
///
/// # Errors
/// As [`load_document`].
pub fn load(bytes: &[u8]) -> Result<Scenario, Report> {
    load_checked(bytes).map(|checked| checked.scenario)
}

/// The scenario in a file.
///
/// # Errors
/// As [`bytes`] and [`load`].
pub fn read(path: &Path) -> Result<Scenario, Report> {
    load(&bytes(path)?)
}

fn finish(mut check: Check, rows: &schema::Scenario, text: Option<&str>) -> Result<Checked, Report> {
    let scenario = convert::scenario(&mut check, rows);
    check.finish(text).map(|warnings| Checked { scenario, warnings })
}
