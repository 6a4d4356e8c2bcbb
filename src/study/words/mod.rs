//! The sentences for events, made from the recording. They are used in the transcript, in tooltips and in the chain of causes. The flags of
//! the timeline have titles, which are shorter.

mod counterfactual;
mod measure;
mod titles;

pub use counterfactual::{counterfactual, root};
pub use measure::{list, measure, offer};
pub use titles::{Title, action_title, actions_title, event_title, hazard_kind};

use crate::model::{Act, CompanyId, HazardKind, Listing, Localized, ServiceId, SiteId};
use crate::recording::{Binding, Event, EventId, EventKind};
use crate::study::Run;
use crate::text::Texts;
use crate::units::{Level, Permille, SimTime, Span, WHOLE, text, when};

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
    let writer = EventWriter { run, names, texts };
    let event = run.recording.event(id);
    match event.kind {
        EventKind::Action(index) => {
            run.plan.actions.get(index as usize).map_or_else(String::new, |action| act(names, &action.act, texts))
        }
        EventKind::Hour(_) => texts.with("event-hour", &[("hour", &when::clock_time(&run.world.clock, event.at))]),
        EventKind::Strike(strike) => writer.strike(event, strike),
        EventKind::Spreading(strike, dark) => writer.of_strike(writer.spreading_key(strike), strike, dark),
        EventKind::Out(strike) => writer.of_strike(writer.out_key(strike), strike, 0),
        EventKind::Repair(strike, dark) => {
            writer.of_strike(if dark == 0 { "event-repaired" } else { "event-repair" }, strike, dark)
        }
        EventKind::Dark { site, from, to } => writer.dark(event.at, site, from, to),
        EventKind::Engaged(service) => writer.engaged(service),
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
            let rto = texts.span(run.world.services[service].rto.unwrap_or(Span::ZERO));
            texts.with("event-rto", &[("service", writer.service(service)), ("rto", &rto)])
        }
        EventKind::Opening(company, price) => writer.price("event-opens", company, price),
        EventKind::Low(company, price) => writer.price("event-low", company, price),
        EventKind::Close(company, price) => writer.price("event-closes", company, price),
        EventKind::Headline(index) => names.news_title(index as usize).to_owned(),
    }
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
            let hazard = names.hazard_name(hazard.unwrap_or(names.scenario().sites[site].hazard));
            texts.with("event-do-strike", &[("site", names.site_name(site)), ("hazard", hazard)])
        }
        Act::StrikeArea { radius_km, hazard, .. } => {
            let hazard = hazard.map_or(texts.get("event-own-hazards"), |hazard| names.hazard_name(hazard));
            let radius = text::exact(radius_km.round().max(0.0) as u64);
            texts.with("event-do-area", &[("radius", &radius), ("hazard", hazard)])
        }
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

/// What limits the health of a service at `t`, as a clause, such as "it has too few servers" or "Login is down". `None` if the health
/// is 1000.
#[must_use]
pub fn hold(run: &Run, service: ServiceId, t: SimTime, names: Localized<'_>, texts: &Texts) -> Option<String> {
    let row = &run.world.services[service];
    let moment = run.recording.services[service].moments.at(t);
    if moment.health >= WHOLE {
        return None;
    }
    Some(match moment.binding {
        Binding::Dependency(index) => {
            let need = row.dependencies[index as usize].service;
            let key = match run.recording.services[need].level(t) {
                Level::Down => "hold-need-down",
                Level::Degraded => "hold-need-degraded",
                Level::Up => "hold-need-back",
            };
            texts.with(key, &[("need", names.service_name(need))])
        }
        Binding::Own if moment.alive == 0 => texts.get("hold-no-servers").to_owned(),
        Binding::Own if moment.alive < row.need_at_hour(run.world.clock.hour(t)) => texts.get("hold-short").to_owned(),
        Binding::Own => texts.get("hold-retries").to_owned(),
    })
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

    fn strike(&self, event: &Event, strike: u32) -> String {
        let struck = self.run.recording.strikes[strike as usize];
        let args = [("hazard", self.names.hazard_name(struck.hazard)), ("site", self.site(struck.site))];
        let cause = event.cause.map(|cause| self.run.recording.event(cause).kind);
        if let Some(EventKind::Strike(from)) = cause {
            let from = self.site(self.run.recording.strikes[from as usize].site);
            return self.texts.with("event-strike-from", &[args[0], args[1], ("from", from)]);
        }
        self.texts.with("event-strike", &args)
    }

    fn of_strike(&self, key: &'static str, strike: u32, dark: Permille) -> String {
        let strike = self.run.recording.strikes[strike as usize];
        let hazard = self.names.hazard_name(strike.hazard);
        self.texts.with(key, &[("hazard", hazard), ("site", self.site(strike.site)), ("share", &text::share(dark))])
    }

    fn hazard_kind(&self, strike: u32) -> HazardKind {
        self.run.world.hazards[self.run.recording.strikes[strike as usize].hazard].kind
    }

    /// The key of the text about a spreading hazard. Each kind of hazard makes servers dark in another way, so each has its own
    /// text.
    fn spreading_key(&self, strike: u32) -> &'static str {
        match self.hazard_kind(strike) {
            HazardKind::Fire | HazardKind::Power => "event-spreading",
            HazardKind::Cooling => "event-spreading-cooling",
            HazardKind::Network => "event-spreading-network",
            HazardKind::Flood => "event-spreading-flood",
            HazardKind::Quake | HazardKind::Other => "event-spreading-other",
        }
    }

    fn out_key(&self, strike: u32) -> &'static str {
        if self.hazard_kind(strike).burns() { "event-fire-out" } else { "event-over" }
    }

    fn dark(&self, at: SimTime, site: SiteId, from: Permille, to: Permille) -> String {
        let track = &self.run.recording.sites[site];
        let online = *track.online.at(at);
        let key = match (to > from, to) {
            (_, _) if track.servers == 0 => {
                if to > from {
                    "event-dark-empty"
                } else {
                    "event-lit-empty"
                }
            }
            (true, WHOLE) => "event-dark",
            (true, _) => "event-partly-dark",
            (false, 0) => "event-lit",
            (false, _) => "event-partly-lit",
        };
        let (dark, online) = (self.texts.count(track.servers - online), self.texts.count(online));
        let servers = self.texts.count(track.servers);
        let args = [
            ("site", self.site(site)),
            ("share", &text::share(to)),
            ("dark", &dark),
            ("lit", &online),
            ("servers", &servers),
        ];
        self.texts.with(key, &args)
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
