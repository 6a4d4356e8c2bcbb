//! `firedrill fit`: prints a table of observed values, computed values and errors.

mod all;
mod page;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::output::{Form, write_line};
use super::table::Table;
use super::{Failure, expectations, input, when};
use crate::model::Scenario;
use crate::study::{
    Agreement, Deviation, Fit, NEAR_FACTOR, Outcome, Quantity, Ratio, Row, Spare, Value, over_spare_capacity,
};
use crate::units::{Clock, Span, text};

/// The scenario to compare with its history.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The scenario: a file, the name of one that ships with the program, or - for the standard input
    #[arg(required_unless_present = "all")]
    file: Option<PathBuf>,
    /// Compare every incident that ships with the program, and print how they agree altogether
    #[arg(long, conflicts_with = "file")]
    all: bool,
    /// Print all figures of all incidents as a page in Markdown, which is saves/FIT.md
    #[arg(long, requires = "all", conflicts_with = "file")]
    markdown: bool,
}

impl Args {
    /// The form of what the command prints.
    pub(super) const fn form(&self) -> Form {
        if self.markdown { Form::File } else { Form::Text }
    }
}

pub(super) fn fit(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    match &args.file {
        Some(file) => one(file, out),
        None if args.markdown => Ok(out.write_all(page::page().as_bytes())?),
        None => all::all(out),
    }
}

/// Prints the comparison of one scenario.
fn one(file: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let loaded = input::load(file)?;
    let scenario = Arc::clone(&loaded.scenario);
    let fit = Fit::new(&scenario).map_err(|error| loaded.failure(&error))?;
    write_line!(out, "{}", scenario.title)?;
    let plan = if fit.run.plan.name.is_empty() { "no plan" } else { &fit.run.plan.name };
    write_line!(out, "Plan: {plan}")?;
    write_line!(out)?;
    for group in GROUPS {
        let rows = fit.rows.iter().filter(|row| group.contains(row.what));
        section(group.title(), rows, &scenario, out)?;
    }
    section("In the whole run", fit.derived.iter(), &scenario, out)?;
    spare(&scenario, out)?;
    expectations(&fit, &scenario, out)?;
    summary(&fit, out)?;
    let notes = fit.notes;
    write_line!(out, "Notes: {} sourced, {} assumed, {} fitted.", notes.sourced, notes.assumed, notes.fitted)?;
    Ok(())
}

/// Prints how many recoveries are near the observed ones, and how long the outages are against the observed ones.
fn summary(fit: &Fit, out: &mut impl Write) -> Result<(), Failure> {
    let of = |part: usize, whole: usize| match whole {
        0 => format!("{part} of {whole}"),
        _ => format!("{part} of {whole} ({})", text::share_of(part as u64, whole as u64)),
    };
    let (within, judged) = fit.within();
    write_line!(
        out,
        "{} recovery times are within 2 h of the observed time, or within a fifth of the outage.",
        of(within, judged)
    )?;
    let (kept, bounds) = fit.bounds();
    if bounds > 0 {
        write_line!(out, "{} observed bounds (not back yet, back later) are kept.", of(kept, bounds))?;
    }
    if fit.not_out() > 0 {
        let more = match fit.not_out() {
            1 => "1 more is of a service that is not out in the run; it is not judged.".to_owned(),
            count => format!(
                "{} more are of services that are not out in the run; they are not judged.",
                text::exact(count as u64)
            ),
        };
        write_line!(out, "{more}")?;
    }
    let lengths = fit.lengths();
    if let Some(mean) = lengths.mean_factor() {
        let near = of(lengths.near, lengths.judged);
        let longer = match lengths.at_least {
            0 => String::new(),
            open => format!(" ({open} at least: still out at the end of the run)"),
        };
        write_line!(
            out,
            "{near} lengths are within {NEAR_FACTOR} times the observed ones; on average they differ by a factor of {mean:.2}{longer}."
        )?;
    }
    let counts = fit.counts();
    // That there are none is observed too: it is a bound.
    let all = counts.judged + counts.bounds;
    if all > 0 {
        let near = of(counts.near + counts.kept, all);
        write_line!(out, "{near} numbers of servers are within {NEAR_FACTOR} times the observed ones.")?;
    }
    let is_of_users = |row: &Row| {
        matches!(row.what, Quantity::Users(_) | Quantity::RivalUsers(_)) && row.agreement != Agreement::Unjudged
    };
    if fit.rows.iter().any(is_of_users) {
        write_line!(out, "The ratio of users is that of those whom a service has lost or a rival has gained.")?;
    }
    Ok(())
}

