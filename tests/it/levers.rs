//! Tests of what would have helped: each small world has a known remedy, and a lever saves exactly as much as the run with it.

use std::sync::Arc;

use firedrill::model::{Act, Action, Id as _, Measure, Scenario, ServiceId, SiteId, When};
use firedrill::recording::Subject;
use firedrill::session::{Origin, PlanCommand, Session};
use firedrill::study::{Lever, Levers, Recovery, Run, levers, offers};
use firedrill::text::{Language, Texts};
use firedrill::units::{SimTime, Span, text};
use proptest::prelude::*;

use crate::support::wild::{Shape, worlds};
use crate::support::{load, run, world};

fn shipped(name: &str) -> Arc<Scenario> {
    let shipped = firedrill::file::shipped().iter().find(|shipped| shipped.name == name);
    Arc::new(shipped.expect("it ships").scenario())
}

fn service(world: &Scenario, key: &str) -> Subject {
    Subject::Service(world.services.iter().find(|(_, row)| row.key == key).expect("a service of this id").0)
}

fn site(world: &Scenario, key: &str) -> Subject {
    Subject::Site(world.sites.iter().find(|(_, row)| row.key == key).expect("a site of this id").0)
}

/// The best levers as lines of text: the name, the saved user-hours, and when the subject recovers.
fn told(world: &Scenario, levers: &Levers) -> String {
    let row = |lever: &Lever| {
        let hours = lever.saved_user_millisecs / 3_600_000;
        let back = match (lever.after, lever.sooner()) {
            (Recovery::Unhurt, _) => "unhurt".to_owned(),
            (Recovery::Never, _) => "never".to_owned(),
            (Recovery::Back(_), Some(sooner)) => format!("sooner {}", text::span(sooner)),
            (Recovery::Back(_), None) => "back at all".to_owned(),
        };
        format!("{}: {hours}, {back}", lever.name(world.as_written(), &Texts::english()))
    };
    levers.best().iter().map(row).collect::<Vec<_>>().join("\n")
}

fn of(name: &str, plan: &str, subject: fn(&Scenario) -> Subject) -> String {
    let world = shipped(name);
    let run = run(&world, plan);
    told(&world, &levers(&world, &run, subject(&world)))
}

#[test]
fn one_site_wants_a_second() {
    let told = of("1-one-site", "The room burns", |world| service(world, "tickets"));
    insta::assert_snapshot!(told);
}

#[test]
fn two_sites_want_a_switch_that_works_by_itself() {
    let told = of("2-two-sites", "No failover", |world| service(world, "app"));
    insta::assert_snapshot!(told);
}

#[test]
fn a_shared_fate_wants_a_supply_of_its_own() {
    let told = of("3-shared-fate", "The substation burns", |world| service(world, "records"));
    insta::assert_snapshot!(told);
}

#[test]
fn a_retry_storm_wants_room_or_fewer_retries() {
    let told = of("4-retry-storm", "The cable is cut", |world| service(world, "wallet"));
    insta::assert_snapshot!(told);
}

/// The lever with a second name service prevents even the hour without power. The levers that break the cycle of dependencies
/// prevent everything except this hour.
#[test]
fn a_cold_start_wants_a_way_out_of_the_circle() {
    let told = of("5-cold-start", "The power is cut", |world| service(world, "letters"));
    insta::assert_snapshot!(told);
}

/// The crew is behind the outage: more people, less work for each server, or the service first.
#[test]
fn a_soaked_hall_wants_more_hands_or_another_order() {
    let told = of("6-many-hands", "Water", |world| service(world, "catalogue"));
    insta::assert_snapshot!(told);
}

#[test]
fn a_failover_that_failed_wants_a_rehearsal() {
    let told = of("7-never-rehearsed", "Power cut", |world| service(world, "booking"));
    insta::assert_snapshot!(told);
}

#[test]
fn a_bad_release_wants_to_be_rolled_back_earlier() {
    let told = of("7-never-rehearsed", "Bad release", |world| service(world, "booking"));
    insta::assert_snapshot!(told);
}

