//! What every part of the drawing of a plot is given.

use super::chart::Chart;
use super::scale::Scale;
use crate::ui::time_axis::Canvas;

/// What is drawn where.
#[derive(Clone, Copy)]
pub(super) struct Drawing<'a> {
    pub canvas: &'a Canvas<'a>,
    pub chart: &'a Chart,
    pub scale: &'a Scale,
    /// The lines that are drawn.
    pub shown: &'a [usize],
}
