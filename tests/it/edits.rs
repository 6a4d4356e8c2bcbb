//! Tests of edits of a scenario in its authored form: each edit can be undone, references follow a renamed row, and a scenario that
//! passes the check can be run.

use std::collections::BTreeSet;
use std::sync::Arc;

use firedrill::file::edit::sheet::{CellChange, Column, Place, change_cells, fill_down};
use firedrill::file::edit::{Edit, Head, Refused, Removal, Row, Table, copy_parts, paste_parts};
use firedrill::file::{self, Authored, Report, schema};
use firedrill::study::Run;
use proptest::prelude::*;

use crate::support::SMALL;

fn small() -> Authored {
    let texts = r#""ko": { "services.talk.name": "톡", "story.1.title": "월요일", "plans.Fire.about": "불","#;
    file::parse(SMALL.replacen("\"ko\": {", texts, 1).as_bytes()).expect("its shape is right")
}

/// The authored form after an edit. Also checks that the edit can be undone and redone.
fn made(authored: &Authored, edit: &Edit) -> Authored {
    let (after, undo) = authored.apply(edit).expect("it was made for this version");
    let (before, redo) = after.apply(&undo).expect("it can be undone");
    assert!(before.says_the_same(authored), "undone:\n{}\ninstead of\n{}", before.to_ron(), authored.to_ron());
    assert_eq!(before.text(), authored.text());
    let (again, _) = before.apply(&redo).expect("it can be done again");
    assert!(again.says_the_same(&after));
    after
}

fn problems(authored: &Authored) -> Vec<String> {
    match file::check(authored) {
        Ok(_) => Vec::new(),
        Err(report) => report.problems.iter().map(|problem| format!("{}: {}", problem.path, problem.message)).collect(),
    }
}

fn at(authored: &Authored, table: Table, key: &str) -> usize {
    authored.position(table, key).expect("a row of this id")
}

fn removal(authored: &Authored, table: Table, key: &str) -> Removal {
    Edit::remove(authored, table, at(authored, table, key)).expect("it is there")
}

fn lost(removal: &Removal) -> Vec<String> {
    removal.gone.iter().map(ToString::to_string).collect()
}

#[test]
fn references_follow_a_renamed_row() {
    let before = small();
    let mut after = before.clone();
    for (table, from, to) in [
        (Table::Sources, "report", "memo"),
        (Table::Hazards, "power-off", "blackout"),
        (Table::Hazards, "battery-fire", "blaze"),
        (Table::Sites, "pangyo-1", "north"),
        (Table::Sites, "anyang", "west"),
        (Table::Services, "talk", "chat"),
        (Table::Services, "login", "sign-in"),
        (Table::Services, "control", "switch"),
        (Table::Exchanges, "krx", "market"),
        (Table::Companies, "kakao", "owner"),
        (Table::Rivals, "line", "other"),
        (Table::Plans, "Fire", "Blaze at 15:19. All of it"),
    ] {
        after = made(&after, &Edit::rename(&after, table, at(&after, table, from), to).expect("the id is free"));
        assert_eq!(problems(&after), Vec::<String>::new(), "after {from}");
        // The old name of a plan may remain in the translations, as the key of a translation by text. So they are left out.
        let rows = after.to_ron();
        let rows = rows.split("translations:").next().unwrap_or_default();
        assert!(!rows.contains(&format!("\"{from}\"")), "{from} is left in {rows}");
    }
    let (then, now) = (file::check(&before).expect("valid"), file::check(&after).expect("valid"));
    let orphans: Vec<String> = now.warnings.iter().map(|warning| warning.path.to_string()).collect();
    let orphans: Vec<String> = orphans.into_iter().filter(|path| path.starts_with("translations")).collect();
    assert_eq!(orphans, ["translations.ko.Fire"], "the translation of a name that is no longer there");
    assert_eq!(after.rows().notes.get(0).map(|note| note.about.as_str()), Some("services.chat.on"));
    assert_eq!(after.rows().notes.get(1).map(|note| note.about.as_str()), Some("sites.north"));
    let talk = now.scenario.services.find("chat").expect("it has its new id");
    let korean = now.scenario.localized("ko");
    assert_eq!((korean.service_name(talk), korean.plan_about("Blaze at 15:19. All of it", "...")), ("톡", "불"));
    let lost = |scenario: file::Checked| {
        let scenario = Arc::new(scenario.scenario);
        let run = |plan| Run::new(&scenario, plan, 0).expect("it runs").recording.summary.lost_user_hours;
        scenario.plans.iter().map(run).collect::<Vec<f64>>()
    };
    assert_eq!(lost(then), lost(now), "it is the same world");
}

