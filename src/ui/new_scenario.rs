//! The form of a new scenario: with which one it begins, and its names, places and users.

use egui::text::{CCursor, CCursorRange};
use egui::{
    Align, Button, Color32, Key, Label, Layout, Popup, PopupCloseBehavior, Response, RichText, ScrollArea,
    SetOpenCommand, TextEdit, Ui, vec2,
};

use super::ViewContext;
use super::focus;
use super::number_field::{Look, WrongText, whole_field};
use super::parts;
use super::places::{ChosenPlace, PlaceSearch, exact_place, first_place, places_ui};
use super::theme::TEXT_SMALL;
use crate::file::{Answers, NewSite, Template};
use crate::model::limits::MOST_PEOPLE;
use crate::session::{Command, Commands, FileCommand};
use crate::text::{Language, Trouble, zone_trouble};

/// The number of places that a search lists.
const MOST_PLACES: usize = 5;
/// The width of the fields for names and places, in points.
const FIELD: f32 = 240.0;

/// The form, and what was typed into it.
#[derive(Debug)]
pub struct NewScenarioView {
    template: Template,
    answers: Answers,
    /// What was typed to find the place of each site.
    places: Vec<TypedPlace>,
    /// What was typed as the users of each service and is no number.
    wrong_users: Vec<Option<WrongText>>,
    /// Whether the form was drawn before.
    shown: bool,
    /// Whether the title is to get the keyboard.
    takes_keyboard: bool,
}

/// What was typed to find the place of a site.
#[derive(Debug, Default)]
struct TypedPlace {
    text: String,
    /// The text that stands for the place that the site has. Another one is not chosen yet.
    chosen: String,
    /// The name that the site has from the template or from the place that was chosen last.
    given: String,
    /// Whether the scenario could not be created because of this text.
    is_missed: bool,
    /// Whether the field or its list had the keyboard in the last frame.
    is_there: bool,
}

impl TypedPlace {
    /// Whether a text was typed for which no place is chosen.
    fn is_open(&self) -> bool {
        let text = self.text.trim();
        !text.is_empty() && text != self.chosen.trim()
    }

    /// Whether the person has just left the field and its list.
    fn was_left(&mut self, ui: &Ui, field: &Response) -> bool {
        let is_there = field.has_focus() || Popup::is_id_open(ui.ctx(), Popup::default_response_id(field));
        std::mem::replace(&mut self.is_there, is_there) && !is_there
    }

    /// Puts the site at this place, whose name stays in the field.
    fn choose(&mut self, site: &mut NewSite, ChosenPlace { name, text, at }: ChosenPlace) {
        site.at = Some(at);
        // A name of the person's own stays.
        if let Some(name) = name.filter(|_| site.name == self.given || site.name.trim().is_empty()) {
            name.clone_into(&mut site.name);
            name.clone_into(&mut self.given);
        }
        self.text = text;
        self.chosen.clone_from(&self.text);
        self.is_missed = false;
    }
}

