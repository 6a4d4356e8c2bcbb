//! The text of a cell.

#![expect(clippy::wildcard_enum_match_arm, reason = "a sheet has the columns of its table, and no others")]

use super::columns::Column;
use super::lists::{dependencies, servers};
use crate::file::edit::Row;

/// The text of a cell: what a row with this id has in the column. Empty if the row has nothing there.
#[must_use]
pub fn cell(id: &str, row: &Row, column: Column) -> String {
    if column == Column::Id {
        return id.to_owned();
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match row {
        Row::Site(site) => match column {
            Column::Name => site.name.clone(),
            Column::Place => text(&site.place),
            Column::Operator => text(&site.operator),
            Column::Latitude => site.at.map_or_else(String::new, |(latitude, _)| latitude.to_string()),
            Column::Longitude => site.at.map_or_else(String::new, |(_, longitude)| longitude.to_string()),
            Column::Hazard => text(&site.hazard),
            Column::Power => site.reserve.as_ref().map_or_else(String::new, |reserve| text(&reserve.power)),
            Column::Cooling => site.reserve.as_ref().map_or_else(String::new, |reserve| text(&reserve.cooling)),
            _ => String::new(),
        },
        Row::Service(service) => match column {
            Column::Name => service.name.clone(),
            Column::Company => text(&service.company),
            Column::Kind => text(&service.kind),
            Column::Users => service.users.to_string(),
            Column::On => servers(&service.on),
            Column::Load => service.load.map_or_else(String::new, |load| load.to_string()),
            Column::Standby => servers(&service.standby),
            Column::Auto => service.switch.as_ref().map_or_else(String::new, |switch| text(&switch.auto)),
            Column::Needs => dependencies(&service.needs),
            Column::Rto => text(&service.rto),
            Column::Restart => text(&service.restart),
            Column::Retry => service.retry.to_string(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}
