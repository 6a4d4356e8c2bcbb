//! Places the names of cities where the other labels leave space.

use egui::{Pos2, Rect, vec2};

use super::LayoutInput;
use super::obstacles::Obstacles;
use crate::geo::{Atlas, Rank};
use crate::ui::map::words;
use crate::ui::text::Language;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};

/// The largest number of cities whose names are shown.
const MOST_CITIES: usize = 70;
/// The distances below its city at which a name is tried, in points, the preferred one first. Negative ones are above it.
const DOWN: [f32; 5] = [0.0, -24.0, 24.0, -48.0, 48.0];
/// The number of these distances that are tried for a small city.
const FEW: usize = 3;

/// The name of a city.
#[derive(Clone, Debug)]
pub struct City {
    pub name: &'static str,
    /// The upper left corner of the name.
    pub at: Pos2,
    /// The size of its font, in points.
    pub size: f32,
}

/// Places the names of the cities in view, the most important first.
pub(super) fn place_cities(input: &LayoutInput<'_>, obstacles: &mut Obstacles) -> Vec<City> {
    let is_korean = input.key.language == Language::Korean;
    let screen = input.marks.screen;
    let places = Atlas::bundled().visible_places(screen.bounds(0.0), screen.camera.zoom);
    let mut cities = Vec::new();
    for (place, at) in places.take(4 * MOST_CITIES) {
        let size = match place.rank {
            Rank::Capital => TEXT_BODY,
            Rank::Seat | Rank::City | Rank::District => TEXT_SMALL,
        };
        let name = place.name_in(is_korean);
        let extent = words::line(input.painter, name, size).size();
        let at = screen.pos_unwrapped(at);
        let around = |name: Rect| name.expand2(vec2(6.0, 2.0));
        let free = DOWN
            .into_iter()
            .take(if place.rank <= Rank::Seat { DOWN.len() } else { FEW })
            .map(|down| Rect::from_center_size(at + vec2(0.0, down), extent))
            .filter(|name| obstacles.is_in_label_area(*name) && !obstacles.overlaps(around(*name)))
            .min_by_key(|name| obstacles.lines.under(*name));
        let Some(rect) = free else { continue };
        obstacles.add(around(rect));
        cities.push(City { name, at: rect.min, size });
        if cities.len() >= MOST_CITIES {
            break;
        }
    }
    cities
}
