//! The fields of a form: a label, a control, and below it what `check` says of the value.

use egui::{
    Color32, ComboBox, DragValue, Frame, Label, Margin, Popup, PopupCloseBehavior, Response, RichText, TextEdit, Ui,
    vec2,
};

use super::form::{Candidate, Form};
use crate::file::edit::Table;
use crate::file::{Pairs, Problem};
use crate::model::limits::Limits;
use crate::ui::ViewContext;
use crate::ui::field::compose;
use crate::ui::parts::MARGIN;
pub(super) use crate::ui::parts::name;
use crate::ui::theme::TEXT_SMALL;

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
        ui.horizontal_top(|ui| {
            ui.add_space(MARGIN);
            let width = ui.available_width() - MARGIN;
            ui.allocate_ui_with_layout(
                vec2(width * LABELS, 20.0),
                egui::Layout::left_to_right(egui::Align::Min).with_main_wrap(true),
                |ui| {
                    ui.set_width(width * LABELS);
                    ui.label(RichText::new(label).size(TEXT_SMALL).color(form.context.theme.quiet));
                },
            );
            ui.vertical(|ui| {
                ui.set_width(width * (1.0 - LABELS) - ui.spacing().item_spacing.x);
                let response = control(ui, form, label);
                name(ui, &response, label);
                form.note(field, &response);
            });
        });
        problems_ui(ui, form, field, false);
    });
}

/// What `check` says of a field, with its remedy.
pub(super) fn problems_ui(ui: &mut Ui, form: &Form<'_>, field: &str, with_parts: bool) {
    for (problem, color) in form.problems(field, with_parts) {
        problem_ui(ui, form.context, problem, color);
    }
}

/// A problem or a warning in this colour, with its remedy.
pub(super) fn problem_ui(ui: &mut Ui, context: &ViewContext<'_>, problem: &Problem, color: Color32) {
    said(ui, &context.texts.say(&problem.message), color);
    said(ui, &context.texts.say(&problem.remedy), context.theme.quiet);
}

/// A paragraph of small text between the margins.
pub(super) fn said(ui: &mut Ui, words: &str, color: Color32) {
    Frame::NONE.inner_margin(Margin::symmetric(MARGIN as i8, 0)).show(ui, |ui| {
        ui.add(Label::new(RichText::new(words).size(TEXT_SMALL).color(color)).wrap());
    });
}

/// A popup with fields: it stays open while the person types in it.
pub(super) fn field_popup(button: &Response) -> Popup<'_> {
    Popup::menu(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside)
}

fn line<'t>(text: &'t mut String, width: f32) -> TextEdit<'t> {
    TextEdit::singleline(text).desired_width(width)
}

/// A text.
pub(super) fn text(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut String) {
    labelled(ui, form, field, |ui, _, _| {
        let response = ui.add(line(value, ui.available_width()));
        compose(value);
        response
    });
}

/// A text of several lines.
pub(super) fn long_text(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut String) {
    labelled(ui, form, field, |ui, _, _| {
        let response = ui.add(TextEdit::multiline(value).desired_rows(2).desired_width(ui.available_width()));
        compose(value);
        response
    });
}

/// A text that may be left out. While it is empty, `hint` says what holds then.
pub(super) fn optional_text(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut Option<String>, hint: &str) {
    labelled(ui, form, field, |ui, _, _| {
        let mut written = value.clone().unwrap_or_default();
        let response = ui.add(line(&mut written, ui.available_width()).hint_text(hint));
        compose(&mut written);
        *value = Some(written).filter(|written| !written.is_empty());
        response
    });
}

/// A whole number, from 0 to `most`.
pub(super) fn number(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut i128, most: u64) {
    labelled(ui, form, field, |ui, _, _| number_of(ui, value, most));
}

