//! Chips, one for each service that is shown, and their arrangement in rows.

use egui::{Painter, Pos2, Rect, Vec2, vec2};

use crate::model::ServiceId;
use crate::ui::map::words;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, service_words};

/// Height of a chip, in points.
pub const CHIP_HEIGHT: f32 = 22.0;
/// The largest width of the name in a chip, in points.
pub const NAME_WIDTH: f32 = 170.0;
/// The space between two chips, in points.
pub const GAP: f32 = 4.0;

/// The chip of a service.
#[derive(Clone, Debug)]
pub struct Chip {
    pub service: ServiceId,
    pub rect: Rect,
}

/// The chip that represents all services of a block that have no chip of their own. A click lists them.
#[derive(Clone, Debug)]
pub struct MoreChip {
    pub rect: Rect,
    pub services: Vec<ServiceId>,
}

/// The chips that belong to one mark or to the strip below the map.
#[derive(Clone, Debug)]
pub struct Block {
    /// The index of the mark; `None` in the strip.
    pub mark: Option<usize>,
    /// Whether the services have their standby at the mark and not their home. They are shown only while they run there.
    pub is_of_standby: bool,
    pub rect: Rect,
    pub chips: Vec<Chip>,
    pub more: Option<MoreChip>,
    /// The end of the line from the block to its ring, if the block is so far away that it needs one.
    pub line_to: Option<Pos2>,
}

impl Block {
    /// A block that fills `rect`. It has a chip for each service in `shown`, and one more chip for all services in `hidden` if there are
    /// any. `rows` and `sizes` list these chips in the same order.
    pub(super) fn new(rect: Rect, rows: &Rows, sizes: &[Vec2], shown: &[ServiceId], hidden: &[ServiceId]) -> Self {
        let rects: Vec<Rect> =
            rows.at.iter().zip(sizes).map(|(at, size)| Rect::from_min_size(rect.min + *at, *size)).collect();
        let chips = shown.iter().zip(&rects).map(|(service, rect)| Chip { service: *service, rect: *rect }).collect();
        let more = (!hidden.is_empty()).then(|| MoreChip { rect: rects[shown.len()], services: hidden.to_vec() });
        Self { mark: None, is_of_standby: false, rect, chips, more, line_to: None }
    }

    /// Whether the block has the chip of a service.
    pub fn has(&self, service: ServiceId) -> bool {
        self.chips.iter().any(|chip| chip.service == service)
    }

    /// Whether the chip of a service is shown at the moment of the context.
    pub fn shows(&self, context: &ViewContext<'_>, service: ServiceId) -> bool {
        !self.is_of_standby || service_words::is_failed_over(context, service)
    }

    /// Whether any of its chips is shown at the moment of the context.
    pub fn is_shown(&self, context: &ViewContext<'_>) -> bool {
        let more = self.more.iter().flat_map(|more| more.services.iter().copied());
        self.chips.iter().map(|chip| chip.service).chain(more).any(|service| self.shows(context, service))
    }
}

/// Chips in centred rows: the offset of the upper left corner of each chip from that of the block, and the size of the block.
pub(super) struct Rows {
    pub(super) at: Vec<Vec2>,
    pub(super) size: Vec2,
}

/// Arranges chips of these sizes in rows that are at most `widest` points wide.
pub(super) fn rows(sizes: &[Vec2], widest: f32) -> Rows {
    let mut at: Vec<Vec2> = Vec::with_capacity(sizes.len());
    // For each row, the index after its last chip and the position of its right end.
    let mut ends: Vec<(usize, f32)> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for size in sizes {
        if x > 0.0 && x + size.x > widest {
            ends.push((at.len(), x - GAP));
            (x, y) = (0.0, y + CHIP_HEIGHT + GAP);
        }
        at.push(vec2(x, y));
        x += size.x + GAP;
    }
    ends.push((at.len(), x - GAP));
    let width = ends.iter().map(|(_, end)| *end).fold(0.0, f32::max);
    let mut from = 0;
    for (until, end) in ends {
        for at in &mut at[from..until] {
            at.x += (width - end) / 2.0;
        }
        from = until;
    }
    Rows { at, size: vec2(width, y + CHIP_HEIGHT) }
}

/// The sizes of the chips of the services in `shown`, and of one more chip for the number of `hidden` services, if that is not 0.
pub(super) fn chip_sizes(
    painter: &Painter,
    context: &ViewContext<'_>,
    shown: &[ServiceId],
    hidden: usize,
) -> Vec<Vec2> {
    let own = shown.iter().map(|service| chip_size(painter, context.localized.service_name(*service)));
    own.chain((hidden > 0).then(|| more_size(painter, context, hidden))).collect()
}

/// The size of a chip with this name.
pub(super) fn chip_size(painter: &Painter, name: &str) -> Vec2 {
    let text = words::within(painter, name, TEXT_SMALL, NAME_WIDTH).size().x;
    vec2(text + 30.0, CHIP_HEIGHT)
}

/// The size of the chip that represents `count` hidden services.
pub(super) fn more_size(painter: &Painter, context: &ViewContext<'_>, count: usize) -> Vec2 {
    chip_size(painter, &more_words(context, count)) - vec2(12.0, 0.0)
}

/// The text of the chip that represents `count` hidden services.
pub fn more_words(context: &ViewContext<'_>, count: usize) -> String {
    context.texts.with("map-more", &[("count", &context.texts.exact_count(count))])
}
