//! All that was typed in the editor and is wrong, so that it is in no document and in no file.

use super::sheet::WrongCells;
use super::wrong_fields::WrongFields;
use crate::file::Authored;
use crate::text::Saying;

/// What was typed into cells of the table, and into fields of forms.
#[derive(Clone, Debug, Default)]
pub struct WrongTexts {
    pub(super) cells: WrongCells,
    pub(super) fields: WrongFields,
}

impl WrongTexts {
    /// The columns or fields and the rows of the texts, if this is their document.
    #[must_use]
    pub fn places(&self, authored: &Authored, document: u64) -> Vec<Saying> {
        let cells = self.cells.places(authored, document);
        cells.into_iter().chain(self.fields.places(authored, document)).collect()
    }
}
