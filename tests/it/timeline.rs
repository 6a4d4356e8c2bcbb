//! Tests of playback, timeline and plots. They find elements by their names, as screen readers do, and check what pressing, typing
//! and dragging does.

use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use firedrill::model::{Act, Id as _, ServiceId, SiteId, When};
use firedrill::recording::Subject;
use firedrill::session::{
    Commands, EditCommand, Origin, PlanCommand, PlaybackCommand, SelectCommand, Session, SessionCommand,
};
use firedrill::ui::playback_bar::playback_ui;
use firedrill::ui::text::Texts;
use firedrill::ui::theme::Theme;
use firedrill::ui::time_axis::Tab;
use firedrill::ui::timeline::{TimelineView, timeline_ui};
use firedrill::ui::{ViewContext, style};
use firedrill::units::{SimTime, Span};

use crate::support::load;
use crate::support::window::wheel;

/// A world with two sites, two services, a listed company and a rival. One recovery is observed. The plan has a fire at one site,
/// and a response whose time is relative to it.
const WORLD: &str = r#"(
    firedrill: 1, title: "Test", zone: "UTC", start: "2024-03-04 00:00", length: "2d", population: 1000000,
    sources: { "paper": (title: "The paper") },
    hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "1h", repair: [("1h", 0.0)]) },
    sites: { "a": (name: "Alpha", at: (51.5, -0.1), hazard: "fire"), "b": (name: "Beta", at: (51.5, 0.9), hazard: "fire") },
    services: {
        "mail": (name: "Mail", company: "post", users: 300000, on: { "a": 100 }, load: 100),
        "chat": (name: "Chat", company: "post", users: 500000, on: { "a": 50, "b": 50 }, load: 100, retry: 1.0),
    },
    exchanges: { "lse": (name: "London", zone: "UTC", open: "08:00", close: "16:30") },
    companies: { "post": (name: "Post", exchange: "lse", currency: "GBP", close: 10.0, exposure: { "mail": 1.0 }) },
    reaction: (worst: 0.1, half: 0.2, memory: 6.0, overshoot: 0.5, rise: "4m", fade: "60m"),
    rivals: { "pigeon": (name: "Pigeon", for: "mail", users: 1000, pull: 0.01, back: "1d") },
    history: [ (at: "03:05", what: Back("mail"), source: "paper") ],
    plans: [ (name: "Fire", actions: [ (at: "01:00", do: Strike(site: "a")), (at: "+2h", do: ShedLoad(service: "chat", for: "30m")) ]) ],
)"#;

/// The timeline and the playback bar with a session, as in the window.
struct Stage {
    session: Session,
    view: TimelineView,
    texts: Texts,
    theme: Theme,
}

impl Stage {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let mut commands = Commands::new();
        let context = ViewContext::new(&self.session, &self.texts, &self.theme);
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        playback_ui(ui, &context, &mut self.view, &mut commands);
        timeline_ui(ui, &context, &mut self.view, &mut commands);
        for command in commands.into_iter().flat_map(SessionCommand::try_from) {
            self.session.apply(command);
        }
        if self.session.end_frame(f64::from(ui.input(|input| input.stable_dt))) {
            ui.request_repaint();
        }
    }

    fn playhead(&self) -> f64 {
        self.session.playback().playhead
    }
}

fn stage() -> Harness<'static, Stage> {
    stage_of(WORLD, Texts::english())
}

fn stage_of(world: &str, texts: Texts) -> Harness<'static, Stage> {
    let session = Session::new(load(world), Origin::Shipped("test")).expect("the plan fits");
    let view = TimelineView::default();
    let stage = Stage { session, view, texts, theme: Theme::night() };
    let mut harness = Harness::builder()
        .with_size(vec2(1_200.0, 400.0))
        .with_context_setup(style::install_fonts)
        .build_ui_state(|ui, stage: &mut Stage| stage.ui(ui), stage);
    harness.run();
    harness
}

/// Drags from one position to another in a few steps.
fn drag(harness: &mut Harness<'_, Stage>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    harness.run();
    for step in 1..=4u8 {
        harness.hover_at(from + (to - from) * (f32::from(step) / 4.0));
        harness.run();
    }
    harness.drop_at(to);
    harness.run();
}

