//! Tests of the lists, the inspector and the notes. They find elements by their names, as screen readers do, and check what
//! searching, clicking and typing does.

use egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use firedrill::model::{Act, CompanyId, HazardId, Id as _, ServiceId, SiteId, When};
use firedrill::recording::Subject;
use firedrill::session::{
    Command, Commands, EditCommand, Origin, PlanCommand, PlaybackCommand, SelectCommand, Session, SessionCommand,
};
use firedrill::ui::inspector::{InspectorView, inspector_ui};
use firedrill::ui::lists::{ListsView, lists_ui};
use firedrill::ui::notes::notes_ui;
use firedrill::ui::text::Texts;
use firedrill::ui::theme::Theme;
use firedrill::ui::{ViewContext, style};
use firedrill::units::{SimTime, Span};

use crate::support::{SMALL, load};
use proptest::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Panel {
    Lists,
    Inspector,
    Notes,
}

/// One panel with a session and the state of its view, as in the window.
struct Stage {
    panel: Panel,
    session: Session,
    lists: ListsView,
    inspector: InspectorView,
    texts: Texts,
    theme: Theme,
    commands: Commands,
    /// The width of the panel in the last frame, in points.
    width: f32,
}

impl Stage {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let mut commands = Commands::new();
        let context = ViewContext::new(&self.session, &self.texts, &self.theme);
        match self.panel {
            Panel::Lists => lists_ui(ui, &context, &mut self.lists, &mut commands),
            Panel::Inspector => inspector_ui(ui, &context, &mut self.inspector, &mut commands),
            Panel::Notes => notes_ui(ui, &context, &mut commands),
        }
        self.width = ui.min_rect().width();
        for command in commands {
            self.commands.push(command.clone());
            if let Ok(command) = SessionCommand::try_from(command) {
                self.session.apply(command);
            }
        }
        if self.session.end_frame(0.0) {
            ui.request_repaint();
        }
    }

    fn last_act(&self) -> Option<(When, Act)> {
        self.session.plan().actions.last().map(|action| (action.at, action.act.clone()))
    }
}

fn on(panel: Panel, world: &str, size: egui::Vec2) -> Harness<'static, Stage> {
    let session = Session::new(load(world), Origin::Shipped("test")).expect("the plan fits");
    let (lists, inspector) = (ListsView::default(), InspectorView::default());
    let commands = Commands::new();
    let stage = Stage {
        panel,
        session,
        lists,
        inspector,
        texts: Texts::english(),
        theme: Theme::night(),
        commands,
        width: 0.0,
    };
    let setup = |ctx: &egui::Context| {
        style::install_fonts(ctx);
        style::install_style(ctx, &Theme::night());
    };
    let frame = |ui: &mut egui::Ui, stage: &mut Stage| stage.ui(ui);
    let mut harness = Harness::builder().with_size(size).with_context_setup(setup).build_ui_state(frame, stage);
    harness.run();
    harness
}

/// The inspector with the fire of the small world: the playhead is at `at`, in seconds, and `subject` is selected.
fn inspector(at: i64, subject: Option<Subject>) -> Harness<'static, Stage> {
    let mut harness = on(Panel::Inspector, SMALL, vec2(320.0, 1_800.0));
    let stage = harness.state_mut();
    stage.session.apply(PlanCommand::ChoosePlan(1));
    stage.session.apply(PlaybackCommand::Seek(SimTime(at)));
    stage.session.apply(SelectCommand::Select(subject));
    harness.run();
    harness
}

fn lists() -> Harness<'static, Stage> {
    on(Panel::Lists, SMALL, vec2(240.0, 700.0))
}

