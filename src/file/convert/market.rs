//! Converts the exchanges, companies and rivals of a file (MODEL.md, section 2).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::world::{World, zone};
use crate::file::check::Check;
use crate::file::pairs::Pairs;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::of_text;
use crate::model::limits::{DAYS, INDEX, LIMIT, MOST_PEOPLE, MOST_SERVERS, OVERSHOOT, PRICE, PULL, SHARE};
use crate::model::{
    Company, CompanyId, Crew, Exchange, Id as _, Listing, Reaction, Rival, Scenario, ServiceId, TradingHours, What,
};
use crate::text::Saying;
use crate::units::when::typed_again;
use crate::units::{Clock, SimTime, Span, read_date};

/// Converts an exchange. `day` is the day on which the run starts.
pub fn exchange(
    check: &mut Check,
    at: &At<'_>,
    key: &str,
    row: &raw::Exchange,
    world: &World<'_>,
    day: NaiveDateTime,
) -> Exchange {
    let [open_at, close_at, zone_at] = ["open", "close", "zone"].map(|name| at.key(name));
    let (open, close) = (check.time_of_day(&open_at, &row.open), check.time_of_day(&close_at, &row.close));
    // Hours that cannot be read have been reported, and say nothing about trading.
    let knows_hours = check.is_whole(&open_at) && check.is_whole(&close_at);
    let (closed, index, early, breaks) = (at.key("closed"), at.key("index"), at.key("early"), at.key("breaks"));
    check.once(&index, row.index.keys());
    check.once(&early, row.early.keys());
    if let Some(limit) = row.limit {
        check.real(&at.key("limit"), limit, LIMIT);
    }
    let exchange = Exchange {
        key: key.to_owned(),
        name: row.name.clone(),
        zone: zone(check, &zone_at, &row.zone, day),
        days: days(check, &at.key("days"), row.days.as_deref()),
        open,
        close,
        breaks: row
            .breaks
            .iter()
            .enumerate()
            .map(|(index, (begins, ends))| {
                let at = breaks.index(index);
                (check.time_of_day(&at.index(0), begins), check.time_of_day(&at.index(1), ends))
            })
            .collect(),
        early: row
            .early
            .0
            .iter()
            .map(|(date, close)| {
                let at = early.key(date);
                (check.date(&at, date), check.time_of_day(&at, close))
            })
            .collect(),
        closed: row.closed.iter().enumerate().map(|(place, date)| check.date(&closed.index(place), date)).collect(),
        limit: row.limit,
        index: row
            .index
            .0
            .iter()
            .map(|(date, share)| {
                let at = index.key(date);
                check.real(&at, *share, INDEX);
                (check.date(&at, date), *share)
            })
            .collect(),
    };
    let knows_run = check.knows_run && knows_hours && check.is_whole(&zone_at);
    let mut days = TradingDays::new(&exchange, check.is_whole(&at.key("days")), knows_run.then_some(world));
    row.index.keys().for_each(|text| days.check(check, &index.key(text), text, true));
    row.early.keys().for_each(|text| days.check(check, &early.key(text), text, false));
    exchange
}

/// Checks that there is trading on the days of the `steps` of each company.
pub fn steps_are_traded(check: &mut Check, raw: &raw::Scenario, scenario: &Scenario, world: &World<'_>) {
    let all = At::ROOT.key("companies");
    for ((_, company), (key, row)) in scenario.companies.iter().zip(raw.companies.iter()) {
        let Some(listing) = company.listing.as_ref().filter(|_| !row.steps.is_empty()) else { continue };
        // Without any exchange, the one of the company is a stand-in.
        let Some(exchange) = scenario.exchanges.rows().get(listing.exchange.index()) else { continue };
        let row_at = all.key(key);
        let is_known = check.is_whole(&At::ROOT.key("exchanges").key(&exchange.key)) && check.knows_run;
        let steps = row_at.key("steps");
        let knows_days = check.is_whole(&At::ROOT.key("exchanges").key(&exchange.key).key("days"));
        let mut days = TradingDays::new(exchange, knows_days, is_known.then_some(world));
        row.steps.keys().for_each(|text| days.check(check, &steps.key(text), text, true));
    }
}

/// Which days of an exchange are trading days (MODEL.md, section 7).
struct TradingDays<'a> {
    exchange: &'a Exchange,
    closed: BTreeSet<NaiveDate>,
    /// Whether the days of the week are known. What is wrong with them has been reported.
    knows_days: bool,
    /// The run, if it and the hours of the exchange are known.
    run: Option<&'a World<'a>>,
    /// Whether there is trading within the run on the days that were asked for.
    traded: BTreeMap<NaiveDate, bool>,
}

