//! Groups of flags that have no room side by side. A group is drawn as one count. A click zooms in on its flags or, if zooming would
//! not separate its actions, opens the group.

use egui::{Pos2, Rangef, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use super::action_flag::ActionFlag;
use super::layout::{Mark, OVERHANG};
use super::one::action_ui;
use super::paint;
use crate::model::Act;
use crate::session::{Command, Commands, PlaybackCommand};
use crate::study::words::actions_title;
use crate::ui::time_axis::{Canvas, TimeRange, dates};
use crate::ui::timeline::derived::{Flag, FlagKind};
use crate::ui::timeline::view::TimelineView;
use crate::units::text;

/// The largest number of flags that the tooltip of a group lists.
const NAMED: usize = 12;
/// The distance between the centres of two flags of an open group, and the space around the flags, in points.
const STEP: f32 = 18.0;
const MARGIN: f32 = 4.0;
/// The vertical space between the count and the flags of the open group, in points. It contains the lines from the flags to their
/// times.
const DROP: f32 = 8.0;

/// Flags that are drawn as one count.
#[derive(Clone, Copy)]
pub(super) struct FlagGroup<'a> {
    /// The row in which the count is drawn.
    pub row: Rangef,
    /// Where in the row the count is drawn.
    pub mark: &'a Mark,
    /// The flags, in order of time.
    pub flags: &'a [&'a Flag],
}

/// A group that is open.
pub(super) struct OpenGroup<'a> {
    /// The row in which its count is drawn.
    pub row: Rangef,
    /// The x of its count.
    pub x: f32,
    /// The flags, in order of time.
    pub flags: Vec<&'a Flag>,
}

/// Whether the group of these flags is open.
pub(super) fn is_open(view: &TimelineView, flags: &[&Flag]) -> bool {
    view.open_flags.is_some_and(|open| flags.iter().any(|flag| flag.kind == FlagKind::Action(open)))
}

/// Draws the count of a group and handles clicks on it.
pub(super) fn group_ui(
    ui: &Ui,
    canvas: &Canvas<'_>,
    group: &FlagGroup<'_>,
    view: &mut TimelineView,
    commands: &mut Commands,
) {
    let FlagGroup { row, mark, flags } = *group;
    let context = canvas.context;
    let texts = context.texts;
    let acts = acts(canvas, flags);
    let count = text::exact(flags.len() as u64);
    let named = if acts.is_empty() {
        texts.with("flag-names", &[("count", &count)])
    } else {
        actions_title(context.world, &acts, &count, texts)
    };
    let picture = acts.first().copied();
    let (pill, galley) = paint::pill(ui.painter(), canvas, row, mark, [&named, &count], picture.is_some());
    let id = ui.scope_id().with(("flags-from", flags[0].event));
    let response = ui.interact(pill, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, named.as_str()));
    paint::group(ui, canvas, pill, picture, galley, &response);

    if response.clicked() {
        let (from, to) = (flags[0].at.as_secs_f64(), flags[flags.len() - 1].at.as_secs_f64());
        let room = (to - from).max(60.0);
        let near = TimeRange { from: from - room, to: to + room };
        commands.push(Command::Playback(PlaybackCommand::Scrub(from)));
        match flags[0].kind {
            FlagKind::Action(_) if is_open(view, flags) => view.open_flags = None,
            FlagKind::Action(first) if from >= to || 2.0 * near.secs() > view.range(context).secs() => {
                view.open_flags = Some(first);
            }
            FlagKind::Action(_)
            | FlagKind::Struck(_)
            | FlagKind::Dark
            | FlagKind::Over
            | FlagKind::Back
            | FlagKind::Headline => view.show(near, context),
        }
    }
    response.on_hover_ui(|ui| {
        for flag in flags.iter().take(NAMED) {
            ui.horizontal(|ui| {
                ui.weak(dates::moment_in_both(context, flag.at));
                ui.label(&flag.title);
            });
        }
        if flags.len() > NAMED {
            let more = text::exact((flags.len() - NAMED) as u64);
            ui.weak(texts.with("flag-more", &[("count", &more)]));
        }
        ui.weak(texts.get("flag-zoom"));
    });
}

/// Draws the flags of an open group side by side below its count, so that each can be dragged. A line connects each flag with its time.
pub(super) fn open_ui(
    ui: &Ui,
    canvas: &Canvas<'_>,
    group: &OpenGroup<'_>,
    view: &mut TimelineView,
    commands: &mut Commands,
) {
    let OpenGroup { row, x, flags } = group;
    let theme = canvas.context.theme;
    let half = paint::BADGE / 2.0 + MARGIN;
    let room = Rangef::new(canvas.axis.edges.min + half, canvas.axis.edges.max + OVERHANG - half);
    let gaps = (flags.len() - 1) as f32;
    let left = (*x).min(room.max - STEP * gaps).max(room.min);
    let step = STEP.min((room.max - left) / gaps.max(1.0));
    let below = Rangef::new(row.max + DROP, row.max + DROP + 2.0 * half);
    let panel = Rect::from_x_y_ranges(left - half..=left + step * gaps + half, below);
    let response = ui.interact(panel, ui.scope_id().with("open-flags"), Sense::click());
    if response.clicked_elsewhere() {
        view.open_flags = None;
    }
    let painter = ui.painter();
    painter.rect(panel, 5.0, theme.panel, Stroke::new(1.0, theme.border), StrokeKind::Outside);
    for (flag_index, flag) in flags.iter().enumerate() {
        let FlagKind::Action(index) = flag.kind else { continue };
        let to = pos2(left + step * flag_index as f32, panel.top() + MARGIN);
        let from = Pos2::new(canvas.axis.screen_from_time(flag.at.as_secs_f64()), row.max - 1.0);
        painter.line_segment([from, to], Stroke::new(1.0, theme.quiet));
        let mark = Mark { x: to.x, members: flag_index..flag_index + 1, label: None, short: false };
        action_ui(ui, canvas, &ActionFlag { row: below, mark: &mark, flag, index }, view, commands);
    }
}

/// The actions among these flags.
fn acts<'a>(canvas: &Canvas<'a>, flags: &[&Flag]) -> Vec<&'a Act> {
    let act = |flag: &&Flag| match flag.kind {
        FlagKind::Action(index) => Some(&canvas.context.run.plan.actions[index].act),
        FlagKind::Struck(_) | FlagKind::Dark | FlagKind::Over | FlagKind::Back | FlagKind::Headline => None,
    };
    flags.iter().filter_map(act).collect()
}
