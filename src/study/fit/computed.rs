//! Finds the values of a run that are compared with the observed values of the history.

use std::collections::BTreeSet;

use super::{Agreement, Deviation, Quantity, Row, Value};
use crate::model::{CompanyId, History, Observed, RivalId, Scenario, ServiceId};
use crate::recording::{Outage, Placement, PriceMinute, Steps};
use crate::study::Run;
use crate::units::{Level, Permille, SimTime, Span, WHOLE};

/// The last outage that began at or before `at`, even if it was over by then. If no outage began by then, it is the first outage of the
/// service.
pub(super) fn outage_before(run: &Run, service: ServiceId, at: SimTime) -> Option<Outage> {
    let outages = run.index().outages(service);
    let before = outages.iter().rev().find(|outage| outage.from <= at);
    before.or(outages.first()).copied()
}

/// The beginning of the outage that contains `at`. If there is no such outage, the beginning that is nearest to `at`.
pub(super) fn outage_near(run: &Run, service: ServiceId, at: SimTime) -> Option<SimTime> {
    let nearest = || run.index().outages(service).iter().min_by_key(|outage| (outage.from - at).0.abs()).copied();
    run.index().outage_at(service, at).or_else(nearest).map(|outage| outage.from)
}

/// The range of time in which something was observed. Both ends are included.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) from: SimTime,
    pub(super) until: SimTime,
}

impl Window {
    /// The range in which an observation was made. If only the earliest time is known, it has no end.
    pub(super) fn of(history: &History) -> Self {
        let from = history.since.unwrap_or(history.at).min(history.at);
        Self { from, until: if history.is_open { SimTime(i64::MAX) } else { history.at } }
    }

    /// The time in the range that is nearest to `moment`.
    pub(super) fn nearest(self, moment: SimTime) -> SimTime {
        moment.clamp(self.from, self.until)
    }

    /// How far a time is outside the range: negative before it, positive after it, zero inside.
    pub(super) fn outside(self, moment: SimTime) -> Span {
        if moment < self.from {
            moment - self.from
        } else if moment > self.until {
            moment - self.until
        } else {
            Span::ZERO
        }
    }
}

/// Of all values of a step function within a window of time, the one nearest to `observed`.
pub(super) fn nearest_count(steps: &[(SimTime, u64)], window: Window, observed: u64) -> u64 {
    let first = steps.partition_point(|(from, _)| *from <= window.from).saturating_sub(1);
    let values = steps[first..].iter().take_while(|(from, _)| *from <= window.until).map(|(_, value)| *value);
    values.min_by_key(|value| value.abs_diff(observed)).unwrap_or(0)
}

/// The number of a company's servers that do not work, over time: they are dark, damaged, destroyed or hit by a fault.
pub(in crate::study) fn down_servers(run: &Run, company: CompanyId) -> Steps<u64> {
    let of_company = |placement: &&Placement| run.world.services[placement.service].company == Some(company);
    let mut changes: Vec<(SimTime, i64)> = Vec::new();
    for placement in run.recording.placements.iter().filter(of_company) {
        let mut had = placement.servers;
        let mut add = |at: SimTime, working: u64| {
            changes.push((at, had.cast_signed() - working.cast_signed()));
            had = working;
        };
        match &placement.condition {
            Some(condition) => condition.all().iter().for_each(|(at, condition)| add(*at, condition.working)),
            None => placement.online.all().iter().for_each(|(at, online)| add(*at, *online)),
        }
    }
    changes.sort_unstable();
    let (mut down, mut steps) = (0_i64, Steps::new(0));
    for instant in changes.chunk_by(|a, b| a.0 == b.0) {
        down += instant.iter().map(|(_, by)| by).sum::<i64>();
        steps.set(instant[0].0, down.cast_unsigned());
    }
    steps
}

