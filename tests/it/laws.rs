//! Tests of the laws of the model (MODEL.md, section 10), each over random worlds with up to 50 services, and with cycles, standby
//! servers, retries and every action.

use std::collections::BTreeMap;
use std::sync::Arc;

use firedrill::impact::ledger;
use firedrill::model::{Act, Action, CompanyId, HazardId, Id, Plan, Scenario, ServiceId, SiteId, When};
use firedrill::recording::{EventKind, Outages, Recording};
use firedrill::session::{EditCommand, Origin, PlanCommand, PlaybackCommand, Session};
use firedrill::sim::{self, Spending};
use firedrill::study::Run;
use firedrill::units::{SimTime, Span};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::wild::{Crews, Shape, World, of_both_versions, worlds};
use crate::support::{load, run};

/// How many worlds each law is tested with.
pub const CASES: u32 = 2_000;

pub const ANY: Shape = Shape::ANY;
pub const PLAIN: Shape = Shape { plain: true, bare: true, ..ANY };
/// A site to add to a world of [`Pieces`](crate::support::wild::Pieces). It is so far away that no strike reaches it.
const APART: &str = "\"apart\": (name: \"Apart\", at: (-50.0, 8.0), hazard: \"cut\")";

fn play(text: &str) -> Run {
    run(&load(text), "Plan")
}

/// The scenario of a world, and its plan.
fn plan_of(world: &World) -> (Arc<Scenario>, Plan) {
    let scenario = load(&world.text());
    let plan = scenario.plans[0].clone();
    (scenario, plan)
}

/// A random choice of the numbers from which [`act`] makes an action.
fn any_act() -> impl Strategy<Value = (Index, Index, u32, i64)> {
    (any::<Index>(), any::<Index>(), 0..11_u32, 0..20_000_i64)
}

fn act(world: &Scenario, (first, second, kind, secs): (Index, Index, u32, i64)) -> Act {
    let (site, service) = (SiteId::new(first.index(world.sites.len())), first.index(world.services.len()));
    let (hazard, service) = (HazardId::new(second.index(world.hazards.len())), ServiceId::new(service));
    let companies = world.companies.len();
    match kind {
        0 if world.sites[site].hazard.is_some() => Act::Strike { site, hazard: None },
        0 | 1 => Act::Strike { site, hazard: Some(hazard) },
        2 => Act::StrikeArea { at: world.shown_at(site), radius_km: secs as f64 / 100.0, hazard: Some(hazard) },
        7 => Act::StrikeService { service, site: (secs % 2 == 0).then_some(site), hazard },
        8 => Act::Resolve { service, site: (secs % 2 == 0).then_some(site) },
        9 if companies > 0 => {
            Act::Crew { company: CompanyId::new(first.index(companies)), size: secs.unsigned_abs() % 100 }
        }
        10 => Act::Log { title: "A call".to_owned() },
        3 => Act::Extinguish { site },
        4 => Act::FailOver { service },
        5 => Act::BlackStart { service, span: Span(secs) },
        _ => Act::ShedLoad { service, span: Span(secs) },
    }
}

/// A time of the run.
fn moment(world: &Scenario, at: Index) -> SimTime {
    SimTime(at.index(usize::try_from(world.length.0 + 1).expect("a length")) as i64)
}

/// Every series of a run by its id. For services, the text also contains the lost user-time.
fn series(run: &Run) -> BTreeMap<String, String> {
    let (world, recording) = (&run.world, &run.recording);
    let sites = world.sites.iter().map(|(id, row)| (&row.key, format!("{:?}", recording.sites[id].dark.all())));
    let services = world.services.iter().map(|(id, row)| {
        let lost = recording.summary.services[id].lost_user_millisecs;
        (&row.key, format!("{lost} {:?}", recording.services[id].health.all()))
    });
    let repairs = world.companies.iter().map(|(id, row)| {
        let summary = &recording.summary.companies[id];
        let told = format!("{} {} {:?}", summary.destroyed, summary.crew_secs, recording.repairs[id]);
        (format!("repairs of {}", row.key), told)
    });
    let prices = world
        .companies
        .iter()
        .map(|(id, row)| (&row.key, format!("{:?}", recording.prices[id].minutes().collect::<Vec<_>>())));
    let rivals = world.rivals.iter().map(|(id, row)| (&row.key, format!("{:?}", recording.rivals[id])));
    let all = sites.chain(services).chain(prices).chain(rivals).map(|(key, told)| (key.clone(), told));
    all.chain(repairs).collect()
}

