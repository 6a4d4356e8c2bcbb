//! The switch between map and dependency view, the buttons of the latter, and the line that says how it is read.

use egui::{
    Align2, FontId, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::session::{Command, Commands, WindowCommand};
use crate::ui::key_table::printed;
use crate::ui::style::semibold;
use crate::ui::theme::{CORNER, TEXT_BODY, TEXT_SMALL, TEXT_TITLE};
use crate::ui::{ViewContext, icons};

/// Widths of the three parts of the switch and their height, in points.
const WIDTHS: [f32; 3] = [52.0, 92.0, 60.0];
const HEIGHT: f32 = 26.0;
/// Space between the two tabs and the third part, in points.
const GAP: f32 = 6.0;
/// Where the switch is in the map, in points: to the right of the buttons.
const AT: Vec2 = vec2(54.0, 14.0);
/// Side of a button, in points.
const BUTTON: f32 = 30.0;
/// Where the buttons begin, in points from the corner of the map.
const BUTTONS: Vec2 = vec2(14.0, 14.0);

/// What a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Nearer (1) or further (-1).
    Step(i32),
    Fit,
}

/// The area of the switch in a map, so that nothing else is put there.
#[must_use]
pub fn switch_rect(map: Rect) -> Rect {
    Rect::from_min_size(map.min + AT, vec2(WIDTHS.iter().sum::<f32>() + GAP, HEIGHT))
}

/// The switch between the two, over whichever is shown, and the way to present it.
pub fn switch_ui(ui: &Ui, context: &ViewContext<'_>, map: Rect, shown: bool, commands: &mut Commands) {
    let (theme, texts) = (context.theme, context.texts);
    let first = Rect::from_min_size(switch_rect(map).min, vec2(WIDTHS[0], HEIGHT));
    let second = Rect::from_min_size(first.right_top(), vec2(WIDTHS[1], HEIGHT));
    let third = Rect::from_min_size(second.right_top() + vec2(GAP, 0.0), vec2(WIDTHS[2], HEIGHT));
    let hint = |text, keys| texts.with(text, &[("key", &printed(keys).unwrap_or_default())]);
    let parts = [
        (first, "needs-map", Some(!shown), hint("needs-hint", "keys-needs")),
        (second, "needs-needs", Some(shown), hint("needs-hint", "keys-needs")),
        (third, "present-begin", None, hint("present-begin-hint", "keys-present")),
    ];
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
        back(ui, context, part, &response, on);
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

fn back(ui: &Ui, context: &ViewContext<'_>, rect: Rect, response: &Response, on: bool) {
    let theme = context.theme;
    if on || response.hovered() {
        ui.painter().rect_filled(rect.shrink(2.0), CORNER - 2, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, CORNER, Stroke::new(1.0, theme.selected), StrokeKind::Inside);
    }
}

/// The corners that nothing else may cover.
pub(super) fn corners(context: &ViewContext<'_>, rect: Rect) -> Vec<Rect> {
    if context.presents {
        return Vec::new();
    }
    let buttons = Rect::from_min_size(rect.min + BUTTONS, vec2(BUTTON, 3.0 * BUTTON + 8.0));
    vec![switch_rect(rect), buttons]
}

/// Nearer, further, everything: where the map has the same.
pub(super) fn buttons_ui(ui: &Ui, context: &ViewContext<'_>, rect: Rect) -> Option<Ask> {
    let at = rect.min + BUTTONS;
    let buttons = [
        (0.0, "map-nearer", "+", Ask::Step(1)),
        (BUTTON, "map-further", "−", Ask::Step(-1)),
        (2.0 * BUTTON + 8.0, "needs-fit", "", Ask::Fit),
    ];
    let mut asked = None;
    for (down, key, sign, ask) in buttons {
        let own = Rect::from_min_size(at + vec2(0.0, down), Vec2::splat(BUTTON));
        let response = ui.interact(own, ui.scope_id().with(("needs", key)), Sense::click());
        let words = context.texts.get(key);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
        let rim = Stroke::new(1.0, context.theme.line);
        ui.painter().rect(own, CORNER, context.theme.panel, rim, StrokeKind::Outside);
        back(ui, context, own, &response, false);
        let font = FontId::proportional(TEXT_TITLE);
        ui.painter().text(own.center(), Align2::CENTER_CENTER, sign, font, context.theme.text);
        if ask == Ask::Fit {
            icons::fit(ui.painter(), own.center(), context.theme.text);
        }
        if response.clicked() {
            asked = Some(ask);
        }
        response.on_hover_text(words);
    }
    asked
}

/// The name of a future in its half, at the lower right.
pub(super) fn future(ui: &Ui, context: &ViewContext<'_>, half: Rect, name: &str) {
    let galley =
        crate::ui::style::elided(ui.painter(), name, semibold(TEXT_BODY), context.theme.text, half.width() * 0.5);
    let at = half.right_bottom() - galley.size() - vec2(18.0, 12.0);
    let own = Rect::from_min_size(at, galley.size());
    ui.painter().rect_filled(own.expand2(vec2(8.0, 4.0)), CORNER, context.theme.panel);
    ui.painter().galley(at, galley, context.theme.text);
    let response = ui.interact(own, ui.scope_id().with(("future", half.left() as i32)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
}

/// How the view is read, at its lower left, where there is room to say it whole.
pub(super) fn reading(painter: &Painter, context: &ViewContext<'_>, rect: Rect) {
    let words = context.texts.get("needs-reading").to_owned();
    let galley = painter.layout_no_wrap(words, FontId::proportional(TEXT_SMALL), context.theme.quiet);
    if galley.size().x + 24.0 > rect.width() {
        return;
    }
    let at = pos2(rect.left() + 12.0, rect.bottom() - galley.size().y - 8.0);
    let own = Rect::from_min_size(at, galley.size()).expand2(vec2(6.0, 3.0));
    painter.rect_filled(own, CORNER, context.theme.land.gamma_multiply(0.85));
    painter.galley(at, galley, context.theme.quiet);
}