impl<'a> TradingDays<'a> {
    fn new(exchange: &'a Exchange, knows_days: bool, run: Option<&'a World<'a>>) -> Self {
        let closed = exchange.closed.iter().copied().collect();
        Self { exchange, closed, knows_days, run, traded: BTreeMap::new() }
    }

    /// Checks that there is trading on the day at `at`, which the file writes as `text`: within the run, if `within_run` and the run is known.
    fn check(&mut self, check: &mut Check, at: &At<'_>, text: &str, within_run: bool) {
        let Some(date) = read_date(text) else { return };
        let remedy = || Saying::plain("file-index-remedy");
        if !self.knows_days {
            return;
        }
        if !self.exchange.days.contains(&date.weekday()) {
            let day = Saying::plain(weekday_key(date.weekday()));
            let message = Saying::of("file-index-week-end", [("text", text.into()), ("day", day)]);
            check.fault(at, message, remedy());
        } else if self.closed.contains(&date) {
            check.fault(at, of_text("file-index-closed", text), Saying::plain("file-index-closed-remedy"));
        } else if let Some(World { clock, length, .. }) = self.run.filter(|_| within_run) {
            let clock = clock.in_zone(self.exchange.zone);
            let exchange = self.exchange;
            if !*self.traded.entry(date).or_insert_with(|| trades_in_run(exchange, &clock, date, *length)) {
                let [from, to] = [SimTime::ZERO, SimTime(length.0)].map(|t| Saying::from(typed_again(&clock, t)));
                let message = Saying::of("file-index-outside", [("text", text.into()), ("from", from), ("to", to)]);
                check.fault(at, message, remedy());
            }
        }
    }
}

/// The days of the week on which there is trading: Monday to Friday if the file says nothing.
fn days(check: &mut Check, at: &At<'_>, days: Option<&[raw::Day]>) -> Vec<Weekday> {
    let Some(days) = days else { return vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri] };
    if days.is_empty() {
        check.fault(at, Saying::plain("file-no-days"), Saying::plain("file-no-days-remedy"));
    }
    let day = |day: &raw::Day| match day {
        raw::Day::Mon => Weekday::Mon,
        raw::Day::Tue => Weekday::Tue,
        raw::Day::Wed => Weekday::Wed,
        raw::Day::Thu => Weekday::Thu,
        raw::Day::Fri => Weekday::Fri,
        raw::Day::Sat => Weekday::Sat,
        raw::Day::Sun => Weekday::Sun,
    };
    days.iter().map(day).collect()
}

/// Checks that each crew repairs first only services of its own company, and each once.
pub fn crews_fit(check: &mut Check, scenario: &Scenario) {
    let all = At::ROOT.key("companies");
    for (id, company) in scenario.companies.iter() {
        let Some(crew) = &company.crew else { continue };
        let row = all.key(&company.key);
        let crew_at = row.key("crew");
        let first = crew_at.key("first");
        services_fit(check, &first, scenario, id, &crew.first);
    }
    let plans = At::ROOT.key("plans");
    for (index, plan) in scenario.plans.iter().enumerate() {
        let plan_at = plans.index(index);
        let measures = plan_at.key("measures");
        for (index, measure) in plan.measures.iter().enumerate() {
            if let What::CrewFirst { company, services } = &measure.what {
                let at = measures.index(index);
                services_fit(check, &at.key("services"), scenario, *company, services);
            }
        }
    }
}

fn services_fit(check: &mut Check, at: &At<'_>, scenario: &Scenario, company: CompanyId, services: &[ServiceId]) {
    for (index, service) in services.iter().enumerate() {
        let here = at.index(index);
        // What could not be read may have a stand-in for its id.
        let rows = (scenario.services.rows().get(service.index()), scenario.companies.rows().get(company.index()));
        let ((Some(row), Some(of)), true) = (rows, check.is_whole(&here)) else { continue };
        if row.company != Some(company) {
            let names = [("service", row.key.as_str().into()), ("company", of.key.as_str().into())];
            check.fault(&here, Saying::of("file-not-of-company", names), Saying::plain("file-not-of-company-remedy"));
        } else if services[..index].contains(service) {
            check.fault(&here, of_text("file-twice", &row.key), Saying::plain("file-keep-one"));
        }
    }
}

/// The key of the text for a day of the week.
const fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "file-monday",
        Weekday::Tue => "file-tuesday",
        Weekday::Wed => "file-wednesday",
        Weekday::Thu => "file-thursday",
        Weekday::Fri => "file-friday",
        Weekday::Sat => "file-saturday",
        Weekday::Sun => "file-sunday",
    }
}

