//! Last stage of the map: turns the input of pointer and keys into commands and camera moves, using the scene. Everything that can be
//! clicked is painted in this stage.

mod controls;
mod gestures;
mod menu;
mod only;
mod pick;
mod tooltip;

use egui::Pos2;

pub use self::controls::{Ask, buttons_ui, scale_ui, steer};
pub use self::only::only_ui;
pub use self::pick::Pick;
use crate::geo::LatLon;
use crate::model::SiteId;

/// The position or the site for which a menu was opened.
#[derive(Debug, Default)]
pub struct MenuState {
    /// The position at which the menu of the empty map was opened.
    pub at: Option<LatLon>,
    /// The site that was clicked to open the menu of a ring.
    pub site: Option<SiteId>,
    /// The site that is being dragged.
    pub dragged: Option<SiteId>,
    /// The position at which a rubber band around sites begins.
    pub band: Option<Pos2>,
}
