//! Short titles of actions and events, for the flags of a timeline, where a sentence would be too long. Each title also has a shorter form.

use super::at_sites::goes_on;
use crate::model::{Act, HazardId, HazardKind, Localized, Scenario};
use crate::recording::{EventId, EventKind, StrikeTarget};
use crate::study::Run;
use crate::text::Texts;
use crate::units::{Permille, WHOLE, text};

/// The title of an event or action, in two lengths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The full title, with the names of the site, service or hazard.
    pub full: String,
    /// The shorter title, without the name of the site or service.
    pub short: String,
}

/// The title of an event; `None` for kinds of events that have no title and are only described by a sentence.
#[must_use]
pub fn event_title(run: &Run, event: EventId, names: Localized<'_>, texts: &Texts) -> Option<Title> {
    let world = &run.world;
    let site = |site| ("site", names.site_name(site));
    let of_strike = |strike: u32| {
        let strike = run.recording.strikes[strike as usize];
        let target = super::fault::target(strike.target, names, texts);
        (world.hazards[strike.hazard].kind, names.hazard_name(strike.hazard), target)
    };
    let title = |full: String, short: &str| Some(Title { full, short: short.to_owned() });
    match run.recording.event(event).kind {
        EventKind::Action(index) => {
            run.plan.actions.get(index as usize).map(|action| action_title(names, &action.act, texts))
        }
        EventKind::Strike(strike) => {
            let (kind, hazard, target) = of_strike(strike);
            let args = [("hazard", hazard), ("site", &target)];
            title(texts.with("flag-struck", &args), kind_key(kind).map_or(hazard, |key| texts.get(key)))
        }
        EventKind::Out(strike) => {
            let (kind, hazard, target) = of_strike(strike);
            let args = [("hazard", hazard), ("site", target.as_str())];
            let (key, short) = match kind.burns() {
                _ if goes_on(run, strike, run.recording.event(event).at).is_some() => {
                    ("flag-over-one", "flag-over-short")
                }
                true => ("flag-fire-out", "flag-fire-out-short"),
                false => ("flag-over", "flag-over-short"),
            };
            title(texts.with(key, &args), texts.get(short))
        }
        EventKind::Dark { site: id, to: 0, .. } if run.online_in_vain(id, run.recording.event(event).at) > 0 => {
            let at = run.recording.event(event).at;
            let online = *run.recording.sites[id].online.at(at);
            let working = online.saturating_sub(run.online_in_vain(id, at));
            let working = ("working", &*texts.count(working));
            title(
                texts.with("flag-back-working", &[site(id), working]),
                &texts.with("flag-back-working-short", &[working]),
            )
        }
        EventKind::Dark { site: id, to: 0, .. } => {
            title(texts.with("flag-back", &[site(id)]), texts.get("flag-back-short"))
        }
        EventKind::Dark { site: id, to, .. } => Some(dark_title(site(id), to, texts)),
        EventKind::Headline(news) => {
            let words = names.news_title(news as usize);
            title(words.to_owned(), words)
        }
        EventKind::Hour(_)
        | EventKind::Spreading(..)
        | EventKind::Repair(..)
        | EventKind::Engaged(_)
        | EventKind::StoodDown(_)
        | EventKind::FailoverFailed(_)
        | EventKind::Destroyed { .. }
        | EventKind::Damaged { .. }
        | EventKind::Repaired(_)
        | EventKind::Fault { .. }
        | EventKind::Health { .. }
        | EventKind::Level { .. }
        | EventKind::RtoBroken(_)
        | EventKind::Opening(..)
        | EventKind::Low(..)
        | EventKind::Close(..) => None,
    }
}

fn dark_title(site: (&str, &str), dark: Permille, texts: &Texts) -> Title {
    if dark >= WHOLE {
        return Title { full: texts.with("flag-dark", &[site]), short: texts.get("flag-dark-short").to_owned() };
    }
    let share = text::share(dark);
    Title {
        full: texts.with("flag-partly-dark", &[site, ("share", &share)]),
        short: texts.with("flag-partly-dark-short", &[("share", &share)]),
    }
}

