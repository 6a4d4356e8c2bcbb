//! Where sites are shown on a map, also those without a position.

use std::collections::HashMap;

use super::scenario::{LatLon, Scenario};
use super::table::{Id, SiteId};

/// The least distance between two sites without a position, in degrees. A larger distance is this one, doubled several times.
const LEAST_STEP: f64 = 0.3;
/// The number of sites in a row, and the number of rows up to which a row has so many. Beyond it the rows are twice as long.
const COLUMNS: usize = 8;
const MOST_ROWS: usize = COLUMNS / 2;
/// The largest distance between two rows, in degrees.
const MOST_GAP: f64 = 9.6;
/// No row is nearer to a pole than this, in degrees of latitude.
const MOST_LATITUDE: f64 = 80.0;

/// Where one site is shown.
#[derive(Clone, Copy)]
enum Shown {
    /// At a position that is in the file.
    At(LatLon),
    /// In the rows of the sites without a position, at this number, counted from 0.
    InRow(usize),
}

impl Scenario {
    /// Where each site is shown on a map, by site.
    ///
    /// Sites without a position stand in rows south of all others, from west to east in file order; all those of a campus are at one point. The
    /// first row begins where the others begin in the west, however many sites there are, so that a site that is added or removed moves
    /// none of those before it in the file.
    #[must_use]
    pub fn shown_positions(&self) -> Vec<LatLon> {
        let sites = self.sites.rows();
        let mut campuses: HashMap<&str, Shown> = HashMap::new();
        for site in sites {
            if let (Some(campus), Some(at)) = (site.place.as_deref(), site.at) {
                campuses.entry(campus).or_insert(Shown::At(at));
            }
        }
        let mut count = 0;
        let mut shown = Vec::with_capacity(sites.len());
        for site in sites {
            let mut next = || {
                count += 1;
                Shown::InRow(count - 1)
            };
            shown.push(match (site.at, site.place.as_deref()) {
                (Some(at), _) => Shown::At(at),
                (None, Some(campus)) => *campuses.entry(campus).or_insert_with(next),
                (None, None) => next(),
            });
        }
        let known: Vec<LatLon> = sites.iter().filter_map(|site| site.at).collect();
        let rows = Rows::south_of(&known, count);
        let at = |shown: Shown| match shown {
            Shown::At(at) => at,
            Shown::InRow(number) => rows.at(number),
        };
        shown.into_iter().map(at).collect()
    }

    /// Where a site is shown on a map: see [`Self::shown_positions`].
    #[must_use]
    pub fn shown_at(&self, site: SiteId) -> LatLon {
        self.sites[site].at.unwrap_or_else(|| self.shown_positions()[site.index()])
    }
}

/// The rows of the sites without a position.
struct Rows {
    /// The position of the first site.
    first: LatLon,
    /// The number of sites in a row.
    columns: usize,
    /// The distance between two sites of a row, in degrees.
    step: f64,
    /// The distance between two rows, in degrees.
    gap: f64,
}

impl Rows {
    /// The rows for `count` sites, south of the sites at `known`. All distances are whole steps, so that a site at `known` that is moved a
    /// little moves none of the rows.
    fn south_of(known: &[LatLon], count: usize) -> Self {
        let south = known.iter().map(|at| at.lat).reduce(f64::min).unwrap_or(0.0);
        let west = known.iter().map(|at| at.lon).reduce(f64::min).unwrap_or(0.0);
        let east = known.iter().map(|at| at.lon).reduce(f64::max).unwrap_or(0.0);
        let mut columns = COLUMNS;
        while count > columns * (columns / COLUMNS) * MOST_ROWS {
            columns *= 2;
        }
        let mut step = LEAST_STEP;
        // A row is no longer than the others are apart, so that these are not small in a view of all.
        while 2.0 * step * columns as f64 <= east - west {
            step *= 2.0;
        }
        let gap = step.min(MOST_GAP);
        let below = gap * (count.div_ceil(columns).max(1) - 1) as f64;
        let lat = ((south / gap - 0.5).floor() * gap).max(below - MOST_LATITUDE).min(MOST_LATITUDE);
        Self { first: LatLon { lat, lon: (west / step).round() * step }, columns, step, gap }
    }

