//! Tests of translations: they belong to a field or to a text of the scenario, and translations of nothing are kept with a warning.

use firedrill::file::{self, Report};
use firedrill::model::{HazardId, Id, Scenario, ServiceId, SiteId, TextField};

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
