//! How a service is at this moment, in words: for rows, for what hovering tells, for screen readers.

use super::ViewContext;
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
