//! What is flagged on the timeline: what was done, what happened to sites, and what was in the news.

use crate::model::{Act, HazardKind, Localized, Scenario};
use crate::recording::{EventId, EventKind, Recording, Subject};
use crate::study::Run;
use crate::text::Texts;
use crate::units::{Permille, SimTime, WHOLE, text};

/// What a flag marks; decides its row, its picture and its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// What was done at this place in the plan.
    Action(usize),
    /// A hazard reached another site.
    Struck(HazardKind),
    /// A site is as dark as it gets for now.
    Dark,
    /// A hazard is over.
    Over,
    /// A site has all its power back.
    Back,
    /// A headline.
    Headline,
}

/// One flag.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// What it marks.
    pub kind: FlagKind,
    /// When.
    pub at: SimTime,
    /// What it says.
    pub title: String,
    /// The same where there is little room: without whom it is about.
    pub short: String,
    /// More about it, if there is more.
    pub text: String,
    /// Who said so.
    pub source: Option<String>,
    /// The event it stands for.
    pub event: Option<EventId>,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// How much it weighs beside others of its kind: the people who were cut off at the time.
    pub weight: u64,
}

/// All flags of a run, in time order.
#[must_use]
pub fn flags(run: &Run, names: Localized<'_>, texts: &Texts) -> Vec<Flag> {
    let mut flags = of_actions(run, names, texts);
    flags.extend(of_events(names, &run.recording, texts));
    flags.sort_by_key(|flag| flag.at);
    flags
}

fn of_actions(run: &Run, names: Localized<'_>, texts: &Texts) -> Vec<Flag> {
    let mut events = vec![None; run.plan.actions.len()];
    for (index, event) in run.recording.events.iter().enumerate() {
        if let EventKind::Action(action) = event.kind
            && let Some(slot) = events.get_mut(action as usize)
        {
            *slot = Some(EventId::new(index));
        }
    }
    let actions = run.plan.actions.iter().enumerate();
    actions
        .filter_map(|(index, action)| {
            Some(Flag {
                kind: FlagKind::Action(index),
                at: run.plan.moment(action.at)?,
                title: act_title(&action.act, names, texts),
                short: act_short(&action.act, &run.world, texts),
                text: String::new(),
                source: None,
                event: events[index],
                subject: act_subject(&action.act),
                weight: 0,
            })
        })
        .collect()
}

fn of_events(names: Localized<'_>, recording: &Recording, texts: &Texts) -> Vec<Flag> {
    let world = names.scenario();
    let site_name = |site| names.site_name(site);
    let mut flags = Vec::new();
    for (index, event) in recording.events.iter().enumerate() {
        let (kind, title, short) = match event.kind {
            EventKind::Strike(strike) => {
                // What was done has a flag of its own; this one is for what spread.
                let is_action = |cause| matches!(recording.event(cause).kind, EventKind::Action(_));
                if event.cause.is_none_or(is_action) {
                    continue;
                }
                let strike = recording.strikes[strike as usize];
                let hazard = &world.hazards[strike.hazard];
                let args = [("hazard", names.hazard_name(strike.hazard)), ("site", site_name(strike.site))];
                (
                    FlagKind::Struck(hazard.kind),
                    texts.with("flag-struck", &args),
                    texts.get(kind_key(hazard.kind)).to_owned(),
                )
            }
            EventKind::Out(strike) => {
                let strike = recording.strikes[strike as usize];
                let hazard = &world.hazards[strike.hazard];
                let args = [("hazard", names.hazard_name(strike.hazard)), ("site", site_name(strike.site))];
                let (key, short) = if hazard.kind.burns() {
                    ("flag-fire-out", "flag-fire-out-short")
                } else {
                    ("flag-over", "flag-over-short")
                };
                (FlagKind::Over, texts.with(key, &args), texts.get(short).to_owned())
            }
            EventKind::Dark { site, from, to } if to < from => {
                if to != 0 {
                    continue;
                }
                (
                    FlagKind::Back,
                    texts.with("flag-back", &[("site", site_name(site))]),
                    texts.get("flag-back-short").to_owned(),
                )
            }
            EventKind::Dark { site, to, .. } => {
                if !is_peak(recording, site, event.at) {
                    continue;
                }
                (FlagKind::Dark, dark_title(site_name(site), to, texts), dark_short(to, texts))
            }
            EventKind::Headline(news) => {
                let title = names.news_title(news as usize);
                (FlagKind::Headline, title.to_owned(), title.to_owned())
            }
            EventKind::Action(_)
            | EventKind::Hour(_)
            | EventKind::Spreading(..)
            | EventKind::Repair(..)
            | EventKind::Engaged(_)
            | EventKind::StoodDown(_)
            | EventKind::Health { .. }
            | EventKind::Level { .. }
            | EventKind::RtoBroken(_)
            | EventKind::Opening(..)
            | EventKind::Low(..)
            | EventKind::Close(..) => continue,
        };
        let news = if let EventKind::Headline(news) = event.kind { Some(news as usize) } else { None };
        let subject = recording.subject(event);
        flags.push(Flag {
            kind,
            at: event.at,
            title,
            short,
            text: news.map_or_else(String::new, |news| names.news_text(news).to_owned()),
            source: news.and_then(|news| world.news[news].source).map(|source| names.source_title(source).to_owned()),
            event: Some(EventId::new(index)),
            subject: (subject != Subject::World).then_some(subject),
            weight: *recording.people.at(event.at),
        });
    }
    flags
}

