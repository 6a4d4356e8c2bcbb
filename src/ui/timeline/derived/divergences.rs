//! Where plans part: at each fork, and where the chosen plan and its baseline first differ.

use crate::ui::ViewContext;
use crate::units::SimTime;

/// A moment at which plans part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// When.
    pub at: SimTime,
    /// Which plans.
    pub words: String,
    /// Whether they are the chosen one and the one beside it.
    pub is_pair: bool,
}

/// All moments at which plans part, in time order; `parted` is when the chosen one and the one beside it first differ.
#[must_use]
pub fn divergences(context: &ViewContext<'_>, parted: Option<SimTime>) -> Vec<Divergence> {
    let (texts, plans) = (context.texts, context.session.plans());
    let (chosen, baseline) = (context.session.chosen(), context.session.baseline_plan());
    let name = |place: usize| context.plan_name(&plans[place].name);
    let is_fork = |child: usize, parent: usize| plans[child].fork.is_some_and(|fork| fork.parent == parent);
    let pair = baseline.map(|baseline| {
        // The one that was forked is named first.
        let is_turned = is_fork(baseline, chosen);
        let (child, parent) = if is_turned { (baseline, chosen) } else { (chosen, baseline) };
        let names = [("fork", name(child)), ("parent", name(parent))];
        let words = match (is_fork(child, parent), parted) {
            (true, Some(_)) => texts.with("part-fork", &names),
            (true, None) => texts.with("part-same", &names),
            (false, _) => texts.with("part-pair", &[("one", names[0].1), ("other", names[1].1)]),
        };
        let forked = || plans[child].divergence(plans).filter(|fork| fork.parent == parent).map(|fork| fork.at);
        let at = parted.or_else(forked);
        (child, at.map(|at| Divergence { at, words, is_pair: true }))
    });
    let told = pair.as_ref().map(|(child, _)| *child);
    let others = plans.iter().enumerate().filter_map(|(place, plan)| {
        let parent = plan.fork?.parent;
        if told == Some(place) && [chosen, baseline.unwrap_or(chosen)].contains(&parent) {
            return None;
        }
        let names = [("fork", name(place)), ("parent", name(parent))];
        Some(Divergence { at: plan.divergence(plans)?.at, words: texts.with("part-fork", &names), is_pair: false })
    });
    let mut all: Vec<Divergence> = others.chain(pair.and_then(|(_, divergence)| divergence)).collect();
    all.sort_by_key(|divergence| (divergence.at, !divergence.is_pair));
    all
}
