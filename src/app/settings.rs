//! The settings that are kept between starts: recent files and the appearance of the window. The file may be missing or damaged; then the
//! default values are used.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::ui::settings::SCALES;
use crate::ui::text::Language;

/// The maximum number of recent files.
const MOST_RECENT: usize = 8;

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Whether the night theme is used. Otherwise the day theme is used.
    pub night: bool,
    /// The chosen language of the window. `None` means the language of the desktop.
    pub language: Option<Language>,
    /// The scale of the window in percent, within [`SCALES`].
    pub scale_percent: u16,
    /// Whether motion is reduced: only necessary animations remain.
    pub still: bool,
    /// The files that were opened or saved last, the most recent first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { night: true, language: None, scale_percent: 100, still: false, recent: Vec::new() }
    }
}

impl Settings {
    /// The scale of the window as a factor. 1 is the designed size.
    pub(super) fn scale(&self) -> f32 {
        f32::from(self.scale_percent) / 100.0
    }

    /// The path of the settings file in the desktop's folder for settings. `None` if that folder is not known.
    #[must_use]
    pub fn place() -> Option<PathBuf> {
        let folders = directories::ProjectDirs::from("", "", "firedrill")?;
        Some(folders.config_dir().join("settings.json"))
    }

    /// Reads the settings from the file at `place`. Settings that the file does not contain have their default values; if the file is
    /// missing or damaged, all settings have them.
    #[must_use]
    pub fn read(place: Option<&Path>) -> Self {
        let text = place.and_then(|place| std::fs::read_to_string(place).ok());
        let mut settings: Self = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        settings.recent.truncate(MOST_RECENT);
        settings.scale_percent = settings.scale_percent.clamp(SCALES[0], SCALES[SCALES.len() - 1]);
        settings
    }

    /// Writes the settings to the file at `place`. A failure is ignored, because the settings are not important enough for a message.
    pub fn write(&self, place: Option<&Path>) {
        let write = |place: &Path| -> std::io::Result<()> {
            let folder = place.parent().unwrap_or(Path::new("."));
            std::fs::create_dir_all(folder)?;
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.persist(place)?;
            Ok(())
        };
        if let Some(place) = place {
            let _not_worth_a_word = write(place);
        }
    }

    /// Adds a file that was opened or saved to the recent files.
    pub fn note(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST_RECENT);
    }
}
