//! The sentences for events, made from the recording. They are used in the transcript, in tooltips and in the chain of causes. The flags of
//! the timeline have titles, which are shorter.

mod at_sites;
mod counterfactual;
mod fault;
mod hold;
mod measure;
mod repair;
mod titles;

pub use counterfactual::{counterfactual, root, together, with_reason};
pub use fault::target;
pub use hold::hold;
pub use measure::{list, measure, offer};
pub use repair::repair;
pub use titles::{Title, action_title, actions_title, event_title, hazard_kind};

use crate::model::{Act, CompanyId, Listing, Localized, ServiceId, SiteId};
use crate::recording::{Event, EventId, EventKind, StrikeTarget};
use crate::study::Run;
use crate::text::Texts;
use crate::units::{Clock, Level, Permille, SimTime, Span, WHOLE, text, when};

/// The sentence for an event, as [`event`] makes it, but for a fall or an incomplete recovery without the reason: for labels that have little
/// room, such as "KakaoTalk falls to 39%".
#[must_use]
pub fn event_in_brief(run: &Run, id: EventId, names: Localized<'_>, texts: &Texts) -> String {
    if let EventKind::Health { service, from, to } = run.recording.event(id).kind
        && to < WHOLE
    {
        return EventWriter { run, names, texts }.health_in_brief(service, from, to);
    }
    event(run, id, names, texts)
}

/// The sentence for the event with this id, without a full stop, such as "KakaoTalk falls to 39% because it has too few
/// servers".
#[must_use]
pub fn event(run: &Run, id: EventId, names: Localized<'_>, texts: &Texts) -> String {
    event_on(&run.world.clock, run, id, names, texts)
}

/// As [`event`], with the times of another clock than that of the run.
#[must_use]
pub fn event_on(clock: &Clock, run: &Run, id: EventId, names: Localized<'_>, texts: &Texts) -> String {
    let writer = EventWriter { run, names, texts };
    let event = run.recording.event(id);
    match event.kind {
        EventKind::Action(index) => {
            run.plan.actions.get(index as usize).map_or_else(String::new, |action| act(names, &action.act, texts))
        }
        // The local hour may begin at another minute where the clocks change by half an hour, and the run may start within it.
        EventKind::Hour(_) => {
            let key = if event.at == SimTime::ZERO { "event-hour-first" } else { "event-hour" };
            texts.with(key, &[("hour", &when::clock_time(clock, event.at))])
        }
        EventKind::Strike(strike) => writer.strike(event, strike),
        EventKind::Spreading(strike, dark) => writer.spreading(id, strike, dark),
        EventKind::Out(strike) => writer.out(event.at, strike),
        EventKind::Repair(strike, dark) => writer.repair(event.at, strike, dark),
        EventKind::Dark { site, from, to } => writer.dark(event.at, site, from, to),
        EventKind::Engaged(service) => writer.engaged(service),
        EventKind::Destroyed { placement, servers } => writer.broken("event-destroyed", placement, servers),
        EventKind::Damaged { placement, servers } => writer.broken("event-damaged", placement, servers),
        EventKind::Repaired(placement) => writer.broken("event-all-repaired", placement, 0),
        EventKind::Fault { service, from, to } => writer.fault(event, service, from, to),
        EventKind::FailoverFailed(service) => {
            texts.with("event-failover-failed", &[("service", writer.service(service))])
        }
        EventKind::StoodDown(service) => texts.with("event-stood-down", &[("service", writer.service(service))]),
        EventKind::Health { service, from, to } => writer.health(event, service, from, to),
        EventKind::Level { service, to, .. } => {
            let key = match to {
                Level::Up => "event-is-up",
                Level::Degraded => "event-is-degraded",
                Level::Down => "event-is-down",
            };
            texts.with(key, &[("service", writer.service(service))])
        }
        EventKind::RtoBroken(service) => {
            let rto = texts.exact_span(run.world.services[service].rto.unwrap_or(Span::ZERO));
            texts.with("event-rto", &[("service", writer.service(service)), ("rto", &rto)])
        }
        EventKind::Opening(company, price) => {
            let (has_opening, _) = whole_day(run, company, event.at);
            writer.price(if has_opening { "event-opens" } else { "event-first-price" }, company, price)
        }
        EventKind::Low(company, price) => {
            let is_whole = whole_day(run, company, event.at) == (true, true);
            writer.price(if is_whole { "event-low" } else { "event-low-in-run" }, company, price)
        }
        EventKind::Close(company, price) => {
            let (_, has_close) = whole_day(run, company, event.at);
            writer.price(if has_close { "event-closes" } else { "event-last-price" }, company, price)
        }
        EventKind::Headline(index) => names.news_title(index as usize).to_owned(),
    }
}

