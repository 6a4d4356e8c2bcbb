//! The figures in large type, in two rows of two, so that they can be read from far away.

use egui::{FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::kind::Kind;
use super::values::{self, Figure};
use super::view::FiguresView;
use crate::ui::style::{elided, semibold};
use crate::ui::theme::{TEXT_LARGE, TEXT_SMALL, TEXT_TITLE};
use crate::ui::{ViewContext, baseline};

/// Draws the figures over the whole available area. If there is a baseline, its value is below each figure.
pub fn large_figures_ui(ui: &mut Ui, context: &ViewContext<'_>, own: &mut FiguresView) {
    let kinds = Kind::shown(own.sparks(context).listed.is_some());
    let before = context.baseline().map(|baseline| {
        let figures = kinds.iter().map(|kind| values::figure(&baseline, own.sparks(&baseline), *kind));
        figures.collect::<Vec<_>>()
    });
    let room = ui.available_rect_before_wrap();
    let sparks = own.sparks(context);
    let size = room.size() / 2.0;
    for (index, kind) in kinds.iter().copied().enumerate() {
        let corner = room.min + vec2((index % 2) as f32 * size.x, (index / 2) as f32 * size.y);
        let rect = Rect::from_min_size(corner, size - vec2(10.0, 4.0));
        figure_ui(ui, context, rect, &values::figure(context, sparks, kind), before.as_ref().map(|all| &all[index]));
    }
}

fn figure_ui(ui: &mut Ui, context: &ViewContext<'_>, rect: Rect, figure: &Figure, before: Option<&Figure>) {
    let (theme, small) = (context.theme, FontId::proportional(TEXT_SMALL));
    let response = ui.allocate_rect(rect, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &figure.spoken));
    let (painter, color) = (ui.painter(), figure.color(theme));
    let whole = painter.layout_no_wrap(figure.value.clone(), semibold(TEXT_LARGE), color);
    let value = if whole.size().x <= rect.width() {
        whole
    } else {
        elided(painter, figure.shortest(), semibold(TEXT_TITLE), color, rect.width())
    };
    let title = elided(painter, &figure.title, small.clone(), theme.quiet, rect.width());
    let after = value.size();
    let mut top = rect.top();
    painter.galley(pos2(rect.left(), top), title.clone(), theme.quiet);
    top += title.size().y;
    painter.galley(pos2(rect.left(), top), value, color);
    let aside = elided(painter, &figure.aside, small.clone(), theme.quiet, f32::INFINITY);
    if after.x + 6.0 + aside.size().x <= rect.width() {
        let at = pos2(rect.left() + after.x + 6.0, top + after.y - aside.size().y - 4.0);
        painter.galley(at, aside, theme.quiet);
    }
    top += after.y;
    if let Some(before) = before.filter(|_| top + 12.0 <= rect.bottom() + 4.0) {
        let words = elided(painter, before.shortest(), small, theme.quiet, rect.width() - 15.0);
        baseline::sample(painter, pos2(rect.left(), top + words.size().y / 2.0), 10.0, theme.quiet);
        painter.galley(pos2(rect.left() + 15.0, top), words, theme.quiet);
    }
    response.on_hover_text(&figure.exact);
}
