//! Where nothing is selected: what this scenario is about, how to begin, its chapters, and its plans.

use egui::{FontId, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{inset, title};
use crate::session::{Command, Commands};
use crate::ui::Look;
use crate::ui::parts::{self, MARGIN, Mark};
use crate::ui::theme::{CORNER, SIZES};
use crate::ui::timeline::words as dates;

/// Draws what is to be read before anything is selected.
pub(super) fn story_ui(ui: &mut Ui, look: &Look<'_>, commands: &mut Commands) {
    let scenario = look.world;
    title(ui, look, Mark::None, &scenario.title, ("", look.theme.quiet));
    inset(ui, |ui| {
        if !scenario.about.is_empty() {
            ui.add_space(2.0);
            ui.label(RichText::new(&scenario.about).size(SIZES[1]).color(look.theme.quiet).line_height(Some(20.0)));
        }
        if !look.session.plan().acts() {
            ui.add_space(8.0);
            egui::Frame::NONE.fill(look.theme.raised).corner_radius(CORNER).inner_margin(12).show(ui, |ui| {
                ui.set_width(ui.available_width());
                parts::plain(ui, look, look.texts.get("story-begin"));
                parts::quiet(ui, look, look.texts.get("story-begin-hint"));
            });
        }
    });
    if !scenario.story.is_empty() {
        inset(ui, |ui| parts::heading(ui, look, look.texts.get("story-chapters")));
        let times: Vec<String> = (0..scenario.story.len()).map(|index| time_of(look, index)).collect();
        let width = |at: &String| parts::line(ui.painter(), at, FontId::proportional(SIZES[0]), f32::INFINITY).size().x;
        let column = times.iter().map(width).fold(0.0, f32::max) + 12.0;
        let current = look.chapter();
        for (index, at) in times.iter().enumerate() {
            chapter_ui(ui, look, index, (at, column, current == Some(index)), commands);
        }
    }
    inset(ui, |ui| parts::heading(ui, look, look.texts.get("story-plans")));
    for (index, plan) in look.session.plans().iter().enumerate() {
        let chosen = index == look.session.chosen();
        let about = if plan.about.is_empty() { None } else { Some(look.session.said(&plan.about)) };
        if item_ui(
            ui,
            look,
            &Item { before: "", column: 0.0, name: look.session.said(&plan.name), chosen, below: about },
        ) {
            commands.push(Command::ChoosePlan(index));
        }
    }
}

/// When a chapter is, in words.
fn time_of(look: &Look<'_>, index: usize) -> String {
    let local = look.world.clock.local(look.world.story[index].at);
    let clock = dates::clock(local);
    let day = dates::date(look.texts, "time-day", local.date(), "");
    look.texts.with("story-at", &[("day", &day), ("clock", &clock)])
}

/// Draws a chapter; its time stands in a column so wide, in points; the one of this moment is `chosen`.
fn chapter_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    index: usize,
    (at, column, chosen): (&str, f32, bool),
    commands: &mut Commands,
) {
    let chapter = &look.world.story[index];
    let below = chosen.then_some(chapter.text.as_str());
    if item_ui(ui, look, &Item { before: at, column, name: &chapter.title, chosen, below }) {
        commands.push(Command::Chapter(index));
    }
}

/// One thing to choose: when, what it is called, and more about it.
struct Item<'a> {
    before: &'a str,
    /// The room for that, in points.
    column: f32,
    name: &'a str,
    chosen: bool,
    below: Option<&'a str>,
}

/// Draws one thing to choose. Returns whether it was clicked.
fn item_ui(ui: &mut Ui, look: &Look<'_>, item: &Item<'_>) -> bool {
    let Item { before, column, name, chosen, below } = *item;
    let theme = look.theme;
    let width = ui.available_width();
    let left = MARGIN + column;
    let font = FontId::proportional(SIZES[1]);
    let galley = ui.painter().layout(name.to_owned(), font, theme.text, width - left - MARGIN);
    let small = FontId::proportional(SIZES[0]);
    let more = below
        .filter(|text| !text.is_empty())
        .map(|text| ui.painter().layout(text.to_owned(), small.clone(), theme.quiet, width - 2.0 * MARGIN));
    let more_height = more.as_ref().map_or(0.0, |more| more.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + more_height + 8.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let painter = ui.painter();
    let lit = response.hovered() || response.has_focus();
    parts::wash(painter, rect.shrink2(vec2(8.0, 0.0)), [chosen, lit], theme);
    let top = rect.top() + 4.0;
    let middle = top + galley.rows.first().map_or(10.0, |row| row.height()) / 2.0;
    parts::text_at(painter, pos2(rect.left() + MARGIN, middle), before, small, column.max(8.0), theme.quiet);
    let below_name = top + galley.size().y + 4.0;
    painter.galley(pos2(rect.left() + left, top), galley, theme.text);
    if let Some(more) = more {
        painter.galley(pos2(rect.left() + MARGIN, below_name), more, theme.quiet);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}
