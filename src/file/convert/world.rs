//! The data to which the rows of a file may refer, and conversions that are used for several tables.

use std::collections::{BTreeSet, HashSet};

use chrono_tz::{TZ_VARIANTS, Tz};

use crate::file::check::{Check, Ids};
use crate::file::path::At;
use crate::file::suggest::{did_you_mean, of_text};
use crate::file::tables::{Keyed, Listed};
use crate::model::limits::MOST_UNCERTAINTY;
use crate::model::{Id, Table};
use crate::text::Saying;
use crate::units::{Clock, Span};

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

/// Checks the name of a time zone.
pub fn zone(check: &mut Check, at: &At<'_>, name: &str) -> Tz {
    name.parse().unwrap_or_else(|_| {
        let zones = TZ_VARIANTS.iter().map(|zone| zone.name());
        let remedy = || did_you_mean(name, zones, || Saying::plain("file-no-zone-remedy"));
        check.fault_with(at, of_text("file-no-zone", name), remedy);
        Tz::UTC
    })
}

/// Checks the field `uncertainty` of the scenario, hazard or service at `at`, if it has one, and returns it.
pub fn uncertainty(check: &mut Check, at: &At<'_>, own: Option<f64>) -> Option<f64> {
    own.inspect(|own| {
        check.real(&at.key("uncertainty"), *own, 0.0, MOST_UNCERTAINTY);
    })
}

/// Finds repeated names. Returns each occurrence of a name after its first, with its index.
pub fn repeated<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(usize, &'n str)> {
    let mut seen = HashSet::new();
    names.enumerate().filter(|(_, name)| !seen.insert(*name)).collect()
}
