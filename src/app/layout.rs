//! Where the panels are: figures above, lists and inspector beside the map, playback and timeline below.

use egui::{Align2, CentralPanel, Frame, Id, LayerId, Order, Panel, Rect, Ui};

use super::window::Views;
use crate::session::Commands;
use crate::ui::Look;
use crate::ui::map::map_ui;
use crate::ui::playback_bar::playback_ui;
use crate::ui::style::semibold;
use crate::ui::theme::SIZES;
use crate::ui::timeline::timeline_ui;
use crate::ui::top_bar;

/// Draws the whole window; answers where the map is.
pub(super) fn window_ui(ui: &mut Ui, look: &Look<'_>, views: &mut Views, commands: &mut Commands) -> Rect {
    let size = ui.available_size();
    let frame = Frame::NONE.fill(look.theme.panel);
    let left = (size.x * 0.174).clamp(190.0, 280.0);
    let right = (size.x * 0.23).clamp(250.0, 360.0);
    Panel::top("top").exact_size(top_bar::HEIGHT).frame(frame).show(ui, |ui| {
        top_bar::top_bar_ui(ui, look, left, &mut views.figures, commands);
    });
    let below = (size.y * 0.42).clamp(250.0, 420.0);
    Panel::bottom("bottom")
        .resizable(true)
        .default_size(below)
        .size_range(200.0..=(size.y - top_bar::HEIGHT - 200.0).max(201.0))
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            playback_ui(ui, look, &mut views.timeline, commands);
            timeline_ui(ui, look, &mut views.timeline, commands);
        });
    Panel::left("lists").resizable(false).exact_size(left).frame(frame).show(ui, |ui| {
        ui.label("lists");
    });
    Panel::right("inspector").resizable(false).exact_size(right).frame(frame).show(ui, |ui| {
        ui.label("inspector");
    });
    let map = CentralPanel::no_frame().show(ui, |ui| map_ui(ui, look, &mut views.map, commands));
    map.response.rect
}

/// Says that a file can be dropped here.
pub(super) fn drop_ui(ui: &Ui, look: &Look<'_>) {
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("drop")));
    let rect = ui.ctx().content_rect();
    painter.rect_filled(rect, 0.0, look.theme.shade);
    let words = look.texts.get("files.drop");
    painter.text(rect.center(), Align2::CENTER_CENTER, words, semibold(SIZES[3]), look.theme.on_shade);
}
