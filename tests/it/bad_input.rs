//! Tests of invalid files: every problem is reported with its location and a remedy, and no file leads to a panic or an endless
//! loop.

use std::fs;
use std::path::Path;

use firedrill::file::{self, Problem, Report};
use firedrill::ui::text::{Language, Texts};
use proptest::prelude::*;

use crate::support::SMALL;

/// All problems of the small world after the first `from` is replaced by `to`, one line for each problem.
fn problems_with(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "the small world says {from}");
    problems(&SMALL.replacen(from, to, 1))
}

fn problems(text: &str) -> String {
    told(&file::load(text.as_bytes()).expect_err("there is a problem"))
}

/// The report in English. Also checks that each message and each remedy exists in Korean.
fn told(report: &Report) -> String {
    let is_korean = |line: &&str| line.chars().any(|letter| matches!(letter, '가'..='힣'));
    let korean = told_in(Language::Korean, report);
    assert_eq!(
        korean.lines().filter(is_korean).count(),
        2 * report.problems.len(),
        "a message and a remedy each: {korean}"
    );
    told_in(Language::English, report).replace("\n    ", " | ")
}

fn told_in(language: Language, report: &Report) -> String {
    let texts = Texts::of(language);
    let line = |problem: &Problem| {
        let said = [&problem.message, &problem.remedy].map(|saying| texts.say(saying).replace('\n', " "));
        let (line, column) = line_and_column(problem);
        format!("{line}:{column} {}\n    {}", said[0], said[1])
    };
    report.problems.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Line and column of a problem, from 1; (0, 0) if the problem is about the whole file.
fn line_and_column(problem: &Problem) -> (usize, usize) {
    problem.location.map_or((0, 0), |location| (location.line, location.column))
}

macro_rules! bad {
    ($($name:ident: $from:expr => $to:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(problems_with($from, $to));
        }
    )*};
}

