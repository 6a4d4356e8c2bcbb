//! How a service is at this moment, in words: for rows, for what hovering tells, for screen readers.

use egui::{RichText, Ui};

use super::theme::SIZES;
use super::timeline::words as dates;
use super::{Look, parts};
use crate::model::{Service, ServiceId};
use crate::units::{Level, Permille, text};

/// Its level, and how much gets through.
pub fn state(look: &Look<'_>, service: ServiceId) -> String {
    let track = &look.recording.services[service];
    let key = match track.level(look.now) {
        Level::Up => "state-up",
        Level::Degraded => "state-degraded",
        Level::Down => "state-down",
    };
    look.texts.with(key, &[("share", &text::share(*track.health.at(look.now)))])
}

/// Its users, and those of them that are cut off at this health; `number` writes both.
pub fn users(look: &Look<'_>, service: &Service, health: Permille, number: impl Fn(u64) -> String) -> String {
    let (users, lost) = (number(service.users), number(service.cut_off(health)));
    look.texts.with("service-users", &[("users", &users), ("lost", &lost)])
}

/// What hovering it tells: name, state, users, servers.
pub fn tip_ui(ui: &mut Ui, look: &Look<'_>, id: ServiceId) {
    let service = &look.world.services[id];
    let track = &look.recording.services[id];
    let moment = track.moments.at(look.now);
    parts::plain(ui, look, service.name.as_str());
    ui.label(RichText::new(state(look, id)).size(SIZES[0]).color(look.theme.level(track.level(look.now))));
    if let Some(order) = look.run.pending_switch(id, look.now) {
        let at = dates::clock(look.world.clock.local(order.due));
        parts::quiet(ui, look, look.texts.with("state-switching", &[("at", &at)]));
    }
    if service.users > 0 {
        parts::quiet(ui, look, users(look, service, moment.health, |n| look.texts.count(n)));
    }
    let need = service.need_at_hour(look.world.clock.hour(look.now));
    if need > 0 {
        let (alive, need) = (look.texts.count(moment.alive), look.texts.count(need));
        parts::quiet(ui, look, look.texts.with("service-servers", &[("alive", &alive), ("need", &need)]));
    }
}
