//! Writes incidents beside one another as text for other programs: CSV for spreadsheets, cells with tabs for the clipboard, Markdown for slides.

use super::{HORIZONS, Incident, Record};
use crate::model::Localized;
use crate::study::markdown::escaped;
use crate::study::spreadsheet::{csv, text_cell};
use crate::study::{Restored, Weight};
use crate::text::Texts;
use crate::units::Span;

/// The headings of the CSV.
const COLUMNS: [&str; 9] =
    ["what", "incident", "name", "from_secs", "since_strike_secs", "part", "whole", "share", "source"];

/// Incidents that are written beside one another.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The incidents.
    pub incidents: &'a [&'a Incident],
    /// The texts of their worlds.
    pub worlds: &'a [Localized<'a>],
    /// Their names.
    pub names: &'a [String],
    /// What each service counts for.
    pub weight: Weight,
}

impl<'a> Sheet<'a> {
    fn rows(self) -> impl Iterator<Item = (&'a Incident, Localized<'a>, &'a str)> {
        let names = self.names.iter().map(String::as_str);
        self.incidents.iter().copied().zip(self.worlds.iter().copied()).zip(names).map(|((a, b), c)| (a, b, c))
    }

    /// The curves, the shares at the horizons and the records as CSV. Times are in seconds since the first strike. `part` of `whole` are back;
    /// `share` is the one divided by the other. A share is empty where nothing was out.
    #[must_use]
    pub fn to_csv(self) -> String {
        let weight = match self.weight {
            Weight::Services => "services",
            Weight::Users => "users",
        };
        let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
        for (incident, world, name) in self.rows() {
            let counted = |what: &str, since: Span, restored: Restored| {
                let [part, whole] = [restored.up, restored.out];
                let cells = [what, &text_cell(name), weight, "", &since.0.to_string()].map(str::to_owned);
                [cells.as_slice(), &[part.to_string(), whole.to_string(), share(part, whole), String::new()]].concat()
            };
            let curve = incident.curve(self.weight);
            lines.extend(curve.steps().iter().map(|(since, restored)| counted("curve", *since, *restored)));
            let after = HORIZONS.iter().filter_map(|since| Some((since, curve.after(*since)?)));
            lines.extend(after.map(|(since, restored)| counted("after", *since, restored)));
            for record in incident.records(self.weight) {
                let about = record.what.words(world, &Texts::english());
                let since = record.since.map_or_else(String::new, |since| since.0.to_string());
                let cells = [record.what.key(), &text_cell(name), &text_cell(&about), &since, &record.at.0.to_string()];
                let shares = [record.part.to_string(), record.whole.to_string(), share(record.part, record.whole)];
                let cells = cells.map(str::to_owned);
                lines.push([cells.as_slice(), &shares, &[text_cell(&source(record, incident, world))]].concat());
            }
        }
        csv(lines.into_iter())
    }

    /// What the curves show, the shares at the horizons and the records as Markdown.
    #[must_use]
    pub fn to_markdown(self, texts: &Texts) -> String {
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut markdown = format!("{}\n", escaped(&about(self.weight, texts)));
        for table in self.tables(texts).into_iter().filter(|table| table.len() > 1) {
            let rule = "|---".repeat(table[0].len());
            let mut rows = table.into_iter().map(|row| line(row.iter().map(|cell| escaped(cell)).collect()));
            markdown.push('\n');
            markdown.extend(rows.next());
            markdown.push_str(&format!("{rule}|\n"));
            markdown.extend(rows);
        }
        markdown
    }

    /// The tables of [`Self::to_markdown`] with tabs between cells, for slides and spreadsheets.
    #[must_use]
    pub fn to_tabs(self, texts: &Texts) -> String {
        let tables = self.tables(texts).into_iter().filter(|table| table.len() > 1);
        let line = |row: Vec<String>| row.iter().map(|cell| text_cell(cell)).collect::<Vec<_>>().join("\t");
        let lines = tables.flat_map(|table| table.into_iter().map(line));
        std::iter::once(text_cell(&about(self.weight, texts))).chain(lines).map(|line| line + "\n").collect()
    }

