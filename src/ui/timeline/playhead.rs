//! The playhead: a vertical line through all rows, with a handle in the ruler. Dragging the playhead moves it over the whole run.

use egui::{Color32, CursorIcon, PointerButton, Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

use super::ruler::scrub_to;
use super::view::TimelineView;
use crate::session::{Command, Commands, PlaybackCommand};
use crate::ui::focus;
use crate::ui::time_axis::{Canvas, dates};

/// How near the pointer must be to the line to drag it, in points.
const REACH: f32 = 4.0;

/// Draws the playhead and handles drags of it.
pub fn playhead_ui(ui: &Ui, canvas: &Canvas<'_>, view: &TimelineView, commands: &mut Commands) {
    let x = canvas.playhead_x();
    let theme = canvas.context.theme;
    let id = ui.scope_id().with("playhead");
    let in_view = canvas.axis.edges.expand(1.0).contains(x);
    if !in_view && !ui.ctx().is_being_dragged(id) {
        return;
    }
    let line = Rect::from_x_y_ranges(x - REACH..=x + REACH, canvas.time_area.y_range());
    let handle = ui.interact(line, id, Sense::drag()).on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    let context = canvas.context;
    let now = context.session.playback().playhead;
    handle.widget_info(|| {
        let value = Some(dates::moment(context, context.now));
        WidgetInfo {
            current_text_value: value,
            ..WidgetInfo::slider(true, now, context.texts.get("timeline-playhead"))
        }
    });
    let [right, _] = focus::arrows(ui, &handle);
    if right != 0 {
        commands.push(Command::Playback(PlaybackCommand::StepTime(i64::from(right) * canvas.axis.aim_secs())));
    }
    if handle.dragged_by(PointerButton::Primary) && view.drag.is_none() {
        scrub_to(&handle, canvas, commands);
    }

    let painter = ui.painter_at(canvas.time_area.expand2(vec2(8.0, 8.0)));
    // A rim in the colour of the panel separates the line from bars of any colour.
    painter.vline(x, canvas.time_area.y_range(), Stroke::new(4.0, theme.panel.gamma_multiply(0.6)));
    painter.vline(x, canvas.time_area.y_range(), Stroke::new(2.0, theme.selected));
    painter.add(triangle(Pos2::new(x, canvas.time_area.top() - 4.0), theme.selected));
}

/// The triangular handle, which points down from `top`.
fn triangle(top: Pos2, color: Color32) -> Shape {
    let points = vec![top + vec2(-6.0, 0.0), top + vec2(6.0, 0.0), top + vec2(0.0, 8.0)];
    Shape::convex_polygon(points, color, Stroke::NONE)
}
