//! The lanes of services and the heads of their groups, in rows. Only the visible rows are drawn.

mod bars;
mod hatch;
mod head;
mod lane;
mod why_path;

use egui::{Align2, Pos2, Rect, ScrollArea, Ui, UiBuilder, vec2};

pub(super) use self::bars::key as observed_key;
use self::head::{arrange_ui, head_ui};
use self::lane::{Lane, lane_ui};
use super::derived::{LaneRow, ROW_HEIGHT};
use super::rows::Rows;
use super::view::TimelineView;
use crate::recording::Subject;
use crate::session::Commands;
use crate::ui::parts;
use crate::ui::time_axis::{Canvas, small};
use crate::units::Span;

/// Draws the visible lanes and, across them, the chain of causes of the selected service.
pub fn lanes_ui(ui: &mut Ui, canvas: &Canvas<'_>, rows: &Rows, view: &mut TimelineView, commands: &mut Commands) {
    let body = rows.body;
    let Some(mut derived) = view.derived.take() else { return };
    let Some(mut lanes) = derived.lanes.take() else { return };
    if lanes.rows.is_empty() {
        let at = Pos2::new(canvas.axis.edges.center(), body.center());
        let is_off = canvas.context.session.is_run_off();
        let words = canvas.context.texts.get(if is_off { "draft-run-off" } else { "lane-empty" });
        ui.painter().text(at, Align2::CENTER_CENTER, words, small(), canvas.context.theme.quiet);
    }
    let area = Rect::from_x_y_ranges(canvas.gutter.min..=canvas.margin.max, body);
    let selection = canvas.context.session.selection();
    let reveal = (selection != view.scrolled_to).then_some(selection).flatten();
    view.scrolled_to = selection;
    // If another chapter was opened and nothing is selected, the chapter is about all lanes, so the view scrolls to the top.
    let is_turned =
        std::mem::replace(&mut view.chapter, canvas.context.session.chapter()) != canvas.context.session.chapter();
    let from_the_top = is_turned && selection.is_none();
    let row_rect = |top: f32, index: usize| {
        let y = top + index as f32 * ROW_HEIGHT;
        Rect::from_x_y_ranges(canvas.gutter.min..=canvas.margin.max, y..=y + ROW_HEIGHT)
    };
    let drawn = ui.scope_builder(UiBuilder::new().max_rect(area).id_salt("lanes"), |ui| {
        ui.shrink_clip_rect(area);
        let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt("lanes-scroll");
        if from_the_top {
            scroll = scroll.vertical_scroll_offset(0.0);
        }
        let scrolled = scroll.show_viewport(ui, |ui, viewport| {
            let top = ui.max_rect().top();
            ui.set_height(ROW_HEIGHT * lanes.rows.len() as f32);
            if let Some(Subject::Service(service)) = reveal {
                let row = row_rect(top, lanes.row_of(service));
                ui.scroll_to_rect(row.expand2(vec2(0.0, ROW_HEIGHT)), None);
            }
            for index in parts::rows_in_view(viewport, ROW_HEIGHT, lanes.rows.len()) {
                match lanes.rows[index] {
                    LaneRow::Head(group) => head_ui(ui, canvas, row_rect(top, index), &mut lanes.groups[group], view),
                    LaneRow::Lane(service) => {
                        let lane = Lane { row: row_rect(top, index), service };
                        lane_ui(ui, canvas, lane, &mut derived, view, commands);
                    }
                }
            }
            top
        });
        scrolled.inner
    });
    let top = drawn.inner;
    let place_of = |service| row_rect(top, lanes.row_of(service)).center().y;
    why_path::why_ui(ui, canvas, rows, place_of, commands);
    arrange_ui(ui, canvas, body.min, &lanes, view);
    if canvas.context.recording.summary.services.iter().any(|(_, service)| service.out_total > Span::ZERO) {
        canvas.margin_label(ui.painter(), body.min - 10.0, canvas.context.texts.get("lanes-out"));
    }
    derived.lanes = Some(lanes);
    view.derived = Some(derived);
}
