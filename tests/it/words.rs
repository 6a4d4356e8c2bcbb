//! Tests of the sentences for events, with all events of the small world.

use firedrill::file::shipped;
use firedrill::model::{Act, Action, Plan, When};
use firedrill::recording::EventId;
use firedrill::study::{Run, words};
use firedrill::text::Texts;
use firedrill::units::SimTime;

use crate::support::{SMALL, clock, load, run};

#[test]
fn the_small_world_told_event_by_event() {
    let texts = Texts::english();
    let run = run(&load(SMALL), "Fire");
    let told: Vec<String> = (0..run.recording.events.len())
        .map(EventId::new)
        .map(|id| {
            format!(
                "{} {}",
                clock(&run, run.recording.event(id).at),
                words::event(&run, id, run.world.as_written(), &texts)
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

/// A run in which one hazard strikes zone C of Pangyo at the start, and the sentences of all its events.
fn struck(hazard: &str) -> (Run, Vec<String>) {
    let world = load(shipped()[0].text());
    let site = world.sites.iter().find(|(_, site)| site.key == "pangyo-c").map(|(id, _)| id).expect("it is there");
    let hazard = world.hazards.iter().find(|(_, there)| there.key == hazard).map(|(id, _)| id);
    let act = Act::Strike { site, hazard: Some(hazard.expect("it is there")) };
    let plan = Plan { actions: vec![Action { at: When::At(SimTime::ZERO), act }], ..Plan::default() };
    let run = Run::new(&world, &plan, 0).expect("the plan fits");
    let texts = Texts::english();
    let told = (0..run.recording.events.len())
        .map(|id| words::event(&run, EventId::new(id), run.world.as_written(), &texts))
        .collect();
    (run, told)
}

#[test]
fn each_kind_of_hazard_has_its_own_sentence() {
    for (hazard, words) in [
        ("power-failure", "Power failure at Pangyo, zone C: 100% of the servers lost power"),
        ("network-cut", "Network cut at Pangyo, zone C: 100% of the servers cut off"),
        ("cooling-failure", "Cooling failure at Pangyo, zone C: 20% of the servers shut down"),
        ("flood", "Flood in the basement at Pangyo, zone C: 30% of the servers stopped by water"),
    ] {
        let (_, told) = struck(hazard);
        assert!(told.iter().any(|event| event == words), "{hazard}: {told:?}");
        let speaks_of_power = told.iter().any(|event| event.contains("power"));
        assert_eq!(speaks_of_power, hazard == "power-failure", "{hazard}: {told:?}");
    }
}

#[test]
fn headlines_do_not_depend_on_cause_or_date() {
    let (run, told) = struck("network-cut");
    assert!(told.iter().any(|event| event == "Zone C at Pangyo goes dark"), "{told:?}");
    for (index, news) in run.world.news.iter().enumerate() {
        let names_a_time = news.text.contains("October") || news.text.contains(':');
        assert!(!names_a_time || news.text.contains("2022"), "a day of that year, not of this run: {}", news.text);
        let told = run.world.localized("ko").news_text(index);
        let names_a_time = told.contains("10월") || told.contains(':');
        assert!(!names_a_time || told.contains("2022년"), "{told}");
    }
}
