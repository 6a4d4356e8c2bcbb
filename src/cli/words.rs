//! What happened, in words.

use crate::model::{Act, CompanyId, HazardId, ServiceId, SiteId};
use crate::recording::EventKind;
use crate::study::Run;
use crate::units::{Level, Permille, text};

/// One thing that happened, as a person would say it.
pub(super) fn of_event(run: &Run, kind: EventKind) -> String {
    match kind {
        EventKind::Action(place) => act(run, &run.plan.actions[place as usize].act),
        EventKind::Hour(hour) => format!("it is {hour:02}:00: another demand"),
        EventKind::Strike(strike) => format!("{} begins", strike_name(run, strike)),
        EventKind::Spreading(strike, dark) => format!("{} takes {}", strike_name(run, strike), text::share(dark)),
        EventKind::Out(strike) => format!("{} is over", strike_name(run, strike)),
        EventKind::Repair(strike, dark) => {
            format!("repair after {}: {} left", strike_name(run, strike), text::share(dark))
        }
        EventKind::Dark { site: id, from, to } => {
            format!("{} {} dark (was {})", site(run, id), text::share(to), text::share(from))
        }
        EventKind::Engaged(id) => format!("{}: standby engaged", service(run, id)),
        EventKind::StoodDown(id) => format!("{}: standby stood down", service(run, id)),
        EventKind::Health { service: id, from, to } => health(run, id, from, to),
        EventKind::Level { service: id, from, to } => {
            format!("{} {} (was {})", service(run, id), level(to), level(from))
        }
        EventKind::RtoBroken(id) => {
            let rto = run.world.services[id].rto.map_or_else(String::new, |rto| format!(" of {}", text::span(rto)));
            format!("{}: out for longer than its RTO{rto}", service(run, id))
        }
        EventKind::Opening(id, price) => format!("{} opens at {}", company(run, id), money(run, id, price)),
        EventKind::Low(id, price) => format!("{} at its low of the day, {}", company(run, id), money(run, id, price)),
        EventKind::Close(id, price) => format!("{} closes at {}", company(run, id), money(run, id, price)),
        EventKind::Headline(place) => format!("headline: {}", run.world.news[place as usize].title),
    }
}

/// A price with its currency and its change against the last close before the run.
pub(super) fn money(run: &Run, id: CompanyId, price: f64) -> String {
    let Some(listing) = &run.world.companies[id].listing else { return text::price(price) };
    let currency = listing.currency.as_deref().map_or_else(String::new, |currency| format!(" {currency}"));
    format!("{}{currency} ({})", text::price(price), text::change(price / listing.close - 1.0))
}

/// The word for a level.
pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::Up => "Up",
        Level::Degraded => "Degraded",
        Level::Down => "Down",
    }
}

fn health(run: &Run, id: ServiceId, from: Permille, to: Permille) -> String {
    let levels = (Level::of(from), Level::of(to));
    let now = if levels.0 == levels.1 { String::new() } else { format!(", {}", level(levels.1)) };
    format!("{} {}{now} (was {})", service(run, id), text::share(to), text::share(from))
}

fn act(run: &Run, act: &Act) -> String {
    let by = |id: Option<HazardId>| id.map_or_else(String::new, |id| format!(" by {}", run.world.hazards[id].name));
    match act {
        Act::Strike { site: id, hazard } => format!("action: strike {}{}", site(run, *id), by(*hazard)),
        Act::StrikeArea { at, radius_km, hazard } => {
            format!("action: strike all within {radius_km} km of {}, {}{}", at.lat, at.lon, by(*hazard))
        }
        Act::Extinguish { site: id } => format!("action: extinguish {}", site(run, *id)),
        Act::FailOver { service: id } => format!("action: fail {} over", service(run, *id)),
        Act::BlackStart { service: id, span } => {
            format!("action: start {} without what it needs for {}", service(run, *id), text::span(*span))
        }
        Act::ShedLoad { service: id, span } => {
            format!("action: shed load of {} for {}", service(run, *id), text::span(*span))
        }
    }
}

fn strike_name(run: &Run, strike: u32) -> String {
    let strike = &run.recording.strikes[strike as usize];
    format!("{} at {}", run.world.hazards[strike.hazard].name, site(run, strike.site))
}

fn site(run: &Run, id: SiteId) -> &str {
    &run.world.sites[id].name
}

fn service(run: &Run, id: ServiceId) -> &str {
    &run.world.services[id].name
}

fn company(run: &Run, id: CompanyId) -> &str {
    &run.world.companies[id].name
}
