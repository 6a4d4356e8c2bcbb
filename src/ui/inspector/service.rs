//! A service: how well it is and since when, whom that costs, where it runs, what it rests on, what can be done, and why.

use egui::Ui;

use super::site::{rows_ui, share, whole_minutes};
use super::{Facts, InspectorView, actions, cost, inset, pair, title, why};
use crate::model::{Need, Service, ServiceId};
use crate::recording::{EventKind, Moment, Subject};
use crate::session::Commands;
use crate::ui::parts::{self, End, Mark, Row};
use crate::ui::{Look, notes};
use crate::ui::timeline::words as dates;
use crate::units::{Level, Permille, SimTime, WHOLE, text};

/// Needs that are shown before somebody asks for all.
const FEW: usize = 8;

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
    inset(ui, |ui| {
        let company = service.company.map(|company| look.world.companies[company].name.as_str());
        let about: Vec<&str> = [service.kind.as_deref(), company].into_iter().flatten().collect();
        if !about.is_empty() {
            parts::quiet(ui, look, about.join(", "));
        }
        ui.add_space(4.0);
        users_ui(ui, look, service, moment.health, &path);
        if let Some(rto) = service.rto {
            rto_ui(ui, look, facts, id, &text::span(rto));
        }
    });
    why_ui(ui, look, facts, id, level, commands);
    runs_on_ui(ui, look, facts, id, moment, &path, commands);
    actions::service_ui(ui, look, &mut view.durations, id, commands);
    needs_ui(ui, look, service, &path, &mut view.whole[0], commands);
    needed_by_ui(ui, look, facts, id, &mut view.whole[1], commands);
    cost::cost_ui(ui, look, facts, id, commands);
    notes::about_ui(ui, look, &path);
}

