//! The recovery time objectives that the run misses, each a link to the moment at which it is broken.

use egui::{Link, RichText, Ui};

use super::layout::inset;
use crate::model::ServiceId;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::ViewContext;
use crate::ui::parts;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::dates;
use crate::units::SimTime;

/// The largest number of services that are listed.
const MOST: usize = 200;

/// Draws how many services miss their RTO in the whole run, and which. Nothing if no service has one, or none is ever out.
pub(super) fn rtos_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let services = &context.recording.summary.services;
    let with_rto: Vec<ServiceId> =
        context.world.services.iter().filter(|(_, service)| service.rto.is_some()).map(|(id, _)| id).collect();
    let is_out = with_rto.iter().any(|id| services[*id].first_out.is_some());
    if !is_out {
        return;
    }
    let texts = context.texts;
    let all = texts.count(with_rto.len() as u64);
    let broken = |id: &ServiceId| {
        let event = *context.run.index().rto_broken(*id).first()?;
        Some((context.recording.event(event).at, *id, event))
    };
    let mut missed: Vec<(SimTime, ServiceId, crate::recording::EventId)> = with_rto.iter().filter_map(broken).collect();
    missed.sort_by_key(|(at, id, _)| (*at, *id));
    inset(ui, |ui| {
        if missed.is_empty() {
            parts::heading(ui, context, &texts.with("rto-none-missed", &[("all", &all)]));
        } else {
            let count = texts.count(missed.len() as u64);
            parts::heading(ui, context, &texts.with("rto-missed", &[("count", &count), ("all", &all)]));
        }
        for (at, id, event) in missed.iter().take(MOST) {
            let rto = context.world.services[*id].rto.map_or_else(String::new, |rto| texts.exact_span(rto));
            let clock = dates::clock(context, *at);
            let words = [("name", context.localized.service_name(*id)), ("rto", &rto), ("at", &clock)];
            let words = RichText::new(texts.with("rto-missed-at", &words)).size(TEXT_SMALL);
            if ui.push_id(("rto", id), |ui| ui.add(Link::new(words))).inner.clicked() {
                commands.push(Command::Select(SelectCommand::Follow(*event)));
            }
        }
        let undecided = with_rto.iter().filter(|id| services[**id].rto_undecided).count();
        if undecided > 0 {
            parts::quiet(ui, context, texts.with("rto-not-decided", &[("count", &texts.count(undecided as u64))]));
        }
    });
}
