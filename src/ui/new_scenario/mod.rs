//! The form of a new scenario: with which one it begins, and its names, places and users.

mod place;

use egui::{Button, Color32, Key, Label, Response, RichText, ScrollArea, Sense, TextEdit, Ui, UiBuilder, vec2};

use self::place::{PlaceField, TypedPlace};
use super::ViewContext;
use super::focus;
use super::number_field::{Look, WrongText, whole_field};
use super::parts;
use super::theme::TEXT_SMALL;
use crate::file::{Answers, NewSite, Template};
use crate::model::limits::MOST_PEOPLE;
use crate::session::{Command, Commands, FileCommand};
use crate::text::{Language, Trouble, zone_trouble};

/// The width of the fields for names and places, in points.
const FIELD: f32 = 240.0;
/// The height of the buttons below the fields, and of what is said below these, with the space above each, in points.
const BUTTONS: f32 = 50.0;
const SAID: f32 = 64.0;
/// The least height of the fields, in points.
const LEAST_FIELDS: f32 = 80.0;

/// A field of the form that can get the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    Zone,
    /// The place of the site with this index.
    Place(usize),
    /// The users of the service with this index.
    Users(usize),
}

/// The form, and what was typed into it.
#[derive(Debug)]
pub struct NewScenarioView {
    template: Template,
    answers: Answers,
    /// The time zone of the template, or of this computer.
    own_zone: String,
    /// The time zone that the form itself has put into its field. The person has typed another one if there is one.
    given_zone: String,
    /// What was typed to find the place of each site.
    places: Vec<TypedPlace>,
    /// What was typed as the users of each service and is no number.
    wrong_users: Vec<Option<WrongText>>,
    /// Whether the form was drawn before.
    shown: bool,
    /// The field that is to get the keyboard.
    takes_keyboard: Option<Field>,
}

