//! The fields of a service.

use egui::{Popup, Ui};

use crate::file::Pairs;
use crate::file::edit::Table;
use crate::file::schema::{Need, Service, Switch};
use crate::model::RtoFrom;
use crate::model::limits::{MOST_PEOPLE, MOST_SERVERS, RETRIES, SHARE, UNCERTAINTY, WEIGHT};
use crate::ui::editor::controls::{said, wrapped};
use crate::ui::editor::curves::day_curve_ui;
use crate::ui::editor::entries::{Offered, field_heading, heading, pairs};
use crate::ui::editor::field::{
    choice, decimal, decimal_of, field_popup, name, number, number_of, optional_decimal, optional_number,
    optional_part, optional_reference, optional_text, problems_ui, text, toggle,
};
use crate::ui::editor::form::Form;

const RTO_FROM: [(RtoFrom, &str); 2] = [(RtoFrom::Degraded, "edit-rto-degraded"), (RtoFrom::Down, "edit-rto-down")];

/// Draws the fields.
pub fn service_ui(ui: &mut Ui, form: &mut Form<'_>, service: &mut Service) {
    text(ui, form, "name", &mut service.name);
    optional_reference(ui, form, "company", Table::Companies, &mut service.company, "edit-no-company");
    optional_text(ui, form, "kind", &mut service.kind, "");
    number(ui, form, "users", &mut service.users, MOST_PEOPLE);
    optional_text(ui, form, "rto", &mut service.rto, form.text("edit-not-set"));
    choice(ui, form, "rto_from", &mut service.rto_from, &RTO_FROM);
    servers_ui(ui, form, "on", &[], &mut service.on);
    let all: i128 = service.on.0.iter().map(|(_, servers)| *servers).fold(0, i128::saturating_add);
    let all = i64::try_from(all).unwrap_or(i64::MAX);
    optional_number(ui, form, "load", &mut service.load, all, MOST_SERVERS);
    // What takes over when the servers of a site fail does not stand at that site.
    let own: Vec<String> = service.on.keys().map(str::to_owned).collect();
    servers_ui(ui, form, "standby", &own, &mut service.standby);
    switch_ui(ui, form, &mut service.switch);
    if service.switch.is_none() && !service.standby.0.is_empty() {
        // The run has a failover all the same.
        said(ui, form.text("edit-default-switch"), form.context.theme.quiet);
    }
    pairs(
        ui,
        form,
        "needs",
        Table::Services,
        &mut service.needs,
        || Need { weight: 1.0, grace: None, any: None, primary: false },
        |ui, form, need| {
            let button = ui.button(form.text("edit-dependency"));
            if form.leads_inside() {
                Popup::open_id(ui.ctx(), Popup::default_response_id(&button));
            }
            field_popup(&button, |ui| need_ui(ui, form, need));
            Some(button)
        },
    );
    optional_text(ui, form, "restart", &mut service.restart, "0s");
    decimal(ui, form, "retry", &mut service.retry, RETRIES);
    day_ui(ui, form, &mut service.day);
    let of_file = form.authored().rows().uncertainty;
    optional_decimal(ui, form, "uncertainty", &mut service.uncertainty, of_file, UNCERTAINTY);
}

/// Numbers of servers by site. The sites of `except` are not offered.
fn servers_ui(ui: &mut Ui, form: &mut Form<'_>, field: &str, except: &[String], servers: &mut Pairs<i128>) {
    let sites = Offered { table: Table::Sites, except };
    pairs(
        ui,
        form,
        field,
        sites,
        servers,
        || 10,
        |ui, form, servers| Some(form.here(|form, own| number_of(ui, form, own, servers, MOST_SERVERS))),
    );
}

/// One dependency: how much depends on it, and how long it may be missing.
pub(in crate::ui::editor) fn need_ui(ui: &mut Ui, form: &mut Form<'_>, need: &mut Need) {
    ui.set_min_width(300.0);
    decimal(ui, form, "weight", &mut need.weight, WEIGHT);
    optional_text(ui, form, "grace", &mut need.grace, "0s");
    optional_text(ui, form, "any", &mut need.any, form.text("edit-no-alternative"));
    toggle(ui, form, "primary", &mut need.primary);
}

/// The failover to the standby. One that is added is automatic: without it, a manual failover is possible as well.
fn switch_ui(ui: &mut Ui, form: &mut Form<'_>, switch: &mut Option<Switch>) {
    /// After how long it fails over at first.
    const FIRST_AUTO: &str = "10m";
    heading(ui, form, form.text("edit-field-switch"));
    let auto = Some(FIRST_AUTO.to_owned());
    let new = || Switch { auto, needs: None, by_hand: None, manual_needs: None, success: 1.0 };
    optional_part(ui, form, ("switch", "has_switch"), switch, new, |ui, form, switch| {
        optional_text(ui, form, "auto", &mut switch.auto, form.text("edit-no-auto"));
        optional_reference(ui, form, "needs", Table::Services, &mut switch.needs, "edit-nothing");
        optional_text(ui, form, "by_hand", &mut switch.by_hand, "1h");
        optional_reference(ui, form, "manual_needs", Table::Services, &mut switch.manual_needs, "edit-nothing");
        decimal(ui, form, "success", &mut switch.success, SHARE);
    });
}

/// The share of the load in each of the 24 hours.
fn day_ui(ui: &mut Ui, form: &mut Form<'_>, day: &mut Option<Vec<f64>>) {
    field_heading(ui, form, "day", form.text("edit-field-day"));
    let mut has = day.is_some();
    form.within("day", |form| toggle(ui, form, "has_day", &mut has));
    if !has {
        *day = None;
        return;
    }
    let hours = day.get_or_insert_with(|| vec![1.0; 24]);
    ui.scope(|ui| day_curve_ui(ui, form, hours));
    wrapped(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (hour, share) in hours.iter_mut().enumerate() {
            let hour_part = hour.to_string();
            let response = form.within("day", |form| decimal_of(ui, form, &hour_part, share, SHARE));
            name(ui, &response, &form.context.texts.with("edit-hour", &[("hour", &hour_part)]));
            form.note("day", &response);
        }
    });
    problems_ui(ui, form, "day", true);
}
