//! Which what-ifs are worth a try for a service or a site, found from what is behind its outage, the most promising first.

mod requests;
mod servers;
mod strikes;

use super::Try;
use super::behind::{Behind, short_at, worst_at};
use crate::model::{Action, Measure, Service, ServiceId, What, WhatIf};
use crate::recording::Subject;
use crate::study::{Run, words};
use crate::text::Texts;
use crate::units::{SimTime, Span};

/// Tries for a world in which little happens, and in one in which very much does.
const TRIES: std::ops::RangeInclusive<usize> = 6..=32;
/// So many events may be made again in all.
const EVENTS: usize = 4_000_000;
/// Of a site, so many services are looked at.
const SERVICES_OF_SITE: usize = 3;
/// So many of several services with the same try are tried alone.
const ALONE: usize = 3;
/// People see what is wrong, and give an order, after so long.
const ORDER: Span = Span(10 * 60);
/// How long an order lasts that helps over a moment.
const MOMENT: Span = Span(30 * 60);

/// What sort of thing a lever is. Of each sort one is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    SwitchElsewhere,
    SwitchFree,
    SwitchAuto,
    FailOver,
    Servers,
    Standby,
    Isolated,
    Out,
    NoRetries,
    Shed,
    ShedOnReturn,
    BlackStart,
    NeedLess,
    Grace,
    First,
    Restart,
}

/// The levers that take a measure. A new measure is sorted in here before anything compiles: a lever takes it, or this says why none does.
const fn levers_with(what: &What) -> &'static [Kind] {
    match what {
        What::AddServers { .. } => &[Kind::SwitchElsewhere, Kind::Servers],
        What::AddStandby { .. } => &[Kind::Standby],
        What::SwitchAuto { .. } => &[Kind::SwitchAuto, Kind::Standby],
        What::SwitchFree { .. } => &[Kind::SwitchFree],
        What::Grace { .. } => &[Kind::Grace],
        What::Weight { .. } => &[Kind::NeedLess],
        What::LimitRetries { .. } => &[Kind::NoRetries],
        What::Restart { .. } => &[Kind::Restart],
        What::RestoreFirst { .. } => &[Kind::First],
        What::StopSpread { .. } => &[Kind::Isolated],
        // Whether people would fail over sooner is tried by the order to do so, `Kind::FailOver`. A hazard that is over sooner everywhere
        // is more than anybody can do: `Kind::Out` ends it where it struck.
        What::SwitchByHand { .. } | What::FasterOut { .. } => &[],
    }
}

/// What-ifs that might help `subject`; none if nothing happens to it in `run`.
#[must_use]
pub fn tries(run: &Run, subject: Subject, texts: &Texts) -> Vec<Try> {
    let services = match subject {
        Subject::Service(service) if run.recording.summary.services[service].first_out.is_some() => vec![service],
        Subject::Site(site) if !run.recording.sites[site].dark.is_constant() => worst_at(run, site, SERVICES_OF_SITE),
        Subject::Service(_) | Subject::Site(_) | Subject::Company(_) | Subject::World => return Vec::new(),
    };
    let site = if let Subject::Site(site) = subject { Some(site) } else { None };
    let behind = Behind::new(run, &services, site);
    let mut finder = Finder { run, texts, behind: &behind, together: Vec::new(), alone: Vec::new() };
    finder.switches();
    finder.servers();
    finder.strikes();
    finder.retries();
    finder.cycles();
    if let Subject::Service(service) = subject {
        finder.grace(service);
    }
    finder.restart();
    finder.restore(site, &services);
    let most = (EVENTS / (run.recording.events.len() + 1)).clamp(*TRIES.start(), *TRIES.end());
    finder.together.into_iter().chain(finder.alone).take(most).collect()
}

impl Try {
    fn new(kind: Kind, what_if: WhatIf) -> Self {
        debug_assert!(
            what_if.measures.iter().all(|measure| levers_with(&measure.what).contains(&kind)),
            "{kind:?} takes a measure that is not listed as its own: {what_if:?}"
        );
        Self { kind, what_if }
    }
}

struct Finder<'a> {
    run: &'a Run,
    texts: &'a Texts,
    behind: &'a Behind,
    /// What helps all at once.
    together: Vec<Try>,
    /// What helps one of several.
    alone: Vec<Try>,
}

impl<'a> Finder<'a> {
    fn service(&self, id: ServiceId) -> &'a str {
        &self.run.world.services[id].name
    }

    fn names(&self, services: &[ServiceId]) -> String {
        let names: Vec<&str> = services.iter().map(|id| self.service(*id)).collect();
        words::list(&names, self.texts)
    }

    /// Tries the same for all of `services` together, and where they are several for the first of them alone.
    fn each(&mut self, kind: Kind, services: &[ServiceId], make: impl Fn(&Self, &[ServiceId]) -> Option<WhatIf>) {
        if services.is_empty() {
            return;
        }
        let together = make(self, services);
        self.together.extend(together.map(|what_if| Try::new(kind, what_if)));
        if services.len() > 1 {
            let alone: Vec<WhatIf> = services.iter().take(ALONE).filter_map(|one| make(self, &[*one])).collect();
            self.alone.extend(alone.into_iter().map(|what_if| Try::new(kind, what_if)));
        }
    }

    /// Another try for all.
    fn push(&mut self, kind: Kind, what_if: WhatIf) {
        self.together.push(Try::new(kind, what_if));
    }

    /// A what-if about services by the name at `key`.
    fn measures(&self, key: &'static str, services: &[ServiceId], whats: Vec<What>) -> WhatIf {
        let name = self.texts.with(key, &[("services", &self.names(services))]);
        WhatIf { name, measures: whats.into_iter().map(Measure::from).collect(), actions: Vec::new() }
    }

    /// Services with too few servers of their own, of those behind the outage.
    fn short(&self, is_one: impl Fn(&Service) -> bool) -> Vec<ServiceId> {
        let services = self.behind.services.iter().copied();
        services.filter(|id| is_one(&self.run.world.services[*id]) && short_at(self.run, *id).is_some()).collect()
    }

    /// Orders for services under the name at `key`, if there are any.
    fn orders(&self, key: &'static str, services: &[ServiceId], span: Span, actions: Vec<Action>) -> Option<WhatIf> {
        let name = self.texts.with(key, &[("services", &self.names(services)), ("span", &self.texts.span(span))]);
        (!actions.is_empty()).then_some(WhatIf { name, measures: Vec::new(), actions })
    }

    /// An action, if it is within the run.
    fn within(&self, action: Action) -> Option<Action> {
        let at = self.run.plan.moment(action.at)?;
        (SimTime::ZERO..=SimTime(self.run.world.length.0)).contains(&at).then_some(action)
    }
}
