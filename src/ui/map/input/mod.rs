//! Last stage: takes a scene and what pointer and keys do, and gives commands and where the camera is to go. What can be clicked is
//! painted here.

mod controls;
mod menu;
mod only;
mod pick;
mod tooltip;

pub use self::controls::{Ask, buttons_ui, scale_ui, steer};
pub use self::only::only_ui;
pub use self::pick::Pick;
use crate::geo::LatLon;
use crate::model::SiteId;

/// What the menu that is open is about.
#[derive(Debug, Default)]
pub struct MenuState {
    /// Where the menu of the empty map was opened.
    pub at: Option<LatLon>,
    /// The site that the menu of a ring is about.
    pub site: Option<SiteId>,
}
