//! What is said of damaged servers, faults and crews is true: that power is back or a fault is over is not that servers work again.

use std::sync::Arc;

use firedrill::app::Setup;
use firedrill::file;
use firedrill::model::{Id as _, ServiceId, SiteId};
use firedrill::recording::{EventId, EventKind, Subject};
use firedrill::session::{Command, PlanCommand, PlaybackCommand, SelectCommand};
use firedrill::sim::RunControl;
use firedrill::study::{Fit, Instead, Run, SameBecause, Verdict, Without, chain, links, same_because, words};
use firedrill::text::{Language, Texts};
use firedrill::units::SimTime;

use crate::support::cli::prints;
use crate::support::window::{ask, on_text, painted};
use crate::support::{load, run};

/// A hall that loses power for an hour, which damages all its servers, and a command that damages servers of a service without a site
/// being dark. One person repairs.
const WORLD: &str = r#"( firedrill: 2, title: "Damage", zone: "UTC", start: "2026-01-05 00:00", length: "2d",
  hazards: {
    "cut": (name: "Power cut", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)], damages: 1.0, repair_work: "2h"),
    "command": (name: "Wrong command", kind: Human, spread: [("0s", 1.0)], out: "1m", repair: [("0s", 0.0)], damages: 1.0, repair_work: "2h"),
    "checks": (name: "Flapping health checks", kind: Software, spread: [("0s", 1.0)], out: "1h", repair: [("1h", 0.5), ("2h", 0.0)]),
  },
  sites: { "hall": (name: "Hall", at: (1.0, 1.0), hazard: "cut"), "room": (name: "Room", at: (1.0, 1.1), hazard: "cut") },
  services: {
    "shop": (name: "Shop", company: "owner", users: 1000, on: { "hall": 5 }),
    "mail": (name: "Mail", company: "owner", on: { "room": 1 }),
  },
  companies: { "owner": (name: "Owner", crew: (size: 1)) },
  history: [ (at: "2026-01-05 01:30", what: DownServers("owner", 5)), (at: "2026-01-05 01:30", what: DarkServers("owner", 5)),
             (at: "2026-01-05 04:30", what: DownServers("owner", 1)), (at: "2026-01-05 23:00", what: DownServers("owner", 0)) ],
  plans: [
    (name: "Cut", actions: [(at: "01:00", do: Strike(site: "hall"))]),
    (name: "Command", actions: [(at: "01:00", do: Strike(service: "shop", hazard: "command"))]),
    (name: "Checks", actions: [(at: "01:00", do: Strike(service: "shop", hazard: "checks"))]),
    (name: "Room", actions: [(at: "01:00", do: Strike(site: "room"))]),
  ],
)"#;

fn said(run: &Run, is_it: impl Fn(&EventKind) -> bool) -> Vec<String> {
    let events = (0..run.recording.events.len()).map(EventId::new);
    let events = events.filter(|id| is_it(&run.recording.event(*id).kind));
    events.map(|id| words::event(run, id, run.world.as_written(), &Texts::english())).collect()
}

#[test]
fn the_end_of_a_fault_or_of_the_dark_is_no_repair() {
    let world = load(WORLD);
    let repair = |kind: &EventKind| matches!(kind, EventKind::Repair(..));
    assert_eq!(
        said(&run(&world, "Command"), repair),
        ["Wrong command hits no server of Shop any more; 5 servers are still damaged"]
    );
    let checks = [
        "Flapping health checks on Shop still hits 50% of its servers",
        "Flapping health checks hits no server of Shop any more",
    ];
    assert_eq!(said(&run(&world, "Checks"), repair), checks);
    let cut = run(&world, "Cut");
    assert_eq!(said(&cut, repair), ["Power and network at Hall are restored; 5 servers are still damaged"]);
    let dark = |kind: &EventKind| matches!(kind, EventKind::Dark { .. });
    assert_eq!(said(&cut, dark), ["Hall goes dark: 5 servers", "All 5 servers at Hall are back online (0 working)"]);
    assert_eq!(
        said(&run(&world, "Room"), dark),
        ["Room goes dark: 1 server", "The only server at Room is back online (0 working)"]
    );
    let back = |kind: &EventKind| matches!(kind, EventKind::Dark { to: 0, .. });
    let back = cut.recording.events.iter().position(|event| back(&event.kind)).expect("it is back");
    let title = words::event_title(&cut, EventId::new(back), world.as_written(), &Texts::english()).expect("a flag");
    assert_eq!((title.full.as_str(), title.short.as_str()), ("Hall online, 0 working", "Online, 0 working"));
}

