//! Warns of strikes of plans that cannot make any server dark (MODEL.md, section 3). They are accepted, but are probably mistakes.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::file::check::Check;
use crate::file::path::At;
use crate::file::suggest::of_text;
use crate::model::{Act, Hazard, HazardId, LatLon, Scenario, Site, SiteId, Table, What};
use crate::text::Saying;
use crate::units::{SimTime, Span, text};

/// The number of strikes that are followed from site to site for one strike of a plan. A strike that spreads further is taken to have an effect.
const MOST_FOLLOWED: usize = 1_000;

/// Why a strike makes no server dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// The hazard is over when it begins.
    OverAtOnce,
    /// The hazard has no steps of `spread`.
    NoSteps,
    /// All steps of `spread` have the dark share 0.
    NothingDark,
    /// The hazard is over before its first step with a dark share.
    TooLate,
    /// The hazard is over before the reserve of the site is used up.
    Reserve,
    /// No service has servers at the site.
    NoServers,
    /// The run ends before the first step with a dark share.
    AfterEnd,
}

/// Warns of each strike of each plan that cannot make any server dark.
pub fn strikes_have_effect(check: &mut Check, scenario: &Scenario) {
    // If something in these tables is wrong, their values may be stand-ins.
    if !["hazards", "sites", "services", "length"].iter().all(|table| check.is_whole(&At::ROOT.key(table))) {
        return;
    }
    let plans = At::ROOT.key("plans");
    let mut as_written = Effects::new(scenario);
    for (index, plan) in scenario.plans.iter().enumerate() {
        let plan_at = plans.index(index);
        let (measures, actions) = (plan_at.key("measures"), plan_at.key("actions"));
        if !plan.acts() || !check.is_whole(&measures) {
            continue;
        }
        // A measure may add servers to a site that has none. One that ends a hazard early or stops a spread is no reason for a warning,
        // because it is meant to keep servers online.
        let adds = |what: &What| matches!(what, What::AddServers { .. } | What::AddStandby { .. });
        let changed = if plan.taken().any(adds) { scenario.with_measures(&plan.measures).ok() } else { None };
        let mut with_measures = changed.as_deref().map(Effects::new);
        for (index, at, action) in plan.timed_actions() {
            let here = actions.index(index);
            let Some(at) = at.filter(|_| action.act.is_strike() && check.is_whole(&here)) else {
                continue;
            };
            let idle = as_written.idle(&action.act, at);
            let is_idle = with_measures.as_mut().is_none_or(|effects| effects.idle(&action.act, at).is_some());
            if let Some((message, remedy)) = idle.filter(|_| is_idle) {
                check.warn(&here.key("do"), message, remedy);
            }
        }
    }
}

/// The effects of strikes in one world.
struct Effects<'w> {
    world: &'w Scenario,
    /// Whether any service has servers at the site.
    has_servers: Table<SiteId, bool>,
    /// The effect of each hazard at each site, as far as it is known.
    known: BTreeMap<(SiteId, HazardId), Result<Span, Reason>>,
}

impl<'w> Effects<'w> {
    fn new(world: &'w Scenario) -> Self {
        let mut has_servers = world.sites.map(|_| false);
        for service in world.services.rows() {
            for (site, servers) in service.on.iter().chain(&service.standby) {
                has_servers[*site] |= *servers > 0;
            }
        }
        Self { world, has_servers, known: BTreeMap::new() }
    }

