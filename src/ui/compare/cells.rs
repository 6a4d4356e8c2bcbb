//! The cells of the comparison table: the columns, and the texts and bars in them.

use egui::{Color32, FontId, Painter, Pos2, Rangef, Rect, Ui, pos2, vec2};

use crate::ui::baseline;
use crate::ui::style::elided;
use crate::ui::theme::{TEXT_SMALL, Theme};

/// The smallest and the largest width of a column of numbers, in points.
const NUMBER: Rangef = Rangef { min: 74.0, max: 166.0 };
/// The smallest and the largest width of the column of names, and those of the column of bars, in points.
const NAME: Rangef = Rangef { min: 130.0, max: 210.0 };
const BARS: Rangef = Rangef { min: 30.0, max: 420.0 };
/// The width that is left for the bars before columns of numbers get more than their smallest width, in points.
const ROOM_FOR_BARS: f32 = 140.0;
/// Free space between columns, in points.
const GAP: f32 = 14.0;

/// The x ranges of the columns, from left to right.
pub(super) struct Columns {
    pub name: Rangef,
    pub bars: Rangef,
    /// Five columns: the loss in the baseline, the loss in the chosen run, their difference, and the additional value of the group in
    /// both runs.
    pub numbers: [Rangef; 5],
}

impl Columns {
    /// Divides the width of `room` into columns. Names get a fifth of it. The numbers get as much as leaves room for the bars, and the
    /// bars get the rest. Each width is kept within its limits.
    pub fn of(room: Rect) -> Self {
        let width = room.width() - GAP;
        let name = NAME.clamp(width * 0.2);
        let number = NUMBER.clamp((width - name - GAP - ROOM_FOR_BARS) / 5.0);
        let bars = BARS.clamp(width - name - GAP - number * 5.0);
        let name = Rangef::new(room.left(), room.left() + name);
        let bars = Rangef::new(name.max + GAP, name.max + GAP + bars);
        let numbers = std::array::from_fn(|column| {
            let right = bars.max + number * (column as f32 + 1.0);
            Rangef::new(right - number + GAP, right)
        });
        Self { name, bars, numbers }
    }

    pub fn right(&self) -> f32 {
        self.numbers[4].max + GAP
    }
}

/// Draws a text that is aligned to the right edge of `span`.
pub(super) fn cell(ui: &Ui, span: Rangef, middle: f32, words: &str, color: Color32) {
    let galley = elided(ui.painter(), words, FontId::proportional(TEXT_SMALL), color, span.span());
    ui.painter().galley(pos2(span.max - galley.size().x, middle - galley.size().y / 2.0), galley, color);
}

/// Draws a bar whose left end is at `at`: a thin one for the baseline (`side` 0), a thick one for the chosen run (`side` 1).
pub(super) fn bar(painter: &Painter, at: Pos2, width: f32, side: usize, theme: &Theme) {
    if side == 0 {
        baseline::sample(painter, at, width, theme.quiet);
    } else {
        let rect = Rect::from_min_size(at - vec2(0.0, 2.5), vec2(width, 5.0));
        painter.rect_filled(rect, 1.0, theme.text.gamma_multiply(0.8));
    }
}
