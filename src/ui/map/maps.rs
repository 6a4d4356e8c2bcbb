//! Shows one map, or the maps of the chosen plan and of the baseline next to each other. Both have the same camera, and each has the
//! name of its plan and its four figures.

use egui::{Align2, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{MapView, map_ui, one_map_ui};
use crate::session::{Command, Commands, WindowCommand};
use crate::ui::figures::{FiguresView, small_figures_ui};
use crate::ui::plans::swap;
use crate::ui::style::{elided, semibold};
use crate::ui::theme::{CORNER, TEXT_SMALL, TEXT_TITLE};
use crate::ui::view_switch::switch_rect;
use crate::ui::{ViewContext, baseline};

/// The height of the strip with the name of a plan and its figures, in points.
const STRIP: f32 = 66.0;
/// The height of the strip in a presentation, in points. It has only the name, because the figures are shown elsewhere.
const NAME_STRIP: f32 = 32.0;
/// The width of the line between the maps, in points.
const DIVIDER: f32 = 3.0;
/// The least width of the window area for two maps, in points.
const NARROWEST: f32 = 300.0;

/// The state of the map of the chosen plan and of the map of the baseline.
#[derive(Debug, Default)]
pub struct MapsView {
    /// The map of the chosen plan.
    pub one: MapView,
    /// The map of the baseline.
    other: MapView,
    /// Whether both maps are shown next to each other while there is a baseline.
    pub both: bool,
}

/// Shows the map of the chosen plan alone, or both maps with half of the width each. Returns the rectangle in which a message may be
/// shown.
pub fn maps_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut MapsView,
    figures: &mut FiguresView,
    commands: &mut Commands,
) -> Rect {
    let rect = ui.available_rect_before_wrap();
    let baseline = context.baseline().filter(|_| rect.width() >= NARROWEST);
    let Some(baseline) = baseline.as_ref().filter(|_| view.both) else {
        let word = word_rect(ui, context, "map-both", pos2(rect.right() - 12.0, rect.top() + 14.0));
        // If there is no space for the button, the keyboard shortcut still works.
        let has_word = baseline.is_some() && !context.presents && word.left() > switch_rect(rect).right() + 4.0;
        view.one.reserved = has_word.then(|| word.expand(4.0));
        map_ui(ui, context, &mut view.one, commands);
        if !has_word {
            return rect;
        }
        word_ui(ui, context, word, "map-both", commands);
        return rect.with_max_x(word.left());
    };
    ui.advance_cursor_after_rect(rect);
    let width = ((rect.width() - DIVIDER) / 2.0).floor();
    let height = if context.presents { NAME_STRIP } else { STRIP };
    let strip = Rect::from_min_size(rect.min, vec2(width, height));
    let half = Rect::from_min_max(pos2(rect.left(), strip.bottom()), pos2(strip.right(), rect.bottom()));
    let right = vec2(width + DIVIDER, 0.0);

    // Both maps use the camera of the chosen plan. If the person moves the map of the baseline, its camera is used for both.
    let MapsView { one, other, .. } = view;
    (one.has_baseline, one.reserved) = (false, None);
    at(ui, half.translate(right), "chosen", |ui| one_map_ui(ui, context, one, commands));
    other.follow(one);
    at(ui, half, "other", |ui| one_map_ui(ui, baseline, other, commands));
    if let Some(camera) = other.camera().filter(|camera| one.camera() != Some(*camera)) {
        one.set_camera(camera);
        ui.ctx().request_repaint();
    }

    strip_ui(ui, baseline, strip, figures, commands);
    strip_ui(ui, context, strip.translate(right), figures, commands);
    let middle = half.right() + DIVIDER / 2.0;
    ui.painter().vline(middle, rect.y_range(), Stroke::new(DIVIDER, context.theme.border));
    rect.with_min_y(strip.bottom())
}

fn at(ui: &mut Ui, rect: Rect, salt: &str, contents: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), contents);
}

