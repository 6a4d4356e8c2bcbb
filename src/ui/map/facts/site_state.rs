//! The states of sites and connections at one moment, and the texts that describe them.

use super::connections::{Connection, DependencyRef};
use crate::model::{HazardId, HazardKind, ServiceId, SiteId};
use crate::recording::StrikeRun;
use crate::ui::time_axis::dates::whole_minutes;
use crate::ui::{ViewContext, service_words};
use crate::units::{Level, Permille, Span, WHOLE, text};

/// The largest number of services of one unit that are checked for a shortage of servers. Those with most users are checked first.
const MOST_RESIDENTS: usize = 96;

/// A strike that has begun and has not ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActiveStrike {
    pub kind: HazardKind,
    pub run: StrikeRun,
}

/// The combined state of some sites at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SiteState {
    /// The number of servers of all these sites.
    pub servers: u64,
    /// The number of servers with power and network.
    pub online: u64,
    /// The number of servers that work: they are online, not damaged or destroyed, and not hit by a fault.
    pub working: u64,
    /// The strike that is shown: the earliest active fire if there is one, else the earliest active strike; `None` if no strike is active.
    pub strike: Option<ActiveStrike>,
}

impl SiteState {
    /// The state of `sites` at the moment that is shown.
    pub fn of(context: &ViewContext<'_>, sites: &[SiteId]) -> Self {
        let mut state = Self { servers: 0, online: 0, working: 0, strike: None };
        for site in sites {
            let track = &context.recording.sites[*site];
            state.servers += track.servers;
            let online = *track.online.at(context.now);
            state.online += online;
            state.working += online.saturating_sub(context.run.online_in_vain(*site, context.now));
            for strike in context.run.active_strikes(*site, context.now) {
                let kind = context.world.hazards[strike.hazard].kind;
                let is_shown_first =
                    state.strike.is_none_or(|shown| (kind.burns(), shown.run.at) > (shown.kind.burns(), strike.at));
                if is_shown_first {
                    state.strike = Some(ActiveStrike { kind, run: *strike });
                }
            }
        }
        state
    }

    /// The share of the servers that are online; [`WHOLE`] if there are no servers.
    pub fn share(&self) -> Permille {
        let share = (self.online * u64::from(WHOLE)).checked_div(self.servers);
        share.map_or(WHOLE, |share| Permille::try_from(share).unwrap_or(WHOLE))
    }

    /// The share of the servers that work; [`WHOLE`] if there are no servers.
    pub fn working_share(&self) -> Permille {
        let share = (self.working * u64::from(WHOLE)).checked_div(self.servers);
        share.map_or(WHOLE, |share| Permille::try_from(share).unwrap_or(WHOLE))
    }

    /// Whether some servers are online and do not work.
    pub const fn is_impaired(&self) -> bool {
        self.working < self.online
    }

    /// The share of the servers that are online, as a text.
    pub fn share_words(&self) -> String {
        if self.servers == 0 { text::share(WHOLE) } else { text::share_of(self.online, self.servers) }
    }

    /// The level of the share of servers online. Sites without servers are Up, because they have no servers to lose.
    pub fn level(&self) -> Level {
        Level::of(self.share())
    }

    /// Whether the strike that is shown is a fire.
    pub fn burns(&self) -> bool {
        self.strike.is_some_and(|strike| strike.kind.burns())
    }

    /// A text that describes the strike that is shown and for how long it has been under way; `None` if there is no active strike.
    pub fn strike_line(&self, context: &ViewContext<'_>) -> Option<String> {
        let strike = self.strike?.run;
        Some(strike_words(context, strike.hazard, whole_minutes(context.now - strike.at)))
    }

    /// The same as [`Self::online_line`], short enough for the map: that all servers are online is not said of a site of which some do not
    /// work, because its ring shows it.
    pub fn map_line(&self, context: &ViewContext<'_>) -> String {
        if !self.is_impaired() {
            return self.online_line(context);
        }
        let [lit, works] = [self.online, self.working].map(|part| context.texts.count_of(part, self.servers));
        let args = [("lit", &*lit), ("servers", &*context.texts.count(self.servers)), ("working", &*works)];
        context.texts.with(if self.online < self.servers { "map-online-working" } else { "map-working" }, &args)
    }

    /// A text with the number of servers online and the number of all servers, and of those that work if that is another number.
    pub fn online_line(&self, context: &ViewContext<'_>) -> String {
        service_words::servers(context, self.online, self.working, self.servers)
    }
}

/// A text that describes a strike of this hazard that has been under way for `span`, without the span if it has only just begun.
pub fn strike_words(context: &ViewContext<'_>, hazard: HazardId, span: Span) -> String {
    if span == Span::ZERO {
        let burns = context.world.hazards[hazard].kind.burns();
        let words = if burns { context.texts.get("site-burning") } else { context.localized.hazard_name(hazard) };
        return words.to_owned();
    }
    let span = context.texts.span(span);
    if context.world.hazards[hazard].kind.burns() {
        return context.texts.with("map-burning", &[("span", &span)]);
    }
    context.texts.with("map-struck", &[("hazard", context.localized.hazard_name(hazard)), ("span", &span)])
}

/// The first of these services that has fewer usable servers than it needs in the hour that is shown.
pub fn short_of_servers(context: &ViewContext<'_>, residents: &[ServiceId]) -> Option<ServiceId> {
    let hour = context.world.clock.hour(context.now);
    let is_short = |service: &ServiceId| {
        let moment = context.recording.services[*service].moments.at(context.now);
        moment.own < WHOLE && moment.alive < context.world.services[*service].need_at_hour(hour)
    };
    residents.iter().take(MOST_RESIDENTS).copied().find(is_short)
}

/// The level of a connection: the level of its worst dependency.
pub fn connection_level(context: &ViewContext<'_>, connection: &Connection) -> Level {
    let through = |dependency: &DependencyRef| dependency.lets_through(context.world, context.recording, context.now);
    let worst = connection.dependencies.iter().map(through).min().unwrap_or(WHOLE);
    Level::of(worst)
}

/// Whether a service is below the level Up at any time of the run.
pub fn is_ever_out(context: &ViewContext<'_>, service: ServiceId) -> bool {
    context.recording.summary.services[service].first_out.is_some()
}
