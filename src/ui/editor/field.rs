//! The fields of a form: a label with its help, a control, a mark that says what the value is based on, and below it what `check` says of the
//! value.

use std::cell::Cell;

use egui::{Response, RichText, TextEdit, Ui, vec2};

use super::basis::basis_ui;
use super::controls::line;
pub(super) use super::controls::{
    choice_of, decimal_of, field_popup, name, number_of, problems_ui, real_of, reference_of, said, seed_of, whole_of,
};
use super::form::Form;
use super::help::help_ui;
use crate::file::edit::Table;
use crate::model::limits::Limits;
use crate::ui::field::compose;
use crate::ui::number_field::Emptied;
use crate::ui::parts::MARGIN;
use crate::ui::style::small_button;
use crate::ui::theme::TEXT_SMALL;
use crate::units::text::exact;

/// The share of the width that labels have.
const LABELS: f32 = 0.36;

/// Draws a label with a control beside it, and the problems of the field below.
pub(super) fn labelled(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    control: impl FnOnce(&mut Ui, &mut Form<'_>, &str) -> Response,
) {
    let label = form.label(field);
    ui.push_id(form.id(field), |ui| {
        let panel = ui.max_rect();
        let row = ui.horizontal_top(|ui| {
            ui.add_space(MARGIN);
            let width = ui.available_width() - MARGIN;
            let words = RichText::new(label).size(TEXT_SMALL).color(form.context.theme.quiet);
            let left = egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true);
            let label_response = ui.allocate_ui_with_layout(vec2(width * LABELS, 20.0), left, |ui| {
                ui.set_width(width * LABELS);
                ui.label(words)
            });
            ui.vertical(|ui| {
                ui.set_width(width * (1.0 - LABELS) - ui.spacing().item_spacing.x);
                let response = control(ui, form, label);
                name(ui, &response, label);
                form.note(field, &response);
                help_ui(ui, form, field, [&label_response.inner, &response], panel.left());
            });
        });
        basis_ui(ui, form, field, row.response.rect.with_min_x(panel.left()));
        problems_ui(ui, form, field, false);
    });
}

/// A text.
pub(super) fn text(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut String) {
    labelled(ui, form, field, |ui, form, _| {
        let response = ui.add(line(value, ui.available_width()).text_color_opt(form.color_of(field)));
        compose(value);
        response
    });
}

/// A text of several lines.
pub(super) fn long_text(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut String) {
    labelled(ui, form, field, |ui, form, _| {
        let edit = TextEdit::multiline(value).desired_rows(2).desired_width(ui.available_width());
        let response = ui.add(edit.text_color_opt(form.color_of(field)));
        compose(value);
        response
    });
}

/// A text that may be left out. While it is empty, the default of the field or, if it has none, `hint` says what holds then.
pub(super) fn optional_text(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut Option<String>, hint: &str) {
    let hint = hint_of(form, field, hint);
    labelled(ui, form, field, |ui, form, _| {
        let mut written = value.clone().unwrap_or_default();
        let color = form.color_of(field);
        let hint = color.map_or_else(|| RichText::new(&hint), |color| RichText::new(&hint).color(color));
        let response = ui.add(line(&mut written, ui.available_width()).text_color_opt(color).hint_text(hint));
        compose(&mut written);
        *value = Some(written).filter(|written| !written.is_empty());
        response
    });
}

/// What an empty field says: what the author wrote and could not be read, or the default of the field, or else `hint`.
fn hint_of(form: &Form<'_>, field: &str, hint: &str) -> String {
    if let Some(unread) = form.unread(field) {
        return unread.to_owned();
    }
    let default = form.default_of(field);
    default
        .map_or_else(|| hint.to_owned(), |default| form.context.texts.with("edit-default-is", &[("default", default)]))
}

/// A whole number, from 0 to `most`.
pub(super) fn number(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut i128, most: u64) {
    labelled(ui, form, field, |ui, form, _| {
        with_default(ui, form, field, value, |ui, form, value| number_of(ui, form, field, value, most))
    });
}

/// Draws the control of a number that is always there. If the field has a default, it says so while the number is the default, and offers to
/// go back to it otherwise.
fn with_default<T: Copy + PartialEq + ToString + std::str::FromStr>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    value: &mut T,
    control: impl FnOnce(&mut Ui, &mut Form<'_>, &mut T) -> Response,
) -> Response {
    let default = form.default_of(field).and_then(|default| default.parse::<T>().ok());
    ui.horizontal_wrapped(|ui| {
        let response = control(ui, form, value);
        if let Some(default) = default {
            let mut written = Some(*value).filter(|value| *value != default);
            default_ui(ui, form, field, &mut written, &default.to_string());
            *value = written.unwrap_or(default);
        }
        response
    })
    .inner
}

/// A number that may be left out: then `default` holds, and is shown as such. So it does if its field is left empty.
fn optional<T: Copy + PartialEq + ToString>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    (value, default): (&mut Option<T>, T),
    control: impl FnOnce(&mut Ui, &mut Form<'_>, &mut T, Emptied<'_>) -> Response,
) {
    labelled(ui, form, field, |ui, form, _| {
        ui.horizontal_wrapped(|ui| {
            let (before, is_left_out) = (value.unwrap_or(default), Cell::new(false));
            let mut written = before;
            let response = control(ui, form, &mut written, Emptied::LeftOut(&is_left_out));
            if is_left_out.get() {
                *value = None;
            } else if written != before {
                *value = Some(written);
            }
            default_ui(ui, form, field, value, &default.to_string());
            response
        })
        .inner
    });
}

