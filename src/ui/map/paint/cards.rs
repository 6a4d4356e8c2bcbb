//! Paints the cards of sites out of view, and the strip below the map.

use egui::{Painter, Rect, Stroke, StrokeKind, pos2};

use crate::recording::Subject;
use crate::ui::map::layout::{CAPTION_MARGIN, EdgeCard};
use crate::ui::map::scene::Scene;
use crate::ui::map::words;
use crate::ui::theme::{CORNER, TEXT_SMALL};
use crate::ui::{ViewContext, icons};

/// Paints the card of a mark that is out of view.
pub fn paint_card(painter: &Painter, context: &ViewContext<'_>, scene: &Scene, card: &EdgeCard, is_pointed_at: bool) {
    let theme = context.theme;
    let sites = &scene.marks.all[card.mark].sites;
    let holds = |subject: Option<Subject>| matches!(subject, Some(Subject::Site(site)) if sites.contains(&site));
    let stroke = match (holds(context.session.selection()), is_pointed_at || holds(context.session.hover())) {
        (true, _) => Stroke::new(1.5, theme.selected),
        (false, true) => Stroke::new(1.0, theme.selected),
        (false, false) => Stroke::new(1.0, theme.line),
    };
    painter.rect(card.rect, CORNER, theme.panel.gamma_multiply(0.92), stroke, StrokeKind::Inside);
    let icon = pos2(card.rect.min.x + 14.0, card.rect.center().y);
    let all = &scene.now.states[card.mark].all;
    match all.strike {
        Some(strike) => icons::hazard(painter, icon, 7.0, strike.kind, theme),
        None => icons::level(painter, icon, 5.0, all.level(), theme),
    }
    let x = card.rect.min.x + 26.0;
    let name = words::name(painter, &card.name, TEXT_SMALL);
    let below = card.rect.min.y + 5.0 + name.size().y;
    painter.galley(pos2(x, card.rect.min.y + 5.0), name, theme.text);
    words::paint(painter, pos2(x, below), &card.way, TEXT_SMALL, theme.quiet);
}

/// Paints the strip below the map, with its caption if there is space for it.
pub fn paint_footer(painter: &Painter, context: &ViewContext<'_>, scene: &Scene, strip: Rect) {
    painter.rect_filled(strip, 0.0, context.theme.panel);
    painter.hline(strip.x_range(), strip.top(), Stroke::new(1.0, context.theme.line));
    if scene.labels.footer.as_ref().is_some_and(|footer| footer.has_caption) {
        let words = words::line(painter, context.texts.get("map-homeless"), TEXT_SMALL);
        let at = pos2(strip.left() + CAPTION_MARGIN, strip.center().y - words.size().y / 2.0);
        painter.galley(at, words, context.theme.quiet);
    }
}
