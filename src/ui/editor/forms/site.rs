//! The fields of sites and hazards.

use egui::{Key, Response, TextEdit, Ui};

use crate::file::edit::Table;
use crate::file::schema::{Hazard, Reserve, Site, Spread};
use crate::model::HazardKind;
use crate::model::limits::{LATITUDE, LONGITUDE, SHARE, UNCERTAINTY};
use crate::ui::editor::curves::hazard_curve_ui;
use crate::ui::editor::entries::{field_heading, list, short_list};
use crate::ui::editor::field::{
    choice, decimal, decimal_of, field_popup, labelled, name, optional_decimal, optional_reference, optional_text,
    problems_ui, reference, reference_of, text,
};
use crate::ui::editor::form::Form;
use crate::ui::places::{PlaceSearch, first_place, places_ui};
use crate::ui::style::small_button;

/// The kinds of hazards with the keys of their names.
const KINDS: [(HazardKind, &str); 10] = [
    (HazardKind::Fire, "edit-kind-fire"),
    (HazardKind::Power, "edit-kind-power"),
    (HazardKind::Cooling, "edit-kind-cooling"),
    (HazardKind::Network, "edit-kind-network"),
    (HazardKind::Flood, "edit-kind-flood"),
    (HazardKind::Quake, "edit-kind-quake"),
    (HazardKind::Software, "edit-kind-software"),
    (HazardKind::Cyber, "edit-kind-cyber"),
    (HazardKind::Human, "edit-kind-human"),
    (HazardKind::Other, "edit-kind-other"),
];

/// The number of places that a search lists.
const MOST_PLACES: usize = 8;

/// Draws the fields of a site.
pub fn site_ui(ui: &mut Ui, form: &mut Form<'_>, site: &mut Site) {
    text(ui, form, "name", &mut site.name);
    optional_text(ui, form, "place", &mut site.place, form.text("edit-no-place"));
    optional_text(ui, form, "operator", &mut site.operator, "");
    position_ui(ui, form, &mut site.at);
    optional_reference(ui, form, "hazard", Table::Hazards, &mut site.hazard, "edit-no-hazard");
    let mut reserve = site.reserve.clone().unwrap_or(Reserve { power: None, cooling: None });
    field_heading(ui, form, "reserve", form.text("edit-field-reserve"));
    form.within("reserve", |form| {
        optional_text(ui, form, "power", &mut reserve.power, "0s");
        optional_text(ui, form, "cooling", &mut reserve.cooling, "0s");
    });
    site.reserve = Some(reserve).filter(|reserve| reserve.power.is_some() || reserve.cooling.is_some());
    list(
        ui,
        form,
        "spreads",
        &mut site.spreads,
        |_| Spread { from: None, to: String::new(), after: "10m".to_owned(), hazard: None },
        |ui, form, spread| {
            reference(ui, form, "to", Table::Sites, &mut spread.to);
            text(ui, form, "after", &mut spread.after);
            optional_reference(ui, form, "hazard", Table::Hazards, &mut spread.hazard, "edit-hazard-of-target");
            optional_reference(ui, form, "from", Table::Hazards, &mut spread.from, "edit-hazard-of-site");
        },
    );
    order_ui(ui, form, "restore", &mut site.restore);
}

/// The position of a site: latitude and longitude, or none.
fn position_ui(ui: &mut Ui, form: &mut Form<'_>, at: &mut Option<(f64, f64)>) {
    labelled(ui, form, "at", |ui, form, _| {
        let Some((latitude, longitude)) = at else {
            let response = ui.button(form.text("edit-put-on-map"));
            field_popup(&response, |ui| {
                if let Some(found) = find_place_ui(ui, form) {
                    *at = Some(found);
                }
                if ui.button(form.text("edit-type-position")).clicked() {
                    *at = Some((0.0, 0.0));
                    ui.close();
                }
            });
            return response;
        };
        let response = ui
            .horizontal_wrapped(|ui| {
                form.within("at", |form| {
                    let south_north = decimal_of(ui, form, "0", latitude, LATITUDE);
                    let west_east = decimal_of(ui, form, "1", longitude, LONGITUDE);
                    name(ui, &west_east, form.text("edit-field-longitude"));
                    form.note("0", &south_north);
                    form.note("1", &west_east);
                    south_north
                })
            })
            .inner;
        ui.horizontal_wrapped(|ui| {
            let button = ui.button(form.text("edit-find-place"));
            field_popup(&button, |ui| {
                if let Some(found) = find_place_ui(ui, form) {
                    *at = Some(found);
                }
            });
            let take_off = ui.add(small_button(form.text("edit-take-off-map")));
            if take_off.clicked() {
                *at = None;
                form.return_keyboard("at", &take_off);
            }
        });
        response
    });
    for part in ["0", "1"] {
        form.within("at", |form| problems_ui(ui, form, part, true));
    }
}

