//! Tests of the window with damaged servers and faults: the repair crew and its queue as a what-if, the rings of the map, and what would have
//! been without the damage.

use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::{App, Setup};
use firedrill::model::{Id as _, Scenario, ServiceId, What};
use firedrill::recording::Subject;
use firedrill::session::{Command, PlanCommand, PlaybackCommand, SelectCommand};
use firedrill::sim::RunControl;
use firedrill::study::{Without, chain, links};
use firedrill::units::SimTime;

use crate::support::run;
use crate::support::window::{WIDE, ask, click, on, painted, press, write};

/// The evening of the first day: the hall has power again, and every server in it waits for repair.
const EVENING: SimTime = SimTime(14 * 3_600);

/// The window with a shipped scenario, one of its plans, and a company at a time.
fn shipped(name: &str, plan: usize, company: &str, at: SimTime) -> Harness<'static, App> {
    let mut harness = on(WIDE, Some(name.into()), Setup::default());
    let companies = &harness.state().session().world().companies;
    let (company, _) = companies.iter().find(|(_, row)| row.key == company).expect("the company is there");
    let commands: [Command; 3] = [
        PlanCommand::ChoosePlan(plan).into(),
        PlaybackCommand::Seek(at).into(),
        SelectCommand::Select(Some(Subject::Company(company))).into(),
    ];
    ask(&mut harness, commands);
    harness
}

fn scenario(name: &str) -> Arc<Scenario> {
    Arc::new(firedrill::file::shipped().iter().find(|one| one.name == name).expect("it ships").scenario())
}

fn clinic() -> Harness<'static, App> {
    shipped("6-many-hands", 1, "clinic", EVENING)
}

/// The services that the measure of the chosen plan lets the crew repair first; `None` if there is no such measure.
fn first(harness: &Harness<'_, App>) -> Option<Vec<String>> {
    let session = harness.state().session();
    let services = session.plan().taken().find_map(|what| {
        let What::CrewFirst { services, .. } = what else { return None };
        Some(services.clone())
    })?;
    Some(services.into_iter().map(|service| session.world().services[service].key.clone()).collect())
}

/// When a service is up again in the run that is shown.
fn back(harness: &Harness<'_, App>, key: &str) -> SimTime {
    let session = harness.state().session();
    let (service, _) = session.world().services.iter().find(|(_, row)| row.key == key).expect("it is there");
    session.recording().summary.services[service].back.expect("it comes back")
}

#[test]
fn another_order_of_repair_is_tried_by_the_arrows_of_the_queue() {
    let mut harness = clinic();
    let before = back(&harness, "records");
    click(&mut harness, "Repair Canteen menu first");
    let session = harness.state().session();
    assert_eq!(session.plan().name, "Another order of repair: Clinic");
    assert_eq!(session.baseline().map(|run| run.plan.name.as_str()), Some("Water"), "the plan before it stays");
    assert_eq!(first(&harness), Some(vec!["menu".to_owned()]));
    assert!(back(&harness, "records") > before, "the run follows");

    let plans = harness.state().session().plans().len();
    click(&mut harness, "Repair Patient records first");
    assert_eq!(first(&harness), Some(vec!["records".to_owned(), "menu".to_owned()]));
    assert_eq!(back(&harness, "records"), before);
    click(&mut harness, "Repair Canteen menu later");
    assert_eq!(first(&harness), None, "this is the order of the file, so nothing is left to try");
    let session = harness.state().session();
    assert_eq!(session.plans().len(), plans - 1, "a what-if that does what the plan before it does is taken away");
    assert_eq!(session.plan().name, "Water");
    press(&mut harness, Key::Z);
    assert_eq!(first(&harness), Some(vec!["records".to_owned(), "menu".to_owned()]), "each step can be undone");
}

