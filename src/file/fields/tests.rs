//! Tests that the table says what is read and what is checked. They use a file that has every field, and change one value at a time.

#![expect(clippy::wildcard_enum_match_arm, reason = "only some kinds are tried")]

use std::collections::BTreeSet;

use ron::Error;

use super::*;
use crate::file::patch::{Part, Scan};
use crate::file::syntax::options;
use crate::file::{load, parse, schema};
use crate::model::limits::Limits;
use crate::model::{HazardKind, NoteKind, RtoFrom};
use crate::text::Texts;

const EVERY: &str = include_str!("../../../tests/saves/every-field.ron");

/// The names that the error about an unknown one lists.
fn known<T: for<'de> serde::Deserialize<'de>>(text: &str) -> Vec<&'static str> {
    match options().from_str::<T>(text).map(|_| ()).expect_err("an unknown name").code {
        Error::NoSuchStructField { expected, .. } | Error::NoSuchEnumVariant { expected, .. } => expected.to_vec(),
        other => panic!("{text}: {other}"),
    }
}

fn names(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.name).collect()
}

macro_rules! all_rows {
    ($($row:ident)*) => {
        const ROWS: &[&str] = &[$(stringify!($row)),*];
        fn fields_of(name: &str) -> Vec<&'static str> {
            match name {
                $(stringify!($row) => known::<schema::$row>("(zzz: 1)"),)*
                _ => panic!("no type {name}"),
            }
        }
    };
}

macro_rules! all_choices {
    ($($choice:ident: $kind:ty,)*) => {
        fn variants_of(name: &str) -> Vec<&'static str> {
            match name {
                $(stringify!($choice) => known::<$kind>("Zzz"),)*
                _ => panic!("no type {name}"),
            }
        }
        fn fields_of_variant(name: &str, variant: &str) -> Vec<&'static str> {
            match name {
                $(stringify!($choice) => known::<$kind>(&format!("{variant}(zzz: 1)")),)*
                _ => panic!("no type {name}"),
            }
        }
    };
}

all_rows! {
    Scenario Source Note Hazard Reserve Spread Site Need Switch Service Exchange Company Crew Reaction Rival News History Chapter Plan Fork Action
    Expectation Seeds
}

all_choices! {
    Trigger: schema::Trigger,
    Observed: schema::Observed,
    Look: schema::Look,
    Act: schema::Act,
    That: schema::That,
    Measure: schema::Measure,
    NoteKind: NoteKind,
    HazardKind: HazardKind,
    RtoFrom: RtoFrom,
    Day: schema::Day,
}

#[test]
fn the_table_has_every_field_of_the_format_and_no_other() {
    assert_eq!(rows().map(|row| row.name).collect::<Vec<_>>(), ROWS);
    for row in rows() {
        assert_eq!(names(row.fields), fields_of(row.name), "{}", row.name);
    }
    for of in choices() {
        assert_eq!(
            of.choices.iter().map(|choice| choice.name).collect::<Vec<_>>(),
            variants_of(of.name),
            "{}",
            of.name
        );
        for choice in of.choices.iter().filter(|choice| !choice.fields.is_empty() && !choice.is_positional()) {
            let fields = fields_of_variant(of.name, choice.name);
            assert_eq!(names(choice.fields), fields, "{} {}", of.name, choice.name);
        }
    }
}

/// A value of the file that has every field.
struct Found {
    owner: String,
    field: &'static Field,
    part: Part,
}