    fn at(&self, number: usize) -> LatLon {
        let (row, column) = (number / self.columns, number % self.columns);
        let lon = self.first.lon + self.step * column as f64;
        LatLon { lat: self.first.lat - self.gap * row as f64, lon: (lon + 540.0).rem_euclid(360.0) - 180.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Reserve, Site};
    use crate::units::{Clock, Span};

    /// A site: its campus, or an empty text, and its position if it has one.
    type Placed = (&'static str, Option<(f64, f64)>);

    const SEOUL: Placed = ("", Some((37.57, 126.98)));
    const BUSAN: Placed = ("", Some((35.16, 128.86)));
    const NOWHERE: Placed = ("", None);
    const NONE: &[Placed] = &[];
    const FAR_APART: &[Placed] = &[("", Some((-75.0, -170.0))), ("", Some((60.0, 170.0)))];

    fn world(sites: &[Placed]) -> Scenario {
        let start = chrono::NaiveDate::from_ymd_opt(2022, 10, 15).unwrap().and_hms_opt(15, 0, 0).unwrap();
        let clock = Clock::new(chrono_tz::Asia::Seoul, start).unwrap();
        let mut world = Scenario::empty("Sites".into(), clock, Span(86_400));
        for (index, (campus, at)) in sites.iter().enumerate() {
            world.sites.push(Site {
                key: format!("site-{index}"),
                name: format!("Site {index}"),
                place: (!campus.is_empty()).then(|| (*campus).to_owned()),
                operator: None,
                at: at.map(|(lat, lon)| LatLon { lat, lon }),
                hazard: None,
                reserve: Reserve::default(),
                spreads: Vec::new(),
                restore: Vec::new(),
            });
        }
        world
    }

    #[test]
    fn sites_without_a_position_stand_apart_south_of_all_others() {
        for count in [1, 3, 8, 9, 32, 33, 500] {
            for known in [NONE, &[SEOUL], &[SEOUL, BUSAN], FAR_APART] {
                let shown = world(&[known, &vec![NOWHERE; count]].concat()).shown_positions();
                let (others, rows) = shown.split_at(known.len());
                for (index, one) in rows.iter().enumerate() {
                    assert!(one.lat.abs() < 80.01 && one.lon.abs() <= 180.0, "{one:?} of {count}");
                    let is_apart = |other: &LatLon| (one.lat - other.lat).abs() + (one.lon - other.lon).abs() > 0.29;
                    assert!(rows[..index].iter().all(is_apart), "{one:?} stands on another of {count}");
                    let is_south = others.iter().all(|other| one.lat < other.lat);
                    assert!(is_south || known == FAR_APART, "{one:?} of {count} stands among {others:?}");
                }
            }
        }
    }

    #[test]
    fn a_site_that_comes_or_goes_moves_none_before_it() {
        for known in [NONE, &[SEOUL, BUSAN]] {
            let shown = |count: usize| world(&[known, &vec![NOWHERE; count]].concat()).shown_positions();
            for count in 1..32 {
                let (fewer, more) = (shown(count), shown(count + 1));
                assert_eq!(fewer[..], more[..fewer.len()], "{count} sites and one more");
            }
        }
        let all = world(&[SEOUL, NOWHERE, NOWHERE, NOWHERE, NOWHERE]).shown_positions();
        let put = world(&[SEOUL, NOWHERE, NOWHERE, SEOUL, NOWHERE]).shown_positions();
        assert_eq!(all[..3], put[..3], "one of them is put on the map");
        assert_eq!(put[4], all[3], "those after it close up");
    }

    #[test]
    fn a_site_on_the_map_that_is_moved_a_little_moves_none_of_the_others() {
        let shown = |at: (f64, f64)| world(&[("", Some(at)), BUSAN, NOWHERE, NOWHERE]).shown_positions();
        let before = shown((37.57, 126.98));
        for at in [(37.6, 126.95), (37.5, 127.0), (37.1, 127.02), (37.57, 126.91)] {
            assert_eq!(shown(at)[2..], before[2..], "with a site at {at:?}");
        }
    }

    #[test]
    fn the_sites_of_a_campus_are_at_one_point() {
        let campus = ("Campus", None);
        let shown = world(&[NOWHERE, campus, NOWHERE, campus, NOWHERE]).shown_positions();
        assert_eq!(shown[1], shown[3], "one campus");
        let without = world(&[NOWHERE, campus, NOWHERE, NOWHERE]).shown_positions();
        assert_eq!([&shown[..3], &shown[4..]].concat(), without, "its second site takes no place of its own");
        let placed = world(&[("Campus", Some((37.57, 126.98))), campus]).shown_positions();
        assert_eq!(placed[1], placed[0], "where its other site is");
    }
}
