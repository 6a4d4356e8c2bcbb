//! The rows of the list of scenarios about those with unsaved changes that are not in the window.

use egui::{Align, Button, Frame, Layout, Margin, RichText, Role, Ui, WidgetInfo};

use super::ViewContext;
use super::style::semibold;
use super::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use crate::session::{Command, Commands, FileCommand, UnsavedId};

/// A scenario with unsaved changes that is not in the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsavedRow {
    /// Identifies it.
    pub id: UnsavedId,
    /// Its title, or the path of what cannot be read.
    pub title: String,
    /// Its file and when it was last changed, or why it cannot be read.
    pub about: String,
    /// Whether it can be opened. Otherwise it can only be thrown away.
    pub can_open: bool,
}

/// Width of the buttons of a row together, in points.
const BUTTONS: f32 = 270.0;

/// Draws the rows. Their buttons go on with a scenario, save it, or throw its changes away.
pub fn unsaved_ui(ui: &mut Ui, context: &ViewContext<'_>, rows: &[UnsavedRow], commands: &mut Commands) {
    let theme = context.theme;
    ui.label(RichText::new(context.texts.get("unsaved-rows")).size(TEXT_SMALL).color(theme.quiet));
    let frame = Frame::NONE.fill(theme.raised).corner_radius(CORNER).inner_margin(Margin::symmetric(12, 8));
    for row in rows {
        frame.show(ui, |ui| row_ui(ui, context, row, commands));
    }
}

fn row_ui(ui: &mut Ui, context: &ViewContext<'_>, row: &UnsavedRow, commands: &mut Commands) {
    let theme = context.theme;
    let acts = [
        ("unsaved-go-on", FileCommand::GoOn(row.id), row.can_open),
        ("unsaved-save", FileCommand::SaveUnsaved(row.id), row.can_open),
        ("unsaved-throw-away", FileCommand::ThrowAway(row.id), true),
    ];
    ui.horizontal(|ui| {
        ui.set_width(ui.available_width());
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.set_width(ui.available_width() - BUTTONS);
            let title = RichText::new(row.title.as_str()).font(semibold(TEXT_BODY)).color(theme.text);
            ui.add(egui::Label::new(title).truncate());
            ui.add(egui::Label::new(RichText::new(row.about.as_str()).size(TEXT_SMALL).color(theme.quiet)).wrap());
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for (key, command, is_possible) in acts.into_iter().rev() {
                if !is_possible {
                    continue;
                }
                let text = context.texts.get(key);
                let response = ui.add(Button::new(text).fill(theme.panel));
                let name = context.texts.with("unsaved-act", &[("act", text), ("title", &row.title)]);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
                if response.clicked() {
                    commands.push(Command::File(command));
                }
            }
        });
    });
}