#[test]
fn a_flag_of_software_has_the_name_of_its_hazard() {
    let world = load(WORLD);
    for (plan, hazard) in [("Checks", "Flapping health checks"), ("Command", "Wrong command")] {
        let run = run(&world, plan);
        let action = &run.plan.actions[0].act;
        let texts = Texts::english();
        assert_eq!(words::action_title(world.as_written(), action, &texts).short, hazard);
        let strike = run.recording.events.iter().position(|event| matches!(event.kind, EventKind::Strike(_)));
        let title = words::event_title(&run, EventId::new(strike.expect("a strike")), world.as_written(), &texts);
        assert_eq!(title.expect("a flag").short, hazard);
    }
    let fire = words::action_title(world.as_written(), &run(&world, "Cut").plan.actions[0].act, &Texts::english());
    assert_eq!(fire.short, "Power", "the physical kinds have a word that is true of all");
}

#[test]
fn a_site_is_online_and_its_servers_do_not_work() {
    let mut harness = on_text(WORLD, Setup::default());
    let commands: [Command; 3] = [
        PlanCommand::ChoosePlan(0).into(),
        PlaybackCommand::Seek(SimTime(2 * 3_600 + 1_800)).into(),
        SelectCommand::Select(Some(Subject::Site(SiteId::new(0)))).into(),
    ];
    ask(&mut harness, commands);
    let shown = painted(&harness);
    assert!(shown.iter().any(|words| words.contains("online, 0 of 5 servers working")), "{shown:#?}");
    assert!(shown.iter().any(|words| words == "0 of 5 servers working"), "on the map: {shown:#?}");
    assert!(shown.iter().any(|words| words == "0 of 5"), "beside the servers of the shop: {shown:#?}");
}

#[test]
fn numbers_of_servers_have_a_ratio_and_are_counted_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = crate::support::window::write(&folder, "damage.ron", WORLD);
    let told = prints(&["fit", &path.display().to_string()]);
    // At 01:30 all five are dark and down: right. At 04:30 one is repaired and four are down instead of one: 4.00. At 23:00 none is: right.
    assert!(told.contains("Ratio") && told.contains("4.00"), "{told}");
    assert!(told.contains("3 of 4 (75%) numbers of servers are within 1.5 times the observed ones."), "{told}");
    let counts = Fit::new(&load(WORLD)).expect("it runs").counts();
    assert_eq!((counts.near, counts.judged, counts.kept, counts.bounds), (2, 3, 1, 1), "none at 23:00 is a bound");
}

/// A crew that depends on the door, by which it goes to the hall.
fn with_door(door: &str, needs: &str) -> Vec<String> {
    let text = WORLD
        .replacen("crew: (size: 1)", "crew: (size: 1, needs: \"door\")", 1)
        .replacen(
            "services: {",
            &format!("services: {{ \"door\": (name: \"Door\", company: \"owner\", {door}{needs}),"),
            1,
        )
        .replacen("sites: {", "sites: { \"cloud\": (name: \"Cloud\"),", 1);
    let checked = file::load_checked(text.as_bytes()).unwrap_or_else(|report| panic!("{}", report.render("x", &text)));
    checked.warnings.iter().map(|warning| warning.message.to_string()).collect()
}

