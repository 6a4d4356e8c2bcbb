//! How a service is at this moment, in words: for rows, for what hovering tells, for screen readers.

use egui::{RichText, Ui};

use super::theme::TEXT_SMALL;
use super::timeline::words as dates;
use super::{ViewContext, parts};
use crate::model::{Service, ServiceId};
use crate::units::{Level, Permille, text};

/// Its level, and how much gets through.
pub fn state(context: &ViewContext<'_>, service: ServiceId) -> String {
    let track = &context.recording.services[service];
    let key = match track.level(context.now) {
        Level::Up => "state-up",
        Level::Degraded => "state-degraded",
        Level::Down => "state-down",
    };
    context.texts.with(key, &[("share", &text::share(*track.health.at(context.now)))])
}

/// Its users, and those of them that are cut off at this health; `number` writes both.
pub fn users(context: &ViewContext<'_>, service: &Service, health: Permille, number: impl Fn(u64) -> String) -> String {
    let (users, lost) = (number(service.users), number(service.cut_off(health)));
    context.texts.with("service-users", &[("users", &users), ("lost", &lost)])
}

/// What hovering it tells: name, state, users, servers.
pub fn tip_ui(ui: &mut Ui, context: &ViewContext<'_>, id: ServiceId) {
    let service = &context.world.services[id];
    let track = &context.recording.services[id];
    let moment = track.moments.at(context.now);
    parts::plain(ui, context, service.name.as_str());
    ui.label(RichText::new(state(context, id)).size(TEXT_SMALL).color(context.theme.level(track.level(context.now))));
    if let Some(order) = context.run.pending_switch(id, context.now) {
        let at = dates::clock(context.world.clock.local(order.due));
        parts::quiet(ui, context, context.texts.with("state-switching", &[("at", &at)]));
    }
    if service.users > 0 {
        parts::quiet(ui, context, users(context, service, moment.health, |n| context.texts.count(n)));
    }
    let need = service.need_at_hour(context.world.clock.hour(context.now));
    if need > 0 {
        let (alive, need) = (context.texts.count(moment.alive), context.texts.count(need));
        parts::quiet(ui, context, context.texts.with("service-servers", &[("alive", &alive), ("need", &need)]));
    }
}
