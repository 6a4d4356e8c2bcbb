//! A chain of causes, as the inspector lists it and the map draws it: from the first cause to the last change of the selected subject.

use egui::{Align2, Color32, Painter, Pos2, Stroke};

use super::ViewContext;
use super::style::semibold;
use super::theme::TEXT_SMALL;
use crate::recording::{EventId, EventKind, Recording, Subject};
use crate::study::{self, chain_to};
use crate::units::{Level, SimTime, WHOLE};

/// The largest number of links that are shown. Of a longer chain, the first link and the last links are shown.
const MOST: usize = 24;

/// Radius of the dot of a link, in points.
pub(super) const DOT: f32 = 9.0;

/// A chain of causes, ordered from the first cause on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    /// All links of the chain.
    pub all: Vec<EventId>,
}

impl Chain {
    /// The chain that ends in the last change of `subject` at or before now; `None` if nothing changed so far.
    pub fn of(context: &ViewContext<'_>, subject: Subject) -> Option<Self> {
        Some(Self { all: chain_to(context.recording, last_change(context, subject)?) })
    }

    /// How many links after the first one are not shown.
    pub fn left_out(&self) -> usize {
        self.all.len().saturating_sub(MOST)
    }

    /// The links that are shown, each with its number in the whole chain, from 1: the first cause and the links nearest to now,
    /// which matter most.
    pub fn shown(&self) -> impl Iterator<Item = (usize, EventId)> {
        (1..).zip(self.all.iter().copied()).filter(|(number, _)| *number == 1 || *number > self.left_out() + 1)
    }
}

/// The last change of `subject` at or before now.
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

/// The last event at or before `until` whose kind is wanted.
pub(super) fn last_event(
    recording: &Recording,
    until: SimTime,
    is_wanted: impl Fn(EventKind) -> bool,
) -> Option<EventId> {
    let so_far = (0..recording.events_until(until)).map(EventId::new);
    so_far.rev().find(|id| is_wanted(recording.event(*id).kind))
}

/// The colour of the dot of an event, by how bad the event is.
pub(super) fn colour(context: &ViewContext<'_>, kind: EventKind) -> Color32 {
    let theme = context.theme;
    match kind {
        EventKind::Action(_) | EventKind::Hour(_) | EventKind::Headline(_) => theme.quiet,
        EventKind::Strike(_) | EventKind::Spreading(..) => theme.burning,
        EventKind::Out(_) | EventKind::Engaged(_) | EventKind::StoodDown(_) => theme.up,
        EventKind::Repair(_, dark) | EventKind::Dark { to: dark, .. } => {
            theme.level(Level::of(WHOLE - dark.min(WHOLE)))
        }
        EventKind::Health { to, .. } => theme.level(Level::of(to)),
        EventKind::Level { to, .. } => theme.level(to),
        EventKind::RtoBroken(_) => theme.down,
        EventKind::Opening(..) | EventKind::Low(..) | EventKind::Close(..) => theme.selected,
    }
}

/// Draws the dot of a link in the colour of its event, with the number of the link; a smaller dot without a number.
pub(super) fn step(painter: &Painter, context: &ViewContext<'_>, at: Pos2, number: Option<usize>, colour: Color32) {
    let theme = context.theme;
    let radius = if number.is_some() { DOT } else { DOT / 2.0 };
    painter.circle(at, radius, colour, Stroke::new(1.5, theme.panel));
    if let Some(number) = number {
        painter.text(at, Align2::CENTER_CENTER, number, semibold(TEXT_SMALL - 1.0), theme.panel);
    }
}
