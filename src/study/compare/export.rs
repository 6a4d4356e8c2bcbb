//! Writes a comparison as text for other programs: CSV for spreadsheets, cells with tabs for the clipboard, Markdown for slides.

use super::{Both, CompanyRow, Comparison, ServiceRow};
use crate::model::Localized;
use crate::study::markdown::escaped;
use crate::study::spreadsheet::{csv, text_cell, user_hours_cell};
use crate::text::Texts;
use crate::units::{Span, text};

/// The text of a cell if the service or company of its row does not exist in the run of its column.
const NOT_THERE: &str = "\u{2013}";

/// The values in the CSV. Each value has two columns, one for each of the two runs.
const COLUMNS: [&str; 7] = [
    "lost_user_hours",
    "out_total_secs",
    "longest_down_secs",
    "back_secs",
    "lowest_price_change",
    "peak_dark_servers",
    "peak_people",
];

/// One line of the CSV: what it is about (people, a company or a service), its id and name, then the values of both runs for each of
/// [`COLUMNS`], and the lost user-time of both runs.
struct CsvRow<'a> {
    who: [&'a str; 3],
    columns: [Option<Both<String>>; COLUMNS.len()],
    lost: Both<u128>,
}

impl CompanyRow {
    /// The name of the company in the world that has it, the first of the two if both do.
    #[must_use]
    pub fn localized<'a>(&self, worlds: Both<Localized<'a>>) -> &'a str {
        let name = |side: usize| self.ids[side].map(|id| worlds[side].company_name(id));
        name(0).or_else(|| name(1)).unwrap_or_default()
    }
}

impl ServiceRow {
    /// The name of the service in the world that has it, the first of the two if both do.
    #[must_use]
    pub fn localized<'a>(&self, worlds: Both<Localized<'a>>) -> &'a str {
        let name = |side: usize| self.ids[side].map(|id| worlds[side].service_name(id));
        name(0).or_else(|| name(1)).unwrap_or_default()
    }

    /// Whether the results of the service are different in the two runs.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.lost[0] != self.lost[1]
            || self.out[0] != self.out[1]
            || self.down[0] != self.down[1]
            || self.back[0] != self.back[1]
    }
}

impl Comparison {
    /// The comparison as CSV: one line for all people, one for each company and one for each service. Times are in seconds, and user-hours
    /// have three decimals. The headings contain the names of the two runs. A cell is empty if the value does not apply, or if the service
    /// or company of the line does not exist in the run of the column. Cells with text are those of [`text_cell`].
    #[must_use]
    pub fn to_csv(&self, worlds: Both<Localized<'_>>, names: &Both<String>) -> String {
        csv(std::iter::once(csv_headings(names)).chain(self.csv_rows(worlds).map(csv_cells)))
    }

    fn csv_rows<'a>(&'a self, worlds: Both<Localized<'a>>) -> impl Iterator<Item = CsvRow<'a>> {
        let everybody = {
            let people = self.peak_people.map(|people| people.to_string());
            CsvRow {
                who: ["everybody", "", ""],
                columns: [Some(self.lost.map(user_hours_cell)), None, None, None, None, None, Some(people)],
                lost: self.lost,
            }
        };
        let companies = self.companies.iter().map(move |row| {
            let lost = both_cells(row.ids, row.lost, user_hours_cell, "");
            let lowest = row.lowest.map(|lowest| lowest.map_or_else(String::new, |change| format!("{change:.4}")));
            let dark = both_cells(row.ids, row.dark_servers, |servers| servers.to_string(), "");
            CsvRow {
                who: ["company", row.key.as_str(), row.localized(worlds)],
                columns: [Some(lost), None, None, None, Some(lowest), Some(dark), None],
                lost: row.lost,
            }
        });
        let services = self.services.iter().map(move |row| {
            let secs = |span: Span| span.0.to_string();
            let lost = both_cells(row.ids, row.lost, user_hours_cell, "");
            let (out, down) = (both_cells(row.ids, row.out, secs, ""), both_cells(row.ids, row.down, secs, ""));
            let back = row.back.map(|at| at.map_or_else(String::new, |at| at.0.to_string()));
            CsvRow {
                who: ["service", row.key.as_str(), row.localized(worlds)],
                columns: [Some(lost), Some(out), Some(down), Some(back), None, None, None],
                lost: row.lost,
            }
        });
        std::iter::once(everybody).chain(companies).chain(services)
    }

    /// The comparison as Markdown tables for slides. `worlds` are the texts of the worlds of the two runs. The headings contain the
    /// names of the two runs. `about` is the text above the tables: the lines of [`Comparison::story`].
    #[must_use]
    pub fn to_markdown(
        &self,
        worlds: Both<Localized<'_>>,
        names: &Both<String>,
        about: &[String],
        texts: &Texts,
    ) -> String {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let headings = |cells: &[String]| cells.iter().map(|heading| escaped(heading)).collect::<Vec<_>>();
        // Only the name comes from the file. The other cells are numbers with signs and units.
        let row = |cells: &[String]| [&[escaped(&cells[0])], &cells[1..]].concat();
        let mut markdown: String = about.iter().map(|line| format!("{}\n\n", escaped(line))).collect();
        for (index, table) in self.tables(worlds, names, texts).iter().filter(|table| table.len() > 1).enumerate() {
            if index > 0 {
                markdown.push('\n');
            }
            markdown.push_str(&line(&headings(&table[0])));
            markdown.push_str("|---|");
            markdown.push_str(&"---:|".repeat(table[0].len() - 1));
            markdown.push('\n');
            table[1..].iter().for_each(|cells| markdown.push_str(&line(&row(cells))));
        }
        markdown
    }

