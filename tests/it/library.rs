//! Tests of the library of incidents: each follows the recipe of `saves/README.md`, and the page of the fit and the summaries for the list of
//! scenarios are those of its files.

use std::collections::BTreeMap;
use std::sync::Arc;

use firedrill::file::{Shipped, shipped};
use firedrill::model::{Note, NoteKind, Plan, Scenario, That};
use firedrill::study::library::{make_summaries, summaries};
use firedrill::study::{Run, plan_of_history};

use crate::support::cli::{fails, prints};

/// The page with every figure.
const FIT: &str = include_str!("../../saves/FIT.md");
const SUMMARIES: &str = include_str!("../../saves/library.json");

/// The shipped scenarios that must follow the recipe. A tiny world to learn with has a name that begins with a digit; it is made up, so there is
/// no record of it.
pub fn incidents() -> Vec<&'static Shipped> {
    shipped().iter().filter(|save| !save.name.starts_with(|first: char| first.is_ascii_digit())).collect()
}

fn path(name: &str) -> String {
    format!("{}/saves/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// By the name of each incident: the share of figures that are near, in permille, and the mean factor in hundredths, as the page has them.
fn fits(page: &str) -> BTreeMap<String, (u32, u32)> {
    let mut fits = BTreeMap::new();
    for row in page.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let Some(name) = cells[0].split('`').nth(1) else { continue };
        let figures: u32 = cells[1].trim().parse().expect("the number of figures");
        let near: u32 = cells[2].split(' ').next().and_then(|near| near.parse().ok()).unwrap_or_default();
        let factor: f64 = cells[3].trim().parse().unwrap_or(1.0);
        let share = (near * 1_000).checked_div(figures).unwrap_or(1_000);
        fits.insert(name.to_owned(), (share, (factor * 100.0).round() as u32));
    }
    fits
}

/// What is worse on the second page than on the first.
fn worse(before: &str, now: &str) -> Vec<String> {
    let now = fits(now);
    let worse = |(name, (share, factor)): (String, (u32, u32))| {
        let (share_now, factor_now) = *now.get(&name)?;
        let is_worse = share_now < share || factor_now > factor;
        let told = format!(
            "{name}: {share}\u{2030} within 1.5, factor {factor}/100 before; {share_now}\u{2030}, {factor_now}/100 now"
        );
        is_worse.then_some(told)
    };
    fits(before).into_iter().filter_map(worse).collect()
}

#[test]
fn the_page_of_the_fit_is_current_and_no_incident_fits_worse_than_it_did() {
    let page = prints(&["fit", "--all", "--markdown"]);
    let update = std::env::var("UPDATE_PAGE").ok();
    let worse = worse(FIT, &page);
    let accepts = update.as_deref() == Some("worse");
    assert!(
        worse.is_empty() || accepts,
        "the fit is worse than saves/FIT.md says; mend the structure, or write UPDATE_PAGE=worse if the record has changed:\n{}",
        worse.join("\n")
    );
    if update.is_some() {
        std::fs::write(path("FIT.md"), &page).expect("the page is written");
        return;
    }
    assert!(page == FIT, "UPDATE_PAGE=1 cargo test --test it library writes saves/FIT.md again");
}

#[test]
fn a_page_that_is_worse_is_noticed() {
    let page = |near: u32, factor: &str| {
        format!("| Fire \u{2020} `fire` | 10 | {near} ({near}0%) | {factor} | | 1 | 2 | 3 |\n")
    };
    assert_eq!(worse(&page(8, "1.30"), &page(8, "1.30")), Vec::<String>::new());
    assert_eq!(worse(&page(8, "1.30"), &page(9, "1.20")), Vec::<String>::new());
    assert_eq!(worse(&page(8, "1.30"), &page(7, "1.30")).len(), 1);
    assert_eq!(worse(&page(8, "1.30"), &page(8, "1.31")).len(), 1);
    assert_eq!(fits(FIT).len(), incidents().len(), "the page has a row for each incident");
}

#[test]
fn the_summaries_of_the_list_are_those_of_the_files() {
    let made = make_summaries();
    if std::env::var_os("UPDATE_PAGE").is_some() {
        std::fs::write(path("library.json"), &made).expect("the file is written");
        return;
    }
    assert!(made == SUMMARIES, "UPDATE_PAGE=1 cargo test --test it library writes saves/library.json again");
    assert!(!SUMMARIES.contains("\"hangul\":null"), "each town of a card has a Korean name");
    let names: Vec<&str> = summaries().iter().map(|summary| summary.name.as_str()).collect();
    assert_eq!(names, shipped().iter().map(|save| save.name).collect::<Vec<_>>());
}

#[test]
fn no_two_shipped_scenarios_have_the_same_title() {
    let mut titles: Vec<String> = shipped().iter().map(|save| save.scenario().title.to_lowercase()).collect();
    titles.sort();
    let count = titles.len();
    titles.dedup();
    assert_eq!(titles.len(), count);
}

#[test]
fn every_incident_follows_the_recipe() {
    let missing: Vec<String> = incidents()
        .into_iter()
        .flat_map(|save| {
            missing(&Arc::new(save.scenario())).into_iter().map(move |what| format!("{}: {what}", save.name))
        })
        .collect();
    assert!(missing.is_empty(), "saves/README.md, \"An incident for the library\":\n{}", missing.join("\n"));
}

#[test]
fn a_scenario_without_anything_misses_everything() {
    let text = r#"( firedrill: 1, title: "T", zone: "UTC", start: "2026-03-02 08:00", length: "1d",
        hazards: { "h": (name: "H", kind: Fire, out: "1h") }, sites: { "s": (name: "S", at: (52, 13), hazard: "h") }, services: {} )"#;
    let missing = missing(&crate::support::load(text));
    for what in
        ["teaches", "history", "chapters", "Korean", "As it happened", "remedy", "would not have helped", "expectation"]
    {
        assert!(missing.iter().any(|line| line.contains(what)), "{what}: {missing:#?}");
    }
}

