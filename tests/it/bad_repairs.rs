//! Tests of files with mistakes in what version 2 of the format adds: each is told once, at the place of the mistake, with a remedy.

use firedrill::file::{self, Problem, Report};
use firedrill::text::{Language, Texts};

use crate::support::SMALL_TWO;

/// What is replaced in the small world of version 2, by what, and the text that stands at the place of the report.
struct Case(&'static str, &'static str, &'static str);

impl Case {
    /// The changed file.
    fn text(&self) -> String {
        let Self(from, to, _) = self;
        assert!(SMALL_TWO.contains(from), "the small world says {from}");
        SMALL_TWO.replacen(from, to, 1)
    }

    /// The only problem of a list, as text. Checks its place, and that it is told in every language.
    fn told(&self, text: &str, problems: &[Problem]) -> String {
        let Self(from, to, there) = self;
        let [problem] = problems else { panic!("one problem of {to}: {problems:?}") };
        let location = problem.location.unwrap_or_else(|| panic!("no place: {to}"));
        let line = text.lines().nth(location.line - 1).expect("a line");
        let found: String = line.chars().skip(location.column - 1).collect();
        assert!(found.starts_with(there), "{to}: {found}");
        let said = |language: Language| {
            let texts = Texts::of(language);
            [&problem.message, &problem.remedy].map(|saying| texts.say(saying))
        };
        let is_korean = |said: &String| said.chars().any(|letter| matches!(letter, '가'..='힣'));
        assert!(said(Language::Korean).iter().all(is_korean), "{to}: {:?}", said(Language::Korean));
        let [message, remedy] = said(Language::English);
        format!("{from} -> {to}\n{}:{} {message}\n    {remedy}", location.line, location.column)
    }
}

const PROBLEMS: [Case; 29] = [
    // Damage.
    Case("damages: 0.2", "damages: 1.2", "1.2"),
    Case("damages: 0.2", "damages: -0.2", "-0.2"),
    Case("damages: 0.2", "damages: 0.2005", "0.2005"),
    Case("destroys: 0.01", "destroys: 0.801", "0.801"),
    Case(", repair_work: \"8m\"", "", "0.2"),
    Case("repair_work: \"8m\"", "repair_work: \"0s\"", "\"0s\""),
    Case("power: \"15m\"", "power: \"a while\"", "\"a while\""),
    Case("power: \"15m\"", "fuel: \"15m\"", "fuel"),
    // Crews.
    Case("first: [\"path\", \"core\"]", "first: [\"path\", \"line-a\"]", "\"line-a\""),
    Case("first: [\"path\", \"core\"]", "first: [\"path\", \"path\"]", "\"path\"]"),
    Case("first: [\"path\", \"core\"]", "first: [\"path\", \"cor\"]", "\"cor\""),
    Case("size: 15", "size: -1", "-1"),
    Case("size: 15", "size: 1.5", "1.5"),
    Case("size: 15, ", "", "("),
    Case("Crew(company: \"bank\", size: 40)", "Crew(company: \"banc\", size: 40)", "\"banc\""),
    // Alternatives and switches.
    Case("\"line-b\": (any: \"line\")", "\"line-b\": ()", "\"line\""),
    Case("success: 0.5", "success: 1.5", "1.5"),
    Case("manual_needs: \"path\"", "manual_needs: \"pth\"", "\"pth\""),
    Case("rto_from: Down", "rto_from: Dwn", "Dwn"),
    // Exchanges.
    Case("\"2022-10-17\": \"12:30\"", "\"2022-10-16\": \"12:30\"", "\"2022-10-16\""),
    Case("\"2022-10-17\": \"12:30\"", "\"2022-10-17\": \"25:30\"", "\"2022-10-17\": \"25:30\""),
    Case("days: [Mon, Tue, Wed, Thu, Fri]", "days: []", "[]"),
    Case("days: [Mon, Tue, Wed, Thu, Fri]", "days: [Mon, Mun]", "Mun"),
    Case("(\"12:00\", \"13:00\")", "(\"12:00\", \"noon\")", "\"noon\""),
    // Plans and history.
    Case("Strike(site: \"hall\")", "Strike(site: \"cloud\")", "Strike(site: \"cloud\")"),
    Case("Strike(service: \"core\", hazard: \"bad-release\")", "Strike(service: \"core\")", "Strike"),
    Case("Strike(service: \"core\", hazard: \"bad-release\")", "Strike(hazard: \"bad-release\")", "Strike"),
    Case("(at: \"2022-10-16 12:00\", what: StillOut", "(what: StillOut", "(what"),
    // Ids.
    Case("\"cloud\": (name: \"Cloud\")", "\"clo ud\": (name: \"Cloud\")", "\"clo ud\""),
];

#[test]
fn a_mistake_in_a_field_of_version_two_is_told_at_its_place() {
    for case in PROBLEMS {
        let text = case.text();
        let report = file::load(text.as_bytes()).err().unwrap_or_else(|| panic!("{} is accepted", case.1));
        // An id that cannot be one is also not found where it is named; the first problem is that of the id.
        let of_id = case.1.contains("clo ud");
        let told = case.told(&text, if of_id { &report.problems[..1] } else { &report.problems });
        let (_, remedy) = told.split_once("\n    ").expect("a remedy");
        assert!(!remedy.is_empty(), "{told}");
    }
}

/// Times that count from a `zero` outside the run are not told too.
#[test]
fn a_zero_outside_the_run_is_one_problem() {
    let case = Case("zero: \"15:19\"", "zero: \"2022-10-19 15:19\"", "\"2022-10-19 15:19\"");
    let text = case.text();
    let report = file::load(text.as_bytes()).expect_err("it is outside the run");
    assert!(case.told(&text, &report.problems).contains("outside the run"), "{:?}", report.problems);
}

const WARNINGS: [Case; 4] = [
    // A crew that needs what it must repair.
    Case("title: \"Small world, version 2\"", "title: \"Small world\"", "\"path\""),
    // A standby that retries can hold down.
    Case("standby: { \"cloud\": 60 }", "retry: 3.0, standby: { \"cloud\": 60 }", "{ \"cloud\": 60 }"),
    // A strike on a service that has nothing there, and a Resolve of nothing.
    Case(
        "Log(title: \"Bridge opened\")",
        "Strike(service: \"path\", site: \"cloud\", hazard: \"bad-release\")",
        "Strike",
    ),
    Case("Resolve(service: \"core\")", "Resolve(service: \"path\")", "Resolve"),
];

#[test]
fn what_is_doubtful_in_version_two_is_a_warning_at_its_place() {
    let told = |case: &Case| {
        let text = case.text();
        let warnings = match file::load_checked(text.as_bytes()) {
            Ok(checked) => checked.warnings,
            Err(report) => panic!("{}", report.render("small-2.ron", &text)),
        };
        // The warning of the small world as it stands is told with every change of it.
        let is_new = |warning: &&Problem| case.0.starts_with("title") || !is_of_the_small_world(warning);
        let warnings: Vec<Problem> = warnings.iter().filter(is_new).cloned().collect();
        case.told(&text, &warnings)
    };
    insta::assert_snapshot!(WARNINGS.iter().map(told).collect::<Vec<_>>().join("\n\n"));
}

/// Whether this is the warning that the small world of version 2 has as it stands.
fn is_of_the_small_world(warning: &Problem) -> bool {
    let checked = file::load_checked(SMALL_TWO.as_bytes()).expect("it loads");
    checked.warnings.iter().any(|own| own.message == warning.message)
}

#[test]
fn damage_where_nobody_has_a_crew_is_a_warning_at_the_damage() {
    let mut text = SMALL_TWO.to_owned();
    for (from, to) in [
        (", crew: (size: 15, first: [\"path\", \"core\"], needs: \"path\")", ""),
        ("Crew(company: \"bank\", size: 40)", "Log(title: \"Nobody\")"),
    ] {
        assert!(text.contains(from), "the small world says {from}");
        let warnings = file::load_checked(text.as_bytes()).expect("it loads").warnings;
        assert!(warnings.iter().all(|warning| !warning.message.to_string().contains("no company has a repair crew")));
        text = text.replacen(from, to, 1);
    }
    let warnings = file::load_checked(text.as_bytes()).expect("it loads").warnings;
    insta::assert_snapshot!(Case("", "", "0.2").told(&text, &warnings));
}

/// Measures that do not fit the small world of version 2, each with what is said of it.
#[test]
fn measures_about_what_is_not_there_are_problems_and_measures_without_effect_are_none() {
    let load = |measure: &str| {
        let text = SMALL_TWO.replacen("zero: \"15:19\",", &format!("zero: \"15:19\", measures: [{measure}],"), 1);
        file::load_checked(text.as_bytes()).map_err(|report: Report| {
            report.problems.iter().map(|problem| problem.message.to_string()).collect::<Vec<_>>().join("; ")
        })
    };
    let two = "Crew(company: \"bank\", size: 3), CrewFirst(company: \"bank\", services: [\"core\"])";
    for fits in [
        two,
        "RepairWork(hazard: \"bad-release\", repair_work: \"1m\")",
        "ReservePower(site: \"cloud\", reserve: \"0s\")",
        "ReserveCooling(site: \"hall\", reserve: \"5h\")",
        "Success(service: \"core\", success: 0)",
    ] {
        assert!(load(fits).is_ok(), "{fits}: {:?}", load(fits).err());
    }
    let told = [
        "Success(service: \"path\", success: 1.0)",
        "CrewFirst(company: \"bank\", services: [\"line-a\"])",
        "CrewFirst(company: \"bank\", services: [\"core\", \"core\"])",
        "CrewFirst(company: \"bnk\", services: [])",
        "RepairWork(hazard: \"heat\", repair_work: \"0s\")",
        "ReservePower(site: \"hal\", reserve: \"1h\")",
        "Crew(company: \"bank\", size: -3)",
    ]
    .map(|measure| format!("{measure}: {}", load(measure).err().unwrap_or_else(|| panic!("{measure} fits"))));
    insta::assert_snapshot!(told.join("\n"));
}
