//! The laws of the model (section 10), each over random worlds.

use std::collections::BTreeMap;

use firedrill::model::{Act, Action, Id, Plan, SiteId, When};
use firedrill::recording::{EventKind, Recording};
use firedrill::study::Run;
use firedrill::units::SimTime;
use proptest::prelude::*;

use crate::support::random::{Kind, Pieces};
use crate::support::{load, run};

const ANY: Kind = Kind { plain: false };
const PLAIN: Kind = Kind { plain: true };

fn play(pieces: &Pieces) -> Run {
    run(&load(&pieces.text()), "Plan")
}

/// Every series of a run by name.
fn series(run: &Run) -> BTreeMap<String, Vec<(i64, u32)>> {
    let told = |steps: &[(SimTime, u32)]| steps.iter().map(|(at, value)| (at.0, *value)).collect();
    let sites = run.world.sites.iter().map(|(id, site)| (site.key.clone(), told(run.recording.sites[id].dark.all())));
    let services = run
        .world
        .services
        .iter()
        .map(|(id, service)| (service.key.clone(), told(run.recording.services[id].health.all())));
    sites.chain(services).collect()
}

/// Health of every service at every moment at which any changes in either run, compared.
fn never_above(lower: &Recording, upper: &Recording) -> Result<(), TestCaseError> {
    for (id, low) in lower.services.iter() {
        let high = &upper.services[id];
        for (at, _) in low.health.all().iter().chain(high.health.all()) {
            prop_assert!(low.health.at(*at) <= high.health.at(*at), "service {} at {at:?}", id.index());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_same_again_is_the_same(seed: u64) {
        let pieces = Pieces::new(seed, ANY);
        let here = play(&pieces);
        let there = std::thread::spawn(move || play(&pieces)).join().expect("a run ends");
        prop_assert_eq!(here.recording, there.recording);
    }

    #[test]
    fn the_order_of_declaration_does_not_matter(seed: u64) {
        let pieces = Pieces::new(seed, ANY);
        let mut other = pieces.clone();
        other.sites.reverse();
        other.services.rotate_left(1);
        other.actions.reverse();
        prop_assert_eq!(series(&play(&pieces)), series(&play(&other)));
    }

    #[test]
    fn an_action_changes_nothing_before_it(seed: u64, site in 0_usize..4, at in 0_i64..3 * 86_400) {
        let scenario = load(&Pieces::new(seed, ANY).text());
        let mut plan = scenario.plans[0].clone();
        let before = Run::new(&scenario, &plan, 0).expect("it fits").recording;
        let site = SiteId::new(site % scenario.sites.len());
        plan.actions.push(Action { at: When::At(SimTime(at)), act: Act::Strike { site, hazard: None } });
        let after = Run::new(&scenario, &plan, 0).expect("it fits").recording;
        for (id, track) in before.services.iter() {
            let until = |recording: &Recording| -> Vec<_> {
                recording.services[id].moments.all().iter().filter(|(t, _)| t.0 < at).map(|(t, is)| (*t, is.health, is.alive, is.engaged)).collect()
            };
            prop_assert_eq!(until(&before), until(&after), "service {:?}", track.health);
        }
    }

    #[test]
    fn nothing_done_nothing_changed(seed: u64) {
        let scenario = load(&Pieces::new(seed, ANY).text());
        let run = Run::new(&scenario, &Plan::default(), 0).expect("it fits");
        prop_assert_eq!(run.recording.events, vec![]);
        prop_assert_eq!(run.recording.summary.lost_user_hours, 0.0);
    }

    #[test]
    fn one_more_strike_heals_nobody(seed: u64, site in 0_usize..9, at in 0_i64..3 * 86_400) {
        let mut pieces = Pieces::new(seed, PLAIN);
        pieces.actions.retain(|action| action.contains("Strike"));
        let scenario = load(&pieces.text());
        let mut plan = scenario.plans[0].clone();
        let few = Run::new(&scenario, &plan, 0).expect("it fits");
        let site = SiteId::new(site % scenario.sites.len());
        plan.actions.push(Action { at: When::At(SimTime(at)), act: Act::Strike { site, hazard: None } });
        let many = Run::new(&scenario, &plan, 0).expect("it fits");
        never_above(&many.recording, &few.recording)?;
    }

    #[test]
    fn more_servers_where_it_stays_lit_harm_nobody(seed: u64, service in 0_usize..9, servers in 1_u64..500) {
        let mut pieces = Pieces::new(seed, PLAIN);
        pieces.sites.push("\"lit\": (name: \"Lit\", at: (-50.0, 8.0), hazard: \"fire\")".to_owned());
        let scenario = load(&pieces.text());
        let plan = scenario.plans[0].clone();
        let few = Run::new(&scenario, &plan, 0).expect("it fits");
        let mut richer = (*scenario).clone();
        let lit = SiteId::new(scenario.sites.len() - 1);
        let service = Id::new(service % scenario.services.len());
        richer.services[service].on.push((lit, servers));
        let many = Run::new(&richer.into(), &plan, 0).expect("it fits");
        never_above(&few.recording, &many.recording)?;
    }

    #[test]
    fn every_event_has_an_earlier_cause_or_is_a_root(seed: u64) {
        let run = play(&Pieces::new(seed, ANY));
        for (id, event) in run.recording.events.iter().enumerate() {
            match event.cause {
                Some(cause) => {
                    prop_assert!(cause.index() < id);
                    prop_assert!(run.recording.event(cause).at <= event.at);
                }
                None => prop_assert!(
                    matches!(event.kind, EventKind::Action(_) | EventKind::Hour(_) | EventKind::Headline(_)),
                    "{event:?} has no cause"
                ),
            }
        }
    }

    #[test]
    fn levels_and_people_stay_in_range(seed: u64) {
        let run = play(&Pieces::new(seed, ANY));
        for (_, track) in run.recording.services.iter() {
            prop_assert!(track.health.all().iter().all(|(_, health)| *health <= 1000));
            prop_assert!(track.health.all().windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 != pair[1].1));
        }
        let population = run.world.population.expect("a population");
        prop_assert!(run.recording.people.all().iter().all(|(_, people)| *people <= population));
    }
}
