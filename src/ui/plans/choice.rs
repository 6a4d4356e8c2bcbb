//! One plan of several: what hovering it tells, and what choosing it asks for.

use egui::Ui;

use crate::session::{Baseline, Command, Commands, PlanCommand};
use crate::ui::ViewContext;
use crate::ui::time_axis::dates;

/// What hovering a plan tells: all of its name, what it is about, and where it parted.
pub(super) fn about_ui(ui: &mut Ui, context: &ViewContext<'_>, place: usize) {
    let plans = context.session.plans();
    let plan = &plans[place];
    ui.set_max_width(340.0);
    ui.strong(context.plan_name(&plan.name));
    if !plan.about.is_empty() {
        ui.label(context.plan_about(plan));
    }
    if let Some(fork) = plan.divergence(plans) {
        let args = [("parent", context.plan_name(&plans[fork.parent].name)), ("at", &dates::moment(context, fork.at))];
        ui.weak(context.texts.with("plans-parted", &args));
    }
    if context.session.baseline_plan() == Some(place) {
        ui.weak(context.texts.get("plans-is-beside"));
    }
}

/// Chooses a plan. Changing to the one beside keeps the two beside one another.
pub(super) fn choose(context: &ViewContext<'_>, place: usize, commands: &mut Commands) {
    if context.session.baseline_plan() == Some(place) {
        commands.extend(swap(context));
    } else {
        commands.push(Command::Plan(PlanCommand::ChoosePlan(place)));
    }
}

/// What makes the other future the chosen one, and the chosen one the other. Another luck or another file cannot be chosen so.
pub(in crate::ui) fn swap(context: &ViewContext<'_>) -> Vec<Command> {
    let session = context.session;
    let Some(other) = session.baseline_plan() else { return Vec::new() };
    vec![
        Command::Plan(PlanCommand::ChoosePlan(other)),
        Command::Plan(PlanCommand::SetBaseline(Baseline::Plan(session.chosen()))),
    ]
}
