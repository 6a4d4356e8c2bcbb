//! Draws the labels in a plot: names of lines and areas, and notes at bends. A hovered name highlights its subject and a click selects
//! it; a click on a note goes to its event.

use std::sync::Arc;

use egui::{Color32, Galley, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, vec2};

use super::bends::Bend;
use super::chart::Chart;
use super::cursor::Cursor;
use super::labels::{Labels, Wanted, end_room, name_size};
use super::scale::Scale;
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::time_axis::{Canvas, dates, small};
use crate::ui::{ViewContext, style};
use crate::units::SimTime;

/// The largest width of a note, in points.
const NOTE: f32 = 190.0;

/// The input for drawing the names.
#[derive(Clone, Copy)]
pub struct NamesInput<'a> {
    pub scale: &'a Scale,
    /// The indices of the lines that are shown.
    pub shown: &'a [usize],
    pub cursor: &'a Cursor,
}

/// The name of a line or an area, laid out and ready to be drawn at `rect`.
struct PlacedName<'a> {
    rect: Rect,
    galley: Arc<Galley>,
    name: &'a str,
    /// The key of the text that describes the label to screen readers.
    key: &'static str,
}

/// Draws names and notes where they do not overlap the values of the cursor. Names at the ends of lines are in the margin beside the
/// plot.
pub fn names_ui(ui: &Ui, canvas: &Canvas<'_>, chart: &mut Chart, input: NamesInput<'_>, commands: &mut Commands) {
    let NamesInput { scale, shown, cursor } = input;
    let room = canvas.margin.span();
    let (context, theme) = (canvas.context, canvas.context.theme);
    let mut labels = std::mem::take(&mut chart.labels);
    if !labels.are_for(shown, &canvas.axis, scale) {
        labels = place(ui, canvas, chart, scale, shown);
    }
    let painter = ui.painter();
    for (index, end, middle) in &labels.ends {
        let line = &chart.lines[*index];
        let color = theme.series[line.color];
        let galley = name(ui, &line.name, color, room - 12.0);
        let rect = end_room(end.x, *middle, galley.size());
        let from =
            line.runs.iter().filter_map(|run| run.last()).take_while(|last| last.x <= canvas.axis.range.to).last();
        // A line may end before the visible range does, for example while an exchange is closed. Then a thin line connects its end with
        // its name.
        let from = from.map_or(end.x, |last| canvas.axis.screen_from_time_clamped(last.x));
        let thin = Stroke::new(1.0, color.gamma_multiply(0.5));
        painter.line_segment([Pos2::new(from, end.y), *end], thin);
        painter.line_segment([*end, Pos2::new(rect.left() - 3.0, *middle)], thin);
        let name = PlacedName { rect, galley, name: &line.name, key: "plot-line" };
        label_ui(ui, context, name, line.subject, commands);
    }
    for (index, at) in &labels.names {
        let line = &chart.lines[*index];
        let galley = name(ui, &line.name, theme.series[line.color], f32::INFINITY);
        let rect = Rect::from_min_size(*at, galley.size());
        if cursor.covers(rect) {
            continue;
        }
        let name = PlacedName { rect, galley, name: &line.name, key: "plot-line" };
        label_ui(ui, context, name, line.subject, commands);
    }
    for (index, at) in &labels.bands {
        let band = &chart.bands[*index];
        let galley = name(ui, &band.name, theme.text, f32::INFINITY);
        let rect = Rect::from_min_size(*at, galley.size());
        if cursor.covers(rect) {
            continue;
        }
        let name = PlacedName { rect, galley, name: &band.name, key: "plot-area" };
        label_ui(ui, context, name, band.subject, commands);
    }
    // The playhead would go through the words of a note.
    let playhead = canvas.playhead_x();
    let is_free = |rect: Rect| !cursor.covers(rect) && !rect.x_range().contains(playhead);
    for (index, at, rect) in labels.notes.iter().filter(|(.., rect)| is_free(*rect)) {
        note_ui(ui, canvas, &chart.bends[*index], *at, *rect, commands);
    }
    chart.labels = labels;
}

