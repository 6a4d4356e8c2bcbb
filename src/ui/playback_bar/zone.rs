//! The name of the zone in which times are shown. A click on it opens a menu with the other zones.

use egui::{Button, FontId, Popup, Role, Ui, WidgetInfo};

use super::button::text_button;
use crate::session::{Command, Commands, WindowCommand};
use crate::ui::ViewContext;
use crate::ui::settings::{zone_choices, zone_words};
use crate::ui::style::text_width;
use crate::ui::theme::TEXT_BODY;
use crate::ui::time_axis::dates;

/// Draws the name of the zone as a button with a menu. It is left out if there is no room: the settings and a key offer the same.
pub(super) fn zone_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let font = FontId::proportional(TEXT_BODY);
    let words = dates::zone_name(context, context.now);
    if text_width(ui.painter(), words.clone(), font.clone()) + 8.0 > ui.available_width() {
        return;
    }
    let response = text_button(ui, context, &words, font, context.theme.quiet, context.texts.get("zone-button"));
    Popup::menu(&response).show(|ui| {
        for (zone, is_known) in zone_choices(context) {
            let is_on = context.zone == zone;
            let words = zone_words(context, zone);
            let item = ui.add_enabled(is_known, Button::new(&words).selected(is_on));
            item.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, is_known, is_on, &words));
            if item.clicked() {
                commands.push(Command::Window(WindowCommand::SetZone(zone)));
            }
        }
    });
    response.on_hover_text(context.texts.get("zone-hint"));
}