/// The position of a time on the ruler.
fn place_of(harness: &Harness<'_, Stage>, secs: f64) -> Pos2 {
    let ruler = harness.get_by_label("Time ruler").rect();
    let share = secs / (2.0 * 86_400.0);
    Pos2::new(ruler.left() + (f64::from(ruler.width()) * share) as f32, ruler.top() + 6.0)
}

fn type_into(harness: &mut Harness<'_, Stage>, field: &str, words: &str) {
    harness.get_by_label_contains(field).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_role(egui::Role::TextInput).type_text(words);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

fn act_times(stage: &Stage) -> Vec<i64> {
    let plan = stage.session.plan();
    plan.actions.iter().map(|action| plan.moment(action.at).expect("a strike").0).collect()
}

#[test]
fn play_pause_and_reverse_have_buttons() {
    let mut harness = stage();
    harness.get_by_label("Play").click();
    harness.run_steps(5);
    assert!(harness.state().session.playback().playing, "it plays");
    let played = harness.state().playhead();
    assert!(played > 0.0, "the playhead moves");
    harness.get_by_label("Play backwards").click();
    harness.run_steps(4);
    assert!(harness.state().session.playback().reverse, "it plays backwards");
    harness.run_steps(2);
    harness.state_mut().session.apply(PlaybackCommand::Pause);
    harness.run();
    let paused = harness.state().playhead();
    harness.run_steps(10);
    assert_eq!(harness.state().playhead(), paused, "paused, nothing moves");
}

#[test]
fn steps_and_ends_have_buttons() {
    let mut harness = stage();
    harness.get_by_label("To the next event").click();
    harness.run();
    assert_eq!(harness.state().playhead(), 3_600.0, "the fire");
    harness.get_by_label("To the end").click();
    harness.run();
    assert_eq!(harness.state().playhead(), 172_800.0);
    harness.get_by_label("To the start").click();
    harness.run();
    assert_eq!(harness.state().playhead(), 0.0);
}

#[test]
fn a_typed_time_moves_the_playhead_and_an_invalid_one_is_explained() {
    let mut harness = stage();
    type_into(&mut harness, "Go to a time", "16:52");
    assert_eq!(harness.state().playhead(), 60_720.0);
    type_into(&mut harness, "Go to a time", "2024-03-05 09:00");
    assert_eq!(harness.state().playhead(), 118_800.0);
    type_into(&mut harness, "Go to a time", "+9h");
    assert_eq!(harness.state().playhead(), 36_000.0, "counted from the fire at one");
    type_into(&mut harness, "Go to a time", "teatime");
    assert_eq!(harness.state().playhead(), 36_000.0, "it stays");
    harness.get_by_label_contains("16:52, or 2022-10-17 09:00, or +9h");
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_label_contains("Go to a time");
}

#[test]
fn in_the_hour_that_the_clocks_repeat_the_clock_field_stays_at_its_time() {
    // In Berlin the hour from 2:00 to 3:00 on 27 October 2024 happens twice, and 31 March 2024 has none.
    let world = |start: &str| {
        WORLD.replacen(
            "zone: \"UTC\", start: \"2024-03-04 00:00\"",
            &format!("zone: \"Europe/Berlin\", start: \"{start}\""),
            1,
        )
    };
    let mut harness = stage_of(&world("2024-10-27 00:00"), Texts::english());
    for (secs, shown) in
        [(9_000.0, "2024-10-27 02:30 +02:00"), (12_600.0, "2024-10-27 02:30 +01:00"), (16_200.0, "2024-10-27 03:30")]
    {
        harness.state_mut().session.apply(PlaybackCommand::Seek(SimTime(secs as i64)));
        harness.run();
        harness.get_by_label_contains("Go to a time").click();
        harness.run();
        assert_eq!(harness.get_by_role(egui::Role::TextInput).value().as_deref(), Some(shown));
        harness.key_press(Key::Enter);
        harness.run();
        assert_eq!(harness.state().playhead(), secs, "Enter without a change");
        type_into(&mut harness, "Go to a time", "00:10");
        assert_eq!(harness.state().playhead(), 600.0);
        type_into(&mut harness, "Go to a time", shown);
        assert_eq!(harness.state().playhead(), secs, "{shown}");
    }
    harness.state_mut().session.apply(PlaybackCommand::Seek(SimTime(9_000)));
    harness.run();
    harness.get_by_value("Sun 27 Oct 02:30 +02:00");

    let mut harness = stage_of(&world("2024-03-31 00:00"), Texts::english());
    type_into(&mut harness, "Go to a time", "02:30");
    assert_eq!(harness.state().playhead(), 0.0, "it stays");
    harness.get_by_label_contains("go from 2024-03-31 02:00 to 2024-03-31 03:00: write \"2024-03-31 03:30\"");
}

#[test]
fn the_korean_clock_field_takes_korean_and_english() {
    let mut harness = stage_of(WORLD, Texts::of(firedrill::ui::text::Language::Korean));
    for (typed, secs) in [
        ("+1시간", 7_200.0),
        ("+30분", 5_400.0),
        ("1시간 30분 후", 9_000.0),
        ("16시 52분", 60_720.0),
        ("+9h", 36_000.0),
        ("16:52", 60_720.0),
    ] {
        type_into(&mut harness, "시각으로 이동", typed);
        assert_eq!(harness.state().playhead(), secs, "{typed}");
    }
    type_into(&mut harness, "시각으로 이동", "+30M");
    harness.get_by_label_contains("분은 m이에요. 이렇게 써 주세요: \"30m\"");
}

#[test]
fn a_speed_can_be_typed() {
    let mut harness = stage();
    type_into(&mut harness, "Speed: 1 h/s", "30 m/s");
    assert_eq!(harness.state().session.playback().speed, 1_800.0);
    harness.get_by_label("Choose a speed").click();
    harness.run();
    harness.get_by_label_contains("1 d/s").click();
    harness.run();
    assert_eq!(harness.state().session.playback().speed, 86_400.0);
}

#[test]
fn the_playhead_is_dragged_over_the_whole_run() {
    let mut harness = stage();
    let from = harness.get_by_label("Playhead").rect().center();
    let to = place_of(&harness, 90_000.0);
    drag(&mut harness, Pos2::new(from.x, to.y), to);
    assert!((harness.state().playhead() - 90_000.0).abs() < 400.0, "at {}", harness.state().playhead());
    let far = Pos2::new(1_190.0, to.y);
    drag(&mut harness, to, far);
    assert_eq!(harness.state().playhead(), 172_800.0, "beyond the edge is the end");
}

#[test]
fn a_dragged_flag_moves_its_action_and_those_relative_to_it() {
    let mut harness = stage();
    assert_eq!(act_times(harness.state()), [3_600, 3 * 3_600]);
    let flag = harness.get_by_label("Flag Fire at Alpha").rect();
    let from = Pos2::new(flag.left() + 10.0, flag.center().y);
    let to = Pos2::new(place_of(&harness, 33.0 * 3_600.0).x, from.y);
    drag(&mut harness, from, to);
    assert_eq!(act_times(harness.state()), [33 * 3_600, 35 * 3_600], "Tuesday at nine, and the response with it");
    let health = &harness.state().session.recording().services[ServiceId::new(0)].health;
    assert_eq!(*health.at(SimTime(20 * 3_600)), 1_000, "nothing burns on Monday any more");

    // If only the response is moved, its time is still relative to the fire.
    let flag = harness.get_by_label("Flag Shed load of Chat for 30 m").rect();
    let from = Pos2::new(flag.left() + 10.0, flag.center().y);
    let to = Pos2::new(place_of(&harness, 40.0 * 3_600.0).x, from.y);
    drag(&mut harness, from, to);
    let after = harness.state().session.plan().actions[1].at;
    assert_eq!(after, When::AfterStrike(Span(7 * 3_600)));
    harness.state_mut().session.apply(EditCommand::Undo);
    harness.state_mut().session.apply(EditCommand::Undo);
    harness.run();
    assert_eq!(act_times(harness.state()), [3_600, 3 * 3_600], "undone");
}

/// The timeline with the fire at Alpha at 01:00, and with more fires at Beta at these times.
fn fires(at: &[i64]) -> Harness<'static, Stage> {
    let mut harness = stage();
    for secs in at {
        let strike = Act::Strike { site: SiteId::new(1), hazard: None };
        harness.state_mut().session.apply(PlaybackCommand::Seek(SimTime(*secs)));
        harness.state_mut().session.apply(PlanCommand::Do(strike));
    }
    harness.run();
    harness
}