/// Searches a place of the map by its name. Returns its latitude and longitude when one is chosen: Enter takes the first.
fn find_place_ui(ui: &mut Ui, form: &Form<'_>) -> Option<(f64, f64)> {
    let id = ui.scope_id().with("find place");
    let mut typed = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let response =
        ui.add(TextEdit::singleline(&mut typed).hint_text(form.text("edit-find-place")).desired_width(200.0));
    name(ui, &response, form.text("edit-find-place"));
    // What is typed next is meant for this field.
    if typed.is_empty() && !response.has_focus() {
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(id, typed.clone()));
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let sites = form.authored().rows().sites.iter();
    let near: Vec<(f64, f64)> = sites.filter_map(|(_, site)| site.at).collect();
    let search = PlaceSearch { typed: &typed, near: &near };
    let first = if is_entered { first_place(search, form.context.texts.language()) } else { None };
    let chosen = first.or_else(|| places_ui(ui, form.context, search, MOST_PLACES, false));
    if chosen.is_some() {
        ui.close();
    } else if is_entered {
        response.request_focus();
    }
    chosen.map(|place| place.at)
}

/// A list of services in an order that matters.
pub(super) fn order_ui(ui: &mut Ui, form: &mut Form<'_>, field: &str, order: &mut Vec<String>) {
    short_list(
        ui,
        form,
        field,
        order,
        |_| String::new(),
        |index, _| index.to_string(),
        |ui, form, service| {
            let mut chosen = Some(std::mem::take(service));
            let response = reference_of(ui, form, field, Table::Services, &mut chosen, None);
            name(ui, &response, form.text("edit-service"));
            form.note_here(&response);
            *service = chosen.unwrap_or_default();
        },
    );
}

/// Draws the fields of a hazard.
pub fn hazard_ui(ui: &mut Ui, form: &mut Form<'_>, hazard: &mut Hazard) {
    text(ui, form, "name", &mut hazard.name);
    choice(ui, form, "kind", &mut hazard.kind, &KINDS);
    ui.scope(|ui| hazard_curve_ui(ui, form, hazard));
    steps_ui(ui, form, "spread", &mut hazard.spread);
    text(ui, form, "out", &mut hazard.out);
    steps_ui(ui, form, "repair", &mut hazard.repair);
    decimal(ui, form, "damages", &mut hazard.damages, SHARE);
    decimal(ui, form, "destroys", &mut hazard.destroys, SHARE);
    optional_text(ui, form, "repair_work", &mut hazard.repair_work, "");
    let of_file = form.authored().rows().uncertainty;
    optional_decimal(ui, form, "uncertainty", &mut hazard.uncertainty, of_file, UNCERTAINTY);
}

/// Steps of time and dark share.
fn steps_ui(ui: &mut Ui, form: &mut Form<'_>, field: &str, steps: &mut Vec<(String, f64)>) {
    let rises = field == "spread";
    short_list(
        ui,
        form,
        field,
        steps,
        |steps| match steps.last() {
            Some((_, share)) => ("1h".to_owned(), if rises { 1.0 } else { share / 2.0 }),
            None => ("0s".to_owned(), if rises { 1.0 } else { 0.0 }),
        },
        |index, _| index.to_string(),
        |ui, form, (after, share)| {
            let span = span_of(ui, form, "0", after);
            name(ui, &span, form.text("edit-step-after"));
            form.note("0", &span);
            let dark = decimal_of(ui, form, "1", share, SHARE);
            name(ui, &dark, form.text("edit-step-dark"));
            form.note("1", &dark);
            ui.label(form.text("edit-dark"));
        },
    );
}

/// The control of a length of time, which is a field of the value of the form.
pub(super) fn span_of(ui: &mut Ui, form: &Form<'_>, field: &str, span: &mut String) -> Response {
    ui.add(TextEdit::singleline(span).desired_width(70.0).text_color_opt(form.color_of(field)))
}
