//! What the map remembers between frames: its camera, and stages of the last frame that need not be made again.

use std::sync::Arc;

use egui::{Painter, Rect};

use super::control_rects;
use super::facts::RunFacts;
use super::framing;
use super::input::MenuState;
use super::layout::Sides;
use super::paint::{Ground, SignKey, key_height};
use super::scene::Scene;
use super::scene_key::{MomentKey, SceneKey};
use super::screen::Screen;
use crate::geo::Camera;
use crate::memo::{Identity, Memo};
use crate::model::{CameraTarget, Id, Scenario};
use crate::study::Run;
use crate::ui::ViewContext;

/// A message covers at least this much of the upper edge, in points.
const LEAST_COVER: f32 = 96.0;

/// The map's own memory.
#[derive(Debug, Default)]
pub struct MapView {
    camera: Option<Camera>,
    /// Whether the person has moved the camera; until then it follows the size of the window.
    is_moved: bool,
    /// Where the camera is to go in the next frame.
    target: Option<CameraTarget>,
    /// Where the camera went last, until the person moves it; a window of another size goes there again.
    last_target: Option<CameraTarget>,
    /// What is under a message.
    covered: Option<Rect>,
    /// The numbers of the document and of its world that were drawn last.
    document: Option<u64>,
    world: Option<u64>,
    pub(super) facts: Memo<Identity<Run>, Arc<RunFacts>>,
    /// Whether the baseline is shown behind the chosen plan.
    pub(super) has_baseline: bool,
    /// What another view over the map keeps free.
    pub(super) reserved: Option<Rect>,
    /// Counts runs.
    runs: u64,
    pub(super) ground: Option<Ground>,
    pub(super) scene: Option<Scene>,
    sides: Sides,
    /// The size of the last frame, in points.
    size: [f32; 2],
    /// How much of its height the key to the signs left free, in points.
    free_height: f32,
    pub(super) menus: MenuState,
}

/// Where a map is drawn.
#[derive(Clone, Copy)]
pub(super) struct Viewport {
    pub(super) screen: Screen,
    /// The strip below it.
    pub(super) footer: Rect,
}

impl MapView {
    /// Moves the camera to something of `world` in the next frame; it stays where it is if that is well in view.
    pub fn point_camera(&mut self, target: &CameraTarget, world: &Scenario) {
        let exists = match target {
            CameraTarget::Site(site) => site.index() < world.sites.len(),
            CameraTarget::Service(service) => service.index() < world.services.len(),
            CameraTarget::Company(company) => company.index() < world.companies.len(),
            CameraTarget::Place(_) | CameraTarget::All => true,
        };
        self.target = exists.then(|| target.clone());
    }

    /// Says what is under a message: nothing is named there, and the camera shows nothing that high up.
    pub const fn cover(&mut self, rect: Option<Rect>) {
        self.covered = rect;
    }

    /// The camera of the last frame; `None` before the first.
    #[must_use]
    pub const fn camera(&self) -> Option<Camera> {
        self.camera
    }

    /// The size it was last drawn in, in points.
    #[must_use]
    pub const fn size(&self) -> [f32; 2] {
        self.size
    }

    /// Sets the camera, as if the person had moved the map there.
    pub fn set_camera(&mut self, camera: Camera) {
        self.camera = Some(camera);
        self.was_moved_by_hand();
    }

    /// Notes that the person has moved the map.
    pub(super) fn was_moved_by_hand(&mut self) {
        (self.is_moved, self.last_target) = (true, None);
    }

    /// Shows what another map shows.
    pub(super) fn follow(&mut self, other: &Self) {
        self.camera = other.camera;
        self.covered = other.covered;
        (self.is_moved, self.last_target, self.target) = (true, None, None);
    }

    /// The facts of the run.
    pub(super) fn facts(&mut self, context: &ViewContext<'_>) -> Arc<RunFacts> {
        let session = context.session;
        let (document, world) = (Some(session.document_number()), Some(session.world_number()));
        if self.document != document && context.is_chosen() {
            (self.camera, self.is_moved) = (None, false);
        }
        if self.world != world {
            // What these are about may have another index now.
            self.last_target = None;
            self.sides.clear();
            self.menus.site = None;
        }
        (self.document, self.world) = (document, world);
        let facts = self.facts.get_or_update(Identity::of(context.run), |before| {
            self.runs += 1;
            Arc::new(RunFacts::new(context.run, before.map(Arc::unwrap_or_clone)))
        });
        Arc::clone(facts)
    }

