//! Causes of which each alone is enough for an outage: without one of them nothing changes, because the others are left. They are found by
//! taking out together those without which, one at a time, nothing changes.

use super::{Instead, Tried, Verdict, Without};
use crate::model::ServiceId;
use crate::recording::Outage;
use crate::study::Run;
use crate::units::SimTime;

/// The maximum number of causes that are taken out together.
const MOST: usize = 6;

/// Several causes of an outage, each of which is enough, and how the outage is without all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The causes, at least two.
    pub causes: Vec<Without>,
    /// The outage without all of them.
    pub verdict: Verdict,
}

/// The outage of a service that is explained, at the time `at`.
#[derive(Clone, Copy)]
struct Asked<'a> {
    run: &'a Run,
    service: ServiceId,
    outage: Outage,
    at: SimTime,
}

impl Asked<'_> {
    /// The outage without these causes. `None` if this run was not tried, or cannot be made.
    fn verdict(self, tried: &Tried, causes: &[Without]) -> Option<Verdict> {
        let is = tried.of(causes)??;
        Some(Verdict::new(self.run, self.service, self.outage, is, self.at))
    }

    /// The same, if the outage then is another one.
    fn other(self, tried: &Tried, causes: &[Without]) -> Option<Verdict> {
        self.verdict(tried, causes).filter(|verdict| verdict.instead != Instead::Same)
    }

    /// Of these causes those without which nothing changes.
    fn idle(self, tried: &Tried, tests: &[Without]) -> Vec<Without> {
        let is_idle =
            |test: &&Without| self.verdict(tried, &[**test]).is_some_and(|verdict| verdict.instead == Instead::Same);
        tests.iter().filter(is_idle).take(MOST).copied().collect()
    }
}

fn pairs(causes: &[Without]) -> impl Iterator<Item = [Without; 2]> {
    let later = |index: usize| causes[index + 1..].iter();
    causes.iter().enumerate().flat_map(move |(index, first)| later(index).map(|second| [*first, *second]))
}

/// The causes that are to be taken out together next, after each of `tests` was tried alone. `None` if it is known which of them belong
/// together, or that none do.
#[must_use]
pub fn next_together(
    run: &Run,
    service: ServiceId,
    outage: Outage,
    at: SimTime,
    tests: &[Without],
    tried: &Tried,
) -> Option<Vec<Without>> {
    let asked = Asked { run, service, outage, at };
    let all = asked.idle(tried, tests);
    if all.len() < 2 {
        return None;
    }
    if tried.of(&all).is_none() {
        return Some(all);
    }
    asked.other(tried, &all)?;
    for pair in pairs(&all) {
        if tried.of(&pair).is_none() {
            return Some(pair.to_vec());
        }
        if asked.other(tried, &pair).is_some() {
            return None;
        }
    }
    None
}

/// Of the causes `tests` those of which each alone is enough, as far as this was tried: two of them, or else as many as it takes.
#[must_use]
pub fn together(
    run: &Run,
    service: ServiceId,
    outage: Outage,
    at: SimTime,
    tests: &[Without],
    tried: &Tried,
) -> Option<Together> {
    let asked = Asked { run, service, outage, at };
    let all = asked.idle(tried, tests);
    if all.len() < 2 {
        return None;
    }
    let of_all = asked.other(tried, &all)?;
    let of_pair = pairs(&all).find_map(|pair| Some((pair.to_vec(), asked.other(tried, &pair)?)));
    let (causes, verdict) = of_pair.unwrap_or((all, of_all));
    Some(Together { causes, verdict })
}
