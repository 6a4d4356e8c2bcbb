//! Drags that come to nothing: with Escape, when the window loses the focus, and where nothing can be put down.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::app::App;
use firedrill::file::Authored;
use firedrill::model::{Plan, SiteId};
use firedrill::recording::Subject;

use crate::gestures::{drag_over, editor, in_the_middle};
use crate::support::window::{click, painted, press};

type Window = Harness<'static, App>;

/// What cancels a drag.
const WAYS: [fn(&Window); 2] = [press_escape, lose_focus];

fn press_escape(harness: &Window) {
    harness.key_press(Key::Escape);
}

fn lose_focus(harness: &Window) {
    harness.event(Event::WindowFocused(false));
}

fn authored(harness: &Window) -> Authored {
    harness.state().session().authored().clone()
}

fn undo_title(harness: &Window) -> Option<String> {
    harness.state().session().undo_title().map(ToString::to_string)
}

/// Drags from one place to another, cancels that, and lets go. Nothing may have come of it.
fn cancel(harness: &mut Window, [from, to]: [Pos2; 2], modifiers: Modifiers, way: fn(&Window)) {
    let before = state(harness);
    harness.event(Event::ModifiersChanged(modifiers));
    harness.run_steps(1);
    drag_over(harness, from, to);
    way(harness);
    harness.run_steps(2);
    harness.hover_at(to - vec2(3.0, 0.0));
    harness.run_steps(2);
    harness.drop_at(to);
    harness.run_steps(2);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
    assert_eq!(state(harness), before);
    assert_eq!((undo_title(harness), is_changed(harness)), (None, false), "there is nothing to undo");
}

/// All that a drag could change, and what Escape would change elsewhere.
fn state(harness: &Window) -> (Authored, Vec<Plan>, Option<Subject>, Vec<SiteId>) {
    let session = harness.state().session();
    (session.authored().clone(), session.plans().to_vec(), session.selection(), session.picked().to_vec())
}

fn is_changed(harness: &Window) -> bool {
    harness.state().session().is_changed()
}

#[test]
fn a_cancelled_drag_on_the_map_or_in_the_dependency_view_changes_nothing_else_either() {
    for way in WAYS {
        let mut harness = editor();
        click(&mut harness, "Shop");
        assert!(harness.state().session().selection().is_some());
        let [annex, depot] = ["The annex", "The depot"].map(|name| in_the_middle(&harness, name));
        cancel(&mut harness, [annex, annex + vec2(40.0, 10.0)], Modifiers::NONE, way);
        let chip = in_the_middle(&harness, "Payment");
        for modifiers in [Modifiers::NONE, Modifiers::COMMAND] {
            cancel(&mut harness, [chip, annex], modifiers, way);
        }
        let band = egui::Rect::from_two_pos(annex, depot).expand(24.0);
        cancel(&mut harness, [band.left_top(), band.right_bottom()], Modifiers::SHIFT, way);
        press(&mut harness, Key::G);
        let boxes = ["Shop", "Payment"].map(|name| in_the_middle(&harness, name));
        cancel(&mut harness, boxes, Modifiers::NONE, way);
        // Without a drag, Escape does what it does elsewhere.
        press(&mut harness, Key::Escape);
        assert_eq!(harness.state().session().selection(), None);
    }
}

#[test]
fn a_cancelled_drag_of_a_flag_leaves_its_action_where_it_is() {
    for way in WAYS {
        let mut harness = editor();
        click(&mut harness, "Shop");
        let flag = harness.get_by_label("Flag A cut at The hall").rect();
        let from = flag.left_center() + vec2(10.0, 0.0);
        let to = from + vec2(60.0, 0.0);
        let plans = harness.state().session().plans().to_vec();
        drag_over(&mut harness, from, to);
        harness.drop_at(to);
        harness.run();
        assert_ne!(harness.state().session().plans(), plans, "the flag can be dragged");
        press(&mut harness, Key::Z);
        cancel(&mut harness, [from, to], Modifiers::NONE, way);
    }
}

#[test]
fn a_cancelled_drag_in_a_form_gives_back_what_was_there_before_it() {
    for way in WAYS {
        let mut harness = editor();
        harness.get_by_label_contains("Hazards (1)").click();
        harness.run();
        click(&mut harness, "A cut");
        let before = authored(&harness);
        let at = harness.get_by_label("Power returns, point 1").rect().center();
        drag_over(&mut harness, at, at - vec2(0.0, 16.0));
        assert_ne!(authored(&harness), before, "the run follows the point");
        harness.drop_at(at - vec2(0.0, 16.0));
        harness.run();
        press(&mut harness, Key::Z);
        assert_eq!(authored(&harness), before);
        let at = harness.get_by_label("Power returns, point 1").rect().center();
        cancel(&mut harness, [at, at - vec2(0.0, 16.0)], Modifiers::NONE, way);

        click(&mut harness, "All parts");
        click(&mut harness, "The hall");
        harness.get_by_label("Move number 2 of “Order of restoration” up").scroll_to_me();
        harness.run();
        let grip = |harness: &Window, number: usize| {
            let name = format!("Drag number {number} of “Order of restoration” to another place");
            harness.get_by_label(&name).rect().center()
        };
        let grips = [2, 1].map(|number| grip(&harness, number));
        cancel(&mut harness, grips, Modifiers::NONE, way);
    }
}

#[test]
fn a_cancelled_drag_over_the_bars_of_a_day_gives_back_all_of_them_and_is_no_step() {
    for way in WAYS {
        let mut harness = editor();
        click(&mut harness, "Shop");
        let is_box = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::CheckBox;
        harness.get_all_by_label("Demand changes by the hour").find(is_box).expect("a box").click_accesskit();
        harness.run();
        harness.get_by_label("Demand by hour as bars").scroll_to_me();
        harness.run();
        let (before, title) = (authored(&harness), undo_title(&harness));
        let plot = harness.get_by_label("Demand by hour as bars").rect();
        let [from, to] = [plot.left() + 12.0, plot.right() - 12.0].map(|x| pos2(x, plot.center().y));
        drag_over(&mut harness, from, to);
        assert_ne!(authored(&harness), before, "the run follows the bars");
        way(&harness);
        harness.run_steps(2);
        assert_eq!(authored(&harness), before);
        harness.drop_at(to);
        harness.run();
        assert_eq!((authored(&harness), undo_title(&harness)), (before, title));
        press(&mut harness, Key::Z);
        assert!(!is_changed(&harness), "undo takes back that the demand changes by the hour");
    }
}

#[test]
fn a_site_that_is_dragged_out_of_the_window_stays_where_it_is_unless_it_comes_back() {
    let mut harness = editor();
    let before = authored(&harness);
    let annex = in_the_middle(&harness, "The annex");
    let outside = pos2(annex.x, -40.0);
    drag_over(&mut harness, annex, outside);
    harness.drop_at(outside);
    harness.run();
    assert_eq!(authored(&harness), before);

    let names = |harness: &Window| painted(harness).iter().filter(|text| *text == "The annex").count();
    drag_over(&mut harness, annex, annex + vec2(40.0, 0.0));
    let with_preview = names(&harness);
    harness.event(Event::PointerGone);
    harness.run_steps(2);
    assert!(names(&harness) < with_preview);
    let to = annex + vec2(60.0, 0.0);
    harness.hover_at(to);
    harness.run_steps(2);
    assert_eq!(names(&harness), with_preview, "it is seen where it would be");
    harness.drop_at(to);
    harness.run();
    assert_eq!(undo_title(&harness).as_deref(), Some("Move The annex"));
}