/// Everything that happens to sites and services before `t`, as text: the events, the moments of services, the servers online, and what
/// became of the servers.
fn until(outages: &Outages, t: SimTime) -> String {
    let events = &outages.events[..outages.events.partition_point(|event| event.at < t)];
    let mut told = format!("{events:?}");
    for (_, track) in outages.services.iter() {
        let moments = track.moments.all();
        told += &format!("\n{:?}", &moments[..moments.partition_point(|(at, _)| *at < t)]);
    }
    for placement in &outages.placements {
        let online = placement.online.all();
        let mut times: Vec<SimTime> = online.iter().map(|(at, _)| *at).collect();
        times.extend(placement.condition.iter().flat_map(|condition| condition.all()).map(|(at, _)| *at));
        times.sort();
        let states =
            times.into_iter().filter(|at| *at < t).map(|at| (*placement.online.at(at), placement.condition_at(at)));
        let mut states: Vec<_> = states.collect();
        states.dedup();
        told += &format!("\n{states:?}");
    }
    told
}

/// Checks that no service is healthier in the first run than in the second, at any time at which its health changes in one of them.
pub fn never_above(lower: &Recording, upper: &Recording) -> Result<(), TestCaseError> {
    for (id, low) in lower.services.iter() {
        let high = &upper.services[id];
        for (at, _) in low.health.all().iter().chain(high.health.all()) {
            prop_assert!(low.health.at(*at) <= high.health.at(*at), "service {} at {at:?}", id.index());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn a_second_run_has_an_equal_recording(world in of_both_versions(ANY), seed in 0..3_u64) {
        let (scenario, plan) = plan_of(&world);
        let here = Run::new(&scenario, &plan, seed).expect("it fits").recording;
        let again = move || {
            let (scenario, plan) = plan_of(&world);
            Run::new(&scenario, &plan, seed).expect("it fits").recording
        };
        let there = std::thread::spawn(again).join().expect("a run ends");
        prop_assert_eq!(here, there);
    }

    #[test]
    fn the_order_of_declaration_does_not_matter(
        world in of_both_versions(Shape { restores_all: true, crews: Crews::Ordered, ..ANY }),
        turn: Index,
        mirrored: bool,
    ) {
        let one = world.pieces();
        let mut other = one.clone();
        let lists = [&mut other.hazards, &mut other.sites, &mut other.services, &mut other.exchanges];
        for list in lists.into_iter().chain([&mut other.companies, &mut other.rivals, &mut other.actions]) {
            let turns = turn.index(list.len().max(1));
            list.rotate_left(turns);
            if mirrored {
                list.reverse();
            }
        }
        prop_assert_eq!(series(&play(&one.text())), series(&play(&other.text())));
    }

    #[test]
    fn an_action_changes_nothing_before_its_time(world in of_both_versions(ANY), what in any_act(), at: Index) {
        let (scenario, mut plan) = plan_of(&world);
        let at = moment(&scenario, at);
        let changed = scenario.with_measures(&plan.measures).expect("they fit");
        let without = sim::run(&changed, &plan, 0, &mut Spending::default()).expect("within the budget");
        plan.actions.push(Action { at: When::At(at), act: act(&scenario, what) });
        let with = sim::run(&changed, &plan, 0, &mut Spending::default()).expect("within the budget");
        prop_assert_eq!(until(&without, at), until(&with, at));
    }

    #[test]
    fn a_plan_without_actions_changes_nothing(world in of_both_versions(Shape { covered: true, ..ANY }), seed in 0..3_u64) {
        let (scenario, _) = plan_of(&world);
        let run = Run::new(&scenario, &Plan::default(), seed).expect("it fits");
        prop_assert_eq!(&run.recording.events, &vec![]);
        prop_assert_eq!(run.recording.summary.lost_user_hours, 0.0);
        prop_assert!(run.recording.services.rows().iter().all(|track| track.health.all() == [(SimTime::ZERO, 1000)]));
        prop_assert!(run.recording.people.is_constant());
    }

    #[test]
    fn one_more_strike_never_improves_a_health(world in worlds(PLAIN), site: Index, hazard: Option<Index>, at: Index) {
        let (scenario, mut plan) = plan_of(&world);
        let few = Run::new(&scenario, &plan, 0).expect("it fits");
        let site = SiteId::new(site.index(scenario.sites.len()));
        let hazard = hazard.map(|hazard| HazardId::new(hazard.index(scenario.hazards.len())));
        plan.actions.push(Action { at: When::At(moment(&scenario, at)), act: Act::Strike { site, hazard } });
        let many = Run::new(&scenario, &plan, 0).expect("it fits");
        never_above(&many.recording, &few.recording)?;
    }

    #[test]
    fn more_servers_at_a_site_that_stays_online_never_reduce_a_health(world in worlds(PLAIN), service: Index, servers in 1..500_u64) {
        let mut pieces = world.pieces();
        pieces.sites.push(APART.replace("cut", "h0"));
        let scenario = load(&pieces.text());
        let plan = scenario.plans[0].clone();
        let few = Run::new(&scenario, &plan, 0).expect("it fits");
        let mut richer = (*scenario).clone();
        let service = ServiceId::new(service.index(scenario.services.len()));
        richer.services[service].on.push((SiteId::new(scenario.sites.len() - 1), servers));
        let many = Run::new(&richer.into(), &plan, 0).expect("it fits");
        never_above(&few.recording, &many.recording)?;
    }

    #[test]
    fn every_event_has_an_earlier_cause_or_is_a_first_cause(world in of_both_versions(ANY), seed in 0..3_u64) {
        let (scenario, plan) = plan_of(&world);
        let recording = Run::new(&scenario, &plan, seed).expect("it fits").recording;
        for (id, event) in recording.events.iter().enumerate() {
            match event.cause {
                Some(cause) => {
                    prop_assert!(cause.index() < id);
                    prop_assert!(recording.event(cause).at <= event.at);
                }
                None => prop_assert!(
                    matches!(event.kind, EventKind::Action(_) | EventKind::Hour(_) | EventKind::Headline(_)),
                    "{event:?} has no cause"
                ),
            }
        }
    }

    #[test]
    fn the_ledger_adds_up(world in of_both_versions(ANY), seed in 0..3_u64) {
        let (scenario, plan) = plan_of(&world);
        let run = Run::new(&scenario, &plan, seed).expect("it fits");
        for (id, parts) in ledger(&run.world, &run.recording).iter() {
            let sum: u128 = parts.iter().map(|(_, lost)| lost).sum();
            prop_assert_eq!(sum, run.recording.summary.services[id].lost_user_millisecs, "{:?}", parts);
        }
    }

    #[test]
    fn health_servers_and_people_stay_in_range(world in of_both_versions(ANY)) {
        let run = play(&world.text());
        for track in run.recording.services.rows() {
            prop_assert!(track.health.all().iter().all(|(_, health)| *health <= 1000));
            prop_assert!(track.health.all().windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1));
        }
        for placement in &run.recording.placements {
            prop_assert!(placement.online.all().iter().all(|(_, online)| *online <= placement.servers));
        }
        let most = run.world.population.unwrap_or_else(|| run.world.services.rows().iter().map(|row| row.users).sum());
        prop_assert!(run.recording.people.all().iter().all(|(_, people)| *people <= most));
    }

    #[test]
    fn undo_restores_the_recording(world in of_both_versions(ANY), what in any_act(), at: Index, later: Index) {
        let mut pieces = world.pieces();
        let cut = "\"cut\": (name: \"Cut\", kind: Power, spread: [(\"0s\", 1.0)], out: \"1s\", repair: [(\"0s\", 0.0)])";
        pieces.hazards.push(cut.to_owned());
        pieces.sites.push(APART.to_owned());
        pieces.services.push("\"apart\": (name: \"Apart\", on: { \"apart\": 1 })".to_owned());
        let scenario = load(&pieces.text());
        let mut session = Session::new(Arc::clone(&scenario), Origin::Shipped("wide")).expect("the plans fit");
        let was = session.recording().clone();
        // This strike always has an effect, because the last site has one server that is online, and no other strike reaches this
        // site.
        let apart = SiteId::new(scenario.sites.len() - 1);
        session.apply(PlaybackCommand::Seek(moment(&scenario, at)));
        session.apply(PlanCommand::Do(Act::Strike { site: apart, hazard: None }));
        let first = session.recording().clone();
        prop_assert_ne!(&first, &was, "a strike that nobody notices");
        session.apply(PlaybackCommand::Seek(moment(&scenario, later)));
        session.apply(PlanCommand::Do(act(&scenario, what)));
        let second = session.recording().clone();
        for (back, is) in [(true, &first), (true, &was), (false, &first), (false, &second)] {
            session.apply(if back { EditCommand::Undo } else { EditCommand::Redo });
            let anew = Run::new(&scenario, session.plan(), session.seed()).expect("it fits");
            prop_assert_eq!(&anew.recording, is);
            prop_assert_eq!(session.recording(), is);
        }
    }

    #[test]
    fn no_change_of_a_valid_file_panics(world in of_both_versions(ANY), cuts in prop::collection::vec((any::<Index>(), 0..40_usize, "[ -~\\n]{0,12}"), 1..4)) {
        let mut bytes = world.text().into_bytes();
        for (at, length, with) in cuts {
            let from = at.index(bytes.len());
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, with.into_bytes());
        }
        if let Ok(scenario) = firedrill::file::load(&bytes) {
            let scenario = Arc::new(scenario);
            prop_assert_eq!(&*scenario, &firedrill::file::load(firedrill::file::to_ron(&scenario).as_bytes()).expect("what is written loads"));
            for plan in &scenario.plans {
                prop_assert!(Run::new(&scenario, plan, 0).is_ok(), "a checked scenario runs its own plans");
            }
        }
    }
}
