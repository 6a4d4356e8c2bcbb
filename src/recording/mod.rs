//! What happened, when, and because of what: step functions by entity and a log of events. A recording never changes.

mod event;
mod outage;
mod steps;
mod track;

pub use event::{Event, EventId, EventKind, Subject};
pub use outage::Outage;
pub use steps::Steps;
pub use track::{
    Binding, CompanySummary, Moment, Outages, Placement, PriceMinute, PriceTrack, Recording, ServiceSummary,
    ServiceTrack, SiteTrack, StrikeRun, Summary,
};
