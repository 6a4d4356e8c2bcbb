//! The canvas: the values that all views on the time axis share in a frame, such as the context, the axis and the time under the
//! pointer.

use egui::{Align2, Color32, FontId, Painter, Pos2, Rangef, Rect, Ui};

use super::axis::TimeAxis;
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;
use crate::units::{SimTime, Span};

/// The values that all views on the time axis share in one frame.
pub(in crate::ui) struct Canvas<'a> {
    /// The session, the colours and the texts.
    pub context: &'a ViewContext<'a>,
    /// The time axis.
    pub axis: TimeAxis,
    /// The x range left of the axis, for names and scales.
    pub gutter: Rangef,
    /// The x range right of the axis, for names at the ends of lines and total outage times of services.
    pub margin: Rangef,
    /// The area of the ruler, the flags and what is below them, between the left and the right edge of the axis.
    pub time_area: Rect,
    /// The time under the pointer, in seconds since the start of the run; `None` if the pointer is not in `time_area`.
    pub pointer_secs: Option<f64>,
}

/// The areas of a canvas.
#[derive(Clone, Copy)]
pub(in crate::ui) struct CanvasLayout {
    /// The x range left of the axis.
    pub gutter: Rangef,
    /// The x range right of the axis.
    pub margin: Rangef,
    /// Ruler, flags and what is below, between the edges of the axis.
    pub time_area: Rect,
}

impl<'a> Canvas<'a> {
    /// The canvas of this frame.
    pub fn new(ui: &Ui, context: &'a ViewContext<'a>, axis: TimeAxis, layout: CanvasLayout) -> Self {
        let CanvasLayout { gutter, margin, time_area } = layout;
        let pointer = ui.input(|input| input.pointer.hover_pos());
        let pointer_secs = pointer
            .filter(|pos| time_area.contains(*pos) && ui.rect_contains_pointer(time_area))
            .map(|pos| axis.time_from_screen(pos.x));
        Self { context, axis, gutter, margin, time_area, pointer_secs }
    }

    /// The length of the run.
    pub fn length(&self) -> Span {
        self.context.recording.length
    }

    /// The time whose values are shown: the time under the pointer or, if the pointer is elsewhere, the time at the playhead.
    pub fn read_at(&self) -> SimTime {
        let last = self.length().0;
        self.pointer_secs.map_or(self.context.now, |secs| SimTime((secs.floor() as i64).clamp(0, last)))
    }

    /// The x of the playhead on the screen.
    pub fn playhead_x(&self) -> f32 {
        self.axis.screen_from_time(self.context.session.playback().playhead)
    }

    /// Draws the name of a row in the gutter, aligned with the names of the lanes.
    pub fn row_label(&self, painter: &Painter, y: f32, words: &str) {
        let at = Pos2::new(self.gutter.min + 16.0, y);
        painter.text(at, Align2::LEFT_CENTER, words, small(), self.context.theme.quiet);
    }

    /// Draws a label of a vertical scale in the gutter, aligned to the right.
    pub fn gutter_label(&self, painter: &Painter, y: f32, words: &str) {
        let at = Pos2::new(self.gutter.max - 12.0, y);
        painter.text(at, Align2::RIGHT_CENTER, words, small(), self.context.theme.quiet);
    }

    /// Draws a label in the margin, aligned to the right, left of the scroll bar.
    pub fn margin_label(&self, painter: &Painter, y: f32, words: &str) {
        let at = Pos2::new(self.margin.max - 20.0, y);
        painter.text(at, Align2::RIGHT_CENTER, words, small(), self.context.theme.quiet);
    }

    /// Draws a vertical line through all rows at `x`.
    pub fn line_through(&self, painter: &Painter, x: f32, width: f32, color: Color32) {
        painter.vline(x, self.time_area.y_range(), (width, color));
    }
}

/// The font of small text on the timeline.
pub(in crate::ui) fn small() -> FontId {
    FontId::proportional(TEXT_SMALL)
}