    /// Two tables, each with its headings: the shares at the horizons, and the records with their sources.
    #[must_use]
    pub fn tables(self, texts: &Texts) -> [Vec<Vec<String>>; 2] {
        [self.shares(texts), self.records(texts, usize::MAX)]
    }

    /// The table of the shares at the horizons, with its headings.
    #[must_use]
    pub fn shares(self, texts: &Texts) -> Vec<Vec<String>> {
        let mut headings = vec![texts.get("incidents-incident").to_owned(), out_heading(self.weight, texts)];
        headings.extend(HORIZONS.map(|since| texts.with("incidents-after", &[("span", &texts.span(since))])));
        headings.extend(["incidents-half", "incidents-all"].map(|key| texts.get(key).to_owned()));
        let row = |(incident, _, name): (&Incident, Localized<'_>, &str)| {
            let row = incident.horizons(self.weight);
            let mut cells = vec![name.to_owned(), texts.count(row.out)];
            cells.extend(row.after.map(|after| horizon_words(after, texts)));
            cells.extend(row.lasting.map(|since| span_words(since, texts)));
            cells
        };
        std::iter::once(headings).chain(self.rows().map(row)).collect()
    }

    /// The table of the records with their sources, with its headings: at most so many of each incident.
    #[must_use]
    pub fn records(self, texts: &Texts, most: usize) -> Vec<Vec<String>> {
        let headings =
            ["incidents-incident", "incidents-record", "incidents-since", "incidents-back-share", "incidents-source"];
        let mut rows = vec![headings.map(|key| texts.get(key).to_owned()).to_vec()];
        for (incident, world, name) in self.rows() {
            rows.extend(incident.records(self.weight).iter().take(most).map(|record| {
                vec![
                    name.to_owned(),
                    record.what.words(world, texts),
                    record.time_words(texts),
                    record.share_words(),
                    source(record, incident, world),
                ]
            }));
        }
        rows
    }
}

impl Record {
    /// The time since the first strike, in words.
    #[must_use]
    pub fn time_words(&self, texts: &Texts) -> String {
        let at = texts.span(self.at);
        match self.since {
            Some(since) => texts.with("incidents-between", &[("from", &texts.span(since)), ("until", &at)]),
            None => at,
        }
    }
}

/// What is back at a horizon, in words.
#[must_use]
pub fn horizon_words(after: Option<Restored>, texts: &Texts) -> String {
    match after {
        None => texts.get("incidents-run-ended").to_owned(),
        Some(restored) => restored.words().unwrap_or_else(|| texts.get("incidents-none-out").to_owned()),
    }
}

/// A time since the first strike in words, or that there is none within the run.
#[must_use]
pub fn span_words(since: Option<Span>, texts: &Texts) -> String {
    since.map_or_else(|| texts.get("incidents-not-in-run").to_owned(), |since| texts.span(since))
}

/// What the curves show.
fn about(weight: Weight, texts: &Texts) -> String {
    texts
        .get(match weight {
            Weight::Services => "incidents-about-services",
            Weight::Users => "incidents-about-users",
        })
        .to_owned()
}

fn out_heading(weight: Weight, texts: &Texts) -> String {
    texts
        .get(match weight {
            Weight::Services => "incidents-out-services",
            Weight::Users => "incidents-out-users",
        })
        .to_owned()
}

fn share(part: u64, whole: u64) -> String {
    if whole == 0 { String::new() } else { format!("{:.4}", part as f64 / whole as f64) }
}

/// The source of a record with its address, as text; empty if none is given.
fn source(record: &Record, incident: &Incident, world: Localized<'_>) -> String {
    let Some(id) = record.source else { return String::new() };
    let title = world.source_title(id);
    match &incident.run.world.sources[id].address {
        Some(address) => format!("{title} ({address})"),
        None => title.to_owned(),
    }
}
