//! Where things are, and the map under them: Web Mercator, the bundled atlas, and labels that do not collide.
//!
//! Knows no site and no service, no window and no colour; points on the screen are plain pairs of `f32`.

mod atlas;
mod camera;
mod chunk;
mod format;
mod labels;
mod mercator;
mod places;

pub use atlas::{Atlas, Shown};
pub use camera::{Camera, ScaleBar};
pub use chunk::{Chunk, Fill, Polyline, Shapes};
pub use format::AtlasError;
pub use labels::{Area, Label, PlacedLabel, Side, place_labels};
pub use mercator::{Bounds, LatLon, WorldPos, great_circle_km, project, unproject};
pub use places::{Place, Rank};