    /// If a strike that begins at `at` makes no server dark: what is wrong, and how to fix it.
    fn idle(&mut self, act: &Act, at: SimTime) -> Option<(Saying, Saying)> {
        match *act {
            Act::Strike { site, hazard } => {
                let hazard = hazard.or(self.world.sites[site].hazard)?;
                let reason = self.effect(site, hazard, at).err()?;
                Some(said(reason, &self.world.hazards[hazard], Some(&self.world.sites[site])))
            }
            Act::StrikeArea { at: centre, radius_km, hazard } => self.idle_area(centre, radius_km, hazard, at),
            Act::StrikeService { service, site, hazard } => {
                let row = &self.world.services[service];
                let is_hit = |at: &SiteId| site.is_none_or(|site| site == *at);
                let has_servers = row.on.iter().chain(&row.standby).any(|(at, servers)| *servers > 0 && is_hit(at));
                let effect = self.own_effect(None, hazard);
                let effect = effect.and_then(|after| if has_servers { Ok(after) } else { Err(Reason::NoServers) });
                let reason = self.in_time(effect, at).err()?;
                if reason == Reason::NoServers {
                    let message = of_text("file-fault-no-servers", &row.key);
                    return Some((message, Saying::plain("file-fault-no-servers-remedy")));
                }
                Some(said(reason, &self.world.hazards[hazard], None))
            }
            Act::Extinguish { .. }
            | Act::Resolve { .. }
            | Act::FailOver { .. }
            | Act::BlackStart { .. }
            | Act::ShedLoad { .. }
            | Act::Crew { .. }
            | Act::Log { .. } => None,
        }
    }

    fn idle_area(
        &mut self,
        centre: LatLon,
        radius_km: f64,
        hazard: Option<HazardId>,
        at: SimTime,
    ) -> Option<(Saying, Saying)> {
        let world = self.world;
        let mut reasons: BTreeSet<(Reason, HazardId)> = BTreeSet::new();
        let is_empty = world.sites_within(centre, radius_km).next().is_none();
        for id in world.sites_within(centre, radius_km) {
            let Some(hazard) = hazard.or(world.sites[id].hazard) else { continue };
            reasons.insert((self.effect(id, hazard, at).err()?, hazard));
        }
        let radius = || ("radius", text::kilometres(radius_km).into());
        if is_empty {
            let on_map = world.sites.rows().iter().filter_map(|site| Some((site, centre.km_to(site.at?))));
            let remedy = on_map.min_by(|(_, a), (_, b)| a.total_cmp(b)).map_or_else(
                || Saying::plain("file-strike-remove-remedy"),
                |(site, distance)| {
                    let km = text::kilometres((distance * 10.0).ceil() / 10.0);
                    Saying::of("file-strike-no-site-remedy", [("km", km.into()), ("site", site.key.as_str().into())])
                },
            );
            return Some((Saying::of("file-strike-no-site", [radius()]), remedy));
        }
        if let Some((reason, hazard)) = reasons.first()
            && reasons.len() == 1
            && *reason != Reason::NoServers
        {
            return Some(said(*reason, &world.hazards[*hazard], None));
        }
        Some((Saying::of("file-strike-area-idle", [radius()]), Saying::plain("file-strike-area-idle-remedy")))
    }

    /// How long after its beginning a strike first makes a server dark, at its own site or at one to which it spreads; or why it does not.
    /// `at` is the time at which it begins.
    fn effect(&mut self, site: SiteId, hazard: HazardId, at: SimTime) -> Result<Span, Reason> {
        let known = self.known.get(&(site, hazard)).copied();
        let effect = known.unwrap_or_else(|| {
            let found = self.follow(site, hazard);
            self.known.insert((site, hazard), found);
            found
        });
        self.in_time(effect, at)
    }

    /// This effect of a strike that begins at `at`, if the run still shows it.
    fn in_time(&self, effect: Result<Span, Reason>, at: SimTime) -> Result<Span, Reason> {
        effect.and_then(|after| if (at + after).0 <= self.world.length.0 { Ok(after) } else { Err(Reason::AfterEnd) })
    }

