//! The demand in each of the 24 hours as bars, which can be dragged.

use egui::{Align2, Pos2, Rect, Sense, Ui, pos2};

use super::plot::Plot;
use crate::ui::drags;
use crate::ui::editor::form::Form;

/// The space between two bars, in points.
const GAP: f32 = 1.5;

/// Draws the bars, and changes the shares while the person drags over them. Draws nothing if there are not 24 shares, which is told below.
pub fn day_curve_ui(ui: &mut Ui, form: &mut Form<'_>, hours: &mut [f64]) {
    if hours.len() != 24 {
        return;
    }
    let (plot, response) = Plot::new(ui, form, form.text("curve-day"), Sense::click_and_drag());
    form.note_gesture("day", &response);
    let id = ui.scope_id().with("last hour");
    let dragged = drags::pointer(&response).filter(|_| response.dragged());
    let pointer = dragged.or_else(|| response.interact_pointer_pos().filter(|_| response.clicked()));
    if let Some(pointer) = pointer {
        let now = hour_at(plot, pointer);
        let share = (plot.shares(pointer)[1] * 100.0).round() / 100.0;
        // A fast pointer passes over several hours in one frame, also before it counts as a drag.
        let pressed = || ui.input(|input| input.pointer.press_origin()).map_or(now, |origin| hour_at(plot, origin));
        let last = ui.data(|data| data.get_temp::<usize>(id)).unwrap_or_else(pressed);
        hours[now.min(last)..=now.max(last)].fill(share);
        ui.data_mut(|data| data.insert_temp(id, now));
    } else {
        ui.data_mut(|data| data.remove::<usize>(id));
    }
    let hovered = response.hover_pos().map(|pointer| hour_at(plot, pointer));
    let theme = form.context.theme;
    let width = plot.inside.width() / hours.len() as f32;
    for (hour, share) in hours.iter().enumerate() {
        let left = plot.inside.left() + hour as f32 * width;
        let top = plot.pos(0.0, *share).y;
        let bar = Rect::from_min_max(pos2(left + GAP / 2.0, top), pos2(left + width - GAP / 2.0, plot.inside.bottom()));
        let color = if hovered == Some(hour) { theme.selected } else { theme.selected.gamma_multiply(0.6) };
        ui.painter().rect_filled(bar, 1.0, color);
    }
    for (align, words) in
        [(Align2::LEFT_BOTTOM, "0:00"), (Align2::CENTER_BOTTOM, "12:00"), (Align2::RIGHT_BOTTOM, "24:00")]
    {
        plot.label(ui, form, align, words);
    }
    if let Some(hour) = hovered {
        let share = crate::units::text::share_of_one(hours[hour]);
        let args = [("hour", hour.to_string()), ("share", share)];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        plot.label(ui, form, Align2::RIGHT_TOP, &form.context.texts.with("curve-hour", &args));
    }
}

fn hour_at(plot: Plot, at: Pos2) -> usize {
    ((plot.shares(at)[0] * 24.0) as usize).min(23)
}
