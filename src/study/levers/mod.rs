//! What would have helped: a handful of what-ifs for one service or site, each weighed by a whole run of the plan with it.

mod behind;
mod tries;

use std::cmp::Reverse;
use std::sync::Arc;

use self::tries::Kind;
pub use self::tries::tries;
use super::Run;
use crate::model::{Scenario, WhatIf};
use crate::recording::Subject;
use crate::text::Texts;
use crate::units::{SimTime, Span};

/// Levers that are shown.
const MOST: usize = 7;

/// A what-if that might help; whether it does is not known yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    kind: Kind,
    what_if: WhatIf,
}

/// A what-if, and what it would have changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    kind: Kind,
    /// What would be done differently.
    pub what_if: WhatIf,
    /// User-time of all services that it saves, in user-seconds times permille of demand: exact; less than nothing if it does harm.
    pub saved_user_millisecs: i128,
    /// How the subject comes through the run as it is.
    pub before: Recovery,
    /// How it comes through the run with it.
    pub after: Recovery,
}

/// How a service or a site comes through a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// Nothing happens to it.
    Unhurt,
    /// It is well again for good from this moment on.
    Back(SimTime),
    /// It is not well at the end of the run.
    Never,
}

/// The levers found so far for one subject in one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Levers {
    found: Vec<Lever>,
    /// Whether all were tried.
    pub is_done: bool,
}

impl Try {
    /// Runs the plan of `run` with it. `None` if that changes nothing for anybody, or cannot be.
    #[must_use]
    pub fn weigh(self, scenario: &Arc<Scenario>, run: &Run, subject: Subject) -> Option<Lever> {
        let with = Run::new(scenario, &run.plan.with(self.what_if.clone()), run.seed).ok()?;
        let lever = Lever {
            kind: self.kind,
            what_if: self.what_if,
            saved_user_millisecs: lost(run) - lost(&with),
            before: recovery(run, subject),
            after: recovery(&with, subject),
        };
        (lever.saved_user_millisecs != 0 || lever.before != lever.after).then_some(lever)
    }
}

impl Lever {
    /// How much sooner the subject is back, less than nothing if later; `None` if it is not back in both runs.
    #[must_use]
    pub fn sooner(&self) -> Option<Span> {
        match (self.before, self.after) {
            (Recovery::Back(before), Recovery::Back(after)) => Some(before - after),
            (Recovery::Unhurt | Recovery::Never | Recovery::Back(_), _) => None,
        }
    }

    /// The more the better: what it saves, how soon the subject is back, how little is to be done.
    fn worth(&self) -> (i128, Reverse<i64>, Reverse<usize>) {
        let back = match self.after {
            Recovery::Unhurt => -1,
            Recovery::Back(at) => at.0,
            Recovery::Never => i64::MAX,
        };
        let parts = self.what_if.measures.len() + self.what_if.actions.len();
        (self.saved_user_millisecs, Reverse(back), Reverse(parts))
    }
}

impl Levers {
    /// Adds one. Of each kind only the best stays.
    pub fn add(&mut self, lever: Lever) {
        match self.found.iter_mut().find(|there| there.kind == lever.kind) {
            Some(there) if there.worth() >= lever.worth() => return,
            Some(there) => *there = lever,
            None => self.found.push(lever),
        }
        self.found.sort_by_key(|lever| Reverse(lever.worth()));
    }

    /// The levers that help most, the best first.
    #[must_use]
    pub fn best(&self) -> &[Lever] {
        &self.found[..self.found.len().min(MOST)]
    }
}

/// All levers for `subject` in `run`, which is a run of a plan on `scenario`.
#[must_use]
pub fn levers(scenario: &Arc<Scenario>, run: &Run, subject: Subject, texts: &Texts) -> Levers {
    let mut levers = Levers::default();
    let weighed = tries(run, subject, texts).into_iter().filter_map(|one| one.weigh(scenario, run, subject));
    weighed.for_each(|lever| levers.add(lever));
    levers.is_done = true;
    levers
}

/// User-time that all services lose, in user-seconds times permille of demand.
fn lost(run: &Run) -> i128 {
    // A run loses less than 2^127: users times seconds times permille.
    run.recording.summary.services.rows().iter().map(|row| row.lost_user_millisecs as i128).sum()
}

fn recovery(run: &Run, subject: Subject) -> Recovery {
    let recording = &run.recording;
    match subject {
        Subject::Service(service) => {
            let summary = &recording.summary.services[service];
            match (summary.first_out, summary.back) {
                (None, _) => Recovery::Unhurt,
                (Some(_), Some(back)) => Recovery::Back(back),
                (Some(_), None) => Recovery::Never,
            }
        }
        Subject::Site(site) => match recording.sites[site].dark.all() {
            [(_, 0)] => Recovery::Unhurt,
            [.., (at, 0)] => Recovery::Back(*at),
            [..] => Recovery::Never,
        },
        Subject::Company(_) | Subject::World => Recovery::Unhurt,
    }
}