#[test]
fn a_service_is_dragged_to_another_place_of_the_queue() {
    let mut harness = clinic();
    let row = |harness: &Harness<'_, App>, name: &str| {
        // The queue is the part of the inspector in which the arrows are.
        let arrow = harness.get_by_label(&format!("Repair {name} first")).rect();
        arrow.center() - egui::vec2(120.0, 0.0)
    };
    let (from, to) = (row(&harness, "Canteen menu"), row(&harness, "Patient records"));
    harness.drag_at(from);
    harness.run_steps(2);
    harness.hover_at(from - egui::vec2(0.0, 20.0));
    harness.run_steps(2);
    harness.hover_at(to - egui::vec2(0.0, 6.0));
    harness.run_steps(2);
    harness.drop_at(to - egui::vec2(0.0, 6.0));
    harness.run();
    assert_eq!(first(&harness), Some(vec!["menu".to_owned()]));
    assert_eq!(harness.state().session().plan().name, "Another order of repair: Clinic");
}

#[test]
fn another_number_of_people_is_tried_in_the_same_what_if() {
    let mut harness = clinic();
    let before = back(&harness, "visits");
    people(&mut harness, "80");
    assert_eq!(harness.state().session().plan().name, "Another crew: Clinic");
    assert!(back(&harness, "visits") < before, "the run follows");
    people(&mut harness, "160");
    let session = harness.state().session();
    let sizes = session.plan().taken().filter(|what| matches!(what, What::Crew { .. })).count();
    assert_eq!(sizes, 1, "the second number replaces the first");
    let sizes = session.plan().taken().filter_map(|what| {
        let What::Crew { size, .. } = what else { return None };
        Some(*size)
    });
    assert_eq!(sizes.collect::<Vec<_>>(), [160]);
    people(&mut harness, "40");
    let session = harness.state().session();
    assert_eq!(session.plan().name, "Water", "no plan keeps the name of another crew without having one");
    people(&mut harness, "none");
    assert!(painted(&harness).iter().any(|text| text == "Enter a number of people, one or more."));
}

/// One hour after the helpers of the plan "Twenty helpers" have come.
const HELPED: SimTime = SimTime(28 * 3_600);

#[test]
fn another_crew_than_one_that_an_action_has_changed_is_a_what_if_from_the_playhead_on() {
    let mut harness = shipped("6-many-hands", 2, "library", HELPED);
    let plans = harness.state().session().plans().to_vec();
    let written = |harness: &Harness<'_, App>| {
        harness.get_by_label("People of the repair crew").accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(written(&harness), "20", "the number of people who are there, not of those who were there at first");
    people(&mut harness, "2");
    let session = harness.state().session();
    assert_eq!((session.plan().name.as_str(), session.chosen()), ("Another crew: Library", plans.len()));
    assert_eq!(session.plans()[..plans.len()], plans[..], "the plan of the author stays as it is");
    assert_eq!(session.baseline().map(|run| run.plan.name.as_str()), Some("Twenty helpers"));
    assert_eq!(written(&harness), "2");
    assert!(painted(&harness).iter().any(|text| text.ends_with(" of 2 at work")), "{:?}", painted(&harness));

    let actions = harness.state().session().plan().actions.len();
    people(&mut harness, "3");
    let session = harness.state().session();
    assert_eq!((session.plans().len(), session.plan().actions.len()), (plans.len() + 1, actions), "it is replaced");
    assert_eq!(written(&harness), "3");
    people(&mut harness, "20");
    assert_eq!(harness.state().session().plan().name, "Twenty helpers", "nothing is left to try");
}

#[test]
fn another_order_than_that_of_the_author_is_a_what_if_too() {
    let mut harness = shipped("6-many-hands", 3, "clinic", EVENING);
    let plans = harness.state().session().plans().to_vec();
    assert_eq!(harness.state().session().plan().name, "Menu first");
    click(&mut harness, "Repair Patient records first");
    let session = harness.state().session();
    assert_eq!(session.plan().name, "Another order of repair: Clinic");
    assert_eq!(session.plans()[..plans.len()], plans[..]);
    assert_eq!(session.baseline().map(|run| run.plan.name.as_str()), Some("Menu first"));
}

#[test]
fn a_wrong_number_of_people_is_told_below_its_field_and_forgotten_with_its_plan() {
    let mut harness = shipped("6-many-hands", 2, "library", HELPED);
    let reason = "Enter a number of people, one or more.";
    people(&mut harness, "none");
    let field = harness.get_by_label("People of the repair crew").rect();
    let told = harness.get_by_label(reason).rect();
    assert!(told.top() >= field.bottom() && told.left() <= field.left(), "{told:?} {field:?}");
    ask(&mut harness, [PlanCommand::ChoosePlan(1).into()]);
    assert!(harness.query_by_label(reason).is_none());
    let field = harness.get_by_label("People of the repair crew").accesskit_node().value();
    assert_eq!(field.as_deref(), Some("1"));
}

