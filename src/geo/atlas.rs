//! The world map that is included in the program: its levels of detail, the chunks of each level, and the towns whose names are shown.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use super::chunk::Chunk;
use super::countries::region_key;
use super::format::{self, AtlasError, CountryRow};
use super::mercator::{Bounds, WorldPos};
use super::namesakes::{Namesakes, Whereabouts, whereabouts};
use super::places::Place;
use crate::text::{Search, name_key};

/// A map that has been read from a file. Reading takes some milliseconds. The triangles of a chunk are made only when the chunk is
/// drawn for the first time.
#[derive(Debug)]
pub struct Atlas {
    levels: Vec<Level>,
    countries: Vec<CountryRow>,
    places: Vec<Place>,
    /// The keys of all names of countries and regions. These and the namesakes are made when somebody searches for a place.
    region_keys: OnceLock<HashSet<String>>,
    namesakes: OnceLock<Namesakes>,
}

#[derive(Debug)]
struct Level {
    from_zoom: f64,
    chunks: Vec<Chunk>,
}

/// A chunk of the map and the position at which it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The chunk.
    pub chunk: &'a Chunk,
    /// The number of world widths by which the chunk is moved to the east. It is 0 unless the view crosses the date line.
    pub turns: i32,
}

impl Shown<'_> {
    /// The position at which the chunk's origin is drawn; its `x` may be outside `0..1`.
    #[must_use]
    pub fn origin(&self) -> WorldPos {
        WorldPos::new(self.chunk.origin.x + f64::from(self.turns), self.chunk.origin.y)
    }
}

