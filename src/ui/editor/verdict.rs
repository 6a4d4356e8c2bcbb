//! What the run that is shown says of an expectation: whether it meets it, and the value that was computed.

use egui::{Color32, Ui};

use super::controls::{said, wrapped};
use crate::memo::Memo;
use crate::model::{Expectation, Seeds, That};
use crate::session::{Command, Commands, PlanCommand};
use crate::study::words;
use crate::study::{Computed, Outcome, computed, outcome};
use crate::ui::ViewContext;
use crate::ui::time_axis::dates::{moment, moment_in_both};
use crate::units::{ShownZone, SimTime, text};

/// The most expectations that are looked at.
const MOST: usize = 1_000;

/// Says whether the run meets the expectation at this index. About another plan or seed than those that are shown, it offers to show their run.
pub(super) fn verdict_ui(ui: &mut Ui, context: &ViewContext<'_>, index: usize, commands: &mut Commands) {
    let session = context.session;
    // While there are problems, the rows that are checked are not those of the form.
    if !session.problems().is_empty() {
        return;
    }
    let Some(Expectation { plan, seeds, that }) = session.expectations().get(index).cloned() else { return };
    let seed = match seeds {
        Seeds::One(seed) => seed,
        Seeds::Share { runs, .. } => {
            let runs = text::exact(u64::from(runs));
            said(ui, &context.texts.with("expectation-many", &[("runs", &runs)]), context.theme.quiet);
            return;
        }
    };
    if plan == session.chosen() && seed == context.run.seed {
        let (key, color) = match outcome(context.run, &that) {
            Outcome::Met => ("expectation-met", context.theme.up),
            Outcome::NotMet => ("expectation-not-met", context.theme.down),
            Outcome::Undecided => ("expectation-undecided", context.theme.down),
        };
        said(ui, &context.texts.with(key, &[("computed", &computed_words(context, &that))]), color);
        return;
    }
    said(ui, context.texts.get("expectation-other-run"), context.theme.quiet);
    let pressed = wrapped(ui, |ui| ui.button(context.texts.get("expectation-show-run")).clicked());
    if pressed {
        let choose = (plan != session.chosen()).then_some(PlanCommand::ChoosePlan(plan));
        let seeded = (seed != context.run.seed).then_some(PlanCommand::SetSeed(seed));
        commands.extend(choose.into_iter().chain(seeded).map(Command::Plan));
    }
}

/// Whether the run that is shown meets the expectation at this index. `None` while there are problems, and if the expectation is about another
/// run or about many.
fn shown_outcome(context: &ViewContext<'_>, index: usize) -> Option<Outcome> {
    let session = context.session;
    let expectation = session.expectations().get(index).filter(|_| session.problems().is_empty())?;
    let is_shown = expectation.plan == session.chosen()
        && matches!(expectation.seeds, Seeds::One(seed) if seed == context.run.seed);
    is_shown.then(|| outcome(context.run, &expectation.that))
}

/// What stands beside the expectation at this index in the list of all parts: whether the run that is shown meets it, and in which colour.
pub(super) fn mark(context: &ViewContext<'_>, index: usize) -> Option<(&'static str, Color32)> {
    let (key, color) = match shown_outcome(context, index)? {
        Outcome::Met => ("expectation-mark-met", context.theme.up),
        Outcome::NotMet => ("expectation-mark-not-met", context.theme.down),
        Outcome::Undecided => ("expectation-mark-undecided", context.theme.down),
    };
    Some((context.texts.get(key), color))
}

/// Says how many expectations the run that is shown does not meet. Nothing if there are none. They are counted once for each revision.
pub(super) fn unmet_ui(ui: &mut Ui, context: &ViewContext<'_>, kept: &mut Memo<u64, usize>) {
    let all = 0..context.session.expectations().len().min(MOST);
    let is_unmet = |index: &usize| matches!(shown_outcome(context, *index), Some(Outcome::NotMet | Outcome::Undecided));
    let count = *kept.get(context.session.revision(), || all.filter(is_unmet).count());
    if count > 0 {
        let count = context.texts.count(count as u64);
        said(ui, &context.texts.with("expectations-not-met", &[("count", &count)]), context.theme.down);
    }
}

/// The value that was computed for an expectation, in words.
fn computed_words(context: &ViewContext<'_>, that: &That) -> String {
    let texts = context.texts;
    match computed(context.run, that) {
        Computed::Span(span) => texts.with("expectation-span", &[("span", &texts.span(span))]),
        Computed::AtLeast(span) => texts.with("expectation-at-least", &[("span", &texts.span(span))]),
        Computed::NeverOut => texts.get("expectation-never-out").to_owned(),
        Computed::Back(Some(at)) => texts.with("expectation-back", &[("time", &moment_words(context, at))]),
        Computed::Back(None) => texts.get("expectation-not-back").to_owned(),
        Computed::People(people) => texts.with("expectation-people", &[("people", &texts.count(people))]),
        Computed::Fall(fall) => price_words(context, that, fall),
        Computed::Events(events) => texts.with("expectation-events", &[("events", &texts.exact_count(events))]),
        Computed::Health(health) => texts.with("expectation-health", &[("share", &text::share(health))]),
    }
}

/// A time in the zone that the person has chosen. The field above it has the time as it is in the file, in the zone of the scenario, so in another
/// zone it is said in both.
fn moment_words(context: &ViewContext<'_>, at: SimTime) -> String {
    match context.zone {
        ShownZone::Scenario => moment(context, at),
        ShownZone::Utc | ShownZone::Computer => moment_in_both(context, at),
    }
}

fn price_words(context: &ViewContext<'_>, that: &That, fall: Option<f64>) -> String {
    let listing = match *that {
        That::LowestPrice { company, .. } => context.world.companies[company].listing.as_ref(),
        That::Down { .. }
        | That::Out { .. }
        | That::KeepsRto { .. }
        | That::BreaksRto { .. }
        | That::Back { .. }
        | That::People { .. }
        | That::Quiet
        | That::Recovers { .. } => None,
    };
    match (listing, fall) {
        (Some(listing), Some(fall)) => {
            let price = words::price(listing, listing.close * (1.0 - fall), context.texts);
            context.texts.with("expectation-price", &[("price", &price), ("fall", &text::share_of_one(fall))])
        }
        (None, _) | (_, None) => context.texts.get("expectation-no-price").to_owned(),
    }
}
