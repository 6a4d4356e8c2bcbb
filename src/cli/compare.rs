//! `firedrill compare`: two runs side by side, as a story and a table, or for programs and slides.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::table::Table;
use super::{Failure, input, when};
use crate::model::{Plan, Scenario};
use crate::recording::EventId;
use crate::study::compare::{Both, Comparison, Parting, compare, difference};
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::{SimTime, Span, text};

/// Rows of the table for people; what differs less is summed up.
const MOST_ROWS: usize = 20;

/// What to compare.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// One scenario, to compare two plans or two seeds of it, or two scenarios
    #[arg(required = true, num_args = 1..=2, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The plan of the first run, and of the second [default: a plan and the one that it was forked from]
    #[arg(long = "plan", value_name = "NAME")]
    plans: Vec<String>,
    /// The luck of the first run, and of the second [default: 0, the scenario as written]
    #[arg(long = "seed", value_name = "N")]
    seeds: Vec<u64>,
    /// Print one JSON object
    #[arg(long, group = "form")]
    json: bool,
    /// Print the services as CSV
    #[arg(long, group = "form")]
    csv: bool,
    /// Print the services as a table in Markdown, for slides
    #[arg(long, group = "form")]
    markdown: bool,
}

pub(super) fn run(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let worlds: Vec<Arc<Scenario>> = args.files.iter().map(|file| input::load(file)).collect::<Result<_, _>>()?;
    let worlds = [&worlds[0], worlds.last().expect("one file at least")];
    if args.plans.len() > 2 || args.seeds.len() > 2 {
        return Err(Failure::Said("two runs are compared: name two plans and two seeds at most".to_owned()));
    }
    let plans = plans(args, worlds)?;
    let seeds = [0, 1].map(|side| args.seeds.get(side).or(args.seeds.first()).copied().unwrap_or(0));
    let said = |error: &dyn std::error::Error| Failure::Said(error.to_string());
    let first = Run::new(worlds[0], &plans[0], seeds[0]).map_err(|error| said(&error))?;
    let second = Run::new(worlds[1], &plans[1], seeds[1]).map_err(|error| said(&error))?;
    let comparison = compare(&first, &second).map_err(|error| said(&error))?;
    let pair = Pair { runs: [&first, &second], comparison: &comparison };
    if args.json {
        Ok(writeln!(out, "{}", pair.json())?)
    } else if args.csv {
        Ok(out.write_all(comparison.to_csv().as_bytes())?)
    } else if args.markdown {
        Ok(out.write_all(comparison.to_markdown(&pair.names()).as_bytes())?)
    } else {
        pair.story(args, out)
    }
}

/// The plans of both runs: as named; else a fork of the file and the plan that it was forked from; else the one that acts.
fn plans(args: &Args, worlds: Both<&Arc<Scenario>>) -> Result<Both<Plan>, Failure> {
    let named =
        |side: usize, name: &str| input::plan(worlds[side], Some(name)).map(|plan| plan.cloned().unwrap_or_default());
    let acting = |side: usize| input::plan(worlds[side], None).map(|plan| plan.cloned().unwrap_or_default());
    match &args.plans[..] {
        [one, other, ..] => Ok([named(0, one)?, named(1, other)?]),
        [one] => Ok([named(0, one)?, named(1, one)?]),
        [] if args.files.len() == 1 && args.seeds.len() < 2 => {
            let plans = &worlds[0].plans;
            let fork = plans.iter().find_map(|plan| Some((plan.fork?, plan)));
            let Some((fork, plan)) = fork else {
                let error =
                    "name two plans with --plan, or two seeds with --seed: no plan of this file is forked from another";
                return Err(Failure::Said(error.to_owned()));
            };
            Ok([plans[fork.parent].clone(), plan.clone()])
        }
        [] => Ok([acting(0)?, acting(1)?]),
    }
}

/// Two runs and how they differ.
struct Pair<'a> {
    runs: Both<&'a Run>,
    comparison: &'a Comparison,
}

