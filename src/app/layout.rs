//! Where the panels are: figures above, lists and inspector beside the map, playback and timeline below.

use egui::{CentralPanel, Frame, Panel, Ui};

use super::window::Views;
use crate::session::Commands;
use crate::ui::Look;
use crate::ui::map::map_ui;
use crate::ui::playback_bar::playback_ui;
use crate::ui::timeline::timeline_ui;

/// Draws the whole window.
pub(super) fn window_ui(ui: &mut Ui, look: &Look<'_>, views: &mut Views, commands: &mut Commands) {
    let size = ui.available_size();
    let frame = Frame::NONE.fill(look.theme.panel);
    Panel::top("top").exact_size(64.0).frame(frame).show(ui, |ui| {
        ui.label("top");
    });
    let below = (size.y * 0.42).clamp(250.0, 420.0);
    Panel::bottom("bottom")
        .resizable(true)
        .default_size(below)
        .size_range(200.0..=(size.y - 64.0 - 200.0).max(201.0))
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            playback_ui(ui, look, &mut views.timeline, commands);
            timeline_ui(ui, look, &mut views.timeline, commands);
        });
    let left = (size.x * 0.174).clamp(190.0, 280.0);
    let right = (size.x * 0.23).clamp(250.0, 360.0);
    Panel::left("lists").resizable(false).exact_size(left).frame(frame).show(ui, |ui| {
        ui.label("lists");
    });
    Panel::right("inspector").resizable(false).exact_size(right).frame(frame).show(ui, |ui| {
        ui.label("inspector");
    });
    CentralPanel::no_frame().show(ui, |ui| map_ui(ui, look, &mut views.map, commands));
}
