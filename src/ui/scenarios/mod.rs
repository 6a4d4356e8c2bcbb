//! The list of scenarios: those with unsaved changes, those shipped with the program, and the person's own files. Each has a card with a small
//! map. Cards can be searched, filtered and sorted, and some of them put beside one another.

mod card;
mod cards;
mod choosing;
mod controls;
mod jumps;
mod names;
mod short;
mod timeline;

use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

pub use self::card::{Card, CardState};
pub use self::cards::{Cards, ScenariosView};
use self::cards::{Part, open};
pub use self::choosing::{Filters, Sort};
use super::unsaved::unsaved_ui;
use super::{ViewContext, focus};
use crate::session::{Command, Commands, IncidentSource, IncidentsCommand, WindowCommand};
use crate::study::incidents::MOST_INCIDENTS;
use crate::ui::theme::TEXT_SMALL;

/// The least width of a card, in points.
const LEAST_WIDTH: f32 = 340.0;
/// The space between cards, in points.
const GAP: f32 = 10.0;
/// With less height than this for the list there is no timeline, in points.
const LEAST_FOR_TIMELINE: f32 = 300.0;
/// The height of the line below the list that says what is marked, with the space above it, in points.
const MARKED: f32 = 42.0;
const MARKED_GAP: f32 = 6.0;

/// Draws the list of scenarios. A click on a card opens its scenario.
pub fn scenarios_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &mut Cards, commands: &mut Commands) {
    let names = names::names(cards.all(), context.texts);
    let shown = choosing::chosen(cards.all(), &names, &cards.view.filters, context.texts.language());
    controls::controls_ui(ui, context, cards, &names, commands);
    jumps::jumps_ui(ui, context, cards, &shown);
    // What is marked has a place of its own below the list, so that nothing moves under the pointer when something is marked.
    let height = ui.available_height() - MARKED;
    // It keeps its height while a search hides cards, so that the window does not jump with each letter.
    let mut scroll = ScrollArea::vertical().auto_shrink(false).max_height(height);
    if std::mem::take(&mut cards.view.shows_top) {
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        if !cards.unsaved.is_empty() {
            unsaved_ui(ui, context, &cards.unsaved, &mut cards.view.asked, commands);
            ui.add_space(8.0);
        }
        // In a low window the cards need the room.
        if height >= LEAST_FOR_TIMELINE
            && let Some(open) = timeline::timeline_ui(ui, context, cards, &names, &shown)
        {
            commands.push(open);
        }
        for part in Part::in_order(!cards.own.is_empty()) {
            let places: Vec<usize> = shown.iter().copied().filter(|place| cards.part(*place) == part).collect();
            if places.is_empty() && part != Part::Own {
                continue;
            }
            let heading = ui.horizontal(|ui| {
                quiet(ui, context, context.texts.get(part.title()));
                if part == Part::Own {
                    all_own_ui(ui, context, cards, places.len());
                }
            });
            if cards.view.shows_heading.take_if(|wanted| *wanted == part.title()).is_some() {
                heading.response.scroll_to_me(Some(Align::TOP));
            }
            let first = if part == Part::Own { own_places(ui, cards, &places) } else { &places };
            cards_ui(ui, context, cards, &names, first, commands);
            if part == Part::Own {
                own_ui(ui, context, cards);
            }
            ui.add_space(8.0);
        }
        if shown.is_empty() && cards.view.filters.is_set() {
            quiet(ui, context, context.texts.get("scenarios-no-match"));
        }
        focus::reveal_in(ui);
    });
    ui.add_space(MARKED_GAP);
    let size = vec2(ui.available_width(), MARKED - MARKED_GAP);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        marked_ui(ui, context, cards, &names, commands);
    });
}

fn quiet(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    ui.label(RichText::new(words).size(TEXT_SMALL).color(context.theme.quiet));
}

/// The own files of which cards are drawn: the first row, so that the incidents are on the screen too, or all if the person asked for that or
/// searches.
fn own_places<'a>(ui: &Ui, cards: &Cards, places: &'a [usize]) -> &'a [usize] {
    let is_short = !cards.view.shows_all_own && !cards.view.filters.is_set();
    if is_short { &places[..places.len().min(cards_across(ui.available_width()))] } else { places }
}

