//! The fields of plans and expectations.

use egui::Ui;

use super::measure::measures_ui;
use super::that::that_ui;
use super::when::kind_ui;
use crate::file::edit::Table;
use crate::file::schema::{Act, Action, Expectation, Fork, Plan, Seeds};
use crate::model::limits::{LATITUDE, LONGITUDE, MOST_RUNS, MOST_SERVERS, RADIUS_KM, RUNS_SHARE};
use crate::ui::editor::entries::{heading, list};
use crate::ui::editor::field::{
    decimal, long_text, number, optional_part, optional_reference, optional_seed, optional_text, reference, text,
};
use crate::ui::editor::form::Form;

const ACTS: [&str; 10] = [
    "edit-act-strike",
    "edit-act-strike-service",
    "edit-act-extinguish",
    "edit-act-resolve",
    "edit-act-fail-over",
    "edit-act-black-start",
    "edit-act-shed-load",
    "edit-act-strike-area",
    "edit-act-crew",
    "edit-act-log",
];

/// Draws the fields of a plan.
pub fn plan_ui(ui: &mut Ui, form: &mut Form<'_>, plan: &mut Plan) {
    text(ui, form, "name", &mut plan.name);
    long_text(ui, form, "about", &mut plan.about);
    optional_text(ui, form, "zero", &mut plan.zero, form.text("edit-first-strike"));
    let (at, site) = (form.now(), form.first(Table::Sites));
    list(
        ui,
        form,
        "actions",
        &mut plan.actions,
        |_| Action { at: at.clone(), act: Act::Strike { site: Some(site), hazard: None, service: None } },
        |ui, form, action| {
            text(ui, form, "at", &mut action.at);
            act_ui(ui, form, &mut action.act);
        },
    );
    measures_ui(ui, form, plan);
    heading(ui, form, form.text("edit-field-fork"));
    let mut others = form.authored().rows().plans.iter().map(|other| other.name.clone());
    let from = others.find(|other| *other != plan.name).unwrap_or_default();
    let new = || Fork { from, at };
    optional_part(ui, form, ("fork", "has_fork"), &mut plan.fork, new, |ui, form, fork| {
        reference(ui, form, "from", Table::Plans, &mut fork.from);
        text(ui, form, "at", &mut fork.at);
    });
}

const fn act_index(act: &Act) -> usize {
    match act {
        Act::Strike { service: None, .. } => 0,
        Act::Strike { service: Some(_), .. } => 1,
        Act::Extinguish { .. } => 2,
        Act::Resolve { .. } => 3,
        Act::FailOver { .. } => 4,
        Act::BlackStart { .. } => 5,
        Act::ShedLoad { .. } => 6,
        Act::StrikeArea { .. } => 7,
        Act::Crew { .. } => 8,
        Act::Log { .. } => 9,
    }
}

fn new_act(form: &Form<'_>, index: usize) -> Act {
    let (service, site) = (form.first(Table::Services), form.first(Table::Sites));
    match index {
        0 => Act::Strike { site: Some(site), hazard: None, service: None },
        1 => Act::Strike { site: None, hazard: Some(form.first(Table::Hazards)), service: Some(service) },
        2 => Act::Extinguish { site },
        3 => Act::Resolve { service, site: None },
        4 => Act::FailOver { service },
        5 => Act::BlackStart { service, span: "1h".to_owned() },
        6 => Act::ShedLoad { service, span: "1h".to_owned() },
        7 => {
            let first = form.authored().rows().sites.iter().find_map(|(_, site)| site.at);
            Act::StrikeArea { at: first.unwrap_or((0.0, 0.0)), radius_km: 10.0, hazard: None }
        }
        8 => Act::Crew { company: form.first(Table::Companies), size: 10 },
        _ => Act::Log { title: String::new() },
    }
}

/// What is done.
fn act_ui(ui: &mut Ui, form: &mut Form<'_>, act: &mut Act) {
    if let Some(chosen) = kind_ui(ui, form, "do", act_index(act), &ACTS) {
        *act = new_act(form, chosen);
    }
    form.within_variant("do", act.variant(), |form| match act {
        Act::Strike { site, hazard, service: None } => {
            optional_reference(ui, form, "site", Table::Sites, site, "edit-nothing");
            optional_reference(ui, form, "hazard", Table::Hazards, hazard, "edit-hazard-of-site");
        }
        Act::Strike { site, hazard, service: Some(service) } => {
            reference(ui, form, "service", Table::Services, service);
            optional_reference(ui, form, "site", Table::Sites, site, "edit-all-sites");
            optional_reference(ui, form, "hazard", Table::Hazards, hazard, "edit-nothing");
        }
        Act::Extinguish { site } => reference(ui, form, "site", Table::Sites, site),
        Act::Resolve { service, site } => {
            reference(ui, form, "service", Table::Services, service);
            optional_reference(ui, form, "site", Table::Sites, site, "edit-all-sites");
        }
        Act::FailOver { service } => reference(ui, form, "service", Table::Services, service),
        Act::BlackStart { service, span } | Act::ShedLoad { service, span } => {
            reference(ui, form, "service", Table::Services, service);
            text(ui, form, "for", span);
        }
        Act::StrikeArea { at: (latitude, longitude), radius_km, hazard } => {
            form.within("at", |form| {
                decimal(ui, form, "0", latitude, LATITUDE);
                decimal(ui, form, "1", longitude, LONGITUDE);
            });
            decimal(ui, form, "radius_km", radius_km, RADIUS_KM);
            optional_reference(ui, form, "hazard", Table::Hazards, hazard, "edit-hazard-of-site");
        }
        Act::Crew { company, size } => {
            reference(ui, form, "company", Table::Companies, company);
            number(ui, form, "size", size, MOST_SERVERS);
        }
        Act::Log { title } => text(ui, form, "title", title),
    });
}

/// Draws the fields of an expectation.
pub fn expectation_ui(ui: &mut Ui, form: &mut Form<'_>, expectation: &mut Expectation) {
    reference(ui, form, "plan", Table::Plans, &mut expectation.plan);
    that_ui(ui, form, &mut expectation.that);
    let new = || Seeds { first: None, runs: 50, share: 1.0 };
    optional_part(ui, form, ("seeds", "has_seeds"), &mut expectation.seeds, new, |ui, form, seeds| {
        number(ui, form, "runs", &mut seeds.runs, MOST_RUNS);
        decimal(ui, form, "share", &mut seeds.share, RUNS_SHARE);
        optional_seed(ui, form, "first", &mut seeds.first);
    });
    if expectation.seeds.is_some() {
        expectation.seed = None;
    } else {
        optional_seed(ui, form, "seed", &mut expectation.seed);
    }
}
