//! The budget of a run (MODEL.md, section 12): what is refused and how it is told, that a run can be watched and cancelled, and of which
//! cycles a file is warned because an outage goes round them for ever (MODEL.md, section 4).

use std::sync::Arc;

use firedrill::file::{self, Report};
use firedrill::model::{Plan, Scenario};
use firedrill::session::{Effort, Origin, PlanCommand, Session};
use firedrill::sim::{Budget, Culprit, Resource, RunControl, Spending, Spent};
use firedrill::study::{Run, RunError, foresee};
use firedrill::units::{SimTime, Span};

use crate::support::cli::{self, fails, firedrill};
use crate::support::{load, run, world};

const DAY: &str = "day: [1,0.5,1,0.5,1,0.5,1,0.5,1,0.5,1,0.5,1,0.5,1,0.5,1,0.5,1,0.5,1,0.5,1,0.5]";

/// A world of ten years with the site `a`, these tables, and one plan with these actions. Its hazard makes everything dark for a day.
fn decade(tables: &str, actions: &str) -> String {
    format!(
        r#"(firedrill: 1, title: "Decade", zone: "UTC", start: "2024-03-04 00:00", length: "3653d",
hazards: {{ "h": (name: "H", kind: Power, spread: [("0s", 1.0)], out: "1d", repair: [("0s", 0.0)]) }},
sites: {{ "a": (name: "A", at: (1.0, 1.0), hazard: "h") }},
{tables},
plans: [(name: "P", actions: [(at: "00:01", do: Strike(site: "a")){actions}])])"#
    )
}

/// Three services on a cycle, of which the first is struck for a minute. Each has this `restart` and each dependency this `grace`.
fn ring(length: &str, restart: &str, grace: &str, rest: &str) -> String {
    let service = |index: usize, site: &str| {
        let on = (index + 1) % 3;
        format!(
            r#""s{index}": (name: "S{index}", on: {{ "{site}": 1 }}, restart: "{restart}", needs: {{ "s{on}": (grace: "{grace}"{rest}) }})"#
        )
    };
    format!(
        r#"(firedrill: 1, title: "Ring", zone: "UTC", start: "2024-03-04 00:00", length: "{length}",
hazards: {{ "h": (name: "H", kind: Power, spread: [("0s", 1.0)], out: "1m", repair: [("0s", 0.0)]) }},
sites: {{ "a": (name: "A", at: (1.0, 1.0), hazard: "h"), "b": (name: "B", at: (2.0, 2.0), hazard: "h") }},
services: {{
 {},
 {},
 {},
}},
plans: [(name: "P", actions: [(at: "00:01", do: Strike(site: "a"))])])"#,
        service(0, "a"),
        service(1, "b"),
        service(2, "b")
    )
}

/// What the run of the first plan with an action spends of a budget, and why it is refused, if it is: as a problem with line and column.
fn spend(text: &str, budget: Budget) -> (Spent, Option<String>) {
    let scenario = load(text);
    let nothing = Plan::default();
    let plan = scenario.plans.iter().find(|plan| plan.acts()).unwrap_or(&nothing);
    let mut spending = Spending::new(budget, None);
    let refused = match Run::within(&scenario, plan, 0, &mut spending) {
        Ok(_) => None,
        Err(RunError::TooMuch(too_much)) => {
            let told = Report::of(too_much.problem.located(text)).render("f", text);
            told.lines().next().map(str::to_owned)
        }
        Err(other) => panic!("{other}"),
    };
    (*spending.spent(), refused)
}

fn refused(text: &str, budget: Budget) -> String {
    spend(text, budget).1.expect("it is refused")
}

/// A part of the standard budget, so that small worlds come to more than it.
fn part_of_budget(part: u64) -> Budget {
    let Budget { strikes, events, steps, quotes, values } = Budget::STANDARD;
    let [strikes, events, steps, quotes, values] = [strikes, events, steps, quotes, values].map(|most| most / part);
    Budget { strikes, events, steps, quotes, values }
}

