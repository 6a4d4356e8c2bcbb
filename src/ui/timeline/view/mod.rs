//! The state of the timeline between frames: the tab, the visible range, what the person types or drags, and the values computed from
//! the run.

mod drag;
mod grip;

use std::sync::Arc;

use egui::{Rangef, Rect, Ui, Vec2, vec2};

pub(super) use self::drag::Drag;
pub(super) use self::grip::{Grip, window};
use super::derived::{Arrangement, BaselineDerived, Derived, Divergences, ROW_HEIGHT};
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::ui::compare::CompareView;
use crate::ui::field::Typed;
use crate::ui::time_axis::{RangeInView, Tab, TimeAxis, TimeRange};
use crate::units::SimTime;

/// The widths that the cards of the headlines need for their titles.
#[derive(Debug)]
pub(super) struct CardWidths {
    /// The pixels per point for which the widths were measured.
    pub pixels_per_point: f32,
    /// For each headline, the width of its card in points.
    pub widths: Vec<f32>,
}

/// The area in which the timeline handles the wheel.
#[derive(Debug)]
pub(super) struct WheelArea {
    /// The x range of the time axis.
    pub edges: Rangef,
    /// The y range of all rows of the timeline.
    pub rows: Rangef,
    /// The y range of the lanes, the plot or the comparison table.
    pub body: Rangef,
}

/// The state of the playback bar and the timeline between frames.
#[derive(Debug, Default)]
pub struct TimelineView {
    /// The number of the document that was open in the last frame.
    document: Option<u64>,
    /// The chosen tab, which is shown below the flags.
    pub tab: Tab,
    /// The visible range of the run.
    pub(super) in_view: RangeInView,
    /// The playhead in the last frame, in seconds.
    last_playhead: f64,
    pub(in crate::ui) drag: Option<Drag>,
    /// The action whose flag was clicked last, as an index into the plan.
    pub(in crate::ui) chosen_action: Option<usize>,
    /// The group of flags that is open, identified by the action of its first flag, as an index into the plan.
    pub(super) open_flags: Option<usize>,
    /// The time for which the menu of a lane was opened.
    pub(super) menu_at: Option<SimTime>,
    pub(in crate::ui) typed_time: Option<Typed>,
    pub(in crate::ui) typed_speed: Option<Typed>,
    pub(in crate::ui) derived: Option<Derived>,
    /// Whether hours without trading are folded while the plot of share prices is shown.
    pub(in crate::ui) folds_closed_hours: bool,
    /// The widths of the cards of the headlines.
    pub(super) card_widths: Option<CardWidths>,
    /// How the lanes are arranged.
    pub(super) arrangement: Arrangement,
    /// The state of the comparison table.
    pub(super) compare: CompareView,
    /// The values computed from the baseline; `None` without a baseline.
    pub(in crate::ui) baseline: Option<BaselineDerived>,
    /// The times at which plans diverge.
    pub(super) divergences: Option<Divergences>,
    /// The subject to which the lanes have already scrolled, or that was clicked in the lanes. The lanes scroll only if the selection
    /// differs from it.
    pub(in crate::ui) scrolled_to: Option<Subject>,
    /// The chapter that was open in the last frame.
    pub(in crate::ui) chapter: Option<usize>,
}

impl TimelineView {
    /// The visible range of the run.
    #[must_use]
    pub fn range(&self, context: &ViewContext<'_>) -> TimeRange {
        self.in_view.range(context.recording.length)
    }

    /// Whether only a part of the run is visible.
    #[must_use]
    pub const fn is_zoomed(&self) -> bool {
        self.in_view.part().is_some()
    }

    /// Makes this range of the run visible.
    pub fn show(&mut self, range: TimeRange, context: &ViewContext<'_>) {
        self.in_view.show(range, context.recording.length);
    }

    /// Shows the whole run.
    pub const fn show_all(&mut self) {
        self.in_view.show_all();
    }

    /// Moves the visible range by a drag of this many points.
    pub(in crate::ui) fn pan(&mut self, points: f32, axis: &TimeAxis, context: &ViewContext<'_>) {
        self.in_view.pan(points, axis, context.recording.length);
    }

    /// The time axis for the visible range, between two edges on the screen.
    pub(in crate::ui) fn axis(&self, context: &ViewContext<'_>, edges: Rangef) -> TimeAxis {
        let folds = self.derived.as_ref().filter(|_| self.tab == Tab::Shares && self.folds_closed_hours);
        TimeAxis::new(self.range(context), edges).folded(folds.map(|derived| Arc::clone(&derived.folds)))
    }

