//! Tests of the page of the model, MODEL.md: its examples are what the program computes, and every citation names an existing
//! section.

use std::collections::{BTreeMap, BTreeSet};

use firedrill::file;
use firedrill::study::Run;

use crate::support::{SMALL, SMALL_TWO, health, load, run, rust_files};

const PAGE: &str = include_str!("../../MODEL.md");
/// The other pages about the model, and the link to it that each must contain.
const PAGES: [(&str, &str, &str); 4] = [
    ("README.md", include_str!("../../README.md"), "](MODEL.md)"),
    ("ARCHITECTURE.md", include_str!("../../ARCHITECTURE.md"), "](MODEL.md)"),
    ("CONTRIBUTING.md", include_str!("../../CONTRIBUTING.md"), "](MODEL.md)"),
    ("saves/README.md", include_str!("../../saves/README.md"), "](../MODEL.md)"),
];
/// The form of a citation. It is written in two parts, so that this file does not contain a citation itself.
const CITED: &str = concat!("MODEL.md", ", section");
/// The old form of a citation, which must not be used any more.
const CITED_BEFORE: &str = concat!("(model", ", section");

/// The sections of the page, with their numbers and headings.
fn sections() -> BTreeMap<u32, &'static str> {
    let headings = PAGE.lines().filter_map(|line| line.strip_prefix("## "));
    let numbered = headings.map(|heading| heading.split_once(". ").expect("a heading has a number"));
    numbered.map(|(number, heading)| (number.parse().expect("it is a number"), heading)).collect()
}

/// The number after each occurrence of `before` in a text; `None` if there is no number.
fn numbers_after(text: &str, before: &str) -> Vec<Option<u32>> {
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    let number = |rest: &str| rest.strip_prefix(' ').and_then(|rest| digits(rest).parse().ok());
    text.split(before).skip(1).map(number).collect()
}

/// All files that may cite the page, each with its path and text.
fn citing() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["src", "tests"] {
        all.extend(rust_files(folder).into_iter().map(|(path, text)| (format!("{folder}/{path}"), text)));
    }
    all.extend(PAGES.map(|(path, text, _)| (path.to_owned(), text.to_owned())));
    all
}

#[test]
fn sections_are_numbered_from_1_on() {
    let numbers: Vec<u32> = sections().into_keys().collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<u32>>());
}

#[test]
fn citations_name_existing_sections_and_every_section_is_cited() {
    let sections = sections();
    let mut cited = BTreeSet::new();
    for (path, text) in citing() {
        assert!(!text.contains(CITED_BEFORE), "{path} cites the page in the old form");
        for number in numbers_after(&text, CITED) {
            let number = number.unwrap_or_else(|| panic!("{path} cites a section without a number"));
            assert!(sections.contains_key(&number), "{path} cites section {number}, which is not there");
            if path.starts_with("src/") || number == 10 {
                cited.insert(number);
            }
        }
    }
    let missing: Vec<_> = sections.iter().filter(|(number, _)| !cited.contains(*number)).collect();
    assert!(missing.is_empty(), "sections that no code follows: {missing:?}");
}

#[test]
fn the_page_is_linked_and_its_own_links_are_valid() {
    for (path, text, link) in PAGES {
        assert!(text.contains(link), "{path} does not link the model");
    }
    let sections = sections();
    let anchor = |(number, heading): (&u32, &&str)| format!("{number}-{}", heading.to_lowercase().replace(' ', "-"));
    let anchors: BTreeSet<String> = sections.iter().map(anchor).collect();
    let within = PAGE.split("](#").skip(1);
    let linked: BTreeSet<String> = within.filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect();
    assert_eq!(linked, anchors, "the contents at the top");
    // The page itself also refers to its sections, as in "section 5" or "sections 6 to 8".
    for number in numbers_after(PAGE, "section").into_iter().flatten() {
        assert!(sections.contains_key(&number), "the page speaks of its section {number}");
    }
}

#[test]
fn the_worlds_of_the_page_are_the_small_worlds() {
    let examples: Vec<&str> =
        PAGE.split("```ron\n").skip(1).map(|rest| rest.split("```").next().expect("it ends")).collect();
    assert_eq!(examples.len(), 2);
    for (example, small) in examples.into_iter().zip([SMALL, SMALL_TWO]) {
        let scenario =
            file::load(example.as_bytes()).unwrap_or_else(|report| panic!("{}", report.render("page", example)));
        assert_eq!(scenario, *load(small));
    }
}

/// The reserve of the hall puts the heat off by ten minutes. The hall has no step of `repair`, so what is in it stays dark and cannot be
/// repaired, and the standby, which needs what is dark, never engages.
#[test]
fn the_small_world_of_version_two_runs() {
    let small = load(SMALL_TWO);
    let heat = run(&small, "Heat");
    let all: Vec<String> =
        small.services.rows().iter().map(|row| format!("{}: {}", row.key, health(&heat, &row.key))).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn the_random_factor_in_the_example_of_the_page_is_right() {
    let small = load(SMALL);
    let fire = small.plans.iter().find(|plan| plan.name == "Fire").expect("a plan of this name");
    let lasts = |seed| {
        let strike = Run::new(&small, fire, seed).expect("the plan fits").recording.strikes[0];
        (strike.out - strike.at).0
    };
    assert!(PAGE.contains("41,941 seconds instead of 30,360"), "the example has moved");
    assert_eq!((lasts(7), lasts(0)), (41_941, 30_360));
}
