//! The tooltip of a plan, and the commands that choose a plan.

use egui::Ui;

use crate::session::{Baseline, Command, Commands, PlanCommand};
use crate::ui::ViewContext;
use crate::ui::time_axis::dates;

/// Draws the tooltip of a plan: its whole name, its description, and where it was forked.
pub(super) fn about_ui(ui: &mut Ui, context: &ViewContext<'_>, index: usize) {
    let plans = context.session.plans();
    let plan = &plans[index];
    ui.set_max_width(340.0);
    ui.strong(context.plan_name(&plan.name));
    if !plan.about.is_empty() {
        ui.label(context.plan_about(plan));
    }
    if let Some(fork) = plan.divergence(plans) {
        let args = [("parent", context.plan_name(&plans[fork.parent].name)), ("at", &dates::moment(context, fork.at))];
        ui.weak(context.texts.with("plans-parted", &args));
    }
    if context.session.baseline_plan() == Some(index) {
        ui.weak(context.texts.get("plans-is-beside"));
    }
}

/// Chooses a plan. If it is the baseline, the plan chosen until now becomes the baseline, so that the same two plans stay compared.
pub(super) fn choose(context: &ViewContext<'_>, index: usize, commands: &mut Commands) {
    if context.session.baseline_plan() == Some(index) {
        commands.extend(swap(context));
    } else {
        commands.push(Command::Plan(PlanCommand::ChoosePlan(index)));
    }
}

/// The commands that swap the chosen plan and the baseline. Empty if the baseline is not a plan, but another seed or another file.
pub(in crate::ui) fn swap(context: &ViewContext<'_>) -> Vec<Command> {
    let session = context.session;
    let Some(other) = session.baseline_plan() else { return Vec::new() };
    let chosen = session.chosen();
    // If the person has not chosen what is compared, a plan that is chosen later is compared with its own parent again.
    let baseline = if session.has_chosen_baseline() { Baseline::Plan(chosen) } else { Baseline::Swapped(chosen) };
    vec![Command::Plan(PlanCommand::ChoosePlan(other)), Command::Plan(PlanCommand::SetBaseline(baseline))]
}