impl NewScenarioView {
    /// The form with the first template that most people need, and names in this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self::of(Template::TwoSites, language)
    }

    fn of(template: Template, language: Language) -> Self {
        let answers = template.answers(language);
        let own_zone = answers.zone.clone().unwrap_or_default();
        let places = answers.sites.iter().map(TypedPlace::of).collect();
        let wrong_users = vec![None; answers.services.len()];
        Self {
            template,
            answers,
            given_zone: own_zone.clone(),
            own_zone,
            places,
            wrong_users,
            shown: false,
            takes_keyboard: Some(Field::Title),
        }
    }

    /// The same form after it was closed, with the keyboard in its title.
    #[must_use]
    pub fn opened_again(self) -> Self {
        Self { takes_keyboard: Some(Field::Title), ..self }
    }

    /// The language in which the template has given names.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.answers.language
    }

    /// The template and the answers.
    #[must_use]
    pub const fn chosen(&self) -> (Template, &Answers) {
        (self.template, &self.answers)
    }

    /// Puts the time zone of the first site whose place was chosen into its field or, if it is not known, that of this computer. What the person has
    /// typed there stays.
    fn follow_places(&mut self) {
        let found = self.places.iter().find(|place| place.is_chosen()).and_then(TypedPlace::zone);
        let given = found.unwrap_or(&self.own_zone);
        if let Some(zone) = self.answers.zone.as_mut().filter(|zone| **zone == self.given_zone) {
            given.clone_into(zone);
            self.given_zone.clone_from(zone);
        }
    }

    /// The first field, in the order of the form, whose text is told to be wrong.
    fn first_wrong(&self) -> Option<Field> {
        if self.template.zone_error(&self.answers).is_some() {
            return Some(Field::Zone);
        }
        let is_told = |wrong: &Option<WrongText>| wrong.as_ref().is_some_and(WrongText::is_told);
        let place = self.places.iter().position(TypedPlace::is_missed).map(Field::Place);
        place.or_else(|| self.wrong_users.iter().position(is_told).map(Field::Users))
    }

    /// Creates the scenario, unless its time zone, a place or a number is not known: then the field with it gets the keyboard. A town that was typed and
    /// not chosen counts as chosen if it is the only one of its name.
    fn create(&mut self, ui: &Ui, language: Language, commands: &mut Commands) {
        for (site, place) in self.answers.sites.iter_mut().zip(&mut self.places) {
            place.finish(site, language);
        }
        self.follow_places();
        self.takes_keyboard = self.first_wrong();
        if self.takes_keyboard.is_none() {
            commands.push(Command::File(FileCommand::CreateNew));
        }
        ui.ctx().request_repaint();
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

/// Draws the form. Its button, or Enter in the title, creates the scenario, or says what is wrong.
pub fn new_scenario_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView, commands: &mut Commands) {
    let texts = context.texts;
    ui.label(RichText::new(texts.get("new-hint")).color(context.theme.quiet));
    ui.horizontal_wrapped(|ui| {
        for template in Template::ALL {
            let words = texts.get(template_key(template));
            if ui.add(Button::selectable(view.template == template, words)).clicked() && view.template != template {
                *view = NewScenarioView::of(template, texts.language());
            }
        }
    });
    ui.add_space(8.0);
    let height = (ui.available_height() - BUTTONS - SAID).max(LEAST_FIELDS);
    let mut is_entered = false;
    // Nothing in it comes and goes: the fields and the buttons below them stay where they are, whatever is wrong.
    ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
        let title = label(ui, context, "edit-field-title");
        let field = TextEdit::singleline(&mut view.answers.title).desired_width(420.0);
        let response = ui.add(field).labelled_by(title.id);
        if takes(&mut view.takes_keyboard, Field::Title) {
            response.request_focus();
        }
        if !std::mem::replace(&mut view.shown, true)
            && let Some(here) = context.computer_zone
        {
            // People make scenarios of where they are. "Etc/UTC" and its like are UTC, as it is called everywhere.
            let name = if here.name().ends_with("UTC") { "UTC" } else { here.name() };
            name.clone_into(&mut view.own_zone);
            view.follow_places();
        }
        is_entered = was_entered(ui, &response);
        zone_ui(ui, context, view);
        sites_ui(ui, context, view);
        services_ui(ui, context, view);
        if view.answers.sites.is_empty() {
            ui.add_space(6.0);
            ui.label(RichText::new(texts.get("new-large")).color(context.theme.quiet));
        }
        focus::reveal_in(ui);
    });
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let button = ui.add(Button::new(texts.get("new-create")).min_size(vec2(120.0, 30.0)));
        if button.clicked() || is_entered {
            view.create(ui, texts.language(), commands);
        }
        if ui.add(Button::new(texts.get("start-over")).min_size(vec2(0.0, 30.0))).clicked() {
            *view = NewScenarioView::of(view.template, texts.language());
            ui.ctx().request_repaint();
        }
    });
    wrong_ui(ui, context, view);
}

/// Whether this field is to get the keyboard, which is done then.
fn takes(wanted: &mut Option<Field>, field: Field) -> bool {
    wanted.take_if(|wanted| *wanted == field).is_some()
}

/// Whether Enter was pressed in this field.
fn was_entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// A paragraph of small text.
fn said(ui: &mut Ui, words: &str, color: Color32) {
    ui.add(Label::new(RichText::new(words).size(TEXT_SMALL).color(color)).wrap());
}

/// Says what is wrong in the first field that has something wrong. There is always room for it.
fn wrong_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), SAID), Sense::hover());
    let Some(field) = view.first_wrong() else { return };
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(rect));
    // What was typed may be long.
    ScrollArea::vertical().auto_shrink(false).min_scrolled_height(0.0).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        wrong_words_ui(ui, context, view, field);
    });
}