/// The title of an action.
#[must_use]
pub fn action_title(names: Localized<'_>, act: &Act, texts: &Texts) -> Title {
    let world = names.scenario();
    let service = |service| ("service", names.service_name(service));
    let (full, short) = match *act {
        Act::Strike { site, hazard } => {
            let hazard = hazard.or(world.sites[site].hazard).map_or("", |hazard| names.hazard_name(hazard));
            let args = [("hazard", hazard), ("site", names.site_name(site))];
            (texts.with("flag-strike", &args), strike_short(names, act, texts))
        }
        Act::StrikeArea { radius_km, hazard, .. } => {
            let hazard = hazard.map_or_else(|| texts.get("flag-any-hazard"), |hazard| names.hazard_name(hazard));
            let radius = text::kilometres(radius_km);
            (
                texts.with("flag-strike-area", &[("hazard", hazard), ("radius", &radius)]),
                strike_short(names, act, texts),
            )
        }
        Act::StrikeService { service, site, hazard } => {
            let on = super::fault::target(StrikeTarget::Service { service, site }, names, texts);
            let args = [("hazard", names.hazard_name(hazard)), ("target", on.as_str())];
            (texts.with("flag-strike-service", &args), strike_short(names, act, texts))
        }
        Act::Resolve { service, site } => {
            let on = super::fault::target(StrikeTarget::Service { service, site }, names, texts);
            (texts.with("flag-resolve", &[("target", on.as_str())]), texts.get("flag-resolve-short"))
        }
        Act::Crew { company, size } => {
            let size = texts.count(size);
            let args = [("company", names.company_name(company)), ("size", size.as_str())];
            (texts.with("flag-crew", &args), texts.get("flag-crew-short"))
        }
        Act::Log { ref title } => {
            let title = names.log_title(title);
            return Title { full: title.to_owned(), short: title.to_owned() };
        }
        Act::Extinguish { site } => {
            (texts.with("flag-extinguish", &[("site", names.site_name(site))]), texts.get("flag-extinguish-short"))
        }
        Act::FailOver { service: id } => {
            (texts.with("flag-fail-over", &[service(id)]), texts.get("flag-fail-over-short"))
        }
        Act::BlackStart { service: id, span } => {
            let args = [service(id), ("span", &texts.span(span))];
            (texts.with("flag-black-start", &args), texts.get("flag-black-start-short"))
        }
        Act::ShedLoad { service: id, span } => {
            let args = [service(id), ("span", &texts.span(span))];
            (texts.with("flag-shed-load", &args), texts.get("flag-shed-load-short"))
        }
    };
    Title { full, short: short.to_owned() }
}

/// One title for several actions together. `count` is their number as text.
#[must_use]
pub fn actions_title(world: &Scenario, acts: &[&Act], count: &str, texts: &Texts) -> String {
    let kinds = || acts.iter().map(|act| hazard_kind(world, act));
    let first = kinds().next().flatten();
    let key = match first.filter(|_| kinds().all(|kind| kind == first)) {
        Some(HazardKind::Fire) => "flag-fires",
        Some(HazardKind::Power) => "flag-powers",
        Some(HazardKind::Flood) => "flag-floods",
        Some(HazardKind::Quake) => "flag-quakes",
        Some(
            HazardKind::Cooling
            | HazardKind::Network
            | HazardKind::Other
            | HazardKind::Software
            | HazardKind::Cyber
            | HazardKind::Human,
        ) => "flag-strikes",
        None if acts.iter().all(|act| act.is_strike()) => "flag-strikes",
        None => "flag-acts",
    };
    texts.with(key, &[("count", count)])
}

/// The kind of hazard of a strike action; `None` for other actions, and for a strike on an area in which each site gets its own hazard.
#[must_use]
pub fn hazard_kind(world: &Scenario, act: &Act) -> Option<HazardKind> {
    struck_with(world, act).map(|hazard| world.hazards[hazard].kind)
}

/// The hazard of a strike action; `None` for other actions, and for a strike on an area in which each site gets its own hazard.
fn struck_with(world: &Scenario, act: &Act) -> Option<HazardId> {
    match *act {
        Act::Strike { site, hazard } => hazard.or(world.sites[site].hazard),
        Act::StrikeArea { hazard, .. } => hazard,
        Act::StrikeService { hazard, .. } => Some(hazard),
        Act::Extinguish { .. }
        | Act::Resolve { .. }
        | Act::FailOver { .. }
        | Act::BlackStart { .. }
        | Act::ShedLoad { .. }
        | Act::Crew { .. }
        | Act::Log { .. } => None,
    }
}

/// The short title of a strike action.
fn strike_short<'a>(names: Localized<'a>, act: &Act, texts: &Texts) -> &'a str {
    let world = names.scenario();
    let Some(hazard) = struck_with(world, act) else { return texts.get("flag-any-hazard") };
    let key = kind_key(world.hazards[hazard].kind);
    key.map_or_else(|| names.hazard_name(hazard), |key| texts.get(key))
}

/// The key of the word for a kind of hazard. `None` for kinds of which one word would not be true of all: what is wrong with software, what
/// an attack does and what people do is said by the hazard's own name alone.
const fn kind_key(kind: HazardKind) -> Option<&'static str> {
    match kind {
        HazardKind::Fire => Some("flag-kind-fire"),
        HazardKind::Power => Some("flag-kind-power"),
        HazardKind::Cooling => Some("flag-kind-cooling"),
        HazardKind::Network => Some("flag-kind-network"),
        HazardKind::Flood => Some("flag-kind-flood"),
        HazardKind::Quake => Some("flag-kind-quake"),
        HazardKind::Other | HazardKind::Software | HazardKind::Cyber | HazardKind::Human => None,
    }
}
