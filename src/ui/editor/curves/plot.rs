//! The area of a curve, and the points of it that can be dragged or moved with the arrow keys.

use egui::{
    Align2, CursorIcon, FontId, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use crate::ui::editor::form::Form;
use crate::ui::parts::MARGIN;
use crate::ui::theme::{CORNER, TEXT_SMALL};
use crate::ui::{drags, focus};

/// The height of the area of a curve, in points.
const HEIGHT: f32 = 96.0;
/// The space at the left, right, upper and lower edge that is kept free for points and labels, in points.
const INSIDE: [f32; 2] = [10.0, 16.0];
/// The radius of a point, and that of the area that can be dragged, in points.
const POINT: f32 = 5.0;
const REACH: f32 = 9.0;

/// The area of a curve, and of the values in it.
#[derive(Clone, Copy)]
pub struct Plot {
    /// The whole area.
    pub frame: Rect,
    /// The area in which values are shown.
    pub inside: Rect,
}

/// The share that is drawn for a value: a wrong one, which the check tells, may even be no number.
pub fn within(share: f64) -> f64 {
    if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) }
}

/// How the person has moved a point in this frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moved {
    /// To this position on the screen.
    To(Pos2),
    /// By so many steps to the right and downwards.
    By([i32; 2]),
}

impl Plot {
    /// Takes the space for a curve and paints its frame. Returns it with the response of the whole area.
    pub fn new(ui: &mut Ui, form: &Form<'_>, name: &str, sense: Sense) -> (Self, Response) {
        let width = ui.available_width() - 2.0 * MARGIN;
        let response = ui
            .horizontal(|ui| {
                ui.add_space(MARGIN);
                ui.allocate_exact_size(vec2(width, HEIGHT), sense).1
            })
            .inner;
        let frame = response.rect;
        let theme = form.context.theme;
        ui.painter().rect(frame, CORNER, theme.raised, Stroke::new(1.0, theme.line), StrokeKind::Inside);
        let inside = frame.shrink2(Vec2::from(INSIDE));
        let words = name.to_owned();
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &words));
        (Self { frame, inside }, response)
    }

    /// Takes the space for a curve that cannot be drawn now, so that the fields below it stay where they are while the person types in one.
    pub fn leave_space(ui: &mut Ui) {
        ui.allocate_space(vec2(ui.available_width(), HEIGHT));
    }

    /// The position of a value: `x` and `y` are shares of the width and, from below, of the height.
    pub fn pos(&self, x: f64, y: f64) -> Pos2 {
        let [x, y] = [x, y].map(|share| within(share) as f32);
        self.inside.left_bottom() + vec2(x * self.inside.width(), -y * self.inside.height())
    }

    /// The shares at a position on the screen, as [`Self::pos`] takes them.
    pub fn shares(&self, at: Pos2) -> [f64; 2] {
        let from = at - self.inside.left_bottom();
        [from.x / self.inside.width(), -from.y / self.inside.height()].map(|share| f64::from(share.clamp(0.0, 1.0)))
    }

    /// Paints a small text at a corner of the area.
    pub fn label(&self, ui: &Ui, form: &Form<'_>, align: Align2, words: &str) {
        let at = align.pos_in_rect(&self.frame.shrink2(vec2(4.0, 1.0)));
        ui.painter().text(at, align, words, FontId::proportional(TEXT_SMALL - 1.0), form.context.theme.quiet);
    }

    /// Draws a point that can be moved. `name` is what screen readers call it, and `field` the field that it changes.
    pub fn point(&self, ui: &Ui, form: &mut Form<'_>, (field, name): (&str, &str), at: Pos2) -> Option<Moved> {
        let rect = Rect::from_center_size(at, Vec2::splat(2.0 * REACH));
        let response = ui.interact(rect, ui.scope_id().with(("point", name)), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, name));
        form.note_gesture(field, &response);
        let theme = form.context.theme;
        let is_held = response.dragged() || response.hovered() || response.has_focus();
        let fill = if is_held { theme.selected } else { theme.panel };
        ui.painter().circle(at, POINT, fill, Stroke::new(1.5, theme.selected));
        let steps = focus::arrows(ui, &response);
        let dragged = drags::pointer(&response).filter(|_| response.dragged());
        response.on_hover_cursor(CursorIcon::Grab).on_hover_text(name);
        if steps != [0, 0] {
            return Some(Moved::By(steps));
        }
        dragged.map(Moved::To)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_no_share_is_drawn_at_an_edge() {
        assert_eq!([f64::NAN, f64::NEG_INFINITY, -1.0, 0.4, 2.0].map(within), [0.0, 0.0, 0.0, 0.4, 1.0]);
    }
}
