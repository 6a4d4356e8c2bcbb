//! Tests of the document: edits, undo and invalid edits. They also check that after an edit the selection, the camera target and the
//! chapter are kept if their rows still exist.

use std::sync::Arc;

use super::{HOUR, MINUTE, SPARK, after, saved, session, shed, strike};
use crate::file::Authored;
use crate::file::edit::{Edit, Refused, Table};
use crate::file::schema::{self, Site};
use crate::model::{Act, CameraTarget, HasKey, Id, ServiceId, SiteId};
use crate::recording::Subject;
use crate::session::{Baseline, EditCommand, PlanCommand, PlaybackCommand, Refusal, SelectCommand, Session};
use crate::units::SimTime;

/// Applies an edit that is made from the current author's form.
fn edit(session: &mut Session, make: impl FnOnce(&Authored) -> Result<Edit, Refused>) {
    let edit = make(session.authored()).expect("it can be made");
    assert_eq!(session.apply(EditCommand::Change(edit.into())).refused, None);
}

/// A copy of the first site with another name, without campus, spreads and restore order.
fn busan(authored: &Authored) -> Site {
    let (_, like) = authored.rows().sites.iter().next().expect("there is a site");
    Site { name: "Busan".to_owned(), place: None, spreads: Vec::new(), restore: Vec::new(), ..like.clone() }
}

/// Adds a site before all others.
fn add_site(authored: &Authored) -> Result<Edit, Refused> {
    Edit::add(authored, Table::Sites, 0, "busan", busan(authored))
}

fn key(session: &Session, subject: Option<Subject>) -> Option<&str> {
    let world = session.scenario();
    match subject? {
        Subject::World => None,
        Subject::Site(site) => Some(world.sites[site].key()),
        Subject::Service(service) => Some(world.services[service].key()),
        Subject::Company(company) => Some(world.companies[company].key()),
    }
}

fn keys<I: Id, T: HasKey>(table: &crate::model::Table<I, T>) -> Vec<String> {
    table.rows().iter().map(|row| row.key().to_owned()).collect()
}

#[test]
fn one_more_site_keeps_plan_playhead_range_and_what_is_selected() {
    let range = Some((SimTime(MINUTE), SimTime(HOUR)));
    let mut session = after([
        PlanCommand::ChoosePlan(1).into(),
        PlaybackCommand::Seek(SimTime(30 * MINUTE)).into(),
        PlaybackCommand::Loop(range).into(),
        SelectCommand::Select(Some(Subject::Site(SiteId::new(1)))).into(),
        SelectCommand::Hover(Subject::Site(SiteId::new(2))).into(),
    ]);
    session.end_frame(0.0);
    let sites = keys(&session.scenario().sites);
    let (document, world, run) = (session.document_number(), session.world_number(), Arc::clone(session.run()));

    edit(&mut session, add_site);
    assert_eq!(session.scenario().sites.len(), sites.len() + 1);
    assert_eq!(session.recording().sites.len(), sites.len() + 1, "it is run");
    assert_eq!(session.selection(), Some(Subject::Site(SiteId::new(2))), "it has another index now");
    assert_eq!(key(&session, session.selection()), Some(sites[1].as_str()));
    assert_eq!(key(&session, session.hover()), Some(sites[2].as_str()));
    assert_eq!((session.chosen(), session.now()), (1, SimTime(30 * MINUTE)));
    assert_eq!(session.playback().looping, range);
    assert_eq!(session.plan().actions[0].act, strike(1), "the plan strikes the same site");
    assert!(session.is_changed());
    assert_eq!(session.document_number(), document, "it is the same document");
    assert_ne!(session.world_number(), world);

    session.apply(EditCommand::Undo);
    assert_eq!((keys(&session.scenario().sites), session.is_changed()), (sites.clone(), false));
    assert_eq!((session.world_number(), key(&session, session.selection())), (world, Some(sites[1].as_str())));
    assert!(Arc::ptr_eq(session.run(), &run), "its run is found again");
    session.apply(EditCommand::Redo);
    assert_eq!(keys(&session.scenario().sites)[0], "busan");
    assert_eq!(key(&session, session.selection()), Some(sites[1].as_str()));
    let saved = saved(&session);
    assert_eq!(keys(&saved.sites)[0], "busan", "it is saved");
    let other = super::session();
    assert_ne!(other.document_number(), document, "another file is another document");
}

#[test]
fn what_has_another_id_is_still_selected_and_so_it_is_when_that_is_undone() {
    let site = Subject::Site(SiteId::new(1));
    let mut session = after([SelectCommand::Select(Some(site)).into()]);
    let before = key(&session, Some(site)).expect("it has an id").to_owned();
    edit(&mut session, |authored| Edit::rename(authored, Table::Sites, 1, "renamed"));
    assert_eq!(key(&session, session.selection()), Some("renamed"));
    session.apply(EditCommand::Undo);
    assert_eq!(key(&session, session.selection()), Some(before.as_str()));
    session.apply(EditCommand::Redo);
    assert_eq!(key(&session, session.selection()), Some("renamed"));
}

