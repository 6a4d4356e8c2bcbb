//! The state of the whole world at the playhead in a few words: how many services are down, and what is dark.

use crate::model::SiteId;
use crate::recording::{EventId, EventKind, LevelCounts};
use crate::ui::ViewContext;
use crate::units::WHOLE;

/// The state at the playhead, for which `latest` is the last important event. `None` if everything is as it should be and `latest` is no change
/// of a level: then the event says more.
pub(super) fn situation(context: &ViewContext<'_>, latest: EventId) -> Option<String> {
    let texts = context.texts;
    let event = context.recording.event(latest);
    let change = if let EventKind::Level { from, to, .. } = event.kind { Some((from, to)) } else { None };
    let is_rise = change.is_some_and(|(from, to)| to > from);
    match (services(context, is_rise), dark_sites(context)) {
        (Some(services), Some(dark)) => {
            Some(texts.with("present-situation", &[("services", &services), ("dark", &dark)]))
        }
        (Some(one), None) | (None, Some(one)) => Some(one),
        (None, None) => {
            let all = texts.count(context.world.services.len() as u64);
            change.map(|_| texts.with("present-all-up", &[("all", &all)]))
        }
    }
}

/// How many services are down or, if none is, degraded. `None` if all are Up. `still` is whether it was worse before.
fn services(context: &ViewContext<'_>, still: bool) -> Option<String> {
    let LevelCounts { down, degraded } = *context.recording.levels.at(context.now);
    let (key, count) = match (down, degraded, still) {
        (0, 0, _) => return None,
        (0, some, true) => ("present-still-degraded", some),
        (0, some, false) => ("present-degraded", some),
        (some, _, true) => ("present-still-down", some),
        (some, _, false) => ("present-down", some),
    };
    let all = context.texts.count(context.world.services.len() as u64);
    Some(context.texts.with(key, &[("count", &context.texts.count(count.into())), ("all", &all)]))
}

/// Which site is dark or, if there are several, how many. `None` if there is none.
fn dark_sites(context: &ViewContext<'_>) -> Option<String> {
    let share = |site: SiteId| *context.recording.sites[site].dark.at(context.now);
    let dark: Vec<SiteId> = context.world.sites.ids().filter(|site| share(*site) > 0).collect();
    let is_whole = dark.iter().all(|site| share(*site) == WHOLE);
    let (one, several) = if is_whole {
        ("present-site-dark", "present-sites-dark")
    } else {
        ("present-site-partly-dark", "present-sites-partly-dark")
    };
    match dark[..] {
        [] => None,
        [site] => Some(context.texts.with(one, &[("site", context.localized.site_name(site))])),
        [..] => Some(context.texts.with(several, &[("count", &context.texts.count(dark.len() as u64))])),
    }
}
