//! Tests that generated worlds have the requested size, and depend only on size and seed.

use super::*;

#[test]
fn a_world_has_what_was_asked_for_and_hangs_on_its_seed_alone() {
    let size = Size { sites: 40, services: 2_000, dependencies: 6_000 };
    let world = generate(size, 7);
    assert_eq!((world.sites.len(), world.services.len()), (40, 2_000));
    let dependencies: usize = world.services.rows().iter().map(|service| service.dependencies.len()).sum();
    assert!((5_700..=6_000).contains(&dependencies), "{dependencies}");
    assert_eq!(world, generate(size, 7));
    assert_ne!(world, generate(size, 8));
    assert!(world.services.rows().iter().all(|service| service.servers() >= service.load));
    let struck: std::collections::BTreeSet<_> =
        world.plans[1].actions.iter().map(|action| format!("{:?}", action.act)).collect();
    assert_eq!(struck.len(), 40);
    assert!(
        world.sites.rows().iter().all(|site| site.at.is_some_and(|at| at.lat.abs() < 90.0 && at.lon.abs() < 180.0))
    );
}

#[test]
fn the_smallest_worlds_are_worlds_too() {
    for (sites, services, dependencies) in [(0, 0, 0), (1, 1, 10), (1, 7, 3), (11, 3, 1)] {
        let world = generate(Size { sites, services, dependencies }, 1);
        assert_eq!((world.sites.len(), world.services.len()), (sites.max(1), services.max(1)));
        for (id, service) in world.services.iter() {
            assert!(service.dependencies.iter().all(|need| need.service != id));
        }
    }
}

#[test]
fn a_world_with_crews_has_one_for_every_company_and_damage_by_every_hazard() {
    let world = with_crews(generate(Size { sites: 10, services: 100, dependencies: 300 }, 7));
    assert!(world.hazards.rows().iter().all(|hazard| hazard.damages > 0 && hazard.repair_work.is_some()));
    for (id, company) in world.companies.iter() {
        let own = world.services.rows().iter().filter(|service| service.company == Some(id));
        let servers: u64 = own.flat_map(|service| service.on.iter().chain(&service.standby)).map(|(_, n)| n).sum();
        let size = company.crew.as_ref().map_or(0, |crew| crew.size);
        assert!(size * 250 >= servers && (size - 1) * 250 < servers, "{size} people for {servers} servers");
    }
}
