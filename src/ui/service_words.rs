//! The state of a service at the playhead in words, for rows, tooltips and screen readers.

use super::ViewContext;
use crate::model::{Service, ServiceId};
use crate::units::{Level, Permille, text};

/// The level of a service and the share of its requests that succeed, in words.
pub fn state(context: &ViewContext<'_>, service: ServiceId) -> String {
    let track = &context.recording.services[service];
    let key = match track.level(context.now) {
        Level::Up => "state-up",
        Level::Degraded => "state-degraded",
        Level::Down => "state-down",
    };
    context.texts.with(key, &[("share", &text::share(*track.health.at(context.now)))])
}

/// The number of users of a service, and how many of them are cut off at this health, in words; `number` formats both numbers.
pub fn users(context: &ViewContext<'_>, service: &Service, health: Permille, number: impl Fn(u64) -> String) -> String {
    let (users, lost) = (number(service.users), text::count_of(service.cut_off(health), service.users, &number));
    context.texts.with("service-users", &[("users", &users), ("lost", &lost)])
}
