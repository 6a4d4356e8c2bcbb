//! Where the world is on the screen: the camera of the map and the rectangle it is drawn in.

use egui::{Pos2, Rect, pos2, vec2};

use crate::geo::{Area, Bounds, Camera, WorldPos};

/// A camera and its rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Screen {
    /// Which part of the world.
    pub camera: Camera,
    /// Where it is drawn.
    pub rect: Rect,
}

impl Screen {
    /// Where a position is on the screen, on the turn of the world nearest to the middle.
    pub fn pos(&self, at: WorldPos) -> Pos2 {
        let [x, y] = self.camera.screen_from_world(at);
        self.rect.center() + vec2(x, y)
    }

    /// As [`Self::pos`], but `x` says which turn of the world is meant.
    pub fn pos_unwrapped(&self, at: WorldPos) -> Pos2 {
        let [x, y] = self.camera.screen_from_world_unwrapped(at);
        self.rect.center() + vec2(x, y)
    }

    /// The position under a point of the screen.
    pub fn world(&self, pos: Pos2) -> WorldPos {
        self.camera.world_from_screen(self.offset(pos))
    }

    /// Points right of and below the middle.
    pub fn offset(&self, pos: Pos2) -> [f32; 2] {
        (pos - self.rect.center()).into()
    }

    /// Width and height.
    pub fn size(&self) -> [f32; 2] {
        self.rect.size().into()
    }

    /// What is in view, and so many points around it.
    pub fn bounds(&self, margin: f32) -> Bounds {
        self.camera.bounds(self.rect.expand(margin).size().into())
    }
}

/// The rectangle as label placing knows it.
pub fn area(rect: Rect) -> Area {
    Area { min: rect.min.into(), max: rect.max.into() }
}

/// And back.
pub fn rect(area: Area) -> Rect {
    Rect::from_min_max(pos2(area.min[0], area.min[1]), pos2(area.max[0], area.max[1]))
}