/// Finds all fields in a value.
fn find(scan: Scan<'_>, value: std::ops::Range<usize>, kind: Kind, found: &mut Vec<Found>) {
    let node = scan.node(&value);
    let parts = || scan.node(&value).map(|node| node.parts).unwrap_or_default();
    match kind {
        Kind::Row(name) => fields(scan, name, row(name).expect("a type").fields, parts(), found),
        Kind::Variant(name) | Kind::Choice(name) => {
            let word = scan.text[value.clone()].split('(').next().unwrap_or_default();
            let of = choices_of(name).expect("a type");
            let choice = of.choices.iter().find(|choice| choice.name == word);
            let choice = choice.unwrap_or_else(|| panic!("{name} has no {word}"));
            fields(scan, &format!("{name}::{word}"), choice.fields, parts(), found);
        }
        Kind::List(of) | Kind::Map(_, of) => {
            parts().into_iter().for_each(|part| find(scan, part.value, *of, found));
        }
        Kind::Tuple(of) => {
            assert_eq!(of.len(), parts().len());
            parts().into_iter().zip(of).for_each(|(part, of)| find(scan, part.value, *of, found));
        }
        _ => assert!(node.is_none(), "{kind:?} at {}", &scan.text[value]),
    }
}

fn fields(scan: Scan<'_>, owner: &str, all: &'static [Field], parts: Vec<Part>, found: &mut Vec<Found>) {
    for (index, part) in parts.into_iter().enumerate() {
        let name = if part.key.is_empty() { index.to_string() } else { scan.text[part.key.clone()].to_owned() };
        let field = all.iter().find(|field| field.name == name);
        let field = field.unwrap_or_else(|| panic!("{owner} has no {name}"));
        find(scan, part.value.clone(), field.kind, found);
        found.push(Found { owner: owner.to_owned(), field, part });
    }
}

fn every() -> Vec<Found> {
    let scan = Scan { text: EVERY };
    let mut found = Vec::new();
    find(scan, scan.root(), Kind::Row("Scenario"), &mut found);
    // The first of each is enough.
    let mut seen = BTreeSet::new();
    found.retain(|found| seen.insert(found.name()));
    found
}

impl Found {
    /// The file with another value here.
    fn with(&self, value: &str) -> String {
        format!("{}{value}{}", &EVERY[..self.part.value.start], &EVERY[self.part.value.end..])
    }

    /// The file without this field.
    fn without(&self) -> String {
        let end = self.part.comma.map_or(self.part.value.end, |comma| comma + 1);
        format!("{}{}", &EVERY[..self.part.start()], &EVERY[end..])
    }

    fn name(&self) -> String {
        format!("{}.{}", self.owner, self.field.name)
    }
}

#[test]
fn the_file_with_every_field_is_valid_and_has_every_field() {
    load(EVERY.as_bytes()).unwrap_or_else(|report| panic!("{report}"));
    let found: BTreeSet<String> = every().iter().map(Found::name).collect();
    let of_rows = rows().flat_map(|row| row.fields.iter().map(move |field| format!("{}.{}", row.name, field.name)));
    let of_choices = choices().flat_map(|of| {
        of.choices.iter().flat_map(move |choice| {
            choice.fields.iter().map(move |field| format!("{}::{}.{}", of.name, choice.name, field.name))
        })
    });
    assert_eq!(found, of_rows.chain(of_choices).collect::<BTreeSet<_>>());
}

#[test]
fn what_is_required_must_be_there_and_nothing_else() {
    for found in every() {
        let is_read = parse(found.without().as_bytes()).is_ok();
        assert_eq!(is_read, !found.field.is_required, "{}", found.name());
    }
}

#[test]
fn a_field_that_is_left_out_has_its_default() {
    let mut count = 0;
    for found in every() {
        let Some(default) = found.field.default else { continue };
        let [said, left_out] = [found.with(default), found.without()].map(|text| load(text.as_bytes()).ok());
        assert!(said == left_out, "{} is not {default}", found.name());
        count += usize::from(said.is_some());
    }
    assert!(count > 40, "{count} could be compared");
}

/// How many fields of this name a file has.
fn count_of(text: &str, name: &str) -> usize {
    let scan = Scan { text };
    let mut all = Vec::new();
    find(scan, scan.root(), Kind::Row("Scenario"), &mut all);
    all.iter().filter(|found| found.name() == name).count()
}

