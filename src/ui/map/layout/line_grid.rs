//! A grid that records where lines are on the map, so that names and chips can avoid them where there is space.

use egui::{Pos2, Rect};

use super::line_ends::LineEnds;
use crate::ui::ViewContext;
use crate::ui::map::links::{Curve, End, Link, MOST_DRAWN};

/// The width and height of a cell, in points.
const CELL: f32 = 8.0;

/// The weight of a cell that a line crosses.
pub const LINE: u32 = 4;
/// The weight of a cell that only sparks cross. It is smaller because sparks are visible only for a short time.
const SPARK: u32 = 1;

/// The weights of the cells of a map, as two-dimensional prefix sums from the upper left corner.
#[derive(Clone, Debug)]
pub struct LineGrid {
    corner: Pos2,
    columns: usize,
    rows: usize,
    sums: Vec<u32>,
}

/// A line, and the weight of the cells that it crosses.
struct WeightedLine {
    weight: u32,
    ends: [End; 2],
}

impl LineGrid {
    /// Records the lines of a map. Their levels do not matter, so the grid does not depend on the moment.
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

    /// The sum of the weights of all cells that a rectangle touches: [`LINE`] for each cell that a line crosses, and [`SPARK`] for each
    /// cell that only sparks cross.
    pub fn under(&self, rect: Rect) -> u32 {
        let cell = |along: f32, most: usize| (along / CELL).clamp(0.0, most as f32);
        let [left, right] = [rect.min.x, rect.max.x].map(|x| cell(x - self.corner.x, self.columns));
        let [top, bottom] = [rect.min.y, rect.max.y].map(|y| cell(y - self.corner.y, self.rows));
        let sum = |x: f32, y: f32| self.sums[y as usize * (self.columns + 1) + x as usize];
        let (left, top, right, bottom) = (left.floor(), top.floor(), right.ceil(), bottom.ceil());
        sum(right, bottom) + sum(left, top) - sum(left, bottom) - sum(right, top)
    }
}

/// All lines: the links between rings, and the curves on which sparks travel to the chips below the map.
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

/// Points on the straight line between two points, at most the size of a cell apart.
fn steps(from: Pos2, to: Pos2) -> impl Iterator<Item = Pos2> {
    let count = (from.distance(to) / CELL).ceil().max(1.0) as u16;
    (0..count).map(move |step| from.lerp(to, f32::from(step) / f32::from(count)))
}

/// Two-dimensional prefix sums: for each corner of a cell, the sum of all cells to the left of it and above it.
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
