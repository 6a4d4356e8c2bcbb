//! The hours of a trading day of an exchange (MODEL.md, section 7).

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::scenario::Exchange;
use crate::units::TimeOfDay;

/// The hours of a trading day, in seconds after the midnight before its opening.
#[derive(Clone, Debug)]
pub struct TradingHours {
    /// The opening.
    pub open: u32,
    /// The usual close.
    pub close: u32,
    /// The breaks, each as its beginning and end.
    pub breaks: Vec<(u32, u32)>,
    is_over_midnight: bool,
}

impl Exchange {
    /// Whether there is a trading day with this date.
    #[must_use]
    pub fn trades_on(&self, date: NaiveDate) -> bool {
        self.days.contains(&date.weekday()) && !self.closed.contains(&date)
    }
}

impl TradingHours {
    /// The hours of an exchange (MODEL.md, section 7).
    #[must_use]
    pub fn new(exchange: &Exchange) -> Self {
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

    /// The calendar day of the opening of the trading day with this date.
    #[must_use]
    pub fn opens_on(&self, date: NaiveDate) -> NaiveDate {
        if self.is_over_midnight { date - TimeDelta::days(1) } else { date }
    }

    /// The local midnight before the opening of the trading day with this date.
    #[must_use]
    pub fn midnight(&self, date: NaiveDate) -> NaiveDateTime {
        self.opens_on(date).and_time(NaiveTime::MIN)
    }

    /// The close of the trading day with this date at `exchange`, of which these are the hours: its early close, or the usual one.
    #[must_use]
    pub fn close_on(&self, exchange: &Exchange, date: NaiveDate) -> u32 {
        exchange.early.get(&date).map_or(self.close, |early| self.first_after_opening(*early))
    }

    /// The first such time of day after the opening, if the session is over midnight; else the time on the day of the opening.
    fn first_after_opening(&self, time: TimeOfDay) -> u32 {
        let is_next_day = self.is_over_midnight && time.secs() <= self.open;
        time.secs() + if is_next_day { TimeOfDay::END.secs() } else { 0 }
    }

    /// Whether a time is strictly inside a break.
    #[must_use]
    pub fn is_in_break(&self, secs: u32) -> bool {
        self.breaks.iter().any(|(begins, ends)| *begins < secs && secs < *ends)
    }

    /// The minutes of a usual trading day without the parts of breaks inside it.
    #[must_use]
    pub fn minutes_of_memory(&self) -> f64 {
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
