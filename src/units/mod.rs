//! Basic units (times, durations, shares and levels), and how they are written as text and read. This module does not depend on the model.

mod clock;
mod level;
mod printable;
mod shown_zone;
mod spans;
pub mod text;
mod time;
mod time_of_day;
pub mod when;
mod written;
pub mod zones;

pub use clock::{Clock, Gap, LocalTimeError, Meaning};
pub use level::Level;
pub use printable::{is_control, lines, one_line};
pub use shown_zone::{ShownZone, offset_name};
pub use spans::{SpanError, SpanUnits, read_span, read_typed_span};
pub use time::{SimTime, Span, USER_HOUR, user_hours, whole_user_hours};
pub use time_of_day::TimeOfDay;
pub use written::{WrittenTime, WrittenTimeError, read_date, read_offset, read_time, read_time_of_day};

/// A share in thousandths (MODEL.md, section 1). Health and dark shares are within `0..=1000`; `retry` may be larger.
pub type Permille = u32;

/// The share 1, in [`Permille`].
pub const WHOLE: Permille = 1000;
