//! The impact of a run without its log and its headlines. If a world is run many times, only this is computed for each run.

use super::hours::Hours;
use super::log::Addition;
use super::trading::Trading;
use super::{dark, market, people, rivals, summary};
use crate::model::{CompanyId, ExchangeId, RivalId, Scenario, Table};
use crate::recording::{LevelCounts, Outages, PriceTrack, Steps, Summary};
use crate::sim::{Detail, RunStopped, Spending};
use crate::units::SimTime;

/// Times that are the same in all runs of a world: its local hours, and the trading minutes of its exchanges.
pub struct Calendar {
    hours: Hours,
    trading: Table<ExchangeId, Trading>,
}

impl Calendar {
    /// Computes the calendar of a world.
    #[must_use]
    pub fn new(world: &Scenario) -> Self {
        let end = SimTime(world.length.0);
        let trading = world.exchanges.map(|exchange| Trading::new(world, exchange, end));
        Self { hours: Hours::new(&world.clock, end), trading }
    }

    /// The number of trading minutes of an exchange during the run.
    #[must_use]
    pub fn trading_minutes(&self, exchange: ExchangeId) -> usize {
        self.trading[exchange].minutes.len()
    }

    /// Whether an exchange is ever open during the run.
    #[must_use]
    pub fn trades(&self, exchange: ExchangeId) -> bool {
        !self.trading[exchange].minutes.is_empty()
    }
}

/// The impact of a run on people, companies and their share prices. The fields are the same as those of a recording.
#[expect(missing_docs, reason = "they are those of a recording")]
pub struct Impact {
    pub people: Steps<u64>,
    pub levels: Steps<LevelCounts>,
    pub dark_servers: Table<CompanyId, Steps<u64>>,
    pub prices: Table<CompanyId, PriceTrack>,
    pub rivals: Table<RivalId, Vec<(SimTime, f64)>>,
    pub summary: Summary,
    /// The openings, lows and closes that must be added to the log.
    pub(super) events: Vec<Addition>,
}

impl Impact {
    /// Computes the impact of a run of `world`, to which the measures of the plan must already be applied. `calendar` must be that of the
    /// same world. With the figures only, no events of markets are made, and levels are not counted.
    ///
    /// # Errors
    /// [`RunStopped`] if the run was cancelled, or if it comes to more than the budget of `spending`.
    pub fn new(
        world: &Scenario,
        calendar: &Calendar,
        outages: &Outages,
        detail: Detail,
        spending: &mut Spending<'_>,
    ) -> Result<Self, RunStopped> {
        let people = people::people(world, outages);
        let levels = match detail {
            Detail::Whole => people::levels(outages),
            Detail::Figures => Steps::new(LevelCounts::default()),
        };
        let dark_servers = dark::dark_servers(world, outages);
        let market = market::market(world, &calendar.trading, outages, detail, spending)?;
        let summary = summary::summary(world, &calendar.hours, outages, &people, &dark_servers, &market.prices);
        Ok(Self {
            people,
            levels,
            dark_servers,
            prices: market.prices,
            rivals: rivals::rivals(world, outages, spending)?,
            summary,
            events: market.events,
        })
    }
}
