//! The scenarios that ship with the program, embedded in it.

use std::path::Path;

use super::authored::Authored;
use super::load::Checked;
use crate::model::Scenario;

/// A scenario that ships with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Its name, as of its file in `saves` without the ending.
    pub name: &'static str,
    /// The text of its file.
    pub text: &'static str,
}

impl Shipped {
    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        shipped().iter().find(|shipped| shipped.name == name)
    }

    /// The one that is meant where people may name a file: a file goes before what ships under the same name.
    #[must_use]
    pub fn meant_by(path: &Path) -> Option<&'static Self> {
        Self::named(path.to_str()?).filter(|_| !path.exists())
    }

    /// The scenario as its author wrote it, and what that means.
    #[must_use]
    pub fn document(&self) -> (Authored, Checked) {
        super::load::load_document(self.text.as_bytes()).expect("what ships is whole; a test loads it")
    }

    /// The scenario itself.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        super::load::load(self.text.as_bytes()).expect("what ships is whole; a test loads it")
    }
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
