//! Whether the person has told the desktop to remember no recent documents. Each desktop keeps that in a place of its own.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

/// The size of the largest settings file of a desktop that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// A file of settings below the folder for settings, with a section, a name in it, and the values that mean "remember nothing".
const FILES: [(&str, &str, &str, &[&str]); 5] = [
    ("gtk-4.0/settings.ini", "Settings", "gtk-recent-files-enabled", &["false", "0"]),
    ("gtk-4.0/settings.ini", "Settings", "gtk-recent-files-max-age", &["0"]),
    ("gtk-3.0/settings.ini", "Settings", "gtk-recent-files-enabled", &["false", "0"]),
    ("gtk-3.0/settings.ini", "Settings", "gtk-recent-files-max-age", &["0"]),
    ("kdeglobals", "RecentDocuments", "UseRecent", &["false"]),
];
/// The setting of GNOME, in a database that its own program reads.
const OF_GNOME: [&str; 3] = ["get", "org.gnome.desktop.privacy", "remember-recent-files"];

/// Whether the person wants no recent documents. This may take as long as a program needs to start.
pub fn is_private() -> bool {
    let says_so = directories::BaseDirs::new().is_some_and(|folders| is_private_in(folders.config_dir()));
    says_so || is_private_by("gsettings")
}

/// Whether a settings file in this folder says so.
pub(super) fn is_private_in(folder: &Path) -> bool {
    FILES.iter().any(|(file, section, name, refusals)| {
        let value = text(&folder.join(file)).and_then(|text| value(&text, section, name));
        value.is_some_and(|value| refusals.contains(&&*value.to_ascii_lowercase()))
    })
}

/// Whether GNOME says so. `program` is its program that reads settings; where it is missing, there is no GNOME.
pub(super) fn is_private_by(program: &str) -> bool {
    let asked = Command::new(program).args(OF_GNOME).stdin(Stdio::null()).stderr(Stdio::null()).output();
    asked.is_ok_and(|answer| answer.status.success() && answer.stdout.trim_ascii() == b"false")
}

/// The text of a settings file. `None` if there is none, or none that can be read.
fn text(path: &Path) -> Option<String> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut text = Vec::new();
    File::open(path).ok()?.take(LARGEST).read_to_end(&mut text).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// The value of a name in a section. The files have dialects of their own (KDE names sections in sections and marks names in brackets), and all that
/// is asked of them is one value, so no library for such files is brought for it.
fn value(text: &str, section: &str, name: &str) -> Option<String> {
    let mut is_inside = false;
    for line in text.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            is_inside = header.strip_suffix(']') == Some(section);
        } else if is_inside
            && let Some((key, value)) = line.split_once('=')
            && key.trim() == name
        {
            return Some(value.trim().to_owned());
        }
    }
    None
}
