//! The rows of the lanes. Each group has a head, followed by the lanes of its services unless the group is closed.

use std::collections::BTreeSet;

use super::lane_groups::{GroupBy, GroupKey, Order, groups};
use crate::model::{Id, Scenario, ServiceId};
use crate::recording::{LevelCounts, Recording, Steps};
use crate::ui::ViewContext;
use crate::units::{Level, SimTime, Span};

/// Height of a row, in points.
pub const ROW_HEIGHT: f32 = 22.0;

/// The arrangement of the lanes that the person has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// How the lanes are grouped; `None` for the default, which depends on the size of the world.
    pub by: Option<GroupBy>,
    /// How the lanes of a group are sorted.
    pub order: Order,
    /// The closed groups, of which only the head is shown.
    pub closed: BTreeSet<GroupKey>,
}

impl Arrangement {
    /// Adapts the arrangement to a changed version of the scenario: the same companies may have other indices there, so the keys of
    /// their groups change.
    pub fn follow(&mut self, from: &Scenario, to: &Scenario) {
        let group = |key: GroupKey| match key {
            GroupKey::Company(Some(company)) => {
                to.companies.find_same(&from.companies, company).map(|company| GroupKey::Company(Some(company)))
            }
            GroupKey::Company(None) | GroupKey::Kind(_) | GroupKey::State(_) | GroupKey::All => Some(key),
        };
        self.closed = std::mem::take(&mut self.closed).into_iter().filter_map(group).collect();
    }
}

/// One row of the lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneRow {
    /// The head of the group at this index.
    Head(usize),
    /// The lane of a service.
    Lane(ServiceId),
}

/// A group of lanes.
#[derive(Debug)]
pub struct Group {
    /// The property that all services of the group have in common.
    pub key: GroupKey,
    /// The services, in the order of their lanes.
    pub services: Vec<ServiceId>,
    /// Whether the group is closed: only its head is shown.
    pub is_closed: bool,
    /// The numbers of its services that are Degraded and Down, computed when they are first shown.
    counts: Option<Steps<LevelCounts>>,
    /// The longest of the outages of its services, computed when it is first shown.
    longest_outage: Option<Span>,
}

/// The lanes of a run in their present arrangement.
#[derive(Debug)]
pub struct Lanes {
    made_for: (Arrangement, Option<usize>),
    /// The groups.
    pub groups: Vec<Group>,
    /// The rows of all groups, from top to bottom.
    pub rows: Vec<LaneRow>,
    /// For each service, the index of the row of its lane. If its group is closed, it is the row of the head of the group.
    row_of: Vec<usize>,
}

impl Lanes {
    /// The lanes of the run that is drawn. `before` is kept if nothing has changed on which the lanes depend.
    #[must_use]
    pub fn of(context: &ViewContext<'_>, arrangement: &Arrangement, before: Option<Self>) -> Self {
        let by = arrangement.by.unwrap_or_else(|| GroupBy::usual(context.world));
        // If lanes are grouped by level, they change whenever the playhead passes an event.
        let moment = (by == GroupBy::State).then(|| context.recording.events_until(context.now));
        let is_right = |lanes: &Self| lanes.made_for.1 == moment && lanes.made_for.0 == *arrangement;
        before.filter(is_right).unwrap_or_else(|| Self {
            made_for: (arrangement.clone(), moment),
            ..Self::new(context.world, context.recording, by, arrangement, context.now)
        })
    }

    /// Arranges the lanes of a run. `now` is the time at the playhead.
    #[must_use]
    pub fn new(world: &Scenario, recording: &Recording, by: GroupBy, arrangement: &Arrangement, now: SimTime) -> Self {
        let groups: Vec<Group> = groups(world, recording, by, arrangement.order, now)
            .into_iter()
            .map(|(key, services)| {
                let is_closed = by != GroupBy::Nothing && arrangement.closed.contains(&key);
                Group { key, services, is_closed, counts: None, longest_outage: None }
            })
            .collect();
        let mut rows = Vec::new();
        let mut row_of = vec![0; world.services.len()];
        for (place, group) in groups.iter().enumerate() {
            let head = rows.len();
            if by != GroupBy::Nothing {
                rows.push(LaneRow::Head(place));
            }
            for service in &group.services {
                row_of[service.index()] = if group.is_closed { head } else { rows.len() };
                if !group.is_closed {
                    rows.push(LaneRow::Lane(*service));
                }
            }
        }
        Self { made_for: (arrangement.clone(), None), groups, rows, row_of }
    }

    /// The index of the row in which a service is shown: its lane, or the head of its closed group.
    #[must_use]
    pub fn row_of(&self, service: ServiceId) -> usize {
        self.row_of[service.index()]
    }
}

impl Group {
    /// The numbers of its services that are Degraded and Down over the run.
    pub fn counts(&mut self, recording: &Recording) -> &Steps<LevelCounts> {
        self.counts.get_or_insert_with(|| counts(recording, &self.services))
    }

    /// The longest time that one of its services is not Up, as it is written at the lane of this service.
    pub fn longest_outage(&mut self, recording: &Recording) -> Span {
        let outage = |service: &ServiceId| recording.summary.services[*service].out_total;
        *self.longest_outage.get_or_insert_with(|| self.services.iter().map(outage).max().unwrap_or(Span::ZERO))
    }
}

/// The numbers of services that are Degraded and Down over the run.
fn counts(recording: &Recording, services: &[ServiceId]) -> Steps<LevelCounts> {
    let end = SimTime(recording.length.0);
    let mut changes: Vec<(SimTime, Level, Level)> = Vec::new();
    for service in services {
        // Services that are Up are not counted, so that nothing is subtracted for the first level.
        let mut before = Level::Up;
        for (from, _, level) in recording.services[*service].levels(end) {
            changes.push((from, before, level));
            before = level;
        }
    }
    changes.sort_by_key(|(at, ..)| *at);
    let mut held = LevelCounts::default();
    let mut steps = Steps::new(held);
    for (at, before, level) in changes {
        held.add(before, -1);
        held.add(level, 1);
        steps.set(at, held);
    }
    steps
}
