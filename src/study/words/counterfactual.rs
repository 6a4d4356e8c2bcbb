//! Texts about causes: the causes of lost user-hours, and how an outage changes if one of its causes is taken out.

use std::cmp::Ordering;

use crate::impact::Root;
use crate::model::{Act, Localized, ServiceId, SiteId};
use crate::study::{Instead, Other, Run, SameBecause, Together, Verdict, Without};
use crate::text::{Texts, capitalized};
use crate::units::{Clock, SimTime, Span, text};

/// The text of a cause of lost user-hours, such as "Retries of KakaoTalk".
#[must_use]
pub fn root(run: &Run, root: Root, names: Localized<'_>, texts: &Texts) -> String {
    let service = |id: ServiceId| [("service", names.service_name(id))];
    match root {
        Root::Strike(strike) => {
            let strike = run.recording.strikes[strike as usize];
            let target = super::fault::target(strike.target, names, texts);
            let key = if strike.target.site().is_some() { "event-strike" } else { "event-strike-service" };
            texts.with(key, &[("hazard", names.hazard_name(strike.hazard)), ("site", &target)])
        }
        Root::Crew(Some(company)) => texts.with("cost-crew", &[("company", names.company_name(company))]),
        Root::Crew(None) => texts.get("cost-repair").to_owned(),
        Root::Retries(id) => texts.with("cost-retries", &service(id)),
        Root::Restart(id) => texts.with("cost-restart", &service(id)),
        Root::Capacity(id) => texts.with("cost-capacity", &service(id)),
    }
}

/// The effect of taking one cause out, as a sentence without a full stop, such as "Without the retries of KakaoTalk: back at 01:40, 2h
/// earlier". `at` formats a time.
#[must_use]
pub fn counterfactual(
    run: &Run,
    without: Without,
    verdict: &Verdict,
    at: impl Fn(SimTime) -> String,
    names: Localized<'_>,
    texts: &Texts,
) -> String {
    let (what, instead) = (what(run, without, names, texts), instead(verdict, at, texts));
    let key = if was_missing(without) { "but-for-with" } else { "but-for" };
    texts.with(key, &[("what", &what), ("instead", &instead)])
}

/// The sentence of a [`counterfactual`] that changes nothing, with the reason for that, such as "Without the dependency of Shop on Login: no
/// difference, because Shop is limited as much by Payment". `t` is the time that was asked about, and `clock` that of the times in the sentence.
#[must_use]
pub fn with_reason(
    clock: &Clock,
    run: &Run,
    sentence: &str,
    reason: &SameBecause,
    t: SimTime,
    names: Localized<'_>,
    texts: &Texts,
) -> String {
    let list = |services: &[ServiceId]| {
        let services: Vec<&str> = services.iter().map(|id| names.service_name(*id)).collect();
        super::list(&services, texts)
    };
    let reason = match reason {
        SameBecause::Limited { service, by } => {
            texts.with("same-limited", &[("service", names.service_name(*service)), ("names", &list(by))])
        }
        SameBecause::Held(held) => match (&held.services[..], held.because) {
            (services, None) => texts.with("same-held-cycle", &[("names", &list(services))]),
            ([_, .., last], Some(_)) => {
                let hold = super::hold(run, *last, t, names, texts).unwrap_or_default();
                let what = texts.with("why-now-held", &[("service", names.service_name(*last)), ("hold", &hold)]);
                texts.with("same-held", &[("what", &what)])
            }
            (_, Some(event)) => texts.with("same-held", &[("what", &super::event_on(clock, run, event, names, texts))]),
        },
    };
    texts.with("but-for-because", &[("sentence", sentence), ("reason", &reason)])
}

/// Whether a cause is that something was missing: the run without the cause has it.
const fn was_missing(without: Without) -> bool {
    matches!(without, Without::CrewSize(_) | Without::FailoverFailure(_))
}

/// The effect of taking several causes out together, of which each alone is enough, as a sentence without a full stop.
#[must_use]
pub fn together(
    run: &Run,
    found: &Together,
    at: impl Fn(SimTime) -> String,
    names: Localized<'_>,
    texts: &Texts,
) -> String {
    let clause = |cause: &Without| {
        let key = if was_missing(*cause) { "together-with" } else { "together-without" };
        texts.with(key, &[("what", &what(run, *cause, names, texts))])
    };
    let clauses = found.causes.iter().map(clause);
    let causes = clauses.reduce(|a, b| texts.with("together-and", &[("a", &a), ("b", &b)])).unwrap_or_default();
    let key = if found.causes.len() == 2 { "together-two" } else { "together-all" };
    let instead = instead(&found.verdict, at, texts);
    capitalized(&texts.with(key, &[("causes", &causes), ("instead", &instead)]))
}

