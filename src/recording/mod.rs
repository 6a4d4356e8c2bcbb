//! The recording of a run: what happened, when, and why. It consists of step functions for each site, service and company, and a log of
//! events. A recording never changes.

mod event;
mod outage;
mod prices;
mod rivals;
mod steps;
mod track;

pub use event::{Event, EventId, EventKind, Subject};
pub use outage::Outage;
pub use prices::{CutDays, PriceMinute, PriceTrack, TradingDay, TradingMinutes};
pub use rivals::push_point;
pub use steps::Steps;
pub use track::{
    Binding, CompanySummary, Condition, LevelCounts, Moment, Outages, Placement, Recording, RepairTrack,
    ServiceSummary, ServiceTrack, SiteTrack, StrikeRun, StrikeTarget, Summary,
};
