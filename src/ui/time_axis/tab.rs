//! The tabs, which select what is shown on the time axis below the flags.

/// A tab: what is shown below the flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// A lane for each service.
    #[default]
    Lanes,
    /// The number of people affected, and the users cut off from each service.
    People,
    /// The share prices of listed companies.
    Shares,
    /// The numbers of dark servers.
    Servers,
    /// The users gained by rivals.
    Rivals,
    /// The comparison of the chosen run with the baseline in numbers.
    Compare,
}

impl Tab {
    /// All tabs, from left to right.
    pub const ALL: [Self; 6] = [Self::Lanes, Self::People, Self::Shares, Self::Servers, Self::Rivals, Self::Compare];

    /// The key of the text of the tab's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lanes => "tab-lanes",
            Self::People => "tab-people",
            Self::Shares => "tab-shares",
            Self::Servers => "tab-servers",
            Self::Rivals => "tab-rivals",
            Self::Compare => "tab-compare",
        }
    }
}
