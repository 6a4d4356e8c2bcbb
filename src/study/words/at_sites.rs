//! The sentences and titles for strikes, their steps, their end and their repair, and for servers that go dark or come back online. Several strikes may be at one site or on one service at the same time, and a sentence about one of them says so.

use super::{EventWriter, fault};
use crate::model::{HazardKind, SiteId};
use crate::recording::{Event, EventId, EventKind, StrikeRun, StrikeTarget};
use crate::study::Run;
use crate::units::{Permille, SimTime, WHOLE, text};

/// Another strike that goes on at the site or on the service of a strike that ends at `t`, and that makes a sentence such as "The fire is out" untrue: another
/// fire, or a strike of the same hazard.
pub(super) fn goes_on(run: &Run, strike: u32, t: SimTime) -> Option<&StrikeRun> {
    let hazard = run.recording.strikes[strike as usize].hazard;
    let burns = |hazard| run.world.hazards[hazard].kind.burns();
    run.other_strike(strike, t, |_, other| {
        t < other.out && (other.hazard == hazard || (burns(hazard) && burns(other.hazard)))
    })
}

impl EventWriter<'_> {
    pub(super) fn strike(&self, event: &Event, strike: u32) -> String {
        let struck = self.run.recording.strikes[strike as usize];
        let target = self.target(&struck);
        let args = [("hazard", self.names.hazard_name(struck.hazard)), ("site", target.as_str())];
        if struck.target.site().is_none() {
            return self.texts.with("event-strike-service", &args);
        }
        let cause = event.cause.map(|cause| self.run.recording.event(cause).kind);
        if let Some(EventKind::Strike(from)) = cause {
            let from = &self.target(&self.run.recording.strikes[from as usize]);
            return self.texts.with("event-strike-from", &[args[0], args[1], ("from", from)]);
        }
        self.texts.with("event-strike", &args)
    }

    /// The name of what a strike hits.
    fn target(&self, strike: &StrikeRun) -> String {
        fault::target(strike.target, self.names, self.texts)
    }

    /// A step of the spread within the site. Each kind of hazard makes servers dark in another way, so each has its own text.
    pub(super) fn spreading(&self, id: EventId, strike: u32, dark: Permille) -> String {
        let run = &self.run.recording.strikes[strike as usize];
        if run.target.site().is_none() {
            return self.of_strike("event-fault-spreading", strike, dark);
        }
        let hazard = &self.run.world.hazards[run.hazard];
        let key = match hazard.kind {
            _ if self.is_lighter(id, strike, dark) => "event-spreading-less",
            HazardKind::Fire | HazardKind::Power => "event-spreading",
            HazardKind::Cooling => "event-spreading-cooling",
            HazardKind::Network => "event-spreading-network",
            HazardKind::Flood => "event-spreading-flood",
            HazardKind::Quake | HazardKind::Software | HazardKind::Cyber | HazardKind::Human | HazardKind::Other => {
                "event-spreading-other"
            }
        };
        self.of_strike(key, strike, dark)
    }

    /// Whether a step of `spread` makes fewer servers dark than the step before it. The format allows this.
    fn is_lighter(&self, id: EventId, strike: u32, dark: Permille) -> bool {
        let events = self.run.index().strike_events(strike);
        let before = events[..events.partition_point(|event| (*event as usize) < id.index())].last();
        let before = before.map(|event| self.run.recording.events[*event as usize].kind);
        matches!(before, Some(EventKind::Spreading(_, before)) if before > dark)
    }

    pub(super) fn out(&self, at: SimTime, strike: u32) -> String {
        let run = self.run.recording.strikes[strike as usize];
        let target = self.target(&run);
        let (hazard, site) = (("hazard", self.names.hazard_name(run.hazard)), ("site", target.as_str()));
        if let Some(other) = goes_on(self.run, strike, at) {
            let other = ("other", self.names.hazard_name(other.hazard));
            let key = if run.target.site().is_some() { "event-over-one" } else { "event-fault-over-one" };
            return self.texts.with(key, &[hazard, site, other]);
        }
        if run.target.site().is_none() {
            return self.texts.with("event-fault-over", &[hazard, site]);
        }
        let burns = self.run.world.hazards[run.hazard].kind.burns();
        self.texts.with(if burns { "event-fire-out" } else { "event-over" }, &[hazard, site])
    }

    /// A step of the repair after a strike. Another strike may keep more of the site dark.
    pub(super) fn repair(&self, at: SimTime, strike: u32, dark: Permille) -> String {
        let run = self.run.recording.strikes[strike as usize];
        let StrikeTarget::Site(site) = run.target else { return self.fault_repair(at, strike, dark) };
        let whole = *self.run.recording.sites[site].dark.at(at);
        let damaged = self.run.damaged_at(site, at);
        if whole == 0 && damaged > 0 {
            // That the power is back is not the repair of what it has damaged.
            let args = [("site", self.site(site)), ("servers", &self.texts.count(damaged))];
            return self.texts.with("event-repaired-damaged", &args);
        }
        if whole <= dark {
            return self.of_strike(if dark == 0 { "event-repaired" } else { "event-repair" }, strike, dark);
        }
        let other = self.run.other_strike(strike, at, |index, _| self.run.dark_of_strike(index, at) >= whole);
        let key = match (dark, other) {
            (0, Some(_)) => "event-repaired-one",
            (0, None) => "event-repaired-dark",
            (_, Some(_)) => "event-repair-one",
            (_, None) => "event-repair-dark",
        };
        let args = [
            ("hazard", self.names.hazard_name(run.hazard)),
            ("site", self.site(site)),
            ("share", &text::share(dark)),
            ("whole", &text::share(whole)),
            ("other", other.map_or("", |other| self.names.hazard_name(other.hazard))),
        ];
        self.texts.with(key, &args)
    }

    /// A step of the repair after a strike on a service: its fault hits fewer servers. This does not repair those that it has damaged, and
    /// another strike of the same hazard may still hit them.
    fn fault_repair(&self, at: SimTime, strike: u32, fault: Permille) -> String {
        let run = self.run.recording.strikes[strike as usize];
        let goes_on = |index, other: &StrikeRun| other.hazard == run.hazard && self.run.dark_of_strike(index, at) > 0;
        if fault > 0 || self.run.other_strike(strike, at, goes_on).is_some() {
            let key = if fault > 0 { "event-fault-repair" } else { "event-fault-repaired-one" };
            return self.of_strike(key, strike, fault);
        }
        let StrikeTarget::Service { service, .. } = run.target else { return String::new() };
        let hit = self.run.placements_of(service).filter(|placement| run.target.hits(service, placement.site));
        let damaged: u64 = hit.map(|placement| placement.condition_at(at).damaged).sum();
        let key = if damaged > 0 { "event-fault-repaired-damaged" } else { "event-fault-repaired" };
        let (hazard, target) = (self.names.hazard_name(run.hazard), self.target(&run));
        let servers = self.texts.count(damaged);
        self.texts.with(key, &[("hazard", hazard), ("site", &target), ("servers", &servers)])
    }

    fn of_strike(&self, key: &'static str, strike: u32, dark: Permille) -> String {
        let strike = self.run.recording.strikes[strike as usize];
        let (hazard, target) = (self.names.hazard_name(strike.hazard), self.target(&strike));
        self.texts.with(key, &[("hazard", hazard), ("site", &target), ("share", &text::share(dark))])
    }

    /// A change of the dark share of a site.
    pub(super) fn dark(&self, at: SimTime, site: SiteId, from: Permille, to: Permille) -> String {
        let track = &self.run.recording.sites[site];
        let online = *track.online.at(at);
        let in_vain = if to > from { 0 } else { self.run.online_in_vain(site, at) };
        let key = match (to > from, to) {
            (false, 0) if in_vain > 0 => "event-lit-working",
            (false, _) if in_vain > 0 => "event-partly-lit-working",
            (true, WHOLE) if track.servers == 0 => "event-dark-empty",
            (true, _) if track.servers == 0 => "event-partly-dark-empty",
            (false, 0) if track.servers == 0 => "event-lit-empty",
            (false, _) if track.servers == 0 => "event-partly-lit-empty",
            (true, WHOLE) => "event-dark",
            (true, _) => "event-partly-dark",
            (false, 0) => "event-lit",
            (false, _) => "event-partly-lit",
        };
        let dark = self.texts.count_of(track.servers - online, track.servers);
        let working = self.texts.count_of(online - in_vain.min(online), track.servers);
        let online = self.texts.count_of(online, track.servers);
        let servers = self.texts.count(track.servers);
        let args = [
            ("site", self.site(site)),
            ("share", &text::share(to)),
            ("dark", &dark),
            ("lit", &online),
            ("servers", &servers),
            ("working", &working),
        ];
        self.texts.with(key, &args)
    }
}
