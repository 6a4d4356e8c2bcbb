//! Why: the chain of causes from the spark to now, upright, each a link that goes there.

use egui::{FontId, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::inset;
use crate::recording::{EventId, Subject};
use crate::session::{Command, Commands};
use crate::study::words;
use crate::ui::Look;
use crate::ui::chain::{Chain, DOT, colour, step};
use crate::ui::parts::{self, MARGIN};
use crate::ui::theme::{CORNER, SIZES};
use crate::ui::timeline::words as dates;

/// Shows the chain that ends in the last change of `subject` at or before now, under `heading`. Shows nothing if nothing changed so far.
pub(super) fn why_ui(ui: &mut Ui, look: &Look<'_>, subject: Subject, heading: &str, commands: &mut Commands) {
    let Some(chain) = Chain::of(look, subject) else { return };
    inset(ui, |ui| parts::heading(ui, look, heading));
    let mut day = look.world.clock.local(look.now).date();
    for (index, (number, id)) in chain.links.iter().enumerate() {
        let event = look.recording.event(*id);
        let date = look.world.clock.local(event.at).date();
        if date != day {
            day = date;
            between_ui(ui, look, dates::date(look.texts, "time-day-month", date, ""), index > 0);
        }
        let (is_first, is_last) = (index == 0, index + 1 == chain.links.len());
        link_ui(ui, look, *id, Some(*number), (is_first, is_last), commands);
        if is_first && chain.left_out > 0 {
            let count = crate::units::text::count(chain.left_out as u64);
            between_ui(ui, look, look.texts.with("why-more", &[("count", &count)]), true);
        }
    }
}

/// Words between two links, beside the line that joins them.
fn between_ui(ui: &mut Ui, look: &Look<'_>, words: String, is_joined: bool) {
    let top = ui.cursor().top() - ui.spacing().item_spacing.y;
    let x = ui.max_rect().left() + MARGIN + DOT;
    inset(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(2.0 * DOT + 10.0);
            parts::quiet(ui, look, words);
        })
    });
    if is_joined {
        ui.painter().vline(x, top..=ui.cursor().top(), Stroke::new(1.5, look.theme.border));
    }
}

/// One link: a dot on the line of the chain, the clock time, the sentence. The map shows the same number where it happened.
/// `ends` says whether it is the first and the last.
pub(super) fn link_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    id: EventId,
    number: Option<usize>,
    ends: (bool, bool),
    commands: &mut Commands,
) {
    let event = look.recording.event(id);
    let words = words::event(look.session.run(), id, look.texts);
    let clock = dates::clock(look.world.clock.local(event.at));
    let width = ui.available_width();
    let clock_galley = parts::line(ui.painter(), &clock, FontId::proportional(SIZES[1]), 80.0);
    let left = MARGIN + 2.0 * DOT + 8.0;
    let words_left = left + clock_galley.size().x.max(40.0) + 8.0;
    let font = FontId::proportional(SIZES[1]);
    let words_width = (width - words_left - MARGIN).max(60.0);
    let galley = ui.painter().layout(words.clone(), font, look.theme.text, words_width);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 8.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{clock} {words}")));
    let theme = look.theme;
    let painter = ui.painter();
    let subject = look.recording.subject(event);
    let hovered = response.hovered() || response.has_focus() || (subject != Subject::World && look.is_hovered(subject));
    if hovered {
        painter.rect_filled(rect.shrink2(vec2(8.0, 0.0)), CORNER, theme.selected.gamma_multiply(0.10));
    }
    let top = rect.top() + 4.0;
    let dot = pos2(rect.left() + MARGIN + DOT, top + clock_galley.size().y / 2.0);
    let spacing = ui.spacing().item_spacing.y;
    let upright = Stroke::new(1.5, theme.border);
    if !ends.0 {
        painter.line_segment([pos2(dot.x, rect.top() - spacing), dot], upright);
    }
    if !ends.1 {
        painter.line_segment([dot, pos2(dot.x, rect.bottom())], upright);
    }
    step(painter, look, dot, number, colour(look, event.kind));
    painter.galley(pos2(rect.left() + left, top), clock_galley, theme.quiet);
    let ink = if response.hovered() { theme.selected } else { theme.text };
    painter.galley_with_override_text_color(pos2(rect.left() + words_left, top), galley, ink);
    if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        if subject != Subject::World {
            commands.push(Command::Hover(subject));
        }
    }
    if response.on_hover_text(dates::moment(look, event.at)).clicked() {
        commands.push(Command::Follow(id));
    }
}
