//! `firedrill import`: makes a scenario of tables (CSV) and service catalogues (Backstage).

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::output::write_line;
use super::{Failure, PROBLEMS, input};
use crate::file::{self, Links};
use crate::import::{self, Import, ImportProblem, Mapping, Meaning, Options, Source};
use crate::text::Texts;
use crate::units::{one_line, text};

/// What to import.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Tables (CSV, or cells parted by tabs) and catalogues (catalog-info.yaml); - is the standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The scenario file to write; - is the standard output. Without it, only what would be imported is printed
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// A mapping that was kept with --save-mapping
    #[arg(long, value_name = "PATH")]
    mapping: Option<PathBuf>,
    /// Say what a column means: --column 'App name=service', 'Max downtime=rto:hours', or 'Cost=' for a column that is not used
    #[arg(long = "column", value_name = "HEADING=FIELD", value_parser = column)]
    columns: Vec<(String, Option<Meaning>)>,
    /// Keep what the columns mean in this file, for the next import
    #[arg(long, value_name = "PATH")]
    save_mapping: Option<PathBuf>,
    /// The title of the scenario [default: the name of the first file]
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The time zone of the scenario, such as Asia/Seoul [default: UTC]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Leave out cells that cannot be read, instead of stopping there
    #[arg(long)]
    skip_unreadable: bool,
}

impl Args {
    /// Whether the scenario itself is printed.
    pub(super) fn prints_file(&self) -> bool {
        self.output.as_deref().is_some_and(input::is_standard_input)
    }
}

fn column(typed: &str) -> Result<(String, Option<Meaning>), String> {
    let (heading, meaning) = typed.rsplit_once('=').ok_or("write a heading and a field, such as 'App name=service'")?;
    let meaning = if meaning.trim().is_empty() { None } else { Some(meaning.parse()?) };
    Ok((heading.trim().to_owned(), meaning))
}

pub(super) fn import(args: &Args, out: &mut impl Write) -> Result<ExitCode, Failure> {
    input::standard_input_once(&args.files)?;
    let sources = args.files.iter().map(|file| source(file)).collect::<Result<Vec<_>, _>>()?;
    let mut mapping = match &args.mapping {
        Some(path) => read_mapping(path)?,
        None => Mapping::default(),
    };
    for (heading, meaning) in &args.columns {
        mapping.set(heading, *meaning);
    }
    let options =
        Options { title: args.title.clone(), zone: args.zone.clone(), skips_unreadable: args.skip_unreadable };
    let imported = import::import(&sources, &mapping, &options, &Texts::english());
    if let Some(path) = &args.save_mapping {
        save(imported.mapping.to_json().as_bytes(), path)?;
    }
    let report = problems(&imported);
    let Some(scenario) = &imported.scenario else { return Err(Failure::Report(report, PROBLEMS)) };
    super::tell(&report);
    match args.output.as_deref() {
        Some(path) if input::is_standard_input(path) => out.write_all(scenario.to_file().as_bytes())?,
        output => {
            preview(&imported, out)?;
            if let Some(path) = output {
                save(scenario.to_file().as_bytes(), path)?;
                write_line!(out, "{}: written", path.display())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn source(file: &Path) -> Result<Source, Failure> {
    let name = if input::is_standard_input(file) {
        "standard input".to_owned()
    } else {
        file.file_name().map_or_else(|| input::name(file), |name| name.to_string_lossy().into_owned())
    };
    let bytes = input::bytes(file)?;
    Ok(Source { name, bytes: Arc::from(bytes) })
}

fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let name = input::name(path);
    let bytes = input::bytes(path)?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::Said(format!("{name}: this is not UTF-8 text")))?;
    Mapping::from_json(&text).map_err(|error| Failure::Said(format!("{name}: {error}")))
}

fn save(bytes: &[u8], path: &Path) -> Result<(), Failure> {
    file::save_bytes(bytes, path, Links::Keep).map_err(|error| Failure::Unreadable(error.to_string()))
}

/// The problems, and what is to be checked, as text for people.
fn problems(imported: &Import) -> String {
    let mut report = String::new();
    let mut line = |text: String| {
        report.push_str(&one_line(&text));
        report.push('\n');
    };
    for ImportProblem { at, message, remedy, is_skipped } in &imported.problems {
        let kind = if *is_skipped { "left out: " } else { "" };
        line(format!("{}: {kind}{message}", at.saying()));
        line(format!("    {remedy}"));
    }
    if imported.more_problems > 0 {
        line(format!("and {} more problems", text::exact(imported.more_problems as u64)));
    }
    for ImportProblem { at, message, remedy, .. } in &imported.doubts {
        line(format!("{}: to be checked: {message}", at.saying()));
        line(format!("    {remedy}"));
    }
    if imported.more_doubts > 0 {
        line(format!("and {} more to be checked", text::exact(imported.more_doubts as u64)));
    }
    report
}

/// Prints what was found, what the columns mean, what is assumed and which ids were changed.
fn preview(imported: &Import, out: &mut impl Write) -> Result<(), Failure> {
    for source in &imported.sources {
        write_line!(out, "{}: {} rows", source.name, text::exact(source.rows as u64))?;
        for column in &source.columns {
            let meaning = column.meaning.map_or_else(|| "not used".to_owned(), |meaning| meaning.to_string());
            write_line!(out, "    {} = {meaning}  ({})", column.heading, column.values.join(", "))?;
        }
    }
    let counts = imported.counts;
    let [services, sites, dependencies] =
        [counts.services, counts.sites, counts.dependencies].map(|count| text::exact(count as u64));
    write_line!(out, "Found: services: {services}, sites: {sites}, dependencies: {dependencies}")?;
    if !imported.assumed.is_empty() {
        write_line!(out, "Assumed:")?;
    }
    for assumed in &imported.assumed {
        write_line!(out, "    {assumed}")?;
    }
    if !imported.renamed.is_empty() {
        write_line!(out, "Changed ids, because another thing has them:")?;
    }
    for renamed in &imported.renamed {
        write_line!(out, "    {}: {} instead of {}", renamed.name, renamed.to, renamed.from)?;
    }
    Ok(())
}
