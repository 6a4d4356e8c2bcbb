//! Where lines run on a picture of the map, so that names and chips keep off them where there is room.

use egui::{Pos2, Rect};

use super::line_ends::LineEnds;
use crate::ui::ViewContext;
use crate::ui::map::links::{Curve, End, Link, MOST_DRAWN};

/// Side of a cell, in points.
const CELL: f32 = 8.0;

/// How much a cell counts that a line runs through, and one with sparks only, which soon are gone.
pub const LINE: u32 = 4;
const SPARK: u32 = 1;

/// The cells of a map that lines run through, summed up from the upper left corner.
#[derive(Clone, Debug)]
pub struct LineGrid {
    corner: Pos2,
    columns: usize,
    rows: usize,
    sums: Vec<u32>,
}

/// A line, and how much its cells count.
struct WeightedLine {
    weight: u32,
    ends: [End; 2],
}

impl LineGrid {
    /// The lines of a picture, whatever their state: time changes nothing.
    pub fn of(context: &ViewContext<'_>, ends: &LineEnds<'_>, links: &[Link]) -> Self {
        let marks = ends.marks;
        let rect = marks.screen.rect;
        let [columns, rows] = [rect.width(), rect.height()].map(|side| (side / CELL).ceil().max(1.0) as usize);
        let mut cells = vec![0u32; columns * rows];
        let lines = if marks.shows_fields() { Vec::new() } else { lines(context, ends, links) };
        for WeightedLine { weight, ends: [from, to] } in lines {
            for curve in Curve::between(from, to, marks.world_width()).filter(|curve| curve.is_in(rect)) {
                let points = curve.points(rect);
                for at in points.windows(2).flat_map(|pair| steps(pair[0], pair[1])).filter(|at| rect.contains(*at)) {
                    let [column, row] = (at - rect.min).into();
                    let [column, row] = [(column / CELL) as usize, (row / CELL) as usize];
                    let cell = &mut cells[row.min(rows - 1) * columns + column.min(columns - 1)];
                    *cell = weight.max(*cell);
                }
            }
        }
        Self { corner: rect.min, columns, rows, sums: summed(&cells, columns, rows) }
    }

    /// How much runs under a rectangle: for each cell [`LINE`] where a line does, else [`SPARK`] where sparks do.
    pub fn under(&self, rect: Rect) -> u32 {
        let cell = |along: f32, most: usize| (along / CELL).clamp(0.0, most as f32);
        let [left, right] = [rect.min.x, rect.max.x].map(|x| cell(x - self.corner.x, self.columns));
        let [top, bottom] = [rect.min.y, rect.max.y].map(|y| cell(y - self.corner.y, self.rows));
        let sum = |x: f32, y: f32| self.sums[y as usize * (self.columns + 1) + x as usize];
        let (left, top, right, bottom) = (left.floor(), top.floor(), right.ceil(), bottom.ceil());
        sum(right, bottom) + sum(left, top) - sum(left, bottom) - sum(right, top)
    }
}

/// All lines: the links between rings, and what sparks follow to the chips below the map.
fn lines(context: &ViewContext<'_>, ends: &LineEnds<'_>, links: &[Link]) -> Vec<WeightedLine> {
    let link = |link: &Link| WeightedLine { weight: LINE, ends: link.ends.map(|mark| ends.of_mark(mark)) };
    let links = links.iter().take(MOST_DRAWN).map(link);
    let to_footer = ends.footer.iter().flat_map(|footer| &footer.block.chips).flat_map(|chip| {
        let dependencies = context.world.services[chip.service].dependencies.iter().take(MOST_DRAWN);
        let from = dependencies.filter_map(|dependency| ends.of_service(dependency.service));
        from.map(|from| WeightedLine { weight: SPARK, ends: [from, End::Chip(chip.rect)] })
    });
    links.chain(to_footer).collect()
}

/// Points from one to another, no two further apart than a cell.
fn steps(from: Pos2, to: Pos2) -> impl Iterator<Item = Pos2> {
    let count = (from.distance(to) / CELL).ceil().max(1.0) as u16;
    (0..count).map(move |step| from.lerp(to, f32::from(step) / f32::from(count)))
}

/// By corner of a cell, the sum of all cells left of it and above it.
fn summed(cells: &[u32], columns: usize, rows: usize) -> Vec<u32> {
    let mut sums = vec![0; (columns + 1) * (rows + 1)];
    for y in 0..rows {
        let mut row = 0;
        for x in 0..columns {
            row += cells[y * columns + x];
            sums[(y + 1) * (columns + 1) + x + 1] = sums[y * (columns + 1) + x + 1] + row;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_rectangle_counts_the_cells_that_it_touches(
            cells in prop::collection::vec(0u32..2, 12),
            x in -20f32..50.0,
            y in -20f32..40.0,
            width in 0.5f32..60.0,
            height in 0.5f32..40.0,
        ) {
            let grid = LineGrid { corner: Pos2::ZERO, columns: 4, rows: 3, sums: summed(&cells, 4, 3) };
            let rect = Rect::from_min_max(pos2(x, y), pos2(x + width, y + height));
            let touched = (0..12u8).filter(|index| {
                let corner = CELL * pos2(f32::from(index % 4), f32::from(index / 4)).to_vec2();
                let cell = Rect::from_min_size(corner.to_pos2(), egui::Vec2::splat(CELL));
                let both = cell.intersect(rect);
                cells[usize::from(*index)] == 1 && both.width() > 0.0 && both.height() > 0.0
            });
            prop_assert_eq!(grid.under(rect), touched.count() as u32);
        }
    }
}
