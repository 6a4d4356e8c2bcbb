//! The cost of the outages of a service: the lost user-hours so far and in the whole run, and the root causes to which they are
//! attributed.

use egui::Ui;

use super::layout::{inset, pair};
use crate::impact::{Root, lost_until};
use crate::model::ServiceId;
use crate::recording::StrikeTarget;
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::study::words;
use crate::ui::ViewContext;
use crate::ui::parts::{self, End, Mark, Row};
use crate::units::{WHOLE, text};

/// The largest number of root causes that are shown; the remaining ones lost less.
const MOST: usize = 5;

/// Shows the cost of a service's outages. Shows nothing if this run has no such cost.
pub(super) fn cost_ui(ui: &mut Ui, context: &ViewContext<'_>, id: ServiceId, commands: &mut Commands) {
    let all = context.recording.summary.services[id].lost_user_millisecs;
    if all == 0 {
        return;
    }
    let so_far = lost_until(context.world, context.recording, id, context.now);
    inset(ui, |ui| {
        parts::heading(ui, context, context.texts.get("cost-heading"));
        for (key, lost) in [("cost-so-far", so_far), ("cost-all", all)] {
            let exact = text::lost_user_hours(lost, text::exact);
            pair(ui, context, context.texts.get(key), &context.texts.lost_user_hours(lost))
                .on_hover_text(context.texts.with("cost-exact", &[("hours", &exact)]));
        }
        parts::quiet(ui, context, context.texts.get("cost-booked-to"));
    });
    let mut parts: Vec<_> = context.run.ledger(id).clone();
    parts.sort_by_key(|(_, lost)| std::cmp::Reverse(*lost));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let losses: Vec<u128> = parts.iter().map(|(_, lost)| *lost).collect();
        for ((root, lost), percent) in parts.into_iter().zip(text::shares(&losses)).take(MOST) {
            root_ui(ui, context, root, Part { lost, all, percent }, commands);
        }
    });
}

/// What is lost for one cause, of all that is lost.
struct Part {
    lost: u128,
    all: u128,
    percent: String,
}

fn root_ui(ui: &mut Ui, context: &ViewContext<'_>, root: Root, part: Part, commands: &mut Commands) {
    let share = (part.lost * u128::from(WHOLE) / part.all) as u32;
    let words = words::root(context.session.run(), root, context.localized, context.texts);
    let subject = match root {
        Root::Strike(strike) => match context.recording.strikes[strike as usize].target {
            StrikeTarget::Site(site) => Subject::Site(site),
            StrikeTarget::Service { service, .. } => Subject::Service(service),
        },
        Root::Crew(company) => company.map_or(Subject::World, Subject::Company),
        Root::Retries(id) | Root::Restart(id) | Root::Capacity(id) => Subject::Service(id),
    };
    let percent = part.percent;
    let row = Row {
        mark: Mark::None,
        words: &words,
        end: End::Both(share, context.theme.quiet, &percent, parts::SHARES),
        subject: Some(subject),
        state: &percent,
    };
    let response = row.ui(ui, context, commands);
    if response.double_clicked()
        && let Root::Strike(strike) = root
    {
        commands.push(Command::Select(SelectCommand::Follow(context.recording.strikes[strike as usize].event)));
    }
    response.on_hover_text_at_pointer(format!("{words}: {percent}"));
}
