//! The world as a scenario describes it, and plans, which consist of measures before the run and actions during it. This module does not
//! depend on the simulation.

mod cycles;
pub mod limits;
mod measure;
mod plan;
mod repair_order;
mod scenario;
mod shown_positions;
mod story;
mod table;
mod text_field;
mod trading_hours;
mod translations;

pub use cycles::components;
pub use measure::{MANUAL_FAILOVER, Measure, MeasureError, What};
pub use plan::{Act, Action, Fork, Plan, WhatIf, When};
pub use repair_order::{RepairOrder, RepairPosition};
pub use scenario::{
    Company, Crew, Dependency, Exchange, Hazard, HazardKind, LatLon, Listing, Reaction, Reserve, Rival, RtoFrom,
    Scenario, Service, Site, Spread, Step, Switch,
};
pub use story::{
    CameraTarget, Chapter, Expectation, History, News, Note, NoteKind, Observed, Seeds, Source, That, Trigger,
    is_said_of, path_begins_with,
};
pub use table::{CompanyId, ExchangeId, HasKey, HazardId, Id, RivalId, ServiceId, SiteId, SourceId, Table, reached};
pub use text_field::{TextField, cost_path, log_path};
pub use trading_hours::TradingHours;
pub use translations::{Localized, Translations};
