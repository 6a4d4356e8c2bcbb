//! Warnings about people who are not there: services and rivals with more users than the population, and headlines about more people than
//! can be affected (MODEL.md, section 6).

use std::collections::BTreeMap;

use crate::file::check::Check;
use crate::file::path::At;
use crate::model::{CompanyId, Scenario, Trigger};
use crate::text::Saying;

/// Adds the warnings of a scenario without problems.
pub fn warn(check: &mut Check, scenario: &Scenario) {
    if let Some(population) = scenario.population {
        let services = scenario.services.rows().iter().map(|row| (row.key.as_str(), row.users));
        more_than_there_are(check, population, ["services", "file-kind-service"], services);
        let rivals = scenario.rivals.rows().iter().map(|row| (row.key.as_str(), row.users));
        more_than_there_are(check, population, ["rivals", "file-kind-rival"], rivals);
    }
    headlines_that_never_appear(check, scenario);
}

/// Adds a warning for each row of a table, given by its id, that has more users than the population. `what` is the key of the text for such a
/// row.
fn more_than_there_are<'r>(
    check: &mut Check,
    population: u64,
    [table, what]: [&'static str; 2],
    rows: impl Iterator<Item = (&'r str, u64)>,
) {
    let all = At::ROOT.key(table);
    let people = || ("people", Saying::Number(population));
    for (key, users) in rows.filter(|(_, users)| *users > population) {
        let row = all.key(key);
        let message = [("what", Saying::plain(what)), ("users", Saying::Number(users)), people()];
        check.warn(
            &row.key("users"),
            Saying::of("file-more-users-than-people", message),
            Saying::of("file-more-users-than-people-remedy", [people()]),
        );
    }
}

/// Adds a warning for each headline that appears when more people are affected than can be.
fn headlines_that_never_appear(check: &mut Check, scenario: &Scenario) {
    let most = most_people(scenario);
    let all = At::ROOT.key("news");
    for (index, news) in scenario.news.iter().enumerate() {
        let is_beyond = matches!(news.when, Trigger::People { over } if over >= most);
        if is_beyond {
            let row = all.index(index);
            let when = row.key("when");
            check.warn(
                &when.key("over"),
                Saying::of("file-headline-never", [("people", Saying::Number(most))]),
                Saying::plain("file-headline-never-remedy"),
            );
        }
    }
}

/// The most people that can be affected at one time: the services of a company share their users, and nobody outside the population counts.
fn most_people(scenario: &Scenario) -> u64 {
    let mut companies: BTreeMap<CompanyId, u64> = BTreeMap::new();
    let mut most = 0_u64;
    for service in scenario.services.rows() {
        match service.company {
            Some(company) => {
                let largest = companies.entry(company).or_default();
                *largest = service.users.max(*largest);
            }
            None => most = most.saturating_add(service.users),
        }
    }
    let most = companies.values().fold(most, |sum, users| sum.saturating_add(*users));
    scenario.population.map_or(most, |population| most.min(population))
}
