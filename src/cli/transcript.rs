//! Prints a run as text for people: every event with its time and cause, and then the results as numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Write;

use super::output::write_line;
use super::table::{Table, booked};
use super::{Failure, when};
use crate::impact::{self, Root};
use crate::recording::{EventId, EventKind};
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::when::typed_again;
use crate::units::{Level, SimTime, Span, text};

/// The maximum number of causes in the table of lost user-hours. The other causes are added up in one row.
const MOST_ROOTS: usize = 12;
/// The maximum number of events that are listed. The others are counted in a line below the table.
const MOST_LISTED: usize = 1_000_000;
/// The maximum number of services that are visited on the ways from all losses to their causes: so many, and so many more for each service.
const MOST_VISITS: u64 = 2_000_000;
const VISITS_PER_SERVICE: u64 = 100;

/// Prints the events of the run and then its results.
pub(super) fn write(run: &Run, plan: Option<&str>, out: &mut impl Write) -> Result<(), Failure> {
    let clock = &run.world.clock;
    write_line!(out, "{}", run.world.title)?;
    let seed = if run.seed == 0 { String::new() } else { format!(", seed {}", run.seed) };
    let from = typed_again(clock, SimTime::ZERO);
    write_line!(
        out,
        "{}{seed}; {} from {from} {}",
        plan.unwrap_or("no plan"),
        text::span(run.world.length),
        clock.zone()
    )?;
    let texts = Texts::english();
    for taken in run.plan.measures.iter().filter(|measure| !measure.off) {
        let cost = taken.cost.as_ref().map_or_else(String::new, |cost| format!(" ({cost})"));
        write_line!(out, "Measure: {}{cost}", words::measure(run.world.as_written(), &taken.what, &texts))?;
    }
    write_line!(out)?;
    let mut events = Table::new(&["Time", ">T+", "Event", "Cause"]);
    let zero = run.plan.zero().unwrap_or(SimTime::ZERO);
    // An event for a change of level is not listed, because the text of the event for the change of health also names the new level.
    let listed = (0..).map(EventId::new).zip(&run.recording.events);
    let mut listed = listed.filter(|(_, event)| !matches!(event.kind, EventKind::Level { .. }));
    for (id, event) in listed.by_ref().take(MOST_LISTED) {
        let cells = [sentence(run, id, &texts), because(run, id, &texts)];
        events.row([when::full(clock, event.at), text::span(event.at - zero)].into_iter().chain(cells).collect());
    }
    if run.recording.events.is_empty() {
        write_line!(out, "  Nothing happens.")?;
    } else {
        events.write(out)?;
    }
    let more = listed.count() as u64;
    if more > 0 {
        write_line!(out, "  ... and {} more events, which are listed with --json.", text::exact(more))?;
    }
    write_line!(out)?;
    services(run, out)?;
    companies(run, out, &texts)?;
    people(run, out, &texts)
}

/// The text of an event. The text for a change of health also has the new level, if the level changes. The text for a headline begins with
/// "Headline".
fn sentence(run: &Run, id: EventId, texts: &Texts) -> String {
    let what = words::event(run, id, run.world.as_written(), texts);
    let kind = run.recording.event(id).kind;
    if let EventKind::Health { from, to, .. } = kind
        && Level::of(from) != Level::of(to)
    {
        format!("{what} ({})", words::level(Level::of(to), texts))
    } else if matches!(kind, EventKind::Headline(_)) {
        format!("Headline: {what}")
    } else {
        what
    }
}

/// The text of an event's cause. If the cause was earlier than the event, the text also says how much earlier.
fn because(run: &Run, id: EventId, texts: &Texts) -> String {
    let event = run.recording.event(id);
    let Some(cause) = event.cause else { return String::new() };
    let (what, at) = (sentence(run, cause, texts), run.recording.event(cause).at);
    if at == event.at { what } else { format!("{what}, {} earlier", text::span(event.at - at)) }
}