    /// Like [`Self::effect`], for a run without an end.
    fn follow(&self, site: SiteId, hazard: HazardId) -> Result<Span, Reason> {
        let own = self.own_effect(Some(site), hazard);
        if own == Ok(Span::ZERO) {
            return own;
        }
        let mut struck = BTreeSet::new();
        // In order of time, like the run: each pair of site and hazard is struck once, at the earliest time.
        let mut queue = BinaryHeap::from([Reverse((Span::ZERO, site, hazard))]);
        let mut soonest: Option<Span> = None;
        while let Some(Reverse((begins, site, hazard))) = queue.pop() {
            if !struck.insert((site, hazard)) {
                continue;
            }
            if let Ok(after) = self.own_effect(Some(site), hazard) {
                soonest = Some(soonest.map_or(begins + after, |soonest| soonest.min(begins + after)));
            }
            if struck.len() > MOST_FOLLOWED {
                return Ok(Span::ZERO);
            }
            let (out, is_uncertain) = (self.world.hazards[hazard].out, self.is_uncertain(&self.world.hazards[hazard]));
            let reaches = |after: Span| after < out || (is_uncertain && out > Span::ZERO);
            let spreads = self.world.sites[site].spreads.iter();
            for spread in spreads.filter(|spread| spread.from == hazard && reaches(spread.after)) {
                if !struck.contains(&(spread.to, spread.hazard)) {
                    queue.push(Reverse((begins + spread.after, spread.to, spread.hazard)));
                }
            }
        }
        soonest.map_or(own, Ok)
    }

    /// How long after its beginning a hazard first makes a server of this site dark, or why it does not. Without a site: how long after its
    /// beginning a strike on a service has an effect. Whether such a service has servers is not looked at here.
    fn own_effect(&self, site: Option<SiteId>, hazard: HazardId) -> Result<Span, Reason> {
        let hazard = &self.world.hazards[hazard];
        if hazard.out == Span::ZERO {
            return Err(Reason::OverAtOnce);
        }
        if hazard.spread.is_empty() {
            return Err(Reason::NoSteps);
        }
        let first = hazard.spread.iter().find(|step| step.dark > 0).ok_or(Reason::NothingDark)?;
        let has_servers = if site.is_none_or(|site| self.has_servers[site]) { Ok(()) } else { Err(Reason::NoServers) };
        let reserve = site.map_or(Span::ZERO, |site| self.world.sites[site].reserve.against(hazard.kind));
        if self.is_uncertain(hazard) {
            // With some seed the step may be early enough.
            return has_servers.map(|()| Span::ZERO);
        }
        if first.after >= hazard.out {
            return Err(Reason::TooLate);
        }
        if reserve + first.after >= hazard.out {
            return Err(Reason::Reserve);
        }
        has_servers.map(|()| reserve + first.after)
    }

    /// Whether the durations of a hazard differ from seed to seed.
    fn is_uncertain(&self, hazard: &Hazard) -> bool {
        hazard.uncertainty.unwrap_or(self.world.uncertainty) > 0.0
    }
}

/// What is wrong with a strike of this hazard, and how to fix it. `site` is the site that is struck; `None` if it is one of several.
fn said(reason: Reason, hazard: &Hazard, site: Option<&Site>) -> (Saying, Saying) {
    let name = || ("hazard", Saying::from(hazard.key.as_str()));
    let of = |message: &'static str, remedy: &'static str| (Saying::of(message, [name()]), Saying::plain(remedy));
    match reason {
        Reason::OverAtOnce => of("file-strike-over-at-once", "file-strike-over-at-once-remedy"),
        Reason::NoSteps => of("file-strike-no-steps", "file-strike-no-steps-remedy"),
        Reason::NothingDark => of("file-strike-nothing-dark", "file-strike-nothing-dark-remedy"),
        Reason::TooLate => {
            let first = hazard.spread.iter().find(|step| step.dark > 0).map_or(Span::ZERO, |step| step.after);
            let spans = [("after", text::typed_span(first).into()), ("out", text::typed_span(hazard.out).into())];
            let [after, out] = spans;
            let message = Saying::of("file-strike-too-late", [name(), after, out]);
            (message, Saying::plain("file-strike-too-late-remedy"))
        }
        Reason::NoServers => {
            let site = site.map_or("", |site| site.key.as_str());
            let args = [name(), ("site", site.into())];
            (Saying::of("file-strike-no-servers", args), Saying::plain("file-strike-no-servers-remedy"))
        }
        Reason::Reserve => of("file-strike-reserve", "file-strike-reserve-remedy"),
        Reason::AfterEnd => of("file-strike-after-end", "file-strike-after-end-remedy"),
    }
}
