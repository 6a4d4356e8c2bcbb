//! The state that the map keeps between frames: its camera, and the results of stages that can be reused.

use std::sync::Arc;

use egui::{Painter, Rect};

use super::control_rects;
use super::facts::RunFacts;
use super::framing;
use super::input::MenuState;
use super::layout::LastPlaces;
use super::paint::{Ground, SignKey, key_height};
use super::scene::Scene;
use super::scene_key::{MomentKey, SceneKey};
use super::screen::Screen;
use crate::geo::Camera;
use crate::memo::{Identity, Memo};
use crate::model::{CameraTarget, Id, Scenario};
use crate::study::Run;
use crate::ui::ViewContext;

/// The least height at the upper edge that a message is assumed to cover, in points.
const LEAST_COVER: f32 = 96.0;
/// The height below a message in which the camera shows sites even if the message is taller, in points.
const LEAST_FREE: f32 = 100.0;

/// The state that the map keeps between frames.
#[derive(Debug, Default)]
pub struct MapView {
    camera: Option<Camera>,
    /// Whether the camera was moved. Until then it is computed again when the size of the window changes.
    is_moved: bool,
    /// The target that the camera moves to in the next frame.
    target: Option<CameraTarget>,
    /// The last target of the camera; `None` after the person has moved the camera. If the size of the map changes, the camera moves to
    /// this target again.
    last_target: Option<CameraTarget>,
    /// The rectangle that a message covers.
    covered: Option<Rect>,
    /// Whether the document was just opened and nothing was done since. Then a message that appears moves the sites out of its way.
    is_first_view: bool,
    /// The rectangle that a message covered when the camera of the first view was computed.
    fitted_beside: Option<Rect>,
    /// The number of the document that was drawn in the last frame; `None` before the first frame.
    document: Option<u64>,
    /// The number of the world that was drawn in the last frame; `None` before the first frame.
    world: Option<u64>,
    pub(super) facts: Memo<Identity<Run>, Arc<RunFacts>>,
    /// Whether rings around the marks show where the state in the baseline is different.
    pub(super) has_baseline: bool,
    /// The rectangle that another view over the map uses.
    pub(super) reserved: Option<Rect>,
    /// The number of runs that this map has shown.
    runs: u64,
    pub(super) ground: Option<Ground>,
    pub(super) scene: Option<Scene>,
    last_places: LastPlaces,
    /// The size of the map in the last frame, in points.
    size: [f32; 2],
    /// The height of the map in the last frame without the key that explains the signs of differences, in points.
    free_height: f32,
    pub(super) menus: MenuState,
    /// Whether the next target is all sites.
    shows_all: bool,
}

/// What the camera of a map shows, to be put back later.
#[derive(Clone, Debug)]
pub struct KeptView {
    document: Option<u64>,
    camera: Option<Camera>,
    is_moved: bool,
    last_target: Option<CameraTarget>,
}

/// The screen of a map and the strip below it.
#[derive(Clone, Copy)]
pub(super) struct Viewport {
    pub(super) screen: Screen,
    /// The rectangle of the strip below the map.
    pub(super) footer: Rect,
}

impl MapView {
    /// Moves the camera to a target in `world` in the next frame. The camera stays where it is if the target is already well in view.
    pub fn point_camera(&mut self, target: &CameraTarget, world: &Scenario) {
        let exists = match target {
            CameraTarget::Site(site) => site.index() < world.sites.len(),
            CameraTarget::Service(service) => service.index() < world.services.len(),
            CameraTarget::Company(company) => company.index() < world.companies.len(),
            CameraTarget::Place(_) | CameraTarget::All => true,
        };
        self.target = exists.then(|| target.clone());
        self.is_first_view &= self.target.is_none();
    }

    /// The next target [`CameraTarget::All`] means all sites, and not the first view, which leaves out small ones that are far away.
    pub const fn show_all(&mut self) {
        self.shows_all = true;
    }

    /// Sets the rectangle that a message covers. No label is placed there, and the camera shows its targets below it.
    pub const fn cover(&mut self, rect: Option<Rect>) {
        self.covered = rect;
    }

    /// The camera of the last frame; `None` before the first.
    #[must_use]
    pub const fn camera(&self) -> Option<Camera> {
        self.camera
    }

    /// The camera, if the map was moved to where it is.
    #[must_use]
    pub fn moved_camera(&self) -> Option<Camera> {
        self.camera.filter(|_| self.is_moved)
    }

    /// Begins with this camera instead of the first view of the document with this number.
    pub fn begin_at(&mut self, camera: Camera, document: u64) {
        self.document = Some(document);
        self.set_camera(camera);
    }

    /// The size of the map in the last frame, in points.
    #[must_use]
    pub const fn size(&self) -> [f32; 2] {
        self.size
    }

    /// Sets the camera, as if the person had moved the map there.
    pub fn set_camera(&mut self, camera: Camera) {
        self.camera = Some(camera);
        self.was_moved_by_hand();
    }

    /// What the camera shows now.
    #[must_use]
    pub fn kept_view(&self) -> KeptView {
        let last_target = self.last_target.clone();
        KeptView { document: self.document, camera: self.camera, is_moved: self.is_moved, last_target }
    }

