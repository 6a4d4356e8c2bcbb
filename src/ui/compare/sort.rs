//! By what the table of a comparison is sorted.

/// By what companies and services are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// The greatest difference first.
    #[default]
    Difference,
    /// What lost most in the other future first.
    Other,
    /// What lost most in the chosen future first.
    Chosen,
    /// By name.
    Name,
}
