//! The strip at the lower edge of a presentation. It shows the outages, days and chapters of the whole run, and the playhead.

use egui::{Align2, FontId, PointerButton, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use crate::session::{Command, Commands, PlaybackCommand};
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::{self, TimeAxis, TimeRange, dates};

/// The space to the left and right of the run, in points.
const SIDE: f32 = 22.0;
/// The space above the bars, in points.
const TOP: f32 = 14.0;
/// The space below the bars, in points.
const BELOW: f32 = 20.0;
/// The least distance between two labels of days or hours, in points.
const DAY: f32 = 64.0;
/// The radius of the dot of a chapter, in points.
const DOT: f32 = 4.5;

/// Draws the strip. A click or a drag moves the playhead to the pointer.
pub(super) fn strip_ui(ui: &Ui, context: &ViewContext<'_>, room: Rect, commands: &mut Commands) {
    let (theme, painter) = (context.theme, ui.painter());
    let bars = Rect::from_min_max(
        pos2(room.left() + SIDE, room.top() + TOP),
        pos2(room.right() - SIDE, room.bottom() - BELOW),
    );
    let axis = TimeAxis::new(TimeRange::whole(context.recording.length), bars.x_range());
    painter.hline(room.x_range(), room.top(), Stroke::new(1.0, theme.line));
    let levels = &context.recording.levels;
    painter.add(time_axis::columns(&axis, levels, time_axis::most(levels), bars, theme));
    painter.hline(bars.x_range(), bars.bottom(), Stroke::new(1.0, theme.border));
    days(ui, context, &axis, bars);

    let response = ui.interact(room, ui.scope_id().with("strip"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, context.texts.get("present-run")));
    if let Some(pointer) = response.interact_pointer_pos()
        && (response.clicked() || response.dragged_by(PointerButton::Primary))
    {
        commands.push(Command::Playback(PlaybackCommand::Scrub(axis.time_from_screen(pointer.x))));
    }

    let now = context.session.playback().playhead;
    let has_story = context.has_story();
    for chapter in &context.world.story {
        let secs = chapter.at.as_secs_f64();
        let at = pos2(axis.screen_from_time(secs), bars.bottom());
        let fill = if secs <= now && has_story { theme.selected } else { theme.panel };
        painter.circle(at, DOT, fill, Stroke::new(1.5, theme.selected));
    }
    let x = axis.screen_from_time(now);
    painter.vline(x, room.top() + 4.0..=bars.bottom() + DOT, Stroke::new(2.0, theme.selected));
    let head = [pos2(x - 6.0, room.top() + 2.0), pos2(x + 6.0, room.top() + 2.0), pos2(x, room.top() + 11.0)];
    painter.add(egui::Shape::convex_polygon(head.to_vec(), theme.selected, Stroke::NONE));
}

/// Paints the labels of the days or hours of the run below its bars.
fn days(ui: &Ui, context: &ViewContext<'_>, axis: &TimeAxis, bars: Rect) {
    let (theme, painter) = (context.theme, ui.painter());
    let gap_secs = axis.range.secs() * f64::from(DAY / bars.width().max(1.0));
    let mut free_from = f32::NEG_INFINITY;
    for tick in time_axis::ticks(&context.clock, axis.range, gap_secs) {
        let x = axis.screen_from_time(tick.at.as_secs_f64());
        painter.vline(x, bars.y_range(), Stroke::new(1.0, theme.line));
        let words = if tick.day {
            dates::date(context.texts, "time-day", tick.local.date(), "")
        } else {
            dates::clock(context, tick.at)
        };
        let galley = painter.layout_no_wrap(words, FontId::proportional(TEXT_SMALL), theme.quiet);
        let own = Align2::LEFT_TOP.anchor_size(pos2(x - 2.0, bars.bottom() + 5.0), galley.size());
        // A label with an offset from UTC is wide.
        if own.right() <= bars.right() + SIDE && own.left() >= free_from {
            free_from = own.right() + 4.0;
            painter.galley(own.min, galley, theme.quiet);
        }
    }
}
