//! Stand-in reader until the file room is finished: valid files only.
#![expect(missing_docs, clippy::unwrap_used, clippy::todo, clippy::needless_pass_by_value, reason = "stand-in")]
use crate::model::*;
use crate::units::*;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use indexmap::IndexMap;
use serde::Deserialize;
type Map<T> = IndexMap<String, T>;
fn one() -> f64 {
    1.0
}
#[derive(Deserialize)]
pub struct F {
    pub title: String,
    #[serde(default)]
    about: String,
    zone: String,
    start: String,
    length: String,
    population: Option<u64>,
    #[serde(default)]
    uncertainty: f64,
    #[serde(default)]
    sources: Map<FSource>,
    #[serde(default)]
    notes: Vec<FNote>,
    #[serde(default)]
    hazards: Map<FHazard>,
    sites: Map<FSite>,
    services: Map<FService>,
    #[serde(default)]
    exchanges: Map<FEx>,
    #[serde(default)]
    companies: Map<FCo>,
    reaction: Option<FReact>,
    #[serde(default)]
    rivals: Map<FRival>,
    #[serde(default)]
    news: Vec<FNews>,
    #[serde(default)]
    history: Vec<FHist>,
    #[serde(default)]
    story: Vec<FChap>,
    #[serde(default)]
    plans: Vec<FPlan>,
}
#[derive(Deserialize)]
struct FSource {
    title: String,
    address: Option<String>,
}
#[derive(Deserialize)]
struct FNote {
    about: String,
    kind: FNK,
    #[serde(default)]
    text: String,
    source: Option<String>,
}
#[derive(Deserialize)]
enum FNK {
    Sourced,
    Assumed,
    Fitted,
}
#[derive(Deserialize)]
enum FHK {
    Fire,
    Power,
    Cooling,
    Network,
    Flood,
    Quake,
    Other,
}
#[derive(Deserialize)]
struct FHazard {
    name: String,
    kind: FHK,
    #[serde(default)]
    spread: Vec<(String, f64)>,
    out: String,
    #[serde(default)]
    repair: Vec<(String, f64)>,
}
#[derive(Deserialize)]
struct FSpread {
    from: Option<String>,
    to: String,
    after: String,
    hazard: Option<String>,
}
#[derive(Deserialize)]
struct FSite {
    name: String,
    place: Option<String>,
    operator: Option<String>,
    at: (f64, f64),
    hazard: String,
    #[serde(default)]
    spreads: Vec<FSpread>,
    #[serde(default)]
    restore: Vec<String>,
}
#[derive(Deserialize)]
struct FNeed {
    #[serde(default = "one")]
    weight: f64,
    grace: Option<String>,
}
#[derive(Deserialize)]
struct FSwitch {
    auto: Option<String>,
    needs: Option<String>,
    by_hand: Option<String>,
}
#[derive(Deserialize)]
struct FService {
    name: String,
    company: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    users: u64,
    rto: Option<String>,
    #[serde(default)]
    on: Map<u64>,
    load: Option<u64>,
    day: Option<Vec<f64>>,
    restart: Option<String>,
    #[serde(default)]
    retry: f64,
    #[serde(default)]
    standby: Map<u64>,
    switch: Option<FSwitch>,
    #[serde(default)]
    needs: Map<FNeed>,
}
#[derive(Deserialize)]
struct FEx {
    name: String,
    zone: String,
    open: String,
    close: String,
    #[serde(default)]
    closed: Vec<String>,
    limit: Option<f64>,
    #[serde(default)]
    index: Map<f64>,
}
#[derive(Deserialize)]
struct FCo {
    name: String,
    ticker: Option<String>,
    exchange: Option<String>,
    currency: Option<String>,
    close: Option<f64>,
    #[serde(default)]
    exposure: Map<f64>,
    reaction: Option<FReact>,
}
#[derive(Deserialize)]
struct FReact {
    worst: f64,
    half: f64,
    memory: f64,
    overshoot: f64,
    rise: String,
    fade: String,
}
#[derive(Deserialize)]
struct FRival {
    name: String,
    #[serde(rename = "for")]
    of: String,
    users: u64,
    pull: f64,
    back: String,
}
#[derive(Deserialize)]
struct FNews {
    when: FT,
    title: String,
    #[serde(default)]
    text: String,
    source: Option<String>,
}
#[derive(Deserialize)]
enum FT {
    At(String),
    Down {
        service: String,
        #[serde(rename = "for")]
        span: String,
    },
    People {
        over: u64,
    },
    Price {
        company: String,
        fall: f64,
    },
}
#[derive(Deserialize)]
struct FHist {
    since: Option<String>,
    at: String,
    what: FObs,
    source: Option<String>,
}
#[derive(Deserialize)]
enum FObs {
    Back(String),
    Down(String),
    DarkServers(String, u64),
    Price(String, f64),
    RivalUsers(String, u64),
    Users(String, u64),
}
#[derive(Deserialize)]
struct FChap {
    at: String,
    title: String,
    #[serde(default)]
    text: String,
    look: FLook,
}
#[derive(Deserialize)]
enum FLook {
    Site(String),
    Place(String),
    Service(String),
    Company(String),
    All,
}
#[derive(Deserialize)]
struct FPlan {
    name: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    measures: Vec<FM>,
    #[serde(default)]
    actions: Vec<FA>,
}
#[derive(Deserialize)]
struct FA {
    at: String,
    #[serde(rename = "do")]
    act: FAct,
}
#[derive(Deserialize)]
enum FAct {
    Strike {
        site: String,
        hazard: Option<String>,
    },
    Extinguish {
        site: String,
    },
    FailOver {
        service: String,
    },
    BlackStart {
        service: String,
        #[serde(rename = "for")]
        span: String,
    },
    ShedLoad {
        service: String,
        #[serde(rename = "for")]
        span: String,
    },
    StrikeArea {
        at: (f64, f64),
        radius_km: f64,
        hazard: Option<String>,
    },
}
#[derive(Deserialize)]
enum FM {
    AddServers { service: String, site: String, servers: u64 },
    AddStandby { service: String, site: String, servers: u64 },
    SwitchAuto { service: String, auto: String },
    SwitchFree { service: String },
    SwitchByHand { service: String, by_hand: String },
    Grace { service: String, need: String, grace: String },
    Weight { service: String, need: String, weight: f64 },
    LimitRetries { service: String, retry: f64 },
    Restart { service: String, restart: String },
    RestoreFirst { site: String, services: Vec<String> },
    StopSpread { site: String, to: String },
    FasterOut { hazard: String, out: String },
}

