//! Events as JSON (MODEL.md, section 5): a word for what happened, the id of the site, service or company it happened to, and the
//! values before and after.

use serde::Serialize;
use serde::ser::Serializer;

use crate::model::Act;
use crate::recording::{Event, EventKind, Subject};
use crate::study::Run;
use crate::units::Level;

/// All events of a run, as a JSON list.
pub(super) struct Events<'a>(pub &'a Run);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let events = self.0.recording.events.iter().enumerate();
        super::list(serializer, events.map(|(id, event)| event_row(self.0, id, event)))
    }
}

#[derive(Serialize)]
struct EventRow<'a> {
    id: usize,
    t: i64,
    what: &'static str,
    subject: Option<&'a str>,
    from: Option<Term<'a>>,
    to: Option<Term<'a>>,
    cause: Option<usize>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Term<'a> {
    Number(u64),
    Price(f64),
    Word(&'a str),
}

fn event_row<'a>(run: &'a Run, id: usize, event: &Event) -> EventRow<'a> {
    let number = |n: u32| Some(Term::Number(u64::from(n)));
    let (what, from, to) = match event.kind {
        EventKind::Action(index) => ("action", None, Some(Term::Word(act_word(&run.plan.actions[index as usize].act)))),
        EventKind::Hour(hour) => ("hour", None, number(u32::from(hour))),
        EventKind::Strike(strike) => ("strike", None, Some(Term::Word(hazard_key(run, strike)))),
        EventKind::Spreading(_, dark) => ("spreading", None, number(dark)),
        EventKind::Out(strike) => ("out", Some(Term::Word(hazard_key(run, strike))), None),
        EventKind::Repair(_, dark) => ("repair", None, number(dark)),
        EventKind::Destroyed { servers, .. } => ("destroyed", None, Some(Term::Number(servers))),
        EventKind::Damaged { servers, .. } => ("damaged", None, Some(Term::Number(servers))),
        EventKind::Repaired(_) => ("repaired", None, None),
        EventKind::Fault { from, to, .. } => ("fault", number(from), number(to)),
        EventKind::FailoverFailed(_) => ("failover_failed", None, None),
        EventKind::Dark { from, to, .. } => ("dark", number(from), number(to)),
        EventKind::Engaged(_) => ("engaged", None, None),
        EventKind::StoodDown(_) => ("stood_down", None, None),
        EventKind::Health { from, to, .. } => ("health", number(from), number(to)),
        EventKind::Level { from, to, .. } => {
            ("level", Some(Term::Word(level_word(from))), Some(Term::Word(level_word(to))))
        }
        EventKind::RtoBroken(_) => ("rto_broken", None, None),
        EventKind::Opening(_, price) => ("opening", None, Some(Term::Price(price))),
        EventKind::Low(_, price) => ("low", None, Some(Term::Price(price))),
        EventKind::Close(_, price) => ("close", None, Some(Term::Price(price))),
        EventKind::Headline(index) => ("headline", None, Some(Term::Word(&run.world.news[index as usize].title))),
    };
    let subject = subject(run, event);
    EventRow { id, t: event.at.0, what, subject, from, to, cause: event.cause.map(crate::recording::EventId::index) }
}

fn hazard_key(run: &Run, strike: u32) -> &str {
    &run.world.hazards[run.recording.strikes[strike as usize].hazard].key
}

/// The id of the site, service or company that an event is about. For an action, this is what the action acts on.
fn subject<'a>(run: &'a Run, event: &Event) -> Option<&'a str> {
    let subject = if let EventKind::Action(index) = event.kind {
        match run.plan.actions[index as usize].act {
            Act::Strike { site, .. } | Act::Extinguish { site } => Subject::Site(site),
            Act::StrikeArea { .. } | Act::Log { .. } => Subject::World,
            Act::Crew { company, .. } => Subject::Company(company),
            Act::StrikeService { service, .. }
            | Act::Resolve { service, .. }
            | Act::FailOver { service }
            | Act::BlackStart { service, .. }
            | Act::ShedLoad { service, .. } => Subject::Service(service),
        }
    } else {
        run.recording.subject(event)
    };
    match subject {
        Subject::World => None,
        Subject::Site(id) => Some(&run.world.sites[id].key),
        Subject::Service(id) => Some(&run.world.services[id].key),
        Subject::Company(id) => Some(&run.world.companies[id].key),
    }
}

/// The word for an action, as scenario files spell it.
const fn act_word(act: &Act) -> &'static str {
    match act {
        Act::Strike { .. } | Act::StrikeService { .. } => "Strike",
        Act::Resolve { .. } => "Resolve",
        Act::Crew { .. } => "Crew",
        Act::Log { .. } => "Log",
        Act::StrikeArea { .. } => "StrikeArea",
        Act::Extinguish { .. } => "Extinguish",
        Act::FailOver { .. } => "FailOver",
        Act::BlackStart { .. } => "BlackStart",
        Act::ShedLoad { .. } => "ShedLoad",
    }
}

/// The word for a level.
const fn level_word(level: Level) -> &'static str {
    match level {
        Level::Up => "Up",
        Level::Degraded => "Degraded",
        Level::Down => "Down",
    }
}
