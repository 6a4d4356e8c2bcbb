//! The measures of the selected subject, or all measures of the plan. Each one has a switch, its values and its cost; a menu adds more.

mod row;
mod values;

use egui::{Align, Layout, ScrollArea, Ui};

use self::row::row_ui;
use super::layout::inset;
use super::typed::Typing;
use crate::model::{Measure, What};
use crate::recording::Subject;
use crate::session::{Command, Commands, PlanCommand};
use crate::study::{hazards_at, offers, words};
use crate::ui::ViewContext;
use crate::ui::parts;

/// Draws the measures of the chosen plan that concern `subject`, and a menu of measures that can be added for it.
pub(super) fn measures_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    typing: &mut Typing,
    subject: Subject,
    commands: &mut Commands,
) {
    inset(ui, |ui| {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            parts::heading_here(ui, context, context.texts.get("measures-heading"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button =
                    ui.menu_button(context.texts.get("measures-add"), |ui| offers_ui(ui, context, subject, commands));
                button.response.on_hover_text(context.texts.get("measures-add-hint"));
            });
        });
        rows_ui(ui, context, typing, |what| is_about(context, what, subject), commands);
    });
}

/// Draws the measures of the chosen plan that concern `subject`, if there are any or if any can be added.
pub(super) fn measures_if_any_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    typing: &mut Typing,
    subject: Subject,
    commands: &mut Commands,
) {
    let mut there = context.session.plan().measures.iter();
    if there.any(|measure| is_about(context, &measure.what, subject))
        || !offers(context.session.run(), subject).is_empty()
    {
        measures_ui(ui, context, typing, subject, commands);
    }
}

/// Draws all measures of the chosen plan.
pub(super) fn all_ui(ui: &mut Ui, context: &ViewContext<'_>, typing: &mut Typing, commands: &mut Commands) {
    inset(ui, |ui| {
        parts::heading(ui, context, context.texts.get("measures-all"));
        if context.session.plan().measures.is_empty() {
            parts::quiet(ui, context, context.texts.get("measures-none"));
        }
        rows_ui(ui, context, typing, |_| true, commands);
    });
}

/// Draws the measures of the chosen plan for which `is_shown` returns true.
fn rows_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    typing: &mut Typing,
    is_shown: impl Fn(&What) -> bool,
    commands: &mut Commands,
) {
    let measures = context.session.plan().measures.iter().enumerate();
    for (place, measure) in measures.filter(|(_, measure)| is_shown(&measure.what)) {
        ui.push_id(("measure", place), |ui| row_ui(ui, context, typing, place, measure, commands));
    }
}

/// Draws the measures that can be added for a subject; a click adds one to the chosen plan.
fn offers_ui(ui: &mut Ui, context: &ViewContext<'_>, subject: Subject, commands: &mut Commands) {
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for what in offers(context.session.run(), subject) {
            if ui.button(words::offer(context.localized, &what, context.texts)).clicked() {
                commands.push(Command::Plan(PlanCommand::AddMeasure(Measure::from(what))));
                ui.close();
            }
        }
    });
}

/// Whether a measure concerns a subject, and is therefore shown on its card.
fn is_about(context: &ViewContext<'_>, what: &What, subject: Subject) -> bool {
    match (subject, what) {
        (Subject::Service(service), _) => what.service() == Some(service),
        (Subject::Company(company), What::Crew { company: of, .. } | What::CrewFirst { company: of, .. }) => {
            *of == company
        }
        (Subject::Site(site), What::FasterOut { hazard, .. } | What::RepairWork { hazard, .. }) => {
            hazards_at(context.session.run(), site).contains(hazard)
        }
        (Subject::Site(site), What::StopSpread { to, .. }) if *to == site => true,
        (Subject::Site(site), _) => what.site() == Some(site),
        (Subject::Company(_) | Subject::World, _) => false,
    }
}