#[test]
fn strikes_at_one_time_are_one_flag_that_opens_into_single_flags() {
    let mut harness = fires(&[3_600; 4]);
    let count = harness.get_by_label("5 fires").rect();
    let own = place_of(&harness, 3_600.0).x;
    assert!((count.left()..=count.left() + 16.0).contains(&own), "{count:?} stands at {own}");
    assert!(harness.query_by_label("Flag Fire at Alpha").is_none());

    harness.get_by_label("5 fires").click();
    harness.run();
    let flags: Vec<_> = harness.get_all_by_label("Flag Fire at Beta").map(|flag| flag.rect()).collect();
    assert!(flags.len() == 4 && flags.windows(2).all(|pair| pair[0].right() <= pair[1].left() + 3.0), "{flags:?}");
    let to = Pos2::new(place_of(&harness, 20.0 * 3_600.0).x, flags[1].center().y);
    drag(&mut harness, flags[1].center(), to);
    let mut times = act_times(harness.state());
    times.sort_unstable();
    assert_eq!(times, [3_600, 3_600, 3_600, 3_600, 10_800, 72_000], "one was moved");
    assert!(harness.query_by_label("4 fires").is_some(), "the others are still open");
    harness.get_by_label("4 fires").click();
    harness.run();
    assert!(harness.query_by_label("Flag Fire at Alpha").is_none(), "closed by its count");
    let alone = harness.get_by_label("Flag Fire at Beta").rect();
    assert!(alone.contains(Pos2::new(place_of(&harness, 72_000.0).x, alone.center().y)), "it stands at its time");
}

