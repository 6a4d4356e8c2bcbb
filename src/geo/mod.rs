//! The map: the Web Mercator projection, the bundled atlas, the camera, and labels that do not overlap.
//!
//! This module knows nothing about sites, services, windows or colours. Positions on the screen are pairs of `f32`.

mod atlas;
mod camera;
mod chunk;
mod countries;
mod format;
mod labels;
mod landmarks;
mod mercator;
mod namesakes;
mod places;
mod query;

pub use atlas::{Atlas, Shown};
pub use camera::{Camera, ScaleBar};
pub use chunk::{Chunk, Fill, Polyline, Shapes};
pub use countries::{Country, Region};
pub use format::AtlasError;
pub use labels::{Area, Label, PlacedLabel, Side, place_labels};
pub use mercator::{Bounds, LatLon, WorldPos, great_circle_km, project, unproject};
pub use namesakes::Whereabouts;
pub use places::{Place, Rank};
pub use query::PlaceQuery;
