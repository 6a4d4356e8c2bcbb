//! The camera of the map: which position is in the middle of the view, and how far the map is zoomed in. Positions on the screen
//! are in points, relative to the middle of the view.

use super::mercator::{Bounds, LatLon, WorldPos, metres_per_world, project};

/// How many points wide the world is at zoom 0.
const POINTS_AT_ZOOM_0: f64 = 256.0;

/// Which part of the map is shown. It does not depend on the size of the view, because the screen is measured from the middle of
/// the view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The position in the middle of the view.
    pub centre: WorldPos,
    /// The zoom level. Each whole level doubles all sizes: the world is `256 * 2^zoom` points wide.
    pub zoom: f64,
}

/// The scale bar in the corner of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// The length of the bar on the ground, in metres: 1, 2 or 5 times a power of ten.
    pub metres: f64,
    /// The length of the bar on the screen, in points.
    pub points: f32,
}

impl Camera {
    /// The smallest zoom: the whole world fits into a small window, with some space beyond the poles.
    pub const MIN_ZOOM: f64 = -1.0;
    /// The largest height of the empty space beyond a pole that may be in view, in points. A site at a pole needs this space.
    pub const BEYOND: f32 = 64.0;
    /// The largest zoom: the window is a few hundred metres wide. A site is shown in detail at a smaller zoom than this.
    pub const MAX_ZOOM: f64 = 16.0;

    /// A camera with this position in the middle of the view.
    #[must_use]
    pub fn new(centre: LatLon, zoom: f64) -> Self {
        Self { centre: project(centre), zoom }
    }

    /// How many points wide the world is at this zoom.
    #[must_use]
    pub fn points_per_world(&self) -> f64 {
        POINTS_AT_ZOOM_0 * self.zoom.exp2()
    }

    /// The position on the screen, in points right of and below the middle of the view, on the copy of the world that is nearest to
    /// the middle.
    #[must_use]
    pub fn screen_from_world(&self, at: WorldPos) -> [f32; 2] {
        self.screen_from_world_unwrapped(at.nearest_to(self.centre))
    }

    /// Like [`Self::screen_from_world`], but on the copy of the world in which the `x` of the position is, instead of the nearest copy. Map
    /// chunks and long lines need this.
    #[must_use]
    pub fn screen_from_world_unwrapped(&self, at: WorldPos) -> [f32; 2] {
        let scale = self.points_per_world();
        [((at.x - self.centre.x) * scale) as f32, ((at.y - self.centre.y) * scale) as f32]
    }

    /// The position in the world that is `offset` points right of and below the middle of the view.
    #[must_use]
    pub fn world_from_screen(&self, offset: [f32; 2]) -> WorldPos {
        let scale = self.points_per_world();
        WorldPos::new(self.centre.x + f64::from(offset[0]) / scale, self.centre.y + f64::from(offset[1]) / scale)
    }

    /// The part of the world that is shown in a view of this size, in points.
    #[must_use]
    pub fn bounds(&self, size: [f32; 2]) -> Bounds {
        let half = [size[0] / 2.0, size[1] / 2.0];
        Bounds { min: self.world_from_screen([-half[0], -half[1]]), max: self.world_from_screen(half) }
    }

    /// Moves the map by `by` points to the right and down, as when it is dragged.
    pub fn pan(&mut self, by: [f32; 2]) {
        self.centre = self.world_from_screen([-by[0], -by[1]]);
    }

    /// Makes everything on the map `factor` times as large. The position under `offset` stays where it is on the screen.
    pub fn zoom_about(&mut self, offset: [f32; 2], factor: f64) {
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        let fixed = self.world_from_screen(offset);
        self.zoom = (self.zoom + factor.log2()).clamp(Self::MIN_ZOOM, Self::MAX_ZOOM);
        let scale = self.points_per_world();
        self.centre = WorldPos::new(fixed.x - f64::from(offset[0]) / scale, fixed.y - f64::from(offset[1]) / scale);
    }

