//! The strikes of a run, grouped by site, so that finding the strikes of one ring does not go through the strikes of all sites.

use crate::model::{Id, SiteId};
use crate::recording::{Recording, StrikeRun};
use crate::units::SimTime;

/// By site, the strikes at this site over the whole run, as indices into `Recording::strikes`.
#[derive(Clone, Debug, Default)]
pub struct Strikes(Vec<Vec<u32>>);

impl Strikes {
    /// Groups the strikes of a run by site.
    pub fn of(recording: &Recording) -> Self {
        let mut by_site = vec![Vec::new(); recording.sites.len()];
        for (index, strike) in (0u32..).zip(&recording.strikes) {
            by_site[strike.site.index()].push(index);
        }
        Self(by_site)
    }

    /// All strikes at a site, the earliest first.
    pub fn at<'a>(&'a self, recording: &'a Recording, site: SiteId) -> impl Iterator<Item = &'a StrikeRun> {
        self.0[site.index()].iter().map(|index| &recording.strikes[*index as usize])
    }

    /// Whether at least one of these sites is struck at any time of the run.
    pub fn is_any_struck(&self, sites: &[SiteId]) -> bool {
        sites.iter().any(|site| !self.0[site.index()].is_empty())
    }

    /// The strikes at a site that are active at `now`.
    pub fn active<'a>(
        &'a self,
        recording: &'a Recording,
        site: SiteId,
        now: SimTime,
    ) -> impl Iterator<Item = &'a StrikeRun> {
        self.at(recording, site).filter(move |strike| strike.at <= now && now < strike.out)
    }
}
