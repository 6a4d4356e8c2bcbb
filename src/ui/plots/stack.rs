//! The stack of affected people in the plot People: one area for each service under which affected people are counted. The sum of all
//! areas is the number of affected people.

use crate::impact::people_by_service;
use crate::model::{Localized, ServiceId};
use crate::recording::{Recording, Steps, Subject};
use crate::units::SimTime;

/// The number of services that have their own area; all other services share one area.
const TOLD_APART: usize = 7;

/// The area of one service in a stack.
#[derive(Debug)]
pub struct Band {
    /// The name of the area.
    pub name: String,
    /// The service of the area; `None` for the area of all other services.
    pub subject: Option<Subject>,
    /// An index into the theme's series of colours.
    pub color: usize,
    /// The periods in which the area is not empty and its edges do not change, as `(from, until, lower, upper)`: times in seconds,
    /// edges in people.
    pub stretches: Vec<(f64, f64, f64, f64)>,
}

impl Band {
    /// The lower and the upper edge at a time, in people; `None` where the area is empty.
    #[must_use]
    pub fn at(&self, secs: f64) -> Option<(f64, f64)> {
        let moment_index = self.stretches.partition_point(|(from, ..)| *from <= secs).checked_sub(1)?;
        let (_, until, lower, upper) = self.stretches[moment_index];
        (secs < until).then_some((lower, upper))
    }
}

/// The areas of a run from bottom to top. The service with the largest loss of user-time is at the bottom; the area of all other
/// services is on top.
#[must_use]
pub fn bands(names: Localized<'_>, recording: &Recording, others: &str) -> Vec<Band> {
    let counted = people_by_service(names.scenario(), recording);
    let end = SimTime(recording.length.0);
    let area = |steps: &Steps<u64>| -> u128 {
        let stretches = steps.stretches(end);
        stretches.map(|(from, until, people)| u128::from(*people) * (until - from).0.max(0) as u128).sum()
    };
    let mut services: Vec<(u128, ServiceId, Steps<u64>)> =
        counted.services.into_iter().map(|(service, steps)| (area(&steps), service, steps)).collect();
    services.retain(|(area, ..)| *area > 0);
    services.sort_by_key(|(area, service, _)| (std::cmp::Reverse(*area), *service));
    services.truncate(TOLD_APART);

    let mut moments: Vec<SimTime> = recording.people.all().iter().map(|(at, _)| *at).collect();
    moments.extend(services.iter().flat_map(|(.., steps)| steps.all().iter().map(|(at, _)| *at)));
    moments.sort_unstable();
    moments.dedup();
    let mut bands: Vec<Band> = services
        .iter()
        .enumerate()
        .map(|(moment_index, (_, service, _))| Band {
            name: names.service_name(*service).to_owned(),
            subject: Some(Subject::Service(*service)),
            color: moment_index + 1,
            stretches: Vec::new(),
        })
        .collect();
    bands.push(Band { name: others.to_owned(), subject: None, color: 0, stretches: Vec::new() });
    for (moment_index, at) in moments.iter().enumerate() {
        let until = moments.get(moment_index + 1).copied().unwrap_or(end);
        let heights = services.iter().map(|(.., steps)| *steps.at(*at));
        let all = *recording.people.at(*at);
        let mut lower = 0;
        for (index, height) in heights.map(Some).chain([None]).enumerate() {
            let upper = height.map_or(all, |height| lower + height);
            bands[index].extend(*at, until, lower, upper);
            lower = upper;
        }
    }
    bands.retain(|band| !band.stretches.is_empty());
    bands
}

impl Band {
    fn extend(&mut self, from: SimTime, until: SimTime, lower: u64, upper: u64) {
        let (from, until, lower, upper) = (from.as_secs_f64(), until.as_secs_f64(), lower as f64, upper as f64);
        if upper <= lower || until <= from {
            return;
        }
        match self.stretches.last_mut() {
            Some(last) if last.1 == from && (last.2, last.3) == (lower, upper) => last.1 = until,
            Some(_) | None => self.stretches.push((from, until, lower, upper)),
        }
    }
}
