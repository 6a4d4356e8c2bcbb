//! The visible part of the dependency view, and how it is moved: by drag, wheel, pinch, double click and keys.

use egui::{Key, Margin, Modifiers, Pos2, Rect, Response, Ui, Vec2, vec2};

use super::layout::{BOX, Layout};
use crate::ui::focus;

/// From this scale on, names are inside the boxes; at smaller scales they are above the boxes.
pub(super) const NAMED_FROM: f32 = 0.56;
/// The smallest and the largest scale.
const SCALES: [f32; 2] = [0.02, 2.0];
/// The largest scale that is chosen automatically so that the layout fits. The person can zoom in further.
const LARGEST_FIT: f32 = 1.15;
/// The space at the left, at the right and above the whole layout, in points: outside a presentation, where it leaves room for the buttons and the
/// switch, and in a presentation. The space below it is that of the text that explains how to read the view.
const AROUND: [Margin; 2] =
    [Margin { left: 54, right: 14, top: 48, bottom: 0 }, Margin { left: 16, right: 16, top: 20, bottom: 0 }];
/// The space below the layout that decides on its shape, in points: that of a text of one line.
const BELOW: f32 = 34.0;
/// The aspect ratios (width divided by height) that a layout can have. There are only a few, so that resizing the view rarely moves
/// the boxes.
const SHAPES: [f32; 4] = [0.7, 1.2, 1.8, 2.6];
/// The factor of one zoom step of a key or button.
const STEP: f32 = 1.4;
/// The distance that one press of an arrow key moves the view, in points.
const KEY_PAN: f32 = 80.0;

/// The visible part of the layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sight {
    pub middle: Vec2,
    /// The number of points on the screen for each point of the layout.
    pub scale: f32,
    pub rect: Rect,
}

/// The rectangle on the screen into which the whole layout must fit, with so much space `below` it.
fn room(rect: Rect, presents: bool, below: f32) -> Rect {
    let mut inside = rect - AROUND[usize::from(presents)];
    inside.max.y -= below;
    Rect::from_center_size(inside.center(), inside.size().max(Vec2::splat(40.0)))
}

/// The aspect ratio in `SHAPES` that is nearest to that of a rectangle.
pub(super) fn shape(rect: Rect, presents: bool) -> f32 {
    let aspect = room(rect, presents, BELOW).aspect_ratio();
    let off = |shape: &f32| (shape / aspect).ln().abs();
    SHAPES.into_iter().min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(SHAPES[2])
}

impl Sight {
    /// The visible part that shows the whole layout, with so much space `below` it, in points.
    pub(super) fn whole(layout: &Layout, rect: Rect, presents: bool, below: f32) -> Self {
        let room = room(rect, presents, below);
        let size = Vec2::from(layout.size).max(Vec2::from(BOX));
        let scale = (room.size() / size).min_elem().clamp(SCALES[0], LARGEST_FIT);
        Self { middle: (rect.center() - room.center()) / scale, scale, rect }
    }

    /// Converts a position of the layout to a position on the screen.
    pub(super) fn pos(&self, [x, y]: [f32; 2]) -> Pos2 {
        self.rect.center() + (vec2(x, y) - self.middle) * self.scale
    }

    /// The rectangle on the screen of a box whose middle is at `at` in the layout.
    pub(super) fn box_at(&self, at: [f32; 2]) -> Rect {
        Rect::from_center_size(self.pos(at), Vec2::from(BOX) * self.scale)
    }

    /// Makes everything `factor` times as large. What is at `about` on the screen does not move.
    pub(super) fn zoom(&mut self, factor: f32, about: Pos2) {
        let scale = (self.scale * factor).clamp(SCALES[0], SCALES[1]);
        let offset = about - self.rect.center();
        self.middle += offset / self.scale - offset / scale;
        self.scale = scale;
    }

    /// Zooms in (1) or out (-1) by one step.
    pub(super) fn step(&mut self, way: i32) {
        self.zoom(STEP.powi(way), self.rect.center());
    }

    /// Moves the visible part just far enough that the position `at` of the layout is in view, with some space around it.
    pub(super) fn show(&mut self, at: [f32; 2]) {
        let inside = self.rect.shrink2(vec2(self.rect.width() * 0.12, self.rect.height() * 0.16));
        let pos = self.pos(at);
        self.middle += (pos - inside.clamp(pos)) / self.scale;
    }

    /// Keeps the middle of the view inside the layout, so that the layout never leaves the view.
    fn stay(&mut self, layout: &Layout) {
        let half = Vec2::from(layout.size) / 2.0;
        self.middle = self.middle.clamp(-half, half);
    }

    /// Moves the visible part as the person asks with pointer, wheel and keys. Returns whether it changed.
    pub(super) fn steer(&mut self, ui: &Ui, ground: &Response, layout: &Layout) -> bool {
        let before = *self;
        if ground.dragged() {
            self.middle -= ground.drag_delta() / self.scale;
        }
        if ui.rect_contains_pointer(self.rect) {
            let (scroll, pinch, pointer) =
                ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta(), input.pointer.hover_pos()));
            let factor = pinch * (scroll.y * 0.005).exp();
            if (factor - 1.0).abs() > 1e-6 {
                self.zoom(factor, pointer.unwrap_or(self.rect.center()));
                ui.input_mut(|input| input.smooth_scroll_delta = Vec2::ZERO);
            }
        }
        if let Some(pointer) = ground.interact_pointer_pos().filter(|_| ground.double_clicked()) {
            self.zoom(2.0, pointer);
        }
        if ground.has_focus() {
            self.keys(ui, ground);
        }
        self.stay(layout);
        *self != before
    }

    fn keys(&mut self, ui: &Ui, ground: &Response) {
        let [right, down] = focus::arrows(ui, ground);
        self.middle += KEY_PAN * vec2(right as f32, down as f32) / self.scale;
        for (key, way) in [(Key::Plus, 1), (Key::Equals, 1), (Key::Minus, -1)] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.step(way);
            }
        }
    }
}
