//! The four kinds of figures.

/// What a figure shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Services,
    Servers,
    People,
    Price,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Services, Self::Servers, Self::People, Self::Price];
}
