//! What hovering tells: name, state, what has been burning and since when. It appears at once and stays as long as the pointer.

use egui::{Popup, Response, RichText, Tooltip, Ui};

use super::state::SiteState;
use crate::model::SiteId;
use crate::ui::theme::SIZES;
use crate::ui::{Look, parts};
use crate::units::text;

/// Shows what `words` says beside the pointer, unless a menu is open or the map is being dragged.
pub(super) fn tell(response: &Response, look: &Look<'_>, words: impl FnOnce(&mut Ui)) {
    let busy = Popup::is_any_open(&response.ctx) || response.ctx.input(|input| input.pointer.any_down());
    if response.hovered() && !busy {
        Tooltip::for_widget(response).at_pointer().gap(14.0).show(|ui| {
            words(ui);
            if !look.is_chosen() {
                parts::quiet(ui, look, look.texts.get("map-looked-at"));
            }
        });
    }
}

/// About some sites that are drawn as one.
pub(super) fn sites_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    name: &str,
    sites: &[SiteId],
    states: &[SiteState],
    all: &SiteState,
) {
    parts::plain(ui, look, name);
    if let [site] = sites
        && let Some(operator) = &look.world.sites[*site].operator
    {
        parts::quiet(ui, look, operator);
    }
    if let Some(line) = all.strike_line(look) {
        ui.label(RichText::new(line).size(SIZES[0]).color(look.theme.burning));
    }
    parts::quiet(ui, look, all.lit_line(look));
    if sites.len() > 1 {
        for (site, state) in sites.iter().zip(states).take(10) {
            let name = &look.world.sites[*site].name;
            let share = text::share(state.share());
            parts::quiet(ui, look, look.texts.with("map-part", &[("name", name), ("share", &share)]));
        }
    }
}
