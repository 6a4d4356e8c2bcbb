//! The card of a service: its level and since when it has it, its users, where it runs, its dependencies, the actions for it, and the
//! causes of its level.

use egui::Ui;

use super::dependencies::{dependencies_ui, dependents_ui};
use super::layout::{StateWords, inset, pair, title};
use super::runs_on::runs_on_ui;
use super::view::InspectorView;
use super::{actions, cost, levers, measures, repairs, why};
use crate::model::{Service, ServiceId};
use crate::recording::{EventKind, Subject};
use crate::session::Commands;
use crate::study::words;
use crate::ui::parts::{self, Mark};
use crate::ui::time_axis::dates;
use crate::ui::{ViewContext, notes, service_words, warnings};
use crate::units::{Level, Permille, SimTime, WHOLE, text};

/// Draws the card of a service.
pub(super) fn service_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut InspectorView,
    id: ServiceId,
    commands: &mut Commands,
) {
    let service = &context.world.services[id];
    let track = &context.recording.services[id];
    let (level, moment) = (track.level(context.now), track.moments.at(context.now));
    let (state, path) = (state(context, id, level), format!("services.{}", service.key));
    let state = StateWords { words: &state, color: context.theme.level(level) };
    title(ui, context, Mark::Level(level), context.localized.service_name(id), state);
    warnings::of_rows_ui(ui, context, [["services", &service.key]], commands);
    let seeks_levers = inset(ui, |ui| {
        let company = service.company.map(|company| context.localized.company_name(company));
        let kind = Some(context.localized.service_kind(id)).filter(|kind| !kind.is_empty());
        let about: Vec<&str> = [kind, company].into_iter().flatten().collect();
        if !about.is_empty() {
            parts::quiet(ui, context, about.join(", "));
        }
        ui.add_space(4.0);
        users_ui(ui, context, service, moment.health, &path);
        repairs::faults_ui(ui, context, id);
        let placements: Vec<_> = context.run.placements_of(id).collect();
        repairs::condition_ui(ui, context, &placements);
        repairs::crew_of_ui(ui, context, id, commands);
        if let Some(rto) = service.rto {
            rto_ui(ui, context, id, &context.texts.exact_span(rto));
        }
        levers::way_ui(ui, context)
    });
    why_ui(ui, context, id, level, commands);
    levers::levers_ui(ui, context, Subject::Service(id), seeks_levers, commands);
    runs_on_ui(ui, context, id, moment, &path, commands);
    actions::service_ui(ui, context, &mut view.durations, id, commands);
    measures::measures_ui(ui, context, &mut view.typing, Subject::Service(id), commands);
    dependencies_ui(ui, context, id, &path, &mut view.whole[0], commands);
    dependents_ui(ui, context, id, &mut view.whole[1], commands);
    cost::cost_ui(ui, context, id, commands);
    notes::about_ui(ui, context, &path);
}

/// The level and how long the service has had it, in words. Only the level if the service has had it since the start of the run, or since this
/// moment.
fn state(context: &ViewContext<'_>, id: ServiceId, level: Level) -> String {
    let name = words::level(level, context.texts);
    let since = level_since(context, id, level);
    if since == SimTime::ZERO || since == context.now {
        return name.to_owned();
    }
    let span = context.texts.span(dates::whole_minutes(context.now - since));
    context.texts.with("level-since", &[("level", name), ("span", &span)])
}

/// The time since which the service has had this level without a break.
fn level_since(context: &ViewContext<'_>, id: ServiceId, level: Level) -> SimTime {
    let health = &context.recording.services[id].health;
    let so_far = &health.all()[..=health.index_at(context.now)];
    let same = so_far.iter().rev().take_while(|(_, health)| Level::of(*health) == level);
    same.last().map_or(SimTime::ZERO, |(since, _)| *since)
}

