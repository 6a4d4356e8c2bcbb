//! The table: who lost what in each future, as numbers and as two bars, the greatest difference first.

use egui::{Align2, Color32, FontId, Pos2, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::Sort;
use super::controls::names;
use super::lines::{Line, Lines};
use crate::recording::Subject;
use crate::session::{Command, Commands};
use crate::study::compare::{Both, Comparison, difference};
use crate::ui::style::{elided, semibold};
use crate::ui::theme::SIZES;
use crate::ui::{Look, ghost};
use crate::units::{Span, text};

/// Height of a row, in points.
const ROW: f32 = 22.0;
/// Width of a column of numbers and of the bars, in points.
const NUMBER: f32 = 92.0;
const BARS: f32 = 150.0;
/// Below this width the last two columns are left out, in points.
const ROOMY: f32 = 760.0;

/// Draws the table into `room`.
pub(super) fn table_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    comparison: &Comparison,
    lines: &Lines,
    room: Rect,
    sort: &mut Sort,
    commands: &mut Commands,
) {
    let columns = Columns::of(room);
    head_ui(ui, look, &columns, room, sort);
    let body = room.with_min_y(room.top() + ROW);
    ui.scope_builder(UiBuilder::new().max_rect(body).id_salt("compare-table"), |ui| {
        ui.shrink_clip_rect(body);
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical().auto_shrink(false).id_salt("compare-rows");
        scroll.show_rows(ui, ROW, lines.all.len(), |ui, range| {
            for line in &lines.all[range] {
                let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
                line_ui(ui, look, comparison, lines, *line, rect.with_max_x(room.right()), &columns, commands);
            }
        });
    });
}

/// Where columns end, from left to right.
struct Columns {
    left: f32,
    name: f32,
    bars: f32,
    /// Lost in the other future, lost in the chosen one, difference, and what else is told of each.
    numbers: [f32; 5],
    shown: usize,
}

impl Columns {
    fn of(room: Rect) -> Self {
        let shown = if room.width() >= ROOMY { 5 } else { 3 };
        let right = room.right() - 12.0;
        let numbers = std::array::from_fn(|column| right - (shown as f32 - 1.0 - column as f32) * NUMBER);
        let bars = numbers[0] - NUMBER - 12.0;
        Self { left: room.left(), name: bars - BARS - 12.0, bars, numbers, shown }
    }
}

/// The headings; a click sorts.
fn head_ui(ui: &Ui, look: &Look<'_>, columns: &Columns, room: Rect, sort: &mut Sort) {
    let middle = room.top() + ROW / 2.0;
    let [other, chosen] = names(look);
    let lost = |plan: &str| look.texts.with("compare-lost-in", &[("plan", plan)]);
    let headings = [
        (Sort::Name, columns.left, columns.name, look.texts.get("compare-name").to_owned(), false),
        (Sort::Other, columns.numbers[0] - NUMBER + 8.0, columns.numbers[0], lost(&other), true),
        (Sort::Chosen, columns.numbers[1] - NUMBER + 8.0, columns.numbers[1], lost(&chosen), true),
        (
            Sort::Difference,
            columns.numbers[2] - NUMBER + 8.0,
            columns.numbers[2],
            look.texts.get("compare-difference").to_owned(),
            true,
        ),
    ];
    for (by, left, right, words, to_right) in headings {
        let rect = Rect::from_x_y_ranges(left..=right, room.top()..=room.top() + ROW);
        let response = ui.interact(rect, ui.scope_id().with(("sort", words.as_str())), Sense::click());
        let name = look.texts.with("compare-sort", &[("by", &words)]);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, *sort == by, &name));
        let is_lit = *sort == by || response.hovered() || response.has_focus();
        let color = if is_lit { look.theme.text } else { look.theme.quiet };
        let font = if *sort == by { semibold(SIZES[0]) } else { FontId::proportional(SIZES[0]) };
        let galley = elided(ui.painter(), &words, font, color, rect.width());
        let x = if to_right { right - galley.size().x } else { left };
        ui.painter().galley(pos2(x, middle - galley.size().y / 2.0), galley, color);
        if response.clicked() {
            *sort = by;
        }
        response.on_hover_text(words);
    }
    if columns.shown > 3 {
        let (texts, right) = (look.texts, &columns.numbers);
        cell(ui, pos2(right[3], middle), texts.get("compare-out-other"), NUMBER, look.theme.quiet);
        cell(ui, pos2(right[4], middle), texts.get("compare-out-chosen"), NUMBER, look.theme.quiet);
    }
    ui.painter().hline(room.x_range(), room.top() + ROW - 1.0, egui::Stroke::new(1.0, look.theme.line));
}

