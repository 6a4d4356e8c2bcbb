//! Reads the name of a time zone, and finds the zones that other names may mean: abbreviations, offsets from UTC, names of Windows, cities
//! and countries.
//!
//! No crate has such a table: `chrono-tz` knows which abbreviation a zone shows, but not which zones people mean by it.

mod countries;
mod table;

use chrono::{NaiveDateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

pub use self::countries::zone_of_country;
use super::read_offset;

/// The largest number of zones that are named as a choice.
const MOST_CHOICES: usize = 6;
/// The shortest name in which a slip is looked for. In a shorter name it would lead to another abbreviation.
const SHORTEST_WITH_SLIP: usize = 5;

/// The reason why a text is not the name of a time zone, with the names of zones that may be meant, the most likely first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ZoneError {
    /// The text is an abbreviation. There is at least one zone.
    #[error("an abbreviation: {0:?}")]
    Abbreviation(Vec<&'static str>),
    /// The text is an offset from UTC. The zones have this offset on the day that was asked for; there may be none.
    #[error("an offset: {0:?}")]
    Offset(Vec<&'static str>),
    /// The text is another name of these zones, or misspelt. There is at least one.
    #[error("another name: {0:?}")]
    OtherName(Vec<&'static str>),
    /// The text is none of these.
    #[error("unknown")]
    Unknown,
}

impl ZoneError {
    /// The zone that is meant, if only one may be.
    #[must_use]
    pub fn only(&self) -> Option<&'static str> {
        let zones = match self {
            Self::Abbreviation(zones) | Self::Offset(zones) | Self::OtherName(zones) => zones.as_slice(),
            Self::Unknown => &[],
        };
        if let [only] = zones { Some(*only) } else { None }
    }
}

/// What the name of a time zone probably does not mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deceptive {
    /// The name is an abbreviation, and the zone has the same offset all year.
    NoSummerTime {
        /// A zone in which the clocks change.
        changing: &'static str,
        /// A zone in which they do not.
        fixed: &'static str,
    },
    /// The name is of the form `Etc/GMT+9`, in which the sign is reversed.
    ReversedSign {
        /// The name with the other sign.
        other: String,
        /// Zones that have the offset of the name on the day that was asked for: at least one.
        same: Vec<&'static str>,
    },
}

/// Reads the name of a time zone of the IANA database. `day` is the day on which zones that are suggested for an offset must have it.
///
/// # Errors
/// [`ZoneError`] if there is no such zone.
pub fn read_zone(name: &str, day: NaiveDateTime) -> Result<Tz, ZoneError> {
    name.parse().map_err(|_| meant(name.trim(), day))
}

/// What the valid name of a zone probably does not mean; `None` for most names.
#[must_use]
pub fn deceptive(name: &str, day: NaiveDateTime) -> Option<Deceptive> {
    let fixed = |changing, fixed| Some(Deceptive::NoSummerTime { changing, fixed });
    match name {
        "EST" => return fixed("America/New_York", "America/Panama"),
        "MST" => return fixed("America/Denver", "America/Phoenix"),
        _ => {}
    }
    let signed = name.strip_prefix("Etc/GMT").filter(|signed| signed.starts_with(['+', '-']) && &signed[1..] != "0")?;
    let zone: Tz = name.parse().ok()?;
    let same = with_offset(offset_secs(zone, day), day);
    let sign = if signed.starts_with('+') { '-' } else { '+' };
    let other = format!("Etc/GMT{sign}{}", &signed[1..]);
    (!same.is_empty()).then_some(Deceptive::ReversedSign { other, same })
}

fn meant(name: &str, day: NaiveDateTime) -> ZoneError {
    let abbreviated: Vec<&'static str> = table::abbreviation(name).collect();
    if !abbreviated.is_empty() {
        return ZoneError::Abbreviation(abbreviated);
    }
    if name.eq_ignore_ascii_case("z") {
        return ZoneError::Offset(vec!["UTC"]);
    }
    if let Some(offset_secs) = read_offset(name) {
        return ZoneError::Offset(with_offset(offset_secs, day));
    }
    let found = [table::other_name(&folded(name)), by_name(name), misspelt(name)];
    let zones = found.into_iter().find(|zones| !zones.is_empty());
    zones.map_or(ZoneError::Unknown, ZoneError::OtherName)
}

/// The offset of a zone from UTC at `day`, a time in UTC, in seconds.
fn offset_secs(zone: Tz, day: NaiveDateTime) -> i32 {
    zone.offset_from_utc_datetime(&day).fix().local_minus_utc()
}

/// The well-known zones that have this offset on this day.
fn with_offset(secs: i32, day: NaiveDateTime) -> Vec<&'static str> {
    let zones = table::WELL_KNOWN.iter().filter(|name| name.parse().is_ok_and(|zone| offset_secs(zone, day) == secs));
    zones.take(MOST_CHOICES).copied().collect()
}

