//! Tooltips of the map: name, state, and the active strike with its duration. They appear without delay and stay while the pointer stays.

use egui::{Popup, Response, RichText, Tooltip, Ui};

use crate::model::SiteId;
use crate::ui::map::scene::MarkState;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, parts};
use crate::units::text;

/// Shows the tooltip `words` next to the pointer, unless a menu is open or a pointer button is pressed.
pub(super) fn show(response: &Response, context: &ViewContext<'_>, words: impl FnOnce(&mut Ui)) {
    let busy = Popup::is_any_open(&response.ctx) || response.ctx.input(|input| input.pointer.any_down());
    if response.hovered() && !busy {
        Tooltip::for_widget(response).at_pointer().gap(14.0).show(|ui| {
            words(ui);
            if !context.is_chosen() {
                parts::quiet(ui, context, context.texts.get("map-looked-at"));
            }
        });
    }
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