fn click(harness: &mut Harness<'_, Stage>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

fn site(place: usize) -> Subject {
    Subject::Site(SiteId::new(place))
}

fn service(place: usize) -> Subject {
    Subject::Service(ServiceId::new(place))
}

const LOGIN: usize = 1;
const TALK: usize = 2;
const UPBIT: usize = 3;

const MINUTE: i64 = 60;
/// The time 16:52, at which zone 2 goes dark, in seconds since the start.
const WORST: i64 = 112 * MINUTE;

#[test]
fn rows_select_by_the_names_on_them() {
    let mut harness = lists();
    for (name, subject) in
        [("Anyang", site(2)), ("KakaoTalk", service(TALK)), ("Kakao", Subject::Company(CompanyId::new(0)))]
    {
        click(&mut harness, name);
        assert_eq!(harness.state().session.selection(), Some(subject), "{name}");
    }
}

#[test]
fn hovering_a_row_sets_the_hover_of_the_session() {
    let mut harness = lists();
    harness.get_by_label("Login").hover();
    harness.run();
    assert_eq!(harness.state().session.hover(), Some(service(LOGIN)));
}

#[test]
fn a_click_on_a_campus_points_the_camera_at_it() {
    let mut harness = lists();
    click(&mut harness, "SK C&C Pangyo");
    let context = firedrill::model::CameraTarget::Place("SK C&C Pangyo".to_owned());
    assert_eq!(harness.state().commands.last(), Some(&Command::Select(SelectCommand::PointCamera(context))));
}

#[test]
fn rows_have_their_state_as_value() {
    let mut harness = lists();
    let state = |harness: &Harness<'_, Stage>, name: &str| harness.get_by_label(name).accesskit_node().value();
    assert_eq!(state(&harness, "KakaoTalk").as_deref(), Some("Up, 100% of requests succeed"));
    harness.state_mut().session.apply(PlanCommand::ChoosePlan(1));
    harness.state_mut().session.apply(PlaybackCommand::Seek(SimTime(WORST)));
    harness.run();
    assert_eq!(state(&harness, "KakaoTalk").as_deref(), Some("Down, 30% of requests succeed"));
    assert_eq!(state(&harness, "Pangyo, zone 1").as_deref(), Some("0 of 7,900 servers online"));
}

#[test]
fn the_search_filters_rows_and_enter_selects_the_first_service() {
    let mut harness = lists();
    harness.get_by_label("Find a site or service").focus();
    harness.run();
    harness.get_by_label("Find a site or service").type_text("kAkAo");
    harness.run();
    assert!(harness.query_by_label("Anyang").is_none(), "no part of it");
    assert!(harness.query_by_label("KakaoTalk").is_some(), "its own name");
    assert!(harness.query_by_label("Login").is_some(), "its company's name");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(
        harness.state().session.selection(),
        Some(service(TALK)),
        "the first that people use, not the heading above it"
    );
    click(&mut harness, "Clear the search");
    assert!(harness.query_by_label("Anyang").is_some(), "all are back");
}

#[test]
fn a_search_without_results_offers_to_show_all() {
    let mut harness = lists();
    harness.state_mut().lists.search = "zzz".to_owned();
    harness.run();
    assert!(harness.query_by_label_contains("No name here contains").is_some());
    click(&mut harness, "Show all");
    assert!(harness.query_by_label("KakaoTalk").is_some());
}

#[test]
fn a_selection_made_elsewhere_is_scrolled_into_view() {
    let mut harness = on(Panel::Lists, SMALL, vec2(240.0, 200.0));
    assert!(harness.query_by_label("Upbit").is_none(), "below what is in view");
    harness.state_mut().session.apply(SelectCommand::Select(Some(service(UPBIT))));
    harness.run();
    assert!(harness.query_by_label("Upbit").is_some());
}

#[test]
fn ignite_strikes_at_the_playhead_and_undo_takes_it_back() {
    let mut harness = inspector(600, Some(site(2)));
    click(&mut harness, "Ignite");
    let struck = Act::Strike { site: SiteId::new(2), hazard: None };
    assert_eq!(harness.state().last_act(), Some((When::At(SimTime(600)), struck)));
    click(&mut harness, "Extinguish");
    let out = Act::Extinguish { site: SiteId::new(2) };
    assert_eq!(harness.state().last_act(), Some((When::At(SimTime(600)), out)));
    for _ in 0..2 {
        harness.state_mut().session.apply(EditCommand::Undo);
    }
    harness.run();
    assert!(harness.query_by_label("Extinguish").is_none(), "nothing is under way");
}

#[test]
fn other_hazards_are_in_a_menu() {
    let mut harness = inspector(600, Some(site(2)));
    click(&mut harness, "Other hazards");
    click(&mut harness, "Battery fire");
    let struck = Act::Strike { site: SiteId::new(2), hazard: Some(HazardId::new(0)) };
    assert_eq!(harness.state().last_act(), Some((When::At(SimTime(600)), struck)));
}

#[test]
fn the_chain_of_causes_begins_with_the_strike_and_its_links_seek() {
    let mut harness = inspector(WORST, Some(service(UPBIT)));
    assert!(harness.query_by_label("Why is it degraded?").is_some());
    for link in [
        "15:19 Battery fire at Pangyo, zone 1",
        "15:27 Pangyo, zone 1 goes dark: 7,900 servers",
        "15:27 Login falls to 33% because it has too few servers",
        "15:27 Upbit falls to 60% because Login is down",
    ] {
        assert!(harness.query_by_label(link).is_some(), "{link}");
    }
    click(&mut harness, "15:19 Battery fire at Pangyo, zone 1");
    let session = &harness.state().session;
    assert_eq!((session.now(), session.selection()), (SimTime(19 * MINUTE), Some(site(0))));
}

#[test]
fn while_a_service_is_up_its_next_outage_is_offered() {
    let mut harness = inspector(0, Some(service(TALK)));
    assert!(harness.query_by_label("KakaoTalk, Up").is_some());
    click(&mut harness, "15:27 KakaoTalk falls to 39% because it has too few servers");
    assert_eq!(harness.state().session.now(), SimTime(27 * MINUTE));
    assert!(harness.query_by_label("KakaoTalk, Down").is_some(), "not for 0 s");
}

#[test]
fn the_inspector_shows_the_state_of_a_service_and_its_failover() {
    let harness = inspector(WORST, Some(service(TALK)));
    for words in [
        "KakaoTalk, Down for 1 h 25 m",
        "3 of 10 requests succeed",
        "43.0 M users, 30.2 M cut off",
        "RTO: 30 m, broken at 15:57",
        "Servers needed now: 19,550",
        "Servers in service: 14,000",
        "Failover to its 9,000 standby servers depends on Site switch, which is down.",
        "Each failed request is retried 2 times.",
    ] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
}

#[test]
fn dependencies_and_dependents_are_links() {
    let mut harness = inspector(WORST, Some(service(LOGIN)));
    assert!(harness.query_by_label("Dependents").is_some());
    click(&mut harness, "Upbit");
    assert_eq!(harness.state().session.selection(), Some(service(UPBIT)));
    click(&mut harness, "Login");
    assert_eq!(harness.state().session.selection(), Some(service(LOGIN)));
}

#[test]
fn failover_black_start_and_load_shedding_are_ordered_from_the_inspector() {
    let mut harness = inspector(WORST, Some(service(TALK)));
    let service = ServiceId::new(TALK);
    click(&mut harness, "Fail over to the standby");
    assert_eq!(harness.state().last_act().unwrap().1, Act::FailOver { service });
    click(&mut harness, "Black start");
    assert_eq!(harness.state().last_act().unwrap().1, Act::BlackStart { service, span: Span(7_200) });
    harness.get_by_label("How long: Shed load").focus();
    harness.run();
    harness.get_by_label("How long: Shed load").type_text("x");
    harness.run();
    assert!(harness.query_by_label("Enter a duration such as 30m or 2h.").is_some(), "what is wrong is said");
    harness.key_press(Key::Backspace);
    harness.run();
    click(&mut harness, "Shed load");
    assert_eq!(harness.state().last_act().unwrap().1, Act::ShedLoad { service, span: Span(1_800) });
}

#[test]
fn failover_is_offered_only_for_services_with_a_standby() {
    let harness = inspector(WORST, Some(service(UPBIT)));
    assert!(harness.query_by_label("Fail over to the standby").is_none());
    assert!(harness.query_by_label("Black start").is_some());
}

#[test]
fn the_inspector_shows_servers_spread_and_restoration_of_a_site() {
    let mut harness = inspector(WORST, Some(site(0)));
    for words in [
        "Pangyo, zone 1, burning for 1 h 33 m",
        "SK C&C Pangyo, SK C&C",
        "Servers, in order of restoration",
        "Spreads to",
    ] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
    click(&mut harness, "Pangyo, zone 2");
    assert_eq!(harness.state().session.selection(), Some(site(1)));
}

#[test]
fn the_inspector_shows_the_share_price_of_a_company_and_its_exposure() {
    let mut harness = inspector(70 * 3_600, Some(Subject::Company(CompanyId::new(0))));
    assert!(harness.query_by_label_contains("Kakao, \u{2212}2.").is_some(), "its name and its change");
    assert!(harness.query_by_label("Lowest so far: 48,710  \u{2212}5.2%").is_some());
    assert!(harness.query_by_label("Its value depends on").is_some());
    click(&mut harness, "KakaoTalk");
    assert_eq!(harness.state().session.selection(), Some(service(TALK)));
}

#[test]
fn with_nothing_selected_the_story_is_shown() {
    let mut harness = on(Panel::Inspector, SMALL, vec2(320.0, 1_000.0));
    assert!(harness.query_by_label("Select a site and ignite it.").is_some(), "how to begin");
    click(&mut harness, "Fire");
    assert_eq!(harness.state().session.plan().name, "Fire");
    click(&mut harness, "A spark");
    let session = &harness.state().session;
    assert_eq!((session.chapter(), session.now(), session.selection()), (Some(0), SimTime(19 * MINUTE), Some(site(0))));
}

#[test]
fn the_impact_at_the_end_is_the_total() {
    let harness = inspector(3 * 86_400, Some(service(TALK)));
    assert!(harness.query_by_label("Impact").is_some());
    let world = &harness.state().session;
    let (so_far, all) = (
        firedrill::impact::lost_until(
            world.world(),
            world.recording(),
            ServiceId::new(TALK),
            SimTime(world.world().length.0),
        ),
        world.recording().summary.services[ServiceId::new(TALK)].lost_user_millisecs,
    );
    assert_eq!(so_far, all, "at the end all is lost that is lost in the run");
}

const NOTED: &str = r#"(
    firedrill: 1, title: "Noted", zone: "UTC", start: "2024-03-04 00:00", length: "2d",
    sources: { "paper": (title: "The paper") },
    notes: [
        (about: "services.mail.users", kind: Sourced, text: "Counted.", source: "paper"),
        (about: "services.mail.on", kind: Assumed, text: "Nobody said."),
        (about: "services", kind: Fitted, text: "So that it fits."),
    ],
    hazards: { "fire": (name: "Fire", kind: Fire, spread: [("0s", 1.0)], out: "1h", repair: [("1h", 0.0)]) },
    sites: { "a": (name: "Alpha", at: (51.5, -0.1), hazard: "fire") },
    services: { "mail": (name: "Mail", users: 300000, on: { "a": 100 }, load: 100) },
)"#;

