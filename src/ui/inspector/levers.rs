//! The levers: single changes that would have helped, each with what it saves. A click on a lever forks a plan with this change.

use egui::{Align, CursorIcon, FontId, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::layout::inset;
use crate::recording::Subject;
use crate::session::{Command, Commands, PlanCommand};
use crate::study::{Lever, Recovery};
use crate::ui::ViewContext;
use crate::ui::parts::{self, MARGIN};
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};
use crate::units::{Permille, SimTime, Span, USER_HOUR, WHOLE, text};

/// Height of the bar that shows how much a lever saves, in points.
const BAR: f32 = 3.0;

/// Draws a link that scrolls down to the levers, which are below the chain of causes. It is left out if there are no levers. Returns
/// whether it was clicked.
pub(super) fn way_ui(ui: &mut Ui, context: &ViewContext<'_>) -> bool {
    let has_some = context.levers.is_some_and(|levers| !levers.best().is_empty());
    has_some && ui.link(RichText::new(context.texts.get("levers-way")).size(TEXT_SMALL)).clicked()
}

/// Draws the levers of the selected service or site, as far as they are computed. If `is_sought`, scrolls to them.
pub(super) fn levers_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    subject: Subject,
    is_sought: bool,
    commands: &mut Commands,
) {
    let Some(levers) = context.levers else { return };
    let best = levers.best();
    if best.is_empty() && !levers.is_done {
        inset(ui, |ui| {
            parts::heading(ui, context, context.texts.get("levers-heading"));
            parts::quiet(ui, context, context.texts.get("levers-trying"));
        });
        return;
    }
    if best.is_empty() {
        return;
    }
    if is_sought {
        ui.scroll_to_cursor(Some(Align::TOP));
    }
    inset(ui, |ui| parts::heading(ui, context, context.texts.get("levers-heading")));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for lever in best {
            lever_ui(ui, context, subject, lever, commands);
        }
    });
    if !levers.is_done {
        inset(ui, |ui| parts::quiet(ui, context, context.texts.get("levers-trying-more")));
    }
}

fn lever_ui(ui: &mut Ui, context: &ViewContext<'_>, subject: Subject, lever: &Lever, commands: &mut Commands) {
    let theme = context.theme;
    let width = ui.available_width();
    let name = lever.name(context.localized, context.texts);
    let effect = effect(context, subject, lever);
    let does_harm = lever.saved_user_millisecs < 0;
    let room = width - 2.0 * MARGIN;
    let name_galley = ui.painter().layout(name.clone(), FontId::proportional(TEXT_BODY), theme.text, room);
    let ink = if does_harm { theme.down } else { theme.quiet };
    let effect_galley = ui.painter().layout(effect.clone(), FontId::proportional(TEXT_SMALL), ink, room);
    let height = name_galley.size().y + effect_galley.size().y + BAR + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(effect.clone()),
        ..WidgetInfo::labeled(Role::Button, true, &name)
    });
    let painter = ui.painter();
    let is_highlighted = response.hovered() || response.has_focus();
    parts::wash(painter, rect.shrink2(vec2(8.0, 0.0)), [false, is_highlighted], theme);
    let left = rect.left() + MARGIN;
    let below = rect.top() + 4.0 + name_galley.size().y;
    painter.galley(pos2(left, rect.top() + 4.0), name_galley, theme.text);
    painter.galley(pos2(left, below), effect_galley, ink);
    if !does_harm {
        let bar = Rect::from_min_size(pos2(left, rect.bottom() - BAR - 5.0), vec2(room, BAR));
        parts::bar(painter, bar, share(context, lever), theme.up, theme);
    }
    let exact = text::lost_user_hours(lever.saved_user_millisecs.unsigned_abs(), text::exact);
    let tip = context.texts.with(if does_harm { "levers-hint-harm" } else { "levers-hint" }, &[("hours", &exact)]);
    if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tip).clicked() {
        commands.push(Command::Plan(PlanCommand::Fork(lever.what_if(context.localized, context.texts))));
    }
}

/// The user-time that the lever saves, as a share of all user-time lost in the run, in permille.
fn share(context: &ViewContext<'_>, lever: &Lever) -> Permille {
    let lost: u128 = context.recording.summary.services.rows().iter().map(|row| row.lost_user_millisecs).sum();
    let saved = u128::try_from(lever.saved_user_millisecs).unwrap_or_default();
    (saved * u128::from(WHOLE)).checked_div(lost).map_or(0, |share| share as Permille)
}

/// The effect of a lever in words: the user-hours that it saves, how many more RTOs are kept, and how much sooner or later the subject
/// recovers.
fn effect(context: &ViewContext<'_>, subject: Subject, lever: &Lever) -> String {
    let hours = context.texts.lost_user_hours(lever.saved_user_millisecs.unsigned_abs());
    let saved = match lever.saved_user_millisecs {
        0 => None,
        saved if saved.unsigned_abs() < USER_HOUR => Some(context.texts.get("levers-little").to_owned()),
        saved => {
            Some(context.texts.with(if saved > 0 { "levers-saves" } else { "levers-harms" }, &[("hours", &hours)]))
        }
    };
    let is_site = matches!(subject, Subject::Site(_));
    let key = |site, service| if is_site { site } else { service };
    let by = |key, span: Span| context.texts.with(key, &[("span", &context.texts.span(Span(span.0.abs())))]);
    let back = match (lever.after, lever.sooner()) {
        (_, Some(Span::ZERO)) => None,
        (_, Some(sooner)) if sooner > Span::ZERO => Some(by(key("levers-lit-sooner", "levers-sooner"), sooner)),
        (_, Some(later)) => Some(by(key("levers-lit-later", "levers-later"), later)),
        (after, None) if after == lever.before => None,
        (Recovery::Unhurt, None) => Some(context.texts.get(key("levers-lit", "levers-unhurt")).to_owned()),
        (Recovery::Back(at), None) => Some(back_at(context, at)),
        (Recovery::Never, None) => Some(context.texts.get("levers-never").to_owned()),
    };
    let rtos = (lever.kept_rtos != 0).then(|| {
        let count = context.texts.count(lever.kept_rtos.unsigned_abs());
        context
            .texts
            .with(if lever.kept_rtos > 0 { "levers-rtos-kept" } else { "levers-rtos-missed" }, &[("count", &count)])
    });
    [saved, rtos, back].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The time at which the subject recovers, in words. It is for a subject that recovers only with the lever.
fn back_at(context: &ViewContext<'_>, at: SimTime) -> String {
    context.texts.with("levers-back", &[("at", &crate::ui::time_axis::dates::moment(context, at))])
}
