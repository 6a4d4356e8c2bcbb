//! The buttons of the dependency view, the names of the runs if two runs are shown, and the line of text that explains how to read the
//! view.

use std::sync::Arc;

use egui::{Align2, FontId, Galley, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::known::Known;
use crate::ui::style::semibold;
use crate::ui::theme::{CORNER, TEXT_BODY, TEXT_SMALL, TEXT_TITLE};
use crate::ui::view_switch::{clear_around, paint_back, switch_rect};
use crate::ui::{ViewContext, icons};

/// The width and height of a button, in points.
const BUTTON: f32 = 30.0;
/// The position of the buttons relative to the upper left corner of the view, in points.
const BUTTONS: Vec2 = vec2(14.0, 14.0);

/// In a view that is lower than this, in points, no text explains how to read it: the boxes need the space.
const LEAST_READ: f32 = 240.0;
/// The space between the lower edge of the view and the text, and between the text and the boxes, in points.
const UNDER: f32 = 8.0;
const OVER: f32 = 11.0;
/// The space below the boxes if there is no text, in points.
const NO_TEXT: f32 = 14.0;

/// What a button of the view asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Zoom in (1) or out (-1) by one step.
    Step(i32),
    Fit,
}

/// The rectangles of the view switch and of the buttons, which no name may cover. There are none in a presentation.
pub(super) fn corners(context: &ViewContext<'_>, rect: Rect) -> Vec<Rect> {
    if context.presents {
        return Vec::new();
    }
    vec![switch_rect(rect), all_buttons(rect)]
}

/// The rectangle of all buttons.
fn all_buttons(rect: Rect) -> Rect {
    Rect::from_min_size(rect.min + BUTTONS, vec2(BUTTON, 3.0 * BUTTON + 8.0))
}

/// Shows the buttons for zooming in, zooming out and showing everything, at the same position as on the map. Returns the request of the
/// button that was clicked; `None` if none was clicked.
pub(super) fn buttons_ui(ui: &Ui, context: &ViewContext<'_>, rect: Rect) -> Option<Ask> {
    clear_around(ui.painter(), context.theme, all_buttons(rect));
    let at = rect.min + BUTTONS;
    let buttons = [
        (0.0, "map-nearer", "+", Ask::Step(1)),
        (BUTTON, "map-further", "−", Ask::Step(-1)),
        (2.0 * BUTTON + 8.0, "needs-fit", "", Ask::Fit),
    ];
    let mut asked = None;
    for (down, key, sign, ask) in buttons {
        let own = Rect::from_min_size(at + vec2(0.0, down), Vec2::splat(BUTTON));
        let response = ui.interact(own, ui.scope_id().with(("needs", key)), Sense::click());
        let words = context.texts.get(key);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        let rim = Stroke::new(1.0, context.theme.line);
        ui.painter().rect(own, CORNER, context.theme.panel, rim, StrokeKind::Outside);
        paint_back(ui, context, own, &response, false);
        let font = FontId::proportional(TEXT_TITLE);
        ui.painter().text(own.center(), Align2::CENTER_CENTER, sign, font, context.theme.text);
        if ask == Ask::Fit {
            icons::fit(ui.painter(), own.center(), context.theme.text);
        }
        if response.clicked() {
            asked = Some(ask);
        }
        response.on_hover_text(words);
    }
    asked
}

/// Shows the name of a run in its half of the view, at the lower right.
pub(super) fn run_name(ui: &Ui, context: &ViewContext<'_>, half: Rect, name: &str) {
    let galley =
        crate::ui::style::elided(ui.painter(), name, semibold(TEXT_BODY), context.theme.text, half.width() * 0.5);
    let at = half.right_bottom() - galley.size() - vec2(18.0, 12.0);
    let own = Rect::from_min_size(at, galley.size());
    ui.painter().rect_filled(own.expand2(vec2(8.0, 4.0)), CORNER, context.theme.panel);
    ui.painter().galley(at, galley, context.theme.text);
    let response = ui.interact(own, ui.scope_id().with(("future", half.left() as i32)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
}

/// The text that explains how to read the view. It speaks of alternatives and of dependencies of the primary only if the world has any. `None`
/// if there is not enough space for all of it in two lines.
pub(super) fn reading(painter: &Painter, context: &ViewContext<'_>, known: &Known, rect: Rect) -> Option<Arc<Galley>> {
    if rect.height() < LEAST_READ {
        return None;
    }
    let alternatives = (!known.joints.is_empty()).then_some("needs-reading-alternatives");
    let primary = known.lines.iter().any(|line| line.primary).then_some("needs-reading-primary");
    let gestures = (context.edits && context.acts()).then_some("dependency-gestures");
    let sentences = gestures.into_iter().chain(["needs-reading"]).chain(alternatives).chain(primary);
    let words = sentences.map(|key| context.texts.get(key)).collect::<Vec<_>>().join(" ");
    let font = FontId::proportional(TEXT_SMALL);
    let galley = painter.layout(words, font, context.theme.quiet, rect.width() - 24.0);
    (galley.rows.len() <= 2).then_some(galley)
}

/// The space below the boxes for this text, in points.
pub(super) fn space_below(reading: Option<&Galley>) -> f32 {
    reading.map_or(NO_TEXT, |galley| UNDER + galley.size().y + OVER)
}

/// Paints the text that explains how to read the view, at the lower left.
pub(super) fn paint_reading(painter: &Painter, context: &ViewContext<'_>, galley: Arc<Galley>, rect: Rect) {
    let at = pos2(rect.left() + 12.0, rect.bottom() - galley.size().y - UNDER);
    let own = Rect::from_min_size(at, galley.size()).expand2(vec2(6.0, 3.0));
    painter.rect_filled(own, CORNER, context.theme.land.gamma_multiply(0.85));
    painter.galley(at, galley, context.theme.quiet);
}
