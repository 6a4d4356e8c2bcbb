//! What of two worlds is the same thing: whatever has the same id in both files.

use std::collections::BTreeMap;

use super::Both;
use crate::model::{CompanyId, HazardId, Id, Scenario, ServiceId, SiteId, Table};

/// Entities of one kind in both worlds, each with a number that both share.
#[derive(Debug)]
pub struct Paired<I> {
    rows: Vec<Both<Option<I>>>,
    /// The number of each entity, by its index in the first and in the second world.
    numbers: Both<Vec<u32>>,
}

impl<I: Id> Paired<I> {
    fn new<T>(first: &Table<I, T>, second: &Table<I, T>, key: impl Fn(&T) -> &str) -> Self {
        let mut rows: Vec<Both<Option<I>>> = first.ids().map(|id| [Some(id), None]).collect();
        let by_key: BTreeMap<&str, usize> = first.iter().map(|(id, row)| (key(row), id.index())).collect();
        let mut of_second = Vec::with_capacity(second.len());
        for (id, row) in second.iter() {
            let number = by_key.get(key(row)).copied().unwrap_or_else(|| {
                rows.push([None, None]);
                rows.len() - 1
            });
            rows[number][1] = Some(id);
            of_second.push(small(number));
        }
        Self { rows, numbers: [(0..first.len()).map(small).collect(), of_second] }
    }

    /// Which entity it is in each world.
    pub fn rows(&self) -> impl Iterator<Item = Both<Option<I>>> {
        self.rows.iter().copied()
    }

    /// The number that an entity of one world (0 or 1) has in both.
    pub fn number(&self, side: usize, id: I) -> u32 {
        self.numbers[side][id.index()]
    }

    /// The same entity in the other world, if that has it.
    pub fn other(&self, side: usize, id: I) -> Option<I> {
        self.rows[self.number(side, id) as usize][1 - side]
    }

    fn share_any(&self) -> bool {
        self.rows.iter().any(|row| row.iter().all(Option::is_some))
    }
}

/// All that two worlds may share.
#[derive(Debug)]
pub struct Pairs {
    pub sites: Paired<SiteId>,
    pub services: Paired<ServiceId>,
    pub companies: Paired<CompanyId>,
    pub hazards: Paired<HazardId>,
}

impl Pairs {
    pub fn new(first: &Scenario, second: &Scenario) -> Self {
        Self {
            sites: Paired::new(&first.sites, &second.sites, |row| &row.key),
            services: Paired::new(&first.services, &second.services, |row| &row.key),
            companies: Paired::new(&first.companies, &second.companies, |row| &row.key),
            hazards: Paired::new(&first.hazards, &second.hazards, |row| &row.key),
        }
    }

    pub fn share_anything(&self) -> bool {
        self.sites.share_any() || self.services.share_any() || self.companies.share_any()
    }
}

fn small(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than 2^32 of a kind")
}
