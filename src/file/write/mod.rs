//! Converts a scenario to the rows of a file, without fields that have their default value.

mod plan;

use chrono::Weekday;

use super::pairs::Pairs;
use super::schema as raw;
use super::tables::Keyed;
use crate::model::{
    CameraTarget, Id, MANUAL_FAILOVER, Observed, Reaction, Scenario, Service, Site, SiteId, SourceId, Table, Trigger,
};
use crate::units::text::typed_span as span;
use crate::units::when::{typed_again, typed_local};
use crate::units::{Clock, Permille, SimTime, Span};

/// Converts a scenario to the rows of a file. Converting these rows back gives the same scenario.
pub fn rows(scenario: &Scenario) -> raw::Scenario {
    Writer(scenario).scenario()
}

/// Converts the parts of a scenario to the rows of a file.
pub(super) struct Writer<'s>(pub &'s Scenario);

fn some_span(value: Span) -> Option<String> {
    (value != Span::ZERO).then(|| span(value))
}

pub(super) fn decimal(permille: Permille) -> f64 {
    f64::from(permille) / 1000.0
}

/// The days on which an exchange trades if the file says nothing.
const WEEKDAYS: [Weekday; 5] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];

const fn day(day: Weekday) -> raw::Day {
    match day {
        Weekday::Mon => raw::Day::Mon,
        Weekday::Tue => raw::Day::Tue,
        Weekday::Wed => raw::Day::Wed,
        Weekday::Thu => raw::Day::Thu,
        Weekday::Fri => raw::Day::Fri,
        Weekday::Sat => raw::Day::Sat,
        Weekday::Sun => raw::Day::Sun,
    }
}

fn keyed<I: Id, S, T>(table: &Table<I, S>, key: impl Fn(&S) -> &String, row: impl Fn(&S) -> T) -> Keyed<T> {
    table.rows().iter().map(|value| (key(value).as_str(), row(value))).collect()
}

fn reaction(reaction: &Reaction) -> raw::Reaction {
    raw::Reaction {
        worst: reaction.worst,
        half: reaction.half,
        memory: reaction.memory,
        overshoot: reaction.overshoot,
        rise: span(reaction.rise),
        fade: span(reaction.fade),
    }
}

