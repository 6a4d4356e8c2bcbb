//! Measures how long it takes to parse, check, write and save a file of 100,000 services, and to check broken files of 1 MB.
//!
//! Target: parsing, checking and saving take less than 3 s together; a broken file of 1 MB is checked within 1 s.

use divan::{Bencher, black_box};
use firedrill::file::edit::{Edit, Row, Table};
use firedrill::file::{self, schema};
use firedrill::study::{Size, generate};
use serde::de::IgnoredAny;

fn main() {
    divan::main();
}

/// The text of a generated scenario file with 100,000 services.
fn text() -> String {
    file::to_ron(&generate(Size { sites: 1_000, services: 100_000, dependencies: 300_000 }, 1))
}

/// Measures the parser alone: it reads the whole text and ignores every value.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn parser_alone(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| ron::from_str::<IgnoredAny>(black_box(&text)).is_ok());
}

/// Measures how long it takes to parse and check the text.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn load(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.bench_local(|| file::load(black_box(text.as_bytes())).expect("what was written loads"));
}

/// Measures how long it takes to write the world as text and to save the text as a file.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn save(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("large.ron");
    let world = file::load(text().as_bytes()).expect("what was written loads");
    bencher.bench_local(|| file::save(black_box(&world), &path).expect("there is room for it"));
}

/// Measures how long it takes to save the text after one edit, with everything else as it was written.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn save_one_edit(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder of its own");
    let path = folder.path().join("large.ron");
    let read = file::parse(text().as_bytes()).expect("what was written can be read");
    let middle = read.count(Table::Services) / 2;
    let Some(Row::Service(row)) = read.row(Table::Services, middle) else { panic!("a service") };
    let row = schema::Service { users: 77, ..schema::Service::clone(&row) };
    let edit = Edit::set(&read, Table::Services, middle, row).expect("there is a row");
    let (changed, _) = read.apply(&edit).expect("it was made for it");
    bencher.bench_local(|| file::save_text(&black_box(&changed).to_file(), &path).expect("there is room for it"));
}

/// Files of 1 MB in which something is wrong almost everywhere, and what it is.
fn broken() -> Vec<(&'static str, String)> {
    let fill = |row: &dyn Fn(usize) -> String| {
        let mut rows = String::new();
        for index in 0.. {
            if rows.len() > 900_000 {
                break;
            }
            rows += &row(index);
        }
        rows
    };
    let world = |sites: &str, services: &str, plans: &str| {
        format!(
            r#"(firedrill: 1, title: "T", zone: "UTC", start: "2024-03-04 00:00", length: "2d", hazards: {{ "cut": (name: "Cut", kind: Power, out: "1h") }},
            sites: {{ "a": (name: "A", at: (0.0, 0.0), hazard: "cut"), {sites} }}, services: {{ {services} }}, plans: [ {plans} ])"#
        )
    };
    let long = "a".repeat(450_000);
    vec![
        (
            "renamed ids",
            world(
                "",
                &fill(&|n| format!("\"service-{n:06}\": (name: \"S\", needs: {{ \"srevice-{n:06}\": () }}),\n")),
                "",
            ),
        ),
        ("one long id", world("", &format!("\"{long}\": (name: \"S\", needs: {{ \"{long}b\": () }})"), "")),
        (
            "many problems in a long id",
            world("", &format!("\"{long}\": (name: \"S\", on: {{ {} }})", fill(&|n| format!("\"s{n}\": -1,"))), ""),
        ),
        ("unknown fields", world("", &fill(&|n| format!("\"s{n}\": (name: \"S\", usres: 5, colour{n}: 1),\n")), "")),
        ("missing fields", world(&fill(&|n| format!("\"s{n}\": (),")), "", "")),
        ("equal ids", world("", &fill(&|_| "\"s\": (name: \"S\"),".to_owned()), "")),
        ("open brackets", "(".repeat(1_000_000)),
        (
            "deep brackets in a field",
            world("", "", "").replacen("\"T\"", &format!("{}{}", "(".repeat(450_000), ")".repeat(450_000)), 1),
        ),
        (
            "thirty brackets around much",
            world("", "", "").replacen(
                "\"T\"",
                &format!("{}{}{}", "([".repeat(14), fill(&|n| format!("{n},")), "])".repeat(14)),
                1,
            ),
        ),
        (
            "one line of numbers with commas",
            world("", &fill(&|n| format!("\"s{n}\": (name: \"S\", users: 20,000),")), ""),
        ),
        ("signs of full width", world("", &fill(&|n| format!("\"s{n}\"： （name： \"S\"）， ")), "")),
        ("apostrophes", world("", "", "").replacen("\"T\"", &"' ‘ ".repeat(150_000), 1)),
        (
            "one quote missing",
            world("", &fill(&|n| format!("\"s{n}\": (name: \"S\"),\n")), "").replacen("\"T\"", "\"T", 1),
        ),
        (
            "forks in a chain",
            world("", "", &fill(&|n| format!("(name: \"p{n}\", fork: (from: \"p{}\", at: \"00:00\")),\n", n + 1))),
        ),
        (
            "plans that are not there",
            world(
                "",
                "",
                &fill(&|n| format!("(name: \"plan-{n:06}\", fork: (from: \"paln-{n:06}\", at: \"00:00\")),\n")),
            ),
        ),
        ("translations of nothing", {
            let names = fill(&|n| format!("\"s{n}\": (name: \"Service {n:05}\"),\n"));
            let rows: String = (0..4_000).map(|n| format!("\"Servixe {n:05}\": \"서비스\",\n")).collect();
            let names: String = names.lines().take(4_900).collect();
            world("", &names, "").replacen("plans:", &format!("translations: {{ \"ko\": {{ {rows} }} }}, plans:"), 1)
        }),
    ]
}

/// Measures how long it takes to find and print what is wrong with a file of 1 MB.
#[divan::bench(args = broken().into_iter().map(|(name, _)| name), sample_count = 3, sample_size = 1)]
fn broken_file(bencher: Bencher<'_, '_>, name: &str) {
    let (_, text) = broken().into_iter().find(|(other, _)| *other == name).expect("it is one of them");
    bencher.bench_local(|| match file::load_checked(black_box(text.as_bytes())) {
        Ok(checked) => file::render_warnings(&checked.warnings, "broken.ron", &text).len(),
        Err(report) => report.render("broken.ron", &text).len(),
    });
}
