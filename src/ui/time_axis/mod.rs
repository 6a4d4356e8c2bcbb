//! The time axis that timeline, plots and tables share: the visible range of the run, the conversion between time and screen, the
//! labels of the ruler, and times in words.

mod axis;
mod bands;
mod canvas;
mod folds;
mod histogram;
mod in_view;
mod range;
mod tab;
mod ticks;
mod widths;

pub(in crate::ui) mod dates;

pub use self::axis::TimeAxis;
pub(in crate::ui) use self::bands::{nights, shown_exchange, trading};
pub(in crate::ui) use self::canvas::{Canvas, CanvasLayout, small};
pub(in crate::ui) use self::folds::Folds;
pub(in crate::ui) use self::histogram::{columns, most};
pub(in crate::ui) use self::in_view::RangeInView;
pub use self::range::TimeRange;
pub use self::tab::Tab;
pub(in crate::ui) use self::ticks::{Tick, ticks};
pub use self::widths::{gutter_width, margin_width};
