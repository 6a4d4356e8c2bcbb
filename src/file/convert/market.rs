//! Converts the exchanges, companies and rivals of a file (MODEL.md, section 2).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::world::{World, zone};
use crate::file::check::Check;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::of_text;
use crate::model::limits::{HIGHEST_PRICE, MOST_PEOPLE};
use crate::model::{Company, Exchange, Listing, Reaction, Rival};
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
    let (open, close) = (check.clock_time(&open_at, &row.open), check.clock_time(&close_at, &row.close));
    // Hours that cannot be read have been reported, and say nothing about the order or about trading.
    if close <= open && check.is_whole(&open_at) && check.is_whole(&close_at) {
        check.fault(&close_at, Saying::plain("file-closes-first"), Saying::plain("file-closes-first-remedy"));
    }
    let knows_hours = check.is_whole(&open_at) && check.is_whole(&close_at);
    let (closed, index) = (at.key("closed"), at.key("index"));
    check.once(&index, row.index.keys());
    if let Some(limit) = row.limit {
        check.positive(&at.key("limit"), limit, 1.0);
    }
    let exchange = Exchange {
        key: key.to_owned(),
        name: row.name.clone(),
        zone: zone(check, &zone_at, &row.zone, day),
        open,
        close,
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
    };
    let knows_run = check.knows_run && knows_hours && check.is_whole(&zone_at);
    index_is_traded(check, &index, row, &exchange, knows_run.then_some(world));
    exchange
}

/// Checks that the exchange trades on each day of its index (MODEL.md, section 7): within the run, if the run is known.
fn index_is_traded(check: &mut Check, at: &At<'_>, row: &raw::Exchange, exchange: &Exchange, run: Option<&World<'_>>) {
    let closed: BTreeSet<NaiveDate> = exchange.closed.iter().copied().collect();
    let mut traded: BTreeMap<NaiveDate, bool> = BTreeMap::new();
    for text in row.index.keys() {
        let Some(date) = read_date(text) else { continue };
        let at = at.key(text);
        let remedy = || Saying::plain("file-index-remedy");
        if let Some(day) = week_end(date) {
            let message = Saying::of("file-index-week-end", [("text", text.into()), ("day", Saying::plain(day))]);
            check.fault(&at, message, remedy());
        } else if closed.contains(&date) {
            check.fault(&at, of_text("file-index-closed", text), Saying::plain("file-index-closed-remedy"));
        } else if let Some(World { clock, length, .. }) = run {
            let clock = clock.in_zone(exchange.zone);
            if !*traded.entry(date).or_insert_with(|| trades_in_run(exchange, &clock, date, *length)) {
                let [from, to] = [SimTime::ZERO, SimTime(length.0)].map(|t| Saying::from(typed_again(&clock, t)));
                let message = Saying::of("file-index-outside", [("text", text.into()), ("from", from), ("to", to)]);
                check.fault(&at, message, remedy());
            }
        }
    }
}

/// The key of the text for the day of the week if nobody trades on it.
fn week_end(date: NaiveDate) -> Option<&'static str> {
    match date.weekday() {
        Weekday::Sat => Some("file-saturday"),
        Weekday::Sun => Some("file-sunday"),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => None,
    }
}

/// Whether a trading minute of this day is in the run. `clock` is in the zone of the exchange.
fn trades_in_run(exchange: &Exchange, clock: &Clock, date: NaiveDate, length: Span) -> bool {
    let [first, last] = [SimTime::ZERO, SimTime(length.0)].map(|t| clock.local(t).date());
    if !(first..=last).contains(&date) {
        return false;
    }
    let (open, close) = (exchange.open.num_seconds_from_midnight(), exchange.close.num_seconds_from_midnight());
    let midnight = date.and_time(NaiveTime::MIN);
    let moment = |minute: u32| clock.moment(midnight + TimeDelta::minutes(i64::from(minute))).ok();
    (open.div_ceil(60)..=close / 60).filter_map(moment).any(|t| (0..=length.0).contains(&t.0))
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
            })
        }
        (None, None) => {
            let shares =
                [row.ticker.is_some(), row.currency.is_some(), !row.exposure.is_empty(), row.reaction.is_some()];
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
    Company { key: key.to_owned(), name: row.name.clone(), listing }
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
