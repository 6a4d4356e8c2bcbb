//! The timeline in the lower half of the window: overview, ruler and flags, and below them the lanes, a plot or the comparison.

mod derived;
mod divergences;
mod flags;
mod lanes;
mod overview;
mod playhead;
mod ruler;
mod view;

pub use self::view::TimelineView;
use self::view::WheelArea;

use egui::{Rangef, Rect, Ui};

use super::ViewContext;
use super::compare::compare_ui;
use super::plots::{PlotParts, plots_ui};
use super::time_axis::{Canvas, CanvasLayout, Tab, gutter_width, margin_width};
use crate::session::Commands;

/// Heights of the overview, the ruler and a row of flags, in points: with much room, and with little room.
const ROOMY: RowHeights = RowHeights { overview: 36.0, ruler: 26.0, flag: 19.0 };
const TIGHT: RowHeights = RowHeights { overview: 22.0, ruler: 23.0, flag: 17.0 };
/// Free space between the flags and what is below them, in points.
const GAP: f32 = 4.0;
/// If the timeline is lower than this, in points, there is little room. Headlines are then not shown as cards.
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
    let baseline = view.other.as_mut().zip(context.baseline());
    let plot = PlotParts {
        tab,
        chart: derived.course.chart(tab, context),
        baseline: baseline.map(|(other, baseline)| other.course.chart(tab, &baseline)),
        in_view: &mut view.in_view,
        folds_closed_hours: &mut view.folds_closed_hours,
    };
    plots_ui(ui, canvas, body, plot, commands);
}

/// The heights of the overview, the ruler and a row of flags, in points.
#[derive(Clone, Copy)]
struct RowHeights {
    overview: f32,
    ruler: f32,
    flag: f32,
}

/// Whether there are rows of flags, and among them a row with the cards of the headlines.
#[derive(Clone, Copy)]
struct FlagRows {
    has_flags: bool,
    has_cards: bool,
}

/// The rows of the timeline, from top to bottom.
struct Rows {
    overview: Rangef,
    ruler: Rangef,
    flags: Vec<Rangef>,
    body: Rangef,
}

impl Rows {
    /// Computes the rows. The comparison table has no flags above it, because its sentences describe the events that matter for it.
    fn of(area: Rect, heights: RowHeights, flag_rows: FlagRows) -> Self {
        let overview = Rangef::new(area.top(), area.top() + heights.overview);
        let ruler = Rangef::new(overview.max + 6.0, overview.max + 6.0 + heights.ruler);
        let mut flags = Vec::new();
        let mut top = ruler.max;
        let flag_heights = [heights.flag; 2].into_iter().chain(flag_rows.has_cards.then_some(flags::CARDS_HEIGHT));
        for height in flag_heights.filter(|_| flag_rows.has_flags) {
            flags.push(Rangef::new(top, top + height));
            top += height;
        }
        Self { overview, ruler, flags, body: Rangef::new(top + GAP, area.bottom()) }
    }

    const fn flags_bottom(&self) -> f32 {
        self.body.min - GAP
    }
}