#[test]
fn notes_are_grouped_and_shown_next_to_their_values() {
    let harness = on(Panel::Notes, NOTED, vec2(700.0, 600.0));
    for words in [
        "1 sourced, 1 assumed, 1 fitted. Sources: 1",
        "Mail, servers",
        "All services",
        "Sourced: 1",
        "Assumed: 1",
        "Fitted: 1",
        "Source: The paper",
    ] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
    let mut harness = on(Panel::Inspector, NOTED, vec2(320.0, 1_000.0));
    harness.state_mut().session.apply(SelectCommand::Select(Some(service(0))));
    harness.run();
    for words in ["sourced", "assumed"] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
    // A note about a whole table says nothing of one value, such as one that was typed later.
    let without = NOTED.replace("services.mail.users", "services").replace("services.mail.on", "services.mail");
    let mut harness = on(Panel::Inspector, &without, vec2(320.0, 1_000.0));
    harness.state_mut().session.apply(SelectCommand::Select(Some(service(0))));
    harness.run();
    for words in ["sourced", "assumed", "fitted"] {
        assert!(harness.query_by_label(words).is_none(), "{words}");
    }
}

#[test]
fn every_subject_fits_at_every_width() {
    let subjects: Vec<Option<Subject>> = (0..3)
        .map(site)
        .chain((0..4).map(service))
        .chain((0..2).map(|at| Subject::Company(CompanyId::new(at))))
        .map(Some)
        .collect();
    for width in [220.0, 260.0, 330.0] {
        let mut harness = on(Panel::Inspector, SMALL, vec2(width, 400.0));
        harness.state_mut().session.apply(PlanCommand::ChoosePlan(1));
        for subject in subjects.iter().copied().chain([None]) {
            for at in [0, WORST, 40 * 3_600, 3 * 86_400] {
                harness.state_mut().session.apply(PlaybackCommand::Seek(SimTime(at)));
                harness.state_mut().session.apply(SelectCommand::Select(subject));
                harness.run();
                assert!(
                    harness.state().width <= width,
                    "{subject:?} at {at} is {} wide, not {width}",
                    harness.state().width
                );
            }
        }
    }
}

