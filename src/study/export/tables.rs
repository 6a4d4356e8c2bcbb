//! A run as tables for spreadsheets (CSV). Times are local times of the scenario and, beside them, seconds since the start of the run.

use crate::model::{CompanyId, Localized, ServiceId, SiteId};
use crate::recording::{EventId, Subject};
use crate::study::spreadsheet::{csv, text_cell, user_hours_cell};
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::{Clock, SimTime, Span, text, when};

/// The column of an instant in seconds, and that of its local time.
fn instant(clock: &Clock, at: SimTime) -> [String; 2] {
    [at.0.to_string(), when::typed_again(clock, at)]
}

/// As [`instant`]; two empty cells if there is no such instant.
fn instant_if(clock: &Clock, at: Option<SimTime>) -> [String; 2] {
    at.map_or_else(Default::default, |at| instant(clock, at))
}

fn table<const N: usize>(headings: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    csv(std::iter::once(headings.map(str::to_owned)).chain(rows).map(|row| row.to_vec()))
}

fn secs(span: Span) -> String {
    span.0.to_string()
}

/// The columns about a service with what the run did to it, in the order in which programs know them.
const SERVICE_COLUMNS: [&str; 15] = [
    "id",
    "name",
    "company",
    "kind",
    "users",
    "rto_secs",
    "rto_kept",
    "first_out_secs",
    "first_out",
    "back_secs",
    "back",
    "longest_out_secs",
    "longest_down_secs",
    "out_total_secs",
    "lost_user_hours",
];
/// The columns after them: where the service runs, which run it is, and times and durations as people read them. Further columns go to the
/// end, because programs may find columns by their position.
const FURTHER_SERVICE_COLUMNS: [&str; 11] = [
    "sites",
    "standby_sites",
    "plan",
    "seed",
    "rto",
    "rto_missed_at",
    "longest_out_from",
    "longest_out_until",
    "longest_out",
    "longest_down",
    "out_total",
];

/// The services, one row each: what they are, and what the run did to them. A cell is empty if its value does not apply.
pub(super) fn services(run: &Run, names: Localized<'_>) -> String {
    let (world, clock) = (&run.world, &run.world.clock);
    let row = |id: ServiceId| -> [String; SERVICE_COLUMNS.len()] {
        let (row, summary) = (&world.services[id], &run.recording.summary.services[id]);
        let company = row.company.map_or_else(String::new, |id| text_cell(names.company_name(id)));
        let kept = match (row.rto, summary.rto_broken, summary.rto_undecided) {
            (None, ..) => "",
            (Some(_), true, _) => "no",
            (Some(_), false, true) => "undecided",
            (Some(_), false, false) => "yes",
        };
        let [first_secs, first] = instant_if(clock, summary.first_out);
        let [back_secs, back] = instant_if(clock, summary.back);
        [
            row.key.clone(),
            text_cell(names.service_name(id)),
            company,
            text_cell(names.service_kind(id)),
            row.users.to_string(),
            row.rto.map_or_else(String::new, secs),
            kept.to_owned(),
            first_secs,
            first,
            back_secs,
            back,
            secs(summary.longest_out),
            secs(summary.longest_down),
            secs(summary.out_total),
            user_hours_cell(summary.lost_user_millisecs),
        ]
    };
    let rows = world.services.ids().map(|id| row(id).into_iter().chain(further_cells(run, names, id)).collect());
    let headings: Vec<String> = SERVICE_COLUMNS.into_iter().chain(FURTHER_SERVICE_COLUMNS).map(str::to_owned).collect();
    csv(std::iter::once(headings).chain(rows))
}

