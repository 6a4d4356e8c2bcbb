//! The chain of causes as a vertical list, from the first cause to the last change. A click on an event of the chain moves the playhead
//! to it.

use chrono::NaiveDate;
use egui::{FontId, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::layout::inset;
use crate::model::ServiceId;
use crate::recording::{EventId, Outage, Subject};
use crate::session::{Command, Commands, SelectCommand};
use crate::study::{HeldBy, Link, Verdict, Without, links, same_because, together, words};
use crate::ui::ViewContext;
use crate::ui::chain::{Chain, DOT, colour, step};
use crate::ui::parts::{self, MARGIN};
use crate::ui::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use crate::ui::time_axis::dates;

/// Draws the chain that ends in the last change of `subject` at or before the playhead, below the heading `heading`. Draws nothing if
/// `subject` has not changed yet. Above it stands what holds a service now, if that is something else.
pub(super) fn why_ui(ui: &mut Ui, context: &ViewContext<'_>, subject: Subject, heading: &str, commands: &mut Commands) {
    let Some(chain) = Chain::of(context, subject) else { return };
    let held = Chain::held(context, subject);
    let repair = repair(context, subject);
    if let Some((chain, held)) = &held {
        held_ui(ui, context, (chain, held), repair.as_deref(), commands);
    }
    // Only the links that the map shows have numbers.
    let has_numbers = held.is_none();
    let heading = if has_numbers { heading } else { context.texts.get("why-began") };
    inset(ui, |ui| parts::heading(ui, context, heading));
    if has_numbers {
        repair_ui(ui, context, repair.as_deref());
    }
    let asked = Asked::new(context, subject).map(|asked| (asked, links(context.session.run(), &chain.all)));
    let mut day = context.clock.local(context.now).date();
    for (number, id) in chain.shown() {
        day = day_ui(ui, context, day, id, number > 1);
        let (is_first, is_last) = (number == 1, number == chain.all.len());
        let shown = Some(number).filter(|_| has_numbers);
        link_ui(ui, context, id, shown, ChainEnds { is_first, is_last }, commands);
        if let Some((asked, links)) = &asked {
            tests_ui(ui, context, asked, (links.as_slice(), number - 1), is_last);
        }
        if is_first && chain.left_out() > 0 {
            let count = context.texts.count(chain.left_out() as u64);
            between_ui(ui, context, context.texts.with("why-more", &[("count", &count)]), true);
        }
    }
    if let Some((asked, links)) = &asked {
        together_ui(ui, context, asked, links);
    }
}

/// Draws what holds a service at the playhead: the chain of causes of what limits the last of the services that hold one another, and then
/// what limits each of them, up to the service itself. Above them stands what the servers wait for that hold it, if any do.
fn held_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    (chain, held): (&Chain, &HeldBy),
    repair: Option<&str>,
    commands: &mut Commands,
) {
    let texts = context.texts;
    inset(ui, |ui| parts::heading(ui, context, texts.get("why-now")));
    repair_ui(ui, context, repair);
    let mut day = context.clock.local(context.now).date();
    for (number, id) in chain.shown() {
        day = day_ui(ui, context, day, id, number > 1);
        link_ui(ui, context, id, Some(number), ChainEnds { is_first: number == 1, is_last: false }, commands);
        if number == 1 && chain.left_out() > 0 {
            let count = texts.count(chain.left_out() as u64);
            between_ui(ui, context, texts.with("why-more", &[("count", &count)]), true);
        }
    }
    let first = chain.all.len() + 1;
    for (number, service) in (first..).zip(held.services.iter().rev()) {
        let hold = words::hold(context.run, *service, context.now, context.localized, texts).unwrap_or_default();
        let name = context.localized.service_name(*service);
        let row = Row {
            number: Some(number),
            clock: "",
            words: texts.with("why-now-held", &[("service", name), ("hold", &hold)]),
            colour: context.theme.level(context.recording.services[*service].level(context.now)),
            subject: Subject::Service(*service),
        };
        let ends = ChainEnds { is_first: number == 1, is_last: number + 1 == first + held.services.len() };
        if row_ui(ui, context, &row, ends, commands).clicked() {
            commands.push(Command::Select(SelectCommand::Select(Some(row.subject))));
        }
    }
    inset(ui, |ui| {
        if held.is_cycle {
            parts::quiet(ui, context, texts.get("why-now-cycle"));
        }
        if !held.others.is_empty() {
            let names = held.others.iter().map(|service| context.localized.service_name(*service));
            let names = names.collect::<Vec<_>>().join(", ");
            parts::quiet(ui, context, texts.with("why-now-also", &[("names", &names)]));
        }
    });
}