/// Types a number of people for the crew.
fn people(harness: &mut Harness<'_, App>, words: &str) {
    harness.get_by_label("People of the repair crew").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("People of the repair crew").type_text(words);
    harness.run();
    press(harness, Key::Enter);
}

/// The state of the mark of a site on the map.
fn mark(harness: &Harness<'_, App>, name: &str) -> String {
    let values = harness.get_all_by_label(name).filter_map(|node| node.accesskit_node().value());
    let states: Vec<String> = values.filter(|value| value.contains("servers online") && !value.contains(';')).collect();
    states.into_iter().last().expect("the map shows it")
}

#[test]
fn the_ring_of_a_site_shows_which_of_its_servers_work() {
    let harness = clinic();
    assert_eq!(mark(&harness, "Rhine hall"), "420 of 420 servers online, 0 working");
    let later = shipped("6-many-hands", 1, "library", SimTime(6 * 86_400));
    assert!(painted(&later).iter().any(|text| text.ends_with(" of 420 servers working")), "{:?}", painted(&later));
}

#[test]
fn a_fault_of_a_service_darkens_no_building() {
    let harness = shipped("7-never-rehearsed", 5, "air", SimTime(4 * 3_600 + 600));
    assert_eq!(mark(&harness, "Lisbon"), "124 of 124 servers online, 4 working");
    assert_eq!(mark(&harness, "Porto"), "120 of 120 servers online, 20 working");
}

#[test]
fn why_asks_what_would_have_been_without_the_damage_and_with_more_people() {
    let world = scenario("6-many-hands");
    let run = run(&world, "Water");
    let service = |key: &str| world.services.iter().find(|(_, row)| row.key == key).expect("it is there").0;
    let outage = |service: ServiceId, without: Without| {
        let health = without.health(&run, service, &RunControl::default()).expect("a run without it");
        health.all().last().map(|(at, _)| *at)
    };
    let catalogue = service("catalogue");
    let found = links(&run, &chain(&run, catalogue, SimTime(5 * 86_400)));
    let tests: Vec<Without> = found.into_iter().flat_map(|link| link.tests).collect();
    let damage = tests.iter().find(|test| matches!(test, Without::Damage(_))).expect("the damage");
    let crew = tests.iter().find(|test| matches!(test, Without::CrewSize(_))).expect("the crew");
    let was = run.recording.summary.services[catalogue].back.expect("the crew is done at last");
    let dry = outage(catalogue, *damage).expect("the hall is dark all the same");
    let many = outage(catalogue, *crew).expect("somebody must still work");
    assert!(dry < many && many < was, "{dry:?} {many:?} {was:?}");
    assert!(dry <= EVENING && many < SimTime(86_400), "the power is back on the same evening");
    assert!(
        tests.iter().all(|test| !matches!(test, Without::CrewSize(company) if company.index() == 0)),
        "its own crew"
    );
}

/// A sentence says what keeps a service down, and the service leads to the crew that it waits for.
#[test]
fn a_service_says_that_it_waits_for_its_crew() {
    let mut harness = shipped("6-many-hands", 1, "library", SimTime(18 * 3_600));
    let services = &harness.state().session().world().services;
    let (catalogue, _) = services.iter().find(|(_, row)| row.key == "catalogue").expect("it is there");
    ask(&mut harness, [SelectCommand::Select(Some(Subject::Service(catalogue))).into()]);
    let shown = painted(&harness);
    let why = "Catalogue recovers to only 3.3% because 78 of its servers wait for repair";
    assert!(shown.iter().any(|text| text == why), "{shown:?}");
    click(&mut harness, "Repair crew of Library: 1 of 1 at work");
    let company = harness.state().session().selection();
    assert!(matches!(company, Some(Subject::Company(_))), "{company:?}");

    let run = run(&scenario("7-never-rehearsed"), "Bad release");
    let booking = run.world.services.iter().find(|(_, row)| row.key == "booking").expect("it is there").0;
    let texts = firedrill::ui::text::Texts::english();
    let hold = firedrill::study::words::hold(&run, booking, SimTime(4 * 3_600 + 600), run.world.as_written(), &texts);
    assert_eq!(hold.as_deref(), Some("a fault stops 120 of its servers"));
}