/// Of the services of a company that were not Up at any time since the first strike and by a moment: the share that is Up then, each counted
/// once. Of all moments of the window, the share nearest to `observed`. `None` if at no moment of it there are such services.
pub(super) fn share_up(run: &Run, company: CompanyId, window: Window, observed: Permille) -> Option<Permille> {
    let struck = run.recording.strikes.first()?.at;
    let services = run.world.services.iter().filter(|(_, service)| service.company == Some(company));
    // Changes of the number of services that are counted, and of how many of them are Up.
    let mut changes: Vec<(SimTime, [i64; 2])> = Vec::new();
    for (id, _) in services {
        let counted = run.index().outages(id).iter().filter(|outage| outage.until.is_none_or(|until| until > struck));
        for (index, outage) in counted.enumerate() {
            changes.push((outage.from, if index == 0 { [1, 0] } else { [0, -1] }));
            changes.extend(outage.until.map(|until| (until, [0, 1])));
        }
    }
    changes.sort_unstable_by_key(|(at, _)| *at);
    let mut now = [0, 0];
    // The last share by the beginning of the window, and all shares inside it.
    let mut before = None;
    let mut inside = Vec::new();
    for instant in changes.chunk_by(|a, b| a.0 == b.0) {
        let at = instant[0].0;
        if at > window.until {
            break;
        }
        instant.iter().for_each(|(_, by)| now = [now[0] + by[0], now[1] + by[1]]);
        let share = (now[1] * i64::from(WHOLE)).checked_div(now[0]).and_then(|share| Permille::try_from(share).ok());
        if at <= window.from { before = share } else { inside.extend(share) }
    }
    before.into_iter().chain(inside).min_by_key(|share| share.abs_diff(observed))
}

/// Of the price at the beginning of a window and all prices within it, the one nearest to `observed`. Before the first trade, the price is
/// the last close before the run.
pub(super) fn nearest_price(run: &Run, company: CompanyId, window: Window, observed: f64) -> Option<f64> {
    let track = &run.recording.prices[company];
    let before = run.world.companies[company].listing.as_ref().map(|listing| listing.close);
    let first = track.at(window.from).map(|minute| minute.price).or(before)?;
    let is_inside = |change: &&PriceMinute| window.from < change.at && change.at <= window.until;
    let inside = track.changes().iter().filter(is_inside).map(|change| change.price);
    let nearer = |a: f64, b: f64| if (b - observed).abs() < (a - observed).abs() { b } else { a };
    Some(inside.fold(first, nearer))
}

/// The users of a rival at both ends of a window of time, and at every point of its series in between.
pub(super) fn rival_counts(run: &Run, rival: RivalId, window: Window) -> Vec<(SimTime, u64)> {
    let series = &run.recording.rivals[rival];
    moments(run, &[rival], window).into_iter().map(|at| (at, between(series, at).round() as u64)).collect()
}

/// The number of users who stay with a service and do not move to its rivals, at both ends of a window of time and at every point of the
/// rivals' series in between.
pub(super) fn user_counts(run: &Run, service: ServiceId, window: Window) -> Vec<(SimTime, u64)> {
    let of_service = |rival: &RivalId| run.world.rivals[*rival].service == service;
    let rivals: Vec<RivalId> = run.world.rivals.ids().filter(of_service).collect();
    let kept = |at: SimTime| {
        let gained = rivals
            .iter()
            .map(|rival| between(&run.recording.rivals[*rival], at) - run.world.rivals[*rival].users as f64);
        (run.world.services[service].users as f64 - gained.sum::<f64>()).max(0.0).round() as u64
    };
    moments(run, &rivals, window).into_iter().map(|at| (at, kept(at))).collect()
}

fn moments(run: &Run, rivals: &[RivalId], window: Window) -> BTreeSet<SimTime> {
    let points = rivals.iter().flat_map(|rival| &run.recording.rivals[*rival]).map(|(point, _)| *point);
    let inside = points.filter(|point| window.from < *point && *point < window.until);
    inside.chain([window.from, window.until]).collect()
}

