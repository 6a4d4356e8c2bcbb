//! Why: the chain of causes from the spark to now, upright, each a link that goes there.

use egui::{Color32, FontId, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{Facts, inset};
use crate::recording::{EventId, EventKind, Recording, Subject};
use crate::session::{Command, Commands};
use crate::study::words;
use crate::ui::Look;
use crate::ui::parts::{self, MARGIN};
use crate::ui::theme::{CORNER, SIZES};
use crate::ui::timeline::words as dates;
use crate::units::{Level, WHOLE};

/// Links of a chain that are shown; a longer one is cut in its middle.
const MOST: usize = 24;

/// Shows the chain that ends in the last change of `subject` at or before now, under `heading`. Shows nothing if nothing changed so far.
pub(super) fn why_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    facts: &Facts,
    subject: Subject,
    heading: &str,
    commands: &mut Commands,
) {
    let Some(last) = last_change(look, facts, subject) else { return };
    inset(ui, |ui| parts::heading(ui, look, heading));
    let chain = chain(look.recording, last);
    let skip = chain.len().saturating_sub(MOST);
    // The spark and what is nearest to now say most.
    let shown = chain.iter().enumerate().filter(|(index, _)| *index == 0 || *index > skip);
    let mut day = look.world.clock.local(look.now).date();
    let last_index = chain.len() - 1;
    for (index, id) in shown {
        let event = look.recording.event(*id);
        let date = look.world.clock.local(event.at).date();
        if date != day {
            day = date;
            let words = dates::date(look.texts, "time-day-month", date, "");
            inset(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.add_space(22.0);
                    parts::quiet(ui, look, words);
                })
            });
        }
        link_ui(ui, look, *id, (index == 0, index == last_index), commands);
        if index == 0 && skip > 0 {
            let count = look.texts.count(skip as u64);
            inset(ui, |ui| parts::quiet(ui, look, look.texts.with("why-more", &[("count", &count)])));
        }
    }
}

/// The last change of `subject` at or before now.
pub(super) fn last_change(look: &Look<'_>, facts: &Facts, subject: Subject) -> Option<EventId> {
    let events = facts.events_of(subject);
    let until = events.partition_point(|id| look.recording.event(*id).at <= look.now);
    let last = until.checked_sub(1).map(|last| events[last]);
    match subject {
        Subject::Service(service) => last.or(look.recording.services[service].moments.at(look.now).because),
        Subject::World | Subject::Site(_) | Subject::Company(_) => last,
    }
}

/// The chain from the spark to `last`, without what the next link tells anyway.
fn chain(recording: &Recording, last: EventId) -> Vec<EventId> {
    let mut chain: Vec<EventId> = recording.why(last).map(|(id, _)| id).collect();
    chain.reverse();
    let told: Vec<bool> = chain.windows(2).map(|pair| is_told_by(recording, pair[0], pair[1])).collect();
    let mut told = told.into_iter().chain(std::iter::once(false));
    chain.retain(|_| !told.next().unwrap_or(false));
    chain
}

/// Whether `next` says all that `id` says: the strike says the action, the dark says the step of the hazard.
fn is_told_by(recording: &Recording, id: EventId, next: EventId) -> bool {
    let (event, next) = (recording.event(id), recording.event(next));
    event.at == next.at
        && matches!(
            (event.kind, next.kind),
            (EventKind::Action(_), EventKind::Strike(_) | EventKind::Engaged(_))
                | (EventKind::Spreading(..) | EventKind::Repair(..), EventKind::Dark { .. })
        )
}

/// The colour of the dot of an event: how bad it is.
fn colour(look: &Look<'_>, kind: EventKind) -> Color32 {
    let theme = look.theme;
    match kind {
        EventKind::Action(_) | EventKind::Hour(_) | EventKind::Headline(_) => theme.quiet,
        EventKind::Strike(_) | EventKind::Spreading(..) => theme.burning,
        EventKind::Out(_) | EventKind::Engaged(_) | EventKind::StoodDown(_) => theme.up,
        EventKind::Repair(_, dark) | EventKind::Dark { to: dark, .. } => {
            theme.level(Level::of(WHOLE - dark.min(WHOLE)))
        }
        EventKind::Health { to, .. } => theme.level(Level::of(to)),
        EventKind::Level { to, .. } => theme.level(to),
        EventKind::RtoBroken(_) => theme.down,
        EventKind::Opening(..) | EventKind::Low(..) | EventKind::Close(..) => theme.selected,
    }
}

/// One link: a dot on the line of the chain, the clock time, the sentence. `ends` says whether it is the first and the last.
pub(super) fn link_ui(ui: &mut Ui, look: &Look<'_>, id: EventId, ends: (bool, bool), commands: &mut Commands) {
    let event = look.recording.event(id);
    let words = words::event(look.session.run(), id, look.texts);
    let clock = dates::clock(look.world.clock.local(event.at));
    let width = ui.available_width();
    let clock_galley = parts::line(ui.painter(), &clock, FontId::proportional(SIZES[1]), 80.0);
    let left = MARGIN + 22.0;
    let words_left = left + clock_galley.size().x.max(40.0) + 8.0;
    let font = FontId::proportional(SIZES[1]);
    let words_width = (width - words_left - MARGIN).max(60.0);
    let galley = ui.painter().layout(words.clone(), font, look.theme.text, words_width);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 6.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{clock} {words}")));
    let theme = look.theme;
    let painter = ui.painter();
    let subject = look.recording.subject(event);
    let hovered = response.hovered() || response.has_focus() || (subject != Subject::World && look.is_hovered(subject));
    if hovered {
        painter.rect_filled(rect.shrink2(vec2(8.0, 0.0)), CORNER, theme.selected.gamma_multiply(0.10));
    }
    let dot = pos2(rect.left() + MARGIN + 7.0, rect.top() + 3.0 + clock_galley.size().y / 2.0);
    let spacing = ui.spacing().item_spacing.y;
    let upright = Stroke::new(1.5, theme.border);
    if !ends.0 {
        painter.line_segment([pos2(dot.x, rect.top() - spacing), dot], upright);
    }
    if !ends.1 {
        painter.line_segment([dot, pos2(dot.x, rect.bottom())], upright);
    }
    painter.circle(dot, 4.0, colour(look, event.kind), Stroke::new(2.0, theme.panel));
    painter.galley(pos2(rect.left() + left, rect.top() + 3.0), clock_galley, theme.quiet);
    let ink = if response.hovered() { theme.selected } else { theme.text };
    painter.galley_with_override_text_color(pos2(rect.left() + words_left, rect.top() + 3.0), galley, ink);
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
