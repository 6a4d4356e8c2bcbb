//! Tests of the page about scenario files: its examples load, and it names every field.

use std::collections::BTreeSet;
use std::sync::Arc;

use firedrill::file;
use firedrill::study::Run;

use crate::support::SMALL;

const PAGE: &str = include_str!("../../saves/README.md");

/// The examples of the page, in their order.
fn examples() -> Vec<&'static str> {
    PAGE.split("```ron\n").skip(1).filter_map(|part| part.split("```").next()).collect()
}

/// The words before `:` or `(` in a RON text, outside of strings and comments: the names of fields and variants.
fn fields(ron: &str) -> Vec<&str> {
    let lines = ron.lines().map(|line| line.split("//").next().unwrap_or_default());
    let code = lines.flat_map(|line| line.split('"').step_by(2));
    let words = code.flat_map(|code| code.split_inclusive([':', '(']));
    let words = words.filter_map(|part| part.strip_suffix([':', '('])).map(str::trim_end);
    let last = words.filter_map(|words| words.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next());
    last.filter(|word| !word.is_empty()).collect()
}

#[test]
fn the_smallest_example_runs_and_its_plan_has_an_effect() {
    let scenario = Arc::new(file::load(examples()[0].as_bytes()).expect("it loads"));
    let run = Run::new(&scenario, &scenario.plans[0], 0).expect("it runs");
    assert_eq!(run.recording.summary.peak_people, 20_000);
}

#[test]
fn the_plans_of_the_page_fit_the_small_world() {
    let world = SMALL.split("  plans:").next().expect("a world without its plans");
    let scenario = file::load(format!("{world} {} )", examples()[1]).as_bytes()).expect("it loads");
    let fork = scenario.plans[1].fork.expect("a fork");
    assert_eq!((fork.parent, fork.at.0), (0, 3 * 3_600));
    assert!(scenario.plans[1].measures[0].off);
}

#[test]
fn every_field_of_the_small_world_is_on_the_page() {
    let found = fields(SMALL);
    assert!(found.len() > 150 && found.contains(&"overshoot"), "{found:?}");
    let page: BTreeSet<&str> = PAGE.split(|c: char| !(c.is_alphanumeric() || c == '_')).collect();
    let missing: Vec<&&str> = found.iter().filter(|field| !page.contains(**field)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_tables_of_the_page_are_those_of_the_fields() {
    let (begin, end) = ("cargo test --test it format -->\n", "<!-- end of the tables -->");
    let (before, rest) = PAGE.split_once(begin).expect("the tables begin");
    let (tables, after) = rest.split_once(end).expect("the tables end");
    let page = file::fields::page();
    if std::env::var_os("UPDATE_PAGE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/saves/README.md");
        std::fs::write(path, format!("{before}{begin}{page}{end}{after}")).expect("the page can be written");
    } else {
        assert_eq!(tables, page, "UPDATE_PAGE=1 writes them again");
    }
}
