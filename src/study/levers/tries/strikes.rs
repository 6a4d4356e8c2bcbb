//! What-ifs about the strikes: they do not spread, they end sooner, or other services are restored first.

use super::{Arg, Draft, Finder, Kind, Title};
use crate::model::{Act, Action, Measure, ServiceId, SiteId, What, When};
use crate::recording::{EventId, StrikeRun, StrikeTarget};
use crate::study::elsewhere;
use crate::units::Span;

impl Finder<'_> {
    /// What-ifs that stop the spread of a strike, or end it sooner.
    pub(super) fn strikes(&mut self) {
        let is_named = self.has_several_strikes();
        for fire in &self.behind.fires {
            let sites: Vec<SiteId> =
                fire.iter().filter_map(|index| self.run.recording.strikes[*index as usize].target.site()).collect();
            for site in &sites {
                self.isolated(*site, &sites);
            }
            self.sooner_out(fire, is_named);
        }
    }

    /// Whether the run has several strikes, apart from those that spread from another one: then the name of the hazard does not tell which
    /// of them is meant.
    fn has_several_strikes(&self) -> bool {
        let recording = &self.run.recording;
        let is_original = |event: EventId| {
            let cause = recording.event(event).cause;
            cause.is_none_or(|cause| recording.event(cause).kind.strike().is_none())
        };
        recording.strikes.iter().filter(|strike| is_original(strike.event)).count() > 1
    }

    /// What-ifs in which nothing spreads from a site to all of `sites`, or to one of them.
    fn isolated(&mut self, site: SiteId, sites: &[SiteId]) {
        let world = &self.run.world;
        let mut reached: Vec<SiteId> = world.sites[site].spreads.iter().map(|spread| spread.to).collect();
        reached.retain(|to| sites.contains(to));
        reached.sort_unstable();
        reached.dedup();
        let stop = |to: &SiteId| What::StopSpread { site, to: *to };
        let single: Vec<Draft> = reached
            .iter()
            .map(|to| Draft { title: Title::Measure(stop(to)), measures: vec![stop(to).into()], actions: Vec::new() })
            .collect();
        if reached.len() > 1 {
            let title = Title::Text("lever-isolated", vec![Arg::Site(site)]);
            let measures = reached.iter().map(|to| stop(to).into()).collect();
            self.push(Kind::Isolated, Draft { title, measures, actions: Vec::new() });
        }
        for what_if in single {
            self.push(Kind::Isolated, what_if);
        }
    }

    /// A what-if in which a strike, and all strikes that spread from it, end an hour sooner, or in half the time if they are short. With
    /// `is_named`, its name says what was hit.
    fn sooner_out(&mut self, fire: &[u32], is_named: bool) {
        let strike = |index: &u32| self.run.recording.strikes[*index as usize];
        let sooner = |index: &u32| Span(((strike(index).out - strike(index).at).0 / 2).min(Span::HOUR.0));
        let out = |index: &u32| {
            let at = When::At(strike(index).out - sooner(index));
            let act = match strike(index).target {
                StrikeTarget::Site(site) => Act::Extinguish { site },
                StrikeTarget::Service { service, site } => Act::Resolve { service, site },
            };
            self.within(Action { at, act })
        };
        let actions: Vec<Action> = fire.iter().filter_map(out).collect();
        let StrikeRun { hazard: id, target, .. } = strike(&fire[0]);
        let hazard = &self.run.world.hazards[id];
        if actions.is_empty() || !hazard.kind.can_be_ended() {
            return;
        }
        let key = match (hazard.kind.burns(), target) {
            (true, _) if is_named => "lever-out-at",
            (false, StrikeTarget::Site(_)) if is_named => "lever-over-at",
            (false, StrikeTarget::Service { .. }) if is_named => "lever-over-on",
            (true, _) => "lever-out",
            (false, _) => "lever-over",
        };
        let args = vec![Arg::Hazard(id), Arg::Target(target), Arg::Span(sooner(&fire[0]))];
        let title = Title::Text(key, args);
        self.push(Kind::Out, Draft { title, measures: Vec::new(), actions });
    }

    /// A what-if in which the services behind the outage are restored first, at every struck site or at one site.
    pub(super) fn restore(&mut self, site: Option<SiteId>, named: &[ServiceId]) {
        let run = self.run;
        let switches = self.behind.waits.iter().map(|(_, switch)| *switch);
        // A service that others depend on must start before them.
        let wanted: Vec<ServiceId> = switches.chain(self.behind.services.iter().copied().rev()).collect();
        let mut measures = Vec::new();
        // Whether services that are not named are restored before those that are.
        let mut has_others = false;
        for site in self.behind.struck.iter().filter(|struck| site.is_none_or(|site| site == **struck)) {
            let mut first: Vec<ServiceId> = Vec::new();
            for service in wanted.iter().filter(|service| elsewhere::has_servers_at(run, **service, *site)) {
                if !first.contains(service) {
                    first.push(*service);
                }
            }
            if !first.is_empty() && !run.world.sites[*site].restore.starts_with(&first) {
                has_others |= first.iter().any(|service| !named.contains(service));
                measures.push(Measure::from(What::RestoreFirst { site: *site, services: first }));
            }
        }
        if !measures.is_empty() {
            let key = if has_others { "lever-first-needs" } else { "lever-first" };
            let title = Title::Text(key, vec![Arg::Services("services", named.to_vec())]);
            self.push(Kind::First, Draft { title, measures, actions: Vec::new() });
        }
    }

    /// What-ifs in which services start in half the time.
    pub(super) fn restart(&mut self) {
        let restart = |id: &ServiceId| self.run.world.services[*id].restart;
        let slow: Vec<ServiceId> = self.behind.services.iter().copied().filter(|id| restart(id).0 > 1).collect();
        self.each(Kind::Restart, &slow, |finder, some| {
            let half = |service: &ServiceId| {
                let restart = Span(finder.run.world.services[*service].restart.0 / 2);
                What::Restart { service: *service, restart }
            };
            Some(Self::measures("lever-restart", some, some.iter().map(half).collect()))
        });
    }
}