fn any_step() -> impl Strategy<Value = SessionCommand> {
    let moment = || (0..=3 * 86_400i64).prop_map(SimTime);
    let subject = prop_oneof![
        (0..3usize).prop_map(site),
        (0..4usize).prop_map(service),
        (0..2usize).prop_map(|at| Subject::Company(CompanyId::new(at))),
    ];
    let service = || (0..4usize).prop_map(ServiceId::new);
    prop_oneof![
        moment().prop_map(|value| SessionCommand::Playback(PlaybackCommand::Seek(value))),
        proptest::option::of(subject).prop_map(|value| SessionCommand::Select(SelectCommand::Select(value))),
        (0..3usize)
            .prop_map(|at| SessionCommand::Plan(PlanCommand::Do(Act::Strike { site: SiteId::new(at), hazard: None }))),
        (service(), 1..86_400i64).prop_map(|(service, secs)| SessionCommand::Plan(PlanCommand::Do(Act::BlackStart {
            service,
            span: Span(secs)
        }))),
        service().prop_map(|service| SessionCommand::Plan(PlanCommand::Do(Act::FailOver { service }))),
        (0..3usize).prop_map(|value| SessionCommand::Plan(PlanCommand::ChoosePlan(value))),
        (0..4usize, moment()).prop_map(|(index, t)| SessionCommand::Plan(PlanCommand::MoveAction(index, t))),
        (0..4usize).prop_map(|value| SessionCommand::Plan(PlanCommand::RemoveAction(value))),
        any::<u64>().prop_map(|value| SessionCommand::Plan(PlanCommand::SetSeed(value))),
        Just(SessionCommand::Edit(EditCommand::Undo)),
        Just(SessionCommand::Edit(EditCommand::Reset)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_commands_can_be_drawn(steps in proptest::collection::vec(any_step(), 1..16)) {
        let mut harnesses = [Panel::Lists, Panel::Inspector].map(|panel| on(panel, SMALL, vec2(260.0, 500.0)));
        for step in steps {
            for harness in &mut harnesses {
                harness.state_mut().session.apply(step.clone());
                harness.run();
            }
        }
    }
}
