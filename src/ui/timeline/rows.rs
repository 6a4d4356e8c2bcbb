//! The rows of the timeline, from top to bottom: where each one begins and ends.

use egui::{Rangef, Rect};

use super::flags::CARDS_HEIGHT;

/// Heights of the overview, the ruler and a row of flags, in points: with much room, and with little room.
pub const ROOMY: RowHeights = RowHeights { overview: 36.0, ruler: 26.0, flag: 19.0 };
pub const TIGHT: RowHeights = RowHeights { overview: 22.0, ruler: 23.0, flag: 17.0 };
/// Free space between the flags and what is below them, in points.
const GAP: f32 = 4.0;

/// The heights of the overview, the ruler and a row of flags, in points.
#[derive(Clone, Copy)]
pub struct RowHeights {
    pub overview: f32,
    pub ruler: f32,
    pub flag: f32,
}

/// Whether there are rows of flags, and among them a row with the cards of the headlines.
#[derive(Clone, Copy)]
pub struct FlagRows {
    pub has_flags: bool,
    pub has_cards: bool,
}

/// The rows of the timeline, from top to bottom.
pub struct Rows {
    pub overview: Rangef,
    pub ruler: Rangef,
    pub flags: Vec<Rangef>,
    pub body: Rangef,
}

impl Rows {
    /// Computes the rows. The comparison table has no flags above it, because its sentences describe the events that matter for it.
    pub fn of(area: Rect, heights: RowHeights, flag_rows: FlagRows) -> Self {
        let overview = Rangef::new(area.top(), area.top() + heights.overview);
        let ruler = Rangef::new(overview.max + 6.0, overview.max + 6.0 + heights.ruler);
        let mut flags = Vec::new();
        let mut top = ruler.max;
        let flag_heights = [heights.flag; 2].into_iter().chain(flag_rows.has_cards.then_some(CARDS_HEIGHT));
        for height in flag_heights.filter(|_| flag_rows.has_flags) {
            flags.push(Rangef::new(top, top + height));
            top += height;
        }
        Self { overview, ruler, flags, body: Rangef::new(top + GAP, area.bottom()) }
    }

    /// The y at which the flags end.
    pub const fn flags_bottom(&self) -> f32 {
        self.body.min - GAP
    }
}
