//! Writes the tables of an ensemble as CSV. The tables of runs and counts are exact and can be read again; the other tables are for
//! people and plots.

use super::counts::{Cell, Counted, Counts, PER_CENT};
use super::{Drawn, Ensemble, Spread};
use crate::study::spreadsheet::{csv, text_cell};
use crate::text::line_of_record;

/// The reason why a text is not a valid table or header of an ensemble.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum TextError {
    #[error("the header is not one that `firedrill ensemble --csv` wrote: {0}")]
    Header(String),
    #[error("{file} was cut off: it has {has} of {had} bytes; make this shard again")]
    CutOff { file: &'static str, has: u64, had: u64 },
    #[error("{file} was changed after it was written; make this shard again")]
    Changed { file: &'static str },
    #[error("{file}, line {line}: {what}")]
    Row { file: &'static str, line: usize, what: String },
}

impl TextError {
    pub(super) fn header(error: &serde_json::Error) -> Self {
        Self::Header(error.to_string())
    }
}

/// The headings of the table of runs.
fn columns(ensemble: &Ensemble) -> Vec<String> {
    let services = ensemble.services.iter().map(|service| text_cell(&format!("out_secs:{}", service.id)));
    let companies = ensemble.companies.iter().map(|company| text_cell(&format!("fall:{}", company.id)));
    let own = ["seed", "peak_people", "lost_user_millisecs"].map(str::to_owned);
    own.into_iter().chain(services).chain(companies).collect()
}

/// The table of runs, with one row for each run. Falls are written with all digits, so that they are exactly equal when they are
/// read again.
pub(super) fn runs(ensemble: &Ensemble) -> String {
    let row = |run: &Drawn| {
        let own = [run.seed.to_string(), run.peak_people.to_string(), run.lost_user_millisecs.to_string()];
        let (out, fall) = (run.out_secs.iter().map(u32::to_string), run.fall.iter().map(f64::to_string));
        own.into_iter().chain(out).chain(fall).collect()
    };
    csv(std::iter::once(columns(ensemble)).chain(ensemble.runs.iter().map(row)))
}

const COUNT_COLUMNS: [&str; 4] = ["series", "secs", "value", "runs"];

/// The table of counts, with one row for each count that is not zero.
pub(super) fn counts(counts: &Counts) -> String {
    let rows = counts.series.iter().flat_map(|counted| {
        let name = text_cell(&counted.name);
        let row = move |cell: &Cell| {
            let numbers = [counts.secs[cell.moment].to_string(), cell.value.to_string(), cell.runs.to_string()];
            std::iter::once(name.clone()).chain(numbers).collect()
        };
        counted.cells.iter().map(row)
    });
    csv(std::iter::once(COUNT_COLUMNS.map(str::to_owned).to_vec()).chain(rows))
}

/// The table of bands. For each series that is not constant in all runs, it has one row for each time.
pub(super) fn bands(ensemble: &Ensemble) -> String {
    let counts = &ensemble.counts;
    let heading = ["series", "secs"].map(str::to_owned).into_iter().chain(PER_CENT.map(|p| format!("p{p}")));
    let rows = counts.series.iter().flat_map(|counted| {
        let band = counted.band(counts.secs.len(), ensemble.runs.len()).unwrap_or_default();
        let name = text_cell(&counted.name);
        counts.secs.iter().zip(band).map(move |(secs, lines)| {
            let own = [name.clone(), secs.to_string()];
            own.into_iter().chain(lines.map(|value| value.to_string())).collect()
        })
    });
    csv(std::iter::once(heading.collect()).chain(rows))
}

/// The table of percentiles and worst values, with one row for each result.
pub(super) fn spreads(ensemble: &Ensemble) -> String {
    fn row<T: ToString>(what: String, spread: &Spread<T>) -> Vec<String> {
        let numbers = [&spread.p10, &spread.p50, &spread.p90, &spread.worst].map(T::to_string);
        std::iter::once(what).chain(numbers).chain([spread.worst_seed.to_string()]).collect()
    }
    let heading = ["what", "p10", "p50", "p90", "worst", "worst_seed"].map(str::to_owned).to_vec();
    let columns = columns(ensemble);
    let (services, companies) = (ensemble.services.len(), ensemble.companies.len());
    let own = [row(columns[1].clone(), &ensemble.peak_people()), row(columns[2].clone(), &ensemble.lost())].into_iter();
    let out = (0..services).map(|index| row(columns[3 + index].clone(), &ensemble.out_secs(index)));
    let fall = (0..companies).map(|index| row(columns[3 + services + index].clone(), &ensemble.fall(index)));
    csv(std::iter::once(heading).chain(own).chain(out).chain(fall))
}

/// The records of a table, each with its line number. The headings of the table must be equal to `columns`.
fn records<'t>(
    text: &'t str,
    file: &'static str,
    columns: &[String],
) -> Result<impl Iterator<Item = Result<(usize, csv::StringRecord), TextError>> + use<'t>, TextError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let line = move |at: Option<&csv::Position>| at.map_or(1, |at| line_of_record(text, at));
    let wrong = move |error: &csv::Error| {
        let what = if let csv::ErrorKind::UnequalLengths { expected_len, len, .. } = error.kind() {
            format!("it has {len} cells, but the header has {expected_len}")
        } else {
            error.to_string()
        };
        TextError::Row { file, line: line(error.position()), what }
    };
    let own = reader.headers().map_err(|error| wrong(&error))?;
    if !own.iter().eq(columns.iter().map(String::as_str)) {
        return Err(TextError::Row { file, line: 1, what: "the columns do not match the header".into() });
    }
    Ok(reader.into_records().map(move |record| {
        let record = record.map_err(|error| wrong(&error))?;
        Ok((line(record.position()), record))
    }))
}

