//! The state of a service at the playhead in words, for rows, tooltips and screen readers.

use super::ViewContext;
use crate::model::{Dependency, Service, ServiceId};
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

/// How many of some servers are online, in words, and how many of them work if that is another number.
pub fn servers(context: &ViewContext<'_>, online: u64, working: u64, all: u64) -> String {
    let [lit, works] = [online, working].map(|part| context.texts.count_of(part, all));
    let args = [("lit", &*lit), ("servers", &*context.texts.count(all)), ("working", &*works)];
    context.texts.with(if working < online { "site-lit-working" } else { "site-lit" }, &args)
}

/// The number of users of a service, and how many of them are cut off at this health, in words; `number` formats both numbers.
pub fn users(context: &ViewContext<'_>, service: &Service, health: Permille, number: impl Fn(u64) -> String) -> String {
    let (users, lost) = (number(service.users), text::count_of(service.cut_off(health), service.users, &number));
    context.texts.with("service-users", &[("users", &users), ("lost", &lost)])
}

/// A dependency that limits its service in a way of its own, in words: it is one of several alternatives, or the service has it only while
/// it runs on its primary. `None` for an ordinary dependency.
pub fn dependency_kind(context: &ViewContext<'_>, service: ServiceId, dependency: &Dependency) -> Option<String> {
    let others = dependency.any.map(|group| {
        let members = context.world.services[service].dependencies.iter().filter(|other| other.any == Some(group));
        context.texts.with("needs-one-of", &[("names", &alternatives(context, members))])
    });
    let is_idle = dependency.primary && is_failed_over(context, service);
    let key = if is_idle { "needs-primary-idle" } else { "needs-primary" };
    let primary = dependency.primary.then(|| context.texts.get(key).to_owned());
    let words: Vec<String> = others.into_iter().chain(primary).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// The alternatives of a service and its dependencies of the primary alone, in words: one text for each group.
pub fn special_dependencies(context: &ViewContext<'_>, service: ServiceId) -> Vec<String> {
    let row = &context.world.services[service];
    let groups = (0..row.alternatives.len()).map(|group| {
        let members = row.dependencies.iter().filter(|other| other.any == Some(group as u32));
        context.texts.with("needs-one-of", &[("names", &alternatives(context, members))])
    });
    let primary: Vec<&str> = row
        .dependencies
        .iter()
        .filter(|dependency| dependency.primary)
        .map(|dependency| context.localized.service_name(dependency.service))
        .collect();
    let primary =
        (!primary.is_empty()).then(|| context.texts.with("needs-primary-of", &[("names", &primary.join(", "))]));
    groups.chain(primary).collect()
}

/// Whether a service runs on its standby at the playhead, so that its dependencies of the primary alone do not limit it.
pub fn is_failed_over(context: &ViewContext<'_>, service: ServiceId) -> bool {
    context.recording.services[service].moments.at(context.now).engaged
}

fn alternatives<'a>(context: &ViewContext<'_>, members: impl Iterator<Item = &'a Dependency>) -> String {
    let names = members.map(|dependency| context.localized.service_name(dependency.service).to_owned());
    let or = |first: String, second: String| context.texts.with("needs-or", &[("first", &first), ("second", &second)]);
    names.reduce(or).unwrap_or_default()
}
