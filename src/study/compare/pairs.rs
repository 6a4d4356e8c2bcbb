//! Finds the entities that two worlds have in common: those with the same id in both files.

use std::collections::BTreeMap;

use super::Both;
use crate::model::{CompanyId, HazardId, Id, Scenario, ServiceId, SiteId, Table};

/// All entities of one kind (such as all sites) in two worlds, numbered. An entity with the same id in both worlds has the same number in
/// both.
#[derive(Debug)]
pub struct Paired<I> {
    rows: Vec<Both<Option<I>>>,
    /// The number of each entity of the first and of the second world, by the entity's index.
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

    /// For each number, the id of its entity in each world, or `None` if the entity does not exist there.
    pub fn rows(&self) -> impl Iterator<Item = Both<Option<I>>> {
        self.rows.iter().copied()
    }

    /// The number of an entity of the first world (`side` 0) or the second world (`side` 1).
    pub fn number(&self, side: usize, id: I) -> u32 {
        self.numbers[side][id.index()]
    }

    /// The id of the entity in the other world; `None` if the entity does not exist there. `side` is the world of `id`.
    pub fn other(&self, side: usize, id: I) -> Option<I> {
        self.rows[self.number(side, id) as usize][1 - side]
    }

    fn share_any(&self) -> bool {
        self.rows.iter().any(|row| row.iter().all(Option::is_some))
    }
}

/// The pairs of all kinds of entities that two worlds may have in common.
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
