//! `firedrill restoration`: incidents of different worlds beside one another, as restoration curves from their first strike.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::input::Loaded;
use super::json::write_value;
use super::output::{Form, write_line};
use super::render::language;
use super::table::Table;
use super::{Failure, input};
use crate::app::IncidentsPicture;
use crate::file::{self, Links};
use crate::model::{Localized, Plan};
use crate::study::incidents::{HORIZONS, Incident, MOST_INCIDENTS, Sheet, names};
use crate::study::{Run, Weight, plan_of_history, spreadsheet};
use crate::text::{Language, Texts};

/// What to draw beside one another.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The incidents, at most three: files, or names of scenarios that ship with the program; - is the standard input
    #[arg(required = true, num_args = 1..=MOST_INCIDENTS, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The plan of the first FILE; give it again for the second and the third. With one FILE, each --plan is a curve of its own [default: what was really done]
    #[arg(long = "plan", value_name = "NAME")]
    plans: Vec<String>,
    /// What a service counts for
    #[arg(long, value_enum, default_value_t)]
    weight: Counted,
    /// Print one JSON object
    #[arg(long, group = "form")]
    json: bool,
    /// Print curves, shares and records as CSV
    #[arg(long, group = "form")]
    csv: bool,
    /// Begin the CSV with a byte order mark, without which Excel reads Hangul and other letters wrongly
    #[arg(long, requires = "csv")]
    bom: bool,
    /// Print Markdown for slides: the shares after an hour, a day and a week, and the records
    #[arg(long, group = "form")]
    markdown: bool,
    /// Draw the curves as a PNG picture into this file, too
    #[arg(short, long, value_name = "PNG")]
    output: Option<PathBuf>,
    /// Draw the time in the picture so that minutes and days can both be read
    #[arg(long, requires = "output")]
    log: bool,
    /// Draw in the light colours of "Day", for a bright room
    #[arg(long, requires = "output")]
    day: bool,
    /// The language of the picture and of the Markdown: en or ko; texts of a scenario that are not translated stay as they are
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language)]
    language: Language,
}

/// What a service counts for, on the command line.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Counted {
    /// Each service counts once
    #[default]
    Services,
    /// Each service counts for its users
    Users,
}

impl Args {
    /// The form of what the command prints.
    pub(super) const fn form(&self) -> Form {
        match self {
            Self { json: true, .. } => Form::Json,
            Self { csv: true, .. } | Self { markdown: true, .. } => Form::File,
            Self { .. } => Form::Text,
        }
    }

    const fn weight(&self) -> Weight {
        match self.weight {
            Counted::Services => Weight::Services,
            Counted::Users => Weight::Users,
        }
    }
}

pub(super) fn restoration(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    input::standard_input_once(&args.files)?;
    let files: Vec<Loaded> = args.files.iter().map(|file| input::load(file)).collect::<Result<_, _>>()?;
    let chosen = chosen(args, &files)?;
    let incidents: Vec<Incident> = chosen
        .into_iter()
        .map(|(loaded, plan)| {
            let run = Run::new(&loaded.scenario, &plan, 0).map_err(|error| loaded.failure(&error))?;
            Incident::new(Arc::new(run)).map_err(|error| Failure::Said(format!("{}: {error}", loaded.scenario.title)))
        })
        .collect::<Result<_, _>>()?;
    let texts = Texts::of(args.language);
    let incidents: Vec<&Incident> = incidents.iter().collect();
    let worlds: Vec<Localized<'_>> =
        incidents.iter().map(|incident| incident.run.world.localized(texts.language().tag())).collect();
    let names = names(&incidents, &worlds, &texts);
    let sheet = Sheet { incidents: &incidents, worlds: &worlds, names: &names, weight: args.weight() };
    if let Some(path) = &args.output {
        let shown: Vec<_> = incidents.iter().map(|incident| Arc::new((*incident).clone())).enumerate().collect();
        let picture =
            IncidentsPicture { weight: args.weight(), log_time: args.log, night: !args.day, language: args.language };
        let mut png = Vec::new();
        picture.picture(&shown).write_png(&mut png, None)?;
        file::save_bytes(&png, path, Links::Keep).map_err(|error| Failure::Unreadable(error.to_string()))?;
    }
    if args.json {
        write_value(&json(sheet), out)
    } else if args.csv {
        let mark = if args.bom { spreadsheet::BYTE_ORDER_MARK } else { "" };
        Ok(out.write_all(format!("{mark}{}", sheet.to_csv()).as_bytes())?)
    } else if args.markdown {
        Ok(out.write_all(sheet.to_markdown(&texts).as_bytes())?)
    } else {
        tables(sheet, &texts, out)
    }
}

