//! Fields for what a headline waits for, what was observed, and what a chapter shows: values of several kinds, each with fields of its own.

use egui::Ui;

use crate::file::edit::Table;
use crate::file::schema::{Look, Observed, Trigger};
use crate::model::limits::{MOST_PEOPLE, PRICE, SHARE};
use crate::ui::editor::field::{choice_of, decimal, labelled, number, reference, text};
use crate::ui::editor::form::Form;
use crate::ui::editor::kinds::{OBSERVED, observed_index};

/// Draws the choice of a kind. Returns the index of a newly chosen one.
pub(super) fn kind_ui(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    now: usize,
    keys: &[&'static str],
) -> Option<usize> {
    let mut chosen = now;
    let choices: Vec<(usize, &'static str)> = keys.iter().copied().enumerate().collect();
    labelled(ui, form, field, |ui, form, label| choice_of(ui, form, label, &mut chosen, &choices));
    (chosen != now).then_some(chosen)
}

/// What a headline waits for.
pub fn trigger_ui(ui: &mut Ui, form: &mut Form<'_>, trigger: &mut Trigger) {
    let now = match trigger {
        Trigger::At(_) => 0,
        Trigger::Down { .. } => 1,
        Trigger::People { .. } => 2,
        Trigger::Price { .. } => 3,
    };
    let keys = ["edit-when-at", "edit-when-down", "edit-when-people", "edit-when-price"];
    match kind_ui(ui, form, "when", now, &keys) {
        Some(0) => *trigger = Trigger::At(form.now()),
        Some(1) => *trigger = Trigger::Down { service: form.first(Table::Services), span: "10m".to_owned() },
        Some(2) => *trigger = Trigger::People { over: 1_000_000 },
        Some(_) => *trigger = Trigger::Price { company: form.first(Table::Companies), fall: 0.05 },
        None => {}
    }
    form.within_variant("when", trigger.variant(), |form| match trigger {
        Trigger::At(at) => text(ui, form, "0", at),
        Trigger::Down { service, span } => {
            reference(ui, form, "service", Table::Services, service);
            text(ui, form, "for", span);
        }
        Trigger::People { over } => number(ui, form, "over", over, MOST_PEOPLE),
        Trigger::Price { company, fall } => {
            reference(ui, form, "company", Table::Companies, company);
            decimal(ui, form, "fall", fall, SHARE);
        }
    });
}

/// What was observed.
pub fn observed_ui(ui: &mut Ui, form: &mut Form<'_>, observed: &mut Observed) {
    let (service, company) =
        (|form: &Form<'_>| form.first(Table::Services), |form: &Form<'_>| form.first(Table::Companies));
    match kind_ui(ui, form, "what", observed_index(observed), &OBSERVED) {
        Some(0) => *observed = Observed::Back(service(form)),
        Some(1) => *observed = Observed::Down(service(form)),
        Some(2) => *observed = Observed::StillOut(service(form)),
        Some(3) => *observed = Observed::Users(service(form), 0),
        Some(4) => *observed = Observed::DarkServers(company(form), 0),
        Some(5) => *observed = Observed::DownServers(company(form), 0),
        Some(6) => *observed = Observed::ShareUp(company(form), 0.5),
        Some(7) => *observed = Observed::Price(company(form), 100.0),
        Some(_) => *observed = Observed::RivalUsers(form.first(Table::Rivals), 0),
        None => {}
    }
    form.within_variant("what", observed.variant(), |form| match observed {
        Observed::Back(service) | Observed::Down(service) | Observed::StillOut(service) => {
            reference(ui, form, "0", Table::Services, service);
        }
        Observed::Users(service, users) => {
            reference(ui, form, "0", Table::Services, service);
            number(ui, form, "1", users, MOST_PEOPLE);
        }
        Observed::DarkServers(company, servers) | Observed::DownServers(company, servers) => {
            reference(ui, form, "0", Table::Companies, company);
            number(ui, form, "1", servers, MOST_PEOPLE);
        }
        Observed::ShareUp(company, share) => {
            reference(ui, form, "0", Table::Companies, company);
            decimal(ui, form, "1", share, SHARE);
        }
        Observed::Price(company, price) => {
            reference(ui, form, "0", Table::Companies, company);
            decimal(ui, form, "1", price, PRICE);
        }
        Observed::RivalUsers(rival, users) => {
            reference(ui, form, "0", Table::Rivals, rival);
            number(ui, form, "1", users, MOST_PEOPLE);
        }
    });
}

/// What a chapter shows.
pub fn look_ui(ui: &mut Ui, form: &mut Form<'_>, look: &mut Look) {
    let now = match look {
        Look::All => 0,
        Look::Site(_) => 1,
        Look::Place(_) => 2,
        Look::Service(_) => 3,
        Look::Company(_) => 4,
    };
    let keys = ["edit-look-all", "edit-look-site", "edit-look-place", "edit-look-service", "edit-look-company"];
    match kind_ui(ui, form, "look", now, &keys) {
        Some(0) => *look = Look::All,
        Some(1) => *look = Look::Site(form.first(Table::Sites)),
        Some(2) => {
            let places = form.authored().rows().sites.iter().find_map(|(_, site)| site.place.clone());
            *look = Look::Place(places.unwrap_or_default());
        }
        Some(3) => *look = Look::Service(form.first(Table::Services)),
        Some(_) => *look = Look::Company(form.first(Table::Companies)),
        None => {}
    }
    form.within_variant("look", look.variant(), |form| match look {
        Look::All => {}
        Look::Site(site) => reference(ui, form, "0", Table::Sites, site),
        Look::Place(place) => text(ui, form, "0", place),
        Look::Service(service) => reference(ui, form, "0", Table::Services, service),
        Look::Company(company) => reference(ui, form, "0", Table::Companies, company),
    });
}