#[test]
fn a_click_separates_strikes_at_different_times() {
    let mut harness = fires(&[3_600 + 60, 3_600 + 120, 3_600 + 180]);
    harness.get_by_label("4 fires").click();
    harness.run();
    assert_eq!(harness.get_all_by_label("Flag Fire at Beta").count(), 3, "each has room now");
    assert!(harness.query_by_label("Flag Fire at Alpha").is_some());
    let harness = fires(&[3_600]);
    assert_eq!(harness.get_all_by_label_contains("Flag Fire at").count(), 2, "two of one moment stand side by side");
}

#[test]
fn a_flag_is_removed_by_key_and_by_menu() {
    let mut harness = stage();
    harness.get_by_label("Flag Shed load of Chat for 30 m").click();
    harness.run();
    assert_eq!(harness.state().playhead(), 10_800.0, "a click goes there");
    harness.key_press(Key::Delete);
    harness.run();
    assert_eq!(harness.state().session.plan().actions.len(), 1);
    harness.get_by_label("Flag Fire at Alpha").click_secondary();
    harness.run();
    harness.get_by_label("Remove").click();
    harness.run();
    assert!(harness.state().session.plan().actions.is_empty(), "nothing is left");
}

#[test]
fn the_arrows_move_the_flag_that_has_the_keyboard() {
    let mut harness = stage();
    harness.get_by_label("Flag Fire at Alpha").focus();
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let moved = act_times(harness.state());
    assert!(moved[0] > 3_600 && moved[1] - moved[0] == 7_200, "{moved:?}");
}

#[test]
fn a_lane_is_selected_by_name() {
    let mut harness = stage();
    harness.get_by_label("Lane Chat").click();
    harness.run();
    assert_eq!(harness.state().session.selection(), Some(Subject::Service(ServiceId::new(1))));
}

