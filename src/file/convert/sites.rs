//! Converts the hazards and sites of a file (MODEL.md, section 2).

use super::world::{World, uncertainty};
use crate::file::check::Check;
use crate::file::path::At;
use crate::file::schema as raw;
use crate::model::limits::{LATITUDE, LONGITUDE, SHARE};
use crate::model::{Hazard, HazardId, Id as _, LatLon, Reserve, Site, SiteId, Spread, Step};
use crate::text::Saying;
use crate::units::Span;

/// Converts a hazard, and checks that the dark share does not increase from one step of `repair` to the next.
pub fn hazard(check: &mut Check, at: &At<'_>, key: &str, row: &raw::Hazard) -> Hazard {
    let mut steps = |name: &'static str, rows: &[(String, f64)]| -> Vec<Step> {
        let all = at.key(name);
        let steps: Vec<Step> = rows
            .iter()
            .enumerate()
            .map(|(index, (after, dark))| Step {
                after: check.span(&all.index(index).index(0), after),
                dark: check.permille(&all.index(index).index(1), *dark, SHARE),
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
    let damages = check.permille(&at.key("damages"), row.damages, SHARE);
    let destroys = check.permille(&at.key("destroys"), row.destroys, SHARE);
    if damages + destroys > 1000 {
        check.fault(
            &at.key("destroys"),
            Saying::plain("file-more-than-all"),
            Saying::plain("file-more-than-all-remedy"),
        );
    }
    let repair_work = row.repair_work.as_ref().map(|work| check.positive_span(&at.key("repair_work"), work));
    if damages > 0 && repair_work.is_none() {
        check.fault(&at.key("damages"), Saying::plain("file-no-work"), Saying::plain("file-no-work-remedy"));
    }
    Hazard {
        key: key.to_owned(),
        name: row.name.clone(),
        kind: row.kind,
        spread,
        out: check.span(&at.key("out"), &row.out),
        repair,
        uncertainty: uncertainty(check, at, row.uncertainty),
        damages,
        destroys,
        repair_work,
    }
}

/// Checks a point on the globe: latitude and longitude in degrees.
pub fn lat_lon(check: &mut Check, at: &At<'_>, (lat, lon): (f64, f64)) -> LatLon {
    check.real(&at.index(0), lat, LATITUDE);
    check.real(&at.index(1), lon, LONGITUDE);
    LatLon { lat, lon }
}

/// Converts a site. `own_hazards` contains the hazard of every site that has one, in the order of the file.
pub fn site(
    check: &mut Check,
    at: &At<'_>,
    key: &str,
    row: &raw::Site,
    world: &World<'_>,
    own_hazards: &[Option<&str>],
) -> Site {
    let spreads = at.key("spreads");
    let restore = at.key("restore");
    Site {
        key: key.to_owned(),
        name: row.name.clone(),
        place: row.place.clone(),
        operator: row.operator.clone(),
        at: row.at.map(|point| lat_lon(check, &at.key("at"), point)),
        hazard: check.find_some(&at.key("hazard"), &world.hazards, row.hazard.as_ref()),
        spreads: row
            .spreads
            .iter()
            .enumerate()
            .map(|(index, spread)| {
                let at = spreads.index(index);
                let to: SiteId = check.find(&at.key("to"), &world.sites, &spread.to);
                let own = own_hazards.get(to.index()).copied().flatten();
                Spread {
                    from: spread_hazard(check, &at, "from", spread.from.as_deref(), row.hazard.as_deref(), world),
                    to,
                    after: check.span(&at.key("after"), &spread.after),
                    hazard: spread_hazard(check, &at, "hazard", spread.hazard.as_deref(), own, world),
                }
            })
            .collect(),
        restore: row
            .restore
            .iter()
            .enumerate()
            .map(|(index, key)| check.find(&restore.index(index), &world.services, key))
            .collect(),
        reserve: row.reserve.as_ref().map_or_else(Reserve::default, |reserve| {
            let at = at.key("reserve");
            let mut span =
                |name, text: Option<&String>| text.map_or(Span::ZERO, |text| check.span(&at.key(name), text));
            Reserve { power: span("power", reserve.power.as_ref()), cooling: span("cooling", reserve.cooling.as_ref()) }
        }),
    }
}

/// A hazard of a spread: the one that it names, or the own hazard of a site. One of the two must be there. The own hazard is one of another
/// place of the file, so a wrong one is reported there alone.
fn spread_hazard(
    check: &mut Check,
    at: &At<'_>,
    name: &'static str,
    named: Option<&str>,
    own: Option<&str>,
    world: &World<'_>,
) -> HazardId {
    match (named, own) {
        (Some(named), _) => check.find(&at.key(name), &world.hazards, named),
        (None, Some(own)) => world.hazards.get(own).unwrap_or(HazardId::new(0)),
        (None, None) => {
            let message = Saying::of("file-spread-hazard", [("field", name.into())]);
            check.fault(at, message, Saying::of("file-spread-hazard-remedy", [("field", name.into())]));
            HazardId::new(0)
        }
    }
}
