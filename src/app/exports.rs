//! What can be saved in a file of its own besides the scenario: one row for each.

use crate::session::Export;
use crate::ui::ViewContext;

/// One kind of export.
pub(super) struct ExportKind {
    /// The ending of such files, without the dot.
    pub ending: &'static str,
    /// What is added to the name of the scenario's file for the name that is suggested.
    pub suffix: &'static str,
    /// The key of its title where a path is asked for.
    pub title: &'static str,
    /// The key of what is in it.
    pub hint: &'static str,
    /// The key of the message that it was written, which names the file.
    pub saved: &'static str,
    /// What is written; `None` if there is nothing to write by now.
    pub contents: fn(&ViewContext<'_>) -> Option<Vec<u8>>,
}

impl ExportKind {
    /// The row of an export.
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
                    Some(comparison.to_csv(context.both_localized(), &context.names()).into_bytes())
                },
            },
        }
    }
}
