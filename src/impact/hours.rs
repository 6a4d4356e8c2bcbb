//! Integrates demand over any stretch of time, exactly, by local hours. The sum has a closed form, so a long stretch takes no more time
//! than a short one.

use crate::units::{Clock, Permille, SimTime, Span};

const HOUR_SECS: i64 = 3_600;
const DAY_SECS: i64 = 86_400;

/// The run, divided into stretches at each change of the clocks of the zone, such as the beginning of summer time.
pub(crate) struct Hours {
    /// The beginning of each stretch, and the local time at this beginning in seconds since a fixed midnight.
    stretches: Vec<(SimTime, i64)>,
}

/// The demand for a service by local hour, in permille of the peak, with prefix sums.
pub(crate) struct Demand {
    day: [Permille; 24],
    /// Prefix sums: the value at index h is the sum of the demand of all hours of the day before hour h.
    before: [i64; 25],
    /// Whether every hour has the same demand.
    is_even: bool,
}

impl Demand {
    /// Prepares the demand of a service's `day`.
    pub fn new(day: &[Permille; 24]) -> Self {
        let mut before = [0; 25];
        for (hour, demand) in day.iter().enumerate() {
            before[hour + 1] = before[hour] + i64::from(*demand);
        }
        Self { day: *day, before, is_even: day.iter().all(|demand| *demand == day[0]) }
    }

    /// The integral of demand from a midnight until `local_secs` seconds later, in permille-seconds.
    fn until(&self, local_secs: i64) -> i64 {
        let (days, of_day) = (local_secs.div_euclid(DAY_SECS), local_secs.rem_euclid(DAY_SECS));
        let (hour, of_hour) = ((of_day / HOUR_SECS) as usize, of_day % HOUR_SECS);
        (days * self.before[24] + self.before[hour]) * HOUR_SECS + i64::from(self.day[hour]) * of_hour
    }
}

impl Hours {
    /// Prepares the clock of a scenario for the times `0..=end`.
    pub fn new(clock: &Clock, end: SimTime) -> Self {
        let local = |t: SimTime| clock.local(t).and_utc().timestamp();
        let mut stretches = vec![(SimTime::ZERO, local(SimTime::ZERO))];
        let mut at = SimTime::ZERO;
        while at < end {
            // No time zone changes its clocks twice within a day, so one binary search for each day finds the change.
            let next = SimTime((at.0 + DAY_SECS).min(end.0));
            let offset = clock.offset_secs(at);
            if clock.offset_secs(next) != offset {
                let (mut same, mut other) = (at, next);
                while (other - same) > Span(1) {
                    let middle = SimTime(i64::midpoint(same.0, other.0));
                    if clock.offset_secs(middle) == offset { same = middle } else { other = middle }
                }
                stretches.push((other, local(other)));
            }
            at = next;
        }
        Self { stretches }
    }

    /// The integral of demand over `from..until`, in permille-seconds (MODEL.md, section 6).
    pub fn demand(&self, demand: &Demand, from: SimTime, until: SimTime) -> u128 {
        if demand.is_even {
            return u128::from((until - from).0.max(0).unsigned_abs()) * u128::from(demand.day[0]);
        }
        let mut sum = 0;
        let mut at = from;
        let first = self.stretches.partition_point(|(begin, _)| *begin <= from).saturating_sub(1);
        for (i, (begin, local)) in self.stretches.iter().enumerate().skip(first) {
            if at >= until {
                break;
            }
            let end = self.stretches.get(i + 1).map_or(until, |(next, _)| until.min(*next));
            sum += demand.until(local + (end - *begin).0) - demand.until(local + (at - *begin).0);
            at = end;
        }
        u128::try_from(sum).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn clock(zone: chrono_tz::Tz, day: (i32, u32, u32), hour: u32, minute: u32) -> Clock {
        let date = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
        Clock::new(zone, date.and_hms_opt(hour, minute, 0).unwrap()).unwrap()
    }

    /// Computes an integral of demand by reading the clock once a minute, to check [`Hours::demand`].
    fn by_looking(clock: &Clock, day: &[Permille; 24], from: i64, until: i64) -> u128 {
        (from..until).step_by(60).map(|t| u128::from(day[clock.hour(SimTime(t))]) * 60).sum()
    }

    #[test]
    fn demand_is_what_the_clock_shows_through_changes_of_the_clock() {
        let day: [Permille; 24] = std::array::from_fn(|hour| (hour as u32 * 37 + 11) % 1000);
        let zones = [
            clock(chrono_tz::Asia::Seoul, (2022, 10, 15), 15, 0),
            clock(chrono_tz::Europe::Berlin, (2022, 10, 29), 12, 30),
            clock(chrono_tz::America::New_York, (2023, 3, 11), 0, 0),
            clock(chrono_tz::Australia::Lord_Howe, (2023, 9, 30), 5, 0),
            clock(chrono_tz::Asia::Kathmandu, (2022, 1, 1), 0, 0),
        ];
        for clock in zones {
            let hours = Hours::new(&clock, SimTime(3 * DAY_SECS));
            for (from, until) in [(0, 60), (0, 3 * DAY_SECS), (4_200, 100_020), (86_400, 86_400), (40_020, 54_000)] {
                for day in [day, [700; 24]] {
                    let exact = hours.demand(&Demand::new(&day), SimTime(from), SimTime(until));
                    assert_eq!(exact, by_looking(&clock, &day, from, until), "{clock:?} {from}..{until}");
                }
            }
        }
    }
}
