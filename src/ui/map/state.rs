//! How sites and lines of need are at one moment, and the words for it.

use crate::model::{HazardId, HazardKind, ServiceId, SiteId};
use crate::recording::StrikeRun;
use crate::ui::ViewContext;
use crate::ui::time_axis::dates::whole_minutes;
use crate::units::{Level, Permille, Span, WHOLE};

use super::known::{Pair, Strikes, need_lets_through};

/// Services of one place that are looked at for its words; those with most users come first.
const MOST_RESIDENTS: usize = 96;

/// How some sites are, taken together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SiteState {
    /// All their servers.
    pub(super) servers: u64,
    /// Those that have light.
    pub(super) online: u64,
    /// What is under way there, since when; the first fire if there is one, else the first strike.
    pub(super) strike: Option<(HazardKind, StrikeRun)>,
    /// Whether something once struck.
    pub(super) struck: bool,
}

impl SiteState {
    /// The state of `sites` at the look's moment.
    pub(super) fn of(context: &ViewContext<'_>, strikes: &Strikes, sites: &[SiteId]) -> Self {
        let mut state = Self { servers: 0, online: 0, strike: None, struck: false };
        for site in sites {
            let track = &context.recording.sites[*site];
            state.servers += track.servers;
            state.online += *track.online.at(context.now);
            state.struck |= strikes.at(context.recording, *site).any(|strike| strike.at <= context.now);
            for strike in strikes.active(context.recording, *site, context.now) {
                let kind = context.world.hazards[strike.hazard].kind;
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
        let share = (self.online * u64::from(WHOLE)).checked_div(self.servers);
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
    pub(super) fn strike_line(&self, context: &ViewContext<'_>) -> Option<String> {
        let (_, strike) = self.strike?;
        Some(struck_for(context, strike.hazard, whole_minutes(context.now - strike.at)))
    }

    /// How many servers are lit, in words.
    pub(super) fn online_line(&self, context: &ViewContext<'_>) -> String {
        let (online, servers) = (context.texts.count(self.online), context.texts.count(self.servers));
        context.texts.with("map-lit", &[("lit", &online), ("servers", &servers)])
    }
}

/// What is under way and for how long, in words.
pub(super) fn struck_for(context: &ViewContext<'_>, hazard: HazardId, span: Span) -> String {
    let (hazard, span) = (&context.world.hazards[hazard], context.texts.span(span));
    match hazard.kind {
        HazardKind::Fire => context.texts.with("map-burning", &[("span", &span)]),
        HazardKind::Power
        | HazardKind::Cooling
        | HazardKind::Network
        | HazardKind::Flood
        | HazardKind::Quake
        | HazardKind::Other => context.texts.with("map-struck", &[("hazard", &hazard.name), ("span", &span)]),
    }
}

/// Whether a service that has servers among `sites` wants more of its own than it has.
pub(super) fn is_short(context: &ViewContext<'_>, residents: &[ServiceId]) -> bool {
    let hour = context.world.clock.hour(context.now);
    residents.iter().take(MOST_RESIDENTS).any(|service| {
        let moment = context.recording.services[*service].moments.at(context.now);
        moment.own < WHOLE && moment.alive < context.world.services[*service].need_at_hour(hour)
    })
}

/// How a line of need is: its worst need, and whether one of its needs is what holds a service down.
pub(super) fn pair_level(context: &ViewContext<'_>, pair: &Pair) -> Level {
    let through = |need: &(ServiceId, usize)| need_lets_through(context.world, context.recording, *need, context.now);
    let worst = pair.dependencies.iter().map(through).min().unwrap_or(WHOLE);
    Level::of(worst)
}

/// Whether a service is not Up at some time of the run.
pub(super) fn is_ever_out(context: &ViewContext<'_>, service: ServiceId) -> bool {
    context.recording.summary.services[service].first_out.is_some()
}
