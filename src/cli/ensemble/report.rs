//! Prints how the results of an ensemble vary: as tables for people, or as one JSON object for programs.

use std::io::Write;

use serde_json::{Map, Value, json};

use crate::cli::Failure;
use crate::cli::output::write_line;
use crate::cli::table::Table;
use crate::study::ensemble::{Counted, Draw, Ensemble, Filed, PER_CENT, Spread};
use crate::units::{Span, text, user_hours};

/// The maximum number of services in the table for people. CSV and JSON contain all services.
const MOST_ROWS: usize = 20;

pub(super) fn tables(filed: &Filed, out: &mut impl Write) -> Result<(), Failure> {
    let Filed { about, ensemble } = filed;
    write_line!(out, "{}", about.scenario)?;
    let plan = about.plan.as_deref().unwrap_or("none");
    write_line!(out, "Plan: {plan}")?;
    write_line!(out, "{}", drawn(ensemble.draw))?;
    write_line!(out)?;

    let mut table = Table::new(&["Over all runs", ">1 in 10", ">Half", ">9 in 10", ">Worst", ">Seed of the worst"]);
    row(&mut table, "People affected at the peak", &ensemble.peak_people(), |people| text::count(*people));
    let hours = |lost: &u128| text::lost_user_hours(*lost, text::count);
    row(&mut table, "Lost user-hours", &ensemble.lost(), hours);
    for (index, company) in ensemble.companies.iter().enumerate() {
        let what = format!("Lowest price: {}", company.name);
        row(&mut table, &what, &ensemble.fall(index), |fall| text::change(-*fall));
    }
    table.write(out)?;
    write_line!(out)?;
    services(ensemble, out)?;
    write_line!(out)?;
    write_line!(
        out,
        "The columns \"1 in 10\", \"Half\" and \"9 in 10\" show the value that this share of the runs stays at or below. The spread follows from"
    )?;
    Ok(write_line!(out, "the scenario's own uncertainty; it is not a forecast.")?)
}

fn drawn(draw: Draw) -> String {
    let seeds = draw.seeds();
    let (first, last) = (seeds.start, seeds.end - 1);
    let shard = draw.shard();
    let part = if shard.of == 1 {
        String::new()
    } else {
        let all = text::exact(u64::from(draw.runs()));
        format!(", shard {} of {} ({all} runs in all)", shard.number, shard.of)
    };
    match draw.len() {
        1 => format!("1 run, seed {first}{part}"),
        runs => format!("{} runs, seeds {first} to {last}{part}", text::exact(runs as u64)),
    }
}

fn row<T>(table: &mut Table, what: &str, spread: &Spread<T>, write: impl Fn(&T) -> String) {
    let numbers = [&spread.p10, &spread.p50, &spread.p90, &spread.worst].map(write);
    let mut cells = vec![what.to_owned()];
    cells.extend(numbers);
    cells.push(spread.worst_seed.to_string());
    table.row(cells);
}

/// Prints the total outage of each service, the longest first.
fn services(ensemble: &Ensemble, out: &mut impl Write) -> Result<(), Failure> {
    let mut spreads: Vec<(&str, Spread<u32>)> = Vec::new();
    for (index, service) in ensemble.services.iter().enumerate() {
        spreads.push((&service.name, ensemble.out_secs(index)));
    }
    spreads.retain(|(_, spread)| spread.worst > 0);
    let well = ensemble.services.len() - spreads.len();
    spreads.sort_by_key(|(_, spread)| std::cmp::Reverse((spread.p50, spread.worst)));
    if !spreads.is_empty() {
        let headings = ["Total outage", ">1 in 10", ">Half", ">9 in 10", ">Worst", ">Seed of the worst"];
        let mut table = Table::new(&headings);
        for (name, spread) in spreads.iter().take(MOST_ROWS) {
            row(&mut table, name, spread, |secs| text::span(Span(i64::from(*secs))));
        }
        table.write(out)?;
        let left = spreads.len().saturating_sub(MOST_ROWS);
        if left > 0 {
            let left = text::counted(left as u64, "more service", "more services");
            write_line!(out, "  and {left} (--csv and --json have all)")?;
        }
    }
    let all = text::counted(ensemble.services.len() as u64, "service", "services");
    Ok(write_line!(out, "{} of {all} {} always Up.", text::exact(well as u64), if well == 1 { "is" } else { "are" })?)
}

fn spread<T: serde::Serialize>(spread: &Spread<T>) -> Value {
    json!({ "p10": spread.p10, "p50": spread.p50, "p90": spread.p90, "worst": spread.worst, "worst_seed": spread.worst_seed })
}

pub(super) fn json(filed: &Filed) -> Value {
    let Filed { about, ensemble } = filed;
    let counts = &ensemble.counts;
    let named = |index: usize| ensemble.services[index].id.clone();
    let services: Map<String, Value> =
        (0..ensemble.services.len()).map(|index| (named(index), spread(&ensemble.out_secs(index)))).collect();
    let companies = ensemble.companies.iter().enumerate();
    let companies: Map<String, Value> =
        companies.map(|(index, company)| (company.id.clone(), spread(&ensemble.fall(index)))).collect();
    let hours = ensemble.lost();
    let hours = Spread {
        p10: user_hours(hours.p10),
        p50: user_hours(hours.p50),
        p90: user_hours(hours.p90),
        worst: user_hours(hours.worst),
        worst_seed: hours.worst_seed,
    };
    let band = |counted: &Counted| {
        let band = counted.band(counts.secs.len(), ensemble.runs.len())?;
        let line = |index: usize| band.iter().map(|lines| lines[index]).collect::<Vec<u64>>();
        let lines: Map<String, Value> =
            PER_CENT.iter().enumerate().map(|(index, p)| (format!("p{p}"), json!(line(index)))).collect();
        Some((counted.name.clone(), Value::Object(lines)))
    };
    let bands: Map<String, Value> = counts.series.iter().filter_map(band).collect();
    json!({
        "scenario": about.scenario, "digest": about.digest, "plan": about.plan, "draw": ensemble.draw,
        "peak_people": spread(&ensemble.peak_people()), "lost_user_hours": spread(&hours),
        "out_secs": services, "fall": companies, "secs": counts.secs, "bands": bands,
    })
}