/// A number that may be left out: nothing holds then, which the text `none` says. So it is if its field is left empty. `first` is the number that
/// is set first.
fn settable<T: Copy>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    (value, first, none): (&mut Option<T>, T, &'static str),
    control: impl FnOnce(&mut Ui, &mut Form<'_>, &mut T, Emptied<'_>) -> Response,
) {
    labelled(ui, form, field, |ui, form, _| {
        ui.horizontal_wrapped(|ui| {
            let Some(number) = value else {
                let response = ui.add(small_button(form.text("edit-set")));
                quiet_ui(ui, form, form.text(none));
                if response.clicked() {
                    *value = Some(first);
                    form.return_keyboard(field, &response);
                }
                return response;
            };
            let is_left_out = Cell::new(false);
            let response = control(ui, form, number, Emptied::LeftOut(&is_left_out));
            if form.is_emptied(field) {
                quiet_ui(ui, form, form.text(none));
                return response;
            }
            let leave_out = ui.add(small_button(form.text("edit-leave-out")));
            if leave_out.clicked() {
                *value = None;
                form.return_keyboard(field, &leave_out);
            } else if is_left_out.get() {
                *value = None;
            }
            response
        })
        .inner
    });
}

/// A whole number that may be left out, as [`settable`] says.
pub(super) fn settable_number(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    value: (&mut Option<i128>, i128, &'static str),
    most: u64,
) {
    settable(ui, form, field, value, |ui, form, value, emptied| whole_of(ui, form, field, (value, most), emptied));
}

/// A number with decimals that may be left out, as [`settable`] says.
pub(super) fn settable_decimal(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    value: (&mut Option<f64>, f64, &'static str),
    limits: Limits,
) {
    settable(ui, form, field, value, |ui, form, value, emptied| real_of(ui, form, field, (value, limits), emptied));
}

/// A whole number that may be left out.
pub(super) fn optional_number(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    value: &mut Option<i128>,
    default: i64,
    most: u64,
) {
    optional(ui, form, field, (value, i128::from(default)), |ui, form, value, emptied| {
        whole_of(ui, form, field, (value, most), emptied)
    });
}

/// The seed of a run, which may be left out. It is a name and no amount: all its digits count, so it is typed and not dragged.
pub(super) fn optional_seed(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut Option<i128>) {
    let default = form.default_of(field).unwrap_or_default();
    labelled(ui, form, field, |ui, form, _| {
        ui.horizontal_wrapped(|ui| {
            let hint = form.unread(field).unwrap_or(default).to_owned();
            let response = seed_of(ui, form, field, value, hint);
            default_ui(ui, form, field, value, default);
            response
        })
        .inner
    });
}

/// Says that a value is the default, or offers to go back to it. While the person has emptied the field, says which default it gets if it stays so.
/// What could not be read, or was typed and is wrong, is not the default.
fn default_ui<T>(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut Option<T>, default: &str) {
    if form.is_emptied(field) {
        let default = default.parse::<u64>().map_or_else(|_| default.to_owned(), exact);
        quiet_ui(ui, form, &form.context.texts.with("edit-default-is", &[("default", &default)]));
        return;
    }
    if value.is_none() {
        if form.unread(field).is_none() && form.wrong(field).is_none() {
            quiet_ui(ui, form, form.text("edit-default"));
        }
        return;
    }
    let button = ui.add(small_button(form.text("edit-use-default")));
    if button.clicked() {
        *value = None;
        form.return_keyboard(field, &button);
    }
}

/// What is said beside a control.
fn quiet_ui(ui: &mut Ui, form: &Form<'_>, words: &str) {
    ui.label(RichText::new(words).size(TEXT_SMALL).color(form.context.theme.quiet));
}

/// A number with decimals.
pub(super) fn decimal(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut f64, limits: Limits) {
    labelled(ui, form, field, |ui, form, _| {
        with_default(ui, form, field, value, |ui, form, value| decimal_of(ui, form, field, value, limits))
    });
}

/// A number with decimals that may be left out.
pub(super) fn optional_decimal(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    value: &mut Option<f64>,
    default: f64,
    limits: Limits,
) {
    optional(ui, form, field, (value, default), |ui, form, value, emptied| {
        real_of(ui, form, field, (value, limits), emptied)
    });
}

/// Yes or no.
pub(super) fn toggle(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut bool) {
    labelled(ui, form, field, |ui, _, _| ui.checkbox(value, ""));
}

/// A part of a value that may be left out: a toggle, and the fields of the part while it is there. `new` is the part that is added.
pub(super) fn optional_part<T>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    (part, has_part): (&str, &str),
    value: &mut Option<T>,
    new: impl FnOnce() -> T,
    draw: impl FnOnce(&mut Ui, &mut Form<'_>, &mut T),
) {
    let mut has = value.is_some();
    form.within(part, |form| {
        toggle(ui, form, has_part, &mut has);
        if has {
            draw(ui, form, value.get_or_insert_with(new));
        } else {
            *value = None;
        }
    });
}

/// One of several values, each with the key of its name.
pub(super) fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    value: &mut T,
    choices: &[(T, &'static str)],
) {
    labelled(ui, form, field, |ui, form, label| choice_of(ui, form, label, value, choices));
}

/// The id of a row of another table.
pub(super) fn reference(ui: &mut Ui, form: &mut Form<'_>, field: &str, table: Table, value: &mut String) {
    labelled(ui, form, field, |ui, form, label| {
        let mut chosen = Some(std::mem::take(value));
        let response = reference_of(ui, form, label, table, &mut chosen, None);
        *value = chosen.unwrap_or_default();
        response
    });
}

/// The id of a row of another table that may be left out; `none` is the key of the text that says what holds then.
pub(super) fn optional_reference(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    table: Table,
    value: &mut Option<String>,
    none: &'static str,
) {
    labelled(ui, form, field, |ui, form, label| reference_of(ui, form, label, table, value, Some(none)));
}
