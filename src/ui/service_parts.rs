//! How a service is drawn as a row of a list, and the tooltip of a service.

use egui::{Response, RichText, Ui};

use super::ViewContext;
use super::parts::{self, End, Mark, Row};
use super::service_words::{state, users};
use super::theme::TEXT_SMALL;
use super::time_axis::dates;
use crate::model::ServiceId;
use crate::recording::Subject;
use crate::session::Commands;

/// Draws a service as a row: its level, its name, and a bar of its health.
pub fn service_row(context: &ViewContext<'_>, service: ServiceId, ui: &mut Ui, commands: &mut Commands) -> Response {
    let track = &context.recording.services[service];
    let (health, level) = (*track.health.at(context.now), track.level(context.now));
    let state = state(context, service);
    let row = Row {
        mark: Mark::Level(level),
        words: context.localized.service_name(service),
        end: End::Bar(health, context.theme.level(level)),
        subject: Some(Subject::Service(service)),
        state: &state,
    };
    row.ui(ui, context, commands)
}

/// Draws the tooltip of a service: name, state, users, servers.
pub fn tip_ui(ui: &mut Ui, context: &ViewContext<'_>, id: ServiceId) {
    let service = &context.world.services[id];
    let track = &context.recording.services[id];
    let moment = track.moments.at(context.now);
    parts::plain(ui, context, context.localized.service_name(id));
    ui.label(RichText::new(state(context, id)).size(TEXT_SMALL).color(context.theme.level(track.level(context.now))));
    if let Some(order) = context.run.pending_switch(id, context.now) {
        let at = dates::moment_of_day(context, order.due);
        parts::quiet(ui, context, context.texts.with("state-switching", &[("at", &at)]));
    }
    if moment.engaged {
        let sites: Vec<&str> = service.standby.iter().map(|(site, _)| context.localized.site_name(*site)).collect();
        parts::quiet(ui, context, context.texts.with("state-failed-over", &[("sites", &sites.join(", "))]));
    }
    if service.users > 0 {
        parts::quiet(ui, context, users(context, service, moment.health, |n| context.texts.count(n)));
    }
    let need = service.need_at_hour(context.world.clock.hour(context.now));
    if need > 0 {
        let (alive, need) = (context.texts.count_of(moment.alive, need), context.texts.count(need));
        parts::quiet(ui, context, context.texts.with("service-servers", &[("alive", &alive), ("need", &need)]));
    }
}
