//! Gestures with which sites and the servers on them are edited, while the window is an editor: sites are dragged, alone or several together,
//! selected with Shift and a click or a rubber band, and the chip of a service is dragged to another site.

use egui::{
    Align2, FontId, LayerId, Order, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, vec2,
};

use super::{MenuState, Pick};
use crate::geo::unproject;
use crate::model::{Id, ServiceId, SiteId};
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::drags;
use crate::ui::editor::{ServerMove, move_sites};
use crate::ui::map::marks::{Mark, MarkKind};
use crate::ui::theme::{CORNER, TEXT_BODY};

/// The length of a dash and of the gap after it in rings and bands, in points.
const DASH: [f32; 2] = [5.0, 3.0];
/// The distance of the ring of a selected site from its mark, in points.
const AWAY: f32 = 5.0;

impl Pick<'_> {
    /// Whether gestures edit the scenario.
    pub(super) const fn edits(&self) -> bool {
        self.context.edits && self.context.acts()
    }

    /// How marks and chips can be used.
    pub(super) fn sense(&self) -> Sense {
        if self.edits() { Sense::click_and_drag() } else { Sense::click() }
    }

    /// Moves a site, or all that are selected together with it, and shows which these are.
    pub(super) fn move_ui(
        &self,
        ui: &Ui,
        mark: &Mark,
        response: &Response,
        menus: &mut MenuState,
        commands: &mut Commands,
    ) {
        if !self.edits() {
            return;
        }
        let picked = self.context.session.picked();
        if mark.sites.iter().any(|site| picked.contains(site)) {
            ring(ui.painter(), self.scene.marks.pos(mark), mark.radius + AWAY, self.context.theme.selected);
        }
        if matches!(mark.kind, MarkKind::Group(_)) {
            return;
        }
        if response.drag_started() {
            let origin = ui.input(|input| input.pointer.press_origin());
            menus.dragged = Some(self.site_at(mark, origin));
        }
        let Some(site) = menus.dragged.filter(|site| mark.sites.contains(site)) else { return };
        if response.drag_stopped() {
            menus.dragged = None;
        }
        let Some(pointer) = self.pointer_of(response) else { return };
        let moved = if picked.contains(&site) { picked.to_vec() } else { vec![site] };
        if response.dragged() {
            self.paint_moved(ui, response, &moved, pointer - self.scene.marks.pos(mark));
        }
        if drags::is_dropped(response) {
            let before = self.context.world.shown_at(site);
            let after = unproject(self.scene.marks.screen.world(pointer));
            move_sites(self.context, &moved, [after.lat - before.lat, after.lon - before.lon], commands);
        }
    }

    /// Where something is dragged. `None` outside of the map, where it cannot be put down.
    fn pointer_of(&self, response: &Response) -> Option<Pos2> {
        drags::pointer(response).filter(|pointer| self.scene.marks.screen.rect.contains(*pointer))
    }

    /// Paints where the sites would be that are being dragged by this distance on the screen.
    fn paint_moved(&self, ui: &Ui, response: &Response, moved: &[SiteId], by: Vec2) {
        let theme = self.context.theme;
        let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, response.id));
        for site in moved {
            let Some(index) = self.scene.marks.of_site(*site) else { continue };
            let mark = &self.scene.marks.all[index];
            let at = self.scene.marks.pos(mark) + by;
            painter.circle_stroke(at, mark.radius, Stroke::new(2.0, theme.selected));
            let name = self.context.localized.site_name(*site);
            let at = at + vec2(mark.radius + 6.0, 0.0);
            painter.text(at, Align2::LEFT_CENTER, name, FontId::proportional(TEXT_BODY), theme.text);
        }
    }

    /// Adds the site at a position to those that are selected together, or takes it out. Of a group, all sites.
    pub(super) fn toggle_picks(&self, mark: &Mark, at: Option<Pos2>, commands: &mut Commands) {
        let sites = match mark.kind {
            MarkKind::Group(_) => mark.sites.clone(),
            MarkKind::Unit(_) | MarkKind::Part(_) | MarkKind::Frame(_) => vec![self.site_at(mark, at)],
        };
        commands.extend(sites.into_iter().map(|site| Command::Select(SelectCommand::TogglePick(Subject::Site(site)))));
    }

    /// Selects all sites in a rectangle that is dragged over the map with Shift.
    pub(super) fn band_ui(&self, ui: &Ui, ground: &Response, menus: &mut MenuState, commands: &mut Commands) {
        if !self.edits() {
            menus.band = None;
            return;
        }
        if ground.drag_started() && ui.input(|input| input.modifiers.shift) {
            menus.band = ui.input(|input| input.pointer.press_origin());
        }
        let Some(from) = menus.band else { return };
        if ground.drag_stopped() {
            menus.band = None;
        }
        let Some(to) = drags::pointer(ground).filter(|_| !drags::is_cancelled(ground)) else { return };
        let band = Rect::from_two_pos(from, to);
        let theme = self.context.theme;
        ui.painter().rect_filled(band, 0.0, theme.selected.gamma_multiply(0.12));
        ui.painter().rect_stroke(band, 0.0, Stroke::new(1.0, theme.selected), StrokeKind::Inside);
        let rings = self.scene.marks.rings().filter(|mark| band.contains(self.scene.marks.pos(mark)));
        let sites: Vec<SiteId> = rings.flat_map(|mark| mark.sites.iter().copied()).collect();
        if drags::is_dropped(ground) {
            commands.push(Command::Select(SelectCommand::Pick(sites)));
        } else {
            for site in sites {
                let Some(index) = self.scene.marks.of_site(site) else { continue };
                let mark = &self.scene.marks.all[index];
                ring(ui.painter(), self.scene.marks.pos(mark), mark.radius + AWAY, theme.selected);
            }
        }
    }

    /// The sites where most of the servers of a service are: those of the unit beside which its chip is.
    pub(super) fn home_sites(&self, service: ServiceId) -> &[SiteId] {
        self.facts.home[service.index()].map_or(&[], |unit| &self.facts.units[unit].sites)
    }

    /// Drags the chip of a service to a site: its servers move there, or with Ctrl as many are added there.
    pub(super) fn carry_ui(&self, ui: &Ui, service: ServiceId, response: &Response, commands: &mut Commands) {
        if !self.edits() || !(response.dragged() || response.drag_stopped()) {
            return;
        }
        let Some(pointer) = self.pointer_of(response).filter(|_| !drags::is_cancelled(response)) else { return };
        let to = self.target_at(pointer);
        let copies = ui.input(|input| input.modifiers.command);
        let planned = to.map(|(_, to)| ServerMove { service, from: self.home_sites(service), to, copies });
        if response.drag_stopped() {
            planned.iter().for_each(|planned| planned.make(self.context, commands));
            return;
        }
        let (context, theme) = (self.context, self.context.theme);
        let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, response.id));
        let name = context.localized.service_name(service);
        let words = planned.and_then(|planned| planned.words(context));
        if let Some((mark, _)) = to.filter(|_| words.is_some()) {
            painter.circle_stroke(self.scene.marks.pos(mark), mark.radius + AWAY, Stroke::new(2.0, theme.selected));
        }
        let words = words.unwrap_or_else(|| context.texts.with("servers-carry", &[("service", name)]));
        let galley = painter.layout_no_wrap(words, FontId::proportional(TEXT_BODY), theme.text);
        let card = Rect::from_min_size(pointer + vec2(12.0, 4.0), galley.size()).expand2(vec2(8.0, 4.0));
        // The words stay on the map.
        let beyond = (card.right() - self.scene.marks.screen.rect.right()).max(0.0);
        let card = card.translate(vec2(-beyond, 0.0));
        painter.rect(card, CORNER, theme.panel, Stroke::new(1.0, theme.selected), StrokeKind::Outside);
        painter.galley(card.min + vec2(8.0, 4.0), galley, theme.text);
    }

    /// The site at a position on the screen, with its mark. A group of several sites is none: one of them must be seen to be meant.
    fn target_at(&self, pointer: Pos2) -> Option<(&Mark, SiteId)> {
        let mut rings = self.scene.marks.rings().filter(|mark| !matches!(mark.kind, MarkKind::Group(_)));
        let mark = rings.find(|mark| self.scene.marks.rect(mark).expand(AWAY).contains(pointer))?;
        Some((mark, self.site_at(mark, Some(pointer))))
    }
}

/// Paints a dashed ring around a selected site.
fn ring(painter: &Painter, centre: Pos2, radius: f32, color: egui::Color32) {
    let point = |step: u8| centre + radius * Vec2::angled(std::f32::consts::TAU * f32::from(step) / 48.0);
    let circle: Vec<Pos2> = (0..=48).map(point).collect();
    painter.extend(Shape::dashed_line(&circle, Stroke::new(2.0, color), DASH[0], DASH[1]));
}