#[test]
fn each_tab_shows_its_plot() {
    let mut harness = stage();
    for (tab, line) in
        [("People", "Line Everybody"), ("Shares", "Line Post"), ("Servers", "Line Post"), ("Rivals", "Line Pigeon")]
    {
        harness.get_by_label(tab).click();
        harness.run();
        harness.get_by_label(line);
    }
    harness.get_by_label("Lanes").click();
    harness.run();
    assert_eq!(harness.state().view.tab, Tab::Lanes);
    harness.get_by_label("Lane Mail");
}

#[test]
fn a_range_is_dragged_in_the_upper_band_and_repeated() {
    let mut harness = stage();
    let band = harness.get_by_label("Range to repeat").rect().center().y;
    let from = Pos2::new(place_of(&harness, 36_000.0).x, band);
    let to = Pos2::new(place_of(&harness, 72_000.0).x, band);
    drag(&mut harness, from, to);
    assert_eq!(harness.state().session.playback().looping, Some((SimTime(36_000), SimTime(72_000))));
    harness.get_by_label("Stop repeating").click();
    harness.run();
    assert_eq!(harness.state().session.playback().looping, None);
    harness.get_by_label("Repeat this range").click();
    harness.run();
    assert_eq!(harness.state().session.playback().looping, Some((SimTime(0), SimTime(172_800))), "all that is in view");
}

#[test]
fn the_wheel_zooms_at_the_pointer_and_a_button_shows_the_whole_run() {
    let mut harness = stage();
    let at = place_of(&harness, 36_000.0);
    harness.hover_at(at);
    harness.run();
    for _ in 0..4 {
        harness.event(wheel(120.0, Modifiers::NONE));
        harness.run_ok();
    }
    harness.run_steps(20);
    assert!(harness.state().view.is_zoomed(), "it came nearer");
    harness.get_by_label("Whole run").click();
    harness.run();
    assert!(!harness.state().view.is_zoomed(), "the whole run again");
}

#[test]
fn a_paused_timeline_becomes_still_on_every_tab() {
    let mut harness = stage();
    for tab in Tab::ALL {
        harness.state_mut().view.tab = tab;
        harness.run();
        let settled = harness.run();
        assert!(settled <= 2, "{tab:?} took {settled} steps to settle");
    }
}

/// The position of a time in the overview.
fn place_in_overview(harness: &Harness<'_, Stage>, secs: f64) -> Pos2 {
    let overview = harness.get_by_label("Overview of the run").rect();
    Pos2::new(place_of(harness, secs).x, overview.center().y)
}

fn shown_hours(harness: &Harness<'_, Stage>) -> (f64, f64) {
    let stage = harness.state();
    let context = ViewContext::new(&stage.session, &stage.texts, &stage.theme);
    let range = stage.view.range(&context);
    (range.from / 3_600.0, range.to / 3_600.0)
}

#[test]
fn the_range_in_the_overview_is_drawn_moved_and_resized() {
    let mut harness = stage();
    // All positions are computed before the first drag, because dragging changes the axis of the ruler, but not the axis of the
    // overview.
    let at = [10.0, 20.0, 15.0, 25.0, 40.0].map(|hour| place_in_overview(&harness, hour * 3_600.0));
    let near = |found: (f64, f64), wanted: (f64, f64)| {
        assert!((found.0 - wanted.0).abs() < 0.2 && (found.1 - wanted.1).abs() < 0.2, "{found:?}, not {wanted:?}");
    };
    drag(&mut harness, at[0], at[1]);
    near(shown_hours(&harness), (10.0, 20.0));
    drag(&mut harness, at[2], at[3]);
    near(shown_hours(&harness), (20.0, 30.0));
    drag(&mut harness, at[1], at[0]);
    near(shown_hours(&harness), (10.0, 30.0));
    drag(&mut harness, Pos2::new(at[1].x + (at[1].x - at[0].x), at[0].y), at[4]);
    near(shown_hours(&harness), (10.0, 40.0));
    assert_eq!(harness.state().playhead(), 0.0, "the playhead stays where it was");
    harness.get_by_label("Overview of the run").click();
    harness.run();
    assert!((harness.state().playhead() - 86_400.0).abs() < 400.0, "a click goes there");
}