/// Draws below the chain which causes are each enough alone, and how the outage would have been without all of them.
fn together_ui(ui: &mut Ui, context: &ViewContext<'_>, asked: &Asked, links: &[Link]) {
    let Some(tried) = context.tried else { return };
    let run = context.session.run();
    let tests: Vec<Without> = links.iter().flat_map(|link| link.tests.iter().copied()).collect();
    let Some(found) = together(run, asked.service, asked.outage, context.now, &tests, tried) else { return };
    let at = |at| dates::moment_of_day(context, at);
    test_ui(ui, context, &words::together(run, &found, at, context.localized, context.texts), true);
}

/// What the servers wait for that hold a service at the playhead. `None` if it is nothing but power, or if the subject is no service.
fn repair(context: &ViewContext<'_>, subject: Subject) -> Option<String> {
    let Subject::Service(service) = subject else { return None };
    words::repair(context.run, service, context.now, context.localized, context.texts)
}

fn repair_ui(ui: &mut Ui, context: &ViewContext<'_>, repair: Option<&str>) {
    if let Some(words) = repair {
        inset(ui, |ui| parts::plain(ui, context, words));
    }
}

/// Draws the day of an event above it, unless it is `day`: that of the event before it or, for the first one, that of the playhead. Returns the
/// day of the event.
pub(super) fn day_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    day: NaiveDate,
    id: EventId,
    is_joined: bool,
) -> NaiveDate {
    let date = context.clock.local(context.recording.event(id).at).date();
    if date != day {
        between_ui(ui, context, dates::date(context.texts, "time-day-month", date, ""), is_joined);
    }
    date
}

/// Draws a text between two events of the chain, beside the line that connects them; without the line if not `is_joined`.
fn between_ui(ui: &mut Ui, context: &ViewContext<'_>, words: String, is_joined: bool) {
    let top = ui.cursor().top() - ui.spacing().item_spacing.y;
    let x = ui.max_rect().left() + MARGIN + DOT;
    inset(ui, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(2.0 * DOT + 10.0);
            parts::quiet(ui, context, words);
        })
    });
    if is_joined {
        ui.painter().vline(x, top..=ui.cursor().top(), Stroke::new(1.5, context.theme.border));
    }
}

/// The outage for which the counterfactuals are shown.
struct Asked {
    service: ServiceId,
    outage: Outage,
}

impl Asked {
    /// The outage of the subject at the playhead. `None` if the subject has no outage then, or if no counterfactuals are computed.
    fn new(context: &ViewContext<'_>, subject: Subject) -> Option<Self> {
        let Subject::Service(service) = subject else { return None };
        context.tried?;
        Some(Self { service, outage: context.session.run().index().outage_at(service, context.now)? })
    }
}

/// Draws how the outage would have been without the event of the link with this index: one line of text for each counterfactual.
fn tests_ui(ui: &mut Ui, context: &ViewContext<'_>, asked: &Asked, (links, index): (&[Link], usize), is_last: bool) {
    let run = context.session.run();
    for test in &links[index].tests {
        let words = match context.tried.and_then(|tried| tried.of(&[*test])) {
            Some(Some(is)) => {
                let verdict = Verdict::new(run, asked.service, asked.outage, is, context.now);
                let (names, texts) = (context.localized, context.texts);
                let at = |at| dates::moment_of_day(context, at);
                let words = words::counterfactual(run, *test, &verdict, at, names, texts);
                match same_because(run, (asked.service, context.now), (links, index), *test, &verdict) {
                    Some(reason) => words::with_reason(&context.clock, run, &words, &reason, context.now, names, texts),
                    None => words,
                }
            }
            Some(None) => continue,
            None => context.texts.get("but-for-trying").to_owned(),
        };
        test_ui(ui, context, &words, is_last);
    }
}

