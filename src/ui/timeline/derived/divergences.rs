//! The times at which plans diverge: at each fork, and where the chosen plan and the baseline first differ.

use crate::memo::Identity;
use crate::model::{Plan, Scenario};
use crate::text::Language;
use crate::ui::ViewContext;
use crate::units::SimTime;

/// A time at which plans diverge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The time at which the plans diverge.
    pub at: SimTime,
    /// A sentence that names the plans.
    pub words: String,
    /// Whether it is the chosen plan and the baseline that diverge.
    pub is_pair: bool,
}

/// All times at which plans diverge. They are kept until a value changes from which they are computed.
#[derive(Debug)]
pub(in crate::ui) struct Divergences {
    key: Key,
    /// All divergences in time order.
    pub all: Vec<Divergence>,
}

/// The values from which the divergences are computed.
#[derive(Debug)]
struct Key {
    scenario: Identity<Scenario>,
    language: Language,
    plans: Vec<Plan>,
    chosen: usize,
    baseline: Option<usize>,
    runs_diverge_at: Option<SimTime>,
}

impl Key {
    fn new(context: &ViewContext<'_>, runs_diverge_at: Option<SimTime>) -> Self {
        let session = context.session;
        Self {
            scenario: Identity::of(session.scenario()),
            language: context.texts.language(),
            plans: session.plans().to_vec(),
            chosen: session.chosen(),
            baseline: session.baseline_plan(),
            runs_diverge_at,
        }
    }

    /// Whether this key is equal to the key of the context. Comparing the plans avoids that each frame copies them into a new key.
    fn is_for(&self, context: &ViewContext<'_>, runs_diverge_at: Option<SimTime>) -> bool {
        let session = context.session;
        self.scenario == Identity::of(session.scenario())
            && self.language == context.texts.language()
            && (self.chosen, self.baseline) == (session.chosen(), session.baseline_plan())
            && self.runs_diverge_at == runs_diverge_at
            && self.plans == session.plans()
    }
}

impl Divergences {
    /// The divergences of the plans of a session. `before` is kept if nothing has changed. `runs_diverge_at` is the first time at which
    /// the chosen run and the baseline differ.
    pub fn update(before: Option<Self>, context: &ViewContext<'_>, runs_diverge_at: Option<SimTime>) -> Self {
        let kept = before.filter(|divergences| divergences.key.is_for(context, runs_diverge_at));
        kept.unwrap_or_else(|| Self { key: Key::new(context, runs_diverge_at), all: all(context, runs_diverge_at) })
    }
}

/// Computes all divergences, in time order. `runs_diverge_at` is the first time at which the chosen run and the baseline differ.
fn all(context: &ViewContext<'_>, runs_diverge_at: Option<SimTime>) -> Vec<Divergence> {
    let (texts, plans) = (context.texts, context.session.plans());
    let (chosen, baseline) = (context.session.chosen(), context.session.baseline_plan());
    let name = |index: usize| context.plan_name(&plans[index].name);
    let is_fork = |child: usize, parent: usize| plans[child].fork.is_some_and(|fork| fork.parent == parent);
    let pair = baseline.map(|baseline| {
        // The plan from which the other one was forked is named first.
        let is_reversed = is_fork(baseline, chosen);
        let (child, parent) = if is_reversed { (baseline, chosen) } else { (chosen, baseline) };
        let names = [("fork", name(child)), ("parent", name(parent))];
        let words = match (is_fork(child, parent), runs_diverge_at) {
            (true, None) => texts.with("part-same", &names),
            // Something else, such as an order, may be different before.
            (_, Some(_)) | (false, None) => texts.with("part-pair", &[("one", names[1].1), ("other", names[0].1)]),
        };
        let forked = || plans[child].divergence(plans).filter(|fork| fork.parent == parent).map(|fork| fork.at);
        let at = runs_diverge_at.or_else(forked);
        (child, at.map(|at| Divergence { at, words, is_pair: true }))
    });
    let named = pair.as_ref().map(|(child, _)| *child);
    let others = plans.iter().enumerate().filter_map(|(index, plan)| {
        let parent = plan.fork?.parent;
        if named == Some(index) && [chosen, baseline.unwrap_or(chosen)].contains(&parent) {
            return None;
        }
        let names = [("fork", name(index)), ("parent", name(parent))];
        Some(Divergence { at: plan.divergence(plans)?.at, words: texts.with("part-fork", &names), is_pair: false })
    });
    let mut all: Vec<Divergence> = others.chain(pair.and_then(|(_, divergence)| divergence)).collect();
    all.sort_by_key(|divergence| (divergence.at, !divergence.is_pair));
    all
}
