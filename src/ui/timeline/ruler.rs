//! The ruler: local days and hours, nights, trading hours, and the range that playback repeats. A drag moves the playhead. In the upper
//! band, or with Shift, a drag chooses the range to repeat.

use egui::{CursorIcon, Galley, PointerButton, Pos2, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo};

use super::view::{Drag, TimelineView};
use crate::session::{Command, Commands, PlaybackCommand};
use crate::ui::time_axis::{Canvas, Tick, dates, nights, shown_exchange, small, ticks, trading};
use crate::ui::{drags, style};
use crate::units::{SimTime, when};

/// The height of the upper band, in points. It shows the trading hours, and a drag in it chooses the range to repeat.
const BAND_HEIGHT: f32 = 8.0;
/// The smallest distance between two labels, in points.
const LABEL_SPACING: f32 = 74.0;
/// If a day is narrower than this, in points, neither nights nor trading hours are shown.
const NARROWEST_DAY: f32 = 7.0;

/// Draws nights, days and trading hours in the background. Returns the ticks that are drawn.
pub fn backdrop(ui: &Ui, canvas: &Canvas<'_>, ruler: Rangef) -> Vec<Tick> {
    let (axis, theme) = (&canvas.axis, canvas.context.theme);
    let painter = ui.painter_at(canvas.time_area);
    // Nights and trading hours are those of the scenario, whatever zone the times are shown in.
    let clock = &canvas.context.world.clock;
    if 86_400.0 / axis.secs_per_point() >= f64::from(NARROWEST_DAY) {
        for (from, until) in nights(clock, axis.range) {
            if let Some(rect) = axis.rect_from_times(from, until, canvas.time_area.y_range()) {
                painter.rect_filled(rect, 0.0, theme.night_band);
            }
        }
        let open = shown_exchange(canvas.context.world).map(|exchange| trading(clock, exchange, axis.range));
        for (from, until) in open.unwrap_or_default() {
            if let Some(rect) = axis.rect_from_times(from, until, Rangef::new(ruler.min, ruler.min + 4.0)) {
                painter.rect_filled(rect, 0.0, theme.trading_band);
            }
        }
    }
    painter.hline(canvas.time_area.x_range(), ruler.min, Stroke::new(1.0, theme.line));
    let ticks = shown_ticks(canvas);
    for tick in &ticks {
        let stroke = Stroke::new(1.0, if tick.day { theme.line } else { theme.line.gamma_multiply(0.5) });
        painter.vline(axis.screen_from_time(tick.at.as_secs_f64()), canvas.time_area.y_range(), stroke);
    }
    ticks
}

/// The ticks of the axis. Ticks in folded hours are left out unless a day begins there.
fn shown_ticks(canvas: &Canvas<'_>) -> Vec<Tick> {
    let axis = &canvas.axis;
    let all = ticks(&canvas.context.clock, axis.range, axis.secs_per_point() * f64::from(LABEL_SPACING));
    let is_folded = |tick: &Tick| axis.folds().is_some_and(|folds| folds.is_folded(tick.at.as_secs_f64()));
    all.into_iter().filter(|tick| tick.day || !is_folded(tick)).collect()
}

