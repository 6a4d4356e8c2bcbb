//! The overview: how many services are Down or Degraded over the whole run, and which part of it is in view.

use egui::{CursorIcon, Mesh, PointerButton, Pos2, Rangef, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

use super::Canvas;
use super::axis::{TimeAxis, TimeRange};
use super::ruler::choose_range;
use super::view::TimelineView;
use super::words;
use crate::recording::Recording;
use crate::session::{Command, Commands};
use crate::ui::focus;
use crate::units::{SimTime, text};

/// Distance from bar to bar, in points.
const PITCH: f32 = 3.0;

/// Draws the overview: a click goes there, a drag moves the part in view, shift and drag choose a range to repeat.
pub fn overview_ui(ui: &Ui, canvas: &Canvas<'_>, row: Rangef, view: &mut TimelineView, commands: &mut Commands) {
    let (look, theme) = (canvas.look, canvas.look.theme);
    let rect = Rect::from_x_y_ranges(canvas.axis.edges, row);
    let whole = TimeAxis { range: TimeRange::whole(canvas.length()), edges: canvas.axis.edges };
    let painter = ui.painter();

    canvas.row_label(painter, rect.center().y, look.texts.get("timeline-services-down"));
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
    painter.add(bars(look.recording, rect, theme.down, theme.degraded));
    if look.recording.levels.all().iter().all(|(_, level)| *level == (0, 0)) {
        let at = Pos2::new(rect.left() + 5.0, rect.center().y);
        let words = look.texts.get("timeline-all-up-always");
        painter.text(at, egui::Align2::LEFT_CENTER, words, super::canvas::small(), theme.quiet);
    }

    let response = ui.interact(rect, ui.scope_id().with("overview"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, look.texts.get("timeline-overview")));
    view.step(focus::arrows(ui, &response), look);
    let whole_canvas = Canvas { axis: whole, ..Canvas { pointer_secs: None, ..*canvas } };
    let dragged = response.dragged_by(PointerButton::Primary);
    if response.double_clicked() {
        view.show_all();
    } else if ui.input(|input| input.modifiers.shift) || view.drag.is_some() {
        choose_range(&response, &whole_canvas, view, commands);
    } else if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.clicked() || dragged) {
        let secs = whole.time_from_screen(pointer.x);
        if dragged && view.is_zoomed() {
            let half = canvas.axis.range.secs() / 2.0;
            view.show(TimeRange { from: secs - half, to: secs + half }, look);
        } else {
            commands.push(Command::Scrub(secs));
        }
    }
    if view.is_zoomed() {
        lens(ui, canvas, &whole, rect);
        whole_run_button(ui, canvas, rect, view);
    }
    playhead_mark(ui, canvas, &whole, rect);
    let hovered = response.hover_pos().filter(|_| !dragged);
    if let Some(pointer) = hovered {
        painter.vline(pointer.x, rect.y_range(), Stroke::new(1.0, theme.quiet));
        let t = SimTime((whole.time_from_screen(pointer.x) as i64).clamp(0, canvas.length().0));
        let response = if view.is_zoomed() { response.on_hover_cursor(CursorIcon::Grab) } else { response };
        response.on_hover_ui_at_pointer(|ui| {
            ui.strong(words::moment(look, t));
            ui.label(counts(canvas, t));
        });
    }
}

fn counts(canvas: &Canvas<'_>, t: SimTime) -> String {
    let texts = canvas.look.texts;
    let (degraded, down) = *canvas.look.recording.levels.at(t);
    if (degraded, down) == (0, 0) {
        return texts.get("timeline-all-up").to_owned();
    }
    let (down, degraded) = (text::exact(u64::from(down)), text::exact(u64::from(degraded)));
    texts.with("timeline-counts", &[("down", &down), ("degraded", &degraded)])
}

