//! Measures: those taken for what is selected, or all of the plan, each with its switch, values and cost; and what is offered besides.

mod row;
mod values;

use egui::{Align, Layout, ScrollArea, Ui};

use self::row::row_ui;
use super::inset;
use super::typed::Typing;
use crate::model::{Measure, What};
use crate::recording::Subject;
use crate::session::{Command, Commands};
use crate::study::{hazards_at, offers, words};
use crate::ui::Look;
use crate::ui::parts;

/// The measures about `subject`, and a menu of those that are offered for it.
pub(super) fn measures_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    typing: &mut Typing,
    subject: Subject,
    commands: &mut Commands,
) {
    inset(ui, |ui| {
        ui.add_space(10.0);
        ui.horizontal(|ui| {
            parts::heading_here(ui, look, look.texts.get("measures-heading"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button =
                    ui.menu_button(look.texts.get("measures-add"), |ui| offers_ui(ui, look, subject, commands));
                button.response.on_hover_text(look.texts.get("measures-add-hint"));
            });
        });
        rows_ui(ui, look, typing, |what| is_about(look, what, subject), commands);
    });
}

/// All measures of the chosen plan.
pub(super) fn all_ui(ui: &mut Ui, look: &Look<'_>, typing: &mut Typing, commands: &mut Commands) {
    inset(ui, |ui| {
        parts::heading(ui, look, look.texts.get("measures-all"));
        if look.session.plan().measures.is_empty() {
            parts::quiet(ui, look, look.texts.get("measures-none"));
        }
        rows_ui(ui, look, typing, |_| true, commands);
    });
}

/// The measures of the chosen plan that are to be shown.
fn rows_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    typing: &mut Typing,
    is_shown: impl Fn(&What) -> bool,
    commands: &mut Commands,
) {
    let measures = look.session.plan().measures.iter().enumerate();
    for (place, measure) in measures.filter(|(_, measure)| is_shown(&measure.what)) {
        ui.push_id(("measure", place), |ui| row_ui(ui, look, typing, (place, measure), commands));
    }
}

/// What could be taken besides, each by one click.
fn offers_ui(ui: &mut Ui, look: &Look<'_>, subject: Subject, commands: &mut Commands) {
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for what in offers(look.session.run(), subject) {
            if ui.button(words::offer(look.world, &what, look.texts)).clicked() {
                commands.push(Command::AddMeasure(Measure::from(what)));
                ui.close();
            }
        }
    });
}

/// Whether a measure belongs to the card of a subject.
fn is_about(look: &Look<'_>, what: &What, subject: Subject) -> bool {
    match (subject, what) {
        (Subject::Service(service), _) => what.service() == Some(service),
        (Subject::Site(site), What::FasterOut { hazard, .. }) => hazards_at(look.session.run(), site).contains(hazard),
        (Subject::Site(site), What::StopSpread { to, .. }) if *to == site => true,
        (Subject::Site(site), _) => what.site() == Some(site),
        (Subject::Company(_) | Subject::World, _) => false,
    }
}
