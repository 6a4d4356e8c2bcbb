//! Reads a table: CSV, or cells that were copied out of a spreadsheet.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::headings::guess;
use super::problems::{Origin, Problems};
use super::source::Source;
use crate::text::{Saying, line_of_record};
use crate::units::{one_line, text};

/// The largest number of rows that are read.
const MOST_ROWS: usize = 100_000;
/// The largest number of columns that are read.
const MOST_COLUMNS: usize = 200;
/// The longest text of a cell, in letters.
const LONGEST_CELL: usize = 10_000;
/// The longest heading, in letters.
const LONGEST_HEADING: usize = 200;
/// In how many rows from the top the headings are sought.
const ROWS_ABOVE: usize = 10;

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The number of the row, counted from 1 as spreadsheets do.
    pub number: usize,
    /// The texts of its cells, without blanks around each line, and without empty lines.
    pub cells: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// The name of the source.
    pub name: String,
    /// The headings of the columns.
    pub headings: Vec<String>,
    /// The rows below the headings. Rows without any text are left out.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// Reads the table of a source. If it cannot be read, the table is empty.
    pub(super) fn read(source: &Source, problems: &mut Problems) -> Self {
        let name = source.name.clone();
        let empty = Self { name: name.clone(), ..Self::default() };
        if source.is_too_large() {
            problems.whole(&name, "import-large", "import-large-remedy");
            return empty;
        }
        let Some(text) = decoded(&source.bytes).map(with_lines) else {
            problems.whole(&name, "import-not-text", "import-not-text-remedy");
            return empty;
        };
        let mut sheet = Self { name, ..Self::default() };
        let Some((headings, number)) = headings(&text) else {
            problems.whole(&sheet.name, "import-no-table", "import-no-table-remedy");
            return sheet;
        };
        sheet.headings = headings;
        sheet.read_rows(&text, number, problems);
        sheet
    }

    /// Where a cell of a row is.
    pub(super) fn origin(&self, row: &Row, column: usize) -> Origin {
        let at = Origin { source: self.name.clone(), row: Some(row.number), column: None };
        at.column(column, self.headings.get(column).map_or("", String::as_str))
    }

    /// Reads the rows below the headings, which are in the row `headings`.
    fn read_rows(&mut self, text: &str, headings: usize, problems: &mut Problems) {
        for (number, record) in Records::of(text) {
            if number <= headings || record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if self.rows.len() == MOST_ROWS {
                let message = Saying::of("import-many-rows", [("most", text::exact(MOST_ROWS as u64).into())]);
                let at = Origin { source: self.name.clone(), row: Some(number), column: None };
                problems.fault(at, message, Saying::plain("import-many-rows-remedy"));
                return;
            }
            let row = self.row(&record, number, problems);
            self.rows.push(row);
        }
    }

    fn row(&self, record: &csv::StringRecord, number: usize, problems: &mut Problems) -> Row {
        let cell = |(index, text): (usize, &str)| {
            if text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL {
                let at = Origin { source: self.name.clone(), row: Some(number), column: None };
                let heading = self.headings.get(index).map_or("", String::as_str);
                let most = text::exact(LONGEST_CELL as u64);
                let message = Saying::of("import-long-cell", [("most", most.into())]);
                problems.cell(at.column(index, heading), message, Saying::plain("import-long-cell-remedy"));
                return String::new();
            }
            cleaned_lines(text)
        };
        let cells = record.iter().take(MOST_COLUMNS).enumerate().map(cell).collect();
        Row { number, cells }
    }
}

/// The text of a cell on one line, without blanks around it.
fn cleaned(text: &str) -> String {
    one_line(text.trim()).trim().to_owned()
}

/// The lines of the text of a cell, as [`cleaned`]. Each may name another thing.
fn cleaned_lines(text: &str) -> String {
    if !text.contains(['\n', '\r']) {
        return cleaned(text);
    }
    let lines = text.split(['\n', '\r']).map(cleaned).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The text with a line feed at the end of each line, where old programs write carriage returns alone.
fn with_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\n') || !text.contains('\r') { text } else { text.replace('\r', "\n").into() }
}

