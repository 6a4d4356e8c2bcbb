//! The controls of fields without their labels, and the small texts between fields.

use egui::style::StyleModifier;
use egui::{Color32, ComboBox, Frame, Label, Margin, Popup, PopupCloseBehavior, Response, RichText, TextEdit, Ui};

use super::form::Form;
use super::problem_words::problem_sentences;
use crate::file::Problem;
use crate::file::edit::Table;
use crate::file::edit::sheet::read_whole;
use crate::model::limits::Limits;
use crate::ui::number_field::{Emptied, Look, Visit, WrongText, decimal_field, is_taken_back, whole_field};
use crate::ui::parts::MARGIN;
pub(super) use crate::ui::parts::name;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, focus};

/// The width of the field for a seed with at most so many digits, in points: what is said of it stands beside it, also in a narrow panel. All digits
/// of a longer seed are to be seen, so its field has the whole width.
const SHORT_SEED: f32 = 64.0;
const SHORT_DIGITS: usize = 5;

/// What is wrong with what was typed into a field, and what `check` says of its value, with the remedy.
pub(super) fn problems_ui(ui: &mut Ui, form: &Form<'_>, field: &str, with_parts: bool) {
    for reason in form.wrong_reasons(field, with_parts) {
        said(ui, &form.context.texts.sentence(&reason), form.context.theme.down);
    }
    for (problem, color) in form.problems(field, with_parts) {
        problem_ui(ui, form.context, problem, color);
    }
}

/// A problem or a warning in this colour, with its remedy.
pub(super) fn problem_ui(ui: &mut Ui, context: &ViewContext<'_>, problem: &Problem, color: Color32) {
    let [message, remedy] = problem_sentences(context.texts, problem);
    said(ui, &message, color);
    said(ui, &remedy, context.theme.quiet);
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

/// Shows a popup with fields below its button. It stays open while the person types in it. Its fields have their outlines, which entries of a menu
/// do not have.
pub(super) fn field_popup(button: &Response, contents: impl FnOnce(&mut Ui)) {
    let popup = Popup::menu(button).style(StyleModifier::default());
    popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        focus::stay_open(ui);
        contents(ui);
    });
}

pub(super) fn line<'t>(text: &'t mut String, width: f32) -> TextEdit<'t> {
    TextEdit::singleline(text).desired_width(width)
}

/// The control of a whole number from 0 to `most`, which is a field of the value of the form. What the author wrote in its place and could not be
/// read is shown until a number replaces it. If it is left empty, it gets its default, or is wrong if it has none.
pub(super) fn number_of(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut i128, most: u64) -> Response {
    let emptied = emptied(form, field);
    whole_of(ui, form, field, (value, most), emptied)
}

/// The same, where it is said what becomes of the value if its field is left empty.
pub(super) fn whole_of(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    (value, most): (&mut i128, u64),
    emptied: Emptied<'_>,
) -> Response {
    typed_ui(ui, form, field, (value, emptied), |ui, look, value, wrong| whole_field(ui, look, value, most, wrong))
}

/// The control of a number with decimals, as [`number_of`] says.
pub(super) fn decimal_of(ui: &mut Ui, form: &mut Form<'_>, field: &str, value: &mut f64, limits: Limits) -> Response {
    let emptied = emptied(form, field);
    real_of(ui, form, field, (value, limits), emptied)
}

/// The same, where it is said what becomes of the value if its field is left empty.
pub(super) fn real_of(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    (value, limits): (&mut f64, Limits),
    emptied: Emptied<'_>,
) -> Response {
    typed_ui(ui, form, field, (value, emptied), |ui, look, value, wrong| decimal_field(ui, look, value, limits, wrong))
}