impl NewScenarioView {
    /// The form with the first template that most people need, and names in this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self::of(Template::TwoSites, language)
    }

    fn of(template: Template, language: Language) -> Self {
        let answers = template.answers(language);
        let place = |site: &NewSite| TypedPlace { given: site.name.clone(), ..TypedPlace::default() };
        let places = answers.sites.iter().map(place).collect();
        let wrong_users = vec![None; answers.services.len()];
        Self { template, answers, places, wrong_users, shown: false, takes_keyboard: true }
    }

    /// The same form after it was closed, with the keyboard in its title.
    #[must_use]
    pub fn opened_again(self) -> Self {
        Self { takes_keyboard: true, ..self }
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

    /// Whether something that is no number was typed as the users of a service.
    fn has_wrong_users(&self) -> bool {
        self.wrong_users.iter().flatten().any(WrongText::is_told)
    }

    /// Creates the scenario, unless its time zone, a place or a number is not known. A town that was typed and not chosen counts as chosen if it is the
    /// only one of its name.
    fn create(&mut self, language: Language, commands: &mut Commands) {
        for (site, place) in self.answers.sites.iter_mut().zip(&mut self.places) {
            if !place.is_open() {
                continue;
            }
            match exact_place(&place.text, language) {
                Some(found) => place.choose(site, found),
                None => place.is_missed = true,
            }
        }
        let is_missed = self.places.iter().any(TypedPlace::is_open);
        if !is_missed && !self.has_wrong_users() && self.template.zone_error(&self.answers).is_none() {
            commands.push(Command::File(FileCommand::CreateNew));
        }
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
                *view = NewScenarioView::of(template, texts.language());
            }
        }
    });
    ui.add_space(8.0);
    let height = (ui.available_height() - 50.0).max(80.0);
    let mut is_entered = false;
    ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
        let title = label(ui, context, "edit-field-title");
        let field = TextEdit::singleline(&mut view.answers.title).desired_width(420.0);
        let response = ui.add(field).labelled_by(title.id);
        if std::mem::take(&mut view.takes_keyboard) {
            response.request_focus();
        }
        if !view.shown {
            view.shown = true;
            // People make scenarios of where they are.
            if let (Some(zone), Some(here)) = (&mut view.answers.zone, context.computer_zone) {
                // "Etc/UTC" and its like are UTC, as it is called everywhere.
                let name = if here.name().ends_with("UTC") { "UTC" } else { here.name() };
                name.clone_into(zone);
            }
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
    let is_zone = view.template.zone_error(&view.answers).is_none();
    let can_create = is_zone && !view.has_wrong_users();
    ui.horizontal(|ui| {
        let button = ui.add_enabled(can_create, Button::new(texts.get("new-create")).min_size(vec2(120.0, 30.0)));
        let why_not = if is_zone { "new-number-first" } else { "new-zone-first" };
        let is_clicked = button.on_disabled_hover_text(texts.get(why_not)).clicked();
        if is_clicked || is_entered {
            view.create(texts.language(), commands);
        }
        if ui.add(Button::new(texts.get("start-over")).min_size(vec2(0.0, 30.0))).clicked() {
            *view = NewScenarioView::of(view.template, texts.language());
            ui.ctx().request_repaint();
        }
    });
}

/// Whether Enter was pressed in this field.
fn was_entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

/// A paragraph of small text below a field.
fn said(ui: &mut Ui, words: &str, color: Color32) {
    ui.add(Label::new(RichText::new(words).size(TEXT_SMALL).color(color)).wrap());
}

