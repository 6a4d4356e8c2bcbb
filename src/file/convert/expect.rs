//! Converts the expectations of a file (MODEL.md, section 9), and checks that some values meet each of them and others do not.

use super::plan::PlanNames;
use super::world::{World, list};
use crate::file::check::Check;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::of_text;
use crate::model::limits::{FALL, MOST_PEOPLE, MOST_RUNS, RUNS_SHARE};
use crate::model::{Expectation, Scenario, Seeds, That};
use crate::text::Saying;
use crate::units::{SimTime, Span};

/// Converts all expectations.
pub fn expectations(check: &mut Check, raw: &raw::Scenario, world: &World<'_>) -> Vec<Expectation> {
    let plans = PlanNames::new(&raw.plans);
    list(check, "expect", &raw.expect, |check, at, row| {
        let plan = plans.find(check, &at.key("plan"), &row.plan).unwrap_or_default();
        Expectation { plan, seeds: seeds(check, at, row), that: that(check, &at.key("that"), &row.that, world) }
    })
}

fn seeds(check: &mut Check, at: &At<'_>, row: &raw::Expectation) -> Seeds {
    const MOST_SEED: u64 = u64::MAX;
    let one = row.seed.map(|seed| check.whole(&at.key("seed"), seed, MOST_SEED));
    let Some(seeds) = &row.seeds else { return Seeds::One(one.unwrap_or(0)) };
    let at = at.key("seeds");
    if one.is_some() {
        check.fault(&at, Saying::plain("file-one-and-many"), Saying::plain("file-one-and-many-remedy"));
    }
    let runs = check.whole_from(&at.key("runs"), seeds.runs, 1, MOST_RUNS);
    Seeds::Share {
        first: seeds.first.map_or(1, |first| check.whole(&at.key("first"), first, MOST_SEED - MOST_RUNS)),
        runs: u32::try_from(runs).unwrap_or(1),
        share: check.permille(&at.key("share"), seeds.share, RUNS_SHARE),
    }
}

fn that(check: &mut Check, at: &At<'_>, row: &raw::That, world: &World<'_>) -> That {
    let spans = |check: &mut Check, over: Option<&String>, under: Option<&String>| -> (Option<Span>, Option<Span>) {
        (over.map(|span| check.span(&at.key("over"), span)), under.map(|span| check.span(&at.key("under"), span)))
    };
    let by =
        |check: &mut Check, text: &str| -> SimTime { check.moment(&at.key("by"), text, &world.clock, world.length) };
    match row {
        raw::That::Down { service, over, under } => {
            let (over, under) = spans(check, over.as_ref(), under.as_ref());
            That::Down { service: check.find(&at.key("service"), &world.services, service), over, under }
        }
        raw::That::Out { service, over, under } => {
            let (over, under) = spans(check, over.as_ref(), under.as_ref());
            That::Out { service: check.find(&at.key("service"), &world.services, service), over, under }
        }
        raw::That::Back { service, by: time } => {
            That::Back { service: check.find(&at.key("service"), &world.services, service), by: by(check, time) }
        }
        raw::That::People { over, under } => That::People {
            over: over.map(|people| check.whole(&at.key("over"), people, MOST_PEOPLE)),
            under: under.map(|people| check.whole(&at.key("under"), people, MOST_PEOPLE)),
        },
        raw::That::LowestPrice { company, over, under } => {
            for (name, fall) in [("over", over), ("under", under)] {
                if let Some(fall) = fall {
                    check.real(&at.key(name), *fall, FALL);
                }
            }
            That::LowestPrice {
                company: check.find(&at.key("company"), &world.companies, company),
                over: *over,
                under: *under,
            }
        }
        raw::That::Quiet => That::Quiet,
        raw::That::Recovers { service } => {
            That::Recovers { service: check.find(&at.key("service"), &world.services, service) }
        }
        raw::That::KeepsRto { service } => {
            That::KeepsRto { service: check.find(&at.key("service"), &world.services, service) }
        }
        raw::That::BreaksRto { service } => {
            That::BreaksRto { service: check.find(&at.key("service"), &world.services, service) }
        }
    }
}

/// Checks that the bounds of every expectation make sense. If it is about a share price, its company must be listed; if about an RTO, its
/// service must have one.
pub fn expectations_say_something(check: &mut Check, scenario: &Scenario) {
    let all = At::ROOT.key("expect");
    for (index, expectation) in scenario.expect.iter().enumerate() {
        let row = all.index(index);
        let at = row.key("that");
        // If something in the expectation is wrong, its ids may be stand-ins, so nothing more of it is checked.
        if !check.is_whole(&at) {
            continue;
        }
        match expectation.that {
            That::Down { over, under, .. } | That::Out { over, under, .. } => bounds(check, &at, over, under),
            That::People { over, under } => bounds(check, &at, over, under),
            That::LowestPrice { company, over, under } => {
                bounds(check, &at, over, under);
                let company = &scenario.companies[company];
                let is_known = check.is_whole(&At::ROOT.key("companies").key(&company.key));
                if company.listing.is_none() && is_known {
                    let message = of_text("file-not-listed", &company.key);
                    check.fault(&at.key("company"), message, Saying::plain("file-not-listed-remedy"));
                }
            }
            That::KeepsRto { service } | That::BreaksRto { service } => {
                let service = &scenario.services[service];
                let is_known = check.is_whole(&At::ROOT.key("services").key(&service.key).key("rto"));
                if service.rto.is_none() && is_known {
                    let message = of_text("file-no-rto", &service.key);
                    check.fault(&at.key("service"), message, Saying::plain("file-no-rto-remedy"));
                }
            }
            That::Back { .. } | That::Quiet | That::Recovers { .. } => {}
        }
    }
}

/// Checks that at least one bound is given, and that a value can satisfy both.
fn bounds<T: PartialOrd>(check: &mut Check, at: &At<'_>, over: Option<T>, under: Option<T>) {
    match (over, under) {
        (None, None) => check.fault(at, Saying::plain("file-any-will-do"), Saying::plain("file-any-will-do-remedy")),
        (Some(over), Some(under)) if over >= under => {
            check.fault(at, Saying::plain("file-over-under"), Saying::plain("file-over-under-remedy"));
        }
        (Some(_), _) | (_, Some(_)) => {}
    }
}
