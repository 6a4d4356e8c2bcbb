//! The controls: they show themselves while the pointer is near the lower edge, or the keyboard is on one of them.

use egui::{Align, FontId, Layout, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::PresentView;
use crate::session::{Command, Commands};
use crate::ui::icons::Transport;
use crate::ui::keys::{next_chapter, printed};
use crate::ui::playback_bar::{button, play_button};
use crate::ui::theme::{CORNER, SIZES};
use crate::ui::{Look, top_bar};

/// Height of the row, and how near to it the pointer is for it to show, in points.
const HEIGHT: f32 = 48.0;
const NEAR: f32 = 12.0;

/// Draws the controls over the middle of the lower edge of `above`, if somebody is about to use them.
pub(super) fn controls_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    above: Rect,
    strip: Rect,
    view: &mut PresentView,
    commands: &mut Commands,
) {
    let room = Rect::from_min_max(pos2(above.left(), above.bottom() - HEIGHT - 2.0 * NEAR), above.right_bottom());
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let is_near = pointer.is_some_and(|pointer| room.contains(pointer) || strip.contains(pointer));
    // Whoever walks by keyboard meets them as well.
    let has_keyboard = view.controls.iter().any(|id| ui.memory(|memory| memory.has_focus(*id)));
    let is_shown = is_near || has_keyboard;
    let width = view.controls_width;
    let row = Rect::from_center_size(pos2(room.center().x, room.bottom() - NEAR - HEIGHT / 2.0), vec2(width, HEIGHT));
    let layout = Layout::left_to_right(Align::Center);
    let mut ui = ui.new_child(UiBuilder::new().max_rect(row).layout(layout).id_salt("controls"));
    ui.spacing_mut().item_spacing.x = 4.0;
    if is_shown {
        let back = row.expand2(vec2(10.0, 0.0));
        ui.painter().rect(
            back,
            f32::from(CORNER) + 4.0,
            look.theme.panel,
            (1.0, look.theme.border),
            egui::StrokeKind::Inside,
        );
    } else {
        // They are there for whoever cannot see them anyway.
        ui.set_opacity(0.0);
    }
    let mut ids = Vec::new();
    let mut does = |response: &Response, command: Option<Command>| {
        ids.push(response.id);
        if response.clicked() {
            commands.extend(command);
        }
        response.clicked()
    };
    let to = |way| next_chapter(look, way).map(Command::Chapter);
    does(&button(&mut ui, look, Transport::StepBack, "present-back"), to(-1));
    does(&play_button(&mut ui, look), Some(Command::TogglePlay));
    does(&button(&mut ui, look, Transport::StepForward, "present-next"), to(1));
    let speed = look.texts.speed(look.session.playback().speed);
    ui.label(egui::RichText::new(speed).size(SIZES[1]).color(look.theme.quiet));
    if does(&word_ui(&mut ui, look, "present-follow", "keys-follow", view.leads), None) {
        view.toggle_lead(look.now);
    }
    does(&word_ui(&mut ui, look, "present-leave", "keys-present", false), Some(Command::TogglePresent));
    view.controls_width = ui.min_rect().width();
    if view.controls != ids {
        view.controls = ids;
    }
}

/// A word that can be clicked, with its key.
pub(super) fn word_ui(ui: &mut Ui, look: &Look<'_>, name: &'static str, keys: &str, on: bool) -> Response {
    let theme = look.theme;
    let words = look.texts.get(name);
    let key = printed(keys).unwrap_or_default();
    let lay_out = |words: String, color| ui.painter().layout_no_wrap(words, FontId::proportional(SIZES[1]), color);
    let galley = lay_out(words.to_owned(), if on { theme.selected } else { theme.text });
    let cap = lay_out(key, theme.quiet);
    let size = vec2(galley.size().x + cap.size().x + 28.0, 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, words));
    top_bar::paint_back(ui, look, rect, &response, on);
    let middle = rect.center().y - galley.size().y / 2.0;
    let after = rect.left() + 18.0 + galley.size().x;
    ui.painter().galley(pos2(rect.left() + 10.0, middle), galley, theme.text);
    ui.painter().galley(pos2(after, middle), cap, theme.quiet);
    response
}
