//! The fields of the measures of a plan: what each one changes before the run, what it costs, and whether it is applied.

use egui::Ui;

use super::site::order_ui;
use super::when::kind_ui;
use crate::file::edit::Table;
use crate::file::schema::{Company, Measure, Plan, Service, Site};
use crate::file::{Cost, Keyed};
use crate::model::limits::{MOST_SERVERS, RETRIES, SHARE, WEIGHT};
use crate::study::words;
use crate::ui::editor::entries::list;
use crate::ui::editor::field::{decimal, number, optional_text, reference, said, text, toggle};
use crate::ui::editor::form::Form;

/// The keys of the names of the kinds of measures.
const KINDS: [&str; 18] = [
    "edit-measure-add-servers",
    "edit-measure-add-standby",
    "edit-measure-switch-auto",
    "edit-measure-switch-free",
    "edit-measure-switch-by-hand",
    "edit-measure-grace",
    "edit-measure-weight",
    "edit-measure-limit-retries",
    "edit-measure-restart",
    "edit-measure-restore-first",
    "edit-measure-stop-spread",
    "edit-measure-faster-out",
    "edit-measure-crew",
    "edit-measure-crew-first",
    "edit-measure-repair-work",
    "edit-measure-reserve-power",
    "edit-measure-reserve-cooling",
    "edit-measure-success",
];

/// The index of the name of a measure in [`KINDS`].
const fn kind_index(measure: &Measure) -> usize {
    match measure {
        Measure::AddServers { .. } => 0,
        Measure::AddStandby { .. } => 1,
        Measure::SwitchAuto { .. } => 2,
        Measure::SwitchFree { .. } => 3,
        Measure::SwitchByHand { .. } => 4,
        Measure::Grace { .. } => 5,
        Measure::Weight { .. } => 6,
        Measure::LimitRetries { .. } => 7,
        Measure::Restart { .. } => 8,
        Measure::RestoreFirst { .. } => 9,
        Measure::StopSpread { .. } => 10,
        Measure::FasterOut { .. } => 11,
        Measure::Crew { .. } => 12,
        Measure::CrewFirst { .. } => 13,
        Measure::RepairWork { .. } => 14,
        Measure::ReservePower { .. } => 15,
        Measure::ReserveCooling { .. } => 16,
        Measure::Success { .. } => 17,
    }
}

/// Draws the measures of a plan.
pub(super) fn measures_ui(ui: &mut Ui, form: &mut Form<'_>, plan: &mut Plan) {
    let context = form.context;
    // Each measure is said in words, if the plan runs as it is written here.
    let running = context.session.plans().iter().find(|running| running.name == plan.name);
    let running = running.filter(|running| running.measures.len() == plan.measures.len());
    let mut sentences = running.iter().flat_map(|running| &running.measures);
    let first = new_measure(form, 0, (None, false));
    list(
        ui,
        form,
        "measures",
        &mut plan.measures,
        |_| first,
        |ui, form, measure| {
            if let Some(running) = sentences.next() {
                said(ui, &words::measure(context.localized, &running.what, context.texts), context.theme.text);
            }
            measure_ui(ui, form, measure);
        },
    );
}

/// The id of the first row for which `fits` is true or, if there is none, of the first row.
fn first_that<T>(rows: &Keyed<T>, fits: impl Fn(&T) -> bool) -> String {
    let fitting = rows.iter().find(|(_, row)| fits(row)).or_else(|| rows.iter().next());
    fitting.map(|(key, _)| key.to_owned()).unwrap_or_default()
}

/// A new measure of the kind at this index, about the first rows that can have such a measure.
fn new_measure(form: &Form<'_>, index: usize, (cost, off): (Option<Cost>, bool)) -> Measure {
    let rows = form.authored().rows();
    let (service, site) = (form.first(Table::Services), form.first(Table::Sites));
    let (company, hazard) = (form.first(Table::Companies), form.first(Table::Hazards));
    let with_failover = || first_that(&rows.services, |service: &Service| service.switch.is_some());
    // A service that depends on another, and the first that it depends on.
    let dependency = || {
        let service = first_that(&rows.services, |service: &Service| !service.needs.is_empty());
        let need = rows.services.get(&service).and_then(|row| row.needs.keys().next());
        (service, need.unwrap_or_default().to_owned())
    };
    match index {
        0 => Measure::AddServers { service, site, servers: 10, cost, off },
        1 => Measure::AddStandby { service, site, servers: 10, cost, off },
        2 => Measure::SwitchAuto { service, auto: "2m".to_owned(), cost, off },
        3 => Measure::SwitchFree { service: with_failover(), cost, off },
        4 => Measure::SwitchByHand { service, by_hand: "30m".to_owned(), cost, off },
        5 => {
            let (service, need) = dependency();
            Measure::Grace { service, need, grace: "10m".to_owned(), cost, off }
        }
        6 => {
            let (service, need) = dependency();
            Measure::Weight { service, need, weight: 0.5, cost, off }
        }
        7 => Measure::LimitRetries { service, retry: 0.0, cost, off },
        8 => Measure::Restart { service, restart: "10m".to_owned(), cost, off },
        9 => Measure::RestoreFirst { site, services: vec![service], cost, off },
        10 => {
            let site = first_that(&rows.sites, |site: &Site| !site.spreads.is_empty());
            let to = rows.sites.get(&site).and_then(|row| row.spreads.first()).map(|spread| spread.to.clone());
            Measure::StopSpread { site, to: to.unwrap_or_default(), cost, off }
        }
        11 => Measure::FasterOut { hazard, out: "30m".to_owned(), cost, off },
        12 => Measure::Crew { company, size: 10, cost, off },
        13 => {
            let company = first_that(&rows.companies, |company: &Company| company.crew.is_some());
            let is_own = |service: &Service| service.company.as_deref() == Some(&*company);
            let services = vec![first_that(&rows.services, is_own)];
            Measure::CrewFirst { company, services, cost, off }
        }
        14 => Measure::RepairWork { hazard, repair_work: "30m".to_owned(), cost, off },
        15 => Measure::ReservePower { site, reserve: "30m".to_owned(), cost, off },
        16 => Measure::ReserveCooling { site, reserve: "30m".to_owned(), cost, off },
        _ => Measure::Success { service: with_failover(), success: 1.0, cost, off },
    }
}

