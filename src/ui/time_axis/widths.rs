//! The widths of the columns at the left and right of the time axis. The panels above and below the timeline are aligned with them.

/// The width of the gutter left of the time axis, in points, for a window of this width. The list above it has the same width.
#[must_use]
pub fn gutter_width(width: f32) -> f32 {
    (width * 0.18).clamp((width * 0.23).min(212.0), 290.0).round()
}

/// The width of the margin right of the time axis, in points, for a window of this width. It is the same for all tabs, so that the
/// playhead does not move when another tab is chosen.
#[must_use]
pub fn margin_width(width: f32) -> f32 {
    (width * 0.09).clamp(104.0, 124.0).round()
}
