//! Edits dependencies where they are drawn, while the window is an editor: a drag from one service to another makes the first depend on the
//! second, and a click on a line shows its fields.

use egui::{
    Align2, CursorIcon, FontId, LayerId, Order, Popup, PopupCloseBehavior, Pos2, Rect, Response, Shape, Stroke, Ui,
    vec2,
};

use super::Scene;
use super::known::{Kind, Line};
use super::lines;
use crate::model::{Id, ServiceId};
use crate::session::Commands;
use crate::ui::editor::{DependencyKey, EditorView, add_dependency, dependency_ui};
use crate::ui::theme::{CORNER, TEXT_BODY};
use crate::ui::{drags, focus};

/// How near to a line a click must be, in points.
const REACH: f32 = 6.0;
/// The length of a dash and of the gap after it in the line that is being drawn, in points.
const DASH: [f32; 2] = [6.0, 4.0];

/// What the person is doing with dependencies.
#[derive(Debug, Default)]
pub(super) struct Editing {
    /// The id of the service from which a dependency is being drawn.
    from: Option<ServiceId>,
    /// The dependency whose fields are open, and where.
    open: Option<(DependencyKey, Pos2)>,
}

impl Editing {
    /// Handles the drag that began at the box of a service.
    pub(super) fn box_ui(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        (service, response): (ServiceId, &Response),
        commands: &mut Commands,
    ) {
        if response.drag_started() {
            self.from = Some(service);
        }
        if self.from != Some(service) {
            return;
        }
        if response.drag_stopped() {
            self.from = None;
        }
        let Some(pointer) = drags::pointer(response) else { return };
        let to = service_at(scene, pointer).filter(|to| *to != service);
        if response.dragged() {
            paint_drawn(ui, scene, (service, response.rect), to, pointer);
        }
        if let Some(to) = to.filter(|_| drags::is_dropped(response)) {
            add_dependency(scene.context, &key_of(scene, service, to), commands);
        }
    }

    /// Handles a click on a line, and draws the fields of the dependency that is open. Returns whether a line was clicked.
    pub(super) fn lines_ui(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        ground: &Response,
        editor: &mut EditorView,
        commands: &mut Commands,
    ) -> bool {
        let pointed = ground.hover_pos().and_then(|pointer| lines::nearest(scene, pointer, REACH));
        let mut is_clicked = false;
        let drawn = &scene.known.lines;
        if let Some(index) = pointed.filter(|index| matches!(drawn[*index].kind, Kind::Dependency(_))) {
            ground.clone().on_hover_cursor(CursorIcon::PointingHand);
            lines::paint_pointed(ui.painter(), scene, index);
            if let Some(pointer) = ground.interact_pointer_pos().filter(|_| ground.clicked()) {
                self.open = Some((of_line(scene, &drawn[index]), pointer));
                is_clicked = true;
            }
        }
        self.open_ui(ui, scene, editor, commands);
        is_clicked
    }

    fn open_ui(&mut self, ui: &Ui, scene: &Scene<'_>, editor: &mut EditorView, commands: &mut Commands) {
        let Some((key, at)) = self.open.clone() else { return };
        let mut is_open = true;
        let popup = Popup::new(ui.scope_id().with("dependency"), ui.ctx().clone(), at, ui.layer_id())
            .open_bool(&mut is_open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let shown = popup.show(|ui| dependency_ui(ui, scene.context, &key, editor, commands));
        if shown.as_ref().is_some_and(|shown| shown.response.clicked()) {
            focus::note_missed_click(ui.ctx());
        }
        let is_there = shown.is_none_or(|shown| shown.inner);
        if !is_open || !is_there {
            self.open = None;
        }
    }
}

fn key_of(scene: &Scene<'_>, user: ServiceId, needed: ServiceId) -> DependencyKey {
    let key = |service: ServiceId| scene.context.world.services[service].key.clone();
    DependencyKey { user: key(user), needed: key(needed) }
}

fn of_line(scene: &Scene<'_>, line: &Line) -> DependencyKey {
    key_of(scene, line.user, line.needed)
}

/// The service whose box is at this position of the view.
fn service_at(scene: &Scene<'_>, pointer: Pos2) -> Option<ServiceId> {
    if !scene.sight.rect.contains(pointer) {
        return None;
    }
    let is_there = |service: &&ServiceId| scene.sight.box_at(scene.known.layout.at[service.index()]).contains(pointer);
    scene.known.by_users.iter().find(is_there).copied()
}

/// Paints the dependency that is being drawn, and says what it would be. A cycle is said before it is made.
fn paint_drawn(ui: &Ui, scene: &Scene<'_>, (from, start): (ServiceId, Rect), to: Option<ServiceId>, pointer: Pos2) {
    let (context, theme) = (scene.context, scene.context.theme);
    let user = context.localized.service_name(from);
    let (words, color) = match to {
        None => (context.texts.with("dependency-draw", &[("user", user)]), theme.selected),
        Some(to) => {
            let args = [("user", user), ("needed", context.localized.service_name(to))];
            let is_there = scene.known.depends_directly(from, to);
            let is_cycle = scene.known.depends(to, from);
            let (key, color) = match (is_there, is_cycle) {
                (true, _) => ("dependency-is-there", theme.quiet),
                (false, true) => ("dependency-cycle", theme.down),
                (false, false) => ("dependency-title", theme.selected),
            };
            (context.texts.with(key, &args), color)
        }
    };
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, ui.scope_id().with("drawn")));
    painter.extend(Shape::dashed_line(&[start.center(), pointer], Stroke::new(2.0, color), DASH[0], DASH[1]));
    if let Some(to) = to {
        let rect = scene.sight.box_at(scene.known.layout.at[to.index()]);
        painter.rect_stroke(rect.expand(2.0), CORNER, Stroke::new(2.0, color), egui::StrokeKind::Outside);
    }
    let galley = painter.layout(words, FontId::proportional(TEXT_BODY), theme.text, 320.0);
    let at = Align2::LEFT_BOTTOM.anchor_size(pointer + vec2(14.0, -10.0), galley.size()).expand2(vec2(8.0, 5.0));
    // The words stay in the view.
    let beyond = (at.right() - scene.sight.rect.right()).max(0.0);
    let at = at.translate(vec2(-beyond, 0.0));
    painter.rect(at, CORNER, theme.panel, Stroke::new(1.0, color), egui::StrokeKind::Outside);
    painter.galley(at.min + vec2(8.0, 5.0), galley, theme.text);
}