    /// Shows again what was shown then, in a map of any size, unless it was of another document.
    pub fn put_back(&mut self, kept: KeptView) {
        if kept.document == self.document {
            (self.is_moved, self.last_target) = (kept.is_moved, kept.last_target);
            // A camera that was not moved is computed for the size of the map.
            self.camera = kept.camera.filter(|_| kept.is_moved);
        }
    }

    /// Records that the person has moved the map.
    pub(super) fn was_moved_by_hand(&mut self) {
        (self.is_moved, self.last_target, self.is_first_view) = (true, None, false);
    }

    /// Copies the camera and the covered rectangle of another map.
    pub(super) fn follow(&mut self, other: &Self) {
        self.camera = other.camera;
        self.covered = other.covered;
        (self.is_moved, self.last_target, self.target, self.is_first_view) = (true, None, None, false);
    }

    /// The facts of the run. In a new document or world, this also resets the state that belongs to the previous one.
    pub(super) fn facts(&mut self, context: &ViewContext<'_>) -> Arc<RunFacts> {
        let session = context.session;
        let (document, world) = (Some(session.document_number()), Some(session.world_number()));
        if self.document != document && context.is_chosen() {
            (self.camera, self.is_moved, self.is_first_view) = (None, false, true);
        }
        if self.world != world {
            // The sites and services that these refer to may have other indices in the new world.
            self.last_target = None;
            self.last_places = LastPlaces::default();
            self.menus.site = None;
        }
        (self.document, self.world) = (document, world);
        let facts = self.facts.get_or_update(Identity::of(context.run), |before| {
            self.runs += 1;
            Arc::new(RunFacts::new(context.run, before.map(Arc::unwrap_or_clone)))
        });
        Arc::clone(facts)
    }

    /// The screen of this frame, with `rect` as the rectangle of the map. The camera is that of the first view in a new scenario, and also
    /// if the size of the map has changed and the camera has not been moved.
    pub(super) fn update_screen(&mut self, context: &ViewContext<'_>, rect: Rect, facts: &RunFacts) -> Screen {
        let size = rect.size().into();
        let free_height = rect.height() - key_height(context, rect.width());
        let is_resized = (self.size, self.free_height) != (size, free_height);
        (self.size, self.free_height) = (size, free_height);
        // The size of a message is known only after it was drawn, and a message about the opened file may appear some frames after it.
        let is_covered_anew = self.is_first_view && self.covered.is_some() && self.covered != self.fitted_beside;
        let camera = match self.camera {
            Some(camera) if self.is_moved || !(is_resized || is_covered_anew) => camera,
            Some(_) | None => {
                self.fitted_beside = self.covered;
                framing::home(facts, context.world, self.room(context, rect))
            }
        };
        let is_closed = self.covered.is_none() && self.fitted_beside.is_some();
        self.is_first_view &=
            !is_closed && context.session.selection().is_none() && !context.session.playback().playing;
        let mut screen = Screen { camera, rect };
        screen.camera.clamp(size);
        if is_resized && self.last_target.is_some() {
            // In a map of another size, the target may not be in view any more, so the camera starts from the first view.
            screen.camera = framing::home(facts, context.world, self.room(context, rect));
        }
        if let Some(target) = self.target.take().or_else(|| self.last_target.take_if(|_| is_resized)) {
            let room = self.room(context, rect);
            let shows_all = std::mem::take(&mut self.shows_all) && target == CameraTarget::All;
            screen.camera = if shows_all {
                framing::everything(facts, context.world, room)
            } else {
                framing::camera_for(facts, context.world, &target, &screen, room)
            };
            self.is_moved = shows_all || target != CameraTarget::All;
            self.last_target = Some(target).filter(|target| *target != CameraTarget::All);
        }
        screen
    }

    /// The space that the camera can use to show sites.
    pub(super) fn room(&self, context: &ViewContext<'_>, rect: Rect) -> framing::Room {
        let covered = self.covered.map_or(0.0, |covered| covered.bottom() - rect.top());
        // There is space for a short message in any case. Of taller ones, the next may be taller than the current one.
        let kept = if context.presents { 0.0 } else { framing::kept_for_message(rect.height()) };
        let top = if covered <= kept { 0.0 } else { covered.max(LEAST_COVER) };
        let bottom = key_height(context, rect.width());
        let most = (rect.height() - bottom - LEAST_FREE).max(rect.height() / 3.0);
        let room = framing::Room::new(rect.size().into(), top.min(most)).above(bottom);
        if context.presents { room } else { room.with_controls() }
    }

    /// The scene of this frame. Of the scene of the last frame, those parts are reused whose inputs have not changed.
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
        let moment = MomentKey {
            events,
            minute: if counts_minutes { context.now.0 / 60 } else { 0 },
            conditions: context.run.condition_changes_until(context.now),
        };
        match self.scene.take() {
            Some(scene) if scene.key == key && scene.now.key == moment => scene,
            Some(scene) if scene.key == key => scene.at(context, facts, moment),
            Some(_) | None => Scene::new(context, painter, facts, key, moment, &mut self.last_places),
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

    /// Stores the camera and the scene for the next frame.
    pub(super) fn keep(&mut self, camera: Camera, scene: Scene) {
        (self.camera, self.scene) = (Some(camera), Some(scene));
    }
}
