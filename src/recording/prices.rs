//! Share prices: the trading minutes of an exchange, and the prices of one company where they change.

use std::sync::Arc;

use crate::units::{SimTime, Span};

/// The price of a share in one trading minute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceMinute {
    /// The time of the trading minute.
    pub at: SimTime,
    /// The price, unrounded, in the company's currency.
    pub price: f64,
}

/// The trading minutes of one exchange in a run. Stretches of minutes without a gap are stored, not the minutes: ten years have millions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TradingMinutes {
    stretches: Vec<Stretch>,
    /// For each trading day, the index of its first stretch. A day has more than one only if the clocks change while the exchange is open.
    days: Vec<usize>,
    count: usize,
    /// Which trading days are only partly within the run.
    cut: CutDays,
}

/// The trading days of which the run contains only a part. Only the first and the last day of a run can be such days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CutDays {
    /// Trading on the first day began before the run, so the first price of that day is not its opening.
    pub first: bool,
    /// Trading on the last day goes on after the run, so the last price of that day is not its close.
    pub last: bool,
}

/// Trading minutes without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    first: SimTime,
    last: SimTime,
}

/// A trading day with at least one minute in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TradingDay {
    /// The first minute of the day.
    pub first: SimTime,
    /// The last minute of the day.
    pub last: SimTime,
    /// Whether the opening of the day is within the run. If not, the first price of the day is no opening price.
    pub has_opening: bool,
    /// Whether the close of the day is within the run. If not, the last price of the day is no closing price.
    pub has_close: bool,
}

impl Stretch {
    fn minutes(self) -> impl Iterator<Item = SimTime> {
        (0..self.count() as i64).map(move |minute| SimTime(self.first.0 + minute * Span::MINUTE.0))
    }

    const fn count(self) -> usize {
        ((self.last.0 - self.first.0) / Span::MINUTE.0) as usize + 1
    }
}

impl TradingMinutes {
    /// Adds a trading day with the minutes from `first` to `last`, both included. It is after all days that were added before.
    pub fn add_day(&mut self, first: SimTime, last: SimTime) {
        self.days.push(self.stretches.len());
        self.add_stretch(Stretch { first, last });
    }

    /// Adds a trading day with these minutes, in order of time; no day if there are none. It is after all days that were added before.
    pub fn add_day_of(&mut self, minutes: impl Iterator<Item = SimTime>) {
        let day = self.stretches.len();
        let mut open: Option<Stretch> = None;
        for at in minutes {
            open = match open {
                Some(Stretch { first, last }) if last + Span::MINUTE == at => Some(Stretch { first, last: at }),
                gap => {
                    gap.into_iter().for_each(|stretch| self.add_stretch(stretch));
                    Some(Stretch { first: at, last: at })
                }
            };
        }
        if let Some(stretch) = open {
            self.days.push(day);
            self.add_stretch(stretch);
        }
    }

    /// Notes whether trading on the first day began before the run, and whether trading on the last day goes on after it.
    pub const fn set_cut(&mut self, cut: CutDays) {
        self.cut = cut;
    }

    fn add_stretch(&mut self, stretch: Stretch) {
        self.count += stretch.count();
        self.stretches.push(stretch);
    }

    /// The number of trading minutes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether the exchange is never open in the run.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// All trading minutes, in order of time.
    pub fn all(&self) -> impl Iterator<Item = SimTime> {
        self.stretches.iter().flat_map(|stretch| stretch.minutes())
    }

    /// The last trading minute; `None` if there is none.
    #[must_use]
    pub fn last(&self) -> Option<SimTime> {
        self.stretches.last().map(|stretch| stretch.last)
    }

    /// The trading days, in order of time.
    pub fn days(&self) -> impl ExactSizeIterator<Item = TradingDay> {
        (0..self.days.len()).map(|day| {
            let stretches = self.stretches_of(day);
            TradingDay {
                first: stretches[0].first,
                last: stretches[stretches.len() - 1].last,
                has_opening: !(self.cut.first && day == 0),
                has_close: !(self.cut.last && day + 1 == self.days.len()),
            }
        })
    }

