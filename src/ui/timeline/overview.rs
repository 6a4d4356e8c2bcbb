//! The overview: the numbers of services that are Down and Degraded over the whole run, and a window that marks the visible range.

use egui::{CursorIcon, PointerButton, Pos2, Rangef, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::ruler::choose_range;
use super::view::{Drag, Grip, TimelineView, window};
use crate::recording::LevelCounts;
use crate::session::{Command, Commands, PlaybackCommand};
use crate::ui::focus;
use crate::ui::time_axis::{self, Canvas, TimeAxis, TimeRange, dates, small};
use crate::units::{SimTime, text};

/// An arrow key moves the window by this share of its length, or changes its length by this factor.
const STEP: f64 = 0.1;
const NEARER: f64 = 1.25;

/// Draws the overview. A click moves the playhead, and a double click shows the whole run. A drag draws, moves or resizes the window;
/// with Shift, it chooses a range that playback repeats.
pub fn overview_ui(ui: &Ui, canvas: &Canvas<'_>, row: Rangef, view: &mut TimelineView, commands: &mut Commands) {
    let (context, theme) = (canvas.context, canvas.context.theme);
    let rect = Rect::from_x_y_ranges(canvas.axis.edges, row);
    let whole = TimeAxis::new(TimeRange::whole(canvas.length()), canvas.axis.edges);
    let painter = ui.painter();

    canvas.row_label(painter, rect.center().y, context.texts.get("timeline-services-down"));
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line));
    let levels = &context.recording.levels;
    let most = time_axis::most(levels);
    let bars = Rect::from_min_max(rect.min + vec2(0.0, 2.0), rect.max);
    painter.add(time_axis::columns(&whole, levels, most, bars, theme));
    if most == 0 {
        let at = Pos2::new(rect.left() + 10.0, rect.center().y);
        let words = context.texts.get("timeline-all-up-always");
        painter.text(at, egui::Align2::LEFT_CENTER, words, small(), theme.quiet);
    }

    // The area for the pointer is wider than the run, so that handles at its start and end can be dragged.
    let reach = rect.expand2(vec2(5.0, 0.0));
    let response = ui.interact(reach, ui.scope_id().with("overview"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, context.texts.get("timeline-overview")));
    let whole_canvas = Canvas { axis: whole.clone(), pointer_secs: None, ..*canvas };
    if response.double_clicked() {
        view.show_all();
    } else if matches!(view.drag, Some(Drag::Loop(_))) || ui.input(|input| input.modifiers.shift) && view.drag.is_none()
    {
        choose_range(&response, &whole_canvas, view, commands);
    } else if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.clicked()) {
        commands.push(Command::Playback(PlaybackCommand::Scrub(
            whole.time_from_screen(pointer.x).clamp(0.0, canvas.length().as_secs_f64()),
        )));
    } else {
        drag_window(ui, canvas, &response, &whole, view);
    }
    window_keys(ui, canvas, &response, view);
    let held = match view.drag {
        Some(Drag::Window(grip)) => Some(grip),
        Some(Drag::Loop(_) | Drag::Action(..)) | None => None,
    };
    let pointed = response.hover_pos().map(|pointer| grip_at(canvas, &whole, view, pointer.x));
    window_ui(ui, canvas, &whole, rect, view, held.or(pointed));
    if view.is_zoomed() {
        whole_run_button(ui, canvas, rect, view);
    }
    playhead_mark(ui, canvas, &whole, rect);
    let Some(pointer) = response.hover_pos().filter(|_| held.is_none()) else { return };
    painter.vline(pointer.x, rect.y_range(), Stroke::new(1.0, theme.quiet));
    let t = SimTime((whole.time_from_screen(pointer.x) as i64).clamp(0, canvas.length().0));
    response.on_hover_ui_at_pointer(|ui| {
        ui.strong(dates::moment_in_both(context, t));
        ui.label(counts(canvas, t));
    });
}

/// The x range on the screen of the window that marks the visible range.
fn window_x(canvas: &Canvas<'_>, whole: &TimeAxis, view: &TimelineView) -> Rangef {
    let range = view.range(canvas.context);
    window(whole.screen_from_time(range.from), whole.screen_from_time(range.to), whole.edges)
}

fn grip_at(canvas: &Canvas<'_>, whole: &TimeAxis, view: &TimelineView, x: f32) -> Grip {
    let range = view.range(canvas.context);
    Grip::at(x, whole.time_from_screen(x), window_x(canvas, whole, view), range, canvas.length())
}

