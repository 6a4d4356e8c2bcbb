//! The recording of a run: what happened, when, and why. It consists of step functions for each site, service and company, and a log of
//! events. A recording never changes.

mod event;
mod outage;
mod steps;
mod track;

pub use event::{Event, EventId, EventKind, Subject};
pub use outage::Outage;
pub use steps::Steps;
pub use track::{
    Binding, CompanySummary, CutDays, LevelCounts, Moment, Outages, Placement, PriceMinute, PriceTrack, Recording,
    ServiceSummary, ServiceTrack, SiteTrack, StrikeRun, Summary,
};