    /// The minutes of the trading day at this index.
    pub fn minutes_of(&self, day: usize) -> impl Iterator<Item = SimTime> {
        self.stretches_of(day).iter().flat_map(|stretch| stretch.minutes())
    }

    fn stretches_of(&self, day: usize) -> &[Stretch] {
        let end = self.days.get(day + 1).copied().unwrap_or(self.stretches.len());
        &self.stretches[self.days[day]..end]
    }

    /// The last trading minute at or before `t`.
    fn last_at(&self, t: SimTime) -> Option<SimTime> {
        let begun = self.stretches.partition_point(|stretch| stretch.first <= t);
        let Stretch { first, last } = self.stretches[begun.checked_sub(1)?];
        let within = SimTime(t.0 - (t - first).0 % Span::MINUTE.0);
        Some(within.min(last))
    }
}

/// The share price of one company over a run. Only the prices that differ from the one before are stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceTrack {
    minutes: Arc<TradingMinutes>,
    /// The first trading minute, and each whose price differs from that of the trading minute before.
    changes: Vec<PriceMinute>,
}

impl PriceTrack {
    /// A track without prices yet, for these trading minutes.
    #[must_use]
    pub const fn new(minutes: Arc<TradingMinutes>) -> Self {
        Self { minutes, changes: Vec::new() }
    }

    /// Sets the price from the trading minute `at` on, which must be after the last one that was set. A price equal to the last adds nothing.
    pub fn set(&mut self, at: SimTime, price: f64) {
        self.extend(std::iter::once(PriceMinute { at, price }));
    }

    /// Sets the prices of trading minutes in order of time, as [`Self::set`] does.
    pub fn extend(&mut self, minutes: impl Iterator<Item = PriceMinute>) {
        let mut last = self.changes.last().map(|last| last.price.to_bits());
        minutes.for_each(|minute| {
            let price = Some(minute.price.to_bits());
            if last != price {
                self.changes.push(minute);
                last = price;
            }
        });
    }

    /// Whether nothing is traded in the run.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The last price at or before `t`, with its trading minute; `None` before the first trading minute.
    #[must_use]
    pub fn at(&self, t: SimTime) -> Option<PriceMinute> {
        let next = self.changes.partition_point(|change| change.at <= t);
        let price = self.changes[next.checked_sub(1)?].price;
        Some(PriceMinute { at: self.minutes.last_at(t)?, price })
    }

    /// The first trading minute, and all whose price differs from that of the trading minute before.
    #[must_use]
    pub fn changes(&self) -> &[PriceMinute] {
        &self.changes
    }

    /// The price of every trading minute, in order of time.
    pub fn minutes(&self) -> impl Iterator<Item = PriceMinute> {
        self.priced(0, self.minutes.all())
    }

    /// The trading days with at least one minute in the run, in order of time.
    pub fn days(&self) -> impl ExactSizeIterator<Item = TradingDay> {
        self.minutes.days()
    }

    /// The price of each of these trading minutes, which are in order of time. `next` is an index of `changes` before all of them.
    fn priced(&self, mut next: usize, minutes: impl Iterator<Item = SimTime>) -> impl Iterator<Item = PriceMinute> {
        let mut price = None;
        minutes.filter_map(move |at| {
            while let Some(change) = self.changes.get(next).filter(|change| change.at <= at) {
                price = Some(change.price);
                next += 1;
            }
            price.map(|price| PriceMinute { at, price })
        })
    }

    /// The lowest price of the trading minutes from `first`, which is one of them, up to `last`; of equal ones the first.
    #[must_use]
    pub fn low(&self, first: SimTime, last: SimTime) -> Option<PriceMinute> {
        let begin = self.at(first)?;
        let later = self.changes[self.changes.partition_point(|change| change.at <= first)..].iter();
        let later = later.take_while(|change| change.at <= last);
        Some(later.fold(begin, |low, change| if change.price < low.price { *change } else { low }))
    }

