//! The plans in the top bar. From left to right: tabs for as many plans as there is room for, in the order of the file, where the chosen
//! plan and the baseline have priority; the seed, if it is not 0; the list of all plans; and the button that forks.

mod choice;
mod layout;
mod list;
mod tab;
mod tree;
mod view;

use egui::{Align2, FontId, Popup, PopupCloseBehavior, Role, Sense, Ui, WidgetInfo, pos2, vec2};

pub(in crate::ui) use self::choice::swap;
use self::layout::{HEIGHT, font, text_width};
pub use self::view::{PlansView, send_names};
use super::ViewContext;
use super::focus;
use super::icons::{self, Sign};
use super::parts::paint_back;
use super::theme::TEXT_SMALL;
use crate::model::WhatIf;
use crate::session::{Baseline, Command, Commands, PlanCommand};

/// The smallest and the largest width of a tab, in points.
const LEAST: f32 = 92.0;
const WIDEST: f32 = 260.0;
/// The width of the arrow that opens the list of all plans, in points: with the number of plans that have no tab, and without it.
const ARROW: f32 = 42.0;
const ARROW_ALONE: f32 = 22.0;
/// The width of the small cross in a tab, including the space before it, in points.
const CROSS: f32 = 14.0;

/// The command that forks a new plan off the chosen one at the playhead.
#[must_use]
pub fn what_if(context: &ViewContext<'_>) -> Command {
    Command::Plan(PlanCommand::Fork(WhatIf {
        name: context.texts.get("plans-what-if-name").to_owned(),
        ..WhatIf::default()
    }))
}

/// Draws the plans in one row.
pub fn plans_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut PlansView, commands: &mut Commands) {
    let plans = context.session.plans();
    send_names(context, view, commands);
    let fork = context.texts.get("plans-what-if");
    let fork_width = text_width(ui, fork) + 16.0;
    let order = tree::order(plans);
    let seed = seed(context);
    let seed_width = seed.as_ref().map_or(0.0, |seed| text_width(ui, seed) + 16.0 + CROSS);
    let room = ui.available_width() - seed_width;
    // The inspector has a fork button, too. So this one is left out if the tabs would have less space than the smallest tab needs.
    let has_fork = room - ARROW - fork_width >= LEAST;
    let room = room - if has_fork { fork_width } else { 0.0 };
    let shown = all(ui, context, view, room - ARROW_ALONE).unwrap_or_else(|| shown(ui, context, view, room - ARROW));
    for (index, width) in &shown {
        tab::tab_ui(ui, context, *index, *width, view, commands);
    }
    if let Some(seed) = seed {
        seed_ui(ui, context, &seed, seed_width, commands);
    }
    list_button_ui(ui, context, plans.len() - shown.len(), &order, view, commands);
    if has_fork {
        fork_ui(ui, context, fork, fork_width, commands);
    }
}

/// The seed of the run in words; `None` if the seed is 0, because the run is then as the scenario is written.
fn seed(context: &ViewContext<'_>) -> Option<String> {
    let seed = context.session.seed();
    (seed != 0).then(|| context.texts.with("plans-seed", &[("seed", &seed.to_string())]))
}

/// Draws the seed with a small cross. A click sets the seed to 0, which is the scenario as written, and makes the parent plan the
/// baseline.
fn seed_ui(ui: &mut Ui, context: &ViewContext<'_>, words: &str, width: f32, commands: &mut Commands) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let name = || context.texts.with("plans-as-written", &[("seed", words)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
    paint_back(ui, context, rect, &response, true);
    let color = context.theme.selected;
    let left = rect.left_center() + vec2(8.0, 0.0);
    ui.painter().text(left, Align2::LEFT_CENTER, words, font(), color);
    icons::sign(ui.painter(), rect.right_center() - vec2(13.0, 0.0), 8.0, Sign::Close, color);
    if response.clicked() {
        commands.push(Command::Plan(PlanCommand::SetSeed(0)));
        commands.push(Command::Plan(PlanCommand::SetBaseline(Baseline::Parent)));
    }
    response.on_hover_text(context.texts.get("plans-as-written-hint"));
}

