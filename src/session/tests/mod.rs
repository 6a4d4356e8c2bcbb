//! Tests of the session without a window: playback, steps, actions, undo, refusals, and random sequences of commands.

mod copy;
mod document;
mod forks;

use std::sync::Arc;

use proptest::prelude::*;

use super::{
    Baseline, EditCommand, Origin, PlanCommand, PlaybackCommand, Refusal, Response, SelectCommand, Session,
    SessionCommand,
};
use crate::model::{
    Act, Action, CameraTarget, HazardId, Id, LatLon, Measure, Plan, Scenario, ServiceId, SiteId, What, WhatIf, When,
};
use crate::recording::{EventId, Subject};
use crate::study::RunError;
use crate::units::{SimTime, Span};

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const LENGTH: i64 = 3 * 86_400;
/// 15:19, the time at which the plan "Fire" strikes.
const SPARK: i64 = 19 * MINUTE;

fn session() -> Session {
    let scenario = crate::file::load(include_bytes!("../../../tests/saves/small.ron")).unwrap();
    Session::new(Arc::new(scenario), Origin::Shipped("small")).unwrap()
}

/// A session after these commands.
fn after(commands: impl IntoIterator<Item = SessionCommand>) -> Session {
    let mut session = session();
    for command in commands {
        session.apply(command);
    }
    session
}

/// The scenario that the saved file of the document describes.
fn saved(session: &Session) -> Scenario {
    crate::file::check(&session.to_save()).expect("what runs is right").scenario
}

fn strike(site: usize) -> Act {
    Act::Strike { site: SiteId::new(site), hazard: None }
}

fn times(session: &Session) -> Vec<When> {
    session.plan().actions.iter().map(|action| action.at).collect()
}

#[test]
fn play_moves_with_the_frames_and_stops_at_the_end_with_one_frame_more() {
    let mut session = after([
        SessionCommand::Playback(PlaybackCommand::SetSpeed(600.0)),
        SessionCommand::Playback(PlaybackCommand::TogglePlay),
    ]);
    assert!(session.end_frame(0.05));
    assert_eq!(session.now(), SimTime(30));
    assert!(session.end_frame(60.0), "a stall is no jump");
    assert_eq!(session.now(), SimTime(90));
    session.apply(PlaybackCommand::Seek(SimTime(LENGTH - 10)));
    assert!(session.end_frame(0.05), "the end is still to be shown");
    assert_eq!((session.now(), session.playback().playing), (SimTime(LENGTH), false));
    assert!(!session.end_frame(0.05), "and then it is quiet");
    session.apply(PlaybackCommand::TogglePlay);
    assert_eq!(session.now(), SimTime(0), "play at the end plays from the start");
}

#[test]
fn it_plays_backwards_to_the_start() {
    let mut session = after([
        SessionCommand::Playback(PlaybackCommand::SetReverse(true)),
        SessionCommand::Playback(PlaybackCommand::Seek(SimTime(30))),
        SessionCommand::Playback(PlaybackCommand::SetSpeed(600.0)),
        SessionCommand::Playback(PlaybackCommand::TogglePlay),
    ]);
    session.end_frame(0.1);
    assert_eq!((session.now(), session.playback().playing), (SimTime(0), false));
}

#[test]
fn a_range_is_played_over_and_over_and_stays_within_the_run() {
    let range = (SimTime(100), SimTime(200));
    let mut session = after([
        SessionCommand::Playback(PlaybackCommand::Loop(Some(range))),
        SessionCommand::Playback(PlaybackCommand::SetSpeed(600.0)),
        SessionCommand::Playback(PlaybackCommand::TogglePlay),
    ]);
    for _ in 0..20 {
        session.end_frame(0.1);
        assert!((100..=200).contains(&session.now().0), "{:?}", session.now());
    }
    session.apply(PlaybackCommand::Loop(Some((SimTime(LENGTH + 5), SimTime(LENGTH + 9)))));
    assert_eq!(session.playback().looping, None, "nothing of it lies in the run");
    session.apply(PlaybackCommand::Loop(Some((SimTime(-5), SimTime(50)))));
    assert_eq!(session.playback().looping, Some((SimTime(0), SimTime(50))));
}

