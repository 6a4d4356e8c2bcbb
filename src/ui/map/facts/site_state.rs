//! How sites and connections are at one moment, and the words for it.

use super::connections::{Connection, DependencyRef};
use super::strikes::Strikes;
use crate::model::{HazardId, HazardKind, ServiceId, SiteId};
use crate::recording::StrikeRun;
use crate::ui::ViewContext;
use crate::ui::time_axis::dates::whole_minutes;
use crate::units::{Level, Permille, Span, WHOLE};

/// Services of one unit that are looked at for its words; those with most users come first.
const MOST_RESIDENTS: usize = 96;

/// A strike that is under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActiveStrike {
    pub kind: HazardKind,
    pub run: StrikeRun,
}

/// How some sites are at one moment, taken together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SiteState {
    /// All their servers.
    pub servers: u64,
    /// Servers with power and network.
    pub online: u64,
    /// What is under way there: the first fire if there is one, else the first strike.
    pub strike: Option<ActiveStrike>,
}

impl SiteState {
    /// The state of `sites` at the moment of the context.
    pub fn of(context: &ViewContext<'_>, strikes: &Strikes, sites: &[SiteId]) -> Self {
        let mut state = Self { servers: 0, online: 0, strike: None };
        for site in sites {
            let track = &context.recording.sites[*site];
            state.servers += track.servers;
            state.online += *track.online.at(context.now);
            for strike in strikes.active(context.recording, *site, context.now) {
                let kind = context.world.hazards[strike.hazard].kind;
                let is_shown_first = state.strike.is_none_or(|shown| {
                    (kind == HazardKind::Fire, shown.run.at) > (shown.kind == HazardKind::Fire, strike.at)
                });
                if is_shown_first {
                    state.strike = Some(ActiveStrike { kind, run: *strike });
                }
            }
        }
        state
    }

    /// Share of the servers that are online; all of none is all.
    pub fn share(&self) -> Permille {
        let share = (self.online * u64::from(WHOLE)).checked_div(self.servers);
        share.map_or(WHOLE, |share| Permille::try_from(share).unwrap_or(WHOLE))
    }

    /// The share as a level. A site without servers has none to lose and is Up.
    pub fn level(&self) -> Level {
        Level::of(self.share())
    }

    /// Whether something burns there.
    pub fn burns(&self) -> bool {
        self.strike.is_some_and(|strike| strike.kind == HazardKind::Fire)
    }

    /// What is under way and since when, in words.
    pub fn strike_line(&self, context: &ViewContext<'_>) -> Option<String> {
        let strike = self.strike?.run;
        Some(strike_words(context, strike.hazard, whole_minutes(context.now - strike.at)))
    }

    /// How many servers are online, in words.
    pub fn online_line(&self, context: &ViewContext<'_>) -> String {
        let (online, servers) = (context.texts.count(self.online), context.texts.count(self.servers));
        context.texts.with("map-lit", &[("lit", &online), ("servers", &servers)])
    }
}

/// What is under way and for how long, in words.
pub fn strike_words(context: &ViewContext<'_>, hazard: HazardId, span: Span) -> String {
    let span = context.texts.span(span);
    match context.world.hazards[hazard].kind {
        HazardKind::Fire => context.texts.with("map-burning", &[("span", &span)]),
        HazardKind::Power
        | HazardKind::Cooling
        | HazardKind::Network
        | HazardKind::Flood
        | HazardKind::Quake
        | HazardKind::Other => {
            context.texts.with("map-struck", &[("hazard", context.localized.hazard_name(hazard)), ("span", &span)])
        }
    }
}

/// Whether one of these services would use more servers of its own than it has.
pub fn is_short_of_servers(context: &ViewContext<'_>, residents: &[ServiceId]) -> bool {
    let hour = context.world.clock.hour(context.now);
    residents.iter().take(MOST_RESIDENTS).any(|service| {
        let moment = context.recording.services[*service].moments.at(context.now);
        moment.own < WHOLE && moment.alive < context.world.services[*service].need_at_hour(hour)
    })
}

/// How a connection is: the level of its worst dependency.
pub fn connection_level(context: &ViewContext<'_>, connection: &Connection) -> Level {
    let through = |dependency: &DependencyRef| dependency.lets_through(context.world, context.recording, context.now);
    let worst = connection.dependencies.iter().map(through).min().unwrap_or(WHOLE);
    Level::of(worst)
}

/// Whether a service is not Up at some time of the run.
pub fn is_ever_out(context: &ViewContext<'_>, service: ServiceId) -> bool {
    context.recording.summary.services[service].first_out.is_some()
}
