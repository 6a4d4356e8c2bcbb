//! The list of what can be exported: tables of the run, the world as a graph, and pictures of parts of the window.

use egui::{Button, RichText, ScrollArea, Ui};

use super::ViewContext;
use super::focus;
use super::style::semibold;
use super::theme::{TEXT_BODY, TEXT_SMALL};
use crate::session::{Command, Commands, Export, FileCommand, Part, PictureFormat};
use crate::study::export::Content;

/// The key of the name of an export.
#[must_use]
pub const fn name_key(export: Export) -> &'static str {
    match export {
        Export::Comparison => "compare-export",
        Export::Restoration => "incidents-export-csv",
        Export::RestorationMarkdown => "incidents-export-markdown",
        Export::RestorationPicture => "incidents-export-picture",
        Export::Mapping => "import-save-mapping",
        Export::Text(content) => match content {
            Content::Services => "export-services",
            Content::Health => "export-health",
            Content::People => "export-people",
            Content::Prices => "export-prices",
            Content::Events => "export-events",
            Content::Dot => "export-dot",
            Content::Mermaid => "export-mermaid",
        },
        Export::Picture(part, _) => match part {
            Part::All => "export-all",
            Part::Map => "export-map",
            Part::Dependencies => "export-dependencies",
            Part::Timeline => "export-timeline",
            Part::Lists => "export-lists",
            Part::Inspector => "export-inspector",
        },
    }
}

/// The key of the text that explains what the file of an export contains.
#[must_use]
pub const fn hint_key(export: Export) -> &'static str {
    match export {
        Export::Comparison => "compare-export-hint",
        Export::Restoration | Export::RestorationMarkdown | Export::RestorationPicture => "incidents-export-hint",
        Export::Mapping => "import-mapping-hint",
        Export::Text(Content::Dot | Content::Mermaid) => "export-graph-hint",
        Export::Text(_) => "export-table-hint",
        Export::Picture(_, PictureFormat::Png) => "export-png-hint",
        Export::Picture(_, PictureFormat::Svg) => "export-svg-hint",
    }
}

/// Draws the list. A click on a button asks for a path.
pub fn exports_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let (tables, graphs): (Vec<Export>, Vec<Export>) =
        Content::ALL.into_iter().map(Export::Text).partition(|export| hint_key(*export) == "export-table-hint");
    let pictures = |format| Part::ALL.map(|part| Export::Picture(part, format)).to_vec();
    let groups = [
        ("export-tables", tables),
        ("export-graphs", graphs),
        ("export-png", pictures(PictureFormat::Png)),
        ("export-svg", pictures(PictureFormat::Svg)),
    ];
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        for (title, exports) in groups {
            group_ui(ui, context, title, &exports, commands);
        }
        focus::reveal_in(ui);
    });
}

fn group_ui(ui: &mut Ui, context: &ViewContext<'_>, title: &'static str, exports: &[Export], commands: &mut Commands) {
    let (texts, theme) = (context.texts, context.theme);
    ui.label(RichText::new(texts.get(title)).font(semibold(TEXT_BODY)).color(theme.text));
    if let Some(first) = exports.first() {
        ui.label(RichText::new(texts.get(hint_key(*first))).size(TEXT_SMALL).color(theme.quiet));
    }
    ui.horizontal_wrapped(|ui| {
        for export in exports {
            let words = texts.get(name_key(*export));
            let name = match export {
                Export::Picture(_, format) => format!("{words} ({})", format.ending().to_uppercase()),
                Export::Text(content) if content.ending() == "csv" => format!("{words} (CSV)"),
                Export::Comparison
                | Export::Restoration
                | Export::RestorationMarkdown
                | Export::RestorationPicture
                | Export::Mapping
                | Export::Text(_) => words.to_owned(),
            };
            let button = ui.add(Button::new(&name));
            if button.clicked() {
                commands.push(Command::File(FileCommand::Export(*export)));
            }
            if matches!(export, Export::Picture(Part::All, _)) {
                button.on_hover_text(texts.get("export-all-hint"));
            }
        }
    });
    ui.add_space(12.0);
}
