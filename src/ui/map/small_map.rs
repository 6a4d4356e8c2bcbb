//! A small map for use in a list. It shows land, sea, and a dot for each site, and it cannot be moved.

use egui::{Painter, Rect, Stroke, StrokeKind};

use super::paint::Ground;
use super::screen::Screen;
use crate::geo::{Camera, LatLon};
use crate::ui::theme::Theme;

/// The state that a small map keeps between frames.
#[derive(Debug, Default)]
pub struct SmallMap {
    ground: Option<Ground>,
}

impl SmallMap {
    /// Paints a map of `sites` and their surroundings in `rect`.
    pub fn paint(&mut self, painter: &Painter, rect: Rect, sites: &[LatLon], theme: &Theme) {
        let painter = painter.with_clip_rect(painter.clip_rect().intersect(rect));
        let mut screen = Screen { camera: Camera::fit(sites, rect.size().into(), 14.0, 8.0), rect };
        screen.camera.clamp(rect.size().into());
        Ground::paint(&mut self.ground, &painter, &screen, theme);
        for site in sites {
            let at = screen.pos(crate::geo::project(*site));
            painter.circle(at, 3.5, theme.up, Stroke::new(1.0, theme.panel));
        }
        painter.rect_stroke(rect, 0.0, Stroke::new(1.0, theme.border), StrokeKind::Inside);
    }
}
