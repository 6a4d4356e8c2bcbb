//! Converts the exchanges, companies and rivals of a file (MODEL.md, section 2).

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};

use super::world::{World, zone};
use crate::file::check::Check;
use crate::file::pairs::Pairs;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::of_text;
use crate::model::limits::{HIGHEST_PRICE, MOST_PEOPLE, MOST_SERVERS};
use crate::model::{Company, CompanyId, Crew, Exchange, Listing, Reaction, Rival, Scenario, ServiceId, What};
use crate::text::Saying;

/// Converts an exchange.
pub fn exchange(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Exchange) -> Exchange {
    let open = check.time_of_day(&at.key("open"), &row.open);
    let close = check.time_of_day(&at.key("close"), &row.close);
    let (closed, index, early, breaks) = (at.key("closed"), at.key("index"), at.key("early"), at.key("breaks"));
    check.once(&index, row.index.keys());
    check.once(&early, row.early.keys());
    if let Some(limit) = row.limit {
        check.positive(&at.key("limit"), limit, 1.0);
    }
    Exchange {
        key: key.to_owned(),
        name: row.name.clone(),
        zone: zone(check, &at.key("zone"), &row.zone),
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
                check.real(&at, *share, -0.99, 10.0);
                (check.date(&at, date), *share)
            })
            .collect(),
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
        let row = &scenario.services[*service];
        let here = at.index(index);
        if !check.is_whole(&here) {
            continue;
        }
        if row.company != Some(company) {
            let names =
                [("service", row.key.as_str().into()), ("company", scenario.companies[company].key.as_str().into())];
            check.fault(&here, Saying::of("file-not-of-company", names), Saying::plain("file-not-of-company-remedy"));
        } else if services[..index].contains(service) {
            check.fault(&here, of_text("file-twice", &row.key), Saying::plain("file-keep-one"));
        }
    }
}

/// Converts a company, with its shares if it is listed.
pub fn company(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Company, world: &World<'_>) -> Company {
    let listing = match (&row.exchange, row.close) {
        (Some(exchange), Some(close)) => {
            check.positive(&at.key("close"), close, HIGHEST_PRICE);
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
                        check.real(&at, *share, 0.0, 1.0);
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
        check.positive(&at, *factor, HIGHEST_PRICE);
        (check.date(&at, date), *factor)
    };
    rows.0.iter().map(step).collect()
}

/// Converts the reaction of a share price to an outage.
pub fn reaction(check: &mut Check, at: &At<'_>, row: &raw::Reaction) -> Reaction {
    check.real(&at.key("worst"), row.worst, 0.0, 1.0);
    check.positive(&at.key("half"), row.half, 1e6);
    check.positive(&at.key("memory"), row.memory, 1e6);
    check.real(&at.key("overshoot"), row.overshoot, 0.0, 100.0);
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
    check.real(&at.key("pull"), row.pull, 0.0, 1000.0);
    Rival {
        key: key.to_owned(),
        name: row.name.clone(),
        service: check.find(&at.key("for"), &world.services, &row.service),
        users: check.whole(&at.key("users"), row.users, MOST_PEOPLE),
        pull: row.pull,
        back: check.positive_span(&at.key("back"), &row.back),
    }
}
