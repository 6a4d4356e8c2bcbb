//! Writes an ensemble as the texts of several files, and reads it from them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::text::{self, TextError};
use super::{Counts, Draw, Ensemble};

/// The name of the header file. The header contains the sizes and hashes of the two files that are read again (runs and counts). The other
/// files are only for people.
pub const HEADER: &str = "about.json";
const RUNS: &str = "runs.csv";
const COUNTS: &str = "counts.csv";
const BANDS: &str = "bands.csv";
const SPREAD: &str = "spread.csv";

/// The id of a service or company, and its name for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// The scenario and the plan of an ensemble, and the program that made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The name and version of the program.
    pub made_by: String,
    /// The title of the scenario.
    pub scenario: String,
    /// The SHA-256 hash of the scenario's text as this program writes it. Two different scenarios have different hashes.
    pub digest: String,
    /// The name of the plan, if a plan was run.
    pub plan: Option<String>,
}

/// An ensemble, with its scenario and plan.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Filed {
    pub about: About,
    pub ensemble: Ensemble,
}

/// The contents of the header file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    about: About,
    draw: Draw,
    services: Vec<Named>,
    companies: Vec<Named>,
    /// The times at which values are counted, in seconds since the start.
    secs: Vec<i64>,
    /// For each series, its name and its usual value (see [`Counts`]).
    series: Vec<(String, u64)>,
    files: BTreeMap<String, Seal>,
}

/// The size and hash of a file, which show whether the file is complete and unchanged.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seal {
    bytes: u64,
    sha256: String,
}

impl Seal {
    fn of(text: &str) -> Self {
        Self { bytes: text.len() as u64, sha256: digest(text) }
    }
}

/// The SHA-256 hash of a text, in hexadecimal.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl About {
    /// The description of an ensemble that this program makes.
    #[must_use]
    pub fn new(scenario: String, scenario_text: &str, plan: Option<String>) -> Self {
        let made_by = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned();
        Self { made_by, scenario, digest: digest(scenario_text), plan }
    }
}

impl Filed {
    /// The name and text of each file; the header is the last.
    #[must_use]
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        self.marked_texts("")
    }

    /// The name and text of each file, as [`Self::texts`], with a byte order mark or another `mark` before each table.
    #[must_use]
    pub fn marked_texts(&self, mark: &str) -> Vec<(&'static str, String)> {
        let ensemble = &self.ensemble;
        let tables = [
            (RUNS, text::runs(ensemble)),
            (COUNTS, text::counts(&ensemble.counts)),
            (BANDS, text::bands(ensemble)),
            (SPREAD, text::spreads(ensemble)),
        ];
        let mut texts: Vec<(&'static str, String)> =
            tables.into_iter().map(|(name, table)| (name, format!("{mark}{table}"))).collect();
        let sealed = texts.iter().filter(|(name, _)| [RUNS, COUNTS].contains(name));
        let header = Header {
            about: self.about.clone(),
            draw: ensemble.draw,
            services: ensemble.services.clone(),
            companies: ensemble.companies.clone(),
            secs: ensemble.counts.secs.clone(),
            series: ensemble.counts.series.iter().map(|counted| (counted.name.clone(), counted.usual)).collect(),
            files: sealed.map(|(name, text)| ((*name).to_owned(), Seal::of(text))).collect(),
        };
        let header = serde_json::to_string_pretty(&header).expect("a header has nothing that JSON cannot say");
        texts.push((HEADER, header + "\n"));
        texts
    }

    /// Reads an ensemble from its header and from the files that the header lists. `text_of` returns the text of a file by its
    /// name.
    ///
    /// # Errors
    /// [`TextError`] if a text is not what this program wrote.
    pub fn from_texts<E>(header: &str, text_of: impl Fn(&str) -> Result<String, E>) -> Result<Self, E>
    where
        E: From<TextError>,
    {
        let header: Header = serde_json::from_str(header).map_err(|error| TextError::header(&error))?;
        let sealed = |name: &'static str| -> Result<String, E> {
            let text = text_of(name)?;
            let (is, was) = (Seal::of(&text), header.files.get(name));
            match was {
                Some(was) if is == *was => Ok(text),
                Some(was) if is.bytes < was.bytes => {
                    Err(TextError::CutOff { file: name, has: is.bytes, had: was.bytes }.into())
                }
                Some(_) | None => Err(TextError::Changed { file: name }.into()),
            }
        };
        let (runs, counted) = (sealed(RUNS)?, sealed(COUNTS)?);
        let counts = text::read_counts(&counted, COUNTS, header.secs, header.series)?;
        let mut ensemble = Ensemble {
            draw: header.draw,
            services: header.services,
            companies: header.companies,
            runs: Vec::new(),
            counts,
        };
        ensemble.runs = text::read_runs(&runs, RUNS, &ensemble)?;
        Ok(Self { about: header.about, ensemble })
    }
}

impl Ensemble {
    /// Whether both ensembles have the same services, companies, series and times.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let names = |counts: &Counts| -> Vec<(String, u64)> {
            counts.series.iter().map(|counted| (counted.name.clone(), counted.usual)).collect()
        };
        self.services == other.services
            && self.companies == other.companies
            && self.counts.secs == other.counts.secs
            && names(&self.counts) == names(&other.counts)
    }
}
