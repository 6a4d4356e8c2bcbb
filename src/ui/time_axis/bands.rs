//! The bands behind the timeline: nights, and the trading hours of the stock exchange.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::range::TimeRange;
use crate::model::{Exchange, Scenario, TradingHours};
use crate::units::{Clock, SimTime};

const NIGHT_FROM_HOUR: u32 = 19;
const NIGHT_UNTIL_HOUR: u32 = 7;

/// The nights (19:00 to 07:00 local time) that overlap a range, each as its start and end.
#[must_use]
pub fn nights(clock: &Clock, range: TimeRange) -> Vec<(SimTime, SimTime)> {
    let hour = |date: NaiveDate, hour| date.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
    days(clock, range)
        .filter_map(|date| {
            let from = moment(clock, hour(date, NIGHT_FROM_HOUR))?;
            Some((from, moment(clock, hour(date.succ_opt()?, NIGHT_UNTIL_HOUR))?))
        })
        .collect()
}

/// The exchange whose trading hours are shown, which is that of the first listed company; `None` if no company is listed.
#[must_use]
pub fn shown_exchange(world: &Scenario) -> Option<&Exchange> {
    let listing = world.companies.rows().iter().find_map(|company| company.listing.as_ref())?;
    Some(&world.exchanges[listing.exchange])
}

/// The trading hours of an exchange that overlap a range, each as its start and end: on its trading days from its opening to its close, or to
/// the early close of that day, without its breaks, in its time zone (MODEL.md, section 7).
#[must_use]
pub fn trading(clock: &Clock, exchange: &Exchange, range: TimeRange) -> Vec<(SimTime, SimTime)> {
    let clock = clock.in_zone(exchange.zone);
    let hours = TradingHours::new(exchange);
    // A session over midnight has the date of its close.
    let last = clock.local(SimTime(range.to.ceil() as i64)).date() + TimeDelta::days(1);
    let last = Some(last).filter(|date| hours.opens_on(*date) != *date);
    let mut trading = Vec::new();
    for date in days(&clock, range).chain(last).filter(|date| exchange.trades_on(*date)) {
        let (midnight, close) = (hours.midnight(date), hours.close_on(exchange, date));
        let at = |secs: u32| moment(&clock, midnight + TimeDelta::seconds(i64::from(secs)));
        let parts = parts(hours.open, close, &hours.breaks);
        trading.extend(parts.into_iter().filter_map(|(from, until)| Some((at(from)?, at(until)?))));
    }
    trading
}

/// The parts of a session between its breaks.
fn parts(open: u32, close: u32, breaks: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut breaks = breaks.to_vec();
    breaks.sort_unstable();
    let (mut parts, mut from) = (Vec::new(), open);
    for (begins, ends) in breaks.into_iter().chain([(close, close)]) {
        if begins.min(close) > from {
            parts.push((from, begins.min(close)));
        }
        from = from.max(ends);
    }
    parts
}

/// The local dates in a range, and the date before it, because a night that begins on that date may overlap the range.
fn days(clock: &Clock, range: TimeRange) -> impl Iterator<Item = NaiveDate> + use<> {
    let first = clock.local(SimTime(range.from.floor() as i64)).date();
    let last = clock.local(SimTime(range.to.ceil() as i64)).date();
    first.pred_opt().unwrap_or(first).iter_days().take_while(move |date| *date <= last)
}

/// Converts a local time to a time of the run. `None` if a change of the clocks skips this local time; the band is then left out.
fn moment(clock: &Clock, local: NaiveDateTime) -> Option<SimTime> {
    clock.moment(local).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimeOfDay;
    use chrono::Weekday;
    use std::collections::BTreeMap;

    fn seoul() -> Clock {
        let saturday = NaiveDate::from_ymd_opt(2022, 10, 15).unwrap().and_hms_opt(15, 0, 0).unwrap();
        Clock::new(chrono_tz::Asia::Seoul, saturday).unwrap()
    }

    fn hours(bands: Vec<(SimTime, SimTime)>) -> Vec<(i64, i64)> {
        bands.into_iter().map(|(from, until)| (from.0 / 3_600, until.0 / 3_600)).collect()
    }

    #[test]
    fn nights_are_local() {
        let range = TimeRange { from: 0.0, to: 86_400.0 };
        assert_eq!(hours(nights(&seoul(), range)), [(-20, -8), (4, 16), (28, 40)]);
    }

    #[test]
    fn nobody_trades_at_the_week_end_or_on_a_closed_day() {
        let exchange = Exchange {
            key: "krx".to_owned(),
            name: "Korea Exchange".to_owned(),
            zone: chrono_tz::Asia::Seoul,
            days: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
            open: TimeOfDay::new(9, 0, 0).unwrap(),
            close: TimeOfDay::new(15, 30, 0).unwrap(),
            breaks: Vec::new(),
            early: BTreeMap::new(),
            closed: vec![NaiveDate::from_ymd_opt(2022, 10, 18).unwrap()],
            limit: None,
            index: BTreeMap::new(),
        };
        let range = TimeRange { from: 0.0, to: 5.0 * 86_400.0 };
        // The first interval is on Friday, before the run. The next ones are on Monday the 17th and Wednesday the 19th. Thursday begins
        // at the end of the range.
        assert_eq!(hours(trading(&seoul(), &exchange, range)), [(-30, -23), (42, 48), (90, 96), (114, 120)]);
    }

    #[test]
    fn a_break_parts_the_day_and_an_early_close_ends_it() {
        let breaks = [(11 * 3_600 + 1_800, 12 * 3_600 + 1_800)];
        assert_eq!(parts(32_400, 55_800, &breaks), [(32_400, 41_400), (45_000, 55_800)]);
        assert_eq!(parts(32_400, 43_200, &breaks), [(32_400, 41_400)], "it closes in the break");
        assert_eq!(parts(32_400, 39_600, &breaks), [(32_400, 39_600)], "it closes before the break");
        assert_eq!(parts(32_400, 32_400, &[]), []);
    }
}