#[test]
fn what_is_removed_is_no_longer_selected_and_nothing_else_is_instead() {
    let mut session = session();
    let services = session.scenario().services.len();
    edit(&mut session, |authored| {
        let (_, like) = authored.rows().services.iter().next().expect("there is a service");
        let extra = schema::Service { name: "Extra".to_owned(), ..like.clone() };
        Edit::add(authored, Table::Services, 0, "extra", extra)
    });
    let extra = ServiceId::new(0);
    session.apply(SelectCommand::Select(Some(Subject::Service(extra))));
    session.apply(SelectCommand::PointCamera(CameraTarget::Service(extra)));
    edit(&mut session, |authored| Ok(Edit::remove(authored, Table::Services, 0)?.edit));
    assert_eq!((session.scenario().services.len(), session.selection()), (services, None));
    assert_eq!(session.take_camera_target(), None, "the camera goes nowhere");
}

#[test]
fn what_is_wrong_stays_in_the_document_while_the_last_right_one_runs() {
    let mut session = after([PlanCommand::ChoosePlan(1).into()]);
    let (world, run) = (session.world_number(), Arc::clone(session.run()));
    edit(&mut session, |authored| {
        let wrong = Site { hazard: Some("no such hazard".to_owned()), ..busan(authored) };
        Edit::add(authored, Table::Sites, 0, "busan", wrong)
    });
    let paths: Vec<String> = session.problems().iter().map(|problem| problem.path.to_string()).collect();
    assert_eq!(paths, ["sites.busan.hazard"]);
    assert_eq!(session.authored().key(Table::Sites, 0), Some("busan"));
    assert!(session.is_changed() && Arc::ptr_eq(session.run(), &run));

    session.apply(PlaybackCommand::Seek(SimTime(2 * HOUR)));
    assert_eq!(session.apply(PlanCommand::Do(shed())).refused, None, "plans go on meanwhile");
    assert_eq!((session.plan().actions.len(), session.world_number()), (3, world));
    assert_eq!(session.problems().len(), 1);
    let hazard = session.scenario().hazards.rows()[0].key.clone();
    edit(&mut session, |authored| {
        let right = Site { hazard: Some(hazard), ..busan(authored) };
        Edit::set(authored, Table::Sites, 0, right)
    });
    assert!(session.problems().is_empty());
    assert_eq!((session.plan().actions.len(), session.recording().sites.len()), (3, 4), "both changes are there");
    session.apply(EditCommand::Undo);
    assert_eq!((session.problems().len(), session.recording().sites.len()), (1, 3), "wrong again");
    session.apply(EditCommand::Undo);
    session.apply(EditCommand::Undo);
    assert!(session.problems().is_empty() && !session.is_changed());
    assert!(Arc::ptr_eq(session.run(), &run));
}

#[test]
fn a_change_of_plans_does_not_overwrite_plans_that_are_wrong() {
    let mut session = session();
    edit(&mut session, |authored| {
        let plan = authored.rows().plans.get(0).expect("a plan");
        Edit::set(authored, Table::Plans, 0, schema::Plan { name: String::new(), ..plan.clone() })
    });
    assert!(!session.problems().is_empty());
    let authored = session.authored().clone();
    let refused = session.apply(PlanCommand::Do(strike(0))).refused;
    assert!(matches!(refused, Some(Refusal::Wrong(_))), "{refused:?}");
    assert_eq!(session.authored(), &authored);
}

#[test]
fn an_edit_of_another_version_is_refused() {
    let mut session = session();
    let last = session.scenario().sites.len() - 1;
    let edit = Edit::remove(session.authored(), Table::Sites, last).expect("it is there").edit;
    session.apply(EditCommand::Change(edit.clone().into()));
    let before = session.authored().clone();
    assert_eq!(session.apply(EditCommand::Change(edit.into())).refused, Some(Refusal::Edit(Refused::NoRow)));
    assert_eq!(session.authored(), &before);
}

#[test]
fn a_change_of_a_plan_touches_its_row_alone_and_checks_nothing_else() {
    let mut session = after([PlanCommand::ChoosePlan(1).into()]);
    let (before, scenario) = (session.authored().rows().clone(), Arc::clone(session.scenario()));
    session.apply(PlanCommand::MoveAction(0, SimTime(SPARK + MINUTE)));
    let after = session.authored().rows().clone();
    for index in [0, 2] {
        let row = |rows: &schema::Scenario| rows.plans.shared(index).expect("a plan");
        assert!(Arc::ptr_eq(&row(&before), &row(&after)), "plan {index} is as its author wrote it");
    }
    assert_ne!(before.plans.get(1), after.plans.get(1));
    let same_plans = schema::Scenario { plans: before.plans.clone(), ..after };
    assert_eq!(same_plans, before, "and so is all the rest");
    assert!(Arc::ptr_eq(session.scenario(), &scenario), "the world was not checked anew");
    session.apply(PlanCommand::MoveAction(0, SimTime(SPARK)));
    assert!(!session.is_changed(), "moved back, it is as its author wrote it");
}

