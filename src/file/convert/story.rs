//! Converts the notes, headlines, history and story of a file (MODEL.md, section 2).

use super::world::World;
use crate::file::check::Check;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::file::suggest::{did_you_mean, of_text};
use crate::model::limits::{MOST_PEOPLE, PRICE, SHARE};
use crate::model::{CameraTarget, Chapter, History, News, Note, Observed, ServiceId, SourceId, Trigger};
use crate::text::Saying;
use crate::units::SimTime;

/// Converts a note.
pub fn note(check: &mut Check, at: &At<'_>, row: &raw::Note, world: &World<'_>) -> Note {
    about_fits(check, &at.key("about"), &row.about, world);
    Note {
        about: row.about.clone(),
        kind: row.kind,
        text: row.text.clone(),
        source: source(check, at, row.source.as_ref(), world),
    }
}

/// Checks that `about`, a path, begins with a section of the file. If the section is a table with ids and the path has an id, checks that
/// the row exists.
fn about_fits(check: &mut Check, at: &At<'_>, about: &str, world: &World<'_>) {
    const SECTIONS: [&str; 21] = [
        "title",
        "about",
        "teaches",
        "zone",
        "start",
        "length",
        "population",
        "uncertainty",
        "sources",
        "hazards",
        "sites",
        "services",
        "exchanges",
        "companies",
        "reaction",
        "rivals",
        "news",
        "history",
        "story",
        "plans",
        "expect",
    ];
    let mut parts = about.split('.');
    let section = parts.next().unwrap_or_default();
    if !SECTIONS.contains(&section) {
        let remedy = || {
            did_you_mean(section, SECTIONS.into_iter(), || {
                Saying::of("file-no-section-remedy", [("names", SECTIONS.join(", ").into())])
            })
        };
        check.fault_with(at, of_text("file-no-section", section), remedy);
        return;
    }
    let ids = match section {
        "sources" => &world.sources,
        "hazards" => &world.hazards,
        "sites" => &world.sites,
        "services" => &world.services,
        "exchanges" => &world.exchanges,
        "companies" => &world.companies,
        "rivals" => &world.rivals,
        _ => return,
    };
    if let Some(key) = parts.next().filter(|key| !key.is_empty() && *key != "*") {
        check.find::<ServiceId>(at, ids, key);
    }
}

fn source(check: &mut Check, at: &At<'_>, key: Option<&String>, world: &World<'_>) -> Option<SourceId> {
    check.find_some(&at.key("source"), &world.sources, key)
}

/// Converts a headline.
pub fn news(check: &mut Check, at: &At<'_>, row: &raw::News, world: &World<'_>) -> News {
    let when = at.key("when");
    News {
        when: match &row.when {
            raw::Trigger::At(text) => Trigger::At(check.moment(&when.index(0), text, &world.clock, world.length)),
            raw::Trigger::Down { service, span } => Trigger::Down {
                service: check.find(&when.key("service"), &world.services, service),
                span: check.span(&when.key("for"), span),
            },
            raw::Trigger::People { over } => {
                Trigger::People { over: check.whole(&when.key("over"), *over, MOST_PEOPLE) }
            }
            raw::Trigger::Price { company, fall } => {
                check.real(&when.key("fall"), *fall, SHARE);
                Trigger::Price { company: check.find(&when.key("company"), &world.companies, company), fall: *fall }
            }
        },
        title: row.title.clone(),
        text: row.text.clone(),
        source: source(check, at, row.source.as_ref(), world),
    }
}

/// Converts an observation of the history.
pub fn history(check: &mut Check, at: &At<'_>, row: &raw::History, world: &World<'_>) -> History {
    let what = at.key("what");
    let (first, second) = (what.index(0), what.index(1));
    let moment = |check: &mut Check, name, text: &str| check.moment(&at.key(name), text, &world.clock, world.length);
    let since = row.since.as_ref().map(|since| moment(check, "since", since));
    let until = row.at.as_ref().map(|at| moment(check, "at", at));
    let is_back = matches!(row.what, raw::Observed::Back(_));
    let is_read = check.is_whole(&at.key("since")) && check.is_whole(&at.key("at"));
    if until.is_none() && !(since.is_some() && is_back) {
        let remedy = if is_back { "file-no-observed-at-back" } else { "file-no-observed-at-remedy" };
        check.fault(at, Saying::plain("file-no-observed-at"), Saying::plain(remedy));
    }
    if let (Some(since), Some(until)) = (since, until)
        && since > until
        && is_read
    {
        check.fault(&at.key("since"), Saying::plain("file-since-later"), Saying::plain("file-since-later-remedy"));
    }
    History {
        since,
        at: until.or(since).unwrap_or(SimTime::ZERO),
        is_open: until.is_none(),
        what: match &row.what {
            raw::Observed::Back(service) => Observed::Back(check.find(&first, &world.services, service)),
            raw::Observed::Down(service) => Observed::Down(check.find(&first, &world.services, service)),
            raw::Observed::DarkServers(company, servers) => Observed::DarkServers(
                check.find(&first, &world.companies, company),
                check.whole(&second, *servers, MOST_PEOPLE),
            ),
            raw::Observed::Price(company, price) => {
                check.real(&second, *price, PRICE);
                Observed::Price(check.find(&first, &world.companies, company), *price)
            }
            raw::Observed::RivalUsers(rival, users) => Observed::RivalUsers(
                check.find(&first, &world.rivals, rival),
                check.whole(&second, *users, MOST_PEOPLE),
            ),
            raw::Observed::Users(service, users) => {
                Observed::Users(check.find(&first, &world.services, service), check.whole(&second, *users, MOST_PEOPLE))
            }
            raw::Observed::DownServers(company, servers) => Observed::DownServers(
                check.find(&first, &world.companies, company),
                check.whole(&second, *servers, MOST_PEOPLE),
            ),
            raw::Observed::StillOut(service) => Observed::StillOut(check.find(&first, &world.services, service)),
            raw::Observed::ShareUp(company, share) => {
                Observed::ShareUp(check.find(&first, &world.companies, company), check.permille(&second, *share, SHARE))
            }
        },
        source: source(check, at, row.source.as_ref(), world),
    }
}

/// Converts a chapter of the story.
pub fn chapter(check: &mut Check, at: &At<'_>, row: &raw::Chapter, world: &World<'_>) -> Chapter {
    let look = at.key("look");
    let target = look.index(0);
    Chapter {
        at: check.moment(&at.key("at"), &row.at, &world.clock, world.length),
        title: row.title.clone(),
        text: row.text.clone(),
        notes: row.notes.clone(),
        look: match &row.look {
            raw::Look::Site(key) => CameraTarget::Site(check.find(&target, &world.sites, key)),
            raw::Look::Service(key) => CameraTarget::Service(check.find(&target, &world.services, key)),
            raw::Look::Company(key) => CameraTarget::Company(check.find(&target, &world.companies, key)),
            raw::Look::Place(place) => {
                if check.knows_texts() && !world.places.contains(place.as_str()) {
                    let places = world.places.iter().copied();
                    let remedy = || did_you_mean(place, places, || Saying::plain("file-no-place-remedy"));
                    check.fault_with(&target, of_text("file-no-place", place), remedy);
                }
                CameraTarget::Place(place.clone())
            }
            raw::Look::All => CameraTarget::All,
        },
    }
}
