//! The chain of causes that the inspector shows with numbers, as a path on the map from the first cause to the selected subject.

use egui::Color32;

use crate::model::Id;
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::ui::chain::{self, Chain};
use crate::ui::map::facts::RunFacts;
use crate::ui::map::layout::{Labels, LineEnds};
use crate::ui::map::links::End;
use crate::ui::map::marks::Marks;
use crate::units::SimTime;

/// Consecutive causes of the chain that happened at the same ring or chip.
#[derive(Clone, Debug, PartialEq)]
pub struct PathStop {
    /// The ring, chip or card at which these causes happened.
    pub end: End,
    /// The numbers of the first and the last of these causes, as shown in the inspector.
    pub numbers: [usize; 2],
    /// The colour of the last of these causes.
    pub colour: Color32,
}

/// The stops of the chain of causes of the selected subject. Empty if nothing is selected, or if nothing has happened to the selected
/// subject yet.
pub(super) fn path_stops(context: &ViewContext<'_>, facts: &RunFacts, marks: &Marks, labels: &Labels) -> Vec<PathStop> {
    let selected = context.session.selection().filter(|_| context.is_chosen());
    let Some(selected) = selected else { return Vec::new() };
    let mut stops: Vec<PathStop> = Vec::new();
    let mut first = None;
    for (number, subject, colour) in links(context, selected) {
        let from = *first.get_or_insert(number);
        // A cause that has no position on the map is counted with the next stop.
        let Some(end) = stop_end(facts, marks, labels, subject, context.now) else { continue };
        match stops.last_mut().filter(|last| last.end == end) {
            Some(last) => (last.numbers[1], last.colour) = (number, colour),
            None => stops.push(PathStop { end, numbers: [from, number], colour }),
        }
        first = None;
    }
    stops
}

/// The links of the chain that the inspector shows with numbers, each with its number, its subject and its colour: the chain of what holds the
/// subject now, and the services that are held, or else the chain of its last change.
fn links(context: &ViewContext<'_>, selected: Subject) -> Vec<(usize, Subject, Color32)> {
    let event = |(number, id)| {
        let event = context.recording.event(id);
        (number, context.recording.subject(event), chain::colour(context, event.kind))
    };
    let Some((chain, held)) = Chain::held(context, selected) else {
        return Chain::of(context, selected).map_or_else(Vec::new, |chain| chain.shown().map(event).collect());
    };
    let services = (chain.all.len() + 1..).zip(held.services.iter().rev()).map(|(number, service)| {
        let level = context.recording.services[*service].level(context.now);
        (number, Subject::Service(*service), context.theme.level(level))
    });
    chain.shown().map(event).chain(services).collect()
}

/// The position of a subject on the map: the chip of a service where it runs now, the ring of a site, or the card of a site out of view.
fn stop_end(facts: &RunFacts, marks: &Marks, labels: &Labels, subject: Subject, now: SimTime) -> Option<End> {
    let index = match subject {
        Subject::Site(site) => marks.of_site(site)?,
        Subject::Service(service) => {
            let unit = facts.unit_at(service, now).map(|unit| marks.of_unit[unit]);
            let home = facts.home[service.index()].map(|unit| marks.of_unit[unit]);
            match labels.chip(service, unit != home) {
                Some(rect) => return Some(End::Chip(rect)),
                None => unit?,
            }
        }
        Subject::World | Subject::Company(_) => return None,
    };
    let mark = &marks.all[index];
    if mark.is_field(&marks.screen) {
        return Some(End::Chip(marks.rect(mark)));
    }
    if marks.shows_middle(mark) {
        return Some(LineEnds { facts, marks, footer: labels.footer.as_ref() }.of_mark(index));
    }
    let site = mark.sites.first()?;
    let mut cards = labels.edge_cards.iter();
    cards.find(|card| marks.all[card.mark].sites.contains(site)).map(|card| End::Chip(card.rect))
}
