//! Tests of files that are written as in other formats, countries and programs: each slip is told once, at its place, with the remedy
//! that gives what was meant.

use firedrill::file::{self, Location, Problem};

use crate::support::SMALL;

fn problems(text: &str) -> Vec<Problem> {
    file::load(text.as_bytes()).expect_err("there is a problem").problems
}

fn told(problem: &Problem) -> String {
    format!("{} | {}", problem.message, problem.remedy)
}

/// The line and column of a byte of a text.
fn location(text: &str, offset: usize) -> Location {
    let before = &text[..offset];
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    Location { line: before.matches('\n').count() + 1, column }
}

/// In the small world, `right` is replaced by a `slip`. There must be one problem, at the first `culprit` of the slip, with these words.
struct Case {
    right: &'static str,
    slip: &'static str,
    culprit: &'static str,
    words: &'static str,
}

const fn case(right: &'static str, slip: &'static str, culprit: &'static str, words: &'static str) -> Case {
    Case { right, slip, culprit, words }
}

const CASES: &[Case] = &[
    // Numbers.
    case(
        "users: 5000000,",
        "users: 5,000,000,",
        "5,",
        "numbers have no comma in this notation: `5,000,000` | write `5000000`",
    ),
    case("users: 5000000,", "users: 5 000 000,", "5 ", "numbers have no blank in them: `5 000 000` | write `5000000`"),
    case(
        "users: 5000000,",
        "users: 5\u{a0}000\u{202f}000,",
        "5",
        "numbers have no blank in them: `5 000 000` | write `5000000`",
    ),
    case("users: 5000000,", "users: 5'000'000,", "5", "`5'000'000` is not written as a number here | write `5000000`"),
    case("users: 5000000,", "users: 5.000.000,", "5", "`5.000.000` is not written as a number here | write `5000000`"),
    case("users: 5000000,", "users: 5e6,", "5", "`5e6` is not written as a number here | write `5000000`"),
    case("users: 5000000,", "users: 5M,", "5", "`5M` is not written as a number here | write `5000000`"),
    case("users: 5000000,", "users: 500만,", "5", "`500만` is not written as a number here | write `5000000`"),
    case("users: 5000000,", "users: 5 million,", "5", "`5 million` is not written as a number here | write `5000000`"),
    case("users: 5000000,", "users: 5000000.0,", "5", "`5000000.0` is not written as a number here | write `5000000`"),
    case("users: 5000000,", "users: \"5000000\",", "\"", "a number stands without quotes | write `5000000`"),
    case("users: 5000000,", "users: ５００００００,", "５", "RON does not know `５００００００` | write `5000000`"),
    case(
        "on: { \"pangyo-1\": 400 }",
        "on: { \"pangyo-1\": 4,00 }",
        "4",
        "numbers have no comma in this notation: `4,00` | write `4`",
    ),
    case("weight: 0.6", "weight: 0,6", "0,6", "numbers have no comma in this notation: `0,6` | write `0.6`"),
    case("weight: 0.6", "weight: 60%", "60", "`60%` is not written as a number here | write `0.6`"),
    case("weight: 0.6", "weight: \"0.6\"", "\"", "a number stands without quotes | write `0.6`"),
    case(
        "close: 51400.0",
        "close: 51.400,0",
        "51",
        "numbers have no comma in this notation: `51.400,0` | write `51400.0`",
    ),
    case(
        "close: 51400.0",
        "close: 51,400",
        "51",
        "numbers have no comma in this notation: `51,400` | write 51.400 or 51400, whichever is meant",
    ),
    case("(\"3m\", 0.06)", "(\"3m\", 0,06)", "0,", "numbers have no comma in this notation: `0,06` | write `0.06`"),
    case(
        "at: (37.39, 126.95)",
        "at: (37,39, 126,95)",
        "37",
        "numbers have no comma in this notation: `37,39` | write `37.39`\nnumbers have no comma in this notation: `126,95` | write `126.95`",
    ),
    case(
        "Price(\"kakao\", 48350.0)",
        "Price(\"kakao\", 48 350)",
        "48",
        "numbers have no blank in them: `48 350` | write `48350`",
    ),
    case(
        "DarkServers(\"kakao\", 32000)",
        "DarkServers(\"kakao\", 32,000)",
        "32",
        "numbers have no comma in this notation: `32,000` | write `32000`",
    ),
    case("runs: 20", "runs: 2\u{2009}000", "2", "numbers have no blank in them: `2 000` | write `2000`"),
    case("users: 5000000,", "users: 5000000,,", ", needs", "there is nothing before this comma | remove it"),
    case(
        "users: 5000000,",
        "users: 5000000 people,",
        "5",
        "a whole number is expected here | write digits alone, such as 43000000",
    ),
    case(
        "at: (37.39, 126.95)",
        "at: (37.39° N, 126.95)",
        "37",
        "a number is expected here | write a number such as 0.06",
    ),
    case(
        "at: (37.39, 126.95)",
        "at: (lat: 37.39, 126.95)",
        "lat",
        "a value stands here without a name, not with `lat` | remove the name and the colon",
    ),
    case("(\"3m\", 0.06)", "(\"3m\": 0.06)", ":", "a comma is expected here | write `,`"),
    case(
        "start: \"2022-10-15 15:00\"",
        "start: 2022-10-15 15:00",
        "2022",
        "a text in quotes is expected here | write \"2022-10-15 15:00\"",
    ),
    case("length: \"3d\"", "length: 3d", "3d", "a text in quotes is expected here | write \"3d\""),
    // Quotes.
    case(
        "title: \"Small world\"",
        "title: “Small world”",
        "“",
        "a text stands between double quotes `\"`, not these | write \"Small world\"",
    ),
    case(
        "title: \"Small world\"",
        "title: „Small world“",
        "„",
        "a text stands between double quotes `\"`, not these | write \"Small world\"",
    ),
    case(
        "title: \"Small world\"",
        "title: «Small world»",
        "«",
        "a text stands between double quotes `\"`, not these | write \"Small world\"",
    ),
    case(
        "title: \"Small world\"",
        "title: 'Small world'",
        "'",
        "a text stands between double quotes `\"`, not these | write \"Small world\"",
    ),
    case(
        "title: \"Small world\"",
        "title: ‘Small world’",
        "‘",
        "a text stands between double quotes `\"`, not these | write \"Small world\"",
    ),
    case(
        "title: \"Small world\"",
        "title: 「Small world」",
        "「",
        "a text stands between double quotes `\"`, not these | write \"Small world\"",
    ),
    case(
        "title: \"Small world\"",
        "title: Small world",
        "Small",
        "a text in quotes is expected here | write \"Small world\"",
    ),
    case(
        "zone: \"Asia/Seoul\", start",
        "zone: Asia/Seoul, start",
        "Asia",
        "a text in quotes is expected here | write \"Asia/Seoul\"",
    ),
    case("out: \"8h 26m\"", "out: 8h 26m", "8h", "a text in quotes is expected here | write \"8h 26m\""),
    case(
        "title: \"Small world\"",
        "title: \"Small world",
        "\"Small",
        "this text ends at line 3, column 32, just before `Any` | put a `\"` where it ends, or write `\\\"` for a quote in the text",
    ),
    case(
        "title: \"Small world\"",
        "title: \"The \"small\" world\"",
        "\"The",
        "this text ends at line 3, column 16, just before `small` | put a `\"` where it ends, or write `\\\"` for a quote in the text",
    ),
    case(
        "\"사이트 전환기\"",
        "\"사이트 전환기",
        "\"사",
        "this text ends at line 50, column 93, just before `Fire` | put a `\"` where it ends, or write `\\\"` for a quote in the text",
    ),
    // Signs.
    case("users: 5000000,", "users： 5000000,", "：", "RON does not know `：` | write `:`"),
    case("users: 5000000,", "users: 5000000，", "，", "RON does not know `，` | write `,`"),
    case("users: 5000000,", "users = 5000000,", "=", "RON does not know `=` | write `:`"),
    case("users: 5000000,", "users=5000000,", "=", "RON does not know `=` | write `:`"),
    case("users: 5000000,", "users -> 5000000,", "->", "RON does not know `->` | write `:`"),
    case("users: 5000000,", "users: 5000000;", ";", "RON does not know `;` | write `,`"),
    case("users: 5000000,", "users 5000000,", "5", "a colon is expected here | write `users: ...`"),
    case("users: 5000000,", "users: 5000000", "needs", "a comma is expected here | put a comma between the two values"),
    case(
        "users: 5000000,",
        "\"users\": 5000000,",
        "\"",
        "the name of the field `users` stands without quotes | write `users`",
    ),
    case(
        "users: 5000000,",
        "users:\u{a0}5000000,",
        "\u{a0}",
        "there is a blank here that RON does not know (U+00A0) | replace it with an ordinary blank",
    ),
    case(
        "users: 5000000,",
        "users:\u{3000}5000000,",
        "\u{3000}",
        "there is a blank here that RON does not know (U+3000) | replace it with an ordinary blank",
    ),
    case(
        "users: 5000000,",
        "users:\u{200b}5000000,",
        "\u{200b}",
        "there is an invisible character here (U+200B) | remove it",
    ),
    case(
        "users: 5000000,",
        "us\u{200b}ers: 5000000,",
        "\u{200b}",
        "there is an invisible character here (U+200B) | remove it",
    ),
    case(
        "users: 5000000,",
        "\u{feff}users: 5000000,",
        "\u{feff}",
        "there is an invisible character here (U+FEFF) | remove it",
    ),
    case(
        "  services: {",
        "  # the services\n  services: {",
        "#",
        "a comment does not begin with `#` | begin it with `//`",
    ),
    case(
        "  services: {",
        "  /* the services\n  services: {",
        "/*",
        "this comment is never closed | close it with `*/`",
    ),
    case(
        "kind: Power, spread",
        "kind: \"Power\", spread",
        "\"",
        "the name `Power` stands without quotes | write `Power`",
    ),
    case("kind: Power, spread", "kind: POWER, spread", "POWER", "`POWER` is not allowed here | did you mean `Power`?"),
    case("off: true", "off: True", "True", "`true` or `false` is expected here | write `true`"),
    case("off: true", "off: yes", "yes", "`true` or `false` is expected here | write `true`"),
    case("off: true", "off: \"true\"", "\"", "`true` or `false` is expected here | write `true`"),
    case("kind: \"chat\", ", "kind: null, ", "null", "`null` is not a value here | remove this field, or write `None`"),
    case(
        "title: \"Small world\"",
        "title: null",
        "null",
        "`null` is not a value here | write a text between double quotes, or remove this field",
    ),
    // Brackets.
    case(
        "on: { \"pangyo-1\": 400 }",
        "on: ( \"pangyo-1\": 400 )",
        "(",
        "`{` is expected here, not `(` | write `{` for `(`, and `}` for the `)` that closes it",
    ),
    case(
        "on: { \"pangyo-1\": 400 }",
        "on: [ \"pangyo-1\": 400 ]",
        "[",
        "`{` is expected here, not `[` | write `{` for `[`, and `}` for the `]` that closes it",
    ),
    case(
        "on: { \"pangyo-1\": 400 }",
        "on: （ \"pangyo-1\": 400 ）",
        "（",
        "`{` is expected here, not `(` | write `{` for `(`, and `}` for the `)` that closes it
RON does not know `）` | write `)`",
    ),
    case(
        "on: { \"pangyo-1\": 400 }",
        "on: { \"pangyo-1\": 400 )",
        ")",
        "this `)` closes the `{` of line 19, column 60 | write `}`",
    ),
    case("on: { \"pangyo-1\": 400 }", "on: { \"pangyo-1\": 400 }}", "},", "this `}` closes nothing | remove it"),
    case(
        "on: { \"pangyo-1\": 400 }",
        "on: { \"pangyo-1\": 400",
        ")",
        "the `{` of line 19, column 60 is not closed before this `)` | put a `}` where it ends",
    ),
    case(
        "Strike(site: \"pangyo-1\")), (at",
        "Strike{site: \"pangyo-1\"}), (at",
        "{",
        "`(` is expected here, not `{` | write `(` for `{`, and `)` for the `}` that closes it",
    ),
    case(
        "Strike(site: \"pangyo-1\")), (at",
        "Strike(\"pangyo-1\")), (at",
        "\"",
        "a field of Strike is expected here | write `site: \"pangyo-1\"`",
    ),
    case(
        "\"dunamu\": (name: \"Dunamu\")",
        "\"dunamu\": {\"name\": \"Dunamu\"}",
        "{",
        "`(` is expected here, not `{` | write `(` for `{`, and `)` for the `}` that closes it\nthe name of the field `name` stands without quotes | write `name`",
    ),
    case(
        "\"dunamu\": (name: \"Dunamu\")",
        "\"dunamu\": name: \"Dunamu\"",
        "name",
        "an opening bracket `(` is expected here | write `(` before the first field and `)` after the last one",
    ),
    case(
        "\"kakao\": (name: \"Kakao\", ticker: \"035720\", exchange: \"krx\", currency: \"KRW\", close: 51400.0, exposure: { \"talk\": 0.6, \"login\": 0.2 }),",
        "\"kakao\": name: \"Kakao\", ticker: \"035720\", exchange: \"krx\", currency: \"KRW\", close: 51400.0, exposure: { \"talk\": 0.6, \"login\": 0.2 },",
        "name",
        "an opening bracket `(` is expected here | write `(` before the first field and `)` after the last one",
    ),
    case(
        "restore: [\"control\", \"talk\"]",
        "restore: {\"control\", \"talk\"}",
        "{",
        "`[` is expected here, not `{` | write `[` for `{`, and `]` for the `}` that closes it",
    ),
    case(
        "restore: [\"control\", \"talk\"]",
        "restore: [\"control\" \"talk\"]",
        "\"talk",
        "a comma is expected here | put a comma between the two values",
    ),
    case(
        "closed: [\"2022-10-03\"]",
        "closed: \"2022-10-03\"",
        "\"",
        "a list is expected here | write [ before this value and ] after it",
    ),
    case(
        "at: (37.39, 126.95)",
        "at: [37.39, 126.95]",
        "[",
        "`(` is expected here, not `[` | write `(` for `[`, and `)` for the `]` that closes it",
    ),
    case(
        "at: (37.39, 126.95)",
        "at: 37.39, 126.95",
        "37",
        "an opening bracket `(` is expected here | write 2 values between `(` and `)`, with a comma between them",
    ),
    case(
        "notes: [ (about: \"services.talk.on\", kind: Assumed, text: \"No split by service was published.\"),   // Sourced | Assumed | Fitted\n           (about: \"sites.pangyo-1\", kind: Sourced, source: \"report\") ]",
        "notes: (about: \"sites.pangyo-1\", kind: Sourced, source: \"report\")",
        "(",
        "a list is expected here | write [ before this value and ] after it",
    ),
    case(
        "notes: [ (about: \"services.talk.on\", kind: Assumed, text: \"No split by service was published.\"),   // Sourced | Assumed | Fitted\n           (about: \"sites.pangyo-1\", kind: Sourced, source: \"report\") ]",
        "notes: [ about: \"sites.pangyo-1\", kind: Sourced, source: \"report\" ]",
        "about",
        "an opening bracket `(` is expected here | write `(` before the first field and `)` after the last one",
    ),
];

