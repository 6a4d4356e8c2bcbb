//! The scenarios that ship with the program, embedded in it.

/// A scenario that ships with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Its name, as of its file in `saves` without the ending.
    pub name: &'static str,
    /// The text of its file.
    pub text: &'static str,
}

macro_rules! saves {
    ($($name:literal),* $(,)?) => {
        &[$(Shipped { name: $name, text: include_str!(concat!("../../saves/", $name, ".ron")) }),*]
    };
}

/// All of them; the first is opened when nothing else is asked for.
#[must_use]
pub const fn shipped() -> &'static [Shipped] {
    saves!["kakao-2022", "1-one-site", "2-two-sites", "3-shared-fate", "4-retry-storm", "5-cold-start"]
}