/// The control of a whole number.
pub(super) fn number_of(ui: &mut Ui, value: &mut i128, most: u64) -> Response {
    let mut short = i64::try_from(*value).unwrap_or(i64::MAX);
    let before = short;
    let speed = (short as f64 / 100.0).abs().max(0.25);
    let drag = DragValue::new(&mut short).range(0..=most.cast_signed()).speed(speed);
    let response = ui.add(drag.clamp_existing_to_range(false));
    if short != before {
        *value = i128::from(short);
    }
    response
}

/// A number that may be left out: then `default` holds, and is shown as such.
fn optional<T: Copy + PartialEq>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    (value, default): (&mut Option<T>, T),
    control: impl FnOnce(&mut Ui, &mut T) -> Response,
) {
    labelled(ui, form, field, |ui, form, _| {
        ui.horizontal(|ui| {
            let before = value.unwrap_or(default);
            let mut written = before;
            let response = control(ui, &mut written);
            if written != before {
                *value = Some(written);
            }
            default_ui(ui, form, value);
            response
        })
        .inner
    });
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
    optional(ui, form, field, (value, i128::from(default)), |ui, value| number_of(ui, value, most));
}

/// Says that a value is the default, or offers to go back to it.
fn default_ui<T>(ui: &mut Ui, form: &Form<'_>, value: &mut Option<T>) {
    if value.is_none() {
        let quiet = form.context.theme.quiet;
        ui.label(RichText::new(form.text("edit-default")).size(TEXT_SMALL).color(quiet));
    } else if ui.small_button(form.text("edit-use-default")).clicked() {
        *value = None;
    }
}

/// A number with decimals.
pub(super) fn decimal(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut f64, limits: Limits) {
    labelled(ui, form, field, |ui, _, _| decimal_of(ui, value, limits));
}

/// The control of a number with decimals.
pub(super) fn decimal_of(ui: &mut Ui, value: &mut f64, limits: Limits) -> Response {
    let speed = if limits.most <= 1.0 { 0.005 } else { (value.abs() / 100.0).max(0.01) };
    ui.add(DragValue::new(value).range(limits.range()).speed(speed).max_decimals(6).clamp_existing_to_range(false))
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
    optional(ui, form, field, (value, default), |ui, value| decimal_of(ui, value, limits));
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

/// The control for one of several values.
pub(super) fn choice_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    form: &Form<'_>,
    label: &str,
    value: &mut T,
    choices: &[(T, &'static str)],
) -> Response {
    let now = choices.iter().find(|(choice, _)| choice == value).map_or("", |(_, key)| form.text(key));
    let before = *value;
    let width = ui.available_width();
    let mut response = ComboBox::from_id_salt(label).selected_text(now).width(width).show_ui(ui, |ui| {
        for (choice, key) in choices {
            ui.selectable_value(value, *choice, form.text(key));
        }
    });
    if *value != before {
        response.response.mark_changed();
    }
    response.response
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

/// The control for the id of a row. An id of no row is shown as it is written.
pub(super) fn reference_of(
    ui: &mut Ui,
    form: &Form<'_>,
    label: &str,
    table: Table,
    value: &mut Option<String>,
    none: Option<&'static str>,
) -> Response {
    let now = match value {
        Some(key) => form.name_of(table, key),
        None => none.map_or("", |none| form.text(none)).to_owned(),
    };
    let before = value.clone();
    let width = ui.available_width();
    let mut response = ComboBox::from_id_salt(label).selected_text(now).width(width).truncate().show_ui(ui, |ui| {
        if let Some(none) = none {
            ui.selectable_value(value, None, form.text(none));
        }
        for row in form.candidates(table) {
            ui.selectable_value(value, Some(row.key), row.name);
        }
    });
    if *value != before {
        response.response.mark_changed();
    }
    response.response
}

/// Values by the ids of another table, such as the servers of a service by site. `new` is the value of a new entry.
pub(super) fn pairs<T: Clone>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    table: Table,
    value: &mut Pairs<T>,
    new: impl Fn() -> T,
    mut draw: impl FnMut(&mut Ui, &mut Form<'_>, &mut T) -> Option<Response>,
) {
    let label = form.label(field);
    heading(ui, form, label);
    let mut removed = None;
    form.within(field, |form| {
        for (index, (key, value)) in value.0.iter_mut().enumerate() {
            let entry = form.name_of(table, key);
            ui.push_id(form.id(key), |ui| {
                ui.horizontal(|ui| {
                    ui.add_space(MARGIN);
                    let room = ui.available_width() - MARGIN;
                    ui.add_sized(vec2(room * 0.46, 20.0), Label::new(&entry).truncate());
                    let response = form.within(key, |form| draw(ui, form, value));
                    if let Some(response) = response {
                        name(ui, &response, &format!("{label}, {entry}"));
                        form.note(key, &response);
                    }
                    let remove = ui.small_button("×");
                    name(ui, &remove, &form.context.texts.with("edit-remove-entry", &[("what", &entry)]));
                    if remove.clicked() {
                        removed = Some(index);
                    }
                });
                problems_ui(ui, form, key, true);
            });
        }
    });
    if let Some(index) = removed {
        value.0.remove(index);
    }
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        let add = form.context.texts.with("edit-add-to", &[("what", label)]);
        ui.menu_button(&add, |ui| {
            egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                let is_free = |row: &Candidate| value.keys().all(|key| key != row.key) && !form.is_own(table, &row.key);
                for row in form.candidates(table).into_iter().filter(is_free).collect::<Vec<_>>() {
                    if ui.button(&row.name).clicked() {
                        value.0.push((row.key, new()));
                        ui.close();
                    }
                }
            });
        });
    });
}

