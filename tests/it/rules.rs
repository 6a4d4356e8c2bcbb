//! Tests with a small example for each rule of the model (MODEL.md, section 3 and MODEL.md, section 4): the actions, and the health
//! that follows.

use std::sync::Arc;

use firedrill::recording::EventKind;

use crate::support::{SMALL, clock, health, load, play, run, world};

#[test]
fn a_service_is_down_while_its_site_is_dark() {
    let run = play("", r#" "s": (name: "S", on: { "a": 10 }) "#, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "s"), "00:00 1000, 10:00 0, 11:00 1000");
}

#[test]
fn spare_servers_elsewhere_carry_the_load() {
    let run = play(
        "",
        r#" "s": (name: "S", on: { "a": 10, "b": 10 }, load: 10) "#,
        r#"(at: "10:00", do: Strike(site: "a"))"#,
    );
    assert_eq!(health(&run, "s"), "00:00 1000");
}

#[test]
fn the_order_of_restoration_decides_which_service_waits() {
    let services = r#" "first": (name: "First", on: { "a": 10 }), "second": (name: "Second", on: { "a": 10 }) "#;
    let strike = r#"(at: "10:00", do: Strike(site: "a", hazard: "slow"))"#;
    let file_order = play("", services, strike);
    assert_eq!(health(&file_order, "first"), "00:00 1000, 10:00 0, 12:00 1000");
    assert_eq!(health(&file_order, "second"), "00:00 1000, 10:00 0, 13:00 1000");
    let restored = play(r#", restore: ["second"]"#, services, strike);
    assert_eq!(health(&restored, "first"), "00:00 1000, 10:00 0, 13:00 1000");
    assert_eq!(health(&restored, "second"), "00:00 1000, 10:00 0, 12:00 1000");
}

#[test]
fn servers_go_dark_in_proportion() {
    let services = r#" "big": (name: "Big", on: { "a": 100 }), "odd": (name: "Odd", on: { "a": 3 }) "#;
    let run = play("", services, r#"(at: "10:00", do: Strike(site: "a", hazard: "half"))"#);
    // Of 103 servers 51 are online: floor(100 * 51 / 103) = 49 of 100, and floor(3 * 51 / 103) = 1 of 3.
    assert_eq!(health(&run, "big"), "00:00 1000, 10:00 490, 11:00 1000");
    assert_eq!(health(&run, "odd"), "00:00 1000, 10:00 333, 11:00 1000");
}

#[test]
fn servers_count_only_after_the_restart_time() {
    let run =
        play("", r#" "s": (name: "S", on: { "a": 10 }, restart: "20m") "#, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "s"), "00:00 1000, 10:00 0, 11:20 1000");
}

#[test]
fn a_dependency_limits_by_its_weight() {
    let services =
        r#" "login": (name: "Login", on: { "a": 10 }), "shop": (name: "Shop", needs: { "login": (weight: 0.6) }) "#;
    let run = play("", services, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "shop"), "00:00 1000, 10:00 400, 11:00 1000");
}

#[test]
fn grace_tolerates_a_short_failure_and_delays_a_long_one() {
    let services = |grace: &str| {
        format!(
            r#" "login": (name: "Login", on: {{ "a": 10 }}), "shop": (name: "Shop", needs: {{ "login": (grace: "{grace}") }}) "#
        )
    };
    let strike = r#"(at: "10:00", do: Strike(site: "a"))"#;
    assert_eq!(health(&play("", &services("1h"), strike), "shop"), "00:00 1000");
    assert_eq!(health(&play("", &services("59m"), strike), "shop"), "00:00 1000, 10:59 0, 11:00 1000");
}

#[test]
fn a_service_restarts_after_its_dependency_is_back() {
    let services = r#" "login": (name: "Login", on: { "a": 10 }), "shop": (name: "Shop", restart: "15m", needs: { "login": () }) "#;
    let run = play("", services, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "shop"), "00:00 1000, 10:00 0, 11:15 1000");
}

#[test]
fn a_retry_storm_lasts_longer_than_its_cause_until_load_is_shed() {
    // There are 11 servers, and 10 are needed. With retry 2.0, a retry storm continues as long as alive / need < 9 / 8.
    let services = r#" "s": (name: "S", on: { "a": 11 }, load: 10, retry: 2.0) "#;
    let strike = r#"(at: "10:00", do: Strike(site: "a"))"#;
    let storm = play("", services, strike);
    assert_eq!(health(&storm, "s"), "00:00 1000, 10:00 0, 11:00 635");
    let shed = format!(r#"{strike}, (at: "14:00", do: ShedLoad(service: "s", for: "1m"))"#);
    assert_eq!(health(&play("", services, &shed), "s"), "00:00 1000, 10:00 0, 11:00 635, 14:00 1000");
}

#[test]
fn more_servers_end_a_storm_without_load_shedding() {
    let services = r#" "s": (name: "S", on: { "a": 12 }, load: 10, retry: 2.0) "#;
    let run = play("", services, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "s"), "00:00 1000, 10:00 0, 11:00 1000");
}

#[test]
fn a_quiet_hour_ends_a_storm() {
    let mut day = ["1"; 24];
    day[13] = "0.5";
    let services = format!(r#" "s": (name: "S", on: {{ "a": 11 }}, load: 10, retry: 2.0, day: [{}]) "#, day.join(", "));
    let run = play("", &services, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "s"), "00:00 1000, 10:00 0, 11:00 635, 13:00 1000");
}

#[test]
fn a_cycle_stays_down_until_a_black_start() {
    let services = r#"
        "dns": (name: "Names", on: { "a": 10 }, needs: { "auth": () }),
        "auth": (name: "Sign-in", on: { "a": 10 }, needs: { "dns": () }) "#;
    let strike = r#"(at: "10:00", do: Strike(site: "a"))"#;
    let deadlock = play("", services, strike);
    assert_eq!(health(&deadlock, "dns"), "00:00 1000, 10:00 0");
    assert_eq!(health(&deadlock, "auth"), "00:00 1000, 10:00 0");
    let started = format!(r#"{strike}, (at: "12:00", do: BlackStart(service: "dns", for: "5m"))"#);
    let started = play("", services, &started);
    assert_eq!(health(&started, "dns"), "00:00 1000, 10:00 0, 12:00 1000");
    assert_eq!(health(&started, "auth"), "00:00 1000, 10:00 0, 12:00 1000");
}

#[test]
fn on_a_cycle_partial_failures_do_not_spread() {
    let services = r#"
        "x": (name: "X", on: { "a": 10, "b": 10 }, needs: { "y": () }),
        "y": (name: "Y", needs: { "x": () }) "#;
    let run = play("", services, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "x"), "00:00 1000, 10:00 500, 11:00 1000");
    assert_eq!(health(&run, "y"), "00:00 1000");
}

const STANDBY: &str = r#" "s": (name: "S", on: { "a": 10 }, standby: { "b": 10 }, switch: (auto: "5m")) "#;

#[test]
fn a_standby_engages_automatically() {
    let run = play("", STANDBY, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "s"), "00:00 1000, 10:00 0, 10:05 1000");
}

#[test]
fn the_failover_waits_for_the_service_it_depends_on() {
    let services = r#"
        "control": (name: "Site switch", on: { "a": 1 }, restart: "10m"),
        "s": (name: "S", on: { "a": 10 }, restart: "3h", standby: { "b": 10 }, switch: (auto: "5m", needs: "control")) "#;
    let run = play("", services, r#"(at: "10:00", do: Strike(site: "a"))"#);
    assert_eq!(health(&run, "s"), "00:00 1000, 10:00 0, 11:15 1000");
}

#[test]
fn a_manual_failover_takes_time() {
    let services = r#" "s": (name: "S", on: { "a": 10 }, standby: { "b": 10 }, switch: (by_hand: "25m")) "#;
    let actions = r#"(at: "10:00", do: Strike(site: "a")), (at: "10:10", do: FailOver(service: "s"))"#;
    assert_eq!(health(&play("", services, actions), "s"), "00:00 1000, 10:00 0, 10:35 1000");
}

#[test]
fn a_failover_without_a_standby_does_nothing() {
    let services = r#" "s": (name: "S", on: { "a": 10 }) "#;
    let actions = r#"(at: "10:00", do: Strike(site: "a")), (at: "10:10", do: FailOver(service: "s"))"#;
    assert_eq!(health(&play("", services, actions), "s"), "00:00 1000, 10:00 0, 11:00 1000");
}

#[test]
fn a_service_fails_back_only_when_its_servers_are_enough_for_the_peak() {
    // At night five servers are enough, but the standby stays engaged until all ten servers are back.
    let mut day = ["0.5"; 24];
    day[20] = "1";
    let services = format!(
        r#" "s": (name: "S", on: {{ "a": 10 }}, day: [{}], standby: {{ "b": 10 }}, switch: (auto: "5m")) "#,
        day.join(", ")
    );
    let run = play("", &services, r#"(at: "10:00", do: Strike(site: "a", hazard: "slow"))"#);
    assert_eq!(health(&run, "s"), "00:00 1000, 10:00 0, 10:05 1000");
    let moments = run.recording.services.rows()[0].moments.all();
    let engaged: Vec<_> = moments.iter().filter(|(_, is)| is.engaged).map(|(at, _)| at.0).collect();
    let last = engaged.last().expect("it was engaged");
    let down = moments.iter().find(|(at, is)| at.0 > *last && !is.engaged).expect("it stood down");
    assert_eq!(down.0.0, (13 * 60 + 5) * 60, "five minutes after the last servers came back");
}

#[test]
fn an_extinguished_fire_does_not_spread() {
    let spreads = r#", spreads: [(to: "b", after: "30m")]"#;
    let services = r#" "s": (name: "S", on: { "b": 10 }) "#;
    let strike = r#"(at: "10:00", do: Strike(site: "a"))"#;
    assert_eq!(health(&play(spreads, services, strike), "s"), "00:00 1000, 10:30 0, 11:30 1000");
    let early = format!(r#"{strike}, (at: "10:29", do: Extinguish(site: "a"))"#);
    assert_eq!(health(&play(spreads, services, &early), "s"), "00:00 1000");
}

#[test]
fn an_area_strikes_every_site_within_reach() {
    let services = r#" "s": (name: "S", on: { "a": 10 }), "t": (name: "T", on: { "b": 10 }) "#;
    let near = r#"(at: "10:00", do: StrikeArea(at: (51.5, -0.1), radius_km: 10))"#;
    let far = r#"(at: "10:00", do: StrikeArea(at: (51.5, -0.1), radius_km: 100, hazard: "half"))"#;
    assert_eq!(health(&play("", services, near), "t"), "00:00 1000");
    assert_eq!(health(&play("", services, far), "t"), "00:00 1000, 10:00 500, 11:00 1000");
    // One and a half degrees of latitude are 166.8 km.
    let south = |km: u32| format!(r#"(at: "10:00", do: StrikeArea(at: (50.0, -0.1), radius_km: {km}))"#);
    assert_eq!(health(&play("", services, &south(166)), "s"), "00:00 1000");
    assert_eq!(health(&play("", services, &south(167)), "s"), "00:00 1000, 10:00 0, 11:00 1000");
}

/// The events of strikes and dark sites with their causes, one line for each.
fn strikes_told(actions: &str) -> String {
    let text = format!(
        r#"(firedrill: 1, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "2d",
        hazards: {{
            "fire": (name: "Fire", kind: Fire, spread: [("0s", 0.5), ("1h", 1.0)], out: "1h", repair: [("0s", 0.5), ("1h", 0.0)]),
            "cut": (name: "Power cut", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]),
        }},
        sites: {{
            "a": (name: "A", at: (51.5, -0.1), hazard: "fire", spreads: [
                (from: "fire", to: "c", after: "10m", hazard: "cut"), (from: "fire", to: "b", after: "10m", hazard: "cut"),
            ]),
            "b": (name: "B", at: (51.5, 0.9), hazard: "cut"), "c": (name: "C", at: (51.5, 1.9), hazard: "cut"),
        }},
        services: {{}}, plans: [(name: "Plan", actions: [{actions}])])"#
    );
    let run = run(&load(&text), "Plan");
    let site = |strike: u32| {
        let struck = run.recording.strikes[strike as usize].target.site().expect("a site");
        run.world.sites[struck].name.as_str()
    };
    let told = run.recording.events.iter().filter_map(|event| {
        let cause = event.cause.map_or_else(String::new, |id| format!(" <- {:?}", run.recording.event(id).kind));
        let at = if let EventKind::Dark { site, .. } = event.kind {
            run.world.sites[site].name.as_str()
        } else {
            site(event.kind.strike()?)
        };
        Some(format!("{} {at}: {:?}{cause}", clock(&run, event.at), event.kind))
    });
    told.collect::<Vec<_>>().join("\n")
}

/// A step of `spread` at the very time when the hazard is over has no effect. A step of `repair` to the current dark share has no
/// event. If a strike spreads to two sites at the same time, the site that is listed first is struck first.
#[test]
fn a_strike_does_what_it_has_time_for() {
    insta::assert_snapshot!(strikes_told(r#"(at: "10:00", do: Strike(site: "a"))"#));
}

#[test]
fn a_strike_can_be_extinguished_only_before_it_is_over() {
    let put_out = |at: &str| {
        let told =
            strikes_told(&format!(r#"(at: "10:00", do: Strike(site: "b")), (at: "{at}", do: Extinguish(site: "b"))"#));
        told.lines().find(|line| line.contains("Out")).expect("it ends").to_owned()
    };
    assert_eq!(put_out("10:30"), "10:30 B: Out(0) <- Action(1)");
    assert_eq!(put_out("11:00"), "11:00 B: Out(0) <- Strike(0)");
}

#[test]
fn the_cause_of_a_dark_site_is_the_strike_with_the_greatest_dark_share() {
    let both =
        r#"(at: "10:00", do: Strike(site: "b", hazard: "cut")), (at: "10:00", do: Strike(site: "b", hazard: "fire"))"#;
    let told = strikes_told(both);
    let dark = told.lines().find(|line| line.contains("Dark")).expect("it gets dark");
    assert!(dark.ends_with("to: 1000 } <- Spreading(0, 1000)"), "{dark}");
}

#[test]
fn moving_the_first_strike_moves_relative_actions() {
    let services = STANDBY.replace("auto: \"5m\"", "by_hand: \"10m\"");
    let plan = |at: &str| format!(r#"(at: "{at}", do: Strike(site: "a")), (at: "+20m", do: FailOver(service: "s"))"#);
    assert_eq!(health(&play("", &services, &plan("10:00")), "s"), "00:00 1000, 10:00 0, 10:30 1000");
    assert_eq!(health(&play("", &services, &plan("12:00")), "s"), "00:00 1000, 12:00 0, 12:30 1000");
}

#[test]
fn every_change_says_why_back_to_the_spark() {
    let services = r#"
        "login": (name: "Login", on: { "a": 10 }),
        "shop": (name: "Shop", needs: { "login": (grace: "10m") }) "#;
    let run = play("", services, r#"(at: "10:00", do: Strike(site: "a"))"#);
    let shop = &run.recording.services.rows()[1];
    let kinds: Vec<String> = run
        .recording
        .why(shop.events[0])
        .map(|(_, event)| format!("{} {:?}", clock(&run, event.at), event.kind))
        .collect();
    insta::assert_snapshot!(kinds.join("\n"));
}

#[test]
fn the_small_world_of_the_page_comes_out_as_the_page_says() {
    let small = load(SMALL);
    let fire = run(&small, "Fire");
    let all: Vec<String> =
        ["control", "login", "talk", "upbit"].map(|service| format!("{service}: {}", health(&fire, service))).into();
    insta::assert_snapshot!(all.join("\n"));
    let remedy = run(&small, "Switch at two sites");
    assert_eq!(health(&remedy, "talk"), "15:00 1000, 15:27 392, 15:28 1000");
    assert_eq!(health(&remedy, "login"), "15:00 1000, 15:27 333, 15:47 1000");
}

#[test]
fn a_world_with_enough_servers_has_no_events() {
    let quiet = world("", STANDBY, "");
    assert_eq!(run(&quiet, "Plan").recording.events, []);
    let half = ["0.5"; 24].join(", ");
    let just_enough = format!(r#" "s": (name: "S", on: {{ "a": 50 }}, load: 100, day: [{half}]) "#);
    assert_eq!(play("", &just_enough, "").recording.events, [], "no hour asks for more");
}

#[test]
fn more_servers_than_a_file_may_name_are_still_counted_right() {
    let mut many = (*world("", r#" "s": (name: "S", on: { "a": 1 }) "#, "")).clone();
    let (_, service) = many.services.iter_mut().next().expect("there is one");
    service.on[0].1 = 1 << 45;
    service.load = 1 << 46;
    assert_eq!(health(&run(&Arc::new(many), "Plan"), "s"), "00:00 500");
}
