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

/// The counts of all runs that were added so far.
pub struct Grid {
    times: Vec<SimTime>,
    cells: Vec<(Series, Cells)>,
}

/// The counts of one series. Runs with the usual value are not counted: their number is the number of all runs minus the counted runs.
struct Cells {
    scale: Scale,
    usual: usize,
    /// For each time, a count for every bucket of the scale. Empty until a run has a value that is not the usual one.
    counts: Vec<u32>,
}

impl Grid {
    /// A grid without any runs.
    pub fn new(world: &Scenario) -> Self {
        let mut times: Vec<SimTime> = (0..=STEPS).map(|step| SimTime(world.length.0 * step / STEPS)).collect();
        times.dedup();
        let cells = |series: Series| {
            let (scale, usual) = series.scale(world);
            (series, Cells { scale, usual: scale.bucket(usual), counts: Vec::new() })
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
                    let permille = |minute: PriceMinute| (minute.price / close * PAR as f64).round() as u64;
                    cells.each(times, |t| impact.prices[id].at(t).map_or(PAR, permille));
                }
                Series::Rival(id) => cells.each(times, |t| between(&impact.rivals[id], t).round() as u64),
            }
        }
    }

    /// The sums of these counts and the counts of other runs of the same world.
    pub fn with(mut self, other: Self) -> Self {
        for ((_, own), (_, other)) in self.cells.iter_mut().zip(other.cells) {
            if own.counts.is_empty() {
                own.counts = other.counts;
            } else {
                own.counts.iter_mut().zip(other.counts).for_each(|(own, other)| *own += other);
            }
        }
        self
    }

    /// The counts in the form in which they are stored: only those that are not zero.
    pub fn counts(self, world: &Scenario) -> Counts {
        let moments = self.times.len();
        let counted = |(series, cells): (Series, Cells)| cells.counted(series.name(world), moments);
        Counts { secs: self.times.iter().map(|t| t.0).collect(), series: self.cells.into_iter().map(counted).collect() }
    }
}

impl Cells {
    /// Counts the values of a step function.
    fn steps<T: PartialEq>(&mut self, times: &[SimTime], steps: &Steps<T>, value: impl Fn(&T) -> u64) {
        if steps.is_constant() && self.scale.bucket(value(steps.last())) == self.usual {
            return;
        }
        let mut steps = steps.all();
        self.each(times, |t| {
            while steps.get(1).is_some_and(|(from, _)| *from <= t) {
                steps = &steps[1..];
            }
            value(&steps[0].1)
        });
    }

    /// Counts the value at each time. `value` is called with the times in ascending order.
    fn each(&mut self, times: &[SimTime], mut value: impl FnMut(SimTime) -> u64) {
        let buckets = self.scale.buckets();
        for (moment, t) in times.iter().enumerate() {
            let bucket = self.scale.bucket(value(*t));
            if bucket == self.usual {
                continue;
            }
            if self.counts.is_empty() {
                self.counts = vec![0; times.len() * buckets];
            }
            self.counts[moment * buckets + bucket] += 1;
        }
    }

    fn counted(&self, name: String, moments: usize) -> Counted {
        let buckets = self.scale.buckets();
        let counts = self.counts.chunks(buckets).take(moments).enumerate();
        let cells = counts.flat_map(|(moment, counts)| {
            let some = counts.iter().enumerate().filter(|(_, runs)| **runs > 0);
            some.map(move |(bucket, runs)| Cell { moment, value: self.scale.value(bucket), runs: *runs })
        });
        Counted { name, usual: self.scale.value(self.usual), cells: cells.collect() }
    }
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
