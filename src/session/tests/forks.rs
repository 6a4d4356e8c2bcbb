//! Tests of forked plans, mainly of the time at which they diverge from the plan from which they were forked.

use std::sync::Arc;

use proptest::prelude::*;

use super::{HOUR, LENGTH, MINUTE, SPARK, after, any_command, any_moment, forked, saved, shed, strike};
use crate::model::{Act, CompanyId, Id, Plan, ServiceId, What, WhatIf, When};
use crate::session::{Baseline, EditCommand, PlanCommand, PlaybackCommand, Session, SessionCommand};
use crate::study::Run;
use crate::study::compare::compare;
use crate::units::SimTime;

#[test]
fn a_fork_does_the_same_until_something_is_done_and_its_parent_stays_beside_it() {
    let noon = SimTime(21 * HOUR);
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Playback(PlaybackCommand::Seek(noon)),
        forked("What if"),
    ]);
    let fork = session.plan().fork.unwrap();
    assert_eq!((fork.parent, fork.at, session.plan().name.as_str()), (1, noon, "What if"));
    assert_eq!((session.baseline_plan(), session.now()), (Some(1), noon));
    assert!(Arc::ptr_eq(session.run(), session.baseline().unwrap()), "one run serves both");
    session.apply(PlanCommand::Do(shed()));
    let (here, there) = (session.recording(), &session.baseline().unwrap().recording);
    assert_ne!(here, there);
    for (id, track) in here.services.iter() {
        let before = |track: &crate::recording::ServiceTrack| {
            track.health.all().iter().copied().take_while(|(at, _)| *at < noon).collect::<Vec<_>>()
        };
        assert_eq!(before(track), before(&there.services[id]), "nothing before the fork is different");
    }
    session.apply(PlanCommand::ChoosePlan(1));
    assert_eq!((session.baseline_plan(), session.now()), (None, noon), "the parent has no parent; the playhead stays");
    session.apply(PlanCommand::SetBaseline(Baseline::Plan(3)));
    assert_eq!(session.baseline_plan(), Some(3));
}

#[test]
fn a_fork_parts_as_early_as_anything_in_it_is_different() {
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Playback(PlaybackCommand::Seek(SimTime(10 * HOUR))),
        forked("What if"),
    ]);
    let parted = |session: &Session| session.plan().divergence(session.plans()).unwrap().at;
    session.apply(PlaybackCommand::Seek(SimTime(2 * HOUR)));
    session.apply(PlanCommand::Do(shed()));
    assert_eq!(parted(&session), SimTime(2 * HOUR));
    session.apply(PlanCommand::MoveAction(2, SimTime(HOUR)));
    assert_eq!(parted(&session), SimTime(HOUR));
    session.apply(PlanCommand::MoveAction(2, SimTime(20 * HOUR)));
    assert_eq!(parted(&session), SimTime(10 * HOUR), "nothing that was done before the fork is different any more");
    session.apply(PlanCommand::AddMeasure(What::SwitchFree { service: ServiceId::new(2) }.into()));
    assert_eq!(parted(&session), SimTime::ZERO, "a measure works before the run");
    let fork = WhatIf {
        name: "Quiet".to_owned(),
        measures: vec![What::LimitRetries { service: ServiceId::new(2), retry: 0 }.into()],
        actions: Vec::new(),
    };
    session.apply(PlanCommand::Fork(fork));
    assert_eq!((parted(&session), session.plan().measures.len()), (SimTime::ZERO, 2));
}

/// For each plan, the time at which it diverges from its parent. `None` if it was not forked.
fn divergences(session: &Session) -> Vec<Option<SimTime>> {
    session.plans().iter().map(|plan| plan.divergence(session.plans()).map(|fork| fork.at)).collect()
}

