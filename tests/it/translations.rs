//! Tests of translations: they belong to a field or to a text of the scenario, and translations of nothing are kept with a warning.

use std::sync::Arc;

use firedrill::file::edit::{Edit, Head, Table};
use firedrill::file::schema::Note;
use firedrill::file::{self, Report};
use firedrill::model::{Act, HazardId, Id, Plan, Scenario, ServiceId, SiteId, TextField};
use firedrill::recording::{EventId, EventKind};
use firedrill::session::{EditCommand, Origin, PlanCommand, Session};
use firedrill::study::words;
use firedrill::text::{Language, Texts};

use crate::support::cli::{firedrill, text};
use crate::support::{SMALL, load, run};

/// The text of the small world with these Korean translations instead of its own.
fn korean(entries: &str) -> String {
    let (before, _) = SMALL.split_once("translations:").expect("the small world is translated");
    format!("{before}translations: {{ \"ko\": {{ {entries} }} }},\n)")
}

fn service(scenario: &Scenario, key: &str) -> ServiceId {
    scenario.services.find(key).expect("a service of this id")
}

#[test]
fn a_text_is_translated_by_its_path_or_by_its_words() {
    let scenario = load(&korean(
        r#""title": "작은 세계", "services.talk.name": "톡", "KakaoTalk": "카카오톡", "Login": "로그인", "sites.pangyo-2.place": "판교",
           "hazards.power-off.name": "정전", "companies.kakao.name": "카카오", "rivals.line.name": "라인", "exchanges.krx.name": "거래소",
           "sources.report.title": "보고서", "notes.0.text": "공개되지 않음", "news.1.title": "최장 장애", "story.0.title": "불꽃",
           "plans.Fire.name": "화재", "plans.Fire.about": "불이 남", "services.talk.kind": "채팅""#,
    ));
    let korean = scenario.localized("ko");
    let (talk, login, control) =
        (service(&scenario, "talk"), service(&scenario, "login"), service(&scenario, "control"));
    assert_eq!(korean.service_name(talk), "톡", "a path says more than a text");
    assert_eq!((korean.service_name(login), korean.service_name(control)), ("로그인", "Site switch"));
    assert_eq!((korean.title(), korean.about()), ("작은 세계", "Any text (Markdown)."));
    assert_eq!((korean.place("SK C&C Pangyo"), korean.service_kind(talk)), ("판교", "채팅"));
    assert_eq!(korean.site_name(SiteId::new(0)), "Pangyo, zone 1");
    assert_eq!(
        (korean.news_title(1), korean.chapter_title(0), korean.note_text(0)),
        ("최장 장애", "불꽃", "공개되지 않음")
    );
    assert_eq!(
        (korean.plan_name("Fire"), korean.plan_about("Fire", "..."), korean.plan_name("Blaze")),
        ("화재", "불이 남", "Blaze")
    );
    assert_eq!(scenario.localized("en").service_name(talk), "KakaoTalk");
    assert_eq!(scenario.names(TextField::ServiceName(talk)).collect::<Vec<_>>(), ["KakaoTalk", "톡"], "for a search");
    // The scenario itself keeps the texts of its author.
    assert_eq!(scenario.services[talk].name, "KakaoTalk");
    let run = run(&scenario, "Fire");
    assert_eq!(run.world.services[talk].name, "KakaoTalk");
    let korean = run.world.localized("ko");
    assert_eq!((korean.service_name(talk), korean.kind("chat")), ("톡", "채팅"), "and has the translations");
    assert_eq!(korean.hazard_name(HazardId::new(1)), "정전");
    assert_eq!(*scenario, *load(&file::to_ron(&scenario)), "saved as it was");
}

/// A world with a line of the log, a cost of words and a cost that is a number.
const LOGGED: &str = r#"( firedrill: 2, title: "Logged", zone: "UTC", start: "2026-01-05 00:00", length: "1d",
  hazards: { "cut": (name: "Cut", kind: Power, spread: [("0s", 1.0)], out: "1h") },
  sites: { "hall": (name: "Hall", at: (1.0, 1.0), hazard: "cut") }, services: { "shop": (name: "Shop", on: { "hall": 2 }) },
  plans: [ (name: "Calls",
    measures: [AddServers(service: "shop", site: "hall", servers: 2, cost: "two servers"), Restart(service: "shop", restart: "1m", cost: 300)],
    actions: [(at: "01:00", do: Strike(site: "hall")), (at: "02:00", do: Log(title: "Bridge opened")), (at: "03:00", do: Log(title: "Bridge closed"))]) ],
  translations: { "ko": { TRANSLATED } },
)"#;

