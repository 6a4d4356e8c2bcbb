//! The flags on the timeline: marks for actions, for events at sites, and for headlines.

use crate::model::{Act, HazardKind, Localized, SiteId};
use crate::recording::{EventId, EventKind, Recording, Subject};
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::SimTime;

/// The kind of a flag, which decides its row, icon and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// The action at this index in the plan.
    Action(usize),
    /// A hazard spread to a site.
    Struck(HazardKind),
    /// The dark share of a site reached a maximum.
    Dark,
    /// A hazard ended.
    Over,
    /// All servers of a site are online again.
    Back,
    /// A headline in the news.
    Headline,
}

/// A flag: a mark on the timeline for an action or an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// The kind of the flag.
    pub kind: FlagKind,
    /// The time of the flag.
    pub at: SimTime,
    /// The title of the flag.
    pub title: String,
    /// The title without the name of its subject, used if there is little room.
    pub short: String,
    /// A longer text for the tooltip; may be empty.
    pub text: String,
    /// The source of a headline.
    pub source: Option<String>,
    /// The event that the flag shows; `None` if the flag has no event.
    pub event: Option<EventId>,
    /// The subject of the flag, which is highlighted while the flag is hovered.
    pub subject: Option<Subject>,
    /// The priority of the flag among flags of its kind: the number of people who were cut off at its time.
    pub weight: u64,
}

/// All flags of a run, in time order.
#[must_use]
pub fn flags(run: &Run, names: Localized<'_>, texts: &Texts) -> Vec<Flag> {
    let mut flags = action_flags(run, names, texts);
    flags.extend(event_flags(run, names, texts));
    flags.sort_by_key(|flag| flag.at);
    flags
}

fn action_flags(run: &Run, names: Localized<'_>, texts: &Texts) -> Vec<Flag> {
    let mut events = vec![None; run.plan.actions.len()];
    for (index, event) in run.recording.events.iter().enumerate() {
        if let EventKind::Action(action) = event.kind
            && let Some(slot) = events.get_mut(action as usize)
        {
            *slot = Some(EventId::new(index));
        }
    }
    let actions = run.plan.timed_actions();
    actions
        .filter_map(|(index, at, action)| {
            let words::Title { full, short } = words::action_title(names, &action.act, texts);
            Some(Flag {
                kind: FlagKind::Action(index),
                at: at?,
                title: full,
                short,
                text: String::new(),
                source: None,
                event: events[index],
                subject: act_subject(&action.act),
                weight: 0,
            })
        })
        .collect()
}

fn event_flags(run: &Run, names: Localized<'_>, texts: &Texts) -> Vec<Flag> {
    let (world, recording) = (&run.world, &run.recording);
    let mut flags = Vec::new();
    for (index, event) in recording.events.iter().enumerate() {
        let id = EventId::new(index);
        let kind = match event.kind {
            // Strikes by actions already have the flag of their action. A strike gets a flag of its own only if the hazard spread.
            EventKind::Strike(strike) if event.cause.is_some_and(|cause| !is_action(recording, cause)) => {
                let strike = recording.strikes[strike as usize];
                FlagKind::Struck(world.hazards[strike.hazard].kind)
            }
            EventKind::Out(_) => FlagKind::Over,
            EventKind::Dark { from, to: 0, .. } if from > 0 => FlagKind::Back,
            EventKind::Dark { site, from, to } if to >= from && is_peak(recording, site, event.at) => FlagKind::Dark,
            EventKind::Headline(_) => FlagKind::Headline,
            EventKind::Action(_)
            | EventKind::Strike(_)
            | EventKind::Dark { .. }
            | EventKind::Hour(_)
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
            | EventKind::Close(..) => continue,
        };
        let Some(words::Title { full, short }) = words::event_title(run, id, names, texts) else { continue };
        let news = if let EventKind::Headline(news) = event.kind { Some(news as usize) } else { None };
        let subject = recording.subject(event);
        flags.push(Flag {
            kind,
            at: event.at,
            title: full,
            short,
            text: news.map_or_else(String::new, |news| names.news_text(news).to_owned()),
            source: news.and_then(|news| world.news[news].source).map(|source| names.source_title(source).to_owned()),
            event: Some(id),
            subject: (subject != Subject::World).then_some(subject),
            weight: *recording.people.at(event.at),
        });
    }
    flags
}

fn is_action(recording: &Recording, event: EventId) -> bool {
    matches!(recording.event(event).kind, EventKind::Action(_))
}

/// Whether the dark share of a site has a maximum at `t`: after `t` it falls before it rises again, or it does not change any more.
fn is_peak(recording: &Recording, site: SiteId, t: SimTime) -> bool {
    let dark = &recording.sites[site].dark;
    let here = dark.index_at(t);
    dark.all().get(here + 1).is_none_or(|(_, next)| *next < dark.all()[here].1)
}

const fn act_subject(act: &Act) -> Option<Subject> {
    match *act {
        Act::Strike { site, .. } | Act::Extinguish { site } => Some(Subject::Site(site)),
        Act::StrikeArea { .. } | Act::Log { .. } => None,
        Act::Crew { company, .. } => Some(Subject::Company(company)),
        Act::StrikeService { service, .. }
        | Act::Resolve { service, .. }
        | Act::FailOver { service }
        | Act::BlackStart { service, .. }
        | Act::ShedLoad { service, .. } => Some(Subject::Service(service)),
    }
}