/// Reads the cell with this index of a record as a number.
fn cell<T: std::str::FromStr>(record: &csv::StringRecord, index: usize) -> Result<T, String> {
    let text = record.get(index).unwrap_or_default();
    text.parse().map_err(|_| format!("\"{text}\" is not a number of the expected form"))
}

/// Reads the table of runs. It must contain each seed of the draw once, in ascending order.
pub(super) fn read_runs(text: &str, file: &'static str, ensemble: &Ensemble) -> Result<Vec<Drawn>, TextError> {
    let (services, companies) = (ensemble.services.len(), ensemble.companies.len());
    let mut seeds = ensemble.draw.seeds();
    let mut runs = Vec::new();
    for record in records(text, file, &columns(ensemble))? {
        let (line, record) = record?;
        let mut run = || -> Result<Drawn, String> {
            let seed = cell(&record, 0)?;
            if seeds.next() != Some(seed) {
                return Err(format!("seed {seed} is not expected in this row"));
            }
            Ok(Drawn {
                seed,
                peak_people: cell(&record, 1)?,
                lost_user_millisecs: cell(&record, 2)?,
                out_secs: (0..services).map(|index| cell(&record, 3 + index)).collect::<Result<_, _>>()?,
                fall: (0..companies).map(|index| cell(&record, 3 + services + index)).collect::<Result<_, _>>()?,
            })
        };
        runs.push(run().map_err(|what| TextError::Row { file, line, what })?);
    }
    match seeds.next() {
        None => Ok(runs),
        Some(missing) => {
            let line = runs.len() + 2;
            Err(TextError::Row { file, line, what: format!("seed {missing} is missing") })
        }
    }
}

/// Reads the table of counts. `secs` are the times of the header, and `series` are the names and usual values of the series.
pub(super) fn read_counts(
    text: &str,
    file: &'static str,
    secs: Vec<i64>,
    series: Vec<(String, u64)>,
) -> Result<Counts, TextError> {
    let mut series: Vec<Counted> =
        series.into_iter().map(|(name, usual)| Counted { name, usual, cells: Vec::new() }).collect();
    let names: Vec<String> = series.iter().map(|counted| text_cell(&counted.name)).collect();
    let mut index = 0;
    for record in records(text, file, &COUNT_COLUMNS.map(str::to_owned))? {
        let (line, record) = record?;
        let mut read = || -> Result<(), String> {
            let name = record.get(0).unwrap_or_default();
            while names.get(index).is_some_and(|other| other != name) {
                index += 1;
            }
            let own = series.get_mut(index).ok_or_else(|| format!("\"{name}\" is not expected in this row"))?;
            let at: i64 = cell(&record, 1)?;
            let moment = secs.binary_search(&at).map_err(|_| format!("the time {at} is not in the header"))?;
            let cell = Cell { moment, value: cell(&record, 2)?, runs: cell(&record, 3)? };
            let in_order = own.cells.last().is_none_or(|last| (last.moment, last.value) < (cell.moment, cell.value));
            own.cells.push(cell);
            if in_order { Ok(()) } else { Err("the rows are not in ascending order".to_owned()) }
        };
        read().map_err(|what| TextError::Row { file, line, what })?;
    }
    Ok(Counts { secs, series })
}