/// The value of a series at `at`. Between two points, the value changes linearly.
pub fn between(series: &[(SimTime, f64)], at: SimTime) -> f64 {
    let next = series.partition_point(|(point, _)| *point <= at);
    let Some((from, users)) = next.checked_sub(1).map(|last| series[last]) else {
        return series.first().map_or(0.0, |(_, users)| *users);
    };
    let Some((until, then)) = series.get(next) else { return users };
    users + (then - users) * ((at - from).as_secs_f64() / (*until - from).as_secs_f64())
}

/// Further values of the run that are useful to see together with the history. They are about the services, companies and rivals that the
/// history mentions.
pub(super) fn derived(run: &Run) -> Vec<Row> {
    let mut rows = Vec::new();
    dark(run, &mut rows);
    blackout(run, &mut rows);
    halved(run, &mut rows);
    rows.push(whole(Quantity::PeakPeople, Some(Value::Count(run.recording.summary.peak_people))));
    everything_back(run, &mut rows);
    lows(run, &mut rows);
    rows
}

const fn whole(what: Quantity, computed: Option<Value>) -> Row {
    Row {
        what,
        since: None,
        at: None,
        observed: None,
        computed,
        error: None,
        agreement: Agreement::Unjudged,
        within: None,
        source: None,
    }
}

/// Adds the greatest number of dark servers, and its share of all servers of the company, for each company with observed dark servers.
fn dark(run: &Run, rows: &mut Vec<Row>) {
    let mut observed = std::collections::BTreeMap::<CompanyId, u64>::new();
    for history in &run.world.history {
        if let Observed::DarkServers(company, servers) = history.what {
            let most = observed.entry(company).or_default();
            *most = servers.max(*most);
        }
    }
    for (company, observed) in observed {
        let summary = &run.recording.summary.companies[company];
        let peak = summary.peak_dark_servers;
        rows.push(whole(Quantity::PeakDarkServers(company), None).count(
            Quantity::PeakDarkServers(company),
            observed,
            peak,
        ));
        let share = (summary.servers > 0).then_some(Value::PartOf { part: peak, whole: summary.servers });
        rows.push(whole(Quantity::PeakDarkShare(company), share));
    }
}

/// Of the services with an observed recovery, the one with the most users; of those with equally many the first.
pub(in crate::study) fn recorded_service(scenario: &Scenario) -> Option<ServiceId> {
    let backs = scenario.history.iter().filter_map(|history| match history.what {
        Observed::Back(service) => Some(service),
        Observed::Down(_)
        | Observed::DarkServers(..)
        | Observed::Price(..)
        | Observed::RivalUsers(..)
        | Observed::Users(..)
        | Observed::DownServers(..)
        | Observed::StillOut(_)
        | Observed::ShareUp(..) => None,
    });
    backs.max_by_key(|service| (scenario.services[*service].users, std::cmp::Reverse(*service)))
}

/// Adds the longest blackout of one service: of the services with an observed recovery, the one with the most users.
fn blackout(run: &Run, rows: &mut Vec<Row>) {
    let Some(service) = recorded_service(&run.world) else { return };
    let longest = run.recording.summary.services[service].longest_down;
    let is_open = Level::of(*run.recording.services[service].health.last()) == Level::Down;
    let longest = if is_open { Value::AtLeast(longest) } else { Value::Span(longest) };
    rows.push(whole(Quantity::LongestBlackout(service), Some(longest)));
    got_through(run, service, rows);
}