/// Prints the results of the plans with measures for several assumptions about the spare capacity of the standby servers.
fn spare(scenario: &Arc<Scenario>, out: &mut impl Write) -> Result<(), Failure> {
    let rows = over_spare_capacity(scenario).map_err(|error| Failure::Said(error.to_string()))?;
    let Some(service) = rows.first().map(|row| &scenario.services[row.service].name) else { return Ok(()) };
    let down = format!(">{service} Down");
    let not_up = format!(">{service} not Up");
    let headings =
        ["Plans with measures", ">Standby servers", &down, &not_up, ">People at the peak", ">Lost user-hours"];
    let mut table = Table::new(&headings);
    // Amounts that make no difference are one row.
    for same in rows.chunk_by(|a, b| Spare { percent: b.percent, ..a.clone() } == *b) {
        let (row, last) = (&same[0], &same[same.len() - 1]);
        let amount = if same.len() == 1 {
            format!("{}%", row.percent)
        } else {
            format!("{}% to {}%", row.percent, last.percent)
        };
        table.row(vec![
            scenario.plans[row.plan].name.clone(),
            amount,
            text::span(row.longest_down),
            text::span(row.longest_out),
            text::count(row.peak_people),
            text::count(row.lost_user_hours.round() as u64),
        ]);
    }
    table.write(out)?;
    write_line!(out)?;
    Ok(())
}

/// A table of the comparison with the history. Each table contains the rows about one kind of quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Back,
    Down,
    DarkServers,
    DownServers,
    Prices,
    Users,
}

const GROUPS: [Group; 6] =
    [Group::Back, Group::Down, Group::DarkServers, Group::DownServers, Group::Prices, Group::Users];

impl Group {
    const fn title(self) -> &'static str {
        match self {
            Self::Back => "Up again",
            Self::Down => "No longer Up",
            Self::DarkServers => "Dark servers",
            Self::DownServers => "Servers that do not work",
            Self::Prices => "Share prices",
            Self::Users => "Users",
        }
    }

    const fn contains(self, what: Quantity) -> bool {
        match what {
            Quantity::Back(_) | Quantity::StillOut(_) | Quantity::ShareUp(_) => matches!(self, Self::Back),
            Quantity::Down(_) => matches!(self, Self::Down),
            Quantity::DarkServers(_) => matches!(self, Self::DarkServers),
            Quantity::DownServers(_) => matches!(self, Self::DownServers),
            Quantity::Price(_) => matches!(self, Self::Prices),
            Quantity::RivalUsers(_) | Quantity::Users(_) => matches!(self, Self::Users),
            Quantity::PeakDarkServers(_)
            | Quantity::PeakDarkShare(_)
            | Quantity::LongestBlackout(_)
            | Quantity::MostThrough(_)
            | Quantity::MeanThrough(_)
            | Quantity::Halved(_)
            | Quantity::PeakPeople
            | Quantity::EverythingBack
            | Quantity::DayLow(_)
            | Quantity::CutDayLow(_) => false,
        }
    }
}

fn section<'a>(
    title: &str,
    rows: impl Iterator<Item = &'a Row>,
    scenario: &Scenario,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let rows: Vec<&Row> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    let has_ratios = rows.iter().any(|row| matches!(row.agreement, Agreement::Ratio(_) | Agreement::Missing));
    let mut headings = vec![title, "When", ">Observed", ">Computed", ">Error"];
    headings.extend(has_ratios.then_some(">Ratio"));
    headings.extend(["Within", "Source"]);
    let mut table = Table::new(&headings);
    for row in rows {
        let clock = &scenario.clock;
        let moment = when_observed(row, clock);
        let observed = observed(row, clock);
        let mut cells = vec![
            name(scenario, row.what),
            moment,
            observed,
            computed(row, clock),
            row.error.map_or_else(String::new, deviation),
        ];
        cells.extend(has_ratios.then(|| agreement(row.agreement)));
        cells.push(row.within.map_or("", |within| if within { "yes" } else { "NO" }).to_owned());
        cells.push(row.source.map_or_else(String::new, |source| scenario.sources[source].title.clone()));
        table.row(cells);
    }
    table.write(out)?;
    Ok(write_line!(out)?)
}

/// When a value was observed. For a recovery or a failure, the observed value is itself a time. The result is then empty, or shows the range of
/// times if the exact time is not known.
fn when_observed(row: &Row, clock: &Clock) -> String {
    let at = |at| when::short(clock, at);
    let is_time = matches!(row.observed, Some(Value::Moment(_)));
    match (row.since, row.at) {
        (Some(since), Some(until)) => format!("{} to {}", at(since), at(until)),
        (None, Some(_)) if is_time => String::new(),
        (None, Some(moment)) => at(moment),
        (Some(since), None) => format!("after {}", at(since)),
        (None, None) => String::new(),
    }
}

