//! What would have helped a service or a site: a few what-ifs, each evaluated by a whole run of the plan with the what-if.

mod behind;
mod draft;
mod tries;

use std::cmp::Reverse;
use std::sync::Arc;

use self::draft::Draft;
use self::tries::Kind;
pub use self::tries::tries;
use super::Run;
use crate::model::{Localized, Scenario, WhatIf};
use crate::recording::Subject;
use crate::sim::RunControl;
use crate::text::Texts;
use crate::units::{SimTime, Span};

/// The maximum number of levers that are shown.
const MOST: usize = 7;

/// A what-if that might help, before it is evaluated.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    kind: Kind,
    draft: Draft,
}

/// A what-if that was evaluated, and its effect on the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    kind: Kind,
    draft: Draft,
    /// How much user-time of all services it saves, in user-seconds times permille of demand. The value is exact, and negative if
    /// the what-if makes the run worse.
    pub saved_user_millisecs: i128,
    /// How many more services keep their recovery time objective than in the original run; negative if fewer do.
    pub kept_rtos: i64,
    /// When the service or site recovers in the original run.
    pub before: Recovery,
    /// When the service or site recovers in the run with the what-if.
    pub after: Recovery,
}

/// When a service or a site recovers in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// The service is never out, or the site is never dark, so there is nothing to recover from.
    Unhurt,
    /// The service is Up, or the site is completely online, from this time until the end.
    Back(SimTime),
    /// The service is out, or the site is partly dark, at the end of the run.
    Never,
}

/// The levers that were found so far for one subject in one run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Levers {
    found: Vec<Lever>,
    /// Whether all what-ifs were evaluated.
    pub is_done: bool,
}

impl Try {
    /// Evaluates the what-if with a whole run. `None` if the what-if does not help, if it does not fit the plan, if the run would come to
    /// more than its budget, or if it was cancelled through `control`.
    #[must_use]
    pub fn weigh(self, scenario: &Arc<Scenario>, run: &Run, subject: Subject, control: &RunControl) -> Option<Lever> {
        let plan = run.plan.with(self.draft.what_if(String::new()));
        let with = Run::controlled(scenario, &plan, run.seed, control).ok()?;
        let lever = Lever {
            kind: self.kind,
            draft: self.draft,
            saved_user_millisecs: lost(run) - lost(&with),
            kept_rtos: missed_rtos(run) - missed_rtos(&with),
            before: recovery(run, subject),
            after: recovery(&with, subject),
        };
        lever.helps().then_some(lever)
    }
}

impl Lever {
    /// What it is called, with the names of the world of its run.
    #[must_use]
    pub fn name(&self, names: Localized<'_>, texts: &Texts) -> String {
        self.draft.name(names, texts)
    }

    /// What would be done differently, under that name.
    #[must_use]
    pub fn what_if(&self, names: Localized<'_>, texts: &Texts) -> WhatIf {
        self.draft.what_if(self.name(names, texts))
    }

    /// How much sooner the subject recovers; negative if it recovers later. `None` if it does not recover in one of the two runs,
    /// or is never hurt.
    #[must_use]
    pub fn sooner(&self) -> Option<Span> {
        match (self.before, self.after) {
            (Recovery::Back(before), Recovery::Back(after)) => Some(before - after),
            (Recovery::Unhurt | Recovery::Never | Recovery::Back(_), _) => None,
        }
    }

    /// Whether it helps: it saves user-time or keeps more recovery time objectives, or, if it changes neither, the subject recovers sooner.
    fn helps(&self) -> bool {
        let changes_neither = self.saved_user_millisecs == 0 && self.kept_rtos == 0;
        let is_sooner = self.after.order() < self.before.order();
        self.saved_user_millisecs > 0 || self.kept_rtos > 0 || (changes_neither && is_sooner)
    }

    /// The value by which levers are compared; the greatest is the best. It contains the saved user-time, then how many more
    /// recovery time objectives are kept, then how soon the subject recovers, and then how few measures and actions are needed.
    fn worth(&self) -> (i128, i64, Reverse<i64>, Reverse<usize>) {
        let parts = self.draft.measures.len() + self.draft.actions.len();
        (self.saved_user_millisecs, self.kept_rtos, Reverse(self.after.order()), Reverse(parts))
    }
}

impl Recovery {
    /// A number that is the smaller, the sooner the subject recovers.
    const fn order(self) -> i64 {
        match self {
            Self::Unhurt => -1,
            Self::Back(at) => at.0,
            Self::Never => i64::MAX,
        }
    }
}

impl Levers {
    /// Adds a lever. Only the best lever of each kind is kept.
    pub fn add(&mut self, lever: Lever) {
        match self.found.iter_mut().find(|there| there.kind == lever.kind) {
            Some(there) if there.worth() >= lever.worth() => return,
            Some(there) => *there = lever,
            None => self.found.push(lever),
        }
        self.found.sort_by_key(|lever| Reverse(lever.worth()));
    }

    /// The best levers, at most seven, the best first.
    #[must_use]
    pub fn best(&self) -> &[Lever] {
        &self.found[..self.found.len().min(MOST)]
    }
}

/// Finds and evaluates all levers for `subject` in `run`, which must be a run of a plan of `scenario`.
#[must_use]
pub fn levers(scenario: &Arc<Scenario>, run: &Run, subject: Subject) -> Levers {
    let mut levers = Levers::default();
    let weighed =
        tries(run, subject).into_iter().filter_map(|one| one.weigh(scenario, run, subject, &RunControl::default()));
    weighed.for_each(|lever| levers.add(lever));
    levers.is_done = true;
    levers
}

/// The lost user-time of all services, in user-seconds times permille of demand.
fn lost(run: &Run) -> i128 {
    // The conversion is exact, because users times seconds times permille is always less than 2^127.
    run.recording.summary.services.rows().iter().map(|row| row.lost_user_millisecs as i128).sum()
}

/// How many services miss their recovery time objective.
fn missed_rtos(run: &Run) -> i64 {
    run.recording.summary.services.rows().iter().map(|row| i64::from(row.rto_broken)).sum()
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
