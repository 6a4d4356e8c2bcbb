//! What limits the health of a service, as a clause. It says what holds at that time: too few servers, a dependency that is down, degraded or
//! short of servers, or a restart.

use crate::model::{Dependency, Localized, ServiceId};
use crate::recording::{Binding, Placement};
use crate::study::Run;
use crate::text::Texts;
use crate::units::{Level, Permille, SimTime, WHOLE, text};

/// What limits the health of a service at `t`, as a clause, such as "it has too few servers" or "Login is down". `None` if the health
/// is 1000.
#[must_use]
pub fn hold(run: &Run, service: ServiceId, t: SimTime, names: Localized<'_>, texts: &Texts) -> Option<String> {
    let row = &run.world.services[service];
    let moment = run.recording.services[service].moments.at(t);
    if moment.health >= WHOLE {
        return None;
    }
    let key = match moment.binding {
        Binding::Dependency(index) => {
            return Some(held_by(run, &row.dependencies[index as usize], moment.health, t, names, texts));
        }
        Binding::Own if !is_short(run, service, t) => "hold-retries",
        Binding::Own if online(run, service, t) >= row.need_at_hour(run.world.clock.hour(t)) => {
            return Some(out_of_work(run, service, t, texts));
        }
        Binding::Own if moment.alive == 0 => "hold-no-servers",
        Binding::Own => "hold-short",
    };
    Some(texts.get(key).to_owned())
}

/// What a dependency does to a service whose health it limits.
fn held_by(
    run: &Run,
    dependency: &Dependency,
    health: Permille,
    t: SimTime,
    names: Localized<'_>,
    texts: &Texts,
) -> String {
    let need = dependency.service;
    let name = ("need", names.service_name(need));
    let track = &run.recording.services[need];
    let level = track.level(t);
    // If the dependency lets through more now than the service serves, an earlier failure of it holds the service, which starts again after
    // that. A dependency that is still Down is not over yet, so then its level is said.
    let through = dependency.lets_through(run.felt_health(dependency, t));
    if through > health && level != Level::Down {
        return texts.with("hold-need-back", &[name]);
    }
    match level {
        Level::Down => texts.with("hold-need-down", &[name]),
        Level::Degraded => texts.with("hold-need-degraded", &[name]),
        Level::Up if matches!(track.moments.at(t).binding, Binding::Own) && is_short(run, need, t) => {
            texts.with("hold-need-short", &[name])
        }
        Level::Up => texts.with("hold-need-partly", &[name, ("share", &text::share(*track.health.at(t)))]),
    }
}

/// Whether fewer servers of a service can serve at `t` than it needs in that hour.
pub(super) fn is_short(run: &Run, service: ServiceId, t: SimTime) -> bool {
    let alive = run.recording.services[service].moments.at(t).alive;
    alive < run.world.services[service].need_at_hour(run.world.clock.hour(t))
}

/// Why a service is short of servers although enough of them are online: most of the others wait for repair, are hit by a fault or are
/// destroyed; or all that are needed work, and serve only after the restart time.
fn out_of_work(run: &Run, service: ServiceId, t: SimTime, texts: &Texts) -> String {
    let (mut working, mut waiting, mut faulty, mut destroyed) = (0, 0, 0, 0);
    for placement in counted(run, service, t) {
        let condition = placement.condition_at(t);
        working += condition.working;
        waiting += condition.waiting;
        destroyed += condition.destroyed;
        if condition.fault > 0 {
            let others = condition.working + condition.waiting + condition.destroyed;
            faulty += placement.online.at(t).saturating_sub(others);
        }
    }
    if working >= run.world.services[service].need_at_hour(run.world.clock.hour(t)) {
        return texts.get("hold-starting").to_owned();
    }
    let most = [("hold-repair", waiting), ("hold-fault", faulty), ("hold-destroyed", destroyed)];
    let (key, servers) = most.into_iter().rev().max_by_key(|(_, servers)| *servers).unwrap_or(("hold-repair", waiting));
    texts.with(key, &[("servers", &texts.count(servers))])
}

/// The number of servers of a service that are online at `t`, with those of its standby if it has failed over to it.
fn online(run: &Run, service: ServiceId, t: SimTime) -> u64 {
    counted(run, service, t).map(|placement| *placement.online.at(t)).sum()
}

/// The placements of a service that serve at `t`: those of its standby only if it has failed over to it.
pub(super) fn counted(run: &Run, service: ServiceId, t: SimTime) -> impl Iterator<Item = &Placement> {
    let engaged = run.recording.services[service].moments.at(t).engaged;
    run.placements_of(service).filter(move |placement| engaged || !placement.standby)
}
