//! Compares a run with what really happened, row by row: the observed value, the computed value, and the error.

mod agreement;
mod computed;
mod lengths;
mod recoveries;

use std::sync::Arc;

use self::computed::Window;
pub use agreement::{Agreement, FigureSummary, NEAR_FACTOR, Ratio};
pub(super) use computed::{between, down_servers, recorded_service};

use super::{Outcome, Run, RunError, outcome};
use crate::model::{
    CompanyId, Expectation, History, NoteKind, Observed, Plan, RivalId, Scenario, Seeds, ServiceId, SourceId,
};
use crate::sim::Spending;
use crate::units::{Permille, SimTime, Span};

/// The name of the plan that contains what was really done. If there is no plan with this name, the first plan with an action is used.
pub const AS_IT_HAPPENED: &str = "As it happened";

/// A run compared with the history of its scenario.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The run that is compared.
    pub run: Run,
    /// One row for each observation, in the order of the scenario's history.
    pub rows: Vec<Row>,
    /// More values of the run that are useful to see together with the observations.
    pub derived: Vec<Row>,
    /// The expectations about the plan of this run, and whether the run meets each of them.
    pub expected: Vec<(Expectation, Outcome)>,
    /// The number of values of the scenario that are sourced, assumed and fitted.
    pub notes: NoteCounts,
}

/// A value that was observed, computed, or both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// What the value is about.
    pub what: Quantity,
    /// If this is set, the value was observed at some time in `since..=at`.
    pub since: Option<SimTime>,
    /// The time of the observation; `None` if the row is about the whole run.
    pub at: Option<SimTime>,
    /// The observed value; `None` for a value that was only computed.
    pub observed: Option<Value>,
    /// The value in the run; `None` if the event never happened in the run.
    pub computed: Option<Value>,
    /// The computed value minus the observed value.
    pub error: Option<Deviation>,
    /// How the computed value agrees with the observed one.
    pub agreement: Agreement,
    /// Whether the error is within the tolerance of the row, or the observed bound is kept; `None` if the row has no tolerance.
    pub within: Option<bool>,
    /// The source of the observation.
    pub source: Option<SourceId>,
}

/// What the value of a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// The time at which a service was Up again.
    Back(ServiceId),
    /// The time at which a service was no longer Up.
    Down(ServiceId),
    /// The number of dark servers of a company.
    DarkServers(CompanyId),
    /// The number of a company's servers that do not work.
    DownServers(CompanyId),
    /// Whether a service was not back yet.
    StillOut(ServiceId),
    /// The share of those services of a company that had been out which is Up.
    ShareUp(CompanyId),
    /// The price of a company's share.
    Price(CompanyId),
    /// The number of users of a rival.
    RivalUsers(RivalId),
    /// The number of users who stay with a service and do not move to its rivals.
    Users(ServiceId),
    /// The time from the greatest number of users of a rival until half of the users it gained have left again.
    Halved(RivalId),
    /// The greatest number of dark servers of a company at one time.
    PeakDarkServers(CompanyId),
    /// The greatest number of dark servers of a company, as a share of all its servers.
    PeakDarkShare(CompanyId),
    /// The length of the longest blackout of a service.
    LongestBlackout(ServiceId),
    /// The greatest share of requests that succeeded in the longest blackout of a service, counted from the peak of its company's
    /// dark servers.
    MostThrough(ServiceId),
    /// The mean share of requests that succeeded in the longest blackout of a service, counted from the peak of its company's dark
    /// servers.
    MeanThrough(ServiceId),
    /// The greatest number of people affected at one time.
    PeakPeople,
    /// The time from which all services of the history were Up until the end.
    EverythingBack,
    /// The lowest price of a company's share on one trading day.
    DayLow(CompanyId),
    /// The lowest price of a company's share on the part of a trading day that is within the run.
    CutDayLow(CompanyId),
}

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A time of the run.
    Moment(SimTime),
    /// A length of time.
    Span(Span),
    /// The length, up to the end of the run, of something that goes on then.
    AtLeast(Span),
    /// A number of servers or people.
    Count(u64),
    /// A price, in the company's currency.
    Price(f64),
    /// A share, in permille.
    Share(Permille),
    /// No time: the service was not out in the run, or not yet.
    NotOut,
    /// The share of a part in a whole.
    PartOf {
        /// The part.
        part: u64,
        /// The whole, which is not 0.
        whole: u64,
    },
}