/// The field of the time zone. Below it stands what is wrong with a text that is no zone.
fn zone_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut NewScenarioView) {
    let Some(zone) = &mut view.answers.zone else { return };
    let texts = context.texts;
    ui.add_space(8.0);
    let name = label(ui, context, "edit-field-zone");
    ui.add(TextEdit::singleline(zone).desired_width(FIELD)).labelled_by(name.id);
    let Some(error) = view.template.zone_error(&view.answers) else { return };
    let Some(zone) = &mut view.answers.zone else { return };
    let Trouble { message, remedy } = zone_trouble(&error, zone.trim());
    said(ui, &texts.say(&message), context.theme.down);
    said(ui, &texts.say(&remedy), context.theme.quiet);
    if let Some(only) = error.only()
        && ui.button(texts.with("new-use-zone", &[("zone", only)])).clicked()
    {
        only.clone_into(zone);
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
    // The places of a template say nothing about where the others are.
    let is_chosen = |(_, place): &(&NewSite, &TypedPlace)| !place.chosen.is_empty();
    let chosen_sites = view.answers.sites.iter().zip(&view.places).filter(is_chosen);
    let near: Vec<(f64, f64)> = chosen_sites.filter_map(|(site, _)| site.at).collect();
    for (index, (site, place)) in view.answers.sites.iter_mut().zip(&mut view.places).enumerate() {
        let number = (index + 1).to_string();
        ui.horizontal(|ui| {
            let response = ui.add(TextEdit::singleline(&mut site.name).desired_width(FIELD));
            parts::name(ui, &response, &texts.with("new-site-name", &[("number", &number)]));
            let hint = site.at.map_or_else(
                || texts.get("new-no-place").to_owned(),
                |(latitude, longitude)| texts.with("new-place", &[("at", &format!("{latitude:.2}, {longitude:.2}"))]),
            );
            let response = ui.add(TextEdit::singleline(&mut place.text).hint_text(hint).desired_width(FIELD));
            parts::name(ui, &response, &texts.with("new-site-place", &[("number", &number)]));
            if response.changed() {
                place.is_missed = false;
            }
            let mut chosen = suggestions_ui(ui, context, place, &near, &response);
            if place.was_left(ui, &response) && place.is_open() && chosen.is_none() {
                chosen = exact_place(&place.text, texts.language());
            }
            if let Some(chosen) = chosen {
                place.choose(site, chosen);
                caret_to_end(ui, &response, &place.text);
            }
        });
        if place.is_missed {
            let search = PlaceSearch { typed: &place.text, near: &near };
            let first = first_place(search, texts.language());
            let words = first.map_or_else(
                || texts.get("place-unknown").to_owned(),
                |first| texts.with("new-place-open", &[("first", &first.text)]),
            );
            said(ui, &words, context.theme.down);
        }
    }
}

/// Puts the caret of a field behind its text, which has just been replaced.
fn caret_to_end(ui: &Ui, field: &Response, text: &str) {
    if let Some(mut state) = TextEdit::load_state(ui.ctx(), field.id) {
        let end = CCursor::new(text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ui.ctx(), field.id);
    }
}

/// What is found for the text of a field for a place, in a list below the field that covers the form and does not move it. Enter in the field
/// chooses the first, and the arrow down leads into the list. Tab leads to the next field of the form.
fn suggestions_ui(
    ui: &Ui,
    context: &ViewContext<'_>,
    place: &TypedPlace,
    near: &[(f64, f64)],
    field: &Response,
) -> Option<ChosenPlace> {
    let search = PlaceSearch { typed: &place.text, near };
    let first =
        if place.is_open() && was_entered(ui, field) { first_place(search, context.texts.language()) } else { None };
    // Forwards the field has lost the keyboard already, backwards it loses it in the next frame.
    let leaves = field.lost_focus() || (field.has_focus() && !field.gained_focus());
    let is_passed = leaves && ui.input(|input| input.key_pressed(Key::Tab));
    let leads_in = place.is_open() && field.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown));
    let opens = if !place.is_open() || first.is_some() || is_passed {
        Some(SetOpenCommand::Bool(false))
    } else {
        let asks = field.changed() || field.gained_focus() || field.clicked() || leads_in;
        asks.then_some(SetOpenCommand::Bool(true))
    };
    // A list that the person has left with Tab would cover this field.
    if field.gained_focus() && !place.is_open() {
        Popup::close_all(ui.ctx());
    }
    let list = Popup::from_response(field)
        .open_memory(opens)
        .layout(Layout::top_down_justified(Align::Min))
        // A click into the field shows the list of its text.
        .close_behavior(if field.contains_pointer() {
            PopupCloseBehavior::IgnoreClicks
        } else {
            PopupCloseBehavior::CloseOnClickOutside
        });
    let shown = list.show(|ui| {
        ui.set_width(FIELD);
        places_ui(ui, context, search, MOST_PLACES, leads_in)
    });
    let chosen = first.or_else(|| shown.and_then(|shown| shown.inner));
    if chosen.is_some() {
        Popup::close_id(ui.ctx(), Popup::default_response_id(field));
        // The button that had the keyboard is gone.
        field.request_focus();
    }
    chosen
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
            ui.label(RichText::new(texts.get("edit-field-users")).size(TEXT_SMALL).color(context.theme.quiet));
        });
        if let Some(reason) = wrong.as_ref().and_then(|wrong| wrong.reason.as_ref()) {
            said(ui, &texts.say(reason), context.theme.down);
        }
    }
}
