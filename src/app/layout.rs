//! The layout of the panels: figures at the top, lists and inspector at the sides of the map, playback and timeline at the bottom.

use egui::{
    Align2, CentralPanel, Context, CursorIcon, Frame, Id, LayerId, Order, Panel, Rect, Role, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, vec2,
};

use super::window::Views;
use crate::session::{Commands, Part};
use crate::ui::dependencies::dependencies_ui;
use crate::ui::drags;
use crate::ui::editor::{editor_ui, send_typed, sheet_ui};
use crate::ui::focus;
use crate::ui::inspector::inspector_ui;
use crate::ui::lists::lists_ui;
use crate::ui::map::maps_ui;
use crate::ui::notice::{NoticeSize, height_of_last};
use crate::ui::playback_bar::playback_ui;
use crate::ui::style::semibold;
use crate::ui::theme::TEXT_LARGE;
use crate::ui::time_axis::gutter_width;
use crate::ui::timeline::timeline_ui;
use crate::ui::top_bar;
use crate::ui::view_switch::{switch_rect, switch_ui};
use crate::ui::{ViewContext, ensemble};

/// The minimum heights of the lower half and of the map, in points. In a low window the lower half may be lower, down to this share of it.
const LEAST_BELOW: f32 = 200.0;
const LEAST_SHARE: f32 = 0.4;
const LEAST_MAP: f32 = 180.0;
/// The minimum width for a message beside the switch between map and dependency view, in points. If there is less space, the message is
/// shown below the switch. A short message needs less.
const LEAST_MESSAGE: f32 = 400.0;
const LEAST_SHORT_MESSAGE: f32 = 280.0;

/// Draws the requested part of the window. Returns the rectangle in which messages are shown.
pub(super) fn part_ui(ui: &mut Ui, context: &ViewContext<'_>, views: &mut Views, commands: &mut Commands) -> Rect {
    match views.part {
        Part::All => window_ui(ui, context, views, commands),
        Part::Map => {
            let Views { maps, figures, .. } = views;
            CentralPanel::no_frame().show(ui, |ui| maps_ui(ui, context, maps, figures, commands)).inner
        }
        Part::Dependencies => {
            let Views { maps, dependencies, .. } = views;
            let panel = CentralPanel::no_frame();
            panel.show(ui, |ui| dependencies_ui(ui, context, dependencies, maps.both, None, commands)).inner
        }
        Part::Timeline => panel_ui(ui, context, |ui| lower_ui(ui, context, views, commands)),
        Part::Lists => panel_ui(ui, context, |ui| lists_ui(ui, context, &mut views.lists, commands)),
        Part::Inspector => panel_ui(ui, context, |ui| inspector_ui(ui, context, &mut views.inspector, commands)),
    }
}

/// Draws a panel in the whole window. Returns its rectangle.
fn panel_ui(ui: &mut Ui, context: &ViewContext<'_>, contents: impl FnOnce(&mut Ui)) -> Rect {
    let frame = Frame::NONE.fill(context.theme.panel);
    CentralPanel::no_frame().frame(frame).show(ui, contents).response.rect
}

fn window_ui(ui: &mut Ui, context: &ViewContext<'_>, views: &mut Views, commands: &mut Commands) -> Rect {
    let size = ui.available_size();
    let frame = Frame::NONE.fill(context.theme.panel);
    // The fields of the editor need their width even in a small window.
    let least = if views.editor.on { 0.35 } else { 0.3 };
    let right = (size.x * 0.23).clamp((size.x * least).min(250.0), 360.0);
    // The lists are as wide as the gutter of the timeline, which is beside the editor while there is one.
    let left = gutter_width(if views.editor.on { size.x - right } else { size.x });
    Panel::top("top").exact_size(top_bar::HEIGHT).frame(frame).show(ui, |ui| {
        top_bar::top_bar_ui(ui, context, left, &mut views.plans, &mut views.figures, commands);
    });
    // The editor has many fields, so it has the whole height, and the timeline the width beside it.
    if views.editor.on {
        side_ui(ui, context, right, views, commands);
    }
    let least = LEAST_BELOW.min(size.y * LEAST_SHARE);
    let most = (size.y - top_bar::HEIGHT - LEAST_MAP).max(least);
    let below = (size.y * views.below).clamp(least, most);
    let bottom = Panel::bottom("bottom").resizable(false).exact_size(below).frame(frame).show(ui, |ui| {
        // In a child of its own: contents that are higher than the panel would move the panel up, where its upper part is covered.
        let ui = &mut ui.new_child(UiBuilder::new().id_salt("contents"));
        lower_ui(ui, context, views, commands);
    });
    edge_ui(ui, context, bottom.response.rect, size.y, &mut views.below);
    Panel::left("lists").resizable(false).exact_size(left).frame(frame).show(ui, |ui| {
        lists_ui(ui, context, &mut views.lists, commands);
    });
    if !views.editor.on {
        side_ui(ui, context, right, views, commands);
    }
    middle_ui(ui, context, views, commands)
}

/// Draws the inspector or the editor in a panel of this width at the right.
fn side_ui(ui: &mut Ui, context: &ViewContext<'_>, width: f32, views: &mut Views, commands: &mut Commands) {
    let frame = Frame::NONE.fill(context.theme.panel);
    let panel = Panel::right("inspector").resizable(false).exact_size(width).frame(frame).show(ui, |ui| {
        // In a child of its own: contents that are wider than the panel would move the panel out of the window, and be covered at the left.
        let ui = &mut ui.new_child(UiBuilder::new().id_salt("contents"));
        if views.editor.on {
            editor_ui(ui, context, &mut views.editor, commands);
        } else {
            send_typed(context, &mut views.editor, commands);
            inspector_ui(ui, context, &mut views.inspector, commands);
        }
    });
    if views.editor.on {
        let rect = panel.response.rect;
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, context.theme.line));
        focus::note_missed_clicks(ui, rect);
    }
}