    /// Updates all values that depend on the document, the run, the arrangement and the baseline, where these have changed.
    pub(in crate::ui) fn refresh(&mut self, context: &ViewContext<'_>) {
        let document = Some(context.session.document_number());
        if self.document != document {
            self.document = document;
            self.in_view.show_all();
            self.drag = None;
            self.chosen_action = None;
            self.typed_time = None;
            self.arrangement = Arrangement { order: self.arrangement.order, ..Arrangement::default() };
        } else if let Some(before) = self.derived.as_ref().and_then(|derived| derived.scenario_before(context.session))
        {
            self.arrangement.follow(before, context.session.scenario());
        }
        if !self.derived.as_ref().is_some_and(|derived| derived.is_of(context)) {
            self.derived = Some(Derived::new(context));
            self.card_widths = None;
            self.chosen_action = self.chosen_action.filter(|index| *index < context.session.plan().actions.len());
        }
        if let Some(derived) = &mut self.derived {
            derived.arrange(context, &self.arrangement);
        }
        self.compare.note_baseline(context);
        self.baseline =
            context.baseline().map(|baseline| BaselineDerived::of(context, &baseline, self.baseline.take()));
        let runs_diverge_at = self.baseline.as_ref().and_then(|baseline| baseline.runs_diverge_at);
        self.divergences = Some(Divergences::update(self.divergences.take(), context, runs_diverge_at));
    }

    /// Keeps the playhead visible. If playback leaves the visible range, the next part of the run is shown; if the playhead jumps, the
    /// range moves there.
    pub(in crate::ui) fn follow(&mut self, context: &ViewContext<'_>) {
        let playback = context.session.playback();
        let (last, now) = (self.last_playhead, playback.playhead);
        self.last_playhead = now;
        let Some(range) = self.in_view.part().filter(|range| now != last && !range.contains(now)) else { return };
        let left_view = range.contains(last);
        let jumped = !playback.playing || (now - last).abs() > playback.speed * 0.2 + 1.0;
        if left_view && playback.playing && !jumped {
            let lead = range.secs() * if playback.reverse { -0.9 } else { -0.1 };
            self.show(TimeRange { from: now + lead, to: now + lead + range.secs() }, context);
        } else if jumped && (range.from - range.secs() * 0.2..=range.to + range.secs() * 0.2).contains(&now) {
            self.show(range.with_in_view(now, context.recording.length), context);
        } else if jumped {
            let half = range.secs() / 2.0;
            self.show(TimeRange { from: now - half, to: now + half }, context);
        }
    }

    /// Handles the wheel over the axis between the edges, in all rows or in the body: zooming at the pointer, and horizontal
    /// scrolling along the axis. A vertical wheel scrolls the comparison table, and lanes that do not fit, instead; with Ctrl it
    /// zooms there, too. Input that is used here is removed, so that no other widget uses it.
    pub(super) fn wheel(&mut self, ui: &Ui, context: &ViewContext<'_>, area: &WheelArea) {
        let WheelArea { edges, rows, body } = *area;
        let rows = if self.tab == Tab::Compare { Rangef::new(rows.min, body.min) } else { rows };
        if !ui.rect_contains_pointer(Rect::from_x_y_ranges(edges, rows)) {
            return;
        }
        let (scroll, zoom, pointer) =
            ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta(), input.pointer.hover_pos()));
        let Some(pointer) = pointer.filter(|_| scroll != Vec2::ZERO || zoom != 1.0) else { return };
        let lanes = self.derived.as_ref().and_then(|derived| derived.lanes.as_ref());
        let height = lanes.map_or(0.0, |lanes| lanes.rows.len() as f32 * ROW_HEIGHT);
        let scrolls = self.tab == Tab::Lanes && height > body.span() && body.contains(pointer.y);
        let upright = if scrolls { 0.0 } else { scroll.y };
        ui.input_mut(|input| input.smooth_scroll_delta = vec2(0.0, scroll.y - upright));
        let factor = f64::from(zoom) * (f64::from(upright) / 240.0).exp();
        let axis = self.axis(context, edges);
        self.show(axis.moved(factor, pointer.x, scroll.x, context.recording.length), context);
    }
}
