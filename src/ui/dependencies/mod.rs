//! The dependency view. It shows the services in layers, each service below those that depend on it, with their state at the playhead.

mod boxes;
mod controls;
mod edit;
mod known;
mod labels;
mod layout;
mod lines;
mod routes;
#[cfg(test)]
mod tests;
mod view;

use std::sync::Arc;

use egui::{Galley, Painter, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo};

use self::edit::Editing;
use self::known::{Known, Touched};
use self::view::Sight;
use crate::memo::{Identity, Memo};
use crate::model::{self, Id, ServiceId};
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::ViewContext;
use crate::ui::editor::EditorView;

/// The largest number of lines whose routes are found in one frame, so that a large world does not hold up the window. Pictures are drawn when
/// all routes are found.
const ROUTES_IN_FRAME: usize = 2_000;

/// The state that the dependency view keeps between frames: the visible part, and the facts of the world.
#[derive(Debug, Default)]
pub struct DependenciesView {
    /// Whether the dependency view is shown instead of the map.
    pub shown: bool,
    /// The facts about the world and the layout, cached for one world and aspect ratio.
    known: Memo<(Identity<model::Scenario>, u32), Arc<Known>>,
    sight: Option<Sight>,
    /// Whether the person has moved the visible part. As long as this is false, the whole layout is visible.
    is_moved: bool,
    /// The object to bring into view in the next frame.
    target: Option<model::CameraTarget>,
    /// What the person is doing with dependencies, while the window is an editor.
    editing: Editing,
    /// The state of the second view, which shows the baseline if both runs are shown.
    other: Option<Box<Self>>,
}

impl DependenciesView {
    /// Brings an object into view in the next frame.
    pub fn point_camera(&mut self, target: &model::CameraTarget) {
        self.target = Some(target.clone());
    }

    /// Updates the facts of the world and the visible part for this frame. Returns them with the text that explains how to read the view.
    fn update(
        &mut self,
        painter: &Painter,
        context: &ViewContext<'_>,
        rect: Rect,
    ) -> (Arc<Known>, Sight, Option<Arc<Galley>>) {
        let world = &context.run.world;
        let aspect = view::shape(rect, context.presents);
        let mut is_laid_out_anew = false;
        let known = self.known.get_or_update((Identity::of(world), aspect.to_bits()), |before| {
            let known = Known::new(world, aspect, before.as_deref());
            is_laid_out_anew = before.is_some_and(|before| before.layout != known.layout);
            Arc::new(known)
        });
        if !known.has_all_routes() {
            Arc::make_mut(known).find_routes(ROUTES_IN_FRAME);
        }
        let known = Arc::clone(known);
        if is_laid_out_anew {
            (self.sight, self.is_moved) = (None, false);
        }
        let reading = controls::reading(painter, context, &known, rect);
        let below = controls::space_below(reading.as_deref());
        let whole = Sight::whole(&known.layout, rect, context.presents, below);
        let mut sight = match self.sight {
            Some(sight) if self.is_moved => Sight { rect, ..sight },
            Some(_) | None => whole,
        };
        match self.target.take() {
            Some(model::CameraTarget::All) => (sight, self.is_moved) = (whole, false),
            // If the person has not moved the view, the whole layout is in view anyway.
            Some(model::CameraTarget::Service(service)) if self.is_moved && service.index() < known.layout.at.len() => {
                sight.show(known.layout.at[service.index()]);
            }
            Some(
                model::CameraTarget::Service(_)
                | model::CameraTarget::Site(_)
                | model::CameraTarget::Place(_)
                | model::CameraTarget::Company(_),
            )
            | None => {}
        }
        (known, sight, reading)
    }
}

/// The input for drawing one frame of the view.
struct Scene<'a> {
    context: &'a ViewContext<'a>,
    known: &'a Known,
    sight: Sight,
    /// The dependencies and dependents of the hovered service or, if none is hovered, of the selected service.
    touched: Option<Touched>,
}

impl Scene<'_> {
    /// The opacity of a service. It is less than 1 if another service is highlighted and this one is not connected to it.
    fn strength(&self, service: ServiceId) -> f32 {
        if self.touched.as_ref().is_none_or(|touched| touched.has(service)) { 1.0 } else { 0.3 }
    }
}