#[test]
fn steps_by_time_and_by_event_stay_within_the_run() {
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Playback(PlaybackCommand::StepEvent(1)),
    ]);
    assert_eq!(session.now(), SimTime(SPARK));
    session.apply(PlaybackCommand::StepEvent(1));
    assert_eq!(session.now(), SimTime(22 * MINUTE), "the first step of the fire");
    session.apply(PlaybackCommand::StepEvent(-1));
    assert_eq!(session.now(), SimTime(SPARK));
    session.apply(PlaybackCommand::StepEvent(-1));
    assert_eq!(session.now(), SimTime(0), "nothing happened before");
    for (secs, expected) in [(i64::MIN, 0), (90, 90), (-30, 60), (i64::MAX, LENGTH)] {
        session.apply(PlaybackCommand::StepTime(secs));
        assert_eq!(session.now(), SimTime(expected), "by {secs}");
    }
    for secs in [f64::NAN, f64::INFINITY, -5.0] {
        session.apply(PlaybackCommand::Scrub(secs));
        assert_eq!(session.now(), SimTime(0), "to {secs}");
    }
}

#[test]
fn undo_and_redo_give_back_what_was() {
    let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1))]);
    let original = session.recording().clone();
    session.apply(PlaybackCommand::Seek(SimTime(HOUR)));
    session.apply(PlanCommand::Do(strike(2)));
    let changed = session.recording().clone();
    assert_ne!(original, changed, "a strike is no small thing");
    session.apply(EditCommand::Undo);
    assert_eq!(session.recording(), &original);
    assert!(!session.can_undo() && session.can_redo() && !session.is_changed());
    session.apply(EditCommand::Redo);
    assert_eq!(session.recording(), &changed);
    session.apply(EditCommand::Undo);
    session.apply(PlanCommand::RemoveAction(1));
    assert!(!session.can_redo(), "another future");
}

#[test]
fn what_counts_from_the_first_strike_moves_along_with_it() {
    let shed = When::AfterStrike(Span(9 * HOUR + 11 * MINUTE));
    let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1))]);
    assert_eq!(times(&session), [When::At(SimTime(SPARK)), shed]);
    session.apply(PlanCommand::MoveAction(0, SimTime(42 * HOUR)));
    assert_eq!(times(&session), [When::At(SimTime(42 * HOUR)), shed]);
    assert_eq!(session.recording().strikes[0].at, SimTime(42 * HOUR));
    session.apply(PlanCommand::MoveAction(1, SimTime(44 * HOUR)));
    assert_eq!(times(&session)[1], When::AfterStrike(Span(2 * HOUR)), "still counted from the strike");
    session.apply(PlanCommand::MoveAction(0, SimTime(LENGTH)));
    assert_eq!(times(&session)[0], When::At(SimTime(LENGTH - 2 * HOUR)), "what follows it stays in the run");
}

#[test]
fn what_does_not_fit_is_refused_and_said_and_nothing_changes() {
    let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1))]);
    let original = session.recording().clone();
    let response = session.apply(PlanCommand::RemoveAction(0));
    assert_eq!(response.refused, Some(Refusal::Run(RunError::NoStrike { index: 0 })));
    assert_eq!((session.recording(), session.plan().actions.len()), (&original, 2));
    let needs_nothing = What::Weight { service: ServiceId::new(0), need: ServiceId::new(1), weight: 500 };
    let measures = vec![Measure::from(needs_nothing)];
    let plan = Plan { name: "Odd".to_owned(), measures, ..Plan::default() };
    let refused = session.apply(PlanCommand::AddPlan(plan)).refused;
    assert!(matches!(refused, Some(Refusal::Run(RunError::Measure { index: 0, .. }))), "{refused:?}");
    assert_eq!((session.plans().len(), session.chosen()), (3, 1));
    assert_eq!(session.apply(PlanCommand::ChoosePlan(0)), Response { refused: None, wants_frame: true });
    assert!(!session.can_undo(), "nothing was done");
}

#[test]
fn reset_goes_back_to_the_plan_as_filed_and_can_be_taken_back() {
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Plan(PlanCommand::SetSeed(7)),
        SessionCommand::Playback(PlaybackCommand::SetSpeed(60.0)),
        SessionCommand::Playback(PlaybackCommand::Seek(SimTime(500))),
    ]);
    session.apply(PlanCommand::Do(strike(2)));
    session.apply(SelectCommand::Select(Some(Subject::Site(SiteId::new(2)))));
    session.apply(EditCommand::Reset);
    assert_eq!(session.plan(), &session.scenario().plans[1]);
    assert_eq!((session.seed(), session.now(), session.selection()), (0, SimTime(0), None));
    assert!(session.playback().speed < 61.0, "the speed stays");
    session.apply(EditCommand::Undo);
    assert_eq!((session.seed(), session.plan().actions.len()), (7, 3));
    session.mark_saved("there.ron".into());
    session.apply(PlanCommand::RemoveAction(1));
    session.apply(EditCommand::Reset);
    assert_eq!(session.plan().actions.len(), 3, "what was saved is what is filed");
}

