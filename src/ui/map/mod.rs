//! The map. It shows land and sea, sites as rings, services as chips, dependencies as curves, and strikes. Menus offer all actions.
//!
//! A frame is made in stages, one folder for each, and the complete result of a stage is the input of the next: `facts` (once per run),
//! `marks`, `links`, `layout`, `scene`, `paint`, `input`. No stage uses a later one.

mod control_rects;
mod facts;
mod framing;
mod input;
mod layout;
mod links;
mod maps;
mod marks;
mod paint;
mod scene;
mod scene_key;
mod screen;
mod small_map;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use self::maps::{MapsView, maps_ui};
pub use self::small_map::SmallMap;
pub use self::view::{KeptView, MapView};
use std::sync::Arc;

use egui::{Role, Sense, Ui, WidgetInfo};

use self::facts::RunFacts;
use self::input::Pick;
use self::layout::split_off_footer;
use self::paint::{Compared, Ground, SignKey, Signs};
use crate::geo::Camera;
use crate::session::Commands;
use crate::study::Run;
use crate::ui::ViewContext;

/// The least width and height of a map that is drawn, in points.
const LEAST: f32 = 40.0;

/// The camera of the first view of a run in a map of this size, in points.
pub(in crate::ui) fn home(run: &Arc<Run>, size: [f32; 2]) -> Camera {
    let facts = RunFacts::new(run, None);
    framing::home(&facts, &run.world, framing::Room::new(size, 0.0))
}

/// Shows the map in all the space that `ui` has left. If there is a baseline, rings around the marks show where its state is different.
pub fn map_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut MapView, commands: &mut Commands) {
    view.has_baseline = context.baseline().is_some();
    one_map_ui(ui, context, view, commands);
}

fn one_map_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut MapView, commands: &mut Commands) {
    let whole = ui.available_rect_before_wrap();
    if whole.width() < LEAST || whole.height() < LEAST || !whole.is_finite() {
        return;
    }
    ui.advance_cursor_after_rect(whole);
    let facts = view.facts(context);
    let areas = split_off_footer(whole, &facts);
    let mut screen = view.update_screen(context, areas.map, &facts);
    let ground = ui.interact(areas.map, ui.scope_id().with("map"), Sense::click_and_drag());
    ground.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, context.texts.get("map-name")));
    if input::steer(ui, &ground, &mut screen, context.edits && context.acts()) {
        view.was_moved_by_hand();
    }

    let clip = ui.clip_rect();
    ui.set_clip_rect(clip.intersect(areas.map));
    let painter = ui.painter().clone();
    Ground::paint(&mut view.ground, &painter, &screen, context.theme);
    let scene = view.take_scene(context, &painter, &facts, view::Viewport { screen, footer: areas.footer });
    paint::paint_scale(&painter, context, &scene);
    let signs = Signs::of(context);
    let compared = Compared { has_rings: view.has_baseline, signs: signs.as_ref() };
    paint::paint_scene(&painter, context, &facts, &scene, compared);

    let has_baseline = view.has_baseline;
    let pick = Pick { facts: &facts, scene: &scene, context, signs: signs.as_ref(), has_baseline };
    let picked_camera = pick.ui(ui, &ground, &mut view.menus, commands);
    ui.set_clip_rect(clip.intersect(whole));
    pick.footer_ui(ui, areas.footer, commands);
    let before = screen.camera;
    if let Some(camera) = picked_camera {
        screen.camera = camera;
    }
    paint::paint_numbers(ui.painter(), context, &scene);
    input::only_ui(ui, context, &scene, commands);
    if !context.presents && input::buttons_ui(ui, context, &scene, &mut screen, commands) == Some(input::Ask::Fit) {
        let room = view.room(context, areas.map);
        let all = framing::everything(&facts, context.world, room);
        screen.camera = if screen.camera == all { framing::home(&facts, context.world, room) } else { all };
    }
    input::scale_ui(ui, context, &screen);
    if let Some(key) = SignKey::of(&painter, context, areas.map) {
        key.paint(&painter, context);
    }
    if before != screen.camera {
        view.was_moved_by_hand();
        // This frame was drawn with the previous camera.
        ui.ctx().request_repaint();
    }
    ui.set_clip_rect(clip);
    view.keep(screen.camera, scene);
}
