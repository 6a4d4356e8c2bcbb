//! Converts between positions in the world and on the screen, using the camera of the map and the rectangle in which it is drawn.

use egui::{Pos2, Rect, pos2, vec2};

use crate::geo::{Area, Bounds, Camera, WorldPos};

/// A camera and the rectangle of the map that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// The camera, which decides which part of the world is shown.
    pub camera: Camera,
    /// The rectangle on the screen in which the map is drawn.
    pub rect: Rect,
}

impl Screen {
    /// The position on the screen, on the copy of the world that is nearest to the middle of the map.
    pub fn pos(&self, at: WorldPos) -> Pos2 {
        let [x, y] = self.camera.screen_from_world(at);
        self.rect.center() + vec2(x, y)
    }

    /// The position on the screen, like [`Self::pos`], but on the copy of the world in which the `x` of `at` is. Each copy is 1 wide.
    pub fn pos_unwrapped(&self, at: WorldPos) -> Pos2 {
        let [x, y] = self.camera.screen_from_world_unwrapped(at);
        self.rect.center() + vec2(x, y)
    }

    /// The position in the world at a point of the screen.
    pub fn world(&self, pos: Pos2) -> WorldPos {
        self.camera.world_from_screen(self.offset(pos))
    }

    /// The offset of a position from the middle of the map, in points to the right and down.
    pub fn offset(&self, pos: Pos2) -> [f32; 2] {
        (pos - self.rect.center()).into()
    }

    /// The width and height of the map, in points.
    pub fn size(&self) -> [f32; 2] {
        self.rect.size().into()
    }

    /// The part of the world that is in view, enlarged by `margin` points on each side.
    pub fn bounds(&self, margin: f32) -> Bounds {
        self.camera.bounds(self.rect.expand(margin).size().into())
    }
}

/// Converts a rectangle to the type that the label placement uses.
pub fn area(rect: Rect) -> Area {
    Area { min: rect.min.into(), max: rect.max.into() }
}

/// Converts an area of the label placement to a rectangle.
pub fn rect(area: Area) -> Rect {
    Rect::from_min_max(pos2(area.min[0], area.min[1]), pos2(area.max[0], area.max[1]))
}
