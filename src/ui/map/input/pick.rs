//! Handles hovers and clicks on rings, chips, cards, the Ignite button and the empty ground. Each has a name for screen readers.

use egui::{
    Align2, Painter, Popup, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::{MenuState, menu, tooltip};
use crate::geo::{Camera, unproject};
use crate::model::{Act, Id, ServiceId, SiteId};
use crate::recording::Subject;
use crate::session::{Command, Commands, PlanCommand, SelectCommand};
use crate::ui::map::facts::RunFacts;
use crate::ui::map::framing;
use crate::ui::map::layout::{Block, Chip, EdgeCard, mark_name};
use crate::ui::map::marks::{Mark, MarkKind};
use crate::ui::map::paint::{
    Signs, baseline_rim, fresh_rim, paint_card, paint_chip, paint_footer, paint_left_chip, paint_more_chip,
    paint_pending, sector_at, sectors,
};
use crate::ui::map::scene::Scene;
use crate::ui::map::words;
use crate::ui::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use crate::ui::{ViewContext, icons, service_parts, service_words};

/// The data that is needed to handle hovers and clicks.
pub struct Pick<'a> {
    pub facts: &'a RunFacts,
    pub scene: &'a Scene,
    pub context: &'a ViewContext<'a>,
    /// The signs for how services differ from the baseline; `None` if the person has not switched them on.
    pub signs: Option<&'a Signs>,
    /// Whether there is a baseline, so that a chip gets a rim if its service has another level in the baseline.
    pub has_baseline: bool,
}

