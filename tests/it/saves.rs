//! Tests that every shipped scenario meets its own expectations and has the parts of a lesson.

use std::num::NonZero;

use firedrill::file::{Shipped, shipped};
use firedrill::recording::EventKind;
use firedrill::study::{Run, judge};
use firedrill::units::Span;

use crate::support::load;

#[test]
fn shipped_scenarios_meet_their_expectations() {
    for save in shipped() {
        let scenario = load(save.text());
        assert!(!scenario.expect.is_empty(), "{} expects something", save.name);
        let verdicts = judge(&scenario, NonZero::new(2).expect("two")).expect("the plans fit");
        assert_eq!(verdicts.len(), scenario.expect.len());
        for (expectation, verdict) in scenario.expect.iter().zip(verdicts) {
            let plan = &scenario.plans[expectation.plan].name;
            assert!(verdict.is_met(), "{}, {plan}: {expectation:?}, but {verdict:?}", save.name);
        }
    }
}

/// A headline that speaks of a week appears after a week, and not in the plans in which it would be untrue.
#[test]
fn the_reading_room_of_many_hands_is_in_the_news_after_a_week() {
    let scenario = load(Shipped::named("6-many-hands").expect("it ships").text());
    let is_room = |id: &firedrill::model::ServiceId| scenario.services[*id].key == "reading-room";
    let room = scenario.services.ids().find(is_room).expect("a reading room");
    let mut told = Vec::new();
    for plan in &scenario.plans {
        let recording = Run::new(&scenario, plan, 0).expect("the plan fits").recording;
        let headline = recording.events.iter().find(|event| matches!(event.kind, EventKind::Headline(_)));
        let is_week = recording.summary.services[room].longest_down >= Span(7 * 86_400);
        assert_eq!(headline.is_some(), is_week, "{}", plan.name);
        told.extend(headline.map(|_| plan.name.as_str()));
    }
    assert_eq!(told, ["Water", "Menu first"]);
}

#[test]
fn every_lesson_has_an_untouched_a_broken_and_a_saved_plan() {
    for save in shipped().iter().filter(|save| save.name.starts_with(|first: char| first.is_ascii_digit())) {
        let scenario = load(save.text());
        assert!((3..=6).contains(&scenario.story.len()), "{} has three to six steps", save.name);
        let runs = scenario.plans.iter().map(|plan| Run::new(&scenario, plan, 0).expect("the plan fits"));
        let lost: Vec<f64> = runs.map(|run| run.recording.summary.lost_user_hours).collect();
        let [untouched, broken, saved @ ..] = lost.as_slice() else { panic!("{} has plans", save.name) };
        assert!(!scenario.plans[0].acts() && *untouched <= 0.0, "{} opens untouched", save.name);
        assert!(!saved.is_empty() && *broken > 0.0, "{} has a plan that breaks it and one that saves it", save.name);
        if scenario.version > 1 {
            // Among the plans about repair and faults there are some that do not help, and that is the lesson.
            assert!(saved.iter().any(|saved| saved * 1.9 < *broken), "{} has a plan that helps: {saved:?}", save.name);
            continue;
        }
        for (plan, saved) in scenario.plans[2..].iter().zip(saved) {
            assert!(saved * 3.0 < *broken, "{}, {}: {saved} against {broken} user-hours", save.name, plan.name);
        }
    }
}
