//! Measures how many runs of the Kakao scenario are made in a second, on one thread and on two threads.
//!
//! Targets: 10,000 runs in 2 s on two cores, 0.6 ms for a run on one thread, and two threads 1.8 times as fast as one thread.

use std::num::NonZero;
use std::sync::Arc;

use divan::Bencher;
use divan::counter::ItemsCount;
use firedrill::study::ensemble::{Draw, Ensemble, Shard};

fn main() {
    divan::main();
}

const RUNS: u32 = 1_000;

#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn kakao(bencher: Bencher<'_, '_>, threads: usize) {
    let shipped = firedrill::file::shipped().iter().find(|shipped| shipped.name == "kakao-2022");
    let scenario = Arc::new(shipped.expect("the Kakao scenario ships").scenario());
    let plan = scenario.plans.iter().find(|plan| plan.acts()).expect("a plan that acts");
    let draw = Draw::new(1, RUNS, Shard::WHOLE).expect("there are such runs");
    let threads = NonZero::new(threads).expect("a thread");
    bencher.counter(ItemsCount::new(RUNS)).bench_local(|| Ensemble::new(&scenario, plan, draw, threads, |_| true));
}