/// Bars of the most services that were Down (broad) and Degraded (thin, above) within each stretch.
fn bars(recording: &Recording, rect: Rect, down_color: egui::Color32, degraded_color: egui::Color32) -> Shape {
    let steps = recording.levels.all();
    let most = steps.iter().map(|(_, (degraded, down))| degraded + down).max().unwrap_or(0);
    let mut mesh = Mesh::default();
    if most == 0 {
        return mesh.into();
    }
    let columns = (rect.width() / PITCH).floor() as usize;
    let secs_per_column = recording.length.as_secs_f64() * f64::from(PITCH / rect.width());
    let unit = (rect.height() - 2.0) / most as f32;
    let mut next = 0;
    let mut held = (0, 0);
    for column in 0..columns {
        let until = (column + 1) as f64 * secs_per_column;
        let mut peak = held;
        while let Some((at, value)) = steps.get(next).filter(|(at, _)| at.as_secs_f64() < until) {
            // What held for no time at all before this column is not of this column.
            peak = if at.as_secs_f64() <= column as f64 * secs_per_column { *value } else { taller(peak, *value) };
            held = *value;
            next += 1;
        }
        let (degraded, down) = peak;
        let x = rect.left() + column as f32 * PITCH;
        let down_top = rect.bottom() - down as f32 * unit;
        let top = down_top - degraded as f32 * unit;
        if down > 0 {
            mesh.add_colored_rect(
                Rect::from_min_max(Pos2::new(x, down_top), Pos2::new(x + 2.0, rect.bottom())),
                down_color,
            );
        }
        if degraded > 0 {
            mesh.add_colored_rect(Rect::from_min_max(Pos2::new(x, top), Pos2::new(x + 1.0, down_top)), degraded_color);
        }
    }
    mesh.into()
}

/// The worse of two counts `(degraded, down)`.
fn taller(a: (u32, u32), b: (u32, u32)) -> (u32, u32) {
    if (b.1, b.0) > (a.1, a.0) { b } else { a }
}

/// The part in view, and the lines that lead from it to the edges of the ruler below.
fn lens(ui: &Ui, canvas: &Canvas<'_>, whole: &TimeAxis, rect: Rect) {
    let theme = canvas.look.theme;
    let range = canvas.axis.range;
    let mut x = Rangef::new(whole.screen_from_time(range.from), whole.screen_from_time(range.to));
    if x.span() < 4.0 {
        x = Rangef::new(x.center() - 2.0, x.center() + 2.0);
    }
    let painter = ui.painter();
    for outside in [Rangef::new(rect.left(), x.min), Rangef::new(x.max, rect.right())] {
        painter.rect_filled(Rect::from_x_y_ranges(outside, rect.y_range()), 0.0, theme.panel.gamma_multiply(0.7));
    }
    let window = Rect::from_x_y_ranges(x, rect.y_range());
    let stroke = Stroke::new(1.0, theme.selected);
    painter.rect_stroke(window, 2.0, stroke, egui::StrokeKind::Outside);
    let below = canvas.time_area.top();
    let faint = Stroke::new(1.0, theme.selected.gamma_multiply(0.5));
    painter.line_segment([window.left_bottom(), Pos2::new(canvas.axis.edges.min, below)], faint);
    painter.line_segment([window.right_bottom(), Pos2::new(canvas.axis.edges.max, below)], faint);
}

/// The way back to the whole run, in the gutter.
fn whole_run_button(ui: &Ui, canvas: &Canvas<'_>, rect: Rect, view: &mut TimelineView) {
    let (texts, theme) = (canvas.look.texts, canvas.look.theme);
    let label = texts.get("timeline-whole-run");
    let galley = ui.painter().layout_no_wrap(label.to_owned(), super::canvas::small(), theme.selected);
    let place = Rect::from_min_size(
        Pos2::new(canvas.gutter.max - galley.size().x - 24.0, rect.center().y - 10.0),
        galley.size() + vec2(12.0, 6.0),
    );
    let response = ui.interact(place, ui.scope_id().with("whole-run"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    let fill = if response.hovered() || response.has_focus() { theme.line } else { theme.raised };
    ui.painter().rect_filled(place, 4.0, fill);
    ui.painter().galley(place.min + vec2(6.0, 3.0), galley, theme.selected);
    if response.clicked() {
        view.show_all();
    }
}

fn playhead_mark(ui: &Ui, canvas: &Canvas<'_>, whole: &TimeAxis, rect: Rect) {
    let x = whole.screen_from_time(canvas.look.session.playback().playhead);
    ui.painter().vline(x, rect.y_range(), Stroke::new(2.0, canvas.look.theme.selected));
}