#[test]
fn a_crew_is_warned_of_only_if_it_can_be_shut_out_for_ever() {
    let is_warned =
        |door: &str, needs: &str| with_door(door, needs).iter().any(|told| told.contains("this crew cannot work"));
    assert!(is_warned("on: { \"hall\": 1 }", ""), "the door is damaged with the hall");
    assert!(is_warned("on: { \"cloud\": 1 }", ", needs: { \"shop\": () }"), "the door depends on what is damaged");
    assert!(!is_warned("on: { \"cloud\": 1 }", ""), "nothing of the file damages the cloud");
    assert!(
        !is_warned("on: { \"cloud\": 1 }", ", needs: { \"shop\": (weight: 0.4) }"),
        "60% of the requests are enough"
    );
    let alternatives = ", needs: { \"shop\": (any: \"way\"), \"other\": (any: \"way\") }), \"other\": (name: \"Other\", on: { \"cloud\": 1 }";
    assert!(!is_warned("on: { \"cloud\": 1 }", alternatives), "one alternative is enough");
    let standby = ", standby: { \"cloud\": 1 }, switch: (), needs: { \"shop\": (primary: true) }";
    assert!(!is_warned("on: { \"cloud\": 1 }", standby), "people fail the door over");
    let shut = ", standby: { \"cloud\": 1 }, switch: (manual_needs: \"shop\"), needs: { \"shop\": (primary: true) }";
    assert!(is_warned("on: { \"cloud\": 1 }", shut), "but not if that depends on what is damaged");
}

/// What the servers of a service wait for, so many minutes after the start of a run.
fn waits(run: &Run, key: &str, minutes: i64) -> Option<String> {
    let (service, _) = run.world.services.iter().find(|(_, row)| row.key == key).expect("the service is there");
    words::repair(run, service, SimTime(60 * minutes), run.world.as_written(), &Texts::english())
}

#[test]
fn a_service_says_what_its_damaged_servers_wait_for_after_the_power_is_back() {
    let world = file::shipped().iter().find(|one| one.name == "6-many-hands").expect("it ships").scenario();
    let world = Arc::new(world);
    let water = run(&world, "Water");
    let said = |key: &str, hour: i64| waits(&water, key, 60 * hour);
    assert_eq!(said("reading-room", 8), None, "the hall is dark, and the chain of causes tells it");
    let elsewhere = "Power and network are back, but 40 servers are damaged. \
                     40 wait for repair: the repair crew of Library (1 person) is at work at Catalogue first.";
    assert_eq!(said("reading-room", 18).as_deref(), Some(elsewhere));
    let goes_on = "Power and network are back, but 78 servers are damaged. \
                   1 person is at work, and 77 servers wait for their turn.";
    assert_eq!(said("catalogue", 18).as_deref(), Some(goes_on));
    let of_another = "Patient records: Power and network are back, but 120 servers are damaged. \
                      40 people are at work, and 80 servers wait for their turn.";
    assert_eq!(said("wards", 17).as_deref(), Some(of_another));
    assert_eq!(said("reading-room", 19 * 24), None, "all is repaired");

    let (room, _) = world.services.iter().find(|(_, row)| row.key == "reading-room").expect("it is there");
    let korean = Texts::of(Language::Korean);
    let told = words::repair(&water, room, SimTime(18 * 3_600), world.localized("ko"), &korean);
    let wanted = "전력과 통신은 돌아왔지만 서버 40대가 손상됐어요. 40대가 수리를 기다려요. \
                  도서관 수리반(1명)은 도서 목록부터 고치고 있어요.";
    assert_eq!(told.as_deref(), Some(wanted));
}

#[test]
fn a_service_says_why_nobody_repairs_it_and_what_never_comes_back() {
    let command = run(&load(WORLD), "Command");
    let never_dark = "5 servers are damaged. 1 person is at work, and 4 servers wait for their turn.";
    assert_eq!(waits(&command, "shop", 90).as_deref(), Some(never_dark));

    let destroyed = WORLD.replacen("damages: 1.0", "destroys: 0.4, damages: 0.6", 1);
    let destroyed = run(&load(&destroyed), "Cut");
    let never_back = "Power and network are back, but 3 servers are damaged. 1 person is at work, and 2 servers wait \
                      for their turn. 2 destroyed servers never come back.";
    assert_eq!(waits(&destroyed, "shop", 150).as_deref(), Some(never_back));

    let shut_out = WORLD.replacen("crew: (size: 1)", "crew: (size: 1, needs: \"door\")", 1).replacen(
        "services: {",
        "services: { \"door\": (name: \"Door\", company: \"owner\", on: { \"hall\": 1 }),",
        1,
    );
    let shut_out = run(&load(&shut_out), "Cut");
    let stopped = "Power and network are back, but 5 servers are damaged. \
                   5 wait for repair: the crew cannot work, because Door is down.";
    assert_eq!(waits(&shut_out, "shop", 150).as_deref(), Some(stopped));
}

