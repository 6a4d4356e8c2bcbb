//! What a service needs and who needs it, each a link with how much hangs on it.

use egui::Ui;

use super::site::rows_ui;
use super::{Facts, inset};
use crate::model::{Id as _, Need, Service, ServiceId};
use crate::recording::Subject;
use crate::session::Commands;
use crate::ui::parts::{self, End, Mark, Row};
use crate::ui::{Look, notes};
use crate::units::{Level, text};

/// Links that are shown before somebody asks for all.
const FEW: usize = 8;

/// What a service needs; `path` is where its notes are.
pub(super) fn needs_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    service: &Service,
    path: &str,
    whole: &mut bool,
    commands: &mut Commands,
) {
    if service.needs.is_empty() {
        return;
    }
    inset(ui, |ui| {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            parts::heading_here(ui, look, look.texts.get("service-needs"));
            notes::mark_ui(ui, look, &format!("{path}.needs"));
        });
    });
    let shown = if *whole { service.needs.len() } else { service.needs.len().min(FEW) };
    rows_ui(ui, shown, |ui, index| need_ui(ui, look, service.needs[index].service, &service.needs[index], commands));
    more_ui(ui, look, service.needs.len(), shown, whole);
}

/// Who needs a service.
pub(super) fn needed_by_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    facts: &Facts,
    id: ServiceId,
    whole: &mut bool,
    commands: &mut Commands,
) {
    let users = &facts.needed_by[id.index()];
    if users.is_empty() {
        return;
    }
    inset(ui, |ui| parts::heading(ui, look, look.texts.get("service-needed-by")));
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
    let through = need.lets_through(health);
    let weight = text::share(need.weight);
    let grace = look.texts.span(need.grace);
    let state = look.texts.with(
        if need.grace.0 > 0 { "service-need-grace" } else { "service-need" },
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
        let words = look.texts.with("service-show-all", &[("count", &look.texts.count(all as u64))]);
        inset(ui, |ui| *whole |= ui.button(words).clicked());
    }
}
