//! What can be pointed at on the map: rings, chips, cards, the Ignite button and the empty ground. Each has a name.

use egui::{Align2, Popup, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use super::differences::Signs;
use super::known::Known;
use super::marks::{Mark, What};
use super::names::name_of;
use super::scene::Scene;
use super::{MapView, aim, baseline, chips, edge, foot, menu, rings, select, tell, travel, words};
use crate::geo::{Camera, unproject};
use crate::model::{Act, SiteId};
use crate::recording::Subject;
use crate::session::{Command, Commands, PlanCommand, SelectCommand};
use crate::ui::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use crate::ui::{ViewContext, icons, service_parts, service_words};

/// All that picking needs to read.
pub(super) struct Pick<'a> {
    pub(super) known: &'a Known,
    pub(super) scene: &'a Scene,
    pub(super) context: &'a ViewContext<'a>,
    /// Who fares otherwise than in the other future, if that is shown.
    pub(super) signs: Option<Signs>,
}

impl Pick<'_> {
    /// Makes everything clickable. Returns where the camera is to go, if something asked for that.
    pub(super) fn ui(&self, ui: &Ui, ground: &Response, view: &mut MapView, commands: &mut Commands) -> Option<Camera> {
        let mut aimed = None;
        self.ground_ui(ground, view, commands);
        for index in 0..self.scene.marks.len() {
            aimed = self.mark_ui(ui, index, view, commands).or(aimed);
        }
        for card in &self.scene.edges {
            aimed = self.edge_ui(ui, card, commands).or(aimed);
        }
        for block in &self.scene.blocks {
            self.block_ui(ui, block, view, commands);
        }
        self.ignite_ui(ui, commands);
        aimed
    }

    fn ground_ui(&self, ground: &Response, view: &mut MapView, commands: &mut Commands) {
        if ground.clicked() {
            commands.push(Command::Select(SelectCommand::Select(None)));
        }
        if !self.context.acts() {
            // What is not chosen is only looked at.
            return;
        }
        if ground.secondary_clicked()
            && let Some(pointer) = ground.interact_pointer_pos()
        {
            view.menu_at = Some(unproject(self.scene.key.screen.world(pointer)));
        }
        if let Some(at) = view.menu_at {
            ground.context_menu(|ui| menu::empty_ui(ui, self.context, at, commands));
        }
    }

    /// The site of a mark that the pointer is on; without a pointer the first.
    fn site_at(&self, mark: &Mark, pointer: Option<Pos2>) -> SiteId {
        let way = pointer.map_or(egui::Vec2::ZERO, |pointer| pointer - self.scene.pos(mark));
        // In the middle of a ring all directions are one: the first site, where such stories begin.
        if matches!(mark.what, What::Unit(_)) && way.length() > 0.55 * mark.radius {
            let sectors = rings::sectors(mark, |i| self.known.site_servers[crate::model::Id::index(mark.sites[i])]);
            return mark.sites[rings::sector_at(&sectors, way).min(mark.sites.len() - 1)];
        }
        mark.sites[0]
    }

    fn mark_ui(&self, ui: &Ui, index: usize, view: &mut MapView, commands: &mut Commands) -> Option<Camera> {
        let (scene, context) = (self.scene, self.context);
        let mark = &scene.marks[index];
        if matches!(mark.what, What::Frame(_)) || !scene.is_in_view(mark) {
            return None;
        }
        let centre = scene.pos(mark);
        let rect = scene.rect(mark).expand(if mark.is_field(&scene.key.screen) { 0.0 } else { 2.0 });
        let response = ui.interact(rect, ui.scope_id().with(("map mark", mark.what)), Sense::click());
        let name = || name_of(context, self.known, mark);
        let (states, all) = &scene.states[index];
        response.widget_info(|| {
            let state = [all.strike_line(context), Some(all.online_line(context))];
            let state: Vec<String> = state.into_iter().flatten().collect();
            let value = Some(state.join(", "));
            WidgetInfo { current_text_value: value, ..WidgetInfo::labeled(Role::Button, true, name()) }
        });
        if response.has_focus() {
            ui.painter().circle_stroke(centre, mark.radius + 6.0, Stroke::new(1.0, context.theme.text));
        }
        let site = self.site_at(mark, response.hover_pos());
        if response.hovered() && !matches!(mark.what, What::Group(_)) {
            commands.push(Command::Select(SelectCommand::Hover(Subject::Site(site))));
        }
        if !mark.is_field(&scene.key.screen) {
            tell::tell(&response, context, |ui| tell::sites_ui(ui, context, &name(), &mark.sites, states, all));
        }
        if response.secondary_clicked() {
            view.menu_site = Some(self.site_at(mark, response.interact_pointer_pos()));
        }
        let menu_site = view.menu_site.filter(|site| mark.sites.contains(site)).unwrap_or(site);
        if context.acts() {
            response.context_menu(|ui| menu::site_ui(ui, context, self.known, menu_site, commands));
        }
        if !response.clicked() {
            return None;
        }
        if matches!(mark.what, What::Group(_)) {
            return Some(aim::zoom_to(self.known, context.world, &mark.units, &scene.key.screen));
        }
        select(commands, Subject::Site(self.site_at(mark, response.interact_pointer_pos())));
        None
    }

    fn edge_ui(&self, ui: &Ui, card: &edge::EdgeCard, commands: &mut Commands) -> Option<Camera> {
        let mark = &self.scene.marks[card.mark];
        let response = ui.interact(card.rect, ui.scope_id().with(("map edge", mark.what)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}, {}", card.name, card.way)));
        let painter = self.scene.painter(ui.painter(), card.mark);
        edge::paint(&painter, self.context, self.scene, card, response.hovered() || response.has_focus());
        if response.hovered() {
            commands.push(Command::Select(SelectCommand::Hover(Subject::Site(mark.sites[0]))));
        }
        if !response.clicked() {
            return None;
        }
        if let ([site], [_]) = (&mark.sites[..], &mark.units[..]) {
            select(commands, Subject::Site(*site));
        }
        Some(Camera { centre: card.at, ..self.scene.key.screen.camera })
    }

    /// The strip below the map.
    pub(super) fn foot_ui(&self, ui: &Ui, strip: Rect, view: &MapView, commands: &mut Commands) {
        if !strip.is_positive() {
            return;
        }
        foot::paint(ui.painter(), self.context, self.scene, strip);
        // What goes on under it is not pointed at here.
        ui.interact(strip, ui.scope_id().with("map foot"), Sense::click());
        if let Some(foot) = &self.scene.foot {
            self.block_ui(ui, &foot.block, view, commands);
        }
    }

    fn block_ui(&self, ui: &Ui, block: &chips::Block, view: &MapView, commands: &mut Commands) {
        let context = self.context;
        let painter = ui.painter();
        for chip in &block.chips {
            let subject = Subject::Service(chip.service);
            let response = ui.interact(chip.rect, ui.scope_id().with(("map chip", subject)), Sense::click());
            let name = &context.world.services[chip.service].name;
            response.widget_info(|| {
                let value = Some(service_words::state(context, chip.service));
                WidgetInfo { current_text_value: value, ..WidgetInfo::labeled(Role::Button, true, name) }
            });
            chips::paint(painter, context, chip, response.hovered() || response.has_focus());
            travel::rim(painter, context, chip.rect, chip.service);
            chips::paint_pending(painter, context, chip);
            if view.baseline.is_some() {
                baseline::rim(painter, context, chip);
            }
            if let Some(signs) = &self.signs {
                signs.at_chip(painter, context, chip);
            }
            if response.hovered() {
                commands.push(Command::Select(SelectCommand::Hover(subject)));
            }
            tell::tell(&response, context, |ui| service_parts::tip_ui(ui, context, chip.service));
            if context.acts() {
                response.context_menu(|ui| menu::service_ui(ui, context, chip.service, commands));
            }
            if response.clicked() {
                select(commands, subject);
            }
        }
        if let Some((rect, services)) = &block.more {
            let first = services.first().map(|service| Subject::Service(*service));
            let response = ui.interact(*rect, ui.scope_id().with(("map more", first)), Sense::click());
            let words = context.texts.with("map-more", &[("count", &services.len().to_string())]);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
            chips::paint_more(painter, context, *rect, services.len(), response.hovered() || response.has_focus());
            Popup::menu(&response).show(|ui| menu::more_ui(ui, context, services, commands));
        }
    }

    /// The one loud thing.
    fn ignite_ui(&self, ui: &Ui, commands: &mut Commands) {
        let (context, theme) = (self.context, self.context.theme);
        let (Some(rect), Some(Subject::Site(site))) = (self.scene.ignite, self.scene.key.selection) else { return };
        let world = &context.world.sites[site];
        let strikes = self.known.strikes.active(context.recording, site, context.now);
        let burns = strikes.into_iter().any(|strike| strike.hazard == world.hazard);
        let (name, words) = if burns {
            (context.texts.with("map-extinguish-name", &[("name", &world.name)]), context.texts.get("map-extinguish"))
        } else {
            (context.texts.with("map-ignite-name", &[("name", &world.name)]), context.texts.get("map-ignite"))
        };
        let response = ui.interact(rect, ui.scope_id().with(("map ignite", site)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let painter = ui.painter();
        let galley = words::name(painter, words, TEXT_BODY);
        let middle = rect.center().y;
        let is_pointed_at = response.hovered() || response.has_focus();
        if burns {
            let stroke = Stroke::new(1.0, if is_pointed_at { theme.selected } else { theme.burning });
            painter.rect(rect, CORNER, theme.panel, stroke, StrokeKind::Inside);
            painter.galley(rect.center() - galley.size() / 2.0, galley, theme.text);
        } else {
            let fill = if is_pointed_at { theme.burning_brighter() } else { theme.burning };
            painter.rect_filled(rect, CORNER, fill);
            icons::tongue(painter, pos2(rect.min.x + 18.0, middle), 18.0, 0.0, theme.on_burning);
            let at = pos2(rect.min.x + 33.0, middle - galley.size().y / 2.0);
            painter.galley(at, galley, theme.on_burning);
            key_ui(ui, context, rect);
        }
        if response.hovered() {
            commands.push(Command::Select(SelectCommand::Hover(Subject::Site(site))));
        }
        if response.clicked() {
            commands.push(Command::Plan(PlanCommand::Do(if burns {
                Act::Extinguish { site }
            } else {
                Act::Strike { site, hazard: None }
            })));
        }
    }
}

/// The key that does the same, at the right end of a button.
fn key_ui(ui: &Ui, context: &ViewContext<'_>, button: Rect) {
    let galley = words::line(ui.painter(), context.texts.get("map-ignite-key"), TEXT_SMALL);
    let at = Align2::RIGHT_CENTER.anchor_size(button.right_center() - egui::vec2(15.0, 0.0), galley.size());
    let colour = context.theme.on_burning.gamma_multiply(0.75);
    let cap = Rect::from_center_size(at.center(), egui::vec2(16.0, 17.0));
    ui.painter().rect_stroke(cap, 3, Stroke::new(1.0, colour.gamma_multiply(0.6)), StrokeKind::Inside);
    ui.painter().galley(at.min, galley, colour);
}
