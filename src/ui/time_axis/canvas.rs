//! What every part of the timeline is given: the look, the axis, and where the pointer points in time.

use egui::{Align2, Color32, FontId, Painter, Pos2, Rangef, Rect, Ui};

use super::axis::TimeAxis;
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;
use crate::units::{SimTime, Span};

/// The shared frame of one drawing of the timeline.
pub(in crate::ui) struct Canvas<'a> {
    /// The session, the colours and the words.
    pub context: &'a ViewContext<'a>,
    /// The time axis.
    pub axis: TimeAxis,
    /// Where names and scales stand, left of the axis.
    pub gutter: Rangef,
    /// Right of the axis: names at the ends of lines, and how long each service is out.
    pub margin: Rangef,
    /// Ruler, flags and what is below, within the edges of the axis.
    pub time_area: Rect,
    /// The moment under the pointer, in seconds since the start.
    pub pointer_secs: Option<f64>,
}

impl<'a> Canvas<'a> {
    /// The canvas of this frame.
    pub fn new(
        ui: &Ui,
        context: &'a ViewContext<'a>,
        axis: TimeAxis,
        (gutter, margin): (Rangef, Rangef),
        time_area: Rect,
    ) -> Self {
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let pointer_secs = pointer
            .filter(|pos| time_area.contains(*pos) && ui.rect_contains_pointer(time_area))
            .map(|pos| axis.time_from_screen(pos.x));
        Self { context, axis, gutter, margin, time_area, pointer_secs }
    }

    /// Length of the run.
    pub fn length(&self) -> Span {
        self.context.recording.length
    }

    /// The moment whose values are read out: that under the pointer, or that of the playhead.
    pub fn read_at(&self) -> SimTime {
        let last = self.length().0;
        self.pointer_secs.map_or(self.context.now, |secs| SimTime((secs.floor() as i64).clamp(0, last)))
    }

    /// Where the playhead is on the screen.
    pub fn playhead_x(&self) -> f32 {
        self.axis.screen_from_time(self.context.session.playback().playhead)
    }

    /// Writes what a row is into the gutter, in line with the names of the lanes.
    pub fn row_label(&self, painter: &Painter, y: f32, words: &str) {
        let at = Pos2::new(self.gutter.min + 16.0, y);
        painter.text(at, Align2::LEFT_CENTER, words, small(), self.context.theme.quiet);
    }

    /// Writes small quiet words of a scale right-aligned into the gutter.
    pub fn gutter_label(&self, painter: &Painter, y: f32, words: &str) {
        let at = Pos2::new(self.gutter.max - 12.0, y);
        painter.text(at, Align2::RIGHT_CENTER, words, small(), self.context.theme.quiet);
    }

    /// Writes small quiet words right-aligned into the margin, left of what scrolls there.
    pub fn margin_label(&self, painter: &Painter, y: f32, words: &str) {
        let at = Pos2::new(self.margin.max - 20.0, y);
        painter.text(at, Align2::RIGHT_CENTER, words, small(), self.context.theme.quiet);
    }

    /// A line through everything at `x`.
    pub fn line_through(&self, painter: &Painter, x: f32, width: f32, color: Color32) {
        painter.vline(x, self.time_area.y_range(), (width, color));
    }
}

/// The small type of the timeline.
pub(in crate::ui) fn small() -> FontId {
    FontId::proportional(TEXT_SMALL)
}
