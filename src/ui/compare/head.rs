//! The sentences above the comparison table: when and why the two runs diverge, and how much more or less the chosen run costs in
//! total.

use egui::{Align2, FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::heights::Heights;
use super::lines::Content;
use crate::recording::{EventId, Subject};
use crate::session::{Command, Commands, PlaybackCommand, SelectCommand};
use crate::study::compare::{Both, EventWords};
use crate::study::words;
use crate::ui::style::{elided, semibold, text_width};
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};
use crate::ui::time_axis::dates::moment;
use crate::ui::{ViewContext, focus};
use crate::units::SimTime;

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
    let words = context
        .texts
        .with("compare-parted", &[("at", &moment(context, divergence.at)), ("cost", &comparison.cost(context.texts))]);
    let right = shows_why.as_deref_mut().map_or(room.right(), |shows| fold_ui(ui, context, area, shows));
    title_ui(ui, context, HeadArea { room: room.with_max_x(right), heights }, &words);
    if shows_why.is_some_and(|shows| !*shows) {
        return below_title + heights.below;
    }
    let mut top = below_title;
    for (side, name) in names.iter().enumerate() {
        if let (Some(event), Some(told)) = (divergence.first(side), &lines.told[side]) {
            let rect = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), heights.sentence));
            let event = EventOfOneRun { side, event, at: divergence.at, plan: name, words: told };
            event_ui(ui, context, rect, &event, commands);
            top += heights.sentence;
        }
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
        response.on_hover_text(words);
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

/// The first event that happens in only one of the two runs.
struct EventOfOneRun<'a> {
    /// The run: 0 for the baseline, 1 for the chosen run.
    side: usize,
    event: EventId,
    /// When the runs diverge.
    at: SimTime,
    /// The name of the run.
    plan: &'a str,
    words: &'a EventWords,
}

/// Draws an event that happens in only one of the two runs. A click moves the playhead there and selects the subject of the event.
fn event_ui(ui: &Ui, context: &ViewContext<'_>, rect: Rect, event: &EventOfOneRun<'_>, commands: &mut Commands) {
    let EventOfOneRun { side, event, at, plan, words: event_words } = *event;
    let theme = context.theme;
    let (chosen, baseline) = (context.session.run(), context.session.baseline());
    let Some(run) = (if side == 1 { Some(chosen) } else { baseline }) else { return };
    let happens = run.recording.event(event).at;
    let later = (happens > at).then(|| moment(context, happens));
    let words_here = event_words.only_in(plan, later.as_deref(), context.texts);
    let response = ui.interact(rect, ui.scope_id().with(("parting", side)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &words_here));
    let color = if response.hovered() || response.has_focus() { theme.selected } else { theme.text };
    let font = FontId::proportional(TEXT_BODY);
    let galley = elided(ui.painter(), &words_here, font.clone(), color, rect.width());
    let right = rect.left() + galley.size().x;
    ui.painter().galley(rect.min, galley, color);
    let galley = elided(ui.painter(), &event_words.causes, font, theme.quiet, rect.right() - right);
    ui.painter().galley(pos2(right, rect.top()), galley, theme.quiet);
    if response.clicked() {
        match (side, context.baseline(), run.recording.subject(run.recording.event(event))) {
            (1, _, _) => commands.push(Command::Select(SelectCommand::Follow(event))),
            (_, Some(baseline), Subject::Service(service)) => {
                let service = context.service(&baseline, service).map(Subject::Service);
                commands.extend([
                    Command::Playback(PlaybackCommand::Seek(happens)),
                    Command::Select(SelectCommand::Select(service)),
                ]);
            }
            (_, Some(baseline), Subject::Site(site)) => {
                let site = context.site(&baseline, site).map(Subject::Site);
                commands.extend([
                    Command::Playback(PlaybackCommand::Seek(happens)),
                    Command::Select(SelectCommand::Select(site)),
                ]);
            }
            (_, _, _) => commands.push(Command::Playback(PlaybackCommand::Seek(happens))),
        }
    }
    response.on_hover_ui(|ui| {
        ui.strong(context.texts.get("compare-because"));
        for (id, event) in run.recording.why(event).skip(1) {
            let args = [
                ("at", moment(context, event.at)),
                (
                    "what",
                    words::event_on(
                        &context.zone.clock(&run.world.clock, context.computer_zone),
                        run,
                        id,
                        context.both_localized()[side],
                        context.texts,
                    ),
                ),
            ];
            ui.label(
                context.texts.with("compare-cause", &args.each_ref().map(|(name, value)| (*name, value.as_str()))),
            );
        }
    });
}
