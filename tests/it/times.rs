//! Tests of times, durations and time zones: in files, in transcripts and on the command line, where people write them in many ways and
//! where the clocks change.

use std::path::PathBuf;

use firedrill::file::{self, Problem};
use firedrill::model::{History, Id as _, News, Observed, ServiceId, Trigger, When};
use firedrill::ui::text::{Language, Texts};
use firedrill::units::{Clock, SimTime, Span};
use proptest::prelude::*;

use crate::support::cli::{fails, firedrill, prints, text};
use crate::support::load;

/// A world in one line for each field that a test replaces.
const WORLD: &str = r#"(
  firedrill: 1, title: "One cable",
  zone: "Europe/Berlin",
  start: "2026-03-02 08:00",
  length: "1d",
  hazards: { "digger": (name: "A digger", kind: Network, spread: [("0s", 1.0)], out: "3h", repair: [("1h", 0.0)]) },
  sites: { "hall": (name: "The hall", at: (52.52, 13.40), hazard: "digger") },
  services: { "shop": (name: "Shop", users: 20000, on: { "hall": 12 }, load: 8, rto: "1h") },
  exchanges: { "x": (name: "X", zone: "Europe/Berlin",
    open: "09:00",
    close: "17:30",
    closed: ["2026-03-03"],
    index: {}) },
  history: [ (at: "10:00", what: Back("shop")) ],
  plans: [ (name: "Monday", actions: [
    (at: "09:30", do: Strike(site: "hall")),
    (at: "+1h", do: ShedLoad(service: "shop", for: "30m")) ]) ],
)"#;

fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(WORLD.to_owned(), |world, (from, to)| {
        assert!(world.contains(from), "the world says {from}");
        world.replacen(from, to, 1)
    })
}

/// These problems or warnings, one line for each: line and column, message, remedy. Also checks that each exists in Korean.
fn told(problems: &[Problem]) -> Vec<String> {
    let in_words = |language: Language, problem: &Problem| {
        let texts = Texts::of(language);
        let location = problem.location.expect("it is somewhere");
        let said = [&problem.message, &problem.remedy].map(|saying| texts.say(saying));
        format!("{}:{} {}", location.line, location.column, said.join(" | "))
    };
    problems
        .iter()
        .for_each(|problem| assert_ne!(in_words(Language::Korean, problem), in_words(Language::English, problem)));
    problems.iter().map(|problem| in_words(Language::English, problem)).collect()
}

fn problems(changes: &[(&str, &str)]) -> Vec<String> {
    told(&file::load(with(changes).as_bytes()).expect_err("there is a problem").problems)
}

fn warnings(changes: &[(&str, &str)]) -> Vec<String> {
    let world = with(changes);
    match file::load_checked(world.as_bytes()) {
        Ok(checked) => told(&checked.warnings),
        Err(report) => panic!("it loads: {}", report.render("world", &world)),
    }
}

/// The time of the strike, in seconds since the start.
fn strike(changes: &[(&str, &str)]) -> i64 {
    load(&with(changes)).plans[0].first_strike().expect("it strikes").0
}

fn in_file(folder: &tempfile::TempDir, world: &str) -> PathBuf {
    let path = folder.path().join("world.ron");
    std::fs::write(&path, world).expect("the folder is ours");
    path
}

#[test]
fn durations_that_could_mean_something_else_are_problems_with_a_right_remedy() {
    let rto = |written: &str| problems(&[("rto: \"1h\"", &format!("rto: \"{written}\""))]);
    assert_eq!(
        rto("30M"),
        [
            "8:86 \"30M\" has the unit M, which is neither minutes nor months here | m is minutes: write \"30m\"; months are \
          written \"month\", and stand only in `length`"
        ]
    );
    for (written, message, remedy) in [
        ("1y", "does not", ""),
        ("2months", "do not always have the same length", "until now it was counted as \"60d 21h 7m 12s\""),
        ("4:00", "can be read in two ways", "write \"4h\" if it is hours and minutes, or \"4m\""),
        ("90", "a number without a unit", "write a unit after 90"),
        ("1시간", "is not a duration", "write \"1h\""),
        ("P1M", "do not always have the same length", "\"30d 10h 33m 36s\""),
    ] {
        let told = rto(written);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(written == "1y" || told[0].contains(message), "{told:?}");
        assert!(told[0].contains(remedy), "{told:?}");
    }
    for (field, written) in
        [("out: \"3h\"", "out: \"10M\""), ("(\"1h\", 0.0)", "(\"1M\", 0.0)"), ("for: \"30m\"", "for: \"30M\"")]
    {
        assert!(problems(&[(field, written)])[0].contains("m is minutes"), "{written}");
    }
    assert!(problems(&[("at: \"+1h\"", "at: \"+30M\"")])[0].contains("m is minutes: write \"30m\""));
    assert!(problems(&[("length: \"1d\"", "length: \"1M\"")])[0].contains("m is minutes: write \"1m\""));
}

