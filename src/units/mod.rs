//! Moments, spans, shares and levels, and how they are written. Knows no site and no service.

mod clock;
mod level;
pub mod text;
mod time;
pub mod when;

pub use clock::{Clock, LocalTimeError};
pub use level::Level;
pub use time::{SimTime, Span, USER_HOUR, user_hours, whole_user_hours};

/// A share in thousandths (MODEL.md, section 1). Health and darkness are within `0..=1000`; `retry` may be more.
pub type Permille = u32;

/// The whole, in [`Permille`].
pub const WHOLE: Permille = 1000;