/// The computed value minus the observed value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deviation {
    /// The difference of two times or two lengths of time; positive if the computed value is later or longer.
    Span(Span),
    /// The difference of two counts.
    Count(i64),
    /// The difference of two prices.
    Price {
        /// In the company's currency.
        amount: f64,
        /// In per cent of the last close before the run.
        points: f64,
    },
    /// The difference of two shares, in permille points.
    Share(i32),
}

/// The number of notes of each kind in a scenario. A note states where a value of the scenario comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteCounts {
    /// Values that were published.
    pub sourced: usize,
    /// Values that were not published and had to be assumed.
    pub assumed: usize,
    /// Values that were chosen so that the run agrees with the history.
    pub fitted: usize,
}

impl NoteCounts {
    /// The counts of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let mut counts = Self::default();
        for note in &scenario.notes {
            *match note.kind {
                NoteKind::Sourced => &mut counts.sourced,
                NoteKind::Assumed => &mut counts.assumed,
                NoteKind::Fitted => &mut counts.fitted,
            } += 1;
        }
        counts
    }
}

/// Of the plans of a scenario, that of what was really done: the one of this name, else the first that has an action. `None` if no plan has one.
#[must_use]
pub fn plan_of_history(plans: &[Plan]) -> Option<usize> {
    let named = plans.iter().position(|plan| plan.name == AS_IT_HAPPENED);
    named.or_else(|| plans.iter().position(Plan::acts))
}

impl Fit {
    /// Runs the plan of what was really done, or an empty plan if no plan has an action, and compares the run with the history.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario. The plans of a checked scenario always fit.
    pub fn new(scenario: &Arc<Scenario>) -> Result<Self, RunError> {
        Self::spending(scenario, &mut Spending::default())
    }

    /// As [`Self::new`], with what the run spends and may spend.
    ///
    /// # Errors
    /// As [`Self::new`], and if the run would come to more than its budget or was cancelled.
    pub fn spending(scenario: &Arc<Scenario>, spending: &mut Spending<'_>) -> Result<Self, RunError> {
        let index = plan_of_history(&scenario.plans);
        let plan = index.map(|index| scenario.plans[index].clone()).unwrap_or_default();
        let run = Run::within(scenario, &plan, 0, spending)?;
        let rows = scenario.history.iter().map(|history| row(&run, history)).collect();
        let derived = computed::derived(&run);
        let as_written = Seeds::default();
        let is_ours = |ours: &&Expectation| Some(ours.plan) == index && ours.seeds == as_written;
        let ours = scenario.expect.iter().filter(is_ours);
        let expected = ours.map(|ours| (ours.clone(), outcome(&run, &ours.that))).collect();
        Ok(Self { run, rows, derived, expected, notes: NoteCounts::of(scenario) })
    }

    /// The number of recovery times within their tolerance, and the number of those that have a tolerance.
    #[must_use]
    pub fn within(&self) -> (usize, usize) {
        self.judged(false)
    }

    /// The number of observed bounds (not back yet; back some time after) that the run keeps, and the number of those that it decides.
    #[must_use]
    pub fn bounds(&self) -> (usize, usize) {
        self.judged(true)
    }

    fn judged(&self, bounds: bool) -> (usize, usize) {
        let judged = self.rows.iter().filter(|row| row.is_bound() == bounds).filter_map(|row| row.within);
        (judged.clone().filter(|within| *within).count(), judged.count())
    }

    /// The number of observed recoveries of services that are not out in the run. They are not judged.
    #[must_use]
    pub fn not_out(&self) -> usize {
        self.rows.iter().filter(|row| row.computed == Some(Value::NotOut)).count()
    }

    /// The ratios of all observed recoveries, taken together. A service that is not out in the run is not among them.
    #[must_use]
    pub fn lengths(&self) -> FigureSummary {
        let is_length = |row: &&Row| matches!((row.what, row.agreement), (Quantity::Back(_), Agreement::Ratio(_)));
        FigureSummary::of(self.rows.iter().filter(is_length))
    }

