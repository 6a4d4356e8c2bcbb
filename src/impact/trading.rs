//! The trading minutes of an exchange during a run, by its local clock (MODEL.md, section 7).

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveTime, TimeDelta, Timelike};

use crate::model::{Exchange, Scenario};
use crate::recording::CutDays;
use crate::units::{Clock, SimTime, Span};

/// The trading minutes and trading days of one exchange in a run.
#[derive(Debug, Default)]
pub(super) struct Trading {
    /// All trading minutes, in order of time.
    pub minutes: Vec<SimTime>,
    /// The trading days with at least one minute in the run.
    pub days: Vec<TradingDay>,
    /// The time from opening to close, in minutes.
    pub minutes_per_day: f64,
    /// Which of the days are only partly within the run.
    pub cut: CutDays,
}

/// A trading day with at least one minute in the run.
#[derive(Clone, Copy, Debug)]
pub(super) struct TradingDay {
    /// The indices of the day's first and last minute in [`Trading::minutes`].
    pub span: (usize, usize),
    /// The move of the market index on this day, as a share: 0.01 is one percent.
    pub index_move: f64,
}

impl Trading {
    /// Finds the trading minutes of `exchange` within `0..=end`.
    pub fn new(world: &Scenario, exchange: &Exchange, end: SimTime) -> Self {
        let clock = world.clock.in_zone(exchange.zone);
        let (open, close) = (minute_of_day(exchange.open, true), minute_of_day(exchange.close, false));
        let mut trading = Self { minutes_per_day: f64::from(close.saturating_sub(open)), ..Self::default() };
        let last_date = clock.local(end).date();
        let mut date = clock.local(SimTime::ZERO).date();
        while date <= last_date {
            if date.weekday().number_from_monday() <= 5 && !exchange.closed.contains(&date) {
                let first = trading.minutes.len();
                let cut = trading.add_day(&clock, date.and_time(NaiveTime::MIN), open..=close, end);
                if trading.minutes.len() > first {
                    trading.cut.first |= cut.first;
                    trading.cut.last |= cut.last;
                    let index_move = exchange.index.get(&date).copied().unwrap_or(0.0);
                    trading.days.push(TradingDay { span: (first, trading.minutes.len() - 1), index_move });
                }
            }
            date += TimeDelta::days(1);
        }
        trading
    }

    /// Adds a day to the trading minutes. The exchange is open at the times `minutes`, in minutes after `midnight`. Returns whether trading
    /// on this day begins before the run, and whether it ends after it.
    fn add_day(
        &mut self,
        clock: &Clock,
        midnight: chrono::NaiveDateTime,
        minutes: RangeInclusive<u32>,
        end: SimTime,
    ) -> CutDays {
        let (open, close) = minutes.into_inner();
        if open > close {
            return CutDays::default();
        }
        let moment = |minute: u32| clock.moment(midnight + TimeDelta::minutes(i64::from(minute))).ok();
        let length = i64::from(close - open) * Span::MINUTE.0;
        let whole = 0..=end.0;
        if let (Some(first), Some(last)) = (moment(open), moment(close))
            && (last - first).0 == length
        {
            let minutes = (first.0..=last.0).step_by(60).filter(|t| whole.contains(t));
            self.minutes.extend(minutes.map(SimTime));
            return CutDays { first: first < SimTime::ZERO, last: last > end };
        }
        // The clocks change while the exchange is open. Minutes that are skipped do not exist, and minutes that are repeated count once.
        let minutes: Vec<SimTime> = (open..=close).filter_map(moment).collect();
        self.minutes.extend(minutes.iter().filter(|t| whole.contains(&t.0)));
        CutDays {
            first: minutes.first().is_some_and(|first| *first < SimTime::ZERO),
            last: minutes.last().is_some_and(|last| *last > end),
        }
    }
}

/// The minute of the day for a time, rounded up to a whole minute if `up`, else rounded down.
fn minute_of_day(time: NaiveTime, up: bool) -> u32 {
    let secs = time.num_seconds_from_midnight();
    if up { secs.div_ceil(60) } else { secs / 60 }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::fixtures::world;
    use super::super::run_impact::Calendar;
    use super::*;

    fn time(text: &str) -> NaiveTime {
        text.parse().expect("a time")
    }

    /// The number of trading minutes on each of two days, a Thursday and a Friday, at an exchange in Amman. In the night between them the
    /// clocks go back from 1:00 to 0:00.
    fn minutes_by_day(open: &str, close: &str) -> Vec<usize> {
        let mut world = world(&[]);
        let start = NaiveDate::from_ymd_opt(2021, 10, 28).expect("a date").and_time(NaiveTime::MIN);
        world.clock = Clock::new(chrono_tz::Asia::Amman, start).expect("it is there");
        world.length = Span(2 * Span::DAY.0);
        let exchange = world.exchanges.push(Exchange {
            key: "ase".into(),
            name: "ASE".into(),
            zone: chrono_tz::Asia::Amman,
            open: time(open),
            close: time(close),
            closed: Vec::new(),
            limit: None,
            index: [].into(),
        });
        let trading = Trading::new(&world, &world.exchanges[exchange], SimTime(world.length.0));
        assert_eq!(Calendar::new(&world).trades(exchange), !trading.days.is_empty());
        trading.days.iter().map(|day| day.span.1 - day.span.0 + 1).collect()
    }

    #[test]
    fn minutes_that_the_clocks_repeat_count_once() {
        assert_eq!(minutes_by_day("00:00:00", "02:00:00"), [121, 121]);
    }

    #[test]
    fn opening_and_close_are_both_traded_if_there_is_a_whole_minute() {
        assert_eq!(minutes_by_day("09:00:00", "09:00:00"), [1, 1]);
        assert_eq!(minutes_by_day("09:00:10", "09:00:50"), [0; 0]);
    }
}
