//! Tooltips of the map: name, state, and the active strike with its duration. They appear without delay and stay while the pointer stays.

use egui::{AreaState, Popup, Rect, RectAlign, Response, RichText, Tooltip, Ui};

use crate::model::SiteId;
use crate::ui::map::scene::MarkState;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, parts};
use crate::units::text;

/// The distance from the pointer to a tooltip, in points.
const GAP: f32 = 14.0;
/// The distance from a tooltip to the Ignite button, in points.
const BESIDE_IGNITE: f32 = 4.0;

/// Shows the tooltip `words` next to the pointer, unless a menu is open or a pointer button is pressed. It does not cover the button `ignite`.
pub(super) fn show(response: &Response, context: &ViewContext<'_>, ignite: Option<Rect>, words: impl FnOnce(&mut Ui)) {
    let busy = Popup::is_any_open(&response.ctx) || response.ctx.input(|input| input.pointer.any_down());
    if response.hovered() && !busy {
        let mut tooltip = Tooltip::for_widget(response).at_pointer().gap(GAP);
        tooltip.popup = tooltip.popup.align(align(response, ignite));
        tooltip.show(|ui| {
            words(ui);
            if !context.is_chosen() {
                parts::quiet(ui, context, context.texts.get("map-looked-at"));
            }
        });
    }
}

/// On which side of the pointer the tooltip of an element is: the first on which it is within the window and does not cover the button `ignite`.
/// In its first frame, in which it is not seen yet, the size of a tooltip is not known.
fn align(response: &Response, ignite: Option<Rect>) -> RectAlign {
    let id = Tooltip::next_tooltip_id(&response.ctx, response.id);
    let size = AreaState::load(&response.ctx, id).and_then(|state| state.size);
    let (Some(ignite), Some(size), Some(pointer)) = (ignite, size, response.hover_pos()) else {
        return RectAlign::BOTTOM_START;
    };
    let window = response.ctx.content_rect();
    let is_free = |align: &RectAlign| {
        let rect = align.align_rect(&Rect::from_pos(pointer), size, GAP);
        window.contains_rect(rect) && !rect.intersects(ignite.expand(BESIDE_IGNITE))
    };
    RectAlign::MENU_ALIGNS.into_iter().find(is_free).unwrap_or(RectAlign::BOTTOM_START)
}

/// Shows the tooltip of a mark with these sites.
pub(super) fn sites_ui(ui: &mut Ui, context: &ViewContext<'_>, name: &str, sites: &[SiteId], mark: &MarkState) {
    parts::plain(ui, context, name);
    if let [site] = sites {
        let operator = context.localized.site_operator(*site);
        if !operator.is_empty() {
            parts::quiet(ui, context, operator);
        }
    }
    if let Some(line) = mark.all.strike_line(context) {
        ui.label(RichText::new(line).size(TEXT_SMALL).color(context.theme.burning));
    }
    parts::quiet(ui, context, mark.all.online_line(context));
    if sites.len() > 1 {
        for (site, state) in sites.iter().zip(&mark.sites).take(10) {
            let name = context.localized.site_name(*site);
            let share = state.share_words();
            let working = text::share_of(state.working, state.servers);
            let key = if state.is_impaired() { "map-part-working" } else { "map-part" };
            let args = [("name", name), ("share", &*share), ("working", &working)];
            parts::quiet(ui, context, context.texts.with(key, &args));
        }
    }
}
