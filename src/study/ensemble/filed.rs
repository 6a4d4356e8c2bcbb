//! An ensemble as files: what it is of, and the texts that are written and read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::text::{self, TextError};
use super::{Counts, Draw, Ensemble};

/// The names of the files. The header names and seals those it cannot be read without; the others are for people.
pub const HEADER: &str = "about.json";
const RUNS: &str = "runs.csv";
const COUNTS: &str = "counts.csv";
const BANDS: &str = "bands.csv";
const SPREAD: &str = "spread.csv";

/// Something with an id and a name for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// What an ensemble is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The program and its version.
    pub made_by: String,
    /// The title of the scenario.
    pub scenario: String,
    /// SHA-256 of the scenario's text as the program writes it, which no other scenario has.
    pub digest: String,
    /// The plan, if one was run.
    pub plan: Option<String>,
}

/// An ensemble and what it is of.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Filed {
    pub about: About,
    pub ensemble: Ensemble,
}

/// The text of the header.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    about: About,
    draw: Draw,
    services: Vec<Named>,
    companies: Vec<Named>,
    /// The moments that are counted, in seconds since the start.
    secs: Vec<i64>,
    /// By series: the value of all runs that are not counted.
    series: Vec<(String, u64)>,
    files: BTreeMap<String, Seal>,
}

/// What shows that a file is whole.
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

/// SHA-256 of a text, in hexadecimal.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl About {
    /// What an ensemble of this program is of.
    #[must_use]
    pub fn new(scenario: String, scenario_text: &str, plan: Option<String>) -> Self {
        let made_by = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned();
        Self { made_by, scenario, digest: digest(scenario_text), plan }
    }
}

impl Filed {
    /// The files, each with its name; the header comes last.
    #[must_use]
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        let ensemble = &self.ensemble;
        let mut texts = vec![
            (RUNS, text::runs(ensemble)),
            (COUNTS, text::counts(&ensemble.counts)),
            (BANDS, text::bands(ensemble)),
            (SPREAD, text::spreads(ensemble)),
        ];
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

    /// Reads an ensemble from the text of its header and of the files that it asks for by name.
    ///
    /// # Errors
    /// [`TextError`] if a text is not what was written.
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
    /// Whether both are of the same things, counted in the same way.
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