/// The text of the cause that is taken out of the run.
fn what(run: &Run, without: Without, names: Localized<'_>, texts: &Texts) -> String {
    let service = |id: ServiceId| ("service", names.service_name(id));
    let need = |id: ServiceId| ("need", names.service_name(id));
    let site = |id: SiteId| ("site", names.site_name(id));
    match without {
        Without::Action(place) => match run.plan.actions.get(place as usize).map(|action| &action.act) {
            Some(Act::Strike { .. } | Act::StrikeArea { .. }) => texts.get("without-strike").to_owned(),
            Some(Act::StrikeService { .. }) => texts.get("without-fault").to_owned(),
            Some(
                Act::Extinguish { .. }
                | Act::Resolve { .. }
                | Act::FailOver { .. }
                | Act::BlackStart { .. }
                | Act::ShedLoad { .. }
                | Act::Crew { .. }
                | Act::Log { .. },
            )
            | None => texts.get("without-order").to_owned(),
        },
        Without::Spread(_, strike) => {
            let to = super::fault::target(run.recording.strikes[strike as usize].target, names, texts);
            texts.with("without-spread", &[("site", to.as_str())])
        }
        Without::Standing { service: id, site: at } => texts.with("without-standing", &[service(id), site(at)]),
        Without::Retries(id) => texts.with("without-retries", &[service(id)]),
        Without::Restart(id) => texts.with("without-restart", &[service(id)]),
        Without::Dependency { service: id, need: other } => texts.with("without-need", &[service(id), need(other)]),
        Without::SwitchNeed { service: id, need: other } => {
            texts.with("without-switch-need", &[service(id), need(other)])
        }
        Without::Standby(id) => texts.with("without-standby", &[service(id)]),
        Without::Damage(hazard) => texts.with("without-damage", &[("hazard", names.hazard_name(hazard))]),
        Without::CrewSize(company) => texts.with("with-everybody", &[("company", names.company_name(company))]),
        Without::CrewNeed { company, need: other } => {
            texts.with("without-crew-need", &[("company", names.company_name(company)), need(other)])
        }
        Without::FailoverFailure(id) => texts.with("with-standby", &[service(id)]),
        Without::Demand { .. } => texts.get("without-demand").to_owned(),
    }
}

/// The text for what happens instead of the outage in the run without the cause.
fn instead(verdict: &Verdict, at: impl Fn(SimTime) -> String, texts: &Texts) -> String {
    match verdict.instead {
        Instead::Unhurt => texts.get("instead-unhurt").to_owned(),
        Instead::Spared => texts.get("instead-spared").to_owned(),
        Instead::Same => texts.get("instead-same").to_owned(),
        Instead::Other(other) if (other.outage.from, other.parts) == (verdict.outage.from, 1) => {
            until(verdict, other.outage.until, at, texts)
        }
        Instead::Other(other) => parts(verdict, other, at, texts),
    }
}

/// The text for an outage that begins at the same time and ends at `back`, or does not end if `back` is `None`.
fn until(verdict: &Verdict, back: Option<SimTime>, at: impl Fn(SimTime) -> String, texts: &Texts) -> String {
    match (back, verdict.outage.until) {
        (back, until) if back == until => {
            let (was, is) = (text::share(verdict.was), text::share(verdict.is));
            // If both outages go on at the end of the run, nobody knows which of them is longer.
            let key = match (back, was == is) {
                (Some(_), true) => "instead-as-long",
                (Some(_), false) => "instead-as-long-at",
                (None, true) => "instead-never-either",
                (None, false) => "instead-never-either-at",
            };
            texts.with(key, &[("was", &was), ("is", &is)])
        }
        (None, _) => texts.get("instead-never").to_owned(),
        (Some(back), None) => texts.with("instead-back", &[("at", &at(back))]),
        (Some(back), Some(until)) => {
            let key = if back < until { "instead-sooner" } else { "instead-later" };
            texts.with(key, &[("at", &at(back)), ("span", &texts.span(Span((until - back).0.abs())))])
        }
    }
}

/// The text for outages at other times: when they begin, how many there are, when the last ends, and how much longer or shorter
/// they are in total.
fn parts(verdict: &Verdict, other: Other, at: impl Fn(SimTime) -> String, texts: &Texts) -> String {
    let (outage, from) = (verdict.outage, other.outage.from);
    let begins = match from.cmp(&outage.from) {
        Ordering::Less => Some("instead-from-before"),
        Ordering::Equal => None,
        Ordering::Greater => Some("instead-from"),
    };
    let begins = begins.map(|key| texts.with(key, &[("at", &at(from))]));
    let parts = (other.parts > 1).then(|| texts.with("instead-parts", &[("count", &texts.count(other.parts as u64))]));
    let ends = (other.outage.until != outage.until).then(|| match other.outage.until {
        Some(back) => texts.with("instead-back", &[("at", &at(back))]),
        None => texts.get("instead-never").to_owned(),
    });
    let span = texts.span(Span((other.lasts.0 - verdict.lasts.0).abs()));
    // What goes on at the end of the run may last longer than the run shows.
    let goes_on = other.outage.until.is_none() || outage.until.is_none();
    let length = match (other.lasts.cmp(&verdict.lasts), goes_on) {
        (Ordering::Less, false) => texts.with("instead-shorter", &[("span", &span)]),
        (Ordering::Equal, false) => texts.get("instead-in-all").to_owned(),
        (Ordering::Greater, false) => texts.with("instead-longer", &[("span", &span)]),
        (Ordering::Less, true) => texts.with("instead-shorter-so-far", &[("span", &span)]),
        (Ordering::Equal, true) => texts.get("instead-in-all-so-far").to_owned(),
        (Ordering::Greater, true) => texts.with("instead-longer-so-far", &[("span", &span)]),
    };
    [begins, parts, ends, Some(length)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
