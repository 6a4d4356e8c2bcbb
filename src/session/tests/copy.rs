//! Tests of long changes: what takes longer than a frame is refused and made in a copy, from which the session takes over.

use std::sync::Arc;

use super::{HOUR, SPARK, after, strike};
use crate::file;
use crate::model::{Id, SiteId};
use crate::recording::Subject;
use crate::session::{
    EditCommand, Effort, Origin, PlanCommand, PlaybackCommand, Refusal, SelectCommand, Session, SessionCommand,
};
use crate::sim::RunControl;
use crate::study::{RunError, Size, generate};
use crate::units::SimTime;

/// A session on a world whose second plan comes to more than fits into a frame.
fn long() -> Session {
    let world = generate(Size { sites: 10, services: 1_000, dependencies: 3_000 }, 1);
    let mut session = Session::new(Arc::new(world), Origin::Shipped("generated")).expect("it runs");
    session.set_effort(Effort::of_a_frame());
    session
}

#[test]
fn every_plan_that_ships_is_run_within_a_frame() {
    for shipped in file::shipped() {
        let (authored, checked) = shipped.document();
        let mut session = Session::open(authored, checked, Origin::Shipped(shipped.name)).expect("it runs");
        assert!(!session.is_large(), "{}", shipped.name);
        session.set_effort(Effort::of_a_frame());
        for (index, plan) in session.plans().to_vec().iter().enumerate() {
            for command in [PlanCommand::ChoosePlan(index), PlanCommand::SetSeed(7)] {
                assert_eq!(session.apply(command).refused, None, "{}: {}", shipped.name, plan.name);
            }
        }
    }
}

#[test]
fn what_takes_longer_than_a_frame_is_refused_and_nothing_changes() {
    let mut session = long();
    assert!(!session.is_large());
    let refused = session.apply(PlanCommand::ChoosePlan(1)).refused.expect("it takes long");
    assert!(refused.is_stopped(), "{refused:?}");
    assert_eq!((session.chosen(), session.recording().strikes.len()), (0, 0));

    session.set_effort(Effort::default());
    assert_eq!(session.apply(PlanCommand::ChoosePlan(1)).refused, None);
    let strikes = session.recording().strikes.len();
    assert!(strikes >= 10);
}

#[test]
fn a_cancelled_change_is_refused_and_undo_is_still_possible() {
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Plan(PlanCommand::Do(strike(1))),
        SessionCommand::Plan(PlanCommand::Do(strike(2))),
    ]);
    let control = Arc::new(RunControl::default());
    control.cancel();
    session.set_effort(Effort::watched(control));
    let before = session.recording().clone();
    for command in
        [PlanCommand::Do(strike(0)).into(), PlanCommand::SetSeed(7).into(), PlanCommand::RemoveAction(2).into()]
    {
        let command: SessionCommand = command;
        assert_eq!(session.apply(command).refused, Some(Refusal::Run(RunError::Cancelled)));
        assert_eq!((session.recording(), session.plan().actions.len()), (&before, 4));
    }
    session.set_effort(Effort::default());
    assert_eq!(session.apply(EditCommand::Undo).refused, None);
    assert_eq!(session.plan().actions.len(), 3);
    assert!(session.can_undo() && session.can_redo());
}

#[test]
fn a_session_takes_over_a_change_and_keeps_what_the_person_moved_meanwhile() {
    let site = |index| Some(Subject::Site(SiteId::new(index)));
    let mut live = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1))]);
    let begun = live.clone();
    let mut done = begun.clone();
    done.apply(PlanCommand::Do(strike(2)));
    for command in [
        SessionCommand::Playback(PlaybackCommand::Seek(SimTime(HOUR))),
        SessionCommand::Select(SelectCommand::Select(site(1))),
        SessionCommand::Select(SelectCommand::ToggleOnly),
    ] {
        live.apply(command);
    }
    let before = live.take_over(&begun, done);
    assert_eq!((before.plan().actions.len(), live.plan().actions.len()), (2, 3));
    assert_eq!((live.now(), live.selection(), live.shows_only()), (SimTime(HOUR), site(1), true));
    assert!(live.can_undo() && live.is_changed());

    // What the change itself moves is taken over: Reset goes to the start and selects nothing.
    let begun = live.clone();
    let mut done = begun.clone();
    done.apply(EditCommand::Reset);
    live.apply(PlaybackCommand::Seek(SimTime(2 * HOUR)));
    live.take_over(&begun, done);
    assert_eq!((live.now(), live.selection(), live.is_changed()), (SimTime(0), None, false));
}

#[test]
fn a_session_follows_its_file_as_a_step_of_undo_and_stays_where_it_is() {
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Playback(PlaybackCommand::Seek(SimTime(SPARK))),
        SessionCommand::Select(SelectCommand::Select(Some(Subject::Site(SiteId::new(2))))),
    ]);
    let (selection, own) = (session.selection(), session.authored().clone());
    let titled = |title: &str| {
        let rows = file::schema::Scenario { title: title.to_owned(), ..own.rows().clone() };
        own.with_rows(rows)
    };
    session.follow_file(&titled("Theirs")).expect("it runs");
    assert_eq!((session.scenario().title.as_str(), session.is_changed()), ("Theirs", false));
    assert_eq!((session.chosen(), session.now(), session.selection()), (1, SimTime(SPARK), selection));
    session.apply(EditCommand::Undo);
    assert_eq!((session.scenario().title.as_str(), session.is_changed()), (&*own.rows().title, true));
    assert!(session.is_outdated(), "it does not have what is in the file");
    session.apply(EditCommand::Redo);
    assert!(!session.is_changed() && !session.is_outdated());

    // What is chosen of both is an unsaved change.
    session.take_file(&titled("Theirs again"), titled("Mine")).expect("it runs");
    assert_eq!((session.scenario().title.as_str(), session.is_changed()), ("Mine", true));
    session.apply(EditCommand::Reset);
    assert_eq!((session.scenario().title.as_str(), session.is_changed()), ("Theirs again", false));
}
