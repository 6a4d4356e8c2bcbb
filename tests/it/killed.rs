//! What `tests/kill/save.sh` runs under `strace`, which kills it at each system call in turn.

use std::fs;
use std::path::{Path, PathBuf};

use firedrill::app::Settings;
use firedrill::file::{self, Links};

/// Saves once. What is saved, and where, is in the environment. The script finds the system calls of the save between the two questions
/// for files that are not there.
#[test]
#[ignore = "tests/kill/save.sh runs it under strace"]
fn one_save() {
    let var =
        |name: &str| std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set: run tests/kill/save.sh"));
    let path = PathBuf::from(var("FIREDRILL_SAVE_PATH"));
    let content = fs::read(var("FIREDRILL_SAVE_CONTENT")).expect("the script has written it");
    let is_settings = var("FIREDRILL_SAVE_WHAT") == "settings";
    let mark = |name: &str| assert!(!Path::new(name).exists(), "{name} is only a mark");
    if is_settings {
        let mut settings = Settings::read(Some(&path));
        settings.still = true;
        settings.note(Path::new("/worlds/new.ron"));
        mark("/firedrill-save-begins");
        settings.write(Some(&path));
    } else {
        mark("/firedrill-save-begins");
        file::save_bytes(&content, &path, Links::Keep).expect("saves");
    }
    mark("/firedrill-save-ends");
}