/// The observed value of a row in words.
fn observed(row: &Row, clock: &Clock) -> String {
    match row.observed {
        Some(Value::Moment(_)) if row.at.is_none() => "later".to_owned(),
        Some(Value::Moment(_)) if row.since.is_some() => "in between".to_owned(),
        Some(observed) => value(clock, observed),
        None => String::new(),
    }
}

/// The computed value of a row in words.
fn computed(row: &Row, clock: &Clock) -> String {
    row.computed.map_or_else(|| "not in the run".to_owned(), |computed| value(clock, computed))
}

/// The length of an outage against the observed one, such as `1.25` or `at least 2.00`.
fn ratio(ratio: Ratio) -> String {
    let at_least = if ratio.is_at_least { "at least " } else { "" };
    format!("{at_least}{:.2}", ratio.ratio)
}

/// How a figure agrees, in words; empty if it is not judged.
fn agreement(agreement: Agreement) -> String {
    match agreement {
        Agreement::Ratio(of) => ratio(of),
        Agreement::Missing => "none".to_owned(),
        Agreement::Bound(true) => "kept".to_owned(),
        Agreement::Bound(false) => "not kept".to_owned(),
        Agreement::Unjudged => String::new(),
    }
}

fn name(scenario: &Scenario, what: Quantity) -> String {
    let company = |id| scenario.companies[id].name.as_str();
    match what {
        Quantity::Back(id) | Quantity::Down(id) | Quantity::Users(id) => scenario.services[id].name.clone(),
        Quantity::StillOut(id) => format!("{}: not back yet", scenario.services[id].name),
        Quantity::ShareUp(id) => format!("{}: services back", company(id)),
        Quantity::DownServers(id) | Quantity::DarkServers(id) | Quantity::Price(id) => company(id).to_owned(),
        Quantity::RivalUsers(id) => scenario.rivals[id].name.clone(),
        Quantity::PeakDarkServers(id) => format!("{}: dark servers at the peak", company(id)),
        Quantity::PeakDarkShare(id) => format!("{}: share of all its servers", company(id)),
        Quantity::LongestBlackout(id) => format!("{}: longest blackout", scenario.services[id].name),
        Quantity::MostThrough(id) => {
            format!("{}: requests that succeeded in the blackout, at most", scenario.services[id].name)
        }
        Quantity::MeanThrough(id) => {
            format!("{}: requests that succeeded in the blackout, on average", scenario.services[id].name)
        }
        Quantity::Halved(id) => format!("{}: half of the users gained have left after", scenario.rivals[id].name),
        Quantity::PeakPeople => "People affected at the peak".to_owned(),
        Quantity::EverythingBack => "All services back".to_owned(),
        Quantity::DayLow(id) => format!("{}: lowest price of the day", company(id)),
        Quantity::CutDayLow(id) => format!("{}: lowest price of the day within the run", company(id)),
    }
}

fn value(clock: &Clock, value: Value) -> String {
    match value {
        Value::Moment(at) => when::short(clock, at),
        Value::Span(span) => text::span(span),
        Value::AtLeast(span) => format!("at least {}", text::span(span)),
        Value::Count(count) => text::exact(count),
        Value::Price(price) => text::price(price),
        Value::Share(share) => text::share(share),
        Value::NotOut => "not out".to_owned(),
        Value::PartOf { part, whole } => text::share_of(part, whole),
    }
}

fn deviation(deviation: Deviation) -> String {
    let sign = |negative: bool| if negative { "\u{2212}" } else { "+" };
    match deviation {
        Deviation::Span(Span(0)) | Deviation::Count(0) | Deviation::Share(0) => "0".to_owned(),
        Deviation::Span(span) if span.0 < 0 => text::span(span),
        Deviation::Span(span) => format!("+{}", text::span(span)),
        Deviation::Count(count) => format!("{}{}", sign(count < 0), text::exact(count.unsigned_abs())),
        Deviation::Price { amount, points } => {
            format!("{}{} ({})", sign(amount < 0.0), text::price(amount.abs()), text::points(points))
        }
        Deviation::Share(points) => {
            format!("{}{}", sign(points < 0), text::share(points.unsigned_abs()))
        }
    }
}

/// Prints what is expected of this plan, and whether each expectation is met.
fn expectations(fit: &Fit, scenario: &Scenario, out: &mut impl Write) -> Result<(), Failure> {
    if fit.expected.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["Expected", "Met"]);
    for (expectation, outcome) in &fit.expected {
        let met = match outcome {
            Outcome::Met => "yes",
            Outcome::NotMet => "NO",
            Outcome::Undecided => "NO: not decided within the run",
        };
        table.row(vec![expectations::that(scenario, &expectation.that), met.to_owned()]);
    }
    table.write(out)?;
    Ok(write_line!(out)?)
}
