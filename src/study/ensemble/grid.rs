//! Counts, one run after another, how many runs have each value at each time.

use super::Series;
use super::counts::{Cell, Counted, Counts};
use super::scale::{HEALTH, PRICE, Scale};
use crate::impact::Impact;
use crate::model::{CompanyId, Scenario};
use crate::recording::{Outages, PriceMinute, Steps};
use crate::study::fit::between;
use crate::units::{SimTime, WHOLE};

/// The number of equal time steps into which the run is divided. Values are counted at the start of the run and at the end of each step.
const STEPS: i64 = 240;

/// The last close before the run in the unit of counted prices. This unit is permille of the last close, so the value is 1000.
const PAR: u64 = 1_000;

/// A time after the end of every run.
const NEVER: SimTime = SimTime(i64::MAX);

/// The counts of all runs that were added so far.
pub struct Grid {
    times: Vec<SimTime>,
    cells: Vec<(Series, Cells)>,
}

/// The counts of one series. Runs with the usual value are not counted: their number is the number of all runs minus the counted runs.
struct Cells {
    scale: Scale,
    usual: usize,
    /// The number of buckets of the scale.
    buckets: usize,
    /// For each time and every bucket of the scale, how many more runs have a value in this bucket than at the time before. A run changes
    /// only the numbers at the few times at which its value moves to another bucket. Empty until a run has a value that is not the usual
    /// one.
    rises: Vec<i32>,
    /// Whether a number in `rises` was ever changed, for each time. Most prices change only at times at which an exchange is open.
    is_changed: Vec<bool>,
    /// Changes of `rises` that are not made yet. They are made many at a time, because the numbers of one series fit into a fast cache of
    /// the processor and those of all series do not.
    later: Vec<Change>,
}

/// One more or one less run at one time in one bucket.
#[derive(Clone, Copy)]
struct Change {
    moment: u16,
    bucket: u16,
    by: i32,
}

/// The number of changes of one series that are made at a time.
const AT_A_TIME: usize = 1_024;

impl Grid {
    /// A grid without any runs.
    pub fn new(world: &Scenario) -> Self {
        let mut times: Vec<SimTime> = (0..=STEPS).map(|step| SimTime(world.length.0 * step / STEPS)).collect();
        times.dedup();
        let cells = |series: Series| {
            let (scale, usual) = series.scale(world);
            (series, Cells::new(scale, usual))
        };
        Self { cells: Series::all(world).map(cells).collect(), times }
    }

    /// Adds the values of a run to the counts.
    pub fn add(&mut self, world: &Scenario, outages: &Outages, impact: &Impact) {
        let times = &self.times;
        for (series, cells) in &mut self.cells {
            match *series {
                Series::People => cells.steps(times, &impact.people, |people| *people),
                Series::Health(id) => cells.steps(times, &outages.services[id].health, |health| u64::from(*health)),
                Series::DarkServers(id) => cells.steps(times, &impact.dark_servers[id], |servers| *servers),
                Series::Price(id) => {
                    let close = world.companies[id].listing.as_ref().map_or(1.0, |listing| listing.close);
                    let permille = |price: f64| rounded(price / close * PAR as f64);
                    cells.prices(times, impact.prices[id].changes(), permille);
                }
                Series::Rival(id) => cells.line(times, &impact.rivals[id]),
            }
        }
    }

    /// The sums of these counts and the counts of other runs of the same world.
    pub fn with(mut self, other: Self) -> Self {
        let moments = self.times.len();
        for ((_, own), (_, mut other)) in self.cells.iter_mut().zip(other.cells) {
            own.catch_up(moments);
            other.catch_up(moments);
            if own.rises.is_empty() {
                *own = other;
            } else {
                own.add(&other);
            }
        }
        self
    }

    /// The counts in the form in which they are stored: only those that are not zero.
    pub fn counts(self, world: &Scenario) -> Counts {
        let moments = self.times.len();
        let counted = |(series, mut cells): (Series, Cells)| {
            cells.catch_up(moments);
            cells.counted(series.name(world))
        };
        Counts { secs: self.times.iter().map(|t| t.0).collect(), series: self.cells.into_iter().map(counted).collect() }
    }
}

