//! The sentences above the comparison table: when and why the two runs diverge, and how much more or less the chosen run costs in
//! total.

use egui::{Align2, FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::heights::Heights;
use super::lines::{Content, ReasonInWords, runs_in_words};
use crate::recording::Subject;
use crate::session::{Command, Commands, PlaybackCommand, SelectCommand};
use crate::study::compare::{Both, Reason};
use crate::study::words;
use crate::ui::style::{elided, semibold, text_width};
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};
use crate::ui::time_axis::dates::moment;
use crate::ui::{ViewContext, focus};

/// Where the sentences are drawn: at the top of `room`.
#[derive(Clone, Copy)]
pub(super) struct HeadArea {
    pub room: Rect,
    pub heights: Heights,
}

/// Draws the sentences. If there is little room, `shows_why` says whether those below the title are shown, and a button changes that. Returns the
/// y at which they end.
pub(super) fn head_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    content: Content<'_>,
    area: HeadArea,
    mut shows_why: Option<&mut bool>,
    commands: &mut Commands,
) -> f32 {
    let Content { comparison, lines, names } = content;
    let HeadArea { room, heights } = area;
    let below_title = room.top() + heights.title;
    let Some(divergence) = comparison.divergence else {
        title_ui(ui, context, area, &context.texts.with("compare-same", &[("plan", &names[0])]));
        return below_title + heights.below;
    };
    let cost = comparison.cost(&names[1], context.texts);
    let words = context.texts.with("compare-parted", &[("at", &moment(context, divergence.at)), ("cost", &cost)]);
    let right = shows_why.as_deref_mut().map_or(room.right(), |shows| fold_ui(ui, context, area, shows));
    title_ui(ui, context, HeadArea { room: room.with_max_x(right), heights }, &words);
    if shows_why.is_some_and(|shows| !*shows) {
        return below_title + heights.below;
    }
    let mut top = below_title;
    for (index, reason) in lines.reasons.iter().enumerate() {
        let rect = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), heights.sentence));
        reason_ui(ui, context, rect, &ReasonLine { index, reason, names }, commands);
        top += heights.sentence;
    }
    if let Some(words) = rto_words(context, names) {
        let rect = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), heights.sentence));
        words_ui(ui, context, rect, "rtos", FontId::proportional(TEXT_BODY), &words);
        top += heights.sentence;
    }
    top + heights.below
}

