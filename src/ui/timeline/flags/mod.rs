//! The rows of flags. A flag can be read and clicked; the flag of an action can also be dragged to another time or removed.

mod action_flag;
mod card_layout;
mod cards;
mod groups;
mod layout;
mod moves;
mod one;
mod paint;

use egui::{Pos2, Rangef, Ui};

use self::action_flag::ActionFlag;
pub(super) use self::cards::HEIGHT as CARDS_HEIGHT;
use self::cards::cards_ui;
use self::groups::{FlagGroup, OpenGroup};
use self::layout::{Item, OVERHANG, place};
use self::one::{BADGE, TICK, action_ui, mark_ui};
use super::derived::{Flag, FlagKind};
use super::view::TimelineView;
use crate::session::Commands;
use crate::ui::time_axis::{Canvas, small};

/// The largest width of a label, in points; the tooltip has the whole text.
const WIDEST_LABEL: f32 = 250.0;
/// If the next flag is nearer than this, in points, the flag gets no label.
const NARROWEST_LABEL: f32 = 28.0;
/// The index of the row of headlines, if there is such a row.
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
            cards_ui(ui, canvas, *row, &of_row, &mut view.card_widths, commands);
        } else {
            open = row_ui(ui, canvas, *row, &of_row, view, commands).or(open);
        }
    }
    // An open group is painted over the rows below.
    if let Some(group) = open {
        groups::open_ui(ui, canvas, &group, view, commands);
    }
    moves::preview(ui, canvas, Rangef::new(rows[0].min, rows[rows.len() - 1].max), view);
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

/// Draws a row. If a group is open in it, returns the x of the group and its flags; otherwise `None`.
fn row_ui<'a>(
    ui: &Ui,
    canvas: &Canvas<'_>,
    row: Rangef,
    flags: &[&'a Flag],
    view: &mut TimelineView,
    commands: &mut Commands,
) -> Option<OpenGroup<'a>> {
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
            // If the next flag is too near for any label, the label is not measured, because there may be thousands of flags.
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
    let right_edge = axis.edges.max + OVERHANG;
    let (mut open, mut is_there) = (None, false);
    for mark in place(&items, right_edge) {
        let members = &flags[mark.members.clone()];
        if items[mark.members.start].is_badge {
            paint::leader(ui.painter(), canvas, row, mark.x, members[0].at);
        }
        match members {
            [flag] => {
                if let FlagKind::Action(index) = flag.kind {
                    action_ui(ui, canvas, &ActionFlag { row, mark: &mark, flag, index }, view, commands);
                } else {
                    mark_ui(ui, canvas, row, &mark, flag, commands);
                }
            }
            _ => {
                let was_open = groups::is_open(view, members);
                groups::group_ui(ui, canvas, &FlagGroup { row, mark: &mark, flags: members }, view, commands);
                let is_open = groups::is_open(view, members);
                is_there |= is_open;
                // A group that was opened in this frame is drawn from the next frame on. Otherwise the click that opened the group
                // would also count as a click outside of it and close it.
                if was_open && is_open {
                    open = Some(OpenGroup { row, x: mark.x, flags: members.to_vec() });
                }
            }
        }
    }
    if !is_there && flags.first().is_some_and(|flag| matches!(flag.kind, FlagKind::Action(_))) {
        view.open_flags = None;
    }
    open
}
