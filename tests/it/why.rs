//! Tests of explaining why a service is out, with a run without each cause: on the command line, in the inspector, and against the
//! runs themselves.

use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use firedrill::model::{Id as _, ServiceId};
use firedrill::recording::Subject;
use firedrill::session::{Commands, Origin, PlanCommand, PlaybackCommand, SelectCommand, Session};
use firedrill::sim::RunControl;
use firedrill::study::{Run, SameBecause, Tried, Without, chain, held_by_another, links, words};
use firedrill::ui::inspector::{InspectorView, inspector_ui};
use firedrill::ui::text::Texts;
use firedrill::ui::theme::Theme;
use firedrill::ui::{ViewContext, style};
use firedrill::units::SimTime;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::cli::{SMALL, fails, prints};
use crate::support::wild::{Shape, worlds};
use crate::support::{load, run};

fn told(args: &[&str]) -> String {
    prints(&[&["why"], args].concat())
}

#[test]
fn talk_waits_for_a_switch_that_stood_in_the_same_zone() {
    insta::assert_snapshot!(told(&[SMALL, "talk", "--plan", "Fire"]));
}

#[test]
fn login_waits_for_the_switch_too() {
    insta::assert_snapshot!(told(&[SMALL, "Login", "--plan", "Fire", "--at", "2022-10-15 22:00"]));
}

#[test]
fn upbit_is_held_by_what_it_needs() {
    insta::assert_snapshot!(told(&[SMALL, "upbit", "--plan", "Fire"]));
}

#[test]
fn kakaotalk_in_the_fire_of_2022() {
    insta::assert_snapshot!(told(&["kakao-2022", "KakaoTalk"]));
}

#[test]
fn a_retry_storm_is_held_up_by_retries_alone() {
    let said = told(&["4-retry-storm", "wallet"]);
    insta::assert_snapshot!(said);
}

#[test]
fn json_has_the_chain_and_the_ledger() {
    let json: Value = serde_json::from_str(&told(&[SMALL, "talk", "--plan", "Fire", "--json"])).expect("one object");
    assert_eq!(json["service"], "talk");
    assert_eq!(json["outage"], serde_json::json!({ "from": 27 * 60, "until": 37_860 }));
    let chain = json["chain"].as_array().expect("a chain");
    assert!(chain[0]["what"].as_str().expect("words").contains("Battery fire"), "{json}");
    assert_eq!(chain[0]["tests"][0]["instead"], "unhurt");
    let whole: u128 = json["lost_user_millisecs"].as_str().expect("a number").parse().expect("a number");
    let parts = json["ledger"].as_array().expect("parts").iter();
    let sum: u128 = parts
        .map(|part| part["lost_user_millisecs"].as_str().expect("a number").parse::<u128>().expect("a number"))
        .sum();
    assert!(whole > 0);
    assert_eq!(sum, whole);
}

#[test]
fn json_describes_an_outage_that_begins_later() {
    let json: Value = serde_json::from_str(&told(&["kakao-2022", "KakaoTalk", "--json"])).expect("one object");
    // Without the servers in zone A, the outage of KakaoTalk begins only when the power is cut at 16:52.
    let test = &json["chain"][1]["tests"][0];
    let end = json["outage"]["until"].as_i64().expect("a moment");
    let from = test["from"].as_i64().expect("a moment");
    assert_eq!((&test["instead"], &test["back"], &test["parts"]), (&"shorter".into(), &end.into(), &1.into()));
    assert_eq!((&test["out_secs"], &test["health"]), (&(end - from).into(), &1_000.into()));
    assert_eq!(from - json["outage"]["from"].as_i64().expect("a moment"), 85 * 60);
}

#[test]
fn while_it_is_up_there_is_nothing_to_explain() {
    let said = told(&[SMALL, "talk", "--plan", "Fire", "--at", "15:10"]);
    assert!(said.contains("KakaoTalk is Up at Sat 15 Oct 15:10, so there is nothing to explain."), "{said}");
    assert!(said.contains("add --at '2022-10-15 15:27'"), "{said}");
    let said = told(&[SMALL, "talk", "--plan", "Untouched"]);
    assert!(said.contains("KakaoTalk is Up in the whole run, so there is nothing to explain."), "{said}");
    let json: Value =
        serde_json::from_str(&told(&[SMALL, "talk", "--plan", "Untouched", "--json"])).expect("one object");
    assert_eq!((&json["outage"], &json["chain"]), (&Value::Null, &serde_json::json!([])));
}