impl Atlas {
    /// The map that is included in the program. It is read at the first call.
    ///
    /// # Panics
    /// Panics if the bundled map is damaged. This cannot happen in a program that passed its tests, because they read the same
    /// bytes.
    pub fn bundled() -> &'static Self {
        static BUNDLED: LazyLock<Atlas> = LazyLock::new(|| {
            Atlas::read(include_bytes!("../../assets/map.bin")).expect("the bundled map is read in the tests")
        });
        &BUNDLED
    }

    /// Reads a map file.
    ///
    /// # Errors
    /// The error gives the position at which the file is damaged or ends early.
    pub fn read(bytes: &[u8]) -> Result<Self, AtlasError> {
        let map = format::read(bytes)?;
        let mut ids = 0..;
        let mut levels: Vec<Level> = map
            .levels
            .into_iter()
            .map(|(from_zoom, raw)| Level {
                from_zoom,
                chunks: raw.into_iter().zip(&mut ids).map(|(raw, id)| Chunk::new(id, raw)).collect(),
            })
            .collect();
        levels.sort_by(|a, b| a.from_zoom.total_cmp(&b.from_zoom));
        let (region_keys, namesakes) = (OnceLock::new(), OnceLock::new());
        Ok(Self { levels, countries: map.countries, places: map.places, region_keys, namesakes })
    }

    /// The chunks to draw: all chunks in the view, at the level of detail for this zoom. They are repeated if the view crosses the
    /// date line.
    pub fn visible(&self, view: Bounds, zoom: f64) -> impl Iterator<Item = Shown<'_>> {
        let level = self.levels.iter().rev().find(|level| level.from_zoom <= zoom).or(self.levels.first());
        // A view that is wider than a few worlds is a mistake, and must not lead to a very long loop.
        let first = view.min.x.floor().max(-4.0) as i32;
        let last = view.max.x.floor().min(4.0) as i32;
        (first..=last).flat_map(move |turns| {
            let view = view.shifted(f64::from(-turns));
            let chunks = level.map_or(&[][..], |level| &level.chunks);
            let seen = chunks.iter().filter(move |chunk| chunk.bounds.intersects(&view));
            seen.map(move |chunk| Shown { chunk, turns })
        })
    }

    /// All places, the most important first. Capitals and seats of provinces count for more than their population.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Whether a country or region of the map has this whole name or code.
    #[must_use]
    pub fn has_region(&self, name: &str) -> bool {
        let keys = self.region_keys.get_or_init(|| {
            let of_countries = self.countries.iter().flat_map(|row| row.country.names()).map(name_key);
            let regions = self.countries.iter().flat_map(|row| &row.regions);
            of_countries.chain(regions.flat_map(|region| region.names()).map(region_key)).collect()
        });
        keys.contains(&name_key(name)) || keys.contains(&region_key(name))
    }

    /// Whether the name of a country or region of the map contains what was typed.
    #[must_use]
    pub fn may_have_region(&self, typed: &Search) -> bool {
        let is_here = |row: &CountryRow| {
            let of_regions = row.regions.iter().flat_map(|region| region.names());
            row.country.names().chain(of_regions).any(|name| typed.finds(name))
        };
        self.countries.iter().any(is_here)
    }

    /// Where a place of the map is, in as many words as tell it apart from the others of its name.
    #[must_use]
    pub fn whereabouts<'a>(&'a self, place: &'a Place, korean: bool) -> Whereabouts<'a> {
        let same: Vec<&Place> = self.namesakes(place, korean).iter().map(|index| &self.places[*index]).collect();
        whereabouts(place, &same, korean)
    }

    /// The name of a place of the map, with its whereabouts if other places have the name too.
    #[must_use]
    pub fn unique_name(&self, place: &Place, korean: bool) -> String {
        let name = place.name_in(korean);
        if self.namesakes(place, korean).is_empty() {
            return name.to_owned();
        }
        format!("{name}, {}", self.whereabouts(place, korean))
    }

    fn namesakes(&self, place: &Place, korean: bool) -> &[usize] {
        self.namesakes.get_or_init(|| Namesakes::of(&self.places)).of_place(place, korean)
    }

    /// The places whose names are shown in a view, the most important first. Each position is on the copy of the world that is
    /// nearest to the middle of the view.
    pub fn visible_places(&self, view: Bounds, zoom: f64) -> impl Iterator<Item = (&Place, WorldPos)> {
        let middle = WorldPos::new(f64::midpoint(view.min.x, view.max.x), 0.5);
        self.places
            .iter()
            .filter(move |place| f64::from(place.from_zoom) <= zoom)
            .map(move |place| (place, place.world.nearest_to(middle)))
            .filter(move |(_, at)| view.contains(*at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::camera::Camera;
    use super::super::mercator::{LatLon, project};
    use super::*;
    use proptest::prelude::*;

    const SIZE: [f32; 2] = [820.0, 460.0];

    fn at(lat: f64, lon: f64) -> LatLon {
        LatLon { lat, lon }
    }

    /// Whether there is land at this position, and no lake, at the finest level of detail.
    fn is_dry(lat: f64, lon: f64) -> bool {
        let at = project(at(lat, lon));
        let here = Bounds { min: at, max: at };
        let inside = |shown: &Shown<'_>, fill: &super::super::chunk::Fill| {
            let [x, y] = [(at.x - shown.origin().x) as f32, (at.y - shown.origin().y) as f32];
            fill.triangles.chunks(3).any(|corners| {
                let [a, b, c] = [0, 1, 2].map(|i| fill.vertices[corners[i] as usize]);
                let side = |p: [f32; 2], q: [f32; 2]| (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
                let sides = [side(a, b), side(b, c), side(c, a)];
                sides.iter().all(|&s| s >= 0.0) || sides.iter().all(|&s| s <= 0.0)
            })
        };
        let found: Vec<Shown<'_>> = Atlas::bundled().visible(here, 12.0).collect();
        let any = |pick: fn(&super::super::chunk::Shapes) -> &super::super::chunk::Fill| {
            found.iter().any(|shown| inside(shown, pick(shown.chunk.shapes())))
        };
        any(|shapes| &shapes.land) && !any(|shapes| &shapes.lakes)
    }

    #[test]
    fn the_bundled_map_knows_land_from_water() {
        for (name, lat, lon, dry) in [
            ("Pangyo", 37.3948, 127.1112, true),
            ("Incheon airport", 37.460, 126.440, true),
            ("Jeju", 33.38, 126.55, true),
            ("Ulleungdo", 37.50, 130.86, true),
            ("the bay of Asan's mouth", 37.10, 126.55, false),
            ("the Yellow Sea", 36.5, 124.5, false),
            ("the East Sea", 38.0, 131.0, false),
            ("Toronto", 43.70, -79.42, true),
            ("Lake Ontario", 43.45, -78.5, false),
            ("the Caspian", 41.5, 51.0, false),
            ("Chukotka, past the date line", 66.5, -175.0, true),
            ("Chukotka, before it", 67.0, 178.0, true),
            ("the South Pole's coast", -80.0, 30.0, true),
            ("the Bering Sea", 58.0, 179.9, false),
        ] {
            assert_eq!(is_dry(lat, lon), dry, "{name}");
        }
    }

    #[test]
    fn chunks_have_ids_of_their_own_and_only_drawable_triangles() {
        let atlas = Atlas::bundled();
        let mut last = None;
        for chunk in atlas.levels.iter().flat_map(|level| &level.chunks) {
            assert!(last < Some(chunk.id), "chunk {} again", chunk.id);
            last = Some(chunk.id);
        }
        let view = Camera::new(at(37.4, 127.1), 9.0).bounds(SIZE);
        for shown in atlas.visible(view, 9.0) {
            let land = &shown.chunk.shapes().land;
            assert!(land.triangles.iter().all(|&i| (i as usize) < land.vertices.len()), "chunk {}", shown.chunk.id);
        }
    }

    #[test]
    fn a_view_over_the_date_line_shows_both_sides() {
        let mut camera = Camera::new(at(60.0, 179.9), 3.0);
        camera.clamp(SIZE);
        let turns: Vec<i32> = Atlas::bundled().visible(camera.bounds(SIZE), 3.0).map(|shown| shown.turns).collect();
        assert!(turns.contains(&0) && turns.contains(&1), "{turns:?}");
    }

    #[test]
    fn far_out_a_few_chunks_do() {
        let atlas = Atlas::bundled();
        let whole = Camera::new(at(20.0, 0.0), 1.5).bounds(SIZE);
        assert!(atlas.visible(whole, 1.5).count() <= 12, "the world");
        let korea = Camera::new(at(36.4, 127.8), 6.6).bounds(SIZE);
        assert!((1..=24).contains(&atlas.visible(korea, 6.6).count()), "Korea");
    }

    #[test]
    fn korean_cities_have_their_names() {
        let find = |name: &str| Atlas::bundled().places().iter().find(|place| place.name == name);
        for (name, hangul) in [
            ("Seoul", "서울"),
            ("Seongnam", "성남"),
            ("Anyang", "안양"),
            ("Chuncheon", "춘천"),
            ("Pangyo", "판교"),
            ("Leipzig", "라이프치히"),
        ] {
            let place = Atlas::bundled().places().iter().filter(|place| place.name == name);
            assert!(place.into_iter().any(|place| place.hangul.as_deref() == Some(hangul)), "{name}");
        }
        assert!(find("Seoul").is_some_and(Place::is_capital), "Seoul is a capital");
    }

    #[test]
    fn every_town_has_a_country_with_names_in_both_languages() {
        let atlas = Atlas::bundled();
        for place in atlas.places() {
            let country = &place.country;
            assert_eq!(country.code.len(), 2, "{}", place.name);
            assert!(atlas.has_region(&country.name) && atlas.has_region(&country.hangul), "{}", place.name);
            let is_hangul = |letter: char| ('가'..='힣').contains(&letter);
            assert!(country.hangul.contains(is_hangul) && !country.name.contains(is_hangul), "{country:?}");
        }
        for name in ["KR", "kor", "Korea", "한국", "USA", "united kingdom", "UK", "Illinois", "VT", "일리노이", "nsw"]
        {
            assert!(atlas.has_region(name), "{name}");
        }
        assert!(!atlas.has_region("") && !atlas.has_region("Seoul DC") && !atlas.has_region("Illi"));
        assert!(atlas.may_have_region(&Search::of("illi")) && !atlas.may_have_region(&Search::of("Zzyzzyville")));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_damaged_map_is_refused_or_drawn_but_never_a_panic(at in 8usize..200_000, byte in any::<u8>()) {
            let mut bytes = include_bytes!("../../assets/map.bin").to_vec();
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Ok(atlas) = Atlas::read(&bytes) {
                for chunk in atlas.levels.iter().take(1).flat_map(|level| &level.chunks) {
                    chunk.shapes();
                }
            }
        }
    }
}
