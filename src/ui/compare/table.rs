//! The comparison table: the losses of each company and service in both runs, as numbers and as two bars. By default, the row with the
//! largest difference comes first.

use egui::{Align2, FontId, Rangef, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::cells::{Columns, bar, cell};
use super::headings::{Headings, headings_ui};
use super::heights::Heights;
use super::lines::{Content, Line};
use super::sort::Sort;
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::study::compare::{Both, difference, gained};
use crate::ui::style::{elided, semibold};
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, focus, parts};
use crate::units::{Span, text};

/// Where the table is drawn.
#[derive(Clone, Copy)]
pub(super) struct TableArea {
    /// The area of the whole table, which scrolls.
    pub room: Rect,
    /// Its visible part.
    pub shown: Rect,
    pub heights: Heights,
}

/// Draws the visible rows of the table and the headings above them.
pub(super) fn table_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    content: Content<'_>,
    area: TableArea,
    sort: &mut Sort,
    commands: &mut Commands,
) {
    let Content { lines, names, .. } = content;
    let TableArea { room, shown, heights } = area;
    let (columns, height) = (Columns::of(room), heights.row);
    let first = room.top() + heights.headings;
    ui.set_height(first + height * lines.all.len() as f32 - ui.max_rect().top());
    let head = room.with_min_y(room.top().max(shown.top()));
    let head = head.with_max_y(head.top() + heights.headings);
    let body = shown.with_min_y(head.bottom());
    let rows = &mut ui.new_child(UiBuilder::new().max_rect(body).id_salt("rows"));
    rows.shrink_clip_rect(body);
    let viewport = body.translate(vec2(0.0, -first));
    for index in parts::rows_in_view(viewport, height, lines.all.len()) {
        let top = first + height * index as f32;
        let rect = Rect::from_x_y_ranges(room.left()..=columns.right(), top..=top + height);
        line_ui(rows, context, content, lines.all[index], LineArea { rect, columns: &columns }, commands);
    }
    let besides = heading_above(&lines.all, (body.top() - first) / height);
    headings_ui(ui, context, &Headings { columns: &columns, names, besides }, head, sort);
}

/// The heading of the additional columns of the line at the top, if no heading in the table says it: that of everybody, or that of a group whose
/// heading is scrolled away. `scrolled` lines are above the visible ones.
fn heading_above(lines: &[Line], scrolled: f32) -> Option<&'static str> {
    // The heading of a line is gone when more than half of it is.
    let gone = (scrolled.max(0.0) + 0.5) as usize;
    if matches!(lines.get(gone), Some(Line::Heading(..))) {
        return None;
    }
    let heading = |line: &Line| match line {
        Line::All => Some(Some("compare-people")),
        Line::Heading(_, besides) => Some(*besides),
        Line::Company(_) | Line::Service(_) | Line::Same(_) => None,
    };
    lines.iter().take(gone + 1).rev().find_map(heading).flatten()
}

/// Where a line is drawn.
#[derive(Clone, Copy)]
struct LineArea<'a> {
    rect: Rect,
    columns: &'a Columns,
}

fn line_ui(
    ui: &Ui,
    context: &ViewContext<'_>,
    content: Content<'_>,
    line: Line,
    area: LineArea<'_>,
    commands: &mut Commands,
) {
    let Content { comparison, lines, .. } = content;
    let LineArea { rect, columns } = area;
    let (texts, names) = (context.texts, context.both_localized());
    let row = match line {
        Line::Heading(who, besides) => {
            let at = pos2(columns.name.min, rect.center().y + 2.0);
            ui.painter().text(at, Align2::LEFT_CENTER, texts.get(who), semibold(TEXT_SMALL), context.theme.text);
            let span = Rangef::new(columns.numbers[3].min, columns.numbers[4].max);
            cell(ui, span, at.y, besides.map_or("", |besides| texts.get(besides)), context.theme.quiet);
            return;
        }
        Line::Same(count) => {
            let words = texts.with("compare-same-services", &[("count", &text::exact(count as u64))]);
            let font = FontId::proportional(TEXT_SMALL);
            ui.painter().text(
                pos2(columns.name.min, rect.center().y),
                Align2::LEFT_CENTER,
                words,
                font,
                context.theme.quiet,
            );
            return;
        }
        Line::All => {
            let peak = comparison.peak_people.map(|people| texts.count(people));
            Row { name: texts.get("compare-everybody"), subject: None, lost: comparison.lost, most: 0, also: peak }
        }
        Line::Company(index) => {
            let row = &comparison.companies[index];
            let also = row.lowest.map(|lowest| lowest.map_or_else(String::new, text::change));
            let subject = row.ids[1].map(Subject::Company);
            Row { name: row.localized(names), subject, lost: row.lost, most: lines.most[0], also }
        }
        Line::Service(index) => {
            let row = &comparison.services[index];
            let span = |side: usize| match (row.ids[side], row.out[side]) {
                (None, _) => texts.get("compare-not-there").to_owned(),
                (Some(_), Span::ZERO) => texts.get("compare-never").to_owned(),
                (Some(_), _) => row.out_words(side, texts),
            };
            let subject = row.ids[1].map(Subject::Service);
            Row { name: row.localized(names), subject, lost: row.lost, most: lines.most[1], also: [span(0), span(1)] }
        }
    };
    row.ui(ui, context, rect, columns, commands);
}