#[test]
fn an_added_plan_has_a_name_of_its_own() {
    let plan = || Plan { name: "Fire".to_owned(), ..Plan::default() };
    let session =
        after([SessionCommand::Plan(PlanCommand::AddPlan(plan())), SessionCommand::Plan(PlanCommand::AddPlan(plan()))]);
    let names: Vec<&str> = session.plans().iter().map(|plan| plan.name.as_str()).collect();
    assert_eq!(names, ["Untouched", "Fire", "Switch at two sites", "Fire 2", "Fire 3"]);
    assert_eq!(session.plan().name, "Fire 3");
}

#[test]
fn a_chapter_is_told_of_a_plan_that_acts() {
    let session = after([SessionCommand::Select(SelectCommand::Chapter(0))]);
    assert_eq!(session.plan().name, "Fire", "the first plan does nothing");
    let session =
        after([SessionCommand::Plan(PlanCommand::ChoosePlan(2)), SessionCommand::Select(SelectCommand::Chapter(0))]);
    assert_eq!(session.plan().name, "Switch at two sites", "a plan that acts is kept");
    let session =
        after([SessionCommand::Plan(PlanCommand::Do(strike(0))), SessionCommand::Select(SelectCommand::Chapter(0))]);
    assert_eq!(session.plan().name, "Untouched", "what was done by hand is kept");
}

#[test]
fn following_an_event_goes_to_its_time_and_subject() {
    let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1))]);
    let dark = session.recording().events.iter().position(|event| event.at == SimTime(27 * MINUTE)).unwrap();
    session.apply(SelectCommand::Follow(EventId::new(dark)));
    let subject = session.recording().subject(session.recording().event(EventId::new(dark)));
    assert_eq!((session.now(), session.selection()), (SimTime(27 * MINUTE), Some(subject)));
    assert_eq!(session.take_camera_target(), Some(CameraTarget::Site(SiteId::new(0))));
    session.apply(SelectCommand::Follow(EventId::new(u32::MAX as usize - 1)));
    assert_eq!(session.now(), SimTime(27 * MINUTE), "no such event");
}

#[test]
fn hover_is_of_the_frame_before() {
    let login = Subject::Service(ServiceId::new(1));
    let mut session = after([SessionCommand::Select(SelectCommand::Hover(login))]);
    assert_eq!(session.hover(), None, "this frame is drawn alike everywhere");
    assert!(session.end_frame(0.0), "another frame is wanted");
    assert_eq!(session.hover(), Some(login));
    assert!(session.end_frame(0.0), "and one for when it is gone");
    assert_eq!(session.hover(), None);
    assert!(!session.end_frame(0.0));
}

fn any_moment() -> impl Strategy<Value = SimTime> {
    prop_oneof![9 => (0..=LENGTH).prop_map(SimTime), 1 => any::<i64>().prop_map(SimTime)]
}

fn shed() -> Act {
    Act::ShedLoad { service: ServiceId::new(2), span: Span(30 * MINUTE) }
}

fn forked(name: &str) -> SessionCommand {
    SessionCommand::Plan(PlanCommand::Fork(WhatIf { name: name.to_owned(), ..WhatIf::default() }))
}

fn names(session: &Session) -> Vec<&str> {
    session.plans().iter().map(|plan| plan.name.as_str()).collect()
}

#[test]
fn a_measure_is_taken_set_switched_off_and_taken_out() {
    let standing = |session: &Session| session.run().recording.summary.services[ServiceId::new(2)].longest_down;
    let measure = Measure::from(What::AddServers { service: ServiceId::new(0), site: SiteId::new(2), servers: 400 });
    let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1))]);
    let burnt = standing(&session);
    session.apply(PlanCommand::AddMeasure(measure.clone()));
    let saved = standing(&session);
    assert!(saved < burnt, "{saved:?} {burnt:?}");
    session.apply(PlanCommand::SetMeasure(0, Measure { off: true, ..measure.clone() }));
    assert_eq!((standing(&session), session.plan().measures.len()), (burnt, 1));
    session.apply(PlanCommand::SetMeasure(0, measure));
    assert_eq!(standing(&session), saved);
    session.apply(PlanCommand::RemoveMeasure(0));
    assert_eq!((standing(&session), session.plan().measures.len()), (burnt, 0));
    session.apply(PlanCommand::SetMeasure(7, What::SwitchFree { service: ServiceId::new(0) }.into()));
    assert!(session.plan().measures.is_empty(), "there is no such index");
}

