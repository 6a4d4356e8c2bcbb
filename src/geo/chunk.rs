//! A chunk: one tile of the map at one level of detail. Its triangles are made when it is first drawn.

use std::sync::OnceLock;

use super::format::{Cells, OVERLAP, RawChunk};
use super::mercator::{Bounds, WorldPos};

/// A line. The unit of its points is the width of the world, and they are relative to the chunk's origin.
pub type Polyline = Vec<[f32; 2]>;

/// An area to fill, and the coast lines to draw on top. The unit of all points is the width of the world, and they are relative to the
/// chunk's origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fill {
    /// The corners of the triangles.
    pub vertices: Vec<[f32; 2]>,
    /// Three indices into `vertices` for each triangle.
    pub triangles: Vec<u32>,
    /// The coast lines. There is no coast where an area was cut at the edge of its chunk. A closed line ends at its first point.
    pub outlines: Vec<Polyline>,
}

/// Everything that is drawn of a chunk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shapes {
    /// Land, drawn over the sea.
    pub land: Fill,
    /// Lakes, drawn over the land.
    pub lakes: Fill,
    /// Rivers; only the finer levels of detail have any.
    pub rivers: Vec<Polyline>,
    /// Borders between countries.
    pub country_borders: Vec<Polyline>,
    /// Borders of South Korean provinces, and of states in the largest federations.
    pub province_borders: Vec<Polyline>,
}

/// A tile of the map. Neighbouring tiles overlap a little, so their areas must be filled with opaque colours.
#[derive(Debug)]
pub struct Chunk {
    /// A number that is unique in the atlas, for use as the key of a cache.
    pub id: u32,
    /// The north-west corner; all vertices are relative to it.
    pub origin: WorldPos,
    /// The part of the world that the tile covers.
    pub bounds: Bounds,
    raw: RawChunk,
    shapes: OnceLock<Shapes>,
}

impl Chunk {
    pub(super) fn new(id: u32, raw: RawChunk) -> Self {
        let size = (-f64::from(raw.tile_zoom)).exp2();
        let origin = WorldPos::new(f64::from(raw.tile[0]) * size, f64::from(raw.tile[1]) * size);
        let bounds = Bounds { min: origin, max: WorldPos::new(origin.x + size, origin.y + size) };
        Self { id, origin, bounds, raw, shapes: OnceLock::new() }
    }

    /// The shapes to draw. The first call makes the triangles, which takes some tenths of a millisecond; later calls return the
    /// stored shapes.
    pub fn shapes(&self) -> &Shapes {
        self.shapes.get_or_init(|| {
            let grid = Grid::of(&self.raw);
            Shapes {
                land: grid.fill(&self.raw.land),
                lakes: grid.fill(&self.raw.lakes),
                rivers: grid.polylines(&self.raw.rivers),
                country_borders: grid.polylines(&self.raw.country),
                province_borders: grid.polylines(&self.raw.province),
            }
        })
    }

    /// Whether [`Self::shapes`] was called before, so that the shapes are ready.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.shapes.get().is_some()
    }
}

/// The grid of whole numbers in which the points of a chunk are stored.
struct Grid {
    /// The width of a cell, as a share of the width of the world. It is a power of two, so that the position of every point is exact in
    /// `f32`.
    cell: f32,
    /// The smallest and the largest coordinate of the grid, including the overlap. Areas were cut at these coordinates.
    frame: [i16; 2],
}

impl Grid {
    fn of(raw: &RawChunk) -> Self {
        let cells = 1 << raw.bits;
        Self { cell: (-((raw.tile_zoom + raw.bits) as f32)).exp2(), frame: [-OVERLAP as i16, (cells + OVERLAP) as i16] }
    }

    fn point(&self, cell: [i16; 2]) -> [f32; 2] {
        [f32::from(cell[0]) * self.cell, f32::from(cell[1]) * self.cell]
    }

    fn polylines(&self, lines: &[Cells]) -> Vec<Polyline> {
        lines.iter().map(|line| line.iter().map(|&cell| self.point(cell)).collect()).collect()
    }

