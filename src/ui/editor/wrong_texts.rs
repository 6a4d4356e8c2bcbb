//! All that was typed in the editor and is wrong, so that it is in no document and in no file.

use super::loose_texts::LooseText;
use super::sheet::WrongCells;
use super::wrong_fields::WrongFields;
use crate::file::Authored;
use crate::session::Session;
use crate::text::Saying;

/// What was typed into cells of the table, and into fields of forms.
#[derive(Clone, Debug, Default)]
pub struct WrongTexts {
    pub(super) cells: WrongCells,
    pub(super) fields: WrongFields,
}

impl WrongTexts {
    /// The texts about this document that were written down, each in its cell or its field and wrong there as before. Those that have a place are
    /// taken out of `written`; those are left whose rows are gone, or whose cells have something else now.
    #[must_use]
    pub fn of_written(session: &Session, written: &mut Vec<LooseText>) -> Self {
        let cells = WrongCells::of_written(session, written);
        Self { cells, fields: WrongFields::of_written(session, written) }
    }

    /// These texts that were written down, without those whose cells have got something else in this version of the document, which took their place.
    #[must_use]
    pub fn not_overwritten(written: &[LooseText], now: &Authored) -> Vec<LooseText> {
        WrongCells::not_overwritten(written, now)
    }

    /// The columns or fields and the rows of the texts, if this is their document.
    #[must_use]
    pub fn places(&self, authored: &Authored, document: u64) -> Vec<Saying> {
        let cells = self.cells.places(authored, document);
        cells.into_iter().chain(self.fields.places(authored, document)).collect()
    }
}
