//! The input that all drawing functions of a plot share.

use super::chart::Chart;
use super::scale::Scale;
use crate::ui::time_axis::Canvas;

/// The plot that is being drawn, its scale, and the canvas on which it is drawn.
#[derive(Clone, Copy)]
pub(super) struct Drawing<'a> {
    pub canvas: &'a Canvas<'a>,
    pub chart: &'a Chart,
    pub scale: &'a Scale,
    /// The indices of the lines that are drawn.
    pub shown: &'a [usize],
}
