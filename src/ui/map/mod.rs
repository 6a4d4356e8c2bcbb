//! The map: land and sea, sites as rings, services as chips, needs as arcs, what burns, and the menus to set it on fire.

mod aim;
mod arcs;
mod baseline;
mod chips;
mod clusters;
mod controls;
mod curve;
mod differences;
mod edge;
mod field;
mod fire;
mod foot;
mod ground;
mod known;
mod marks;
mod menu;
mod names;
mod only;
mod pair;
mod parts;
mod path;
mod pick;
mod reach;
mod rings;
mod scene;
mod screen;
mod small;
mod state;
mod tell;
#[cfg(test)]
mod tests;
mod traffic;
mod travel;
mod words;

pub use self::pair::{MapsView, maps_ui};
pub use self::small::SmallMap;
use std::sync::Arc;

use egui::{Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use self::baseline::BaselineRings;
use self::differences::{SignKey, Signs};
use self::ground::Ground;
use self::known::Known;
use self::marks::{Mark, What};
use self::names::Sides;
use self::scene::{Key, Moment, Scene};
use self::screen::Screen;
use crate::geo::{Camera, LatLon};
use crate::model::{self, Scenario, SiteId};
use crate::session::{Command, Commands, SelectCommand};
use crate::study::Run;
use crate::ui::ViewContext;
use crate::ui::theme::CORNER;

/// A message covers at least this much of the upper edge, in points.
const LEAST_COVER: f32 = 96.0;

/// The map's own memory: its camera, and what it has worked out and need not work out again.
#[derive(Debug, Default)]
pub struct MapView {
    camera: Option<Camera>,
    /// Whether the person has moved the camera; until then it follows the size of the window.
    is_moved: bool,
    /// Where to look at the next chance.
    target: Option<model::CameraTarget>,
    /// What the camera was turned to, until the person moves it; a window of another size turns it again.
    aimed: Option<model::CameraTarget>,
    /// What lies under a message.
    covered: Option<Rect>,
    scenario: Option<Arc<Scenario>>,
    known: Option<Known>,
    /// The other future, where it is shown behind the chosen one.
    baseline: Option<BaselineRings>,
    /// What else stands on the map.
    reserved: Option<Rect>,
    /// Counts runs.
    runs: u64,
    ground: Option<Ground>,
    scene: Option<Scene>,
    sides: Sides,
    /// The size of the last frame, in points.
    size: [f32; 2],
    /// How much of its height nothing lies under that tells what is shown, in points.
    free: f32,
    /// Where the menu of the empty map was opened.
    menu_at: Option<LatLon>,
    /// The site that the menu of a ring is about.
    menu_site: Option<SiteId>,
}

impl MapView {
    /// Turns the map towards something of `world` when it is next drawn; it stays where it is if that is well in view.
    pub fn point_camera(&mut self, context: &model::CameraTarget, world: &Scenario) {
        let is_there = match context {
            model::CameraTarget::Site(site) => model::Id::index(*site) < world.sites.len(),
            model::CameraTarget::Service(service) => model::Id::index(*service) < world.services.len(),
            model::CameraTarget::Company(company) => model::Id::index(*company) < world.companies.len(),
            model::CameraTarget::Place(_) | model::CameraTarget::All => true,
        };
        self.target = is_there.then(|| context.clone());
    }

    /// Says what lies under a message: nothing is named there, and nothing is turned to as high up.
    pub const fn cover(&mut self, rect: Option<Rect>) {
        self.covered = rect;
    }

    /// What is looked at; `None` before the first frame.
    #[must_use]
    pub const fn camera(&self) -> Option<Camera> {
        self.camera
    }

    /// The size it was last drawn in, in points.
    #[must_use]
    pub const fn size(&self) -> [f32; 2] {
        self.size
    }

    /// Looks elsewhere, as if the person had moved the map there.
    pub fn set_camera(&mut self, camera: Camera) {
        self.camera = Some(camera);
        self.is_moved = true;
        self.aimed = None;
    }

    /// Brings what is known of the run up to date.
    fn take_known(&mut self, context: &ViewContext<'_>) -> Known {
        let session = context.session;
        if !self.scenario.as_ref().is_some_and(|scenario| Arc::ptr_eq(scenario, session.scenario())) {
            self.scenario = Some(Arc::clone(session.scenario()));
            if context.is_chosen() {
                (self.camera, self.is_moved, self.aimed) = (None, false, None);
            }
            self.sides.clear();
            self.menu_site = None;
        }
        match self.known.take() {
            Some(known) if known.is_of(context.run) => known,
            before => {
                self.runs += 1;
                Known::new(context.run, before)
            }
        }
    }

    /// The camera, that of a new scenario or window in its first view.
    fn aim(&mut self, context: &ViewContext<'_>, rect: Rect, known: &Known) -> Screen {
        let size = rect.size().into();
        let free = rect.height() - differences::key_height(context, rect.width());
        let is_resized = (self.size, self.free) != (size, free);
        (self.size, self.free) = (size, free);
        let camera = match self.camera {
            Some(camera) if self.is_moved || !is_resized => camera,
            Some(_) | None => aim::home(known, context.world, self.room(context, rect)),
        };
        let mut screen = Screen { camera, rect };
        screen.camera.clamp(size);
        if is_resized && self.aimed.is_some() {
            // What was turned to in a map of another size need not be where it was.
            screen.camera = aim::home(known, context.world, self.room(context, rect));
        }
        if let Some(target) = self.target.take().or_else(|| self.aimed.take_if(|_| is_resized)) {
            screen.camera = aim::point_camera(known, context.world, &target, &screen, self.room(context, rect));
            self.is_moved = target != model::CameraTarget::All;
            self.aimed = Some(target).filter(|_| self.is_moved);
        }
        screen
    }
}

impl MapView {
    /// The room that the camera has to show things in.
    fn room(&self, context: &ViewContext<'_>, rect: Rect) -> aim::Room {
        // A message that is about to come may be higher than the one before.
        let top = self.covered.map_or(0.0, |covered| (covered.bottom() - rect.top()).max(LEAST_COVER));
        let bottom = differences::key_height(context, rect.width());
        let room = aim::Room::new(rect.size().into(), top.min(rect.height() / 3.0)).above(bottom);
        if context.presents { room } else { room.baseline_controls() }
    }
}

/// The first view of a run in a map of this size, in points.
pub(in crate::ui) fn home(run: &Arc<Run>, size: [f32; 2]) -> Camera {
    let known = Known::new(run, None);
    aim::home(&known, &run.world, aim::Room::new(size, 0.0))
}

/// The map in all the room that `ui` has left, with the other future behind it, if there is one.
pub fn map_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut MapView, commands: &mut Commands) {
    view.baseline = context.baseline().map(|baseline| BaselineRings::of(&baseline, view.baseline.take()));
    one_map_ui(ui, context, view, commands);
}

