//! Where a service runs: its servers by site, how many it needs and has, its standby and its retries.

use egui::Ui;

use super::site::{rows_ui, share};
use super::{Facts, inset, pair};
use crate::model::ServiceId;
use crate::recording::{Moment, Subject};
use crate::session::Commands;
use crate::ui::parts::{self, End, Mark, Row};
use crate::ui::timeline::words as dates;
use crate::ui::{Look, notes};
use crate::units::{Level, WHOLE, text};

/// Draws where a service runs; `path` is where its notes are.
pub(super) fn runs_on_ui(
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
            parts::heading_here(ui, look, look.texts.get("service-runs-on"));
            notes::mark_ui(ui, look, &format!("{path}.on"));
        });
        if facts.placements(id).is_empty() {
            parts::quiet(ui, look, look.texts.get("service-nowhere"));
        }
    });
    let placements = facts.placements(id);
    rows_ui(ui, placements.len(), |ui, index| {
        let placement = &look.recording.placements[placements[index] as usize];
        let lit = *placement.lit.at(look.now);
        let share = share(lit, placement.servers);
        let (lit_words, servers) = (look.texts.count(lit), look.texts.count(placement.servers));
        let state = look.texts.with("site-lit", &[("lit", &lit_words), ("servers", &servers)]);
        let some_dark = look.texts.with("lists-lit-of", &[("lit", &lit_words), ("servers", &servers)]);
        let shown = if lit < placement.servers { some_dark } else { servers };
        let site = &look.world.sites[placement.site].name;
        let name =
            if placement.standby { look.texts.with("service-standby-at", &[("site", site)]) } else { site.clone() };
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
            pair(ui, look, look.texts.get("service-needs-now"), &look.texts.count(need))
                .on_hover_text(look.texts.with("service-at-peak", &[("load", &text::exact(service.load))]));
            pair(ui, look, look.texts.get("service-alive"), &look.texts.count(moment.alive))
                .on_hover_text(look.texts.get("service-alive-hint"));
        }
        if let Some(words) = standby_words(look, id, moment) {
            parts::quiet(ui, look, words);
        }
        if service.retry > 0 {
            let words = if moment.shedding {
                look.texts.get("service-retries-off").to_owned()
            } else if service.retry.is_multiple_of(WHOLE) {
                let tries = text::exact(u64::from(service.retry / WHOLE));
                look.texts.with(
                    if service.retry == WHOLE { "service-retry-once" } else { "service-retry" },
                    &[("tries", &tries)],
                )
            } else {
                look.texts.with("service-retry-share", &[("share", &text::share(service.retry))])
            };
            parts::quiet(ui, look, words);
        }
        if moment.black_start {
            parts::quiet(ui, look, look.texts.get("service-black-start"));
        }
    });
}

/// What the standby does or waits for; `None` if there is none.
fn standby_words(look: &Look<'_>, id: ServiceId, moment: &Moment) -> Option<String> {
    let service = &look.world.services[id];
    if service.standby.is_empty() {
        return None;
    }
    let servers = look.texts.count(service.standby.iter().map(|(_, servers)| servers).sum());
    if let Some(order) = look.run.pending_switch(id, look.now) {
        let at = dates::clock(look.world.clock.local(order.due));
        return Some(look.texts.with("standby-ordered", &[("servers", &servers), ("at", &at)]));
    }
    let switch = service.switch.as_ref();
    let by_hand = look.texts.span(switch.map_or(crate::model::BY_HAND, |switch| switch.by_hand));
    let blocked = switch
        .and_then(|switch| switch.needs)
        .filter(|needs| look.recording.services[*needs].level(look.now) == Level::Down);
    let strained = moment.own < WHOLE;
    let auto = switch.and_then(|switch| switch.auto).map(|auto| look.texts.span(auto));
    Some(match (moment.engaged, strained, blocked, auto) {
        (true, ..) => look.texts.with("standby-engaged", &[("servers", &servers)]),
        (false, true, Some(needs), Some(_)) => {
            look.texts.with("standby-waits", &[("servers", &servers), ("needs", &look.world.services[needs].name)])
        }
        (false, true, None, Some(auto)) => look.texts.with("standby-soon", &[("servers", &servers), ("span", &auto)]),
        (false, true, _, None) => look.texts.with("standby-by-hand", &[("servers", &servers), ("span", &by_hand)]),
        (false, false, _, Some(auto)) => look.texts.with("standby-auto", &[("servers", &servers), ("span", &auto)]),
        (false, false, _, None) => look.texts.with("standby-ready", &[("servers", &servers), ("span", &by_hand)]),
    })
}
