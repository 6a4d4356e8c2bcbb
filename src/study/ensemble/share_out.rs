//! Divides work among threads, and joins the results in order.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::ThreadPoolBuilder;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

/// The number of parts for each thread into which the work is divided. With fewer parts, threads would wait long for the slowest thread.
/// More parts would take more time, because beginning and joining a part can take as long as a run.
const PARTS_PER_THREAD: usize = 8;

/// Calls `work` once for each of `numbers`, on `threads` threads. The numbers are divided into parts. For each part, `begin` creates an
/// empty result, and `work` adds the numbers of the part to this result one after another. `work` also gets the number of calls so far,
/// including this one. At the end `join` joins the results of neighbouring parts in their order. If `work` ever returns false, the work
/// stops and the result is `None`.
pub fn share_out<S: Send>(
    mut numbers: Range<u64>,
    threads: NonZero<usize>,
    begin: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, u64, u64) -> bool + Sync + Send,
    join: impl Fn(S, S) -> S + Sync + Send,
) -> Option<S> {
    let done = AtomicU64::new(0);
    let one = |mut part: S, number: u64| {
        let with_this = done.fetch_add(1, Ordering::Relaxed) + 1;
        work(&mut part, number, with_this).then_some(part)
    };
    match ThreadPoolBuilder::new().num_threads(threads.get()).build() {
        Ok(pool) => pool.install(|| {
            let count =
                usize::try_from(numbers.end.saturating_sub(numbers.start)).expect("fewer numbers than fit into memory");
            let least = (count / (PARTS_PER_THREAD * threads.get())).max(1);
            let all = (0..count).into_par_iter().with_min_len(least).map(|index| numbers.start + index as u64);
            let parts = all.try_fold(&begin, one);
            parts.try_reduce_with(|before, after| Some(join(before, after))).unwrap_or_else(|| Some(begin()))
        }),
        // If the machine cannot start more threads, this thread does all the work.
        Err(_) => numbers.try_fold(begin(), one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREADS: [usize; 3] = [1, 2, 7];

    /// Runs a test and returns the numbers in the order of the result, and the greatest count that was passed to `work`.
    fn all(numbers: Range<u64>, threads: usize, until: u64) -> Option<(Vec<u64>, u64)> {
        let work = |(all, most): &mut (Vec<u64>, u64), number, done: u64| {
            all.push(number);
            *most = done.max(*most);
            number != until
        };
        let join = |(mut all, most): (Vec<u64>, u64), (more, other): (Vec<u64>, u64)| {
            all.extend(more);
            (all, most.max(other))
        };
        share_out(numbers, NonZero::new(threads).unwrap(), Default::default, work, join)
    }

    #[test]
    fn every_number_is_done_once_and_comes_out_in_order() {
        for threads in THREADS {
            for numbers in [0..0, 5..6, 3..1_000] {
                let count = numbers.end - numbers.start;
                assert_eq!(all(numbers.clone(), threads, u64::MAX), Some((numbers.collect(), count)), "{threads}");
            }
        }
    }

    #[test]
    fn work_that_is_not_to_go_on_comes_to_nothing() {
        for threads in THREADS {
            assert_eq!(all(0..1_000, threads, 500), None, "{threads}");
        }
    }
}
