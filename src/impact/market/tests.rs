//! Tests of the prices of a small market, compared with the formulas of the model.

use chrono::NaiveDate;

use super::super::fixtures::{outages, recorded, service, world};
use super::*;
use crate::model::{Company, Exchange, Id, News, ServiceId, Trigger};
use crate::units::{Span, TimeOfDay};

const HOUR: i64 = 3_600;
const MONDAY_NINE: i64 = (48 + 9) * HOUR;

fn listed() -> Scenario {
    let mut world = world(&[service("talk", 0), service("login", 0)]);
    let exchange = world.exchanges.push(Exchange {
        breaks: Vec::new(),
        days: vec![
            chrono::Weekday::Mon,
            chrono::Weekday::Tue,
            chrono::Weekday::Wed,
            chrono::Weekday::Thu,
            chrono::Weekday::Fri,
        ],
        early: std::collections::BTreeMap::new(),
        key: "krx".into(),
        name: "KRX".into(),
        zone: chrono_tz::Asia::Seoul,
        open: TimeOfDay::new(9, 0, 0).unwrap(),
        close: TimeOfDay::new(15, 30, 0).unwrap(),
        closed: vec![NaiveDate::from_ymd_opt(2022, 10, 18).unwrap()],
        limit: None,
        index: [(NaiveDate::from_ymd_opt(2022, 10, 17).unwrap(), 0.01)].into(),
    });
    world.companies.push(Company {
        crew: None,
        key: "kakao".into(),
        name: "Kakao".into(),
        listing: Some(Listing {
            steps: std::collections::BTreeMap::new(),
            exchange,
            ticker: None,
            currency: None,
            close: 50_000.0,
            exposure: vec![(ServiceId::new(0), 0.5), (ServiceId::new(1), 0.25)],
            reaction: None,
        }),
    });
    world.reaction =
        Some(Reaction { worst: 0.07, half: 0.2, memory: 6.0, overshoot: 0.6, rise: Span(240), fade: Span(3_600) });
    world
}

#[test]
fn a_weekend_of_outage_meets_the_monday_market() {
    let world = listed();
    let recording =
        recorded(&world, &crate::model::Plan::default(), outages(&world, &[(0, 10 * HOUR, 0), (0, 22 * HOUR, 1000)]));
    let track = &recording.prices.rows()[0];
    let minutes: Vec<_> = track.minutes().collect();
    // The trading days are Monday, Wednesday, Thursday and Friday. The exchange is closed on Tuesday.
    assert_eq!(track.days().map(|day| (day.last - day.first).0 / 60 + 1).collect::<Vec<_>>(), [391; 4]);
    assert_eq!(minutes[0].at, SimTime(MONDAY_NINE));
    let lasting = 0.07 * (1.0 - 2f64.powf(-0.25 / 0.2));
    assert!((minutes[0].price - 50_500.0 * (1.0 - lasting)).abs() < 1e-6);
    let (l, a, b) = (
        lasting * 2f64.powf(-30.0 / (6.0 * 390.0)),
        0.6 * lasting * 2f64.powf(-30.0 / 60.0),
        0.6 * lasting * 2f64.powf(-30.0 / 4.0),
    );
    assert!((minutes[30].price - 50_500.0 * (1.0 - (l + a - b))).abs() < 1e-6);
    assert_eq!(recording.summary.companies.rows()[0].closes.len(), 4);
}

#[test]
fn the_days_after_an_outage_have_events_because_of_the_service_that_took_most() {
    let world = listed();
    let steps = [(1, HOUR, 0), (0, 10 * HOUR, 0), (0, 22 * HOUR, 1000), (1, 23 * HOUR, 1000)];
    let recording = recorded(&world, &crate::model::Plan::default(), outages(&world, &steps));
    let company = CompanyId::new(0);
    let events: Vec<_> = recording
        .events
        .iter()
        .filter(|e| recording.subject(e) == crate::recording::Subject::Company(company))
        .collect();
    assert_eq!(events.len(), 12);
    assert!(matches!(events[0].kind, EventKind::Opening(..)) && events[0].at == SimTime(MONDAY_NINE));
    let cause = recording.event(events[0].cause.unwrap());
    assert_eq!(
        (cause.at, cause.kind),
        (SimTime(22 * HOUR), EventKind::Health { service: ServiceId::new(0), from: 0, to: 1000 })
    );
}

#[test]
fn of_services_that_took_as_much_the_first_is_named() {
    let mut world = listed();
    world.companies[CompanyId::new(0)].listing.as_mut().unwrap().exposure[1].1 = 0.5;
    let steps = [(0, 10 * HOUR, 0), (1, 10 * HOUR, 0), (0, 22 * HOUR, 1000), (1, 22 * HOUR, 1000)];
    let recording = recorded(&world, &crate::model::Plan::default(), outages(&world, &steps));
    let opening = recording.events.iter().find(|event| matches!(event.kind, EventKind::Opening(..))).unwrap();
    let cause = recording.event(opening.cause.unwrap()).kind;
    assert_eq!(cause, EventKind::Health { service: ServiceId::new(0), from: 0, to: 1000 });
}

