//! The strip below the map. It shows the services without servers of their own: they depend only on others and have no position on
//! the map.

use egui::{Rect, pos2, vec2};

use super::LayoutInput;
use super::chips::{Block, CHIP_HEIGHT, GAP, chip_size, more_size, rows};
use crate::ui::map::facts::RunFacts;
use crate::ui::map::words;
use crate::ui::theme::TEXT_SMALL;

/// Height of the strip, in points.
const HEIGHT: f32 = CHIP_HEIGHT + 12.0;
/// The space at both ends of the strip, and between its caption and its chips, in points.
pub const CAPTION_MARGIN: f32 = 12.0;

/// The content of the strip below the map.
#[derive(Clone, Debug)]
pub struct Footer {
    /// Whether there is space for the caption, which explains that these services have no servers of their own.
    pub has_caption: bool,
    pub block: Block,
}

/// The rectangles of a map and of the strip below it.
pub struct MapAreas {
    pub map: Rect,
    /// The rectangle of the strip. It is empty in a world where every service has servers.
    pub footer: Rect,
}

/// Divides a rectangle into a map and the strip below it.
pub fn split_off_footer(whole: Rect, facts: &RunFacts) -> MapAreas {
    let height = if facts.without_servers.is_empty() { 0.0 } else { HEIGHT.min(whole.height() / 3.0) };
    let (map, footer) = whole.split_top_bottom_at_y(whole.bottom() - height);
    MapAreas { map, footer }
}

/// Lays out as many chips as fit, beginning with the services that lose most, and one more chip that represents the other services. Returns
/// `None` if no service is to be shown or the strip is empty.
pub(super) fn layout_footer(input: &LayoutInput<'_>) -> Option<Footer> {
    let (context, painter, strip) = (input.context, input.painter, input.key.footer);
    let without_servers = input.facts.without_servers.iter().copied();
    let services = input.facts.sort_by_loss(without_servers.filter(|service| input.shows(*service)).collect());
    if services.is_empty() || !strip.is_positive() {
        return None;
    }
    let inside = strip.shrink2(vec2(CAPTION_MARGIN, 0.0));
    let caption = words::line(painter, context.texts.get("map-homeless"), TEXT_SMALL).size().x + CAPTION_MARGIN;
    let has_caption = caption < inside.width() / 2.0;
    let left = inside.left() + if has_caption { caption } else { 0.0 };
    let more_width = |hidden: usize| if hidden > 0 { more_size(painter, context, hidden).x + GAP } else { 0.0 };
    let mut sizes = Vec::new();
    let mut right = left;
    for (index, service) in services.iter().enumerate() {
        let size = chip_size(painter, context.localized.service_name(*service));
        if right + size.x + more_width(services.len() - index - 1) > inside.right() {
            break;
        }
        right += size.x + GAP;
        sizes.push(size);
    }
    let (shown, hidden) = services.split_at(sizes.len());
    if !hidden.is_empty() {
        sizes.push(more_size(painter, context, hidden.len()));
    }
    let rows = rows(&sizes, f32::INFINITY);
    let all = Rect::from_min_size(pos2(left, strip.center().y - rows.size.y / 2.0), rows.size);
    Some(Footer { has_caption, block: Block::new(all, &rows, &sizes, shown, hidden) })
}