fn one_map_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut MapView, commands: &mut Commands) {
    let whole = ui.available_rect_before_wrap();
    if whole.width() < 40.0 || whole.height() < 40.0 || !whole.is_finite() {
        return;
    }
    ui.advance_cursor_after_rect(whole);
    let known = view.take_known(context);
    let (rect, foot) = foot::split(whole, &known);
    let mut screen = view.aim(context, rect, &known);
    let ground = ui.interact(rect, ui.scope_id().with("map"), Sense::click_and_drag());
    ground.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, context.texts.get("map-name")));
    if controls::steer(ui, &ground, &mut screen) {
        (view.is_moved, view.aimed) = (true, None);
    }

    let clip = ui.clip_rect();
    ui.set_clip_rect(clip.intersect(rect));
    let painter = ui.painter().clone();
    Ground::paint(&mut view.ground, &painter, &screen, context.theme);
    let scene = view.take_scene(context, &painter, &known, (screen, foot));
    controls::paint_scale(&painter, context, &scene);
    paint_frames(&painter, context, &scene);
    arcs::paint(&painter, context, &known, &scene);
    travel::paint(&painter, context, &known, &scene);
    path::paint_way(&painter, context, &scene);
    scene::paint_cities(&painter, context, &scene);
    chips::paint_lines(&painter, context, &scene);
    let signs = Signs::of(context);
    paint_marks(&painter, context, &scene, view.baseline.as_ref(), signs.as_ref());
    names::paint(&painter, context, &scene);

    let pick = pick::Pick { known: &known, scene: &scene, context, signs };
    let aimed = pick.ui(ui, &ground, view, commands);
    ui.set_clip_rect(clip.intersect(whole));
    pick.foot_ui(ui, foot, view, commands);
    let before = screen.camera;
    if let Some(camera) = aimed {
        screen.camera = camera;
    }
    path::paint_numbers(ui.painter(), context, &scene);
    only::ui(ui, context, &scene, commands);
    if !context.presents && controls::buttons_ui(ui, context, &scene, &mut screen, commands) == Some(controls::Ask::Fit)
    {
        let room = view.room(context, rect);
        let home = aim::home(&known, context.world, room);
        screen.camera = if screen.camera == home { aim::everything(&known, context.world, room) } else { home };
    }
    controls::scale_ui(ui, context, &screen);
    if let Some(key) = SignKey::of(&painter, context, rect) {
        key.paint(&painter, context);
    }
    if before != screen.camera {
        (view.is_moved, view.aimed) = (true, None);
        // What was drawn is of the camera before.
        ui.ctx().request_repaint();
    }
    ui.set_clip_rect(clip);
    view.camera = Some(screen.camera);
    view.known = Some(known);
    view.scene = Some(scene);
}

