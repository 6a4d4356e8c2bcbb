//! Compares a run with the answer of the second implementation, value by value.

use std::fmt::Debug;

use firedrill::impact::{Root, ledger};
use firedrill::model::{Id, RivalId, RtoFrom, ServiceId};
use firedrill::recording::{Condition, Moment, Placement, Steps};
use firedrill::study::Run;
use firedrill::units::{Level, SimTime, Span};

use super::light;
use super::{Answer, Grid, Series};

/// Compares everything; the error describes the first difference.
pub fn compare(run: &Run, answer: &Answer) -> Result<(), String> {
    let (world, recording, grid) = (&answer.world, &run.recording, answer.grid);
    for (id, track) in recording.sites.iter() {
        steps(&format!("dark of {}", world.sites[id].key), &track.dark, &answer.dark[id.index()], grid)?;
    }
    equal("number of placements", &recording.placements.len(), &answer.placements.len())?;
    for (ours, theirs) in recording.placements.iter().zip(&answer.placements) {
        let what = format!("{} at {}", world.services[theirs.service].key, world.sites[theirs.site].key);
        let who = |service: ServiceId, site, standby, servers| (service, site, standby, servers);
        let theirs_is = who(theirs.service, theirs.site, theirs.standby, theirs.servers);
        equal(&what, &who(ours.service, ours.site, ours.standby, ours.servers), &theirs_is)?;
        steps(&format!("lit of {what}"), &ours.online, &theirs.online, grid)?;
        conditions(&what, ours, theirs, grid)?;
    }
    companies(run, answer)?;
    for (id, track) in recording.services.iter() {
        let (key, state) = (&world.services[id].key, &answer.services.0[id.index()]);
        steps(&format!("health of {key}"), &track.health, &state.health, grid)?;
        moments(&format!("own of {key}"), &track.moments, |is| is.own, &state.own, grid)?;
        moments(&format!("alive of {key}"), &track.moments, |is| is.alive, &state.alive, grid)?;
        moments(&format!("own servers of {key}"), &track.moments, |is| is.own_servers, &state.own_servers, grid)?;
        moments(&format!("standby of {key}"), &track.moments, |is| is.engaged, &state.engaged, grid)?;
        moments(&format!("shed load of {key}"), &track.moments, |is| is.shedding, &state.shedding, grid)?;
        moments(&format!("black start of {key}"), &track.moments, |is| is.black_start, &state.black_start, grid)?;
        outages(run, answer, id)?;
    }
    steps("people affected", &recording.people, &answer.people.affected, grid)?;
    for id in recording.rivals.ids() {
        rival(run, answer, id)?;
    }
    prices(run, answer)?;
    booked(run, answer)
}

fn equal<T: PartialEq + Debug>(what: &str, ours: &T, theirs: &T) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("{what}: the run has {ours:?}, the page gives {theirs:?}")) }
}

fn changes<T: PartialEq + Debug + Copy>(
    what: &str,
    ours: &[(SimTime, T)],
    theirs: &[(SimTime, T)],
) -> Result<(), String> {
    if ours == theirs {
        return Ok(());
    }
    let same = ours.iter().zip(theirs).take_while(|(ours, theirs)| ours == theirs).count();
    let from = same.saturating_sub(1);
    let told = |all: &[(SimTime, T)]| {
        format!("{:?}", all[from..].iter().take(4).map(|(at, is)| (at.0, *is)).collect::<Vec<_>>())
    };
    Err(format!("{what}: the run has {}, the page gives {} (in seconds)", told(ours), told(theirs)))
}

fn steps<T: PartialEq + Debug + Copy>(
    what: &str,
    ours: &Steps<T>,
    theirs: &Series<T>,
    grid: Grid,
) -> Result<(), String> {
    changes(what, ours.all(), &theirs.changes(grid))
}

fn moments<T: PartialEq + Debug + Copy>(
    what: &str,
    ours: &Steps<Moment>,
    part: fn(&Moment) -> T,
    theirs: &Series<T>,
    grid: Grid,
) -> Result<(), String> {
    let mut ours: Vec<(SimTime, T)> = ours.all().iter().map(|(at, is)| (*at, part(is))).collect();
    ours.dedup_by(|later, earlier| later.1 == earlier.1);
    changes(what, &ours, &theirs.changes(grid))
}