bad! {
    unknown_field: "retry: 2.0,\n" => "retri: 2.0,\n";
    unknown_field_of_the_file: "population: 52000000" => "poplation: 52000000";
    unknown_site: "on: { \"pangyo-1\": 400 }" => "on: { \"pangio-1\": 400 }";
    unknown_service: "needs: \"control\", by_hand" => "needs: \"controll\", by_hand";
    unknown_hazard: "hazard: \"battery-fire\",\n" => "hazard: \"batery-fire\",\n";
    unknown_unit: "restart: \"30m\"" => "restart: \"30 parsecs\"";
    unknown_action: "do: ShedLoad(" => "do: ShedLod(";
    unknown_zone: "zone: \"Asia/Seoul\", start" => "zone: \"Asia/Soul\", start";
    unknown_plan: "(plan: \"Untouched\"" => "(plan: \"Untuched\"";
    unknown_source: "kind: Sourced, source: \"report\"" => "kind: Sourced, source: \"reports\"";
    unknown_place_of_a_look: "look: Site(\"pangyo-1\")" => "look: Place(\"SK C&C Pangio\")";
    fraction_of_a_second: "restart: \"30m\"" => "restart: \"1500ms\"";
    longer_than_a_hundred_years: "rto: \"30m\"" => "rto: \"36525d 1s\"";
    observed_before_it_began: "since: \"2022-10-16 10:00\"" => "since: \"2022-10-16 21:31\"";
    cost_that_is_no_price: "cost: \"a cache\"" => "cost: true";
    seeds_beyond_the_last: "first: 3" => "first: 18446744073709451616";
    note_about_a_section_misspelt_three_times: "about: \"sites.pangyo-1\"" => "about: \"ekchamgez.krx\"";
    note_about_nothing: "about: \"sites.pangyo-1\"" => "about: \"sites.pangyo-9\"";
    duplicate_id: "\"anyang\":   (name" => "\"pangyo-2\": (name";
    duplicate_plan: "(name: \"Fire\"" => "(name: \"Untouched\"";
    duplicate_field: "users: 5000000," => "users: 5000000, users: 6000000,";
    duplicate_need: "needs: { \"login\": (weight: 0.6) }" => "needs: { \"login\": (weight: 0.6), \"login\": () }";
    malformed_id: "\"anyang\":   (name" => "\"Anyang!\": (name";
    not_a_number: "retry: 2.0,\n" => "retry: NaN,\n";
    infinite: "close: 51400.0" => "close: inf";
    negative_servers: "\"pangyo-1\": 400" => "\"pangyo-1\": -400";
    translation_without_words: "\"화재\"" => "\" \"";
    translation_twice: "\"Fire\": \"화재\"" => "\"Fire\": \"화재\", \"Fire\": \"불\"";
    translation_into_no_language: "\"ko\": {" => "\"kr\": {";
    negative_share: "(\"3m\", 0.06)" => "(\"3m\", -0.06)";
    huge_users: "users: 43000000" => "users: 43000000000000000000000000000000000000";
    huge_users_in_range_of_the_parser: "users: 43000000" => "users: 430000000000000";
    text_for_a_number: "users: 43000000" => "users: \"many\"";
    latitude_out_of_range: "at: (37.402, 127.100)" => "at: (97.402, 127.100)";
    longitude_out_of_range: "at: (37.402, 127.100)" => "at: (37.402, 527.100)";
    share_over_one: "(\"8m\", 1.0)" => "(\"8m\", 1.5)";
    weight_over_one: "weight: 0.6" => "weight: 1.6";
    uncertainty_below_nothing: "uncertainty: 0.1" => "uncertainty: -0.1";
    weight_of_nothing: "weight: 0.6" => "weight: 0.0";
    too_many_decimals: "(\"3m\", 0.06)" => "(\"3m\", 0.0605)";
    needs_itself: "needs: { \"login\": (weight: 0.6) }" => "needs: { \"upbit\": () }";
    length_of_nothing: "length: \"3d\"" => "length: \"0s\"";
    length_of_a_thousand_years: "length: \"3d\"" => "length: \"1000y\"";
    length_of_eleven_years: "length: \"3d\"" => "length: \"11y\"";
    steps_out_of_order: "[(\"3m\", 0.06), (\"8m\", 1.0)]" => "[(\"8m\", 0.06), (\"3m\", 1.0)]";
    repair_that_darkens: "(\"1h 45m\", 0.4), (\"12h\", 0.0)" => "(\"1h 45m\", 0.4), (\"12h\", 0.5)";
    relative_without_a_strike: "(at: \"15:19\", do: Strike(site: \"pangyo-1\")), (at: \"+9h" => "(at: \"+9h";
    relative_beyond_the_run: "at: \"+9h 11m\"" => "at: \"+9d\"";
    outside_the_run: "(at: \"2022-10-16 01:31\"" => "(at: \"2022-11-16 01:31\"";
    no_such_day: "start: \"2022-10-15 15:00\"" => "start: \"2022-02-30 15:00\"";
    twenty_three_hours: "day: [1, 1," => "day: [1,";
    listed_without_an_exchange: "exchange: \"krx\", currency" => "currency";
    newer_version: "firedrill: 1," => "firedrill: 3, moons: 3,";
    no_version: "firedrill: 1," => "";
    measure_about_what_is_not_there: "AddServers(service: \"control\", site: \"anyang\", servers: 400)" => "StopSpread(site: \"anyang\", to: \"pangyo-1\")";
    forked_from_nowhere: "fork: (from: \"Fire\"" => "fork: (from: \"Fier\"";
    forked_after_the_end: "(from: \"Fire\", at: \"2022-10-15 15:00\")" => "(from: \"Fire\", at: \"2022-10-18 15:01\")";
    forked_from_itself: "(from: \"Fire\", at" => "(from: \"Switch at two sites\", at";
    forked_round_in_a_circle: "(name: \"Fire\", about: \"...\"," => "(name: \"Fire\", fork: (from: \"Switch at two sites\", at: \"16:00\"),";
    expectation_of_nothing: "that: People(over: 30000000)" => "that: People()";
    expectation_that_nothing_meets: "over: \"9h\", under: \"12h\"" => "over: \"12h\", under: \"9h\"";
    expectation_about_no_service: "that: BreaksRto(service: \"talk\")" => "that: BreaksRto(service: \"tlak\")";
    expectation_without_an_rto: "that: BreaksRto(service: \"talk\")" => "that: BreaksRto(service: \"login\")";
    expectation_of_a_price_that_is_not_there: "that: People(over: 30000000)" => "that: LowestPrice(company: \"dunamu\", over: 0.1)";
    expectation_of_one_seed_and_of_many: "seed: 7, that" => "seed: 7, seeds: (runs: 5), that";
    expectation_of_no_run: "runs: 20, share: 0.9" => "runs: 0, share: 1.1";
    users_with_a_decimal: "users: 43000000" => "users: 1.5";
    negative_population: "population: 52000000" => "population: -1";
    nobody: "population: 52000000" => "population: 0";
    smallest_weight: "weight: 0.6" => "weight: 0.0001";
    length_of_a_thousand_years_in_words: "length: \"3d\"" => "length: \"1000years\"";
    huge_close: "close: 51400.0" => "close: 1e300";
    tiny_decimal: "(\"3m\", 0.06)" => "(\"3m\", 1e-9)";
    start_in_the_year_nothing: "start: \"2022-10-15 15:00\"" => "start: \"0000-10-15 15:00\"";
    start_in_the_far_future: "start: \"2022-10-15 15:00\"" => "start: \"9999-10-15 15:00\"";
    fork_of: "fork: (from: \"Fire\"," => "fork: (of: \"Fire\",";
    several_at_once: "users: 5000000, needs: { \"login\": (weight: 0.6) }" => "users: -5, restart: \"1 moon\", needs: { \"logout\": (weight: 0.6789) }";
}

