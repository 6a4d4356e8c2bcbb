//! The row of headlines: a tick at the time of each headline, and cards with the titles where there is room.

use std::sync::Arc;

use egui::{Galley, Pos2, Rangef, Rect, Sense, Stroke, StrokeKind, Ui, vec2};

use super::card_layout::{Card, place};
use super::layout::OVERHANG;
use super::one::{go, name, tooltip};
use crate::session::Commands;
use crate::ui::style;
use crate::ui::time_axis::{Canvas, small};
use crate::ui::timeline::derived::Flag;
use crate::ui::timeline::view::CardWidths;

/// The height of the row, and the height of the ticks at its top, in points. Below the ticks there are cards with two lines of text.
pub const HEIGHT: f32 = 43.0;
const TICKS: f32 = 7.0;
/// The largest width of a title, in points.
const WIDEST: f32 = 168.0;
/// The smallest width at which a title is broken into two lines, in points.
const NARROWEST: f32 = 84.0;
/// Space between the edge of a card and its text, in points.
const MARGIN: f32 = 6.0;

/// Draws the headlines in the visible range.
pub fn cards_ui(
    ui: &Ui,
    canvas: &Canvas<'_>,
    row: Rangef,
    flags: &[&Flag],
    widths: &mut Option<CardWidths>,
    commands: &mut Commands,
) {
    let axis = &canvas.axis;
    let edges = Rangef::new(axis.edges.min, axis.edges.max + OVERHANG);
    let pixels_per_point = ui.ctx().pixels_per_point();
    let is_right = |of: &CardWidths| of.pixels_per_point == pixels_per_point && of.widths.len() == flags.len();
    let measured = widths.take().filter(is_right).unwrap_or_else(|| {
        let width = |flag: &&Flag| least_width(ui, canvas, &flag.title) + 2.0 * MARGIN;
        CardWidths { pixels_per_point, widths: flags.iter().map(width).collect() }
    });
    let CardWidths { widths, .. } = widths.insert(measured);
    let in_view: Vec<(&Flag, Card)> = flags
        .iter()
        .zip(widths.iter())
        .map(|(flag, width)| {
            let x = axis.screen_from_time(flag.at.as_secs_f64());
            (*flag, Card { x, width: width.ceil(), weight: flag.weight })
        })
        .filter(|(_, card)| axis.edges.contains(card.x))
        .collect();
    let cards: Vec<Card> = in_view.iter().map(|(_, card)| *card).collect();
    for ((flag, Card { x, .. }), span) in in_view.iter().zip(place(&cards, edges)) {
        let id = ui.scope_id().with(("flag", flag.event));
        let tick = Rect::from_x_y_ranges(x - 1.0..=x + 1.0, row.min + 1.0..=row.min + TICKS);
        let place = span.map(|span| Rect::from_x_y_ranges(span, row.min + TICKS..=row.max - 2.0));
        let response = ui.interact(place.unwrap_or(tick.expand2(vec2(2.0, 1.0))), id, Sense::click());
        name(canvas, &response, flag);
        let theme = canvas.context.theme;
        let is_pointed_at = response.hovered() || response.has_focus();
        if is_pointed_at {
            canvas.line_through(ui.painter(), *x, 1.0, theme.selected.gamma_multiply(0.6));
        }
        ui.painter().rect_filled(tick, 0.0, theme.selected);
        if let Some(place) = place {
            // The card is to the right of its time, so a line connects them.
            if *x < place.left() {
                let color = theme.selected.gamma_multiply(0.6);
                ui.painter().hline(*x..=place.left() + MARGIN, row.min + TICKS - 0.5, Stroke::new(1.0, color));
            }
            card(ui, canvas, place, *x, flag, is_pointed_at);
        }
        go(&response, flag, commands);
        response.on_hover_ui(|ui| tooltip(ui, canvas, flag));
    }
}

fn card(ui: &Ui, canvas: &Canvas<'_>, place: Rect, x: f32, flag: &Flag, is_pointed_at: bool) {
    let theme = canvas.context.theme;
    let painter = ui.painter();
    let rim = Stroke::new(1.0, if is_pointed_at { theme.selected } else { theme.line });
    painter.rect(place, 3.0, theme.raised, rim, StrokeKind::Inside);
    // The upper edge of the card is marked where the time of the headline is.
    painter.hline(
        Rangef::new(x - 4.0, x + 4.0).intersection(place.x_range()),
        place.top() + 0.5,
        Stroke::new(2.0, theme.selected),
    );
    let galley = words(ui, canvas, &flag.title, place.width() - 2.0 * MARGIN);
    painter.galley(Pos2::new(place.left() + MARGIN, place.center().y - galley.size().y / 2.0), galley, theme.text);
}

/// The smallest width at which a title fits into two lines of similar length, in points.
fn least_width(ui: &Ui, canvas: &Canvas<'_>, title: &str) -> f32 {
    let line = words(ui, canvas, title, f32::INFINITY).size().x;
    let widths = [0.55, 0.65, 0.8, 1.0].map(|share| (line * share).clamp(NARROWEST, WIDEST));
    let laid = widths.map(|width| words(ui, canvas, title, width));
    laid.iter().find(|galley| !galley.elided).unwrap_or(&laid[3]).size().x
}

/// Lays out a title in at most two lines.
fn words(ui: &Ui, canvas: &Canvas<'_>, title: &str, width: f32) -> Arc<Galley> {
    // Half a point is added, so that rounding does not break text that just fits.
    style::two_lines(ui.painter(), title, small(), canvas.context.theme.text, width + 0.5)
}
