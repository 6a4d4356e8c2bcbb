//! The exports: content, other than the scenario, that can be saved to a file. Each kind has one entry.

use crate::session::Export;
use crate::study::spreadsheet::BYTE_ORDER_MARK;
use crate::ui::ViewContext;

/// The properties of one kind of export.
pub(super) struct ExportKind {
    /// The extension of the files, without the dot.
    pub ending: &'static str,
    /// What is appended to the name of the scenario's file to suggest a file name.
    pub suffix: &'static str,
    /// The text key of the title of the path field.
    pub title: &'static str,
    /// The text key of the hint that explains what the file will contain.
    pub hint: &'static str,
    /// The text key of the message after saving, which names the file.
    pub saved: &'static str,
    /// Makes the bytes of the file. Returns `None` if there is nothing to export now.
    pub contents: fn(&ViewContext<'_>) -> Option<Vec<u8>>,
}

impl ExportKind {
    /// The properties of this export.
    pub(super) fn of(export: Export) -> Self {
        match export {
            Export::Comparison => Self {
                ending: "csv",
                suffix: "",
                title: "compare-export",
                hint: "compare-export-hint",
                saved: "compare-saved",
                contents: |context| {
                    let comparison = context.session.comparison()?;
                    let csv = comparison.to_csv(context.both_localized(), &context.names());
                    // Who saves from the window opens the file in a spreadsheet.
                    Some(format!("{BYTE_ORDER_MARK}{csv}").into_bytes())
                },
            },
        }
    }
}
