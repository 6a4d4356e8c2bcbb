//! The widths of the columns beside the time axis; the panels above and below the timeline are aligned with them.

/// Width of the gutter left of the time axis, and of the list above it, for a window of this width, in points.
#[must_use]
pub fn gutter_width(width: f32) -> f32 {
    (width * 0.18).clamp((width * 0.23).min(212.0), 290.0).round()
}

/// Width of the margin right of the time axis, for a window of this width, in points. It does not depend on the tab, so that the
/// playhead keeps its position.
#[must_use]
pub fn margin_width(width: f32) -> f32 {
    (width * 0.09).clamp(104.0, 124.0).round()
}
