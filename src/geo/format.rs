//! Reads `assets/map.bin`. A damaged file never leads to a panic, and never to more memory than its size justifies.
//!
//! All numbers are unsigned LEB128 varints. Numbers marked `signed` are stored as zigzag values (0, -1, 1, -2, ...) in such a
//! varint.
//!
//! ```text
//! file    "FDMAP" 00 02 00, levels, level*, countries, country*, places, place*
//! level   from zoom in eighths, chunks, chunk*            (coarsest first)
//! chunk   tile zoom, tile x, tile y, bits, land, lakes, country borders, province borders, rivers
//! land    polygons, (rings, line*)*                       (the first ring is the outside, the others are holes)
//! lakes   as land
//! borders lines, line*                                    (rivers likewise)
//! line    points, (signed dx, signed dy)*                 (differences from the point before, at first from 0, 0)
//! country code, name, Hangul name, others, name*, regions, region*
//! region  name, Hangul name, short form                   (what is not known is empty)
//! place   name, Hangul name, signed latitude, signed longitude (1e-4 degrees), people, rank, from zoom in eighths,
//!         index of the country, 1 + index of the region in it (0: not known)
//! name    bytes, UTF-8
//! ```
//!
//! A chunk is a tile of the Web Mercator square: `2^-zoom` of the square wide, with points that are whole numbers in a grid of
//! `2^bits` cells per side. Points may be up to two cells outside the tile. So neighbouring tiles overlap, and no thin gap is
//! visible between them. If an edge of a ring is on the outermost lines of this larger grid, the edge is a cut and not a coast.

use std::sync::Arc;

use super::countries::{Country, Region};
use super::mercator::{LatLon, project};
use super::places::{Place, Rank};

/// By how many cells a chunk is larger than its tile, at each side.
pub(super) const OVERLAP: i32 = 2;

const MAGIC: &[u8; 8] = b"FDMAP\x00\x02\x00";

/// The reason why a map file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AtlasError {
    /// The file does not begin like a map file of this version.
    #[error("not a map file of version 2")]
    NotAMap,
    /// The file ends before everything was read.
    #[error("the map file ends early, at byte {at}")]
    EndsEarly {
        /// The length of the file, in bytes.
        at: usize,
    },
    /// A value in the file is out of its range.
    #[error("the map file is damaged at byte {at}: bad {what}")]
    Damaged {
        /// The position of the value, in bytes from the start of the file.
        at: usize,
        /// What kind of value was being read.
        what: &'static str,
    },
}

/// A line or ring as it is stored: points in the chunk's grid.
pub(super) type Cells = Vec<[i16; 2]>;

/// A chunk as it is stored.
#[derive(Debug)]
pub(super) struct RawChunk {
    pub tile_zoom: u32,
    pub tile: [u32; 2],
    pub bits: u32,
    pub land: Vec<Vec<Cells>>,
    pub lakes: Vec<Vec<Cells>>,
    pub country: Vec<Cells>,
    pub province: Vec<Cells>,
    pub rivers: Vec<Cells>,
}

/// One level of detail as it is stored: the smallest zoom at which it is used, and its chunks.
pub(super) type RawLevel = (f64, Vec<RawChunk>);

/// A country and the regions of it that places are in.
#[derive(Debug)]
pub(super) struct CountryRow {
    pub country: Arc<Country>,
    pub regions: Vec<Arc<Region>>,
}

/// A map file as it is stored.
#[derive(Debug)]
pub(super) struct RawMap {
    pub levels: Vec<RawLevel>,
    pub countries: Vec<CountryRow>,
    pub places: Vec<Place>,
}

