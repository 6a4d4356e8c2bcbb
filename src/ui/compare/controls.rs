//! The controls beside the comparison table: the choice of the baseline and of its seed, and the buttons that show or export the
//! numbers.

use egui::{Button, Id, Popup, Rect, RichText, ScrollArea, Ui, UiBuilder};

use super::lines::runs_in_words;
use crate::session::{
    Baseline, Command, Commands, Export, FileCommand, IncidentsCommand, PlanCommand, SelectCommand, WindowCommand,
};
use crate::ui::key_table::printed;
use crate::ui::number_field::{Look, WrongText, whole_field};
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::dates::{moment, zone_name};
use crate::ui::{ViewContext, focus};
use crate::units::{ShownZone, SimTime};

/// The largest seed that the field accepts. The field calculates with `f64`, which can represent every integer up to this one exactly.
const LAST_SEED: u64 = (1 << 53) - 1;

/// Draws the controls. `offered` is a baseline of before, and what the list calls it. Where there is no room for all, they scroll.
pub(super) fn controls_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    room: Rect,
    offered: Option<&(Baseline, String)>,
    commands: &mut Commands,
) {
    // Contents that do not fit are in a child `Ui` of a fixed size, so that they do not move anything else.
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).id_salt("compare-controls"));
    ui.shrink_clip_rect(room);
    ui.spacing_mut().item_spacing.y = 4.0;
    ScrollArea::vertical().auto_shrink(false).id_salt("compare-controls-scroll").show(ui, |ui| {
        choices_ui(ui, context, offered, commands);
        focus::reveal_in(ui);
    });
}

fn choices_ui(ui: &mut Ui, context: &ViewContext<'_>, offered: Option<&(Baseline, String)>, commands: &mut Commands) {
    ui.label(RichText::new(context.texts.get("compare-with")).size(TEXT_SMALL).color(context.theme.quiet));
    with_ui(ui, context, offered, commands);
    if context.world.is_uncertain() {
        seed_ui(ui, context, commands);
    }
    let has_both = context.session.comparison().is_some();
    ui.horizontal_wrapped(|ui| {
        let mut shown = context.session.shows_differences();
        let words = context.texts.get("compare-on-map");
        if ui.add_enabled(has_both, egui::Checkbox::new(&mut shown, words)).changed() {
            commands.push(Command::Select(SelectCommand::ToggleDifferences));
        }
    });
    ui.horizontal_wrapped(|ui| {
        let export = ui.add_enabled(has_both, Button::new(context.texts.get("compare-export")));
        if export.on_hover_text(context.texts.get("compare-export-hint")).clicked() {
            commands.push(Command::File(FileCommand::Export(Export::Comparison)));
        }
        let copy = ui.add_enabled(has_both, Button::new(context.texts.get("compare-copy")));
        if copy.clicked() {
            commands.extend(table(context).map(|value| Command::File(FileCommand::CopyComparison(value))));
        }
        copy.on_hover_text(context.texts.get("compare-copy-hint"));
    });
}

/// The comparison as tab-separated text for slides: sentences about when and why the two runs diverge, and the table below. `None` if
/// nothing is compared.
fn table(context: &ViewContext<'_>) -> Option<String> {
    let (comparison, names, texts) = (context.session.comparison()?, context.names(), context.texts);
    // Where the table is pasted, nothing else says that times are in another zone than that of the scenario.
    let moment = |_: usize, at: SimTime| match context.zone {
        ShownZone::Scenario => moment(context, at),
        ShownZone::Utc | ShownZone::Computer => format!("{} {}", moment(context, at), zone_name(context, at)),
    };
    let about = comparison.story(runs_in_words(context), &names, moment, texts);
    Some(comparison.to_tabs(context.both_localized(), &names, &about, texts))
}