    /// The tables of [`Self::to_markdown`] with tabs between cells. Programs for slides and spreadsheets paste this text as one
    /// table. Cells with text are those of [`text_cell`].
    #[must_use]
    pub fn to_tabs(
        &self,
        worlds: Both<Localized<'_>>,
        names: &Both<String>,
        about: &[String],
        texts: &Texts,
    ) -> String {
        let tables = self.tables(worlds, names, texts);
        // The headings and the first column have names from the file. The other cells are numbers with signs and units.
        let heading = |cells: &[String]| cells.iter().map(|cell| text_cell(cell)).collect::<Vec<_>>().join("\t");
        let row = |cells: &Vec<String>| [&[text_cell(&cells[0])], &cells[1..]].concat().join("\t");
        let rows = tables.iter().filter(|table| table.len() > 1);
        let rows = rows.flat_map(|table| std::iter::once(heading(&table[0])).chain(table[1..].iter().map(row)));
        about.iter().map(|line| text_cell(line)).chain(rows).map(|line| line + "\n").collect()
    }

    /// Three tables: all people, the companies, and the services that differ. Each begins with its headings in the language of
    /// `texts`.
    fn tables(&self, worlds: Both<Localized<'_>>, names: &Both<String>, texts: &Texts) -> [Vec<Vec<String>>; 3] {
        let headings = |who: &'static str, besides: &'static str| {
            let of = |what: &str, side: usize| texts.with("compare-of", &[("what", what), ("plan", &names[side])]);
            let (lost, besides) = (texts.get("compare-lost"), texts.get(besides));
            let difference = texts.get("compare-difference").to_owned();
            vec![texts.get(who).to_owned(), of(lost, 0), of(lost, 1), difference, of(besides, 0), of(besides, 1)]
        };
        let row = |name: &str, there: Both<Option<()>>, lost: Both<u128>, besides: Both<String>| {
            let [first, second] = both_cells(there, lost, |lost| texts.lost_user_hours(lost), NOT_THERE);
            let besides = both_cells(there, besides, |words| words, NOT_THERE);
            [vec![name.to_owned(), first, second, gained(lost, texts)], besides.to_vec()].concat()
        };
        let people = self.peak_people.map(|people| texts.count(people));
        let everybody = row(texts.get("compare-everybody"), [Some(()); 2], self.lost, people);
        let companies = self.companies.iter().map(|company| {
            let lowest = company.lowest.map(|lowest| lowest.map_or_else(String::new, text::change));
            row(company.localized(worlds), company.ids.map(|id| id.map(drop)), company.lost, lowest)
        });
        // If no company is listed, there is nothing in the last two columns.
        let columns = if self.has_prices() { 6 } else { 4 };
        let narrowed = |mut cells: Vec<String>| {
            cells.truncate(columns);
            cells
        };
        let services = self.services.iter().filter(|service| service.differs()).map(|service| {
            let out = [0, 1].map(|side| service.out_words(side, texts));
            row(service.localized(worlds), service.ids.map(|id| id.map(drop)), service.lost, out)
        });
        [
            vec![headings("compare-altogether", "compare-people"), everybody],
            std::iter::once(headings("compare-companies", "compare-lowest")).chain(companies).map(narrowed).collect(),
            std::iter::once(headings("compare-services", "compare-out")).chain(services).collect(),
        ]
    }
}

impl ServiceRow {
    /// The total length of the outages in one of the runs, in words. If an outage goes on at the end of the run, the words say so.
    #[must_use]
    pub fn out_words(&self, side: usize, texts: &Texts) -> String {
        let span = texts.span(self.out[side]);
        if self.goes_on[side] { texts.with("compare-so-far", &[("span", &span)]) } else { span }
    }
}

/// The values of both runs as text. For a run that does not have the service or company (its id in `ids` is `None`), the text is
/// `otherwise`.
pub fn both_cells<I, T>(
    ids: Both<Option<I>>,
    values: Both<T>,
    write: impl Fn(T) -> String,
    otherwise: &str,
) -> Both<String> {
    let ([first, second], [one, other]) = (ids, values);
    [(first, one), (second, other)].map(|(id, value)| id.map_or_else(|| otherwise.to_owned(), |_| write(value)))
}

/// How many more user-hours are lost in the second run than in the first, with a sign; "0" if there is no difference.
#[must_use]
pub fn gained(lost: Both<u128>, texts: &Texts) -> String {
    match super::difference(lost) {
        ..0 => format!("\u{2212}{}", texts.lost_difference(lost)),
        0 => "0".to_owned(),
        1.. => format!("+{}", texts.lost_difference(lost)),
    }
}

/// The headings of the CSV. Those of values contain the letter of a run, for programs, and the run's name, for people.
fn csv_headings(names: &Both<String>) -> Vec<String> {
    let pair =
        |what: &&str| [text_cell(&format!("{what}_a: {}", names[0])), text_cell(&format!("{what}_b: {}", names[1]))];
    let mut headings: Vec<String> = ["what", "id", "name"].map(str::to_owned).to_vec();
    headings.extend(COLUMNS.iter().flat_map(pair));
    headings.insert(5, "lost_user_hours_difference".to_owned());
    headings
}

fn csv_cells(row: CsvRow<'_>) -> Vec<String> {
    let mut cells = row.who.map(text_cell).to_vec();
    cells.extend(row.columns.into_iter().flat_map(Option::unwrap_or_default));
    let more = super::difference(row.lost);
    let sign = if more < 0 { "-" } else { "" };
    cells.insert(5, format!("{sign}{}", user_hours_cell(more.unsigned_abs())));
    cells
}