fn services(run: &Run, out: &mut impl Write) -> Result<(), Failure> {
    let clock = &run.world.clock;
    let mut table = Table::new(&[
        "Service",
        "First outage",
        ">Longest outage",
        ">Longest blackout",
        ">Total outage",
        ">Lost user-hours",
        "Back",
        "RTO",
    ]);
    let mut any = false;
    for (id, summary) in run.recording.summary.services.iter() {
        let Some(first_out) = summary.first_out else { continue };
        any = true;
        let service = &run.world.services[id];
        // What still goes on at the end of the run may last longer than the run shows.
        let level = Level::of(*run.recording.services[id].health.last());
        let span = |span: Span, goes_on: bool| match (span, goes_on) {
            (Span::ZERO, _) => "-".to_owned(),
            (span, true) => format!("{} so far", text::span(span)),
            (span, false) => text::span(span),
        };
        let rto = match service.rto {
            None => "",
            Some(_) if summary.rto_broken => "broken",
            Some(_) if summary.rto_undecided => "not decided",
            Some(_) => "kept",
        };
        table.row(vec![
            service.name.clone(),
            when::short(clock, first_out),
            span(summary.longest_out, level != Level::Up),
            span(summary.longest_down, level == Level::Down),
            span(summary.out_total, level != Level::Up),
            if service.users == 0 {
                "-".to_owned()
            } else {
                text::lost_user_hours(summary.lost_user_millisecs, text::exact)
            },
            summary.back.map_or_else(|| "not in the run".to_owned(), |back| when::short(clock, back)),
            rto.to_owned(),
        ]);
    }
    if any {
        table.write(out)?;
    } else {
        write_line!(out, "  Every service stays Up.")?;
    }
    Ok(write_line!(out)?)
}

fn companies(run: &Run, out: &mut impl Write, texts: &Texts) -> Result<(), Failure> {
    // Where the run ends within a trading day, the last price is not a close.
    let has_closes = run.recording.prices.rows().iter().all(|track| !track.cut().last);
    let last = if has_closes { "Last close" } else { "Last price" };
    let mut table = Table::new(&["Company", ">Most servers dark", ">Servers", "Lowest price", "At", last]);
    for (id, summary) in run.recording.summary.companies.iter() {
        let share = match summary.servers {
            0 => String::new(),
            servers => format!(" ({})", text::share_of(summary.peak_dark_servers, servers)),
        };
        let company = &run.world.companies[id];
        let money = |price: f64| {
            let listing = company.listing.as_ref();
            listing.map_or_else(String::new, |listing| {
                format!("{} ({})", words::price(listing, price, texts), text::change(listing.change(price)))
            })
        };
        table.row(vec![
            company.name.clone(),
            format!("{}{share}", text::exact(summary.peak_dark_servers)),
            text::exact(summary.servers),
            summary.low.map_or_else(String::new, |low| money(low.price)),
            summary.low.map_or_else(String::new, |low| when::short(&run.world.clock, low.at)),
            summary.closes.last().map_or_else(String::new, |close| money(close.price)),
        ]);
    }
    if !run.world.companies.is_empty() {
        table.write(out)?;
        write_line!(out)?;
    }
    Ok(())
}

fn people(run: &Run, out: &mut impl Write, texts: &Texts) -> Result<(), Failure> {
    let summary = &run.recording.summary;
    let share = run.world.population.map_or_else(String::new, |population| {
        format!(" ({} of the population)", text::share_of(summary.peak_people, population))
    });
    write_line!(out, "  People affected at the peak: {}{share}", text::exact(summary.peak_people))?;
    let lost = summary.services.rows().iter().map(|service| service.lost_user_millisecs).sum();
    write_line!(out, "  Lost user-hours: {}", text::lost_user_hours(lost, text::exact))?;
    ledger(run, out, texts)
}

/// Prints the lost user-hours of all services by cause, the largest first.
fn ledger(run: &Run, out: &mut impl Write, texts: &Texts) -> Result<(), Failure> {
    let mut by_root: BTreeMap<Root, u128> = BTreeMap::new();
    let most_visits = MOST_VISITS + VISITS_PER_SERVICE * run.world.services.len() as u64;
    let Some(ledger) = impact::ledger_within(&run.world, &run.recording, most_visits) else {
        let words = "The causes of the lost user-hours are too many to add up here; `firedrill why` shows those of one service.";
        return Ok(write_line!(out, "  {words}")?);
    };
    for (root, lost) in ledger.rows().iter().flatten() {
        *by_root.entry(*root).or_default() += lost;
    }
    let mut parts: Vec<(Root, u128)> = by_root.into_iter().collect();
    if parts.is_empty() {
        return Ok(());
    }
    parts.sort_by_key(|(_, lost)| Reverse(*lost));
    let rest: u128 = parts.iter().skip(MOST_ROOTS).map(|(_, lost)| lost).sum();
    let shown = parts
        .iter()
        .take(MOST_ROOTS)
        .map(|(root, lost)| (words::root(run, *root, run.world.as_written(), texts), *lost));
    let rest = (rest > 0).then(|| (format!("{} other causes", parts.len() - MOST_ROOTS), rest));
    write_line!(out)?;
    Ok(booked(&shown.chain(rest).collect::<Vec<_>>()).write(out)?)
}
