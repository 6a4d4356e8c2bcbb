//! The rows of flags: read them, go there, drag what was done to another time, or remove it.

use egui::{CursorIcon, Pos2, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::Canvas;
use super::canvas::small;
use super::cards_ui::cards_ui;
use super::flag_groups;
use super::flag_layout::{Item, Mark, place};
use super::flag_moves;
use super::flag_paint;
use super::flags::{Flag, FlagKind};
use super::view::TimelineView;
use super::words;
use crate::session::{Command, Commands, PlanCommand, PlaybackCommand, SelectCommand};

/// Width of the badge of an action and of any other mark, in points.
const BADGE: f32 = 17.0;
const TICK: f32 = 4.0;
/// Labels are not wider than this; the rest is in the tooltip.
const WIDEST_LABEL: f32 = 250.0;
/// With less room than this to the next mark there is no label, in points.
const NARROWEST_LABEL: f32 = 28.0;
/// The row of headlines, where it is one of its own.
const CARDS: usize = 2;

/// Draws all rows of flags.
pub fn flags_ui(ui: &Ui, canvas: &Canvas<'_>, rows: &[Rangef], view: &mut TimelineView, commands: &mut Commands) {
    let Some(derived) = view.derived.take() else { return };
    let names: &[&'static str] = if rows.len() > 2 {
        &["timeline-done", "timeline-sites", "timeline-news"]
    } else if canvas.context.world.news.is_empty() {
        &["timeline-done", "timeline-sites"]
    } else {
        &["timeline-done", "timeline-sites-and-news"]
    };
    let mut open = None;
    for (index, (name, row)) in names.iter().zip(rows).enumerate() {
        canvas.row_label(ui.painter(), row.center(), canvas.context.texts.get(name));
        let of_row: Vec<&Flag> =
            derived.flags.iter().filter(|flag| row_of(flag.kind).min(rows.len() - 1) == index).collect();
        if index == 0 && of_row.is_empty() {
            nothing_done(ui, canvas, *row);
        }
        if index == CARDS {
            cards_ui(ui, canvas, *row, (&of_row, &mut view.card_widths), commands);
        } else {
            open = row_ui(ui, canvas, *row, &of_row, view, commands).or(open);
        }
    }
    // What is open lies over the rows below.
    if let Some((x, members)) = open {
        flag_groups::open_ui(ui, canvas, rows[0], x, &members, view, commands);
    }
    flag_moves::preview(ui, canvas, Rangef::new(rows[0].min, rows[rows.len() - 1].max), view);
    view.derived = Some(derived);
}

const fn row_of(kind: FlagKind) -> usize {
    match kind {
        FlagKind::Action(_) => 0,
        FlagKind::Struck(_) | FlagKind::Dark | FlagKind::Over | FlagKind::Back => 1,
        FlagKind::Headline => 2,
    }
}

fn nothing_done(ui: &Ui, canvas: &Canvas<'_>, row: Rangef) {
    let at = Pos2::new(canvas.axis.edges.min + 5.0, row.center());
    let words = canvas.context.texts.get("timeline-nothing-done");
    ui.painter().text(at, egui::Align2::LEFT_CENTER, words, small(), canvas.context.theme.quiet);
}

/// Draws a row; answers what was opened in it, and where that stands.
fn row_ui<'a>(
    ui: &Ui,
    canvas: &Canvas<'_>,
    row: Rangef,
    flags: &[&'a Flag],
    view: &mut TimelineView,
    commands: &mut Commands,
) -> Option<(f32, Vec<&'a Flag>)> {
    let axis = &canvas.axis;
    let margin_secs = axis.secs_per_point() * 8.0;
    let first = flags.partition_point(|flag| flag.at.as_secs_f64() < axis.range.from - margin_secs);
    let end = flags.partition_point(|flag| flag.at.as_secs_f64() <= axis.range.to + margin_secs);
    let flags = &flags[first..end];
    let x_of = |flag: &Flag| axis.screen_from_time(flag.at.as_secs_f64());
    let items: Vec<Item> = flags
        .iter()
        .enumerate()
        .map(|(index, flag)| {
            // Where the next one is too near for any label, thousands of labels need not be measured.
            let crowded = flags.get(index + 1).is_some_and(|next| x_of(next) - x_of(flag) < NARROWEST_LABEL);
            let width = |words: &str| {
                let galley = || ui.painter().layout_no_wrap(words.to_owned(), small(), canvas.context.theme.text);
                if crowded { f32::INFINITY } else { galley().size().x }
            };
            let done = matches!(flag.kind, FlagKind::Action(_));
            let strikes = match flag.kind {
                FlagKind::Action(action) => canvas.context.run.plan.actions[action].act.is_strike(),
                FlagKind::Struck(_) | FlagKind::Dark | FlagKind::Over | FlagKind::Back | FlagKind::Headline => false,
            };
            Item {
                x: x_of(flag),
                mark_width: if done { BADGE } else { TICK },
                label_width: if crowded { f32::INFINITY } else { width(&flag.title).min(WIDEST_LABEL) },
                short_width: width(&flag.short),
                strikes,
                is_badge: done,
            }
        })
        .collect();
    let right_edge = axis.edges.max + super::OVERHANG;
    let (mut open, mut is_there) = (None, false);
    for mark in place(&items, right_edge) {
        let members = &flags[mark.members.clone()];
        if items[mark.members.start].is_badge {
            flag_paint::leader(ui.painter(), canvas, row, mark.x, members[0].at);
        }
        match members {
            [flag] => {
                if let FlagKind::Action(index) = flag.kind {
                    action_ui(ui, canvas, row, &mark, flag, index, view, commands);
                } else {
                    mark_ui(ui, canvas, row, &mark, flag, commands);
                }
            }
            _ => {
                let was_open = flag_groups::is_open(view, members);
                flag_groups::group_ui(ui, canvas, row, &mark, members, view, commands);
                let is_open = flag_groups::is_open(view, members);
                is_there |= is_open;
                // What was opened just now is drawn from the next frame on: the click that opened it is not one beside it.
                if was_open && is_open {
                    open = Some((mark.x, members.to_vec()));
                }
            }
        }
    }
    if !is_there && flags.first().is_some_and(|flag| matches!(flag.kind, FlagKind::Action(_))) {
        view.open_flags = None;
    }
    open
}

/// The area of a mark with its label.
fn mark_rect(mark: &Mark, row: Rangef, width: f32) -> Rect {
    let x = Rangef::new(mark.x - width / 2.0 - 2.0, mark.x + width / 2.0 + 2.0);
    let label = mark.label.map(|(left, width)| Rangef::new(left, left + width));
    let x = label.map_or(x, |label| Rangef::new(x.min.min(label.min), x.max.max(label.max)));
    Rect::from_x_y_ranges(x, row)
}

fn mark_ui(ui: &Ui, canvas: &Canvas<'_>, row: Rangef, mark: &Mark, flag: &Flag, commands: &mut Commands) {
    let id = ui.scope_id().with(("flag", flag.event));
    let response = ui.interact(mark_rect(mark, row, TICK), id, Sense::click());
    name(canvas, &response, flag);
    flag_paint::tick(ui, canvas, row, mark, flag, &response);
    go(&response, flag, commands);
    response.on_hover_ui(|ui| tooltip(ui, canvas, flag));
}

/// The flag of what was done: it is dragged, removed and gone to.
#[expect(clippy::too_many_arguments, reason = "a flag with its place, its memory and its wishes")]
pub(super) fn action_ui(
    ui: &Ui,
    canvas: &Canvas<'_>,
    row: Rangef,
    mark: &Mark,
    flag: &Flag,
    index: usize,
    view: &mut TimelineView,
    commands: &mut Commands,
) {
    let id = ui.scope_id().with(("flag-of-action", index));
    let response = ui.interact(mark_rect(mark, row, BADGE), id, Sense::click_and_drag());
    let response = response.on_hover_cursor(CursorIcon::Grab).on_hover_and_drag_cursor(CursorIcon::Grab);
    name(canvas, &response, flag);
    let act = &canvas.context.run.plan.actions[index].act;
    if response.clicked() {
        view.chosen_action = Some(index);
    } else if response.clicked_elsewhere() && view.chosen_action == Some(index) {
        view.chosen_action = None;
    }
    let chosen = view.chosen_action == Some(index);
    flag_paint::badge(ui, canvas, row, mark, flag, act, chosen, &response);
    go(&response, flag, commands);
    flag_moves::drag(canvas, &response, index, flag.at, view, commands);
    flag_moves::keys(ui, canvas, &response, index, flag.at, chosen, commands);

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

/// Gives a flag its name.
pub(super) fn name(canvas: &Canvas<'_>, response: &Response, flag: &Flag) {
    let label = || canvas.context.texts.with("flag-name", &[("title", &flag.title)]);
    response.widget_info(|| {
        let value = Some(words::moment(canvas.context, flag.at));
        WidgetInfo { current_text_value: value, ..WidgetInfo::labeled(Role::Button, true, label()) }
    });
}

/// A click goes to the moment and selects whom it is about.
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

/// All that a flag says.
pub(super) fn tooltip(ui: &mut Ui, canvas: &Canvas<'_>, flag: &Flag) {
    let context = canvas.context;
    ui.set_max_width(320.0);
    ui.strong(&flag.title);
    let since = words::since_spark(context, flag.at).unwrap_or_default();
    ui.weak(format!("{}  {since}", words::moment(context, flag.at)));
    if !flag.text.is_empty() {
        ui.label(&flag.text);
    }
    if let Some(source) = &flag.source {
        ui.weak(context.texts.with("lane-source", &[("source", source)]));
    }
}
