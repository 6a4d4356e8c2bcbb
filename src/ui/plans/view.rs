//! The state of the plans in the top bar between frames.

use crate::model::Plan;
use crate::session::{Commands, PlanCommand};
use crate::ui::ViewContext;
use crate::ui::field::{Typed, typed};

/// A new name for a plan.
#[derive(Debug)]
struct NewName<T> {
    /// The index and the name of the plan, and the number of plans: other changes may move it, or give it another name.
    index: usize,
    name: String,
    count: usize,
    new: T,
}

impl<T> NewName<T> {
    fn of(index: usize, plans: &[Plan], new: T) -> Option<Self> {
        let name = plans.get(index)?.name.clone();
        Some(Self { index, name, count: plans.len(), new })
    }

    /// Finds the plan again after a change of the document. Returns whether it is there.
    fn follow(&mut self, plans: &[Plan]) -> bool {
        let same = plans.iter().position(|plan| plan.name == self.name);
        // If no plan has its name any more and there are as many as before, it has another name.
        let renamed = (plans.len() == self.count).then_some(self.index);
        let Some(index) = same.or(renamed) else { return false };
        (self.index, self.count) = (index, plans.len());
        plans[index].name.clone_into(&mut self.name);
        true
    }
}

/// The state of the plans in the top bar: which plan is being renamed, with the name that is typed.
#[derive(Debug, Default)]
pub struct PlansView {
    renaming: Option<NewName<Typed>>,
    /// The names that were typed while a change was being computed, in their order.
    unsent: Vec<NewName<String>>,
}

impl PlansView {
    /// Starts renaming the plan at `index`.
    pub fn rename(&mut self, index: usize, plans: &[Plan]) {
        let name = self.unsent_name(index).or_else(|| plans.get(index).map(|plan| plan.name.as_str()));
        let name = typed(name.unwrap_or_default().to_owned());
        self.renaming = NewName::of(index, plans, name);
    }

    /// Ends renaming. Returns the plans that were to get another name, each with the name that was typed so far. A name that was refused is none.
    pub fn end_renaming(&mut self, plans: &[Plan]) -> Vec<(usize, String)> {
        self.follow(plans);
        let unsent = self.unsent.drain(..).map(|name| (name.index, name.new));
        let typed = self.renaming.take().filter(|name| name.new.wrong.is_none());
        let typed = typed.map(|name| (name.index, name.new.text));
        unsent.chain(typed).collect()
    }

    /// The names that were typed for plans and that no plan has yet, each after the name that its plan has now.
    #[must_use]
    pub fn typed_names(&self) -> Vec<[String; 2]> {
        let unsent = self.unsent.iter().map(|name| [&name.name, &name.new]);
        let typed = self.renaming.iter().filter(|name| name.new.wrong.is_none() && name.new.is_changed());
        let all = unsent.chain(typed.map(|name| [&name.name, &name.new.text]));
        all.map(|names| names.map(String::clone)).collect()
    }

    /// Keeps up with the plans of the document.
    fn follow(&mut self, plans: &[Plan]) {
        self.renaming.take_if(|name| !name.follow(plans));
        self.unsent.retain_mut(|name| name.follow(plans));
    }

    pub(super) fn is_renaming(&self, index: usize) -> bool {
        self.renaming.as_ref().is_some_and(|name| name.index == index)
    }

    /// What is typed in the field in which the plan at `index` is renamed, if it is.
    pub(super) fn typed_name(&mut self, index: usize) -> Option<&mut Typed> {
        self.renaming.as_mut().filter(|name| name.index == index).map(|name| &mut name.new)
    }

    /// The name that the plan at `index` gets when a change can be made, if there is one.
    fn unsent_name(&self, index: usize) -> Option<&str> {
        self.unsent.iter().find(|name| name.index == index).map(|name| name.new.as_str())
    }

    /// Ends the typing of a name. If it is accepted, the plan gets it as soon as a change can be made.
    pub(super) fn finish_renaming(&mut self, plans: &[Plan], is_accepted: bool) {
        let Some(NewName { index, new, .. }) = self.renaming.take() else { return };
        if is_accepted && new.is_changed() {
            self.unsent.retain(|other| other.index != index);
            self.unsent.extend(NewName::of(index, plans, new.text));
        }
    }
}

/// Gives a plan the next name that was typed for one, if a change can be made.
pub fn send_names(context: &ViewContext<'_>, view: &mut PlansView, commands: &mut Commands) {
    view.follow(context.session.plans());
    if !view.unsent.is_empty() && !context.waits(commands) {
        let NewName { index, new, .. } = view.unsent.remove(0);
        commands.push(PlanCommand::RenamePlan(index, new).into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plans(names: &[&str]) -> Vec<Plan> {
        names.iter().map(|name| Plan { name: (*name).to_owned(), ..Plan::default() }).collect()
    }

    #[test]
    fn a_name_that_is_typed_is_for_its_plan_wherever_that_is_by_then() {
        let before = plans(&["a", "b", "c"]);
        let mut view = PlansView::default();
        let write = |view: &mut PlansView, index: usize, plans: &[Plan], name: &str| {
            view.rename(index, plans);
            name.clone_into(&mut view.typed_name(index).expect("its field").text);
        };
        write(&mut view, 1, &before, "first");
        view.finish_renaming(&before, true);
        write(&mut view, 1, &before, "second");
        view.finish_renaming(&before, true);
        assert_eq!(view.unsent_name(1), Some("second"), "the last name counts");
        write(&mut view, 2, &before, "third");
        assert_eq!(view.typed_names(), [["b", "second"], ["c", "third"]].map(|names| names.map(str::to_owned)));
        // Another plan is removed, and one that is named here gets another name.
        view.follow(&plans(&["b", "c"]));
        view.follow(&plans(&["b", "d"]));
        assert!(view.is_renaming(1));
        let now = plans(&["b", "d"]);
        assert_eq!(view.end_renaming(&now), [(0, "second".to_owned()), (1, "third".to_owned())]);
        // It is gone.
        write(&mut view, 1, &now, "fourth");
        assert!(view.end_renaming(&plans(&["b"])).is_empty());
        write(&mut view, 1, &now, "fifth");
        view.finish_renaming(&now, false);
        assert!(view.end_renaming(&now).is_empty(), "it was not accepted");
    }
}
