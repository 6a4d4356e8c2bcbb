//! What hovering tells: name, state, what has been burning and since when. It appears at once and stays as long as the pointer.

use egui::{Popup, Response, RichText, Tooltip, Ui};

use super::state::{SiteState, lost};
use crate::model::{ServiceId, SiteId};
use crate::ui::Look;
use crate::ui::theme::SIZES;
use crate::units::{Level, text};

/// Shows what `words` says beside the pointer, unless a menu is open or the map is being dragged.
pub(super) fn tell(response: &Response, words: impl FnOnce(&mut Ui)) {
    let busy = Popup::is_any_open(&response.ctx) || response.ctx.input(|input| input.pointer.any_down());
    if response.hovered() && !busy {
        Tooltip::for_widget(response).at_pointer().gap(14.0).show(words);
    }
}

fn title(ui: &mut Ui, look: &Look<'_>, words: &str) {
    ui.label(RichText::new(words).size(SIZES[1]).color(look.theme.text));
}

fn quiet(ui: &mut Ui, look: &Look<'_>, words: &str) {
    ui.label(RichText::new(words).size(SIZES[0]).color(look.theme.quiet));
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
    title(ui, look, name);
    if let [site] = sites
        && let Some(operator) = &look.world.sites[*site].operator
    {
        quiet(ui, look, operator);
    }
    if let Some(line) = all.strike_line(look) {
        ui.label(RichText::new(line).size(SIZES[0]).color(look.theme.burning));
    }
    quiet(ui, look, &all.lit_line(look));
    if sites.len() > 1 {
        for (site, state) in sites.iter().zip(states).take(10) {
            let name = &look.world.sites[*site].name;
            let share = text::share(state.share());
            quiet(ui, look, &look.texts.with("map.part", &[("name", name), ("share", &share)]));
        }
    }
}

/// How a service is, in words.
pub(super) fn health_line(look: &Look<'_>, service: ServiceId) -> String {
    let track = &look.recording.services[service];
    let health = text::share(*track.health.at(look.now));
    let key = match track.level(look.now) {
        Level::Up => "map.service-up",
        Level::Degraded => "map.service-degraded",
        Level::Down => "map.service-down",
    };
    look.texts.with(key, &[("share", &health)])
}

/// About a service.
pub(super) fn service_ui(ui: &mut Ui, look: &Look<'_>, service: ServiceId) {
    let world = &look.world.services[service];
    let track = &look.recording.services[service];
    title(ui, look, &world.name);
    let words = health_line(look, service);
    ui.label(RichText::new(words).size(SIZES[0]).color(look.theme.level(track.level(look.now))));
    if world.users > 0 {
        let (users, lost) = (text::count(world.users), text::count(lost(look, service)));
        quiet(ui, look, &look.texts.with("map.users", &[("users", &users), ("lost", &lost)]));
    }
    let (alive, need) = (track.moments.at(look.now).alive, world.need_at_hour(look.world.clock.hour(look.now)));
    if need > 0 {
        let (alive, need) = (text::count(alive), text::count(need));
        quiet(ui, look, &look.texts.with("map.servers", &[("alive", &alive), ("need", &need)]));
    }
}
