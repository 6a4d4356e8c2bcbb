//! The exports: content, other than the scenario, that can be saved to a file. Each kind has one entry.

use super::incidents_picture::IncidentsPicture;
use crate::session::Export;
use crate::study::spreadsheet::BYTE_ORDER_MARK;
use crate::ui::ViewContext;
use crate::ui::incidents::Shown;

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
            Export::Restoration => Self::restoration("csv", "incidents-export-csv", |context| {
                let csv = shown(context)?.sheet().to_csv();
                Some(format!("{BYTE_ORDER_MARK}{csv}").into_bytes())
            }),
            Export::RestorationMarkdown => Self::restoration("md", "incidents-export-markdown", |context| {
                Some(shown(context)?.sheet().to_markdown(context.texts).into_bytes())
            }),
            Export::RestorationPicture => Self::restoration("png", "incidents-export-picture", |context| {
                let incidents = context.incidents?;
                let picture = IncidentsPicture {
                    weight: incidents.weight,
                    log_time: incidents.log_time,
                    night: context.theme.night,
                    language: context.texts.language(),
                };
                let mut png = Vec::new();
                picture.picture(&incidents.incidents).write_png(&mut png).ok()?;
                Some(png)
            }),
        }
    }

    /// An export of the incidents that are beside one another.
    const fn restoration(
        ending: &'static str,
        title: &'static str,
        contents: fn(&ViewContext<'_>) -> Option<Vec<u8>>,
    ) -> Self {
        let (hint, saved) = ("incidents-export-hint", "incidents-saved");
        Self { ending, suffix: "-restoration", title, hint, saved, contents }
    }
}

/// The incidents that are beside one another, if there are some.
fn shown<'a>(context: &ViewContext<'a>) -> Option<Shown<'a>> {
    let chosen = context.incidents.filter(|chosen| !chosen.incidents.is_empty())?;
    let incidents = chosen.incidents.iter().map(|(place, incident)| (*place, &**incident)).collect();
    Some(Shown::new(incidents, chosen.weight, context.texts))
}