#[test]
fn what_no_file_says_is_undone_with_the_rest_but_is_no_change() {
    let mut session = after([
        PlanCommand::ChoosePlan(2).into(),
        PlanCommand::SetBaseline(Baseline::Plan(1)).into(),
        PlanCommand::SetSeed(7).into(),
    ]);
    assert!(!session.is_changed(), "no file would say anything else");
    session.apply(PlanCommand::Do(shed()));
    assert!(session.is_changed());
    session.apply(PlanCommand::ChoosePlan(0));
    session.apply(PlanCommand::SetBaseline(Baseline::Nothing));
    session.apply(EditCommand::Undo);
    assert_eq!((session.chosen(), session.seed(), session.baseline_plan()), (2, 7, Some(1)));
    assert!(!session.is_changed());
    session.apply(EditCommand::Undo);
    assert_eq!(session.seed(), 0);
}

#[test]
fn an_expectation_that_is_changed_is_a_change_of_the_file() {
    let mut session = session();
    let (expected, world) = (session.expectations().len(), session.world_number());
    edit(&mut session, |authored| Ok(Edit::remove(authored, Table::Expect, 0)?.edit));
    assert_eq!((session.expectations().len(), session.is_changed()), (expected - 1, true));
    assert_eq!(session.world_number(), world, "it is the same world");
    session.apply(EditCommand::Reset);
    assert_eq!((session.expectations().len(), session.is_changed()), (expected, false));
}

#[test]
fn plans_keep_their_choice_when_others_come_before_them_or_they_have_another_name() {
    let mut session = after([
        PlanCommand::ChoosePlan(2).into(),
        PlanCommand::SetBaseline(Baseline::Plan(1)).into(),
        PlanCommand::Do(Act::Extinguish { site: SiteId::new(0) }).into(),
    ]);
    let name = session.plan().name.clone();
    edit(&mut session, |authored| {
        let first = authored.rows().plans.get(0).expect("a plan");
        let quiet = schema::Plan { name: "Quiet".to_owned(), ..first.clone() };
        Edit::add(authored, Table::Plans, 0, "", quiet)
    });
    assert_eq!((session.chosen(), session.plan().name.as_str(), session.baseline_plan()), (3, name.as_str(), Some(2)));
    edit(&mut session, |authored| Edit::rename(authored, Table::Plans, 3, "Otherwise"));
    assert_eq!((session.chosen(), session.plan().name.as_str()), (3, "Otherwise"));
}

#[test]
fn old_steps_are_kept_without_their_worlds_and_come_back_whole() {
    let mut session = session();
    let name = |session: &Session| session.scenario().sites.rows()[0].name.clone();
    let first = name(&session);
    for number in 0..60 {
        edit(&mut session, |authored| {
            let row = Site { name: format!("Site {number}"), ..busan(authored) };
            Edit::set(authored, Table::Sites, 0, row)
        });
    }
    let run = session.run().recording.clone();
    for number in (0..59).rev() {
        session.apply(EditCommand::Undo);
        assert_eq!(name(&session), format!("Site {number}"));
    }
    session.apply(EditCommand::Undo);
    assert_eq!((name(&session), session.can_undo(), session.is_changed()), (first, false, false));
    for number in 0..60 {
        session.apply(EditCommand::Redo);
        assert_eq!(name(&session), format!("Site {number}"));
    }
    assert_eq!(session.run().recording, run);
}

#[test]
fn undo_and_redo_lead_back_to_the_versions_that_were_there() {
    let mut session = session();
    let first = session.version_number();
    session.apply(PlanCommand::Do(strike(1)));
    let second = session.version_number();
    assert_ne!(first, second);
    session.apply(PlanCommand::ChoosePlan(1));
    assert_eq!(session.version_number(), second, "which plan is chosen is no change");
    session.apply(EditCommand::Undo);
    assert_eq!(session.version_number(), first);
    session.apply(EditCommand::Redo);
    assert_eq!(session.version_number(), second);
    session.apply(EditCommand::Undo);
    edit(&mut session, add_site);
    assert!(![first, second].contains(&session.version_number()));
}

#[test]
fn a_change_of_the_plans_that_is_still_being_computed_is_written_down_as_it_will_be() {
    let begun = after([PlanCommand::ChoosePlan(1).into(), PlaybackCommand::Seek(SimTime(HOUR)).into()]);
    let given_at = begun.now();
    let commands = [
        PlanCommand::Do(strike(2)),
        PlanCommand::MoveAction(0, SimTime(2 * HOUR)),
        PlanCommand::RemoveAction(1),
        PlanCommand::RenamePlan(1, "Renamed".to_owned()),
        PlanCommand::RemovePlan(1),
        PlanCommand::Do(shed()),
        PlanCommand::ChoosePlan(0),
    ];
    for command in commands {
        let written = begun.snapshot().planned(&command, given_at);
        let mut session = begun.clone();
        assert_eq!(session.apply(command.clone()).refused, None, "{command:?}");
        assert_eq!(written.text(), session.snapshot().text(), "{command:?}");
        let is_change = !matches!(command, PlanCommand::ChoosePlan(_));
        assert_eq!(written.text() != begun.snapshot().text(), is_change, "{command:?}");
    }
}
