//! The headings of the columns of the comparison table, with samples of the bars of both runs.

use egui::{FontId, Rangef, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::cells::{Columns, bar, cell};
use super::sort::Sort;
use crate::study::compare::Both;
use crate::ui::ViewContext;
use crate::ui::style::{elided, semibold};
use crate::ui::theme::TEXT_SMALL;

/// The width of the sample of a bar before the name of its run, and the free space between both, in points.
const SAMPLE: f32 = 12.0;
const SAMPLE_GAP: f32 = 5.0;

/// What the column headings say.
pub(super) struct Headings<'a> {
    pub columns: &'a Columns,
    pub names: &'a Both<String>,
    /// The key of the heading of the additional columns, if the line with it is scrolled away.
    pub besides: Option<&'static str>,
}

/// A heading by which the table can be sorted.
struct Heading<'a> {
    by: Sort,
    span: Rangef,
    words: &'a str,
    /// The run (0 for the baseline) whose sample of a bar stands before the words.
    sample: Option<usize>,
}

/// Draws the column headings in two lines: the quantity in the first, the run in the second. A click on a heading sorts by its column.
pub(super) fn headings_ui(ui: &Ui, context: &ViewContext<'_>, words: &Headings<'_>, room: Rect, sort: &mut Sort) {
    let Headings { columns, names, besides } = *words;
    let (texts, numbers) = (context.texts, &columns.numbers);
    let [other, chosen] = names;
    let [above, middle, below] = [0.26, 0.48, 0.7].map(|share| room.top() + room.height() * share);
    let lost = Rangef::new(columns.bars.min, numbers[2].max);
    cell(ui, lost, above, texts.get("compare-lost"), context.theme.quiet);
    let line = Stroke::new(1.0, context.theme.line);
    ui.painter().hline(lost, middle, line);
    // The samples say what the bars are. In words it is too long for the column of the bars.
    let bars = texts.with("compare-bars", &[("other", other), ("chosen", chosen)]);
    let rect = Rect::from_x_y_ranges(columns.bars, middle..=room.bottom());
    let response = ui.interact(rect, ui.scope_id().with("bars"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &bars));
    response.on_hover_text(&bars);
    if let Some(besides) = besides {
        let span = Rangef::new(numbers[3].min, numbers[4].max);
        cell(ui, span, above, texts.get(besides), context.theme.quiet);
        ui.painter().hline(span, middle, line);
    }
    let difference = texts.get("compare-difference");
    let headings = [
        Heading { by: Sort::Name, span: columns.name, words: texts.get("compare-name"), sample: None },
        Heading { by: Sort::Other, span: numbers[0], words: other, sample: Some(0) },
        Heading { by: Sort::Chosen, span: numbers[1], words: chosen, sample: Some(1) },
        Heading { by: Sort::Difference, span: numbers[2], words: difference, sample: None },
    ];
    for Heading { by, span, words, sample } in headings {
        let rect = Rect::from_x_y_ranges(span, middle..=room.bottom());
        let response = ui.interact(rect, ui.scope_id().with(("sort", by as u8)), Sense::click());
        let name = texts.with("compare-sort", &[("by", words)]);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, *sort == by, &name));
        let is_lit = *sort == by || response.hovered() || response.has_focus();
        let color = if is_lit { context.theme.text } else { context.theme.quiet };
        let font = if *sort == by { semibold(TEXT_SMALL) } else { FontId::proportional(TEXT_SMALL) };
        let before = if sample.is_some() { SAMPLE + SAMPLE_GAP } else { 0.0 };
        let galley = elided(ui.painter(), words, font, color, span.span() - before);
        let x = if by == Sort::Name { span.min } else { span.max - galley.size().x };
        if let Some(side) = sample {
            bar(ui.painter(), pos2(x - before, below), SAMPLE, side, context.theme);
        }
        ui.painter().galley(pos2(x, below - galley.size().y / 2.0), galley, color);
        if response.clicked() {
            *sort = by;
        }
        let response = response.on_hover_text(name);
        if sample.is_some() {
            response.on_hover_text(&bars);
        }
    }
    cell(ui, numbers[3], below, other, context.theme.quiet);
    cell(ui, numbers[4], below, chosen, context.theme.quiet);
    let across = Rangef::new(columns.name.min, columns.numbers[4].max);
    ui.painter().hline(across, room.bottom() - 1.0, Stroke::new(1.0, context.theme.line));
}