/// The index of each plan and the width of its tab in points, if tabs for all plans fit into `room`. Tabs that are too wide are
/// shortened to one common width. `None` if the tabs do not fit.
fn all(ui: &Ui, context: &ViewContext<'_>, view: &PlansView, room: f32) -> Option<Vec<(usize, f32)>> {
    let plans = 0..context.session.plans().len();
    let wanted: Vec<(usize, f32)> =
        plans.map(|index| (index, tab::width(ui, context, view, index).min(WIDEST))).collect();
    let mut widths: Vec<f32> = wanted.iter().map(|(_, width)| *width).collect();
    widths.sort_by(f32::total_cmp);
    let (mut left, mut longest) = (room, f32::INFINITY);
    for (index, width) in widths.iter().enumerate() {
        let share = left / (widths.len() - index) as f32;
        if *width > share {
            longest = share;
            break;
        }
        left -= width;
    }
    (longest >= LEAST).then(|| wanted.into_iter().map(|(index, width)| (index, width.min(longest))).collect())
}

/// The indices of the plans that have a tab, and the widths of these tabs in points, if not all plans fit into `room`. The chosen plan
/// and the baseline have priority; then follow as many others as fit.
fn shown(ui: &Ui, context: &ViewContext<'_>, view: &PlansView, room: f32) -> Vec<(usize, f32)> {
    let session = context.session;
    let wanted = |index: usize| tab::width(ui, context, view, index).min(WIDEST);
    let chosen = session.chosen();
    let mut shown = vec![(chosen, wanted(chosen).min(room))];
    if let Some(baseline) = session.baseline_plan() {
        // The tabs of the chosen plan and of the baseline are shortened only as far as necessary.
        let (own, other) = (wanted(chosen), wanted(baseline));
        let cut = |one: f32, other: f32| one.min((room - other).max(room / 2.0));
        if cut(other, own) >= LEAST.min(other) && cut(own, other) >= LEAST.min(own) {
            shown = vec![(chosen, cut(own, other)), (baseline, cut(other, own))];
        }
    }
    let mut left = room - shown.iter().map(|(_, width)| width).sum::<f32>();
    for index in 0..session.plans().len() {
        if shown.iter().any(|(there, _)| *there == index) {
            continue;
        }
        let wanted = wanted(index);
        if left < LEAST.min(wanted) {
            break;
        }
        shown.push((index, wanted.min(left)));
        left -= wanted.min(left);
    }
    shown.sort_by_key(|(index, _)| *index);
    shown
}

/// Draws the arrow that opens the list of all plans, with the number of plans that have no tab.
fn list_button_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    hidden: usize,
    order: &[(usize, usize)],
    view: &mut PlansView,
    commands: &mut Commands,
) {
    let width = if hidden > 0 { ARROW } else { ARROW_ALONE };
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let name = context.texts.get("plans-all");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    paint_back(ui, context, rect, &response, false);
    let tip = pos2(rect.right() - 11.0, rect.center().y);
    icons::sign(ui.painter(), tip, 9.0, Sign::DropDown, context.theme.quiet);
    if hidden > 0 {
        let count = context.texts.with("plans-more", &[("count", &context.texts.exact_count(hidden))]);
        let small = FontId::proportional(TEXT_SMALL);
        ui.painter().text(tip - vec2(9.0, 0.0), Align2::RIGHT_CENTER, count, small, context.theme.quiet);
    }
    let popup = Popup::menu(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        focus::stay_open(ui);
        list::list_ui(ui, context, order, view, commands);
    });
    response.on_hover_text(name);
}

fn fork_ui(ui: &mut Ui, context: &ViewContext<'_>, words: &str, width: f32, commands: &mut Commands) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    paint_back(ui, context, rect, &response, false);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font(), context.theme.selected);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, context.theme.selected);
    if response.clicked() {
        commands.push(what_if(context));
    }
    response.on_hover_text(context.texts.get("plans-what-if-hint"));
}
