//! The recovery time objectives that the run misses, each a link to the moment at which it is broken.

use egui::{Link, RichText, Ui};

use super::layout::inset;
use crate::session::{Command, Commands, SelectCommand};
use crate::study::{MissedRto, Rtos};
use crate::ui::ViewContext;
use crate::ui::parts;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::dates;

/// The largest number of services that are listed.
const MOST: usize = 200;

/// Draws how many services miss their RTO in the whole run, and which. Nothing if no service has one, or none is ever out.
pub(super) fn rtos_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let Rtos { count, is_any_out, undecided, missed } = context.run.index().rtos();
    if !is_any_out {
        return;
    }
    let texts = context.texts;
    let all = texts.count(*count as u64);
    inset(ui, |ui| {
        if missed.is_empty() {
            parts::heading(ui, context, &texts.with("rto-none-missed", &[("all", &all)]));
        } else {
            let count = texts.count(missed.len() as u64);
            parts::heading(ui, context, &texts.with("rto-missed", &[("count", &count), ("all", &all)]));
        }
        for MissedRto { at, service, event } in missed.iter().take(MOST) {
            let rto = context.world.services[*service].rto.map_or_else(String::new, |rto| texts.exact_span(rto));
            let clock = dates::clock(context, *at);
            let words = [("name", context.localized.service_name(*service)), ("rto", &rto), ("at", &clock)];
            let words = RichText::new(texts.with("rto-missed-at", &words)).size(TEXT_SMALL);
            if ui.push_id(("rto", service), |ui| ui.add(Link::new(words))).inner.clicked() {
                commands.push(Command::Select(SelectCommand::Follow(*event)));
            }
        }
        if *undecided > 0 {
            parts::quiet(ui, context, texts.with("rto-not-decided", &[("count", &texts.count(*undecided as u64))]));
        }
    });
}