    /// The camera of this frame in its rectangle. In a new scenario, and in a window of another size that nobody moved the map in,
    /// it is the first view.
    pub(super) fn update_screen(&mut self, context: &ViewContext<'_>, rect: Rect, facts: &RunFacts) -> Screen {
        let size = rect.size().into();
        let free_height = rect.height() - key_height(context, rect.width());
        let is_resized = (self.size, self.free_height) != (size, free_height);
        (self.size, self.free_height) = (size, free_height);
        let camera = match self.camera {
            Some(camera) if self.is_moved || !is_resized => camera,
            Some(_) | None => framing::home(facts, context.world, self.room(context, rect)),
        };
        let mut screen = Screen { camera, rect };
        screen.camera.clamp(size);
        if is_resized && self.last_target.is_some() {
            // In a map of another size the target need not be where it was.
            screen.camera = framing::home(facts, context.world, self.room(context, rect));
        }
        if let Some(target) = self.target.take().or_else(|| self.last_target.take_if(|_| is_resized)) {
            let room = self.room(context, rect);
            screen.camera = framing::camera_for(facts, context.world, &target, &screen, room);
            self.is_moved = target != CameraTarget::All;
            self.last_target = Some(target).filter(|_| self.is_moved);
        }
        screen
    }

    /// The room that the camera has to show things in.
    pub(super) fn room(&self, context: &ViewContext<'_>, rect: Rect) -> framing::Room {
        // A message that is about to come may be higher than the one before.
        let top = self.covered.map_or(0.0, |covered| (covered.bottom() - rect.top()).max(LEAST_COVER));
        let bottom = key_height(context, rect.width());
        let room = framing::Room::new(rect.size().into(), top.min(rect.height() / 3.0)).above(bottom);
        if context.presents { room } else { room.with_controls() }
    }

    /// The scene of the last frame if nothing about it changed, else a new one.
    pub(super) fn take_scene(
        &mut self,
        context: &ViewContext<'_>,
        painter: &Painter,
        facts: &RunFacts,
        viewport: Viewport,
    ) -> Scene {
        let is_any_struck = |scene: &Scene| scene.now.states.iter().any(|state| state.all.strike.is_some());
        let counts_minutes = self.scene.as_ref().is_none_or(is_any_struck);
        let key = self.scene_key(context, painter, viewport);
        let events = context.recording.events_until(context.now);
        let moment = MomentKey { events, minute: if counts_minutes { context.now.0 / 60 } else { 0 } };
        match self.scene.take() {
            Some(scene) if scene.key == key && scene.now.key == moment => scene,
            Some(scene) if scene.key == key => scene.at(context, facts, moment),
            Some(_) | None => Scene::new(context, painter, facts, key, moment, &mut self.sides),
        }
    }

    fn scene_key(&self, context: &ViewContext<'_>, painter: &Painter, viewport: Viewport) -> SceneKey {
        let rect = viewport.screen.rect;
        let only = context.session.shows_only();
        SceneKey {
            screen: viewport.screen,
            footer: viewport.footer,
            pixels_per_point: painter.pixels_per_point(),
            selection: context.session.selection(),
            only,
            acts: context.acts(),
            run: self.runs,
            language: context.texts.language(),
            controls: control_rects::kept_free(rect, context)
                .into_iter()
                .chain(only.then(|| control_rects::only_rect(rect)))
                .chain(self.reserved)
                .chain(SignKey::of(painter, context, rect).map(|key| key.rect.expand(4.0)))
                .collect(),
            covered: self.covered.map(|covered| covered.intersect(rect)),
        }
    }

    /// Keeps what the next frame may need.
    pub(super) fn keep(&mut self, camera: Camera, scene: Scene) {
        (self.camera, self.scene) = (Some(camera), Some(scene));
    }
}