/// With two strikes of one hazard, its name alone does not tell which of them ends earlier.
#[test]
fn a_lever_about_one_of_several_strikes_says_what_was_hit() {
    let service_at_both = r#""s": (name: "S", users: 1000, on: { "a": 5, "b": 5 }, load: 10)"#;
    let names = |world: &Arc<Scenario>, run: &Run, subject: Subject, language: Language| -> Vec<String> {
        let texts = Texts::of(language);
        let names = world.localized(language.tag());
        levers(world, run, subject).best().iter().map(|lever| lever.name(names, &texts)).collect()
    };
    let strike = |site: &str, at: &str| format!(r#"(at: "{at}", do: Strike(site: "{site}"))"#);
    let ends = |actions: &str| {
        let world = world("", service_at_both, actions);
        let all = names(&world, &run(&world, "Plan"), service(&world, "s"), Language::English);
        all.into_iter().find(|name| name.contains("ends")).expect("a strike that ends earlier helps")
    };
    assert_eq!(ends(&strike("a", "01:00")), "Power cut ends 30 m earlier");
    assert_eq!(ends(&[strike("a", "01:00"), strike("b", "05:00")].join(", ")), "Power cut at B ends 30 m earlier");

    let world = shipped("7-never-rehearsed");
    let mut plan = world.plans.iter().find(|plan| plan.name == "Bad release").expect("a plan").clone();
    let Subject::Site(porto) = site(&world, "porto") else { panic!("a site") };
    plan.actions.push(Action { at: When::At(SimTime(15 * 3_600)), act: Act::Strike { site: porto, hazard: None } });
    let run = Run::new(&world, &plan, 0).expect("it fits");
    let english = "Bad release on Booking ends 20 m earlier";
    let korean = "예약 잘못된 배포 20분 일찍 종료";
    for (language, wanted) in [(Language::English, english), (Language::Korean, korean)] {
        let all = names(&world, &run, service(&world, "booking"), language);
        assert!(all.iter().any(|name| name == wanted), "{all:?}");
    }
}

/// What is restored first for the app makes people wait for other services, and keeps no more RTOs.
#[test]
fn what_costs_more_user_hours_is_nothing_that_would_have_helped() {
    let told = of("2-two-sites", "No failover", |world| service(world, "app"));
    assert!(told.lines().count() > 0 && !told.contains(": -") && !told.contains("restored first"), "{told}");
}

/// The levers are the site switch at two sites, shedding load, and a fire that is out an hour earlier.
#[test]
fn kakao_wants_its_site_switch_elsewhere() {
    insta::assert_snapshot!(of("kakao-2022", "As it happened", |world| service(world, "talk")));
}

#[test]
fn a_site_tells_what_would_have_kept_its_fall_from_mattering() {
    insta::assert_snapshot!(of("kakao-2022", "As it happened", |world| site(world, "pangyo-b")));
}

#[test]
fn a_subject_that_is_not_hurt_has_no_levers() {
    let world = shipped("kakao-2022");
    let (quiet, fire) = (run(&world, "Untouched"), run(&world, "As it happened"));
    assert_eq!(told(&world, &levers(&world, &quiet, service(&world, "talk"))), "");
    assert_eq!(told(&world, &levers(&world, &fire, site(&world, "anyang"))), "");
}

#[test]
fn a_fork_by_a_lever_has_its_name_and_its_effect() {
    let world = shipped("kakao-2022");
    let mut session = Session::new(Arc::clone(&world), Origin::Shipped("kakao-2022")).expect("its plans fit");
    session.apply(PlanCommand::ChoosePlan(1));
    let talk = service(&world, "talk");
    let levers = levers(&world, session.run(), talk);
    let texts = Texts::english();
    let name = |lever: &Lever| lever.name(world.as_written(), &texts);
    let lever = levers
        .best()
        .iter()
        .find(|lever| name(lever) == "Servers for Site switch also at Anyang")
        .expect("it is there");
    let before = session.recording().summary.lost_user_hours;
    session.apply(PlanCommand::Fork(lever.what_if(world.as_written(), &texts)));
    assert_eq!(session.plan().name, "Servers for Site switch also at Anyang");
    let saved = before - session.recording().summary.lost_user_hours;
    assert!((saved - lever.saved_user_millisecs as f64 / 3.6e6).abs() < 1.0, "{saved}");
    assert_eq!(lever.sooner().map(text::span), Some("10 h 11 m".to_owned()));
    assert_eq!(session.baseline().map(|run| run.plan.name.as_str()), Some("As it happened"));
}

fn missed_rtos(run: &Run) -> i64 {
    run.recording.summary.services.rows().iter().filter(|row| row.rto_broken).count() as i64
}

fn lost(run: &Run) -> i128 {
    run.recording.summary.services.rows().iter().map(|row| row.lost_user_millisecs as i128).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn levers_save_what_their_runs_save_and_are_sorted(world in worlds(Shape::ANY), luck in 0u64..3, at in 0usize..8) {
        let world = load(&world.text());
        let run = Run::new(&world, &world.plans[0], luck).expect("it fits");
        let subject = if at % 2 == 0 {
            Subject::Service(ServiceId::new(at / 2 % world.services.len()))
        } else {
            Subject::Site(SiteId::new(at / 2 % world.sites.len()))
        };
        let levers = levers(&world, &run, subject);
        let texts = Texts::english();
        prop_assert!(levers.is_done);
        for lever in levers.best() {
            let what_if = lever.what_if(world.as_written(), &texts);
            let with = Run::new(&world, &run.plan.with(what_if.clone()), luck).expect("it fits");
            prop_assert_eq!(lost(&run) - lost(&with), lever.saved_user_millisecs, "{}", &what_if.name);
            prop_assert_eq!(missed_rtos(&run) - missed_rtos(&with), lever.kept_rtos, "{}", &what_if.name);
            let has_gain = lever.saved_user_millisecs > 0 || lever.kept_rtos > 0;
            let changes_neither = lever.saved_user_millisecs == 0 && lever.kept_rtos == 0;
            let helps = has_gain || (changes_neither && lever.before != lever.after);
            prop_assert!(helps, "{} does not help", &what_if.name);
        }
        let saved: Vec<i128> = levers.best().iter().map(|lever| lever.saved_user_millisecs).collect();
        prop_assert!(saved.is_sorted_by(|a, b| a >= b), "{:?}", saved);
    }

    #[test]
    fn every_measure_that_is_offered_can_be_taken(world in worlds(Shape::ANY)) {
        let world = load(&world.text());
        let run = Run::new(&world, &world.plans[0], 0).expect("it fits");
        let services = world.services.ids().map(Subject::Service);
        for subject in services.chain(world.sites.ids().map(Subject::Site)) {
            for what in offers(&run, subject) {
                let mut plan = run.plan.clone();
                plan.measures.push(Measure::from(what.clone()));
                prop_assert!(Run::new(&world, &plan, 0).is_ok(), "{what:?}");
                let changed = world.with_measures(&plan.measures).expect("it fits").into_owned();
                prop_assert!(changed != *run.world || matches!(what, firedrill::model::What::Restart { restart: Span::ZERO, .. }), "{what:?} changes nothing");
            }
        }
    }
}
