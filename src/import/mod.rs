//! Makes a scenario of what other programs know: tables of sites, services and dependencies (CSV), plans for disaster recovery, and service
//! catalogues of Backstage.
//!
//! A table may have any columns: [`Mapping`] says what each means. It is guessed from the headings, and can be given and kept. What a
//! source does not say, such as users or servers, is assumed, and each assumption is a note of the scenario. All problems are told at once,
//! each with its row and column.

mod cells;
mod fields;
mod headings;

mod problems;
mod source;

mod sheet;

mod mapping;
mod places;

mod draft;
mod separators;

mod catalogue;
mod rows;
mod world;

pub use self::cells::{is_nothing, span_of_number};
use self::draft::Draft;
pub use self::fields::{Field, Meaning, Unit};
pub use self::headings::{field_called, unit_in};
pub use self::mapping::{Mapping, SheetMapping};
use self::problems::{FoundProblems, Problems};
pub use self::problems::{ImportProblem, Origin};
use self::sheet::Sheet;
pub use self::source::{LARGEST, Source};
pub use self::world::{Counts, Options, Renamed, is_untrue_of, without_untrue_notes};
use crate::file::Authored;
use crate::text::{Saying, Texts};

/// A column of a table, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnPreview {
    /// The heading.
    pub heading: String,
    /// What the column means; `None` if it is not used.
    pub meaning: Option<Meaning>,
    /// The first values.
    pub values: Vec<String>,
}

/// What was found in one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePreview {
    /// The name of the source.
    pub name: String,
    /// The columns of a table. Empty for a catalogue.
    pub columns: Vec<ColumnPreview>,
    /// The number of rows below the headings, or of entities of a catalogue.
    pub rows: usize,
}

/// The result of an import.
#[derive(Clone, Debug)]
pub struct Import {
    /// What was found in each source.
    pub sources: Vec<SourcePreview>,
    /// The mapping that was used. It can be kept for the next time.
    pub mapping: Mapping,
    /// The problems, in the order of the sources and rows.
    pub problems: Vec<ImportProblem>,
    /// How many problems there are beside those that are listed.
    pub more_problems: usize,
    /// What is imported as it is written, and may be meant otherwise: with its row, and what may be meant.
    pub doubts: Vec<ImportProblem>,
    /// How many of these there are beside those that are listed.
    pub more_doubts: usize,
    /// What is assumed because no source says it.
    pub assumed: Vec<Saying>,
    /// The ids that were changed because another thing has them.
    pub renamed: Vec<Renamed>,
    /// How many things were found.
    pub counts: Counts,
    /// The scenario. `None` if there are problems, or nothing was found.
    pub scenario: Option<Authored>,
}

/// Reads these sources, and makes a scenario of them. `given` is what is known about columns; the meaning of others is guessed. Notes and
/// names that the scenario needs beside those of the sources are in the language of `texts`.
#[must_use]
pub fn import(sources: &[Source], given: &Mapping, options: &Options, texts: &Texts) -> Import {
    let mut problems = Problems::new(options.skips_unreadable);
    let mut draft = Draft::default();
    let (mut previews, mut mapping) = (Vec::new(), Mapping::default());
    let mut sheets = Vec::new();
    for source in sources {
        match kind(source) {
            Kind::Catalogue => {
                let rows = catalogue::read(source, &mut draft, &mut problems);
                previews.push(SourcePreview { name: source.name.clone(), columns: Vec::new(), rows });
            }
            Kind::Table => {
                let sheet = Sheet::read(source, &mut problems);
                let sheet_mapping = given.of(&sheet);
                previews.push(preview(&sheet, &sheet_mapping));
                mapping.sheets.push(sheet_mapping.clone());
                sheets.push((sheet, sheet_mapping));
            }
        }
    }
    let has_services = !draft.services.is_empty() || sheets.iter().any(|(_, mapping)| mapping.describes_services());
    for (sheet, mapping) in &sheets {
        rows::read(sheet, mapping, has_services, &mut draft, &mut problems);
    }
    let made = world::make(draft, options, texts, &mut problems);
    let is_found = made.counts.services > 0;
    if !is_found && problems.is_empty() {
        problems.whole(sources.first().map_or("", |source| &source.name), "import-nothing", "import-nothing-remedy");
    }
    let order: Vec<&str> = sources.iter().map(|source| source.name.as_str()).collect();
    let FoundProblems { problems, more_problems, doubts, more_doubts } = problems.finish(&order);
    let scenario = problems.iter().all(|problem| problem.is_skipped).then_some(made.authored).filter(|_| is_found);
    let (assumed, renamed, counts) = (made.assumed, made.renamed, made.counts);
    let sources = previews;
    Import { sources, mapping, problems, more_problems, doubts, more_doubts, assumed, renamed, counts, scenario }
}

enum Kind {
    Table,
    Catalogue,
}

/// What a source is, by its name or, if it has none that tells, by its first lines.
fn kind(source: &Source) -> Kind {
    let name = source.name.to_lowercase();
    let is_yaml = [".yaml", ".yml"].iter().any(|ending| name.ends_with(ending));
    let is_table = [".csv", ".tsv", ".txt", ".tab"].iter().any(|ending| name.ends_with(ending));
    let beginning = String::from_utf8_lossy(&source.bytes[..source.bytes.len().min(4_096)]);
    let looks_like_yaml = || beginning.lines().any(|line| line.starts_with("apiVersion:") || line.starts_with("kind:"));
    if is_yaml || !is_table && looks_like_yaml() { Kind::Catalogue } else { Kind::Table }
}

fn preview(sheet: &Sheet, mapping: &SheetMapping) -> SourcePreview {
    /// How many values of a column are shown.
    const VALUES: usize = 3;
    let column = |(index, heading): (usize, &String)| {
        let cells = sheet.rows.iter().filter_map(|row| row.cells.get(index)).filter(|cell| !cell.is_empty());
        ColumnPreview {
            heading: heading.clone(),
            meaning: mapping.meaning(index),
            values: cells.take(VALUES).map(|cell| cell.replace('\n', " ")).collect(),
        }
    };
    let columns = sheet.headings.iter().enumerate().map(column).collect();
    SourcePreview { name: sheet.name.clone(), columns, rows: sheet.rows.len() }
}
