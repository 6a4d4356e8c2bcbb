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

    const WITHOUT_PRICE: [Self; 3] = [Self::Services, Self::Servers, Self::People];

    /// The figures of a world: without a price if no company is listed.
    pub(super) const fn shown(is_any_listed: bool) -> &'static [Self] {
        if is_any_listed { &Self::ALL } else { &Self::WITHOUT_PRICE }
    }
}