#[test]
fn a_plan_is_renamed_and_removed_and_its_forks_stand_on_their_own() {
    let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1)), forked("What if"), forked("What if")]);
    assert_eq!(names(&session), ["Untouched", "Fire", "Switch at two sites", "What if", "What if 2"]);
    session.apply(PlanCommand::RenamePlan(4, " Fire ".to_owned()));
    assert_eq!(session.plan().name, "Fire 2", "no two plans have one name");
    session.apply(PlanCommand::RenamePlan(4, "  ".to_owned()));
    assert_eq!(session.plan().name, "Fire 2");
    session.apply(PlanCommand::RemovePlan(3));
    assert_eq!((names(&session)[3], session.plan().fork, session.chosen()), ("Fire 2", None, 3));
    session.apply(PlanCommand::RemovePlan(1));
    assert_eq!(names(&session), ["Untouched", "Switch at two sites", "Fire 2"]);
    let saved = saved(&session);
    let expected: Vec<_> = saved.expect.iter().map(|expect| saved.plans[expect.plan].name.as_str()).collect();
    let left = ["Switch at two sites", "Untouched", "Switch at two sites"];
    assert_eq!(expected, left, "what was expected of the removed plan went with it");
    session.apply(EditCommand::Undo);
    assert_eq!((session.plans().len(), self::saved(&session).expect), (4, session.scenario().expect.clone()));
    session.apply(EditCommand::Reset);
    assert_eq!(names(&session), ["Untouched", "Fire", "Switch at two sites"]);
    for _ in 0..5 {
        session.apply(PlanCommand::RemovePlan(0));
    }
    assert_eq!(names(&session), ["Switch at two sites"], "one plan stays");
}

fn any_act() -> impl Strategy<Value = Act> {
    let site = || (0..3usize).prop_map(SiteId::new);
    let service = || (0..4usize).prop_map(ServiceId::new);
    let hazard = || proptest::option::of((0..2usize).prop_map(HazardId::new));
    let span = || (1..LENGTH).prop_map(Span);
    prop_oneof![
        (site(), hazard()).prop_map(|(site, hazard)| Act::Strike { site, hazard }),
        (0.0..200.0, hazard()).prop_map(|(radius_km, hazard)| Act::StrikeArea {
            at: LatLon { lat: 37.4, lon: 127.0 },
            radius_km,
            hazard
        }),
        site().prop_map(|site| Act::Extinguish { site }),
        service().prop_map(|service| Act::FailOver { service }),
        (service(), span()).prop_map(|(service, span)| Act::BlackStart { service, span }),
        (service(), span()).prop_map(|(service, span)| Act::ShedLoad { service, span }),
    ]
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let when = prop_oneof![
        any_moment().prop_map(|t| When::At(SimTime(t.0.clamp(0, LENGTH)))),
        (0..LENGTH).prop_map(|secs| When::AfterStrike(Span(secs)))
    ];
    let action = (when, any_act()).prop_map(|(at, act)| Action { at, act });
    proptest::collection::vec(action, 0..4).prop_map(|actions| Plan {
        name: "Fire".to_owned(),
        actions,
        ..Plan::default()
    })
}