    fn fill(&self, polygons: &[Vec<Cells>]) -> Fill {
        let mut fill = Fill::default();
        let mut cutter = earcut::Earcut::<f64>::new();
        let (mut flat, mut holes, mut triangles) = (Vec::new(), Vec::<u32>::new(), Vec::<u32>::new());
        for rings in polygons {
            flat.clear();
            holes.clear();
            for (index, ring) in rings.iter().enumerate() {
                if index > 0 {
                    holes.push(flat.len() as u32);
                }
                flat.extend(ring.iter().map(|cell| [f64::from(cell[0]), f64::from(cell[1])]));
                self.add_outlines(ring, &mut fill.outlines);
            }
            cutter.earcut(flat.iter().copied(), &holes, &mut triangles);
            let first = fill.vertices.len() as u32;
            fill.triangles.extend(triangles.iter().map(|index| first + index));
            fill.vertices.extend(rings.iter().flatten().map(|&cell| self.point(cell)));
        }
        fill
    }

    /// Whether the edge from `a` to `b` is a cut at the edge of the chunk, and not a coast.
    fn is_cut(&self, a: [i16; 2], b: [i16; 2]) -> bool {
        (0..2).any(|axis| a[axis] == b[axis] && self.frame.contains(&a[axis]))
    }

    /// Adds the coast lines of a ring: all of its edges except the cuts, joined into as few lines as possible.
    fn add_outlines(&self, ring: &Cells, outlines: &mut Vec<Polyline>) {
        let count = ring.len();
        let edge_is_cut = |index: usize| self.is_cut(ring[index % count], ring[(index + 1) % count]);
        let Some(cut) = (0..count).find(|&index| edge_is_cut(index)) else {
            outlines.push(ring.iter().chain(ring.first()).map(|&cell| self.point(cell)).collect());
            return;
        };
        // The loop starts after a cut, so that no line is split between the end and the beginning of the ring.
        let mut shore = Polyline::new();
        for index in cut + 1..=cut + count {
            if !edge_is_cut(index) {
                if shore.is_empty() {
                    shore.push(self.point(ring[index % count]));
                }
                shore.push(self.point(ring[(index + 1) % count]));
            } else if !shore.is_empty() {
                outlines.push(std::mem::take(&mut shore));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(land: Vec<Vec<Cells>>) -> RawChunk {
        RawChunk {
            tile_zoom: 1,
            tile: [1, 0],
            bits: 3,
            land,
            lakes: Vec::new(),
            country: Vec::new(),
            province: Vec::new(),
            rivers: Vec::new(),
        }
    }

    fn area(fill: &Fill) -> f32 {
        let corner = |index: &u32| fill.vertices[*index as usize];
        let doubled = fill.triangles.chunks(3).map(|t| {
            let [a, b, c] = [corner(&t[0]), corner(&t[1]), corner(&t[2])];
            ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).abs()
        });
        doubled.sum::<f32>() / 2.0
    }

    #[test]
    fn a_square_with_a_hole_is_filled_around_the_hole() {
        let outer = vec![[0, 0], [4, 0], [4, 4], [0, 4]];
        let hole = vec![[1, 1], [1, 2], [2, 2], [2, 1]];
        let chunk = Chunk::new(0, raw(vec![vec![outer, hole]]));
        let land = &chunk.shapes().land;
        assert!((area(land) * 256.0 - 15.0).abs() < 1e-4, "fifteen of sixteen cells, not {}", area(land) * 256.0);
        assert_eq!(land.outlines.len(), 2, "the shore and the hole's");
        assert_eq!(chunk.origin, WorldPos::new(0.5, 0.0), "the corner of its tile");
    }

    #[test]
    fn cuts_at_the_edge_are_no_shore() {
        // Land that comes in over the west edge, and land in the south-east corner.
        let bay = vec![[-2, 1], [3, 2], [-2, 5]];
        let corner = vec![[10, 6], [10, 10], [6, 10]];
        let chunk = Chunk::new(0, raw(vec![vec![bay], vec![corner]]));
        let shores: Vec<usize> = chunk.shapes().land.outlines.iter().map(Vec::len).collect();
        assert_eq!(shores, vec![3, 2], "one shore of two edges, one of one");
    }

    #[test]
    fn a_chunk_that_is_all_land_has_no_shore() {
        let chunk = Chunk::new(0, raw(vec![vec![vec![[-2, -2], [10, -2], [10, 10], [-2, 10]]]]));
        let land = &chunk.shapes().land;
        assert!(land.outlines.is_empty() && land.triangles.len() == 6, "{land:?}");
    }
}
