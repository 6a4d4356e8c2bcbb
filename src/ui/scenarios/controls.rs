//! The controls above the list of scenarios: search, filters and order.

use egui::{ComboBox, FontId, Role, TextEdit, Ui, WidgetInfo, vec2};

use super::card::{kind_key, length_key, topic_key};
use super::cards::Cards;
use super::choosing::{Filters, Sort};
use crate::model::HazardKind;
use crate::session::{Command, Commands, IncidentsCommand, WindowCommand};
use crate::study::library::{LengthClass, Topic};
use crate::text::Texts;
use crate::ui::style::text_width;
use crate::ui::theme::TEXT_BODY;
use crate::ui::{ViewContext, field, focus};

/// The least and the largest widths of the search field and of a choice, in points.
const SEARCH: [f32; 2] = [140.0, 210.0];
const CHOICE: [f32; 2] = [104.0, 130.0];
/// By how much the choice of the order is wider than the others, and the space between the controls, in points.
const ORDER: f32 = 20.0;
const BETWEEN: f32 = 8.0;
/// The height up to which the values of a choice are shown without scrolling, in points.
const HEIGHT: f32 = 420.0;

/// The widths of the search field and of a choice, in points. They shrink so that all controls stay in one line, as far as possible.
#[derive(Clone, Copy)]
struct Widths {
    search: f32,
    choice: f32,
}

impl Widths {
    fn of(ui: &Ui, texts: &Texts) -> Self {
        let beside = texts.get("top-incidents").to_owned();
        let button = text_width(ui.painter(), beside, FontId::proportional(TEXT_BODY));
        let padding = ui.spacing().button_padding.x;
        // The button and the field have space around their texts, and there are four filters and the order.
        let room = ui.available_width() - button - 4.0 * padding - ORDER - 6.0 * BETWEEN;
        let choice = ((room - SEARCH[0]) / 5.0).clamp(CHOICE[0], CHOICE[1]);
        Self { search: (room - 5.0 * choice).clamp(SEARCH[0], SEARCH[1]), choice }
    }
}

/// Draws the controls.
pub(super) fn controls_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    cards: &mut Cards,
    names: &[String],
    commands: &mut Commands,
) {
    let texts = context.texts;
    let found = Found::of(cards);
    let Widths { search, choice } = Widths::of(ui, texts);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(BETWEEN, 6.0);
        search_ui(ui, texts, cards, search);
        let filters = &mut cards.view.filters;
        let kinds = found.causes.iter().map(|kind| (*kind, texts.get(kind_key(*kind)).to_owned())).collect();
        choice_ui(ui, texts, ("scenarios-cause", choice), &mut filters.cause, kinds);
        let areas = found.areas.iter().map(|area| (area.clone(), area_words(area, texts))).collect();
        choice_ui(ui, texts, ("scenarios-area", choice), &mut filters.area, areas);
        let lessons = found.lessons.iter().map(|topic| (*topic, texts.get(topic_key(*topic)).to_owned())).collect();
        choice_ui(ui, texts, ("scenarios-lesson", choice), &mut filters.lesson, lessons);
        let lengths = LengthClass::ALL.map(|length| (length, texts.get(length_key(length)).to_owned()));
        choice_ui(ui, texts, ("scenarios-length", choice), &mut filters.length, lengths.to_vec());
        sort_ui(ui, texts, &mut filters.sort, choice + ORDER);
        if filters.is_set() && ui.button(texts.get("scenarios-clear")).clicked() {
            *filters = Filters { sort: filters.sort, ..Filters::default() };
        }
        let beside = ui.button(texts.get("top-incidents"));
        if beside.on_hover_text(texts.get("keys-incidents")).clicked() {
            commands.push(Command::Window(WindowCommand::Incidents(IncidentsCommand::Toggle)));
        }
    });
    like_ui(ui, context, cards, names);
    ui.add_space(4.0);
}

fn search_ui(ui: &mut Ui, texts: &Texts, cards: &mut Cards, width: f32) {
    let view = &mut cards.view;
    // The field is too narrow for what is searched. That is its name, and its tooltip.
    let (name, hint) = (texts.get("scenarios-search"), texts.get("scenarios-search-hint"));
    let edit = TextEdit::singleline(&mut view.filters.search).desired_width(width).hint_text(hint).char_limit(200);
    let response = ui.add(edit).on_hover_text(name);
    field::compose(&mut view.filters.search);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if std::mem::take(&mut view.wants_search) {
        response.request_focus();
    }
}

