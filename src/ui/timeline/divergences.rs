//! Draws where plans diverge: a sign on the ruler for each fork, and a line through the whole timeline where the chosen plan and the
//! baseline diverge.

use std::ops::Range;

use egui::{Align2, Pos2, Rangef, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, vec2};

use super::derived::Divergence;
use super::view::TimelineView;
use crate::session::{Command, Commands, PlaybackCommand};
use crate::ui::icons::{self, Sign};
use crate::ui::time_axis::{Canvas, dates, small};
use crate::ui::{baseline, style};
use crate::units::text;

/// The size of a sign, in points. Signs that are closer to each other than this are merged into one.
const SIGN: f32 = 15.0;
/// The largest number of divergences that the tooltip of a merged sign lists.
const NAMED: usize = 12;

/// Draws the signs on the upper edge of the ruler. A click on a sign moves the playhead to its time.
pub fn divergences_ui(ui: &Ui, canvas: &Canvas<'_>, ruler: Rangef, view: &TimelineView, commands: &mut Commands) {
    let (context, theme) = (canvas.context, canvas.context.theme);
    let all = view.divergences.as_ref().map_or(&[][..], |divergences| &divergences.all);
    let x_of = |divergence: &Divergence| canvas.axis.screen_from_time(divergence.at.as_secs_f64());
    for range in groups(all, x_of) {
        let group = &all[range];
        // A merged sign is drawn at the time of its first divergence. But if it contains the one of the chosen plan and the baseline,
        // it is drawn there.
        let shown = group.iter().find(|divergence| divergence.is_pair).unwrap_or(&group[0]);
        let x = x_of(shown);
        if !canvas.axis.edges.expand(1.0).contains(x) {
            continue;
        }
        let centre = Pos2::new(x, ruler.min);
        let badge = Rect::from_center_size(centre, vec2(SIGN, SIGN));
        let response = ui.interact(badge, ui.scope_id().with(("parting", shown.at, shown.is_pair)), Sense::click());
        let count = text::exact(group.len() as u64);
        let name = || match group {
            [one] => one.words.clone(),
            _ => context.texts.with("part-names", &[("count", &count)]),
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
        let is_pointed_at = response.hovered() || response.has_focus();
        let color = match (is_pointed_at, shown.is_pair) {
            (true, _) => theme.selected,
            (false, true) => theme.text,
            (false, false) => theme.quiet,
        };
        if shown.is_pair || is_pointed_at {
            let ends = [canvas.time_area.left_top(), canvas.time_area.left_bottom()].map(|end| Pos2::new(x, end.y));
            ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.0, color.gamma_multiply(0.8)), 2.0, 4.0));
        }
        ui.painter().circle(centre, SIGN / 2.0, theme.panel, Stroke::new(1.0, color));
        icons::sign(ui.painter(), centre, 9.0, Sign::Branch, color);
        if response.clicked() {
            commands.push(Command::Playback(PlaybackCommand::Seek(shown.at)));
        }
        response.on_hover_ui(|ui| {
            for divergence in group.iter().take(NAMED) {
                ui.label(&divergence.words);
                ui.weak(dates::moment_in_both(context, divergence.at));
            }
            if group.len() > NAMED {
                let more = text::exact((group.len() - NAMED) as u64);
                ui.weak(context.texts.with("flag-more", &[("count", &more)]));
            }
        });
    }
}

/// Groups the divergences whose signs would be too close to each other, as ranges of indices.
fn groups(all: &[Divergence], x_of: impl Fn(&Divergence) -> f32) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (index, divergence) in all.iter().enumerate() {
        match groups.last_mut() {
            Some(group) if x_of(divergence) - x_of(&all[group.start]) < SIGN => group.end = index + 1,
            Some(_) | None => groups.push(index..index + 1),
        }
    }
    groups
}

/// Draws the legend for the thin lines of the baseline, in the gutter at the upper edge of the ruler.
pub fn key(ui: &Ui, canvas: &Canvas<'_>, ruler: Rangef) {
    let (context, theme) = (canvas.context, canvas.context.theme);
    let Some(plan) = context.baseline().map(|baseline| baseline.name()) else { return };
    let at = Pos2::new(canvas.gutter.min + 15.0, ruler.min + 2.0);
    let room = Rect::from_x_y_ranges(at.x..=canvas.gutter.max - 8.0, at.y - 8.0..=at.y + 8.0);
    let response = ui.interact(room, ui.scope_id().with("ghost-key"), Sense::hover());
    let words = context.texts.with("ghost-key", &[("plan", &plan)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    baseline::sample(ui.painter(), at, 10.0, theme.quiet);
    let galley = style::elided(ui.painter(), &words, small(), theme.quiet, room.width() - 15.0);
    let text = Align2::LEFT_CENTER.anchor_size(at + vec2(15.0, 0.0), galley.size());
    ui.painter().galley(text.min, galley, theme.quiet);
    response.on_hover_text(context.texts.get("ghost-key-hint"));
}
