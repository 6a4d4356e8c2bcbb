//! The actions that the inspector offers at the playhead: Ignite and a fork at its bottom edge, other hazards and Extinguish for a
//! site, and three orders for a service (fail over, black start, shed load).

use egui::{
    Button, CursorIcon, FontId, Frame, Margin, Panel, Rect, Role, Sense, Stroke, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::layout::inset;
use super::typed::wrong_span;
use crate::model::{Act, ServiceId, SiteId, WhatIf};
use crate::recording::Subject;
use crate::session::{Command, Commands, PlanCommand};
use crate::ui::field::ended;
use crate::ui::parts;
use crate::ui::style::semibold;
use crate::ui::theme::{CORNER, TEXT_SMALL, TEXT_TITLE};
use crate::ui::{ViewContext, icons};
use crate::units::{Span, SpanError, read_typed_span};

/// The typed texts for how long a black start and a load shedding last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Durations {
    black_start: String,
    shed_load: String,
}

impl Default for Durations {
    fn default() -> Self {
        Self { black_start: "2h".to_owned(), shed_load: "30m".to_owned() }
    }
}

impl Durations {
    /// Brings back the first duration in each field whose text is none.
    pub(super) fn forget_wrong(&mut self) {
        let Self { black_start, shed_load } = Self::default();
        for (typed, first) in [(&mut self.black_start, black_start), (&mut self.shed_load, shed_load)] {
            if read_typed_span(typed).is_err() {
                *typed = first;
            }
        }
    }
}

/// The height of the foot, the height of its buttons, and the smallest width of the panel at which the fork button has its long text,
/// in points.
const FOOT: f32 = 60.0;
const BUTTON: f32 = 40.0;
const WIDE: f32 = 280.0;

/// Draws the foot of the inspector: the Ignite button if a site is selected, and the button that forks a plan at the playhead.
pub(super) fn foot_ui(ui: &mut Ui, context: &ViewContext<'_>, subject: Option<Subject>, commands: &mut Commands) {
    let frame = Frame::NONE.fill(context.theme.panel).inner_margin(Margin::symmetric(parts::MARGIN as i8, 10));
    let foot = Panel::bottom("foot").resizable(false).show_separator_line(false).exact_size(FOOT).frame(frame);
    let foot = foot.show(ui, |ui| {
        let is_wide = ui.available_width() + 2.0 * parts::MARGIN >= WIDE;
        let words = context.texts.get(if is_wide { "do-what-if" } else { "do-what-if-short" });
        let fork = Button::new(words).truncate();
        let width = if let Some(Subject::Site(site)) = subject {
            let fork_width = if is_wide { 136.0 } else { 76.0 };
            let ignite_width = ui.available_width() - fork_width - 8.0;
            ui.spacing_mut().item_spacing.x = 8.0;
            Some((site, ignite_width, fork_width))
        } else {
            None
        };
        ui.horizontal(|ui| {
            if let Some((site, ignite_width, _)) = width
                && ignite_ui(ui, context, site, ignite_width)
            {
                commands.push(Command::Plan(PlanCommand::Do(Act::Strike { site, hazard: None })));
            }
            let fork_width = width.map_or(ui.available_width(), |(.., fork_width)| fork_width);
            let response =
                ui.add_sized(vec2(fork_width, BUTTON), fork).on_hover_text(context.texts.get("do-what-if-hint"));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, context.texts.get("do-what-if")));
            if response.clicked() {
                let name = context.texts.get("what-if-name").to_owned();
                commands.push(Command::Plan(PlanCommand::Fork(WhatIf { name, ..WhatIf::default() })));
            }
        });
    });
    let rect = foot.response.rect;
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, context.theme.line));
}

/// Draws the menu of other hazards and, while the site is struck, the Extinguish button.
pub(super) fn site_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, is_struck: bool, commands: &mut Commands) {
    inset(ui, |ui| {
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            if context.world.hazards.len() > 1 {
                ui.menu_button(context.texts.get("do-other-hazards"), |ui| hazards_ui(ui, context, site, commands));
            }
            if is_struck && ui.button(context.texts.get("do-extinguish")).clicked() {
                commands.push(Command::Plan(PlanCommand::Do(Act::Extinguish { site })));
            }
        });
    });
}

/// Draws the hazards of the menu: all except the site's own hazard, because the Ignite button starts that one.
fn hazards_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, commands: &mut Commands) {
    let own = context.world.sites[site].hazard;
    egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        for id in context.world.hazards.ids().filter(|id| Some(*id) != own) {
            if ui.button(context.localized.hazard_name(id)).clicked() {
                commands.push(Command::Plan(PlanCommand::Do(Act::Strike { site, hazard: Some(id) })));
                ui.close();
            }
        }
    });
}

