//! What is flagged on the timeline: what was done, what happened to sites, and what was in the news.

use crate::model::{Act, HazardKind, SiteId};
use crate::recording::{EventId, EventKind, Recording, Subject};
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::SimTime;

/// What a flag marks; decides its row, its picture and its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    /// The action at this index of the plan.
    Action(usize),
    /// A hazard reached another site.
    Struck(HazardKind),
    /// A site has as many dark servers as it gets for now.
    Dark,
    /// A hazard is over.
    Over,
    /// All servers of a site are back online.
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
    /// Its title.
    pub title: String,
    /// The same where there is little room: without whom it is about.
    pub short: String,
    /// More about it, if there is more.
    pub text: String,
    /// The source of it, if it has one.
    pub source: Option<String>,
    /// The event it stands for.
    pub event: Option<EventId>,
    /// Whom it is about.
    pub subject: Option<Subject>,
    /// How important it is among others of its kind: the people who were cut off at the time.
    pub weight: u64,
}

/// All flags of a run, in time order.
#[must_use]
pub fn flags(run: &Run, texts: &Texts) -> Vec<Flag> {
    let mut flags = action_flags(run, texts);
    flags.extend(event_flags(run, texts));
    flags.sort_by_key(|flag| flag.at);
    flags
}

fn action_flags(run: &Run, texts: &Texts) -> Vec<Flag> {
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
            let words::Title { full, short } = words::action_title(&run.world, &action.act, texts);
            Some(Flag {
                kind: FlagKind::Action(index),
                at: run.plan.moment(action.at)?,
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

fn event_flags(run: &Run, texts: &Texts) -> Vec<Flag> {
    let (world, recording) = (&run.world, &run.recording);
    let mut flags = Vec::new();
    for (index, event) in recording.events.iter().enumerate() {
        let id = EventId::new(index);
        let kind = match event.kind {
            // What was done has a flag of its own; this one is for what spread.
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
            | EventKind::Health { .. }
            | EventKind::Level { .. }
            | EventKind::RtoBroken(_)
            | EventKind::Opening(..)
            | EventKind::Low(..)
            | EventKind::Close(..) => continue,
        };
        let Some(words::Title { full, short }) = words::event_title(run, id, texts) else { continue };
        let news = if let EventKind::Headline(news) = event.kind { Some(&world.news[news as usize]) } else { None };
        let subject = recording.subject(event);
        flags.push(Flag {
            kind,
            at: event.at,
            title: full,
            short,
            text: news.map_or_else(String::new, |news| news.text.clone()),
            source: news.and_then(|news| news.source).map(|source| world.sources[source].title.clone()),
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

/// Whether the dark share of a site rose at `t` and does not rise further before it falls.
fn is_peak(recording: &Recording, site: SiteId, t: SimTime) -> bool {
    let dark = &recording.sites[site].dark;
    let here = dark.index_at(t);
    dark.all().get(here + 1).is_none_or(|(_, next)| *next < dark.all()[here].1)
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
