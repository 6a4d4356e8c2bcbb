//! The trading minutes of an exchange during a run, by its local clock (MODEL.md, section 7).

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

use crate::model::{Exchange, Scenario};
use crate::units::{Clock, SimTime, Span, TimeOfDay};

/// The trading minutes and trading days of one exchange in a run.
#[derive(Debug, Default)]
pub(super) struct Trading {
    /// All trading minutes, in order of time.
    pub minutes: Vec<SimTime>,
    /// The trading days with at least one minute in the run.
    pub days: Vec<TradingDay>,
    /// The time from opening to close, in minutes.
    pub minutes_per_day: f64,
}

/// A trading day with at least one minute in the run.
#[derive(Clone, Copy, Debug)]
pub(super) struct TradingDay {
    /// The date by which the day is named: that of its close.
    pub date: NaiveDate,
    /// The indices of the day's first and last minute in [`Trading::minutes`].
    pub span: (usize, usize),
    /// The move of the market index on this day, as a share: 0.01 is one percent.
    pub index_move: f64,
}

impl Trading {
    /// Finds the trading minutes of `exchange` within `0..=end`.
    pub fn new(world: &Scenario, exchange: &Exchange, end: SimTime) -> Self {
        let clock = world.clock.in_zone(exchange.zone);
        let session = Session::new(exchange);
        let mut trading = Self { minutes_per_day: session.minutes_of_memory(), ..Self::default() };
        // A day that closes at 24:00 ends at the first moment of the next date, and a session over midnight that opens on the last date of
        // the run belongs to the day after it.
        let last_date = clock.local(end).date() + TimeDelta::days(1);
        let mut date = clock.local(SimTime::ZERO).date() - TimeDelta::days(1);
        while date <= last_date {
            if exchange.days.contains(&date.weekday()) && !exchange.closed.contains(&date) {
                let first = trading.minutes.len();
                let opens_on = if session.is_over_midnight { date - TimeDelta::days(1) } else { date };
                let close = exchange.early.get(&date).copied();
                trading.add_day(&clock, opens_on.and_time(NaiveTime::MIN), &session, close, end);
                if trading.minutes.len() > first {
                    let index_move = exchange.index.get(&date).copied().unwrap_or(0.0);
                    trading.days.push(TradingDay { date, span: (first, trading.minutes.len() - 1), index_move });
                }
            }
            date += TimeDelta::days(1);
        }
        trading
    }

    /// Adds a day to the trading minutes. `midnight` is the local midnight before the opening, and `early` the close if the day closes
    /// early.
    fn add_day(
        &mut self,
        clock: &Clock,
        midnight: chrono::NaiveDateTime,
        session: &Session,
        early: Option<TimeOfDay>,
        end: SimTime,
    ) {
        let close = early.map_or(session.close, |early| session.first_after_opening(early));
        let (open, last) = (session.open.div_ceil(60), close / 60);
        let moment = |minute: u32| clock.moment(midnight + TimeDelta::minutes(i64::from(minute))).ok();
        // A minute that ends one trading day and begins the next belongs to the day that ends.
        let after = self.minutes.last().copied();
        let is_inside = |t: &SimTime| (0..=end.0).contains(&t.0) && after.is_none_or(|after| *t > after);
        if open > last {
            return;
        }
        let length = i64::from(last - open) * Span::MINUTE.0;
        if let (Some(first), Some(last_at), true) = (moment(open), moment(last), session.breaks.is_empty())
            && (last_at - first).0 == length
        {
            let minutes = (first.0..=last_at.0).step_by(60).map(SimTime);
            self.minutes.extend(minutes.filter(is_inside));
            return;
        }
        // There are breaks, or the clocks change while the exchange is open. Minutes that are skipped do not exist, and minutes that are
        // repeated count once.
        let trades = |minute: &u32| (early.is_some() && *minute == last) || !session.is_in_break(*minute * 60);
        self.minutes.extend((open..=last).filter(trades).filter_map(moment).filter(is_inside));
    }
}

/// The hours of a trading day, in seconds after the midnight before its opening.
struct Session {
    open: u32,
    close: u32,
    /// The breaks, each as its beginning and end.
    breaks: Vec<(u32, u32)>,
    is_over_midnight: bool,
}

impl Session {
    fn new(exchange: &Exchange) -> Self {
        let is_over_midnight = exchange.close <= exchange.open;
        let open = exchange.open.secs();
        let mut session = Self { open, close: 0, breaks: Vec::new(), is_over_midnight };
        session.close = session.first_after_opening(exchange.close);
        session.breaks = exchange
            .breaks
            .iter()
            .map(|(begins, ends)| {
                let begins = session.first_after_opening(*begins);
                let ends = session.first_after_opening(*ends);
                (begins, if ends < begins { ends + TimeOfDay::END.secs() } else { ends })
            })
            .collect();
        session
    }

    /// The first such time of day at or after the opening, if the session is over midnight; else the time on the day of the opening.
    fn first_after_opening(&self, time: TimeOfDay) -> u32 {
        let is_next_day = self.is_over_midnight && time.secs() <= self.open;
        time.secs() + if is_next_day { TimeOfDay::END.secs() } else { 0 }
    }

    /// Whether a time is strictly inside a break.
    fn is_in_break(&self, secs: u32) -> bool {
        self.breaks.iter().any(|(begins, ends)| *begins < secs && secs < *ends)
    }

    /// The minutes of a usual trading day without the parts of breaks inside it.
    fn minutes_of_memory(&self) -> f64 {
        let (open, close) = (self.open.div_ceil(60) * 60, self.close / 60 * 60);
        let mut breaks: Vec<(u32, u32)> = self.breaks.clone();
        breaks.sort_unstable();
        let (mut without, mut until) = (0, open);
        for (begins, ends) in breaks {
            let (begins, ends) = (begins.max(until), ends.min(close));
            if ends > begins {
                without += ends - begins;
                until = ends;
            }
        }
        f64::from(close.saturating_sub(open + without)) / 60.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::world;
    use super::super::run_impact::Calendar;
    use super::*;

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
        assert_eq!(Calendar::new(&world).trades(exchange), !trading.days.is_empty());
        trading.days.iter().map(|day| day.span.1 - day.span.0 + 1).collect()
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
