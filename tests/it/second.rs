//! Tests with random worlds, in which a run and the second implementation of MODEL.md must agree in every value.

use std::thread;

use firedrill::study::Run;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};

use crate::oracle;
use crate::support::load;
use crate::support::wild::{Shape, World, worlds};

/// How many worlds the ordinary test run uses. The variable `FIREDRILL_WORLDS` can set another number.
const WORLDS: u32 = 2_000;
const THREADS: u32 = 2;

fn agree(world: &World) -> Result<(), String> {
    let scenario = load(&world.text());
    let plan = &scenario.plans[0];
    let run = Run::new(&scenario, plan, 0).map_err(|error| error.to_string())?;
    oracle::compare(&run, &oracle::answer(&scenario, plan, world.step_secs()))
}

/// The first difference, with the simplest world that has it; `None` if all worlds agree.
fn disagreement(shape: Shape, cases: u32, seed: u64) -> Option<String> {
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let result = TestRunner::new(config)
        .run(&worlds(shape), |world| agree(&world).map_err(proptest::test_runner::TestCaseError::fail));
    match result {
        Ok(()) => None,
        Err(TestError::Fail(what, world)) => Some(format!("{what}\n{world:?}")),
        Err(TestError::Abort(why)) => Some(why.to_string()),
    }
}

/// Compares many worlds on several threads.
fn all_agree(shape: Shape) {
    let asked = std::env::var("FIREDRILL_WORLDS").ok();
    let cases = asked.map_or(WORLDS, |cases| cases.parse().expect("FIREDRILL_WORLDS is a number"));
    let seed = match Config::default().rng_seed {
        RngSeed::Fixed(seed) => seed,
        RngSeed::Random => 0,
    };
    let thread = |n| thread::spawn(move || disagreement(shape, cases / THREADS, seed + u64::from(n)));
    let threads: Vec<_> = (0..THREADS).map(thread).collect();
    let found: Vec<String> = threads.into_iter().filter_map(|thread| thread.join().expect("it ends")).collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn the_second_implementation_agrees_on_random_worlds() {
    all_agree(Shape::ANY);
}

#[test]
fn the_second_implementation_agrees_on_random_worlds_with_damage_and_crews() {
    all_agree(Shape { later: true, ..Shape::ANY });
}

/// The worlds of `tests/worlds-2` come with the answers of a third program, with which the run agrees (`worlds.rs`).
#[test]
fn the_second_implementation_agrees_on_the_worlds_with_known_answers() {
    for number in 0..30 {
        let path = format!("{}/tests/worlds-2/{number:02}.ron", env!("CARGO_MANIFEST_DIR"));
        let scenario = load(&std::fs::read_to_string(path).expect("a world"));
        let plan = scenario.plans.iter().find(|plan| plan.acts()).expect("a plan that acts");
        let run = Run::new(&scenario, plan, 0).expect("the plan fits");
        let compared = oracle::compare(&run, &oracle::answer(&scenario, plan, 60));
        assert_eq!(compared, Ok(()), "world {number}");
    }
}