/// Shows the name and the figures of one of the two plans. A click on the baseline chooses its plan, and the plan that was chosen
/// becomes the baseline.
fn strip_ui(ui: &mut Ui, context: &ViewContext<'_>, strip: Rect, figures: &mut FiguresView, commands: &mut Commands) {
    let (theme, is_chosen) = (context.theme, context.is_chosen());
    ui.painter().rect_filled(strip, 0.0, theme.panel);
    ui.painter().hline(strip.x_range(), strip.bottom(), Stroke::new(1.0, theme.line));
    let inside = strip.shrink2(vec2(14.0, 5.0));
    let word = context.acts().then(|| word_rect(ui, context, "map-one", inside.right_top()));
    let room = word.map_or(inside.right(), |word| word.left() - 8.0) - inside.left() - 22.0;
    let name = context.name();
    let name = name.as_str();
    let color = if is_chosen { theme.text } else { theme.quiet };
    let galley = elided(ui.painter(), name, semibold(TEXT_TITLE), color, room);
    let head = Rect::from_min_size(inside.min, vec2(galley.size().x + 22.0, 22.0));
    let response = ui.interact(head, ui.scope_id().with(("future", is_chosen)), Sense::click());
    let spoken = context.texts.with(if is_chosen { "map-chosen" } else { "map-choose" }, &[("plan", name)]);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, &spoken));
    back(ui, context, head.expand2(vec2(6.0, 1.0)), &response);
    // As on the timeline, a thick bar identifies the chosen plan and a thin line identifies the baseline.
    let left = pos2(head.left(), head.center().y);
    if is_chosen {
        let bar = Rect::from_min_max(left - vec2(0.0, 3.5), left + vec2(14.0, 3.5));
        ui.painter().rect_filled(bar, 1.0, color);
    } else {
        baseline::sample(ui.painter(), left, 14.0, color);
    }
    ui.painter().galley(pos2(head.left() + 22.0, head.center().y - galley.size().y / 2.0), galley, color);
    if response.clicked() && !is_chosen {
        commands.extend(swap(context));
    }
    response.on_hover_text(context.texts.get(if is_chosen { "map-chosen-hint" } else { "map-choose-hint" }));
    if !context.presents {
        small_figures_ui(
            ui,
            context,
            figures,
            Rect::from_min_max(pos2(inside.left(), head.bottom() + 1.0), inside.max),
        );
    }
    if let Some(word) = word {
        word_ui(ui, context, word, "map-one", commands);
    }
}

/// The rectangle of the button that switches between one map and both maps, with its upper right corner at `corner`.
fn word_rect(ui: &Ui, context: &ViewContext<'_>, key: &'static str, corner: egui::Pos2) -> Rect {
    let words = ui.painter().layout_no_wrap(context.texts.get(key).to_owned(), font(), context.theme.text);
    let size = vec2(words.size().x + 44.0, 24.0);
    Rect::from_min_size(corner - vec2(size.x, 0.0), size)
}

fn font() -> FontId {
    FontId::proportional(TEXT_SMALL)
}

fn word_ui(ui: &Ui, context: &ViewContext<'_>, rect: Rect, key: &'static str, commands: &mut Commands) {
    let theme = context.theme;
    let response = ui.interact(rect, ui.scope_id().with(key), Sense::click());
    let words = context.texts.get(key);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    ui.painter().rect(rect, CORNER, theme.panel, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    back(ui, context, rect, &response);
    let color = if response.hovered() || response.has_focus() { theme.text } else { theme.quiet };
    let at = rect.left_center() + vec2(10.0, 0.0);
    ui.painter().text(at, Align2::LEFT_CENTER, words, font(), color);
    let cap = Rect::from_center_size(rect.right_center() - vec2(16.0, 0.0), vec2(16.0, 16.0));
    ui.painter().rect_stroke(cap, 3.0, Stroke::new(1.0, theme.border), StrokeKind::Inside);
    ui.painter().text(cap.center(), Align2::CENTER_CENTER, context.texts.get("map-both-key"), font(), color);
    if response.clicked() {
        commands.push(Command::Window(WindowCommand::ToggleBoth));
    }
    response.on_hover_text(context.texts.get("map-both-hint"));
}

fn back(ui: &Ui, context: &ViewContext<'_>, rect: Rect, response: &Response) {
    if response.hovered() {
        ui.painter().rect_filled(rect, CORNER, context.theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, CORNER, Stroke::new(1.0, context.theme.selected), StrokeKind::Inside);
    }
}