/// Draws the labels of days and hours, with a rim that separates them from the playhead behind them.
pub fn labels(ui: &Ui, canvas: &Canvas<'_>, ruler: Rangef, ticks: &[Tick]) {
    let painter = ui.painter_at(canvas.time_area);
    let (axis, context) = (&canvas.axis, canvas.context);
    let (theme, texts, clock) = (context.theme, context.texts, &context.clock);
    let y = ruler.min + BAND_HEIGHT + (ruler.span() - BAND_HEIGHT) / 2.0;

    // The day at the left edge has a label even if the day began before the edge.
    let first_day = clock.local(SimTime(axis.range.from.floor() as i64)).date();
    let pinned = ["time-day-month", "time-day"].map(|pattern| dates::date(texts, pattern, first_day, ""));
    let pinned = pinned.map(|words| painter.layout_no_wrap(words, small(), theme.text));
    let until = |pinned: &Galley| axis.edges.min + pinned.size().x + 6.0;
    let day_soon = ticks.iter().find(|tick| tick.day).map(|tick| axis.screen_from_time(tick.at.as_secs_f64()));
    let pinned = pinned.into_iter().find(|pinned| day_soon.is_none_or(|x| x > until(pinned)));
    let pinned_until = pinned.as_deref().map(until);
    if let Some(pinned) = pinned {
        let at = Pos2::new(axis.edges.min + 5.0, y - pinned.size().y / 2.0);
        style::rimmed(&painter, at, pinned, theme.text, theme.panel);
    }

    let to_the_second = ticks.iter().any(|tick| chrono::Timelike::second(&tick.local) != 0);
    let mut shown_month = pinned_until.map(|_| chrono::Datelike::month(&first_day));
    let mut labels = Vec::new();
    for tick in ticks {
        let x = axis.screen_from_time(tick.at.as_secs_f64());
        let (label, color) = if tick.day {
            let month = chrono::Datelike::month(&tick.local);
            let pattern = if shown_month == Some(month) { "time-day" } else { "time-day-month" };
            shown_month = Some(month);
            (dates::date(texts, pattern, tick.local.date(), ""), theme.text)
        } else {
            let clock = if to_the_second { when::hour_minute_second } else { when::hour_minute };
            (clock(&context.clock, tick.at), theme.quiet)
        };
        labels.push((tick.day, x + 5.0, painter.layout_no_wrap(label, small(), color), color));
    }
    // Where hours are folded, there is not enough room for all labels. Days have priority over hours. Later days have priority over
    // earlier ones, because the last day of a closed period is followed by hours that are not folded.
    let days = labels.iter().rev().filter(|(day, ..)| *day);
    let hours = labels.iter().filter(|(day, ..)| !*day);
    let mut taken: Vec<Rangef> = pinned_until.map(|until| Rangef::new(axis.edges.min, until)).into_iter().collect();
    for (_, x, galley, color) in days.chain(hours) {
        let span = Rangef::new(*x, x + galley.size().x);
        // A label that would be cut at the right edge is left out.
        if span.max <= canvas.time_area.right() && !taken.iter().any(|other| other.intersects(span)) {
            let at = Pos2::new(*x, y - galley.size().y / 2.0);
            style::rimmed(&painter, at, galley.clone(), *color, theme.panel);
            taken.push(span);
        }
    }
}

/// Handles drags in the ruler and the flags (`area`), and draws the range that playback repeats in the ruler.
pub fn ruler_ui(
    ui: &Ui,
    canvas: &Canvas<'_>,
    area: Rangef,
    ruler: Rangef,
    view: &mut TimelineView,
    commands: &mut Commands,
) {
    let texts = canvas.context.texts;
    let x = canvas.axis.edges;
    let scrub = Rect::from_x_y_ranges(x, ruler.min + BAND_HEIGHT..=area.max);
    // The ruler cannot have the keyboard focus: with the keyboard, shortcuts move the playhead and repeat the visible range.
    let scrub = ui.interact(scrub, ui.scope_id().with("ruler"), Sense::CLICK | Sense::DRAG);
    scrub.widget_info(|| WidgetInfo::labeled(Role::Slider, true, texts.get("timeline-ruler")));
    let shift = ui.input(|input| input.modifiers.shift);
    if scrub.double_clicked() {
        view.show_all();
    } else if shift && scrub.is_pointer_button_down_on() || matches!(view.drag, Some(Drag::Loop(_))) {
        choose_range(&scrub, canvas, view, commands);
    } else if scrub.clicked() || scrub.dragged_by(PointerButton::Primary) {
        scrub_to(&scrub, canvas, commands);
    }

    let band = Rect::from_x_y_ranges(x, ruler.min..=ruler.min + BAND_HEIGHT);
    let band = ui.interact(band, ui.scope_id().with("loop-band"), Sense::DRAG).on_hover_cursor(CursorIcon::Text);
    band.widget_info(|| WidgetInfo::labeled(Role::Slider, true, texts.get("timeline-loop-band")));
    choose_range(&band, canvas, view, commands);
    loop_band(ui, canvas, ruler, view);
}

