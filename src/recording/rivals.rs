//! The users of rivals: points of a line, of which those between two of the same value are left out.

use super::Recording;
use crate::model::{RivalId, ServiceId};
use crate::units::{SimTime, Span};

/// Adds a point at the end of a line. If the last two points have its value too, the last of them is moved to it: the line stays the same.
pub fn push_point(line: &mut Vec<(SimTime, f64)>, at: SimTime, value: f64) {
    if let [.., (_, before), (last_at, last)] = &mut line[..]
        && before.to_bits() == value.to_bits()
        && last.to_bits() == value.to_bits()
    {
        *last_at = at;
        return;
    }
    line.push((at, value));
}

impl Recording {
    /// The users of a rival of `service` at every point at which they are computed (MODEL.md, section 6): at time 0, at changes of the
    /// health of the service, on every whole hour since the start, and at the end.
    pub fn rival_points(&self, rival: RivalId, service: ServiceId) -> impl Iterator<Item = (SimTime, f64)> {
        let line = &self.rivals[rival];
        let stretches = self.services[service].health.stretches(SimTime(self.length.0));
        let later = stretches.flat_map(|(from, until, _)| {
            let full_hour = from.0.div_euclid(Span::HOUR.0) + 1;
            let hours = (full_hour..).map(|hour| SimTime(hour * Span::HOUR.0)).take_while(move |at| *at < until);
            hours.chain((from < until).then_some(until))
        });
        let mut next = 0;
        std::iter::once(SimTime::ZERO).chain(later).map(move |at| {
            while line.get(next + 1).is_some_and(|(point, _)| *point <= at) {
                next += 1;
            }
            (at, line[next].1)
        })
    }
}