fn small_budget() -> Budget {
    part_of_budget(1000)
}

#[test]
fn an_outage_that_goes_round_a_cycle_is_refused_where_its_service_stands() {
    let told = refused(&ring("3653d", "1m", "1m", ""), small_budget());
    assert!(told.starts_with("f:5:2: the run of plan \"P\" logs more than 1,500 events until 2024-03-"), "{told}");
    for file in ["r3-1m-10y", "ring-osc-10y"] {
        let path = format!("{}/tests/hostile/{file}.ron", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("it is there");
        let told = refused(&text, small_budget());
        assert!(told.contains(" logs more than 1,500 events until 2024-03-04 "), "{told}");
    }
}

#[test]
fn an_area_struck_very_often_is_refused_before_it_runs_at_the_action_that_is_too_much() {
    let sites: Vec<String> =
        (0..20).map(|site| format!(r#""s{site}": (name: "S", at: (1.0, 1.0), hazard: "h")"#)).collect();
    let text = decade("services: {}", &r#", (at: "+1d", do: StrikeArea(at: (1.0, 1.0), radius_km: 1.0))"#.repeat(12));
    let text = text.replace(
        r#""a": (name: "A", at: (1.0, 1.0), hazard: "h")"#,
        &format!(r#""a": (name: "A", at: (50.0, 1.0), hazard: "h"), {}"#, sites.join(", ")),
    );
    let told = refused(&text, small_budget());
    let column = text.lines().last().unwrap().match_indices("(at: \"+1d\"").nth(9).unwrap().0 + 1;
    assert_eq!(told, format!("f:5:{column}: plan \"P\" has more than 200 strikes, with those to which they spread"));
}

#[test]
fn a_site_struck_very_often_with_many_steps_is_refused_for_its_events() {
    let steps: Vec<String> = (0..300).map(|step| format!("(\"{step}s\", {})", f64::from(step + 1) / 1000.0)).collect();
    let text = decade("services: {}", &r#", (at: "+1h", do: Strike(site: "a"))"#.repeat(15));
    let told = refused(&text.replace(r#"("0s", 1.0)"#, &steps.join(", ")), small_budget());
    assert!(told.ends_with("the run of plan \"P\" logs more than 1,500 events in all"), "{told}");
}

#[test]
fn services_short_of_servers_with_a_day_are_refused_where_the_first_of_them_stands() {
    let services = format!(r#"services: {{ "s": (name: "S", users: 5, on: {{ "a": 6 }}, load: 10, {DAY}) }}"#);
    let told = refused(&decade(&services, ""), small_budget());
    assert_eq!(told, "f:4:13: the run of plan \"P\" logs more than 1,500 events until 2024-03-25 08:00:00");
}

#[test]
fn dense_dependencies_with_retries_are_refused_for_their_work() {
    let service = |index: usize| {
        let needs: Vec<String> =
            (0..30).filter(|on| *on != index).map(|on| format!(r#""s{on}": (weight: 0.01)"#)).collect();
        format!(
            r#""s{index}": (name: "S", on: {{ "a": 6 }}, load: 10, retry: 1000.0, {DAY}, needs: {{ {} }})"#,
            needs.join(", ")
        )
    };
    let services: Vec<String> = (0..30).map(service).collect();
    let Budget { events, values, .. } = Budget::STANDARD;
    let budget = Budget { events, values, ..small_budget() };
    let told = refused(&decade(&format!("services: {{ {} }}", services.join(", ")), ""), budget);
    assert!(told.contains("the run of plan \"P\" takes more than 300,000 steps of work until 2024-"), "{told}");
}

/// The run looks at each placement of the service for each step of the fault, also if no server is damaged by it.
#[test]
fn a_fault_with_many_steps_at_many_sites_is_refused_for_its_work() {
    let sites: Vec<String> = (0..400).map(|site| format!(r#""x{site}": (name: "X")"#)).collect();
    let on: Vec<String> = (0..400).map(|site| format!(r#""x{site}": 1"#)).collect();
    let steps: Vec<String> = (0..999).map(|step| format!("(\"{step}s\", {})", f64::from(step + 1) / 1000.0)).collect();
    let text = decade(&format!(r#"services: {{ "s": (name: "S", on: {{ {} }}, load: 1) }}"#, on.join(", ")), "")
        .replace(r#""a": (name: "A", at: (1.0, 1.0), hazard: "h")"#, &sites.join(", "))
        .replace(r#"("0s", 1.0)"#, &steps.join(", "))
        .replace(r#"Strike(site: "a")"#, r#"Strike(service: "s", hazard: "h")"#);
    let Budget { events, values, .. } = Budget::STANDARD;
    let told = refused(&text, Budget { events, values, ..small_budget() });
    assert!(
        told.starts_with("f:4:13: the run of plan \"P\" takes more than 300,000 steps of work until 2024-03-04 00:1"),
        "{told}"
    );
}

/// A world in which `services` services with a server each are damaged at the same time, and repaired by a crew of this size.
fn damaged(services: usize, size: usize) -> String {
    let rows: Vec<String> =
        (0..services).map(|n| format!(r#""s{n}": (name: "S", company: "c", on: {{ "a": 10 }})"#)).collect();
    let tables = format!(
        r#"services: {{ {} }},
companies: {{ "c": (name: "C", crew: (size: {size})) }}"#,
        rows.join(", ")
    );
    decade(&tables, "")
        .replace("firedrill: 1", "firedrill: 2")
        .replace(r#"repair: [("0s", 0.0)])"#, r#"repair: [("0s", 0.0)], damages: 1.0, repair_work: "1m")"#)
}

/// Every repair is an instant at which the crew is put anew. One person goes from server to server, so each of these instants takes as
/// much work in a large company as in a small one.
#[test]
fn the_work_of_a_crew_grows_with_its_repairs_and_not_with_all_that_wait() {
    let work = |services| {
        let (spent, refused) = spend(&damaged(services, 1), Budget::STANDARD);
        assert_eq!(refused, None);
        spent.steps
    };
    let (few, many) = (work(50), work(200));
    assert!(many > 3 * few && many < 5 * few, "{few} and {many}");
}

/// At each repair the run looks at all placements of the service, because they share the people who repair what it is short of.
#[test]
fn a_crew_with_very_much_to_repair_is_refused_where_it_stands() {
    let sites: Vec<String> = (0..400).map(|site| format!(r#""x{site}": (name: "X")"#)).collect();
    let on: Vec<String> = (0..400).map(|site| format!(r#""x{site}": 10"#)).collect();
    let text = damaged(1, 1)
        .replace(r#""a": (name: "A", at: (1.0, 1.0), hazard: "h")"#, &sites.join(", "))
        .replace(r#"on: { "a": 10 }"#, &format!("on: {{ {} }}", on.join(", ")))
        .replace(r#"Strike(site: "a")"#, r#"Strike(service: "s0", hazard: "h")"#);
    let Budget { events, values, .. } = Budget::STANDARD;
    let told = refused(&text, Budget { events, values, ..small_budget() });
    assert!(
        told.starts_with("f:5:")
            && told.contains("the run of plan \"P\" takes more than 300,000 steps of work until 2024-03-0"),
        "{told}"
    );
}

#[test]
fn too_many_rivals_and_trading_minutes_are_refused_before_the_run_and_by_check() {
    let rivals: Vec<String> =
        (0..1_500).map(|rival| format!(r#""r{rival}": (name: "R", for: "s", pull: 1.0, back: "1h")"#)).collect();
    let services = r#"services: { "s": (name: "S", users: 5, on: { "a": 1 }) }"#;
    let text = decade(&format!("{services},\nrivals: {{ {} }}", rivals.join(",\n")), "");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rivals.ron");
    std::fs::write(&path, &text).expect("written");
    let path = path.to_str().expect("a path");
    let says = "the run of plan \"P\" has more than 100,000,000 share prices and numbers of users of rivals";
    let output = firedrill(&["check", path]);
    assert_eq!(output.status.code(), Some(1));
    let line = line_of(&text, "\"r1140\"");
    let told = cli::text(&output.stdout);
    assert!(told.starts_with(&format!("{path}:{line}:1: {says}")), "{told}");
    assert!(fails(&["run", path], 1).starts_with(&format!("{path}:{line}:1: {says}")));
    let listed: Vec<String> = (0..40)
        .map(|company| format!(r#""c{company}": (name: "C", exchange: "x", close: 1.0, exposure: {{ "s": 1.0 }})"#))
        .collect();
    let exchange = r#"exchanges: { "x": (name: "X", zone: "UTC", open: "00:00", close: "23:59") }"#;
    let text = decade(&format!("{services},\n{exchange},\ncompanies: {{ {} }}", listed.join(", ")), "");
    let told = foresee(&load(&text));
    let [one] = &told[..] else { panic!("one problem: {told:?}") };
    assert_eq!((one.over.what, one.over.limit), (Resource::Quotes, Budget::STANDARD.quotes));
    assert!(matches!(one.over.culprit, Culprit::Company(_)), "{:?}", one.over);
}

/// The number of the line in which this occurs first.
fn line_of(text: &str, what: &str) -> usize {
    1 + text.lines().position(|line| line.contains(what)).expect("it occurs")
}

#[test]
fn a_price_a_minute_is_kept_only_where_it_moves() {
    let path = format!("{}/tests/hostile/ex-20.ron", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("it is there");
    let (spent, refused) = spend(&text.replace("3653d", "1000d"), Budget::STANDARD);
    assert_eq!(refused, None);
    assert!(spent.quotes > 20_000_000 && spent.values < 2_000_000, "{spent:?}");
}

#[test]
fn the_work_of_actions_grows_with_their_number_and_not_with_its_square() {
    let work = |actions: usize| {
        let strikes: String =
            (1..actions).map(|second| format!(r#", (at: "+{second}s", do: Strike(site: "a"))"#)).collect();
        let text = decade(r#"services: { "s": (name: "S", users: 5, on: { "a": 1 }) }"#, &strikes);
        let (spent, refused) = spend(&text.replace(r#"out: "1d""#, r#"out: "0s""#), Budget::STANDARD);
        assert_eq!(refused, None);
        assert_eq!(spent.strikes, actions as u64);
        spent.events + spent.steps + spent.values
    };
    let (few, many) = (work(1_000), work(4_000));
    assert!(many <= 4 * few + 100, "{few} and {many}");
}

#[test]
fn everything_that_ships_is_far_below_its_budget() {
    for shipped in file::shipped() {
        let scenario = Arc::new(shipped.scenario());
        assert_eq!(foresee(&scenario), [], "{}", shipped.name);
        for plan in &scenario.plans {
            let mut spending = Spending::new(part_of_budget(100), None);
            let run = Run::within(&scenario, plan, 7, &mut spending);
            assert!(run.is_ok(), "{}, {}: {:?}", shipped.name, plan.name, spending.spent());
        }
    }
}

#[test]
fn a_run_is_watched_and_cancelled_from_outside() {
    let scenario = world("", r#" "s": (name: "S", on: { "a": 10 }) "#, r#"(at: "10:00", do: Strike(site: "a"))"#);
    let control = RunControl::default();
    let run = Run::controlled(&scenario, &scenario.plans[0], 0, &control).expect("nobody cancelled it");
    let progress = control.progress();
    assert_eq!((progress.at, progress.length), (SimTime(11 * 3_600), Span(2 * 86_400)), "the last instant of the run");
    assert_eq!(progress.events, run.recording.events.len() as u64);
    control.cancel();
    let cancelled = Run::controlled(&scenario, &scenario.plans[0], 0, &control);
    assert_eq!(cancelled.err(), Some(RunError::Cancelled));
}

#[test]
fn a_session_refuses_a_plan_that_is_too_much_and_keeps_what_it_shows() {
    let sites: String =
        (0..450).map(|site| format!(r#", "s{site}": (name: "S", at: (1.0, 1.0), hazard: "h")"#)).collect();
    let areas = r#", (at: "+1h", do: StrikeArea(at: (1.0, 1.0), radius_km: 1.0))"#.repeat(450);
    let text = decade(r#"services: { "s": (name: "S", users: 5, on: { "a": 1 }) }"#, &areas);
    let text = text.replace(r#"hazard: "h") }"#, &format!(r#"hazard: "h"){sites} }}"#));
    let text = text.replace("plans: [", r#"plans: [(name: "Quiet"), "#);
    let open = |control: RunControl| {
        let (authored, checked) = file::load_document(text.as_bytes()).expect("it loads");
        Session::open_with(authored, checked, Origin::Shipped("test"), Effort::watched(Arc::new(control)))
    };
    let mut session = open(RunControl::default()).expect("the first plan is small");
    let before = Arc::clone(session.run());
    let refused = session.apply(PlanCommand::ChoosePlan(1)).refused.expect("it is refused");
    let told = refused.saying().to_string();
    assert!(
        told.starts_with("plan \"P\" has more than 200,000 strikes, with those to which they spread; strike"),
        "{told}"
    );
    assert!(session.chosen() == 0 && Arc::ptr_eq(session.run(), &before), "nothing has changed");
    let cancelled = RunControl::default();
    cancelled.cancel();
    assert_eq!(open(cancelled).err(), Some(RunError::Cancelled));
}

/// Whether the file is warned of a cycle, and the warning if it is.
fn warning(text: &str) -> Option<String> {
    let checked = file::load_checked(text.as_bytes()).expect("it loads");
    let goes_round = file::render_warnings(&checked.warnings, "f", text);
    goes_round.lines().find(|line| line.contains("an outage can go round")).map(str::to_owned)
}

/// Whether a service of the plan is still out at the end, and whether anything changes on the last day.
fn at_the_end(scenario: &Arc<Scenario>) -> (bool, bool) {
    let recording = run(scenario, "P").recording;
    let end = SimTime(recording.length.0);
    let is_out = recording.services.rows().iter().any(|track| *track.health.at(end) < 950);
    (is_out, recording.events.iter().any(|event| event.at > end - Span::DAY))
}

#[test]
fn a_file_is_warned_of_a_cycle_exactly_if_an_outage_goes_round_it_for_ever() {
    // Restart, grace, and the rest of each dependency; whether it is warned of, and what happens after ninety days.
    let cases = [
        ("1m", "1m", "", true, (true, true)),
        // With longer restarts the outage grows until all services are Down at once, and stays.
        ("90s", "1m", "", true, (true, false)),
        ("1m", "61s", "", false, (false, false)),
        // With a smaller weight the loss is smaller after each round, until nothing is Down.
        ("1m", "1m", ", weight: 0.998", false, (false, false)),
        ("1m", "1m", ", weight: 0.999", true, (true, true)),
        // Without grace an outage does not go round: it stays.
        ("1m", "0s", "", false, (true, false)),
    ];
    for (restart, grace, rest, is_warned, end) in cases {
        let text = ring("90d", restart, grace, rest);
        let warning = warning(&text);
        assert_eq!(warning.is_some(), is_warned, "{restart}, {grace}{rest}: {warning:?}");
        assert_eq!(at_the_end(&load(&text)), end, "{restart}, {grace}{rest}");
    }
    let text = ring("1d", "1m", "1m", "");
    let says = "an outage can go round this cycle of dependencies for ever: s0 > s1 > s2 > s0";
    let column = text.lines().nth(4).unwrap().find(r#""s1""#).unwrap() + 1;
    assert_eq!(warning(&text), Some(format!("f:5:{column}: warning: {says}")));
}
