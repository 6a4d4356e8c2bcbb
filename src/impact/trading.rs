//! The trading minutes of an exchange during a run, by its local clock (MODEL.md, section 7).

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};

use crate::model::{Exchange, Scenario, TradingHours};
use crate::recording::{CutDays, TradingMinutes};
use crate::units::{Clock, SimTime, Span};

/// The trading minutes and trading days of one exchange in a run.
#[derive(Debug, Default)]
pub(super) struct Trading {
    /// All trading minutes, by trading day.
    pub minutes: Arc<TradingMinutes>,
    /// What is the same for all companies on each trading day.
    pub days: Vec<DayMoves>,
    /// The time from opening to close, in minutes.
    pub minutes_per_day: f64,
}

/// What moves all prices on a trading day.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayMoves {
    /// The date by which the day is named: that of its close.
    pub date: NaiveDate,
    /// The move of the market index, as a share: 0.01 is one percent.
    pub index_move: f64,
}

impl Trading {
    /// Finds the trading minutes of `exchange` within `0..=end`.
    pub fn new(world: &Scenario, exchange: &Exchange, end: SimTime) -> Self {
        let clock = world.clock.in_zone(exchange.zone);
        let hours = TradingHours::new(exchange);
        let (mut minutes, mut days, mut cut) = (TradingMinutes::default(), Vec::new(), CutDays::default());
        // A day that closes at 24:00 ends at the first moment of the next date, and a session over midnight that opens on the last date of
        // the run belongs to the day after it.
        let last_date = clock.local(end).date() + TimeDelta::days(1);
        let mut date = clock.local(SimTime::ZERO).date() - TimeDelta::days(1);
        while date <= last_date {
            if exchange.trades_on(date) {
                let of_day = add_day(&mut minutes, &clock, exchange, &hours, date, end);
                if minutes.days().len() > days.len() {
                    cut.first |= of_day.first;
                    cut.last = of_day.last;
                    let index_move = exchange.index.get(&date).copied().unwrap_or(0.0);
                    days.push(DayMoves { date, index_move });
                }
            }
            date += TimeDelta::days(1);
        }
        minutes.set_cut(cut);
        Self { minutes: Arc::new(minutes), days, minutes_per_day: hours.minutes_of_memory() }
    }
}

/// Adds the trading day with this date to the trading minutes. Returns whether trading on this day begins before the run, and whether it
/// ends after it.
fn add_day(
    minutes: &mut TradingMinutes,
    clock: &Clock,
    exchange: &Exchange,
    hours: &TradingHours,
    date: NaiveDate,
    end: SimTime,
) -> CutDays {
    let (open, close) = (hours.open.div_ceil(60), hours.close_on(exchange, date) / 60);
    if open > close {
        return CutDays::default();
    }
    let midnight = hours.midnight(date);
    let moment = |minute: u32| clock.first_time(midnight + TimeDelta::minutes(i64::from(minute)));
    // A minute that ends one trading day and begins the next belongs to the day that ends.
    let begin = minutes.last().map_or(SimTime::ZERO, |last| last + Span(1));
    let length = i64::from(close - open) * Span::MINUTE.0;
    if let (Some(first), Some(last), true) = (moment(open), moment(close), hours.breaks.is_empty())
        && (last - first).0 == length
    {
        let cut = CutDays { first: first < SimTime::ZERO, last: last > end };
        // The minutes within the run: the first that is not before `begin`, and the last that is not after the end.
        let skipped = (begin - first).0.max(0).unsigned_abs().div_ceil(Span::MINUTE.0.unsigned_abs());
        let first = first.0 + skipped.cast_signed() * Span::MINUTE.0;
        let last = first + (last.0.min(end.0) - first).div_euclid(Span::MINUTE.0) * Span::MINUTE.0;
        if first <= last {
            minutes.add_day(SimTime(first), SimTime(last));
        }
        return cut;
    }
    // There are breaks, or the clocks change while the exchange is open. Minutes that are skipped do not exist, and minutes that are
    // repeated count once, the first time.
    let is_early = exchange.early.contains_key(&date);
    let trades = |minute: &u32| (is_early && *minute == close) || !hours.is_in_break(*minute * 60);
    let all: Vec<SimTime> = (open..=close).filter(trades).filter_map(moment).collect();
    let cut = CutDays {
        first: all.first().is_some_and(|first| *first < SimTime::ZERO),
        last: all.last().is_some_and(|last| *last > end),
    };
    minutes.add_day_of(all.into_iter().filter(|t| (begin..=end).contains(t)));
    cut
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::world;
    use super::super::run_impact::Calendar;
    use super::*;
    use crate::units::TimeOfDay;
    use chrono::NaiveTime;

    fn time(text: &str) -> TimeOfDay {
        TimeOfDay::parse(text).expect("a time")
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
            days: vec![chrono::Weekday::Thu, chrono::Weekday::Fri],
            open: time(open),
            close: time(close),
            breaks: Vec::new(),
            early: [].into(),
            closed: Vec::new(),
            limit: None,
            index: [].into(),
        });
        let trading = Trading::new(&world, &world.exchanges[exchange], SimTime(world.length.0));
        assert_eq!(Calendar::new(&world).trades(exchange), !trading.minutes.is_empty());
        (0..trading.minutes.days().len()).map(|day| trading.minutes.minutes_of(day).count()).collect()
    }

    #[test]
    fn minutes_that_the_clocks_repeat_count_once() {
        assert_eq!(minutes_by_day("00:00:00", "02:00:00"), [121, 121]);
    }

    #[test]
    fn opening_and_close_are_both_traded_if_there_is_a_whole_minute() {
        assert_eq!(minutes_by_day("09:00:00", "09:00:59"), [1, 1]);
        assert_eq!(minutes_by_day("09:00:10", "09:00:50"), [0; 0]);
    }
}