#[test]
fn a_service_says_that_enough_of_its_servers_are_starting() {
    let slow = BOTH.replacen("on: { \"a\": 5 }", "on: { \"a\": 5 }, restart: \"1h\"", 1);
    let slow = run(&load(&slow), "Cut");
    let starting = "Enough servers work again, and they are starting.";
    assert_eq!(waits(&slow, "one", 90), None, "it is dark");
    assert_eq!(waits(&slow, "one", 150).as_deref(), Some(starting));
    assert_eq!(waits(&slow, "shop", 150), Some(format!("One: {starting}")));
    assert_eq!(waits(&slow, "one", 200), None);
}

/// Two services on which a third depends, each of which is out for as long as the other.
const BOTH: &str = r#"( firedrill: 1, title: "Both", zone: "UTC", start: "2026-01-05 00:00", length: "1d",
  hazards: { "cut": (name: "Power cut", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]) },
  sites: { "a": (name: "A", at: (1.0, 1.0), hazard: "cut"), "b": (name: "B", at: (1.0, 1.2), hazard: "cut"), "c": (name: "C", at: (1.0, 1.3), hazard: "cut") },
  services: {
    "one": (name: "One", on: { "a": 5 }), "two": (name: "Two", on: { "b": 5 }),
    "shop": (name: "Shop", users: 1000, on: { "c": 5 }, needs: { "one": (), "two": () }),
  },
  plans: [(name: "Cut", actions: [(at: "01:00", do: StrikeArea(at: (1.0, 1.1), radius_km: 12.0))])],
)"#;

#[test]
fn the_reason_why_nothing_changes_is_said_in_the_language_of_the_window() {
    let world = load(BOTH);
    let run = run(&world, "Cut");
    let shop = ServiceId::new(2);
    let outage = run.longest_outage(shop).expect("it is out");
    let links = links(&run, &chain(&run, shop, outage.from));
    let mut placements = Vec::new();
    for (index, link) in links.iter().enumerate() {
        let tests = link.tests.iter().filter(|test| matches!(test, Without::Standing { .. }));
        placements.extend(tests.map(|test| (index, *test)));
    }
    let (index, placement) = placements[0];
    let is = placement.health(&run, shop, &RunControl::default()).expect("a run without it");
    let verdict = Verdict::new(&run, shop, outage, &is, outage.from);
    let reason = same_because(&run, (shop, outage.from), (&links[..], index), placement, &verdict).expect("it is told");
    assert_eq!(reason, SameBecause::Limited { service: shop, by: vec![ServiceId::new(1)] });
    let korean = Texts::of(Language::Korean);
    let (clock, names) = (&world.clock, world.localized("ko"));
    let told = words::with_reason(clock, &run, "차이 없음", &reason, outage.from, names, &korean);
    assert!(told.starts_with("차이 없음 (Two도 Shop"), "{told}");
    // Without what changes the outage there is no such reason.
    let other = Verdict { instead: Instead::Unhurt, ..verdict };
    assert_eq!(same_because(&run, (shop, outage.from), (&links[..], index), placement, &other), None);
}

#[test]
fn causes_of_which_each_is_enough_are_taken_out_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = crate::support::window::write(&folder, "both.ron", BOTH).display().to_string();
    let told = prints(&["why", &path, "shop"]);
    for [need, other] in [["One", "Two"], ["Two", "One"]] {
        let same = format!("no difference, because Shop is limited as much by {other}\n");
        assert!(told.contains(&format!("Without the dependency of Shop on {need}: {same}")), "{told}");
    }
    // What only leads to one of them says so too.
    let placement = "Without the placement of One at A: no difference, because Shop is limited as much by Two\n";
    assert!(told.contains(placement), "{told}");
    let together = "Without the placement of One at A and without the dependency of Shop on Two: no outage at all. \
                    One of them alone changes nothing, because the other is enough.";
    assert!(told.contains(together), "{told}");
    let json: serde_json::Value = serde_json::from_str(&prints(&["why", &path, "shop", "--json"])).expect("one object");
    assert_eq!(json["together"]["instead"], "unhurt");
    let alone = prints(&["why", &path, "one", "--json"]);
    let alone: serde_json::Value = serde_json::from_str(&alone).expect("one object");
    assert!(alone["together"].is_null(), "{alone}");
}