#[test]
fn lines_of_the_log_and_costs_are_translated_and_told_so() {
    let told =
        |entries: &str| file::load_checked(LOGGED.replace("TRANSLATED", entries).as_bytes()).expect("it is valid");
    for entries in [
        r#""Bridge opened": "회의 시작", "two servers": "서버 두 대", "300": "삼백""#,
        r#""plans.Calls.actions.1.do.title": "회의 시작", "plans.Calls.measures.0.cost": "서버 두 대", "plans.Calls.measures.1.cost": "삼백""#,
    ] {
        let checked = told(entries);
        assert_eq!(checked.warnings, [], "{entries}");
        let korean = checked.scenario.localized("ko");
        assert_eq!(
            (korean.cost("two servers"), korean.cost("300"), korean.cost("free")),
            ("서버 두 대", "삼백", "free")
        );
        let world = Arc::new(checked.scenario.clone());
        let run = run(&world, "Calls");
        let texts = Texts::of(Language::Korean);
        let line = run.recording.events.iter().position(|event| matches!(event.kind, EventKind::Action(1)));
        let id = EventId::new(line.expect("the line"));
        let title = words::event_title(&run, id, world.localized("ko"), &texts).expect("a title");
        assert_eq!((title.full.as_str(), title.short.as_str()), ("회의 시작", "회의 시작"), "on its flag");
        assert_eq!(words::event(&run, id, world.localized("ko"), &texts), "회의 시작", "in the log");
        assert_eq!(words::event(&run, id, world.as_written(), &texts), "Bridge opened");
    }
}

#[test]
fn translations_inside_a_plan_follow_the_measures_and_actions() {
    let entries = r#""plans.Calls.actions.1.do.title": "회의 시작", "plans.Calls.actions.2.do.title": "회의 끝", "plans.Calls.measures.0.cost": "서버 두 대""#;
    let text = LOGGED.replace("TRANSLATED", entries);
    let authored = file::parse(text.as_bytes()).expect("it is read");
    let checked = file::check(&authored).expect("it is valid");
    let mut session = Session::open(authored, checked, Origin::Shipped("logged")).expect("it runs");
    let saved = |session: &Session| {
        let scenario = load(&session.to_save().to_ron());
        let korean = scenario.localized("ko");
        let told: Vec<String> = scenario.texts().map(|(field, _)| korean.text(field).to_owned()).collect();
        told
    };
    assert_eq!(saved(&session)[4..], ["Calls", "서버 두 대", "300", "회의 시작", "회의 끝"]);
    // The first action and the first measure are removed, another measure comes before the action that is left.
    session.apply(PlanCommand::RemoveMeasure(0));
    session.apply(PlanCommand::RemoveAction(0));
    assert_eq!(saved(&session)[4..], ["Calls", "300", "회의 시작", "회의 끝"]);
    session.apply(PlanCommand::RemoveAction(0));
    session.apply(PlanCommand::Do(Act::Log { title: "Later".to_owned() }));
    assert_eq!(saved(&session)[4..], ["Calls", "300", "회의 끝", "Later"]);
    assert!(!session.to_save().to_ron().contains("회의 시작"), "the translation of a removed line goes with it");

    // The same in the editor, which replaces the row of the plan.
    let authored = file::parse(text.as_bytes()).expect("it is read");
    let mut plan = authored.rows().plans.get(0).expect("a plan").clone();
    plan.actions.swap(0, 2);
    let edit = Edit::set(&authored, Table::Plans, 0, plan).expect("it can be");
    let moved = authored.apply(&edit).expect("it applies").0;
    let (scenario, warnings) = file::check(&moved).map(|checked| (checked.scenario, checked.warnings)).expect("valid");
    assert_eq!(warnings, []);
    let korean = scenario.localized("ko");
    assert_eq!(korean.text(TextField::LogTitle { plan: 0, action: 0 }), "회의 끝");
}