#[test]
fn a_removal_lists_what_is_removed_with_the_row() {
    let authored = small();
    let service = removal(&authored, Table::Services, "talk");
    assert_eq!(
        lost(&service),
        [
            "companies.kakao.exposure.talk",
            "expect.0",
            "expect.1",
            "expect.5",
            "expect.6",
            "history.0",
            "history.4",
            "history.5",
            "history.6",
            "news.1",
            "plans.1.actions.1",
            "rivals.line",
            "sites.pangyo-1.restore.1",
        ]
    );
    assert!(service.dangling.is_empty());
    let after = made(&authored, &service.edit);
    assert_eq!(problems(&after), Vec::<String>::new());
    assert!(!after.to_ron().contains("\"talk\"") && !after.to_ron().contains("services.talk"), "{}", after.to_ron());

    // What is noted about it goes too, but is no other part.
    let together = Edit::remove_all(&authored, &[(Table::Services, at(&authored, Table::Services, "talk"))]);
    assert_eq!(lost(&together), lost(&service));
    assert!(authored.to_ron().contains("services.talk.on"), "it has a note about its servers");
    assert!(!made(&authored, &together.edit).to_ron().contains("services.talk"));

    let site = removal(&authored, Table::Sites, "pangyo-2");
    assert_eq!(lost(&site), ["services.talk.on.pangyo-2", "sites.pangyo-1.spreads.0"]);
    assert_eq!(problems(&made(&authored, &site.edit)), Vec::<String>::new());

    let plan = removal(&authored, Table::Plans, "Fire");
    assert_eq!(lost(&plan), ["expect.0", "expect.3", "expect.4", "expect.5", "plans.2.fork"]);
    let after = made(&authored, &plan.edit);
    assert_eq!(problems(&after), Vec::<String>::new());
    assert!(!after.to_ron().contains("plans.Fire.about"), "its translation went with it");
}

#[test]
fn several_rows_are_added_replaced_and_removed_at_once() {
    let authored = small();
    let both = ["pangyo-1", "pangyo-2"].map(|key| at(&authored, Table::Sites, key));
    let sites = Edit::remove_all(&authored, &both.map(|index| (Table::Sites, index)));
    let alone: BTreeSet<String> =
        ["pangyo-1", "pangyo-2"].iter().flat_map(|key| lost(&removal(&authored, Table::Sites, key))).collect();
    let expected: Vec<String> = alone
        .into_iter()
        .filter(|path| !path.starts_with("sites.pangyo-1.") && !path.starts_with("sites.pangyo-2."))
        .collect();
    assert_eq!(lost(&sites), expected, "what goes within the removed rows themselves is no news");
    let after = made(&authored, &sites.edit);
    assert_eq!(after.count(Table::Sites), authored.count(Table::Sites) - 2);
    assert!(!after.to_ron().contains("\"pangyo-1\"") && !after.to_ron().contains("\"pangyo-2\""));

    let row = authored.row(Table::Sites, both[0]).expect("a site");
    let copies = [("north".to_owned(), row.clone()), ("south".to_owned(), row.clone())];
    let after = made(&authored, &Edit::add_all(&authored, Table::Sites, copies).expect("both ids are free"));
    assert_eq!(problems(&after), Vec::<String>::new());
    assert_eq!(after.count(Table::Sites), authored.count(Table::Sites) + 2);
    let twice = [("north".to_owned(), row.clone()), ("north".to_owned(), row.clone())];
    assert_eq!(Edit::add_all(&authored, Table::Sites, twice), Err(Refused::Taken("north".to_owned())));
    let set = Edit::set_all(&authored, Table::Sites, both.map(|index| (index, row.clone()))).expect("they are there");
    assert_eq!(made(&authored, &set).row(Table::Sites, both[1]), Some(row.clone()));
    assert_eq!(Edit::set_all(&authored, Table::Sites, [(99, row)]), Err(Refused::NoRow));
}

