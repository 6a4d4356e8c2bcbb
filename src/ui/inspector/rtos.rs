//! The recovery time objectives that the run misses, each a link to the moment at which it is broken.

use std::collections::HashSet;

use egui::{Link, RichText, Ui};

use super::layout::inset;
use crate::model::{ServiceId, SiteId};
use crate::session::{Command, Commands, SelectCommand};
use crate::study::{MissedRto, Rtos};
use crate::ui::ViewContext;
use crate::ui::parts;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::dates;

/// The largest number of services that are listed.
const MOST: usize = 200;
/// The largest number of services of a site that are listed on its card.
const MOST_AT_SITE: usize = 8;

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
        missed.iter().take(MOST).for_each(|missed| missed_ui(ui, context, missed, commands));
        if *undecided > 0 {
            parts::quiet(ui, context, texts.with("rto-not-decided", &[("count", &texts.count(*undecided as u64))]));
        }
    });
}

/// Draws how many services with servers at a site miss their RTO in the whole run, and which, and a link to the list of all services that do.
/// Nothing if none does. The servers of standbys do not count: their services run elsewhere.
pub(super) fn rtos_of_site_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, commands: &mut Commands) {
    let Rtos { count, missed, .. } = context.run.index().rtos();
    if missed.is_empty() {
        return;
    }
    let texts = context.texts;
    let number = |number: usize| texts.count(number as u64);
    let placements = context.recording.sites[site].placements.iter();
    let placements = placements.map(|index| &context.recording.placements[*index as usize]);
    let own = placements.filter(|placement| !placement.standby).map(|placement| placement.service);
    let here: HashSet<ServiceId> = own.filter(|service| context.world.services[*service].rto.is_some()).collect();
    let missed_here: Vec<&MissedRto> = missed.iter().filter(|missed| here.contains(&missed.service)).collect();
    inset(ui, |ui| {
        if !here.is_empty() {
            let (count, all) = (number(missed_here.len()), number(here.len()));
            parts::heading(ui, context, &texts.with("rto-missed-here", &[("count", &count), ("all", &all)]));
        }
        missed_here.iter().take(MOST_AT_SITE).for_each(|missed| missed_ui(ui, context, missed, commands));
        let words = texts.with("rto-missed-all", &[("count", &number(missed.len())), ("all", &number(*count))]);
        if ui.add(Link::new(RichText::new(words).size(TEXT_SMALL))).clicked() {
            // The page without a selection has the whole list.
            commands.push(Command::Select(SelectCommand::Select(None)));
        }
    });
}

/// Draws a service that misses its RTO, as a link to the moment at which it does.
fn missed_ui(ui: &mut Ui, context: &ViewContext<'_>, missed: &MissedRto, commands: &mut Commands) {
    let MissedRto { at, service, event } = missed;
    let texts = context.texts;
    let rto = context.world.services[*service].rto.map_or_else(String::new, |rto| texts.exact_span(rto));
    let when = dates::moment_of_day(context, *at);
    let words = [("name", context.localized.service_name(*service)), ("rto", &rto), ("at", &when)];
    let key = if *at > context.now { "rto-to-be-missed-at" } else { "rto-missed-at" };
    let words = RichText::new(texts.with(key, &words)).size(TEXT_SMALL);
    if ui.push_id(("rto", service), |ui| ui.add(Link::new(words))).inner.clicked() {
        commands.push(Command::Select(SelectCommand::Follow(*event)));
    }
}
