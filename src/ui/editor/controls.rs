//! The controls of fields without their labels, and the small texts between fields.

use std::cell::Cell;

use egui::{
    Color32, ComboBox, DragValue, Frame, Label, Margin, Popup, PopupCloseBehavior, Response, RichText, TextEdit, Ui,
};

use super::form::Form;
use crate::file::Problem;
use crate::file::edit::Table;
use crate::model::limits::Limits;
use crate::ui::parts::MARGIN;
pub(super) use crate::ui::parts::name;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, focus};
use crate::units::text;

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

/// Contents side by side between the margins, in as many lines as they need.
pub(super) fn wrapped<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = Frame::NONE.inner_margin(Margin::symmetric(MARGIN as i8, 0));
    frame.show(ui, |ui| ui.horizontal_wrapped(contents).inner).inner
}

/// A popup with fields: it stays open while the person types in it.
pub(super) fn field_popup(button: &Response) -> Popup<'_> {
    Popup::menu(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside)
}

pub(super) fn line<'t>(text: &'t mut String, width: f32) -> TextEdit<'t> {
    TextEdit::singleline(text).desired_width(width)
}

/// The control of a whole number.
pub(in crate::ui) fn number_of(ui: &mut Ui, value: &mut i128, most: u64) -> Response {
    number_or(ui, None, value, most)
}

/// The control of a whole number in whose place the author may have written something that could not be read: that is shown until a number
/// replaces it. A number that is typed is a change even if it is the one that was there, because that may only have stood in for it.
pub(super) fn number_or(ui: &mut Ui, unread: Option<&str>, value: &mut i128, most: u64) -> Response {
    let mut short = i64::try_from(*value).unwrap_or(i64::MAX);
    let before = short;
    let speed = (short as f64 / 100.0).abs().max(0.25);
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let is_typed = Cell::new(false);
    let drag = DragValue::new(&mut short).range(0..=most).speed(speed);
    // Large numbers are read more easily in groups of digits, and may be typed with or without them.
    let written = |number: f64| if number < 0.0 { number.to_string() } else { text::exact(number as u64) };
    let shown = move |number: f64| unread.map_or_else(|| written(number), str::to_owned);
    let drag = drag.custom_formatter(move |number, _| shown(number)).custom_parser(|typed| {
        // What could not be read is no number until something is typed.
        if unread == Some(typed) {
            return None;
        }
        let digits: String = typed.chars().filter(|letter| !matches!(letter, ',' | '_' | ' ')).collect();
        noted(&is_typed, digits.parse().ok())
    });
    let response = ui.add(drag.clamp_existing_to_range(false));
    if short != before {
        *value = i128::from(short);
    }
    changed_by_typing(response, &is_typed)
}

/// Notes that a number was typed, if it is one.
fn noted(is_typed: &Cell<bool>, number: Option<f64>) -> Option<f64> {
    is_typed.set(is_typed.get() || number.is_some());
    number
}

/// The response of the control of a number, which is changed by every number that is typed. The control reads its text again when it loses the
/// focus, whether or not something was typed.
fn changed_by_typing(mut response: Response, is_typed: &Cell<bool>) -> Response {
    if is_typed.get() && !response.lost_focus() {
        response.mark_changed();
    }
    response
}

/// The control of a number with decimals.
pub(super) fn decimal_of(ui: &mut Ui, value: &mut f64, limits: Limits) -> Response {
    decimal_or(ui, None, value, limits)
}

/// The control of a number with decimals, as [`number_or`] says.
pub(super) fn decimal_or(ui: &mut Ui, unread: Option<&str>, value: &mut f64, limits: Limits) -> Response {
    let speed = if limits.most <= 1.0 { 0.005 } else { (value.abs() / 100.0).max(0.01) };
    let is_typed = Cell::new(false);
    let drag = DragValue::new(value).range(limits.range()).speed(speed).max_decimals(6).clamp_existing_to_range(false);
    let drag = drag.custom_parser(|typed| {
        let digits: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        noted(&is_typed, digits.replace('−', "-").parse().ok())
    });
    let response = match unread {
        Some(unread) => ui.add(drag.custom_formatter(|_, _| unread.to_owned())),
        None => ui.add(drag),
    };
    changed_by_typing(response, &is_typed)
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
    let mut is_chosen = false;
    let width = ui.available_width();
    let mut response = ComboBox::from_id_salt(label).selected_text(now).width(width).show_ui(ui, |ui| {
        for (choice, key) in choices {
            if focus::list_entry(ui, *value == *choice, form.text(key)) {
                *value = *choice;
                is_chosen = true;
            }
        }
        focus::reveal_in(ui);
    });
    // What was there may only have stood in for what could not be read, so that it is a change to choose it.
    if is_chosen {
        response.response.mark_changed();
    }
    response.response
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
        if none.is_some_and(|none| focus::list_entry(ui, value.is_none(), form.text(none))) {
            *value = None;
        }
        for row in form.candidates(table) {
            if focus::list_entry(ui, value.as_ref() == Some(&row.key), row.name) {
                *value = Some(row.key);
            }
        }
        focus::reveal_in(ui);
    });
    if *value != before {
        response.response.mark_changed();
    }
    response.response
}
