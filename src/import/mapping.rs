//! What the columns of tables mean: guessed from their headings, given by a person, and kept in a file for the next time.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::fields::{Field, Meaning};
use super::headings::guess;
use super::sheet::Sheet;
use crate::text::is_same_name;

/// The version of the file.
const VERSION: u32 = 1;

/// What the columns of one table mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SheetMapping {
    /// The headings, each with what the column means. A column with `null` is not used, and one that is not named here is guessed.
    pub columns: IndexMap<String, Option<Meaning>>,
    /// The headings in the order of the table, if the mapping was made for a table.
    #[serde(skip)]
    order: Vec<String>,
}

/// What the columns of several tables mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The mapping of each table.
    pub sheets: Vec<SheetMapping>,
}

/// The file of a mapping.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    firedrill_mapping: u32,
    sheets: Vec<SheetMapping>,
}

impl SheetMapping {
    /// What the column at this index of the table means.
    #[must_use]
    pub fn meaning(&self, index: usize) -> Option<Meaning> {
        *self.columns.get(self.order.get(index)?)?
    }

    /// The columns with this field, by index.
    pub(super) fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> {
        let is_it = move |index: &usize| self.meaning(*index).is_some_and(|meaning| meaning.field == field);
        (0..self.order.len()).filter(is_it)
    }

    /// All fields that the columns have.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> {
        (0..self.order.len()).filter_map(|index| self.meaning(index)).map(|meaning| meaning.field)
    }

    /// Whether the rows describe services, and not only sites or dependencies.
    pub(super) fn describes_services(&self) -> bool {
        self.has_services() && !self.has_only_dependencies()
    }

    /// Whether each row names a service.
    pub(super) fn has_services(&self) -> bool {
        self.fields().any(|field| matches!(field, Field::Service | Field::ServiceId))
    }

    /// Whether the rows only say which services depend on which.
    pub(super) fn has_only_dependencies(&self) -> bool {
        self.fields().any(|field| field == Field::DependsOn) && self.fields().all(Field::is_of_dependency)
    }
}

impl Mapping {
    /// The mapping of a table: what is given about its headings, and a guess about the others.
    pub(super) fn of(&self, sheet: &Sheet) -> SheetMapping {
        let known = |mapping: &&SheetMapping| {
            let names = mapping.columns.keys();
            names.filter(|name| sheet.headings.iter().any(|heading| is_same_name(heading, name))).count()
        };
        let given = self.sheets.iter().max_by_key(known).filter(|mapping| known(mapping) > 0);
        let mut order = Vec::new();
        let mut columns = IndexMap::new();
        for ((index, heading), guessed) in sheet.headings.iter().enumerate().zip(guess(&sheet.headings)) {
            // Two columns may have one heading, or none.
            let is_new = !heading.is_empty() && !columns.contains_key(heading);
            let name = if is_new { heading.clone() } else { format!("{heading} ({})", index + 1) };
            let said = given.and_then(|given| {
                given.columns.iter().find(|(known, _)| is_same_name(known, &name)).map(|(_, meaning)| *meaning)
            });
            let is_said_elsewhere = |field: Field| {
                given.is_some_and(|given| given.columns.values().flatten().any(|meaning| meaning.field == field))
            };
            let guessed = guessed.filter(|meaning| !is_said_elsewhere(meaning.field) || meaning.field.may_repeat());
            columns.insert(name.clone(), said.unwrap_or(guessed));
            order.push(name);
        }
        SheetMapping { columns, order }
    }

    /// Reads the file of a mapping.
    ///
    /// # Errors
    /// What is wrong, with its line and column.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let reader = &mut serde_json::Deserializer::from_str(text.trim_start_matches('\u{feff}'));
        let file: MappingFile = serde_path_to_error::deserialize(reader).map_err(|error| {
            let path = error.path().to_string();
            format!("{path}: {}", error.into_inner())
        })?;
        if file.firedrill_mapping != VERSION {
            return Err(format!(
                "firedrill_mapping: this program reads version {VERSION}, and the file has {}",
                file.firedrill_mapping
            ));
        }
        Ok(Self { sheets: file.sheets })
    }

    /// The mapping as the text of a file.
    ///
    /// # Panics
    /// Never: a mapping consists of texts.
    #[must_use]
    pub fn to_json(&self) -> String {
        let file = MappingFile { firedrill_mapping: VERSION, sheets: self.sheets.clone() };
        serde_json::to_string_pretty(&file).expect("a mapping is texts") + "\n"
    }

    /// Says what the column with this heading means, in each table that has it.
    pub fn set(&mut self, heading: &str, meaning: Option<Meaning>) {
        if self.sheets.is_empty() {
            self.sheets.push(SheetMapping::default());
        }
        for sheet in &mut self.sheets {
            sheet.columns.insert(heading.to_owned(), meaning);
        }
    }

    /// Says what the column at this index of the table at this index means.
    pub fn set_column(&mut self, sheet: usize, column: usize, meaning: Option<Meaning>) {
        let Some(sheet) = self.sheets.get_mut(sheet) else { return };
        let Some(name) = sheet.order.get(column) else { return };
        if let Some(meaning) = meaning.filter(|meaning| !meaning.field.may_repeat()) {
            // Only one column has a field: the one that got it last.
            for other in sheet.columns.values_mut() {
                *other = other.filter(|other| other.field != meaning.field);
            }
        }
        sheet.columns.insert(name.clone(), meaning);
    }
}
