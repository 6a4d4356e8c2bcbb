//! The comparison of the chosen run with the baseline: when and why the two runs diverge, and in numbers what each run costs everybody,
//! each company and each service.

mod controls;
mod head;
mod lines;
mod sort;
mod table;

use egui::{Rangef, Rect, RichText, ScrollArea, Ui, UiBuilder};

use self::lines::{Content, Lines, LinesKey};
use self::sort::Sort;
use self::table::TableArea;
use super::time_axis::Canvas;
use crate::memo::Memo;
use crate::session::Commands;

/// Free space at the left of the sentences and the table, in points.
const PAD: f32 = 12.0;

/// The state of the comparison between frames.
#[derive(Debug, Default)]
pub struct CompareView {
    sort: Sort,
    lines: Memo<LinesKey, Lines>,
}

/// Draws the panel into the rows below the flags.
pub(in crate::ui) fn compare_ui(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    body: Rangef,
    view: &mut CompareView,
    commands: &mut Commands,
) {
    let context = canvas.context;
    let gutter = Rangef::new(canvas.gutter.min + 12.0, canvas.gutter.max - 12.0);
    controls::controls_ui(ui, context, Rect::from_x_y_ranges(gutter, body), commands);
    let room = Rect::from_x_y_ranges(canvas.axis.edges.min + PAD..=canvas.margin.max, body.min + 4.0..=body.max);
    let Some(comparison) = context.session.comparison() else {
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).id_salt("compare-nothing"));
        ui.centered_and_justified(|ui| {
            ui.label(RichText::new(context.texts.get("compare-nothing")).color(context.theme.quiet))
        });
        return;
    };
    let key = LinesKey::new(context, view.sort);
    let lines = &*view.lines.get(key, || Lines::new(context, comparison, view.sort));
    let names = context.names();
    let content = Content { comparison, lines, names: &names };
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).id_salt("compare-table"));
    ui.shrink_clip_rect(room);
    ui.spacing_mut().item_spacing.y = 0.0;
    // The sentences scroll with the table, so that a low window has room for the table.
    let scroll = ScrollArea::vertical().auto_shrink(false).id_salt("compare-rows");
    scroll.show_viewport(ui, |ui, _| {
        let page = ui.max_rect().intersect(Rect::everything_left_of(canvas.margin.max - 20.0));
        let below = head::head_ui(ui, context, content, page, commands);
        let shown = page.with_min_y(room.top()).with_max_y(room.bottom());
        let area = TableArea { room: page.with_min_y(below), shown };
        table::table_ui(ui, context, content, area, &mut view.sort, commands);
    });
}