fn place(ui: &Ui, canvas: &Canvas<'_>, chart: &Chart, scale: &Scale, shown: &[usize]) -> Labels {
    let (color, room) = (canvas.context.theme.text, canvas.margin.span());
    let size = |words: &str| name_size(name(ui, words, color, room - 12.0).size());
    let shown: Vec<(usize, Vec2)> = shown.iter().map(|line| (*line, size(&chart.lines[*line].name))).collect();
    let bands: Vec<_> = chart.bands.iter().map(|band| (band, size(&band.name))).collect();
    let notes: Vec<_> = chart.bends.iter().map(|bend| (bend.at, note(ui, &bend.words, color).size())).collect();
    let ends_always = chart.ends_always();
    let marks: Vec<_> = chart.marks.iter().map(|mark| (mark.at.x, mark.at.y)).collect();
    let wanted =
        Wanted { lines: &chart.lines, shown: &shown, bands: &bands, notes: &notes, marks: &marks, ends_always };
    Labels::place(&wanted, &canvas.axis, scale)
}

fn name(ui: &Ui, words: &str, color: Color32, width: f32) -> Arc<Galley> {
    style::elided(ui.painter(), words, small(), color, width)
}

/// Lays out the text of a note, which is never shortened: a note for which there is no room is left out.
fn note(ui: &Ui, words: &str, color: Color32) -> Arc<Galley> {
    ui.painter().layout(words.to_owned(), small(), color, NOTE)
}

/// Draws the name of a line or an area. Hovering the name highlights its subject, and a click selects the subject.
fn label_ui(
    ui: &Ui,
    context: &ViewContext<'_>,
    placed: PlacedName<'_>,
    subject: Option<Subject>,
    commands: &mut Commands,
) {
    let PlacedName { rect, galley, name, key } = placed;
    let response = ui.interact(rect, ui.scope_id().with((key, name, subject)), Sense::click());
    let label = || context.texts.with(key, &[("name", name)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, subject.is_some(), label()));
    let response = if galley.elided { response.on_hover_text(name) } else { response };
    let is_lit = response.has_focus() || subject.is_some_and(|of| context.is_selected(of) || context.is_hovered(of));
    if is_lit {
        ui.painter().rect_filled(rect.expand2(vec2(3.0, 0.0)), 3.0, context.theme.selected.gamma_multiply(0.2));
    }
    ui.painter().galley(rect.min, galley, context.theme.text);
    let Some(subject) = subject else { return };
    if response.hovered() {
        commands.push(Command::Select(SelectCommand::Hover(subject)));
    }
    if response.clicked() {
        commands.push(Command::Select(SelectCommand::Select(Some(subject))));
    }
}

/// Draws a note at a bend. A click goes to the event.
fn note_ui(ui: &Ui, canvas: &Canvas<'_>, bend: &Bend, at: Pos2, rect: Rect, commands: &mut Commands) {
    let (context, theme) = (canvas.context, canvas.context.theme);
    let response = ui.interact(rect, ui.scope_id().with(("note", bend.event)), Sense::click());
    let label = || context.texts.with("plot-note", &[("event", &bend.words)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, label()));
    let is_pointed_at = response.hovered() || response.has_focus();
    let color = if is_pointed_at { theme.selected } else { theme.quiet };
    let painter = ui.painter();
    let corner = Pos2::new(at.x.clamp(rect.left(), rect.right()), at.y.clamp(rect.top(), rect.bottom()));
    painter.line_segment([at, corner], Stroke::new(1.0, color.gamma_multiply(0.7)));
    painter.circle(at, 2.5, theme.panel, Stroke::new(1.0, color));
    painter.galley(rect.min, note(ui, &bend.words, color), color);
    if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        let subject = context.recording.subject(context.recording.event(bend.event));
        if subject != Subject::World {
            commands.push(Command::Select(SelectCommand::Hover(subject)));
        }
    }
    if response.clicked() {
        commands.push(Command::Select(SelectCommand::Follow(bend.event)));
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        ui.strong(&bend.words);
        ui.weak(dates::moment_in_both(context, SimTime(bend.at.0 as i64)));
    });
}