/// The level and how long it has been so; nothing more while it never was otherwise.
fn state(look: &Look<'_>, id: ServiceId, level: Level) -> String {
    let name = look.texts.get(match level {
        Level::Up => "level.up",
        Level::Degraded => "level.degraded",
        Level::Down => "level.down",
    });
    match level_since(look, id, level) {
        SimTime::ZERO => name.to_owned(),
        since => {
            let span = text::span(whole_minutes(look.now - since));
            look.texts.with("level.since", &[("level", name), ("span", &span)])
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
        (WHOLE.., _) => look.texts.get("service.all-through").to_owned(),
        (0, _) => look.texts.get("service.none-through").to_owned(),
        (_, 1..10) => look.texts.with("service.of-ten", &[("ten", &text::exact(u64::from(of_ten)))]),
        _ => look.texts.with("service.share-through", &[("share", &text::share(health))]),
    };
    let exact = text::exact(u64::from(health));
    parts::plain(ui, look, through).on_hover_text(look.texts.with("service.permille", &[("permille", &exact)]));
    if service.users == 0 {
        return;
    }
    let lost = service.users * u64::from(WHOLE - health.min(WHOLE)) / u64::from(WHOLE);
    let (users, lost_words) = (text::count(service.users), text::count(lost));
    let words = look.texts.with("service.users", &[("users", &users), ("lost", &lost_words)]);
    ui.horizontal_wrapped(|ui| {
        let tip = look.texts.with("service.users", &[("users", &text::exact(service.users)), ("lost", &text::exact(lost))]);
        parts::quiet(ui, look, words).on_hover_text(tip);
        notes::mark_ui(ui, look, &format!("{path}.users"));
    });
}

fn rto_ui(ui: &mut Ui, look: &Look<'_>, facts: &Facts, id: ServiceId, rto: &str) {
    let broken = facts.rto_broken(id).iter().map(|event| look.recording.event(*event).at).find(|at| *at <= look.now);
    let value = broken.map_or_else(
        || rto.to_owned(),
        |at| look.texts.with("service.rto-broken", &[("rto", rto), ("at", &dates::clock(look.world.clock.local(at)))]),
    );
    pair(ui, look, look.texts.get("service.rto"), &value).on_hover_text(look.texts.get("service.rto-hint"));
}

/// The chain of causes; while all is well, what is to come.
fn why_ui(ui: &mut Ui, look: &Look<'_>, facts: &Facts, id: ServiceId, level: Level, commands: &mut Commands) {
    let heading = look.texts.get(match level {
        Level::Down => "why.down",
        Level::Degraded => "why.degraded",
        Level::Up => "why.up",
    });
    if level != Level::Up {
        why::why_ui(ui, look, facts, Subject::Service(id), heading, commands);
        return;
    }
    if why::last_change(look, facts, Subject::Service(id)).is_some() {
        why::why_ui(ui, look, facts, Subject::Service(id), heading, commands);
    }
    let events = &look.recording.services[id].events;
    let next = events[events.partition_point(|event| look.recording.event(*event).at <= look.now)..].iter();
    let falls = |kind| matches!(kind, EventKind::Health { to, .. } if Level::of(to) != Level::Up);
    match next.copied().find(|event| falls(look.recording.event(*event).kind)) {
        Some(event) => {
            inset(ui, |ui| parts::heading(ui, look, look.texts.get("why.next")));
            why::link_ui(ui, look, event, (true, true), commands);
        }
        None if events.is_empty() => {
            inset(ui, |ui| parts::quiet(ui, look, look.texts.get("why.nothing")));
        }
        None => {}
    }
}

fn runs_on_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    facts: &Facts,
    id: ServiceId,
    moment: &Moment,
    path: &str,
    commands: &mut Commands,
) {
    let service = &look.world.services[id];
    inset(ui, |ui| {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            parts::heading_here(ui, look, look.texts.get("service.runs-on"));
            notes::mark_ui(ui, look, &format!("{path}.on"));
        });
        if facts.placements(id).is_empty() {
            parts::quiet(ui, look, look.texts.get("service.nowhere"));
        }
    });
    let placements = facts.placements(id);
    rows_ui(ui, placements.len(), |ui, index| {
        let placement = &look.recording.placements[placements[index] as usize];
        let lit = *placement.lit.at(look.now);
        let share = share(lit, placement.servers);
        let (lit_words, servers) = (text::count(lit), text::count(placement.servers));
        let state = look.texts.with("site.lit", &[("lit", &lit_words), ("servers", &servers)]);
    let some_dark = look.texts.with("lists.lit-of", &[("lit", &lit_words), ("servers", &servers)]);
    let shown = if lit < placement.servers { some_dark } else { servers };
        let site = &look.world.sites[placement.site].name;
        let name = if placement.standby { look.texts.with("service.standby-at", &[("site", site)]) } else { site.clone() };
        let row = Row {
            mark: Mark::Site(parts::site_mark(look, placement.site, &facts.strikes_now(placement.site, look.now))),
            words: &name,
            end: End::Both(share, look.theme.level(Level::of(share)), &shown, parts::SERVERS),
            subject: Some(Subject::Site(placement.site)),
            state: &state,
        };
        row.ui(ui, look, commands).on_hover_text(state.clone());
    });
    inset(ui, |ui| {
        let need = service.need_at_hour(look.world.clock.hour(look.now));
        if service.load > 0 {
            pair(ui, look, look.texts.get("service.needs-now"), &text::count(need))
                .on_hover_text(look.texts.with("service.at-peak", &[("load", &text::exact(service.load))]));
            pair(ui, look, look.texts.get("service.alive"), &text::count(moment.alive))
                .on_hover_text(look.texts.get("service.alive-hint"));
        }
        if let Some(words) = standby_words(look, service, moment) {
            parts::quiet(ui, look, words);
        }
        if service.retry > 0 {
            let words = if moment.shedding {
                look.texts.get("service.retries-off").to_owned()
            } else if service.retry.is_multiple_of(WHOLE) {
                let tries = text::exact(u64::from(service.retry / WHOLE));
                look.texts.with(if service.retry == WHOLE { "service.retry-once" } else { "service.retry" }, &[("tries", &tries)])
            } else {
                look.texts.with("service.retry-share", &[("share", &text::share(service.retry))])
            };
            parts::quiet(ui, look, words);
        }
        if moment.black_start {
            parts::quiet(ui, look, look.texts.get("service.black-start"));
        }
    });
}