/// The card of a service says why nobody repairs its servers though the power is back.
#[test]
fn a_service_says_that_its_crew_is_at_another_one_first() {
    let mut harness = shipped("6-many-hands", 1, "library", SimTime(18 * 3_600));
    let services = &harness.state().session().world().services;
    let (room, _) = services.iter().find(|(_, row)| row.key == "reading-room").expect("it is there");
    ask(&mut harness, [SelectCommand::Select(Some(Subject::Service(room))).into()]);
    harness.get_by_label_contains("is at work at Catalogue first.");
}

#[test]
fn the_queue_says_how_many_have_somebody_and_why_the_first_have_nobody() {
    let reason = "Servers that a service is short of are repaired first, then the others in this order.";
    let evening = clinic();
    let shown = painted(&evening);
    assert!(shown.iter().any(|text| text == "Rhine hall: 160 wait for repair, people at 40"), "{shown:?}");
    assert!(evening.query_by_label(reason).is_none(), "the order of the list says it");
    // Enough servers of the catalogue work by now, and the reading room is short of servers.
    let later = shipped("6-many-hands", 1, "library", SimTime(158 * 3_600));
    let shown = painted(&later);
    assert!(shown.iter().any(|text| text == "Rhine hall: 20 wait for repair, nobody yet"), "{shown:?}");
    later.get_by_label(reason);
}

#[test]
fn an_rto_that_is_broken_on_another_day_has_the_day() {
    let mut harness = shipped("6-many-hands", 1, "library", EVENING);
    ask(&mut harness, [SelectCommand::Select(None).into()]);
    harness.get_by_label("Catalogue: 3 d, will be broken at Thu 6 Jun 09:00");
}

/// After the failover has failed, the card no longer says that the standby takes over soon.
#[test]
fn a_failed_failover_says_so_at_the_standby() {
    let mut harness = shipped("7-never-rehearsed", 1, "air", SimTime(3 * 3_600 + 1_800));
    let services = &harness.state().session().world().services;
    let (booking, _) = services.iter().find(|(_, row)| row.key == "booking").expect("it is there");
    ask(&mut harness, [SelectCommand::Select(Some(Subject::Service(booking))).into()]);
    harness.get_by_label("Failover failed at 08:20: the standby with 100 servers does not work");
    assert!(harness.query_all_by_label_contains("It fails over to its").next().is_none(), "nothing takes over");
}

#[test]
fn a_warning_stands_at_the_company_that_it_is_about() {
    let text = r#"(
  firedrill: 2, title: "A locked door", zone: "UTC", start: "2024-03-04 00:00", length: "2d", population: 1000,
  hazards: { "water": (name: "Water", kind: Flood, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)], damages: 1.0, repair_work: "1h") },
  sites: { "hall": (name: "Hall", at: (51.5, -0.1), hazard: "water") },
  services: { "badges": (name: "Badges", company: "firm", on: { "hall": 4 }) },
  companies: { "firm": (name: "Firm", crew: (size: 2, needs: "badges")) },
  plans: [(name: "Water", actions: [(at: "06:00", do: Strike(site: "hall"))])],
)"#;
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = on(WIDE, Some(write(&folder, "door.ron", text)), Setup::default());
    press(&mut harness, Key::Escape);
    let warnings = |harness: &Harness<'_, App>| harness.query_all_by_label_contains("Warning. Line 6, column").count();
    assert_eq!(warnings(&harness), 0, "it is not about the file as a whole");
    let company = harness.state().session().world().companies.ids().next().expect("there is one");
    ask(&mut harness, [SelectCommand::Select(Some(Subject::Company(company))).into()]);
    assert_eq!(warnings(&harness), 1);
    harness.query_all_by_label_contains("Warning. Line 6, column").next().expect("it is there").click();
    harness.run();
    let notice = harness.state().notice().expect("the list is shown");
    assert_eq!(notice.title, "Warnings about A locked door");
    assert_eq!(notice.details.len(), 1);
}