/// One row of the table: everybody, a company or a service, with the losses in both runs.
struct Row<'a> {
    name: &'a str,
    subject: Option<Subject>,
    lost: Both<u128>,
    /// The loss for which a bar has the full length; 0 if there are no bars.
    most: u128,
    also: Both<String>,
}

impl Row<'_> {
    fn ui(&self, ui: &Ui, context: &ViewContext<'_>, rect: Rect, columns: &Columns, commands: &mut Commands) {
        let theme = context.theme;
        let response = ui.interact(rect, ui.scope_id().with((self.name, self.subject)), Sense::click());
        let hours = self.lost.map(|lost| context.texts.lost_user_hours(lost));
        let (less, change) = (difference(self.lost), gained(self.lost, context.texts));
        response.widget_info(|| {
            let args = [("name", self.name), ("other", &hours[0]), ("chosen", &hours[1]), ("difference", &change)];
            WidgetInfo::labeled(Role::Button, self.subject.is_some(), context.texts.with("compare-row", &args))
        });
        focus::reveal(&response);
        if let Some(subject) = self.subject {
            if response.hovered() {
                commands.push(Command::Select(SelectCommand::Hover(subject)));
            }
            if response.clicked() {
                commands.push(Command::Select(SelectCommand::Select(Some(subject))));
            }
            if context.is_selected(subject) || context.is_hovered(subject) || response.has_focus() {
                let wash = theme.selected.gamma_multiply(if context.is_selected(subject) { 0.16 } else { 0.08 });
                ui.painter().rect_filled(rect, 0.0, wash);
            }
        }
        let middle = rect.center().y;
        let font = FontId::proportional(TEXT_SMALL);
        let galley = elided(ui.painter(), self.name, font, theme.text, columns.name.span());
        ui.painter().galley(pos2(columns.name.min, middle - galley.size().y / 2.0), galley, theme.text);
        self.bars(ui, context, columns.bars, middle);
        // The sign of the number already shows whether the chosen run loses more or less; the colour repeats it.
        let color = match less {
            ..0 => theme.up,
            0 => theme.quiet,
            1.. => theme.down,
        };
        let cells = [(&hours[0], theme.quiet), (&hours[1], theme.text), (&change, color)];
        let also = [(&self.also[0], theme.quiet), (&self.also[1], theme.text)];
        for (span, (words, color)) in columns.numbers.iter().zip(cells.into_iter().chain(also)) {
            cell(ui, *span, middle, words, color);
        }
    }

    /// Draws two bars: above that of the baseline, below that of the chosen run.
    fn bars(&self, ui: &Ui, context: &ViewContext<'_>, span: Rangef, middle: f32) {
        if self.most == 0 {
            return;
        }
        let width = |lost: u128| span.span() * (lost as f64 / self.most as f64) as f32;
        for (side, y) in [middle - 4.0, middle + 1.5].into_iter().enumerate() {
            bar(ui.painter(), pos2(span.min, y), width(self.lost[side]), side, context.theme);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_is_scrolled_away_is_repeated_above() {
        let lines = [Line::All, Line::Heading("b", Some("outage")), Line::Service(0)];
        let above = [-1.0, 0.0, 1.0, 2.0, 9.0].map(|scrolled| heading_above(&lines, scrolled));
        assert_eq!(above, [Some("compare-people"), Some("compare-people"), None, Some("outage"), Some("outage")]);
    }

    #[test]
    fn a_column_without_values_has_no_heading_above_either() {
        let lines = [Line::All, Line::Heading("a", None), Line::Company(0)];
        assert_eq!([0.0, 2.0].map(|scrolled| heading_above(&lines, scrolled)), [Some("compare-people"), None]);
    }
}
