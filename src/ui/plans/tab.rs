//! One plan as a tab, and the field that replaces the tab while the plan is renamed.

use egui::{Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::choice::{about_ui, choose};
use super::layout::{BRANCH, HEIGHT, font, text_width};
use super::view::{PlansView, send_names};
use crate::session::{Baseline, Command, Commands, PlanCommand};
use crate::ui::field::{ended, field, hint, wrong};
use crate::ui::icons::{self, Sign};
use crate::ui::parts::paint_back;
use crate::ui::short_names::{same_letters, shortened};
use crate::ui::{ViewContext, baseline};

/// Space around the text of a tab, in points.
const PADDING: f32 = 20.0;

/// The width that the field for a new name has at least, in points, if there is room for it.
const NAME_FIELD: f32 = 160.0;

/// The width of the tab of the plan at `index` that shows the whole name, in points.
pub(super) fn width(ui: &Ui, context: &ViewContext<'_>, view: &PlansView, index: usize) -> f32 {
    let plan = &context.session.plans()[index];
    let branch = if plan.fork.is_some() { BRANCH } else { 0.0 };
    let width = text_width(ui, context.plan_name(&plan.name)) + PADDING + branch + ui.spacing().item_spacing.x;
    if view.is_renaming(index) { width.max(NAME_FIELD) } else { width }
}

/// Draws a tab of this width. A click chooses the plan, a double click renames it, and a secondary click opens the menu.
pub(super) fn tab_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    index: usize,
    width: f32,
    view: &mut PlansView,
    commands: &mut Commands,
) {
    let (theme, session) = (context.theme, context.session);
    let plan = &session.plans()[index];
    let name = context.plan_name(&plan.name);
    // In a window that is too narrow there may be no room at all.
    let width = (width - ui.spacing().item_spacing.x).max(0.0);
    if view.is_renaming(index) {
        name_ui(ui, context, index, width, view, commands);
        return;
    }
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let (on, is_baseline) = (index == session.chosen(), session.baseline_plan() == Some(index));
    response.widget_info(|| {
        let value = is_baseline.then(|| context.texts.get("plans-is-beside").to_owned());
        WidgetInfo { current_text_value: value, ..WidgetInfo::selected(Role::Tab, true, on, name) }
    });
    // A hovered tab must not look like the chosen one, which may be next to it.
    if on || response.has_focus() {
        paint_back(ui, context, rect, &response, on);
    }
    let color = if on || response.hovered() { theme.text } else { theme.quiet };
    let mut left = rect.left() + PADDING / 2.0;
    if plan.fork.is_some() {
        icons::sign(ui.painter(), pos2(left + 4.0, rect.center().y), 10.0, Sign::Branch, theme.quiet);
        left += BRANCH;
    }
    let room = rect.right() - PADDING / 2.0 - left + 0.5;
    let shared = || {
        let others = session.plans().iter().enumerate().filter(|(other, _)| *other != index);
        others.map(|(_, plan)| same_letters(name, context.plan_name(&plan.name))).max().unwrap_or(0)
    };
    let galley = shortened(ui.painter(), name, &font(), color, room, shared);
    let below = rect.center().y + galley.size().y / 2.0 + 1.5;
    if is_baseline {
        baseline::sample(ui.painter(), pos2(left, below), galley.size().x, theme.quiet);
    }
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
    if response.double_clicked() {
        view.rename(index, session.plans());
    } else if response.clicked() && !on {
        choose(context, index, commands);
    }
    response.context_menu(|ui| acts_ui(ui, context, index, view, commands));
    response.on_hover_ui(|ui| {
        about_ui(ui, context, index);
        ui.weak(context.texts.get("plans-tab-hint"));
    });
}

/// Draws the menu of a plan.
fn acts_ui(ui: &mut Ui, context: &ViewContext<'_>, index: usize, view: &mut PlansView, commands: &mut Commands) {
    let (texts, session) = (context.texts, context.session);
    let keys = crate::ui::key_table::printed("keys-rename").unwrap_or_default();
    if ui.add(egui::Button::new(texts.get("plans-rename")).shortcut_text(keys)).clicked() {
        view.rename(index, session.plans());
        ui.close();
    }
    if let Some((key, baseline)) = baseline_choice(context, index)
        && ui.button(texts.get(key)).clicked()
    {
        commands.push(Command::Plan(PlanCommand::SetBaseline(baseline)));
        ui.close();
    }
    if ui.add_enabled(session.plans().len() > 1, egui::Button::new(texts.get("plans-remove"))).clicked() {
        commands.push(Command::Plan(PlanCommand::RemovePlan(index)));
        ui.close();
    }
}

/// The command that the tab of a plan offers for the comparison, with the key of its text: compare the chosen plan with this plan or,
/// if they are compared already, stop comparing. `None` if there is nothing to offer.
pub(super) fn baseline_choice(context: &ViewContext<'_>, index: usize) -> Option<(&'static str, Baseline)> {
    let session = context.session;
    match session.baseline_plan() {
        Some(baseline) if baseline == index || session.chosen() == index => {
            Some(("plans-nothing-beside", Baseline::Nothing))
        }
        Some(_) | None if session.chosen() == index => None,
        Some(_) | None => Some(("plans-lay-beside", Baseline::Plan(index))),
    }
}

/// Draws the field for the new name. Enter or a click elsewhere accepts the name, Escape keeps the old one. The name of another plan stays in
/// the field, with the reason.
pub(super) fn name_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    index: usize,
    width: f32,
    view: &mut PlansView,
    commands: &mut Commands,
) {
    let Some(typed) = view.typed_name(index) else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let inside = Rect::from_center_size(rect.center(), vec2(rect.width(), 22.0));
    let response = ui
        .scope_builder(egui::UiBuilder::new().max_rect(inside).id_salt(("plan name", index)), |ui| {
            field(ui, typed, width - 8.0, context.texts.get("plans-name"))
        })
        .inner;
    if response.changed() {
        typed.wrong = None;
    }
    if response.lost_focus() {
        let is_accepted = !response.ctx.input(|input| input.key_pressed(Key::Escape));
        let mut others = context.session.plans().iter().enumerate().filter(|(other, _)| *other != index);
        let name = typed.text.trim().to_owned();
        if is_accepted && typed.is_changed() && others.any(|(_, plan)| plan.name == name) {
            let why = context.texts.with("plans-name-used", &[("name", &name)]);
            if ended(&response) == Some(true) {
                wrong(&response, typed, why);
            } else {
                typed.wrong = Some(why);
            }
            response.ctx.request_repaint();
            return;
        }
        view.finish_renaming(context.session.plans(), is_accepted);
        send_names(context, view, commands);
    } else if typed.wrong.is_some() {
        hint(&response, typed, context, "");
    }
}