#[test]
fn translation_of_nothing() {
    insta::assert_snapshot!(warnings_with("\"Fire\": \"화재\"", "\"Fiire\": \"화재\""));
}

#[test]
fn translation_of_nothing_like_it() {
    insta::assert_snapshot!(warnings_with("\"Fire\": \"화재\"", "\"A storm in the harbour\": \"화재\""));
}

/// All warnings about the small world after the first `from` is replaced by `to`, one line for each warning.
fn warnings_with(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "the small world says {from}");
    let checked = file::load_checked(SMALL.replacen(from, to, 1).as_bytes()).expect("it loads all the same");
    told(&Report { problems: checked.warnings, warnings: Vec::new() })
}

/// A world with this number of sites, in which a site is struck that does not exist.
fn struck_elsewhere(sites: usize) -> String {
    let sites: Vec<String> =
        (0..sites).map(|site| format!("\"site-{site}\": (name: \"Site\", at: (0.0, 0.0), hazard: \"cut\")")).collect();
    format!(
        r#"(firedrill: 1, title: "T", zone: "UTC", start: "2024-03-04 00:00", length: "2d",
        hazards: {{ "cut": (name: "Cut", kind: Power, out: "1h") }}, sites: {{ {} }}, services: {{}},
        plans: [(name: "P", actions: [(at: "12:00", do: Strike(site: "paris"))])])"#,
        sites.join(", ")
    )
}

#[test]
fn an_unknown_id_is_reported_with_the_known_ids_if_there_are_few() {
    insta::assert_snapshot!("no site", problems(&struck_elsewhere(0)));
    insta::assert_snapshot!("eight sites", problems(&struck_elsewhere(8)));
    insta::assert_snapshot!("nine sites", problems(&struck_elsewhere(9)));
}

