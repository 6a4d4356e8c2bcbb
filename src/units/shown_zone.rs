//! The time zone in which the window shows times, and the names of zones at a moment.

use chrono::Offset;
use chrono_tz::{OffsetName, Tz};
use serde::{Deserialize, Serialize};

use super::{Clock, SimTime};

/// The zone in which the window shows times. It changes nothing that is computed, saved or exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShownZone {
    /// The zone of the scenario.
    #[default]
    #[serde(rename = "scenario")]
    Scenario,
    /// Coordinated universal time.
    #[serde(rename = "utc")]
    Utc,
    /// The zone of this computer.
    #[serde(rename = "computer")]
    Computer,
}

impl ShownZone {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Scenario, Self::Utc, Self::Computer];

    /// The clock that shows the times of a run whose own clock is `own`. `computer` is the zone of this computer; if it is not known, the own
    /// clock is used instead.
    #[must_use]
    pub fn clock(self, own: &Clock, computer: Option<Tz>) -> Clock {
        match self {
            Self::Scenario => *own,
            Self::Utc => own.in_zone(Tz::UTC),
            Self::Computer => computer.map_or(*own, |zone| own.in_zone(zone)),
        }
    }

    /// The one that is offered after this one. The zone of this computer is passed over if it is not known.
    #[must_use]
    pub const fn next(self, knows_computer: bool) -> Self {
        match self {
            Self::Scenario => Self::Utc,
            Self::Utc if knows_computer => Self::Computer,
            Self::Utc | Self::Computer => Self::Scenario,
        }
    }
}

/// The name of the offset that a clock has at `t`: its abbreviation, such as `KST`, or the offset itself, such as `UTC+5:45`, where people
/// use none.
#[must_use]
pub fn offset_name(clock: &Clock, t: SimTime) -> String {
    let at = clock.at(t);
    let abbreviation = at.offset().abbreviation().unwrap_or_default();
    if abbreviation.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return abbreviation.to_owned();
    }
    let secs = at.offset().fix().local_minus_utc();
    let (sign, minutes) = (if secs < 0 { '\u{2212}' } else { '+' }, secs.abs() / 60);
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn clock(zone: Tz) -> Clock {
        let day = NaiveDate::from_ymd_opt(2022, 10, 15).unwrap();
        Clock::new(zone, day.and_hms_opt(15, 0, 0).unwrap()).unwrap()
    }

    #[test]
    fn a_run_has_the_same_moments_in_every_zone() {
        let own = clock(chrono_tz::Asia::Seoul);
        let hours = |shown: ShownZone, computer| shown.clock(&own, computer).hour(SimTime::ZERO);
        assert_eq!(hours(ShownZone::Scenario, None), 15);
        assert_eq!(hours(ShownZone::Utc, None), 6);
        assert_eq!(hours(ShownZone::Computer, Some(chrono_tz::Europe::Berlin)), 8);
        assert_eq!(hours(ShownZone::Computer, None), 15, "nobody knows where it stands");
    }

    #[test]
    fn the_next_one_is_one_that_can_be_shown() {
        let round = |knows| {
            let all = std::iter::successors(Some(ShownZone::Scenario), move |shown| Some(shown.next(knows)));
            all.skip(1).take(3).collect::<Vec<_>>()
        };
        assert_eq!(round(true), [ShownZone::Utc, ShownZone::Computer, ShownZone::Scenario]);
        assert_eq!(round(false), [ShownZone::Utc, ShownZone::Scenario, ShownZone::Utc]);
    }

    #[test]
    fn an_offset_has_a_name_wherever_it_is() {
        let named = |zone| offset_name(&clock(zone), SimTime::ZERO);
        assert_eq!(named(chrono_tz::Asia::Seoul), "KST");
        assert_eq!(named(chrono_tz::Europe::Berlin), "CEST");
        assert_eq!(named(Tz::UTC), "UTC");
        assert_eq!(named(chrono_tz::Asia::Kathmandu), "UTC+5:45");
        assert_eq!(named(chrono_tz::America::Sao_Paulo), "UTC\u{2212}3");
    }
}
