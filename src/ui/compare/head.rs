//! The sentences above the comparison table: when and why the two runs diverge, and how much more or less the chosen run costs in
//! total.

use egui::{FontId, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::lines::Content;
use crate::recording::{EventId, Subject};
use crate::session::{Command, Commands, PlaybackCommand, SelectCommand};
use crate::study::compare::{Both, EventWords};
use crate::study::words;
use crate::ui::ViewContext;
use crate::ui::style::{elided, semibold};
use crate::ui::theme::{TEXT_BODY, TEXT_TITLE};
use crate::ui::time_axis::dates::moment;
use crate::units::SimTime;

/// The height of the first line of the sentences, and the height of each further line, in points.
const FIRST: f32 = 24.0;
const LINE: f32 = 20.0;

/// Draws the sentences at the top of `room`. Returns the y at which they end.
pub(super) fn head_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    content: Content<'_>,
    room: Rect,
    commands: &mut Commands,
) -> f32 {
    let Content { comparison, lines, names } = content;
    let Some(divergence) = comparison.divergence else {
        title_ui(ui, context, room, &context.texts.with("compare-same", &[("plan", &names[0])]));
        return room.top() + FIRST + 4.0;
    };
    let words = context
        .texts
        .with("compare-parted", &[("at", &moment(context, divergence.at)), ("cost", &comparison.cost(context.texts))]);
    title_ui(ui, context, room, &words);
    let mut top = room.top() + FIRST;
    for (side, name) in names.iter().enumerate() {
        if let (Some(event), Some(told)) = (divergence.first(side), &lines.told[side]) {
            let rect = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), LINE));
            let event = EventOfOneRun { side, event, at: divergence.at, plan: name, words: told };
            event_ui(ui, context, rect, &event, commands);
            top += LINE;
        }
    }
    if let Some(words) = rto_words(context, names) {
        let rect = Rect::from_min_size(pos2(room.left(), top), vec2(room.width(), LINE));
        let response = ui.interact(rect, ui.scope_id().with("rtos"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
        let galley = elided(ui.painter(), &words, FontId::proportional(TEXT_BODY), context.theme.text, rect.width());
        ui.painter().galley(rect.min, galley, context.theme.text);
        top += LINE;
    }
    top + 6.0
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
fn title_ui(ui: &Ui, context: &ViewContext<'_>, room: Rect, words: &str) {
    let galley = elided(ui.painter(), words, semibold(TEXT_TITLE), context.theme.text, room.width());
    let response = ui.interact(room.with_max_y(room.top() + FIRST), ui.scope_id().with("parted"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    ui.painter().galley(room.min, galley, context.theme.text);
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
    let what = event_words.event.as_str();
    let words_here = if happens > at {
        let time = moment(context, happens);
        context.texts.with("compare-only-later", &[("plan", plan), ("at", time.as_str()), ("what", what)])
    } else {
        context.texts.with("compare-only", &[("plan", plan), ("what", what)])
    };
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