/// Shows the dependency view in all the space that `ui` has left. If `both` and there is a baseline, two views share the space: the
/// baseline in the left half and the chosen run in the right half. `editor` keeps what is typed about dependencies; without it they cannot be
/// changed. Returns the rectangle in which a message may be shown.
pub fn dependencies_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut DependenciesView,
    both: bool,
    editor: Option<&mut EditorView>,
    commands: &mut Commands,
) -> Rect {
    let rect = ui.available_rect_before_wrap();
    let Some(baseline) = context.baseline().filter(|_| both) else {
        return one_dependencies_ui(ui, context, view, editor, commands);
    };
    ui.advance_cursor_after_rect(rect);
    let (left, right) = rect.split_left_right_at_fraction(0.5);
    at(ui, right, "chosen", |ui| one_dependencies_ui(ui, context, view, editor, commands));
    let mut other = view.other.take().unwrap_or_default();
    let sight = view.sight.map(|sight| Sight { rect: left, ..sight });
    (other.sight, other.is_moved) = (sight, true);
    at(ui, left, "other", |ui| one_dependencies_ui(ui, &baseline, &mut other, None, commands));
    if other.sight != sight {
        (view.sight, view.is_moved) = (other.sight, true);
        ui.ctx().request_repaint();
    }
    view.other = Some(other);
    for (half, name) in [(right, context.name()), (left, baseline.name())] {
        controls::run_name(ui, context, half, &name);
    }
    ui.painter().vline(right.left(), rect.y_range(), Stroke::new(3.0, context.theme.border));
    rect
}

fn at(ui: &mut Ui, rect: Rect, salt: &str, contents: impl FnOnce(&mut Ui) -> Rect) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(salt), contents);
}

fn one_dependencies_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut DependenciesView,
    editor: Option<&mut EditorView>,
    commands: &mut Commands,
) -> Rect {
    let rect = ui.available_rect_before_wrap();
    if rect.width() < 40.0 || rect.height() < 40.0 || !rect.is_finite() {
        return rect;
    }
    ui.advance_cursor_after_rect(rect);
    let (known, mut sight, reading) = view.update(ui.painter(), context, rect);
    let ground = ui.interact(rect, ui.scope_id().with("needs"), Sense::click_and_drag());
    ground.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, context.texts.get("needs-name")));
    view.is_moved |= sight.steer(ui, &ground, &known.layout);

    let clip = ui.clip_rect();
    ui.set_clip_rect(clip.intersect(rect));
    ui.painter().rect_filled(rect, 0.0, context.theme.land);
    let touched = focus(context).map(|service| known.touched(service));
    let scene = Scene { context, known: &known, sight, touched };
    lines::paint(ui.painter(), &scene);
    boxes::cycles(ui.painter(), &scene);
    let editor = editor.filter(|_| context.edits && context.acts());
    let is_line_clicked = editor.is_some_and(|editor| view.editing.lines_ui(ui, &scene, &ground, editor, commands));
    boxes::boxes_ui(ui, &scene, &mut view.editing, commands);
    labels::paint(ui.painter(), &scene);
    if ground.clicked() && !is_line_clicked {
        commands.push(Command::Select(SelectCommand::Select(None)));
    }
    if context.acts() {
        match controls::buttons_ui(ui, context, rect) {
            Some(controls::Ask::Step(way)) => {
                sight.step(way);
                view.is_moved = true;
            }
            Some(controls::Ask::Fit) => {
                let below = controls::space_below(reading.as_deref());
                (sight, view.is_moved) = (Sight::whole(&known.layout, rect, context.presents, below), false);
            }
            None => {}
        }
    }
    if let Some(reading) = reading {
        controls::paint_reading(ui.painter(), context, reading, rect);
    }
    if sight != scene.sight || !known.has_all_routes() {
        // This frame was drawn before the visible part changed, or with lines whose routes are not found yet, so another frame is needed.
        ui.ctx().request_repaint();
    }
    ui.set_clip_rect(clip);
    view.sight = Some(sight);
    rect
}

/// The service whose dependencies and dependents are highlighted: the hovered service or, if none is hovered, the selected one.
fn focus(context: &ViewContext<'_>) -> Option<ServiceId> {
    [context.session.hover(), context.session.selection()].into_iter().find_map(|subject| match subject {
        Some(Subject::Service(service)) if service.index() < context.world.services.len() => Some(service),
        Some(Subject::Service(_) | Subject::World | Subject::Site(_) | Subject::Company(_)) | None => None,
    })
}

/// Whether a service belongs to the hovered or selected site or company.
fn belongs(context: &ViewContext<'_>, service: ServiceId) -> bool {
    let row = &context.world.services[service];
    [context.session.hover(), context.session.selection()].into_iter().flatten().any(|subject| match subject {
        Subject::Site(site) => row.on.iter().chain(&row.standby).any(|(there, _)| *there == site),
        Subject::Company(company) => row.company == Some(company),
        Subject::Service(_) | Subject::World => false,
    })
}
