//! The heights of the sentences and of the table of the comparison, with much and with little room.

use crate::ui::theme::{TEXT_BODY, TEXT_TITLE};

/// Below this height of the panel there is little room, in points.
const LOW: f32 = 234.0;

/// The heights of the sentences and of the table, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    /// The free space above the title.
    pub above: f32,
    /// The title, and the size of its letters.
    pub title: f32,
    pub title_size: f32,
    /// A sentence below the title, and the free space below the last line.
    pub sentence: f32,
    pub below: f32,
    /// The headings of the columns, and a row.
    pub headings: f32,
    pub row: f32,
    /// Whether the sentences below the title are shown only if the person asks for them, so that there is room for rows.
    pub folds: bool,
}

const ROOMY: Heights = Heights {
    above: 4.0,
    title: 24.0,
    title_size: TEXT_TITLE,
    sentence: 20.0,
    below: 6.0,
    headings: 38.0,
    row: 21.0,
    folds: false,
};
const TIGHT: Heights = Heights {
    above: 0.0,
    title: 22.0,
    title_size: TEXT_BODY,
    sentence: 18.0,
    below: 2.0,
    headings: 32.0,
    row: 17.0,
    folds: true,
};

impl Heights {
    /// The heights in a panel of this height.
    pub const fn of(panel: f32) -> Self {
        if panel < LOW { TIGHT } else { ROOMY }
    }
}