#[test]
fn translations_by_text_go_with_what_is_removed_from_a_plan_and_come_back_with_undo() {
    let entries = r#""Bridge opened": "회의 시작", "two servers": "서버 두 대", "Calls": "통화", "plans.Calls.actions.2.do.title": "회의 끝", "Nobody": "아무도""#;
    let authored = file::parse(LOGGED.replace("TRANSLATED", entries).as_bytes()).expect("it is read");
    let checked = file::check(&authored).expect("it is valid");
    let mut session = Session::open(authored, checked, Origin::Shipped("logged")).expect("it runs");
    let keys = |session: &Session| -> Vec<String> {
        let texts = session.authored().rows().translations.get("ko");
        texts.map(|texts| texts.keys().map(str::to_owned).collect()).unwrap_or_default()
    };
    let all = keys(&session);
    session.apply(PlanCommand::RemoveAction(1));
    session.apply(PlanCommand::RemoveMeasure(0));
    assert_eq!(keys(&session), ["Calls", "plans.Calls.actions.1.do.title", "Nobody"]);
    session.apply(EditCommand::Undo);
    session.apply(EditCommand::Undo);
    assert_eq!(keys(&session), all);
    // A plan goes with all its texts.
    session.apply(PlanCommand::AddPlan(Plan { name: "Other".to_owned(), ..Plan::default() }));
    session.apply(PlanCommand::RemovePlan(0));
    assert_eq!(keys(&session), ["Nobody"]);
    session.apply(EditCommand::Undo);
    session.apply(PlanCommand::RenamePlan(0, "Talks".to_owned()));
    assert!(keys(&session).contains(&"Calls".to_owned()), "a text that is only written in another way keeps it");

    // The same in the editor, which replaces the row of the plan.
    let authored = file::parse(LOGGED.replace("TRANSLATED", entries).as_bytes()).expect("it is read");
    let mut plan = authored.rows().plans.get(0).expect("a plan").clone();
    plan.actions.remove(1);
    let edit = Edit::set(&authored, Table::Plans, 0, plan).expect("it can be");
    let (less, undo) = authored.apply(&edit).expect("it applies");
    assert!(!less.to_ron().contains("Bridge opened"));
    assert!(less.apply(&undo).expect("it can be undone").0.says_the_same(&authored));
}

#[test]
fn what_is_said_of_a_plan_follows_its_new_name_in_the_same_step() {
    let entries = r#""plans.Calls.name": "통화", "plans.Calls.actions.1.do.title": "회의 시작", "plans.Calls.measures.0.cost": "서버 두 대""#;
    let note = r#"notes: [(about: "plans.Calls.measures.0", kind: Assumed, text: "A guess.")], hazards:"#;
    let text = LOGGED.replace("TRANSLATED", entries).replacen("hazards:", note, 1);
    let authored = file::parse(text.as_bytes()).expect("it is read");
    let checked = file::check(&authored).expect("it is valid");
    let mut session = Session::open(authored.clone(), checked, Origin::Shipped("logged")).expect("it runs");
    let named = |session: &Session, name: &str| {
        let rows = session.authored().rows();
        let texts = rows.translations.get("ko").expect("translations");
        let about = rows.notes.iter().map(|note| note.about.as_str());
        let paths: Vec<&str> = texts.keys().chain(about).collect();
        assert_eq!(paths.len(), 4);
        paths.iter().all(|path| path.starts_with(&format!("plans.{name}.")))
    };
    // A name may contain dots.
    session.apply(PlanCommand::RenamePlan(0, "Talks. All".to_owned()));
    assert!(named(&session, "Talks. All"), "{}", session.authored().to_ron());
    let edit = Edit::rename(&authored, Table::Plans, 0, "Talks. All").expect("it is free");
    assert_eq!(*session.authored(), authored.apply(&edit).expect("it fits").0, "as in the form of the plan");
    assert_eq!(session.warnings(), []);
    let korean = session.scenario().localized("ko");
    assert_eq!((korean.plan_name("Talks. All"), korean.cost("two servers")), ("통화", "서버 두 대"), "on the screen");
    assert_eq!(session.scenario().notes[0].about, "plans.Talks. All.measures.0");
    session.apply(EditCommand::Undo);
    assert_eq!((session.authored(), session.can_undo()), (&authored, false), "one step");

    // The same while the scenario has a problem, which is somewhere else.
    let wrong = Edit::set_head(Head { zone: "Nowhere".to_owned(), ..Head::of(authored.rows()) });
    session.apply(EditCommand::Change(wrong.into()));
    session.apply(PlanCommand::RenamePlan(0, "Talks".to_owned()));
    assert!(!session.problems().is_empty() && named(&session, "Talks"));
    assert_eq!(session.scenario().localized("ko").plan_name("Talks"), "통화");
    let mended = Edit::set_head(Head::of(authored.rows()));
    session.apply(EditCommand::Change(mended.into()));
    assert!(session.problems().is_empty() && named(&session, "Talks"));
}