#[test]
fn a_fork_parts_where_its_parent_was_changed_before_it() {
    let forked_at = SimTime(14 * MINUTE + 16);
    let mut session = after([
        SessionCommand::Playback(PlaybackCommand::Seek(forked_at)),
        forked("What if"),
        SessionCommand::Playback(PlaybackCommand::Seek(SimTime(HOUR))),
        forked("Then"),
    ]);
    let (fork, then) = (3, 4);
    session.apply(PlanCommand::ChoosePlan(0));
    session.apply(PlaybackCommand::Seek(SimTime::ZERO));
    session.apply(PlanCommand::Do(strike(0)));
    assert_eq!(divergences(&session)[fork], Some(SimTime::ZERO), "the fork kept its own past, in which nothing burnt");
    assert_eq!(divergences(&session)[then], Some(SimTime(HOUR)), "its own fork has the same past as before");
    session.apply(PlanCommand::SetBaseline(Baseline::Plan(fork)));
    assert_eq!(session.comparison().unwrap().divergence.unwrap().at, SimTime::ZERO, "and so says the comparison");
    assert_eq!(saved(&session).plans[fork].fork.unwrap().at, SimTime::ZERO, "and the file");
    session.apply(PlanCommand::MoveAction(0, SimTime(5 * MINUTE)));
    assert_eq!(divergences(&session)[fork], Some(SimTime(5 * MINUTE)));
    session.apply(PlanCommand::MoveAction(0, SimTime(2 * HOUR)));
    assert_eq!(divergences(&session)[fork], Some(forked_at), "what is done after the fork parts nothing before it");
    session.apply(EditCommand::Undo);
    assert_eq!(divergences(&session)[fork], Some(SimTime(5 * MINUTE)));

    session.apply(PlanCommand::ChoosePlan(fork));
    session.apply(PlaybackCommand::Seek(SimTime(10 * MINUTE)));
    session.apply(PlanCommand::Do(strike(1)));
    assert_eq!(divergences(&session)[then], Some(SimTime(10 * MINUTE)), "a fork of a fork likewise");
    for _ in 0..3 {
        session.apply(EditCommand::Undo);
    }
    assert_eq!(divergences(&session)[fork..], [Some(forked_at), Some(SimTime(HOUR))], "as it was before all that");
}

#[test]
fn what_is_done_in_another_order_or_counted_in_another_way_parts_nothing() {
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Playback(PlaybackCommand::Seek(SimTime(20 * HOUR))),
        forked("What if"),
    ]);
    for at in [HOUR, 2 * HOUR] {
        session.apply(PlaybackCommand::Seek(SimTime(at)));
        session.apply(PlanCommand::Do(shed()));
    }
    session.apply(PlanCommand::ChoosePlan(1));
    for at in [2 * HOUR, HOUR] {
        session.apply(PlaybackCommand::Seek(SimTime(at)));
        session.apply(PlanCommand::Do(shed()));
    }
    assert_eq!(divergences(&session)[3], Some(SimTime(20 * HOUR)));
    session.apply(PlanCommand::MoveAction(0, SimTime(SPARK + MINUTE)));
    assert_eq!(divergences(&session)[3], Some(SimTime(SPARK)), "the earlier of the two strikes");
}

#[test]
fn reset_of_a_fork_goes_back_to_the_filed_plan_that_it_came_from() {
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        forked("What if"),
        forked("What if"),
        SessionCommand::Edit(EditCommand::Reset),
    ]);
    assert_eq!((session.chosen(), session.plans().len(), session.is_changed()), (1, 3, false));
    session.apply(EditCommand::Undo);
    assert_eq!((session.chosen(), session.plans().len()), (4, 5));
}

#[test]
fn a_plan_of_the_file_is_no_what_if_also_if_it_is_a_fork_or_has_another_name() {
    let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(2))]);
    assert!(session.plan().fork.is_some() && !session.is_what_if(), "the author has forked it");
    session.apply(PlanCommand::RenamePlan(2, "Two switches".to_owned()));
    assert!(!session.is_what_if());
    session.apply(PlanCommand::Fork(WhatIf { name: "What if".to_owned(), ..WhatIf::default() }));
    assert!(session.is_what_if());
    session.apply(PlanCommand::Do(shed()));
    assert!(session.is_what_if(), "it stays one while it is changed");
    session.mark_saved("what-if.ron".into());
    assert!(!session.is_what_if(), "what is saved stays as it is");
}

