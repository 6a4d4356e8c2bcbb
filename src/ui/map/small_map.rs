//! A small map for use in a list. It shows land, sea, and a dot for each site, and it cannot be moved.

use egui::{Id, Rect, Stroke, StrokeKind, Ui};

use super::paint::Ground;
use super::screen::Screen;
use crate::geo::{Atlas, Camera, LatLon, project};
use crate::memo::Memo;
use crate::ui::theme::Theme;

/// So many small maps are made in one frame at most; the others are made in the next frames. Making one takes some milliseconds.
const MOST_IN_A_FRAME: u32 = 8;
/// The space around the sites, in points.
const PADDING: f32 = 14.0;
/// The largest zoom for sites at several places, and for a single place, whose surroundings say where it is.
const NEAREST: f64 = 8.0;
const NEAREST_ALONE: f64 = 5.5;
/// A map without a coast or a border is zoomed out in these steps until one is seen, but not further than this.
const STEP: f64 = 0.25;
const FARTHEST: f64 = 1.0;
/// The share of the width and height of the map in which a line has to be. One that only touches the frame is hardly seen.
const INSIDE: f32 = 0.8;

/// The state that a small map keeps between frames.
#[derive(Debug, Default)]
pub struct SmallMap {
    ground: Option<Ground>,
    /// The camera for these sites and for a map of this size, whose points are written as bits.
    camera: Memo<(Vec<LatLon>, [u32; 2]), Camera>,
}

impl SmallMap {
    /// Paints a map of `sites` and their surroundings in `rect`. Those that are also in `struck` are marked.
    pub fn paint(&mut self, ui: &Ui, rect: Rect, sites: &[LatLon], struck: &[LatLon], theme: &Theme) {
        let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(rect));
        if self.ground.is_none() && !may_make(ui) {
            painter.rect_filled(rect, 0.0, theme.sea);
            painter.rect_stroke(rect, 0.0, Stroke::new(1.0, theme.border), StrokeKind::Inside);
            ui.ctx().request_repaint();
            return;
        }
        let size: [f32; 2] = rect.size().into();
        let camera = *self.camera.get((sites.to_vec(), size.map(f32::to_bits)), || camera_for(sites, size));
        let screen = Screen { camera, rect };
        Ground::paint(&mut self.ground, &painter, &screen, theme);
        let marked = |site: &LatLon| struck.contains(site);
        let ordered = sites.iter().filter(|site| !marked(site)).chain(sites.iter().filter(|site| marked(site)));
        for site in ordered {
            let at = screen.pos(project(*site));
            let color = if marked(site) { theme.down } else { theme.up };
            painter.circle(at, 3.5, color, Stroke::new(1.0, theme.panel));
        }
        painter.rect_stroke(rect, 0.0, Stroke::new(1.0, theme.border), StrokeKind::Inside);
    }
}

/// The camera that shows all sites as near as they fit, but so far away that a coast or a border is seen. Dots on an empty ground would not say
/// where the sites are.
fn camera_for(sites: &[LatLon], size: [f32; 2]) -> Camera {
    let is_one_place = sites.windows(2).all(|pair| pair[0] == pair[1]);
    let mut camera = Camera::fit(sites, size, PADDING, if is_one_place { NEAREST_ALONE } else { NEAREST });
    camera.clamp(size);
    while camera.zoom - STEP >= FARTHEST && !shows_lines(&camera, size) {
        camera.zoom -= STEP;
        camera.clamp(size);
    }
    camera
}

/// Whether a coast or a border is well in view.
fn shows_lines(camera: &Camera, size: [f32; 2]) -> bool {
    let inside = camera.bounds(size.map(|length| length * INSIDE));
    Atlas::bundled().has_lines(inside, camera.zoom, Ground::shows_provinces(camera.zoom))
}

/// Whether one more small map may be made in this frame.
fn may_make(ui: &Ui) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.ctx().data_mut(|data| {
        let made: &mut (u64, u32) = data.get_temp_mut_or_default(Id::unique("small maps made"));
        if made.0 != frame {
            *made = (frame, 0);
        }
        made.1 += 1;
        made.1 <= MOST_IN_A_FRAME
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The size of the map of a card.
    const SIZE: [f32; 2] = [116.0, 174.0];

    const fn at(lat: f64, lon: f64) -> LatLon {
        LatLon { lat, lon }
    }

    #[test]
    fn the_map_of_near_sites_far_from_any_border_shows_a_line_and_all_sites() {
        let paris_and_lyon = [at(48.85, 2.35), at(45.76, 4.84)];
        let near = Camera::fit(&paris_and_lyon, SIZE, PADDING, NEAREST);
        assert!(!shows_lines(&near, SIZE), "as near as they fit, there is nothing around Paris and Lyon");
        for (name, sites) in [
            ("Paris and Lyon", paris_and_lyon),
            ("Cologne and Bonn", [at(50.94, 6.96), at(50.73, 7.10)]),
            ("Moscow and Tver", [at(55.75, 37.60), at(56.86, 35.90)]),
            ("Seoul and Pangyo", [at(37.57, 126.98), at(37.40, 127.10)]),
            ("a ship", [at(30.0, -40.0), at(30.0, -40.0)]),
        ] {
            let camera = camera_for(&sites, SIZE);
            assert!(shows_lines(&camera, SIZE), "{name} at zoom {}", camera.zoom);
            for site in sites {
                let [x, y] = camera.screen_from_world(project(site));
                let is_inside = x.abs() < SIZE[0] / 2.0 - 10.0 && y.abs() < SIZE[1] / 2.0 - 10.0;
                assert!(is_inside, "{name}: {site:?} is at {x}, {y}");
            }
        }
    }

    #[test]
    fn a_map_is_not_farther_away_than_it_must_be() {
        let alone = camera_for(&[at(48.85, 2.35)], SIZE);
        assert!((alone.zoom - NEAREST_ALONE).abs() < 1e-9, "the coast is seen from Paris at {}", alone.zoom);
        let coast = camera_for(&[at(37.57, 126.98), at(37.40, 127.10)], SIZE);
        assert!((coast.zoom - NEAREST).abs() < 1e-9, "the coast is seen from Seoul at {}", coast.zoom);
    }
}
