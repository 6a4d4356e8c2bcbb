//! The reaction of the market as the curve that it makes: the price after an outage of everything that lasts one day.

use egui::{Align2, Sense, Shape, Stroke, Ui};

use super::plot::Plot;
use crate::file::schema;
use crate::impact::example_of;
use crate::model::Reaction;
use crate::model::limits::{DAYS, Limits, OVERSHOOT, SHARE};
use crate::ui::editor::form::Form;
use crate::units::read_typed_span;
use crate::units::text::change;

/// The trading minutes of a day in the example: those from 9:30 to 16:00, or from 9:00 to 15:30.
const MINUTES_PER_DAY: u32 = 390;
/// The trading days that are shown.
const TRADING_DAYS: u32 = 10;
/// The minutes from one point of the line to the next.
const STEP: usize = 10;

/// Draws the curve. Its space is empty while a value cannot be read or is not accepted.
pub fn reaction_curve_ui(ui: &mut Ui, form: &Form<'_>, reaction: &schema::Reaction) {
    let Some(reaction) = read(reaction) else {
        Plot::leave_space(ui);
        return;
    };
    let falls = example_of(&reaction, MINUTES_PER_DAY, TRADING_DAYS);
    let (Some(last), lowest) = (falls.last().copied(), falls.iter().copied().fold(0.0, f64::max)) else { return };
    let texts = form.context.texts;
    let days = TRADING_DAYS.to_string();
    let args = [("lowest", change(-lowest)), ("last", change(-last))];
    let args = [("lowest", args[0].1.as_str()), ("last", args[1].1.as_str()), ("days", &days)];
    let words = texts.with("curve-reaction", &args);
    let (plot, response) = Plot::new(ui, form, &words, Sense::hover());
    let depth = lowest.max(0.001);
    let last_index = (falls.len() - 1) as f64;
    let point = |(index, fall): (usize, &f64)| plot.pos(index as f64 / last_index, 1.0 - fall / depth);
    let line: Vec<_> = falls.iter().enumerate().step_by(STEP).map(point).collect();
    let theme = form.context.theme;
    ui.painter().hline(plot.inside.x_range(), plot.inside.top(), Stroke::new(1.0, theme.line));
    ui.painter().add(Shape::line(line, Stroke::new(2.0, theme.down)));
    plot.label(ui, form, Align2::LEFT_BOTTOM, &change(-lowest));
    plot.label(ui, form, Align2::RIGHT_TOP, &texts.with("curve-reaction-days", &[("days", &days)]));
    response.on_hover_text(words);
}

/// The reaction, if all of its values are accepted.
fn read(raw: &schema::Reaction) -> Option<Reaction> {
    let fits =
        |value: f64, limits: Limits| limits.range().contains(&value) && (value > limits.least || !limits.is_open);
    let [rise, fade] = [&raw.rise, &raw.fade].map(|text| read_typed_span(text).ok().filter(|span| span.0 > 0));
    let is_fit =
        fits(raw.worst, SHARE) && fits(raw.half, DAYS) && fits(raw.memory, DAYS) && fits(raw.overshoot, OVERSHOOT);
    is_fit.then_some(Reaction {
        worst: raw.worst,
        half: raw.half,
        memory: raw.memory,
        overshoot: raw.overshoot,
        rise: rise?,
        fade: fade?,
    })
}
