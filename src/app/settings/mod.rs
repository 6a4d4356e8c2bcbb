//! The settings that are kept between starts: recent files and the appearance of the window. The file may be missing or damaged; then the
//! default values are used.

mod stored;

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::ui::settings::SCALES;
use crate::ui::text::Language;
use crate::units::ShownZone;

/// The maximum number of recent files.
const MOST_RECENT: usize = 8;
/// The names of the settings in the file.
const NIGHT: &str = "night";
const LANGUAGE: &str = "language";
const SCALE: &str = "scale_percent";
const STILL: &str = "still";
const ZONE: &str = "zone";
const RECENT: &str = "recent";

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether the night theme is used. Otherwise the day theme is used.
    pub night: bool,
    /// The chosen language of the window. `None` means the language of the desktop.
    pub language: Option<Language>,
    /// The scale of the window in percent, within [`SCALES`].
    pub scale_percent: u16,
    /// Whether motion is reduced: only necessary animations remain.
    pub still: bool,
    /// The time zone in which times are shown.
    pub zone: ShownZone,
    /// The files that were opened or saved last, the most recent first.
    pub recent: Vec<PathBuf>,
    /// What was chosen when the settings were last read or written. Only what differs from it is written, so that two windows do not undo
    /// each other's settings.
    kept: Chosen,
    /// Files that were opened or saved since, the most recent last.
    noted: Vec<PathBuf>,
}

/// What the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Chosen {
    night: bool,
    language: Option<Language>,
    scale_percent: u16,
    still: bool,
    zone: ShownZone,
}

impl Default for Settings {
    fn default() -> Self {
        Self::of(&Map::new())
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

    /// The folder for the person's scenarios in the desktop's folder for data. `None` if that folder is not known.
    #[must_use]
    pub fn library() -> Option<PathBuf> {
        let folders = directories::ProjectDirs::from("", "", "firedrill")?;
        Some(folders.data_dir().join("scenarios"))
    }

    /// Reads the settings from the file at `place`. A setting that the file does not contain, or whose value is not known, has its default
    /// value; if the file is missing or damaged, all settings have it.
    #[must_use]
    pub fn read(place: Option<&Path>) -> Self {
        place.and_then(|place| stored::read(place).ok()).map_or_else(Self::default, |values| Self::of(&values))
    }

    /// The settings with these values in the file.
    fn of(values: &Map<String, Value>) -> Self {
        let scale = value::<u16>(values, SCALE).unwrap_or(100).clamp(SCALES[0], SCALES[SCALES.len() - 1]);
        let kept = Chosen {
            night: value(values, NIGHT).unwrap_or(true),
            language: value(values, LANGUAGE),
            scale_percent: scale,
            still: value(values, STILL).unwrap_or(false),
            zone: value(values, ZONE).unwrap_or_default(),
        };
        let Chosen { night, language, scale_percent, still, zone } = kept;
        Self { night, language, scale_percent, still, zone, recent: recent(values), kept, noted: Vec::new() }
    }

    /// Writes to the file at `place` what was changed in this window since the settings were read or written. Everything else in the file
    /// stays: what another window has changed meanwhile, and what a newer version has added. The recent files are those of all windows
    /// afterwards. A failure is ignored, because the settings are not important enough for a message; the changes are written the next time.
    pub fn write(&mut self, place: Option<&Path>) {
        let Some(place) = place else { return };
        if let Ok(values) = stored::change(place, |values| self.put_into(values)) {
            self.kept = self.chosen();
            self.noted.clear();
            self.recent = recent(&values);
        }
    }

    /// Reads again which files were opened or saved last, also in other windows.
    pub(super) fn update_recent(&mut self, place: Option<&Path>) {
        if let Some(Ok(values)) = place.map(stored::read)
            && self.noted.is_empty()
        {
            self.recent = recent(&values);
        }
    }

    /// Adds a file that was opened or saved to the recent files.
    pub fn note(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        for list in [&mut self.recent, &mut self.noted] {
            list.retain(|other| *other != path);
        }
        self.recent.insert(0, path.clone());
        self.recent.truncate(MOST_RECENT);
        self.noted.push(path);
    }

    const fn chosen(&self) -> Chosen {
        let Self { night, language, scale_percent, still, zone, .. } = *self;
        Chosen { night, language, scale_percent, still, zone }
    }

    /// Changes the values of the file that were changed in this window.
    fn put_into(&self, values: &mut Map<String, Value>) {
        let (now, kept) = (self.chosen(), self.kept);
        let mut put = |is_changed: bool, name: &str, value: Value| {
            if is_changed {
                values.insert(name.to_owned(), value);
            }
        };
        let language = serde_json::to_value(now.language).expect("a language has a name");
        let zone = serde_json::to_value(now.zone).expect("a choice of a zone has a name");
        put(now.night != kept.night, NIGHT, now.night.into());
        put(now.language != kept.language, LANGUAGE, language);
        put(now.scale_percent != kept.scale_percent, SCALE, now.scale_percent.into());
        put(now.still != kept.still, STILL, now.still.into());
        put(now.zone != kept.zone, ZONE, zone);
        if self.noted.is_empty() {
            return;
        }
        let mut entries = match values.remove(RECENT) {
            Some(Value::Array(entries)) => entries,
            Some(_) | None => Vec::new(),
        };
        for path in &self.noted {
            if let Some(entry) = entry(path) {
                entries.retain(|other| path_of(other).as_ref() != Some(path));
                entries.insert(0, entry);
            }
        }
        // Entries that a newer version has made are not known here, and stay.
        let mut paths = 0;
        entries.retain(|entry| {
            paths += usize::from(path_of(entry).is_some());
            path_of(entry).is_none() || paths <= MOST_RECENT
        });
        values.insert(RECENT.to_owned(), Value::Array(entries));
    }
}

/// A setting. `None` if the file does not contain it, or contains a value that is not known.
fn value<T: DeserializeOwned>(values: &Map<String, Value>, name: &str) -> Option<T> {
    T::deserialize(values.get(name)?).ok()
}

/// The recent files, the most recent first.
fn recent(values: &Map<String, Value>) -> Vec<PathBuf> {
    let entries = values.get(RECENT).and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(path_of).take(MOST_RECENT).collect()
}

/// The entry of a recent file. A path that is not Unicode is written as a `file:` address, which is. `None` if there is no such address
/// either.
fn entry(path: &Path) -> Option<Value> {
    match path.to_str() {
        Some(path) => Some(path.into()),
        None => Some(String::from(url::Url::from_file_path(path).ok()?).into()),
    }
}

/// The path of an entry, which is a whole path or a `file:` address. `None` if it is something else.
fn path_of(entry: &Value) -> Option<PathBuf> {
    let text = entry.as_str()?;
    if text.starts_with("file:") {
        return url::Url::parse(text).ok()?.to_file_path().ok();
    }
    Some(PathBuf::from(text))
}

#[cfg(test)]
mod tests;