#[test]
fn durations_are_read_in_upper_case_and_in_the_forms_of_iso_8601() {
    for written in ["4H", "PT4H", "pt4h", "4:00:00", "240m", "240 Min"] {
        let world = load(&with(&[("rto: \"1h\"", &format!("rto: \"{written}\""))]));
        assert_eq!(world.services[ServiceId::new(0)].rto, Some(Span(14_400)), "{written}");
    }
    for (written, secs) in [("1 month", 2_630_016), ("2months", 5_260_032), ("1y", 31_557_600), ("P1DT2H", 93_600)] {
        assert_eq!(
            load(&with(&[("length: \"1d\"", &format!("length: \"{written}\""))])).length,
            Span(secs),
            "{written}"
        );
    }
}

#[test]
fn times_with_an_offset_mean_that_instant() {
    for written in [
        "09:30",
        "2026-03-02 09:30",
        "2026-03-02T09:30:00",
        "2026-03-02 09:30 +01:00",
        "2026-03-02 08:30 +00:00",
        "2026-03-02T08:30Z",
        "2026-03-02T08:30:00.000Z",
        "2026-03-02T17:30+09:00",
        "2026-03-02T03:30-0500",
        "08:30 +00:00",
        "08:30Z",
        "17:30 +09:00",
    ] {
        assert_eq!(strike(&[("at: \"09:30\"", &format!("at: \"{written}\""))]), 5_400, "{written}");
    }
    for written in ["2026-03-02T08:00", "2026-03-02T07:00Z", "2026-03-02 16:00 +09:00"] {
        assert_eq!(strike(&[("start: \"2026-03-02 08:00\"", &format!("start: \"{written}\""))]), 5_400, "{written}");
    }
    assert_eq!(
        problems(&[("at: \"09:30\"", "at: \"09:30 KST\"")]),
        [
            "16:10 what stands after the time in \"09:30 KST\" is not an offset from UTC | write an offset such as \"+09:00\", or Z, \
          which is UTC; without one the time is local"
        ]
    );
}

#[test]
fn the_sixtieth_second_is_refused_everywhere() {
    for (from, to) in [
        ("at: \"09:30\"", "at: \"09:30:60\""),
        ("at: \"09:30\"", "at: \"2026-03-02T09:30:60Z\""),
        ("at: \"10:00\"", "at: \"10:00:60\""),
        ("start: \"2026-03-02 08:00\"", "start: \"2026-03-02 08:00:60\""),
        ("open: \"09:00\"", "open: \"09:00:60\""),
    ] {
        let told = problems(&[(from, to)]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("has 60 seconds | write seconds from 00 to 59"), "{told:?}");
    }
}