#[test]
fn a_note_must_be_about_a_table_or_an_existing_entry() {
    for (table, one) in [
        ("sources", "report"),
        ("hazards", "power-off"),
        ("sites", "anyang"),
        ("services", "talk"),
        ("exchanges", "krx"),
        ("companies", "kakao"),
        ("rivals", "line"),
    ] {
        let about = |what: &str| SMALL.replacen("about: \"sites.pangyo-1\"", &format!("about: \"{table}{what}\""), 1);
        for there in ["", ".", ".*", &format!(".{one}"), &format!(".{one}.name")] {
            assert!(file::load(about(there).as_bytes()).is_ok(), "{table}{there}");
        }
        assert!(problems(&about(".nowhere")).contains(" \"nowhere\""), "{table}");
    }
}

#[test]
fn values_at_the_bounds_load() {
    for (from, to) in [
        ("length: \"3d\"", "length: \"3653d\""),
        ("rto: \"30m\"", "rto: \"36525d\""),
        ("since: \"2022-10-16 10:00\"", "since: \"2022-10-16 21:30\""),
        ("first: 3", "first: 18446744073709451615"),
        ("runs: 20", "runs: 100000"),
    ] {
        assert!(SMALL.contains(from), "the small world says {from}");
        assert!(file::load(SMALL.replacen(from, to, 1).as_bytes()).is_ok(), "{to}");
    }
}

#[test]
fn only_the_first_200_problems_are_listed_and_the_others_are_counted() {
    let services: Vec<String> = (0..250).map(|n| format!("\"s{n}\": (name: \"S\", users: -1),\n")).collect();
    let text = format!(
        "(firedrill: 1, title: \"T\", zone: \"UTC\", start: \"2024-03-04 00:00\", length: \"2d\", sites: {{}}, services: {{\n{}}})",
        services.concat()
    );
    let told = problems(&text);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 201);
    assert_eq!(lines[199], "201:28 -1 is out of range | write a whole number from 0 to 100000000000");
    assert_eq!(lines[200], "201:28 and 50 more problems | fix the problems above first");
}

#[test]
fn mistakes_of_every_kind_are_told_at_once() {
    let text = with_mistakes();
    insta::assert_snapshot!(problems(&text));
    let report = file::load(text.as_bytes()).expect_err("there are many");
    insta::assert_snapshot!("mistakes of every kind in Korean", told_in(Language::Korean, &report));
}

fn with_mistakes() -> String {
    [
        ("firedrill: 1,", "firedrill: 1, firedrill: 1,"),
        ("title: \"Small world\"", "titel: \"Small world\""),
        ("users: 43000000", "users: \"many\""),
        ("users: 5000000", "users: -5"),
        ("retry: 2.0,\n", "retri: 2.0,\n"),
        ("zone: \"Asia/Seoul\", start", "zone: Seoul, start"),
        ("close: 51400.0", "close: None, colour: (red: 1, green: [2, 3])"),
        ("do: ShedLoad(", "do: ShedLod("),
        ("\"anyang\":   (name: \"Anyang\"", "\"anyang\":   (nam: \"Anyang\""),
        ("at: (37.402, 127.100)", "at: (37.402)"),
        ("needs: { \"login\": (weight: 0.6) }", "needs: { \"logni\": (weight: 0.6, grace: 5) }"),
        ("(plan: \"Untouched\"", "(plan: Untouched"),
    ]
    .iter()
    .fold(SMALL.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the small world says {from}");
        text.replacen(from, to, 1)
    })
}

#[test]
fn where_a_bracket_is_missing_what_stands_before_it_is_told_too() {
    let text = SMALL.replacen("users: 43000000", "usres: 43000000", 1).replacen("plans: [", "plans: (", 1);
    insta::assert_snapshot!(problems(&text));
}

#[test]
fn references_to_unreadable_parts_are_not_reported_too() {
    for (from, to) in [
        ("hazards: {", "hazards: 5, unknown: {"),
        ("sites: {", "sites: 5, unknown: {"),
        ("services: {", "services: 5, unknown: {"),
        ("plans: [", "plans: 5, unknown: ["),
        ("companies: {", "companies: 5, unknown: {"),
        ("start: \"2022-10-15 15:00\"", "start: 2022"),
        ("(name: \"Fire\"", "(name: 1"),
    ] {
        let told = problems_with(from, to);
        assert!(told.lines().count() <= 2, "{from}:\n{told}");
    }
}

