//! The columns of the sheets.

use crate::file::edit::Table;

/// A column of the sheet of sites or of that of services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the format")]
pub enum Column {
    Id,
    Name,
    Place,
    Operator,
    Latitude,
    Longitude,
    Hazard,
    Power,
    Cooling,
    Company,
    Kind,
    Users,
    On,
    Load,
    Standby,
    Auto,
    Needs,
    Rto,
    Restart,
    Retry,
}

/// The columns of the sheet of this table. Empty if it has no sheet.
#[must_use]
pub const fn columns(table: Table) -> &'static [Column] {
    use Column as C;
    match table {
        Table::Sites => {
            &[C::Name, C::Id, C::Latitude, C::Longitude, C::Place, C::Operator, C::Hazard, C::Power, C::Cooling]
        }
        Table::Services => &[
            C::Name,
            C::Id,
            C::Users,
            C::On,
            C::Load,
            C::Needs,
            C::Standby,
            C::Auto,
            C::Rto,
            C::Restart,
            C::Retry,
            C::Company,
            C::Kind,
        ],
        Table::Sources
        | Table::Hazards
        | Table::Exchanges
        | Table::Companies
        | Table::Rivals
        | Table::Notes
        | Table::News
        | Table::History
        | Table::Story
        | Table::Plans
        | Table::Expect => &[],
    }
}

impl Column {
    /// The fields that lead to its value in a row, outermost first. Empty for the id.
    #[must_use]
    pub const fn path(self) -> &'static [&'static str] {
        match self {
            Self::Id => &[],
            Self::Name => &["name"],
            Self::Place => &["place"],
            Self::Operator => &["operator"],
            Self::Latitude => &["at", "0"],
            Self::Longitude => &["at", "1"],
            Self::Hazard => &["hazard"],
            Self::Power => &["reserve", "power"],
            Self::Cooling => &["reserve", "cooling"],
            Self::Company => &["company"],
            Self::Kind => &["kind"],
            Self::Users => &["users"],
            Self::On => &["on"],
            Self::Load => &["load"],
            Self::Standby => &["standby"],
            Self::Auto => &["switch", "auto"],
            Self::Needs => &["needs"],
            Self::Rto => &["rto"],
            Self::Restart => &["restart"],
            Self::Retry => &["retry"],
        }
    }

    /// The word by which a pasted heading may call it, as in a file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
            Self::Name
            | Self::Place
            | Self::Operator
            | Self::Hazard
            | Self::Power
            | Self::Cooling
            | Self::Company
            | Self::Kind
            | Self::Users
            | Self::On
            | Self::Load
            | Self::Standby
            | Self::Auto
            | Self::Needs
            | Self::Rto
            | Self::Restart
            | Self::Retry => {
                let path = self.path();
                path[path.len() - 1]
            }
        }
    }

    /// Whether its cells are durations.
    #[must_use]
    pub const fn is_duration(self) -> bool {
        matches!(self, Self::Rto | Self::Restart | Self::Auto | Self::Power | Self::Cooling)
    }

    /// Whether its cells are numbers, which stand at the right.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Latitude | Self::Longitude | Self::Users | Self::Load | Self::Retry)
    }
}