#[test]
fn a_slip_is_told_once_where_it_is() {
    let mut wrong = Vec::new();
    for Case { right, slip, culprit, words } in CASES {
        let text = SMALL.replacen(right, slip, 1);
        assert_ne!(text, SMALL, "the small world says {right}");
        let offset = SMALL.find(right).expect("it is there");
        let rest = &text[offset..];
        let place = location(&text, offset + rest.find(culprit).expect("the culprit is in the slip or after it"));
        let problems = problems(&text);
        let found = problems.iter().map(told).collect::<Vec<_>>().join("\n");
        if (found.as_str(), problems[0].location) != (*words, Some(place)) {
            wrong.push(format!("{slip}: {place:?}\n{words}\n  {:?}\n{found}", problems[0].location));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_raw_name_beside_another_slip_is_a_name() {
    let text = SMALL.replacen("do: Strike(", "r#do: Strike(", 1).replacen("load: 300", "lode: 300", 1);
    let words: Vec<String> = problems(&text).iter().map(told).collect();
    assert_eq!(words, ["there is no field `lode` in Service | did you mean `load`?"]);
}

#[test]
fn slips_of_several_kinds_are_told_at_once() {
    let text = SMALL
        .replacen("users: 43000000", "users: 43,000,000", 1)
        .replacen("users: 5000000", "“users”： 5000000", 1)
        .replacen("needs: { \"login\": (weight: 0.6) }", "needs: ( \"logni\": (weight: 0,6) )", 1)
        .replacen("rise: \"4m\"", "rise: 4m", 1)
        .replacen("restart: \"30m\"", "restart: \"30 parsecs\"", 1);
    let lines = problems(&text).iter().map(told).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(lines);
}

#[test]
fn decimals_with_commas_in_a_list_are_told() {
    let hours = vec!["0,5"; 24].join(", ");
    let text = SMALL.replacen(
        "day: [1, 1, 0.9, 0.8, 0.7, 0.7, 0.7, 0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]",
        &format!("day: [{hours}]"),
        1,
    );
    assert_ne!(text, SMALL);
    let words: Vec<String> = problems(&text).iter().map(told).collect();
    assert!(words.iter().any(|words| words.contains("with a point before decimals, such as 0.5")), "{words:?}");
}

#[test]
fn a_mark_is_under_the_slip_whatever_is_before_it() {
    let slip = "users: -5";
    for (before, line_end) in [("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n"), ("", "\n")] {
        let text = format!("{before}{}", SMALL.replacen("users: 5000000", slip, 1).replace('\n', line_end));
        let report = file::load(text.as_bytes()).expect_err("fewer users than none");
        assert_eq!(report.problems.len(), 1);
        let rendered = report.render("small.ron", &text);
        let lines: Vec<&str> = rendered.lines().collect();
        assert_eq!(lines[1].find("-5"), lines[2].find('^'), "{rendered}");
    }
    // In the first line, a byte order mark has no column.
    let text = format!("\u{feff}{}", SMALL.replacen("(\n  firedrill: 1,", "(firedrill: 1, titel: \"\",", 1));
    let report = file::load(text.as_bytes()).expect_err("no such field");
    let rendered = report.render("small.ron", &text);
    let lines: Vec<&str> = rendered.lines().collect();
    assert_eq!(lines[1].find("titel"), lines[2].find('^'), "{rendered}");
    // Wide letters take two columns of the terminal, combining marks none, and signs that nobody sees are shown as a dot or as an escape.
    let mark = |title: &str| {
        let text =
            SMALL.replacen("title: \"Small world\", about:", &format!("title: \"{title}\", abuot: \"\", about:"), 1);
        let mut report = file::load(text.as_bytes()).expect_err("no such field");
        report.warnings.clear();
        let rendered = report.render("small.ron", &text);
        rendered.lines().rev().find_map(|line| line.find('^')).expect("a mark")
    };
    for (name, columns) in
        [("카카오톡", 8), ("é", 1), ("e\u{301}", 1), ("\t", 1), ("\u{2028}", 8), ("\u{200b}", 1), ("\r", 1), ("👩‍🚒", 4)]
    {
        assert_eq!(mark(name), mark("") + columns, "{name:?}");
    }
}

#[test]
fn a_line_of_the_log_has_no_control_characters() {
    let log = "actions: [ (at: \"16:00\", do: Log(title: \"Call\\u{1b}[2J\")),";
    let words: Vec<String> = problems(&SMALL.replacen("actions: [", log, 1)).iter().map(told).collect();
    assert_eq!(words, ["this text has a control character (U+001B) | write \"Call[2J\""]);
}

#[test]
fn names_have_no_control_characters() {
    // With fewer retries, nothing but the names is worth a warning.
    let with = |name: &str| {
        SMALL.replace("retry: 2.0", "retry: 1.0").replacen("name: \"Upbit\"", &format!("name: \"{name}\""), 1)
    };
    for (name, words) in [
        ("Sh\\u{1b}[2Jop", "this text has a control character (U+001B) | write \"Sh[2Jop\""),
        ("Mon\\u{8}day", "this text has a control character (U+0008) | write \"Monday\""),
        ("M\\u{1b}[31mon\\u{8}", "this text has a control character (U+001B) | write \"M[31mon\""),
        ("Mon\\rday", "this text has a control character (U+000D) | write \"Monday\""),
        ("Mon\u{9b}day", "this text has a control character (U+009B) | write \"Monday\""),
        (
            "a\u{202e}b",
            "this text has a character that turns the direction of the texts after it (U+202E) | write \"ab\"",
        ),
        (
            "a\u{2066}b",
            "this text has a character that turns the direction of the texts after it (U+2066) | write \"ab\"",
        ),
    ] {
        let problems = problems(&with(name));
        let [problem] = &problems[..] else { panic!("{name:?}: one problem: {problems:?}") };
        assert_eq!(told(problem), words);
        let text = with(name);
        assert_eq!(problem.location, Some(location(&text, text.find(&format!("\"{name}\"")).expect("it is there"))));
    }
    for name in ["two\nlines", "a\ttab", "two\r\nlines", "👩‍🚒", "می‌خواهم", "\u{2067}שלום\u{2069} (a)", "Vue\u{a0}!"]
    {
        assert!(file::load_checked(with(name).as_bytes()).is_ok_and(|checked| checked.warnings.is_empty()), "{name:?}");
    }
    let checked = file::load_checked(with("Up\u{200b}bit").as_bytes()).expect("it loads");
    let words: Vec<String> = checked.warnings.iter().map(told).collect();
    assert_eq!(
        words,
        [
            "this text has an invisible character (U+200B) | remove it, unless it is meant: a text without it looks the same and is another"
        ]
    );
}

#[test]
fn every_text_of_a_scenario_is_checked() {
    let mut rest = SMALL;
    let mut offset = 0;
    let mut count = 0;
    // Every text of the small world in turn: a reference with a control character is unknown, a time is none, and a name is refused.
    while let Some(start) = rest.find('"') {
        let end = start + 1 + rest[start + 1..].find('"').expect("texts are closed");
        let at = offset + end;
        let is_key = SMALL[at + 1..].starts_with(':');
        let text = format!("{}\\u{{1b}}{}", &SMALL[..at], &SMALL[at..]);
        if !is_key {
            assert!(file::load(text.as_bytes()).is_err(), "{}", &SMALL[at - 10..at + 1]);
            count += 1;
        }
        offset += end + 1;
        rest = &rest[end + 1..];
    }
    assert!(count > 100);
}

#[test]
fn a_key_where_a_row_is_expected_ends_nothing() {
    for right in [
        "(at: \"15:19\", do: Strike",
        "(name: \"Untouched\")",
        "(plan: \"Fire\", seed: 7,",
        "(from: \"battery-fire\", to:",
    ] {
        for slip in ["\"key\": 5, ", "\"key\": ", "\"key\" ", ": ", "name: 5, \"key\": 5, "] {
            let text = SMALL.replacen(right, &format!("{slip}{right}"), 1);
            assert_ne!(text, SMALL, "the small world says {right}");
            assert!(problems(&text).len() < 10, "{slip}{right}");
        }
    }
}
