//! The queue of servers that wait for the repair crew of a company. Its rows can be dragged, and moved by buttons, to try another order.

use egui::{Color32, FontId, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::what_if::{Move, moved, try_for_crew};
use crate::model::{CompanyId, RepairOrder, ServiceId};
use crate::recording::{Placement, Subject};
use crate::session::Commands;
use crate::ui::inspector::layout::{inset, rows_of_height_ui, share};
use crate::ui::parts::{self, End, MARGIN, Mark, ROW, Row};
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, icons};
use crate::units::Level;

/// Width of a button of a row, in points.
const BUTTON: f32 = 20.0;
/// Height of the second line of a row, in points.
const SECOND_LINE: f32 = 16.0;

/// The service whose row is being dragged.
#[derive(Clone, Copy)]
struct Dragged(CompanyId, ServiceId);

/// Draws the placements at which servers of a company wait, in the order in which its crew turns to them. If another order is asked for,
/// it is tried as a what-if.
pub(super) fn queue_ui(ui: &mut Ui, context: &ViewContext<'_>, company: CompanyId, commands: &mut Commands) {
    let queue = queue(context, company);
    let mut services: Vec<ServiceId> = queue.iter().map(|placement| placement.service).collect();
    services.dedup();
    // A company without a crew has somebody for every server, so nothing waits because of the order.
    let can_move = context.world.companies[company].crew.is_some() && services.len() > 1;
    inset(ui, |ui| {
        parts::heading(ui, context, context.texts.get("crew-queue"));
        if can_move {
            parts::quiet(ui, context, context.texts.get("crew-queue-move"));
        }
        if is_overtaken(context, &queue) {
            parts::quiet(ui, context, context.texts.get("crew-queue-short"));
        }
    });
    let mut asked = None;
    rows_of_height_ui(ui, queue.len(), ROW + SECOND_LINE, |ui, index| {
        let placement = queue[index];
        let is_first_of_service = index == 0 || queue[index - 1].service != placement.service;
        let number = services.iter().position(|service| *service == placement.service).unwrap_or(0);
        let buttons = if can_move && is_first_of_service { Some((&services[..], number)) } else { None };
        let response = row_ui(ui, context, placement, buttons, &mut asked, commands);
        if can_move {
            asked = drag_ui(ui, context, company, placement.service, &response).or(asked);
        }
    });
    let tried = asked.and_then(|(service, to)| moved(context, company, service, to));
    commands.extend(tried.map(|tried| try_for_crew(context, company, tried)));
}

/// The placements of a company at which servers wait, in the order in which the crew turns to them.
fn queue<'a>(context: &'a ViewContext<'_>, company: CompanyId) -> Vec<&'a Placement> {
    let order = RepairOrder::of(context.world.companies[company].crew.as_ref());
    let services = context.run.index().services_of(company).iter();
    let placements = services.flat_map(|service| context.run.placements_of(*service));
    let mut queue: Vec<_> = placements.filter(|placement| placement.condition_at(context.now).waiting > 0).collect();
    queue.sort_by_cached_key(|placement| order.position(placement.service, placement.standby, placement.site));
    queue
}

/// Whether people are at work further down in the queue while nobody is at servers above them.
fn is_overtaken(context: &ViewContext<'_>, queue: &[&Placement]) -> bool {
    let mut at_work = queue.iter().map(|placement| placement.condition_at(context.now).crew > 0);
    // Goes on to the first at which nobody is.
    at_work.any(|is_somebody| !is_somebody) && at_work.any(|is_somebody| is_somebody)
}

