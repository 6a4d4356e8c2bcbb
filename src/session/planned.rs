//! What a command about the plans makes of a document. It needs no run, so that also a change can be written down that is still being computed.

use super::command::PlanCommand;
use super::document::Document;
use super::response::Refusal;
use crate::model::{Action, When};
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
            PlanCommand::Do(act) => {
                let action = Action { at: When::At(now), act };
                self.changed(known, |document| document.plan_mut().actions.push(action))
            }
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

/// Removes the element at this index, if there is one.
fn remove<T>(rows: &mut Vec<T>, index: usize) {
    if index < rows.len() {
        rows.remove(index);
    }
}