impl MapView {
    /// The scene of before if nothing about it changed, else a new one.
    fn take_scene(&mut self, context: &ViewContext<'_>, painter: &Painter, known: &Known, at: (Screen, Rect)) -> Scene {
        let (screen, foot) = at;
        let counts_minutes =
            self.scene.as_ref().is_none_or(|scene| scene.states.iter().any(|(_, all)| all.strike.is_some()));
        let key = Key {
            screen,
            foot,
            pixels_per_point: painter.pixels_per_point(),
            selection: context.session.selection(),
            only: context.session.shows_only(),
            acts: context.acts(),
            run: self.runs,
            language: context.texts.language(),
            controls: controls::corners(screen.rect, context)
                .into_iter()
                .chain(context.session.shows_only().then(|| only::rect(screen.rect)))
                .chain(self.reserved)
                .chain(SignKey::of(painter, context, screen.rect).map(|key| key.rect.expand(4.0)))
                .collect(),
            covered: self.covered.map(|covered| covered.intersect(screen.rect)),
        };
        let events = context.recording.events_until(context.now);
        let moment = Moment { events, minute: if counts_minutes { context.now.0 / 60 } else { 0 } };
        match self.scene.take() {
            Some(scene) if scene.key == key && scene.moment == moment => scene,
            Some(scene) if scene.key == key => scene.at(context, known, moment),
            Some(_) | None => Scene::new(context, painter, known, (key, moment), &mut self.sides),
        }
    }
}

/// Paints what holds the parts of opened places together.
fn paint_frames(painter: &Painter, context: &ViewContext<'_>, scene: &Scene) {
    if scene.shows_fields() {
        return;
    }
    let theme = context.theme;
    let line = Stroke::new(1.0, theme.quiet.gamma_multiply(0.5));
    let fill = theme.land.gamma_multiply(0.75);
    for mark in scene.marks.iter().filter(|mark| matches!(mark.what, What::Frame(_)) && scene.is_in_view(mark)) {
        paint_true_place(painter, context, scene, mark);
        if mark.is_grid() {
            let parts = scene.parts_in(mark).map(|(_, part, _)| scene.rect(part));
            let all = parts.reduce(Rect::union).unwrap_or(Rect::NOTHING);
            painter.rect(all.expand2(vec2(28.0, 24.0)), CORNER, fill, line, StrokeKind::Inside);
        } else {
            painter.circle(scene.pos(mark), mark.radius, fill, line);
        }
    }
}

/// Paints where a mark that had to make room really is.
fn paint_true_place(painter: &Painter, context: &ViewContext<'_>, scene: &Scene, mark: &Mark) {
    if let Some(true_place) = mark.moved_from {
        let true_place = scene.key.screen.rect.center() + true_place;
        let line = Stroke::new(1.0, context.theme.quiet.gamma_multiply(0.6));
        painter.line_segment([true_place, scene.pos(mark)], line);
        painter.circle_filled(true_place, 2.0, context.theme.quiet);
    }
}

fn paint_marks(
    painter: &Painter,
    context: &ViewContext<'_>,
    scene: &Scene,
    rings: Option<&BaselineRings>,
    signs: Option<&Signs>,
) {
    let baseline = context.baseline();
    let baseline = rings.zip(baseline.as_ref());
    for (index, (mark, (states, all))) in scene.marks.iter().zip(&scene.states).enumerate() {
        if !scene.is_in_view(mark) || matches!(mark.what, What::Frame(_)) {
            continue;
        }
        let painter = &scene.painter(painter, index);
        let at = scene.pos(mark);
        paint_true_place(painter, context, scene, mark);
        if mark.is_field(&scene.key.screen) {
            let mut painter = painter.clone();
            painter.multiply_opacity(field::strength(&scene.key.screen));
            field::paint(&painter, context, mark, all, at);
        } else {
            rings::paint(painter, context, mark, states, all, at);
            rings::halo(painter, context, mark, at);
            if let Some((rings, baseline)) = baseline {
                rings.ring(painter, context, baseline, mark, all, at);
            }
            if let Some(signs) = signs {
                signs.at_mark(painter, context, mark, at);
            }
        }
    }
}

/// What was done to the session when something is chosen.
fn select(commands: &mut Commands, subject: crate::recording::Subject) {
    commands.push(Command::Select(SelectCommand::Select(Some(subject))));
}
