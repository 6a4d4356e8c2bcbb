//! Counts, one run after another, how many runs have each value at each time.

use super::Series;
use super::cells::{Cells, PAR, rounded};
use super::counts::Counts;
use super::scale::{HEALTH, PRICE, Scale};
use crate::impact::Impact;
use crate::model::{CompanyId, Scenario};
use crate::recording::Outages;
use crate::units::{SimTime, WHOLE};

/// The number of equal time steps into which the run is divided. Values are counted at the start of the run and at the end of each step.
const STEPS: i64 = 240;

/// The counts of all runs that were added so far.
pub struct Grid {
    times: Vec<SimTime>,
    cells: Vec<(Series, Cells)>,
}

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
            own.add(other);
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