/// Whether a trading minute of this day is in the run. `clock` is in the zone of the exchange.
fn trades_in_run(exchange: &Exchange, clock: &Clock, date: NaiveDate, length: Span) -> bool {
    let hours = TradingHours::new(exchange);
    let opens_on = hours.opens_on(date);
    let [first, last] = [SimTime::ZERO, SimTime(length.0)].map(|t| clock.local(t).date());
    if opens_on > last || date < first - TimeDelta::days(1) {
        return false;
    }
    let (midnight, close) = (hours.midnight(date), hours.close_on(exchange, date));
    let moment = |minute: u32| clock.first_time(midnight + TimeDelta::minutes(i64::from(minute)));
    (hours.open.div_ceil(60)..=close / 60).filter_map(moment).any(|t| (0..=length.0).contains(&t.0))
}

/// Converts a company, with its shares if it is listed.
pub fn company(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Company, world: &World<'_>) -> Company {
    let listing = match (&row.exchange, row.close) {
        (Some(exchange), Some(close)) => {
            check.real(&at.key("close"), close, PRICE);
            let exposures = at.key("exposure");
            check.once(&exposures, row.exposure.keys());
            Some(Listing {
                exchange: check.find(&at.key("exchange"), &world.exchanges, exchange),
                ticker: row.ticker.clone(),
                currency: row.currency.clone(),
                close,
                exposure: row
                    .exposure
                    .0
                    .iter()
                    .map(|(key, share)| {
                        let at = exposures.key(key);
                        check.real(&at, *share, SHARE);
                        (check.find(&at, &world.services, key), *share)
                    })
                    .collect(),
                reaction: row.reaction.as_ref().map(|row| reaction(check, &at.key("reaction"), row)),
                steps: steps(check, &at.key("steps"), &row.steps),
            })
        }
        (None, None) => {
            let shares = [
                row.ticker.is_some(),
                row.currency.is_some(),
                !row.exposure.is_empty(),
                row.reaction.is_some(),
                !row.steps.is_empty(),
            ];
            if shares.contains(&true) {
                check.fault(at, of_text("file-no-listing", key), Saying::plain("file-no-listing-remedy"));
            }
            None
        }
        (Some(_), None) => {
            check.fault(at, of_text("file-no-close", key), Saying::plain("file-no-close-remedy"));
            None
        }
        (None, Some(_)) => {
            check.fault(at, of_text("file-no-exchange", key), Saying::plain("file-no-exchange-remedy"));
            None
        }
    };
    let crew = row.crew.as_ref().map(|crew| {
        let at = at.key("crew");
        let first = at.key("first");
        let services = crew.first.iter().enumerate();
        Crew {
            size: check.whole(&at.key("size"), crew.size, MOST_SERVERS),
            first: services.map(|(index, key)| check.find(&first.index(index), &world.services, key)).collect(),
            depends_on: check.find_some(&at.key("needs"), &world.services, crew.needs.as_ref()),
        }
    });
    Company { key: key.to_owned(), name: row.name.clone(), listing, crew }
}

/// Checks the factors that multiply a price from a trading day on: each is greater than zero.
fn steps(check: &mut Check, at: &At<'_>, rows: &Pairs<f64>) -> BTreeMap<NaiveDate, f64> {
    check.once(at, rows.keys());
    let step = |(date, factor): &(String, f64)| {
        let at = at.key(date);
        check.real(&at, *factor, PRICE);
        (check.date(&at, date), *factor)
    };
    rows.0.iter().map(step).collect()
}

/// Converts the reaction of a share price to an outage.
pub fn reaction(check: &mut Check, at: &At<'_>, row: &raw::Reaction) -> Reaction {
    check.real(&at.key("worst"), row.worst, SHARE);
    check.real(&at.key("half"), row.half, DAYS);
    check.real(&at.key("memory"), row.memory, DAYS);
    check.real(&at.key("overshoot"), row.overshoot, OVERSHOOT);
    Reaction {
        worst: row.worst,
        half: row.half,
        memory: row.memory,
        overshoot: row.overshoot,
        rise: check.positive_span(&at.key("rise"), &row.rise),
        fade: check.positive_span(&at.key("fade"), &row.fade),
    }
}

/// Converts a rival of a service.
pub fn rival(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Rival, world: &World<'_>) -> Rival {
    check.real(&at.key("pull"), row.pull, PULL);
    Rival {
        key: key.to_owned(),
        name: row.name.clone(),
        service: check.find(&at.key("for"), &world.services, &row.service),
        users: check.whole(&at.key("users"), row.users, MOST_PEOPLE),
        pull: row.pull,
        back: check.positive_span(&at.key("back"), &row.back),
    }
}