#[test]
fn a_zone_by_another_name_leads_to_the_right_one_or_to_a_choice() {
    let zone = |name: &str| {
        let told = problems(&[("zone: \"Europe/Berlin\",\n", &format!("zone: \"{name}\",\n"))]);
        assert_eq!(told.len(), 1, "{told:?}");
        told[0].clone()
    };
    assert_eq!(zone("KST"), "3:9 \"KST\" is an abbreviation, not the name of a time zone | write \"Asia/Seoul\"");
    assert_eq!(
        zone("IST"),
        "3:9 \"IST\" is an abbreviation, not the name of a time zone | write the one that is meant: \"Asia/Kolkata\", \
         \"Europe/Dublin\", \"Asia/Jerusalem\""
    );
    assert_eq!(
        zone("UTC+9"),
        "3:9 \"UTC+9\" is an offset from UTC, not the name of a time zone | write the one that is meant: \"Asia/Seoul\", \
         \"Asia/Tokyo\""
    );
    assert_eq!(zone("Z"), "3:9 \"Z\" is an offset from UTC, not the name of a time zone | write \"UTC\"");
    for name in ["asia/seoul", "Seoul", "Korea Standard Time", "서울"] {
        assert_eq!(zone(name), format!("3:9 there is no time zone \"{name}\" | write \"Asia/Seoul\""));
    }
    assert!(zone("Middle-earth").ends_with("write continent and city, such as \"Asia/Seoul\", or \"UTC\""));
    let of_exchange = problems(&[("(name: \"X\", zone: \"Europe/Berlin\"", "(name: \"X\", zone: \"CEST\"")]);
    assert!(of_exchange[0].contains("\"CEST\" is an abbreviation"), "{of_exchange:?}");
}

#[test]
fn zones_whose_names_deceive_are_warned_of() {
    let zone = |name: &str| warnings(&[("zone: \"Europe/Berlin\",\n", &format!("zone: \"{name}\",\n"))]);
    assert_eq!(
        zone("EST"),
        [
            "3:9 \"EST\" is -05:00 all year: its clocks do not change | write \"America/New_York\", where they change, or \
          \"America/Panama\", where they do not"
        ]
    );
    assert_eq!(
        zone("Etc/GMT-9"),
        [
            "3:9 \"Etc/GMT-9\" is +09:00: in names of this form the sign is reversed | write a place that has this offset \
          (\"Asia/Seoul\", \"Asia/Tokyo\"); \"Etc/GMT+9\" is the opposite"
        ]
    );
    assert_eq!(zone("UTC"), [""; 0]);
}

#[test]
fn an_index_of_a_day_without_trading_in_the_run_is_a_problem() {
    let index = |index: &str, more: &[(&str, &str)]| {
        let index = format!("index: {{ {index} }}");
        problems(&[&[("index: {}", index.as_str())], more].concat())
    };
    let long = [("length: \"1d\"", "length: \"9d\"")];
    assert_eq!(
        index("\"2026-03-07\": -0.5, \"2026-03-04\": 0.01", &long),
        [
            "13:14 \"2026-03-07\" is a Saturday, on which this exchange does not trade | write the date of a trading day of the \
          run, or remove this entry"
        ]
    );
    assert_eq!(
        index("\"2026-03-03\": 0.01", &long),
        ["13:14 the exchange is closed on \"2026-03-03\" | remove this entry, or remove the date from `closed`"]
    );
    assert_eq!(
        index("\"2026-03-02\": 0.01, \"2026-03-04\": 0.01", &[]),
        [
            "13:34 the exchange does not trade on \"2026-03-04\" within the run, which goes from 2026-03-02 08:00 to 2026-03-03 08:00 | \
          write the date of a trading day of the run, or remove this entry"
        ]
    );
    // On the first day the run begins after the close.
    let evening = [("start: \"2026-03-02 08:00\"", "start: \"2026-03-02 17:31\""), ("at: \"09:30\"", "at: \"19:30\"")];
    assert_eq!(index("\"2026-03-02\": 0.01", &evening).len(), 1);
    // Where the run is not known, nothing is said about it.
    let told = index("\"2026-03-04\": 0.01", &[("length: \"1d\"", "length: \"a day\"")]);
    assert!(told.len() == 1 && told[0].contains("\"a day\" is not a duration"), "{told:?}");
}

