//! Work shared out among threads, each with something of its own to put its results into.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Does `work` once for each number, on so many threads, this one among them. Besides the number it is given what its thread
/// began with, and how many are done with it; `None` if it ever answers that it is not to go on.
///
/// Which thread gets which number is left to chance: results must not depend on it.
pub fn share_out<S: Send>(
    numbers: Range<u64>,
    threads: NonZero<usize>,
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, u64, u64) -> bool + Sync,
) -> Option<Vec<S>> {
    let (next, done) = (AtomicU64::new(numbers.start), AtomicU64::new(0));
    let stopped = AtomicBool::new(false);
    let one_thread = || {
        let mut own = begin();
        while !stopped.load(Ordering::Relaxed) {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= numbers.end {
                break;
            }
            // With this one itself.
            let with_this = || done.fetch_add(1, Ordering::Relaxed) + 1;
            if !work(&mut own, number, with_this()) {
                stopped.store(true, Ordering::Relaxed);
            }
        }
        own
    };
    let more = threads.get().min(usize::try_from(numbers.end - numbers.start).unwrap_or(usize::MAX)) - 1;
    let all = std::thread::scope(|scope| {
        // Where the machine has no more threads to give, those there are do all of it.
        let begun = |_| std::thread::Builder::new().spawn_scoped(scope, one_thread).ok();
        let others: Vec<_> = (0..more).map_while(begun).collect();
        let mut all = vec![one_thread()];
        all.extend(others.into_iter().map(|other| other.join().expect("no run panics")));
        all
    });
    (!stopped.load(Ordering::Relaxed)).then_some(all)
}