/// What becomes of a number that must be there if its field is left empty: an empty field is the same as a field that is left out of the file.
fn emptied(form: &Form<'_>, field: &str) -> Emptied<'static> {
    let default = form.default_of(field).and_then(|default| default.parse::<f64>().ok());
    default.map_or(Emptied::Wrong, Emptied::Number)
}

/// Draws the control of a number, with the text in it that is wrong.
fn typed_ui<T: Copy + PartialEq + ToString>(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    (value, emptied): (&mut T, Emptied<'_>),
    draw: impl FnOnce(&mut Ui, Look<'_>, &mut T, &mut Option<WrongText>) -> Response,
) -> Response {
    let mut wrong = form.wrong(field).cloned();
    if let Some(wrong) = &mut wrong {
        // Those that are out of date were left out when the document changed.
        wrong.was = value.to_string();
    }
    let look = Look { unread: form.unread(field), emptied, is_wrong: form.has_problem(field), ..Look::default() };
    let before = *value;
    let response = draw(ui, look, value, &mut wrong);
    let is_taken_back = is_taken_back(ui, &response);
    form.takes_back |= *value != before && (wrong.is_some() || is_taken_back);
    form.set_wrong(field, wrong, (&response, is_taken_back));
    response
}

/// The control of the seed of a run, which may be left out: `hint` says what holds then.
pub(super) fn seed_of(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &str,
    value: &mut Option<i128>,
    hint: String,
) -> Response {
    let begun = *value;
    let written = |seed: Option<i128>| seed.map_or_else(String::new, |seed| seed.to_string());
    let mut wrong = form.wrong(field).cloned();
    let mut text = wrong.as_ref().map_or_else(|| written(begun), |wrong| wrong.text.clone());
    let color = wrong.as_ref().map(|_| form.context.theme.down).or_else(|| form.color_of(field));
    let is_short = [&text, &hint].into_iter().all(|words| words.chars().count() <= SHORT_DIGITS);
    let width = if is_short { SHORT_SEED } else { ui.available_width() };
    let edit = line(&mut text, width).text_color_opt(color).hint_text(hint);
    let response = ui.add(edit);
    let visit = Visit::of(ui, response.id, begun);
    let is_taken_back = is_taken_back(ui, &response);
    if is_taken_back {
        (*value, wrong) = (visit.before, None);
    } else if response.changed() {
        (*value, wrong) = match read_whole(&text, u64::MAX) {
            Ok(seed) => (seed, None),
            Err(reason) => (visit.before, Some(WrongText { text, reason: Some(reason), was: written(visit.before) })),
        };
    }
    visit.keep(ui, &response, *value);
    form.takes_back |= *value != begun && (wrong.is_some() || is_taken_back);
    form.set_wrong(field, wrong, (&response, is_taken_back));
    response
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
        Some(key) => match form.name_there(table, key) {
            Some(name) => RichText::new(name),
            None => RichText::new(key.as_str()).color(form.context.theme.down),
        },
        None => RichText::new(none.map_or("", |none| form.text(none))),
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

#[cfg(test)]
mod tests {
    use egui::{Shape, vec2};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::style;
    use crate::ui::theme::Theme;

    #[test]
    fn a_field_in_a_popup_has_its_outline() {
        let setup = |ctx: &egui::Context| {
            style::install_fonts(ctx);
            style::install_style(ctx, &Theme::night());
        };
        let draw = |ui: &mut Ui| {
            let button = ui.button("Open");
            field_popup(&button, |ui| {
                ui.add(line(&mut String::new(), 200.0));
            });
        };
        let mut harness = Harness::builder()
            .with_accessibility_check(false)
            .with_size(vec2(400.0, 200.0))
            .with_context_setup(setup)
            .build_ui(draw);
        harness.run();
        harness.get_by_label("Open").click();
        harness.run();
        let outline = Theme::night().outline;
        let is_field = |shape: &Shape| matches!(shape, Shape::Rect(rect) if rect.rect.width() > 150.0 && rect.stroke.color == outline);
        assert!(harness.output().shapes.iter().any(|clipped| is_field(&clipped.shape)));
    }
}
