//! Tests of the causes in the log (MODEL.md, section 5): the cause of each change, and which events are left out because they had
//! no effect.

use firedrill::recording::{Event, EventKind};
use firedrill::study::Run;

use crate::support::{clock, play};

/// An event as a short text.
fn told(run: &Run, event: &Event) -> String {
    let at = clock(run, event.at);
    if let EventKind::Health { service, to, .. } = event.kind {
        format!("{at} {} {to}", run.world.services[service].key)
    } else if let EventKind::Dark { site, to, .. } = event.kind {
        format!("{at} site {} dark {to}", run.world.sites[site].key)
    } else {
        format!("{at} {:?}", event.kind)
    }
}

/// All changes of health of a service with their causes, one line for each.
fn causes(run: &Run, service: &str) -> Vec<String> {
    let (_, track) = run
        .recording
        .services
        .iter()
        .find(|(id, _)| run.world.services[*id].key == service)
        .expect("a service of this id");
    let line = |event: &Event| {
        let cause = event.cause.map_or_else(|| "nothing".to_owned(), |id| told(run, run.recording.event(id)));
        format!("{} because of {cause}", told(run, event))
    };
    // The cause of each moment is a change of the service itself, or an earlier event.
    for (_, moment) in track.moments.all() {
        assert!(moment.because <= track.events.last().copied(), "{moment:?}");
    }
    track.events.iter().map(|id| line(run.recording.event(*id))).collect()
}

/// The times at which services break their RTO.
fn broken(services: &str, actions: &str) -> Vec<String> {
    let run = play("", services, actions);
    let late = run.recording.events.iter().filter(|event| matches!(event.kind, EventKind::RtoBroken(_)));
    late.map(|event| clock(&run, event.at)).collect()
}

const STRIKE: &str = r#"(at: "10:00", do: Strike(site: "a"))"#;

#[test]
fn a_service_falls_and_rises_because_of_its_dependency() {
    let services = r#" "login": (name: "Login", on: { "a": 10 }), "shop": (name: "Shop", needs: { "login": () }) "#;
    assert_eq!(
        causes(&play("", services, STRIKE), "shop"),
        ["10:00 shop 0 because of 10:00 login 0", "11:00 shop 1000 because of 11:00 login 1000"]
    );
}

#[test]
fn missing_servers_are_the_cause_before_a_dependency_that_fails_at_the_same_time() {
    let services = r#"
        "login": (name: "Login", on: { "a": 1, "b": 9 }),
        "shop": (name: "Shop", on: { "a": 6, "b": 4 }, load: 10, needs: { "login": () }) "#;
    assert_eq!(causes(&play("", services, STRIKE), "shop")[0], "10:00 shop 400 because of 10:00 site a dark 1000");
}

#[test]
fn the_cause_of_a_retry_storm_is_the_event_that_started_it() {
    let services = r#"
        "login": (name: "Login", on: { "a": 10 }),
        "shop": (name: "Shop", on: { "b": 10 }, retry: 2.0, needs: { "login": () }) "#;
    let told = causes(&play("", services, STRIKE), "shop");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].starts_with("11:00 shop 4") && told[1].ends_with("because of 11:00 login 1000"), "{told:?}");
}

/// "back" falls because servers are missing. Then "front" falls because it depends on "back", and the retries of "front" make
/// "back" fall further.
#[test]
fn on_a_cycle_each_change_is_logged_once_with_a_current_cause() {
    let services = r#"
        "front": (name: "Front", on: { "b": 10 }, retry: 4.0, needs: { "back": () }),
        "back": (name: "Back", on: { "a": 600, "b": 400 }, needs: { "front": () }) "#;
    let run = play(
        "",
        services,
        r#"(at: "10:00", do: Strike(site: "a", hazard: "half")), (at: "20:00", do: Strike(site: "a"))"#,
    );
    assert_eq!(causes(&run, "front"), ["20:00 front 250 because of 20:00 site a dark 1000"]);
    assert_eq!(
        causes(&run, "back"),
        [
            "10:00 back 700 because of 10:00 site a dark 500",
            "11:00 back 1000 because of 11:00 site a dark 0",
            "20:00 back 250 because of 20:00 front 250",
        ]
    );
}

/// At 11:30 "names" is back, and the black start of "auth" ends, so "auth" falls and rises at one instant. The log must not contain
/// this fall and rise. After it, "shop" is limited by the health that "auth" has had since 10:00.
#[test]
fn a_health_that_falls_and_rises_in_one_instant_is_not_logged() {
    let services = r#"
        "names": (name: "Names", on: { "c": 10 }),
        "auth": (name: "Sign-in", on: { "a": 4, "b": 6 }, load: 10, needs: { "names": () }),
        "shop": (name: "Shop", on: { "b": 10 }, needs: { "names": (), "auth": () }) "#;
    let run = play(
        r#"), "c": (name: "C", at: (51.5, 1.9), hazard: "dark""#,
        services,
        r#"(at: "10:00", do: Strike(site: "a", hazard: "slow")), (at: "10:30", do: Strike(site: "c")),
            (at: "10:15", do: BlackStart(service: "auth", for: "75m"))"#,
    );
    assert_eq!(causes(&run, "auth")[0], "10:00 auth 600 because of 10:00 site a dark 1000");
    assert_eq!(causes(&run, "shop")[2], "11:30 shop 600 because of 10:00 auth 600");
    assert!(causes(&run, "auth")[1].starts_with("12:00"), "{:?}", causes(&run, "auth"));
}

#[test]
fn a_change_of_demand_is_not_logged_if_there_are_enough_servers() {
    let day = ["1", "0.5"].repeat(12).join(", ");
    let services = format!(
        r#" "login": (name: "Login", on: {{ "a": 10 }}),
            "shop": (name: "Shop", on: {{ "b": 10 }}, day: [{day}], needs: {{ "login": () }}) "#
    );
    let run = play("", &services, r#"(at: "10:00", do: Strike(site: "a", hazard: "slow"))"#);
    assert_eq!(causes(&run, "shop").len(), 3);
    assert!(!run.recording.events.iter().any(|event| matches!(event.kind, EventKind::Hour(_))));
}

#[test]
fn an_rto_is_broken_only_when_an_outage_is_longer() {
    let service = |rto: &str| format!(r#" "s": (name: "S", on: {{ "a": 10 }}, rto: "{rto}") "#);
    assert_eq!(broken(&service("30m"), STRIKE), ["10:30"]);
    assert_eq!(broken(&service("1h"), STRIKE), [""; 0], "it is back at that very moment");
    assert_eq!(broken(&service("90m"), STRIKE), [""; 0]);
    let slow = r#"(at: "10:00", do: Strike(site: "a", hazard: "slow"))"#;
    assert_eq!(broken(&service("150m"), slow), ["12:30"], "half of it is back by then, and that is an outage still");
    let last = r#"(at: "2024-03-05 23:30", do: Strike(site: "a"))"#;
    assert_eq!(broken(&service("30m"), last), [""; 0], "nobody sees whether it lasts longer");
}
