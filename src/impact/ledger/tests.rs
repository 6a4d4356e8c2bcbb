//! Small disasters and whom the ledger blames.

use super::*;
use crate::impact::assess;
use crate::impact::by_hand::{service, world};
use crate::model::{Act, Action, Hazard, HazardKind, Id, LatLon, Need, Plan, Service, Site, SiteId, Step, When};
use crate::units::Span;

const HOUR: i64 = 3_600;

/// Two sites; a strike darkens a site at once and wholly, for an hour.
fn burnable(services: &[Service]) -> Scenario {
    let mut world = world(services);
    let hazard = world.hazards.push(Hazard {
        key: "fire".into(),
        name: "Fire".into(),
        kind: HazardKind::Fire,
        spread: vec![Step { after: Span::ZERO, dark: 1000 }],
        out: Span(HOUR),
        repair: vec![Step { after: Span::ZERO, dark: 0 }],
        uncertainty: None,
    });
    for key in ["a", "b"] {
        world.sites.push(Site {
            key: key.into(),
            name: key.into(),
            place: None,
            operator: None,
            at: LatLon { lat: 37.0, lon: 127.0 },
            hazard,
            spreads: Vec::new(),
            restore: Vec::new(),
        });
    }
    world
}

fn on(mut service: Service, placements: &[(usize, u64)], load: u64) -> Service {
    service.on = placements.iter().map(|(site, servers)| (SiteId::new(*site), *servers)).collect();
    service.load = load;
    service
}

fn needs(mut service: Service, need: usize, weight: u32) -> Service {
    service.needs.push(Need { service: ServiceId::new(need), weight, grace: Span::ZERO });
    service
}

/// Burns the sites at the hours and returns every entry in user-hours, after checking that the ledger adds up.
fn burn(world: &Scenario, strikes: &[(usize, i64)]) -> Vec<Vec<(Root, u64)>> {
    let actions = strikes.iter().map(|(site, hour)| Action {
        at: When::At(SimTime(hour * HOUR)),
        act: Act::Strike { site: SiteId::new(*site), hazard: None },
    });
    let plan = Plan { actions: actions.collect(), ..Plan::default() };
    let recording = assess(world, crate::sim::run(world, &plan, 0));
    let ledger = ledger(world, &recording);
    for (id, entry) in ledger.iter() {
        let sum: u128 = entry.iter().map(|(_, lost)| lost).sum();
        assert_eq!(sum, recording.summary.services[id].lost_user_millisecs, "{id:?} {entry:?}");
        assert_eq!(&ledger_of(world, &recording, id), entry);
    }
    let hours = |entry: &Entry| entry.iter().map(|(root, lost)| (*root, (lost / 3_600_000) as u64)).collect();
    ledger.rows().iter().map(hours).collect()
}

#[test]
fn own_servers_without_light_are_booked_to_the_strikes_behind_them() {
    let world = burnable(&[on(service("talk", 1_000), &[(0, 30), (1, 70)], 100)]);
    assert_eq!(burn(&world, &[(0, 1), (1, 1)])[0], [(Root::Strike(0), 300), (Root::Strike(1), 700)]);
}

#[test]
fn what_binds_is_followed_down_to_its_strike() {
    let talk = needs(on(service("talk", 1_000), &[(1, 10)], 10), 1, 600);
    let login = needs(on(service("login", 0), &[(1, 10)], 10), 2, 1000);
    let world = burnable(&[talk, login, on(service("store", 0), &[(0, 10)], 10)]);
    assert_eq!(burn(&world, &[(0, 1)]), [vec![(Root::Strike(0), 600)], vec![], vec![]]);
}

#[test]
fn a_restart_is_booked_apart_whether_it_is_of_servers_or_of_a_need() {
    let mut talk = needs(on(service("talk", 1_000), &[(1, 10)], 10), 1, 1000);
    talk.restart = Span(2 * HOUR);
    let mut login = on(service("login", 500), &[(0, 10)], 10);
    login.restart = Span(HOUR);
    let world = burnable(&[talk, login]);
    let (talk, login) = (ServiceId::new(0), ServiceId::new(1));
    assert_eq!(
        burn(&world, &[(0, 1)]),
        [
            vec![(Root::Strike(0), 1_000), (Root::Restart(talk), 2_000), (Root::Restart(login), 1_000)],
            vec![(Root::Strike(0), 500), (Root::Restart(login), 500)],
        ]
    );
}

#[test]
fn a_storm_that_outlives_the_fire_is_booked_to_retries_and_missing_servers_to_capacity() {
    let mut storm = on(service("storm", 1_000), &[(0, 50), (1, 50)], 100);
    storm.retry = 4_000;
    let mut small = on(service("small", 1_000), &[(1, 50)], 100);
    small.day = std::array::from_fn(|hour| if hour < 12 { 1000 } else { 0 });
    let world = burnable(&[storm, small]);
    let entries = burn(&world, &[(0, 1)]);
    let (strike, retries) = (entries[0][0], entries[0][1]);
    assert_eq!(strike, (Root::Strike(0), 500));
    assert_eq!(retries.0, Root::Retries(ServiceId::new(0)));
    assert!(retries.1 > 100 * 700, "it never ends: {retries:?}");
    assert_eq!(entries[1], [(Root::Capacity(ServiceId::new(1)), 7 * 12 * 500)]);
}

#[test]
fn a_circle_that_holds_itself_down_is_booked_to_what_pushed_it() {
    let one = needs(on(service("one", 1_000), &[(0, 10)], 10), 1, 1000);
    let other = needs(on(service("other", 0), &[(1, 10)], 10), 0, 1000);
    let world = burnable(&[one, other]);
    assert_eq!(burn(&world, &[(0, 1)])[0], [(Root::Strike(0), (7 * 24 - 1) * 1_000)]);
}
