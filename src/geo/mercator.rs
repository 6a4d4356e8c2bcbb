//! The Web Mercator projection in `f64`: converts degrees on the globe to positions in the unit square of the map, and back.

use std::f64::consts::{PI, TAU};

pub use crate::model::LatLon;

/// The mean radius of the Earth, in kilometres.
const EARTH_RADIUS_KM: f64 = 6_371.0;

/// The latitude, in degrees, at which the square map ends.
const MAX_LATITUDE: f64 = 85.051_128_779_806_6;

/// A position in the Mercator square: `x` grows to the east and `y` grows to the south. Both are in `0..1` over the whole world.
///
/// If `x` is outside `0..1`, the position is on another copy of the world, further east or west. Views across the date line use
/// this.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorldPos {
    /// The distance from the date line to the east, as a share of the width of the world.
    pub x: f64,
    /// The distance from the north edge to the south, as a share of the width of the world.
    pub y: f64,
}

impl WorldPos {
    /// A position with these two coordinates.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The position on the copy of the world that is nearest to `other`.
    #[must_use]
    pub fn nearest_to(self, other: Self) -> Self {
        Self { x: self.x + (other.x - self.x).round(), y: self.y }
    }
}

/// Converts degrees to a position in the square. Latitudes beyond the edge of the map are moved to the edge.
#[must_use]
pub fn project(at: LatLon) -> WorldPos {
    let lat = at.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    WorldPos { x: at.lon / 360.0 + 0.5, y: 0.5 - lat.tan().asinh() / TAU }
}

/// Converts a position in the square to degrees. The longitude is in `-180..=180`.
#[must_use]
pub fn unproject(at: WorldPos) -> LatLon {
    let lat = ((0.5 - at.y) * TAU).sinh().atan().to_degrees();
    let turn = if (0.0..=1.0).contains(&at.x) { at.x } else { at.x.rem_euclid(1.0) };
    LatLon { lat, lon: turn * 360.0 - 180.0 }
}

/// The shortest distance on the ground, in kilometres, on a sphere with a radius of 6,371 km.
#[must_use]
pub fn great_circle_km(a: LatLon, b: LatLon) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((b.lon - a.lon).to_radians() / 2.0).sin();
    let h = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
    2.0 * EARTH_RADIUS_KM * h.clamp(0.0, 1.0).sqrt().asin()
}

/// The length in metres of the circle of latitude at height `y` of the map, which is as wide as the world on the map: the whole equator in
/// the middle, and less towards the poles.
pub(super) fn metres_per_world(y: f64) -> f64 {
    let lat = ((0.5 - y) * TAU).sinh().atan();
    2.0 * PI * EARTH_RADIUS_KM * 1_000.0 * lat.cos()
}

/// A rectangle in the Mercator square. Its `x` may be outside `0..1` if a view crosses the date line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The north-west corner.
    pub min: WorldPos,
    /// The south-east corner.
    pub max: WorldPos,
}

impl Bounds {
    /// Whether the two rectangles overlap or touch.
    #[must_use]
    pub fn intersects(&self, other: &Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }

    /// Whether the position is inside, or on the edge.
    #[must_use]
    pub fn contains(&self, at: WorldPos) -> bool {
        (self.min.x..=self.max.x).contains(&at.x) && (self.min.y..=self.max.y).contains(&at.y)
    }

    /// The rectangle moved to the east by this many worlds.
    #[must_use]
    pub fn shifted(&self, worlds: f64) -> Self {
        Self {
            min: WorldPos::new(self.min.x + worlds, self.min.y),
            max: WorldPos::new(self.max.x + worlds, self.max.y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SEOUL: LatLon = LatLon { lat: 37.566, lon: 126.978 };
    const BUSAN: LatLon = LatLon { lat: 35.18, lon: 129.075 };

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon { lat, lon }
    }

    #[test]
    fn the_middle_of_the_square_is_off_the_coast_of_ghana() {
        assert_eq!(project(at(0.0, 0.0)), WorldPos::new(0.5, 0.5), "latitude and longitude 0");
        assert!(project(at(89.0, 0.0)).y.abs() < 1e-12, "beyond the edge is on the edge");
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        assert!((great_circle_km(SEOUL, BUSAN) - 325.0).abs() < 3.0, "Seoul to Busan");
        let quarter = great_circle_km(at(0.0, 0.0), at(0.0, 90.0));
        assert!((quarter - 10_007.5).abs() < 0.1, "a quarter of the equator");
        let over = great_circle_km(at(0.0, 179.5), at(0.0, -179.5));
        assert!((over - 111.2).abs() < 0.1, "one degree, over the date line");
    }

    #[test]
    fn a_point_can_be_had_on_the_turn_nearest_to_another() {
        let near = WorldPos::new(0.01, 0.3).nearest_to(WorldPos::new(0.98, 0.5));
        assert!((near.x - 1.01).abs() < 1e-12, "just past the date line");
    }

    proptest! {
        #[test]
        fn unproject_undoes_project(lat in -85.0..85.0, lon in -180.0..180.0) {
            let back = unproject(project(at(lat, lon)));
            prop_assert!((back.lat - lat).abs() < 1e-9 && (back.lon - lon).abs() < 1e-9);
        }
    }
}
