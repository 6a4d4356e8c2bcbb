//! Tests of what is computed from a run: flags, the order of lanes, lines of plots, and observations.

use std::sync::Arc;

use super::flags::{FlagKind, flags};
use super::lane_groups::{GroupBy, GroupKey, Order};
use super::lane_rows::{Arrangement, LaneRow, Lanes};
use super::observed::seen;
use crate::model::Scenario;
use crate::session::{Origin, Session};
use crate::text::Texts;
use crate::ui::ViewContext;
use crate::ui::plots::Chart;
use crate::ui::theme::Theme;
use crate::ui::time_axis::Tab;

const WORLD: &str = r#"(
    firedrill: 1, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "2d",
    sources: { "paper": (title: "The paper") },
    hazards: {
        "fire": (name: "Fire", kind: Fire, spread: [("0s", 0.5), ("10m", 1.0)], out: "1h", repair: [("1h", 0.2), ("2h", 0.0)]),
        "cut": (name: "Power cut", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]),
    },
    sites: {
        "a": (name: "Alpha", at: (51.5, -0.1), hazard: "fire", spreads: [(to: "b", after: "30m")]),
        "b": (name: "Beta", at: (51.5, 0.9), hazard: "cut"),
        "c": (name: "Gamma", at: (51.5, 1.9), hazard: "cut"),
    },
    services: {
        "store": (name: "Store", company: "post", on: { "a": 100 }, load: 100),
        "quiet": (name: "Quiet", company: "post", users: 10, on: { "c": 100 }, load: 100),
        "late": (name: "Late", company: "post", users: 100, on: { "b": 100 }, load: 100),
        "early": (name: "Early", company: "post", users: 200, on: { "a": 100 }, load: 100),
    },
    exchanges: { "lse": (name: "London", zone: "UTC", open: "08:00", close: "16:30") },
    companies: { "post": (name: "Post", exchange: "lse", currency: "GBP", close: 10.0, exposure: { "early": 1.0 }) },
    reaction: (worst: 0.1, half: 0.2, memory: 6.0, overshoot: 0.5, rise: "4m", fade: "60m"),
    rivals: {
        "pigeon": (name: "Pigeon", for: "early", users: 1000, pull: 0.01, back: "1d"),
        "raven": (name: "Raven", for: "early", users: 50, pull: 0.02, back: "1d"),
    },
    news: [ (when: At("2024-03-04 05:00"), title: "It burned", text: "All of it.", source: "paper") ],
    history: [
        (at: "05:05", what: Back("early"), source: "paper"), (since: "02:00", at: "02:30", what: Down("late")),
        (at: "02:00", what: DarkServers("post", 190), source: "paper"), (at: "16:30", what: Price("post", 9.5)),
        (at: "06:00", what: RivalUsers("raven", 60)), (at: "06:00", what: Users("early", 180)),
    ],
    plans: [ (name: "Fire", actions: [ (at: "01:00", do: Strike(site: "a")), (at: "+2h", do: Extinguish(site: "b")) ]) ],
)"#;

fn session() -> Session {
    session_of(WORLD)
}

fn session_of(text: &str) -> Session {
    let scenario: Scenario = match crate::file::load(text.as_bytes()) {
        Ok(scenario) => scenario,
        Err(report) => panic!("{}", report.render("test", text)),
    };
    Session::new(Arc::new(scenario), Origin::Shipped("test")).unwrap()
}

#[test]
fn flags_tell_the_story_in_order() {
    let session = session();
    let flags = flags(session.run(), session.world().as_written(), &Texts::english());
    let texts: Vec<String> = flags.iter().map(|flag| format!("{} {}", flag.at.0 / 60, flag.title)).collect();
    assert_eq!(
        texts,
        [
            "60 Fire at Alpha",
            "70 Alpha dark",
            "90 Power cut reaches Beta",
            "90 Beta dark",
            "120 Fire out at Alpha",
            "150 Power cut over at Beta",
            "150 Beta back online",
            "180 Extinguish Beta",
            "240 Alpha back online",
            "300 It burned",
        ]
    );
    assert!(flags.iter().all(|flag| flag.event.is_some()), "each can be gone to");
    let headline = flags.iter().find(|flag| flag.kind == FlagKind::Headline).unwrap();
    assert_eq!((headline.text.as_str(), headline.source.as_deref()), ("All of it.", Some("The paper")));
}

/// The rows of the lanes as texts: each head as the key of its group in brackets, each lane as the name of its service.
fn row_texts(session: &Session, by: GroupBy, arrangement: &Arrangement, now: i64) -> Vec<String> {
    let world = session.world();
    let lanes = Lanes::new(world, session.recording(), by, arrangement, crate::units::SimTime(now));
    let texts = lanes.rows.iter().map(|row| match row {
        LaneRow::Lane(service) => world.services[*service].name.clone(),
        LaneRow::Head(group) => format!("[{:?}]", lanes.groups[*group].key),
    });
    texts.collect()
}

