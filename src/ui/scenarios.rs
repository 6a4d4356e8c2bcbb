//! The list of scenarios: those with unsaved changes, those shipped with the program, and recent files. The latter two have a title, a line
//! of text and a small map.

use egui::{FontId, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::map::SmallMap;
use super::style::semibold;
use super::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use super::unsaved::{UnsavedRow, unsaved_ui};
use super::{ViewContext, focus};
use crate::geo::LatLon;
use crate::session::{Command, Commands};

/// Height of a card, and the width of the small map at its left, in points.
const CARD_HEIGHT: f32 = 104.0;
const MAP_WIDTH: f32 = 132.0;

/// A card of the list, which shows one scenario.
#[derive(Debug)]
pub struct Card {
    /// The title of the scenario, or the name of its file.
    pub title: String,
    /// What the scenario is about, or why the file cannot be read.
    pub about: String,
    /// The positions of the sites of the scenario.
    pub sites: Vec<LatLon>,
    /// The command that opens the scenario.
    pub open: Command,
    /// The small map, which shows the sites of the scenario.
    pub map: SmallMap,
}

/// The cards of the list.
#[derive(Debug, Default)]
pub struct Cards {
    /// The scenarios with unsaved changes that are not in the window.
    pub unsaved: Vec<UnsavedRow>,
    /// The scenarios that are shipped with the program.
    pub shipped: Vec<Card>,
    /// Files that were opened recently, the most recent one first.
    pub recent: Vec<Card>,
}

/// Draws the list of scenarios. A click on a card opens its scenario.
pub fn scenarios_ui(ui: &mut Ui, context: &ViewContext<'_>, cards: &mut Cards, commands: &mut Commands) {
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 10.0);
        if !cards.unsaved.is_empty() {
            unsaved_ui(ui, context, &cards.unsaved, commands);
            ui.add_space(8.0);
        }
        part_ui(ui, context, "scenarios-shipped", &mut cards.shipped, commands);
        ui.add_space(8.0);
        part_ui(ui, context, "scenarios-recent", &mut cards.recent, commands);
        if cards.recent.is_empty() {
            ui.label(egui::RichText::new(context.texts.get("scenarios-no-recent")).color(context.theme.quiet));
        }
        focus::reveal_in(ui);
    });
}

fn part_ui(ui: &mut Ui, context: &ViewContext<'_>, title: &'static str, cards: &mut [Card], commands: &mut Commands) {
    ui.label(egui::RichText::new(context.texts.get(title)).size(TEXT_SMALL).color(context.theme.quiet));
    let width = (ui.available_width() - 10.0) / 2.0;
    for pair in cards.chunks_mut(2) {
        ui.horizontal(|ui| {
            for card in pair {
                if card_ui(ui, context, width, card).clicked() {
                    commands.push(card.open.clone());
                }
            }
        });
    }
}

fn card_ui(ui: &mut Ui, context: &ViewContext<'_>, width: f32, card: &mut Card) -> Response {
    let theme = context.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, card.title.as_str()));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let is_hot = response.hovered() || response.has_focus();
    let line = Stroke::new(1.0, if is_hot { theme.selected } else { theme.line });
    ui.painter().rect(rect, f32::from(CORNER), theme.raised, line, egui::StrokeKind::Inside);
    let map = Rect::from_min_size(rect.min, vec2(MAP_WIDTH, CARD_HEIGHT)).shrink(6.0);
    if card.sites.is_empty() {
        ui.painter().rect_filled(map, 0.0, theme.sea);
    } else {
        card.map.paint(ui.painter(), map, &card.sites, theme);
    }
    let left = rect.left() + MAP_WIDTH + 4.0;
    let room = rect.right() - 10.0 - left;
    let title = super::style::elided(ui.painter(), &card.title, semibold(TEXT_BODY), theme.text, room);
    ui.painter().galley(pos2(left, rect.top() + 8.0), title, theme.text);
    let mut about =
        egui::text::LayoutJob::simple(card.about.clone(), FontId::proportional(TEXT_SMALL), theme.quiet, room);
    about.wrap.max_rows = 4;
    let about = ui.painter().layout_job(about);
    let clip = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    clip.galley(pos2(left, rect.top() + 30.0), about, theme.quiet);
    response
}