/// Draws one row: the service with its buttons, and below it the site and the numbers of servers and people.
fn row_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    placement: &Placement,
    buttons: Option<(&[ServiceId], usize)>,
    asked: &mut Option<(ServiceId, Move)>,
    commands: &mut Commands,
) -> Response {
    let condition = placement.condition_at(context.now);
    let name = context.localized.service_name(placement.service);
    let (waiting, crew) = (context.texts.count(condition.waiting), context.texts.count(condition.crew));
    let site = context.localized.site_name(placement.site);
    let args = [("site", site), ("waiting", &waiting), ("crew", &crew)];
    let has_crew = condition.crew > 0;
    // Without anybody there, the number of people is not said.
    let args = if has_crew { &args[..] } else { &args[..2] };
    let state = context.texts.with(if has_crew { "crew-queue-state" } else { "crew-queue-state-nobody" }, args);
    let done = share(placement.servers - condition.damaged, placement.servers);
    let row = Row {
        mark: Mark::Level(context.recording.services[placement.service].level(context.now)),
        words: name,
        end: End::Bar(done, context.theme.level(Level::of(done))),
        subject: Some(Subject::Service(placement.service)),
        state: &state,
    };
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW + SECOND_LINE), Sense::hover());
    let room = if buttons.is_some() { 3.0 * BUTTON } else { 0.0 };
    let first_line = Rect::from_min_size(rect.min, vec2(width - room, ROW));
    // The space of both lines is taken already, so the child must not move the cursor.
    let id = (placement.service, placement.site, placement.standby);
    let mut first = ui.new_child(UiBuilder::new().max_rect(first_line).id_salt(id));
    let response = row.ui(&mut first, context, commands);
    let below = pos2(rect.left() + MARGIN + 24.0, rect.top() + ROW + SECOND_LINE / 2.0 - 2.0);
    let words = context.texts.with(if has_crew { "crew-queue-row" } else { "crew-queue-row-nobody" }, args);
    let font = FontId::proportional(TEXT_SMALL);
    parts::text_at(ui.painter(), below, &words, font, rect.right() - MARGIN - below.x, context.theme.quiet);
    if let Some((services, number)) = buttons {
        let above = number.checked_sub(1).map(|above| Move::Before(services[above]));
        let below = services.get(number + 1).map(|below| Move::After(*below));
        let moves = [
            ("crew-move-up", icons::Sign::Up, above),
            ("crew-move-down", icons::Sign::Down, below),
            ("crew-move-first", icons::Sign::Top, above.map(|_| Move::First)),
        ];
        for (place, (key, sign, to)) in moves.into_iter().enumerate() {
            let left = rect.right() - room - 8.0 + place as f32 * BUTTON;
            let at = Rect::from_min_size(pos2(left, rect.top() + 2.0), vec2(BUTTON, BUTTON));
            let words = context.texts.with(key, &[("service", name)]);
            if button_ui(ui, context, at, (key, placement.service), &words, sign, to.is_some()) {
                *asked = to.map(|to| (placement.service, to));
            }
        }
    }
    response.on_hover_text_at_pointer(state)
}

/// Draws a small button with a sign. Returns whether it was clicked.
fn button_ui(
    ui: &Ui,
    context: &ViewContext<'_>,
    rect: Rect,
    id: (&'static str, ServiceId),
    words: &str,
    sign: icons::Sign,
    is_enabled: bool,
) -> bool {
    let sense = if is_enabled { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with(id), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, words));
    parts::paint_back(ui, context, rect, &response, false);
    let ink = match (is_enabled, response.hovered() || response.has_focus()) {
        (false, _) => context.theme.line,
        (true, false) => context.theme.quiet,
        (true, true) => context.theme.text,
    };
    icons::sign(ui.painter(), rect.center(), 11.0, sign, ink);
    is_enabled && response.on_hover_text(words).clicked()
}

/// Lets a row be dragged, and another row be dropped on it. Returns the move if one was dropped in this frame.
fn drag_ui(
    ui: &Ui,
    context: &ViewContext<'_>,
    company: CompanyId,
    service: ServiceId,
    response: &Response,
) -> Option<(ServiceId, Move)> {
    let response = response.interact(Sense::drag());
    response.dnd_set_drag_payload(Dragged(company, service));
    let Dragged(of, dragged) = *response.dnd_hover_payload::<Dragged>()?;
    let pointer = ui.input(|input| input.pointer.interact_pos().or(input.pointer.latest_pos()))?;
    if of != company || dragged == service {
        return None;
    }
    let rect = Rect::from_min_size(response.rect.min, vec2(response.rect.width(), ROW + SECOND_LINE));
    let is_above = pointer.y < rect.center().y;
    let y = if is_above { rect.top() } else { rect.bottom() };
    let color: Color32 = context.theme.selected;
    ui.painter().hline(rect.left() + MARGIN..=rect.right(), y, Stroke::new(2.0, color));
    response.dnd_release_payload::<Dragged>()?;
    Some((dragged, if is_above { Move::Before(service) } else { Move::After(service) }))
}
