//! Keeps the translations of the texts inside plans (costs of measures, lines of the log) with these texts when a plan is changed: such a
//! translation is found by the index of its measure or action, and this index changes when others are added, taken out or moved.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::pairs::Pairs;
use super::schema as raw;
use super::tables::{Keyed, Listed};
use crate::model::{cost_path, log_path};
use crate::text::composed;

/// The translations after the plans of `before` became `now`. A plan is the same one if it has the same name.
pub fn translations_after_plans(
    translations: &Keyed<Pairs<String>>,
    before: &raw::Scenario,
    now: &Listed<raw::Plan>,
) -> Keyed<Pairs<String>> {
    let by_name: BTreeMap<&str, &raw::Plan> = now.iter().rev().map(|plan| (plan.name.as_str(), plan)).collect();
    let both = before.plans.iter().filter_map(|plan| Some((plan, *by_name.get(plan.name.as_str())?)));
    translations_after(translations, both.filter(|(before, now)| before != now))
}

/// The translations after plans were changed. `changed` has each of these plans as it was before and as it is now, with the same name.
pub fn translations_after<'a>(
    translations: &Keyed<Pairs<String>>,
    changed: impl Iterator<Item = (&'a raw::Plan, &'a raw::Plan)>,
) -> Keyed<Pairs<String>> {
    let is_inside = |key: &str| key.starts_with("plans.") && (key.contains(".measures.") || key.contains(".actions."));
    if !translations.iter().any(|(_, texts)| texts.keys().any(is_inside)) {
        return translations.clone();
    }
    let moves: BTreeMap<String, Option<String>> = changed.flat_map(|(before, now)| moves(before, now)).collect();
    let texts = |texts: &Pairs<String>| -> Pairs<String> {
        let kept = texts.0.iter().filter_map(|(key, text)| {
            let key = moves.get(&*composed(key)).map_or_else(|| Some(key.clone()), Clone::clone)?;
            Some((key, text.clone()))
        });
        kept.collect()
    };
    translations.iter().map(|(language, row)| (language, texts(row))).collect()
}

/// The paths of the texts inside a plan before the change, each with its path now, or `None` if the text was removed.
fn moves(before: &raw::Plan, now: &raw::Plan) -> Vec<(String, Option<String>)> {
    let name = composed(&before.name);
    let paths = |moved: Vec<(usize, Option<usize>)>, path: fn(&str, usize) -> String| {
        moved.into_iter().map(|(from, to)| (path(&name, from), to.map(|to| path(&name, to)))).collect::<Vec<_>>()
    };
    let mut all = paths(moved(&costs(before), &costs(now)), cost_path);
    all.extend(paths(moved(&logs(before), &logs(now)), log_path));
    all
}

/// The costs of a plan's measures, with the indices of the measures.
fn costs(plan: &raw::Plan) -> Vec<(usize, &str)> {
    let costs = plan.measures.iter().enumerate();
    costs.filter_map(|(index, measure)| Some((index, measure.cost()?))).collect()
}

/// The lines of the log in a plan, with the indices of the actions.
fn logs(plan: &raw::Plan) -> Vec<(usize, &str)> {
    let actions = plan.actions.iter().enumerate();
    actions.filter_map(|(index, action)| Some((index, log_title(&action.act)?))).collect()
}

fn log_title(act: &raw::Act) -> Option<&str> {
    if let raw::Act::Log { title } = act { Some(title) } else { None }
}

/// The index to which each text has moved: equal texts are the same ones, in their order. A text that is no longer there was changed, if
/// another one stands in its place that is not an old one; else (`None`) it was removed.
fn moved(before: &[(usize, &str)], now: &[(usize, &str)]) -> Vec<(usize, Option<usize>)> {
    let mut by_text: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    now.iter().for_each(|(index, text)| by_text.entry(text).or_default().push_back(*index));
    let same = before.iter().map(|(from, text)| (*from, by_text.get_mut(text).and_then(VecDeque::pop_front)));
    let same: Vec<(usize, Option<usize>)> = same.collect();
    let new: BTreeSet<usize> = by_text.into_values().flatten().collect();
    let is_new = |index: &usize| new.contains(index);
    same.into_iter().map(|(from, to)| (from, to.or_else(|| Some(from).filter(is_new)))).collect()
}
