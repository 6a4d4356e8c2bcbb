//! What-ifs about requests that fail or wait: no retries, load shedding, breaking a cycle of dependencies, and tolerating a failure
//! for some time.

use super::{Arg, Draft, Finder, Kind, MOMENT, Title};
use crate::model::{Act, Action, Dependency, Measure, ServiceId, What, When};
use crate::study::levers::behind::short_at;
use crate::units::{SimTime, Span};

impl Finder<'_> {
    /// What-ifs that prevent the retries of failed requests: always, while servers are missing, or for a short time when servers
    /// come back online.
    pub(super) fn retries(&mut self) {
        let crowded = self.short(|row| row.retry > 0);
        self.each(Kind::NoRetries, &crowded, |_, some| {
            let whats = some.iter().map(|service| What::LimitRetries { service: *service, retry: 0 }).collect();
            Some(Self::measures("lever-no-retries", some, whats))
        });
        self.each(Kind::Shed, &crowded, |finder, some| {
            let order = |service: &ServiceId| {
                let at = short_at(finder.run, *service)?;
                let back = finder.run.recording.summary.services[*service].back;
                let span = back.unwrap_or(SimTime(finder.run.world.length.0)) - at;
                finder.within(Action { at: When::At(at), act: Act::ShedLoad { service: *service, span } })
            };
            Self::orders("lever-shed-long", some, MOMENT, some.iter().filter_map(order).collect())
        });
        self.each(Kind::ShedOnReturn, &crowded, |finder, some| {
            let order = |service: &ServiceId| {
                let at = When::At(finder.back_online_at(*service)?);
                finder.within(Action { at, act: Act::ShedLoad { service: *service, span: MOMENT } })
            };
            Self::orders("lever-shed-return", some, MOMENT, some.iter().filter_map(order).collect())
        });
    }

    /// The time at which servers of a service first come back online.
    fn back_online_at(&self, service: ServiceId) -> Option<SimTime> {
        let rises = self.run.placements_of(service).filter_map(|placement| {
            let pair = placement.online.all().windows(2).find(|pair| pair[1].1 > pair[0].1)?;
            Some(pair[1].0)
        });
        rises.min()
    }

    /// What-ifs for services that depend on each other: one is started without the other, or depends less on the other.
    pub(super) fn cycles(&mut self) {
        let held = self.behind.services.clone();
        for service in &held {
            let dependencies = &self.run.world.services[*service].dependencies;
            let on_cycle = |need: ServiceId| {
                held.contains(&need)
                    && self.run.world.services[need].dependencies.iter().any(|back| back.service == *service)
            };
            for need in dependencies.iter().filter(|need| on_cycle(need.service)) {
                let title = |key| {
                    let both = [("service", *service), ("need", need.service)];
                    Title::Text(key, both.map(|(arg, id)| Arg::Services(arg, vec![id])).to_vec())
                };
                // Half the weight is enough: in a cycle, a dependency that is not Down does not limit the service.
                let weight = (need.weight / 2).max(1);
                let less = What::Weight { service: *service, need: need.service, weight };
                let what_if =
                    Draft { title: title("lever-need-less"), measures: vec![less.into()], actions: Vec::new() };
                self.push(Kind::NeedLess, what_if);
                let Some(at) = self.back_online_at(*service).or_else(|| self.back_online_at(need.service)) else {
                    continue;
                };
                // The black start can work only after the servers have started.
                let at = When::At(at + self.run.world.services[*service].restart);
                let act = Act::BlackStart { service: *service, span: MOMENT };
                let title = title("lever-black-start");
                if let Some(action) = self.within(Action { at, act }) {
                    let what_if = Draft { title, measures: Vec::new(), actions: vec![action] };
                    self.push(Kind::BlackStart, what_if);
                }
            }
        }
    }

    /// A what-if in which a service tolerates the failure of its dependencies, for a day at most, for example with caches and
    /// sessions.
    pub(super) fn grace(&mut self, service: ServiceId) {
        let summaries = &self.run.recording.summary.services;
        let longest = |need: &&Dependency| summaries[need.service].longest_out;
        let failed = self.run.world.services[service].dependencies.iter().filter(|need| longest(need) > need.grace);
        let failed: Vec<&Dependency> = failed.collect();
        let hours = failed.iter().map(|need| longest(need).0 / Span::HOUR.0 + 1).max().unwrap_or_default();
        let grace = Span(hours.min(24) * Span::HOUR.0);
        let better: Vec<ServiceId> = failed.iter().filter(|need| need.grace < grace).map(|need| need.service).collect();
        if better.is_empty() {
            return;
        }
        let whats = better.iter().map(|need| What::Grace { service, need: *need, grace });
        let dependencies = Arg::Services("needs", better.clone());
        let args = vec![Arg::Services("service", vec![service]), Arg::Span(grace), dependencies];
        let title = Title::Text("lever-grace", args);
        let what_if = Draft { title, measures: whats.map(Measure::from).collect(), actions: Vec::new() };
        self.push(Kind::Grace, what_if);
    }
}
