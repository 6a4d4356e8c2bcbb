//! The inspector. It shows the state of the selected site, service or company at the playhead, and the causes of this state. If nothing
//! is selected, it shows the story.

mod actions;
mod company;
mod cost;
mod dependencies;
mod layout;
mod levers;
mod measures;
mod repairs;
mod rtos;
mod runs_on;
mod service;
mod site;
mod story;
mod typed;
mod view;
mod why;

use egui::{Frame, Margin, ScrollArea, Ui};

use self::typed::Typing;
pub use self::view::InspectorView;
use super::{ViewContext, focus};
use crate::recording::Subject;
use crate::session::Commands;

/// Draws the inspector over the whole available area.
pub fn inspector_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut InspectorView, commands: &mut Commands) {
    let subject = context.session.selection();
    let is_new = view.shown != subject;
    if is_new {
        view.shown = subject;
        view.whole = [false; 2];
    }
    let plan = Some((context.session.document_number(), context.session.chosen()));
    if is_new || view.plan != plan {
        view.plan = plan;
        // What is being typed was meant for what was shown.
        view.typing = Typing::default();
        view.durations.forget_wrong();
    }
    actions::foot_ui(ui, context, subject, commands);
    let mut scroll = ScrollArea::vertical().auto_shrink(false).id_salt(("inspector", subject));
    if is_new {
        // A newly selected subject is shown from its top.
        scroll = scroll.vertical_scroll_offset(0.0);
    }
    scroll.show(ui, |ui| {
        Frame::NONE.inner_margin(Margin { left: 0, right: 0, top: 14, bottom: 16 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.set_width(ui.available_width());
            match subject {
                Some(Subject::Site(site)) => site::site_ui(ui, context, view, site, commands),
                Some(Subject::Service(service)) => service::service_ui(ui, context, view, service, commands),
                Some(Subject::Company(company)) => company::company_ui(ui, context, view, company, commands),
                Some(Subject::World) | None => {
                    story::story_ui(ui, context, commands);
                    measures::all_ui(ui, context, &mut view.typing, commands);
                }
            }
        });
        focus::reveal_in(ui);
    });
}
