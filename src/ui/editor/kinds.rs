//! The kinds of what can be observed and expected: the keys of their names, and what a row of that kind is about.

use crate::file::schema::{Observed, That};

/// The keys of the names of what can be observed.
pub const OBSERVED: [&str; 9] = [
    "edit-observed-back",
    "edit-observed-down",
    "edit-observed-still-out",
    "edit-observed-users",
    "edit-observed-dark-servers",
    "edit-observed-down-servers",
    "edit-observed-share-up",
    "edit-observed-price",
    "edit-observed-rival-users",
];

/// The index of the name in [`OBSERVED`].
pub const fn observed_index(observed: &Observed) -> usize {
    match observed {
        Observed::Back(_) => 0,
        Observed::Down(_) => 1,
        Observed::StillOut(_) => 2,
        Observed::Users(..) => 3,
        Observed::DarkServers(..) => 4,
        Observed::DownServers(..) => 5,
        Observed::ShareUp(..) => 6,
        Observed::Price(..) => 7,
        Observed::RivalUsers(..) => 8,
    }
}

/// The id of what was observed.
pub fn observed_about(observed: &Observed) -> &str {
    match observed {
        Observed::Back(id)
        | Observed::Down(id)
        | Observed::StillOut(id)
        | Observed::Users(id, _)
        | Observed::DarkServers(id, _)
        | Observed::DownServers(id, _)
        | Observed::ShareUp(id, _)
        | Observed::Price(id, _)
        | Observed::RivalUsers(id, _) => id,
    }
}

/// The keys of the names of what can be expected.
pub const THAT: [&str; 9] = [
    "edit-that-down",
    "edit-that-out",
    "edit-that-back",
    "edit-that-recovers",
    "edit-that-keeps-rto",
    "edit-that-breaks-rto",
    "edit-that-people",
    "edit-that-price",
    "edit-that-quiet",
];

/// The index of the name in [`THAT`].
pub const fn that_index(that: &That) -> usize {
    match that {
        That::Down { .. } => 0,
        That::Out { .. } => 1,
        That::Back { .. } => 2,
        That::Recovers { .. } => 3,
        That::KeepsRto { .. } => 4,
        That::BreaksRto { .. } => 5,
        That::People { .. } => 6,
        That::LowestPrice { .. } => 7,
        That::Quiet => 8,
    }
}

/// The id of what an expectation is about, if it is about a service or a company.
pub fn that_about(that: &That) -> Option<&str> {
    match that {
        That::Down { service, .. }
        | That::Out { service, .. }
        | That::Back { service, .. }
        | That::Recovers { service }
        | That::KeepsRto { service }
        | That::BreaksRto { service } => Some(service),
        That::LowestPrice { company, .. } => Some(company),
        That::People { .. } | That::Quiet => None,
    }
}