/// Handles a drag that draws, moves or resizes the window.
fn drag_window(ui: &Ui, canvas: &Canvas<'_>, response: &Response, whole: &TimeAxis, view: &mut TimelineView) {
    if response.drag_started_by(PointerButton::Primary)
        && let Some(origin) = ui.input(|input| input.pointer.press_origin())
    {
        view.drag = Some(Drag::Window(grip_at(canvas, whole, view, origin.x)));
    }
    let Some(Drag::Window(grip)) = view.drag else { return };
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        let secs = whole.time_from_screen(pointer.x);
        let range = view.range(canvas.context);
        view.show(grip.dragged(range, secs, canvas.length()), canvas.context);
        view.drag = Some(Drag::Window(grip.after(range, secs)));
    }
    if !response.dragged() || response.drag_stopped() {
        view.drag = None;
    }
}

/// Handles the arrow keys while the overview has the focus: left and right move the window, up and down make it smaller and larger.
fn window_keys(ui: &Ui, canvas: &Canvas<'_>, response: &Response, view: &mut TimelineView) {
    let [right, down] = focus::arrows(ui, response);
    let (range, length) = (view.range(canvas.context), canvas.length());
    if right != 0 {
        view.show(range.panned(range.secs() * STEP * f64::from(right), length), canvas.context);
    }
    if down != 0 {
        view.show(range.zoomed(NEARER.powi(-down), f64::midpoint(range.from, range.to), length), canvas.context);
    }
}

fn counts(canvas: &Canvas<'_>, t: SimTime) -> String {
    let texts = canvas.context.texts;
    let LevelCounts { down, degraded } = *canvas.context.recording.levels.at(t);
    if (degraded, down) == (0, 0) {
        return texts.get("timeline-all-up").to_owned();
    }
    let (down, degraded) = (text::exact(u64::from(down)), text::exact(u64::from(degraded)));
    texts.with("timeline-counts", &[("down", &down), ("degraded", &degraded)])
}

/// Draws the window with its handles, dims the rest of the overview, and draws lines from the window to the edges of the ruler below.
fn window_ui(ui: &Ui, canvas: &Canvas<'_>, whole: &TimeAxis, rect: Rect, view: &TimelineView, grip: Option<Grip>) {
    let theme = canvas.context.theme;
    let x = window_x(canvas, whole, view);
    let painter = ui.painter();
    if view.is_zoomed() {
        let rim = theme.selected;
        for outside in [Rangef::new(rect.left(), x.min), Rangef::new(x.max, rect.right())] {
            painter.rect_filled(Rect::from_x_y_ranges(outside, rect.y_range()), 0.0, theme.panel.gamma_multiply(0.7));
        }
        let window = Rect::from_x_y_ranges(x, rect.y_range());
        painter.rect_stroke(window, 2.0, Stroke::new(1.0, rim), egui::StrokeKind::Outside);
        let below = canvas.time_area.top();
        let faint = Stroke::new(1.0, rim.gamma_multiply(0.5));
        painter.line_segment([window.left_bottom(), Pos2::new(canvas.axis.edges.min, below)], faint);
        painter.line_segment([window.right_bottom(), Pos2::new(canvas.axis.edges.max, below)], faint);
    }
    for (edge, own) in [(x.min, Grip::From), (x.max, Grip::To)] {
        let handle = Rect::from_center_size(Pos2::new(edge, rect.center().y), vec2(6.0, rect.height() * 0.6));
        let fill = if grip == Some(own) { theme.selected } else { theme.raised };
        painter.rect(
            handle,
            3.0,
            fill,
            Stroke::new(1.0, if grip == Some(own) || view.is_zoomed() { theme.selected } else { theme.outline }),
            egui::StrokeKind::Inside,
        );
    }
    match grip {
        Some(Grip::From | Grip::To) => ui.set_cursor_icon(CursorIcon::ResizeHorizontal),
        Some(Grip::Middle(_)) => ui.set_cursor_icon(CursorIcon::Grab),
        Some(Grip::New(_)) | None => {}
    }
}

/// Draws the button in the gutter that shows the whole run again.
fn whole_run_button(ui: &Ui, canvas: &Canvas<'_>, rect: Rect, view: &mut TimelineView) {
    let (texts, theme) = (canvas.context.texts, canvas.context.theme);
    let label = texts.get("timeline-whole-run");
    let galley = ui.painter().layout_no_wrap(label.to_owned(), small(), theme.selected);
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
    let x = whole.screen_from_time(canvas.context.session.playback().playhead);
    ui.painter().vline(x, rect.y_range(), Stroke::new(2.0, canvas.context.theme.selected));
}
