//! The form of a new scenario: with which one it begins, and its names, places and users.

use egui::{Button, Response, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::ViewContext;
use super::editor::number_of;
use super::focus;
use super::parts;
use super::places::{ChosenPlace, places_ui};
use super::theme::TEXT_SMALL;
use crate::file::{Answers, Template};
use crate::model::limits::MOST_PEOPLE;
use crate::session::{Command, Commands, FileCommand};

/// The number of places that a search lists.
const MOST_PLACES: usize = 5;

/// The form, and what was typed into it.
#[derive(Debug)]
pub struct NewScenarioView {
    template: Template,
    answers: Answers,
    /// What was typed to find the place of each site.
    places: Vec<String>,
    /// The names that the sites have from the template or from the place that was chosen last.
    given: Vec<String>,
    /// Whether the form was drawn before.
    shown: bool,
}

impl Default for NewScenarioView {
    fn default() -> Self {
        Self::of(Template::TwoSites)
    }
}

impl NewScenarioView {
    fn of(template: Template) -> Self {
        let answers = template.answers();
        let places = vec![String::new(); answers.sites.len()];
        let given = answers.sites.iter().map(|site| site.name.clone()).collect();
        Self { template, answers, places, given, shown: false }
    }

    /// The template and the answers.
    #[must_use]
    pub const fn chosen(&self) -> (Template, &Answers) {
        (self.template, &self.answers)
    }
}

const fn template_key(template: Template) -> &'static str {
    match template {
        Template::OneSite => "new-one-site",
        Template::TwoSites => "new-two-sites",
        Template::SharedFate => "new-shared-fate",
        Template::ThreeZones => "new-three-zones",
        Template::Kakao => "new-kakao",
    }
}

/// Draws the form. Its button, or Enter in the title, creates the scenario.
pub fn new_scenario_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView, commands: &mut Commands) {
    let texts = context.texts;
    ui.label(RichText::new(texts.get("new-hint")).color(context.theme.quiet));
    ui.horizontal_wrapped(|ui| {
        for template in Template::ALL {
            let words = texts.get(template_key(template));
            if ui.add(Button::selectable(view.template == template, words)).clicked() && view.template != template {
                *view = NewScenarioView::of(template);
            }
        }
    });
    ui.add_space(8.0);
    let height = (ui.available_height() - 50.0).max(80.0);
    ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
        let title = label(ui, context, "edit-field-title");
        let field = TextEdit::singleline(&mut view.answers.title).desired_width(420.0);
        let response = ui.add(field).labelled_by(title.id);
        if !view.shown {
            view.shown = true;
            response.request_focus();
            // People make scenarios of where they are.
            if let (Some(zone), Some(here)) = (&mut view.answers.zone, context.computer_zone) {
                here.name().clone_into(zone);
            }
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            commands.push(Command::File(FileCommand::CreateNew));
        }
        if let Some(zone) = &mut view.answers.zone {
            ui.add_space(8.0);
            let name = label(ui, context, "edit-field-zone");
            ui.add(TextEdit::singleline(zone).desired_width(240.0)).labelled_by(name.id);
        }
        sites_ui(ui, context, view);
        services_ui(ui, context, view);
        if view.answers.sites.is_empty() {
            ui.add_space(6.0);
            ui.label(RichText::new(texts.get("new-large")).color(context.theme.quiet));
        }
        focus::reveal_in(ui);
    });
    ui.add_space(8.0);
    if ui.add(Button::new(texts.get("new-create")).min_size(vec2(120.0, 30.0))).clicked() {
        commands.push(Command::File(FileCommand::CreateNew));
    }
}

fn label(ui: &mut Ui, context: &ViewContext<'_>, key: &'static str) -> Response {
    ui.label(RichText::new(context.texts.get(key)).size(TEXT_SMALL).color(context.theme.quiet))
}

fn sites_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView) {
    if view.answers.sites.is_empty() {
        return;
    }
    let texts = context.texts;
    ui.add_space(8.0);
    label(ui, context, "edit-sites");
    let answers = view.answers.sites.iter_mut().zip(&mut view.places).zip(&mut view.given);
    for (index, ((site, typed), given)) in answers.enumerate() {
        let number = (index + 1).to_string();
        ui.horizontal(|ui| {
            let response = ui.add(TextEdit::singleline(&mut site.name).desired_width(240.0));
            parts::name(ui, &response, &texts.with("new-site-name", &[("number", &number)]));
            let hint = site.at.map_or_else(
                || texts.get("new-no-place").to_owned(),
                |(latitude, longitude)| texts.with("new-place", &[("at", &format!("{latitude:.2}, {longitude:.2}"))]),
            );
            let response = ui.add(TextEdit::singleline(typed).hint_text(hint).desired_width(240.0));
            parts::name(ui, &response, &texts.with("new-site-place", &[("number", &number)]));
        });
        if typed.trim().is_empty() {
            continue;
        }
        let chosen = ui.horizontal_wrapped(|ui| places_ui(ui, context, typed, MOST_PLACES)).inner;
        if let Some(ChosenPlace { name, at }) = chosen {
            site.at = Some(at);
            // A name of the person's own stays.
            if let Some(name) = name.filter(|_| site.name == *given || site.name.trim().is_empty()) {
                name.clone_into(&mut site.name);
                name.clone_into(given);
            }
            typed.clear();
        }
    }
}

fn services_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView) {
    if view.answers.services.is_empty() {
        return;
    }
    let texts = context.texts;
    ui.add_space(8.0);
    label(ui, context, "edit-services");
    for (index, service) in view.answers.services.iter_mut().enumerate() {
        let number = (index + 1).to_string();
        ui.horizontal(|ui| {
            let response = ui.add(TextEdit::singleline(&mut service.name).desired_width(240.0));
            parts::name(ui, &response, &texts.with("new-service-name", &[("number", &number)]));
            let response = number_of(ui, &mut service.users, MOST_PEOPLE);
            parts::name(ui, &response, &texts.with("new-service-users", &[("number", &number)]));
            ui.label(RichText::new(texts.get("edit-field-users")).size(TEXT_SMALL).color(context.theme.quiet));
        });
    }
}