fn wrong_words_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView, field: Field) {
    let (texts, theme) = (context.texts, context.theme);
    // The field may be out of sight, so that its name stands before what is wrong with it.
    let named_ui = |ui: &mut Ui, key: &'static str, index: usize, words: &str| {
        ui.horizontal_wrapped(|ui| {
            let name = texts.with(key, &[("number", &(index + 1).to_string())]);
            ui.label(RichText::new(format!("{name}:")).size(TEXT_SMALL).color(theme.text));
            ui.label(RichText::new(words).size(TEXT_SMALL).color(theme.down));
        });
    };
    match field {
        Field::Title => {}
        Field::Zone => {
            let error = view.template.zone_error(&view.answers);
            let (Some(error), Some(zone)) = (error, &mut view.answers.zone) else { return };
            let Trouble { message, remedy } = zone_trouble(&error, zone.trim());
            said(ui, &texts.sentence(&message), theme.down);
            said(ui, &texts.sentence(&remedy), theme.quiet);
            if let Some(only) = error.only()
                && ui.button(texts.with("new-use-zone", &[("zone", only)])).clicked()
            {
                only.clone_into(zone);
            }
        }
        Field::Place(index) => {
            let words = view.places[index].missed_words(&near(view), texts);
            named_ui(ui, "new-site-place", index, &words);
        }
        Field::Users(index) => {
            let reason = view.wrong_users[index].as_ref().and_then(|wrong| wrong.reason.as_ref());
            let words = reason.map(|reason| texts.sentence(reason)).unwrap_or_default();
            named_ui(ui, "new-service-users", index, &words);
        }
    }
}

/// The field of the time zone.
fn zone_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView) {
    let is_wrong = view.template.zone_error(&view.answers).is_some();
    let Some(zone) = &mut view.answers.zone else { return };
    ui.add_space(8.0);
    let name = label(ui, context, "edit-field-zone");
    let color = is_wrong.then_some(context.theme.down);
    let response = ui.add(TextEdit::singleline(zone).desired_width(FIELD).text_color_opt(color));
    let response = response.labelled_by(name.id);
    if takes(&mut view.takes_keyboard, Field::Zone) {
        response.request_focus();
    }
}

fn label(ui: &mut Ui, context: &ViewContext<'_>, key: &'static str) -> Response {
    ui.label(RichText::new(context.texts.get(key)).size(TEXT_SMALL).color(context.theme.quiet))
}

/// Where the sites are whose places were chosen: those of a template say nothing about where the others are.
fn near(view: &NewScenarioView) -> Vec<(f64, f64)> {
    let is_chosen = |(_, place): &(&NewSite, &TypedPlace)| place.is_chosen();
    let chosen = view.answers.sites.iter().zip(&view.places).filter(is_chosen);
    chosen.filter_map(|(site, _)| site.at).collect()
}

fn sites_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView) {
    if view.answers.sites.is_empty() {
        return;
    }
    let texts = context.texts;
    ui.add_space(8.0);
    label(ui, context, "edit-sites");
    let near = near(view);
    for (index, (site, place)) in view.answers.sites.iter_mut().zip(&mut view.places).enumerate() {
        let number = (index + 1).to_string();
        ui.horizontal(|ui| {
            let response = ui.add(TextEdit::singleline(&mut site.name).desired_width(FIELD));
            parts::name(ui, &response, &texts.with("new-site-name", &[("number", &number)]));
            let name = texts.with("new-site-place", &[("number", &number)]);
            let takes_keyboard = takes(&mut view.takes_keyboard, Field::Place(index));
            PlaceField { name: &name, width: FIELD, near: &near, takes_keyboard }.ui(ui, context, site, place);
        });
    }
    view.follow_places();
}

fn services_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView) {
    if view.answers.services.is_empty() {
        return;
    }
    let texts = context.texts;
    ui.add_space(8.0);
    label(ui, context, "edit-services");
    let services = view.answers.services.iter_mut().zip(&mut view.wrong_users);
    for (index, (service, wrong)) in services.enumerate() {
        let number = (index + 1).to_string();
        ui.horizontal(|ui| {
            let response = ui.add(TextEdit::singleline(&mut service.name).desired_width(FIELD));
            parts::name(ui, &response, &texts.with("new-service-name", &[("number", &number)]));
            let response = whole_field(ui, Look::default(), &mut service.users, MOST_PEOPLE, wrong);
            parts::name(ui, &response, &texts.with("new-service-users", &[("number", &number)]));
            if takes(&mut view.takes_keyboard, Field::Users(index)) {
                response.request_focus();
            }
            ui.label(RichText::new(texts.get("edit-field-users")).size(TEXT_SMALL).color(context.theme.quiet));
        });
    }
}