/// The cells of [`FURTHER_SERVICE_COLUMNS`] for a service.
fn further_cells(run: &Run, names: Localized<'_>, id: ServiceId) -> [String; FURTHER_SERVICE_COLUMNS.len()] {
    let (row, summary) = (&run.world.services[id], &run.recording.summary.services[id]);
    let local = |at: Option<SimTime>| at.map_or_else(String::new, |at| when::typed_again(&run.world.clock, at));
    let sites = |on: &[(SiteId, u64)]| {
        let names: Vec<&str> = on.iter().map(|(site, _)| names.site_name(*site)).collect();
        text_cell(&names.join("; "))
    };
    let missed = run.index().rto_broken(id).first().map(|event| run.recording.event(*event).at);
    let longest = run.longest_outage(id);
    [
        sites(&row.on),
        sites(&row.standby),
        text_cell(names.plan_name(&run.plan.name)),
        run.seed.to_string(),
        row.rto.map_or_else(String::new, text::typed_span),
        local(missed),
        local(longest.map(|outage| outage.from)),
        local(longest.and_then(|outage| outage.until)),
        text::typed_span(summary.longest_out),
        text::typed_span(summary.longest_down),
        text::typed_span(summary.out_total),
    ]
}

/// The health of the services: a row for each change, and one for each service at the start. The health is a share of 1.
pub(super) fn health(run: &Run, names: Localized<'_>) -> String {
    let (world, clock) = (&run.world, &run.world.clock);
    let rows = world.services.ids().flat_map(|id| {
        let steps = run.recording.services[id].health.all().iter();
        steps.map(move |(at, health)| {
            let [secs, time] = instant(clock, *at);
            let name = text_cell(names.service_name(id));
            [secs, time, world.services[id].key.clone(), name, text::decimal(*health)]
        })
    });
    table(["secs", "time", "id", "name", "health"], rows)
}

/// The number of people affected: a row for each change, and one for the start.
pub(super) fn people(run: &Run) -> String {
    let clock = &run.world.clock;
    let rows = run.recording.people.all().iter().map(|(at, people)| {
        let [secs, time] = instant(clock, *at);
        [secs, time, people.to_string()]
    });
    table(["secs", "time", "people_affected"], rows)
}

/// The share prices: for each listed company, a row for the first trading minute and for each whose price differs from that of the trading
/// minute before. Prices are in the currency of the company, and are not rounded.
pub(super) fn prices(run: &Run, names: Localized<'_>) -> String {
    let (world, clock) = (&run.world, &run.world.clock);
    let listed = |id: CompanyId| world.companies[id].listing.as_ref().map(|listing| (id, listing));
    let rows = world.companies.ids().filter_map(listed).flat_map(|(id, listing)| {
        run.recording.prices[id].changes().iter().map(move |minute| {
            let [secs, time] = instant(clock, minute.at);
            let currency = listing.currency.as_deref().map_or_else(String::new, text_cell);
            let name = text_cell(names.company_name(id));
            [secs, time, world.companies[id].key.clone(), name, minute.price.to_string(), currency]
        })
    });
    table(["secs", "time", "id", "name", "price", "currency"], rows)
}

/// The events, one row each: when, to what, what happened, and the number of the event that is the cause.
pub(super) fn events(run: &Run, names: Localized<'_>, texts: &Texts) -> String {
    let (world, clock) = (&run.world, &run.world.clock);
    let rows = run.recording.events.iter().enumerate().map(|(index, event)| {
        let [secs, time] = instant(clock, event.at);
        let (subject, id) = match run.recording.subject(event) {
            Subject::World => ("", ""),
            Subject::Site(id) => ("site", world.sites[id].key.as_str()),
            Subject::Service(id) => ("service", world.services[id].key.as_str()),
            Subject::Company(id) => ("company", world.companies[id].key.as_str()),
        };
        let what = text_cell(&words::event(run, EventId::new(index), names, texts));
        let cause = event.cause.map_or_else(String::new, |cause| cause.index().to_string());
        [index.to_string(), secs, time, subject.to_owned(), id.to_owned(), what, cause]
    });
    table(["event", "secs", "time", "subject", "id", "what", "cause"], rows)
}