/// A name in the form in which names are compared: its letters and digits, in lower case.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The last part of the name of a zone: `New_York` of `America/New_York`.
fn city(zone: &'static str) -> &'static str {
    zone.rsplit('/').next().unwrap_or(zone)
}

/// The zones with this name or, without its country, with this city, apart from upper case, spaces and the like.
fn by_name(name: &str) -> Vec<&'static str> {
    let (whole, first) = (folded(name), folded(name.split(',').next().unwrap_or(name)));
    if first.is_empty() {
        return Vec::new();
    }
    let names = || TZ_VARIANTS.iter().map(|zone| zone.name());
    let mut zones: Vec<&'static str> =
        names().filter(|zone| folded(zone) == whole || folded(city(zone)) == first).take(MOST_CHOICES).collect();
    // "Asia/Hong_Kong" is a better name than "Hongkong".
    if zones.iter().any(|zone| zone.contains('/')) {
        zones.retain(|zone| zone.contains('/'));
    }
    zones
}

/// The zone whose name, or whose city if no region is given, differs by one or two letters.
fn misspelt(name: &str) -> Vec<&'static str> {
    let folded_name = folded(name);
    let letters = folded_name.chars().count();
    if !(SHORTEST_WITH_SLIP..=40).contains(&letters) {
        return Vec::new();
    }
    let farthest = if letters < 8 { 1 } else { 2 };
    let near = TZ_VARIANTS.iter().filter_map(|zone| {
        let zone = zone.name();
        let other = folded(if name.contains('/') { zone } else { city(zone) });
        let distance = strsim::damerau_levenshtein(&folded_name, &other);
        (distance <= farthest && other.chars().count() >= SHORTEST_WITH_SLIP).then_some((distance, zone))
    });
    near.min().map(|(_, zone)| zone).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn day(month: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, month, 2).expect("a day").and_hms_opt(0, 0, 0).expect("midnight")
    }

    fn zones(name: &str) -> Vec<&'static str> {
        match read_zone(name, day(3)) {
            Ok(zone) => panic!("{name} is {zone}"),
            Err(ZoneError::Abbreviation(zones) | ZoneError::Offset(zones) | ZoneError::OtherName(zones)) => zones,
            Err(ZoneError::Unknown) => Vec::new(),
        }
    }

    #[test]
    fn other_names_lead_to_the_right_zone() {
        for (name, zone) in [
            ("KST", "Asia/Seoul"),
            ("kst", "Asia/Seoul"),
            ("JST", "Asia/Tokyo"),
            ("Z", "UTC"),
            ("z", "UTC"),
            ("utc", "UTC"),
            ("asia/seoul", "Asia/Seoul"),
            ("Asia/Soul", "Asia/Seoul"),
            ("Asia / Seoul", "Asia/Seoul"),
            ("Seoul", "Asia/Seoul"),
            ("SEOUL", "Asia/Seoul"),
            ("Seoul, Korea", "Asia/Seoul"),
            ("서울", "Asia/Seoul"),
            ("한국", "Asia/Seoul"),
            ("Korea", "Asia/Seoul"),
            ("Busan", "Asia/Seoul"),
            ("Korea Standard Time", "Asia/Seoul"),
            ("Korean Standard Time", "Asia/Seoul"),
            ("New York", "America/New_York"),
            ("america/new york", "America/New_York"),
            ("Hong Kong", "Asia/Hong_Kong"),
            ("San Francisco", "America/Los_Angeles"),
            ("Mumbai", "Asia/Kolkata"),
            ("Eastern Standard Time", "America/New_York"),
            ("W. Europe Standard Time", "Europe/Berlin"),
            ("W. Europe Daylight Time", "Europe/Berlin"),
            ("Europe/Munich", "Europe/Berlin"),
        ] {
            assert_eq!(zones(name).first(), Some(&zone), "{name}");
        }
        assert_eq!(zones("AEDT"), ["Australia/Sydney", "Australia/Melbourne", "Australia/Hobart"]);
    }

    #[test]
    fn names_of_several_zones_lead_to_a_choice() {
        assert_eq!(zones("IST"), ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]);
        for (name, choices) in [
            ("PST", ["America/Los_Angeles", "Asia/Manila"]),
            ("CST", ["America/Chicago", "Asia/Shanghai"]),
            ("BST", ["Europe/London", "Asia/Dhaka"]),
            ("UTC+9", ["Asia/Seoul", "Asia/Tokyo"]),
            ("GMT+9", ["Asia/Seoul", "Asia/Tokyo"]),
            ("+09:00", ["Asia/Seoul", "Asia/Tokyo"]),
            ("UTC-5", ["America/New_York", "America/Bogota"]),
            ("GMT +5:30", ["Asia/Kolkata", "Asia/Colombo"]),
        ] {
            let zones = zones(name);
            assert!(choices.iter().all(|choice| zones.contains(choice)), "{name}: {zones:?}");
        }
        let summer = |name| read_zone(name, day(7)).expect_err("no name");
        assert!(matches!(summer("UTC+2"), ZoneError::Offset(zones) if zones.contains(&"Europe/Berlin")));
        assert!(
            matches!(read_zone("UTC+2", day(1)), Err(ZoneError::Offset(zones)) if !zones.contains(&"Europe/Berlin"))
        );
    }

    #[test]
    fn what_is_no_zone_leads_to_none() {
        for name in ["", " ", "/", "XYZ", "QST", "Mars", "UTC+25", "UTC+7:13", "+", "America/Washingtown"] {
            assert_eq!(zones(name), [""; 0], "{name}");
        }
        assert!(zones(&"long".repeat(20_000)).is_empty());
    }

    #[test]
    fn every_suggestion_is_a_zone() {
        for name in table::all_zones() {
            assert!(name.parse::<Tz>().is_ok(), "{name}");
        }
    }

    #[test]
    fn every_abbreviation_that_a_zone_shows_leads_to_zones_that_show_it() {
        let shows = |zone: Tz, month: u32| {
            let offset = zone.offset_from_utc_datetime(&day(month));
            let shown = chrono_tz::OffsetName::abbreviation(&offset).map(str::to_owned);
            shown.filter(|name| name.starts_with(char::is_alphabetic))
        };
        for zone in TZ_VARIANTS {
            for shown in (1..=12).filter_map(|month| shows(zone, month)) {
                let meant: Vec<&str> = table::abbreviation(&shown).collect();
                let is_shown = |name: &str| {
                    (1..=12).any(|month| shows(name.parse().expect("a zone"), month).as_deref() == Some(&*shown))
                };
                assert!(meant.iter().any(|name| is_shown(name)), "{shown} of {zone}: {meant:?}");
            }
        }
    }

    #[test]
    fn abbreviations_that_no_zone_shows_have_the_offset_of_their_zones() {
        for (abbreviation, minutes, zones) in table::UNOFFICIAL {
            for name in zones {
                let zone: Tz = name.parse().expect("a zone");
                assert!(
                    (1..=12).any(|month| offset_secs(zone, day(month)) == minutes * 60),
                    "{abbreviation} of {name}"
                );
            }
        }
    }

    #[test]
    fn names_that_deceive_are_known() {
        assert!(matches!(deceptive("EST", day(3)), Some(Deceptive::NoSummerTime { changing: "America/New_York", .. })));
        let Some(Deceptive::ReversedSign { other, same }) = deceptive("Etc/GMT-9", day(3)) else {
            panic!("it deceives")
        };
        assert_eq!((other.as_str(), same.as_slice()), ("Etc/GMT+9", &["Asia/Seoul", "Asia/Tokyo"][..]));
        for name in ["Asia/Seoul", "UTC", "HST", "Etc/GMT", "Etc/GMT+0", "Etc/GMT0", "CET", "Nowhere"] {
            assert_eq!(deceptive(name, day(3)), None, "{name}");
        }
    }
}
