//! One plan as a tab, and the field that replaces the tab while the plan is renamed.

use egui::{Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::choice::{about_ui, choose};
use super::layout::{BRANCH, HEIGHT, font, text_width};
use super::view::PlansView;
use crate::model::Plan;
use crate::session::{Baseline, Command, Commands, PlanCommand};
use crate::ui::field::field;
use crate::ui::icons::{self, Sign};
use crate::ui::parts::paint_back;
use crate::ui::style::elided;
use crate::ui::{ViewContext, baseline};

/// Space around the text of a tab, in points.
const PADDING: f32 = 20.0;

/// The width of a tab that shows the whole name, in points.
pub(super) fn width(ui: &Ui, context: &ViewContext<'_>, plan: &Plan) -> f32 {
    let branch = if plan.fork.is_some() { BRANCH } else { 0.0 };
    text_width(ui, context.plan_name(&plan.name)) + PADDING + branch + ui.spacing().item_spacing.x
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
    let mut galley = elided(ui.painter(), name, font(), color, room);
    if galley.elided {
        let fitting = galley.rows.first().map_or(0, |row| row.glyphs.len()).saturating_sub(1);
        let others = session.plans().iter().enumerate().filter(|(other, _)| *other != index);
        let others = others.map(|(_, plan)| context.plan_name(&plan.name));
        if let Some(part) = differing_part(name, fitting, others) {
            galley = elided(ui.painter(), &format!("…{part}"), font(), color, room);
        }
    }
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

/// The part of a name from the word on in which it differs from that of another plan, if the first letters that fit are the same in both. `fitting`
/// is their number.
fn differing_part<'a, 'o>(name: &'a str, fitting: usize, others: impl Iterator<Item = &'o str>) -> Option<&'a str> {
    let shared = |other: &str| name.chars().zip(other.chars()).take_while(|(own, other)| own == other).count();
    let most = others.map(shared).max().filter(|most| *most >= fitting)?;
    let end = name.char_indices().nth(most).map_or(name.len(), |(at, _)| at);
    let from = name.get(..end)?.rfind(' ')? + 1;
    name.get(from..).filter(|part| !part.is_empty())
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

/// Draws the field for the new name. Enter or a click elsewhere accepts the name, Escape keeps the old one.
pub(super) fn name_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    index: usize,
    width: f32,
    view: &mut PlansView,
    commands: &mut Commands,
) {
    let Some((_, typed)) = &mut view.renaming else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let inside = Rect::from_center_size(rect.center(), vec2(rect.width(), 22.0));
    let response = ui
        .scope_builder(egui::UiBuilder::new().max_rect(inside).id_salt(("plan name", index)), |ui| {
            field(ui, typed, width - 8.0, context.texts.get("plans-name"))
        })
        .inner;
    if response.lost_focus() {
        if !response.ctx.input(|input| input.key_pressed(Key::Escape)) {
            commands.push(Command::Plan(PlanCommand::RenamePlan(index, typed.text.clone())));
        }
        view.renaming = None;
    }
}

#[cfg(test)]
mod tests {
    use super::differing_part;

    #[test]
    fn two_names_with_the_same_beginning_are_told_apart() {
        let [first, second] = ["Manual failover of Mail after 10 m", "Manual failover of Map after 10 m"];
        assert_eq!(differing_part(first, 11, [second].into_iter()), Some("Mail after 10 m"));
        assert_eq!(differing_part(second, 11, ["Fire", first].into_iter()), Some("Map after 10 m"));
        assert_eq!(differing_part(first, 25, [second].into_iter()), None, "what fits is enough");
        assert_eq!(differing_part(first, 11, ["Fire"].into_iter()), None, "no other begins so");
        assert_eq!(differing_part(first, 11, std::iter::empty()), None);
        assert_eq!(differing_part("가나다라마바사", 3, ["가나다라마바아"].into_iter()), None, "one word stays whole");
    }
}