/// Draws the choice of the baseline: a plan, another seed, or a file.
fn with_ui(ui: &mut Ui, context: &ViewContext<'_>, offered: Option<&(Baseline, String)>, commands: &mut Commands) {
    let (session, texts) = (context.session, context.texts);
    let name = context.baseline().map_or_else(|| texts.get("compare-choose").to_owned(), |baseline| baseline.name());
    let button = Button::new(name).truncate().min_size([ui.available_width(), 24.0].into());
    let response = ui.add(button);
    Popup::menu(&response).width(260.0).show(|ui| {
        for (index, plan) in session.plans().iter().enumerate().filter(|(index, _)| *index != session.chosen()) {
            let chosen = session.baseline_plan() == Some(index);
            if ui
                .add(
                    Button::new(texts.with("compare-plan", &[("plan", context.plan_name(&plan.name))]))
                        .selected(chosen),
                )
                .clicked()
            {
                // If the person has chosen a seed for the baseline, the new baseline has this seed, too.
                let luck = session.baseline().map(|run| run.seed).filter(|_| !session.is_baseline_file());
                let baseline = match luck {
                    Some(seed) if seed != session.seed() => Baseline::PlanWithSeed(index, seed),
                    Some(_) | None => Baseline::Plan(index),
                };
                commands.push(Command::Plan(PlanCommand::SetBaseline(baseline)));
            }
        }
        if context.world.is_uncertain() {
            ui.separator();
            if let Some((baseline, words)) = offered
                && ui.button(words.as_str()).clicked()
            {
                commands.push(Command::Plan(PlanCommand::SetBaseline(*baseline)));
            }
            let seed = if session.seed() == 0 { 1 } else { 0 };
            let words = texts.with("compare-seed", &[("seed", &seed.to_string())]);
            let is_offered = offered.is_some_and(|(baseline, _)| *baseline == Baseline::Seed(seed));
            if !is_offered && ui.button(words).clicked() {
                commands.push(Command::Plan(PlanCommand::SetBaseline(Baseline::Seed(seed))));
            }
        }
        ui.separator();
        // Its run was made before, and is not made again.
        if let Some(name) = session.baseline_file_name(texts) {
            let words = texts.with("compare-file-again", &[("name", &name)]);
            if ui.add(Button::new(words).selected(session.is_baseline_file())).clicked() {
                commands.push(Command::Plan(PlanCommand::SetBaseline(Baseline::Other)));
            }
        }
        if ui.button(texts.get("compare-file")).clicked() {
            commands.push(Command::File(FileCommand::OpenBaseline));
        }
        let beside =
            Button::new(texts.get("compare-incidents")).shortcut_text(printed("keys-incidents").unwrap_or_default());
        if ui.add(beside).clicked() {
            commands.push(Command::Window(WindowCommand::Incidents(IncidentsCommand::Toggle)));
        }
        if session.baseline().is_some() && ui.button(texts.get("plans-nothing-beside")).clicked() {
            commands.push(Command::Plan(PlanCommand::SetBaseline(Baseline::Nothing)));
        }
    });
    response.on_hover_text(texts.get("compare-choose-hint"));
}

/// Draws the field for the seed of the baseline, which can be typed or dragged. A change keeps the plan of the baseline; if the
/// baseline has no plan, it becomes the chosen plan with this seed.
fn seed_ui(ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) {
    let session = context.session;
    // The field stands below its name: both have no room beside one another in a small window.
    ui.vertical(|ui| {
        let name =
            ui.label(RichText::new(context.texts.get("compare-its-seed")).size(TEXT_SMALL).color(context.theme.quiet));
        let seed = session.baseline().map_or_else(|| session.seed(), |run| run.seed);
        let (mut value, mut wrong) = (i128::from(seed), ui.data(|data| data.get_temp::<WrongText>(wrong_seed())));
        // Each seed is another run, so it is taken when it is complete.
        let look = Look { waits: true, is_name: true, ..Look::default() };
        let field = |ui: &mut Ui| whole_field(ui, look, &mut value, LAST_SEED, &mut wrong);
        let response = ui.add_enabled_ui(!session.is_baseline_file(), field).inner.labelled_by(name.id);
        let reason =
            wrong.as_ref().and_then(|wrong| wrong.reason.as_ref()).map(|reason| context.texts.sentence(reason));
        ui.data_mut(|data| match wrong {
            Some(wrong) => {
                data.insert_temp(wrong_seed(), wrong);
            }
            None => data.remove::<WrongText>(wrong_seed()),
        });
        if response.changed()
            && let Ok(seed) = u64::try_from(value)
        {
            commands.push(Command::Plan(PlanCommand::SetBaseline(match session.baseline_plan() {
                Some(index) => Baseline::PlanWithSeed(index, seed),
                None => Baseline::Seed(seed),
            })));
        }
        response.on_hover_text(reason.as_deref().unwrap_or_else(|| context.texts.get("compare-its-seed-hint")));
        if let Some(reason) = reason {
            ui.label(RichText::new(reason).size(TEXT_SMALL).color(context.theme.down));
        }
    });
}

/// Where it is kept what was typed as the seed and is no number.
fn wrong_seed() -> Id {
    Id::unique("wrong seed of the baseline")
}
