//! Where the world lies on the screen: the camera of the map and the rectangle it is drawn in.

use egui::{Pos2, Rect, pos2, vec2};

use crate::geo::{Area, Bounds, Camera, WorldPos};

/// A camera and its rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Screen {
    /// What is looked at.
    pub(super) camera: Camera,
    /// Where it is drawn.
    pub(super) rect: Rect,
}

impl Screen {
    /// Where a place lies on the screen, on the turn of the world nearest to the middle.
    pub(super) fn pos(&self, at: WorldPos) -> Pos2 {
        let [x, y] = self.camera.screen_from_world(at);
        self.rect.center() + vec2(x, y)
    }

    /// As [`Self::pos`], but `x` says which turn of the world is meant.
    pub(super) fn pos_unwrapped(&self, at: WorldPos) -> Pos2 {
        let [x, y] = self.camera.screen_from_world_unwrapped(at);
        self.rect.center() + vec2(x, y)
    }

    /// What lies under a point of the screen.
    pub(super) fn world(&self, pos: Pos2) -> WorldPos {
        self.camera.world_from_screen(self.offset(pos))
    }

    /// Points right of and below the middle.
    pub(super) fn offset(&self, pos: Pos2) -> [f32; 2] {
        (pos - self.rect.center()).into()
    }

    /// Width and height.
    pub(super) fn size(&self) -> [f32; 2] {
        self.rect.size().into()
    }

    /// What is in view, and so many points around it.
    pub(super) fn bounds(&self, margin: f32) -> Bounds {
        self.camera.bounds(self.rect.expand(margin).size().into())
    }
}

/// The rectangle as label placing knows it.
pub(super) fn area(rect: Rect) -> Area {
    Area { min: rect.min.into(), max: rect.max.into() }
}

/// And back.
pub(super) fn rect(area: Area) -> Rect {
    Rect::from_min_max(pos2(area.min[0], area.min[1]), pos2(area.max[0], area.max[1]))
}
