//! `firedrill compare`: two runs compared, as text with tables, or as JSON, CSV or Markdown.

mod sides;

use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::input::Loaded;
use super::json::write_value;
use super::output::{Form, write_line};
use super::table::Table;
use super::{Failure, input, when};
use crate::model::Localized;
use crate::recording::EventId;
use crate::study::compare::{Both, Comparison, Divergence, RunInWords, both_cells, compare, gained};
use crate::study::{Run, spreadsheet, words};
use crate::text::Texts;
use crate::units::{SimTime, text, user_hours};

pub(super) use sides::RULES;

/// The maximum number of rows of the table of services. Other services are only counted, in one line.
const MOST_ROWS: usize = 20;

/// What to compare.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One scenario, to compare two plans or two seeds of it, or two scenarios; - is the standard input
    #[arg(required = true, num_args = 1..=2, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The plan of a run; give it twice to compare two plans. One plan alone is compared with the plan it was forked from, or else with the first plan
    #[arg(long = "plan", value_name = "NAME")]
    plans: Vec<String>,
    /// The seed of a run; give it twice to compare two seeds. One seed alone, with one plan, is compared with seed 0, the scenario as written
    #[arg(long = "seed", value_name = "N")]
    seeds: Vec<u64>,
    /// Print one JSON object
    #[arg(long, group = "form")]
    json: bool,
    /// Print the totals, companies and services as CSV
    #[arg(long, group = "form")]
    csv: bool,
    /// Begin the CSV with a byte order mark, without which Excel reads Hangul and other letters wrongly
    #[arg(long, requires = "csv")]
    bom: bool,
    /// Print Markdown for slides: when and why the two diverge, then tables of totals, companies and services
    #[arg(long, group = "form")]
    markdown: bool,
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
}

pub(super) fn run(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    input::standard_input_once(&args.files)?;
    let files: Vec<Loaded> = args.files.iter().map(|file| input::load(file)).collect::<Result<_, _>>()?;
    let files = [&files[0], files.last().expect("one file at least")];
    let sides = sides::sides(args, files.map(|file| &file.scenario))?;
    let said = |error: &dyn std::error::Error| Failure::Said(error.to_string());
    let run = |side: usize| {
        let (plan, seed) = &sides[side];
        Run::new(&files[side].scenario, plan, *seed).map_err(|error| files[side].failure(&error))
    };
    let (first, second) = (run(0)?, run(1)?);
    let comparison = compare(&first, &second).map_err(|error| said(&error))?;
    let runs = [&first, &second];
    let pair = Pair { runs, comparison: &comparison, names: sides::names(&args.files, runs), texts: &Texts::english() };
    if args.json {
        write_value(&pair.json(), out)
    } else if args.csv {
        let mark = if args.bom { spreadsheet::BYTE_ORDER_MARK } else { "" };
        Ok(out.write_all(format!("{mark}{}", comparison.to_csv(pair.worlds(), &pair.names)).as_bytes())?)
    } else if args.markdown {
        Ok(out.write_all(pair.markdown().as_bytes())?)
    } else {
        pair.story(args, out)
    }
}

/// Two runs and their comparison, as the command prints them.
struct Pair<'a> {
    runs: Both<&'a Run>,
    comparison: &'a Comparison,
    /// The name of each run, as the output shows it.
    names: Both<String>,
    texts: &'a Texts,
}

