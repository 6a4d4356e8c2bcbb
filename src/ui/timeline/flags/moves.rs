//! Moves and removes actions by their flags: drags, keys, and the preview of a drag.

use egui::{EventFilter, Key, Modifiers, PointerButton, Pos2, Rangef, Rect, Response, Stroke, Ui, vec2};

use super::action_flag::ActionFlag;
use super::paint;
use crate::session::{Command, Commands, PlanCommand};
use crate::ui::time_axis::{Canvas, dates, small};
use crate::ui::timeline::view::{Drag, TimelineView};
use crate::ui::{drags, focus};
use crate::units::Span;

/// Handles a drag of an action's flag. The plan changes only when the button is released.
pub fn drag(
    canvas: &Canvas<'_>,
    response: &Response,
    action: &ActionFlag<'_>,
    view: &mut TimelineView,
    commands: &mut Commands,
) {
    let (index, at) = (action.index, action.flag.at);
    let dragged_here = matches!(view.drag, Some(Drag::Action(of, _)) if of == index);
    if response.drag_started_by(PointerButton::Primary) {
        view.drag = Some(Drag::Action(index, at));
    } else if dragged_here && drags::is_cancelled(response) {
        view.drag = None;
    } else if dragged_here && response.dragged() && response.drag_delta() != egui::Vec2::ZERO {
        let Some(pointer) = drags::pointer(response) else { return };
        view.drag = Some(Drag::Action(index, canvas.axis.snapped(pointer.x, canvas.length())));
    }
    if response.drag_stopped()
        && let Some(Drag::Action(of, to)) = view.drag
        && of == index
    {
        if to != at {
            commands.push(Command::Plan(PlanCommand::MoveAction(index, to)));
        }
        view.drag = None;
    }
}

/// Handles the keys of an action's flag: Delete or Backspace removes the action that has the focus or was clicked last, and the left
/// and right arrow keys move the action that has the focus.
pub fn keys(
    ui: &Ui,
    canvas: &Canvas<'_>,
    response: &Response,
    action: &ActionFlag<'_>,
    chosen: bool,
    commands: &mut Commands,
) {
    let (index, at) = (action.index, action.flag.at);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let nobody_has_keys = ui.memory(|memory| memory.focused().is_none()) && !focus::is_under_dialog(ui.ctx());
    if (response.has_focus() || chosen && nobody_has_keys) && (pressed(Key::Delete) || pressed(Key::Backspace)) {
        commands.push(Command::Plan(PlanCommand::RemoveAction(index)));
    }
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let step = Span(canvas.axis.aim_secs());
    if pressed(Key::ArrowRight) {
        commands.push(Command::Plan(PlanCommand::MoveAction(index, at + step)));
    }
    if pressed(Key::ArrowLeft) {
        commands.push(Command::Plan(PlanCommand::MoveAction(index, at - step)));
    }
}

/// Draws the new times of the dragged action and of all actions whose times are relative to it.
pub fn preview(ui: &Ui, canvas: &Canvas<'_>, rows: Rangef, view: &TimelineView) {
    let Some(Drag::Action(index, to)) = view.drag else { return };
    let (context, theme) = (canvas.context, canvas.context.theme);
    let mut moved = context.session.plan().clone();
    moved.move_action(index, to, canvas.length());
    let painter = ui.painter();
    for ((place, was, _), (_, at, after)) in context.session.plan().timed_actions().zip(moved.timed_actions()) {
        let (Some(was), Some(at)) = (was, at) else { continue };
        if was == at && place != index {
            continue;
        }
        let x = canvas.axis.screen_from_time(at.as_secs_f64());
        if !canvas.axis.edges.expand(4.0).contains(x) {
            continue;
        }
        let color = if place == index { theme.burning } else { theme.burning.gamma_multiply(0.6) };
        let dashes = egui::Shape::dashed_line(
            &[Pos2::new(x, rows.min), Pos2::new(x, canvas.time_area.bottom())],
            Stroke::new(1.5, color),
            4.0,
            3.0,
        );
        painter.extend(dashes);
        let center = Pos2::new(x, rows.min + paint::BADGE / 2.0 + 1.0);
        paint::preview_badge(painter, center, &after.act, canvas, color);
    }
    let Some(at) = moved.actions.get(index).and_then(|action| moved.moment(action.at)) else { return };
    let x = canvas.axis.screen_from_time(at.as_secs_f64());
    let galley = painter.layout_no_wrap(dates::moment(context, at), small(), theme.text);
    let pill = Rect::from_min_size(Pos2::new(x + paint::BADGE, rows.min), galley.size() + vec2(10.0, 4.0));
    painter.rect(pill, 4.0, theme.raised, Stroke::new(1.0, theme.burning), egui::StrokeKind::Inside);
    painter.galley(pill.min + vec2(5.0, 2.0), galley, theme.text);
}
