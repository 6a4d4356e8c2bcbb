//! Small worlds and outages for the tests of this module.

use chrono::NaiveDate;

use crate::model::{Id, Plan, Rival, Scenario, Service, ServiceId};
use crate::recording::{
    Event, EventId, EventKind, Moment, Outages, Recording, ServiceTrack, SiteTrack, Steps, StrikeRun,
};
use crate::sim::Spending;
use crate::units::{Clock, Level, Permille, SimTime, Span};

/// A service without servers and without dependencies.
pub(crate) fn service(key: &str, users: u64) -> Service {
    Service {
        alternatives: Vec::new(),
        rto_from: crate::model::RtoFrom::Degraded,
        key: key.to_owned(),
        name: key.to_owned(),
        company: None,
        kind: None,
        users,
        rto: None,
        on: Vec::new(),
        load: 0,
        day: [1000; 24],
        restart: Span::ZERO,
        retry: 0,
        standby: Vec::new(),
        switch: None,
        dependencies: Vec::new(),
        uncertainty: None,
    }
}

/// A rival of the service at index 0, with 100 users of its own. Of the users who moved to it, half return within a day.
pub(crate) fn rival() -> Rival {
    let service = ServiceId::new(0);
    Rival { key: "line".into(), name: "LINE".into(), service, users: 100, pull: 0.01, back: Span::DAY }
}

/// A world with the services `services` and a population of one million. The run lasts a week and starts in Seoul at midnight on a
/// Saturday.
pub(crate) fn world(services: &[Service]) -> Scenario {
    let start = NaiveDate::from_ymd_opt(2022, 10, 15).unwrap().and_hms_opt(0, 0, 0).unwrap();
    let clock = Clock::new(chrono_tz::Asia::Seoul, start).unwrap();
    Scenario {
        population: Some(1_000_000),
        services: services.iter().cloned().collect(),
        ..Scenario::empty("By hand".to_owned(), clock, Span(7 * Span::DAY.0))
    }
}

/// Outages in which services change their health; each change is `(index of the service, seconds, health in permille)`, in order of time.
pub(crate) fn outages(world: &Scenario, changes: &[(usize, i64, Permille)]) -> Outages {
    let mut outages = Outages {
        crew_secs: crate::model::Table::default(),
        sites: world.sites.map(|_| SiteTrack {
            dark: Steps::new(0),
            online: Steps::new(0),
            servers: 0,
            placements: Vec::new(),
        }),
        services: world.services.map(|_| ServiceTrack {
            health: Steps::new(1000),
            moments: Steps::new(Moment::well(0)),
            events: Vec::new(),
        }),
        placements: Vec::new(),
        strikes: Vec::<StrikeRun>::new(),
        events: Vec::new(),
    };
    for (service, at, to) in changes {
        let (service, at, to) = (ServiceId::new(*service), SimTime(*at), *to);
        let track = &mut outages.services[service];
        let from = *track.health.last();
        let id = EventId::new(outages.events.len());
        outages.events.push(Event { at, kind: EventKind::Health { service, from, to }, cause: None });
        track.events.push(id);
        let levels = (Level::of(from), Level::of(to));
        if levels.0 != levels.1 {
            let kind = EventKind::Level { service, from: levels.0, to: levels.1 };
            outages.events.push(Event { at, kind, cause: Some(id) });
        }
        track.health.set(at, to);
        track.moments.set(at, Moment { health: to, because: Some(id), own_because: Some(id), ..Moment::well(0) });
    }
    outages
}

/// The recording of these outages, which are within the budget.
pub(crate) fn recorded(world: &Scenario, plan: &Plan, outages: Outages) -> Recording {
    super::assess(world, plan, outages, &mut Spending::default()).expect("within the budget")
}