#[derive(Debug)]
pub struct Report(String);
impl Report {
    pub fn render(&self, _: &str, _: &str) -> String {
        self.0.clone()
    }
}
fn span(s: &str) -> Span {
    Span(humantime::parse_duration(s).unwrap().as_secs() as i64)
}
fn permille(x: f64) -> u32 {
    (x * 1000.0).round() as u32
}
fn dt(s: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(s, "%Y-%m-%d %H:%M")
        .or_else(|_| NaiveDateTime::parse_from_str(s, "%Y-%m-%d %H:%M:%S"))
        .ok()
}
fn hm(s: &str) -> NaiveTime {
    NaiveTime::parse_from_str(s, "%H:%M").unwrap()
}
fn find<T, I: Id>(m: &Map<T>, k: &str) -> I {
    I::new(m.get_index_of(k).unwrap_or_else(|| panic!("no {k}")))
}
pub fn load(bytes: &[u8]) -> Result<Scenario, Report> {
    let text = std::str::from_utf8(bytes).unwrap();
    let f: F = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|e| Report(e.to_string()))?;
    let clock = Clock::new(f.zone.parse().unwrap(), dt(&f.start).unwrap()).unwrap();
    let when = |s: &str| match dt(s) {
        Some(d) => clock.moment(d).unwrap(),
        None => clock.next_time(SimTime::ZERO, hm(s)),
    };
    let svc = |k: &str| find::<_, ServiceId>(&f.services, k);
    let site = |k: &str| find::<_, SiteId>(&f.sites, k);
    let hz = |k: &str| find::<_, HazardId>(&f.hazards, k);
    let co = |k: &str| find::<_, CompanyId>(&f.companies, k);
    let src = |s: &Option<String>| s.as_ref().map(|k| find::<_, SourceId>(&f.sources, k));
    let react = |r: &FReact| Reaction {
        worst: r.worst,
        half: r.half,
        memory: r.memory,
        overshoot: r.overshoot,
        rise: span(&r.rise),
        fade: span(&r.fade),
    };
    let steps = |v: &Vec<(String, f64)>| v.iter().map(|(a, d)| Step { after: span(a), dark: permille(*d) }).collect();
    Ok(Scenario {
        title: f.title.clone(),
        about: f.about.clone(),
        clock,
        length: span(&f.length),
        population: f.population,
        uncertainty: f.uncertainty,
        sources: f
            .sources
            .iter()
            .map(|(k, s)| Source { key: k.clone(), title: s.title.clone(), address: s.address.clone() })
            .collect(),
        notes: f
            .notes
            .iter()
            .map(|n| Note {
                about: n.about.clone(),
                kind: match n.kind {
                    FNK::Sourced => NoteKind::Sourced,
                    FNK::Assumed => NoteKind::Assumed,
                    FNK::Fitted => NoteKind::Fitted,
                },
                text: n.text.clone(),
                source: src(&n.source),
            })
            .collect(),
        hazards: f
            .hazards
            .iter()
            .map(|(k, h)| Hazard {
                key: k.clone(),
                name: h.name.clone(),
                kind: match h.kind {
                    FHK::Fire => HazardKind::Fire,
                    FHK::Power => HazardKind::Power,
                    FHK::Cooling => HazardKind::Cooling,
                    FHK::Network => HazardKind::Network,
                    FHK::Flood => HazardKind::Flood,
                    FHK::Quake => HazardKind::Quake,
                    FHK::Other => HazardKind::Other,
                },
                spread: steps(&h.spread),
                out: span(&h.out),
                repair: steps(&h.repair),
            })
            .collect(),
        sites: f
            .sites
            .iter()
            .map(|(k, s)| Site {
                key: k.clone(),
                name: s.name.clone(),
                place: s.place.clone(),
                operator: s.operator.clone(),
                at: LatLon { lat: s.at.0, lon: s.at.1 },
                hazard: hz(&s.hazard),
                spreads: s
                    .spreads
                    .iter()
                    .map(|p| {
                        let to = site(&p.to);
                        Spread {
                            from: hz(p.from.as_ref().unwrap_or(&s.hazard)),
                            to,
                            after: span(&p.after),
                            hazard: hz(p.hazard.as_ref().unwrap_or(&f.sites[to.index()].hazard)),
                        }
                    })
                    .collect(),
                restore: s.restore.iter().map(|k| svc(k)).collect(),
            })
            .collect(),
        services: f
            .services
            .iter()
            .map(|(k, s)| {
                let on: Vec<_> = s.on.iter().map(|(k, n)| (site(k), *n)).collect();
                let mut day = [1000; 24];
                if let Some(d) = &s.day {
                    for (a, b) in day.iter_mut().zip(d) {
                        *a = permille(*b);
                    }
                }
                Service {
                    key: k.clone(),
                    name: s.name.clone(),
                    company: s.company.as_ref().map(|k| co(k)),
                    kind: s.kind.clone(),
                    users: s.users,
                    rto: s.rto.as_ref().map(|x| span(x)),
                    load: s.load.unwrap_or(on.iter().map(|(_, n)| n).sum()),
                    on,
                    day,
                    restart: s.restart.as_ref().map_or(Span::ZERO, |x| span(x)),
                    retry: permille(s.retry),
                    standby: s.standby.iter().map(|(k, n)| (site(k), *n)).collect(),
                    switch: s.switch.as_ref().map(|w| Switch {
                        auto: w.auto.as_ref().map(|x| span(x)),
                        needs: w.needs.as_ref().map(|k| svc(k)),
                        by_hand: w.by_hand.as_ref().map_or(Span::HOUR, |x| span(x)),
                    }),
                    needs: s
                        .needs
                        .iter()
                        .map(|(k, n)| Need {
                            service: svc(k),
                            weight: permille(n.weight),
                            grace: n.grace.as_ref().map_or(Span::ZERO, |x| span(x)),
                        })
                        .collect(),
                }
            })
            .collect(),
        exchanges: f
            .exchanges
            .iter()
            .map(|(k, e)| Exchange {
                key: k.clone(),
                name: e.name.clone(),
                zone: e.zone.parse().unwrap(),
                open: hm(&e.open),
                close: hm(&e.close),
                closed: e.closed.iter().map(|d| d.parse::<NaiveDate>().unwrap()).collect(),
                limit: e.limit,
                index: e.index.iter().map(|(d, x)| (d.parse().unwrap(), *x)).collect(),
            })
            .collect(),
        companies: f
            .companies
            .iter()
            .map(|(k, c)| Company {
                key: k.clone(),
                name: c.name.clone(),
                listing: c.exchange.as_ref().map(|e| Listing {
                    exchange: find(&f.exchanges, e),
                    ticker: c.ticker.clone(),
                    currency: c.currency.clone(),
                    close: c.close.unwrap(),
                    exposure: c.exposure.iter().map(|(k, x)| (svc(k), *x)).collect(),
                    reaction: c.reaction.as_ref().map(react),
                }),
            })
            .collect(),
        reaction: f.reaction.as_ref().map(react),
        rivals: f
            .rivals
            .iter()
            .map(|(k, r)| Rival {
                key: k.clone(),
                name: r.name.clone(),
                service: svc(&r.of),
                users: r.users,
                pull: r.pull,
                back: span(&r.back),
            })
            .collect(),
        news: f
            .news
            .iter()
            .map(|n| News {
                when: match &n.when {
                    FT::At(s) => Trigger::At(when(s)),
                    FT::Down { service, span: s } => Trigger::Down { service: svc(service), span: span(s) },
                    FT::People { over } => Trigger::People { over: *over },
                    FT::Price { company, fall } => Trigger::Price { company: co(company), fall: *fall },
                },
                title: n.title.clone(),
                text: n.text.clone(),
                source: src(&n.source),
            })
            .collect(),
        history: f
            .history
            .iter()
            .map(|h| History {
                since: h.since.as_ref().map(|s| when(s)),
                at: when(&h.at),
                what: match &h.what {
                    FObs::Back(s) => Observed::Back(svc(s)),
                    FObs::Down(s) => Observed::Down(svc(s)),
                    FObs::DarkServers(c, n) => Observed::DarkServers(co(c), *n),
                    FObs::Price(c, p) => Observed::Price(co(c), *p),
                    FObs::RivalUsers(r, n) => Observed::RivalUsers(find(&f.rivals, r), *n),
                    FObs::Users(s, n) => Observed::Users(svc(s), *n),
                },
                source: src(&h.source),
            })
            .collect(),
        story: f
            .story
            .iter()
            .map(|c| Chapter {
                at: when(&c.at),
                title: c.title.clone(),
                text: c.text.clone(),
                look: match &c.look {
                    FLook::Site(k) => Look::Site(site(k)),
                    FLook::Place(p) => Look::Place(p.clone()),
                    FLook::Service(k) => Look::Service(svc(k)),
                    FLook::Company(k) => Look::Company(co(k)),
                    FLook::All => Look::All,
                },
            })
            .collect(),
        plans: f
            .plans
            .iter()
            .map(|p| Plan {
                name: p.name.clone(),
                about: p.about.clone(),
                measures: p
                    .measures
                    .iter()
                    .map(|m| Measure {
                        cost: None,
                        what: match m {
                            FM::AddServers { service, site: s, servers } => {
                                What::AddServers { service: svc(service), site: site(s), servers: *servers }
                            }
                            FM::AddStandby { service, site: s, servers } => {
                                What::AddStandby { service: svc(service), site: site(s), servers: *servers }
                            }
                            FM::SwitchAuto { service, auto } => {
                                What::SwitchAuto { service: svc(service), auto: span(auto) }
                            }
                            FM::SwitchFree { service } => What::SwitchFree { service: svc(service) },
                            FM::SwitchByHand { service, by_hand } => {
                                What::SwitchByHand { service: svc(service), by_hand: span(by_hand) }
                            }
                            FM::Grace { service, need, grace } => {
                                What::Grace { service: svc(service), need: svc(need), grace: span(grace) }
                            }
                            FM::Weight { service, need, weight } => {
                                What::Weight { service: svc(service), need: svc(need), weight: permille(*weight) }
                            }
                            FM::LimitRetries { service, retry } => {
                                What::LimitRetries { service: svc(service), retry: permille(*retry) }
                            }
                            FM::Restart { service, restart } => {
                                What::Restart { service: svc(service), restart: span(restart) }
                            }
                            FM::RestoreFirst { site: s, services } => What::RestoreFirst {
                                site: site(s),
                                services: services.iter().map(|k| svc(k)).collect(),
                            },
                            FM::StopSpread { site: s, to } => What::StopSpread { site: site(s), to: site(to) },
                            FM::FasterOut { hazard, out } => What::FasterOut { hazard: hz(hazard), out: span(out) },
                        },
                    })
                    .collect(),
                actions: p
                    .actions
                    .iter()
                    .map(|a| Action {
                        at: a
                            .at
                            .strip_prefix('+')
                            .map_or_else(|| When::At(when(&a.at)), |s| When::AfterStrike(span(s))),
                        act: match &a.act {
                            FAct::Strike { site: s, hazard } => {
                                Act::Strike { site: site(s), hazard: hazard.as_ref().map(|h| hz(h)) }
                            }
                            FAct::Extinguish { site: s } => Act::Extinguish { site: site(s) },
                            FAct::FailOver { service } => Act::FailOver { service: svc(service) },
                            FAct::BlackStart { service, span: s } => {
                                Act::BlackStart { service: svc(service), span: span(s) }
                            }
                            FAct::ShedLoad { service, span: s } => {
                                Act::ShedLoad { service: svc(service), span: span(s) }
                            }
                            FAct::StrikeArea { at, radius_km, hazard } => Act::StrikeArea {
                                at: LatLon { lat: at.0, lon: at.1 },
                                radius_km: *radius_km,
                                hazard: hazard.as_ref().map(|h| hz(h)),
                            },
                        },
                    })
                    .collect(),
            })
            .collect(),
        expect: vec![],
    })
}