/// Draws the button that shows all own files, or the first ones only, if there are more than one row of them.
fn all_own_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &mut Cards, count: usize) {
    if count <= cards_across(ui.max_rect().width()) || cards.view.filters.is_set() {
        return;
    }
    let words = if cards.view.shows_all_own {
        context.texts.get("scenarios-first-own").to_owned()
    } else {
        context.texts.with("scenarios-all-own", &[("count", &context.texts.count(count as u64))])
    };
    if ui.button(RichText::new(words).size(TEXT_SMALL)).clicked() {
        cards.view.shows_all_own = !cards.view.shows_all_own;
    }
}

/// Says where own files come from, and how many are not listed.
fn own_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &Cards) {
    if cards.own.is_empty() {
        quiet(ui, context, context.texts.get("scenarios-no-recent"));
    }
    if !cards.folder.is_empty() {
        quiet(ui, context, &context.texts.with("scenarios-folder", &[("folder", &cards.folder)]));
    }
    if cards.left_out > 0 {
        let count = context.texts.count(cards.left_out as u64);
        quiet(ui, context, &context.texts.with("scenarios-left-out", &[("count", &count)]));
    }
}

/// How many cards are beside one another in this width.
fn cards_across(width: f32) -> usize {
    ((width + GAP) / (LEAST_WIDTH + GAP)).floor().max(1.0) as usize
}

/// Draws the cards at these places, as many beside one another as there is room for.
fn cards_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    cards: &mut Cards,
    names: &[String],
    places: &[usize],
    commands: &mut Commands,
) {
    let across = cards_across(ui.available_width());
    let width = (ui.available_width() - GAP * (across as f32 - 1.0)) / across as f32;
    for row in places.chunks(across) {
        ui.horizontal(|ui| {
            for place in row {
                let Some(source) = cards.card(*place).map(|card| card.source.clone()) else { continue };
                let is_marked = cards.view.marked.contains(&source);
                let Some(card) = cards.card(*place) else { continue };
                match card::card_ui(ui, context, width, card, &names[*place], is_marked) {
                    Some(card::Did::Open) => commands.extend(open(&source)),
                    Some(card::Did::Mark) => {
                        cards.view.marked = toggled(std::mem::take(&mut cards.view.marked), source);
                    }
                    Some(card::Did::FindAlike) => cards.view.filters.like = Some(card.summary.clone()),
                    None => {}
                }
            }
        });
    }
}

/// The marks with this one added or removed. If there are as many as can be shown, the oldest makes room.
fn toggled(mut marked: Vec<IncidentSource>, source: IncidentSource) -> Vec<IncidentSource> {
    match marked.iter().position(|other| *other == source) {
        Some(place) => drop(marked.remove(place)),
        None => {
            if marked.len() >= MOST_INCIDENTS {
                marked.remove(0);
            }
            marked.push(source);
        }
    }
    marked
}

/// Draws which scenarios are marked, and the buttons that put them beside one another.
fn marked_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &mut Cards, names: &[String], commands: &mut Commands) {
    if cards.view.marked.is_empty() {
        quiet(ui, context, context.texts.get("scenarios-mark-how"));
        return;
    }
    let name = |source: &IncidentSource| {
        let place = cards.all().position(|card| card.source == *source)?;
        names.get(place).cloned()
    };
    let marked: Vec<String> = cards.view.marked.iter().filter_map(name).collect();
    let mut is_cleared = false;
    // The buttons stand at the right edge, so that they do not move with every mark.
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        is_cleared = ui.button(context.texts.get("scenarios-clear-marked")).clicked();
        if ui.button(context.texts.get("scenarios-show-marked")).clicked() {
            commands.push(Command::Window(WindowCommand::Incidents(IncidentsCommand::Toggle)));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = context.texts.with("scenarios-marked", &[("names", &marked.join("  \u{b7}  "))]);
            ui.add(egui::Label::new(RichText::new(words).color(context.theme.text)).truncate());
        });
    });
    if is_cleared {
        cards.view.marked.clear();
    }
}
