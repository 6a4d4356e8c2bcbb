//! The state of the import panel: its sources, what the person has said about them, and what was found.

use std::sync::Arc;

use chrono_tz::Tz;

use crate::import::{Import, Mapping, Meaning, Options, Source};

/// The state of the panel. It is kept while the panel is closed, until another scenario is in the window.
#[derive(Debug, Default)]
pub struct ImportView {
    sources: Vec<Source>,
    /// What is said about columns.
    mapping: Mapping,
    /// The title, the zone, and whether cells that cannot be read are left out.
    pub(super) options: Options,
    /// Whether what was found is out of date.
    pub(super) is_changed: bool,
    found: Option<Arc<Import>>,
    is_begun: bool,
}

/// What is to be read again.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The sources.
    pub sources: Vec<Source>,
    /// What is said about columns.
    pub mapping: Mapping,
    /// What is said about the scenario.
    pub options: Options,
}

impl ImportView {
    /// Adds a file. A file of the same name is replaced: it was changed meanwhile.
    pub fn add_file(&mut self, name: String, bytes: Arc<[u8]>) {
        match self.sources.iter_mut().find(|source| source.name == name) {
            Some(source) => source.bytes = bytes,
            None => self.sources.push(Source { name, bytes }),
        }
        self.is_changed = true;
    }

    /// Adds what was pasted. A table with the same first line as one that was pasted before is that one, corrected, and takes its place; all
    /// others are tables of their own.
    pub fn add_pasted(&mut self, name: &str, bytes: Arc<[u8]>) {
        self.is_changed = true;
        let is_same =
            |source: &&mut Source| source.name.starts_with(name) && first_line(&source.bytes) == first_line(&bytes);
        if let Some(source) = self.sources.iter_mut().find(is_same) {
            source.bytes = bytes;
            return;
        }
        let is_free = |name: &String| self.sources.iter().all(|source| source.name != *name);
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        let name = std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default();
        self.sources.push(Source { name, bytes });
    }

    /// Reads everything again: the scenario gets notes and names in the language of the window, which is another one now.
    pub fn read_again(&mut self) {
        self.is_changed = true;
    }

    /// Uses a mapping that was kept.
    pub fn set_mapping(&mut self, mapping: Mapping) {
        self.mapping = mapping;
        self.is_changed = true;
    }

    /// What is to be read again, if anything has changed since the last call.
    pub fn ask(&mut self) -> Option<Asked> {
        if !std::mem::take(&mut self.is_changed) {
            return None;
        }
        if self.sources.is_empty() {
            self.found = None;
            return None;
        }
        let Self { sources, mapping, options, .. } = self;
        Some(Asked { sources: sources.clone(), mapping: mapping.clone(), options: options.clone() })
    }

    /// Shows what was found. If everything was forgotten meanwhile, it is not wanted any more.
    pub fn show(&mut self, found: Arc<Import>) {
        self.found = Some(found).filter(|_| !self.sources.is_empty());
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> Option<&Arc<Import>> {
        self.found.as_ref()
    }

    /// The title that the scenario gets if none is typed.
    pub(super) fn suggested_title(&self) -> String {
        let first = self.sources.first().map(|source| source.name.as_str()).unwrap_or_default();
        first.rsplit_once('.').map_or(first, |(stem, _)| stem).to_owned()
    }

    pub(super) fn sources(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(|source| source.name.as_str())
    }

    /// Whether there is a source of this name.
    #[must_use]
    pub fn has_source(&self, name: &str) -> bool {
        self.sources().any(|own| own == name)
    }

    /// Whether there is nothing that can be forgotten.
    pub(super) fn is_empty(&self) -> bool {
        let Options { title, zone: _, skips_unreadable } = &self.options;
        self.sources.is_empty() && self.mapping.sheets.is_empty() && title.is_none() && !skips_unreadable
    }

    /// Removes the source at this index.
    pub(super) fn remove(&mut self, index: usize) {
        if index < self.sources.len() {
            self.sources.remove(index);
            self.is_changed = true;
        }
    }

    /// Forgets everything but the zone, after an import or when the person begins anew.
    pub fn clear(&mut self) {
        *self = Self {
            is_begun: self.is_begun,
            options: Options { zone: self.options.zone.clone(), ..Options::default() },
            ..Self::default()
        };
    }

    /// Suggests the zone of this computer when the panel is opened for the first time.
    pub(super) fn begin(&mut self, computer_zone: Option<Tz>) {
        if !std::mem::replace(&mut self.is_begun, true) {
            let named = computer_zone.map(Tz::name).filter(|name| !name.ends_with("UTC"));
            self.options.zone = named.map(str::to_owned);
        }
    }

    /// Says what a column of the table at this index means.
    pub(super) fn set_column(&mut self, sheet: usize, column: usize, meaning: Option<Meaning>) {
        if let Some(found) = &self.found {
            self.mapping = found.mapping.clone();
            self.mapping.set_column(sheet, column, meaning);
            self.is_changed = true;
        }
    }
}

/// The first line of a text, with the headings of its table.
fn first_line(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| matches!(byte, b'\r' | b'\n')).find(|line| !line.is_empty()).unwrap_or_default()
}
