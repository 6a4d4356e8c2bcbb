//! Converts plans and expectations to the rows of a file.

use super::{Writer, decimal};
use crate::file::pairs::Cost;
use crate::file::schema as raw;
use crate::model::{Act, Expectation, HazardId, Measure, Plan, Seeds, That, What, When};
use crate::units::text::typed_span as span;

impl Writer<'_> {
    pub(in crate::file) fn plan(&self, plan: &Plan, all: &[Plan]) -> raw::Plan {
        raw::Plan {
            name: plan.name.clone(),
            about: plan.about.clone(),
            zero: plan.zero.map(|zero| self.moment(zero)),
            measures: plan.measures.iter().map(|measure| self.measure(measure)).collect(),
            actions: plan
                .actions
                .iter()
                .map(|action| raw::Action {
                    at: match action.at {
                        When::At(t) => self.moment(t),
                        When::AfterStrike(after) => format!("+{}", span(after)),
                    },
                    act: self.act(&action.act),
                })
                .collect(),
            fork: plan.fork.map(|fork| raw::Fork { from: all[fork.parent].name.clone(), at: self.moment(fork.at) }),
        }
    }

    pub(in crate::file) fn expectation(&self, expect: &Expectation, plans: &[Plan]) -> raw::Expectation {
        raw::Expectation {
            plan: plans[expect.plan].name.clone(),
            seed: match expect.seeds {
                Seeds::One(0) | Seeds::Share { .. } => None,
                Seeds::One(seed) => Some(i128::from(seed)),
            },
            seeds: match expect.seeds {
                Seeds::One(_) => None,
                Seeds::Share { first, runs, share } => Some(raw::Seeds {
                    first: (first != 1).then(|| i128::from(first)),
                    runs: i128::from(runs),
                    share: decimal(share),
                }),
            },
            that: self.that(&expect.that),
        }
    }

    fn act(&self, act: &Act) -> raw::Act {
        let hazard = |hazard: Option<HazardId>| hazard.map(|hazard| self.hazard(hazard));
        match *act {
            Act::Strike { site, hazard: with } => {
                raw::Act::Strike { site: Some(self.site(site)), hazard: hazard(with), service: None }
            }
            Act::StrikeService { service, site, hazard: with } => raw::Act::Strike {
                site: site.map(|site| self.site(site)),
                hazard: Some(self.hazard(with)),
                service: Some(self.service(service)),
            },
            Act::Resolve { service, site } => {
                raw::Act::Resolve { service: self.service(service), site: site.map(|site| self.site(site)) }
            }
            Act::Crew { company, size } => raw::Act::Crew { company: self.company(company), size: i128::from(size) },
            Act::Log { ref title } => raw::Act::Log { title: title.clone() },
            Act::StrikeArea { at, radius_km, hazard: with } => {
                raw::Act::StrikeArea { at: (at.lat, at.lon), radius_km, hazard: hazard(with) }
            }
            Act::Extinguish { site } => raw::Act::Extinguish { site: self.site(site) },
            Act::FailOver { service } => raw::Act::FailOver { service: self.service(service) },
            Act::BlackStart { service, span: held } => {
                raw::Act::BlackStart { service: self.service(service), span: span(held) }
            }
            Act::ShedLoad { service, span: held } => {
                raw::Act::ShedLoad { service: self.service(service), span: span(held) }
            }
        }
    }

    fn measure(&self, measure: &Measure) -> raw::Measure {
        let (cost, off) = (measure.cost.clone().map(Cost), measure.off);
        let (service, site) = (|id| self.service(id), |id| self.site(id));
        match measure.what {
            What::AddServers { service: s, site: x, servers } => {
                raw::Measure::AddServers { service: service(s), site: site(x), servers: i128::from(servers), cost, off }
            }
            What::AddStandby { service: s, site: x, servers } => {
                raw::Measure::AddStandby { service: service(s), site: site(x), servers: i128::from(servers), cost, off }
            }
            What::SwitchAuto { service: s, auto } => {
                raw::Measure::SwitchAuto { service: service(s), auto: span(auto), cost, off }
            }
            What::SwitchFree { service: s } => raw::Measure::SwitchFree { service: service(s), cost, off },
            What::SwitchByHand { service: s, manual_failover } => {
                raw::Measure::SwitchByHand { service: service(s), by_hand: span(manual_failover), cost, off }
            }
            What::Grace { service: s, need, grace } => {
                raw::Measure::Grace { service: service(s), need: service(need), grace: span(grace), cost, off }
            }
            What::Weight { service: s, need, weight } => {
                raw::Measure::Weight { service: service(s), need: service(need), weight: decimal(weight), cost, off }
            }
            What::LimitRetries { service: s, retry } => {
                raw::Measure::LimitRetries { service: service(s), retry: decimal(retry), cost, off }
            }
            What::Restart { service: s, restart } => {
                raw::Measure::Restart { service: service(s), restart: span(restart), cost, off }
            }
            What::RestoreFirst { site: x, ref services } => raw::Measure::RestoreFirst {
                site: site(x),
                services: services.iter().map(|s| service(*s)).collect(),
                cost,
                off,
            },
            What::StopSpread { site: x, to } => raw::Measure::StopSpread { site: site(x), to: site(to), cost, off },
            What::FasterOut { hazard, out } => {
                raw::Measure::FasterOut { hazard: self.hazard(hazard), out: span(out), cost, off }
            }
            What::Crew { company, size } => {
                raw::Measure::Crew { company: self.company(company), size: i128::from(size), cost, off }
            }
            What::CrewFirst { company, ref services } => raw::Measure::CrewFirst {
                company: self.company(company),
                services: services.iter().map(|s| service(*s)).collect(),
                cost,
                off,
            },
            What::RepairWork { hazard, repair_work } => {
                raw::Measure::RepairWork { hazard: self.hazard(hazard), repair_work: span(repair_work), cost, off }
            }
            What::ReservePower { site: x, reserve } => {
                raw::Measure::ReservePower { site: site(x), reserve: span(reserve), cost, off }
            }
            What::ReserveCooling { site: x, reserve } => {
                raw::Measure::ReserveCooling { site: site(x), reserve: span(reserve), cost, off }
            }
            What::Success { service: s, success } => {
                raw::Measure::Success { service: service(s), success: decimal(success), cost, off }
            }
        }
    }

    pub(super) fn that(&self, that: &That) -> raw::That {
        match *that {
            That::Down { service, over, under } => {
                raw::That::Down { service: self.service(service), over: over.map(span), under: under.map(span) }
            }
            That::Out { service, over, under } => {
                raw::That::Out { service: self.service(service), over: over.map(span), under: under.map(span) }
            }
            That::Back { service, by } => raw::That::Back { service: self.service(service), by: self.moment(by) },
            That::People { over, under } => {
                raw::That::People { over: over.map(i128::from), under: under.map(i128::from) }
            }
            That::LowestPrice { company, over, under } => {
                raw::That::LowestPrice { company: self.company(company), over, under }
            }
            That::Quiet => raw::That::Quiet,
            That::Recovers { service } => raw::That::Recovers { service: self.service(service) },
            That::KeepsRto { service } => raw::That::KeepsRto { service: self.service(service) },
            That::BreaksRto { service } => raw::That::BreaksRto { service: self.service(service) },
        }
    }
}