/// What an incident lacks of the recipe.
fn missing(scenario: &Arc<Scenario>) -> Vec<String> {
    let mut missing = Vec::new();
    let mut need = |holds: bool, what: &str| {
        if !holds {
            missing.push(what.to_owned());
        }
    };
    need(
        (20..=400).contains(&scenario.teaches.chars().count()),
        "`teaches` says in one or two sentences what only it teaches",
    );
    need(!scenario.history.is_empty(), "`history` has the figures of the record");
    let is_told =
        |note: &Note| note.kind == NoteKind::Assumed && note.about.starts_with("history") && !note.text.is_empty();
    need(
        scenario.history.iter().all(|row| row.source.is_some()) || scenario.notes.iter().any(is_told),
        "every row of `history` names its source, or a note about `history` says what is assumed",
    );
    for source in scenario.sources.rows().iter().filter(|source| source.title.chars().count() < 8) {
        need(false, &format!("the source {} says what was published, by whom and when", source.key));
    }
    need((6..=10).contains(&scenario.story.len()), "`story` has 6 to 10 chapters");
    for (index, chapter) in scenario.story.iter().enumerate() {
        need(!chapter.text.is_empty(), &format!("chapter {} has a text", index + 1));
        need(!chapter.notes.is_empty(), &format!("chapter {} has notes for whoever presents it", index + 1));
    }
    let korean = scenario.localized("ko");
    let is_korean = |text: &str| text.chars().any(|letter| ('\u{ac00}'..='\u{d7a3}').contains(&letter));
    need(is_korean(korean.title()) && is_korean(korean.teaches()), "it is translated into Korean");
    for kind in [NoteKind::Sourced, NoteKind::Assumed] {
        need(scenario.notes.iter().any(|note| note.kind == kind), &format!("`notes` say which values are {kind:?}"));
    }
    plans(scenario, &mut need);
    expectations(scenario, &mut need);
    missing
}

/// Checks that there is the plan of what was done, one that would have helped and one that would not.
fn plans(scenario: &Arc<Scenario>, need: &mut impl FnMut(bool, &str)) {
    let happened = plan_of_history(&scenario.plans).map(|index| &scenario.plans[index]);
    need(happened.is_some_and(|plan| plan.name == "As it happened"), "a plan is called \"As it happened\"");
    need(scenario.plans.iter().all(|plan| !plan.about.is_empty()), "every plan says what it is about");
    let lost = |plan: &Plan| Run::new(scenario, plan, 0).expect("the plan fits").recording.summary.lost_user_hours;
    let happened_lost = happened.map_or(0.0, lost);
    let others = scenario.plans.iter().filter(|plan| plan.acts() && Some(*plan) != happened);
    let others: Vec<f64> = others.map(lost).collect();
    need(
        others.iter().any(|lost| *lost <= 0.9 * happened_lost),
        "a plan with a remedy saves at least a tenth of the user-hours",
    );
    need(
        others.iter().any(|lost| *lost > 0.9 * happened_lost),
        "a plan that looks like a remedy would not have helped: it saves less than a tenth of the user-hours",
    );
}

/// Checks that what must happen and what must not are expected, of the plan of what was done and of others.
fn expectations(scenario: &Scenario, need: &mut impl FnMut(bool, &str)) {
    let happened = plan_of_history(&scenario.plans);
    need(scenario.expect.iter().any(|row| Some(row.plan) == happened), "an expectation is about what was done");
    let others = scenario.expect.iter().filter(|row| Some(row.plan) != happened);
    need(others.clone().any(|row| scenario.plans[row.plan].acts()), "an expectation is about another plan");
    need(
        scenario.expect.iter().any(|row| is_lower(&row.that)),
        "an expectation says that an outage is at least so bad",
    );
    need(scenario.expect.iter().any(|row| is_upper(&row.that)), "an expectation says that an outage is at most so bad");
}

/// Whether it is expected that something is at least so bad.
fn is_lower(that: &That) -> bool {
    match that {
        That::Down { over, .. } | That::Out { over, .. } => over.is_some(),
        That::People { over, .. } => over.is_some(),
        That::LowestPrice { over, .. } => over.is_some(),
        That::BreaksRto { .. } => true,
        That::Back { .. } | That::Quiet | That::Recovers { .. } | That::KeepsRto { .. } => false,
    }
}

/// Whether it is expected that something is at most so bad.
fn is_upper(that: &That) -> bool {
    match that {
        That::Down { under, .. } | That::Out { under, .. } => under.is_some(),
        That::People { under, .. } => under.is_some(),
        That::LowestPrice { under, .. } => under.is_some(),
        That::BreaksRto { .. } => false,
        That::Back { .. } | That::Quiet | That::Recovers { .. } | That::KeepsRto { .. } => true,
    }
}

#[test]
fn fit_needs_a_file_or_all_and_tells_how_they_agree() {
    let all = prints(&["fit", "--all"]);
    for words in ["Kakao, October 2022", "Mean factor", "Without those that gave a typical value"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    fails(&["fit"], 2);
    fails(&["fit", "kakao-2022", "--all"], 2);
    fails(&["fit", "kakao-2022", "--markdown"], 2);
}

#[test]
fn incidents_that_gave_typical_values_are_marked() {
    for (name, gives) in [("kakao-2022", true), ("nirs-2025", true), ("ovhcloud-2021", true), ("1-one-site", false)] {
        if let Some(shipped) = Shipped::named(name) {
            assert_eq!(shipped.gives_typical_values, gives, "{name}");
        }
    }
}
