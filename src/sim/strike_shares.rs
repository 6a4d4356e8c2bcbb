//! The share that each strike hits, and the largest of them at each site and on each service (MODEL.md, section 3). The work of a change does
//! not grow with the number of strikes on the same target.

use std::collections::BTreeMap;

use crate::recording::{EventId, StrikeTarget};
use crate::units::Permille;

/// The share that every strike hits now, and how many strikes on each target have each share.
#[derive(Clone, Debug)]
pub struct StrikeShares {
    of_strikes: Vec<Permille>,
    /// For each target, how many of its strikes have each share above zero.
    of_targets: BTreeMap<StrikeTarget, BTreeMap<Permille, u32>>,
}

/// A change of the share of a site or service that strikes hit.
pub struct Struck {
    pub target: StrikeTarget,
    pub from: Permille,
    pub to: Permille,
    pub cause: Option<EventId>,
}

impl StrikeShares {
    /// No strike hits anything yet.
    pub fn new(strikes: usize) -> Self {
        Self { of_strikes: vec![0; strikes], of_targets: BTreeMap::new() }
    }

    /// The share that a strike hits.
    pub fn of_strike(&self, strike: usize) -> Permille {
        self.of_strikes[strike]
    }

    /// Sets the share that a strike on this target hits.
    pub fn set(&mut self, strike: usize, target: StrikeTarget, share: Permille) {
        let before = std::mem::replace(&mut self.of_strikes[strike], share);
        let shares = self.of_targets.entry(target).or_default();
        if before > 0
            && let Some(count) = shares.get_mut(&before)
        {
            *count -= 1;
            if *count == 0 {
                shares.remove(&before);
            }
        }
        if share > 0 {
            *shares.entry(share).or_default() += 1;
        }
    }

    /// The largest share of the strikes on a target; 0 if there are none. A strike on a whole service is not one on its servers at a site.
    pub fn largest(&self, target: StrikeTarget) -> Permille {
        let shares = self.of_targets.get(&target);
        shares.and_then(BTreeMap::last_key_value).map_or(0, |(share, _)| *share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, ServiceId, SiteId};

    #[test]
    fn the_largest_of_a_target_is_that_of_its_strikes_alone() {
        let mut shares = StrikeShares::new(3);
        let (site, service) = (SiteId::new(0), ServiceId::new(0));
        let all = [StrikeTarget::Site(site), StrikeTarget::Service { service, site: Some(site) }];
        let targets = [all[0], all[0], all[1]];
        let steps = [(0, 400), (1, 400), (2, 900), (0, 0), (1, 300), (1, 0), (0, 1000), (0, 200)];
        let largest: Vec<[Permille; 2]> = steps
            .iter()
            .map(|(strike, share)| {
                shares.set(*strike, targets[*strike], *share);
                all.map(|target| shares.largest(target))
            })
            .collect();
        let right = [[400, 0], [400, 0], [400, 900], [400, 900], [300, 900], [0, 900], [1000, 900], [200, 900]];
        assert_eq!(largest, right);
        assert_eq!([0, 1, 2].map(|strike| shares.of_strike(strike)), [200, 0, 900]);
        assert_eq!(shares.largest(StrikeTarget::Service { service, site: None }), 0);
    }
}