/// Draws the share of the requests that succeed, and how many users are cut off. `path` is the path by which notes refer to the service.
fn users_ui(ui: &mut Ui, context: &ViewContext<'_>, service: &Service, health: Permille, path: &str) {
    let of_ten = (health + 50) / 100;
    let through = match (health, of_ten) {
        (WHOLE.., _) => context.texts.get("service-all-through").to_owned(),
        (0, _) => context.texts.get("service-none-through").to_owned(),
        (_, 1..10) if Level::of(100 * of_ten) == Level::of(health) => {
            context.texts.with("service-of-ten", &[("ten", &text::exact(u64::from(of_ten)))])
        }
        _ => context.texts.with("service-share-through", &[("share", &text::share(health))]),
    };
    let exact = text::exact(u64::from(health));
    parts::plain(ui, context, through).on_hover_text(context.texts.with("service-permille", &[("permille", &exact)]));
    if service.users == 0 {
        return;
    }
    let line = service_words::users(context, service, health, |n| context.texts.count(n));
    ui.horizontal_wrapped(|ui| {
        let tip = service_words::users(context, service, health, text::exact);
        parts::quiet(ui, context, line).on_hover_text(tip);
        notes::mark_ui(ui, context, &format!("{path}.users"));
    });
}

fn rto_ui(ui: &mut Ui, context: &ViewContext<'_>, id: ServiceId, rto: &str) {
    let broken = context
        .run
        .index()
        .rto_broken(id)
        .iter()
        .map(|event| context.recording.event(*event).at)
        .find(|at| *at <= context.now);
    let summary = &context.recording.summary.services[id];
    let value = match broken {
        Some(at) => {
            let at = dates::moment_of_day(context, at);
            context.texts.with("service-rto-broken", &[("rto", rto), ("at", &at)])
        }
        None if summary.rto_undecided => context.texts.with("service-rto-undecided", &[("rto", rto)]),
        // What the whole run shows: there was an outage, and none was too long.
        None if summary.first_out.is_some() && !summary.rto_broken => {
            context.texts.with("service-rto-kept", &[("rto", rto)])
        }
        None => rto.to_owned(),
    };
    pair(ui, context, context.texts.get("service-rto"), &value).on_hover_text(context.texts.get("service-rto-hint"));
}

/// Whether some requests to a service fail that was Up before its last change too, so that it is not "back".
fn is_partly_down(context: &ViewContext<'_>, id: ServiceId) -> bool {
    let track = &context.recording.services[id];
    let so_far = track.events.partition_point(|event| context.recording.event(*event).at <= context.now);
    let last = track.events[..so_far].last().map(|event| context.recording.event(*event).kind);
    matches!(last, Some(EventKind::Health { from, to, .. }) if to < WHOLE && Level::of(from) == Level::Up)
}

/// Draws the chain of causes of the level. While the service is Up, also draws the next event at which it stops being Up.
fn why_ui(ui: &mut Ui, context: &ViewContext<'_>, id: ServiceId, level: Level, commands: &mut Commands) {
    let heading = context.texts.get(match level {
        Level::Down => "why-down",
        Level::Degraded => "why-degraded",
        Level::Up if is_partly_down(context, id) => "why-partly",
        Level::Up => "why-up",
    });
    why::why_ui(ui, context, Subject::Service(id), heading, commands);
    if level != Level::Up {
        return;
    }
    let events = &context.recording.services[id].events;
    let next = events[events.partition_point(|event| context.recording.event(*event).at <= context.now)..].iter();
    let falls = |kind| matches!(kind, EventKind::Health { to, .. } if Level::of(to) != Level::Up);
    match next.copied().find(|event| falls(context.recording.event(*event).kind)) {
        Some(event) => {
            inset(ui, |ui| parts::heading(ui, context, context.texts.get("why-next")));
            why::day_ui(ui, context, context.clock.local(context.now).date(), event, false);
            why::link_ui(ui, context, event, None, why::ChainEnds { is_first: true, is_last: true }, commands);
        }
        None if events.is_empty() => {
            inset(ui, |ui| parts::quiet(ui, context, context.texts.get("why-nothing")));
        }
        None => {}
    }
}
