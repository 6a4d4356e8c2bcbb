//! Paints flags: badges for actions, ticks for events, and counts where several flags are too close together.

use std::sync::Arc;

use egui::{Align2, Color32, Galley, Painter, Pos2, Rangef, Rect, Response, Stroke, StrokeKind, Ui, vec2};

use super::action_flag::ActionFlag;
use super::layout::Mark;
use crate::model::Act;
use crate::study::words::hazard_kind;
use crate::ui::icons;
use crate::ui::theme::Theme;
use crate::ui::time_axis::{Canvas, small};
use crate::ui::timeline::derived::{Flag, FlagKind};
use crate::units::SimTime;

/// The width and height of a badge, in points.
pub const BADGE: f32 = 16.0;

/// The colour of a kind of flag. It is not the only sign of the kind: the row, icon and text of a flag show the kind, too.
fn color(kind: FlagKind, theme: &Theme) -> Color32 {
    match kind {
        FlagKind::Action(_) => theme.text,
        FlagKind::Struck(_) => theme.burning,
        FlagKind::Dark => theme.down,
        FlagKind::Over => theme.quiet,
        FlagKind::Back => theme.up,
        FlagKind::Headline => theme.selected,
    }
}

/// Paints a flag that cannot be moved.
pub fn tick(ui: &Ui, canvas: &Canvas<'_>, row: Rangef, mark: &Mark, flag: &Flag, response: &Response) {
    let color = color(flag.kind, canvas.context.theme);
    let painter = ui.painter();
    highlight_line(ui, canvas, mark.x, response, color);
    let y = Rangef::new(row.min + 2.0, row.max - 2.0);
    painter.vline(mark.x, y, Stroke::new(2.0, color));
    label(painter, row, mark, words(flag, mark), color);
}

/// Paints the flag of an action.
pub fn badge(ui: &Ui, canvas: &Canvas<'_>, action: &ActionFlag<'_>, chosen: bool, response: &Response) {
    let ActionFlag { row, mark, flag, index } = *action;
    let act = &canvas.context.run.plan.actions[index].act;
    let theme = canvas.context.theme;
    let color = act_color(act, theme);
    highlight_line(ui, canvas, canvas.axis.screen_from_time(flag.at.as_secs_f64()), response, color);
    let center = Pos2::new(mark.x, row.center());
    let square = Rect::from_center_size(center, vec2(BADGE, BADGE));
    let rim = if response.has_focus() || chosen { Stroke::new(2.0, theme.selected) } else { Stroke::new(1.0, color) };
    ui.painter().rect(square, 4.0, theme.raised, rim, StrokeKind::Inside);
    picture(ui.painter(), center, act, canvas, color);
    label(ui.painter(), row, mark, words(flag, mark), theme.text);
}

/// Paints the badge of an action at the time to which the action is being dragged.
pub fn preview_badge(painter: &Painter, center: Pos2, act: &Act, canvas: &Canvas<'_>, color: Color32) {
    let square = Rect::from_center_size(center, vec2(BADGE, BADGE));
    painter.rect(square, 4.0, canvas.context.theme.panel, Stroke::new(1.0, color), StrokeKind::Inside);
    picture(painter, center, act, canvas, color);
}

/// Paints the icon in a badge: that of the hazard for a strike, that of the action for what people do.
fn picture(painter: &Painter, center: Pos2, act: &Act, canvas: &Canvas<'_>, color: Color32) {
    match hazard_kind(canvas.context.world, act).filter(|kind| !kind.burns()) {
        Some(kind) => icons::hazard(painter, center, BADGE / 2.0 - 3.0, kind, canvas.context.theme),
        None => icons::act(painter, center, BADGE - 5.0, act, color),
    }
}

