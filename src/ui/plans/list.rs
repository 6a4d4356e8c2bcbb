//! All plans as a list: forks are below their parent plan, and each row has its actions at the right end.

use egui::{Align, Layout, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::choice::{about_ui, choose};
use super::layout::{BRANCH, HEIGHT, font};
use super::tab;
use super::view::PlansView;
use crate::session::{Command, Commands, PlanCommand};
use crate::ui::icons::{self, Sign};
use crate::ui::parts::paint_back;
use crate::ui::style::elided;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::dates;
use crate::ui::{ViewContext, baseline};

/// Width and largest height of the list, in points.
const WIDTH: f32 = 420.0;
const MOST_HEIGHT: f32 = 420.0;
/// Indent of each level of forks, and the largest indent, in points.
const INDENT: f32 = 14.0;
const DEEPEST: f32 = 8.0 * INDENT;
/// Side of an icon button, in points.
const SIGN: f32 = 22.0;

/// Draws the list. `order` contains the index and the depth of each plan, from top to bottom.
pub(super) fn list_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    order: &[(usize, usize)],
    view: &mut PlansView,
    commands: &mut Commands,
) {
    ui.set_width(WIDTH);
    ui.spacing_mut().item_spacing.y = 2.0;
    let height = (order.len() as f32 * (HEIGHT + 2.0)).min(MOST_HEIGHT);
    ScrollArea::vertical().max_height(MOST_HEIGHT).min_scrolled_height(height).show(ui, |ui| {
        for (index, depth) in order {
            let indent = (*depth as f32 * INDENT).min(DEEPEST);
            row_ui(ui, context, *index, indent, view, commands);
        }
    });
}

fn row_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    index: usize,
    indent: f32,
    view: &mut PlansView,
    commands: &mut Commands,
) {
    let (theme, texts, session) = (context.theme, context.texts, context.session);
    let plan = &session.plans()[index];
    if view.is_renaming(index) {
        tab::name_ui(ui, context, index, WIDTH - 10.0, view, commands);
        return;
    }
    let (on, is_baseline) = (index == session.chosen(), session.baseline_plan() == Some(index));
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH - 10.0, HEIGHT), Sense::click());
    response.widget_info(|| {
        let name = texts.with("plans-row", &[("plan", context.plan_name(&plan.name))]);
        WidgetInfo::selected(Role::ListItem, true, on, name)
    });
    let is_near = ui.rect_contains_pointer(rect);
    if on || is_near || response.has_focus() {
        paint_back(ui, context, rect, &response, on || is_near);
    }
    let signs = Rect::from_min_max(pos2(rect.right() - 3.0 * SIGN - 4.0, rect.top()), rect.max);
    let mut left = rect.left() + 8.0 + indent;
    let middle = rect.center().y;
    let mut right = signs.left() - 4.0;
    if let Some(fork) = plan.divergence(session.plans()) {
        icons::sign(ui.painter(), pos2(left + 4.0, middle), 10.0, Sign::Branch, theme.quiet);
        left += BRANCH;
        let at = dates::moment(context, fork.at);
        let at = ui.painter().layout_no_wrap(at, egui::FontId::proportional(TEXT_SMALL), theme.quiet);
        right -= at.size().x;
        ui.painter().galley(pos2(right, middle - at.size().y / 2.0), at, theme.quiet);
        right -= 10.0;
    }
    let color = if on { theme.text } else { theme.quiet.lerp_to_gamma(theme.text, 0.5) };
    let galley = elided(ui.painter(), context.plan_name(&plan.name), font(), color, right - left);
    if is_baseline {
        baseline::sample(ui.painter(), pos2(left, middle + galley.size().y / 2.0 + 1.5), galley.size().x, theme.quiet);
    }
    ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, color);
    ui.scope_builder(UiBuilder::new().max_rect(signs).layout(Layout::right_to_left(Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        signs_ui(ui, context, index, is_near || on || response.has_focus(), view, commands);
    });
    if response.clicked() {
        if !on {
            choose(context, index, commands);
        }
        ui.close();
    }
    response.on_hover_ui(|ui| about_ui(ui, context, index));
}

/// Draws the buttons that remove, compare and rename a plan. All of them are visible if `is_seen`; in the row of the baseline, the
/// button that stops the comparison is always visible.
fn signs_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    index: usize,
    is_seen: bool,
    view: &mut PlansView,
    commands: &mut Commands,
) {
    let session = context.session;
    if sign_ui(ui, context, index, Some(Sign::Close), "plans-remove", is_seen && session.plans().len() > 1) {
        commands.push(Command::Plan(PlanCommand::RemovePlan(index)));
    }
    match tab::baseline_choice(context, index) {
        Some((key, baseline)) => {
            if sign_ui(ui, context, index, None, key, is_seen || key == "plans-nothing-beside") {
                commands.push(Command::Plan(PlanCommand::SetBaseline(baseline)));
            }
        }
        None => {
            ui.add_space(SIGN);
        }
    }
    if sign_ui(ui, context, index, Some(Sign::Pen), "plans-rename", is_seen) {
        view.rename(index, session.plans());
    }
}

/// Draws an icon button for a plan; without an icon it shows the thin line of the baseline. Returns whether it was clicked.
fn sign_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    index: usize,
    sign: Option<Sign>,
    key: &'static str,
    is_seen: bool,
) -> bool {
    let plan = context.plan_name(&context.session.plans()[index].name);
    let is_possible = key != "plans-remove" || context.session.plans().len() > 1;
    let sense = if is_possible { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(SIGN, SIGN), sense);
    let words = context.texts.get(key);
    let name = || context.texts.with("plans-act", &[("act", words), ("plan", plan)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_possible, name()));
    if is_seen || response.has_focus() {
        paint_back(ui, context, rect, &response, false);
        let color = if response.hovered() { context.theme.text } else { context.theme.quiet };
        match sign {
            Some(sign) => icons::sign(ui.painter(), rect.center(), 10.0, sign, color),
            None => baseline::sample(ui.painter(), rect.center() - vec2(6.0, 0.0), 12.0, color),
        }
    }
    response.on_hover_text(words).clicked()
}