    /// How all observed numbers of servers agree, taken together. They are counted apart from the lengths of outages.
    #[must_use]
    pub fn counts(&self) -> FigureSummary {
        let is_count = |row: &&Row| matches!(row.what, Quantity::DownServers(_) | Quantity::DarkServers(_));
        FigureSummary::of(self.rows.iter().filter(is_count))
    }

    /// How all figures of the history agree with the run.
    #[must_use]
    pub fn figures(&self) -> FigureSummary {
        FigureSummary::of(self.rows.iter())
    }
}

/// The row of an observation, with how it agrees.
fn row(run: &Run, history: &History) -> Row {
    let row = compared(run, history);
    Row { agreement: agreement::of(&run.world, &row), ..row }
}

/// The row of an observation. Only a recovery has a ratio already, which is that of two lengths of time.
fn compared(run: &Run, history: &History) -> Row {
    let window = Window::of(history);
    let mut row = Row {
        what: Quantity::PeakPeople,
        since: history.since,
        at: (!history.is_open).then_some(history.at),
        observed: None,
        computed: None,
        error: None,
        agreement: Agreement::Unjudged,
        within: None,
        source: history.source,
    };
    match history.what {
        Observed::Back(service) => row = recoveries::back(run, service, history, row),
        Observed::StillOut(service) => row = recoveries::still_out(run, service, history.at, row),
        Observed::Down(service) => {
            row.what = Quantity::Down(service);
            row.observed = Some(Value::Moment(history.at));
            let began = computed::outage_near(run, service, history.at);
            row.computed = began.map(Value::Moment);
            row.error = began.map(|began| Deviation::Span(window.outside(began)));
        }
        Observed::DownServers(company, servers) => {
            let down = down_servers(run, company);
            let nearest = computed::nearest_count(down.all(), window, servers);
            row = row.count(Quantity::DownServers(company), servers, nearest);
        }
        Observed::ShareUp(company, share) => {
            row.what = Quantity::ShareUp(company);
            row.observed = Some(Value::Share(share));
            let computed = computed::share_up(run, company, window, share);
            row.computed = computed.map(Value::Share);
            row.error = computed.map(|computed| Deviation::Share(computed.cast_signed() - share.cast_signed()));
        }
        Observed::DarkServers(company, servers) => {
            let dark = &run.recording.dark_servers[company];
            let nearest = computed::nearest_count(dark.all(), window, servers);
            row = row.count(Quantity::DarkServers(company), servers, nearest);
        }
        Observed::Price(company, price) => {
            row.what = Quantity::Price(company);
            row.observed = Some(Value::Price(price));
            let computed = computed::nearest_price(run, company, window, price);
            row.computed = computed.map(Value::Price);
            let close = run.world.companies[company].listing.as_ref().map_or(price, |listing| listing.close);
            row.error = computed.map(|computed| Deviation::Price {
                amount: computed - price,
                points: (computed - price) / close * 100.0,
            });
        }
        Observed::RivalUsers(rival, users) => {
            let series = computed::rival_counts(run, rival, window);
            let nearest = computed::nearest_count(&series, window, users);
            row = row.count(Quantity::RivalUsers(rival), users, nearest);
        }
        Observed::Users(service, users) => {
            let series = computed::user_counts(run, service, window);
            let nearest = computed::nearest_count(&series, window, users);
            row = row.count(Quantity::Users(service), users, nearest);
        }
    }
    row
}

impl Row {
    /// Whether the row is about a bound of a recovery, not about its time.
    #[must_use]
    pub const fn is_bound(&self) -> bool {
        matches!(self.what, Quantity::StillOut(_)) || (matches!(self.what, Quantity::Back(_)) && self.at.is_none())
    }

    fn count(self, what: Quantity, observed: u64, computed: u64) -> Self {
        Self {
            what,
            observed: Some(Value::Count(observed)),
            computed: Some(Value::Count(computed)),
            error: Some(Deviation::Count(computed.cast_signed() - observed.cast_signed())),
            ..self
        }
    }
}

#[cfg(test)]
mod tests;
