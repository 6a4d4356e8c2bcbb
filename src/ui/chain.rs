//! A chain of causes, as the inspector lists it and the map draws it: from the first cause to the last change of the selected site,
//! service or company.

use egui::{Align2, Color32, Painter, Pos2, Stroke};

use super::ViewContext;
use super::style::semibold;
use super::theme::TEXT_SMALL;
use crate::recording::{EventId, EventKind, Recording, Subject};
use crate::study::{self, HeldBy, chain_to};
use crate::units::{Level, SimTime, WHOLE};

/// The largest number of links (events of a chain) that are shown. If a chain is longer, its first link and its last links are shown.
const MOST: usize = 24;

/// Radius of the dot of a link, in points.
pub(super) const DOT: f32 = 9.0;

/// A chain of causes: each event, called a link of the chain, is the cause of the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    /// The events of the chain, the first cause first.
    pub all: Vec<EventId>,
}

impl Chain {
    /// The chain that ends in the last change of `subject` at or before the playhead; `None` if `subject` has not changed yet.
    pub fn of(context: &ViewContext<'_>, subject: Subject) -> Option<Self> {
        Some(Self { all: chain_to(context.recording, last_change(context, subject)?) })
    }

    /// The chain of what holds the subject at the playhead, with the services that it holds, if that is something else than what the chain
    /// that ends in the last change of the subject tells.
    pub fn held(context: &ViewContext<'_>, subject: Subject) -> Option<(Self, HeldBy)> {
        let Subject::Service(service) = subject else { return None };
        let held = study::held_by_another(context.run, service, context.now)?;
        Some((Self { all: held.chain(context.recording) }, held))
    }

    /// The number of links that are not shown; they directly follow the first one.
    pub fn left_out(&self) -> usize {
        self.all.len().saturating_sub(MOST)
    }

    /// The links that are shown, each with its number in the whole chain, counted from 1. They are the first cause and the last links,
    /// which explain the present state best.
    pub fn shown(&self) -> impl Iterator<Item = (usize, EventId)> {
        (1..).zip(self.all.iter().copied()).filter(|(number, _)| *number == 1 || *number > self.left_out() + 1)
    }
}

/// The last event at or before the playhead that changed `subject`; `None` if there is none.
fn last_change(context: &ViewContext<'_>, subject: Subject) -> Option<EventId> {
    let recording = context.recording;
    match subject {
        Subject::World => None,
        Subject::Service(service) => study::last_change(recording, service, context.now),
        Subject::Site(site) => {
            let dark = &recording.sites[site].dark;
            let (at, _) = dark.all()[dark.index_at(context.now)];
            let of_site = |kind| matches!(kind, EventKind::Dark { site: there, .. } if there == site);
            last_event(recording, at, of_site).filter(|id| recording.event(*id).at == at)
        }
        Subject::Company(company) => last_event(recording, context.now, |kind| kind.company() == Some(company)),
    }
}

/// The last event at or before `until` for whose kind `is_wanted` returns true.
pub(super) fn last_event(
    recording: &Recording,
    until: SimTime,
    is_wanted: impl Fn(EventKind) -> bool,
) -> Option<EventId> {
    let so_far = (0..recording.events_until(until)).map(EventId::new);
    so_far.rev().find(|id| is_wanted(recording.event(*id).kind))
}

/// The colour of the dot of an event: it shows the kind of the event or, for a change of a state, the new state.
pub(super) fn colour(context: &ViewContext<'_>, kind: EventKind) -> Color32 {
    let theme = context.theme;
    match kind {
        EventKind::Action(_) | EventKind::Hour(_) | EventKind::Headline(_) => theme.quiet,
        EventKind::Strike(_) | EventKind::Spreading(..) | EventKind::Destroyed { .. } | EventKind::Damaged { .. } => {
            theme.burning
        }
        EventKind::Fault { to, .. } => theme.level(Level::of(WHOLE - to.min(WHOLE))),
        EventKind::Out(_) | EventKind::Repaired(_) | EventKind::Engaged(_) | EventKind::StoodDown(_) => theme.up,
        EventKind::Repair(_, dark) | EventKind::Dark { to: dark, .. } => {
            theme.level(Level::of(WHOLE - dark.min(WHOLE)))
        }
        EventKind::Health { to, .. } => theme.level(Level::of(to)),
        EventKind::Level { to, .. } => theme.level(to),
        EventKind::FailoverFailed(_) | EventKind::RtoBroken(_) => theme.down,
        EventKind::Opening(..) | EventKind::Low(..) | EventKind::Close(..) => theme.selected,
    }
}

/// Draws the dot of a link around `at`, in this colour and with the number of the link. Without a number, the dot is smaller.
pub(super) fn step(painter: &Painter, context: &ViewContext<'_>, at: Pos2, number: Option<usize>, colour: Color32) {
    let theme = context.theme;
    let radius = if number.is_some() { DOT } else { DOT / 2.0 };
    painter.circle(at, radius, colour, Stroke::new(1.5, theme.panel));
    if let Some(number) = number {
        painter.text(at, Align2::CENTER_CENTER, number, semibold(TEXT_SMALL - 1.0), theme.panel);
    }
}
