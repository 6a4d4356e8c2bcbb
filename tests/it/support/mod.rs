//! Helpers that many tests use: small worlds in a few lines, and runs as text.

pub mod cli;
pub mod painter;
pub mod wild;
pub mod window;

use std::path::Path;
use std::sync::Arc;

use firedrill::model::Scenario;
use firedrill::study::Run;
use firedrill::units::SimTime;

/// The text of the small world (MODEL.md, section 2).
pub const SMALL: &str = include_str!("../../saves/small.ron");

/// The text of the small world of version 2 (MODEL.md, section 2).
pub const SMALL_TWO: &str = include_str!("../../saves/small-2.ron");

/// The files of the source. Each has its path below `src`, and its text.
pub fn source() -> Vec<(String, String)> {
    let files = rust_files("src");
    assert!(files.len() > 100, "the source was not read right");
    files
}

/// The Rust files in a folder of the repository. Each has its path below the folder, and its text.
pub fn rust_files(folder: &str) -> Vec<(String, String)> {
    fn read(folder: &Path, below: &str, into: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            let name = format!("{below}{}", path.file_name().expect("a name").to_string_lossy());
            if path.is_dir() {
                read(&path, &format!("{name}/"), into);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                into.push((name, std::fs::read_to_string(&path).expect("it is text")));
            }
        }
    }
    let mut files = Vec::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "", &mut files);
    files.sort();
    files
}

/// Loads a scenario from its text, which must be valid.
pub fn load(text: &str) -> Arc<Scenario> {
    match firedrill::file::load(text.as_bytes()) {
        Ok(scenario) => Arc::new(scenario),
        Err(report) => panic!("the scenario loads:\n{}", report.render("test", text)),
    }
}

/// The run of the plan with this name, with seed 0.
pub fn run(scenario: &Arc<Scenario>, plan: &str) -> Run {
    let plan = scenario.plans.iter().find(|there| there.name == plan).expect("a plan of this name");
    Run::new(scenario, plan, 0).expect("the plan fits")
}

/// A world with the sites `a` and `b` and these services. It starts at midnight, in UTC, and is two days long. Its plan has these
/// actions.
///
/// There are three hazards. `dark` makes all servers dark for an hour. `half` makes half of the servers dark for an hour. `slow`
/// makes all servers dark for an hour; half of them are repaired one hour later, and the rest two hours later.
pub fn world(sites: &str, services: &str, actions: &str) -> Arc<Scenario> {
    load(&format!(
        r#"(
            firedrill: 1, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "2d", population: 1000000,
            hazards: {{
                "dark": (name: "Power cut", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("0s", 0.0)]),
                "half": (name: "Half a power cut", kind: Power, spread: [("0s", 0.5)], out: "1h", repair: [("0s", 0.0)]),
                "slow": (name: "Slow repair", kind: Power, spread: [("0s", 1.0)], out: "1h", repair: [("1h", 0.5), ("2h", 0.0)]),
            }},
            sites: {{
                "a": (name: "A", at: (51.5, -0.1), hazard: "dark"{sites}),
                "b": (name: "B", at: (51.5, 0.9), hazard: "dark"),
            }},
            services: {{ {services} }},
            plans: [(name: "Plan", actions: [{actions}])],
        )"#
    ))
}

/// The run of the plan of [`world`].
pub fn play(sites: &str, services: &str, actions: &str) -> Run {
    run(&world(sites, services, actions), "Plan")
}

/// The health of a service by time of day, such as `00:00 1000, 01:00 500`.
pub fn health(run: &Run, service: &str) -> String {
    let (id, _) = run.world.services.iter().find(|(_, row)| row.key == service).expect("a service of this id");
    let steps = run.recording.services[id].health.all();
    let told: Vec<String> = steps.iter().map(|(at, health)| format!("{} {health}", clock(run, *at))).collect();
    told.join(", ")
}

/// A time of the run as local time. The day is added if it is not the first day.
pub fn clock(run: &Run, at: SimTime) -> String {
    let local = run.world.clock.local(at);
    let first = run.world.clock.local(SimTime::ZERO).date();
    let format = if local.date() == first { "%H:%M" } else { "%-d %H:%M" };
    let seconds = local.format("%S").to_string();
    let seconds = if seconds == "00" { String::new() } else { format!(":{seconds}") };
    format!("{}{seconds}", local.format(format))
}
