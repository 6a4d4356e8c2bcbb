//! The document: the scenario is edited, undone and wrong for a while, and whatever is still there stays as it was.

use std::sync::Arc;

use super::{HOUR, MINUTE, SPARK, after, saved, session, shed, strike};
use crate::file::schema::{self, Site};
use crate::file::{Authored, Keyed};
use crate::model::{Act, CameraTarget, HasKey, Id, ServiceId, SiteId, Table};
use crate::recording::Subject;
use crate::session::{
    Baseline, EditCommand, PlanCommand, PlaybackCommand, Refusal, SelectCommand, Session, SessionCommand,
};
use crate::units::SimTime;

/// A form with other rows.
fn edited(authored: &Authored, change: impl FnOnce(&mut schema::Scenario)) -> EditCommand {
    let mut rows = authored.rows().clone();
    change(&mut rows);
    EditCommand::SetScenario(authored.with_rows(rows))
}

fn edit(session: &mut Session, change: impl FnOnce(&mut schema::Scenario)) {
    let command = edited(session.authored(), change);
    assert_eq!(session.apply(command).refused, None);
}

/// The rows with one before them.
fn with_first<T: Clone>(rows: &Keyed<T>, key: &str, row: T) -> Keyed<T> {
    std::iter::once((key, row)).chain(rows.iter().map(|(key, row)| (key, row.clone()))).collect()
}

fn without<T: Clone>(rows: &Keyed<T>, key: &str) -> Keyed<T> {
    rows.iter().filter(|(there, _)| *there != key).map(|(key, row)| (key, row.clone())).collect()
}

/// One more site, before all others.
fn add_site(rows: &mut schema::Scenario) {
    let (_, like) = rows.sites.iter().next().expect("there is a site");
    let site = Site { name: "Busan".to_owned(), place: None, spreads: Vec::new(), restore: Vec::new(), ..like.clone() };
    rows.sites = with_first(&rows.sites, "busan", site);
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

fn keys<I: Id, T: HasKey>(table: &Table<I, T>) -> Vec<String> {
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
fn what_is_removed_is_no_longer_selected_and_nothing_else_is_instead() {
    let last = session().scenario().services.len() - 1;
    let mut session = session();
    let command = edited(session.authored(), |rows| {
        let (_, like) = rows.services.iter().next().expect("there is a service");
        let service = schema::Service { name: "Extra".to_owned(), ..like.clone() };
        rows.services = with_first(&rows.services, "extra", service);
    });
    session.apply(command);
    let extra = Subject::Service(ServiceId::new(0));
    session.apply(SelectCommand::Select(Some(extra)));
    session.apply(SelectCommand::PointCamera(CameraTarget::Service(ServiceId::new(0))));
    edit(&mut session, |rows| rows.services = without(&rows.services, "extra"));
    assert_eq!((session.scenario().services.len() - 1, session.selection()), (last, None));
    assert_eq!(session.take_camera_target(), None, "the camera goes nowhere");
}

#[test]
fn what_is_wrong_stays_in_the_document_while_the_last_right_one_runs() {
    let mut session = after([PlanCommand::ChoosePlan(1).into()]);
    let (world, run) = (session.world_number(), Arc::clone(session.run()));
    edit(&mut session, |rows| {
        add_site(rows);
        let (key, site) = rows.sites.iter().next().map(|(key, site)| (key.to_owned(), site.clone())).expect("a site");
        let wrong = Site { hazard: "no such hazard".to_owned(), ..site };
        rows.sites = with_first(&without(&rows.sites, &key), &key, wrong);
    });
    let paths: Vec<String> = session.problems().iter().map(|problem| problem.path.to_string()).collect();
    assert_eq!(paths, ["sites.busan.hazard"]);
    assert_eq!(session.authored().rows().sites.keys().next(), Some("busan"));
    assert!(session.is_changed() && Arc::ptr_eq(session.run(), &run));

    session.apply(PlaybackCommand::Seek(SimTime(2 * HOUR)));
    assert_eq!(session.apply(PlanCommand::Do(shed())).refused, None, "plans go on meanwhile");
    assert_eq!((session.plan().actions.len(), session.world_number()), (3, world));
    assert_eq!(session.problems().len(), 1);
    let hazard = session.scenario().hazards.rows()[0].key.clone();
    edit(&mut session, |rows| {
        let (_, site) = rows.sites.iter().next().expect("a site");
        let right = Site { hazard, ..site.clone() };
        rows.sites = with_first(&without(&rows.sites, "busan"), "busan", right);
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
    edit(&mut session, |rows| {
        let wrong = |plan: &schema::Plan| schema::Plan { name: String::new(), ..plan.clone() };
        rows.plans = rows.plans.iter().map(wrong).collect();
    });
    assert!(!session.problems().is_empty());
    let authored = session.authored().clone();
    let refused = session.apply(PlanCommand::Do(strike(0))).refused;
    assert!(matches!(refused, Some(Refusal::Wrong(_))), "{refused:?}");
    assert_eq!(session.authored(), &authored);
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
    edit(&mut session, |rows| rows.expect = rows.expect.iter().skip(1).cloned().collect());
    assert_eq!((session.expectations().len(), session.is_changed()), (expected - 1, true));
    assert_eq!(session.world_number(), world, "it is the same world");
    session.apply(EditCommand::Reset);
    assert_eq!((session.expectations().len(), session.is_changed()), (expected, false));
}

#[test]
fn plans_keep_their_choice_when_others_come_before_them() {
    let mut session = after([
        PlanCommand::ChoosePlan(2).into(),
        SessionCommand::from(PlanCommand::SetBaseline(Baseline::Plan(1))),
        PlanCommand::Do(Act::Extinguish { site: SiteId::new(0) }).into(),
    ]);
    let name = session.plan().name.clone();
    edit(&mut session, |rows| {
        let first = rows.plans.get(0).expect("a plan");
        let quiet = schema::Plan { name: "Quiet".to_owned(), ..first.clone() };
        rows.plans = std::iter::once(quiet).chain(rows.plans.iter().cloned()).collect();
    });
    assert_eq!((session.chosen(), session.plan().name.as_str(), session.baseline_plan()), (3, name.as_str(), Some(2)));
}
