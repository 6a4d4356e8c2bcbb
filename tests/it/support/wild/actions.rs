//! Writes the actions and measures of a random world. They are of all kinds, and only about things that exist in the world.

use super::genes::Deed;
use super::text::{Scribe, permille};
use super::{Crews, later_text};

fn is_strike(deed: &Deed) -> bool {
    deed.kind % 10 < 5
}

/// The actions of the plan. All their times are within the run, also those that are relative to its `zero` or its first strike.
pub fn actions(scribe: &Scribe<'_>) -> Vec<String> {
    let length = scribe.genes.length;
    // Most actions are early in the run, because late actions have little time for effects.
    let at = |deed: &Deed| i64::from(deed.at) * length / 1_500;
    let is_relative = |deed: &Deed| deed.relative && !scribe.shape.plain;
    let later = scribe.later.filter(|_| !scribe.shape.defaults).map_or(&[][..], |later| &later.actions[..]);
    let strikes = scribe.genes.actions.iter().filter(|deed| is_strike(deed));
    let strikes = strikes.chain(later.iter().filter(|deed| later_text::is_strike(deed)));
    let first = scribe.zero().or_else(|| strikes.filter(|deed| !is_relative(deed)).map(at).min());
    let told = |deed: &Deed, act: String| {
        let when = match first {
            Some(first) if is_relative(deed) => format!("\"+{}", &scribe.span(at(deed).min(length - first))[1..]),
            _ => scribe.moment(at(deed)),
        };
        format!("(at: {when}, do: {act})")
    };
    let usual = scribe.genes.actions.iter().map(|deed| told(deed, act(scribe, deed)));
    usual.chain(later.iter().map(|deed| told(deed, later_text::act(scribe, deed)))).collect()
}

fn act(scribe: &Scribe<'_>, deed: &Deed) -> String {
    // A site without a hazard of its own is struck by a hazard that is named.
    let named = deed.other.or((deed.kind % 10 < 5 && scribe.has_bare_sites()).then_some(deed.second));
    let hazard = named.map_or(String::new(), |hazard| format!(", hazard: {}", scribe.hazard(hazard)));
    let (site, service, span) = (scribe.site(deed.first), scribe.service(deed.first), scribe.span(deed.span));
    match deed.kind % 10 {
        0..=3 => format!("Strike(site: {site}{hazard})"),
        4 => {
            let lon = if deed.second.is_multiple_of(2) { "179.95" } else { "-179.95" };
            format!("StrikeArea(at: (50.0, {lon}), radius_km: {}.5{hazard})", deed.number % 60)
        }
        5 => format!("Extinguish(site: {site})"),
        6 => format!("FailOver(service: {service})"),
        7 => format!("BlackStart(service: {service}, for: {span})"),
        8 | 9 => format!("ShedLoad(service: {service}, for: {span})"),
        _ => unreachable!("a remainder of ten"),
    }
}

pub fn measures(scribe: &Scribe<'_>) -> Vec<String> {
    let mut stopped = Vec::new();
    let told = |deed: &Deed| {
        let off = if deed.off { ", off: true" } else { "" };
        format!("{}{off})", measure(scribe, deed, &mut stopped))
    };
    let usual: Vec<String> = scribe.genes.measures.iter().map(told).collect();
    usual.into_iter().chain(later_text::measures(scribe)).collect()
}

/// A measure without its closing bracket. If the chosen measure is not possible for the chosen service or site, more servers are
/// added instead, or retries limited where every service stands at one site.
fn measure(scribe: &Scribe<'_>, deed: &Deed, stopped: &mut Vec<(usize, usize)>) -> String {
    let genes = scribe.genes;
    let place = deed.first % genes.services.len();
    let row = &genes.services[place];
    let (site, service, span) = (scribe.site(deed.second), scribe.service(deed.first), scribe.span(deed.span.max(1)));
    let more = if scribe.shape.crews == Crews::Ordered {
        format!("LimitRetries(service: {service}, retry: {}", permille(deed.number))
    } else {
        format!("AddServers(service: {service}, site: {site}, servers: {}", deed.number)
    };
    let dependencies: Vec<usize> =
        row.dependencies.iter().map(|need| need.of % genes.services.len()).filter(|of| *of != place).collect();
    let need = dependencies.get(deed.second % dependencies.len().max(1)).map(|of| scribe.service(*of));
    match (deed.kind % 12, need) {
        (1, _) if scribe.shape.crews != Crews::Ordered => {
            format!("AddStandby(service: {service}, site: {site}, servers: {}", deed.number)
        }
        (2, _) => format!("SwitchAuto(service: {service}, auto: {span}"),
        (3, _) if row.standby.as_ref().is_some_and(|(_, switch)| switch.is_there) => {
            format!("SwitchFree(service: {service}")
        }
        (4, _) => format!("SwitchByHand(service: {service}, by_hand: {span}"),
        (5, Some(need)) => format!("Grace(service: {service}, need: {need}, grace: {}", scribe.span(deed.span)),
        (6, Some(need)) => format!("Weight(service: {service}, need: {need}, weight: {}", permille(deed.number)),
        (7, _) => format!("LimitRetries(service: {service}, retry: {}", permille(deed.number)),
        (8, _) => format!("Restart(service: {service}, restart: {}", scribe.span(deed.span)),
        (9, _) => {
            let others = [deed.first, deed.second].map(|service| scribe.service(service)).join(", ");
            format!("RestoreFirst(site: {site}, services: [{others}]")
        }
        (10, _) => {
            let from = deed.second % genes.sites.len();
            let spread = genes.sites[from].spreads.first().map(|spread| spread.to % genes.sites.len());
            match spread.filter(|to| !stopped.contains(&(from, *to))) {
                Some(to) => {
                    stopped.push((from, to));
                    format!("StopSpread(site: {site}, to: {}", scribe.site(to))
                }
                None => more,
            }
        }
        (11, _) => format!("FasterOut(hazard: {}, out: {}", scribe.hazard(deed.first), scribe.span(deed.span)),
        _ => more,
    }
}