/// Whether the run contains the opening and the close of the trading day of `at`.
fn whole_day(run: &Run, company: CompanyId, at: SimTime) -> (bool, bool) {
    let prices = &run.recording.prices[company];
    prices.day_at(at).map_or((true, true), |day| (day.has_opening, day.has_close))
}

/// The word for a level in the language of `texts`.
#[must_use]
pub fn level(level: Level, texts: &Texts) -> &'static str {
    texts.get(match level {
        Level::Up => "level-up",
        Level::Degraded => "level-degraded",
        Level::Down => "level-down",
    })
}

/// A price with its currency, such as "48,710 KRW".
#[must_use]
pub fn price(listing: &Listing, price: f64, texts: &Texts) -> String {
    texts.price(price, listing.currency.as_deref().unwrap_or_default())
}

/// The sentence for an action of a plan.
#[must_use]
pub fn act(names: Localized<'_>, act: &Act, texts: &Texts) -> String {
    let service = |id: ServiceId| ("service", names.service_name(id));
    match *act {
        Act::Strike { site, hazard } => {
            let hazard = hazard.or(names.scenario().sites[site].hazard);
            let hazard = hazard.map_or("", |hazard| names.hazard_name(hazard));
            texts.with("event-do-strike", &[("site", names.site_name(site)), ("hazard", hazard)])
        }
        Act::StrikeArea { radius_km, hazard, .. } => {
            let hazard = hazard.map_or(texts.get("event-own-hazards"), |hazard| names.hazard_name(hazard));
            let radius = text::kilometres(radius_km);
            texts.with("event-do-area", &[("radius", &radius), ("hazard", hazard)])
        }
        Act::StrikeService { service, site, hazard } => {
            let on = target(StrikeTarget::Service { service, site }, names, texts);
            texts.with("event-do-strike-service", &[("target", &on), ("hazard", names.hazard_name(hazard))])
        }
        Act::Resolve { service, site } => {
            let on = target(StrikeTarget::Service { service, site }, names, texts);
            texts.with("event-do-resolve", &[("target", &on)])
        }
        Act::Crew { company, size } => {
            let size = texts.count(size);
            texts.with("event-do-crew", &[("company", names.company_name(company)), ("size", &size)])
        }
        Act::Log { ref title } => names.log_title(title).to_owned(),
        Act::Extinguish { site } => texts.with("event-do-extinguish", &[("site", names.site_name(site))]),
        Act::FailOver { service: id } => texts.with("event-do-fail-over", &[service(id)]),
        Act::BlackStart { service: id, span } => {
            texts.with("event-do-black-start", &[service(id), ("span", &texts.span(span))])
        }
        Act::ShedLoad { service: id, span } => {
            texts.with("event-do-shed-load", &[service(id), ("span", &texts.span(span))])
        }
    }
}

/// Writes the sentences for events of one run.
struct EventWriter<'a> {
    run: &'a Run,
    names: Localized<'a>,
    texts: &'a Texts,
}

impl<'a> EventWriter<'a> {
    fn service(&self, id: ServiceId) -> &'a str {
        self.names.service_name(id)
    }

    fn site(&self, id: SiteId) -> &'a str {
        self.names.site_name(id)
    }

    fn engaged(&self, service: ServiceId) -> String {
        let standby = &self.run.world.services[service].standby;
        let names: Vec<&str> = standby.iter().map(|(site, _)| self.site(*site)).collect();
        self.texts.with("event-engaged", &[("service", self.service(service)), ("sites", &names.join(", "))])
    }

    fn health(&self, event: &Event, service: ServiceId, from: Permille, to: Permille) -> String {
        let name = self.service(service);
        if to >= WHOLE {
            return self.texts.with("event-back", &[("service", name)]);
        }
        let hold = hold(self.run, service, event.at, self.names, self.texts).unwrap_or_default();
        let key = match (to > from, to) {
            (true, _) => "event-rises",
            (false, 0) => "event-stops",
            (false, _) => "event-falls",
        };
        self.texts.with(key, &[("service", name), ("share", &text::share(to)), ("hold", &hold)])
    }

    /// A fall or an incomplete recovery, without the reason.
    fn health_in_brief(&self, service: ServiceId, from: Permille, to: Permille) -> String {
        let key = match (to > from, to) {
            (true, _) => "event-rises-brief",
            (false, 0) => "event-stops-brief",
            (false, _) => "event-falls-brief",
        };
        self.texts.with(key, &[("service", self.service(service)), ("share", &text::share(to))])
    }

    fn price(&self, key: &'static str, company: CompanyId, at: f64) -> String {
        let name = self.names.company_name(company);
        let Some(listing) = &self.run.world.companies[company].listing else { return name.to_owned() };
        let args = [("price", price(listing, at, self.texts)), ("change", text::change(listing.change(at)))];
        self.texts.with(key, &[("company", name), ("price", &args[0].1), ("change", &args[1].1)])
    }
}
