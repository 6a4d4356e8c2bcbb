//! What a service waits for whose servers are damaged, destroyed or starting, as sentences. When power comes back to damaged servers, the
//! health of their service does not change, so no event of the service tells of it.

use super::hold::{counted, is_short};
use super::list;
use crate::model::{Localized, ServiceId};
use crate::recording::{Binding, Placement};
use crate::study::{Run, holder};
use crate::text::Texts;
use crate::units::{SimTime, WHOLE};

/// What holds a service at `t` because of its own servers, or because of those of the service that holds it: how many are damaged, who repairs
/// them or why nobody does, how many have no power, and how many are destroyed; or that enough of them are starting. `None` if it is held by
/// something else, or if all that it waits for is power.
#[must_use]
pub fn repair(run: &Run, service: ServiceId, t: SimTime, names: Localized<'_>, texts: &Texts) -> Option<String> {
    if *run.recording.services[service].health.at(t) >= WHOLE {
        return None;
    }
    let held = holder(run, service, t)?;
    let binding = run.recording.services[held].moments.at(t).binding;
    if !matches!(binding, Binding::Own) || !is_short(run, held, t) {
        return None;
    }
    let servers = Servers::at(run, held, t);
    let said = if servers.working >= run.world.services[held].need_at_hour(run.world.clock.hour(t)) {
        texts.get("repair-now-starting").to_owned()
    } else if servers.waiting == 0 && servers.destroyed == 0 {
        return None;
    } else {
        sentences(run, held, &servers, t, names, texts)
    };
    if held == service {
        return Some(said);
    }
    Some(texts.with("repair-now-of", &[("service", names.service_name(held)), ("state", &said)]))
}

/// The servers of a service that count at a certain time, by what became of them.
#[derive(Default)]
struct Servers {
    working: u64,
    /// How many have no power or no network.
    dark: u64,
    damaged: u64,
    waiting: u64,
    destroyed: u64,
    crew: u64,
    /// Whether any of them had no power or no network before.
    were_dark: bool,
}

impl Servers {
    fn at(run: &Run, service: ServiceId, t: SimTime) -> Self {
        counted(run, service, t).fold(Self::default(), |sum, placement| {
            let condition = placement.condition_at(t);
            Self {
                working: sum.working + condition.working,
                dark: sum.dark + placement.servers.saturating_sub(*placement.online.at(t)),
                damaged: sum.damaged + condition.damaged,
                waiting: sum.waiting + condition.waiting,
                destroyed: sum.destroyed + condition.destroyed,
                crew: sum.crew + condition.crew,
                were_dark: sum.were_dark || was_dark(placement, t),
            }
        })
    }
}

/// Whether any server of a placement had no power or no network at any time up to `t`.
fn was_dark(placement: &Placement, t: SimTime) -> bool {
    let online = &placement.online;
    online.all()[..=online.index_at(t)].iter().any(|(_, online)| *online < placement.servers)
}

/// The sentences about servers of which some are damaged or destroyed.
fn sentences(
    run: &Run,
    service: ServiceId,
    servers: &Servers,
    t: SimTime,
    names: Localized<'_>,
    texts: &Texts,
) -> String {
    let line =
        |key: &'static str, servers: u64| (servers > 0).then(|| texts.with(key, &[("servers", &texts.count(servers))]));
    let is_power_back = servers.dark == 0 && servers.were_dark;
    let said = [
        line(if is_power_back { "repair-now-back" } else { "repair-now-damaged" }, servers.damaged),
        (servers.waiting > 0).then(|| crew(run, service, servers, t, names, texts)),
        line("repair-now-dark", servers.dark),
        line("repair-now-destroyed", servers.destroyed),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How many people are at work at the servers of a service that wait for repair, or why nobody is.
fn crew(run: &Run, service: ServiceId, servers: &Servers, t: SimTime, names: Localized<'_>, texts: &Texts) -> String {
    let waiting = texts.count(servers.waiting);
    if servers.crew > 0 {
        let (crew, rest) = (texts.count(servers.crew), servers.waiting.saturating_sub(servers.crew));
        if rest == 0 {
            return texts.with("repair-now-all", &[("crew", &crew)]);
        }
        return texts.with("repair-now-some", &[("crew", &crew), ("waiting", &texts.count(rest))]);
    }
    let nobody = || texts.with("repair-now-nobody", &[("waiting", &waiting)]);
    let Some(company) = run.world.services[service].company else { return nobody() };
    let depends_on = run.world.companies[company].crew.as_ref().and_then(|crew| crew.depends_on);
    // Nobody works while the health of what the crew depends on is below 500 (MODEL.md, section 3).
    if let Some(need) = depends_on.filter(|need| *run.recording.services[*need].health.at(t) < 500) {
        return texts.with("repair-now-stopped", &[("waiting", &waiting), ("service", names.service_name(need))]);
    }
    let (mut at_work, mut busy) = (0, Vec::new());
    for other in run.index().services_of(company).iter().filter(|other| **other != service) {
        let crew: u64 = run.placements_of(*other).map(|placement| placement.condition_at(t).crew).sum();
        if crew > 0 {
            at_work += crew;
            busy.push(names.service_name(*other));
        }
    }
    if at_work == 0 {
        return nobody();
    }
    let args = [
        ("waiting", waiting.as_str()),
        ("company", names.company_name(company)),
        ("crew", &texts.count(at_work)),
        ("names", &list(&busy, texts)),
    ];
    texts.with("repair-now-elsewhere", &args)
}
