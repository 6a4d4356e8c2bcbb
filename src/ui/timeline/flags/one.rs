//! One flag: its name for screen readers, its tooltip, and its clicks and drags.

use egui::{CursorIcon, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::action_flag::ActionFlag;
use super::layout::Mark;
use super::{moves, paint};
use crate::session::{Command, Commands, PlanCommand, PlaybackCommand, SelectCommand};
use crate::ui::time_axis::{Canvas, dates};
use crate::ui::timeline::derived::{Flag, FlagKind};
use crate::ui::timeline::view::TimelineView;

/// The width of the badge of an action, and the width of any other mark, in points.
pub(super) const BADGE: f32 = 17.0;
pub(super) const TICK: f32 = 4.0;

/// The area of a mark with its label.
fn mark_rect(mark: &Mark, row: Rangef, width: f32) -> Rect {
    let x = Rangef::new(mark.x - width / 2.0 - 2.0, mark.x + width / 2.0 + 2.0);
    let label = mark.label.map(|(left, width)| Rangef::new(left, left + width));
    let x = label.map_or(x, |label| Rangef::new(x.min.min(label.min), x.max.max(label.max)));
    Rect::from_x_y_ranges(x, row)
}

pub(super) fn mark_ui(ui: &Ui, canvas: &Canvas<'_>, row: Rangef, mark: &Mark, flag: &Flag, commands: &mut Commands) {
    let id = ui.scope_id().with(("flag", flag.event));
    let response = ui.interact(mark_rect(mark, row, TICK), id, Sense::click());
    name(canvas, &response, flag);
    paint::tick(ui, canvas, row, mark, flag, &response);
    go(&response, flag, commands);
    response.on_hover_ui(|ui| tooltip(ui, canvas, flag));
}

/// Draws the flag of an action, which can be clicked, dragged and removed.
pub(super) fn action_ui(
    ui: &Ui,
    canvas: &Canvas<'_>,
    action: &ActionFlag<'_>,
    view: &mut TimelineView,
    commands: &mut Commands,
) {
    let ActionFlag { row, mark, flag, index } = *action;
    let id = ui.scope_id().with(("flag-of-action", index));
    let response = ui.interact(mark_rect(mark, row, BADGE), id, Sense::click_and_drag());
    let response = response.on_hover_cursor(CursorIcon::Grab).on_hover_and_drag_cursor(CursorIcon::Grab);
    name(canvas, &response, flag);
    if response.clicked() {
        view.chosen_action = Some(index);
    } else if response.clicked_elsewhere() && view.chosen_action == Some(index) {
        view.chosen_action = None;
    }
    let chosen = view.chosen_action == Some(index);
    paint::badge(ui, canvas, action, chosen, &response);
    go(&response, flag, commands);
    moves::drag(canvas, &response, action, view, commands);
    moves::keys(ui, canvas, &response, action, chosen, commands);

    let texts = canvas.context.texts;
    response.context_menu(|ui| {
        if ui.button(texts.get("flag-go")).clicked() {
            commands.push(Command::Playback(PlaybackCommand::Scrub(flag.at.as_secs_f64())));
        }
        if ui.button(texts.get("flag-to-playhead")).clicked() {
            commands.push(Command::Plan(PlanCommand::MoveAction(index, canvas.context.now)));
        }
        if ui.button(texts.get("flag-remove")).clicked() {
            commands.push(Command::Plan(PlanCommand::RemoveAction(index)));
        }
    });
    if view.drag.is_none() {
        response.on_hover_ui(|ui| {
            tooltip(ui, canvas, flag);
            ui.weak(texts.get("flag-hint"));
        });
    }
}

/// Sets the name of a flag for screen readers.
pub(super) fn name(canvas: &Canvas<'_>, response: &Response, flag: &Flag) {
    let label = || canvas.context.texts.with("flag-name", &[("title", &flag.title)]);
    response.widget_info(|| {
        let value = Some(dates::moment(canvas.context, flag.at));
        WidgetInfo { current_text_value: value, ..WidgetInfo::labeled(Role::Button, true, label()) }
    });
}

/// Highlights the subject of a hovered flag. A click moves the playhead to the flag and, unless it is a headline, selects the subject.
pub(super) fn go(response: &Response, flag: &Flag, commands: &mut Commands) {
    if response.hovered()
        && let Some(subject) = flag.subject
    {
        commands.push(Command::Select(SelectCommand::Hover(subject)));
    }
    if response.clicked() {
        match flag.event {
            Some(event) => commands.push(Command::Select(SelectCommand::Follow(event))),
            None => commands.push(Command::Playback(PlaybackCommand::Scrub(flag.at.as_secs_f64()))),
        }
        if let Some(subject) = flag.subject.filter(|_| flag.kind != FlagKind::Headline) {
            commands.push(Command::Select(SelectCommand::Select(Some(subject))));
        }
    }
}

/// The tooltip of a flag.
pub(super) fn tooltip(ui: &mut Ui, canvas: &Canvas<'_>, flag: &Flag) {
    let context = canvas.context;
    ui.set_max_width(320.0);
    ui.strong(&flag.title);
    let since = dates::since_spark(context, flag.at).unwrap_or_default();
    ui.weak(format!("{}  {since}", dates::moment_in_both(context, flag.at)));
    if !flag.text.is_empty() {
        ui.label(&flag.text);
    }
    if let Some(source) = &flag.source {
        ui.weak(context.texts.with("lane-source", &[("source", source)]));
    }
}
