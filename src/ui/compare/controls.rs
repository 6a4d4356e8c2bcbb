//! What is compared with the chosen plan, and where the numbers go: beside the table.

use egui::{Button, Popup, Rect, RichText, Ui, UiBuilder};

use crate::session::{Beside, Command, Commands};
use crate::study::compare::Both;
use crate::ui::Look;
use crate::ui::theme::SIZES;

/// Seeds that are offered.
const SEEDS: u64 = 5;

/// Draws the controls.
pub(super) fn controls_ui(ui: &mut Ui, look: &Look<'_>, room: Rect, commands: &mut Commands) {
    // A child of its own, so that what does not fit is cut and moves nothing.
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).id_salt("compare-controls"));
    ui.shrink_clip_rect(room);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.label(RichText::new(look.texts.get("compare-with")).size(SIZES[0]).color(look.theme.quiet));
    with_ui(ui, look, commands);
    let has_both = look.session.comparison().is_some();
    ui.horizontal_wrapped(|ui| {
        let mut shown = look.session.shows_differences();
        let words = look.texts.get("compare-on-map");
        if ui.add_enabled(has_both, egui::Checkbox::new(&mut shown, words)).changed() {
            commands.push(Command::ToggleDifferences);
        }
    });
    ui.horizontal_wrapped(|ui| {
        let export = ui.add_enabled(has_both, Button::new(look.texts.get("compare-export")));
        if export.on_hover_text(look.texts.get("compare-export-hint")).clicked() {
            commands.push(Command::ExportComparison);
        }
        let copy = ui.add_enabled(has_both, Button::new(look.texts.get("compare-copy")));
        if let Some(comparison) = look.session.comparison().filter(|_| copy.clicked()) {
            ui.ctx().copy_text(comparison.to_tabs(&names(look)));
        }
        copy.on_hover_text(look.texts.get("compare-copy-hint"));
    });
}

/// The names of the two futures, the other one first.
pub(super) fn names(look: &Look<'_>) -> Both<String> {
    [look.ghost().map_or_else(String::new, |ghost| ghost.name()), look.name()]
}

/// The choice of the other future: a plan, another luck, a file.
fn with_ui(ui: &mut Ui, look: &Look<'_>, commands: &mut Commands) {
    let (session, texts) = (look.session, look.texts);
    let name = look.ghost().map_or_else(|| texts.get("compare-choose").to_owned(), |ghost| ghost.name());
    let button = Button::new(name).truncate().min_size([ui.available_width(), 24.0].into());
    let response = ui.add(button);
    Popup::menu(&response).width(260.0).show(|ui| {
        for (place, plan) in session.plans().iter().enumerate().filter(|(place, _)| *place != session.chosen()) {
            let chosen = session.beside_plan() == Some(place);
            if ui
                .add(Button::new(texts.with("compare-plan", &[("plan", session.said(&plan.name))])).selected(chosen))
                .clicked()
            {
                commands.push(Command::LayBeside(Beside::Plan(place)));
            }
        }
        if look.world.is_uncertain() {
            ui.separator();
            for seed in (0..=SEEDS).filter(|seed| *seed != session.seed()) {
                let words = texts.with("compare-seed", &[("seed", &seed.to_string())]);
                if ui.add(Button::new(words)).clicked() {
                    commands.push(Command::LayBeside(Beside::Seed(seed)));
                }
            }
        }
        ui.separator();
        if ui.button(texts.get("compare-file")).clicked() {
            commands.push(Command::OpenBeside);
        }
        if session.beside().is_some() && ui.button(texts.get("plans-nothing-beside")).clicked() {
            commands.push(Command::LayBeside(Beside::Nothing));
        }
    });
    response.on_hover_text(texts.get("compare-choose-hint"));
}