#[test]
fn full_width_signs_and_spaces_that_nobody_sees_are_mended_in_times_and_durations() {
    for (from, wrong, right) in [
        ("at: \"09:30\", do", "０９：３０", "09:30"),
        ("at: \"09:30\", do", "09:30\u{200b}", "09:30"),
        ("start: \"2026-03-02 08:00\"", "2026-03-02 08：00", "2026-03-02 08:00"),
        ("close: \"17:30\"", "17：30", "17:30"),
        ("out: \"3h\"", "３h", "3h"),
    ] {
        let field = from.split('"').next().expect("a field");
        let rest = from.rsplit('"').next().expect("what follows");
        let told = problems(&[(from, &format!("{field}\"{wrong}\"{rest}"))]);
        assert_eq!(told.len(), 1, "{wrong}: {told:?}");
        assert!(told[0].contains(&format!("write \"{right}\"")), "{wrong}: {told:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told_once() {
    for (from, to) in [
        ("close: \"17:30\"", "close: \"25:00\""),
        ("open: \"09:00\"", "open: \"noon\""),
        ("spread: [(\"0s\", 1.0)]", "spread: [(\"1m\", 0.5), (\"two\", 1.0)]"),
        ("repair: [(\"1h\", 0.0)]", "repair: [(\"1h\", 0.5), (\"soon\", 0.0)]"),
        ("repair: [(\"1h\", 0.0)]", "repair: [(\"1h\", -0.5), (\"2h\", 0.1)]"),
        ("history: [ (at: \"10:00\"", "history: [ (since: \"09:00\", at: \"ten\""),
        ("(at: \"09:30\", do", "(at: \"half past nine\", do"),
        ("do: Strike(", "do: Strke("),
        ("hazard: \"digger\"", "hazard: \"diger\", spreads: [(to: \"hall\", after: \"1h\")]"),
    ] {
        let told = problems(&[(from, to)]);
        assert_eq!(told.len(), 1, "{to}: {told:?}");
    }
}

/// A world in New York in the night in which the clocks go back, with two strikes an hour apart at the same clock time.
fn back_in_new_york() -> String {
    with(&[
        ("zone: \"Europe/Berlin\",\n", "zone: \"America/New_York\",\n"),
        ("start: \"2026-03-02 08:00\"", "start: \"2024-11-03 00:00\""),
        ("at: \"09:30\"", "at: \"2024-11-03 01:30\""),
        (
            "at: \"+1h\", do: ShedLoad(service: \"shop\", for: \"30m\")",
            "at: \"2024-11-03 01:30 -05:00\", do: Extinguish(site: \"hall\")",
        ),
        ("at: \"10:00\", what", "at: \"01:45 -05:00\", what"),
        ("out: \"3h\"", "out: \"3h 15m\""),
    ])
}

#[test]
fn a_time_in_the_hour_that_the_clocks_repeat_is_shown_with_its_offset_and_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = in_file(&folder, &back_in_new_york());
    let path = path.to_str().expect("UTF-8");
    let run = prints(&["run", path]);
    for shown in ["Sun 03 Nov 01:30:00 -04:00  ", "Sun 03 Nov 01:30:00 -05:00  ", "Sun 03 Nov 02:30:00  "] {
        assert!(run.contains(shown), "{shown} in\n{run}");
    }
    assert!(prints(&["fit", path]).contains("01:45 -05:00"));
    let at = |typed: &str| {
        let said: serde_json::Value =
            serde_json::from_str(&prints(&["why", path, "shop", "--at", typed, "--json"])).expect("one object");
        said["t"].as_i64().expect("a time")
    };
    assert_eq!(
        (at("2024-11-03 01:30"), at("2024-11-03 01:30 -04:00"), at("2024-11-03 01:30 -05:00")),
        (5_400, 5_400, 9_000)
    );
    assert_eq!((at("2024-11-03T06:30Z"), at("06:30Z"), at("+1h")), (9_000, 9_000, 9_000));
    // As the transcript shows them.
    assert_eq!((at("Sun 03 Nov 01:30:00 -04:00"), at("Sun 03 Nov 01:30:00 -05:00")), (5_400, 9_000));
    assert!(prints(&["why", path, "shop", "--at", "+1시간"]).contains("Shop at Sun 03 Nov 01:30 -05:00: "));
}

#[test]
fn a_clock_time_that_is_skipped_on_its_day_is_warned_of() {
    let march = [("start: \"2026-03-02 08:00\"", "start: \"2026-03-29 00:00\""), ("length: \"1d\"", "length: \"2d\"")];
    let skipped = ("at: \"09:30\"", "at: \"02:30\"");
    assert_eq!(
        warnings(&[march[0], march[1], skipped]),
        [
            "16:10 \"02:30\" means 2026-03-30 02:30: on the day before, the clocks skip it (they go from 2026-03-29 02:00 to 2026-03-29 \
          03:00) | write \"2026-03-30 02:30\" if it is meant, or \"2026-03-29 03:30\""
        ]
    );
    assert_eq!(strike(&[march[0], march[1], skipped]), 25 * 3_600 + 1_800);
    // In a run of one day there is no later day on which it could be meant.
    assert_eq!(
        problems(&[march[0], skipped]),
        [
            "16:10 the local time \"02:30\" does not exist: the clocks of Europe/Berlin go from 2026-03-29 02:00 to 2026-03-29 03:00 | \
          write \"2026-03-29 03:30\", which is as long after 2026-03-29 02:00, or another time that the clocks show"
        ]
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = in_file(&folder, &with(&march));
    let path = path.to_str().expect("UTF-8");
    let said = fails(&["why", path, "shop", "--at", "02:30"], 1);
    assert!(said.contains("go from 2026-03-29 02:00 to 2026-03-29 03:00"), "{said}");
    for wrong in ["+30M", "09:30:60", "4 o'clock", "+4:00"] {
        let said = fails(&["why", path, "shop", "--at", wrong], 1);
        assert!(said.contains(wrong) && said.contains("The run goes from 2026-03-29 00:00"), "{said}");
    }
    let strict = firedrill(&[
        "check",
        in_file(&folder, &with(&[march[0], march[1], skipped])).to_str().expect("UTF-8"),
        "--strict",
    ]);
    assert_ne!(strict.status.code(), Some(0), "{}", text(&strict.stdout));
}

/// A zone with odd changes of its clocks, and seconds since 1970 that are often within a day of one.
fn any_start() -> impl Strategy<Value = (chrono_tz::Tz, i64)> {
    let zones = [
        chrono_tz::Europe::Berlin,
        chrono_tz::America::New_York,
        chrono_tz::Australia::Lord_Howe,
        chrono_tz::America::Havana,
        chrono_tz::Asia::Beirut,
        chrono_tz::Africa::Casablanca,
        chrono_tz::Europe::Amsterdam,
        chrono_tz::Africa::Monrovia,
        chrono_tz::Pacific::Apia,
        chrono_tz::Asia::Seoul,
    ];
    let all = (0..chrono_tz::TZ_VARIANTS.len()).prop_map(|index| chrono_tz::TZ_VARIANTS[index]);
    let zone = prop_oneof![proptest::sample::select(zones.to_vec()), all];
    (zone, -2_200_000_000..7_200_000_000_i64, 0..86_400_i64).prop_map(|(zone, secs, before)| {
        let offset = |secs: i64| Clock::at_unix_secs(zone, secs).offset_secs(SimTime::ZERO);
        let change =
            (0..730).map(|half_day| secs + half_day * 43_200).find(|secs| offset(*secs) != offset(secs + 43_200));
        (zone, change.map_or(secs, |change| change + 43_200 - before))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_saved_scenario_has_the_same_times((zone, start) in any_start(), times in prop::array::uniform4(0..86_400_i64)) {
        let mut world = (*load(WORLD)).clone();
        world.clock = Clock::at_unix_secs(zone, start);
        let [strike, seen, since, told] = times.map(SimTime);
        world.plans[0].actions[0].at = When::At(strike);
        world.plans[0].actions[1].at = When::At(told);
        let (since, at) = (since.min(seen), since.max(seen));
        world.history = vec![History { since: Some(since), at, is_open: false, what: Observed::Back(ServiceId::new(0)), source: None }];
        world.news = vec![News { when: Trigger::At(told), title: "News".to_owned(), text: String::new(), source: None }];
        let written = file::to_ron(&world);
        let again = file::load_checked(written.as_bytes());
        prop_assert!(again.is_ok(), "{written}\n{:?}", again.err());
        prop_assert_eq!(&again.expect("it loads").scenario, &world, "{}", written);
    }
}
