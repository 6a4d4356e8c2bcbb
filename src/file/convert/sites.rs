//! Converts the hazards and sites of a file (MODEL.md, section 2).

use super::world::{World, uncertainty};
use crate::file::check::{Check, Ids};
use crate::file::path::At;
use crate::file::schema as raw;
use crate::model::{Hazard, HazardId, Id as _, LatLon, Site, SiteId, Spread, Step};
use crate::text::Saying;

/// Converts a hazard, and checks that the dark share does not increase from one step of `repair` to the next.
pub fn hazard(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Hazard) -> Hazard {
    let mut steps = |name: &'static str, rows: &[(String, f64)]| -> Vec<Step> {
        let all = at.key(name);
        let steps: Vec<Step> = rows
            .iter()
            .enumerate()
            .map(|(index, (after, dark))| Step {
                after: check.span(&all.index(index).index(0), after),
                dark: check.permille(&all.index(index).index(1), *dark, 0.0, 1.0),
            })
            .collect();
        for (index, pair) in steps.windows(2).enumerate() {
            // What cannot be read has been reported, and says nothing about the order.
            let is_read = |check: &Check, part: usize| {
                (index..index + 2).all(|step| check.is_whole(&all.index(step).index(part)))
            };
            if pair[1].after <= pair[0].after && is_read(check, 0) {
                check.fault(
                    &all.index(index + 1),
                    Saying::plain("file-step-order"),
                    Saying::plain("file-step-order-remedy"),
                );
            }
            if name == "repair" && pair[1].dark > pair[0].dark && is_read(check, 1) {
                check.fault(
                    &all.index(index + 1),
                    Saying::plain("file-repair-darker"),
                    Saying::plain("file-repair-darker-remedy"),
                );
            }
        }
        steps
    };
    let spread = steps("spread", &row.spread);
    let repair = steps("repair", &row.repair);
    Hazard {
        key: key.to_owned(),
        name: row.name.clone(),
        kind: row.kind,
        spread,
        out: check.span(&at.key("out"), &row.out),
        repair,
        uncertainty: uncertainty(check, at, row.uncertainty),
    }
}

/// Checks a point on the globe: latitude and longitude in degrees.
pub fn lat_lon(check: &mut Check, at: &At<'_>, (lat, lon): (f64, f64)) -> LatLon {
    check.real(&at.index(0), lat, -90.0, 90.0);
    check.real(&at.index(1), lon, -180.0, 180.0);
    LatLon { lat, lon }
}

/// Finds a hazard that may be left out. The default is a hazard of another place of the file, so a wrong one is reported there alone.
fn find_or_default(check: &mut Check, at: &At<'_>, hazards: &Ids<'_>, own: Option<&str>, default: &str) -> HazardId {
    own.map_or_else(|| hazards.get(default).unwrap_or(HazardId::new(0)), |own| check.find(at, hazards, own))
}

/// Converts a site. `own_hazards` contains the hazard of every site, in the order of the file.
pub fn site(
    check: &mut Check,
    at: &At<'_>,
    key: &str,
    row: &raw::Site,
    world: &World<'_>,
    own_hazards: &[&str],
) -> Site {
    let spreads = at.key("spreads");
    let restore = at.key("restore");
    Site {
        key: key.to_owned(),
        name: row.name.clone(),
        place: row.place.clone(),
        operator: row.operator.clone(),
        at: lat_lon(check, &at.key("at"), row.at),
        hazard: check.find(&at.key("hazard"), &world.hazards, &row.hazard),
        spreads: row
            .spreads
            .iter()
            .enumerate()
            .map(|(index, spread)| {
                let at = spreads.index(index);
                let to: SiteId = check.find(&at.key("to"), &world.sites, &spread.to);
                let own = own_hazards.get(crate::model::Id::index(to)).copied().unwrap_or_default();
                Spread {
                    from: find_or_default(check, &at.key("from"), &world.hazards, spread.from.as_deref(), &row.hazard),
                    to,
                    after: check.span(&at.key("after"), &spread.after),
                    hazard: find_or_default(check, &at.key("hazard"), &world.hazards, spread.hazard.as_deref(), own),
                }
            })
            .collect(),
        restore: row
            .restore
            .iter()
            .enumerate()
            .map(|(index, key)| check.find(&restore.index(index), &world.services, key))
            .collect(),
    }
}