/// Draws the Ignite button with a flame, the word and its key. Returns whether it was clicked.
fn ignite_ui(ui: &mut Ui, context: &ViewContext<'_>, site: SiteId, width: f32) -> bool {
    let theme = context.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(width, BUTTON), Sense::click());
    let name = context.texts.get("do-ignite");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let painter = ui.painter();
    let fill = if response.is_pointer_button_down_on() {
        theme.burning.lerp_to_gamma(theme.burnt, 0.25)
    } else if response.hovered() {
        theme.burning_brighter()
    } else {
        theme.burning
    };
    painter.rect_filled(rect, CORNER, fill);
    if response.has_focus() {
        let stroke = Stroke::new(2.0, theme.selected);
        painter.rect_stroke(rect.expand(2.0), CORNER + 2, stroke, egui::StrokeKind::Outside);
    }
    let words = parts::line(painter, name, semibold(TEXT_TITLE), rect.width() - 32.0);
    let width = 24.0 + words.size().x;
    // The key is shown at the right if there is room.
    let has_key = width + 2.0 * 38.0 <= rect.width();
    let left = rect.center().x - width / 2.0;
    icons::tongue(painter, pos2(left + 8.0, rect.center().y - 1.0), 22.0, 0.0, theme.on_burning);
    painter.galley(pos2(left + 24.0, rect.center().y - words.size().y / 2.0), words, theme.on_burning);
    if has_key {
        let key = Rect::from_center_size(pos2(rect.right() - 22.0, rect.center().y), vec2(20.0, 20.0));
        painter.rect_stroke(key, 4.0, Stroke::new(1.0, theme.on_burning), egui::StrokeKind::Inside);
        let (font, words) = (FontId::proportional(TEXT_SMALL), context.texts.get("do-ignite-key"));
        painter.text(key.center(), egui::Align2::CENTER_CENTER, words, font, theme.on_burning);
    }
    let hazard = context.world.sites[site].hazard.map_or("", |hazard| context.localized.hazard_name(hazard));
    let tip = context.texts.with("do-ignite-hint", &[("hazard", hazard)]);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tip).clicked()
}

/// Draws the three orders for a service: fail over, black start and shed load.
pub(super) fn service_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    durations: &mut Durations,
    service: ServiceId,
    commands: &mut Commands,
) {
    inset(ui, |ui| {
        parts::heading(ui, context, context.texts.get("do-heading"));
        if !context.world.services[service].standby.is_empty() {
            let button = Button::new(context.texts.get("do-fail-over")).min_size(vec2(0.0, 28.0));
            if ui.add(button).on_hover_text(context.texts.get("do-fail-over-hint")).clicked() {
                commands.push(Command::Plan(PlanCommand::Do(Act::FailOver { service })));
            }
        }
        let length = context.world.length;
        if let Some(span) =
            order_ui(ui, context, ["do-black-start", "do-black-start-hint"], &mut durations.black_start, length)
        {
            commands.push(Command::Plan(PlanCommand::Do(Act::BlackStart { service, span })));
        }
        if let Some(span) =
            order_ui(ui, context, ["do-shed-load", "do-shed-load-hint"], &mut durations.shed_load, length)
        {
            commands.push(Command::Plan(PlanCommand::Do(Act::ShedLoad { service, span })));
        }
    });
}

/// Draws one order: a button, and a field for how long the order lasts. Returns this duration if the person gives the order in this
/// frame.
fn order_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    [key, hint]: [&'static str; 2],
    typed: &mut String,
    length: Span,
) -> Option<Span> {
    let span = typed_span(typed, length);
    let mut ordered = None;
    ui.horizontal(|ui| {
        let field_width = 64.0;
        let words = context.texts.get(key);
        let width = ui.available_width() - field_width - 2.0 * ui.spacing().item_spacing.x - 24.0;
        let button = Button::new(words).truncate().min_size(vec2(0.0, 28.0));
        ui.scope(|ui| {
            ui.set_max_width(width);
            let clicked = ui.add_enabled(span.is_ok(), button).on_hover_text(context.texts.get(hint)).clicked();
            ordered = span.ok().filter(|_| clicked);
        });
        parts::quiet(ui, context, context.texts.get("do-for"));
        let edit = TextEdit::singleline(typed).desired_width(field_width - 12.0).char_limit(24).id_salt(key);
        let response = ui.add(edit);
        let label = context.texts.with("do-duration", &[("what", words)]);
        response
            .widget_info(|| WidgetInfo { label: Some(label.clone()), ..WidgetInfo::text_edit(true, "", &*typed, "") });
        if ended(&response) == Some(true) {
            ordered = typed_span(typed, length).ok();
            if ordered.is_none() {
                // The field keeps the focus, so that the next letters correct the text and do not act as shortcuts.
                response.request_focus();
            }
        }
    });
    if let Err(wrong) = typed_span(typed, length) {
        let longest = context.texts.span(length);
        let words = context.texts.with(wrong, &[("length", &longest)]);
        ui.label(egui::RichText::new(words).size(TEXT_SMALL).color(context.theme.down));
    }
    ordered
}

/// The typed duration. `length` is the length of the run, which is the longest duration allowed. An error is the key of the text that
/// explains what is wrong.
fn typed_span(typed: &str, length: Span) -> Result<Span, &'static str> {
    match read_typed_span(typed) {
        Ok(span) if span == Span::ZERO => Err("do-too-short"),
        Ok(span) if span <= length => Ok(span),
        Ok(_) | Err(SpanError::TooLong) => Err("do-too-long"),
        Err(error) => Err(wrong_span(&error)),
    }
}
