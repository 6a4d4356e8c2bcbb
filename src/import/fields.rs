//! What a column of a table can mean.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer};
use serde::{Serialize, Serializer};

/// What the cells of a column say. A row with a service describes the service; a row with a site and no service describes the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words in `ALL` say it")]
pub enum Field {
    Service,
    ServiceId,
    Owner,
    Kind,
    Users,
    Rto,
    Rpo,
    Tier,
    Lifecycle,
    About,
    Site,
    Servers,
    Load,
    Restart,
    StandbySite,
    StandbyServers,
    DependsOn,
    Weight,
    Grace,
    SiteId,
    City,
    Latitude,
    Longitude,
    Coordinates,
    Operator,
    Campus,
}

impl Field {
    /// All fields, each with its name in mappings.
    pub const ALL: [(Self, &'static str); 26] = [
        (Self::Service, "service"),
        (Self::ServiceId, "service-id"),
        (Self::Owner, "owner"),
        (Self::Kind, "kind"),
        (Self::Users, "users"),
        (Self::Rto, "rto"),
        (Self::Rpo, "rpo"),
        (Self::Tier, "tier"),
        (Self::Lifecycle, "lifecycle"),
        (Self::About, "about"),
        (Self::Site, "site"),
        (Self::Servers, "servers"),
        (Self::Load, "load"),
        (Self::Restart, "restart"),
        (Self::StandbySite, "standby-site"),
        (Self::StandbyServers, "standby-servers"),
        (Self::DependsOn, "depends-on"),
        (Self::Weight, "weight"),
        (Self::Grace, "grace"),
        (Self::SiteId, "site-id"),
        (Self::City, "city"),
        (Self::Latitude, "latitude"),
        (Self::Longitude, "longitude"),
        (Self::Coordinates, "coordinates"),
        (Self::Operator, "operator"),
        (Self::Campus, "campus"),
    ];

    /// The name in mappings.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, name)| name)
    }

    /// Whether the cells are durations, so that numbers have a unit.
    #[must_use]
    pub const fn is_duration(self) -> bool {
        matches!(self, Self::Rto | Self::Restart | Self::Grace)
    }

    /// Whether several columns of a table may have this field.
    pub(super) const fn may_repeat(self) -> bool {
        matches!(self, Self::DependsOn | Self::About)
    }

    /// Whether this field of a service stands only with dependencies of a service, and not with what the service itself is.
    pub(super) const fn is_of_dependency(self) -> bool {
        matches!(self, Self::Service | Self::ServiceId | Self::DependsOn | Self::Weight | Self::Grace)
    }
}

/// The unit of durations that are written as mere numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    Days,
}

impl Unit {
    /// All units, each with its name in mappings and its length in seconds.
    pub const ALL: [(Self, &'static str, i64); 4] = [
        (Self::Seconds, "seconds", 1),
        (Self::Minutes, "minutes", 60),
        (Self::Hours, "hours", 3_600),
        (Self::Days, "days", 86_400),
    ];

    /// The name in mappings.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(unit, ..)| *unit == self).map_or("", |(_, name, _)| name)
    }

    /// The length in seconds.
    #[must_use]
    pub fn secs(self) -> i64 {
        Self::ALL.iter().find(|(unit, ..)| *unit == self).map_or(1, |(.., secs)| *secs)
    }
}

/// What a column means: a field and, for durations, the unit of mere numbers. Without a unit they are hours, as plans for disaster recovery
/// usually have them, and this is an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The field.
    pub field: Field,
    /// The unit of mere numbers.
    pub unit: Option<Unit>,
}

impl From<Field> for Meaning {
    fn from(field: Field) -> Self {
        Self { field, unit: None }
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.field.name())?;
        self.unit.map_or(Ok(()), |unit| write!(out, ":{}", unit.name()))
    }
}

impl std::str::FromStr for Meaning {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, unit) = text.split_once(':').map_or((text, None), |(name, unit)| (name, Some(unit)));
        let field = Field::ALL.iter().find(|(_, known)| *known == name.trim()).map(|(field, _)| *field);
        let names = || Field::ALL.map(|(_, name)| name).join(", ");
        let field =
            field.ok_or_else(|| format!("there is no field \"{}\"; the fields are {}", name.trim(), names()))?;
        let unit = match unit {
            Some(_) if !field.is_duration() => return Err(format!("\"{}\" has no unit", field.name())),
            Some(unit) => {
                let known = Unit::ALL.iter().find(|(_, known, _)| *known == unit.trim()).map(|(unit, ..)| *unit);
                let names = || Unit::ALL.map(|(_, name, _)| name).join(", ");
                Some(known.ok_or_else(|| format!("there is no unit \"{}\"; the units are {}", unit.trim(), names()))?)
            }
            None => None,
        };
        Ok(Self { field, unit })
    }
}

impl Serialize for Meaning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Meaning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