/// Adds the greatest and the mean share of successful requests in the longest blackout of a service. If the number of the company's dark
/// servers has its peak during the blackout, the time before the peak is left out.
fn got_through(run: &Run, service: ServiceId, rows: &mut Vec<Row>) {
    let (track, end) = (&run.recording.services[service], SimTime(run.recording.length.0));
    let down = track.levels(end).filter(|(_, _, level)| *level == Level::Down);
    // If several blackouts are equally long, the first is used.
    let Some((began, over, _)) = down.min_by_key(|(from, until, _)| *from - *until) else { return };
    let darkest = run.world.services[service].company.and_then(|company| {
        let most = run.recording.summary.companies[company].peak_dark_servers;
        run.recording.dark_servers[company].all().iter().find(|(_, dark)| *dark == most).map(|(at, _)| *at)
    });
    let since = darkest.filter(|at| began <= *at && *at < over).unwrap_or(began);
    let inside = track.health.stretches(end).filter(|(from, until, _)| since < *until && *from < over);
    let inside: Vec<(SimTime, SimTime, Permille)> =
        inside.map(|(from, until, health)| (from.max(since), until.min(over), *health)).collect();
    if let Some((from, until, most)) = inside.iter().rev().max_by_key(|(_, _, health)| *health) {
        let most = whole(Quantity::MostThrough(service), Some(Value::Share(*most)));
        rows.push(Row { since: Some(*from), at: Some(*until), ..most });
    }
    let served: i64 = inside.iter().map(|(from, until, health)| (*until - *from).0 * i64::from(*health)).sum();
    let whole_health = (over - since).0 * i64::from(WHOLE);
    let mean =
        (whole_health > 0).then_some(Value::PartOf { part: served.unsigned_abs(), whole: whole_health.unsigned_abs() });
    let mean = whole(Quantity::MeanThrough(service), mean);
    rows.push(Row { since: Some(since), at: Some(over), ..mean });
}

/// Adds, for each rival of the history, the time from its greatest number of users until half of the users it gained have left
/// again.
fn halved(run: &Run, rows: &mut Vec<Row>) {
    let mut shown = BTreeSet::new();
    for history in &run.world.history {
        let Observed::RivalUsers(rival, _) = history.what else { continue };
        let (series, before) = (&run.recording.rivals[rival], run.world.rivals[rival].users as f64);
        // If several points have the greatest number of users, the first is used.
        let Some((peak, most)) = series.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).copied() else { continue };
        if most <= before || !shown.insert(rival) {
            continue;
        }
        let half = before + (most - before) / 2.0;
        let halved = series.windows(2).find(|pair| pair[0].0 >= peak && pair[1].1 <= half).map(|pair| {
            let ((from, users), (until, then)) = (pair[0], pair[1]);
            SimTime(from.0 + ((users - half) / (users - then) * (until - from).as_secs_f64()).round() as i64)
        });
        let span = halved.map(|at| Value::Span(at - peak));
        rows.push(Row { since: Some(peak), at: halved, ..whole(Quantity::Halved(rival), span) });
    }
}

/// Adds the time from which all services are Up until the end, compared with the last observed recovery.
fn everything_back(run: &Run, rows: &mut Vec<Row>) {
    let is_back = |history: &&History| matches!(history.what, Observed::Back(_)) && !history.is_open;
    let observed = run.world.history.iter().filter(is_back).map(|history| history.at).max();
    let Some(observed) = observed else { return };
    let mut computed = Some(SimTime::ZERO);
    for summary in run.recording.summary.services.rows() {
        let back = if summary.first_out.is_none() { Some(SimTime::ZERO) } else { summary.back };
        computed = computed.zip(back).map(|(latest, back)| latest.max(back));
    }
    rows.push(Row {
        at: Some(observed),
        observed: Some(Value::Moment(observed)),
        error: computed.map(|computed| Deviation::Span(computed - observed)),
        ..whole(Quantity::EverythingBack, computed.map(Value::Moment))
    });
}

/// Adds the lowest price of each trading day for which a price was observed.
fn lows(run: &Run, rows: &mut Vec<Row>) {
    let mut shown = BTreeSet::new();
    for history in &run.world.history {
        let Observed::Price(company, _) = history.what else { continue };
        let track = &run.recording.prices[company];
        let day = track.days().find(|day| day.first <= history.at && history.at <= day.last);
        let day = day.filter(|day| shown.insert((company, *day)));
        if let Some((day, low)) = day.and_then(|day| Some((day, track.low(day.first, day.last)?))) {
            let is_whole = day.has_opening && day.has_close;
            let what = if is_whole { Quantity::DayLow(company) } else { Quantity::CutDayLow(company) };
            rows.push(Row { at: Some(low.at), ..whole(what, Some(Value::Price(low.price))) });
        }
    }
}
