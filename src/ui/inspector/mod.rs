//! What is known of the selected site, service or company at the playhead, and why; the story where nothing is selected.

mod actions;
mod company;
mod cost;
mod dependencies;
mod facts;
mod levers;
mod measures;
mod runs_on;
mod service;
mod site;
mod story;
mod typed;
mod why;

use egui::{Frame, Margin, ScrollArea, Sense, Ui, pos2, vec2};

use self::facts::Facts;
use super::parts::{self, MARGIN, Mark};
use super::style::semibold;
use super::theme::{TEXT_BODY, TEXT_TITLE};
use super::{ViewContext, focus};
use crate::recording::Subject;
use crate::session::Commands;

/// What the inspector remembers between frames.
#[derive(Debug, Default)]
pub struct InspectorView {
    facts: Option<Facts>,
    /// What was shown in the last frame.
    shown: Option<Subject>,
    /// How long a black start and shed load are to last, as typed.
    durations: actions::Durations,
    /// A value of a measure, as typed.
    typing: typed::Typing,
    /// Which lists are shown whole: needs, and who needs it.
    whole: [bool; 2],
}

/// Draws the inspector over all the room there is.
pub fn inspector_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut InspectorView, commands: &mut Commands) {
    let run = context.session.run();
    let facts = view.facts.take().filter(|facts| facts.is_of(run)).unwrap_or_else(|| Facts::new(run));
    let subject = context.session.selection();
    let is_new = view.shown != subject;
    if is_new {
        view.shown = subject;
        view.whole = [false; 2];
    }
    actions::foot_ui(ui, context, subject, commands);
    let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt(("inspector", subject));
    if is_new {
        // Whatever is selected is read from its top, however far down it was read before.
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    scroll.show(ui, |ui| {
        Frame::NONE.inner_margin(Margin { left: 0, right: 0, top: 14, bottom: 16 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.set_width(ui.available_width());
            match subject {
                Some(Subject::Site(site)) => site::site_ui(ui, context, &facts, view, site, commands),
                Some(Subject::Service(service)) => service::service_ui(ui, context, &facts, view, service, commands),
                Some(Subject::Company(company)) => company::company_ui(ui, context, &facts, company, commands),
                Some(Subject::World) | None => {
                    story::story_ui(ui, context, commands);
                    measures::all_ui(ui, context, &mut view.typing, commands);
                }
            }
        });
        focus::reveal_in(ui);
    });
    view.facts = Some(facts);
}

/// The margins within which text stands; rows go from edge to edge.
fn inset<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = Margin::symmetric(MARGIN as i8, 0);
    Frame::NONE
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
        .inner
}

/// The mark and the name of what is shown, and its state at the right, or below where there is no room.
fn title(ui: &mut Ui, context: &ViewContext<'_>, mark: Mark, name: &str, state: (&str, egui::Color32)) {
    inset(ui, |ui| {
        let left = if mark == Mark::None { 0.0 } else { 26.0 };
        let width = ui.available_width();
        let words = parts::line(ui.painter(), state.0, semibold(TEXT_BODY), width);
        let mut job =
            egui::text::LayoutJob::simple(name.to_owned(), semibold(TEXT_TITLE), context.theme.text, width - left);
        job.wrap.max_rows = 3;
        let one_line = parts::line(ui.painter(), name, semibold(TEXT_TITLE), f32::INFINITY).size().x;
        let baseline = state.0.is_empty() || left + one_line + 12.0 + words.size().x <= width;
        let name_galley = ui.painter().layout_job(job);
        let height = name_galley.size().y + if baseline { 0.0 } else { words.size().y + 2.0 };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, format!("{name}, {}", state.0)));
        let painter = ui.painter();
        let first_line = rect.top() + name_galley.rows.first().map_or(20.0, |row| row.height()) / 2.0;
        mark.paint(painter, pos2(rect.left() + 8.0, first_line), context.theme);
        painter.galley(pos2(rect.left() + left, rect.top()), name_galley, context.theme.text);
        if baseline {
            painter.galley(pos2(rect.right() - words.size().x, first_line - words.size().y / 2.0), words, state.1);
        } else {
            painter.galley(pos2(rect.left() + left, rect.bottom() - words.size().y), words, state.1);
        }
    });
}

/// Two words at the ends of a line: what, and how much.
fn pair(ui: &mut Ui, context: &ViewContext<'_>, what: &str, value: &str) -> egui::Response {
    let width = ui.available_width();
    let value_galley = parts::line(ui.painter(), value, egui::FontId::proportional(TEXT_BODY), width * 0.7);
    let what_width = width - value_galley.size().x - 10.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{what}: {value}")));
    let font = egui::FontId::proportional(TEXT_BODY);
    parts::text_at(ui.painter(), rect.left_center(), what, font, what_width, context.theme.quiet);
    let at = pos2(rect.right() - value_galley.size().x, rect.center().y - value_galley.size().y / 2.0);
    ui.painter().galley(at, value_galley, context.theme.text);
    response
}