#[test]
fn what_is_said_of_a_plan_goes_with_it_as_in_its_form() {
    let entries = r#""plans.Calls.name": "통화", "plans.Calls.measures.0.cost": "서버 두 대", "plans.Calls.actions.9.do.title": "아무도""#;
    let note = r#"notes: [(about: "plans.Calls.measures.0", kind: Assumed, text: "A guess.")], hazards:"#;
    let text = LOGGED.replace("TRANSLATED", entries).replacen("hazards:", note, 1);
    let authored = file::parse(text.as_bytes()).expect("it is read");
    let checked = file::check(&authored).expect("it is valid");
    let mut session = Session::open(authored, checked, Origin::Shipped("logged")).expect("it runs");
    session.apply(PlanCommand::AddPlan(Plan { name: "Other".to_owned(), ..Plan::default() }));
    let before = session.authored().clone();
    let is_said = |session: &Session| session.authored().to_ron().contains("plans.Calls");
    assert!(is_said(&session) && !session.warnings().is_empty(), "one of them is about nothing");
    session.apply(PlanCommand::RemovePlan(0));
    let removal = Edit::remove(&before, Table::Plans, 0).expect("it is there");
    assert_eq!(*session.authored(), before.apply(&removal.edit).expect("it fits").0);
    assert!(!is_said(&session), "{}", session.authored().to_ron());
    assert_eq!(session.warnings(), []);
    assert_eq!((session.scenario().notes.len(), session.plan().name.as_str()), (0, "Other"), "nor on the screen");
    session.apply(EditCommand::Undo);
    assert_eq!((session.authored(), session.scenario().notes.len()), (&before, 1), "one step");

    // The same while the scenario has a problem, which is somewhere else.
    let wrong = Edit::set_head(Head { zone: "Nowhere".to_owned(), ..Head::of(before.rows()) });
    session.apply(EditCommand::Change(wrong.into()));
    session.apply(PlanCommand::RemovePlan(0));
    assert_eq!((session.problems().is_empty(), session.plans().len(), is_said(&session)), (false, 1, false));
    session.apply(EditCommand::Undo);
    session.apply(EditCommand::Undo);

    // A problem of the note goes with it.
    let note = before.rows().notes.get(0).expect("a note");
    let note = Note { source: Some("nobody".to_owned()), ..note.clone() };
    let wrong = Edit::set(&before, Table::Notes, 0, note).expect("it is there");
    session.apply(EditCommand::Change(wrong.into()));
    assert!(!session.problems().is_empty());
    session.apply(PlanCommand::RemovePlan(0));
    assert_eq!(session.problems(), []);
    assert_eq!((session.plan().name.as_str(), is_said(&session)), ("Other", false));
}

#[test]
fn a_text_of_the_scenario_is_never_read_as_a_path() {
    let text = korean(r#""about": "소개""#).replacen("name: \"Login\"", "name: \"about\"", 1);
    let scenario = load(&text);
    let korean = scenario.localized("ko");
    assert_eq!((korean.service_name(service(&scenario, "login")), korean.about()), ("소개", "Any text (Markdown)."));
}

#[test]
fn what_belongs_to_nothing_is_kept_with_a_warning() {
    let source = korean(r#""KakaoTalk": "카카오톡", "services.tlak.name": "톡", "A storm": "폭풍""#);
    let checked = file::load_checked(source.as_bytes()).expect("it loads all the same");
    let warnings = Report { problems: checked.warnings.clone(), warnings: Vec::new() };
    insta::assert_snapshot!(warnings.render("small.ron", &source));
    let written = file::to_ron(&checked.scenario);
    assert!(written.contains("폭풍") && written.contains("services.tlak.name"), "{written}");
    let again = file::load_checked(written.as_bytes()).expect("and again");
    assert_eq!((again.scenario, again.warnings.len()), (checked.scenario, 4));

    // If the file also has problems, the report contains the problems and the warnings.
    let report = file::load(source.replacen("users: 5000000", "users: -5", 1).as_bytes()).expect_err("it is wrong");
    assert_eq!((report.problems.len(), report.warnings.len()), (1, 2));
    assert!(report.render("small.ron", &source).contains(": warning: no text in this scenario is \"A storm\""));
}

#[test]
fn warnings_are_printed_and_fail_only_a_strict_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("orphan.ron");
    std::fs::write(&path, korean(r#""A storm": "폭풍""#)).expect("a file");
    let path = path.display().to_string();
    let warning = format!("{path}:50:27: warning: no text in this scenario is \"A storm\"");

    let checked = firedrill(&["check", &path]);
    let printed = text(&checked.stdout);
    assert!(printed.contains(&warning) && printed.ends_with(": ok, with 3 warnings\n"), "{printed}");
    assert_eq!(checked.status.code(), Some(0));

    let strict = firedrill(&["check", "--strict", &path]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(text(&strict.stdout).contains(&warning) && !text(&strict.stdout).contains(": ok"));

    let run = firedrill(&["run", &path]);
    assert_eq!(run.status.code(), Some(0));
    assert!(text(&run.stderr).contains(&warning) && text(&run.stdout).contains("Small world"));
}
