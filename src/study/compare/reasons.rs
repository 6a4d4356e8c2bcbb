//! Why two runs differ: the first events that only one of them has, or that both have at different times.

use super::{Both, Divergence};
use crate::recording::EventId;
use crate::study::Run;
use crate::units::SimTime;

/// An event that is a reason why two runs differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The run that has the event: 0 for the first run, 1 for the second.
    pub side: usize,
    /// The event.
    pub event: EventId,
    /// When it happens.
    pub at: SimTime,
    /// Whether that is after the time at which the runs diverge.
    pub is_later: bool,
    /// When the same happens in the other run; `None` if only this run has it.
    pub other_at: Option<SimTime>,
}

impl Divergence {
    /// The first events that differ, those of the first run before those of the second. After them, if they are in both runs at different times, come
    /// the first events that only one run has. `runs` are the runs that diverge.
    #[must_use]
    pub fn reasons(&self, runs: Both<&Run>) -> Vec<Reason> {
        let reason = |side: usize, event: EventId, other_at: Option<SimTime>| {
            let at = runs[side].recording.event(event).at;
            Reason { side, event, at, is_later: at > self.at, other_at }
        };
        let firsts = (0..2).filter_map(|side| Some(reason(side, self.first(side)?, self.moved[side])));
        let mut reasons: Vec<Reason> = firsts.collect();
        // What both runs have, each at another time, is one reason.
        if let [first, second] = reasons[..]
            && (first.other_at, second.other_at) == (Some(second.at), Some(first.at))
        {
            reasons.truncate(1);
        }
        reasons.extend((0..2).filter_map(|side| Some(reason(side, self.own[side]?, None))));
        reasons
    }
}
