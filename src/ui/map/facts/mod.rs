//! First stage of the map: computes from a run the facts that the map needs at every moment. This is done once per run, not once per frame.

mod connections;
mod reach;
mod site_state;
mod units;

use std::cmp::Reverse;
use std::sync::Arc;

use self::connections::connections;
pub use self::connections::{Connection, DependencyRef};
pub use self::reach::Reach;
pub use self::site_state::{SiteState, connection_level, is_ever_out, short_of_servers, strike_words};
pub use self::units::Unit;
use self::units::{home_unit, units};
use crate::model::{Id, Scenario, ServiceId};
use crate::recording::{EventKind, Recording};
use crate::study::{Dependent, Run};
use crate::units::{SimTime, Span};

/// The facts about one run that the map needs. They do not depend on the moment that is shown.
#[derive(Clone, Debug)]
pub struct RunFacts {
    /// The run.
    pub run: Arc<Run>,
    /// Groups of sites that are drawn as one mark: all sites of a campus, or a single site.
    pub units: Vec<Unit>,
    /// By site, the index of its unit.
    pub unit_of: Vec<usize>,
    /// By service, the index of the unit with most of its servers; `None` if the service has no servers.
    pub home: Vec<Option<usize>>,
    /// By service, the unit with most of its standby servers, if the service fails over in this run and this unit is not its home.
    pub standby: Vec<Option<usize>>,
    /// The services without servers, those with most users first.
    pub without_servers: Vec<ServiceId>,
    /// By service, the dependencies of other services on it; those of services with most users first.
    pub dependents: Vec<Vec<DependencyRef>>,
    /// The connections between units, the one with the most weight first.
    pub connections: Vec<Connection>,
    /// By service, its rank in the order of chips: the services of which users are lost in the run come first, then the others that have an
    /// outage, then the rest, and those with most users first among each. How much they lose does not count, so that chips do not change places
    /// whenever another run loses a little more or less.
    rank: Vec<u32>,
    /// By site, the number of its servers.
    pub site_servers: Vec<u64>,
    /// The number of servers of the largest unit, at least 1.
    pub most_servers: u64,
}

impl RunFacts {
    /// The facts of `run`. Those that depend only on the world are copied from `before` if its run has the same world.
    pub fn new(run: &Arc<Run>, before: Option<Self>) -> Self {
        let facts = before.filter(|facts| Arc::ptr_eq(&facts.run.world, &run.world));
        let facts = facts.unwrap_or_else(|| Self::of_world(run));
        let standby = standby_units(run, &facts);
        Self { run: Arc::clone(run), rank: rank_by_loss(&run.world, &run.recording), standby, ..facts }
    }

    /// The facts that are the same in all runs of the world of `run`.
    fn of_world(run: &Arc<Run>) -> Self {
        let (world, recording) = (&*run.world, &run.recording);
        let (mut units, unit_of) = units(world, recording);
        let home: Vec<Option<usize>> =
            world.services.rows().iter().map(|service| home_unit(&service.on, &unit_of)).collect();
        let by_users = |id: &ServiceId| Reverse(world.services[*id].users);
        let mut without_servers = Vec::new();
        for (id, home) in world.services.ids().zip(&home) {
            match home {
                Some(unit) => units[*unit].residents.push(id),
                None => without_servers.push(id),
            }
        }
        without_servers.sort_by_key(by_users);
        for unit in &mut units {
            unit.residents.sort_by_key(by_users);
        }
        let dependents = world.services.ids().map(|service| {
            let one = |one: Dependent| DependencyRef { user: one.service, index: one.dependency };
            let mut dependents: Vec<DependencyRef> = run.index().dependents(service).map(one).collect();
            dependents.sort_by_key(|dependency| by_users(&dependency.user));
            dependents
        });
        Self {
            run: Arc::clone(run),
            unit_of,
            without_servers,
            dependents: dependents.collect(),
            connections: connections(world, &home),
            home,
            standby: Vec::new(),
            rank: Vec::new(),
            site_servers: recording.sites.rows().iter().map(|site| site.servers).collect(),
            most_servers: units.iter().map(|unit| unit.servers).max().unwrap_or(0).max(1),
            units,
        }
    }

    /// The unit where a service runs at a time: its home or, while it is failed over, the unit of its standby. `None` if it has no servers.
    pub fn unit_at(&self, service: ServiceId, at: SimTime) -> Option<usize> {
        let is_failed_over = self.run.recording.services[service].moments.at(at).engaged;
        self.standby[service.index()].filter(|_| is_failed_over).or(self.home[service.index()])
    }

    /// Sorts services into the order of chips, of which those that lose something come first. The order is the same at every moment of a run, so
    /// that no chip moves while the run plays.
    pub fn sort_by_loss(&self, mut services: Vec<ServiceId>) -> Vec<ServiceId> {
        services.sort_unstable_by_key(|service| self.rank[service.index()]);
        services
    }
}

/// By service, the unit of its standby, if it fails over in this run and this unit is not its home.
fn standby_units(run: &Run, facts: &RunFacts) -> Vec<Option<usize>> {
    let mut units = vec![None; run.world.services.len()];
    for event in &run.recording.events {
        if let EventKind::Engaged(service) = event.kind {
            let unit = home_unit(&run.world.services[service].standby, &facts.unit_of);
            units[service.index()] = unit.filter(|unit| facts.home[service.index()] != Some(*unit));
        }
    }
    units
}

/// By service, its rank in the order of chips; 0 is the first.
fn rank_by_loss(world: &Scenario, recording: &Recording) -> Vec<u32> {
    let mut order: Vec<ServiceId> = world.services.ids().collect();
    order.sort_by_key(|service| {
        let summary = &recording.summary.services[*service];
        let [is_lost, is_out] = [summary.lost_user_millisecs > 0, summary.out_total > Span::ZERO];
        (Reverse(is_lost), Reverse(is_out), Reverse(world.services[*service].users))
    });
    let mut rank = vec![0; order.len()];
    (0u32..).zip(order).for_each(|(index, service)| rank[service.index()] = index);
    rank
}