#[test]
fn all_measures_that_do_not_fit_are_told_with_all_else() {
    let measures = "measures: [SwitchFree(service: \"control\"), StopSpread(site: \"pangyo-1\", to: \"anyang\"), \
                    Grace(service: \"login\", need: \"talk\", grace: \"1m\"), SwitchFree(service: \"nobody\")], actions";
    let text = SMALL.replacen(
        "(name: \"Fire\", about: \"...\", actions",
        &format!("(name: \"Fire\", about: \"...\", {measures}"),
        1,
    );
    assert_ne!(text, SMALL);
    insta::assert_snapshot!(problems(&text.replacen("users: 5000000", "users: -5", 1)));
}

#[test]
fn problems_of_a_large_file_are_listed_in_part_and_counted() {
    let row = |index: usize| format!("\"s{index}\": (nam: \"S\", users: 1.5, on: {{ \"nowhere\": 1 }}),\n");
    let rows: String = (0..100_000).map(row).collect();
    let text = SMALL.replacen("services: {", &format!("services: {{{rows}"), 1);
    assert!(text.len() > 5_000_000);
    let report = file::load(text.as_bytes()).expect_err("there are problems");
    let last = report.problems.last().map(|problem| problem.message.to_string()).unwrap_or_default();
    assert_eq!((report.problems.len(), last.as_str()), (201, "and 399800 more problems"));
}

#[test]
fn the_clocks_skip_a_time() {
    let text = r#"(firedrill: 1, title: "T", zone: "Europe/Berlin", start: "2022-03-26 12:00", length: "2d",
        hazards: { "cut": (name: "Cut", kind: Power, out: "1h") },
        sites: { "a": (name: "A", at: (52.5, 13.4), hazard: "cut") }, services: {},
        plans: [(name: "P", actions: [(at: "2022-03-27 02:30", do: Strike(site: "a"))])])"#;
    insta::assert_snapshot!(problems(text));
}

#[test]
fn files_that_are_no_text_or_no_scenario_are_refused() {
    insta::assert_snapshot!("not utf-8", told(&file::load(b"(\n  title: \"caf\xe9\")").expect_err("not UTF-8")));
    insta::assert_snapshot!("empty", problems(""));
    insta::assert_snapshot!("blanks", problems(&" \n".repeat(10_000_000)));
    insta::assert_snapshot!("prose", problems("Once upon a time"));
    insta::assert_snapshot!("json", problems("{\"title\": \"x\"}"));
    insta::assert_snapshot!("something behind", problems(&format!("{SMALL} (")));
}

#[test]
fn nested_ten_thousand_deep() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("Some(", ")"), ("/*", "*/")] {
        let deep = format!("{}{}", open.repeat(10_000), close.repeat(10_000));
        assert!(!problems(&deep).is_empty(), "{open}");
        let inside = SMALL.replacen("title: \"Small world\"", &format!("title: {deep}"), 1);
        assert!(!problems(&inside).is_empty(), "{open}");
    }
}

#[test]
fn truncated_at_any_byte() {
    let end = SMALL.trim_end().len();
    for cut in 0..end {
        let report = file::load(&SMALL.as_bytes()[..cut]).expect_err("a part is not a scenario");
        assert!(!report.problems.is_empty(), "cut at {cut}");
        assert!(!report.render("cut", &SMALL[..SMALL.floor_char_boundary(cut)]).is_empty(), "cut at {cut}");
    }
}

#[test]
fn a_report_shows_the_line_and_a_mark() {
    let text = SMALL.replacen("name: \"Small world\"", "", 1).replacen("\"anyang\": 3000", "\"안양\": 3000", 1);
    let report = file::load(text.as_bytes()).expect_err("there is no such site");
    insta::assert_snapshot!(report.render("small.ron", &text));
}

