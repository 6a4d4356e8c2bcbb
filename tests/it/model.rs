//! Tests of plans, measures and chapters of the model.

use firedrill::model::{
    Act, Action, CameraTarget, CompanyId, HazardId, Id, Measure, Plan, ServiceId, SiteId, What, WhatIf, When,
};
use firedrill::units::{SimTime, Span};

use crate::support::{SMALL, load};

const HOUR: i64 = 3_600;

#[test]
fn a_measure_names_the_service_and_the_site_that_it_changes() {
    let (service, site, hazard) = (ServiceId::new(1), SiteId::new(2), HazardId::new(0));
    for what in [What::AddServers { service, site, servers: 1 }, What::AddStandby { service, site, servers: 1 }] {
        assert_eq!((what.service(), what.site()), (Some(service), Some(site)), "{what:?}");
    }
    let restart = What::Restart { service, restart: Span::ZERO };
    assert_eq!((restart.service(), restart.site()), (Some(service), None));
    let spread = What::StopSpread { site, to: SiteId::new(0) };
    assert_eq!((spread.service(), spread.site()), (None, Some(site)));
    let out = What::FasterOut { hazard, out: Span(HOUR) };
    assert_eq!((out.service(), out.site()), (None, None));
}

#[test]
fn a_camera_target_knows_its_sites() {
    let world = load(SMALL);
    let sites = |look: CameraTarget| -> Vec<usize> { look.sites(&world).into_iter().map(Id::index).collect() };
    assert_eq!(sites(CameraTarget::Site(SiteId::new(1))), [1]);
    assert_eq!(sites(CameraTarget::Place("SK C&C Pangyo".to_owned())), [0, 1]);
    assert_eq!(sites(CameraTarget::Service(ServiceId::new(1))), [0, 2], "login");
    assert_eq!(sites(CameraTarget::Company(CompanyId::new(0))), [0, 0, 2, 0, 1, 2], "the switch, login and talk");
    assert_eq!(sites(CameraTarget::Company(CompanyId::new(1))), [0; 0], "upbit rests on others alone");
    assert_eq!(sites(CameraTarget::All), [0; 0]);
}

#[test]
fn a_what_if_makes_a_new_plan() {
    let plan = &load(SMALL).plans[1];
    let put_out = Action { at: When::At(SimTime(HOUR)), act: Act::Extinguish { site: SiteId::new(0) } };
    let faster = Measure::from(What::FasterOut { hazard: HazardId::new(0), out: Span(HOUR) });
    let what_if = WhatIf { name: "Put out".to_owned(), measures: vec![faster.clone()], actions: vec![put_out.clone()] };
    let with = plan.with(what_if);
    assert_eq!((with.name.as_str(), with.about.as_str()), ("Put out", ""));
    assert_eq!(with.measures, [plan.measures.as_slice(), &[faster]].concat());
    assert_eq!(with.actions, [plan.actions.as_slice(), &[put_out]].concat());
    assert!(!with.does_the_same(plan) && plan.does_the_same(&Plan { name: String::new(), ..plan.clone() }));
}

#[test]
fn moved_actions_and_those_relative_to_them_stay_within_the_run() {
    let site = SiteId::new(0);
    let action = |at, act| Action { at, act };
    let mut plan = Plan {
        actions: vec![
            action(When::At(SimTime(HOUR)), Act::Strike { site, hazard: None }),
            action(When::AfterStrike(Span(5 * HOUR)), Act::FailOver { service: ServiceId::new(0) }),
            action(When::At(SimTime(2 * HOUR)), Act::Extinguish { site }),
        ],
        ..Plan::default()
    };
    plan.move_action(2, SimTime(100 * HOUR), Span(10 * HOUR));
    assert_eq!(plan.actions[2].at, When::At(SimTime(10 * HOUR)));
    plan.move_action(0, SimTime(100 * HOUR), Span(10 * HOUR));
    assert_eq!(plan.actions[0].at, When::At(SimTime(5 * HOUR)));
    assert_eq!(plan.actions[1].at, When::AfterStrike(Span(5 * HOUR)));
}

#[test]
fn the_measures_that_do_not_fit_are_those_at_which_the_world_refuses_them() {
    let world = load(SMALL);
    let id = ServiceId::new;
    let (one, other) = (SiteId::new(0), SiteId::new(1));
    let grace = |service: usize, need: usize| What::Grace { service: id(service), need: id(need), grace: Span::HOUR };
    let weight = |service: usize, need: usize| What::Weight { service: id(service), need: id(need), weight: 1 };
    let cases: [(Vec<What>, &[usize]); 6] = [
        (vec![grace(2, 1), weight(2, 1), weight(1, 2), grace(0, 1)], &[2, 3]),
        (vec![What::SwitchFree { service: id(0) }, What::SwitchFree { service: id(1) }], &[0]),
        (vec![What::SwitchAuto { service: id(0), auto: Span::HOUR }, What::SwitchFree { service: id(0) }], &[]),
        (
            vec![
                What::SwitchByHand { service: id(3), manual_failover: Span::HOUR },
                What::SwitchFree { service: id(3) },
            ],
            &[],
        ),
        (vec![What::StopSpread { site: one, to: other }, What::StopSpread { site: one, to: other }], &[1]),
        (vec![What::StopSpread { site: other, to: one }], &[0]),
    ];
    for (whats, misfits) in cases {
        let measures: Vec<Measure> = whats.into_iter().map(Measure::from).collect();
        let found = world.misfits(measures.iter());
        assert_eq!(found.iter().map(|(index, _)| *index).collect::<Vec<_>>(), misfits, "{measures:?}");
        assert_eq!(world.with_measures(&measures).err(), found.into_iter().next(), "{measures:?}");
    }
}