#[test]
fn the_range_in_the_overview_is_moved_by_keyboard() {
    let mut harness = stage();
    harness.get_by_label("Overview of the run").focus();
    harness.run();
    harness.key_press(Key::ArrowUp);
    harness.run();
    let nearer = shown_hours(&harness);
    assert!(nearer.1 - nearer.0 < 40.0, "{nearer:?}");
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert!(shown_hours(&harness).0 < nearer.0, "to the left");
}

#[test]
fn lanes_can_be_grouped_and_groups_can_be_collapsed() {
    let mut harness = stage();
    harness.get_by_label("Arrange the lanes").click();
    harness.run();
    harness.get_by_label("By company").click();
    harness.run();
    harness.get_by_label("Lane Mail");
    harness.get_by_label("Group Post").click();
    harness.run();
    assert!(harness.query_by_label("Lane Mail").is_none(), "closed, it has no lanes");
    let summary = &harness.state().session.recording().summary;
    let longest = summary.services.iter().map(|(_, service)| service.out_total).max().expect("two services");
    let words = harness.state().texts.span(longest);
    let is_written = |shape: &egui::epaint::ClippedShape| matches!(&shape.shape, egui::Shape::Text(text) if text.galley.text() == words);
    assert!(harness.output().shapes.iter().any(is_written), "{words} below the heading of outages");
    harness.get_by_label("Group Post").click();
    harness.run();
    harness.get_by_label("Lane Mail");
    harness.get_by_label("Arrange the lanes").click();
    harness.run();
    harness.get_by_label("Collapse all groups").click();
    harness.run();
    assert!(harness.query_by_label("Lane Chat").is_none(), "all of them");
}

#[test]
fn the_causes_of_an_outage_are_shown_across_the_lanes() {
    let mut harness = stage();
    harness.state_mut().session.apply(PlaybackCommand::Seek(SimTime(2 * 3_600)));
    harness.get_by_label("Lane Mail").click();
    harness.run();
    harness.get_by_label("Cause: Mail stops because it has no working servers");
    harness.get_by_label("Cause: Alpha goes dark: 150 servers").click();
    harness.run();
    assert_eq!(harness.state().playhead(), 3_600.0, "a click goes to what happened");
    harness.state_mut().session.apply(SelectCommand::Select(Some(Subject::Service(ServiceId::new(0)))));
    harness.state_mut().session.apply(PlaybackCommand::Seek(SimTime(40 * 3_600)));
    harness.run();
    assert!(harness.query_by_label_contains("Cause").is_none(), "what is up needs no why");
}

#[test]
fn a_note_on_a_plot_leads_to_its_event() {
    let mut harness = stage();
    let at = [0.5, 8.0].map(|hour| place_in_overview(&harness, hour * 3_600.0));
    drag(&mut harness, at[0], at[1]);
    harness.get_by_label("People").click();
    harness.run();
    harness.get_by_label("Area Chat");
    harness.get_by_label_contains("Note: Chat falls to").click();
    harness.run();
    assert_eq!(harness.state().playhead(), 3_600.0);
    assert_eq!(harness.state().session.selection(), Some(Subject::Service(ServiceId::new(1))));
}

#[test]
fn nights_can_be_hidden_with_share_prices() {
    let mut harness = stage();
    harness.state_mut().session.apply(PlaybackCommand::Seek(SimTime(8 * 3_600)));
    harness.get_by_label("Shares").click();
    harness.run();
    let share = |harness: &Harness<'_, Stage>| {
        let ruler = harness.get_by_label("Time ruler").rect();
        (harness.get_by_label("Playhead").rect().center().x - ruler.left()) / ruler.width()
    };
    assert!((share(&harness) - 8.0 / 48.0).abs() < 0.01, "eight of 48 hours");
    harness.get_by_label("Hide nights and week-ends").click();
    harness.run();
    // Two trading days of eight and a half hours are shown in full, and the other 31 hours are shrunk to two per cent.
    let folded = 8.0 * 0.02 / (17.0 + 31.0 * 0.02);
    assert!((share(&harness) - folded).abs() < 0.01, "at {}", share(&harness));
    harness.get_by_label("Lanes").click();
    harness.run();
    assert!((share(&harness) - 8.0 / 48.0).abs() < 0.01, "the lanes keep their nights");
}
