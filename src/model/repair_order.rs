//! The order in which the crew of a company turns to servers that wait for repair (MODEL.md, section 3).

use std::collections::BTreeMap;

use super::scenario::Crew;
use super::table::{ServiceId, SiteId};

/// The order in which a crew repairs: the services of `first` in their order, then all others in file order. Of one service, the servers
/// of `on` come before those of `standby`, and then the sites follow in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepairOrder {
    rank: BTreeMap<ServiceId, usize>,
}

/// The position of servers in a [`RepairOrder`]: whatever has the smaller position is repaired first.
pub type RepairPosition = (usize, ServiceId, bool, SiteId);

impl RepairOrder {
    /// The order of a crew; the file order if there is no crew.
    #[must_use]
    pub fn of(crew: Option<&Crew>) -> Self {
        let first = crew.map_or(&[][..], |crew| &crew.first);
        // If a service stands twice in `first`, the first of the two counts.
        Self { rank: first.iter().enumerate().rev().map(|(rank, service)| (*service, rank)).collect() }
    }

    /// The position of the servers of a service at a site.
    #[must_use]
    pub fn position(&self, service: ServiceId, standby: bool, site: SiteId) -> RepairPosition {
        let (rank, service) = self.rank_of(service);
        (rank, service, standby, site)
    }

    fn rank_of(&self, service: ServiceId) -> (usize, ServiceId) {
        (self.rank.get(&service).copied().unwrap_or(usize::MAX), service)
    }

    /// Sorts services into the order in which they are repaired.
    pub fn sort(&self, services: &mut [ServiceId]) {
        services.sort_by_key(|service| self.rank_of(*service));
    }

    /// The shortest list of services that must be moved to the front of this order, so that it becomes `wanted`. `wanted` contains every
    /// service of the company once.
    #[must_use]
    pub fn moves_to(&self, wanted: &[ServiceId]) -> Vec<ServiceId> {
        let rest = wanted.windows(2).rposition(|pair| self.rank_of(pair[0]) > self.rank_of(pair[1]));
        wanted[..rest.map_or(0, |last| last + 1)].to_vec()
    }
}

impl Crew {
    /// Lets the crew repair these services before all others.
    pub fn repair_first(&mut self, services: &[ServiceId]) {
        self.first.retain(|service| !services.contains(service));
        self.first.splice(0..0, services.iter().copied());
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Id as _;
    use super::*;

    fn services(indexes: &[usize]) -> Vec<ServiceId> {
        indexes.iter().map(|index| ServiceId::new(*index)).collect()
    }

    fn crew(first: &[usize]) -> Crew {
        Crew { size: 1, first: services(first), depends_on: None }
    }

    #[test]
    fn the_first_come_first_and_then_the_file_order() {
        let order = RepairOrder::of(Some(&crew(&[3, 1, 3])));
        let mut all = services(&[0, 1, 2, 3, 4]);
        order.sort(&mut all);
        assert_eq!(all, services(&[3, 1, 0, 2, 4]));
        let position =
            |service: usize, standby, site| order.position(ServiceId::new(service), standby, SiteId::new(site));
        assert!(position(2, false, 9) < position(2, true, 0), "what is on comes before the standby");
        assert!(position(2, true, 0) < position(2, true, 1) && position(1, true, 9) < position(0, false, 0));
    }

    #[test]
    fn what_must_be_moved_to_the_front_gives_the_wanted_order() {
        for (first, wanted, moved) in [
            (&[][..], [0, 1, 2, 3], &[][..]),
            (&[], [3, 0, 1, 2], &[3]),
            (&[], [1, 0, 2, 3], &[1]),
            (&[], [0, 2, 1, 3], &[0, 2]),
            (&[2], [0, 2, 1, 3], &[0]),
            (&[2], [0, 1, 2, 3], &[0, 1]),
            (&[2, 3], [3, 2, 1, 0], &[3, 2, 1]),
        ] {
            let before = crew(first);
            let moves = RepairOrder::of(Some(&before)).moves_to(&services(&wanted));
            assert_eq!(moves, services(moved), "{first:?} to {wanted:?}");
            let mut after = before;
            after.repair_first(&moves);
            let mut all = services(&[0, 1, 2, 3]);
            RepairOrder::of(Some(&after)).sort(&mut all);
            assert_eq!(all, services(&wanted), "{first:?} to {wanted:?}");
        }
    }
}