#[test]
fn a_plan_that_is_chosen_after_two_have_changed_places_is_compared_with_its_own_parent() {
    let mut session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        forked("What if"),
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Plan(PlanCommand::SetBaseline(Baseline::Swapped(3))),
    ]);
    assert_eq!((session.chosen(), session.baseline_plan(), session.has_chosen_baseline()), (1, Some(3), false));
    session.apply(PlanCommand::ChoosePlan(2));
    assert_eq!(session.baseline_plan(), Some(1), "the plan that it was forked from");
    session.apply(PlanCommand::ChoosePlan(0));
    assert_eq!(session.baseline_plan(), None);
    session.apply(PlanCommand::SetBaseline(Baseline::Plan(3)));
    session.apply(PlanCommand::ChoosePlan(2));
    assert_eq!((session.baseline_plan(), session.has_chosen_baseline()), (Some(3), true), "what was chosen stays");
}

#[test]
fn another_size_of_a_crew_at_the_same_time_takes_the_place_of_the_one_before() {
    let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1)), forked("What if")]);
    for (hours, size) in [(1, 5), (1, 7), (2, 9)] {
        session.apply(PlaybackCommand::Seek(SimTime(hours * HOUR)));
        session.apply(PlanCommand::Do(Act::Crew { company: CompanyId::new(0), size }));
    }
    let sizes: Vec<u64> = session.plan().actions.iter().filter_map(|action| size_of(&action.act)).collect();
    assert_eq!(sizes, [7, 9]);
    session.apply(EditCommand::Undo);
    assert_eq!(session.plan().actions.last().and_then(|action| size_of(&action.act)), Some(7));
}

const fn size_of(act: &Act) -> Option<u64> {
    if let Act::Crew { size, .. } = act { Some(*size) } else { None }
}

#[test]
fn what_only_the_whole_day_tells_parts_nothing_before_the_fork() {
    // One second after the exchange opens. On this day, the opening changes something only because of the strike.
    let forked_at = SimTime(237_601);
    let session = after([
        SessionCommand::Plan(PlanCommand::ChoosePlan(1)),
        SessionCommand::Playback(PlaybackCommand::Seek(forked_at)),
        forked("What if"),
        SessionCommand::Plan(PlanCommand::Do(strike(0))),
    ]);
    let run = |plan: usize| Run::new(session.scenario(), &session.plans()[plan], 0).unwrap();
    let divergence = compare(&run(1), &run(3)).unwrap().divergence.expect("one strike more");
    assert_eq!(divergence.at, forked_at);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_fork_and_its_parent_are_the_same_until_they_part_and_do_something_different_there(
        before in any_moment(),
        commands in proptest::collection::vec(any_command(), 1..16),
    ) {
        let mut session = after([SessionCommand::Plan(PlanCommand::ChoosePlan(1)), SessionCommand::Playback(PlaybackCommand::Seek(before)), forked("What if"), forked("Then")]);
        for command in commands {
            session.apply(command);
        }
        let plans = session.plans();
        for plan in plans {
            let Some(divergence) = plan.divergence(plans) else { continue };
            let parent = &plans[divergence.parent];
            let run = |plan: &Plan| Run::new(session.scenario(), plan, session.seed());
            // A plan that no longer fits the world has no run.
            if let (Ok(own), Ok(others)) = (run(plan), run(parent)) {
                let differ = compare(&others, &own).unwrap().divergence.map_or(SimTime(LENGTH), |divergence| divergence.at);
                prop_assert!(divergence.at <= differ, "{divergence:?}, but they differ at {differ:?}: {parent:?} {plan:?}");
            }
            let forked_at = plan.fork.unwrap().at;
            prop_assert!(divergence.at <= forked_at);
            if divergence.at < forked_at {
                let done = |plan: &Plan| -> Vec<Act> {
                    let is_then = |at: When| plan.moment(at) == Some(divergence.at);
                    plan.actions.iter().filter(|action| is_then(action.at)).map(|action| action.act.clone()).collect()
                };
                let is_prepared_alike = plan.taken().eq(parent.taken());
                prop_assert!(!is_prepared_alike || done(plan) != done(parent), "nothing parts them at {divergence:?}");
            }
        }
    }
}
