//! Loads a file: reads its bytes into the author's form (rows that refer to each other by id), and checks this form and converts it to a
//! scenario.

use std::path::Path;

use super::authored::{Authored, unread};
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
    if !authored.is_draft() {
        return finish(Check::default(), authored.rows(), authored.text());
    }
    // The rows do not have what could not be read. It is in the text that would be saved, so that text is what is checked.
    let text = authored.to_file();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    finish(check, &rows, Some(text))
}

/// A file that was opened in the window.
#[derive(Clone, Debug)]
pub enum Opened {
    /// A valid scenario.
    Valid(Authored, Box<Checked>),
    /// A file with problems whose shape can be read. Nothing of it can run, but it can be edited and saved.
    Draft(Authored, Report),
}

/// Opens these bytes. A file with problems is a draft, if its shape can be read. Commands without a window use [`load_document`], which
/// refuses drafts.
///
/// # Errors
/// A report of all problems, if the text as a whole is no scenario, a bracket or a quote is missing, or a newer program wrote the file.
pub fn open(bytes: &[u8]) -> Result<Opened, Report> {
    let text = utf8(bytes)?;
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    let (unread, is_lost) = (unread(text, &check), check.is_lost());
    let is_newer = rows.firedrill > schema::VERSION;
    // A text in which there is nothing of a scenario, such as another program's file.
    let is_other = rows.title.is_empty() && rows.sites.is_empty() && rows.services.is_empty();
    match finish(check, &rows, Some(text)) {
        Ok(checked) => Ok(Opened::Valid(Authored::read_from(rows, text, read::has_mark(bytes)), Box::new(checked))),
        Err(report) if is_lost || is_newer || is_other => Err(report),
        Err(report) => {
            let authored = Authored::read_from(rows, text, read::has_mark(bytes));
            Ok(Opened::Draft(authored.with_unread(unread), report))
        }
    }
}

/// Reads the author's form from these bytes, also from those of a draft. The values are not checked.
///
/// # Errors
/// A report, if the text as a whole is no scenario, or a bracket or a quote is missing.
pub fn parse_draft(bytes: &[u8]) -> Result<Authored, Report> {
    let text = utf8(bytes)?;
    let mut check = Check::default();
    let rows = rows(text, &mut check)?;
    let (unread, is_lost) = (unread(text, &check), check.is_lost());
    if is_lost {
        check.finish(Some(text))?;
    }
    let authored = Authored::read_from(rows, text, read::has_mark(bytes));
    Ok(authored.with_unread(unread))
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
