//! What the log names as the cause of each change (MODEL.md, section 5), and what it leaves out because nothing came of it.

use firedrill::recording::{Event, EventKind};
use firedrill::study::Run;

use crate::support::{clock, play};

/// An event in a few words.
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

/// Every change of health of a service because of what, a line each.
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
    // A moment is told because of its own change, or of something before it.
    for (_, moment) in track.moments.all() {
        assert!(moment.because <= track.events.last().copied(), "{moment:?}");
    }
    track.events.iter().map(|id| line(run.recording.event(*id))).collect()
}

/// When an RTO is broken.
fn broken(services: &str, actions: &str) -> Vec<String> {
    let run = play("", services, actions);
    let late = run.recording.events.iter().filter(|event| matches!(event.kind, EventKind::RtoBroken(_)));
    late.map(|event| clock(&run, event.at)).collect()
}

const STRIKE: &str = r#"(at: "10:00", do: Strike(site: "a"))"#;

#[test]
fn a_service_falls_and_rises_because_of_what_it_needs() {
    let services = r#" "login": (name: "Login", on: { "a": 10 }), "shop": (name: "Shop", needs: { "login": () }) "#;
    assert_eq!(
        causes(&play("", services, STRIKE), "shop"),
        ["10:00 shop 0 because of 10:00 login 0", "11:00 shop 1000 because of 11:00 login 1000"]
    );
}

#[test]
fn own_servers_are_told_before_what_fails_at_the_same_moment() {
    let services = r#"
        "login": (name: "Login", on: { "a": 1, "b": 9 }),
        "shop": (name: "Shop", on: { "a": 6, "b": 4 }, load: 10, needs: { "login": () }) "#;
    assert_eq!(causes(&play("", services, STRIKE), "shop")[0], "10:00 shop 400 because of 10:00 site a dark 1000");
}

#[test]
fn a_storm_among_servers_enough_is_told_because_of_what_set_it_off() {
    let services = r#"
        "login": (name: "Login", on: { "a": 10 }),
        "shop": (name: "Shop", on: { "b": 10 }, retry: 2.0, needs: { "login": () }) "#;
    let told = causes(&play("", services, STRIKE), "shop");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].starts_with("11:00 shop 4") && told[1].ends_with("because of 11:00 login 1000"), "{told:?}");
}

/// The back falls to what its servers give, takes the front along, and the front's retries take the back further down.
#[test]
fn on_a_circle_each_change_is_told_once_and_nothing_is_blamed_that_was_over() {
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

/// At 11:30 the names are back and the sign-in is let go, so that it falls and rises in one instant: what rests on it is
/// held by what the sign-in had long been.
#[test]
fn what_ends_an_instant_as_it_began_it_has_not_changed() {
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
fn the_clock_is_not_heard_by_those_who_have_servers_enough() {
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
fn an_rto_is_broken_once_an_outage_outlasts_it_and_not_if_it_ends_in_time() {
    let service = |rto: &str| format!(r#" "s": (name: "S", on: {{ "a": 10 }}, rto: "{rto}") "#);
    assert_eq!(broken(&service("30m"), STRIKE), ["10:30"]);
    assert_eq!(broken(&service("1h"), STRIKE), [""; 0], "it is back at that very moment");
    assert_eq!(broken(&service("90m"), STRIKE), [""; 0]);
    let slow = r#"(at: "10:00", do: Strike(site: "a", hazard: "slow"))"#;
    assert_eq!(broken(&service("150m"), slow), ["12:30"], "half of it is back by then, and that is an outage still");
    let last = r#"(at: "2024-03-05 23:30", do: Strike(site: "a"))"#;
    assert_eq!(broken(&service("30m"), last), [""; 0], "nobody sees whether it lasts longer");
}