impl Writer<'_> {
    pub(super) fn site(&self, id: SiteId) -> String {
        self.0.sites[id].key.clone()
    }

    pub(super) fn service(&self, id: crate::model::ServiceId) -> String {
        self.0.services[id].key.clone()
    }

    pub(super) fn hazard(&self, id: crate::model::HazardId) -> String {
        self.0.hazards[id].key.clone()
    }

    pub(super) fn company(&self, id: crate::model::CompanyId) -> String {
        self.0.companies[id].key.clone()
    }

    fn rival(&self, id: crate::model::RivalId) -> String {
        self.0.rivals[id].key.clone()
    }

    fn source(&self, id: Option<SourceId>) -> Option<String> {
        id.map(|id| self.0.sources[id].key.clone())
    }

    /// Writes a time as a local date and time. The offset from UTC is added if the clocks show this local time twice.
    pub(super) fn moment(&self, t: SimTime) -> String {
        typed_again(&self.0.clock, t)
    }

    /// Writes the start of the run. Without an offset the first of two equal local times is meant.
    fn start(&self) -> String {
        let clock = &self.0.clock;
        let start = clock.local(SimTime::ZERO);
        let is_first = Clock::new(clock.zone(), start) == Ok(*clock);
        if is_first { typed_local(start) } else { typed_again(clock, SimTime::ZERO) }
    }

    fn scenario(&self) -> raw::Scenario {
        let s = self.0;
        raw::Scenario {
            firedrill: i128::from(s.version),
            title: s.title.clone(),
            about: s.about.clone(),
            teaches: s.teaches.clone(),
            zone: s.clock.zone().name().to_owned(),
            start: self.start(),
            length: span(s.length),
            population: s.population.map(i128::from),
            uncertainty: s.uncertainty,
            sources: keyed(
                &s.sources,
                |row| &row.key,
                |row| raw::Source { title: row.title.clone(), address: row.address.clone() },
            ),
            notes: s.notes.iter().map(|note| self.note(note)).collect(),
            hazards: keyed(
                &s.hazards,
                |row| &row.key,
                |row| {
                    let steps = |steps: &[crate::model::Step]| {
                        steps.iter().map(|step| (span(step.after), decimal(step.dark))).collect()
                    };
                    raw::Hazard {
                        name: row.name.clone(),
                        kind: row.kind,
                        spread: steps(&row.spread),
                        out: span(row.out),
                        repair: steps(&row.repair),
                        uncertainty: row.uncertainty,
                        damages: decimal(row.damages),
                        destroys: decimal(row.destroys),
                        repair_work: row.repair_work.map(span),
                    }
                },
            ),
            sites: keyed(&s.sites, |row| &row.key, |row| self.site_row(row)),
            services: keyed(&s.services, |row| &row.key, |row| self.service_row(row)),
            exchanges: keyed(
                &s.exchanges,
                |row| &row.key,
                |row| raw::Exchange {
                    name: row.name.clone(),
                    zone: row.zone.name().to_owned(),
                    days: (row.days != WEEKDAYS).then(|| row.days.iter().copied().map(day).collect()),
                    open: row.open.to_string(),
                    close: row.close.to_string(),
                    breaks: row.breaks.iter().map(|(from, to)| (from.to_string(), to.to_string())).collect(),
                    early: row.early.iter().map(|(date, close)| (date.to_string(), close.to_string())).collect(),
                    closed: row.closed.iter().map(ToString::to_string).collect(),
                    limit: row.limit,
                    index: row.index.iter().map(|(date, share)| (date.to_string(), *share)).collect(),
                },
            ),
            companies: keyed(&s.companies, |row| &row.key, |row| self.company_row(row)),
            reaction: s.reaction.as_ref().map(reaction),
            rivals: keyed(
                &s.rivals,
                |row| &row.key,
                |row| raw::Rival {
                    name: row.name.clone(),
                    service: self.service(row.service),
                    users: i128::from(row.users),
                    pull: row.pull,
                    back: span(row.back),
                },
            ),
            news: s
                .news
                .iter()
                .map(|news| raw::News {
                    when: self.trigger(news.when),
                    title: news.title.clone(),
                    text: news.text.clone(),
                    source: self.source(news.source),
                })
                .collect(),
            history: s
                .history
                .iter()
                .map(|history| raw::History {
                    since: history.since.map(|since| self.moment(since)),
                    at: (!history.is_open).then(|| self.moment(history.at)),
                    what: self.observed(history.what),
                    source: self.source(history.source),
                })
                .collect(),
            story: s
                .story
                .iter()
                .map(|chapter| raw::Chapter {
                    at: self.moment(chapter.at),
                    title: chapter.title.clone(),
                    text: chapter.text.clone(),
                    notes: chapter.notes.clone(),
                    look: self.look(&chapter.look),
                })
                .collect(),
            plans: s.plans.iter().map(|plan| self.plan(plan, &s.plans)).collect(),
            expect: s.expect.iter().map(|expect| self.expectation(expect, &s.plans)).collect(),
            translations: translations(s),
        }
    }

    fn note(&self, note: &crate::model::Note) -> raw::Note {
        raw::Note {
            about: note.about.clone(),
            kind: note.kind,
            text: note.text.clone(),
            source: self.source(note.source),
        }
    }

    fn site_row(&self, site: &Site) -> raw::Site {
        raw::Site {
            name: site.name.clone(),
            place: site.place.clone(),
            operator: site.operator.clone(),
            at: site.at.map(|at| (at.lat, at.lon)),
            hazard: site.hazard.map(|hazard| self.hazard(hazard)),
            spreads: site
                .spreads
                .iter()
                .map(|spread| raw::Spread {
                    from: (Some(spread.from) != site.hazard).then(|| self.hazard(spread.from)),
                    to: self.site(spread.to),
                    after: span(spread.after),
                    hazard: (Some(spread.hazard) != self.0.sites[spread.to].hazard).then(|| self.hazard(spread.hazard)),
                })
                .collect(),
            restore: site.restore.iter().map(|service| self.service(*service)).collect(),
            reserve: (site.reserve != crate::model::Reserve::default()).then(|| raw::Reserve {
                power: some_span(site.reserve.power),
                cooling: some_span(site.reserve.cooling),
            }),
        }
    }

    fn service_row(&self, service: &Service) -> raw::Service {
        let placements = |places: &[(SiteId, u64)]| -> Pairs<i128> {
            places.iter().map(|(site, servers)| (self.site(*site), i128::from(*servers))).collect()
        };
        raw::Service {
            name: service.name.clone(),
            company: service.company.map(|company| self.company(company)),
            kind: service.kind.clone(),
            users: i128::from(service.users),
            rto: service.rto.map(span),
            rto_from: service.rto_from,
            on: placements(&service.on),
            load: (service.load != service.servers()).then(|| i128::from(service.load)),
            day: (service.day != [1000; 24]).then(|| service.day.iter().copied().map(decimal).collect()),
            restart: some_span(service.restart),
            retry: decimal(service.retry),
            standby: placements(&service.standby),
            switch: service.switch.map(|switch| raw::Switch {
                auto: switch.auto.map(span),
                needs: switch.depends_on.map(|service| self.service(service)),
                by_hand: (switch.manual_failover != MANUAL_FAILOVER).then(|| span(switch.manual_failover)),
                manual_needs: switch.manual_depends_on.map(|service| self.service(service)),
                success: decimal(switch.success),
            }),
            needs: service
                .dependencies
                .iter()
                .map(|need| {
                    let row = raw::Need {
                        weight: decimal(need.weight),
                        grace: some_span(need.grace),
                        any: need.any.map(|any| service.alternatives[any as usize].clone()),
                        primary: need.primary,
                    };
                    (self.service(need.service), row)
                })
                .collect(),
            uncertainty: service.uncertainty,
        }
    }

    fn company_row(&self, company: &crate::model::Company) -> raw::Company {
        let listing = company.listing.as_ref();
        raw::Company {
            name: company.name.clone(),
            ticker: listing.and_then(|listing| listing.ticker.clone()),
            exchange: listing.map(|listing| self.0.exchanges[listing.exchange].key.clone()),
            currency: listing.and_then(|listing| listing.currency.clone()),
            close: listing.map(|listing| listing.close),
            exposure: listing
                .into_iter()
                .flat_map(|listing| &listing.exposure)
                .map(|(id, share)| (self.service(*id), *share))
                .collect(),
            reaction: listing.and_then(|listing| listing.reaction.as_ref()).map(reaction),
            steps: listing
                .into_iter()
                .flat_map(|listing| &listing.steps)
                .map(|(date, factor)| (date.to_string(), *factor))
                .collect(),
            crew: company.crew.as_ref().map(|crew| raw::Crew {
                size: i128::from(crew.size),
                first: crew.first.iter().map(|service| self.service(*service)).collect(),
                needs: crew.depends_on.map(|service| self.service(service)),
            }),
        }
    }

    fn trigger(&self, trigger: Trigger) -> raw::Trigger {
        match trigger {
            Trigger::At(t) => raw::Trigger::At(self.moment(t)),
            Trigger::Down { service, span: wait } => {
                raw::Trigger::Down { service: self.service(service), span: span(wait) }
            }
            Trigger::People { over } => raw::Trigger::People { over: i128::from(over) },
            Trigger::Price { company, fall } => raw::Trigger::Price { company: self.company(company), fall },
        }
    }

    fn observed(&self, observed: Observed) -> raw::Observed {
        match observed {
            Observed::Back(service) => raw::Observed::Back(self.service(service)),
            Observed::Down(service) => raw::Observed::Down(self.service(service)),
            Observed::DarkServers(company, n) => raw::Observed::DarkServers(self.company(company), i128::from(n)),
            Observed::Price(company, price) => raw::Observed::Price(self.company(company), price),
            Observed::RivalUsers(rival, n) => raw::Observed::RivalUsers(self.rival(rival), i128::from(n)),
            Observed::Users(service, n) => raw::Observed::Users(self.service(service), i128::from(n)),
            Observed::DownServers(company, n) => raw::Observed::DownServers(self.company(company), i128::from(n)),
            Observed::StillOut(service) => raw::Observed::StillOut(self.service(service)),
            Observed::ShareUp(company, share) => raw::Observed::ShareUp(self.company(company), decimal(share)),
        }
    }

    fn look(&self, look: &CameraTarget) -> raw::Look {
        match look {
            CameraTarget::Site(site) => raw::Look::Site(self.site(*site)),
            CameraTarget::Place(place) => raw::Look::Place(place.clone()),
            CameraTarget::Service(service) => raw::Look::Service(self.service(*service)),
            CameraTarget::Company(company) => raw::Look::Company(self.company(*company)),
            CameraTarget::All => raw::Look::All,
        }
    }
}

/// The rows of all translations, including orphans, which belong to no text. If that text is added again, the translation is used again.
fn translations(scenario: &Scenario) -> Keyed<Pairs<String>> {
    let texts = |entries: &mut dyn Iterator<Item = (&str, &str)>| -> Pairs<String> {
        entries.map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
    };
    let languages = scenario.translations.languages();
    languages.map(|(language, mut entries)| (language, texts(&mut entries))).collect()
}