/// Compares what became of the servers of a placement: those that work, those that are damaged, the crew at them, and the fault.
fn conditions(what: &str, ours: &Placement, theirs: &light::Placement, grid: Grid) -> Result<(), String> {
    let theirs = theirs.condition.changes(grid);
    let Some(condition) = &ours.condition else {
        let online: Vec<(SimTime, Condition)> =
            ours.online.all().iter().map(|(at, online)| (*at, Condition::well(*online))).collect();
        return changes(&format!("servers of {what}"), &online, &theirs);
    };
    changes(&format!("servers of {what}"), condition.all(), &theirs)
}

/// Compares the servers and crews of every company.
fn companies(run: &Run, answer: &Answer) -> Result<(), String> {
    for (id, row) in answer.world.companies.iter() {
        let (ours, key) = (&run.recording.repairs[id], &row.key);
        match (ours, &answer.repairs[id.index()]) {
            (None, None) => {}
            (Some(ours), Some((working, waiting))) => {
                steps(&format!("working servers of {key}"), &ours.working, working, answer.grid)?;
                steps(&format!("waiting servers of {key}"), &ours.waiting, waiting, answer.grid)?;
            }
            (ours, theirs) => {
                return Err(format!("crew of {key}: {} in the run, {} on the page", ours.is_some(), theirs.is_some()));
            }
        }
        let summary = &run.recording.summary.companies[id];
        equal(&format!("time of the crew of {key}"), &summary.crew_secs, &answer.crew_secs[id.index()])?;
        let own = answer.placements.iter().filter(|is| answer.world.services[is.service].company == Some(id));
        let destroyed: u64 = own.map(|is| is.condition.at(answer.grid.points - 1).destroyed).sum();
        equal(&format!("destroyed servers of {key}"), &summary.destroyed, &destroyed)?;
    }
    Ok(())
}

/// Compares the outages and blackouts of a service, and the values of the summary that depend on them.
fn outages(run: &Run, answer: &Answer, id: ServiceId) -> Result<(), String> {
    let (row, grid) = (&answer.world.services[id], answer.grid);
    let health = &answer.services.0[id.index()].health;
    let stretches = |is_below: fn(Level) -> bool| {
        let mut all: Vec<(i64, i64)> = Vec::new();
        for point in 0..grid.points {
            let is_in = is_below(Level::of(health.at(point)));
            match all.last_mut() {
                Some((_, until)) if is_in && *until == point => *until = point + 1,
                _ if is_in => all.push((point, point + 1)),
                _ => {}
            }
        }
        // The last point is the end of the run, so no outage lasts longer than to this point.
        for (_, until) in &mut all {
            *until = (*until).min(grid.points - 1);
        }
        all
    };
    let length = |(from, until): &(i64, i64)| Span((until - from) * grid.step_secs);
    let longest = |all: &[(i64, i64)]| all.iter().map(length).max().unwrap_or(Span::ZERO);
    let out = stretches(|level| level != Level::Up);
    let down = longest(&stretches(|level| level == Level::Down));
    let for_rto = match row.rto_from {
        RtoFrom::Degraded => longest(&out),
        RtoFrom::Down => down,
    };
    let ours = &run.recording.summary.services[id];
    let is_up_at_the_end = Level::of(health.at(grid.points - 1)) == Level::Up;
    let back = out.last().filter(|_| is_up_at_the_end).map(|(_, until)| grid.time(*until));
    let key = &row.key;
    equal(&format!("first outage of {key}"), &ours.first_out, &out.first().map(|(from, _)| grid.time(*from)))?;
    equal(&format!("longest outage of {key}"), &ours.longest_out, &longest(&out))?;
    equal(&format!("longest blackout of {key}"), &ours.longest_down, &down)?;
    equal(&format!("outages of {key}"), &ours.out_total.0, &out.iter().map(|stretch| length(stretch).0).sum())?;
    equal(&format!("return of {key}"), &ours.back, &back)?;
    equal(&format!("RTO of {key}"), &ours.rto_broken, &row.rto.is_some_and(|rto| for_rto > rto))?;
    equal(&format!("lost time of {key}"), &ours.lost_user_millisecs, &answer.people.lost_user_millisecs[id.index()])
}

