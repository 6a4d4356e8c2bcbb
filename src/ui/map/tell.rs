//! What hovering tells: name, state, what has been burning and since when. It appears at once and stays as long as the pointer.

use egui::{Popup, Response, RichText, Tooltip, Ui};

use super::state::SiteState;
use crate::model::SiteId;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, parts};
use crate::units::text;

/// Shows what `words` says beside the pointer, unless a menu is open or the map is being dragged.
pub(super) fn tell(response: &Response, context: &ViewContext<'_>, words: impl FnOnce(&mut Ui)) {
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

/// About some sites that are drawn as one.
pub(super) fn sites_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    name: &str,
    sites: &[SiteId],
    states: &[SiteState],
    all: &SiteState,
) {
    parts::plain(ui, context, name);
    if let [site] = sites
        && let Some(operator) = &context.world.sites[*site].operator
    {
        parts::quiet(ui, context, operator);
    }
    if let Some(line) = all.strike_line(context) {
        ui.label(RichText::new(line).size(TEXT_SMALL).color(context.theme.burning));
    }
    parts::quiet(ui, context, all.online_line(context));
    if sites.len() > 1 {
        for (site, state) in sites.iter().zip(states).take(10) {
            let name = &context.world.sites[*site].name;
            let share = text::share(state.share());
            parts::quiet(ui, context, context.texts.with("map-part", &[("name", name), ("share", &share)]));
        }
    }
}