fn any_command() -> impl Strategy<Value = SessionCommand> {
    let subject = prop_oneof![
        Just(Subject::World),
        (0..3usize).prop_map(|at| Subject::Site(SiteId::new(at))),
        (0..4usize).prop_map(|at| Subject::Service(ServiceId::new(at))),
    ];
    prop_oneof![
        4 => any_act().prop_map(|value| SessionCommand::Plan(PlanCommand::Do(value))),
        2 => Just(forked("What if")),
        1 => (0..6usize).prop_map(|value| SessionCommand::Plan(PlanCommand::RemovePlan(value))),
        1 => (0..6usize, "[A-C ]{0,2}").prop_map(|(at, name)| SessionCommand::Plan(PlanCommand::RenamePlan(at, name))),
        1 => (0..6usize).prop_map(|at| SessionCommand::Plan(PlanCommand::SetBaseline(Baseline::Plan(at)))),
        1 => (0..4usize).prop_map(|at| SessionCommand::Plan(PlanCommand::AddMeasure(What::SwitchFree { service: ServiceId::new(at) }.into()))),
        1 => (0..3usize).prop_map(|value| SessionCommand::Plan(PlanCommand::RemoveMeasure(value))),
        3 => any_moment().prop_map(|value| SessionCommand::Playback(PlaybackCommand::Seek(value))),
        3 => (0..5usize, any_moment()).prop_map(|(index, t)| SessionCommand::Plan(PlanCommand::MoveAction(index, t))),
        2 => (0..5usize).prop_map(|value| SessionCommand::Plan(PlanCommand::RemoveAction(value))),
        2 => (0..5usize).prop_map(|value| SessionCommand::Plan(PlanCommand::ChoosePlan(value))),
        2 => Just(SessionCommand::Edit(EditCommand::Undo)),
        2 => Just(SessionCommand::Edit(EditCommand::Redo)),
        1 => any_plan().prop_map(|value| SessionCommand::Plan(PlanCommand::AddPlan(value))),
        1 => Just(SessionCommand::Edit(EditCommand::Reset)),
        1 => Just(SessionCommand::Playback(PlaybackCommand::TogglePlay)),
        1 => any::<bool>().prop_map(|value| SessionCommand::Playback(PlaybackCommand::SetReverse(value))),
        1 => any::<f64>().prop_map(|value| SessionCommand::Playback(PlaybackCommand::SetSpeed(value))),
        1 => any::<f64>().prop_map(|value| SessionCommand::Playback(PlaybackCommand::Scrub(value))),
        1 => any::<i64>().prop_map(|value| SessionCommand::Playback(PlaybackCommand::StepTime(value))),
        1 => any::<i32>().prop_map(|value| SessionCommand::Playback(PlaybackCommand::StepEvent(value))),
        1 => (any_moment(), any_moment()).prop_map(|range| SessionCommand::Playback(PlaybackCommand::Loop(Some(range)))),
        1 => proptest::option::of(subject).prop_map(|value| SessionCommand::Select(SelectCommand::Select(value))),
        1 => (0..80_usize).prop_map(|id| SessionCommand::Select(SelectCommand::Follow(EventId::new(id)))),
        1 => (0..4usize).prop_map(|value| SessionCommand::Select(SelectCommand::Chapter(value))),
        1 => any::<u64>().prop_map(|value| SessionCommand::Plan(PlanCommand::SetSeed(value))),
    ]
}

/// Asserts the properties that views rely on when they draw a session.
fn assert_drawable(session: &Session) {
    let now = session.now();
    assert!((0..=LENGTH).contains(&now.0), "the playhead is at {now:?}");
    assert!(session.run().plan.does_the_same(session.plan()), "what is shown is the chosen plan");
    assert_eq!(session.run().seed, session.seed());
    assert_eq!(session.baseline_plan().is_some(), session.baseline().is_some());
    if let (Some(index), Some(baseline)) = (session.baseline_plan(), session.baseline()) {
        assert!(
            baseline.plan.does_the_same(&session.plans()[index]),
            "the baseline is the run of the plan chosen for it"
        );
    }
    let parents = session.plans().iter().filter_map(|plan| plan.fork).map(|fork| fork.parent);
    assert!(parents.max().unwrap_or_default() < session.plans().len(), "every fork has its parent");
    let (world, recording) = (session.world(), session.recording());
    assert_eq!(recording.services.len(), world.services.len());
    for (_, track) in recording.services.iter() {
        assert!(track.moments.at(now).health <= 1_000);
    }
    assert!(recording.events.iter().all(|event| (0..=LENGTH).contains(&event.at.0)), "all happens within the run");
    let names: std::collections::BTreeSet<&str> = session.plans().iter().map(|plan| plan.name.as_str()).collect();
    assert_eq!(names.len(), session.plans().len(), "plans are told apart by name");
    assert!(session.playback().speed >= 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_commands_leave_the_session_drawable(commands in proptest::collection::vec(any_command(), 1..24)) {
        let mut session = session();
        for command in commands {
            session.apply(command);
            session.end_frame(0.016);
            assert_drawable(&session);
        }
    }

    #[test]
    fn done_then_undone_is_the_original(commands in proptest::collection::vec(any_command(), 1..12), act in any_act()) {
        let mut session = session();
        for command in commands {
            session.apply(command);
        }
        let (plans, recording) = (session.plans().to_vec(), session.recording().clone());
        let steps = session.can_undo();
        session.apply(PlanCommand::Do(act));
        session.apply(EditCommand::Undo);
        prop_assert_eq!(session.plans(), &plans[..]);
        prop_assert_eq!(session.recording(), &recording);
        prop_assert_eq!(session.can_undo(), steps);
    }
}
