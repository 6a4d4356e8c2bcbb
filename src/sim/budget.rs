//! The budget of a run: how much it may come to before it is stopped (MODEL.md, section 12), and how another thread sees how far a run is
//! and stops it.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use crate::model::{CompanyId, RivalId, ServiceId, SiteId};
use crate::units::{SimTime, Span};

/// The most that one run may come to. The limits are counts, not times or bytes, so that the same file is refused on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Strikes, with those to which they spread.
    pub strikes: u64,
    /// Events of the log.
    pub events: u64,
    /// Steps of work of the simulation: a service or a dependency that is evaluated, a placement whose servers are counted again.
    pub steps: u64,
    /// Prices and numbers of users of rivals: one for each trading minute of each listed company, and one for each hour of each rival.
    pub quotes: u64,
    /// Values that are kept: states of services (each counts as three), numbers of servers online, prices and numbers of users where they
    /// change.
    pub values: u64,
}

impl Budget {
    /// The budget of every run.
    pub const STANDARD: Self =
        Self { strikes: 200_000, events: 1_500_000, steps: 300_000_000, quotes: 100_000_000, values: 9_000_000 };

    const fn of(&self, resource: Resource) -> u64 {
        match resource {
            Resource::Strikes => self.strikes,
            Resource::Events => self.events,
            Resource::Steps => self.steps,
            Resource::Quotes => self.quotes,
            Resource::Values => self.values,
        }
    }
}

/// What a [`Budget`] limits; one variant for each of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are the fields of a budget")]
pub enum Resource {
    Strikes,
    Events,
    Steps,
    Quotes,
    Values,
}

/// What a run spends most on, when its budget is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Culprit {
    /// Nothing in particular: the length of the run.
    Length,
    /// The action at this index of the plan.
    Action(usize),
    /// A site that is struck very often.
    Site(SiteId),
    /// A service that changes very often, or takes very much work.
    Service(ServiceId),
    /// A company whose shares are traded very often.
    Company(CompanyId),
    /// The crew of a company, which has very much to repair.
    Crew(CompanyId),
    /// A rival whose users are counted very often.
    Rival(RivalId),
}

/// A run would come to more than its budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverBudget {
    /// What is used up.
    pub what: Resource,
    /// How much of it there was.
    pub limit: u64,
    /// How far the run came; `None` if it is known before the run begins.
    pub at: Option<SimTime>,
    /// What used most of it.
    pub culprit: Culprit,
}

/// Why a run has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunStopped {
    /// Nobody wants the result any more: [`RunControl::cancel`] was called.
    Cancelled,
    /// The run would come to more than its budget.
    OverBudget(OverBudget),
}

impl From<OverBudget> for RunStopped {
    fn from(over: OverBudget) -> Self {
        Self::OverBudget(over)
    }
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The time of the run that is reached. It goes back to the start if another run begins under the same [`RunControl`].
    pub at: SimTime,
    /// The length of the run that is being made; zero while none has begun.
    pub length: Span,
    /// How many events happened so far.
    pub events: u64,
}

/// Shared by the thread that makes runs and another that waits for them: it shows how far they are, and stops them. It may be used for
/// several runs one after another; once cancelled, it stops every further run at once.
#[derive(Debug, Default)]
pub struct RunControl {
    is_cancelled: AtomicBool,
    at_secs: AtomicI64,
    length_secs: AtomicI64,
    events: AtomicU64,
}

impl RunControl {
    /// Stops the run that is being made, and every further run under this control. It returns at once; the run ends a moment later with
    /// [`RunStopped::Cancelled`].
    pub fn cancel(&self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether [`Self::cancel`] was called.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }

    /// How far the run is that is being made now.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            at: SimTime(self.at_secs.load(Ordering::Relaxed)),
            length: Span(self.length_secs.load(Ordering::Relaxed)),
            events: self.events.load(Ordering::Relaxed),
        }
    }
}

/// What one run has used of its budget so far. It is passed through everything that makes the run.
#[derive(Debug)]
pub struct Spending<'a> {
    budget: Budget,
    control: Option<&'a RunControl>,
    /// Whether the control shows how far the run is.
    shows_progress: bool,
    spent: Spent,
    /// Events that will be logged: they are known before the run begins.
    foreseen_events: u64,
}