/// Draws the map or the dependency view in the space between the panels, with the switch between the two views. Returns the rectangle in
/// which messages are shown.
fn middle_ui(ui: &mut Ui, context: &ViewContext<'_>, views: &mut Views, commands: &mut Commands) -> Rect {
    let Views { maps, dependencies, figures, editor, message, .. } = views;
    let least = if *message == NoticeSize::Short { LEAST_SHORT_MESSAGE } else { LEAST_MESSAGE };
    let window = ui.ctx().content_rect();
    let room = ui.available_rect_before_wrap();
    if let Some(rows) = sheet_ui(ui, context, editor, commands) {
        // What only tells something leaves the buttons and the headings of the table free. What needs much room does not.
        return if *message == NoticeSize::Large {
            message_place(room, window, least)
        } else {
            over_rows(ui.ctx(), rows, window)
        };
    }
    let middle = |ui: &mut Ui| {
        let shown = dependencies.shown;
        let over = if shown {
            dependencies_ui(ui, context, dependencies, maps.both, Some(editor), commands)
        } else {
            maps_ui(ui, context, maps, figures, commands)
        };
        switch_ui(ui, context, over, shown, commands);
        message_place(over, window, least)
    };
    CentralPanel::no_frame().show(ui, middle).inner
}

/// The rectangle in which messages are shown over the last of these rows of a table, or over the whole width of the window if they are too narrow.
fn over_rows(ctx: &Context, rows: Rect, window: Rect) -> Rect {
    let last = rows.with_min_y((rows.bottom() - height_of_last(ctx)).max(rows.top()));
    if rows.width() >= LEAST_MESSAGE { last } else { Rect::from_x_y_ranges(window.x_range(), last.y_range()) }
}

/// The rectangle in which messages are shown over the map: beside the switch if the width there is at least `least`, otherwise below the switch.
fn message_place(map: Rect, window: Rect, least: f32) -> Rect {
    let switch = switch_rect(map);
    let baseline = map.with_min_x(switch.right());
    let below = map.with_min_y(switch.bottom()).shrink2(vec2(switch.left() - map.left(), 0.0));
    if baseline.width() >= least {
        baseline
    } else if below.width() >= LEAST_MESSAGE {
        below
    } else {
        Rect::from_x_y_ranges(window.x_range(), below.y_range())
    }
}

/// Draws the playback bar, and the timeline below it.
fn lower_ui(ui: &mut Ui, context: &ViewContext<'_>, views: &mut Views, commands: &mut Commands) {
    ui.spacing_mut().item_spacing.y = 0.0;
    playback_ui(ui, context, &mut views.timeline, commands);
    let mut room = ui.available_rect_before_wrap();
    room.max.y -= ensemble::strip_ui(ui, context, room, commands);
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| timeline_ui(ui, context, &mut views.timeline, commands));
}

/// Draws the upper edge of the lower half (playback and timeline). Dragging the edge changes `share`, the share of the window's height that
/// the lower half has. `height` is the height of the window.
fn edge_ui(ui: &Ui, context: &ViewContext<'_>, bottom: Rect, height: f32, share: &mut f32) {
    let strip = Rect::from_x_y_ranges(bottom.x_range(), bottom.top() - 3.0..=bottom.top() + 3.0);
    let response = ui.interact(strip, ui.scope_id().with("edge"), Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, context.texts.get("window-edge")));
    let response = response.on_hover_cursor(CursorIcon::ResizeVertical);
    let before = *share;
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        *share = ((bottom.bottom() - pointer.y) / height.max(1.0)).clamp(0.2, 0.8);
        ui.ctx().request_repaint();
    }
    if drags::restore(&response, (), &before, share) {
        ui.ctx().request_repaint();
    }
    let [_, down] = focus::arrows(ui, &response);
    if down != 0 {
        *share = (*share - 0.02 * down as f32).clamp(0.2, 0.8);
        ui.ctx().request_repaint();
    }
    let color = if response.dragged() || response.hovered() { context.theme.selected } else { context.theme.line };
    ui.painter().hline(bottom.x_range(), bottom.top(), Stroke::new(1.0, color));
}

/// Shows that a file can be dropped on the window.
pub(super) fn drop_ui(ui: &Ui, context: &ViewContext<'_>) {
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("drop")));
    let rect = ui.ctx().content_rect();
    painter.rect_filled(rect, 0.0, context.theme.shade);
    let words = context.texts.get("files-drop");
    painter.text(rect.center(), Align2::CENTER_CENTER, words, semibold(TEXT_LARGE), context.theme.on_shade);
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_short_message_is_beside_the_switch_on_a_narrow_map_too() {
        // The window of 1024 x 640 points.
        let window = Rect::from_min_max(pos2(0.0, 0.0), pos2(1_024.0, 640.0));
        let map = Rect::from_min_size(pos2(212.0, 64.0), vec2(562.0, 307.0));
        let switch = switch_rect(map);
        let [short, long] = [LEAST_SHORT_MESSAGE, LEAST_MESSAGE].map(|least| message_place(map, window, least));
        assert!(short.top() <= map.top() && short.left() >= switch.right(), "{short}");
        assert!(long.top() >= switch.bottom() && long.width() >= LEAST_MESSAGE, "{long}");
    }
}
