//! How wide the columns beside the time axis are; the panels above and below the timeline stand in line with them.

/// Width of the gutter left of the time axis, and of the list above it, for a window of this width, in points.
#[must_use]
pub fn gutter_width(width: f32) -> f32 {
    (width * 0.18).clamp((width * 0.23).min(212.0), 290.0).round()
}

/// Width of the margin right of the time axis, for a window of this width, in points. It is the same whatever is shown, so that the
/// playhead stays where it is.
#[must_use]
pub fn margin_width(width: f32) -> f32 {
    (width * 0.09).clamp(104.0, 124.0).round()
}
