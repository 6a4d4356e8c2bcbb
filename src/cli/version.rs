//! What `firedrill --version` says: the program, which scenario files it reads, and how it was built.

use std::env::consts::{ARCH, OS};
use std::sync::LazyLock;

use crate::file::schema::VERSION;

/// What the packages say about their source: the commit and its date. A build from the source tree has no such text, because a commit would then
/// compile everything again.
const SOURCE: Option<&str> = option_env!("FIREDRILL_BUILD");

static LONG: LazyLock<String> = LazyLock::new(|| {
    let source = SOURCE.unwrap_or("from source");
    let kind = if cfg!(debug_assertions) { "development" } else { "release" };
    let program = env!("CARGO_PKG_VERSION");
    format!("{program}\nScenario files: versions 1 to {VERSION}\nBuild: {source}, {kind}, {OS} {ARCH}")
});

/// The text after the name of the program.
pub(super) fn long() -> &'static str {
    &LONG
}
