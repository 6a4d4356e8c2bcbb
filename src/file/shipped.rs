//! The scenarios that ship with the program. Their files are compiled into it, compressed by `assets/packaging/build.rs`.

use std::io::Read;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use flate2::read::DeflateDecoder;

use super::authored::Authored;
use super::load::Checked;
use crate::model::Scenario;

/// A scenario that ships with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// The name of the scenario: the name of its file in the folder `saves`, without the extension.
    pub name: &'static str,
    /// The text of its file, compressed.
    packed: &'static [u8],
    /// Whether a typical value of the model, such as the size of a crew, was taken from this incident. That its run agrees with the record
    /// then says less than for the others.
    pub gives_typical_values: bool,
}

impl Shipped {
    /// The shipped scenario with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        shipped().iter().find(|shipped| shipped.name == name)
    }

    /// The shipped scenario whose name is given in place of a path. `None` if there is none, or if a file exists at that path: then the
    /// file is meant.
    #[must_use]
    pub fn meant_by(path: &Path) -> Option<&'static Self> {
        Self::named(path.to_str()?).filter(|_| !path.exists())
    }

    /// The text of its file. It is unpacked at the first call.
    ///
    /// # Panics
    /// Never: what was packed when the program was built is unpacked.
    #[must_use]
    pub fn text(&self) -> &'static str {
        static TEXTS: LazyLock<Vec<OnceLock<String>>> =
            LazyLock::new(|| shipped().iter().map(|_| OnceLock::new()).collect());
        let place = shipped().iter().position(|shipped| shipped.name == self.name).expect("it is one of them");
        TEXTS[place].get_or_init(|| {
            let mut text = String::new();
            DeflateDecoder::new(self.packed).read_to_string(&mut text).expect("the build packed it");
            text
        })
    }

    /// Loads the author's form of the scenario, and the checked scenario.
    #[must_use]
    pub fn document(&self) -> (Authored, Checked) {
        super::load::load_document(self.text().as_bytes()).expect("what ships is whole; a test loads it")
    }

    /// Loads the scenario.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        super::load::load(self.text().as_bytes()).expect("what ships is whole; a test loads it")
    }
}

macro_rules! saves {
    (@mark gives_typical_values) => { true };
    (@mark) => { false };
    ($($name:literal $(: $mark:ident)?),* $(,)?) => {
        &[$(Shipped {
            name: $name,
            packed: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".ron.deflate")),
            gives_typical_values: saves!(@mark $($mark)?),
        }),*]
    };
}

/// All shipped scenarios. The first is opened by default. Those from which a typical value of the model was taken are marked.
#[must_use]
pub const fn shipped() -> &'static [Shipped] {
    saves![
        "kakao-2022": gives_typical_values,
        "aws-2021",
        "aws-2025",
        "cloudflare-2023",
        "crowdstrike-2024",
        "kt-ahyeon-2018",
        "meta-2021",
        "nirs-2025": gives_typical_values,
        "ovhcloud-2021": gives_typical_values,
        "rogers-2022",
        "samsung-sds-2014",
        "sandy-2012",
        "1-one-site",
        "2-two-sites",
        "3-shared-fate",
        "4-retry-storm",
        "5-cold-start",
        "6-many-hands",
        "7-never-rehearsed"
    ]
}
