//! The warnings of the check, at the thing that they are about. Each is a link to the list of all warnings.

use egui::{Link, RichText, Ui};

use super::theme::TEXT_SMALL;
use super::{ViewContext, parts};
use crate::file::{FieldPath, Location, Problem};
use crate::session::{Command, Commands, WindowCommand};
use crate::text::Texts;

/// The tables of a file that have a card in the inspector, or whose rows are shown on one. Warnings about anything else belong to the file as
/// a whole.
const TABLES: [&str; 5] = ["services", "sites", "companies", "hazards", "plans"];
/// The most warnings that are shown at one thing. The list has all.
const MOST: usize = 5;

/// Where a problem or a warning stands: its line and column or, if they are not known, the path of its value.
#[must_use]
pub fn place(problem: &Problem, texts: &Texts) -> String {
    match problem.location {
        None => problem.path.to_string(),
        Some(Location { line, column }) => {
            texts.with("files-place", &[("line", &line.to_string()), ("column", &column.to_string())])
        }
    }
}

/// Draws the warnings about some rows of the file, each given by its table and its id.
pub(super) fn of_rows_ui<'a>(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    rows: impl IntoIterator<Item = [&'a str; 2]>,
    commands: &mut Commands,
) {
    if context.session.warnings().is_empty() {
        return;
    }
    let rows: Vec<FieldPath> = rows.into_iter().map(FieldPath::of).collect();
    warnings_ui(ui, context, |path| rows.iter().any(|row| path.is_within(row)), commands);
}

/// Draws the warnings about the chosen plan and about what has no card: texts, translations, chapters and the like.
pub(super) fn of_world_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let chosen = context.session.chosen().to_string();
    let is_here = |path: &FieldPath| {
        let mut parts = path.parts();
        match parts.next() {
            Some("plans") => parts.next() == Some(&chosen),
            table => !table.is_some_and(|table| TABLES.contains(&table)),
        }
    };
    warnings_ui(ui, context, is_here, commands);
}

fn warnings_ui(ui: &mut Ui, context: &ViewContext<'_>, is_here: impl Fn(&FieldPath) -> bool, commands: &mut Commands) {
    let mut here = context.session.warnings().iter().filter(|warning| is_here(&warning.path));
    let mut is_clicked = false;
    for warning in here.by_ref().take(MOST) {
        let args = [("place", place(warning, context.texts)), ("message", context.texts.say(&warning.message))];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        is_clicked |= line_ui(ui, context, &context.texts.with("warning-here", &args), Some(warning));
    }
    let more = here.count();
    if more > 0 {
        let words = context.texts.with("warning-more", &[("count", &context.texts.count(more as u64))]);
        is_clicked |= line_ui(ui, context, &words, None);
    }
    if is_clicked {
        commands.push(Command::Window(WindowCommand::ShowWarnings));
    }
}

/// Draws one line. Returns whether it was clicked.
fn line_ui(ui: &mut Ui, context: &ViewContext<'_>, words: &str, warning: Option<&Problem>) -> bool {
    let margin = egui::Margin::symmetric(parts::MARGIN as i8, 0);
    let shown = egui::Frame::NONE.inner_margin(margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
        ui.add(Link::new(RichText::new(words).size(TEXT_SMALL).color(context.theme.degraded)))
    });
    let link = shown.inner;
    match warning {
        Some(warning) => link.on_hover_text(context.texts.sentence(&warning.remedy)).clicked(),
        None => link.clicked(),
    }
}
