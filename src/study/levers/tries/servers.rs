//! What-ifs for services with too few servers: a failover that works, more servers at another site, or a standby.

use super::{Arg, Draft, Finder, Kind, ORDER, Title};
use crate::model::{Act, Action, ServiceId, SiteId, What, When};
use crate::study::elsewhere;
use crate::study::levers::behind::short_at;
use crate::study::offers::AUTO;

impl Finder<'_> {
    /// What-ifs for failovers that waited for another service or for people.
    pub(super) fn switches(&mut self) {
        let mut awaited: Vec<ServiceId> = Vec::new();
        for (_, switch) in &self.behind.waits {
            if !awaited.contains(switch) {
                awaited.push(*switch);
            }
        }
        self.each(Kind::SwitchElsewhere, &awaited, Self::more_servers);
        let waiting: Vec<ServiceId> = self.behind.waits.iter().map(|(service, _)| *service).collect();
        self.each(Kind::SwitchFree, &waiting, |_, some| {
            let whats = some.iter().map(|service| What::SwitchFree { service: *service }).collect();
            Some(Self::measures("lever-switch-free", some, whats))
        });
        let manual_failover =
            self.short(|row| !row.standby.is_empty() && row.switch.is_none_or(|switch| switch.auto.is_none()));
        self.each(Kind::SwitchAuto, &manual_failover, |_, some| {
            let whats = some.iter().map(|service| What::SwitchAuto { service: *service, auto: AUTO }).collect();
            Some(Self::measures("lever-switch-auto", some, whats))
        });
        self.each(Kind::FailOver, &manual_failover, |finder, some| {
            let order = |service: &ServiceId| {
                let at = When::At(short_at(finder.run, *service)? + ORDER);
                finder.within(Action { at, act: Act::FailOver { service: *service } })
            };
            Self::orders("lever-fail-over", some, ORDER, some.iter().filter_map(order).collect())
        });
    }

    /// What-ifs with more servers, or with a standby, at a site that stays online. The number of added servers is the number that were
    /// missing.
    pub(super) fn servers(&mut self) {
        let short = self.short(|row| row.standby.is_empty() && row.load > 0);
        self.each(Kind::Servers, &short, Self::more_servers);
        self.each(Kind::Standby, &short, |finder, some| {
            let whats = some.iter().filter_map(|service| {
                let servers = finder.missing(*service);
                let site = elsewhere::best_online(finder.run, *service)?;
                let standby = What::AddStandby { service: *service, site, servers };
                Some([standby, What::SwitchAuto { service: *service, auto: AUTO }])
            });
            let whats: Vec<What> = whats.flatten().collect();
            Self::at_sites(["lever-standby", "lever-standby-elsewhere"], some, whats)
        });
    }

    /// A what-if with as many more servers as were missing, at sites that stay online.
    fn more_servers(&self, services: &[ServiceId]) -> Option<Draft> {
        let site = |service: &ServiceId| Some((*service, elsewhere::best_online(self.run, *service)?));
        let sites: Vec<_> = services.iter().filter_map(site).collect();
        let is_there = sites.iter().any(|(service, site)| elsewhere::has_servers_at(self.run, *service, *site));
        let key = if is_there { "lever-servers" } else { "lever-servers-too" };
        let more =
            |(service, site): (ServiceId, SiteId)| What::AddServers { service, site, servers: self.missing(service) };
        Self::at_sites([key, "lever-servers-elsewhere"], services, sites.into_iter().map(more).collect())
    }

    /// A what-if with these measures. If all measures are at one site, its name contains the site and is the first of `keys`;
    /// otherwise it is the second. `None` if a service has no measure.
    fn at_sites(keys: [&'static str; 2], services: &[ServiceId], whats: Vec<What>) -> Option<Draft> {
        let mut sites: Vec<SiteId> = whats.iter().filter_map(What::site).collect();
        if sites.len() < services.len() {
            return None;
        }
        sites.dedup();
        let mut draft = Self::measures(keys[1], services, whats);
        if let [site] = sites[..] {
            let args = vec![Arg::Services("services", services.to_vec()), Arg::Site(site)];
            draft.title = Title::Text(keys[0], args);
        }
        Some(draft)
    }

    /// The number of servers that a service lacked for the peak of demand at the time when it had the fewest servers. At least 1.
    fn missing(&self, service: ServiceId) -> u64 {
        let moments = self.run.recording.services[service].moments.all();
        let least = moments.iter().map(|(_, moment)| moment.own_servers).min().unwrap_or_default();
        self.run.world.services[service].load.saturating_sub(least).max(1)
    }
}
