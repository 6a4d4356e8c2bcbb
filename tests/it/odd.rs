//! Tests of unusual worlds in the window: they open, the window becomes still, every site has a name for screen readers, and
//! pictures can be drawn.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use firedrill::app::{App, FontsUsed, Screenshot, Setup};
use firedrill::session::{Origin, Part, PlaybackCommand, Session};
use firedrill::text::Language;
use firedrill::units::{SimTime, Span};

use crate::support::load;

/// A world that is two days long, with one hazard, `h`. Plans can strike at 09:30, an hour and a half after the start.
fn world(title: &str, sites: &str, services: &str, more: &str) -> Session {
    let scenario = load(&format!(
        r#"(firedrill: 1, title: "{title}", zone: "Pacific/Auckland", start: "2026-03-02 08:00", length: "2d",
            hazards: {{ "h": (name: "Power cut", kind: Power, spread: [("0s", 0.4), ("10m", 1.0)], out: "3h", repair: [("1h", 0.0)]) }},
            sites: {{ {sites} }}, services: {{ {services} }}, {more})"#
    ));
    Session::new(scenario, Origin::File("odd.ron".into())).expect("its plans fit")
}

fn site(key: &str, name: &str, at: &str) -> String {
    format!(r#""{key}": (name: "{name}", at: {at}, hazard: "h"),"#)
}

fn strike(site: &str) -> String {
    format!(r#"plans: [(name: "Cut", actions: [(at: "09:30", do: Strike(site: "{site}"))])]"#)
}

/// Draws the world in a large window by night and in a small window by day, two hours after the start.
fn check(session: &Session) {
    let names: Vec<String> = session.world().sites.iter().map(|(_, site)| site.name.clone()).collect();
    for (size, night) in [([1440, 900], true), ([1024, 640], false)] {
        let mut session = session.clone();
        session.apply(PlaybackCommand::Seek(SimTime::ZERO + Span(2 * 3_600)));
        let screenshot = Screenshot {
            size,
            scale: 1.0,
            part: Part::All,
            night,
            language: Language::English,
            fonts: FontsUsed::Bundled,
        };
        assert_eq!(screenshot.picture(session.clone()).size(), size.map(usize::from));
        let harness = window(size.map(f32::from), session);
        for name in &names {
            assert!(harness.query_all_by_label_contains(name).next().is_some(), "{name} is told");
        }
    }
}

fn window(size: [f32; 2], session: Session) -> Harness<'static, App> {
    let builder = Harness::builder().with_size(size);
    let mut harness = builder.build_eframe(move |cc| App::with_session(&cc.egui_ctx, session, Setup::default()));
    harness.run();
    harness
}

#[test]
fn one_site_without_companies_people_or_plans() {
    check(&world(
        "Bare",
        &site("a", "The hall", "(52.52, 13.40)"),
        r#""s": (name: "Shop", on: { "a": 12 }, load: 8)"#,
        "",
    ));
}

#[test]
fn a_site_and_nothing_else() {
    check(&world("Nothing", &site("a", "The hall", "(52.52, 13.40)"), "", ""));
}

#[test]
fn sites_on_both_sides_of_the_date_line() {
    let sites = [site("fiji", "Suva", "(-18.14, 178.44)"), site("samoa", "Apia", "(-13.83, -171.76)")].concat();
    let services = r#""mail": (name: "Mail", users: 50000, on: { "fiji": 12 }, load: 10),
        "pay": (name: "Payments", users: 20000, on: { "samoa": 12 }, load: 8, needs: { "mail": () })"#;
    check(&world("Date line", &sites, services, &strike("fiji")));
}

#[test]
fn sites_at_both_poles() {
    let sites = [site("n", "North Pole", "(90.0, 0.0)"), site("s", "South Pole", "(-90.0, 139.0)")].concat();
    let services = r#""mail": (name: "Mail", users: 50000, on: { "n": 12, "s": 12 }, load: 20)"#;
    check(&world("Poles", &sites, services, &strike("s")));
}

#[test]
fn twelve_sites_at_one_point() {
    let sites: String = (1..=12).map(|n| site(&format!("r{n}"), &format!("Row {n}"), "(35.68, 139.76)")).collect();
    let service =
        |n: u32| format!(r#""v{n}": (name: "Service {n}", users: {n}000, on: {{ "r{n}": {n} }}, load: {n}),"#);
    check(&world("One point", &sites, &(1..=12).map(service).collect::<String>(), &strike("r1")));
}

#[test]
fn names_of_sixty_letters_in_hangul() {
    let long = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후";
    let long: String = long.chars().cycle().take(58).collect();
    let sites =
        [site("a", &format!("하나{long}"), "(37.4, 127.1)"), site("b", &format!("둘째{long}"), "(35.1, 129.0)")];
    let services = format!(
        r#""s": (name: "메신{long}", company: "k", users: 40000000, on: {{ "a": 1200 }}, load: 800),
            "t": (name: "결제{long}", company: "k", users: 10000000, on: {{ "b": 800 }}, load: 700, needs: {{ "s": () }})"#
    );
    let more = format!(
        r#"companies: {{ "k": (name: "회사{long}") }}, rivals: {{ "r": (name: "경쟁{long}", for: "s", users: 1000, pull: 0.02, back: "12h") }},
            news: [(when: Down(service: "s", for: "1h"), title: "소식{long}")], story: [(at: "09:00", title: "이야{long}", text: "{long}", look: All)],
            {}"#,
        strike("a")
    );
    check(&world(&format!("제목{long}"), &sites.concat(), &services, &more));
}