    /// Keeps the camera in its range for a view of this size: the zoom is limited, little space beyond the poles is in view, and
    /// `x` is in `0..1`.
    pub fn clamp(&mut self, size: [f32; 2]) {
        let on_map = f64::from((size[1] - 2.0 * Self::BEYOND).max(1.0));
        let whole_height = (on_map / POINTS_AT_ZOOM_0).log2();
        self.zoom = self.zoom.clamp(whole_height.clamp(Self::MIN_ZOOM, Self::MAX_ZOOM), Self::MAX_ZOOM);
        let half = (on_map / 2.0 / self.points_per_world()).min(0.5);
        self.centre.x = self.centre.x.rem_euclid(1.0);
        self.centre.y = self.centre.y.clamp(half, 1.0 - half);
    }

    /// The camera with which a view of this size shows all `places`, with `padding` points free at each side. The zoom is not
    /// larger than `max_zoom`.
    ///
    /// If the range of `places` is shorter across the date line, the view crosses the date line. Without any places, the camera
    /// shows the world.
    #[must_use]
    pub fn fit(places: &[LatLon], size: [f32; 2], padding: f32, max_zoom: f64) -> Self {
        let at: Vec<WorldPos> = places.iter().map(|&place| project(place)).collect();
        if at.is_empty() {
            return Self { centre: WorldPos::new(0.5, 0.45), zoom: Self::MIN_ZOOM };
        }
        let Span { west, width } = shortest_span(at.iter().map(|point| point.x).collect());
        let north = at.iter().map(|point| point.y).fold(f64::INFINITY, f64::min);
        let south = at.iter().map(|point| point.y).fold(f64::NEG_INFINITY, f64::max);
        let zoom_for = |points: f32, worlds: f64| {
            let room = f64::from((points - 2.0 * padding).max(16.0));
            (room / (worlds.max(1e-12) * POINTS_AT_ZOOM_0)).log2()
        };
        let zoom = zoom_for(size[0], width).min(zoom_for(size[1], south - north));
        Self {
            centre: WorldPos::new((west + width / 2.0).rem_euclid(1.0), f64::midpoint(north, south)),
            zoom: zoom.min(max_zoom).clamp(Self::MIN_ZOOM, Self::MAX_ZOOM),
        }
    }

    /// The number of metres on the ground that correspond to one point of the screen, in the middle of the view.
    #[must_use]
    pub fn metres_per_point(&self) -> f64 {
        metres_per_world(self.centre.y) / self.points_per_world()
    }

    /// The longest scale bar with a round length that is at most `max_points` wide.
    #[must_use]
    pub fn scale_bar(&self, max_points: f32) -> ScaleBar {
        let most = f64::from(max_points.max(1.0)) * self.metres_per_point();
        let power = 10f64.powf(most.log10().floor());
        let metres = [5.0, 2.0].into_iter().map(|step| step * power).find(|&length| length <= most).unwrap_or(power);
        ScaleBar { metres, points: (metres / self.metres_per_point()) as f32 }
    }
}

/// A range of `x` in the world. It may cross the date line, so it has a western end and a width instead of two ends.
struct Span {
    west: f64,
    width: f64,
}

