//! Tests of Monte Carlo runs in the window: they are started by key and by button, bands are shown behind lanes and plots, and a
//! click opens a run.

use std::path::PathBuf;

use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use firedrill::app::{App, Setup};
use firedrill::session::{Command, PlanCommand, WindowCommand};
use firedrill::text::Language;

use crate::support::window::{self as support, WIDE, ask, painted, wait_for_ensemble};

fn window() -> Harness<'static, App> {
    on("2-two-sites")
}

/// A window with a shipped scenario, in which the second plan is chosen.
fn on(world: &str) -> Harness<'static, App> {
    let mut harness = support::on(WIDE, Some(PathBuf::from(world)), Setup::default());
    ask(&mut harness, [Command::Plan(PlanCommand::ChoosePlan(1))]);
    harness
}

fn press(harness: &mut Harness<'_, App>, key: Key) {
    harness.key_press(key);
    harness.step();
    harness.step();
}

/// How many shapes the window is drawn with. Bands add more shapes.
fn shapes(harness: &Harness<'_, App>) -> usize {
    harness.output().shapes.len()
}

#[test]
fn one_key_shows_and_hides_monte_carlo_runs() {
    let mut harness = window();
    let before = shapes(&harness);
    press(&mut harness, Key::U);
    wait_for_ensemble(&mut harness);
    harness.run();
    assert!(shapes(&harness) > before, "bands and dots are drawn");
    harness.get_by_label("Monte Carlo runs by lost user-hours");
    press(&mut harness, Key::U);
    harness.run();
    assert!(harness.query_by_label("Monte Carlo runs by lost user-hours").is_none());
    assert_eq!(shapes(&harness), before, "all is as it was");
}

/// Away from the dots, the pointer shows what they and the numbers are.
#[test]
fn the_numbers_below_the_dots_have_names_and_the_dots_are_explained() {
    let mut harness = window();
    press(&mut harness, Key::U);
    wait_for_ensemble(&mut harness);
    harness.run();
    for name in ["Smallest: ", "Largest: "] {
        let shown = painted(&harness);
        assert!(shown.iter().any(|text| text.starts_with(name)), "{name}: {shown:?}");
    }
    let dots = harness.get_by_label("Monte Carlo runs by lost user-hours").rect();
    harness.hover_at(dots.left_top() + vec2(1.0, 1.0));
    // A tooltip appears only after the pointer has been at one position for some time.
    harness.run_steps(8);
    let shown = painted(&harness);
    assert!(shown.iter().any(|text| text.starts_with("Each dot is a run: ")), "{shown:?}");
}

#[test]
fn the_worst_run_is_compared_with_the_scenario_as_written() {
    let mut harness = window();
    harness.get_by_label("Monte Carlo: many runs, one seed each").click();
    harness.step();
    wait_for_ensemble(&mut harness);
    harness.get_by_label("Worst").click();
    harness.run();
    let session = harness.state().session();
    let (seed, worst) = (session.seed(), session.recording().summary.lost_user_hours);
    let baseline = session.baseline().expect("the scenario as written lies beside it");
    assert!(seed > 0 && baseline.seed == 0);
    assert!(worst > baseline.recording.summary.lost_user_hours);
    harness.get_by_label(&format!("Seed {seed}: back to the scenario as written"));
    harness.get_by_label("Baseline: No failover, as written");
    harness.get_by_label("As written").click();
    harness.run();
    assert_eq!(harness.state().session().seed(), 0);
    press(&mut harness, Key::Z);
    harness.run();
    assert_eq!(harness.state().session().seed(), seed, "it can be taken back");
}

#[test]
fn the_seed_of_a_run_is_shown_and_a_click_goes_back_to_seed_0() {
    let mut harness = window();
    assert!(harness.query_by_label_contains("back to the scenario as written").is_none());
    harness.state_mut().ask(Command::Plan(PlanCommand::SetSeed(641)));
    harness.run();
    harness.get_by_label("Seed 641: back to the scenario as written");
    harness.state_mut().ask(Command::Window(WindowCommand::SetLanguage(Language::Korean)));
    harness.run();
    harness.get_by_label("시드 641: 적힌 대로 되돌리기").click();
    harness.run();
    assert_eq!(harness.state().session().seed(), 0);
    assert!(harness.query_by_label_contains("시드").is_none());
}