impl<'a> Pair<'a> {
    /// The texts of the two worlds, as their authors wrote them.
    fn worlds(&self) -> Both<Localized<'a>> {
        self.runs.map(|run| run.world.as_written())
    }

    fn story(&self, args: &Args, out: &mut impl Write) -> Result<(), Failure> {
        let [first, second] = &self.names;
        write_line!(out, "{}", self.runs[0].world.title)?;
        write_line!(out, "A: {first}")?;
        write_line!(out, "B: {second}")?;
        if args.files.len() == 2 && self.runs[0].world.clock != self.runs[1].world.clock {
            write_line!(out, "The two runs start at different times. Times since the start are compared.")?;
        }
        let lengths = self.runs.map(|run| run.world.length);
        if lengths[0] != lengths[1] {
            let [first, second] = lengths.map(text::exact_span);
            write_line!(out, "The two runs have different lengths: {first} of A are compared with {second} of B.")?;
        }
        write_line!(out)?;
        match self.comparison.divergence {
            None => {
                write_line!(out, "The two runs are the same.")?;
                write_line!(out)?;
            }
            Some(divergence) => self.divergence(divergence, out)?,
        }
        self.services(out)?;
        self.companies(out)?;
        let comparison = self.comparison;
        let peak = comparison.peak_people.map(text::count);
        let lost = comparison.lost.map(hours);
        write_line!(out, "People affected at the peak: A {}, B {}.", peak[0], peak[1])?;
        let all = gained(comparison.lost, self.texts);
        write_line!(out, "Lost user-hours: A {}, B {}, difference {all}.", lost[0], lost[1])?;
        Ok(())
    }

    /// Prints when the two runs diverge, and the first events that differ, at that time or else later, with their causes.
    fn divergence(&self, divergence: Divergence, out: &mut impl Write) -> Result<(), Failure> {
        let moment = |side: usize, at| when::short(&self.runs[side].world.clock, at);
        write_line!(out, "The runs diverge on {}.", moment(0, divergence.at))?;
        let reasons = divergence.reasons(self.runs);
        for (side, name) in ["A", "B"].into_iter().enumerate() {
            let (run, other) = (self.runs[side], ["B", "A"][side]);
            let said = |event| words::event(run, event, run.world.as_written(), self.texts);
            if divergence.events[side].is_none() {
                write_line!(out, "  At this time {name} has no event that {other} does not have.")?;
            }
            for reason in reasons.iter().filter(|reason| reason.side == side) {
                let (what, at) = (said(reason.event), moment(side, reason.at));
                match reason.other_at {
                    Some(other_at) => {
                        let other_at = moment(1 - side, other_at);
                        write_line!(out, "  {what}: {at} in {name}, {other_at} in {other}")?;
                    }
                    None if reason.is_later => write_line!(out, "  Later only in {name}, {at}: {what}")?,
                    None => write_line!(out, "  Only in {name}: {what}")?,
                }
                for (id, event) in run.recording.why(reason.event).skip(1) {
                    write_line!(out, "    cause, {}: {}", moment(side, event.at), said(id))?;
                }
            }
        }
        Ok(write_line!(out)?)
    }

    fn services(&self, out: &mut impl Write) -> Result<(), Failure> {
        let headings = [
            "Service",
            ">Outage A",
            ">B",
            ">Blackout A",
            ">B",
            ">Back A",
            ">B",
            ">Lost user-hours A",
            ">B",
            ">Difference",
        ];
        let mut table = Table::new(&headings);
        let differing: Vec<_> = self.comparison.services.iter().filter(|row| row.differs()).collect();
        for row in differing.iter().take(MOST_ROWS) {
            let back = [0, 1].map(|side| self.back(side, row.back[side], row.ids[side].is_some()));
            let cells = [
                vec![row.name.clone()],
                both_cells(row.ids, [0, 1].map(|side| row.out_words(side, self.texts)), |words| words, NOT_THERE)
                    .to_vec(),
                both_cells(row.ids, row.down, text::span, NOT_THERE).to_vec(),
                back.to_vec(),
                both_cells(row.ids, row.lost, hours, NOT_THERE).to_vec(),
                vec![gained(row.lost, self.texts)],
            ];
            table.row(cells.concat());
        }
        if !differing.is_empty() {
            table.write(out)?;
        }
        let left = differing.len().saturating_sub(MOST_ROWS);
        if left > 0 {
            let left = text::counted(left as u64, "more service that differs", "more services that differ");
            write_line!(out, "  and {left} (--csv prints all)")?;
        }
        let same = self.comparison.services.len() - differing.len();
        let all = text::counted(self.comparison.services.len() as u64, "service", "services");
        let (same, verb) = (text::exact(same as u64), if same == 1 { "is" } else { "are" });
        write_line!(out, "{same} of {all} {verb} the same in both runs.")?;
        Ok(write_line!(out)?)
    }

    fn back(&self, side: usize, back: Option<SimTime>, is_there: bool) -> String {
        match back {
            Some(at) => when::short(&self.runs[side].world.clock, at),
            None if is_there => String::new(),
            None => "not in this run".to_owned(),
        }
    }

    fn companies(&self, out: &mut impl Write) -> Result<(), Failure> {
        if self.comparison.companies.is_empty() {
            return Ok(());
        }
        let headings =
            ["Company", ">Lost user-hours A", ">B", ">Difference", ">Lowest price A", ">B", ">Dark servers A", ">B"];
        let mut table = Table::new(&headings);
        for row in &self.comparison.companies {
            let lowest = row.lowest.map(|lowest| lowest.map_or_else(String::new, text::change));
            let cells = [
                vec![row.name.clone()],
                both_cells(row.ids, row.lost, hours, NOT_THERE).to_vec(),
                vec![gained(row.lost, self.texts)],
                lowest.to_vec(),
                both_cells(row.ids, row.dark_servers, text::exact, NOT_THERE).to_vec(),
            ];
            table.row(cells.concat());
        }
        table.write(out)?;
        Ok(write_line!(out)?)
    }

    fn in_words(&self, side: usize) -> RunInWords<'_> {
        let run = self.runs[side];
        RunInWords { run, clock: run.world.clock, localized: self.worlds()[side] }
    }

    fn markdown(&self) -> String {
        let worlds = self.worlds();
        let about = self.comparison.story(
            std::array::from_fn(|side| self.in_words(side)),
            &self.names,
            |side, at| when::short(&self.runs[side].world.clock, at),
            self.texts,
        );
        self.comparison.to_markdown(worlds, &self.names, &about, self.texts)
    }

    fn json(&self) -> Value {
        let comparison = self.comparison;
        let event = |side: usize, id: EventId| {
            let run = self.runs[side];
            let why = run
                .recording
                .why(id)
                .map(|(id, event)| json!({ "t": event.at.0, "what": words::event(run, id, run.world.as_written(), self.texts) }));
            why.collect::<Vec<Value>>()
        };
        let divergence = comparison.divergence.map(|divergence| {
            let [why, later, own] = [divergence.events, divergence.later, divergence.own]
                .map(|events| [0, 1].map(|side| events[side].map(|id| event(side, id))));
            let moved = divergence.moved.map(|at| at.map(|at| at.0));
            json!({ "t": divergence.at.0, "why": why, "later": later, "moved": moved, "own": own })
        });
        let services = comparison.services.iter().map(|row| {
            json!({ "id": row.key, "name": row.name, "there": row.ids.map(|id| id.is_some()),
                "lost_user_hours": row.lost.map(user_hours), "out_total": row.out.map(|span| span.0),
                "longest_down": row.down.map(|span| span.0), "back": row.back.map(|at| at.map(|at| at.0)) })
        });
        let companies = comparison.companies.iter().map(|row| {
            json!({ "id": row.key, "name": row.name, "there": row.ids.map(|id| id.is_some()),
                "lost_user_hours": row.lost.map(user_hours), "lowest": row.lowest, "peak_dark_servers": row.dark_servers })
        });
        let of_run = |run: &Run| json!({ "scenario": run.world.title, "plan": run.plan.name, "seed": run.seed });
        json!({ "runs": self.runs.map(of_run), "parting": divergence, "services": services.collect::<Vec<_>>(),
            "companies": companies.collect::<Vec<_>>(), "peak_people": comparison.peak_people,
            "lost_user_hours": comparison.lost.map(user_hours) })
    }
}

/// The text of a cell for a service or company that does not exist in a run.
const NOT_THERE: &str = "-";

fn hours(lost: u128) -> String {
    text::lost_user_hours(lost, text::count)
}
