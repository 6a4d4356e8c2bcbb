//! Small worlds for tests, built in code and not read from a file.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::{
    Act, Action, Company, CompanyId, Dependency, Hazard, HazardId, HazardKind, Id, LatLon, Plan, Scenario, Service,
    ServiceId, Site, SiteId, Spread, Step, Switch, Table, When,
};
use crate::session::{Origin, Session};
use crate::units::{Clock, SimTime, Span};

/// Builds a world for tests.
pub(crate) struct Maker {
    pub(crate) world: Scenario,
}

impl Maker {
    /// A world with three hazards (fire, power cut, flood) and three companies, but without sites and services.
    pub(crate) fn new() -> Self {
        let start = NaiveDate::from_ymd_opt(2022, 10, 15).unwrap().and_hms_opt(15, 0, 0).unwrap();
        let step = |after: i64, dark: u32| Step { after: Span(after), dark };
        let hazard = |key: &str, name: &str, kind, spread: Vec<Step>, out: i64, repair: Vec<Step>| Hazard {
            damages: 0,
            destroys: 0,
            repair_work: None,
            key: key.into(),
            name: name.into(),
            kind,
            spread,
            out: Span(out),
            repair,
            uncertainty: None,
        };
        let fire_repair = vec![step(6_000, 800), step(40_000, 400), step(90_000, 0)];
        let hazards: Table<HazardId, Hazard> = [
            hazard("fire", "Battery fire", HazardKind::Fire, vec![step(180, 60), step(480, 1000)], 30_360, fire_repair),
            hazard("power", "Power cut off", HazardKind::Power, vec![step(0, 1000)], 24_780, vec![step(6_300, 0)]),
            hazard("flood", "Flood", HazardKind::Flood, vec![step(0, 500)], 86_400, vec![step(6_300, 0)]),
        ]
        .into_iter()
        .collect();
        let companies = ["Kakao", "KakaoBank", "Naver"].map(|name| Company {
            crew: None,
            key: name.to_lowercase(),
            name: name.into(),
            listing: None,
        });
        let clock = Clock::new(chrono_tz::Asia::Seoul, start).unwrap();
        let world = Scenario {
            population: Some(52_000_000),
            hazards,
            companies: companies.into_iter().collect(),
            ..Scenario::empty("Hand-made".into(), clock, Span(5 * 86_400))
        };
        Self { world }
    }

    /// Adds a site with the hazard of this index: 0 fire, 1 power cut, 2 flood.
    pub(crate) fn site(&mut self, name: &str, place: &str, operator: &str, at: [f64; 2], hazard: usize) -> SiteId {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        self.world.sites.push(Site {
            reserve: crate::model::Reserve::default(),
            key: format!("site-{}", self.world.sites.len()),
            name: name.into(),
            place: some(place),
            operator: some(operator),
            at: Some(LatLon { lat: at[0], lon: at[1] }),
            hazard: Some(HazardId::new(hazard)),
            spreads: Vec::new(),
            restore: Vec::new(),
        })
    }

    /// Adds a service of a company, with servers at sites and dependencies.
    pub(crate) fn service(
        &mut self,
        name: &str,
        company: usize,
        users: u64,
        on: &[(SiteId, u64)],
        dependencies: &[ServiceId],
    ) -> ServiceId {
        let dependency = |service: &ServiceId| Dependency {
            any: None,
            primary: false,
            service: *service,
            weight: 1000,
            grace: Span::ZERO,
        };
        let servers: u64 = on.iter().map(|(_, servers)| servers).sum();
        self.world.services.push(Service {
            alternatives: Vec::new(),
            rto_from: crate::model::RtoFrom::Degraded,
            key: format!("service-{}", self.world.services.len()),
            name: name.into(),
            company: Some(CompanyId::new(company)),
            kind: None,
            users,
            rto: None,
            on: on.to_vec(),
            load: servers * 9 / 10,
            day: [1000; 24],
            restart: Span(1_800),
            retry: 500,
            standby: Vec::new(),
            switch: None,
            dependencies: dependencies.iter().map(dependency).collect(),
            uncertainty: None,
        })
    }

    /// Lets a strike at `from` spread to `to` after this number of seconds.
    pub(crate) fn spreads(&mut self, from: SiteId, to: SiteId, after: i64) {
        let hazard = |site: SiteId| self.world.sites[site].hazard.expect("it has one");
        let (own, hazard) = (hazard(from), hazard(to));
        self.world.sites[from].spreads.push(Spread { from: own, to, after: Span(after), hazard });
    }