/// The rectangle and the text of a count of several flags. `words` are a long and a short text; the long one is used if there is room.
pub fn pill(
    painter: &Painter,
    canvas: &Canvas<'_>,
    row: Rangef,
    mark: &Mark,
    words: [&str; 2],
    has_picture: bool,
) -> (Rect, Arc<Galley>) {
    let left = if has_picture { BADGE } else { 4.0 };
    let [full, short] = words.map(|words| painter.layout_no_wrap(words.to_owned(), small(), canvas.context.theme.text));
    let room = mark.label.map_or(0.0, |(_, width)| width);
    let is_full = has_picture && left + full.size().x + 5.0 <= room;
    let galley = if is_full { full } else { short };
    let width = (left + galley.size().x + 5.0).max(BADGE);
    // The middle of the first icon is at the time of the first flag or, without an icon, the left edge is.
    let start = if has_picture { mark.x - BADGE / 2.0 } else { mark.x - 2.0 };
    (Rect::from_min_size(Pos2::new(start, row.center() - BADGE / 2.0), vec2(width, BADGE)), galley)
}

/// Paints the count of several flags, with the icon of the first action.
pub fn group(ui: &Ui, canvas: &Canvas<'_>, pill: Rect, first: Option<&Act>, galley: Arc<Galley>, response: &Response) {
    let theme = canvas.context.theme;
    let hovered = response.hovered() || response.has_focus();
    let quiet = first.map_or(theme.quiet, |act| act_color(act, theme));
    let rim = Stroke::new(1.0, if hovered { theme.selected } else { quiet });
    ui.painter().rect(pill, 7.0, theme.raised, rim, StrokeKind::Inside);
    if let Some(act) = first {
        picture(ui.painter(), pill.left_center() + vec2(BADGE / 2.0, 0.0), act, canvas, quiet);
    }
    let at = Pos2::new(pill.right() - 5.0 - galley.size().x, pill.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.text);
}

/// Paints a line along the upper edge of the row, from the time of an action to its badge, if the badge is to the right of its time.
pub fn leader(painter: &Painter, canvas: &Canvas<'_>, row: Rangef, x: f32, at: SimTime) {
    let from = canvas.axis.screen_from_time(at.as_secs_f64());
    if x - from > 1.0 {
        let color = canvas.context.theme.quiet;
        painter.hline(from..=x, row.min + 0.5, Stroke::new(1.0, color));
    }
}

const fn act_color(act: &Act, theme: &Theme) -> Color32 {
    match act {
        Act::Strike { .. } | Act::StrikeArea { .. } | Act::StrikeService { .. } => theme.burning,
        Act::Log { .. } => theme.quiet,
        Act::Resolve { .. }
        | Act::Crew { .. }
        | Act::Extinguish { .. }
        | Act::FailOver { .. }
        | Act::BlackStart { .. }
        | Act::ShedLoad { .. } => theme.selected,
    }
}

/// Paints a line through all rows at a flag that is hovered or focused.
fn highlight_line(ui: &Ui, canvas: &Canvas<'_>, x: f32, response: &Response, color: Color32) {
    if (response.hovered() || response.has_focus()) && canvas.axis.edges.contains(x) {
        canvas.line_through(ui.painter(), x, 1.0, color.gamma_multiply(0.6));
    }
}

/// The title of a flag, or its short form if there is little room.
fn words<'a>(flag: &'a Flag, mark: &Mark) -> &'a str {
    if mark.short { &flag.short } else { &flag.title }
}

fn label(painter: &Painter, row: Rangef, mark: &Mark, title: &str, color: Color32) {
    let Some((left, width)) = mark.label else { return };
    let mut job = egui::text::LayoutJob::simple_singleline(title.to_owned(), small(), color);
    // Half a point is added, so that rounding does not shorten a label that just fits.
    job.wrap = egui::text::TextWrapping::truncate_at_width(width + 0.5);
    let galley = painter.layout_job(job);
    let at = Align2::LEFT_CENTER.anchor_size(Pos2::new(left, row.center()), galley.size());
    painter.galley(at.min, galley, color);
}
