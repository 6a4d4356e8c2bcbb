//! What follows from a removal for what is left: the translations of texts that are gone go too, and times that count from a strike that is
//! gone stay the same times.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::file::check::Check;
use crate::file::convert::clock;
use crate::file::path::{At, FieldPath};
use crate::file::plan_texts::translations_after_plans;
use crate::file::schema::{Act, Action, Plan, Scenario};
use crate::file::texts::without_lost;

/// Changes `now`, which a removal has made of `before`. Returns the paths in `before` of the plans that say from now on from which time their
/// relative times count, because the strike is gone from which they counted.
pub fn follow_removal(before: &Scenario, now: &mut Scenario) -> Vec<FieldPath> {
    let counting = keep_zeros(before, now);
    now.translations = translations_after_plans(&now.translations, before, &now.plans);
    now.translations = without_lost(before, now);
    counting
}

/// Gives plans a `zero` at the time of the strike that is gone, so that what is done some time after it is done when it was.
fn keep_zeros(before: &Scenario, now: &mut Scenario) -> Vec<FieldPath> {
    let by_name: BTreeMap<&str, usize> =
        now.plans.iter().enumerate().rev().map(|(index, plan)| (plan.name.as_str(), index)).collect();
    let lost = before.plans.iter().enumerate().filter_map(|(index, plan)| {
        let left = *by_name.get(plan.name.as_str())?;
        let zero = lost_zero(before, plan, now.plans.get(left)?)?;
        Some((index, left, zero))
    });
    let lost: Vec<(usize, usize, String)> = lost.collect();
    let mut paths = Vec::new();
    for (index, left, zero) in lost {
        if let Some(plan) = now.plans.rows_mut().get_mut(left) {
            Arc::make_mut(plan).zero = Some(zero);
            paths.push(FieldPath::of(["plans", index.to_string().as_str()]));
        }
    }
    paths
}

/// The time from which the relative times of a plan counted before, if they have another one or none now. `rows` has the time zone and the start
/// of the run.
fn lost_zero(rows: &Scenario, before: &Plan, now: &Plan) -> Option<String> {
    if now.zero.is_some() || !now.actions.iter().any(is_relative) {
        return None;
    }
    let (had, has) = (strikes(before), strikes(now));
    if had.len() == has.len() {
        return None;
    }
    if let ([only], []) = (&had[..], &has[..]) {
        return Some((*only).to_owned());
    }
    let mut check = Check::default();
    let clock = clock(&mut check, rows);
    let length = check.length(&At::ROOT.key("length"), &rows.length);
    let mut first = |strikes: &[&str]| {
        let times = strikes.iter().map(|at| check.moment(&At::ROOT, at, &clock, length)).enumerate();
        times.min_by_key(|(index, t)| (*t, *index))
    };
    let (of_had, of_has) = (first(&had), first(&has));
    let (index, zero) = of_had.filter(|_| check.is_sound())?;
    let is_left = of_has.is_some_and(|(_, t)| t == zero);
    (!is_left).then(|| had[index].to_owned())
}

/// The times of the strikes that have a time of their own, as they are written.
fn strikes(plan: &Plan) -> Vec<&str> {
    let is_strike = |action: &&Action| matches!(action.act, Act::Strike { .. } | Act::StrikeArea { .. });
    let strikes = plan.actions.iter().filter(is_strike).filter(|action| !is_relative(action));
    strikes.map(|action| action.at.as_str()).collect()
}

fn is_relative(action: &Action) -> bool {
    action.at.starts_with('+')
}