    /// The prices of a trading day with which its line can be drawn: the first minute, both minutes of each change, and the last.
    #[must_use]
    pub fn corners(&self, day: TradingDay) -> Vec<PriceMinute> {
        let Some(first) = self.at(day.first) else { return Vec::new() };
        let mut corners = vec![first];
        let begin = self.changes.partition_point(|change| change.at <= day.first);
        for change in self.changes[begin..].iter().take_while(|change| change.at <= day.last) {
            let before = self.at(change.at - Span(1));
            corners.extend(before.filter(|before| corners.last().is_some_and(|last| last.at < before.at)));
            corners.push(*change);
        }
        let last = self.at(day.last);
        corners.extend(last.filter(|last| corners.last().is_some_and(|corner| corner.at < last.at)));
        corners
    }

    /// Whether `t` is within the trading hours of a day, the first and last minute included.
    #[must_use]
    pub fn is_open(&self, t: SimTime) -> bool {
        match self.day_at(t) {
            Some(day) => t <= day.last || !day.has_close,
            None => self.days().next().is_some_and(|first| !first.has_opening),
        }
    }

    /// The last trading day that began at or before `t`.
    #[must_use]
    pub fn day_at(&self, t: SimTime) -> Option<TradingDay> {
        let minutes = &self.minutes;
        let day = minutes.days.partition_point(|stretch| minutes.stretches[*stretch].first <= t);
        self.days().nth(day.checked_sub(1)?)
    }

    /// Which trading days are only partly within the run.
    #[must_use]
    pub fn cut(&self) -> CutDays {
        self.minutes.cut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(number: i64) -> SimTime {
        SimTime(number * Span::MINUTE.0)
    }

    /// A day of ten minutes, and one with a gap after its third minute. The price changes within the first day and in the gap.
    fn track() -> PriceTrack {
        let mut minutes = TradingMinutes::default();
        minutes.add_day(minute(10), minute(19));
        minutes.add_day_of([30, 31, 32, 90, 91].into_iter().map(minute));
        minutes.add_day_of(std::iter::empty());
        let mut track = PriceTrack::new(Arc::new(minutes));
        for (at, price) in [(10, 5.0), (11, 5.0), (14, 4.0), (15, 4.0), (30, 4.0), (90, 3.0)] {
            track.set(minute(at), price);
        }
        track
    }

    #[test]
    fn every_minute_has_the_last_price_that_was_set() {
        let told: Vec<_> = track().minutes().map(|one| (one.at.0 / 60, one.price as i64)).collect();
        let first = (10..20).map(|at| (at, if at < 14 { 5 } else { 4 }));
        assert_eq!(told, first.chain([(30, 4), (31, 4), (32, 4), (90, 3), (91, 3)]).collect::<Vec<_>>());
        assert_eq!(track().changes().len(), 3, "only where it changes is it kept");
        for one in track().minutes() {
            assert_eq!(track().at(one.at), Some(one));
            assert_eq!(track().at(one.at + Span(59)), Some(one), "until the next minute");
        }
        assert_eq!(track().at(minute(10) - Span(1)), None);
        assert_eq!(track().at(minute(60)).map(|one| one.at), Some(minute(32)), "in the gap the minute before it");
    }

    #[test]
    fn a_day_is_open_from_its_first_to_its_last_minute() {
        let days: Vec<_> = track().days().map(|day| (day.first.0 / 60, day.last.0 / 60)).collect();
        assert_eq!(days, [(10, 19), (30, 91)]);
        let open: Vec<i64> = (0..100).filter(|at| track().is_open(minute(*at))).collect();
        assert_eq!(open, (10..=19).chain(30..=91).collect::<Vec<_>>());
    }

    #[test]
    fn a_line_through_the_corners_passes_through_every_price() {
        let track = track();
        let corners: Vec<Vec<i64>> =
            track.days().map(|day| track.corners(day).iter().map(|corner| corner.at.0 / 60).collect()).collect();
        assert_eq!(corners, [vec![10, 13, 14, 19], vec![30, 32, 90, 91]]);
        let low = |first, last| track.low(minute(first), minute(last)).map(|low| (low.at.0 / 60, low.price as i64));
        assert_eq!([low(10, 19), low(15, 19), low(30, 91)], [Some((14, 4)), Some((15, 4)), Some((90, 3))]);
    }
}
