//! What a command about the plans makes of a document. It needs no run, so that also a change can be written down that is still being computed.

use super::command::PlanCommand;
use super::document::Document;
use super::response::Refusal;
use crate::model::{Act, Action, Plan, When};
use crate::units::SimTime;

impl Document {
    /// A copy to which this command was applied, without regard to whether it can be run. `now` is the time at the playhead; `saved` is the
    /// document that was opened or last saved. Which plan is chosen and what it is compared with stays as it is: that is no change.
    ///
    /// # Errors
    /// As [`Self::changed`], [`Self::with_renamed`] and [`Self::with_removed`].
    pub fn planned(&self, saved: &Self, command: PlanCommand, now: SimTime) -> Result<Self, Refusal> {
        let length = self.world.scenario.length;
        let known = [self, saved];
        match command {
            PlanCommand::Do(act) => self.changed(known, |document| add_action(document.plan_mut(), act, now)),
            // An action whose time is relative to the first strike stays relative to it. No action leaves the run.
            PlanCommand::MoveAction(index, t) => {
                self.changed(known, |document| document.plan_mut().move_action(index, t, length))
            }
            PlanCommand::RemoveAction(index) => {
                self.changed(known, |document| remove(&mut document.plan_mut().actions, index))
            }
            PlanCommand::AddPlan(plan) => self.changed(known, |document| document.add(plan)),
            PlanCommand::Fork(what_if) => self.changed(known, |document| document.fork(what_if, now)),
            PlanCommand::RenamePlan(index, name) => self.with_renamed(index, &name),
            PlanCommand::RemovePlan(index) => self.with_removed(index),
            // Measures are applied to the world before the run begins.
            PlanCommand::AddMeasure(measure) => {
                self.changed(known, |document| document.plan_mut().measures.push(measure))
            }
            PlanCommand::SetMeasure(index, measure) => self.changed(known, |document| {
                if let Some(old) = document.plan_mut().measures.get_mut(index) {
                    *old = measure;
                }
            }),
            PlanCommand::RemoveMeasure(index) => {
                self.changed(known, |document| remove(&mut document.plan_mut().measures, index))
            }
            PlanCommand::SetSeed(seed) => self.changed(known, |document| document.seed = seed),
            PlanCommand::ChoosePlan(_) | PlanCommand::SetBaseline(_) => Ok(self.clone()),
        }
    }
}

/// Adds an action at the time `now`. Of several sizes of one crew at the same time only the last one counts, so a new one takes its place.
fn add_action(plan: &mut Plan, act: Act, now: SimTime) {
    let is_replaced = |other: &Act| matches!((other, &act), (Act::Crew { company: other, .. }, Act::Crew { company, .. }) if other == company);
    let same = plan.timed_actions().filter(|(_, at, action)| *at == Some(now) && is_replaced(&action.act)).last();
    match same.map(|(index, ..)| index) {
        Some(index) => plan.actions[index].act = act,
        None => plan.actions.push(Action { at: When::At(now), act }),
    }
}

/// Removes the element at this index, if there is one.
fn remove<T>(rows: &mut Vec<T>, index: usize) {
    if index < rows.len() {
        rows.remove(index);
    }
}