/// The file and the plan of each curve.
///
/// # Errors
/// Fails if there is no such plan, or if there are too many curves. The message says what to write instead.
fn chosen<'a>(args: &Args, files: &'a [Loaded]) -> Result<Vec<(&'a Loaded, Plan)>, Failure> {
    let happened =
        |loaded: &Loaded| plan_of_history(&loaded.scenario.plans).map(|index| loaded.scenario.plans[index].clone());
    let named = |loaded: &'a Loaded, name: &str| {
        let plan = input::plan(&loaded.scenario, Some(name))?;
        Ok((loaded, plan.cloned().unwrap_or_default()))
    };
    if let ([file], plans) = (files, &args.plans)
        && !plans.is_empty()
    {
        if plans.len() > MOST_INCIDENTS {
            return Err(Failure::Usage(format!("at most {MOST_INCIDENTS} curves are drawn: name fewer plans")));
        }
        return plans.iter().map(|plan| named(file, plan)).collect();
    }
    if args.plans.len() > files.len() {
        return Err(Failure::Usage(
            "more plans than files are named: each --plan is of one FILE, in their order".to_owned(),
        ));
    }
    let plan = |(index, loaded): (usize, &'a Loaded)| match args.plans.get(index) {
        Some(name) => named(loaded, name),
        None => Ok((loaded, happened(loaded).unwrap_or_default())),
    };
    files.iter().enumerate().map(plan).collect()
}

/// Prints the tables as text.
fn tables(sheet: Sheet<'_>, texts: &Texts, out: &mut impl Write) -> Result<(), Failure> {
    for (index, rows) in sheet.tables(texts).into_iter().enumerate().filter(|(_, rows)| rows.len() > 1) {
        if index > 0 {
            write_line!(out)?;
        }
        let headings: Vec<&str> = rows[0].iter().map(String::as_str).collect();
        let mut table = Table::new(&headings);
        rows[1..].iter().for_each(|row| table.row(row.clone()));
        table.write(out)?;
    }
    Ok(())
}

/// The incidents as JSON. Times are in seconds since the first strike.
fn json(sheet: Sheet<'_>) -> Value {
    let incident = |((incident, name), world): ((&&Incident, &String), &Localized<'_>)| {
        let curve = incident.curve(sheet.weight);
        let steps: Vec<Value> = curve.steps().iter().map(|(since, at)| json!([since.0, at.up, at.out])).collect();
        let after = HORIZONS.map(|since| curve.after(since).map(|at| json!({ "up": at.up, "out": at.out })));
        let records: Vec<Value> = incident
            .records(sheet.weight)
            .iter()
            .map(|record| {
                json!({
                    "what": record.what.key(),
                    "name": record.what.words(*world, &Texts::english()),
                    "from": record.since.map(|since| since.0),
                    "at": record.at.0,
                    "part": record.part,
                    "whole": record.whole,
                    "source": record.source.map(|id| &incident.run.world.sources[id].key),
                })
            })
            .collect();
        json!({
            "incident": name,
            "plan": incident.run.plan.name,
            "shown": curve.shown.0,
            "curve": steps,
            "after": { "1h": after[0], "1d": after[1], "1w": after[2] },
            "records": records,
            "notes": {
                "sourced": incident.notes.sourced, "assumed": incident.notes.assumed, "fitted": incident.notes.fitted,
            },
        })
    };
    let weight = match sheet.weight {
        Weight::Services => "services",
        Weight::Users => "users",
    };
    let incidents: Vec<Value> = sheet.incidents.iter().zip(sheet.names).zip(sheet.worlds).map(incident).collect();
    json!({ "weight": weight, "incidents": incidents })
}