/// An amount of each resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are the fields of a budget")]
pub struct Spent {
    pub strikes: u64,
    pub events: u64,
    pub steps: u64,
    pub quotes: u64,
    pub values: u64,
}

impl<'a> Spending<'a> {
    /// Nothing spent yet of `budget`. With a `control`, the run shows there how far it is, and stops when it is cancelled.
    #[must_use]
    pub fn new(budget: Budget, control: Option<&'a RunControl>) -> Self {
        Self { budget, control, shows_progress: control.is_some(), spent: Spent::default(), foreseen_events: 0 }
    }

    /// Nothing spent yet of `budget` by one of many runs that are made at the same time. `control` stops the run, but does not show how far it
    /// is: threads that write to the same place wait for each other.
    #[must_use]
    pub fn of_one_of_many(budget: Budget, control: &'a RunControl) -> Self {
        Self { shows_progress: false, ..Self::new(budget, Some(control)) }
    }

    /// What was spent so far.
    #[must_use]
    pub const fn spent(&self) -> &Spent {
        &self.spent
    }

    /// Takes `amount` from the budget.
    ///
    /// # Errors
    /// [`OverBudget`] if there is not so much left. It names the length of the run as the culprit and no time; the caller knows better.
    pub fn spend(&mut self, what: Resource, amount: u64) -> Result<(), OverBudget> {
        let spent = match what {
            Resource::Strikes => &mut self.spent.strikes,
            Resource::Events => &mut self.spent.events,
            Resource::Steps => &mut self.spent.steps,
            Resource::Quotes => &mut self.spent.quotes,
            Resource::Values => &mut self.spent.values,
        };
        *spent = spent.saturating_add(amount);
        let limit = self.budget.of(what);
        if *spent > limit { Err(OverBudget { what, limit, at: None, culprit: Culprit::Length }) } else { Ok(()) }
    }

    /// Takes steps of work at the time `now` from the budget.
    ///
    /// # Errors
    /// [`OverBudget`] if the budget has not so many.
    pub fn spend_steps(&mut self, now: SimTime, culprit: Culprit, steps: usize) -> Result<(), OverBudget> {
        self.spend(Resource::Steps, steps as u64).map_err(|over| OverBudget { at: Some(now), culprit, ..over })
    }

    /// Notes that the run will log `amount` events at least, beyond those that were foreseen before. Nothing is taken from the budget yet.
    ///
    /// # Errors
    /// [`OverBudget`] if the budget has not so many, as in [`Self::spend`].
    pub fn foresee_events(&mut self, amount: u64) -> Result<(), OverBudget> {
        self.foreseen_events = self.foreseen_events.saturating_add(amount);
        let limit = self.budget.events;
        if self.foreseen_events > limit {
            return Err(OverBudget { what: Resource::Events, limit, at: None, culprit: Culprit::Length });
        }
        Ok(())
    }

    /// Shows that a run of this length begins.
    pub fn begin(&self, length: Span) {
        if let Some(control) = self.control.filter(|_| self.shows_progress) {
            control.at_secs.store(0, Ordering::Relaxed);
            control.events.store(0, Ordering::Relaxed);
            control.length_secs.store(length.0, Ordering::Relaxed);
        }
    }

    /// Shows that the run has reached the time `at`.
    ///
    /// # Errors
    /// [`RunStopped::Cancelled`] if the run was cancelled.
    pub fn reach(&self, at: SimTime) -> Result<(), RunStopped> {
        if let Some(control) = self.control.filter(|_| self.shows_progress) {
            control.at_secs.store(at.0, Ordering::Relaxed);
            control.events.store(self.spent.events, Ordering::Relaxed);
        }
        self.go_on()
    }

    /// # Errors
    /// [`RunStopped::Cancelled`] if the run was cancelled.
    pub fn go_on(&self) -> Result<(), RunStopped> {
        if self.control.is_some_and(RunControl::is_cancelled) { Err(RunStopped::Cancelled) } else { Ok(()) }
    }
}

impl Default for Spending<'_> {
    /// Nothing spent yet of the standard budget, and nobody watches.
    fn default() -> Self {
        Self::new(Budget::STANDARD, None)
    }
}
