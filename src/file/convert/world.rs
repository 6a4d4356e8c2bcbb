//! The data to which the rows of a file may refer, and conversions that are used for several tables.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use crate::file::check::{Check, Ids};
use crate::file::path::At;
use crate::file::tables::{Keyed, Listed};
use crate::model::limits::UNCERTAINTY;
use crate::model::{Id, Table};
use crate::text::{Trouble, zone_trouble, zone_warning};
use crate::units::zones::{ZoneError, deceptive, read_zone};
use crate::units::{Clock, SimTime, Span};

/// The data with which the references and times of a row are resolved: the clock, and the ids and names that exist.
pub struct World<'f> {
    pub clock: Clock,
    pub length: Span,
    pub hazards: Ids<'f>,
    pub sites: Ids<'f>,
    pub services: Ids<'f>,
    pub exchanges: Ids<'f>,
    pub companies: Ids<'f>,
    pub rivals: Ids<'f>,
    pub sources: Ids<'f>,
    /// The names of the campuses, as given in the `place` of sites.
    pub places: BTreeSet<&'f str>,
}

/// Converts every row of a table with ids.
pub fn entries<I: Id, S, T>(
    check: &mut Check,
    name: &'static str,
    rows: &Keyed<S>,
    mut row: impl FnMut(&mut Check, &At<'_>, &str, &S) -> T,
) -> Table<I, T> {
    let all = At::ROOT.key(name);
    rows.iter().map(|(key, value)| row(check, &all.key(key), key, value)).collect()
}

/// Converts every row of a list.
pub fn list<S, T>(
    check: &mut Check,
    name: &'static str,
    rows: &Listed<S>,
    mut row: impl FnMut(&mut Check, &At<'_>, &S) -> T,
) -> Vec<T> {
    let all = At::ROOT.key(name);
    rows.iter().enumerate().map(|(index, value)| row(check, &all.index(index), value)).collect()
}

/// Checks the name of a time zone. `day` is the day on which the run starts; a zone that is suggested for an offset has it then.
pub fn zone(check: &mut Check, at: &At<'_>, name: &str, day: NaiveDateTime) -> Tz {
    let zone = if check.is_full() { name.parse::<Tz>().map_err(|_| ZoneError::Unknown) } else { read_zone(name, day) };
    match zone {
        Ok(zone) => {
            if let Some(deceptive) = deceptive(name, day) {
                let clock = Clock::at_unix_secs(zone, day.and_utc().timestamp());
                let Trouble { message, remedy } = zone_warning(&deceptive, name, &clock, SimTime::ZERO);
                check.warn(at, message, remedy);
            }
            zone
        }
        Err(error) => {
            let Trouble { message, remedy } = zone_trouble(&error, name);
            check.fault(at, message, remedy);
            Tz::UTC
        }
    }
}

/// Checks the field `uncertainty` of the scenario, hazard or service at `at`, if it has one, and returns it.
pub fn uncertainty(check: &mut Check, at: &At<'_>, own: Option<f64>) -> Option<f64> {
    own.inspect(|own| {
        check.real(&at.key("uncertainty"), *own, UNCERTAINTY);
    })
}

/// Finds repeated names. Returns each occurrence of a name after its first, with its index.
pub fn repeated<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(usize, &'n str)> {
    let mut seen = HashSet::new();
    names.enumerate().filter(|(_, name)| !seen.insert(*name)).collect()
}