/// Draws the button that shows or hides the sentences below the title, at the right of its line. Returns the x at which the title has to end.
fn fold_ui(ui: &Ui, context: &ViewContext<'_>, area: HeadArea, shows: &mut bool) -> f32 {
    let HeadArea { room, heights } = area;
    let words = context.texts.get(if *shows { "compare-hide-why" } else { "compare-show-why" });
    let font = FontId::proportional(TEXT_SMALL);
    let left = room.right() - text_width(ui.painter(), words.to_owned(), font.clone());
    let rect = room.with_min_x(left).with_max_y(room.top() + heights.title);
    let response = ui.interact(rect, ui.scope_id().with("why"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    focus::reveal(&response);
    let is_lit = response.hovered() || response.has_focus();
    let color = if is_lit { context.theme.text } else { context.theme.selected };
    ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, words, font, color);
    if response.clicked() {
        *shows = !*shows;
    }
    rect.left() - 12.0
}

/// Draws a sentence that does nothing. If it is cut, all of it is shown while the pointer is over it.
fn words_ui(ui: &Ui, context: &ViewContext<'_>, rect: Rect, id: &str, font: FontId, words: &str) {
    let galley = elided(ui.painter(), words, font, context.theme.text, rect.width());
    let response = ui.interact(rect, ui.scope_id().with(id), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let is_cut = galley.elided;
    ui.painter().galley(rect.min, galley, context.theme.text);
    if is_cut {
        response.on_hover_text_at_pointer(words);
    }
}

/// How many services miss their RTO in the baseline, and how many in the chosen run. `None` if no service has one.
fn rto_words(context: &ViewContext<'_>, names: &Both<String>) -> Option<String> {
    let baseline = context.session.baseline()?;
    let missed = [baseline, context.session.run()].map(|run| {
        let rtos = run.index().rtos();
        (rtos.count > 0).then(|| [rtos.missed.len(), rtos.count].map(|count| context.texts.count(count as u64)))
    });
    let [Some([other, of_other]), Some([chosen, of_chosen])] = missed else { return None };
    let args = [
        ("plan", names[0].as_str()),
        ("other", &other),
        ("of_other", &of_other),
        ("chosen_plan", &names[1]),
        ("chosen", &chosen),
        ("of_chosen", &of_chosen),
    ];
    Some(context.texts.with("compare-rtos", &args))
}

/// Draws the first sentence, which is the title of the comparison.
fn title_ui(ui: &Ui, context: &ViewContext<'_>, area: HeadArea, words: &str) {
    let HeadArea { room, heights } = area;
    let rect = room.with_max_y(room.top() + heights.title);
    words_ui(ui, context, rect, "parted", semibold(heights.title_size), words);
}

/// A reason why the two runs differ, as it is drawn.
struct ReasonLine<'a> {
    /// Which one of them it is.
    index: usize,
    reason: &'a ReasonInWords,
    names: &'a Both<String>,
}

/// Draws the sentence of a reason, followed by its causes. A click goes to its event.
fn reason_ui(ui: &Ui, context: &ViewContext<'_>, rect: Rect, line: &ReasonLine<'_>, commands: &mut Commands) {
    let ReasonLine { index, reason, names } = *line;
    let Reason { side, event, at, .. } = reason.reason;
    let (theme, words) = (context.theme, &reason.words);
    let of = runs_in_words(context)[side];
    let sentence = words.sentence(&reason.reason, names, |_, at| moment(context, at), context.texts);
    let response = ui.interact(rect, ui.scope_id().with(("reason", index)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &sentence));
    let color = if response.hovered() || response.has_focus() { theme.selected } else { theme.text };
    let font = FontId::proportional(TEXT_BODY);
    let galley = elided(ui.painter(), &sentence, font.clone(), color, rect.width());
    let (right, is_cut) = (rect.left() + galley.size().x, galley.elided);
    ui.painter().galley(rect.min, galley, color);
    let galley = elided(ui.painter(), &words.causes, font, theme.quiet, rect.right() - right);
    ui.painter().galley(pos2(right, rect.top()), galley, theme.quiet);
    if response.clicked() {
        let recording = &of.run.recording;
        match (side, context.baseline(), recording.subject(recording.event(event))) {
            (1, _, _) => commands.push(Command::Select(SelectCommand::Follow(event))),
            (_, Some(baseline), Subject::Service(service)) => {
                let service = context.service(&baseline, service).map(Subject::Service);
                commands.extend([
                    Command::Playback(PlaybackCommand::Seek(at)),
                    Command::Select(SelectCommand::Select(service)),
                ]);
            }
            (_, Some(baseline), Subject::Site(site)) => {
                let site = context.site(&baseline, site).map(Subject::Site);
                commands.extend([
                    Command::Playback(PlaybackCommand::Seek(at)),
                    Command::Select(SelectCommand::Select(site)),
                ]);
            }
            (_, _, _) => commands.push(Command::Playback(PlaybackCommand::Seek(at))),
        }
    }
    if !is_cut && words.causes.is_empty() {
        return;
    }
    response.on_hover_ui_at_pointer(|ui| {
        if is_cut {
            ui.label(&sentence);
        }
        if !words.causes.is_empty() {
            ui.strong(context.texts.get("compare-because"));
        }
        for (id, event) in of.run.recording.why(event).skip(1) {
            let at = moment(context, event.at);
            let what = words::event_on(&of.clock, of.run, id, of.localized, context.texts);
            ui.label(context.texts.with("compare-cause", &[("at", &at), ("what", &what)]));
        }
    });
}
