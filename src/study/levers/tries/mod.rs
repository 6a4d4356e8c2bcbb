//! Decides which what-ifs are worth an evaluation for a service or a site. The what-ifs are derived from the causes behind the outage. The
//! most promising come first.

mod repairs;
mod requests;
mod servers;
mod strikes;

use super::Try;
use super::behind::{Behind, short_at, worst_at};
use super::draft::{Arg, Draft, Title};
use crate::model::{Action, Measure, Service, ServiceId, What};
use crate::recording::Subject;
use crate::study::Run;
use crate::units::{SimTime, Span};

/// The smallest and the greatest number of what-ifs to evaluate. If a run has very many events, fewer what-ifs are evaluated.
const TRIES: std::ops::RangeInclusive<usize> = 6..=32;
/// The approximate limit for the number of events in the runs of all what-ifs together. It limits the computing time.
const EVENTS: usize = 4_000_000;
/// The maximum number of services of a site that are examined.
const SERVICES_OF_SITE: usize = 3;
/// If a what-if is about several services, up to this many of them also get a what-if of their own.
const ALONE: usize = 3;
/// How long it takes until people notice the problem and give an order.
const ORDER: Span = Span(10 * 60);
/// How long an order for load shedding or a black start lasts if it should help only for a short time.
const MOMENT: Span = Span(30 * 60);

/// The kind of a lever. Only the best lever of each kind is shown.
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
    Crew,
    CrewFirst,
    RepairWork,
    Reserve,
    Success,
}

/// The kinds of levers that use a measure. The match has no default arm, so a new kind of measure does not compile until it is
/// added here, with its levers or with the reason why no lever uses it.
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
        // A faster manual failover is not tried; `Kind::FailOver` tries the order to fail over instead. Nobody can make a hazard
        // shorter at all sites, so `Kind::Out` ends it only where it struck.
        What::SwitchByHand { .. } | What::FasterOut { .. } => &[],
        What::Crew { .. } => &[Kind::Crew],
        What::CrewFirst { .. } => &[Kind::CrewFirst],
        What::RepairWork { .. } => &[Kind::RepairWork],
        What::ReservePower { .. } | What::ReserveCooling { .. } => &[Kind::Reserve],
        What::Success { .. } => &[Kind::Success],
    }
}

/// The what-ifs that might help `subject`; empty if nothing happens to `subject` in `run`.
#[must_use]
pub fn tries(run: &Run, subject: Subject) -> Vec<Try> {
    let services = match subject {
        Subject::Service(service) if run.recording.summary.services[service].first_out.is_some() => vec![service],
        Subject::Site(site) if !run.recording.sites[site].dark.is_constant() => worst_at(run, site, SERVICES_OF_SITE),
        Subject::Service(_) | Subject::Site(_) | Subject::Company(_) | Subject::World => return Vec::new(),
    };
    let site = if let Subject::Site(site) = subject { Some(site) } else { None };
    let behind = Behind::new(run, &services, site);
    let mut finder = Finder { run, behind: &behind, together: Vec::new(), alone: Vec::new() };
    finder.switches();
    finder.rehearsals();
    finder.servers();
    finder.strikes();
    finder.reserves();
    finder.repairs();
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
    fn new(kind: Kind, draft: Draft) -> Self {
        debug_assert!(
            draft.measures.iter().all(|measure| levers_with(&measure.what).contains(&kind)),
            "{kind:?} takes a measure that is not listed as its own: {draft:?}"
        );
        Self { kind, draft }
    }
}

struct Finder<'a> {
    run: &'a Run,
    behind: &'a Behind,
    /// What-ifs about all services at once.
    together: Vec<Try>,
    /// What-ifs about one of several services.
    alone: Vec<Try>,
}

impl Finder<'_> {
    /// Adds one what-if about all of `services` together. If there are several services, also adds one what-if for each of the
    /// first few.
    fn each(&mut self, kind: Kind, services: &[ServiceId], make: impl Fn(&Self, &[ServiceId]) -> Option<Draft>) {
        if services.is_empty() {
            return;
        }
        let together = make(self, services);
        self.together.extend(together.map(|what_if| Try::new(kind, what_if)));
        if services.len() > 1 {
            let alone: Vec<Draft> = services.iter().take(ALONE).filter_map(|one| make(self, &[*one])).collect();
            self.alone.extend(alone.into_iter().map(|what_if| Try::new(kind, what_if)));
        }
    }

    /// Adds a what-if to those about all services.
    fn push(&mut self, kind: Kind, what_if: Draft) {
        self.together.push(Try::new(kind, what_if));
    }

    /// A what-if with these measures. Its name is the text with this `key` and the names of the services.
    fn measures(key: &'static str, services: &[ServiceId], whats: Vec<What>) -> Draft {
        let title = Title::Text(key, vec![Arg::Services("services", services.to_vec())]);
        Draft { title, measures: whats.into_iter().map(Measure::from).collect(), actions: Vec::new() }
    }

    /// The services behind the outage that had too few servers and for which `is_one` is true.
    fn short(&self, is_one: impl Fn(&Service) -> bool) -> Vec<ServiceId> {
        let services = self.behind.services.iter().copied();
        services.filter(|id| is_one(&self.run.world.services[*id]) && short_at(self.run, *id).is_some()).collect()
    }

    /// A what-if with these actions; `None` if there are no actions. Its name is the text with this `key`, the names of the
    /// services and `span`.
    fn orders(key: &'static str, services: &[ServiceId], span: Span, actions: Vec<Action>) -> Option<Draft> {
        let title = Title::Text(key, vec![Arg::Services("services", services.to_vec()), Arg::Span(span)]);
        (!actions.is_empty()).then_some(Draft { title, measures: Vec::new(), actions })
    }

    /// Returns the action, or `None` if its time is outside the run.
    fn within(&self, action: Action) -> Option<Action> {
        let at = self.run.plan.moment(action.at)?;
        (SimTime::ZERO..=SimTime(self.run.world.length.0)).contains(&at).then_some(action)
    }
}
