//! Measures how long a run takes, on the Kakao scenario and on worlds of growing size, how long a seek in its recording takes, and
//! how much memory the recording uses.
//!
//! Targets: a run of Kakao takes 2 ms; a run of 100,000 services takes 1 s and 1 GB, and at most twice as long if every company has a
//! crew and every strike damages servers; the time grows no faster than n log n; a seek takes 1 microsecond for each series; computing what would have helped takes 0.2 s; the runs of 50 plans of Kakao use 100 MB
//! (`max alloc`).

use std::sync::Arc;
use std::time::{Duration, Instant};

use divan::{AllocProfiler, Bencher, black_box};
use firedrill::model::{Act, Action, Id, Plan, Scenario, ServiceId, When};
use firedrill::recording::{Recording, Subject};
use firedrill::study::{self, Run, Size, generate, with_crews};
use firedrill::units::{SimTime, Span};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
    // `cargo test` runs benchmarks with `--test`, only to check that they work. The slow measurements are left out then.
    if !std::env::args().any(|arg| arg == "--test" || arg == "--list") {
        print_growth();
        print_weight();
    }
}

#[divan::bench(sample_count = 200)]
fn kakao(bencher: Bencher<'_, '_>) {
    let scenario = kakao_scenario();
    let plan = acting_plan(&scenario);
    bencher.bench_local(|| simulate(black_box(&scenario), &plan));
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn generated(bencher: Bencher<'_, '_>, services: usize) {
    let scenario = generated_scenario(services);
    let plan = acting_plan(&scenario);
    bencher.bench_local(|| simulate(black_box(&scenario), &plan));
}

/// The same worlds, in which every company has a crew and every strike damages servers.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn generated_with_crews(bencher: Bencher<'_, '_>, services: usize) {
    let scenario = crewed_scenario(services);
    let plan = acting_plan(&scenario);
    bencher.bench_local(|| simulate(black_box(&scenario), &plan));
}

/// Reads the state of every service of the Kakao run at a share of its length, in per cent.
#[divan::bench(args = [0, 10, 50, 100])]
fn seek(bencher: Bencher<'_, '_>, percent: i64) {
    let scenario = kakao_scenario();
    let run = simulate(&scenario, &acting_plan(&scenario));
    let at = SimTime(run.recording.length.0 * percent / 100);
    bencher.bench_local(|| state_at(black_box(&run), at));
}

/// Reads the health of every service of a large world at a share of the run's length, in per cent. Divide the result by 10,000 to
/// get the time for one series.
#[divan::bench(args = [0, 10, 50, 100])]
fn seek_10_000_series(bencher: Bencher<'_, '_>, percent: i64) {
    let scenario = generated_scenario(10_000);
    let run = simulate(&scenario, &acting_plan(&scenario));
    let at = SimTime(run.recording.length.0 * percent / 100);
    bencher.bench_local(|| state_at(black_box(&run), at));
}

/// Runs a plan of 40,000 actions: a strike, and then load shedding again in each second after it. The target is 1 s.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn forty_thousand_actions(bencher: Bencher<'_, '_>) {
    let scenario = kakao_scenario();
    let strike = Action { at: When::At(SimTime(0)), act: Act::Strike { site: Id::new(0), hazard: None } };
    let shed = |second: i64| {
        let act = Act::ShedLoad { service: ServiceId::new(0), span: Span::HOUR };
        Action { at: When::AfterStrike(Span(second)), act }
    };
    let actions = std::iter::once(strike).chain((1..40_000).map(shed)).collect();
    let plan = Plan { actions, ..Plan::default() };
    bencher.bench_local(|| simulate(black_box(&scenario), &plan));
}

/// Makes the runs of 50 plans that are the same at first, and keeps all of them in memory, as a session does.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn fifty_forks(bencher: Bencher<'_, '_>) {
    let scenario = kakao_scenario();
    let plan = acting_plan(&scenario);
    let fork = |minutes: i64| {
        let mut plan = plan.clone();
        let act = Act::ShedLoad { service: ServiceId::new(0), span: Span::HOUR };
        plan.actions.push(Action { at: When::At(SimTime(minutes * 600)), act });
        plan
    };
    let plans: Vec<Plan> = (1..=50).map(fork).collect();
    bencher.bench_local(|| plans.iter().map(|plan| simulate(black_box(&scenario), plan)).collect::<Vec<Run>>());
}

/// Tries everything that might have helped KakaoTalk, each with a whole run. The window computes this in the background when the
/// service is selected.
#[divan::bench(sample_count = 20)]
fn levers(bencher: Bencher<'_, '_>) {
    let scenario = kakao_scenario();
    let run = simulate(&scenario, &acting_plan(&scenario));
    let (talk, _) = scenario.services.iter().find(|(_, service)| service.name == "KakaoTalk").expect("it is there");
    bencher.bench_local(|| study::levers(&scenario, black_box(&run), Subject::Service(talk)));
}