#[test]
fn wrong_arguments_are_refused_with_a_remedy() {
    let asked = |service, rest: &[&str]| fails(&[&["why", SMALL, service], rest].concat(), 1);
    assert!(asked("tolk", &[]).contains("the scenario has no service \"tolk\": did you mean \"talk\"?"));
    assert!(asked("KakoTalk", &[]).contains("did you mean \"KakaoTalk\"?"));
    assert!(asked("zzzzzzzzzz", &[]).contains("it has 4 services; `firedrill run` lists those that are out"));
    assert!(asked("talk", &["--plan", "Fir"]).contains("did you mean \"Fire\"?"));
    assert!(
        asked("talk", &["--at", "2022-11-01"])
            .contains("is outside the run. The run goes from 2022-10-15 15:00 to 2022-10-18 15:00")
    );
    assert!(
        asked("talk", &["--at", "soon"])
            .contains("\"soon\" is not a time: write \"16:52\", a date and time such as \"2022-10-15 15:00\"")
    );
    fails(&["why", SMALL], 2);
}

/// A portal that needs the directory in one town and the mail in the other. The fire at the directory is over when that at the mail still burns.
const TWO_FIRES: &str = r#"(
  firedrill: 2, title: "Two fires", zone: "Asia/Seoul", start: "2024-03-12 08:00", length: "1d", population: 1000,
  hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "2h", repair: [("0s", 0.0)]) },
  sites: { "north": (name: "North", hazard: "fire"), "south": (name: "South", hazard: "fire") },
  services: {
    "directory": (name: "Directory", on: { "north": 4 }, load: 4),
    "mail": (name: "Mail", on: { "south": 4 }, load: 4, needs: { "disks": () }),
    "disks": (name: "Disks", on: { "south": 2 }, load: 2),
    "portal": (name: "Portal", users: 500, on: { "north": 2 }, load: 0, needs: { "directory": (), "mail": () }),
  },
  plans: [(name: "Two", actions: [(at: "09:00", do: Strike(site: "north")), (at: "10:00", do: Strike(site: "south"))])],
)"#;

#[test]
fn an_outage_that_another_fire_holds_by_now_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("two-fires.ron");
    std::fs::write(&path, TWO_FIRES).expect("there is room");
    let path = path.to_str().expect("a path");
    // While the first fire burns, the chain of the outage tells everything.
    insta::assert_snapshot!(told(&[path, "portal", "--at", "10:30"]));
    insta::assert_snapshot!(told(&[path, "portal", "--at", "11:30"]));
    let json: Value = serde_json::from_str(&told(&[path, "portal", "--at", "11:30", "--json"])).expect("one object");
    let services = json["held_now"]["services"].as_array().expect("services").iter().map(|row| &row["service"]);
    assert_eq!(services.collect::<Vec<_>>(), ["portal", "mail"]);
    let json: Value = serde_json::from_str(&told(&[path, "portal", "--at", "10:30", "--json"])).expect("one object");
    assert_eq!(json["held_now"], Value::Null);
}

#[test]
fn what_holds_a_service_by_now_is_a_reason_why_nothing_changes() {
    let world = load(TWO_FIRES);
    let run = run(&world, "Two");
    let at = SimTime(3 * 3_600 + 1_800);
    let held = held_by_another(&run, ServiceId::new(3), at).expect("the second fire holds it");
    let reason = SameBecause::Held(held);
    let (clock, names) = (&world.clock, world.as_written());
    let told = words::with_reason(clock, &run, "no difference", &reason, at, names, &Texts::english());
    let wanted = "no difference, because something else holds it by now: Mail: it has no working servers";
    assert_eq!(told, wanted);
}

#[test]
fn services_that_wait_for_one_another_say_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("round.ron");
    let cycle = TWO_FIRES.replace("needs: { \"disks\": () }", "needs: { \"portal\": () }");
    std::fs::write(&path, &cycle).expect("there is room");
    let path = path.to_str().expect("a path");
    // All servers are back at noon.
    let said = told(&[path, "mail", "--at", "15:00"]);
    assert!(said.contains("  They hold one another: none of them comes back by itself."), "{said}");
    let json: Value = serde_json::from_str(&told(&[path, "mail", "--at", "15:00", "--json"])).expect("one object");
    assert_eq!(json["held_now"]["is_cycle"], true);
    let inspector = inspector_of(&cycle, 0, 1, 7 * 3_600, false);
    inspector.get_by_label("They hold one another: none of them comes back by itself. A black start ends it.");
}

#[test]
fn of_several_dependencies_that_hold_a_service_all_are_named() {
    let both = TWO_FIRES.replace("\"directory\": (), \"mail\": ()", "\"directory\": (), \"mail\": (), \"disks\": ()");
    let inspector = inspector_of(&both, 0, 3, 3 * 3_600 + 1_800, false);
    inspector.get_by_label("Also held by: Disks");
}

