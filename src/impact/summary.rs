//! The summary of a run: its most important numbers for each service and company (MODEL.md, section 11).

use super::hours::{Demand, Hours};
use crate::model::{CompanyId, RtoFrom, Scenario, Service, Table};
use crate::recording::{
    CompanySummary, Outages, PriceMinute, PriceTrack, ServiceSummary, ServiceTrack, Steps, Summary,
};
use crate::units::{Level, SimTime};

/// Computes the summary of a run.
pub(super) fn summary(
    world: &Scenario,
    hours: &Hours,
    outages: &Outages,
    people: &Steps<u64>,
    dark_servers: &Table<CompanyId, Steps<u64>>,
    prices: &Table<CompanyId, PriceTrack>,
) -> Summary {
    let end = SimTime(world.length.0);
    let services: Table<_, _> =
        outages.services.iter().map(|(id, track)| of_service(&world.services[id], track, hours, end)).collect();
    let mut companies: Table<CompanyId, CompanySummary> =
        prices.iter().map(|(id, track)| of_company(track, &dark_servers[id])).collect();
    for placement in &outages.placements {
        if let Some(company) = world.services[placement.service].company {
            companies[company].servers += placement.servers;
            companies[company].destroyed += placement.condition_at(end).destroyed;
        }
    }
    for (id, crew_secs) in outages.crew_secs.iter() {
        companies[id].crew_secs = *crew_secs;
    }
    let lost_user_millisecs: u128 = services.rows().iter().map(|service| service.lost_user_millisecs).sum();
    Summary {
        peak_people: people.all().iter().map(|(_, affected)| *affected).max().unwrap_or(0),
        lost_user_hours: crate::units::user_hours(lost_user_millisecs),
        services,
        companies,
    }
}

fn of_service(service: &Service, track: &ServiceTrack, hours: &Hours, end: SimTime) -> ServiceSummary {
    let mut summary = ServiceSummary::default();
    if track.health.is_constant() && *track.health.last() == 1000 {
        return summary;
    }
    let blackouts = track.levels(end).filter(|(.., level)| *level == Level::Down);
    summary.longest_down = blackouts.map(|(from, until, _)| until - from).max().unwrap_or_default();
    for outage in track.outages() {
        let span = outage.length(end);
        summary.first_out.get_or_insert(outage.from);
        summary.longest_out = summary.longest_out.max(span);
        summary.out_total += span;
        summary.back = outage.until;
    }
    let longest = match service.rto_from {
        RtoFrom::Degraded => summary.longest_out,
        RtoFrom::Down => summary.longest_down,
    };
    summary.rto_broken = service.rto.is_some_and(|rto| longest > rto);
    let is_out_at_end = summary.first_out.is_some() && summary.back.is_none();
    summary.rto_undecided = service.rto.is_some() && !summary.rto_broken && is_out_at_end;
    if service.users > 0 {
        let demand = Demand::new(&service.day);
        for (from, until, health) in track.health.stretches(end).filter(|(.., health)| **health < 1000) {
            let lost = u128::from(service.cut_off(*health));
            summary.lost_user_millisecs += lost * hours.demand(&demand, from, until);
        }
    }
    summary
}

fn of_company(track: &PriceTrack, dark_servers: &Steps<u64>) -> CompanySummary {
    // Of equal prices the first.
    let lower = |low: PriceMinute, minute: PriceMinute| if low.price <= minute.price { low } else { minute };
    CompanySummary {
        low: track.changes().iter().copied().reduce(lower),
        closes: track.days().filter_map(|day| track.at(day.last)).collect(),
        peak_dark_servers: dark_servers.all().iter().map(|(_, dark)| *dark).max().unwrap_or(0),
        servers: 0,
        destroyed: 0,
        crew_secs: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{outages, recorded, service, world};
    use crate::units::{SimTime, Span};

    #[test]
    fn outages_and_blackouts_are_counted_apart_and_users_are_lost_by_the_hour() {
        let mut talk = service("talk", 1_001);
        talk.rto = Some(Span(249));
        talk.day = std::array::from_fn(|hour| if hour == 0 { 500 } else { 1000 });
        let world = world(&[talk]);
        let steps = [(0, 100, 700), (0, 200, 300), (0, 300, 949), (0, 350, 950), (0, 3_500, 499), (0, 3_700, 1000)];
        let summary = recorded(&world, &crate::model::Plan::default(), outages(&world, &steps)).summary;
        let talk = &summary.services.rows()[0];
        assert_eq!(talk.first_out, Some(SimTime(100)));
        assert_eq!((talk.longest_out, talk.longest_down, talk.out_total), (Span(250), Span(200), Span(450)));
        assert_eq!(talk.back, Some(SimTime(3_700)));
        assert!(talk.rto_broken);
        let half: u128 = 300 * 100 + 700 * 100 + 51 * 50 + 50 * 3_150 + 501 * 100;
        assert_eq!(talk.lost_user_millisecs, half * 500 + 501 * 100 * 1000);
    }

    #[test]
    fn an_rto_is_decided_only_when_the_outage_is_over_or_has_lasted_longer() {
        // The outages begin at 100 and at 3,000; the run ends at `end`, in the second of them.
        let end = world(&[]).length.0;
        for (rto, broken, undecided) in [(99, true, false), (end - 3_001, true, false), (end - 3_000, false, true)] {
            let mut talk = service("talk", 10);
            talk.rto = Some(Span(rto));
            let world = world(&[talk]);
            let steps = [(0, 100, 0), (0, 200, 1000), (0, 3_000, 600)];
            let summary = recorded(&world, &crate::model::Plan::default(), outages(&world, &steps)).summary;
            let talk = &summary.services.rows()[0];
            assert_eq!((talk.rto_broken, talk.rto_undecided), (broken, undecided), "an RTO of {rto} s");
        }
        let mut talk = service("talk", 10);
        talk.rto = Some(Span(100));
        let world = world(&[talk]);
        let summary =
            recorded(&world, &crate::model::Plan::default(), outages(&world, &[(0, 100, 0), (0, 200, 1000)])).summary;
        let talk = &summary.services.rows()[0];
        assert_eq!((talk.rto_broken, talk.rto_undecided), (false, false), "the outage is over after exactly the RTO");
    }

    #[test]
    fn what_is_never_back_has_no_time_for_it() {
        let world = world(&[service("talk", 10), service("well", 10)]);
        let summary = recorded(
            &world,
            &crate::model::Plan::default(),
            outages(&world, &[(0, 100, 0), (0, 200, 1000), (0, 300, 0)]),
        )
        .summary;
        let talk = &summary.services.rows()[0];
        assert_eq!((talk.back, talk.first_out), (None, Some(SimTime(100))));
        assert_eq!(talk.longest_out, Span(world.length.0 - 300));
        assert_eq!(summary.services.rows()[1], crate::recording::ServiceSummary::default());
    }
}