fn simulate(scenario: &Arc<Scenario>, plan: &Plan) -> Run {
    Run::new(scenario, plan, 0).expect("a plan of the scenario fits")
}

fn state_at(run: &Run, at: SimTime) -> u64 {
    let recording = &run.recording;
    let services = (0..recording.services.len()).map(ServiceId::new);
    let health: u64 = services.map(|service| u64::from(*recording.services[service].health.at(at))).sum();
    health + *recording.people.at(at) + recording.events_until(at) as u64
}

fn acting_plan(scenario: &Scenario) -> Plan {
    scenario.plans.iter().find(|plan| plan.acts()).expect("a plan that acts").clone()
}

fn kakao_scenario() -> Arc<Scenario> {
    let shipped = firedrill::file::shipped().iter().find(|shipped| shipped.name == "kakao-2022");
    let text = shipped.expect("the Kakao scenario ships").text();
    Arc::new(firedrill::file::load(text.as_bytes()).expect("it loads"))
}

/// A generated world with a hundred services per site and, on average, three dependencies per service.
fn generated_scenario(services: usize) -> Arc<Scenario> {
    Arc::new(generate(Size { sites: services / 100, services, dependencies: 3 * services }, 1))
}

/// The same world with crews and damage.
fn crewed_scenario(services: usize) -> Arc<Scenario> {
    Arc::new(with_crews(Arc::unwrap_or_clone(generated_scenario(services))))
}

/// Prints the exponent b of time ~ n^b, between one size and the next and over all sizes.
#[expect(clippy::print_stdout, reason = "a bench prints")]
fn print_growth() {
    let plain = growth("", generated_scenario);
    let crewed = growth(" with crews", crewed_scenario);
    let ratios = plain.iter().zip(&crewed).map(|(plain, crewed)| format!("{:.2}", crewed / plain));
    println!("with crews it takes {} times as long", ratios.collect::<Vec<String>>().join(", "));
}

/// Prints how the time of these worlds grows, and returns the times in seconds.
#[expect(clippy::print_stdout, reason = "a bench prints")]
fn growth(kind: &str, world: impl Fn(usize) -> Arc<Scenario>) -> Vec<f64> {
    let times: Vec<f64> = SIZES.iter().map(|services| shortest(&world(*services)).as_secs_f64()).collect();
    let exponent =
        |from: usize, to: usize| (times[to] / times[from]).ln() / (SIZES[to] as f64 / SIZES[from] as f64).ln();
    for (services, time) in SIZES.iter().zip(&times) {
        println!("{services:>8} services{kind}: {:.1} ms", time * 1e3);
    }
    let last = SIZES.len() - 1;
    // The exponent with which n log n grows over the same sizes.
    let n_log_n = |n: usize| n as f64 * (n as f64).ln();
    let bound = (n_log_n(SIZES[last]) / n_log_n(SIZES[0])).ln() / (SIZES[last] as f64 / SIZES[0] as f64).ln();
    println!(
        "growth exponent {:.2} (first step {:.2}, second {:.2}); n log n would be {bound:.2}",
        exponent(0, last),
        exponent(0, 1),
        exponent(1, 2)
    );
    times
}

/// Prints how many bytes a recording uses for each change of health, for each size.
#[expect(clippy::print_stdout, reason = "a bench prints")]
fn print_weight() {
    for services in SIZES {
        let scenario = generated_scenario(services);
        let run = simulate(&scenario, &acting_plan(&scenario));
        let (bytes, changes) = weight(&run.recording);
        println!("{services:>8} services: {changes} changes of health, {} bytes each", bytes / changes.max(1));
    }
}

/// Returns how many bytes the log of events and the series of all services use, and how many changes of health they contain.
fn weight(recording: &Recording) -> (usize, usize) {
    let mut bytes = size_of_val(&recording.events[..]);
    let mut changes = 0;
    for track in recording.services.rows() {
        bytes += size_of_val(track.moments.all());
        bytes += size_of_val(track.health.all());
        bytes += size_of_val(&track.events[..]);
        changes += track.events.len();
    }
    (bytes, changes)
}

#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
fn shortest(scenario: &Arc<Scenario>) -> Duration {
    let plan = acting_plan(scenario);
    let time = || {
        let begin = Instant::now();
        black_box(simulate(scenario, &plan));
        begin.elapsed()
    };
    (0..3).map(|_| time()).min().expect("a time")
}
