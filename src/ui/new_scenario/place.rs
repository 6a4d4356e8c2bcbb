//! The field for the place of a site in the form of a new scenario, with the list of what is found for its text.

use egui::text::{CCursor, CCursorRange};
use egui::{Align, EventFilter, Key, Layout, Popup, PopupCloseBehavior, Response, SetOpenCommand, TextEdit, Ui};

use crate::file::NewSite;
use crate::text::{Language, Texts};
use crate::ui::places::{ChosenPlace, PlaceSearch, exact_place, first_place, places_ui, why_unknown};
use crate::ui::{ViewContext, focus, parts};

/// The number of places that a search lists.
const MOST_PLACES: usize = 5;

/// What was typed to find the place of a site.
#[derive(Debug, Default)]
pub(super) struct TypedPlace {
    text: String,
    /// The text that stands for the place that the site has. Another one is not chosen yet.
    chosen: String,
    /// The name that the site has from the template or from the place that was chosen last.
    given: String,
    /// The time zone of the place that was chosen last, if that is known.
    zone: Option<&'static str>,
    /// Whether the scenario could not be created because of this text.
    is_missed: bool,
    /// Whether the field or its list had the keyboard in the last frame.
    is_there: bool,
    /// Whether the list was open in the last frame.
    is_listed: bool,
}

impl TypedPlace {
    /// What is typed for a site of a template: nothing yet.
    pub(super) fn of(site: &NewSite) -> Self {
        Self { given: site.name.clone(), ..Self::default() }
    }

    /// Whether a place was chosen.
    pub(super) const fn is_chosen(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// Whether the scenario could not be created because of this text.
    pub(super) const fn is_missed(&self) -> bool {
        self.is_missed
    }

    /// The time zone of the place that was chosen last, if that is known.
    pub(super) const fn zone(&self) -> Option<&'static str> {
        self.zone
    }

    /// Takes the place that was typed completely, before the scenario is created. Any other text is missed.
    pub(super) fn finish(&mut self, site: &mut NewSite, language: Language) {
        if !self.is_open() {
            return;
        }
        match exact_place(&self.text, language) {
            Some(found) => self.choose(site, found),
            None => self.is_missed = true,
        }
    }

    /// Why the text is no place, in words.
    pub(super) fn missed_words(&self, near: &[(f64, f64)], texts: &Texts) -> String {
        let search = PlaceSearch { typed: &self.text, near };
        first_place(search, texts.language()).map_or_else(
            || texts.get(why_unknown(search)).to_owned(),
            |first| texts.with("new-place-open", &[("first", &first.text)]),
        )
    }

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
    fn choose(&mut self, site: &mut NewSite, ChosenPlace { name, text, at, zone }: ChosenPlace) {
        site.at = Some(at);
        // A name of the person's own stays.
        if let Some(name) = name.filter(|_| site.name == self.given || site.name.trim().is_empty()) {
            name.clone_into(&mut site.name);
            name.clone_into(&mut self.given);
        }
        self.text = text;
        self.chosen.clone_from(&self.text);
        self.zone = zone;
        self.is_missed = false;
    }
}

/// The field for the place of a site, while it is drawn.
pub(super) struct PlaceField<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its width in points.
    pub width: f32,
    /// Where other sites are.
    pub near: &'a [(f64, f64)],
    /// Whether it gets the keyboard.
    pub takes_keyboard: bool,
}

impl PlaceField<'_> {
    /// Draws the field, and the list below it while there is one.
    pub(super) fn ui(&self, ui: &mut Ui, context: &ViewContext<'_>, site: &mut NewSite, place: &mut TypedPlace) {
        let texts = context.texts;
        let hint = site.at.map_or_else(
            || texts.get("new-no-place").to_owned(),
            |(latitude, longitude)| texts.with("new-place", &[("at", &format!("{latitude:.2}, {longitude:.2}"))]),
        );
        // Escape closes the list first, and the field keeps the keyboard.
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: place.is_listed,
            ..EventFilter::default()
        };
        let color = place.is_missed.then_some(context.theme.down);
        let edit = TextEdit::singleline(&mut place.text).hint_text(hint).desired_width(self.width);
        let response = ui.add(edit.event_filter(filter).text_color_opt(color));
        parts::name(ui, &response, self.name);
        if self.takes_keyboard {
            response.request_focus();
        }
        if response.changed() {
            place.is_missed = false;
        }
        let mut chosen = self.list_ui(ui, context, place, &response);
        if place.was_left(ui, &response) && place.is_open() && chosen.is_none() {
            chosen = exact_place(&place.text, texts.language());
        }
        if let Some(chosen) = chosen {
            place.choose(site, chosen);
            caret_to_end(ui, &response, &place.text);
        }
    }

    /// What is found for the text of the field, in a list below it that covers the form and does not move it. Enter in the field chooses the first.
    /// The arrow down opens the list, and leads into one that is open. Tab leads to the next field of the form.
    fn list_ui(
        &self,
        ui: &Ui,
        context: &ViewContext<'_>,
        place: &mut TypedPlace,
        field: &Response,
    ) -> Option<ChosenPlace> {
        let search = PlaceSearch { typed: &place.text, near: self.near };
        let is_pressed = |key| ui.input(|input| input.key_pressed(key));
        let is_entered = field.lost_focus() && is_pressed(Key::Enter);
        let first = if place.is_open() && is_entered { first_place(search, context.texts.language()) } else { None };
        // Forwards the field has lost the keyboard already, backwards it loses it in the next frame.
        let leaves = field.lost_focus() || (field.has_focus() && !field.gained_focus());
        let is_passed = leaves && is_pressed(Key::Tab);
        let goes_down = field.has_focus() && is_pressed(Key::ArrowDown);
        let opens = if !place.is_open() || first.is_some() || is_passed {
            Some(SetOpenCommand::Bool(false))
        } else {
            let asks = field.changed() || field.gained_focus() || field.clicked() || goes_down;
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
        let leads_in = goes_down && place.is_listed;
        let shown = list.show(|ui| {
            ui.set_width(self.width);
            places_ui(ui, context, search, MOST_PLACES, leads_in)
        });
        let id = Popup::default_response_id(field);
        focus::keep_above_dialog(ui, id);
        let chosen = first.or_else(|| shown.and_then(|shown| shown.inner));
        if chosen.is_some() {
            Popup::close_id(ui.ctx(), id);
        }
        if chosen.is_some() || (place.is_listed && is_pressed(Key::Escape)) {
            // The button that had the keyboard is gone.
            field.request_focus();
        }
        let is_listed = Popup::is_id_open(ui.ctx(), id);
        if std::mem::replace(&mut place.is_listed, is_listed) != is_listed {
            ui.ctx().request_repaint();
        }
        chosen
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