/// Draws the fields of a measure.
fn measure_ui(ui: &mut Ui, form: &mut Form<'_>, measure: &mut Measure) {
    if let Some(chosen) = kind_ui(ui, form, "measure", kind_index(measure), &KINDS) {
        *measure = new_measure(form, chosen, (measure.cost().map(|cost| Cost(cost.to_owned())), measure.off()));
    }
    form.with_variant(measure.variant(), |form| {
        what_ui(ui, form, measure);
        let (cost, off) = measure.cost_and_off_mut();
        let mut written = cost.take().map(|cost| cost.0);
        optional_text(ui, form, "cost", &mut written, form.text("edit-not-set"));
        *cost = written.map(Cost);
        toggle(ui, form, "off", off);
    });
}

/// Draws what the measure changes.
fn what_ui(ui: &mut Ui, form: &mut Form<'_>, measure: &mut Measure) {
    match measure {
        Measure::AddServers { service, site, servers, .. } | Measure::AddStandby { service, site, servers, .. } => {
            reference(ui, form, "service", Table::Services, service);
            reference(ui, form, "site", Table::Sites, site);
            number(ui, form, "servers", servers, MOST_SERVERS);
        }
        Measure::SwitchAuto { service, auto, .. } => {
            reference(ui, form, "service", Table::Services, service);
            text(ui, form, "auto", auto);
        }
        Measure::SwitchFree { service, .. } => reference(ui, form, "service", Table::Services, service),
        Measure::SwitchByHand { service, by_hand, .. } => {
            reference(ui, form, "service", Table::Services, service);
            text(ui, form, "by_hand", by_hand);
        }
        Measure::Grace { service, need, grace, .. } => {
            reference(ui, form, "service", Table::Services, service);
            reference(ui, form, "need", Table::Services, need);
            text(ui, form, "grace", grace);
        }
        Measure::Weight { service, need, weight, .. } => {
            reference(ui, form, "service", Table::Services, service);
            reference(ui, form, "need", Table::Services, need);
            decimal(ui, form, "weight", weight, WEIGHT);
        }
        Measure::LimitRetries { service, retry, .. } => {
            reference(ui, form, "service", Table::Services, service);
            decimal(ui, form, "retry", retry, RETRIES);
        }
        Measure::Restart { service, restart, .. } => {
            reference(ui, form, "service", Table::Services, service);
            text(ui, form, "restart", restart);
        }
        Measure::RestoreFirst { site, services, .. } => {
            reference(ui, form, "site", Table::Sites, site);
            order_ui(ui, form, "services", services);
        }
        Measure::StopSpread { site, to, .. } => {
            reference(ui, form, "site", Table::Sites, site);
            reference(ui, form, "to", Table::Sites, to);
        }
        Measure::FasterOut { hazard, out, .. } => {
            reference(ui, form, "hazard", Table::Hazards, hazard);
            text(ui, form, "out", out);
        }
        Measure::Crew { company, size, .. } => {
            reference(ui, form, "company", Table::Companies, company);
            number(ui, form, "size", size, MOST_SERVERS);
        }
        Measure::CrewFirst { company, services, .. } => {
            reference(ui, form, "company", Table::Companies, company);
            order_ui(ui, form, "services", services);
        }
        Measure::RepairWork { hazard, repair_work, .. } => {
            reference(ui, form, "hazard", Table::Hazards, hazard);
            text(ui, form, "repair_work", repair_work);
        }
        Measure::ReservePower { site, reserve, .. } | Measure::ReserveCooling { site, reserve, .. } => {
            reference(ui, form, "site", Table::Sites, site);
            text(ui, form, "reserve", reserve);
        }
        Measure::Success { service, success, .. } => {
            reference(ui, form, "service", Table::Services, service);
            decimal(ui, form, "success", success, SHARE);
        }
    }
}
