//! The strip below the map: services without servers of their own, which rest on others alone and so have no place on it.

use egui::{Painter, Rect, Stroke, pos2, vec2};

use super::chips::{self, Block};
use super::known::Known;
use super::scene::Scene;
use super::words;
use crate::ui::ViewContext;
use crate::ui::theme::TEXT_SMALL;

/// Height of the strip, in points.
const HEIGHT: f32 = chips::HEIGHT + 12.0;
/// Space left and right of it, and between its caption and its chips, in points.
const SIDE: f32 = 12.0;

/// What stands in the strip.
#[derive(Clone, Debug)]
pub(super) struct Foot {
    /// Whether there is room to say what they are.
    has_caption: bool,
    pub(super) block: Block,
}

/// The map, and the strip below it; that is empty in a world where every service has servers.
pub(super) fn split(whole: Rect, known: &Known) -> (Rect, Rect) {
    let height = if known.homeless.is_empty() { 0.0 } else { HEIGHT.min(whole.height() / 3.0) };
    whole.split_top_bottom_at_y(whole.bottom() - height)
}

/// As many of the services as have room, those that lose most first, and a chip for the others.
pub(super) fn lay_out(context: &ViewContext<'_>, painter: &Painter, known: &Known, scene: &Scene) -> Option<Foot> {
    let services = known.by_loss(known.homeless.iter().copied().filter(|service| scene.shows(*service)).collect());
    let strip = scene.key.foot;
    if services.is_empty() || !strip.is_positive() {
        return None;
    }
    let inside = strip.shrink2(vec2(SIDE, 0.0));
    let caption = words::line(painter, context.texts.get("map-homeless"), TEXT_SMALL).size().x + SIDE;
    let has_caption = caption < inside.width() / 2.0;
    let left = inside.left() + if has_caption { caption } else { 0.0 };
    let more = |hidden: usize| if hidden > 0 { chips::more_size(painter, context, hidden).x + chips::GAP } else { 0.0 };
    let mut sizes = Vec::new();
    let mut right = left;
    for (index, service) in services.iter().enumerate() {
        let size = chips::chip_size(painter, &context.world.services[*service].name);
        if right + size.x + more(services.len() - index - 1) > inside.right() {
            break;
        }
        right += size.x + chips::GAP;
        sizes.push(size);
    }
    let (shown, hidden) = services.split_at(sizes.len());
    if !hidden.is_empty() {
        sizes.push(chips::more_size(painter, context, hidden.len()));
    }
    let (places, size) = chips::rows(&sizes, f32::INFINITY);
    let all = Rect::from_min_size(pos2(left, strip.center().y - size.y / 2.0), size);
    Some(Foot { has_caption, block: chips::filled(all, &places, &sizes, shown, hidden) })
}

/// Paints the strip and says what stands in it.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, scene: &Scene, strip: Rect) {
    painter.rect_filled(strip, 0.0, context.theme.panel);
    painter.hline(strip.x_range(), strip.top(), Stroke::new(1.0, context.theme.line));
    if scene.foot.as_ref().is_some_and(|foot| foot.has_caption) {
        let words = words::line(painter, context.texts.get("map-homeless"), TEXT_SMALL);
        let at = pos2(strip.left() + SIDE, strip.center().y - words.size().y / 2.0);
        painter.galley(at, words, context.theme.quiet);
    }
}
