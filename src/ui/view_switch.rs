//! The switch between the map and the dependency view, and its rectangle, in which neither view draws anything.

use egui::{Align2, FontId, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

use super::ViewContext;
use super::key_table::printed;
use super::theme::{CORNER, TEXT_SMALL, Theme};
use crate::session::{Command, Commands, WindowCommand};

/// The widths of the three buttons of the switch, in points.
const WIDTHS: [f32; 3] = [52.0, 92.0, 60.0];
/// The height of the buttons of the switch, in points.
const HEIGHT: f32 = 26.0;
/// The space between the two tabs and the third button, in points.
const GAP: f32 = 6.0;
/// The position of the switch relative to the upper left corner of the map, in points: to the right of the buttons.
const POSITION: Vec2 = vec2(54.0, 14.0);
/// How far from a control of the dependency view what slides below it ends, in points.
const AROUND: f32 = 4.0;

/// The rectangle of the switch, for a map with this rectangle. Nothing else may be drawn in it.
#[must_use]
pub fn switch_rect(map: Rect) -> Rect {
    Rect::from_min_size(map.min + POSITION, vec2(WIDTHS.iter().sum::<f32>() + GAP, HEIGHT))
}

/// The rectangles of the three buttons: map, dependencies, and start of the presentation.
fn switch_parts(map: Rect) -> [Rect; 3] {
    let first = Rect::from_min_size(switch_rect(map).min, vec2(WIDTHS[0], HEIGHT));
    let second = Rect::from_min_size(first.right_top(), vec2(WIDTHS[1], HEIGHT));
    let third = Rect::from_min_size(second.right_top() + vec2(GAP, 0.0), vec2(WIDTHS[2], HEIGHT));
    [first, second, third]
}

/// Paints the ground of the dependency view around a control: boxes that slide below it end before it, and are not seen between its buttons.
pub fn clear_around(painter: &Painter, theme: &Theme, control: Rect) {
    painter.rect_filled(control.expand(AROUND), CORNER, theme.land);
}

/// Shows the tabs for the map and for the dependency view, and the button that starts the presentation. `shown` is whether the
/// dependency view is shown.
pub fn switch_ui(ui: &Ui, context: &ViewContext<'_>, map: Rect, shown: bool, commands: &mut Commands) {
    let (theme, texts) = (context.theme, context.texts);
    let [first, second, third] = switch_parts(map);
    let hint = |text, keys| texts.with(text, &[("key", &printed(keys).unwrap_or_default())]);
    let parts = [
        (first, "needs-map", Some(!shown), hint("needs-hint", "keys-needs")),
        (second, "needs-needs", Some(shown), hint("needs-hint", "keys-needs")),
        (third, "present-begin", None, hint("present-begin-hint", "keys-present")),
    ];
    if shown {
        clear_around(ui.painter(), theme, switch_rect(map));
    }
    for around in [first.union(second), third] {
        ui.painter().rect(around, CORNER, theme.panel, Stroke::new(1.0, theme.line), StrokeKind::Outside);
    }
    for (part, key, is_tab, hint) in parts {
        let response = ui.interact(part, ui.scope_id().with(key), Sense::click());
        let (words, on) = (texts.get(key), is_tab == Some(true));
        response.widget_info(|| match is_tab {
            Some(on) => WidgetInfo::selected(Role::Tab, true, on, words),
            None => WidgetInfo::labeled(Role::Button, true, words),
        });
        paint_back(ui, context, part, &response, on);
        let color = if on { theme.text } else { theme.quiet };
        ui.painter().text(part.center(), Align2::CENTER_CENTER, words, FontId::proportional(TEXT_SMALL), color);
        if response.clicked() && !on {
            commands.push(if is_tab.is_some() {
                Command::Window(WindowCommand::ToggleDependencies)
            } else {
                Command::Window(WindowCommand::TogglePresent)
            });
        }
        response.on_hover_text(hint);
    }
}

/// Paints the background of a button: raised if it is on or hovered, with a rim if it has the focus.
pub fn paint_back(ui: &Ui, context: &ViewContext<'_>, rect: Rect, response: &Response, on: bool) {
    let theme = context.theme;
    if on || response.hovered() {
        ui.painter().rect_filled(rect.shrink(2.0), CORNER - 2, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, CORNER, Stroke::new(1.0, theme.selected), StrokeKind::Inside);
    }
}