#[test]
fn runs_that_were_made_are_kept_in_another_language() {
    let mut harness = window();
    press(&mut harness, Key::U);
    wait_for_ensemble(&mut harness);
    harness.state_mut().ask(Command::Window(WindowCommand::SetLanguage(Language::Korean)));
    harness.step();
    harness.step();
    harness.get_by_label("손실된 이용자시간별 실행 1,000회");
}

/// How many meshes the window is drawn with. Each area is one.
fn meshes(harness: &Harness<'_, App>) -> usize {
    let is_mesh = |shape: &&egui::epaint::ClippedShape| matches!(shape.shape, egui::Shape::Mesh(_));
    harness.output().shapes.iter().filter(is_mesh).count()
}

#[test]
fn every_plot_has_bands() {
    let mut harness = on("kakao-2022");
    press(&mut harness, Key::U);
    wait_for_ensemble(&mut harness);
    for tab in ["People", "Shares", "Servers", "Rivals"] {
        harness.get_by_role_and_label(egui::accesskit::Role::Tab, tab).click();
        harness.run();
        let with = meshes(&harness);
        press(&mut harness, Key::U);
        harness.run();
        let without = meshes(&harness);
        press(&mut harness, Key::U);
        wait_for_ensemble(&mut harness);
        harness.run();
        // The dots of the strip are one mesh; the bands with 90% and with half of all runs are two more.
        assert!(with >= without + 3, "{tab}: {with} and {without} without");
    }
}

#[test]
fn a_dot_has_a_tooltip_and_opens_its_run() {
    let mut harness = window();
    press(&mut harness, Key::U);
    wait_for_ensemble(&mut harness);
    harness.run();
    let strip = harness.get_by_label("Monte Carlo runs by lost user-hours").rect();
    // The dot of the worst run is alone at the right end of the strip, at the bottom.
    let worst = egui::pos2(strip.right() - 5.0, strip.bottom() - 18.0);
    harness.hover_at(worst);
    // A tooltip appears only after the pointer has been at one position for some time.
    harness.run_steps(60);
    let told = harness.query_all_by_label_contains("people at the peak").count();
    harness.drag_at(worst);
    harness.drop_at(worst);
    harness.run();
    let session = harness.state().session();
    assert!(told > 0, "the dot under the pointer says what it is");
    assert!(
        session.seed() > 0 && session.baseline().is_some_and(|baseline| baseline.seed == 0),
        "a click opens its run"
    );
}

#[test]
fn another_plan_starts_new_runs_and_stop_ends_them() {
    // A thousand runs of the Kakao scenario take many frames, so the work can be stopped before it ends.
    let mut harness = on("kakao-2022");
    press(&mut harness, Key::U);
    harness.state_mut().ask(Command::Plan(PlanCommand::ChoosePlan(2)));
    harness.step();
    harness.step();
    wait_for_ensemble(&mut harness);
    harness.get_by_label("Worst");
    harness.state_mut().ask(Command::Plan(PlanCommand::ChoosePlan(1)));
    harness.step();
    harness.step();
    harness.get_by_label("Stop").click();
    harness.step();
    harness.run();
    assert!(harness.query_by_label("Stop").is_none() && harness.query_by_label("Worst").is_none());
}

#[test]
fn a_plan_without_effect_has_no_bands_and_no_strip() {
    let mut harness = window();
    harness.state_mut().ask(Command::Plan(PlanCommand::ChoosePlan(0)));
    harness.run();
    let before = shapes(&harness);
    press(&mut harness, Key::U);
    wait_for_ensemble(&mut harness);
    harness.run();
    assert!(harness.query_by_label("Monte Carlo runs by lost user-hours").is_none(), "there is nothing to choose from");
    assert!(shapes(&harness) < before + 40, "and no band");
}
