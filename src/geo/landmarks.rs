//! Finds the coasts and borders in a part of the world, by which people see where on earth that is.

use super::atlas::Atlas;
use super::mercator::{Bounds, WorldPos};

impl Atlas {
    /// Whether a coast or a border of a country is in a part of the world, at the level of detail for this zoom. `with_provinces` is whether
    /// borders of provinces count too.
    #[must_use]
    pub fn has_lines(&self, view: Bounds, zoom: f64, with_provinces: bool) -> bool {
        self.visible(view, zoom).any(|shown| {
            let (shapes, origin) = (shown.chunk.shapes(), shown.origin());
            let at = |[x, y]: [f32; 2]| WorldPos::new(origin.x + f64::from(x), origin.y + f64::from(y));
            // The pieces of lines are short, so the rectangle around one tells whether it is in view.
            let is_in_view = |ends: &[[f32; 2]]| {
                let [a, b] = [at(ends[0]), at(ends[1])];
                let min = WorldPos::new(a.x.min(b.x), a.y.min(b.y));
                let max = WorldPos::new(a.x.max(b.x), a.y.max(b.y));
                Bounds { min, max }.intersects(&view)
            };
            let provinces = with_provinces.then_some(&shapes.province_borders);
            let lines = [&shapes.land.outlines, &shapes.country_borders].into_iter().chain(provinces);
            lines.flatten().any(|line| line.windows(2).any(is_in_view))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::camera::Camera;
    use super::super::mercator::LatLon;
    use super::*;

    #[test]
    fn there_are_lines_at_coasts_and_borders_and_none_inland_or_at_sea() {
        for (name, lat, lon, expected) in [
            ("Geneva", 46.2, 6.15, [true, true]),
            ("Brest", 48.4, -4.5, [true, true]),
            ("the middle of France", 46.8, 3.0, [false, false]),
            ("the middle of the Atlantic", 30.0, -40.0, [false, false]),
            ("the corner of four states", 37.0, -109.05, [false, true]),
        ] {
            let view = Camera::new(LatLon { lat, lon }, 6.5).bounds([116.0, 116.0]);
            let found = [false, true].map(|with_provinces| Atlas::bundled().has_lines(view, 6.5, with_provinces));
            assert_eq!(found, expected, "{name}");
        }
    }
}