#[test]
fn where_nobody_reacts_a_day_has_events_only_while_something_is_out() {
    let mut world = listed();
    world.reaction = None;
    let recording = recorded(
        &world,
        &crate::model::Plan::default(),
        outages(&world, &[(0, MONDAY_NINE + HOUR, 0), (0, MONDAY_NINE + 2 * HOUR, 1000)]),
    );
    let events: Vec<_> = recording.events.iter().filter(|event| event.kind.company().is_some()).collect();
    // All prices of Monday are equal. The opening and the low came before the outage and have no event, so only the close has one.
    let close = recording.summary.companies.rows()[0].closes[0];
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(
        (events[0].at, events[0].kind),
        (SimTime(MONDAY_NINE + 390 * 60), EventKind::Close(CompanyId::new(0), close.price))
    );
}

#[test]
fn a_quiet_market_moves_with_the_index_alone_and_stays_within_its_limit() {
    let mut world = listed();
    let recording = recorded(&world, &crate::model::Plan::default(), outages(&world, &[]));
    assert!(recording.events.is_empty());
    assert!(recording.prices.rows()[0].minutes().all(|minute| (minute.price - 50_500.0).abs() < 1e-9));
    world.exchanges[ExchangeId::new(0)].limit = Some(0.005);
    let recording = recorded(&world, &crate::model::Plan::default(), outages(&world, &[]));
    let track = &recording.prices.rows()[0];
    let openings: Vec<f64> = track.days().map(|day| track.at(day.first).unwrap().price).collect();
    assert!((openings[0] - 50_250.0).abs() < 1e-9);
    assert!((openings[1] - 50_500.0).abs() < 1e-9);
}

#[test]
fn headlines_appear_when_their_condition_is_met_and_say_what_met_it() {
    let mut world = listed();
    let news = |when| News { when, title: String::new(), text: String::new(), source: None };
    let talk = ServiceId::new(0);
    world.services[talk].users = 1_000;
    world.services[ServiceId::new(1)].users = 1_000;
    world.news = vec![
        news(Trigger::Price { company: CompanyId::new(0), fall: 0.02 }),
        news(Trigger::Down { service: talk, span: Span(10 * HOUR) }),
        news(Trigger::Down { service: talk, span: Span(13 * HOUR) }),
        news(Trigger::People { over: 900 }),
        news(Trigger::At(SimTime(5))),
        news(Trigger::At(SimTime(-1))),
        news(Trigger::At(SimTime(world.length.0 + 1))),
    ];
    // At 11:00, Login loses as many users as talk. Of equal losses the first is the cause.
    let steps = [(0, 10 * HOUR, 100), (0, 11 * HOUR, 0), (1, 11 * HOUR, 0), (1, 12 * HOUR, 1000), (0, 22 * HOUR, 1000)];
    let recording = recorded(&world, &crate::model::Plan::default(), outages(&world, &steps));
    let places: Vec<_> = recording.headlines.iter().map(|(place, at)| (*place, at.0)).collect();
    assert_eq!(places, [(4, 5), (3, 11 * HOUR), (1, 20 * HOUR), (0, MONDAY_NINE)]);
    let cause = |place: u32| {
        let event = recording.events.iter().find(|event| event.kind == EventKind::Headline(place)).unwrap();
        event.cause.map(|cause| recording.event(cause).kind)
    };
    assert_eq!(cause(4), None);
    assert_eq!(cause(3), Some(EventKind::Health { service: talk, from: 100, to: 0 }));
    assert!(matches!(cause(1), Some(EventKind::Level { .. })));
    assert!(matches!(cause(0), Some(EventKind::Opening(..))));
}

#[test]
fn the_example_of_a_reaction_falls_for_a_day_and_recovers_by_half_in_the_memory() {
    let reaction =
        Reaction { worst: 0.08, half: 1.0, memory: 5.0, overshoot: 0.0, rise: Span::MINUTE, fade: Span::MINUTE };
    let falls = example_of(&reaction, 390, 6);
    // One day of outage takes off half of the worst, less what the market has forgotten meanwhile.
    assert!((0.035..0.04).contains(&falls[389]), "{}", falls[389]);
    assert!((falls[389 + 5 * 390] / falls[389] - 0.5).abs() < 1e-9, "after five trading days");
    assert!(falls.windows(2).take(389).all(|pair| pair[1] > pair[0]));
}
