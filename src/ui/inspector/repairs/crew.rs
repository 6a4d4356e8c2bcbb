//! The repair crew of a company: how many people are at work, what its work depends on, and a field in which another number of people can
//! be tried.

use egui::{RichText, Ui};

use super::condition::{Sum, condition_ui};
use super::queue::queue_ui;
use super::what_if::{Try, size_now, try_for_crew};
use crate::model::{CompanyId, ServiceId};
use crate::recording::{Placement, Subject};
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::ViewContext;
use crate::ui::inspector::layout::inset;
use crate::ui::inspector::typed::{self, Field, Typing};
use crate::ui::parts;
use crate::ui::theme::TEXT_SMALL;
use crate::units::text;

/// Draws the repair crew of a company, and the queue of servers that wait. Draws nothing if no server of the company is ever damaged.
pub(in crate::ui::inspector) fn crew_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    typing: &mut Typing,
    company: CompanyId,
    commands: &mut Commands,
) {
    let Some(track) = &context.recording.repairs[company] else { return };
    let services = context.run.index().services_of(company).iter();
    let placements: Vec<&Placement> = services.flat_map(|service| context.run.placements_of(*service)).collect();
    let sum = Sum::of(context, &placements);
    inset(ui, |ui| {
        parts::heading(ui, context, context.texts.get("crew-heading"));
        let (at_work, size) = (context.texts.count(sum.crew), size_now(context, company));
        let words = match size {
            Some(size) => {
                let size = context.texts.count(size);
                context.texts.with("crew-at-work", &[("crew", &at_work), ("size", &size)])
            }
            None => context.texts.with("crew-somebody", &[("crew", &at_work)]),
        };
        parts::plain(ui, context, words);
        condition_ui(ui, context, &placements);
        if let Some(needs) = context.world.companies[company].crew.as_ref().and_then(|crew| crew.depends_on) {
            let stops = *context.recording.services[needs].health.at(context.now) < 500;
            let key = if stops { "crew-stopped" } else { "crew-needs" };
            parts::quiet(ui, context, context.texts.with(key, &[("service", context.localized.service_name(needs))]));
        }
        size_ui(ui, context, typing, company, commands);
    });
    if *track.waiting.at(context.now) > 0 {
        queue_ui(ui, context, company, commands);
    }
}

/// Draws the repair crew that the damaged servers of a service wait for, as a link to the card of its company. Draws nothing while no server
/// of the service waits.
pub(in crate::ui::inspector) fn crew_of_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    service: ServiceId,
    commands: &mut Commands,
) {
    let waits = context.run.placements_of(service).any(|placement| placement.condition_at(context.now).waiting > 0);
    let Some(company) = context.world.services[service].company.filter(|_| waits) else { return };
    let services = context.run.index().services_of(company).iter();
    let placements: Vec<&Placement> = services.flat_map(|service| context.run.placements_of(*service)).collect();
    let crew = context.texts.count(Sum::of(context, &placements).crew);
    let args = [("company", context.localized.company_name(company)), ("crew", &*crew)];
    let words = match size_now(context, company) {
        Some(size) => {
            let size = context.texts.count(size);
            context.texts.with("repairs-crew-of", &[args[0], args[1], ("size", &size)])
        }
        None => context.texts.with("repairs-crew-of-all", &args),
    };
    if ui.link(RichText::new(words).size(TEXT_SMALL)).clicked() {
        commands.push(Command::Select(SelectCommand::Select(Some(Subject::Company(company)))));
    }
}

/// Draws a field with the number of people at the playhead. Another number is tried as a what-if.
fn size_ui(ui: &mut Ui, context: &ViewContext<'_>, typing: &mut Typing, company: CompanyId, commands: &mut Commands) {
    let size = size_now(context, company);
    // What is typed for one company must not appear at another.
    ui.push_id(company, |ui| {
        ui.horizontal_wrapped(|ui| {
            parts::quiet(ui, context, context.texts.get("crew-size-try"));
            let field = Field {
                name: context.texts.get("crew-size-name"),
                value: size.map_or_else(String::new, text::exact),
                shown: None,
                width: 72.0,
                hint: context.texts.get("crew-size-hint"),
            };
            let typed = field.ui(ui, typing, |words| match words.trim() {
                // The field is empty while there is somebody for every server.
                "" if size.is_none() => Ok(None),
                words => typed::people(words).map(Some),
            });
            if let Some(size) = typed.flatten() {
                commands.push(try_for_crew(context, company, Try::Size(size)));
            }
        });
        typing.wrong_ui(ui, context);
    });
}