impl Cells {
    fn new(scale: Scale, usual: u64) -> Self {
        let (usual, buckets) = (scale.bucket(usual), scale.buckets());
        Self { scale, usual, buckets, rises: Vec::new(), is_changed: Vec::new(), later: Vec::new() }
    }

    /// Counts the values of a step function.
    fn steps<T>(&mut self, times: &[SimTime], steps: &Steps<T>, value: impl Fn(&T) -> u64) {
        let mut bucket_before = self.usual;
        let mut moment = 0;
        for (from, until, step) in steps.stretches(NEVER) {
            // The times within this step. Most steps of a run are between two times.
            while times.get(moment).is_some_and(|t| *t < from) {
                moment += 1;
            }
            if times.get(moment).is_some_and(|t| *t < until) {
                bucket_before = self.count(times.len(), moment, bucket_before, value(step));
            }
        }
    }

    /// Counts prices. `changes` are the prices where they change, `permille` a price in the unit of the scale.
    fn prices(&mut self, times: &[SimTime], changes: &[PriceMinute], permille: impl Fn(f64) -> u64) {
        let (mut bucket_before, mut begun) = (self.usual, 0);
        for (moment, t) in times.iter().enumerate() {
            if moment > 0 && changes.get(begun).is_none_or(|next| next.at > *t) {
                continue;
            }
            begun += changes[begun..].partition_point(|change| change.at <= *t);
            let value = begun.checked_sub(1).map_or(PAR, |last| permille(changes[last].price));
            bucket_before = self.count(times.len(), moment, bucket_before, value);
        }
    }

    /// Counts the values of a line through points, of which the first is at the start of the run.
    fn line(&mut self, times: &[SimTime], points: &[(SimTime, f64)]) {
        let (mut bucket_before, mut last) = (self.usual, 0);
        for (moment, t) in times.iter().enumerate() {
            while points.get(last + 1).is_some_and(|(at, _)| *at <= *t) {
                last += 1;
            }
            let around = &points[last..points.len().min(last + 2)];
            bucket_before = self.count(times.len(), moment, bucket_before, rounded(between(around, *t)));
        }
    }

    /// Counts a run that has `value` from the time with the index `moment` on, and had a value of the bucket `before` until then. Returns
    /// the bucket of `value`.
    fn count(&mut self, moments: usize, moment: usize, before: usize, value: u64) -> usize {
        let bucket = self.scale.bucket(value);
        if bucket != before {
            let mut change = |bucket: usize, by| {
                let small = |index| u16::try_from(index).expect("there are few times and buckets");
                self.later.push(Change { moment: small(moment), bucket: small(bucket), by });
            };
            if before != self.usual {
                change(before, -1);
            }
            if bucket != self.usual {
                change(bucket, 1);
            }
            if self.later.len() >= AT_A_TIME {
                self.catch_up(moments);
            }
        }
        bucket
    }

    /// Makes the changes of `rises` that are not made yet.
    fn catch_up(&mut self, moments: usize) {
        if self.rises.is_empty() && !self.later.is_empty() {
            self.rises = vec![0; moments * self.buckets];
            self.is_changed = vec![false; moments];
        }
        for Change { moment, bucket, by } in self.later.drain(..) {
            self.is_changed[usize::from(moment)] = true;
            self.rises[usize::from(moment) * self.buckets + usize::from(bucket)] += by;
        }
    }

    /// Adds the counts of other runs, of which no change is left to be made.
    fn add(&mut self, other: &Self) {
        for (moment, rises) in other.rises.chunks(self.buckets).enumerate() {
            if other.is_changed[moment] {
                let own = &mut self.rises[moment * self.buckets..][..self.buckets];
                own.iter_mut().zip(rises).for_each(|(own, other)| *own += other);
                self.is_changed[moment] = true;
            }
        }
    }

    fn counted(&self, name: String) -> Counted {
        let mut cells = Vec::new();
        let mut counts = vec![0; self.buckets];
        for (moment, rises) in self.rises.chunks(self.buckets).enumerate() {
            if self.is_changed[moment] {
                counts.iter_mut().zip(rises).for_each(|(count, rise)| *count += rise);
            }
            for (bucket, count) in counts.iter().enumerate().filter(|(_, count)| **count != 0) {
                let runs = u32::try_from(*count).expect("a number of runs");
                cells.push(Cell { moment, value: self.scale.value(bucket), runs });
            }
        }
        Counted { name, usual: self.scale.value(self.usual), cells }
    }
}

