//! What is remembered from one start to the next: recent files, and how the window looks and speaks. A small file that may be lost or damaged.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::ui::settings::SCALES;
use crate::ui::text::Language;

/// So many recent files are remembered.
const MOST_RECENT: usize = 8;

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Night, or day.
    pub night: bool,
    /// The language of the window; that of the desktop until the person chooses one.
    pub language: Option<Language>,
    /// How large everything is shown, in per cent; within [`SCALES`].
    pub scale_percent: u16,
    /// Whether nothing moves that need not.
    pub still: bool,
    /// Files that were opened or saved lately, the last one first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { night: true, language: None, scale_percent: 100, still: false, recent: Vec::new() }
    }
}

impl Settings {
    /// How large everything is shown, 1 as designed.
    pub(super) fn scale(&self) -> f32 {
        f32::from(self.scale_percent) / 100.0
    }

    /// Where the desktop wants settings to be, if it says so.
    #[must_use]
    pub fn place() -> Option<PathBuf> {
        let folders = directories::ProjectDirs::from("", "", "firedrill")?;
        Some(folders.config_dir().join("settings.json"))
    }

    /// Reads settings. What is missing or damaged is as at the first start.
    #[must_use]
    pub fn read(place: Option<&Path>) -> Self {
        let text = place.and_then(|place| std::fs::read_to_string(place).ok());
        let mut settings: Self = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        settings.recent.truncate(MOST_RECENT);
        settings.scale_percent = settings.scale_percent.clamp(SCALES[0], SCALES[SCALES.len() - 1]);
        settings
    }

    /// Writes settings. Without them nothing is lost that matters, so a failure is not worth a word.
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

    /// Notes that a file was opened or saved.
    pub fn note(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|other| *other != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST_RECENT);
    }
}