fn rival(run: &Run, answer: &Answer, id: RivalId) -> Result<(), String> {
    let row = &answer.world.rivals[id];
    let ours: Vec<(SimTime, f64)> = run.recording.rival_points(id, row.service).collect();
    let mut at: Vec<SimTime> = run.recording.services[row.service].health.all().iter().map(|(at, _)| *at).collect();
    at.extend((0..=answer.world.length.0).step_by(3_600).map(SimTime));
    at.push(SimTime(answer.world.length.0));
    at.sort();
    at.dedup();
    equal(&format!("moments of {}", row.key), &ours.iter().map(|(at, _)| *at).collect(), &at)?;
    for (at, users) in ours.iter().filter(|(at, _)| at.0 % answer.grid.step_secs == 0) {
        let theirs = answer.people.rivals[id.index()].at(answer.grid.point(at.0));
        near(&format!("users of {} at {}", row.key, at.0), *users, theirs, 1e-6)?;
    }
    Ok(())
}

fn prices(run: &Run, answer: &Answer) -> Result<(), String> {
    for (id, track) in run.recording.prices.iter() {
        let (key, theirs) = (&answer.world.companies[id].key, &answer.prices[id.index()]);
        let ours: Vec<SimTime> = track.minutes().map(|minute| minute.at).collect();
        equal(&format!("trading minutes of {key}"), &ours, &theirs.iter().map(|(at, _)| *at).collect())?;
        for (minute, (at, price)) in track.minutes().zip(theirs) {
            near(&format!("price of {key} at {}", at.0), minute.price, *price, 1e-9)?;
        }
    }
    Ok(())
}

fn near(what: &str, ours: f64, theirs: f64, relative: f64) -> Result<(), String> {
    let is_near = (ours - theirs).abs() <= relative * theirs.abs().max(1e-9);
    if is_near { Ok(()) } else { Err(format!("{what}: the run has {ours}, the page gives {theirs}")) }
}

/// Checks that the ledger of each service adds up. If the answer has an entry for the service, the amounts must also be equal.
fn booked(run: &Run, answer: &Answer) -> Result<(), String> {
    let ours = ledger(&run.world, &run.recording);
    for (id, row) in answer.world.services.iter() {
        let sum: u128 = ours[id].iter().map(|(_, lost)| lost).sum();
        equal(&format!("ledger of {}", row.key), &sum, &answer.people.lost_user_millisecs[id.index()])?;
        let Some(theirs) = &answer.ledger[id.index()] else { continue };
        let booked = |is: &dyn Fn(Root) -> bool| -> f64 {
            ours[id].iter().filter(|(root, _)| is(*root)).map(|(_, lost)| *lost as f64).sum()
        };
        let near = |what: &str, ours: f64, theirs_is: f64| {
            let is_near = (ours - theirs_is).abs() <= theirs.rounding;
            if is_near {
                Ok(())
            } else {
                Err(format!(
                    "{} booked to {what}: the run has {ours}, the page gives {theirs_is} within {}",
                    row.key, theirs.rounding
                ))
            }
        };
        near("servers", booked(&|root| matches!(root, Root::Strike(_) | Root::Capacity(_))), theirs.servers)?;
        for company in answer.world.companies.ids().map(Some).chain([None]) {
            let crew = theirs.crews.get(&company).copied().unwrap_or(0.0);
            near("crews", booked(&|root| root == Root::Crew(company)), crew)?;
        }
        near("restart", booked(&|root| matches!(root, Root::Restart(_))), 0.0)?;
        for service in answer.world.services.ids() {
            let retries = theirs.retries.get(&service).copied().unwrap_or(0.0);
            near("retries", booked(&|root| root == Root::Retries(service)), retries)?;
        }
    }
    Ok(())
}
