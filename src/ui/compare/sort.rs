//! The sort order of the comparison table.

/// The order in which companies and services are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// By the difference between the two runs, the largest first.
    #[default]
    Difference,
    /// By the loss in the baseline, the largest first.
    Other,
    /// By the loss in the chosen run, the largest first.
    Chosen,
    /// By name.
    Name,
}