/// The inspector of a service in the fire of the small world. The runs without each cause are all finished if `is_tried` is true;
/// otherwise none is.
fn inspector(service: usize, at: i64, is_tried: bool) -> Harness<'static, ()> {
    inspector_of(crate::support::SMALL, 1, service, at, is_tried)
}

/// The same for a plan of the world of this text.
fn inspector_of(world: &str, plan: usize, service: usize, at: i64, is_tried: bool) -> Harness<'static, ()> {
    let mut session = Session::new(load(world), Origin::Shipped("test")).expect("the plan fits");
    let service = ServiceId::new(service);
    session.apply(PlanCommand::ChoosePlan(plan));
    session.apply(PlaybackCommand::Seek(SimTime(at)));
    session.apply(SelectCommand::Select(Some(Subject::Service(service))));
    let mut tried = Tried::default();
    let tests =
        links(session.run(), &chain(session.run(), service, session.now())).into_iter().flat_map(|link| link.tests);
    for test in tests.filter(|_| is_tried) {
        tried.add(&[test], test.health(session.run(), service, &RunControl::default()));
    }
    let (texts, theme, mut view) = (Texts::english(), Theme::night(), InspectorView::default());
    let setup = |ctx: &egui::Context| {
        style::install_fonts(ctx);
        style::install_style(ctx, &Theme::night());
    };
    let frame = move |ui: &mut egui::Ui| {
        let look = ViewContext::new(&session, &texts, &theme).with_helper(None, Some(&tried));
        inspector_ui(ui, &look, &mut view, &mut Commands::new());
    };
    let mut harness = Harness::builder().with_size(vec2(320.0, 1_800.0)).with_context_setup(setup).build_ui(frame);
    harness.run();
    harness
}

#[test]
fn the_inspector_says_what_holds_a_service_now() {
    let at = |hour: i64| inspector_of(TWO_FIRES, 0, 3, (hour - 8) * 3_600 + 1_800, false);
    let now = at(11);
    for said in ["What holds it now", "Portal: Mail is down", "Mail: it has no working servers", "10:00 Fire at South"]
    {
        now.get_by_label(said);
    }
    assert!(at(10).query_by_label("What holds it now").is_none());
    assert!(at(13).query_by_label("What holds it now").is_none());
}

#[test]
fn the_inspector_shows_the_effect_of_each_cause() {
    let talk = inspector(2, 3_600, true);
    talk.get_by_label("Without this strike: no outage at all");
    talk.get_by_label(
        "Without the dependency of the failover of KakaoTalk on Site switch: back at 15:28, 10 h 3 m earlier",
    );
    talk.get_by_label("Without the placement of Site switch at Pangyo, zone 1: back at 15:28, 10 h 3 m earlier");
    let waiting = inspector(2, 3_600, false);
    assert!(waiting.query_all_by_label("Simulating the run without this cause").count() > 1);
    let up = inspector(2, 60, true);
    assert!(up.query_by_label_contains("Without ").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn removing_a_cause_that_does_not_exist_changes_nothing(world in worlds(Shape::ANY), luck in 0..3_u64) {
        let world = load(&world.text());
        let run = Run::new(&world, &world.plans[0], luck).expect("it fits");
        for (id, row) in run.world.services.iter() {
            let none = [
                (row.retry == 0).then_some(Without::Retries(id)),
                row.standby.is_empty().then_some(Without::Standby(id)),
            ];
            for without in none.into_iter().flatten() {
                prop_assert_eq!(without.health(&run, id, &RunControl::default()), Some(run.recording.services[id].health.clone()));
            }
        }
    }

    #[test]
    fn each_cause_can_be_removed(world in worlds(Shape::ANY), luck in 0..3_u64) {
        let world = load(&world.text());
        let run = Run::new(&world, &world.plans[0], luck).expect("it fits");
        for id in run.world.services.ids() {
            let Some(outage) = run.longest_outage(id) else { continue };
            let links = links(&run, &chain(&run, id, outage.from));
            prop_assert!(!links.is_empty());
            for test in links.into_iter().flat_map(|link| link.tests) {
                prop_assert!(test.health(&run, id, &RunControl::default()).is_some(), "{test:?}");
            }
        }
    }
}

#[test]
fn without_the_first_strike_actions_relative_to_it_still_have_a_time() {
    let world = load(crate::support::SMALL);
    let fire = run(&world, "Fire");
    let health =
        Without::Action(0).health(&fire, ServiceId::new(2), &RunControl::default()).expect("there is such a run");
    assert!(health.is_constant());
}
