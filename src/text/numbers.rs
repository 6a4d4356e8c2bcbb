//! Formats numbers in the language of the catalogue, with the functions of `units::text`.

use super::{Language, Texts};
use crate::units::text::{self, korean};
use crate::units::{Span, when};

impl Texts {
    /// A rounded count: `43.1 M`, `4,310만`.
    #[must_use]
    pub fn count(&self, n: u64) -> String {
        match self.language {
            Language::English => text::count(n),
            Language::Korean => korean::count(n),
        }
    }

    /// An exact count with its digits in groups: `16,898`.
    #[must_use]
    pub fn exact_count(&self, count: usize) -> String {
        text::exact(u64::try_from(count).unwrap_or(u64::MAX))
    }

    /// A duration in its two largest units: `1 h 33 m`, `1시간 33분`.
    #[must_use]
    pub fn span(&self, span: Span) -> String {
        match self.language {
            Language::English => text::span(span),
            Language::Korean => korean::span(span),
        }
    }

    /// A rounded count out of `whole`, exact where it would read like `whole` without being equal to it: "31,999,999 of 32.0 M".
    #[must_use]
    pub fn count_of(&self, part: u64, whole: u64) -> String {
        text::count_of(part, whole, |n| self.count(n))
    }

    /// Lost user-time, in user-seconds times permille of demand, as a rounded number of user-hours: `583.4 M`, `<1`.
    #[must_use]
    pub fn lost_user_hours(&self, user_millisecs: u128) -> String {
        text::lost_user_hours(user_millisecs, |hours| self.count(hours))
    }

    /// By how many user-hours two amounts of lost user-time differ, without a sign: `126,707`, `583.4 M`, `<1`.
    #[must_use]
    pub fn lost_difference(&self, user_millisecs: [u128; 2]) -> String {
        text::lost_difference(user_millisecs, |hours| self.count(hours))
    }

    /// A duration with all its units: `1 h 33 m 5 s`, `1시간 33분 5초`.
    #[must_use]
    pub fn exact_span(&self, span: Span) -> String {
        match self.language {
            Language::English => text::exact_span(span),
            Language::Korean => korean::exact_span(span),
        }
    }

    /// A rounded difference of counts with its sign: `+850,000`, `+85만`.
    #[must_use]
    pub fn gain(&self, n: f64) -> String {
        match self.language {
            Language::English => text::gain(n),
            Language::Korean => korean::gain(n),
        }
    }

    /// A playback speed: `30 m/s`, `30분/초`.
    #[must_use]
    pub fn speed(&self, secs_per_sec: f64) -> String {
        match self.language {
            Language::English => when::speed(secs_per_sec),
            Language::Korean => korean::speed(secs_per_sec),
        }
    }

    /// A price with its currency, which is an ISO 4217 code or empty: `48,710 KRW`, `48,710원`.
    #[must_use]
    pub fn price(&self, price: f64, currency: &str) -> String {
        let price = text::price(price);
        match (self.language, currency) {
            (_, "") => price,
            (Language::Korean, "KRW") => format!("{price}원"),
            (Language::English | Language::Korean, currency) => format!("{price} {currency}"),
        }
    }
}