/// Says which scenario the others are like, with the button that shows all again.
fn like_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &mut Cards, names: &[String]) {
    let Some(like) = &cards.view.filters.like else { return };
    let place = cards.all().position(|card| card.summary == *like);
    let name = place.and_then(|place| names.get(place)).map_or("", String::as_str);
    let words = context.texts.with("scenarios-like-shown", &[("title", name)]);
    let mut is_cleared = false;
    // A title may be of any length.
    ui.horizontal_wrapped(|ui| {
        ui.label(egui::RichText::new(words).color(context.theme.text));
        is_cleared = ui.button(context.texts.get("scenarios-like-clear")).clicked();
    });
    if is_cleared {
        cards.view.filters.like = None;
    }
}

/// What occurs in the scenarios, so that no filter hides everything.
struct Found {
    causes: Vec<HazardKind>,
    areas: Vec<String>,
    lessons: Vec<Topic>,
}

impl Found {
    fn of(cards: &Cards) -> Self {
        let (mut causes, mut areas, mut lessons) = (Vec::new(), Vec::new(), Vec::new());
        for summary in cards.all().map(|card| &card.summary) {
            causes.extend_from_slice(&summary.hazards);
            areas.extend((!summary.area.is_empty()).then(|| summary.area.clone()));
            lessons.extend_from_slice(&summary.topics);
        }
        causes.sort_by_key(|kind| *kind as u8);
        areas.sort_unstable();
        lessons.sort_unstable();
        causes.dedup();
        areas.dedup();
        lessons.dedup();
        Self { causes, areas, lessons }
    }
}

/// Draws a filter with this name and width: a choice of one of these values, or of all.
fn choice_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    texts: &Texts,
    (name, width): (&'static str, f32),
    chosen: &mut Option<T>,
    values: Vec<(T, String)>,
) {
    let title = texts.get(name);
    let shown = values.iter().find(|(value, _)| chosen.as_ref() == Some(value)).map(|(_, words)| words.clone());
    let current = shown.clone().unwrap_or_else(|| texts.get("scenarios-any").to_owned());
    let words = shown.unwrap_or_else(|| title.to_owned());
    let combo = ComboBox::from_id_salt(name).width(width).truncate().height(HEIGHT).selected_text(words);
    let combo = combo.show_ui(ui, |ui| {
        if focus::list_entry(ui, chosen.is_none(), texts.get("scenarios-any")) {
            *chosen = None;
        }
        for (value, words) in values {
            if focus::list_entry(ui, chosen.as_ref() == Some(&value), words) {
                *chosen = Some(value);
            }
        }
        focus::reveal_in(ui);
    });
    named(&combo.response, title, &current);
}

fn sort_ui(ui: &mut Ui, texts: &Texts, sort: &mut Sort, width: f32) {
    let key = |sort: Sort| match sort {
        Sort::Listed => "scenarios-sort-listed",
        Sort::Date => "scenarios-sort-date",
        Sort::Length => "scenarios-sort-length",
        Sort::Fit => "scenarios-sort-fit",
        Sort::Title => "scenarios-sort-title",
    };
    let current = texts.get(key(*sort));
    let combo = ComboBox::from_id_salt("scenarios-sort").width(width).truncate().selected_text(current);
    let combo = combo.show_ui(ui, |ui| {
        for choice in Sort::ALL {
            if focus::list_entry(ui, choice == *sort, texts.get(key(choice))) {
                *sort = choice;
            }
        }
    });
    named(&combo.response, texts.get("scenarios-sort"), current);
}

/// Gives a choice its name and its value for screen readers.
fn named(response: &egui::Response, name: &str, value: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(value.to_owned());
        info
    });
}

/// The name of an area of the names of time zones.
fn area_words(area: &str, texts: &Texts) -> String {
    let key = match area.to_ascii_lowercase().as_str() {
        "africa" => "area-africa",
        "america" => "area-america",
        "antarctica" => "area-antarctica",
        "asia" => "area-asia",
        "atlantic" | "indian" | "pacific" => "area-islands",
        "australia" => "area-australia",
        "europe" => "area-europe",
        _ => "area-other",
    };
    texts.get(key).to_owned()
}
