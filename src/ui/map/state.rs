//! How sites and lines of need are at one moment, and the words for it.

use crate::model::{HazardKind, Id, ServiceId, SiteId};
use crate::recording::StrikeRun;
use crate::ui::Look;
use crate::units::{Level, Permille, SimTime, WHOLE};

use super::known::{Pair, Strikes, need_lets_through};

/// Services of one place that are looked at for its words and chips; those with most users come first.
pub(super) const MOST_RESIDENTS: usize = 96;

/// How some sites are, taken together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SiteState {
    /// All their servers.
    pub(super) servers: u64,
    /// Those that have light.
    pub(super) lit: u64,
    /// What is under way there, since when; the first fire if there is one, else the first strike.
    pub(super) strike: Option<(HazardKind, StrikeRun)>,
    /// Whether something once struck.
    pub(super) struck: bool,
}

impl SiteState {
    /// The state of `sites` at the look's moment.
    pub(super) fn of(look: &Look<'_>, strikes: &Strikes, sites: &[SiteId]) -> Self {
        let mut state = Self { servers: 0, lit: 0, strike: None, struck: false };
        for site in sites {
            let track = &look.recording.sites[*site];
            state.servers += track.servers;
            state.lit += *track.lit.at(look.now);
            state.struck |= strikes.at(look.recording, *site).any(|strike| strike.at <= look.now);
            for strike in strikes.active(look.recording, *site, look.now) {
                let kind = look.world.hazards[strike.hazard].kind;
                let better = state.strike.is_none_or(|(there, run)| {
                    (kind == HazardKind::Fire, run.at) > (there == HazardKind::Fire, strike.at)
                });
                if better {
                    state.strike = Some((kind, *strike));
                }
            }
        }
        state
    }

    /// Share of servers that have light; all of none is all.
    pub(super) fn share(&self) -> Permille {
        let share = (self.lit * u64::from(WHOLE)).checked_div(self.servers);
        share.map_or(WHOLE, |share| Permille::try_from(share).unwrap_or(WHOLE))
    }

    /// As a level.
    pub(super) fn level(&self) -> Level {
        Level::of(self.share())
    }

    /// Whether something burns there.
    pub(super) fn burns(&self) -> bool {
        self.strike.is_some_and(|(kind, _)| kind == HazardKind::Fire)
    }

    /// What is under way and since when, in words.
    pub(super) fn strike_line(&self, look: &Look<'_>) -> Option<String> {
        let (kind, strike) = self.strike?;
        let since = look.texts.span(whole_minutes(look.now, strike.at));
        Some(match kind {
            HazardKind::Fire => look.texts.with("map-burning", &[("span", &since)]),
            HazardKind::Power
            | HazardKind::Cooling
            | HazardKind::Network
            | HazardKind::Flood
            | HazardKind::Quake
            | HazardKind::Other => {
                let hazard = &look.world.hazards[strike.hazard].name;
                look.texts.with("map-struck", &[("hazard", hazard), ("span", &since)])
            }
        })
    }

    /// How many servers are lit, in words.
    pub(super) fn lit_line(&self, look: &Look<'_>) -> String {
        let (lit, servers) = (look.texts.count(self.lit), look.texts.count(self.servers));
        look.texts.with("map-lit", &[("lit", &lit), ("servers", &servers)])
    }
}

/// A span that is written without seconds once it is minutes long: labels do not flicker.
fn whole_minutes(now: SimTime, since: SimTime) -> crate::units::Span {
    let span = now - since;
    if span.0 >= 60 { crate::units::Span(span.0 / 60 * 60) } else { span }
}

/// Whether a service that has servers among `sites` wants more of its own than it has.
pub(super) fn is_short(look: &Look<'_>, residents: &[ServiceId]) -> bool {
    let hour = look.world.clock.hour(look.now);
    residents.iter().take(MOST_RESIDENTS).any(|service| {
        let moment = look.recording.services[*service].moments.at(look.now);
        moment.own < WHOLE && moment.alive < look.world.services[*service].need_at_hour(hour)
    })
}

/// How a line of need is: its worst need, and whether one of its needs is what holds a service down.
pub(super) fn pair_level(look: &Look<'_>, pair: &Pair) -> Level {
    let through = |need: &(ServiceId, usize)| need_lets_through(look.world, look.recording, *need, look.now);
    let worst = pair.needs.iter().map(through).min().unwrap_or(WHOLE);
    Level::of(worst)
}

/// Users of a service whose requests fail now.
pub(super) fn lost(look: &Look<'_>, service: ServiceId) -> u64 {
    let health = *look.recording.services[service].health.at(look.now);
    look.world.services[service].cut_off(health)
}

/// The order of chips: the selected first, then the worst by level and lost users, then those with most users.
pub(super) fn by_trouble(look: &Look<'_>, services: &[ServiceId]) -> Vec<ServiceId> {
    let mut order: Vec<ServiceId> = services.iter().copied().take(MOST_RESIDENTS).collect();
    let selected = look.session.selection();
    if let Some(crate::recording::Subject::Service(one)) = selected
        && services.contains(&one)
        && !order.contains(&one)
    {
        order.push(one);
    }
    order.sort_by_cached_key(|service| {
        let is_selected = look.is_selected(crate::recording::Subject::Service(*service));
        let level = look.recording.services[*service].level(look.now);
        let world = &look.world.services[*service];
        let keys = (std::cmp::Reverse(lost(look, *service)), std::cmp::Reverse(world.users), service.index());
        (!is_selected, level, keys)
    });
    order
}
