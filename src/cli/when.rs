//! Moments of a run as text.

use crate::units::{Clock, SimTime};

/// `Sat 15 Oct 15:27:00`, always as wide.
pub(super) fn full(clock: &Clock, at: SimTime) -> String {
    clock.local(at).format("%a %d %b %H:%M:%S").to_string()
}

/// `Sat 15 Oct 15:27`, with seconds only if there are any.
pub(super) fn short(clock: &Clock, at: SimTime) -> String {
    let local = clock.local(at);
    let form = if at.0.rem_euclid(60) == 0 { "%a %d %b %H:%M" } else { "%a %d %b %H:%M:%S" };
    local.format(form).to_string()
}
