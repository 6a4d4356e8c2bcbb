//! Finds the ends of lines. A line ends at the ring of a site, at the ring of the home of a service, or at the chip of a service without
//! servers.

use super::footer::Footer;
use crate::model::{Id, ServiceId};
use crate::recording::Subject;
use crate::ui::map::facts::RunFacts;
use crate::ui::map::links::End;
use crate::ui::map::marks::{MarkKind, Marks};
use crate::units::SimTime;

/// The data that is needed to find the ends of lines.
#[derive(Clone, Copy)]
pub struct LineEnds<'a> {
    pub facts: &'a RunFacts,
    pub marks: &'a Marks,
    /// The chips of services without servers.
    pub footer: Option<&'a Footer>,
}

impl LineEnds<'_> {
    /// The end of a line at a mark.
    pub fn of_mark(&self, index: usize) -> End {
        let mark = &self.marks.all[index];
        let gap = if matches!(mark.kind, MarkKind::Frame(_)) { 0.0 } else { 2.0 };
        End::Ring(self.marks.pos(mark), mark.radius + gap)
    }

    /// The end of a line to the home of a service: the mark of its home, or its chip in the strip if it has no servers. `None` if the service has
    /// no servers and no chip.
    pub fn of_service(&self, service: ServiceId) -> Option<End> {
        self.of_unit(self.facts.home[service.index()], service)
    }

    /// The end of a line to a service where it runs at a time: see [`RunFacts::unit_at`].
    pub fn of_service_at(&self, service: ServiceId, at: SimTime) -> Option<End> {
        self.of_unit(self.facts.unit_at(service, at), service)
    }

    fn of_unit(&self, unit: Option<usize>, service: ServiceId) -> Option<End> {
        match unit {
            Some(unit) => Some(self.of_mark(self.marks.of_unit[unit])),
            None => self.footer_chip(service),
        }
    }

    fn footer_chip(&self, service: ServiceId) -> Option<End> {
        let chips = &self.footer?.block.chips;
        chips.iter().find(|chip| chip.service == service).map(|chip| End::Chip(chip.rect))
    }

    /// The end of a line to the subject of an event at a time; `None` if the subject is nowhere on the map.
    pub fn of_subject(&self, subject: Subject, at: SimTime) -> Option<End> {
        match subject {
            Subject::Site(site) => self.marks.of_site(site).map(|mark| self.of_mark(mark)),
            Subject::Service(service) => self.of_service_at(service, at),
            Subject::World | Subject::Company(_) => None,
        }
    }
}
