//! Moves the map by drag, wheel, pinch, double click, keys, and the buttons in its corner.

use egui::{Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::session::{Command, Commands, SelectCommand};
use crate::ui::map::control_rects::{BUTTON, ButtonRects, button_rects, scale_rect};
use crate::ui::map::paint::Scale;
use crate::ui::map::scene::Scene;
use crate::ui::map::screen::Screen;
use crate::ui::map::words;
use crate::ui::theme::{CORNER, TEXT_SMALL};
use crate::ui::{ViewContext, focus, icons};

/// The factor by which one click on a zoom button, or one press of a zoom key, enlarges the map.
const STEP: f64 = 1.6;
/// The distance that one press of an arrow key moves the map, in points.
const KEY_PAN: f32 = 80.0;

/// A request of a button that `buttons_ui` cannot carry out itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ask {
    /// Show all sites.
    Fit,
}

/// Moves the camera by pointer, wheel and keys. Returns whether the camera moved.
///
/// While the window is an editor (`edits`), a drag with Shift is not for the camera.
pub fn steer(ui: &Ui, ground: &Response, screen: &mut Screen, edits: bool) -> bool {
    let before = screen.camera;
    let size = screen.size();
    if ground.dragged() && !(edits && ui.input(|input| input.modifiers.shift)) {
        screen.camera.pan(ground.drag_delta().into());
    }
    if ui.rect_contains_pointer(screen.rect) {
        let (scroll, pinch, pointer) =
            ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta(), input.pointer.hover_pos()));
        let factor = f64::from(pinch) * (f64::from(scroll.y) * 0.006).exp();
        if (factor - 1.0).abs() > 1e-6 {
            let about = screen.offset(pointer.unwrap_or(screen.rect.center()));
            screen.camera.zoom_about(about, factor);
            ui.input_mut(|input| input.smooth_scroll_delta = Vec2::ZERO);
        }
    }
    if ground.double_clicked()
        && let Some(pointer) = ground.interact_pointer_pos()
    {
        screen.camera.zoom_about(screen.offset(pointer), 2.0);
    }
    if ground.has_focus() {
        keys(ui, ground, screen);
    }
    screen.camera.clamp(size);
    before != screen.camera
}

fn keys(ui: &Ui, ground: &Response, screen: &mut Screen) {
    let [right, down] = focus::arrows(ui, ground);
    screen.camera.pan([-KEY_PAN * right as f32, -KEY_PAN * down as f32]);
    for (keys, factor) in [([Key::Plus, Key::Equals], STEP), ([Key::Minus, Key::Minus], 1.0 / STEP)] {
        if keys.into_iter().any(|key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))) {
            screen.camera.zoom_about([0.0, 0.0], factor);
        }
    }
}

/// Shows the buttons, and zooms the map when a zoom button is clicked. Returns a request that is not a zoom, if there is one.
pub fn buttons_ui(
    ui: &Ui,
    context: &ViewContext<'_>,
    scene: &Scene,
    screen: &mut Screen,
    commands: &mut Commands,
) -> Option<Ask> {
    let ButtonRects { nearer, further, fit, only } = button_rects(screen.rect);
    let theme = context.theme;
    let painter = ui.painter();
    painter.rect_filled(nearer.union(further), CORNER, theme.panel);
    let size = screen.size();
    if button(ui, context, nearer, "map-nearer", Sign::Plus).clicked() {
        screen.camera.zoom_about([0.0, 0.0], STEP);
    }
    if button(ui, context, further, "map-further", Sign::Minus).clicked() {
        screen.camera.zoom_about([0.0, 0.0], 1.0 / STEP);
    }
    screen.camera.clamp(size);
    painter.hline(nearer.x_range(), nearer.max.y, Stroke::new(1.0, theme.line));
    if context.session.selection().is_some() {
        painter.rect_filled(only, CORNER, theme.panel);
        if button(ui, context, only, "map-only", Sign::Only(context.session.shows_only())).clicked() {
            commands.push(Command::Select(SelectCommand::ToggleOnly));
        }
    }
    let Some(back) = scene.labels.back else {
        painter.rect_filled(fit, CORNER, theme.panel);
        return button(ui, context, fit, "map-fit", Sign::Fit).clicked().then_some(Ask::Fit);
    };
    // No site is in view, so the button that shows all sites is drawn wider and with a text.
    painter.rect(back, CORNER, theme.panel, Stroke::new(1.5, theme.selected), StrokeKind::Inside);
    let asks = button(ui, context, back, "map-fit", Sign::Back).clicked();
    let words = words::name(painter, context.texts.get("map-fit"), TEXT_SMALL);
    painter.galley(pos2(fit.right(), fit.center().y - words.size().y / 2.0), words, theme.text);
    asks.then_some(Ask::Fit)
}

#[derive(Clone, Copy)]
enum Sign {
    Plus,
    Minus,
    Fit,
    /// The sign of `Fit` on the wider button with a text to the right of the sign, which is used while no site is in view.
    Back,
    /// Show only what is connected to the selection; the value is whether this is on.
    Only(bool),
}

fn button(ui: &Ui, context: &ViewContext<'_>, rect: Rect, name: &'static str, sign: Sign) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(name), Sense::click());
    let words = context.texts.get(name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    let painter = ui.painter();
    let theme = context.theme;
    if response.hovered() || response.has_focus() {
        painter.rect(rect, CORNER, theme.raised, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    }
    let stroke = Stroke::new(1.6, theme.text);
    let (middle, arm) = (rect.center(), 5.0);
    match sign {
        Sign::Plus | Sign::Minus => {
            painter.line_segment([middle - vec2(arm, 0.0), middle + vec2(arm, 0.0)], stroke);
            if matches!(sign, Sign::Plus) {
                painter.line_segment([middle - vec2(0.0, arm), middle + vec2(0.0, arm)], stroke);
            }
        }
        Sign::Only(is_on) => {
            let colour = if is_on { theme.selected } else { theme.text };
            painter.circle_filled(middle, 3.0, colour);
            for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (0.0, 1.2)] {
                let end = middle + vec2(x, y) * (arm + 1.0);
                painter.line_segment([middle, end], Stroke::new(1.4, colour));
                painter.circle_filled(end, 1.8, colour);
            }
        }
        Sign::Fit => icons::fit(painter, middle, theme.text),
        Sign::Back => icons::fit(painter, rect.left_center() + vec2(BUTTON / 2.0, 0.0), theme.selected),
    }
    response.on_hover_text(words)
}

/// Describes the scale bar to screen readers.
pub fn scale_ui(ui: &Ui, context: &ViewContext<'_>, screen: &Screen) {
    let response = ui.interact(scale_rect(screen.rect), ui.scope_id().with("map scale"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, Scale::of(context, screen).words));
}
