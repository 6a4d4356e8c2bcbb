//! Converts the exchanges, companies and rivals of a file (MODEL.md, section 2).

use super::world::{World, zone};
use crate::file::check::Check;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::of_text;
use crate::model::limits::{HIGHEST_PRICE, MOST_PEOPLE};
use crate::model::{Company, Exchange, Listing, Reaction, Rival};
use crate::text::Saying;

/// Converts an exchange.
pub fn exchange(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Exchange) -> Exchange {
    let (open, close) = (check.clock_time(&at.key("open"), &row.open), check.clock_time(&at.key("close"), &row.close));
    if close <= open {
        check.fault(&at.key("close"), Saying::plain("file-closes-first"), Saying::plain("file-closes-first-remedy"));
    }
    let (closed, index) = (at.key("closed"), at.key("index"));
    check.once(&index, row.index.keys());
    if let Some(limit) = row.limit {
        check.positive(&at.key("limit"), limit, 1.0);
    }
    Exchange {
        key: key.to_owned(),
        name: row.name.clone(),
        zone: zone(check, &at.key("zone"), &row.zone),
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
