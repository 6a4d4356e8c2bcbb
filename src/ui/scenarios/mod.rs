//! The list of scenarios: those with unsaved changes, those shipped with the program, and the person's own files. Each has a card with a small
//! map. Cards can be searched, filtered and sorted, and some of them put beside one another.

mod card;
mod cards;
mod choosing;
mod controls;
mod names;
mod short;
mod timeline;

use egui::{Button, FontId, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

pub use self::card::{Card, CardState};
pub use self::cards::{Cards, ScenariosView};
use self::cards::{Part, open};
pub use self::choosing::{Filters, Sort};
use super::unsaved::unsaved_ui;
use super::{ViewContext, focus};
use crate::session::{Command, Commands, IncidentSource, IncidentsCommand, WindowCommand};
use crate::study::incidents::MOST_INCIDENTS;
use crate::ui::style::elided;
use crate::ui::theme::TEXT_SMALL;

/// The least width of a card, in points.
const LEAST_WIDTH: f32 = 340.0;
/// The space between cards, in points.
const GAP: f32 = 10.0;
/// The height of the line below the list that says what is marked, and the width of its buttons, in points.
const MARKED: f32 = 36.0;
const BUTTONS: f32 = 260.0;
/// So many recent files are in one line at most.
const MOST_RECENT: usize = 5;

/// Draws the list of scenarios. A click on a card opens its scenario.
pub fn scenarios_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &mut Cards, commands: &mut Commands) {
    let names = names::names(cards.all(), context.texts);
    let shown = choosing::chosen(cards.all(), &names, &cards.view.filters, context.texts.language());
    controls::controls_ui(ui, context, cards, &names, commands);
    // What is marked has a place of its own below the list, so that nothing moves under the pointer when something is marked.
    let height = ui.available_height() - MARKED;
    ScrollArea::vertical().auto_shrink([false, true]).max_height(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        if !cards.unsaved.is_empty() {
            unsaved_ui(ui, context, &cards.unsaved, commands);
            ui.add_space(8.0);
        }
        recent_ui(ui, context, cards, &names, commands);
        if let Some(open) = timeline::timeline_ui(ui, context, cards, &names, &shown) {
            commands.push(open);
        }
        for part in Part::ALL {
            let places: Vec<usize> = shown.iter().copied().filter(|place| cards.part(*place) == part).collect();
            if places.is_empty() && part != Part::Own {
                continue;
            }
            quiet(ui, context, context.texts.get(part.title()));
            cards_ui(ui, context, cards, &names, &places, commands);
            ui.add_space(8.0);
        }
        own_ui(ui, context, cards);
        if shown.is_empty() && cards.view.filters.is_set() {
            quiet(ui, context, context.texts.get("scenarios-no-match"));
        }
        focus::reveal_in(ui);
    });
    ui.add_space(6.0);
    marked_ui(ui, context, cards, &names, commands);
}

/// Draws the recent files in one line, so that nobody has to scroll to them.
fn recent_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &Cards, names: &[String], commands: &mut Commands) {
    if cards.recent == 0 || cards.view.filters.is_set() {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        quiet(ui, context, context.texts.get("scenarios-recent"));
        let width = (ui.available_width() / MOST_RECENT as f32 - 6.0).max(40.0);
        let own = cards.own.iter().zip(&names[cards.shipped.len()..]).take(cards.recent.min(MOST_RECENT));
        for (card, name) in own {
            let words = elided(ui.painter(), name, FontId::proportional(TEXT_SMALL), context.theme.text, width - 16.0);
            let button = ui.add(Button::new(words));
            let own = context.texts.with("scenarios-recent-of", &[("title", name)]);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, own.as_str()));
            if button.clicked() {
                commands.extend(open(&card.source));
            }
            button.on_hover_text(&card.place);
        }
    });
}

fn quiet(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    ui.label(RichText::new(words).size(TEXT_SMALL).color(context.theme.quiet));
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

/// Draws the cards at these places, as many beside one another as there is room for.
fn cards_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    cards: &mut Cards,
    names: &[String],
    places: &[usize],
    commands: &mut Commands,
) {
    let across = ((ui.available_width() + GAP) / (LEAST_WIDTH + GAP)).floor().max(1.0);
    let width = (ui.available_width() - GAP * (across - 1.0)) / across;
    for row in places.chunks(across as usize) {
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
    ui.horizontal(|ui| {
        let words = context.texts.with("scenarios-marked", &[("names", &marked.join("  \u{b7}  "))]);
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - BUTTONS).max(0.0));
            ui.add(egui::Label::new(RichText::new(words).color(context.theme.text)).truncate());
        });
        if ui.button(context.texts.get("scenarios-show-marked")).clicked() {
            let sources = cards.view.marked.clone();
            commands.push(Command::Window(WindowCommand::Incidents(IncidentsCommand::Show(sources))));
        }
        is_cleared = ui.button(context.texts.get("scenarios-clear-marked")).clicked();
    });
    if is_cleared {
        cards.view.marked.clear();
    }
}
