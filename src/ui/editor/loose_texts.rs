//! A text that was typed and is in no document, as it is written down: so it can be put back where it stood.

use serde::{Deserialize, Serialize};

/// A text that was typed and is in no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseText {
    /// The column or the field and the row, in words.
    pub place: String,
    /// The text.
    pub text: String,
    /// Where it stood. `None` if it belongs to no cell and to no field.
    pub at: Option<TextAt>,
}

/// A cell or a field in which a text stood. It is a part of the format of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextAt {
    /// Whether it is a cell of a table of cells, and not a field of a form.
    pub is_cell: bool,
    /// The name of the table of the row; empty if the field is in no table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub table: String,
    /// The id of the row, or its index if rows of the table have no ids.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub row: String,
    /// The word for the column, or the path of the field within the row, which is empty for the id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub path: Vec<String>,
    /// What the document had there. If it has something else, the text is out of date.
    pub was: String,
    /// What is wrong with the text, in words. Empty for a cell: what is wrong there is found again.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}
