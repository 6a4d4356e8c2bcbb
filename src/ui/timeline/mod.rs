//! The timeline in the lower half of the window: overview, ruler and flags, and below them the lanes, a plot or the comparison.

mod derived;
mod divergences;
mod flags;
mod lanes;
mod overview;
mod playhead;
mod rows;
mod ruler;
mod view;

pub use self::view::TimelineView;

use egui::{Rangef, Rect, Ui};

use self::rows::{FlagRows, ROOMY, Rows, TIGHT};
use self::view::WheelArea;
use super::ViewContext;
use super::compare::compare_ui;
use super::plots::{PlotParts, plots_ui};
use super::time_axis::{Canvas, CanvasLayout, Tab, gutter_width, margin_width};
use crate::session::Commands;

/// Below this height of the timeline there is little room, in points; headlines are then not shown as cards.
const ROOMY_HEIGHT: f32 = 260.0;

/// Draws the timeline over the whole available area.
pub fn timeline_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut TimelineView, commands: &mut Commands) {
    let area = ui.available_rect_before_wrap();
    ui.allocate_rect(area, egui::Sense::hover());
    if area.width() < 160.0 || area.height() < 60.0 {
        return;
    }
    view.refresh(context);

    let gutter = Rangef::new(area.left(), area.left() + gutter_width(area.width()));
    let margin = Rangef::new(area.right() - margin_width(area.width()), area.right());
    let edges = Rangef::new(gutter.max, margin.min);
    view.follow(context);
    let is_table = view.tab == Tab::Compare;
    let is_tight = area.height() < ROOMY_HEIGHT;
    let has_cards = !is_tight && !context.world.news.is_empty();
    let rows = Rows::of(area, if is_tight { TIGHT } else { ROOMY }, FlagRows { has_flags: !is_table, has_cards });
    view.wheel(ui, context, &WheelArea { edges, rows: area.y_range(), body: rows.body });
    let axis = view.axis(context, edges);
    // The comparison table has no time axis, so the lines of days and the playhead end above it.
    let time_bottom = if is_table { rows.flags_bottom() } else { area.bottom() };
    let time_area = Rect::from_x_y_ranges(edges, rows.ruler.min..=time_bottom);
    let canvas = Canvas::new(ui, context, axis, CanvasLayout { gutter, margin, time_area });

    let ticks = ruler::backdrop(ui, &canvas, rows.ruler);
    overview::overview_ui(ui, &canvas, rows.overview, view, commands);
    ruler::ruler_ui(ui, &canvas, Rangef::new(rows.ruler.min, rows.flags_bottom()), rows.ruler, view, commands);
    if !is_table && !context.world.history.is_empty() {
        lanes::observed_key(ui.painter(), &canvas, rows.ruler);
    }
    divergences::key(ui, &canvas, rows.ruler);
    match view.tab {
        Tab::Lanes => lanes::lanes_ui(ui, &canvas, &rows, view, commands),
        Tab::Compare => compare_ui(ui, &canvas, rows.body, &mut view.compare, commands),
        Tab::People | Tab::Shares | Tab::Servers | Tab::Rivals => {
            plot_ui(ui, &canvas, rows.body, view, commands);
        }
    }
    divergences::divergences_ui(ui, &canvas, rows.ruler, view, commands);
    playhead::playhead_ui(ui, &canvas, view, commands);
    ruler::labels(ui, &canvas, rows.ruler, &ticks);
    if !is_table {
        flags::flags_ui(ui, &canvas, &rows.flags, view, commands);
    }
    if view.drag.is_none() {
        ruler::readout(ui, &canvas, rows.ruler);
    }
}

/// Draws the plot of the chosen tab.
fn plot_ui(ui: &mut Ui, canvas: &Canvas<'_>, body: Rangef, view: &mut TimelineView, commands: &mut Commands) {
    let (context, tab) = (canvas.context, view.tab);
    let Some(derived) = &mut view.derived else { return };
    let baseline = view.baseline.as_mut().zip(context.baseline());
    let plot = PlotParts {
        tab,
        chart: derived.course.chart(tab, context),
        baseline: baseline.map(|(other, baseline)| other.course.chart(tab, &baseline)),
        in_view: &mut view.in_view,
        folds_closed_hours: &mut view.folds_closed_hours,
    };
    plots_ui(ui, canvas, body, plot, commands);
}
