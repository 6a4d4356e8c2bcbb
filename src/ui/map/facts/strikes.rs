//! The strikes of a run by site, so that nobody goes through all of them for one ring.

use crate::model::{Id, SiteId};
use crate::recording::{Recording, StrikeRun};
use crate::units::SimTime;

/// By site, its strikes over a run, as indices into those of the recording.
#[derive(Clone, Debug, Default)]
pub struct Strikes(Vec<Vec<u32>>);

impl Strikes {
    /// The strikes of a run.
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

    /// Whether one of these sites is struck at any time of the run.
    pub fn is_any_struck(&self, sites: &[SiteId]) -> bool {
        sites.iter().any(|site| !self.0[site.index()].is_empty())
    }

    /// Strikes that are under way at a site.
    pub fn active<'a>(
        &'a self,
        recording: &'a Recording,
        site: SiteId,
        now: SimTime,
    ) -> impl Iterator<Item = &'a StrikeRun> {
        self.at(recording, site).filter(move |strike| strike.at <= now && now < strike.out)
    }
}
