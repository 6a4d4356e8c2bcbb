//! The plans as a tree: each fork comes after its parent plan.

use crate::model::Plan;

/// The index and the depth of every plan. The depth of a plan that is no fork is 0. Each fork comes after its parent and is one level
/// deeper; apart from that, plans are in file order.
#[must_use]
pub fn order(plans: &[Plan]) -> Vec<(usize, usize)> {
    let children = |parent: Option<usize>| {
        let of_parent = move |index: &usize| plans[*index].fork.map(|fork| fork.parent) == parent;
        (0..plans.len()).rev().filter(of_parent)
    };
    let mut order = Vec::with_capacity(plans.len());
    let mut open: Vec<(usize, usize)> = children(None).map(|root| (root, 0)).collect();
    while let Some((index, depth)) = open.pop() {
        order.push((index, depth));
        open.extend(children(Some(index)).map(|child| (child, depth + 1)));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fork;
    use crate::units::SimTime;

    #[test]
    fn forks_follow_their_parents() {
        let plan = |parent: Option<usize>| Plan {
            fork: parent.map(|parent| Fork { parent, at: SimTime::ZERO }),
            ..Plan::default()
        };
        let plans = [None, None, Some(0), Some(2), Some(0), Some(1)].map(plan);
        assert_eq!(order(&plans), [(0, 0), (2, 1), (3, 2), (4, 1), (1, 0), (5, 1)]);
    }
}