#[test]
fn lanes_begin_with_what_people_use_and_who_was_hit_first() {
    let session = session();
    let mut arrangement = Arrangement::default();
    assert_eq!(row_texts(&session, GroupBy::Nothing, &arrangement, 0), ["Early", "Late", "Quiet", "Store"]);
    arrangement.order = Order::Filed;
    assert_eq!(row_texts(&session, GroupBy::Nothing, &arrangement, 0), ["Quiet", "Late", "Early", "Store"]);
    let seen = seen(session.world());
    assert_eq!(seen.len(), 2, "of services alone");
    assert!(seen.iter().any(|(_, seen)| seen.since.is_some() && !seen.back), "with the stretch in which it was");
}

#[test]
fn lanes_are_gathered_and_a_closed_group_keeps_its_head_alone() {
    let session = session();
    let mut arrangement = Arrangement::default();
    let by_state = |arrangement: &Arrangement, now| row_texts(&session, GroupBy::State, arrangement, now);
    let all_up = ["[State(Up)]", "Early", "Late", "Quiet", "Store"];
    assert_eq!(by_state(&arrangement, 0), all_up, "before the fire");
    let at_two = ["[State(Down)]", "Early", "Late", "Store", "[State(Up)]", "Quiet"];
    assert_eq!(by_state(&arrangement, 7_200), at_two);
    arrangement.closed.insert(GroupKey::State(crate::units::Level::Down));
    assert_eq!(by_state(&arrangement, 7_200), ["[State(Down)]", "[State(Up)]", "Quiet"]);

    let mut lanes =
        Lanes::new(session.world(), session.recording(), GroupBy::State, &arrangement, crate::units::SimTime(7_200));
    let rows: Vec<usize> = session.world().services.ids().map(|service| lanes.row_of(service)).collect();
    assert_eq!(rows, [0, 2, 0, 0], "who is in a closed group is found at its head");
    let counts = lanes.groups[0].counts(session.recording());
    let at = |hour: i64| {
        let counts = counts.at(crate::units::SimTime(hour * 3_600));
        (counts.degraded, counts.down)
    };
    assert_eq!([at(0), at(2), at(47)], [(0, 0), (0, 3), (0, 0)], "three of them down, in the end none");

    let summary = &session.recording().summary.services;
    let outages = lanes.groups[0].services.iter().map(|service| summary[*service].out_total);
    let longest = outages.max().expect("three services");
    assert_eq!(lanes.groups[0].longest_outage(session.recording()), longest);
    assert_eq!(lanes.groups[1].longest_outage(session.recording()), crate::units::Span::ZERO, "it is always up");
}

#[test]
fn plots_have_their_lines_and_what_was_observed() {
    let session = session();
    let (texts, theme) = (Texts::english(), Theme::night());
    let context = ViewContext::new(&session, &texts, &theme);
    let texts = |tab| {
        let chart = Chart::new(tab, &context);
        let lines: Vec<String> = chart.lines.iter().map(|line| line.name.clone()).collect();
        let marks: Vec<String> = chart
            .marks
            .iter()
            .map(|mark| format!("{} {}", lines[mark.line], chart.exact_words(mark.line, mark.at.y, &texts)))
            .collect();
        (lines.join(", "), marks.join(", "))
    };
    assert_eq!(texts(Tab::People), ("Everybody, Early, Late".to_owned(), String::new()));
    assert_eq!(texts(Tab::Servers), ("Post".to_owned(), "Post 190".to_owned()));
    assert_eq!(texts(Tab::Shares), ("Post".to_owned(), "Post 9.50 GBP  \u{2212}5.0%".to_owned()));
    let (lines, marks) = texts(Tab::Rivals);
    assert_eq!(lines, "Early, Raven, Pigeon", "who lost, then who gained, the most first");
    assert_eq!(marks, "Raven 60  (+10), Early 180  (\u{2212}20)");
    let rivals = Chart::new(Tab::Rivals, &context);
    let sum: f64 = rivals.lines.iter().map(|line| line.at(20_000.0).unwrap()).sum();
    assert!(sum.abs() < 1e-6, "what the one lost the others gained: {sum}");
}

#[test]
fn no_more_people_are_in_the_plot_than_there_are() {
    let text = WORLD.replace("length: \"2d\",", "length: \"2d\", population: 150,");
    let session = session_of(&text);
    let (texts, theme) = (Texts::english(), Theme::night());
    let chart = Chart::new(Tab::People, &ViewContext::new(&session, &texts, &theme));
    assert_eq!(chart.most, Some(150.0));
    let peaks: Vec<(&str, f64)> = chart.lines.iter().map(|line| (line.name.as_str(), line.peak())).collect();
    assert_eq!(peaks, [("Everybody", 150.0), ("Early", 150.0), ("Late", 100.0)], "Early has 200 users");
    assert!(chart.scale.high < 200.0, "{:?}", chart.scale);
}

#[test]
fn a_moved_strike_takes_along_what_counts_from_it_and_stays_in_the_run() {
    let session = session();
    let mut plan = session.plan().clone();
    plan.move_action(0, crate::units::SimTime(i64::MAX), session.recording().length);
    let times: Vec<i64> = plan.actions.iter().map(|action| plan.moment(action.at).unwrap().0 / 3_600).collect();
    assert_eq!(times, [46, 48], "the last of them is at the very end");
}
