//! A small map for use in a list. It shows land, sea, and a dot for each site, and it cannot be moved.

use egui::{Id, Rect, Stroke, StrokeKind, Ui};

use super::paint::Ground;
use super::screen::Screen;
use crate::geo::{Camera, LatLon};
use crate::ui::theme::Theme;

/// So many small maps are made in one frame at most; the others are made in the next frames. Making one takes some milliseconds.
const MOST_IN_A_FRAME: u32 = 8;

/// The state that a small map keeps between frames.
#[derive(Debug, Default)]
pub struct SmallMap {
    ground: Option<Ground>,
}

impl SmallMap {
    /// Paints a map of `sites` and their surroundings in `rect`. Those that are also in `struck` are marked.
    pub fn paint(&mut self, ui: &Ui, rect: Rect, sites: &[LatLon], struck: &[LatLon], theme: &Theme) {
        let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(rect));
        // The surroundings of a single place are shown so far that there is a coast or a border in most of them.
        let is_one_place = sites.windows(2).all(|pair| pair[0] == pair[1]);
        let most_zoom = if is_one_place { 5.5 } else { 8.0 };
        let mut screen = Screen { camera: Camera::fit(sites, rect.size().into(), 14.0, most_zoom), rect };
        screen.camera.clamp(rect.size().into());
        if self.ground.is_some() || may_make(ui) {
            Ground::paint(&mut self.ground, &painter, &screen, theme);
        } else {
            painter.rect_filled(rect, 0.0, theme.sea);
            ui.ctx().request_repaint();
        }
        let marked = |site: &LatLon| struck.contains(site);
        let ordered = sites.iter().filter(|site| !marked(site)).chain(sites.iter().filter(|site| marked(site)));
        for site in ordered {
            let at = screen.pos(crate::geo::project(*site));
            let color = if marked(site) { theme.down } else { theme.up };
            painter.circle(at, 3.5, color, Stroke::new(1.0, theme.panel));
        }
        painter.rect_stroke(rect, 0.0, Stroke::new(1.0, theme.border), StrokeKind::Inside);
    }
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
