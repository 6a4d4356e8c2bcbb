//! The positions of the dots in the strip of Monte Carlo runs. The horizontal position of a dot shows the loss of its run; dots that
//! would overlap are stacked.

use egui::{Pos2, Rangef, Rect};

use crate::study::ensemble::Drawn;

/// The width and height of a dot, and the width of a column in which dots are stacked, in points.
pub const DOT: f32 = 3.0;
const COLUMN: f32 = 4.0;

/// The positions of the dots of all runs.
pub struct Dots {
    /// For each run, the centre of its dot on the screen.
    pub at: Vec<Pos2>,
    x: Rangef,
    least: f64,
    most: f64,
}

impl Dots {
    /// Computes the positions for runs that are sorted by their loss, the smallest loss first. `rect` is the area of the dots.
    pub fn new(runs: &[Drawn], rect: Rect) -> Self {
        let lost = |run: &Drawn| run.lost_user_millisecs as f64;
        let (least, most) = (runs.first().map_or(0.0, lost), runs.last().map_or(0.0, lost));
        let mut dots = Self { at: Vec::with_capacity(runs.len()), x: rect.x_range().shrink(COLUMN), least, most };
        let column = |x: f32| ((x - rect.left()) / COLUMN).floor();
        let mut heights: Vec<u16> = Vec::with_capacity(runs.len());
        let (mut last, mut height) = (-1.0, 0);
        for run in runs {
            let this = column(dots.x(lost(run)));
            height = if this == last { height + 1 } else { 0 };
            last = this;
            heights.push(height);
            dots.at.push(Pos2::new(rect.left() + (this + 0.5) * COLUMN, 0.0));
        }
        let highest = f32::from(heights.iter().copied().max().unwrap_or(0));
        let step = COLUMN.min((rect.height() - DOT) / highest.max(1.0));
        for (at, height) in dots.at.iter_mut().zip(heights) {
            at.y = rect.bottom() - DOT / 2.0 - f32::from(height) * step;
        }
        dots
    }

    /// The x on the screen for a loss, in user-milliseconds.
    pub fn x(&self, lost: f64) -> f32 {
        let share = if self.most > self.least { (lost - self.least) / (self.most - self.least) } else { 0.5 };
        self.x.min + share as f32 * self.x.span()
    }

    /// The index of the run whose dot is nearest to the pointer; `None` if no dot is within `reach` points.
    pub fn near(&self, pointer: Pos2, reach: f32) -> Option<usize> {
        let distance = |place: &usize| self.at[*place].distance(pointer);
        let nearest = (0..self.at.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        (distance(&nearest) <= reach).then_some(nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_lose_alike_stand_on_one_another_and_none_leaves_the_strip() {
        let run = |lost: u128| Drawn {
            seed: 0,
            peak_people: 0,
            lost_user_millisecs: lost,
            out_secs: Vec::new(),
            fall: Vec::new(),
        };
        let runs: Vec<Drawn> = [vec![10], vec![50; 40], vec![90]].concat().into_iter().map(run).collect();
        let rect = Rect::from_min_max(Pos2::new(100.0, 10.0), Pos2::new(500.0, 40.0));
        let dots = Dots::new(&runs, rect);
        assert!(dots.at.iter().all(|at| rect.contains(*at)), "{:?}", dots.at);
        assert!(dots.at[1..41].windows(2).all(|pair| pair[0].x == pair[1].x && pair[0].y > pair[1].y));
        assert!(dots.at[0].x < dots.at[1].x && dots.at[40].x < dots.at[41].x);
        assert_eq!(dots.near(dots.at[41], 6.0), Some(41));
        assert_eq!(dots.near(Pos2::new(200.0, 10.0), 6.0), None);
        let same = Dots::new(&runs[1..4], rect);
        assert!(same.at.iter().all(|at| rect.contains(*at)), "all in the middle");
    }
}
