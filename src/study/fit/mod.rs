//! How well a run fits what really happened: observed, computed and error, row by row.

mod computed;

use std::sync::Arc;

use self::computed::Window;
pub(super) use computed::between;

use super::{Run, RunError, is_met};
use crate::model::{
    CompanyId, Expectation, History, NoteKind, Observed, RivalId, Scenario, Seeds, ServiceId, SourceId,
};
use crate::units::{Permille, SimTime, Span};

/// The name of the plan of what was really done; without one of this name the first that acts is taken.
pub const AS_IT_HAPPENED: &str = "As it happened";

/// A service may be back this much too early or too late, or a fifth of its outage, whichever is more.
const BACK_TOLERANCE: Span = Span(2 * 3_600);

/// A run compared with the history of its scenario.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The run that is compared.
    pub run: Run,
    /// What was observed, in the order of the scenario's history.
    pub rows: Vec<Row>,
    /// Values of the same run that are worth seeing with it.
    pub derived: Vec<Row>,
    /// What must come out of the compared plan, and whether it does.
    pub expected: Vec<(Expectation, bool)>,
    /// How many values of the scenario are sourced, assumed and fitted.
    pub notes: NoteCounts,
}

/// One thing observed, computed, or both.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// What is compared.
    pub what: Quantity,
    /// If set, it was observed some time in `since..=at`.
    pub since: Option<SimTime>,
    /// When it was observed; `None` if the row is of the whole run.
    pub at: Option<SimTime>,
    /// What was observed.
    pub observed: Option<Value>,
    /// The value of the run; `None` if it never happened in the run.
    pub computed: Option<Value>,
    /// Computed less observed.
    pub error: Option<Deviation>,
    /// Whether the error is within what is allowed; `None` where nothing is set.
    pub within: Option<bool>,
    /// Where the observation comes from.
    pub source: Option<SourceId>,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// When a service was Up again.
    Back(ServiceId),
    /// When a service was no longer Up.
    Down(ServiceId),
    /// Dark servers of a company.
    DarkServers(CompanyId),
    /// The price of a share.
    Price(CompanyId),
    /// Users of a rival.
    RivalUsers(RivalId),
    /// Users that a service keeps.
    Users(ServiceId),
    /// How long after its most users half of those whom a rival gained have left it again.
    Halved(RivalId),
    /// Most dark servers of a company at one time.
    PeakDarkServers(CompanyId),
    /// The same as a share of all its servers.
    PeakDarkShare(CompanyId),
    /// The longest blackout of a service.
    LongestBlackout(ServiceId),
    /// The greatest share of its requests that got through in it, from when most servers of its company were dark.
    MostThrough(ServiceId),
    /// The share that got through in all of that time.
    MeanThrough(ServiceId),
    /// Most people affected at one time.
    PeakPeople,
    /// When the last service of the history was Up for good.
    EverythingBack,
    /// The lowest price of a trading day.
    DayLow(CompanyId),
}

/// A value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A moment.
    Moment(SimTime),
    /// A length of time.
    Span(Span),
    /// Servers or people.
    Count(u64),
    /// A price, in the company's currency.
    Price(f64),
    /// A share.
    Share(Permille),
}

/// Computed less observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deviation {
    /// Of moments and spans: positive is later or longer.
    Span(Span),
    /// Of counts.
    Count(i64),
    /// Of prices: in the company's currency, and in per cent points of its last close before the run.
    Price {
        /// In the company's currency.
        amount: f64,
        /// In per cent points.
        points: f64,
    },
    /// Of shares, in permille points.
    Share(i32),
}

/// How many notes of a scenario are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoteCounts {
    /// Somebody published it.
    pub sourced: usize,
    /// Nobody published it.
    pub assumed: usize,
    /// Chosen so that the run meets the history.
    pub fitted: usize,
}

impl Fit {
    /// Runs the plan of what was done, and compares it with the history; an empty plan if none acts.
    ///
    /// # Errors
    /// [`RunError`] if the plan does not fit the scenario; a checked scenario's plans do.
    pub fn new(scenario: &Arc<Scenario>) -> Result<Self, RunError> {
        let named = scenario.plans.iter().position(|plan| plan.name == AS_IT_HAPPENED);
        let index = named.or_else(|| scenario.plans.iter().position(crate::model::Plan::acts));
        let plan = index.map(|index| scenario.plans[index].clone()).unwrap_or_default();
        let run = Run::new(scenario, &plan, 0)?;
        let rows = scenario.history.iter().map(|history| row(&run, history)).collect();
        let derived = computed::derived(&run);
        let as_written = Seeds::default();
        let is_ours = |ours: &&Expectation| Some(ours.plan) == index && ours.seeds == as_written;
        let ours = scenario.expect.iter().filter(is_ours);
        let expected = ours.map(|ours| (ours.clone(), is_met(&run, &ours.that))).collect();
        let mut notes = NoteCounts::default();
        for note in &scenario.notes {
            *match note.kind {
                NoteKind::Sourced => &mut notes.sourced,
                NoteKind::Assumed => &mut notes.assumed,
                NoteKind::Fitted => &mut notes.fitted,
            } += 1;
        }
        Ok(Self { run, rows, derived, expected, notes })
    }

    /// How many rows with a tolerance are within it, and how many have one.
    #[must_use]
    pub fn within(&self) -> (usize, usize) {
        let judged = self.rows.iter().filter_map(|row| row.within);
        (judged.clone().filter(|within| *within).count(), judged.count())
    }
}

fn row(run: &Run, history: &History) -> Row {
    let since = history.since.unwrap_or(history.at);
    let window = Window { from: since.min(history.at), until: history.at };
    let mut row = Row {
        what: Quantity::PeakPeople,
        since: history.since,
        at: Some(history.at),
        observed: None,
        computed: None,
        error: None,
        within: None,
        source: history.source,
    };
    match history.what {
        Observed::Back(service) => {
            row.what = Quantity::Back(service);
            row.observed = Some(Value::Moment(history.at));
            let outage = computed::outage_before(run, service, history.at);
            let back = outage.and_then(|outage| outage.until);
            row.computed = back.map(Value::Moment);
            row.error = back.map(|back| Deviation::Span(window.outside(back)));
            row.within = Some(outage.zip(back).is_some_and(|(outage, back)| {
                let allowed = BACK_TOLERANCE.max(Span((history.at - outage.from).0 / 5));
                window.outside(back).0.abs() <= allowed.0
            }));
        }
        Observed::Down(service) => {
            row.what = Quantity::Down(service);
            row.observed = Some(Value::Moment(history.at));
            let began = computed::outage_near(run, service, history.at);
            row.computed = began.map(Value::Moment);
            row.error = began.map(|began| Deviation::Span(window.outside(began)));
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