    /// A session with two plans: an untouched plan, and a plan that strikes the first site at 15:19.
    pub(crate) fn session(mut self) -> Session {
        let strike = Action { at: When::At(SimTime(1_140)), act: Act::Strike { site: SiteId::new(0), hazard: None } };
        let plan = |name: &str, actions: Vec<Action>| Plan { name: name.into(), actions, ..Plan::default() };
        self.world.plans = vec![plan("Untouched", Vec::new()), plan("Fire", vec![strike])];
        Session::new(Arc::new(self.world), Origin::Shipped("hand-made")).unwrap()
    }
}

/// Sites around Seoul, similar to October 2022 but fewer and simpler.
pub(crate) fn seoul() -> Session {
    let mut maker = Maker::new();
    let m = &mut maker;
    let a = m.site("Pangyo, zone 1", "SK C&C Pangyo", "SK C&C", [37.402, 127.100], 0);
    let b = m.site("Pangyo, zone 2", "SK C&C Pangyo", "SK C&C", [37.402, 127.101], 1);
    let c = m.site("Pangyo, zone 3", "SK C&C Pangyo", "SK C&C", [37.403, 127.100], 1);
    m.spreads(a, b, 480);
    m.spreads(a, c, 5_580);
    let anyang = m.site("Anyang", "", "Leased", [37.390, 126.950], 1);
    let leased = m.site("Leased site C", "", "Leased", [37.530, 126.980], 1);
    let incheon = m.site("Leased site D", "", "Leased", [37.460, 126.750], 1);
    let sangam = m.site("Sangam", "LG CNS Sangam", "LG CNS", [37.579, 126.889], 1);
    let bundang = m.site("Bundang", "KT Bundang IDC", "KT", [37.360, 127.110], 1);
    let busan = m.site("Busan", "LG CNS Busan", "LG CNS", [35.160, 128.860], 1);
    let chuncheon = m.site("Gak Chuncheon", "", "Naver", [37.890, 127.760], 1);
    let control = m.service("Site switch", 0, 0, &[(b, 400)], &[]);
    let keys = m.service("Security keys", 0, 0, &[(a, 500), (c, 700)], &[]);
    let objects = m.service("Object storage", 0, 0, &[(b, 1_400), (c, 2_400)], &[]);
    let login = m.service("Login", 0, 20_000_000, &[(c, 1_000), (anyang, 1_500), (leased, 1_500)], &[keys]);
    let talk = m.service(
        "KakaoTalk",
        0,
        43_000_000,
        &[(a, 1_000), (b, 600), (c, 900), (anyang, 6_000), (leased, 4_500), (incheon, 3_500)],
        &[keys, login],
    );
    m.world.services[talk].standby = vec![(anyang, 3_000)];
    m.world.services[talk].switch = Some(Switch {
        manual_depends_on: None,
        success: 1000,
        auto: Some(Span(60)),
        depends_on: Some(control),
        manual_failover: Span(43_200),
    });
    m.service("Photos and files", 0, 30_000_000, &[(a, 6_000), (c, 4_000)], &[talk, objects]);
    m.service("Kakao T", 0, 10_000_000, &[(c, 4_200)], &[login]);
    m.service("Kakao Map", 0, 7_000_000, &[(b, 3_000)], &[objects]);
    m.service("Daum", 0, 6_000_000, &[(a, 4_000)], &[]);
    m.service("Daum mail", 0, 3_000_000, &[(a, 3_000)], &[login]);
    m.service("Melon", 0, 5_000_000, &[(leased, 2_000)], &[login]);
    m.service("Kakao Games", 0, 2_000_000, &[(incheon, 1_500)], &[login]);
    m.service("Kakao Work", 0, 400_000, &[(anyang, 500)], &[login, objects]);
    let pay = m.service("Kakao Pay", 0, 4_600_000, &[(bundang, 800)], &[login, talk]);
    m.service("KakaoBank", 1, 19_000_000, &[(sangam, 3_000), (busan, 800)], &[login]);
    let naver = m.service("Naver search", 2, 40_000_000, &[(chuncheon, 20_000)], &[]);
    m.service("Upbit", 2, 5_000_000, &[], &[login]);
    m.service("Kurly", 2, 3_000_000, &[], &[pay, naver]);
    m.service("Small shops on Talk Channel", 2, 1_000_000, &[], &[talk]);
    m.world.services[login].retry = 2_000;
    maker.session()
}