/// A field that always has a value keeps its place in a file when it gets its default; `patch` must know the default of each of them.
#[test]
fn a_field_that_is_set_to_its_default_is_still_written() {
    let mut count = 0;
    for found in
        every().iter().filter(|found| found.field.default.is_some_and(|default| !default.starts_with(['{', '['])))
    {
        let authored = parse(EVERY.as_bytes()).expect("it is read");
        let (said, left_out) = (found.with(found.field.default.unwrap_or_default()), found.without());
        let (said, left_out) = (parse(said.as_bytes()), parse(left_out.as_bytes()));
        let (Ok(said), Ok(left_out)) = (said, left_out) else { continue };
        // A field that may have no value is left out if it has none.
        if said.rows() != left_out.rows() || said.rows() == authored.rows() {
            continue;
        }
        count += 1;
        let saved = authored.with_rows(said.rows().clone()).to_file();
        assert_eq!(count_of(&saved, &found.name()), count_of(EVERY, &found.name()), "{} is gone", found.name());
    }
    assert!(count > 15, "{count} could be compared");
}

/// Whether the file is refused because a number is out of range.
fn is_out_of_range(text: &str) -> bool {
    let problems = load(text.as_bytes()).map_err(|report| report.problems).err().unwrap_or_default();
    problems.iter().any(|problem| problem.message.to_string().contains("is out of range"))
}

#[test]
fn the_ranges_are_those_of_the_check() {
    let numbers = |kind: Kind| match kind {
        Kind::Whole { least, most } => {
            let beyond = vec![(i128::from(least) - 1).to_string(), (i128::from(most) + 1).to_string()];
            Some((vec![least.to_string(), most.to_string()], beyond))
        }
        Kind::Real(Limits { least, most, is_open }) | Kind::Permille(Limits { least, most, is_open }) => {
            let within = if is_open { vec![most] } else { vec![least, most] };
            let below = if is_open { least } else { least - 1.0 };
            let text = |numbers: Vec<f64>| numbers.into_iter().map(|number| format!("{number:?}")).collect::<Vec<_>>();
            Some((text(within), text(vec![below, most * 1.5 + 1.0])))
        }
        _ => None,
    };
    for found in every() {
        // The version has words of its own, and the weight 0 too.
        let Some((within, beyond)) = numbers(found.field.kind).filter(|_| found.field.name != "firedrill") else {
            continue;
        };
        for value in within {
            assert!(!is_out_of_range(&found.with(&value)), "{} may be {value}", found.name());
        }
        for value in beyond {
            assert!(is_out_of_range(&found.with(&value)), "{} may not be {value}", found.name());
        }
    }
}

#[test]
fn durations_and_references_are_what_the_table_says() {
    for found in every() {
        let refuses = |value: &str| load(found.with(value).as_bytes()).is_err();
        match found.field.kind {
            Kind::SomeSpan => assert!(refuses("\"0s\"") && !refuses("\"7m\""), "{}", found.name()),
            Kind::Span => assert!(!refuses("\"7m\"") && refuses("\"soon\""), "{}", found.name()),
            Kind::Reference(_) | Kind::Plan | Kind::Moment | Kind::When | Kind::Date | Kind::TimeOfDay | Kind::Zone => {
                assert!(refuses("\"nobody\""), "{}", found.name());
            }
            Kind::Text => assert!(parse(found.with("\"any\"").as_bytes()).is_ok(), "{}", found.name()),
            _ => {}
        }
    }
}

