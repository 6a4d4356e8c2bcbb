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
    /// Whether saving it helps. Otherwise its file has it, and it is kept for texts that are wrong.
    pub can_save: bool,
}

/// Width of the buttons of a row together, in points.
const BUTTONS: f32 = 270.0;

/// What a button of a row does.
enum Act {
    /// Gives this command.
    Give(FileCommand),
    /// Asks whether to throw the changes away.
    Ask,
    /// Keeps the changes.
    Keep,
}

/// Draws the rows. Their buttons go on with a scenario, save it, or throw its changes away. Before that the person is asked: `asked` is the
/// scenario about which.
pub fn unsaved_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    rows: &[UnsavedRow],
    asked: &mut Option<UnsavedId>,
    commands: &mut Commands,
) {
    let theme = context.theme;
    ui.label(RichText::new(context.texts.get("unsaved-rows")).size(TEXT_SMALL).color(theme.quiet));
    let frame = Frame::NONE.fill(theme.raised).corner_radius(CORNER).inner_margin(Margin::symmetric(12, 8));
    for row in rows {
        frame.show(ui, |ui| row_ui(ui, context, row, asked, commands));
    }
}

/// The buttons of a row with their texts, from the left to the right.
fn acts(row: &UnsavedRow, is_asked: bool) -> Vec<(&'static str, Act)> {
    if is_asked {
        // A second click at the same place, as of a double click, keeps the changes.
        let throw_away = Act::Give(FileCommand::ThrowAway(row.id));
        return vec![("unsaved-throw-away-now", throw_away), ("unsaved-keep", Act::Keep)];
    }
    let mut acts = Vec::new();
    if row.can_open {
        let go_on = if row.can_save { "unsaved-go-on" } else { "unsaved-show" };
        acts.push((go_on, Act::Give(FileCommand::GoOn(row.id))));
    }
    if row.can_save {
        acts.push(("unsaved-save", Act::Give(FileCommand::SaveUnsaved(row.id))));
    }
    acts.push(("unsaved-throw-away", Act::Ask));
    acts
}

fn row_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    row: &UnsavedRow,
    asked: &mut Option<UnsavedId>,
    commands: &mut Commands,
) {
    let theme = context.theme;
    let is_asked = *asked == Some(row.id);
    let (below, color) = if is_asked {
        (context.texts.with("unsaved-throw-away-question", &[("name", &row.title)]), theme.text)
    } else {
        (row.about.clone(), theme.quiet)
    };
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.set_width(ui.available_width());
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.set_width(ui.available_width() - BUTTONS);
            let title = RichText::new(row.title.as_str()).font(semibold(TEXT_BODY)).color(theme.text);
            ui.add(egui::Label::new(title).truncate());
            ui.add(egui::Label::new(RichText::new(below).size(TEXT_SMALL).color(color)).wrap());
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for (key, act) in acts(row, is_asked).into_iter().rev() {
                let text = context.texts.get(key);
                let response = ui.add(Button::new(text).fill(theme.panel));
                let name = context.texts.with("unsaved-act", &[("act", text), ("title", &row.title)]);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
                if response.clicked() {
                    clicked = Some(act);
                }
            }
        });
    });
    match clicked {
        Some(Act::Give(command)) => commands.push(Command::File(command)),
        Some(Act::Ask) => *asked = Some(row.id),
        Some(Act::Keep) => *asked = None,
        None => {}
    }
}
