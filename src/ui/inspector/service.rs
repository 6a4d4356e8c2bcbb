//! A service: how well it is and since when, whom that costs, where it runs, what it rests on, what can be done, and why.

use egui::Ui;

use super::needs::{needed_by_ui, needs_ui};
use super::runs_on::runs_on_ui;
use super::{Facts, InspectorView, actions, cost, inset, levers, measures, pair, title, why};
use crate::model::{Service, ServiceId};
use crate::recording::{EventKind, Subject};
use crate::session::Commands;
use crate::study::words;
use crate::ui::parts::{self, Mark};
use crate::ui::timeline::words as dates;
use crate::ui::{Look, notes, service_words};
use crate::units::{Level, Permille, SimTime, WHOLE, text};

/// Draws the card of a service.
pub(super) fn service_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    facts: &Facts,
    view: &mut InspectorView,
    id: ServiceId,
    commands: &mut Commands,
) {
    let service = &look.world.services[id];
    let track = &look.recording.services[id];
    let (level, moment) = (track.level(look.now), track.moments.at(look.now));
    let (state, path) = (state(look, id, level), format!("services.{}", service.key));
    title(ui, look, Mark::Level(level), &service.name, (&state, look.theme.level(level)));
    let seeks_levers = inset(ui, |ui| {
        let company = service.company.map(|company| look.world.companies[company].name.as_str());
        let about: Vec<&str> = [service.kind.as_deref(), company].into_iter().flatten().collect();
        if !about.is_empty() {
            parts::quiet(ui, look, about.join(", "));
        }
        ui.add_space(4.0);
        users_ui(ui, look, service, moment.health, &path);
        if let Some(rto) = service.rto {
            rto_ui(ui, look, facts, id, &look.texts.span(rto));
        }
        levers::way_ui(ui, look)
    });
    why_ui(ui, look, id, level, commands);
    levers::levers_ui(ui, look, Subject::Service(id), seeks_levers, commands);
    runs_on_ui(ui, look, facts, id, moment, &path, commands);
    actions::service_ui(ui, look, &mut view.durations, id, commands);
    measures::measures_ui(ui, look, &mut view.typing, Subject::Service(id), commands);
    needs_ui(ui, look, service, &path, &mut view.whole[0], commands);
    needed_by_ui(ui, look, facts, id, &mut view.whole[1], commands);
    cost::cost_ui(ui, look, facts, id, commands);
    notes::about_ui(ui, look, &path);
}

/// The level and how long it has been so; nothing more while it never was otherwise.
fn state(look: &Look<'_>, id: ServiceId, level: Level) -> String {
    let name = words::level(level, look.texts);
    match level_since(look, id, level) {
        SimTime::ZERO => name.to_owned(),
        since => {
            let span = look.texts.span(dates::whole_minutes(look.now - since));
            look.texts.with("level-since", &[("level", name), ("span", &span)])
        }
    }
}

/// Since when the service has had this level.
fn level_since(look: &Look<'_>, id: ServiceId, level: Level) -> SimTime {
    let health = &look.recording.services[id].health;
    let so_far = &health.all()[..=health.index_at(look.now)];
    let same = so_far.iter().rev().take_while(|(_, health)| Level::of(*health) == level);
    same.last().map_or(SimTime::ZERO, |(since, _)| *since)
}

/// How much gets through, and whom that cuts off.
fn users_ui(ui: &mut Ui, look: &Look<'_>, service: &Service, health: Permille, path: &str) {
    let of_ten = (health + 50) / 100;
    let through = match (health, of_ten) {
        (WHOLE.., _) => look.texts.get("service-all-through").to_owned(),
        (0, _) => look.texts.get("service-none-through").to_owned(),
        (_, 1..10) => look.texts.with("service-of-ten", &[("ten", &text::exact(u64::from(of_ten)))]),
        _ => look.texts.with("service-share-through", &[("share", &text::share(health))]),
    };
    let exact = text::exact(u64::from(health));
    parts::plain(ui, look, through).on_hover_text(look.texts.with("service-permille", &[("permille", &exact)]));
    if service.users == 0 {
        return;
    }
    let line = service_words::users(look, service, health, |n| look.texts.count(n));
    ui.horizontal_wrapped(|ui| {
        let tip = service_words::users(look, service, health, text::exact);
        parts::quiet(ui, look, line).on_hover_text(tip);
        notes::mark_ui(ui, look, &format!("{path}.users"));
    });
}

fn rto_ui(ui: &mut Ui, look: &Look<'_>, facts: &Facts, id: ServiceId, rto: &str) {
    let broken = facts.rto_broken(id).iter().map(|event| look.recording.event(*event).at).find(|at| *at <= look.now);
    let value = broken.map_or_else(
        || rto.to_owned(),
        |at| look.texts.with("service-rto-broken", &[("rto", rto), ("at", &dates::clock(look.world.clock.local(at)))]),
    );
    pair(ui, look, look.texts.get("service-rto"), &value).on_hover_text(look.texts.get("service-rto-hint"));
}

/// The chain of causes; while all is well, what is to come.
fn why_ui(ui: &mut Ui, look: &Look<'_>, id: ServiceId, level: Level, commands: &mut Commands) {
    let heading = look.texts.get(match level {
        Level::Down => "why-down",
        Level::Degraded => "why-degraded",
        Level::Up => "why-up",
    });
    why::why_ui(ui, look, Subject::Service(id), heading, commands);
    if level != Level::Up {
        return;
    }
    let events = &look.recording.services[id].events;
    let next = events[events.partition_point(|event| look.recording.event(*event).at <= look.now)..].iter();
    let falls = |kind| matches!(kind, EventKind::Health { to, .. } if Level::of(to) != Level::Up);
    match next.copied().find(|event| falls(look.recording.event(*event).kind)) {
        Some(event) => {
            inset(ui, |ui| parts::heading(ui, look, look.texts.get("why-next")));
            why::link_ui(ui, look, event, None, (true, true), commands);
        }
        None if events.is_empty() => {
            inset(ui, |ui| parts::quiet(ui, look, look.texts.get("why-nothing")));
        }
        None => {}
    }
}