/// The records of a text, each with the number of its row, counted as spreadsheets do.
struct Records<'a> {
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    /// Lines of the text that are inside cells.
    inner_lines: usize,
}

impl<'a> Records<'a> {
    fn of(text: &'a str) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(delimiter(text));
        Self { text, reader: builder.from_reader(text.as_bytes()), inner_lines: 0 }
    }
}

impl Iterator for Records<'_> {
    type Item = (usize, csv::StringRecord);

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = csv::StringRecord::new();
        // The text is UTF-8, so the only thing that can be wrong are rows of unequal length, which are allowed.
        if !self.reader.read_record(&mut record).unwrap_or(false) {
            return None;
        }
        let line = record.position().map_or(0, |at| line_of_record(self.text, at));
        let number = line.saturating_sub(self.inner_lines);
        self.inner_lines += record.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count()).sum::<usize>();
        Some((number, record))
    }
}

/// The headings of a table, and the number of their row: of the first rows the one of which most cells are known as headings, or the first
/// one with several cells. `None` if there is no text.
fn headings(text: &str) -> Option<(Vec<String>, usize)> {
    let is_empty = |record: &csv::StringRecord| record.iter().all(|cell| cell.trim().is_empty());
    let first = Records::of(text).filter(|(_, record)| !is_empty(record)).take(ROWS_ABOVE);
    // A heading is a few words, whatever else stands in the first rows.
    let shortened = |cell: &str| cleaned(&cell.chars().take(LONGEST_HEADING).collect::<String>());
    let rows = first.map(|(number, record)| (record.iter().take(MOST_COLUMNS).map(shortened).collect(), number));
    let rows: Vec<(Vec<String>, usize)> = rows.collect();
    let known = |cells: &[String]| guess(cells).iter().flatten().count();
    let most = rows.iter().map(|(cells, _)| known(cells)).max()?;
    let several = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let index = rows.iter().position(|(cells, _)| if most > 0 { known(cells) == most } else { several(cells) });
    rows.into_iter().nth(index.unwrap_or(0))
}

/// The text of these bytes: UTF-8, UTF-16 with its mark, or the code page in which spreadsheets save Korean.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let marked = Encoding::for_bom(bytes);
    let encoding = marked.map_or(UTF_8, |(encoding, _)| encoding);
    let body = &bytes[marked.map_or(0, |(_, length)| length)..];
    if encoding == UTF_8 {
        if let Ok(text) = std::str::from_utf8(body) {
            return (!text.contains('\0')).then_some(Cow::Borrowed(text));
        }
        let text = EUC_KR.decode_without_bom_handling_and_without_replacement(body)?;
        return (!text.contains('\0')).then_some(text);
    }
    let is_known = [UTF_16LE, UTF_16BE].contains(&encoding);
    is_known.then(|| encoding.decode_without_bom_handling_and_without_replacement(body)).flatten()
}

/// The sign between cells: the one that parts the first lines into most cells.
fn delimiter(text: &str) -> u8 {
    /// How much of a text is looked at, in letters.
    const BEGINNING: usize = 20_000;
    let beginning = text.char_indices().nth(BEGINNING).map_or(text, |(end, _)| &text[..end]);
    let lines = || beginning.lines().filter(|line| !line.trim().is_empty()).take(ROWS_ABOVE);
    let count = |sign: u8| lines().map(|line| line.bytes().filter(|byte| *byte == sign).count()).max().unwrap_or(0);
    // Cells that were copied out of a spreadsheet are parted by tabs, and may have commas in them.
    if count(b'\t') > 0 {
        return b'\t';
    }
    let mut best = b',';
    for sign in [b';', b'|'] {
        if count(sign) > count(best) {
            best = sign;
        }
    }
    best
}
