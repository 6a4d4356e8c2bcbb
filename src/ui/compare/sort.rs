//! The sort order of the comparison table.

/// How companies and services are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// The greatest difference first.
    #[default]
    Difference,
    /// The largest loss in the baseline first.
    Other,
    /// The largest loss in the chosen run first.
    Chosen,
    /// By name.
    Name,
}