#[test]
fn what_version_one_does_not_have_needs_version_two() {
    let scan = Scan { text: EVERY };
    let old = |text: &str| text.replacen("firedrill: 2", "firedrill: 1", 1);
    assert!(
        parse(old(EVERY).as_bytes()).expect("it is read").to_ron().starts_with("(\n  firedrill: 2"),
        "it is raised"
    );
    assert!(scan.root().start > 0, "the file begins with a comment");
    // The smallest file with one new thing needs version 2.
    let small = include_str!("../../../tests/saves/small.ron");
    for (from, to) in [
        ("out: \"8h 26m\"", "out: \"8h 26m\", damages: 0.5, repair_work: \"1m\""),
        ("restore: [\"control\", \"talk\"]", "reserve: (power: \"1m\")"),
        ("rto: \"30m\"", "rto: \"30m\", rto_from: Down"),
        ("(weight: 0.6)", "(weight: 0.6, primary: true)"),
    ] {
        let text = small.replacen(from, to, 1);
        assert_ne!(text, small, "{from}");
        let ron = parse(text.as_bytes()).expect("it is read").to_ron();
        assert!(ron.starts_with("(\n  firedrill: 2"), "{to}");
    }
}

#[test]
fn every_field_has_a_sentence_in_every_language() {
    for language in crate::text::Language::ALL {
        let texts = Texts::of(language);
        let of_rows = rows().flat_map(|row| row.fields).map(|field| field.help);
        let of_choices = choices().flat_map(|of| of.choices).map(|choice| choice.help);
        for key in of_rows.chain(of_choices) {
            assert!(texts.get(key).ends_with('.'), "{key}: {}", texts.get(key));
        }
    }
}

#[test]
fn every_text_for_people_can_be_translated() {
    // Addresses, signs of a market, names of groups of dependencies and references to a campus are no texts, and translations are not translated.
    let is_for_people = |found: &Found| {
        matches!(found.field.kind, Kind::Text | Kind::Cost)
            && !matches!(found.field.name, "address" | "ticker" | "currency" | "any" | "0")
    };
    let all: Vec<Found> = every().into_iter().filter(is_for_people).collect();
    assert!(all.len() > 30, "they were not found");
    let mut missing = Vec::new();
    for found in all {
        let own = "A text that stands only here";
        let translated = format!("translations: {{ \"ko\": {{ \"{own}\": \"여기\", ");
        let before = &EVERY[found.part.value.clone()];
        let own = format!("\"{own}\"");
        // A name may be referred to elsewhere, and a cost may be a number.
        let text = if before.starts_with('"') { EVERY.replace(before, &own) } else { found.with(&own) };
        let text = text.replacen("translations: { \"ko\": { ", &translated, 1);
        let loaded = crate::file::load_checked(text.as_bytes());
        let loaded = loaded.unwrap_or_else(|report| panic!("{}", report.render("x", &text)));
        let is_orphan = loaded.warnings.iter().any(|warning| warning.path.to_string().starts_with("translations"));
        missing.extend(is_orphan.then(|| found.name()));
    }
    assert!(missing.is_empty(), "cannot be translated: {missing:?}");
}

#[test]
fn a_value_is_described_by_the_field_that_has_it() {
    let found = |path: &str, variant: Option<&str>| described(path.split('.'), variant);
    let field = |path: &str| found(path, None).map(|found| (found.field.name, found.is_exact));
    assert_eq!(field("services.talk.needs.login.weight"), Some(("weight", true)));
    assert_eq!(field("services.talk.on.pangyo-1"), Some(("on", true)));
    assert_eq!(field("sites.hall.reserve.power"), Some(("power", true)));
    assert_eq!(field("sites.hall.nonsense"), Some(("sites", false)), "what is around it is known");
    assert_eq!(field("nonsense.hall"), None);
    let kind = |path: &str, variant| found(path, variant).map(|found| found.kind);
    assert_eq!(kind("hazards.fire.spread.0.1", None), Some(Kind::Permille(crate::model::limits::SHARE)));
    assert_eq!(
        kind("hazards.fire.spread.0.7", None),
        Some(Kind::Tuple(&[Kind::Span, Kind::Permille(crate::model::limits::SHARE)]))
    );
    assert_eq!(kind("expect.0.that.under", Some("Out")), Some(Kind::Span));
    assert!(matches!(kind("expect.0.that.under", Some("People")), Some(Kind::Whole { .. })));
    assert_eq!(kind("history.0.what.0", Some("Back")), Some(Kind::Reference("services")));
}