/// Reads a whole map file.
pub(super) fn read(bytes: &[u8]) -> Result<RawMap, AtlasError> {
    if !bytes.starts_with(MAGIC) {
        return Err(AtlasError::NotAMap);
    }
    let mut reader = Reader { bytes, at: MAGIC.len() };
    let levels = reader.many("level", Reader::level)?;
    let countries = reader.many("country", Reader::country)?;
    let places = reader.many("place", |reader| reader.place(&countries))?;
    if levels.is_empty() || reader.at != bytes.len() {
        return Err(reader.damaged("length"));
    }
    Ok(RawMap { levels, countries, places })
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn damaged(&self, what: &'static str) -> AtlasError {
        AtlasError::Damaged { at: self.at, what }
    }

    fn unsigned(&mut self) -> Result<u32, AtlasError> {
        let mut value = 0u32;
        for shift in (0..32).step_by(7) {
            let byte = *self.bytes.get(self.at).ok_or(AtlasError::EndsEarly { at: self.at })?;
            self.at += 1;
            if shift == 28 && byte > 0x0f {
                break;
            }
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.damaged("number"))
    }

    fn signed(&mut self) -> Result<i32, AtlasError> {
        let value = self.unsigned()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    fn up_to(&mut self, most: u32, what: &'static str) -> Result<u32, AtlasError> {
        let value = self.unsigned()?;
        if value <= most { Ok(value) } else { Err(self.damaged(what)) }
    }

    /// Reads a count, and then as many items. Each item is at least one byte long, so the count cannot be greater than the number
    /// of bytes left.
    fn many<T>(
        &mut self,
        what: &'static str,
        read: impl Fn(&mut Self) -> Result<T, AtlasError>,
    ) -> Result<Vec<T>, AtlasError> {
        let count = self.unsigned()? as usize;
        if count > self.bytes.len() - self.at {
            return Err(self.damaged(what));
        }
        // The list grows while it is filled, because a damaged count could ask for too much memory.
        let mut found = Vec::with_capacity(count.min(1_024));
        for _ in 0..count {
            found.push(read(self)?);
        }
        Ok(found)
    }

    fn level(&mut self) -> Result<RawLevel, AtlasError> {
        let from_zoom = f64::from(self.up_to(30 * 8, "zoom")?) / 8.0;
        Ok((from_zoom, self.many("chunk", Self::chunk)?))
    }

    fn chunk(&mut self) -> Result<RawChunk, AtlasError> {
        let tile_zoom = self.up_to(20, "tile")?;
        let last = (1 << tile_zoom) - 1;
        let tile = [self.up_to(last, "tile")?, self.up_to(last, "tile")?];
        let bits = self.up_to(14, "grid")?;
        let line = |reader: &mut Self| reader.line(bits);
        let polygon = |reader: &mut Self| reader.many("ring", line);
        Ok(RawChunk {
            tile_zoom,
            tile,
            bits,
            land: self.many("polygon", polygon)?,
            lakes: self.many("polygon", polygon)?,
            country: self.many("line", line)?,
            province: self.many("line", line)?,
            rivers: self.many("line", line)?,
        })
    }

    fn line(&mut self, bits: u32) -> Result<Cells, AtlasError> {
        let allowed = -OVERLAP..=(1 << bits) + OVERLAP;
        let count = self.unsigned()? as usize;
        if count > (self.bytes.len() - self.at) / 2 {
            return Err(self.damaged("line"));
        }
        let mut points = Vec::with_capacity(count);
        let (mut x, mut y) = (0i32, 0i32);
        for _ in 0..count {
            x = x.wrapping_add(self.signed()?);
            y = y.wrapping_add(self.signed()?);
            if !(allowed.contains(&x) && allowed.contains(&y)) {
                return Err(self.damaged("point"));
            }
            points.push([x as i16, y as i16]);
        }
        Ok(points)
    }

    fn text(&mut self) -> Result<String, AtlasError> {
        let length = self.unsigned()? as usize;
        let end = self.at.saturating_add(length);
        let raw = self.bytes.get(self.at..end).ok_or(AtlasError::EndsEarly { at: self.bytes.len() })?;
        let text = std::str::from_utf8(raw).map_err(|_| self.damaged("name"))?.to_owned();
        self.at = end;
        Ok(text)
    }

    /// A text that is empty if it is not known.
    fn known_text(&mut self) -> Result<Option<String>, AtlasError> {
        Ok(Some(self.text()?).filter(|text| !text.is_empty()))
    }

    fn country(&mut self) -> Result<CountryRow, AtlasError> {
        let country = Country {
            code: self.text()?,
            name: self.text()?,
            hangul: self.text()?,
            others: self.many("name", Self::text)?,
        };
        Ok(CountryRow { country: Arc::new(country), regions: self.many("region", Self::region)? })
    }

    fn region(&mut self) -> Result<Arc<Region>, AtlasError> {
        let (name, hangul, short) = (self.text()?, self.known_text()?, self.known_text()?);
        Ok(Arc::new(Region { name, hangul, short }))
    }

    /// The country of a place, and its region if that is known.
    fn within(&mut self, countries: &[CountryRow]) -> Result<(Arc<Country>, Option<Arc<Region>>), AtlasError> {
        let row = countries.get(self.unsigned()? as usize).ok_or_else(|| self.damaged("country"))?;
        let region = match (self.unsigned()? as usize).checked_sub(1) {
            Some(index) => Some(row.regions.get(index).ok_or_else(|| self.damaged("region"))?.clone()),
            None => None,
        };
        Ok((row.country.clone(), region))
    }

    fn place(&mut self, countries: &[CountryRow]) -> Result<Place, AtlasError> {
        let (name, hangul) = (self.text()?, self.known_text()?);
        let (lat, lon) = (f64::from(self.signed()?) / 1e4, f64::from(self.signed()?) / 1e4);
        if lat.abs() > 90.0 || lon.abs() > 180.0 {
            return Err(self.damaged("place"));
        }
        let population = self.unsigned()?;
        let rank = match self.unsigned()? {
            0 => Rank::Capital,
            1 => Rank::Seat,
            2 => Rank::City,
            3 => Rank::District,
            _ => return Err(self.damaged("rank")),
        };
        let from_zoom = self.up_to(30 * 8, "zoom")? as f32 / 8.0;
        let at = LatLon { lat, lon };
        let (country, region) = self.within(countries)?;
        Ok(Place { name, hangul, at, world: project(at), population, rank, from_zoom, country, region })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A map file with one level, one chunk with a triangle of land, one country with a region, and one place.
    fn small() -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.extend([1, 0, 1, 0, 0, 0, 13, 1, 1, 3, 2, 2, 8, 0, 0, 8, 0, 0, 0, 0]);
        file.extend([1, 1, b'C', 1, b'D', 1, b'E', 1, 1, b'F', 1, 1, b'R', 0, 1, b'S']);
        file.extend([1, 1, b'A', 0, 0, 0, 5, 2, 16, 0, 1]);
        file
    }

    #[test]
    fn a_small_file_reads_as_written() {
        let RawMap { levels, countries, places } = read(&small()).expect("the file is whole");
        assert_eq!(levels[0].1[0].land, vec![vec![vec![[1, 1], [5, 1], [5, 5]]]], "the triangle");
        assert_eq!((places[0].name.as_str(), places[0].population), ("A", 5), "the place");
        assert_eq!(countries[0].country.names().collect::<Vec<_>>(), ["C", "D", "E", "F"]);
        assert_eq!(countries[0].regions[0].names().collect::<Vec<_>>(), ["R", "S"], "no Hangul");
        assert_eq!((&*places[0].country, places[0].region_in(false)), (&*countries[0].country, Some("R")));
    }

    #[test]
    fn a_place_without_a_region_has_none_and_one_outside_the_table_is_refused() {
        let with_end = |end: [u8; 2]| {
            let mut file = small();
            let at = file.len() - 2;
            file[at..].copy_from_slice(&end);
            read(&file)
        };
        assert_eq!(with_end([0, 0]).expect("the file is whole").places[0].region, None);
        for (end, what) in [([1, 0], "bad country"), ([0, 2], "bad region")] {
            let error = with_end(end).expect_err("it is not in the table").to_string();
            assert!(error.ends_with(what), "{error}");
        }
    }

    #[test]
    fn a_file_cut_short_anywhere_is_refused() {
        let whole = small();
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn errors_say_where() {
        let mut file = small();
        file.truncate(12);
        assert_eq!(read(&file).unwrap_err().to_string(), "the map file ends early, at byte 12", "cut short");
        assert_eq!(read(b"nothing").unwrap_err(), AtlasError::NotAMap, "something else");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(tail in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut file = MAGIC.to_vec();
            file.extend(tail);
            let _ = read(&file);
        }
    }
}
