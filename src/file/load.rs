//! Loads a file: reads its bytes into the author's form (rows that refer to each other by id), and checks this form and converts it to a
//! scenario.

use std::path::Path;

use super::authored::Authored;
use super::check::Check;
use super::read::{self, bytes, rows, utf8};
use super::report::{Problem, Report};
use super::written::Written;
use super::{convert, schema};
use crate::model::Scenario;

/// A valid scenario, with the warnings about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The scenario.
    pub scenario: Scenario,
    /// The warnings, in the order of the file.
    pub warnings: Vec<Problem>,
}

/// Checks an author's form and converts it to a scenario. Every scenario that comes from outside the program is made by this function.
///
/// # Errors
/// A report of all problems, each with its path. The report has lines and columns only if the rows were not changed since they were read
/// from a text.
pub fn check(authored: &Authored) -> Result<Checked, Report> {
    finish(Check::default(), authored.rows(), authored.text())
}

/// Loads the author's form from these bytes, and the scenario with its warnings.
///
/// # Errors
/// A report of all problems. If a bracket or a quote is missing, the report has this problem and those before it, because the rest of the
/// text cannot be understood.
pub fn load_document(bytes: &[u8]) -> Result<(Authored, Checked), Report> {
    let text = utf8(bytes)?;
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    let checked = finish(check, &rows, Some(text))?;
    Ok((Authored::read_from(rows, text, read::has_mark(bytes)), checked))
}

/// Reads the author's form from these bytes. The values are not checked.
///
/// # Errors
/// A report of what is wrong with the notation or the structure of the file.
pub fn parse(bytes: &[u8]) -> Result<Authored, Report> {
    let text = utf8(bytes)?;
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    check.finish(Some(text))?;
    Ok(Authored::read_from(rows, text, read::has_mark(bytes)))
}

/// Loads the scenario in these bytes, with its warnings.
///
/// # Errors
/// Like [`load_document`].
pub fn load_checked(bytes: &[u8]) -> Result<Checked, Report> {
    let text = utf8(bytes)?;
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    finish(check, &rows, Some(text))
}

/// Loads the scenario in these bytes.
///
/// # Errors
/// Like [`load_document`].
pub fn load(bytes: &[u8]) -> Result<Scenario, Report> {
    load_checked(bytes).map(|checked| checked.scenario)
}

/// Loads the scenario in a file.
///
/// # Errors
/// Like [`bytes`] and [`load`].
pub fn read(path: &Path) -> Result<Scenario, Report> {
    load(&bytes(path)?)
}

fn finish(mut check: Check, rows: &schema::Scenario, text: Option<&str>) -> Result<Checked, Report> {
    // The rows keep the bytes of their author. Names are compared and shown in composed form, so the scenario is made from a copy in that
    // form. The copy shares all rows that have the form already.
    let mut rows = rows.clone();
    rows.compose();
    let scenario = convert::scenario(&mut check, &rows);
    check.finish(text).map(|warnings| Checked { scenario, warnings })
}
