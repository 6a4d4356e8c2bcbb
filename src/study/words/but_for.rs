//! What an outage is booked to, and what it would have been but for one thing, in words.

use crate::impact::Root;
use crate::model::{Act, ServiceId, SiteId};
use crate::study::{Instead, Run, Verdict, Without};
use crate::text::Texts;
use crate::units::{SimTime, Span, text};

/// What lost user-hours are booked to, such as "Retries of KakaoTalk".
#[must_use]
pub fn root(run: &Run, root: Root, texts: &Texts) -> String {
    let service = |id: ServiceId| [("service", run.world.services[id].name.as_str())];
    match root {
        Root::Strike(strike) => {
            let strike = run.recording.strikes[strike as usize];
            let (hazard, site) = (&run.world.hazards[strike.hazard].name, &run.world.sites[strike.site].name);
            texts.with("event-strike", &[("hazard", hazard), ("site", site)])
        }
        Root::Retries(id) => texts.with("cost-retries", &service(id)),
        Root::Restart(id) => texts.with("cost-restart", &service(id)),
        Root::Capacity(id) => texts.with("cost-capacity", &service(id)),
    }
}

/// A sentence without a full stop, such as "But for the retries of KakaoTalk: back at 01:40, 2h sooner"; `at` writes a moment.
#[must_use]
pub fn but_for(
    run: &Run,
    without: Without,
    verdict: &Verdict,
    at: impl Fn(SimTime) -> String,
    texts: &Texts,
) -> String {
    let (what, instead) = (what(run, without, texts), instead(verdict, at, texts));
    texts.with("but-for", &[("what", &what), ("instead", &instead)])
}

/// What is taken out of the run.
fn what(run: &Run, without: Without, texts: &Texts) -> String {
    let service = |id: ServiceId| ("service", run.world.services[id].name.as_str());
    let need = |id: ServiceId| ("need", run.world.services[id].name.as_str());
    let site = |id: SiteId| ("site", run.world.sites[id].name.as_str());
    match without {
        Without::Action(place) => match run.plan.actions.get(place as usize).map(|action| &action.act) {
            Some(Act::Strike { .. } | Act::StrikeArea { .. }) => texts.get("without-strike").to_owned(),
            Some(Act::Extinguish { .. } | Act::FailOver { .. } | Act::BlackStart { .. } | Act::ShedLoad { .. })
            | None => texts.get("without-order").to_owned(),
        },
        Without::Spread(from, _) => texts.with("without-spread", &[site(from)]),
        Without::Standing { service: id, site: at } => texts.with("without-standing", &[service(id), site(at)]),
        Without::Retries(id) => texts.with("without-retries", &[service(id)]),
        Without::Restart(id) => texts.with("without-restart", &[service(id)]),
        Without::Need { service: id, need: other } => texts.with("without-need", &[service(id), need(other)]),
        Without::SwitchNeed { service: id, need: other } => {
            texts.with("without-switch-need", &[service(id), need(other)])
        }
        Without::Standby(id) => texts.with("without-standby", &[service(id)]),
        Without::Demand { .. } => texts.get("without-demand").to_owned(),
    }
}

/// What there would have been instead.
fn instead(verdict: &Verdict, at: impl Fn(SimTime) -> String, texts: &Texts) -> String {
    let back = |back: SimTime| {
        let told = at(back);
        let Some(until) = verdict.outage.until else { return texts.with("instead-back", &[("at", &told)]) };
        let key = if back < until { "instead-sooner" } else { "instead-later" };
        texts.with(key, &[("at", &told), ("span", &texts.span(Span((until - back).0.abs())))])
    };
    let as_long = || {
        let (was, is) = (text::share(verdict.was), text::share(verdict.is));
        if was == is {
            return texts.get("instead-other").to_owned();
        }
        texts.with("instead-as-long", &[("was", &was), ("is", &is)])
    };
    match (verdict.instead, verdict.outage.until) {
        (Instead::Unhurt, _) => texts.get("instead-unhurt").to_owned(),
        (Instead::Spared, _) => texts.get("instead-spared").to_owned(),
        (Instead::Same, _) => texts.get("instead-same").to_owned(),
        (Instead::Never, Some(_)) => texts.get("instead-never").to_owned(),
        (Instead::Never, None) => as_long(),
        (Instead::Back(at), Some(until)) if at == until => as_long(),
        (Instead::Back(at), _) => back(at),
    }
}