/// The whole number that is nearest to `number`, as `f64::round` finds it, and 0 for what is below zero. It takes a quarter of the time.
fn rounded(number: f64) -> u64 {
    let whole = number as u64;
    if number - whole as f64 >= 0.5 { whole.saturating_add(1) } else { whole }
}

impl Series {
    /// All series of a world.
    pub(super) fn all(world: &Scenario) -> impl Iterator<Item = Self> {
        let listed = |company: &CompanyId| world.companies[*company].listing.is_some();
        std::iter::once(Self::People)
            .chain(world.services.ids().map(Self::Health))
            .chain(world.companies.ids().filter(listed).map(Self::Price))
            .chain(world.companies.ids().map(Self::DarkServers))
            .chain(world.rivals.ids().map(Self::Rival))
    }

    /// The name of the series in files.
    fn name(self, world: &Scenario) -> String {
        match self {
            Self::People => "people".to_owned(),
            Self::Health(service) => format!("health:{}", world.services[service].key),
            Self::Price(company) => format!("price:{}", world.companies[company].key),
            Self::DarkServers(company) => format!("dark:{}", world.companies[company].key),
            Self::Rival(rival) => format!("rival:{}", world.rivals[rival].key),
        }
    }

    /// The scale in which the series is counted, and its value while nothing happens.
    fn scale(self, world: &Scenario) -> (Scale, u64) {
        match self {
            Self::People => {
                let users = world.services.rows().iter().map(|service| service.users).fold(0, u64::saturating_add);
                (Scale::Relative { last: world.population.unwrap_or(users) }, 0)
            }
            Self::Health(_) => (HEALTH, u64::from(WHOLE)),
            Self::Price(_) => (PRICE, PAR),
            Self::DarkServers(company) => {
                let own = world.services.rows().iter().filter(|service| service.company == Some(company));
                let servers = own.flat_map(|service| service.on.iter().chain(&service.standby));
                (Scale::Relative { last: servers.map(|(_, servers)| servers).sum() }, 0)
            }
            Self::Rival(rival) => {
                let rival = &world.rivals[rival];
                (Scale::Relative { last: rival.users + world.services[rival.service].users }, rival.users)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_rounded_as_everywhere(number in prop::num::f64::ANY, quarters in 0..4_000_u32) {
            for number in [number, f64::from(quarters) / 4.0, 0.499_999_999_999_999_94, -0.5, f64::NAN] {
                prop_assert_eq!(rounded(number), number.round() as u64);
            }
        }

        /// Each time and value has as many runs as if they were counted one by one.
        #[test]
        fn every_run_is_counted_at_every_time(
            runs in prop::collection::vec(prop::collection::vec((0..100_i64, 0..6_u64), 0..12), 0..400),
        ) {
            let times: Vec<SimTime> = (0..10).map(|step| SimTime(step * 11)).collect();
            let (first, second) = runs.split_at(runs.len() / 2);
            let [mut one, other] = [first, second].map(|runs| {
                let mut cells = Cells::new(Scale::Even { width: 2, last: 5 }, 0);
                for run in runs {
                    cells.steps(&times, &steps_of(run), |value| *value);
                }
                cells.catch_up(times.len());
                cells
            });
            if one.rises.is_empty() { one = other } else { one.add(&other) }
            let counted = one.counted(String::new());
            for (moment, t) in times.iter().enumerate() {
                for value in [2, 4] {
                    let here = |run: &&Vec<(i64, u64)>| steps_of(run).at(*t) / 2 * 2 == value;
                    let right = runs.iter().filter(here).count();
                    let cell = counted.cells.iter().find(|cell| (cell.moment, cell.value) == (moment, value));
                    prop_assert_eq!(cell.map_or(0, |cell| cell.runs as usize), right);
                }
            }
        }
    }

    fn steps_of(changes: &[(i64, u64)]) -> Steps<u64> {
        let mut changes = changes.to_vec();
        changes.sort_unstable();
        let mut steps = Steps::new(0);
        changes.iter().for_each(|(at, value)| steps.set(SimTime(*at), *value));
        steps
    }
}