#[expect(clippy::too_many_arguments, reason = "a line is drawn from all that the table knows")]
fn line_ui(
    ui: &Ui,
    look: &Look<'_>,
    comparison: &Comparison,
    lines: &Lines,
    line: Line,
    rect: Rect,
    columns: &Columns,
    commands: &mut Commands,
) {
    let texts = look.texts;
    let row = match line {
        Line::Heading(key) => {
            let at = pos2(columns.left, rect.center().y + 2.0);
            ui.painter().text(at, Align2::LEFT_CENTER, texts.get(key), semibold(SIZES[0]), look.theme.text);
            return;
        }
        Line::Same(count) => {
            let words = texts.with("compare-same-services", &[("count", &text::exact(count as u64))]);
            let font = FontId::proportional(SIZES[0]);
            ui.painter().text(pos2(columns.left, rect.center().y), Align2::LEFT_CENTER, words, font, look.theme.quiet);
            return;
        }
        Line::All => {
            let peak =
                comparison.peak_people.map(|people| texts.with("compare-peak", &[("people", &texts.count(people))]));
            Row { name: texts.get("compare-everybody"), subject: None, lost: comparison.lost, most: 0, also: peak }
        }
        Line::Company(place) => {
            let row = &comparison.companies[place];
            let also = row.lowest.map(|lowest| lowest.map_or_else(String::new, text::change));
            let subject = row.ids[1].map(Subject::Company);
            Row { name: &row.name, subject, lost: row.lost, most: lines.most[0], also }
        }
        Line::Service(place) => {
            let row = &comparison.services[place];
            let span = |side: usize| match (row.ids[side], row.out[side]) {
                (None, _) => texts.get("compare-not-there").to_owned(),
                (Some(_), Span::ZERO) => texts.get("compare-never").to_owned(),
                (Some(_), span) => texts.span(span),
            };
            let subject = row.ids[1].map(Subject::Service);
            Row { name: &row.name, subject, lost: row.lost, most: lines.most[1], also: [span(0), span(1)] }
        }
    };
    row.ui(ui, look, rect, columns, commands);
}

/// Somebody who lost something.
struct Row<'a> {
    name: &'a str,
    subject: Option<Subject>,
    lost: Both<u128>,
    /// What a bar of full length would be; 0 for no bars.
    most: u128,
    also: Both<String>,
}

impl Row<'_> {
    fn ui(&self, ui: &Ui, look: &Look<'_>, rect: Rect, columns: &Columns, commands: &mut Commands) {
        let theme = look.theme;
        let response = ui.interact(rect, ui.scope_id().with((self.name, self.subject)), Sense::click());
        let hours = self.lost.map(|lost| look.texts.count((lost as f64 / 3.6e6).round() as u64));
        let less = difference(self.lost);
        let change = if less == 0 { String::from("0") } else { look.texts.gain(less as f64 / 3.6e6) };
        response.widget_info(|| {
            let args = [("name", self.name), ("other", &hours[0]), ("chosen", &hours[1]), ("difference", &change)];
            WidgetInfo::labeled(Role::Button, self.subject.is_some(), look.texts.with("compare-row", &args))
        });
        if let Some(subject) = self.subject {
            if response.hovered() {
                commands.push(Command::Hover(subject));
            }
            if response.clicked() {
                commands.push(Command::Select(Some(subject)));
            }
            if look.is_selected(subject) || look.is_hovered(subject) || response.has_focus() {
                let wash = theme.selected.gamma_multiply(if look.is_selected(subject) { 0.16 } else { 0.08 });
                ui.painter().rect_filled(rect, 0.0, wash);
            }
        }
        let middle = rect.center().y;
        let font = FontId::proportional(SIZES[0]);
        let galley = elided(ui.painter(), self.name, font, theme.text, columns.name - columns.left - 8.0);
        ui.painter().galley(pos2(columns.left, middle - galley.size().y / 2.0), galley, theme.text);
        self.bars(ui, look, pos2(columns.bars - BARS, middle));
        // The sign tells less from more; the colour only repeats it.
        let color = match less {
            ..0 => theme.up,
            0 => theme.quiet,
            1.. => theme.down,
        };
        let cells = [(&hours[0], theme.quiet), (&hours[1], theme.text), (&change, color)];
        let also = [(&self.also[0], theme.quiet), (&self.also[1], theme.text)];
        for (right, (words, color)) in columns.numbers.iter().zip(cells.into_iter().chain(also)).take(columns.shown) {
            cell(ui, pos2(*right, middle), words, NUMBER, color);
        }
    }

    /// The other future as a thin bar above, the chosen one as a thick one below.
    fn bars(&self, ui: &Ui, look: &Look<'_>, left: Pos2) {
        if self.most == 0 {
            return;
        }
        let width = |lost: u128| BARS * (lost as f64 / self.most as f64) as f32;
        ghost::sample(ui.painter(), left - vec2(0.0, 4.0), width(self.lost[0]), look.theme.quiet);
        let chosen = Rect::from_min_size(left - vec2(0.0, 1.0), vec2(width(self.lost[1]), 5.0));
        ui.painter().rect_filled(chosen, 1.0, look.theme.text.gamma_multiply(0.8));
    }
}

/// Words that end at `right_middle`.
fn cell(ui: &Ui, right_middle: Pos2, words: &str, width: f32, color: Color32) {
    let galley = elided(ui.painter(), words, FontId::proportional(SIZES[0]), color, width - 8.0);
    ui.painter().galley(right_middle - vec2(galley.size().x, galley.size().y / 2.0), galley, color);
}