impl Pick<'_> {
    /// Makes everything on the map clickable. Returns the new camera, if a click asked for one.
    pub fn ui(&self, ui: &Ui, ground: &Response, menus: &mut MenuState, commands: &mut Commands) -> Option<Camera> {
        let mut camera = None;
        self.ground_ui(ground, menus, commands);
        self.band_ui(ui, ground, menus, commands);
        for index in 0..self.scene.marks.all.len() {
            camera = self.mark_ui(ui, index, menus, commands).or(camera);
        }
        for card in &self.scene.labels.edge_cards {
            camera = self.card_ui(ui, card, commands).or(camera);
        }
        for block in &self.scene.labels.blocks {
            self.block_ui(ui, block, commands);
        }
        self.ignite_ui(ui, commands);
        camera
    }

    fn ground_ui(&self, ground: &Response, menus: &mut MenuState, commands: &mut Commands) {
        if ground.clicked() {
            commands.push(Command::Select(SelectCommand::Select(None)));
        }
        if !self.context.acts() {
            // Actions change only the chosen plan, so the baseline has no menu, and neither has a presentation.
            return;
        }
        if ground.secondary_clicked()
            && let Some(pointer) = ground.interact_pointer_pos()
        {
            menus.at = Some(unproject(self.scene.marks.screen.world(pointer)));
        }
        if let Some(at) = menus.at {
            ground.context_menu(|ui| menu::empty_ui(ui, self.context, at, commands));
        }
    }

    /// The site whose sector is under the pointer. Without a pointer it is the first site of the mark.
    pub(super) fn site_at(&self, mark: &Mark, pointer: Option<Pos2>) -> SiteId {
        let offset = pointer.map_or(Vec2::ZERO, |pointer| pointer - self.scene.marks.pos(mark));
        // Near the middle of a ring the sectors are too narrow to point at, so the first site is used there.
        if matches!(mark.kind, MarkKind::Unit(_)) && offset.length() > 0.55 * mark.radius {
            let sectors = sectors(mark, |i| self.facts.site_servers[mark.sites[i].index()]);
            return mark.sites[sector_at(&sectors, offset).min(mark.sites.len() - 1)];
        }
        mark.sites[0]
    }

    fn mark_ui(&self, ui: &Ui, index: usize, menus: &mut MenuState, commands: &mut Commands) -> Option<Camera> {
        let (context, marks) = (self.context, &self.scene.marks);
        let mark = &marks.all[index];
        if matches!(mark.kind, MarkKind::Frame(_)) || !marks.is_in_view(mark) {
            return None;
        }
        let centre = marks.pos(mark);
        let rect = marks.rect(mark).expand(if mark.is_field(&marks.screen) { 0.0 } else { 2.0 });
        let response = ui.interact(rect, ui.scope_id().with(("map mark", mark.kind)), self.sense());
        self.move_ui(ui, mark, &response, menus, commands);
        let name = || mark_name(context, self.facts, mark);
        let state = &self.scene.now.states[index];
        response.widget_info(|| {
            let words = [state.all.strike_line(context), Some(state.all.online_line(context))];
            let words: Vec<String> = words.into_iter().flatten().collect();
            let value = Some(words.join(", "));
            WidgetInfo { current_text_value: value, ..WidgetInfo::labeled(Role::Button, true, name()) }
        });
        if response.has_focus() {
            ui.painter().circle_stroke(centre, mark.radius + 6.0, Stroke::new(1.0, context.theme.text));
        }
        let site = self.site_at(mark, response.hover_pos());
        if response.hovered() && !matches!(mark.kind, MarkKind::Group(_)) {
            commands.push(Command::Select(SelectCommand::Hover(Subject::Site(site))));
        }
        if !mark.is_field(&marks.screen) {
            let ignite = self.scene.labels.ignite;
            tooltip::show(&response, context, ignite, |ui| {
                tooltip::sites_ui(ui, context, &name(), &mark.sites, state);
            });
        }
        if response.secondary_clicked() {
            menus.site = Some(self.site_at(mark, response.interact_pointer_pos()));
        }
        let menu_site = menus.site.filter(|site| mark.sites.contains(site)).unwrap_or(site);
        if context.acts() {
            response.context_menu(|ui| menu::site_ui(ui, context, menu_site, commands));
        }
        if !response.clicked() {
            return None;
        }
        if self.edits() && ui.input(|input| input.modifiers.shift) {
            self.toggle_picks(mark, response.interact_pointer_pos(), commands);
            return None;
        }
        if matches!(mark.kind, MarkKind::Group(_)) {
            return Some(framing::zoom_to(self.facts, context.world, &mark.units, &marks.screen, context.presents));
        }
        select(commands, Subject::Site(self.site_at(mark, response.interact_pointer_pos())));
        None
    }

    fn card_ui(&self, ui: &Ui, card: &EdgeCard, commands: &mut Commands) -> Option<Camera> {
        let mark = &self.scene.marks.all[card.mark];
        let response = ui.interact(card.rect, ui.scope_id().with(("map edge", mark.kind)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}, {}", card.name, card.way)));
        let painter = self.scene.painter(ui.painter(), mark);
        paint_card(&painter, self.context, self.scene, card, response.hovered() || response.has_focus());
        if response.hovered() {
            commands.push(Command::Select(SelectCommand::Hover(Subject::Site(mark.sites[0]))));
        }
        if !response.clicked() {
            return None;
        }
        if let ([site], [_]) = (&mark.sites[..], &mark.units[..]) {
            select(commands, Subject::Site(*site));
        }
        Some(Camera { centre: card.at, ..self.scene.marks.screen.camera })
    }

    /// Shows the strip below the map, with the chips of the services without servers.
    pub fn footer_ui(&self, ui: &Ui, strip: Rect, commands: &mut Commands) {
        if !strip.is_positive() {
            return;
        }
        paint_footer(ui.painter(), self.context, self.scene, strip);
        // This keeps hovers and clicks on the strip from reaching the map.
        ui.interact(strip, ui.scope_id().with("map foot"), Sense::click());
        if let Some(footer) = &self.scene.labels.footer {
            self.block_ui(ui, &footer.block, commands);
        }
    }

    /// Whether a service has failed over, at the moment of the context, to a standby at another mark than its home.
    fn has_left_home(&self, service: ServiceId) -> bool {
        let mark = |unit: Option<usize>| unit.map(|unit| self.scene.marks.of_unit[unit]);
        let (home, now) = (self.facts.home[service.index()], self.facts.unit_at(service, self.context.now));
        mark(home) != mark(now)
    }

    fn block_ui(&self, ui: &Ui, block: &Block, commands: &mut Commands) {
        let context = self.context;
        for chip in block.chips.iter().filter(|chip| block.shows(context, chip.service)) {
            self.chip_ui(ui, chip, block.is_of_standby, commands);
        }
        if let Some(more) = block.more.as_ref().filter(|_| block.is_shown(context)) {
            let first = more.services.first().map(|service| Subject::Service(*service));
            let id = ui.scope_id().with(("map more", first, block.is_of_standby));
            let response = ui.interact(more.rect, id, Sense::click());
            let words = context.texts.with("map-more", &[("count", &context.texts.exact_count(more.services.len()))]);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
            paint_more_chip(ui.painter(), context, more, response.hovered() || response.has_focus());
            Popup::menu(&response).show(|ui| menu::more_ui(ui, context, &more.services, commands));
        }
    }

    /// Shows the chip of a service at its home or, with `is_of_standby`, at the standby on which it runs.
    fn chip_ui(&self, ui: &Ui, chip: &Chip, is_of_standby: bool, commands: &mut Commands) {
        let context = self.context;
        let subject = Subject::Service(chip.service);
        let id = ui.scope_id().with(("map chip", subject, is_of_standby));
        let sense = if is_of_standby { Sense::click() } else { self.sense() };
        let response = ui.interact(chip.rect, id, sense);
        let has_left = !is_of_standby && self.has_left_home(chip.service);
        let name = context.localized.service_name(chip.service);
        response.widget_info(|| {
            let value = Some(service_words::state(context, chip.service));
            let left = has_left.then(|| context.texts.with("map-failed-over", &[("service", name)]));
            let name = left.as_deref().unwrap_or(name);
            WidgetInfo { current_text_value: value, ..WidgetInfo::labeled(Role::Button, true, name) }
        });
        let is_pointed_at = response.hovered() || response.has_focus();
        if has_left {
            paint_left_chip(ui.painter(), context, chip, is_pointed_at);
        } else {
            self.paint_with_signs(ui.painter(), chip, is_pointed_at);
        }
        if response.hovered() {
            commands.push(Command::Select(SelectCommand::Hover(subject)));
        }
        if !is_of_standby {
            self.carry_ui(ui, chip.service, &response, commands);
        }
        if !response.dragged() {
            let ignite = self.scene.labels.ignite;
            tooltip::show(&response, context, ignite, |ui| service_parts::tip_ui(ui, context, chip.service));
        }
        if context.acts() {
            let home = self.home_sites(chip.service);
            response.context_menu(|ui| {
                menu::service_ui(ui, context, chip.service, commands);
                if self.edits() && !is_of_standby {
                    menu::servers_ui(ui, context, chip.service, home, commands);
                }
            });
        }
        if response.clicked() {
            select(commands, subject);
        }
    }

    /// Paints the chip of a service where it runs, with what is new about it and how it differs from the baseline.
    fn paint_with_signs(&self, painter: &Painter, chip: &Chip, is_pointed_at: bool) {
        let context = self.context;
        paint_chip(painter, context, chip, is_pointed_at);
        fresh_rim(painter, context, chip.rect, chip.service);
        paint_pending(painter, context, chip);
        if self.has_baseline {
            baseline_rim(painter, context, chip);
        }
        if let Some(signs) = self.signs {
            signs.at_chip(painter, context, chip);
        }
    }

    /// Shows the Ignite button, or the Extinguish button while the hazard of the selected site is active.
    fn ignite_ui(&self, ui: &Ui, commands: &mut Commands) {
        let (context, theme) = (self.context, self.context.theme);
        let (Some(rect), Some(Subject::Site(site))) = (self.scene.labels.ignite, self.scene.key.selection) else {
            return;
        };
        let (world, site_name) = (&context.world.sites[site], context.localized.site_name(site));
        let mut strikes = context.run.active_strikes(site, context.now);
        let burns = strikes.any(|strike| Some(strike.hazard) == world.hazard);
        let (name, words) = if burns {
            (context.texts.with("map-extinguish-name", &[("name", site_name)]), context.texts.get("map-extinguish"))
        } else {
            (context.texts.with("map-ignite-name", &[("name", site_name)]), context.texts.get("map-ignite"))
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

/// Paints the keyboard shortcut of a button at its right end.
fn key_ui(ui: &Ui, context: &ViewContext<'_>, button: Rect) {
    let galley = words::line(ui.painter(), context.texts.get("map-ignite-key"), TEXT_SMALL);
    let at = Align2::RIGHT_CENTER.anchor_size(button.right_center() - vec2(15.0, 0.0), galley.size());
    let colour = context.theme.on_burning.gamma_multiply(0.75);
    let cap = Rect::from_center_size(at.center(), vec2(16.0, 17.0));
    ui.painter().rect_stroke(cap, 3, Stroke::new(1.0, colour.gamma_multiply(0.6)), StrokeKind::Inside);
    ui.painter().galley(at.min, galley, colour);
}

fn select(commands: &mut Commands, subject: Subject) {
    commands.push(Command::Select(SelectCommand::Select(Some(subject))));
}