/// Draws the text about one counterfactual, beside the line that connects the events of the chain.
fn test_ui(ui: &mut Ui, context: &ViewContext<'_>, words: &str, is_last: bool) {
    let width = ui.available_width();
    let left = MARGIN + 2.0 * DOT + 8.0;
    let galley = ui.painter().layout(
        words.to_owned(),
        FontId::proportional(TEXT_SMALL),
        context.theme.quiet,
        (width - left - MARGIN).max(60.0),
    );
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 2.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let x = rect.left() + MARGIN + DOT;
    if !is_last {
        let spacing = ui.spacing().item_spacing.y;
        ui.painter().line_segment(
            [pos2(x, rect.top() - spacing), pos2(x, rect.bottom())],
            Stroke::new(1.5, context.theme.border),
        );
    }
    ui.painter().galley(pos2(rect.left() + left, rect.top()), galley, context.theme.quiet);
}

/// Whether an event is the first or the last one of the chain that is shown.
#[derive(Clone, Copy)]
pub(super) struct ChainEnds {
    pub(super) is_first: bool,
    pub(super) is_last: bool,
}

/// Draws one event of the chain: a dot on the connecting line, the time, and a sentence about the event. If it has a number, the map
/// shows the number at the location of the event.
pub(super) fn link_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    id: EventId,
    number: Option<usize>,
    ends: ChainEnds,
    commands: &mut Commands,
) {
    let event = context.recording.event(id);
    let row = Row {
        number,
        clock: &dates::clock(context, event.at),
        words: words::event_on(&context.clock, context.session.run(), id, context.localized, context.texts),
        colour: colour(context, event.kind),
        subject: context.recording.subject(event),
    };
    let response = row_ui(ui, context, &row, ends, commands);
    if response.on_hover_text_at_pointer(dates::moment_in_both(context, event.at)).clicked() {
        commands.push(Command::Select(SelectCommand::Follow(id)));
    }
}

/// What one link of a chain shows.
struct Row<'a> {
    number: Option<usize>,
    /// The time; empty for what holds now.
    clock: &'a str,
    words: String,
    colour: egui::Color32,
    subject: Subject,
}

/// Draws one link of a chain, and returns the response to it.
fn row_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    row: &Row<'_>,
    ends: ChainEnds,
    commands: &mut Commands,
) -> egui::Response {
    let Row { number, clock, words, colour, subject } = row;
    let (number, subject) = (*number, *subject);
    let width = ui.available_width();
    let clock_galley = parts::line(ui.painter(), clock, FontId::proportional(TEXT_BODY), 80.0);
    let left = MARGIN + 2.0 * DOT + 8.0;
    let clock_width = if clock.is_empty() { 0.0 } else { clock_galley.size().x.max(40.0) + 8.0 };
    let words_left = left + clock_width;
    let font = FontId::proportional(TEXT_BODY);
    let words_width = (width - words_left - MARGIN).max(60.0);
    let galley = ui.painter().layout(words.clone(), font, context.theme.text, words_width);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 8.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{clock} {words}").trim()));
    let theme = context.theme;
    let painter = ui.painter();
    let hovered =
        response.hovered() || response.has_focus() || (subject != Subject::World && context.is_hovered(subject));
    if hovered {
        painter.rect_filled(rect.shrink2(vec2(8.0, 0.0)), CORNER, theme.selected.gamma_multiply(0.10));
    }
    let top = rect.top() + 4.0;
    let dot = pos2(rect.left() + MARGIN + DOT, top + clock_galley.size().y / 2.0);
    let spacing = ui.spacing().item_spacing.y;
    let upright = Stroke::new(1.5, theme.border);
    if !ends.is_first {
        painter.line_segment([pos2(dot.x, rect.top() - spacing), dot], upright);
    }
    if !ends.is_last {
        painter.line_segment([dot, pos2(dot.x, rect.bottom())], upright);
    }
    step(painter, context, dot, number, *colour);
    painter.galley(pos2(rect.left() + left, top), clock_galley, theme.quiet);
    let ink = if response.hovered() { theme.selected } else { theme.text };
    painter.galley_with_override_text_color(pos2(rect.left() + words_left, top), galley, ink);
    if response.hovered() {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        if subject != Subject::World {
            commands.push(Command::Select(SelectCommand::Hover(subject)));
        }
    }
    response
}