/// Whether the dark share of a site rose at `t` and does not rise further before it falls.
fn is_peak(recording: &Recording, site: crate::model::SiteId, t: SimTime) -> bool {
    let dark = &recording.sites[site].dark;
    let here = dark.index_at(t);
    dark.all().get(here + 1).is_none_or(|(_, next)| *next < dark.all()[here].1)
}

fn dark_title(site: &str, dark: Permille, texts: &Texts) -> String {
    if dark >= WHOLE {
        texts.with("flag-dark", &[("site", site)])
    } else {
        texts.with("flag-partly-dark", &[("site", site), ("share", &text::share(dark))])
    }
}

fn dark_short(dark: Permille, texts: &Texts) -> String {
    if dark >= WHOLE {
        texts.get("flag-dark-short").to_owned()
    } else {
        texts.with("flag-partly-dark-short", &[("share", &text::share(dark))])
    }
}

/// What an action is called.
#[must_use]
pub fn act_title(act: &Act, names: Localized<'_>, texts: &Texts) -> String {
    let service = |service| names.service_name(service);
    match *act {
        Act::Strike { site, hazard } => {
            let hazard = hazard.unwrap_or(names.scenario().sites[site].hazard);
            let args = [("hazard", names.hazard_name(hazard)), ("site", names.site_name(site))];
            texts.with("flag-strike", &args)
        }
        Act::StrikeArea { radius_km, hazard, .. } => {
            let hazard = hazard.map_or_else(|| texts.get("flag-any-hazard"), |hazard| names.hazard_name(hazard));
            let radius = text::exact(radius_km.round().max(0.0) as u64);
            texts.with("flag-strike-area", &[("hazard", hazard), ("radius", &radius)])
        }
        Act::Extinguish { site } => texts.with("flag-extinguish", &[("site", names.site_name(site))]),
        Act::FailOver { service: id } => texts.with("flag-fail-over", &[("service", service(id))]),
        Act::BlackStart { service: id, span } => {
            texts.with("flag-black-start", &[("service", service(id)), ("span", &texts.span(span))])
        }
        Act::ShedLoad { service: id, span } => {
            texts.with("flag-shed-load", &[("service", service(id)), ("span", &texts.span(span))])
        }
    }
}

/// What an action is called without whom it is about.
fn act_short(act: &Act, world: &Scenario, texts: &Texts) -> String {
    let name = match *act {
        Act::Strike { .. } | Act::StrikeArea { .. } => {
            texts.get(hazard_kind(act, world).map_or("flag-any-hazard", kind_key))
        }
        Act::Extinguish { .. } => texts.get("flag-extinguish-short"),
        Act::FailOver { .. } => texts.get("flag-fail-over-short"),
        Act::BlackStart { .. } => texts.get("flag-black-start-short"),
        Act::ShedLoad { .. } => texts.get("flag-shed-load-short"),
    };
    name.to_owned()
}

/// What several actions are called together.
#[must_use]
pub fn many_title(acts: &[&Act], world: &Scenario, texts: &Texts, count: &str) -> String {
    let kinds = || acts.iter().map(|act| hazard_kind(act, world));
    let first = kinds().next().flatten();
    let key = match first.filter(|_| kinds().all(|kind| kind == first)) {
        Some(HazardKind::Fire) => "flag-fires",
        Some(HazardKind::Power) => "flag-powers",
        Some(HazardKind::Flood) => "flag-floods",
        Some(HazardKind::Quake) => "flag-quakes",
        Some(HazardKind::Cooling | HazardKind::Network | HazardKind::Other) => "flag-strikes",
        None if acts.iter().all(|act| act.is_strike()) => "flag-strikes",
        None => "flag-acts",
    };
    texts.with(key, &[("count", count)])
}

/// What sort of accident an action brings, if it is one sort.
pub fn hazard_kind(act: &Act, world: &Scenario) -> Option<HazardKind> {
    let hazard = match *act {
        Act::Strike { site, hazard } => Some(hazard.unwrap_or(world.sites[site].hazard)),
        Act::StrikeArea { hazard, .. } => hazard,
        Act::Extinguish { .. } | Act::FailOver { .. } | Act::BlackStart { .. } | Act::ShedLoad { .. } => None,
    };
    hazard.map(|hazard| world.hazards[hazard].kind)
}

/// The key of the word for a sort of accident.
const fn kind_key(kind: HazardKind) -> &'static str {
    match kind {
        HazardKind::Fire => "flag-kind-fire",
        HazardKind::Power => "flag-kind-power",
        HazardKind::Cooling => "flag-kind-cooling",
        HazardKind::Network => "flag-kind-network",
        HazardKind::Flood => "flag-kind-flood",
        HazardKind::Quake => "flag-kind-quake",
        HazardKind::Other => "flag-kind-other",
    }
}

const fn act_subject(act: &Act) -> Option<Subject> {
    match *act {
        Act::Strike { site, .. } | Act::Extinguish { site } => Some(Subject::Site(site)),
        Act::StrikeArea { .. } => None,
        Act::FailOver { service } | Act::BlackStart { service, .. } | Act::ShedLoad { service, .. } => {
            Some(Subject::Service(service))
        }
    }
}
