//! Tests of the ledger: small disasters, and the root causes to which their losses are booked.

use super::*;
use crate::impact::fixtures::{recorded, service, world};
use crate::model::{Act, Action, Dependency, Hazard, HazardKind, Id, LatLon, Plan, Service, Site, SiteId, Step, When};
use crate::sim::Spending;
use crate::units::Span;

const HOUR: i64 = 3_600;

/// A world with three sites. A strike makes its whole site dark at once, for an hour.
fn burnable(services: &[Service]) -> Scenario {
    let mut world = world(services);
    let hazard = world.hazards.push(Hazard {
        damages: 0,
        destroys: 0,
        repair_work: None,
        key: "fire".into(),
        name: "Fire".into(),
        kind: HazardKind::Fire,
        spread: vec![Step { after: Span::ZERO, dark: 1000 }],
        out: Span(HOUR),
        repair: vec![Step { after: Span::ZERO, dark: 0 }],
        uncertainty: None,
    });
    for key in ["a", "b", "c"] {
        world.sites.push(Site {
            reserve: crate::model::Reserve::default(),
            key: key.into(),
            name: key.into(),
            place: None,
            operator: None,
            at: Some(LatLon { lat: 37.0, lon: 127.0 }),
            hazard: Some(hazard),
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

fn dependencies(mut service: Service, need: usize, weight: u32) -> Service {
    service.dependencies.push(Dependency {
        any: None,
        primary: false,
        service: ServiceId::new(need),
        weight,
        grace: Span::ZERO,
    });
    service
}

/// Strikes the sites at the given hours and returns the entry of every service in user-hours. Also checks that the ledger adds up.
fn burn(world: &Scenario, strikes: &[(usize, i64)]) -> Vec<Vec<(Root, u64)>> {
    let actions = strikes.iter().map(|(site, hour)| Action {
        at: When::At(SimTime(hour * HOUR)),
        act: Act::Strike { site: SiteId::new(*site), hazard: None },
    });
    let plan = Plan { actions: actions.collect(), ..Plan::default() };
    let recording =
        recorded(world, &plan, crate::sim::run(world, &plan, 0, &mut Spending::default()).expect("within the budget"));
    let ledger = ledger(world, &recording);
    for (id, entry) in ledger.iter() {
        let sum: u128 = entry.iter().map(|(_, lost)| lost).sum();
        assert_eq!(sum, recording.summary.services[id].lost_user_millisecs, "{id:?} {entry:?}");
        assert_eq!(&ledger_of(world, &recording, id), entry);
        assert_eq!(lost_until(world, &recording, id, SimTime(world.length.0)), sum);
    }
    let hours = |entry: &Entry| entry.iter().map(|(root, lost)| (*root, (lost / 3_600_000) as u64)).collect();
    ledger.rows().iter().map(hours).collect()
}

#[test]
fn own_dark_servers_are_booked_to_the_strikes_behind_them() {
    let world = burnable(&[on(service("talk", 1_000), &[(0, 30), (1, 70)], 100)]);
    assert_eq!(burn(&world, &[(0, 1), (1, 1)])[0], [(Root::Strike(0), 300), (Root::Strike(1), 700)]);
}

#[test]
fn what_binds_is_followed_down_to_its_strike() {
    let talk = dependencies(on(service("talk", 1_000), &[(1, 10)], 10), 1, 600);
    let login = dependencies(on(service("login", 0), &[(1, 10)], 10), 2, 1000);
    let world = burnable(&[talk, login, on(service("store", 0), &[(0, 10)], 10)]);
    assert_eq!(burn(&world, &[(0, 1)]), [vec![(Root::Strike(0), 600)], vec![], vec![]]);
}

#[test]
fn a_restart_is_booked_apart_whether_it_is_of_servers_or_of_a_dependency() {
    let mut talk = dependencies(on(service("talk", 1_000), &[(1, 10)], 10), 1, 1000);
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
fn a_cycle_that_keeps_itself_down_is_booked_to_what_brought_it_down() {
    let one = dependencies(on(service("one", 1_000), &[(0, 10)], 10), 1, 1000);
    let other = dependencies(on(service("other", 0), &[(1, 10)], 10), 0, 1000);
    let world = burnable(&[one, other]);
    assert_eq!(burn(&world, &[(0, 1)])[0], [(Root::Strike(0), (7 * 24 - 1) * 1_000)]);
}

#[test]
fn a_cycle_is_booked_to_the_strike_that_brought_it_down_and_not_to_the_first() {
    let one = dependencies(on(service("one", 1_000), &[(0, 10)], 10), 1, 1000);
    let other = dependencies(on(service("other", 0), &[(1, 10)], 10), 0, 1000);
    let world = burnable(&[one, other]);
    assert_eq!(burn(&world, &[(2, 1), (0, 2)])[0], [(Root::Strike(1), (7 * 24 - 2) * 1_000)]);
}

#[test]
fn of_two_strikes_that_darken_as_much_the_first_is_blamed() {
    let world = burnable(&[on(service("talk", 1_000), &[(0, 10)], 10)]);
    assert_eq!(burn(&world, &[(0, 1), (0, 1)])[0], [(Root::Strike(0), 1_000)]);
}

#[test]
fn what_nobody_wanted_is_no_entry() {
    let mut talk = dependencies(on(service("talk", 1_000), &[(1, 10)], 10), 1, 1000);
    talk.day = std::array::from_fn(|hour| if hour == 1 { 0 } else { 1000 });
    let world = burnable(&[talk, on(service("login", 0), &[(0, 10)], 10)]);
    assert_eq!(burn(&world, &[(0, 1)]), [vec![], vec![]]);
}

#[test]
fn as_demand_changes_so_does_what_is_missing_behind_the_same_loss() {
    let mut talk = on(service("talk", 1_000), &[(0, 50)], 100);
    talk.day = std::array::from_fn(|hour| if hour < 12 { 1000 } else { 500 });
    let mut world = burnable(&[talk]);
    world.hazards.iter_mut().for_each(|(_, hazard)| hazard.out = Span(2 * HOUR));
    // The service never had half of the servers that the morning needs. In the afternoon it has enough.
    let morning_without_fire = (7 * 12 - 1) * 500;
    assert_eq!(
        burn(&world, &[(0, 11)])[0],
        [(Root::Strike(0), 500 + 500), (Root::Capacity(ServiceId::new(0)), morning_without_fire + 500)]
    );
}

#[test]
fn a_dependency_that_falls_again_while_its_users_restart_is_booked_from_when_it_is_felt() {
    let mut talk = dependencies(on(service("talk", 1_000), &[(2, 10)], 10), 1, 1000);
    talk.restart = Span(12 * HOUR);
    talk.dependencies[0].grace = Span(HOUR / 2);
    let store = on(service("store", 0), &[(0, 200), (1, 500), (2, 300)], 1_000);
    let world = burnable(&[talk, store]);
    // The store is at 300 from 1:00, at 800 from 2:00, at 500 from 3:00 and at 1000 from 4:00. Talk feels each fall of the store half an
    // hour later.
    let entries = burn(&world, &[(0, 1), (1, 1), (0, 2), (1, 3)]);
    let restart = entries[0].iter().find(|(root, _)| *root == Root::Restart(ServiceId::new(0)));
    // Lost because of the restart: 500 users for an hour and a half, 200 for half an hour, 700 for ten hours and 500 for the last two
    // hours.
    assert_eq!(restart.map(|(_, lost)| *lost), Some(750 + 100 + 7_000 + 1_000));
}

#[test]
fn on_a_cycle_a_partial_failure_limits_nobody() {
    let mut one = dependencies(on(service("one", 1_000), &[(2, 10)], 10), 1, 1000);
    one.restart = Span(2 * HOUR);
    let other = dependencies(on(service("other", 0), &[(0, 400), (1, 600)], 1_000), 0, 100);
    let world = burnable(&[one, other]);
    // The service `other` is down for one hour and at 600 for another hour. In this second hour `one` would run if it were not starting
    // again.
    let entries = burn(&world, &[(0, 1), (1, 1), (0, 2)]);
    let restart = entries[0].iter().find(|(root, _)| *root == Root::Restart(ServiceId::new(0)));
    assert_eq!(restart.map(|(_, lost)| *lost), Some(2_000));
}

#[test]
fn what_is_lost_so_far_grows_to_the_whole() {
    let mut talk = on(service("talk", 1_000), &[(0, 10)], 10);
    talk.day = std::array::from_fn(|hour| if hour < 2 { 1000 } else { 500 });
    let world = burnable(&[talk]);
    let strike = Action { at: When::At(SimTime(HOUR)), act: Act::Strike { site: SiteId::new(0), hazard: None } };
    let again = Action { at: When::At(SimTime(3 * HOUR)), ..strike.clone() };
    let plan = Plan { actions: vec![strike, again], ..Plan::default() };
    let recording = recorded(
        &world,
        &plan,
        crate::sim::run(&world, &plan, 0, &mut Spending::default()).expect("within the budget"),
    );
    let user_hours = |minute: i64| lost_until(&world, &recording, ServiceId::new(0), SimTime(minute * 60)) / 3_600_000;
    let so_far = [0, 60, 90, 120, 180, 210, 600].map(user_hours);
    assert_eq!(so_far, [0, 0, 500, 1_000, 1_000, 1_250, 1_500]);
}
