//! Where a service runs: its servers at each site, how many of them it requires and has, its standby and its retries.

use egui::Ui;

use super::layout::{inset, pair, rows_ui, share};
use crate::model::ServiceId;
use crate::recording::{Moment, Placement, Subject};
use crate::session::Commands;
use crate::ui::parts::{self, End, Mark, Row};
use crate::ui::time_axis::dates;
use crate::ui::{ViewContext, notes, service_words};
use crate::units::{Level, WHOLE, text};

/// Draws where a service runs. `path` is the path by which notes refer to the service.
pub(super) fn runs_on_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    id: ServiceId,
    moment: &Moment,
    path: &str,
    commands: &mut Commands,
) {
    let service = &context.world.services[id];
    let placements: Vec<&Placement> = context.run.placements_of(id).collect();
    inset(ui, |ui| {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            parts::heading_here(ui, context, context.texts.get("service-runs-on"));
            notes::mark_ui(ui, context, &format!("{path}.on"));
        });
        if placements.is_empty() {
            let key = if service.dependencies.is_empty() { "service-no-servers" } else { "service-nowhere" };
            parts::quiet(ui, context, context.texts.get(key));
        }
    });
    rows_ui(ui, placements.len(), |ui, index| {
        let placement = placements[index];
        let online = *placement.online.at(context.now);
        let working = online.min(placement.condition_at(context.now).working);
        let share = share(working, placement.servers);
        let (working_words, servers) =
            (context.texts.count_of(working, placement.servers), context.texts.count(placement.servers));
        let state = service_words::servers(context, online, working, placement.servers);
        let not_all = context.texts.with("lists-lit-of", &[("lit", &working_words), ("servers", &servers)]);
        let shown = if working < placement.servers { not_all } else { servers };
        let site = context.localized.site_name(placement.site);
        let name = if placement.standby {
            context.texts.with("service-standby-at", &[("site", site)])
        } else {
            site.to_owned()
        };
        let row = Row {
            mark: Mark::Site(parts::site_mark(context, placement.site)),
            words: &name,
            end: End::Both(share, context.theme.level(Level::of(share)), &shown, parts::SERVERS),
            subject: Some(Subject::Site(placement.site)),
            state: &state,
        };
        row.ui(ui, context, commands).on_hover_text_at_pointer(state.clone());
    });
    inset(ui, |ui| {
        let need = service.need_at_hour(context.world.clock.hour(context.now));
        if service.load > 0 {
            pair(ui, context, context.texts.get("service-needs-now"), &context.texts.count(need))
                .on_hover_text(context.texts.with("service-at-peak", &[("load", &text::exact(service.load))]));
            pair(ui, context, context.texts.get("service-alive"), &context.texts.count(moment.alive))
                .on_hover_text(context.texts.get("service-alive-hint"));
        }
        if let Some(words) = standby_words(context, id, moment) {
            parts::quiet(ui, context, words);
        }
        if service.retry > 0 {
            let words = if moment.shedding {
                context.texts.get("service-retries-off").to_owned()
            } else if service.retry >= WHOLE {
                let tries = text::decimal(service.retry);
                context.texts.with(
                    if service.retry == WHOLE { "service-retry-once" } else { "service-retry" },
                    &[("tries", &tries)],
                )
            } else {
                context.texts.with("service-retry-share", &[("share", &text::share(service.retry))])
            };
            parts::quiet(ui, context, words);
        }
        if moment.black_start {
            parts::quiet(ui, context, context.texts.get("service-black-start"));
        }
    });
}

/// What the standby of a service does or waits for, in words; `None` if the service has no standby.
fn standby_words(context: &ViewContext<'_>, id: ServiceId, moment: &Moment) -> Option<String> {
    let service = &context.world.services[id];
    if service.standby.is_empty() {
        return None;
    }
    let servers = context.texts.count(service.standby.iter().map(|(_, servers)| servers).sum());
    let failed = context.run.index().failed_failover(id).map(|failed| context.recording.event(failed).at);
    if let Some(at) = failed.filter(|at| *at <= context.now) {
        let at = dates::moment_of_day(context, at);
        return Some(context.texts.with("standby-failed", &[("servers", &servers), ("at", &at)]));
    }
    if let Some(order) = context.run.pending_switch(id, context.now) {
        let at = dates::moment_of_day(context, order.due);
        return Some(context.texts.with("standby-ordered", &[("servers", &servers), ("at", &at)]));
    }
    let switch = service.switch.as_ref();
    let manual_failover =
        context.texts.span(switch.map_or(crate::model::MANUAL_FAILOVER, |switch| switch.manual_failover));
    let blocked = switch
        .and_then(|switch| switch.depends_on)
        .filter(|dependencies| context.recording.services[*dependencies].level(context.now) == Level::Down);
    let strained = moment.own < WHOLE;
    let auto = switch.and_then(|switch| switch.auto).map(|auto| context.texts.span(auto));
    Some(match (moment.engaged, strained, blocked, auto) {
        (true, ..) => context.texts.with("standby-engaged", &[("servers", &servers)]),
        (false, true, Some(dependencies), Some(_)) => context
            .texts
            .with("standby-waits", &[("servers", &servers), ("needs", context.localized.service_name(dependencies))]),
        (false, true, None, Some(auto)) => {
            context.texts.with("standby-soon", &[("servers", &servers), ("span", &auto)])
        }
        (false, true, _, None) => {
            context.texts.with("standby-by-hand", &[("servers", &servers), ("span", &manual_failover)])
        }
        (false, false, _, Some(auto)) => context.texts.with("standby-auto", &[("servers", &servers), ("span", &auto)]),
        (false, false, _, None) => {
            context.texts.with("standby-ready", &[("servers", &servers), ("span", &manual_failover)])
        }
    })
}