/// A list of values, each of which can be moved and removed.
pub(super) fn list<T>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    values: &mut Vec<T>,
    new: impl FnOnce(&[T]) -> T,
    mut draw: impl FnMut(&mut Ui, &mut Form<'_>, &mut T),
) {
    let label = form.label(field);
    heading(ui, form, label);
    let (mut removed, mut moved) = (None, None);
    let count = values.len();
    form.within(field, |form| {
        for (index, value) in values.iter_mut().enumerate() {
            let number = (index + 1).to_string();
            ui.push_id(form.id(&number), |ui| {
                ui.horizontal(|ui| {
                    ui.add_space(MARGIN);
                    ui.label(RichText::new(format!("{number}.")).size(TEXT_SMALL).color(form.context.theme.quiet));
                    let texts = form.context.texts;
                    let named = |key| texts.with(key, &[("what", label), ("number", &number)]);
                    let button = |ui: &mut Ui, sign: &str, key: &'static str, enabled: bool| {
                        let response = ui.add_enabled(enabled, egui::Button::new(sign).small());
                        name(ui, &response, &named(key));
                        response.clicked()
                    };
                    if button(ui, "↑", "edit-move-up", index > 0) {
                        moved = Some((index, index - 1));
                    }
                    if button(ui, "↓", "edit-move-down", index + 1 < count) {
                        moved = Some((index, index + 1));
                    }
                    if button(ui, "×", "edit-remove-number", true) {
                        removed = Some(index);
                    }
                });
                form.within(&index.to_string(), |form| draw(ui, form, value));
                problems_ui(ui, form, &index.to_string(), true);
            });
        }
    });
    if let Some((from, to)) = moved {
        values.swap(from, to);
    }
    if let Some(index) = removed {
        values.remove(index);
    }
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        if ui.button(form.context.texts.with("edit-add-to", &[("what", label)])).clicked() {
            let added = new(values);
            values.push(added);
        }
    });
    problems_ui(ui, form, field, false);
}

/// The heading of a group of fields.
pub(super) fn heading(ui: &mut Ui, form: &Form<'_>, words: &str) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(MARGIN);
        ui.label(RichText::new(words).size(TEXT_SMALL).strong().color(form.context.theme.text));
    });
}