#[test]
fn locations_are_right_after_raw_strings_comments_and_escapes() {
    let noise = [
        ("/* a /* b */ ( \" */ title: r##\"a \"# (b, \"c\": /* d\ne\"##", 1),
        ("// (\n title: \"a \\\" (b, c\"", 1),
        ("title: r\"a ( b\\\"", 0),
    ];
    for (title, lines) in noise {
        let text = SMALL.replacen("title: \"Small world\"", title, 1).replacen("users: 5000000", "users: -5", 1);
        let plain = SMALL.replacen("users: 5000000", "users: -5", 1);
        let place = |text: &str| {
            let report = file::load(text.as_bytes()).expect_err("fewer users than none");
            let [problem] = &report.problems[..] else { panic!("one problem: {}", told(&report)) };
            line_and_column(problem)
        };
        let (line, column) = place(&plain);
        assert_eq!(place(&text), (line + lines, column), "{title}");
    }
}

#[test]
fn folders_devices_and_missing_or_large_files_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |path: &Path| {
        told(&file::read(path).expect_err("it cannot be read")).replace(&folder.path().display().to_string(), "")
    };
    insta::assert_snapshot!("folder", told(folder.path()));
    insta::assert_snapshot!("missing", told(&folder.path().join("nowhere.ron")));
    let large = folder.path().join("large.ron");
    fs::File::create(&large).and_then(|file| file.set_len(257 * 1024 * 1024)).expect("a file with a hole");
    insta::assert_snapshot!("large", told(&large));
    let most = 256 * 1024 * 1024;
    fs::File::create(&large).and_then(|file| file.set_len(most)).expect("a file with a hole");
    assert_eq!(file::bytes(&large).expect("it is as large as may be").len() as u64, most);
    #[cfg(unix)]
    insta::assert_snapshot!("device", told(Path::new("/dev/zero")));
}

#[cfg(unix)]
#[test]
fn no_permission() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let scenario = file::load(SMALL.as_bytes()).expect("loads");
    let path = folder.path().join("world.ron");
    fs::write(&path, "old").expect("writes");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).expect("locks");
    let error = file::save(&scenario, &path).expect_err("it is locked").to_string();
    assert!(error.contains("make it writable"), "{error}");
    assert_eq!(fs::read_to_string(&path).expect("reads"), "old");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("locks");
    // The user root may read every file, so the report is checked only if the system refuses to open the file.
    if let Err(report) = file::read(&path)
        && fs::File::open(&path).is_err()
    {
        assert!(told(&report).contains("ask for permission"), "{}", told(&report));
    }
}

#[test]
fn saving_into_a_missing_folder_is_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let scenario = file::load(SMALL.as_bytes()).expect("loads");
    let nowhere = folder.path().join("no/such/world.ron");
    let error = file::save(&scenario, &nowhere).expect_err("no folder").to_string();
    assert!(error.contains("There is no folder"), "{error}");
    assert_eq!(error.matches("firedrill-saving").count(), 0, "no name that nobody gave: {error}");
    let error = file::save(&scenario, folder.path()).expect_err("a folder").to_string();
    assert!(error.contains("this is a folder"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Err(report) = file::load(&bytes) {
            prop_assert!(!report.problems.is_empty());
        }
    }

    #[test]
    fn no_change_of_a_valid_file_panics(at in 0..SMALL.len(), length in 0..40_usize, with in "[ -~\\n]{0,12}") {
        let from = SMALL.floor_char_boundary(at);
        let to = SMALL.floor_char_boundary((from + length).min(SMALL.len()));
        let text = format!("{}{with}{}", &SMALL[..from], &SMALL[to..]);
        match file::load(text.as_bytes()) {
            Ok(scenario) => prop_assert_eq!(&scenario, &file::load(file::to_ron(&scenario).as_bytes()).expect("what is written loads")),
            Err(report) => {
                prop_assert!(!report.problems.is_empty());
                let lines = text.lines().count();
                prop_assert!(report.problems.iter().all(|problem| line_and_column(problem).0 <= lines.max(1)));
            }
        }
    }
}