/// Moves the playhead to the time under the pointer.
pub fn scrub_to(response: &egui::Response, canvas: &Canvas<'_>, commands: &mut Commands) {
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let secs = canvas.axis.time_from_screen(pointer.x).clamp(0.0, canvas.length().as_secs_f64());
    commands.push(Command::Playback(PlaybackCommand::Scrub(secs)));
    if !canvas.axis.range.contains(secs) {
        // While the pointer stays beyond an edge, the view keeps moving until the end of the run.
        response.ctx.request_repaint();
    }
}

/// Handles a drag that chooses the range to repeat, from one end of the range to the other.
pub fn choose_range(response: &egui::Response, canvas: &Canvas<'_>, view: &mut TimelineView, commands: &mut Commands) {
    let at = |x| canvas.axis.snapped(x, canvas.length());
    if response.drag_started_by(PointerButton::Primary)
        && let Some(origin) = response.ctx.input(|input| input.pointer.press_origin())
    {
        view.drag = Some(Drag::Loop(at(origin.x)));
    }
    if drags::is_cancelled(response) {
        view.drag = view.drag.filter(|drag| !matches!(drag, Drag::Loop(_)));
        return;
    }
    if let Some(Drag::Loop(from)) = view.drag
        && response.drag_stopped()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let until = at(pointer.x);
        commands.push(Command::Playback(PlaybackCommand::Loop(
            (from != until).then(|| (from.min(until), from.max(until))),
        )));
        view.drag = None;
    }
}

fn loop_band(ui: &Ui, canvas: &Canvas<'_>, ruler: Rangef, view: &TimelineView) {
    let theme = canvas.context.theme;
    let range = match (view.drag, canvas.pointer_secs) {
        (Some(Drag::Loop(from)), Some(secs)) => {
            let until = canvas.axis.snapped(canvas.axis.screen_from_time(secs), canvas.length());
            Some((from.min(until), from.max(until)))
        }
        _ => canvas.context.session.playback().looping,
    };
    let Some((from, until)) = range else { return };
    let painter = ui.painter_at(canvas.time_area.expand2(egui::vec2(3.0, 0.0)));
    let Some(wash) = canvas.axis.rect_from_times(from, until, Rangef::new(ruler.min, ruler.max)) else { return };
    painter.rect_filled(wash, 0.0, theme.selected.gamma_multiply(0.16));
    painter.rect_filled(Rect::from_x_y_ranges(wash.x_range(), ruler.min..=ruler.min + 3.0), 0.0, theme.selected);
    for x in [wash.left(), wash.right()] {
        painter.vline(x, canvas.time_area.y_range(), Stroke::new(1.0, theme.selected.gamma_multiply(0.5)));
        painter.circle_filled(Pos2::new(x, ruler.min + 2.0), 3.5, theme.selected);
    }
}

/// Draws a line through all rows at the pointer, with the time under the pointer.
pub fn readout(ui: &Ui, canvas: &Canvas<'_>, ruler: Rangef) {
    let Some(secs) = canvas.pointer_secs else { return };
    let (context, theme) = (canvas.context, canvas.context.theme);
    let painter = ui.painter();
    let x = canvas.axis.screen_from_time(secs);
    canvas.line_through(painter, x, 1.0, theme.quiet.gamma_multiply(0.7));

    let t = canvas.read_at();
    let clock = &context.clock;
    let time = if canvas.axis.secs_per_point() < 20.0 { when::hour_minute_second } else { when::hour_minute };
    let label = dates::date(context.texts, "time-moment", clock.local(t).date(), &time(clock, t));
    let galley = painter.layout_no_wrap(label, small(), theme.text);
    let size = galley.size() + egui::vec2(12.0, 4.0);
    let left =
        (x - size.x / 2.0).clamp(canvas.axis.edges.min, (canvas.axis.edges.max - size.x).max(canvas.axis.edges.min));
    let pill = Rect::from_min_size(Pos2::new(left, ruler.max - size.y), size);
    painter.rect(pill, 4.0, theme.raised, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    painter.galley(pill.min + egui::vec2(6.0, 2.0), galley, theme.text);
}