/// The shortest range that contains all `xs`.
fn shortest_span(mut xs: Vec<f64>) -> Span {
    xs.sort_by(f64::total_cmp);
    let (first, last) = (xs[0], xs[xs.len() - 1]);
    let mut shortest = Span { west: first, width: last - first };
    for pair in xs.windows(2) {
        let around = 1.0 - (pair[1] - pair[0]);
        if around < shortest.width {
            shortest = Span { west: pair[1], width: around };
        }
    }
    shortest
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZE: [f32; 2] = [800.0, 500.0];
    const PANGYO: LatLon = LatLon { lat: 37.3948, lon: 127.1112 };

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon { lat, lon }
    }

    #[test]
    fn the_scale_bar_is_round_and_fits() {
        let bar = Camera::new(PANGYO, 9.2).scale_bar(120.0);
        assert!((bar.metres - 20_000.0).abs() < 1e-6, "20 km at the zoom of a region, not {}", bar.metres);
        assert!(bar.points <= 120.0 && bar.points > 48.0, "{} points", bar.points);
    }

    #[test]
    fn deep_in_a_metre_is_still_a_metre() {
        let camera = Camera::new(PANGYO, Camera::MAX_ZOOM);
        let metre_north = at(PANGYO.lat + 1.0 / 111_195.0, PANGYO.lon);
        let [x, y] = camera.screen_from_world(project(metre_north));
        let expected = 1.0 / camera.metres_per_point();
        assert!(x.abs() < 1e-6 && (f64::from(-y) - expected).abs() < expected * 1e-3, "({x}, {y}), not {expected}");
    }

    #[test]
    fn fitting_goes_over_the_date_line_when_that_is_shorter() {
        let camera = Camera::fit(&[at(35.7, 139.7), at(37.8, -122.4)], SIZE, 40.0, 12.0);
        let middle = super::super::mercator::unproject(camera.centre);
        assert!(middle.lon < -160.0 || middle.lon > 170.0, "in the Pacific, not at {}", middle.lon);
    }

    #[test]
    fn fitting_one_place_stops_at_the_nearest_zoom_and_none_shows_the_world() {
        assert!((Camera::fit(&[PANGYO], SIZE, 40.0, 11.0).zoom - 11.0).abs() < 1e-12, "one place");
        assert!((Camera::fit(&[], SIZE, 40.0, 11.0).zoom - Camera::MIN_ZOOM).abs() < 1e-12, "no place");
    }

    #[test]
    fn a_clamped_view_does_not_leave_the_world() {
        let mut camera = Camera { centre: WorldPos::new(-2.25, -3.0), zoom: -5.0 };
        camera.clamp(SIZE);
        let bounds = camera.bounds(SIZE);
        assert!((camera.centre.x - 0.75).abs() < 1e-12, "x comes round");
        let beyond = f64::from(Camera::BEYOND) / camera.points_per_world() + 1e-9;
        assert!(bounds.min.y >= -beyond && bounds.max.y <= 1.0 + beyond, "hardly any north of the north: {bounds:?}");
    }

    fn cameras() -> impl Strategy<Value = Camera> {
        (0.0..1.0, 0.05..0.95, Camera::MIN_ZOOM..Camera::MAX_ZOOM)
            .prop_map(|(x, y, zoom)| Camera { centre: WorldPos::new(x, y), zoom })
    }

    proptest! {
        #[test]
        fn what_is_under_the_pointer_stays_there(mut camera in cameras(), px in -400f32..400.0, py in -250f32..250.0, factor in 0.2..5.0) {
            let before = camera.world_from_screen([px, py]);
            camera.zoom_about([px, py], factor);
            let after = camera.screen_from_world_unwrapped(before);
            prop_assert!((after[0] - px).abs() < 0.01 && (after[1] - py).abs() < 0.01, "{after:?}");
        }

        #[test]
        fn screen_undoes_world(camera in cameras(), px in -400f32..400.0, py in -250f32..250.0) {
            let back = camera.screen_from_world_unwrapped(camera.world_from_screen([px, py]));
            prop_assert!((back[0] - px).abs() < 0.01 && (back[1] - py).abs() < 0.01, "{back:?}");
        }

        #[test]
        fn fitted_places_are_in_view(raw in prop::collection::vec((-60.0..70.0, -180.0..180.0), 1..8)) {
            let places: Vec<LatLon> = raw.into_iter().map(|(lat, lon)| at(lat, lon)).collect();
            let camera = Camera::fit(&places, SIZE, 40.0, 12.0);
            if camera.zoom > Camera::MIN_ZOOM {
                for &place in &places {
                    let [x, y] = camera.screen_from_world(project(place));
                    prop_assert!(x.abs() <= 360.1 && y.abs() <= 210.1, "{place:?} at ({x}, {y})");
                }
            }
        }
    }
}