/// What the standby does or waits for; `None` if there is none.
fn standby_words(look: &Look<'_>, service: &Service, moment: &Moment) -> Option<String> {
    if service.standby.is_empty() {
        return None;
    }
    let servers = text::count(service.standby.iter().map(|(_, servers)| servers).sum());
    let switch = service.switch.as_ref();
    let by_hand = text::span(switch.map_or(crate::model::BY_HAND, |switch| switch.by_hand));
    let blocked = switch.and_then(|switch| switch.needs).filter(|needs| look.recording.services[*needs].level(look.now) == Level::Down);
    let strained = moment.own < WHOLE;
    let auto = switch.and_then(|switch| switch.auto).map(text::span);
    Some(match (moment.engaged, strained, blocked, auto) {
        (true, ..) => look.texts.with("standby.engaged", &[("servers", &servers)]),
        (false, true, Some(needs), Some(_)) => {
            look.texts.with("standby.waits", &[("servers", &servers), ("needs", &look.world.services[needs].name)])
        }
        (false, true, None, Some(auto)) => look.texts.with("standby.soon", &[("servers", &servers), ("span", &auto)]),
        (false, true, _, None) => look.texts.with("standby.by-hand", &[("servers", &servers), ("span", &by_hand)]),
        (false, false, _, Some(auto)) => look.texts.with("standby.auto", &[("servers", &servers), ("span", &auto)]),
        (false, false, _, None) => look.texts.with("standby.ready", &[("servers", &servers), ("span", &by_hand)]),
    })
}

fn needs_ui(ui: &mut Ui, look: &Look<'_>, service: &Service, path: &str, whole: &mut bool, commands: &mut Commands) {
    if service.needs.is_empty() {
        return;
    }
    inset(ui, |ui| {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            parts::heading_here(ui, look, look.texts.get("service.needs"));
            notes::mark_ui(ui, look, &format!("{path}.needs"));
        });
    });
    let shown = if *whole { service.needs.len() } else { service.needs.len().min(FEW) };
    rows_ui(ui, shown, |ui, index| need_ui(ui, look, service.needs[index].service, &service.needs[index], commands));
    more_ui(ui, look, service.needs.len(), shown, whole);
}

fn needed_by_ui(ui: &mut Ui, look: &Look<'_>, facts: &Facts, id: ServiceId, whole: &mut bool, commands: &mut Commands) {
    let users = &facts.needed_by[crate::model::Id::index(id)];
    if users.is_empty() {
        return;
    }
    inset(ui, |ui| parts::heading(ui, look, look.texts.get("service.needed-by")));
    let shown = if *whole { users.len() } else { users.len().min(FEW) };
    rows_ui(ui, shown, |ui, index| {
        let (user, place) = users[index];
        need_ui(ui, look, user, &look.world.services[user].needs[place], commands);
    });
    more_ui(ui, look, users.len(), shown, whole);
}

/// One link of need: the service at its other end, and how much hangs on it.
fn need_ui(ui: &mut Ui, look: &Look<'_>, other: ServiceId, need: &Need, commands: &mut Commands) {
    let health = *look.recording.services[need.service].health.at(look.now);
    let level = look.recording.services[other].level(look.now);
    let through = WHOLE - (need.weight * (WHOLE - health)).div_ceil(WHOLE).min(WHOLE);
    let weight = text::share(need.weight);
    let grace = text::span(need.grace);
    let state = look.texts.with(
        if need.grace.0 > 0 { "service.need-grace" } else { "service.need" },
        &[("weight", &weight), ("through", &text::share(through)), ("grace", &grace)],
    );
    let row = Row {
        mark: Mark::Level(level),
        words: &look.world.services[other].name,
        end: End::Both(through, look.theme.level(Level::of(through)), &weight, parts::SHARES),
        subject: Some(Subject::Service(other)),
        state: &state,
    };
    row.ui(ui, look, commands).on_hover_text(state.clone());
}

/// Offers the rest of a list that is not shown whole.
fn more_ui(ui: &mut Ui, look: &Look<'_>, all: usize, shown: usize, whole: &mut bool) {
    if shown < all {
        let words = look.texts.with("service.show-all", &[("count", &text::count(all as u64))]);
        inset(ui, |ui| *whole |= ui.button(words).clicked());
    }
}
