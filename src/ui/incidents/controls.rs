//! The controls of incidents beside one another: which incidents and plans are shown, how services are weighed, and the exports.

use egui::{Align, Button, ComboBox, Layout, Popup, RichText, ScrollArea, Ui, vec2};

use super::shown::{Appearance, Shown};
use super::slots::{Incidents, Slot, SlotState};
use super::tables::key_ui;
use crate::session::{Command, Commands, Export, FileCommand, IncidentsCommand, WindowCommand};
use crate::study::Weight;
use crate::study::incidents::MOST_INCIDENTS;
use crate::ui::icons::Sign;
use crate::ui::notice::sign_button;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};
use crate::ui::{ViewContext, focus};

/// The width of the choice of a plan, and the most of a title, in points.
const PLANS: f32 = 230.0;
const TITLE: f32 = 330.0;

/// Draws a row for each incident, and the button that adds one.
pub(super) fn slots_ui(ui: &mut Ui, context: &ViewContext<'_>, incidents: &Incidents, commands: &mut Commands) {
    for (index, slot) in incidents.slots.iter().enumerate() {
        ui.push_id(slot.number, |ui| slot_ui(ui, context, index, slot, commands));
    }
    if incidents.slots.len() >= MOST_INCIDENTS {
        return;
    }
    let add = ui.add(Button::new(context.texts.get("incidents-add")));
    Popup::menu(&add).width(320.0).show(|ui| {
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for choice in &incidents.choices {
                if ui.add(Button::new(choice.title.as_str()).truncate()).clicked() {
                    commands.push(command(IncidentsCommand::Add(choice.source.clone())));
                }
            }
        });
    });
}

fn command(command: IncidentsCommand) -> Command {
    Command::Window(WindowCommand::Incidents(command))
}

fn slot_ui(ui: &mut Ui, context: &ViewContext<'_>, index: usize, slot: &Slot, commands: &mut Commands) {
    let (theme, texts) = (context.theme, context.texts);
    ui.horizontal(|ui| {
        key_ui(ui, Appearance { texts, theme }, index);
        let title = RichText::new(slot.title.as_str()).font(semibold(TEXT_BODY)).color(theme.text);
        // All titles have the same width, so that the plans stand below one another.
        let size = vec2((ui.available_width() - PLANS - 330.0).clamp(120.0, TITLE), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.add(egui::Label::new(title).truncate());
        });
        if slot.plans.len() > 1 {
            let label = texts.with("incidents-plan-of", &[("title", &slot.title)]);
            let chosen = slot.plans.get(slot.plan).map_or("", String::as_str);
            let combo =
                ComboBox::from_id_salt("plan").width(PLANS).truncate().selected_text(chosen).show_ui(ui, |ui| {
                    for (plan, name) in slot.plans.iter().enumerate() {
                        if focus::list_entry(ui, plan == slot.plan, name) {
                            commands.push(command(IncidentsCommand::SetPlan(index, plan)));
                        }
                    }
                    focus::reveal_in(ui);
                });
            combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, label.as_str()));
        }
        let remove = texts.with("incidents-remove", &[("title", &slot.title)]);
        if sign_button(ui, context, Sign::Close, &remove).clicked() {
            commands.push(command(IncidentsCommand::Remove(index)));
        }
        match &slot.state {
            SlotState::Reading => quiet(ui, context, texts.get("scenarios-reading")),
            SlotState::Problem(problem) => {
                ui.add(
                    egui::Label::new(RichText::new(texts.say(problem)).size(TEXT_SMALL).color(theme.degraded)).wrap(),
                );
            }
            SlotState::Ready(incident) => {
                let [sourced, assumed, fitted] =
                    [incident.notes.sourced, incident.notes.assumed, incident.notes.fitted]
                        .map(|count| texts.count(count as u64));
                let args = [("sourced", sourced.as_str()), ("assumed", &assumed), ("fitted", &fitted)];
                let words = RichText::new(texts.with("incidents-notes", &args)).size(TEXT_SMALL).color(theme.quiet);
                ui.add(egui::Label::new(words).truncate());
            }
        }
    });
}

fn quiet(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    ui.label(RichText::new(words).size(TEXT_SMALL).color(context.theme.quiet));
}

/// Draws the choice of the weight and of the time axis, and the exports.
pub(super) fn options_ui(ui: &mut Ui, context: &ViewContext<'_>, incidents: &mut Incidents, commands: &mut Commands) {
    let texts = context.texts;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let choices = [(Weight::Services, "incidents-by-services"), (Weight::Users, "incidents-by-users")];
        for (weight, key) in choices {
            if ui.add(Button::selectable(incidents.view.weight == weight, texts.get(key))).clicked() {
                incidents.view.weight = weight;
            }
        }
        ui.checkbox(&mut incidents.view.log_time, texts.get("incidents-log"))
            .on_hover_text(texts.get("incidents-log-hint"));
        ui.separator();
        let has_curves = incidents.slots.iter().any(|slot| matches!(slot.state, SlotState::Ready(_)));
        let exports = [
            ("incidents-export-csv", Export::Restoration),
            ("incidents-export-markdown", Export::RestorationMarkdown),
            ("incidents-export-picture", Export::RestorationPicture),
        ];
        for (key, export) in exports {
            if ui.add_enabled(has_curves, Button::new(texts.get(key))).clicked() {
                commands.push(Command::File(FileCommand::Export(export)));
            }
        }
        if ui.add_enabled(has_curves, Button::new(texts.get("compare-copy"))).clicked() {
            let table = Shown::new(incidents.ready(), incidents.view.weight, texts).sheet().to_tabs(texts);
            commands.push(Command::File(FileCommand::CopyComparison(table)));
        }
    });
}