impl Pair<'_> {
    /// What each run is called: by its plan, and by whatever else tells it from the other.
    fn names(&self) -> Both<String> {
        let [a, b] = self.runs;
        let (titles, seeds) = (a.world.title != b.world.title, a.seed != b.seed);
        self.runs.map(|run| {
            let plan = if run.plan.name.is_empty() { "no plan" } else { &run.plan.name };
            let title = if titles { format!("{}: ", run.world.title) } else { String::new() };
            let seed = if seeds { format!(", seed {}", run.seed) } else { String::new() };
            format!("{title}{plan}{seed}")
        })
    }

    fn story(&self, args: &Args, out: &mut impl Write) -> Result<(), Failure> {
        let [first, second] = self.names();
        writeln!(out, "{}", self.runs[0].world.title)?;
        writeln!(out, "A: {first}\nB: {second}")?;
        if args.files.len() == 2 && self.runs[0].world.clock != self.runs[1].world.clock {
            writeln!(out, "The two begin at different times; what is compared is the time since each began.")?;
        }
        writeln!(out)?;
        match self.comparison.parting {
            None => writeln!(out, "Nothing differs.\n")?,
            Some(parting) => self.part(parting, out)?,
        }
        self.services(out)?;
        self.companies(out)?;
        let comparison = self.comparison;
        let peak = comparison.peak_people.map(text::count);
        let lost = comparison.lost.map(hours);
        writeln!(out, "People affected at the peak: A {}, B {}.", peak[0], peak[1])?;
        let all = difference(comparison.lost);
        writeln!(out, "Lost user-hours: A {}, B {}, difference {}.", lost[0], lost[1], signed_hours(all))?;
        Ok(())
    }

    /// What parts the two, and why.
    fn part(&self, parting: Parting, out: &mut impl Write) -> Result<(), Failure> {
        let texts = Texts::english();
        let at = when::short(&self.runs[0].world.clock, parting.at);
        writeln!(out, "They part on {at}.")?;
        for (side, name) in ["A", "B"].into_iter().enumerate() {
            let other = ["B", "A"][side];
            let Some(event) = parting.events[side] else {
                writeln!(out, "  {name} has nothing then that {other} has not.")?;
                continue;
            };
            let run = self.runs[side];
            writeln!(out, "  Only in {name}: {}", words::event(run, event, &texts))?;
            for (id, event) in run.recording.why(event).skip(1) {
                let at = when::short(&run.world.clock, event.at);
                writeln!(out, "    because, {at}: {}", words::event(run, id, &texts))?;
            }
        }
        Ok(writeln!(out)?)
    }

    fn services(&self, out: &mut impl Write) -> Result<(), Failure> {
        let headings =
            ["Service", ">Not Up A", ">B", ">Down A", ">B", ">Back A", ">B", ">Lost user-hours A", ">B", ">Difference"];
        let mut table = Table::new(&headings);
        let differing: Vec<_> = self.comparison.services.iter().filter(|row| row.differs()).collect();
        for row in differing.iter().take(MOST_ROWS) {
            let spans = |both: Both<Span>| both.map(text::span);
            let back = [0, 1].map(|side| self.back(side, row.back[side], row.ids[side].is_some()));
            let cells = [
                vec![row.name.clone()],
                spans(row.out).to_vec(),
                spans(row.down).to_vec(),
                back.to_vec(),
                row.lost.map(hours).to_vec(),
                vec![signed_hours(difference(row.lost))],
            ];
            table.row(cells.concat());
        }
        if !differing.is_empty() {
            table.write(out)?;
        }
        let left = differing.len().saturating_sub(MOST_ROWS);
        if left > 0 {
            writeln!(out, "  and {left} more that differ (--csv has all)")?;
        }
        let same = self.comparison.services.len() - differing.len();
        Ok(writeln!(out, "{same} of {} services are the same in both.\n", self.comparison.services.len())?)
    }

    fn back(&self, side: usize, back: Option<SimTime>, is_there: bool) -> String {
        match back {
            Some(at) => when::short(&self.runs[side].world.clock, at),
            None if is_there => String::new(),
            None => "not there".to_owned(),
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
                row.lost.map(hours).to_vec(),
                vec![signed_hours(difference(row.lost))],
                lowest.to_vec(),
                row.dark_servers.map(text::exact).to_vec(),
            ];
            table.row(cells.concat());
        }
        table.write(out)?;
        Ok(writeln!(out)?)
    }

    fn json(&self) -> Value {
        let texts = Texts::english();
        let comparison = self.comparison;
        let event = |side: usize, id: EventId| {
            let run = self.runs[side];
            let why = run
                .recording
                .why(id)
                .map(|(id, event)| json!({ "t": event.at.0, "what": words::event(run, id, &texts) }));
            why.collect::<Vec<Value>>()
        };
        let parting = comparison.parting.map(|parting| {
            let why = [0, 1].map(|side| parting.events[side].map(|id| event(side, id)));
            json!({ "t": parting.at.0, "why": why })
        });
        let services = comparison.services.iter().map(|row| {
            json!({ "id": row.key, "name": row.name, "there": row.ids.map(|id| id.is_some()),
                "lost_user_hours": row.lost.map(in_hours), "out_total": row.out.map(|span| span.0),
                "longest_down": row.down.map(|span| span.0), "back": row.back.map(|at| at.map(|at| at.0)) })
        });
        let companies = comparison.companies.iter().map(|row| {
            json!({ "id": row.key, "name": row.name, "there": row.ids.map(|id| id.is_some()),
                "lost_user_hours": row.lost.map(in_hours), "lowest": row.lowest, "peak_dark_servers": row.dark_servers })
        });
        let of_run = |run: &Run| json!({ "scenario": run.world.title, "plan": run.plan.name, "seed": run.seed });
        json!({ "runs": self.runs.map(of_run), "parting": parting, "services": services.collect::<Vec<_>>(),
            "companies": companies.collect::<Vec<_>>(), "peak_people": comparison.peak_people,
            "lost_user_hours": comparison.lost.map(in_hours) })
    }
}

fn in_hours(lost: u128) -> f64 {
    lost as f64 / 3.6e6
}

fn hours(lost: u128) -> String {
    text::count(in_hours(lost).round() as u64)
}

fn signed_hours(lost: i128) -> String {
    text::gain(lost as f64 / 3.6e6)
}
