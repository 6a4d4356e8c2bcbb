//! The rectangles of the controls that are drawn over a map. Labels keep these rectangles free.

use egui::{Painter, Rect, Vec2, vec2};

use super::words;
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::view_switch::switch_rect;

/// Width and height of a button, in points.
pub const BUTTON: f32 = 30.0;
/// Height in points of the notice that is shown while the map shows only what is connected to the selection.
pub const ONLY_HEIGHT: f32 = 44.0;

/// The rectangles of the buttons in the upper left corner of a map.
pub struct ButtonRects {
    pub nearer: Rect,
    pub further: Rect,
    pub fit: Rect,
    pub only: Rect,
}

/// The rectangles of the buttons on a map with this rectangle.
pub fn button_rects(map: Rect) -> ButtonRects {
    let at = map.min + vec2(14.0, 14.0);
    let one = |row: f32, gap: f32| Rect::from_min_size(at + vec2(0.0, row * BUTTON + gap), Vec2::splat(BUTTON));
    ButtonRects { nearer: one(0.0, 0.0), further: one(1.0, 0.0), fit: one(2.0, 8.0), only: one(3.0, 16.0) }
}

/// The rectangle of the button that shows all sites, in its wide form with a text. This form is used while no site is in view.
pub fn wide_fit_button(painter: &Painter, context: &ViewContext<'_>, map: Rect) -> Rect {
    let fit = button_rects(map).fit;
    let words = words::name(painter, context.texts.get("map-fit"), TEXT_SMALL).size().x;
    fit.with_max_x(fit.right() + words + 12.0)
}

/// The rectangle of the scale bar, in the lower right corner.
pub fn scale_rect(map: Rect) -> Rect {
    Rect::from_min_max(map.max - vec2(136.0, 40.0), map.max - vec2(10.0, 8.0))
}

/// The rectangle of the notice that is shown while the map shows only what is connected to the selection. The notice is to the right of the
/// buttons.
pub fn only_rect(map: Rect) -> Rect {
    let width = (map.width() - 72.0).clamp(0.0, 280.0);
    Rect::from_min_size(map.min + vec2(58.0, 52.0), vec2(width, ONLY_HEIGHT))
}

/// The rectangles of the controls over a map that is not presented: the buttons, with that which is there only while something is selected, and
/// the view switch. What is framed or labelled stays clear of the places of all of them, since a control may appear at any time.
pub fn controls(map: Rect) -> [Rect; 2] {
    let buttons = button_rects(map);
    [buttons.nearer.union(buttons.only), switch_rect(map)]
}

/// The rectangles of the controls that are shown. No label may cover them.
pub fn kept_free(map: Rect, context: &ViewContext<'_>) -> Vec<Rect> {
    let scale = scale_rect(map);
    if context.presents {
        return vec![scale];
    }
    let [buttons, switch] = controls(map).map(|control| control.expand(4.0));
    vec![buttons, switch, scale]
}