#[test]
fn references_that_cannot_be_removed_are_reported_by_the_check() {
    let authored = small();
    let hazard = removal(&authored, Table::Hazards, "power-off");
    let dangling: Vec<String> = hazard.dangling.iter().map(ToString::to_string).collect();
    assert_eq!(dangling, ["sites.anyang.hazard", "sites.pangyo-2.hazard"]);
    assert_eq!(lost(&hazard), ["sites.pangyo-1.spreads.0"]);
    let expected: Vec<String> =
        ["pangyo-2", "anyang"].map(|site| format!("sites.{site}.hazard: there is no hazard \"power-off\"")).to_vec();
    assert_eq!(problems(&made(&authored, &hazard.edit)), expected);
    let exchange = removal(&authored, Table::Exchanges, "krx");
    assert_eq!(exchange.dangling.len(), 1);
    assert_eq!(problems(&made(&authored, &exchange.edit)), ["companies.kakao.exchange: there is no exchange \"krx\""]);
}

#[test]
fn times_that_count_from_a_strike_stay_when_its_site_is_removed() {
    let own = r#"(at: "15:19", do: Strike(site: "pangyo-2"))"#;
    for (strikes, zero) in [
        (own.to_owned(), Some("15:19")),
        (format!(r#"(at: "16:00", do: Strike(site: "anyang")), {own}"#), Some("15:19")),
        (format!(r#"(at: "15:05", do: Strike(site: "anyang")), {own}"#), None),
    ] {
        let written = r#"(at: "15:19", do: Strike(site: "pangyo-1")), (at: "+9h 11m""#;
        let text = SMALL.replacen(written, &format!(r#"{strikes}, (at: "+9h 11m""#), 1);
        assert_ne!(text, SMALL);
        let authored = file::parse(text.as_bytes()).expect("its shape is right");
        assert_eq!(problems(&authored), Vec::<String>::new());
        let moment = |authored: &Authored| {
            let plan = file::check(authored).expect("valid").scenario.plans[1].clone();
            let last = plan.actions.last().map(|action| plan.moment(action.at));
            last.flatten()
        };
        let site = at(&authored, Table::Sites, "pangyo-2");
        let many = Edit::remove_all(&authored, &[(Table::Sites, site)]);
        for removal in [removal(&authored, Table::Sites, "pangyo-2"), many] {
            let counting: Vec<String> = removal.counting.iter().map(ToString::to_string).collect();
            assert_eq!(counting, zero.iter().map(|_| "plans.1".to_owned()).collect::<Vec<String>>());
            let after = made(&authored, &removal.edit);
            assert_eq!(problems(&after), Vec::<String>::new());
            assert_eq!(after.rows().plans.get(1).expect("a plan").zero.as_deref(), zero);
            assert_eq!(moment(&after), moment(&authored), "it is done when it was");
        }
    }
}

/// The paths of the translations of which the check says that their text is not in the scenario.
fn orphans(authored: &Authored) -> Vec<String> {
    let warnings = file::check(authored).map_or_else(|report| report.warnings, |checked| checked.warnings);
    let paths = warnings.iter().map(|warning| warning.path.to_string());
    paths.filter(|path| path.starts_with("translations")).collect()
}

#[test]
fn translations_go_with_the_last_text_that_they_translate() {
    for shipped in file::shipped() {
        let (authored, _) = shipped.document();
        assert_eq!(orphans(&authored), Vec::<String>::new(), "{}", shipped.name);
        let kept = made(&authored, &Edit::keep_only(&authored, &[(Table::Services, 0)]).edit);
        assert_eq!(orphans(&kept), Vec::<String>::new(), "{}", shipped.name);
        let is_kakao = shipped.name == "kakao-2022";
        for table in Table::ALL.into_iter().filter(|table| is_kakao && authored.count(*table) > 0) {
            let one = Edit::remove(&authored, table, 0).expect("it is there");
            assert_eq!(orphans(&made(&authored, &one.edit)), Vec::<String>::new(), "{}: {table:?}", shipped.name);
            let many = Edit::remove_all(&authored, &[(table, 0)]);
            assert_eq!(orphans(&made(&authored, &many.edit)), Vec::<String>::new(), "{}: {table:?}", shipped.name);
        }
    }
    // What had no text before stays, and what another row says too.
    let entries =
        r#""ko": { "Nobody says this": "아무도", "Anyang": "안양", "Shares tumble": "주가 급락", "a cache": "캐시", "#;
    let authored = file::parse(SMALL.replacen("\"ko\": {", entries, 1).as_bytes()).expect("its shape is right");
    let removed = |authored: &Authored, table, index| {
        made(authored, &Edit::remove(authored, table, index).expect("it is there").edit)
    };
    let has = |authored: &Authored, key: &str| {
        authored.rows().translations.get("ko").is_some_and(|texts| texts.keys().any(|own| own == key))
    };
    let site = at(&authored, Table::Sites, "anyang");
    let less = removed(&authored, Table::Sites, site);
    assert!(has(&authored, "Anyang") && !has(&less, "Anyang"));
    let headline = authored.rows().news.get(3).expect("a headline").clone();
    let said = schema::News { title: "Anyang".to_owned(), ..headline };
    let both = made(&authored, &Edit::add(&authored, Table::News, 0, "", said).expect("a headline more"));
    assert!(has(&removed(&both, Table::Sites, site), "Anyang"), "the headline says it too");
    let less = removed(&less, Table::News, authored.count(Table::News) - 1);
    assert!(!has(&less, "Shares tumble"));
    let less = removed(&less, Table::Plans, 2);
    assert!(!has(&less, "a cache") && has(&less, "Fire"));
    assert!(!has(&removed(&less, Table::Plans, 1), "Fire"));
    assert!(has(&less, "Nobody says this"), "its author may still need it");
}

#[test]
fn translations_follow_their_chapters() {
    let authored = small();
    let title = |authored: &Authored, index: usize| {
        let scenario = file::check(authored).expect("valid").scenario;
        scenario.localized("ko").chapter_title(index).to_owned()
    };
    assert_eq!(title(&authored, 1), "월요일");
    let chapter = authored.rows().story.get(0).expect("a chapter").clone();
    let more = made(&authored, &Edit::add(&authored, Table::Story, 0, "", chapter).expect("a chapter more"));
    assert_eq!(title(&more, 2), "월요일");
    let moved = made(&more, &Edit::reorder(&more, Table::Story, 2, 0).expect("it is there"));
    assert_eq!(title(&moved, 0), "월요일");
    let less = made(&moved, &Edit::remove(&moved, Table::Story, 1).expect("it is there").edit);
    assert_eq!(title(&less, 0), "월요일");
    let none = made(&less, &Edit::remove(&less, Table::Story, 0).expect("it is there").edit);
    assert!(!none.to_ron().contains("월요일"));
}

#[test]
fn campuses_can_be_renamed_and_texts_translated() {
    let authored = small();
    let look = schema::Chapter {
        look: schema::Look::Place("SK C&C Pangyo".to_owned()),
        ..authored.rows().story.get(0).expect("a chapter").clone()
    };
    let looks = made(&authored, &Edit::set(&authored, Table::Story, 0, look).expect("a chapter"));
    let renamed = made(&looks, &Edit::rename_place(&looks, "SK C&C Pangyo", "Pangyo").expect("it can be"));
    assert_eq!(problems(&renamed), Vec::<String>::new());
    assert_eq!(renamed.rows().story.get(0).map(|row| &row.look), Some(&schema::Look::Place("Pangyo".to_owned())));
    let one = made(&renamed, &removal(&renamed, Table::Sites, "pangyo-1").edit);
    let none = made(&one, &removal(&one, Table::Sites, "pangyo-2").edit);
    assert_eq!(none.rows().story.get(0).map(|row| &row.look), Some(&schema::Look::All), "no such place is left");

    let told = made(&authored, &Edit::translate(&authored, "ko", "sites.anyang.name", Some("안양")));
    let english = made(&told, &Edit::translate(&told, "en", "services.talk.name", Some("Talk")));
    let scenario = file::check(&english).expect("valid").scenario;
    let talk = scenario.services.find("talk").expect("a service");
    let names: Vec<&str> = scenario.names(firedrill::model::TextField::ServiceName(talk)).collect();
    assert_eq!(names, ["KakaoTalk", "Talk", "톡"]);
    let back = made(&english, &Edit::translate(&english, "en", "services.talk.name", None));
    assert!(made(&back, &Edit::translate(&back, "ko", "sites.anyang.name", None)).says_the_same(&authored));
}

#[test]
fn many_rows_are_found_at_once_as_each_is_alone() {
    let authored = small();
    let fire = at(&authored, Table::Plans, "Fire");
    let authored = made(&authored, &Edit::rename(&authored, Table::Plans, fire, "판교").expect("it is free"));
    let decomposed = "\u{1111}\u{1161}\u{11ab}\u{1100}\u{116d}";
    assert_eq!(authored.positions(Table::Plans, ["판교", "Fire", decomposed]), [Some(fire), None, Some(fire)]);
    for table in Table::ALL {
        let own: Vec<String> = authored.keys(table).map(String::from).collect();
        let sought: Vec<&str> = own.iter().rev().map(String::as_str).chain(["nothing", ""]).collect();
        let alone: Vec<Option<usize>> = sought.iter().map(|key| authored.position(table, key)).collect();
        assert_eq!(authored.positions(table, sought), alone, "{table:?}");
    }
}

#[test]
fn edits_with_a_taken_id_or_a_missing_row_are_refused() {
    let authored = small();
    let talk = at(&authored, Table::Services, "talk");
    assert_eq!(Edit::rename(&authored, Table::Services, talk, "login"), Err(Refused::Taken("login".to_owned())));
    assert_eq!(Edit::rename(&authored, Table::News, 0, "login"), Err(Refused::NoRow), "headlines have no ids");
    assert_eq!(Edit::rename(&authored, Table::Services, 99, "new"), Err(Refused::NoRow));
    let row = authored.row(Table::Services, talk).expect("a row");
    let two = |keys: [&str; 2]| {
        Edit::add_all(&authored, Table::Services, keys.map(|key| (key.to_owned(), row.clone()))).map(drop)
    };
    assert_eq!(two(["new", "talk"]), Err(Refused::Taken("talk".to_owned())));
    assert_eq!(two(["new", "new"]), Err(Refused::Taken("new".to_owned())), "it stands there twice");
    assert_eq!(two(["new", "newer"]), Ok(()));
    assert_eq!(Edit::add(&authored, Table::Services, 0, "talk", row.clone()), Err(Refused::Taken("talk".to_owned())));
    assert_eq!(Edit::add(&authored, Table::Sites, 0, "new", row.clone()), Err(Refused::NoRow), "a service is no site");
    assert_eq!(Edit::add(&authored, Table::Services, 99, "new", row), Err(Refused::NoRow));
    assert!(Edit::remove(&authored, Table::Plans, 3).is_err());
    let edit = Edit::rename(&authored, Table::Services, talk, "chat").expect("free");
    let gone = made(&authored, &removal(&authored, Table::Services, "upbit").edit);
    let nothing = Authored::from(schema::Scenario { services: file::Keyed::default(), ..gone.rows().clone() });
    assert_eq!(nothing.apply(&edit).map(|_| ()), Err(Refused::NoRow), "made for another version");
    assert_eq!(Refused::Taken("talk".to_owned()).to_string(), "\"talk\" already exists.");
}

/// A service of the small world with another number of users.
fn with_users(authored: &Authored, key: &str, users: i128) -> Edit {
    let index = at(authored, Table::Services, key);
    let Some(Row::Service(row)) = authored.row(Table::Services, index) else { panic!("a service") };
    let row = schema::Service { users, ..schema::Service::clone(&row) };
    Edit::set(authored, Table::Services, index, row).expect("there is a row")
}

#[test]
fn an_edit_that_would_take_back_what_came_between_is_refused() {
    let authored = small();
    let [talk, login] = ["talk", "login"].map(|key| at(&authored, Table::Services, key));
    let now = made(&authored, &with_users(&authored, "login", 7));
    // All rows are replaced by what was made of the version before.
    let parts = copy_parts(&authored, &[(Table::Services, talk)]).expect("a service").replace("\"talk\"", "\"chat\"");
    let change = CellChange { place: Place::Row(talk), column: Column::Users, text: "5".to_owned(), line: 1 };
    let all = [
        Edit::keep_only(&authored, &[(Table::Services, talk)]).edit,
        Edit::remove_all(&authored, &[(Table::Services, talk)]).edit,
        paste_parts(&authored, &parts).expect("it is a part").edit,
        change_cells(&authored, Table::Services, &[change]).expect("a number").edit,
        fill_down(&authored, Table::Services, talk, &[login], &[Column::Kind]).expect("a row").edit,
        // So is this row, and the row at this index is another one.
        with_users(&authored, "login", 8),
    ];
    for edit in all {
        assert!(authored.apply(&edit).is_ok(), "it was made for this version");
        assert_eq!(now.apply(&edit).map(drop), Err(Refused::Outdated), "{edit:?}");
    }
    let less = made(&authored, &Edit::remove(&authored, Table::Services, 0).expect("it is there").edit);
    assert_eq!(less.apply(&with_users(&authored, "login", 8)).map(drop), Err(Refused::Outdated));
    let translated = |text: &str| Edit::translate(&authored, "ko", "services.login.name", Some(text));
    let korean = made(&authored, &translated("로그인"));
    assert_eq!(korean.apply(&translated("접속")).map(drop), Err(Refused::Outdated));
    // Two rows that were added before either knew of the other.
    let added = Edit::add(&authored, Table::Services, 0, "new", authored.row(Table::Services, talk).expect("a row"));
    let added = added.expect("it is free");
    let taken = made(&now, &Edit::rename(&now, Table::Services, login, "new").expect("it is free"));
    assert_eq!(taken.apply(&added).map(drop), Err(Refused::Taken("new".to_owned())));
    // What came between is about something else, and both are there.
    let both = now.apply(&with_users(&authored, "talk", 9)).expect("nothing is taken back").0;
    let users = |key: &str| both.rows().services.get(key).map(|row| row.users);
    assert_eq!((users("talk"), users("login")), (Some(9), Some(7)));
    assert!(now.apply(&added).is_ok());
}

/// The numbers from which [`edit`] makes an edit. They are valid for every version of the scenario.
#[derive(Clone, Debug)]
pub struct Gesture {
    pub kind: u8,
    table: usize,
    from: usize,
    to: usize,
    name: String,
}

/// Some edits.
pub fn gestures() -> impl Strategy<Value = Vec<Gesture>> {
    let gesture = (0..6_u8, 0..Table::ALL.len(), 0..8_usize, 0..8_usize, "[a-z]{1,2}");
    let gesture = gesture.prop_map(|(kind, table, from, to, name)| Gesture { kind, table, from, to, name });
    proptest::collection::vec(gesture, 1..10)
}

/// A row with one value changed. For some tables, the row is returned unchanged.
fn varied(row: Row, gesture: &Gesture) -> Row {
    match row {
        Row::Plan(plan) => schema::Plan { name: gesture.name.clone(), ..schema::Plan::clone(&plan) }.into(),
        Row::Service(row) => schema::Service { users: gesture.from as i128 - 1, ..schema::Service::clone(&row) }.into(),
        Row::Site(row) => schema::Site { place: Some(gesture.name.clone()), ..schema::Site::clone(&row) }.into(),
        Row::Source(_)
        | Row::Note(_)
        | Row::Hazard(_)
        | Row::Exchange(_)
        | Row::Company(_)
        | Row::Rival(_)
        | Row::News(_)
        | Row::History(_)
        | Row::Chapter(_)
        | Row::Expectation(_) => row,
    }
}

/// The edit that a gesture makes. `None` if it makes none of this scenario.
pub fn edit(authored: &Authored, gesture: &Gesture) -> Option<Edit> {
    let table = Table::ALL[gesture.table];
    let count = authored.count(table);
    let from = gesture.from.checked_rem(count)?;
    let row = authored.row(table, from)?;
    match gesture.kind {
        0 => Edit::add(authored, table, gesture.to % (count + 1), &gesture.name, varied(row, gesture)).ok(),
        1 => Edit::set(authored, table, gesture.to % count, varied(row, gesture)).ok(),
        2 => Edit::reorder(authored, table, from, gesture.to % count).ok(),
        3 => Edit::rename(authored, table, from, &gesture.name).ok(),
        4 => Edit::remove(authored, table, from).ok().map(|removal| removal.edit),
        _ => {
            let mut head = Head::of(authored.rows());
            (head.title, head.population) = (gesture.name.clone(), Some(gesture.to as i128));
            Some(Edit::set_head(head))
        }
    }
}

fn words(report: &Report) -> BTreeSet<(String, String)> {
    report.problems.iter().map(|problem| (problem.message.to_string(), problem.remedy.to_string())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn undoing_all_edits_restores_the_file(gestures in gestures()) {
        let first = small();
        let (mut authored, mut undos) = (first.clone(), Vec::new());
        for gesture in &gestures {
            let Some(edit) = edit(&authored, gesture) else { continue };
            made(&authored, &edit);
            let (after, undo) = authored.apply(&edit).expect("it was made for this version");
            authored = after;
            undos.push(undo);
        }
        while let Some(undo) = undos.pop() {
            authored = authored.apply(&undo).expect("it can be undone").0;
        }
        prop_assert!(authored.says_the_same(&first));
        prop_assert_eq!(authored.text(), first.text());
    }

    #[test]
    fn an_edited_scenario_is_checked_like_a_file(gestures in gestures()) {
        let mut authored = small();
        for gesture in &gestures {
            if let Some(edit) = edit(&authored, gesture) {
                authored = made(&authored, &edit);
            }
        }
        let text = authored.to_ron();
        match (file::check(&authored), file::load_document(text.as_bytes())) {
            (Ok(checked), Ok((again, loaded))) => {
                // A file of version 1 that now uses a field of version 2 is saved as version 2.
                let firedrill = again.rows().firedrill;
                let saved = schema::Scenario { firedrill, ..authored.rows().clone() };
                prop_assert!(again.says_the_same(&Authored::from(saved)), "{}", text);
                prop_assert!(firedrill == authored.rows().firedrill || firedrill == 2);
                prop_assert_eq!(&checked.scenario, &loaded.scenario);
                let scenario = Arc::new(checked.scenario);
                for plan in &scenario.plans {
                    prop_assert!(Run::new(&scenario, plan, 1).is_ok());
                }
            }
            (Err(report), Err(of_file)) => {
                prop_assert_eq!(words(&report), words(&of_file));
                prop_assert!(of_file.problems.iter().all(|problem| problem.location.is_some()));
            }
            (edited, loaded) => prop_assert!(false, "{edited:?} but {loaded:?}"),
        }
    }
}
