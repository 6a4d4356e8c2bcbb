//! Layout helpers for the pages of the inspector: margins, titles, lines with two texts, and rows.

use egui::{Frame, Margin, Sense, Ui, pos2, vec2};

use crate::ui::ViewContext;
use crate::ui::parts::{self, MARGIN, Mark};
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_BODY, TEXT_TITLE};
use crate::units::{Permille, WHOLE};

/// Draws contents with the margins that text has at the left and right. Rows are drawn without it and use the full width.
pub(super) fn inset<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = Margin::symmetric(MARGIN as i8, 0);
    Frame::NONE
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
        .inner
}

/// The state of the subject in words, and the colour of these words.
#[derive(Clone, Copy)]
pub(super) struct StateWords<'a> {
    pub(super) words: &'a str,
    pub(super) color: egui::Color32,
}

/// Draws the mark and the name of the subject. Its state is at the right or, if there is no room, below the name.
pub(super) fn title(ui: &mut Ui, context: &ViewContext<'_>, mark: Mark, name: &str, state: StateWords<'_>) {
    inset(ui, |ui| {
        let left = if mark == Mark::None { 0.0 } else { 26.0 };
        let width = ui.available_width();
        let words = parts::line(ui.painter(), state.words, semibold(TEXT_BODY), width);
        let mut job =
            egui::text::LayoutJob::simple(name.to_owned(), semibold(TEXT_TITLE), context.theme.text, width - left);
        job.wrap.max_rows = 3;
        let one_line = parts::line(ui.painter(), name, semibold(TEXT_TITLE), f32::INFINITY).size().x;
        let is_beside = state.words.is_empty() || left + one_line + 12.0 + words.size().x <= width;
        let name_galley = ui.painter().layout_job(job);
        let height = name_galley.size().y + if is_beside { 0.0 } else { words.size().y + 2.0 };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, format!("{name}, {}", state.words)));
        let painter = ui.painter();
        let first_line = rect.top() + name_galley.rows.first().map_or(20.0, |row| row.height()) / 2.0;
        mark.paint(painter, pos2(rect.left() + 8.0, first_line), context.theme);
        painter.galley(pos2(rect.left() + left, rect.top()), name_galley, context.theme.text);
        if is_beside {
            painter.galley(pos2(rect.right() - words.size().x, first_line - words.size().y / 2.0), words, state.color);
        } else {
            painter.galley(pos2(rect.left() + left, rect.bottom() - words.size().y), words, state.color);
        }
    });
}

/// Draws a line with two texts: a name at the left end and its value at the right end.
pub(super) fn pair(ui: &mut Ui, context: &ViewContext<'_>, what: &str, value: &str) -> egui::Response {
    let width = ui.available_width();
    let value_galley = parts::line(ui.painter(), value, egui::FontId::proportional(TEXT_BODY), width * 0.7);
    let what_width = width - value_galley.size().x - 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{what}: {value}")));
    let font = egui::FontId::proportional(TEXT_BODY);
    parts::text_at(ui.painter(), rect.left_center(), what, font, what_width, context.theme.quiet);
    let at = pos2(rect.right() - value_galley.size().x, rect.center().y - value_galley.size().y / 2.0);
    ui.painter().galley(at, value_galley, context.theme.text);
    response
}

/// Draws `count` rows, one below the other. More than 40 rows are in a scroll area of their own, and only the visible ones are created.
pub(super) fn rows_ui(ui: &mut Ui, count: usize, row: impl FnMut(&mut Ui, usize)) {
    rows_of_height_ui(ui, count, parts::ROW, row);
}

/// As [`rows_ui`], with rows of this height in points.
pub(super) fn rows_of_height_ui(ui: &mut Ui, count: usize, height: f32, mut row: impl FnMut(&mut Ui, usize)) {
    const MANY: usize = 40;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if count <= MANY {
            (0..count).for_each(|index| row(ui, index));
        } else {
            let area = egui::ScrollArea::vertical().max_height(12.0 * parts::ROW).id_salt("rows");
            area.show_rows(ui, height, count, |ui, range| range.for_each(|index| row(ui, index)));
        }
    });
}

/// The share of `part` in `all`, in permille; 1,000 if `all` is 0.
pub(super) fn share(part: u64, all: u64) -> Permille {
    (u128::from(part) * u128::from(WHOLE)).checked_div(u128::from(all)).map_or(WHOLE, |share| share as Permille)
}
