//! Tests that the run of the Kakao fire reproduces what happened from 15 to 20 October 2022.

use firedrill::file::shipped;
use firedrill::model::{Company, Id, Rival, Service, SiteId, Table};
use firedrill::study::{Fit, Run};
use firedrill::units::{Level, SimTime};

use crate::support::{load, run};

fn kakao() -> Run {
    run(&load(shipped()[0].text()), "As it happened")
}

fn at(run: &Run, local: &str) -> SimTime {
    let local = chrono::NaiveDateTime::parse_from_str(&format!("2022-10-{local}"), "%Y-%m-%d %H:%M");
    run.world.clock.moment(local.expect("a time")).expect("the clocks show it")
}

fn find<I: Id, T>(table: &Table<I, T>, key: &str, of: impl Fn(&T) -> &String) -> I {
    table.iter().find(|(_, row)| of(row) == key).map(|(id, _)| id).expect("it is there")
}

fn service(run: &Run, key: &str) -> firedrill::model::ServiceId {
    find(&run.world.services, key, |row: &Service| &row.key)
}

fn price(run: &Run, company: &str, local: &str) -> f64 {
    let id = find(&run.world.companies, company, |row: &Company| &row.key);
    run.recording.prices[id].at(at(run, local)).expect("it is traded").price
}

/// The change of a price since the close of 14 October, in per cent.
fn change(run: &Run, company: &str, local: &str) -> f64 {
    let id = find(&run.world.companies, company, |row: &Company| &row.key);
    let close = run.world.companies[id].listing.as_ref().expect("it is listed").close;
    (price(run, company, local) / close - 1.0) * 100.0
}

fn near(computed: f64, observed: f64, tolerance: f64, what: &str) {
    assert!((computed - observed).abs() <= tolerance, "{what}: {computed}, observed {observed}, within {tolerance}");
}

#[test]
fn the_first_plan_does_nothing_and_the_story_has_six_to_ten_chapters() {
    let scenario = load(shipped()[0].text());
    assert_eq!(scenario.plans[0].name, "Untouched");
    assert!(!scenario.plans[0].acts());
    assert!((6..=10).contains(&scenario.story.len()), "six to ten chapters");
}

#[test]
fn at_the_peak_32_000_servers_or_three_in_ten_are_dark() {
    let run = kakao();
    let kakao = &run.recording.summary.companies[find(&run.world.companies, "kakao", |row: &Company| &row.key)];
    assert_eq!(kakao.peak_dark_servers, 32_000);
    let share = kakao.peak_dark_servers as f64 / kakao.servers as f64;
    assert!((0.29..=0.31).contains(&share), "{share}");
}

#[test]
fn servers_at_pangyo_have_power_and_work_again_when_they_did() {
    let run = kakao();
    let zones: Vec<SiteId> = run
        .world
        .sites
        .iter()
        .filter(|(_, site)| site.key.starts_with("pangyo") && site.key != "pangyo-naver")
        .map(|(id, _)| id)
        .collect();
    let online =
        |local: &str| -> u64 { zones.iter().map(|zone| *run.recording.sites[*zone].online.at(at(&run, local))).sum() };
    let working = |local: &str| -> u64 {
        let here = run.recording.placements.iter().filter(|placement| zones.contains(&placement.site));
        here.map(|placement| placement.condition_at(at(&run, local)).working).sum()
    };
    let all: u64 = zones.iter().map(|zone| run.recording.sites[*zone].servers).sum();
    assert_eq!(all, 32_300, "32,000 of Kakao and 300 of Kakao Pay");
    assert_eq!(online("15 16:52"), 0);
    near(working("16 12:00") as f64, 12_000.0, 2_500.0, "work at midday on the 16th");
    let share = |servers: u64| servers as f64 / all as f64;
    let (powered, working_then) = (share(online("18 11:20")), share(working("18 11:20")));
    assert!(powered < 0.7 && working_then < 0.7, "10,000 have no power: {powered}, {working_then}");
    assert_eq!(online("19 05:00"), all, "power to all");
    near(working("19 08:00") as f64, 31_000.0, 1_000.0, "work on the 19th at eight");
    assert_eq!(working("20 23:00"), all, "every last one");
}

#[test]
fn the_blackout_of_kakaotalk_is_longer_than_ten_hours() {
    let run = kakao();
    let talk = &run.recording.services[service(&run, "talk")];
    let (down, until, level) = talk.levels(SimTime(run.recording.length.0)).nth(1).expect("it falls");
    assert_eq!(level, Level::Down);
    assert!((at(&run, "15 15:27")..=at(&run, "15 15:30")).contains(&down), "{down:?}");
    near(until.as_secs_f64(), at(&run, "16 01:31").as_secs_f64(), 600.0, "text is back");
    assert!((until - down).0 > 10 * 3_600);
    // From 16:52 until power returns, hardly any request succeeds.
    let dark = talk.health.stretches(SimTime(run.recording.length.0));
    for (from, _, health) in
        dark.filter(|(from, until, _)| *until > at(&run, "15 16:52") && *from < at(&run, "16 01:30"))
    {
        assert!(*health <= 50, "{health} from {from:?}");
    }
}

#[test]
fn at_least_thirty_of_34_services_are_back_when_they_were() {
    let fit = Fit::new(&load(shipped()[0].text())).expect("its plans fit");
    let (within, judged) = fit.within();
    assert_eq!((judged, fit.not_out(), fit.bounds()), (34, 0, (0, 0)));
    assert!(within >= 30, "{within}");
    let lengths = fit.lengths();
    assert!(lengths.near >= 30, "{lengths:?}");
    assert!(lengths.mean_factor().is_some_and(|mean| mean < 1.2), "{lengths:?}");
}

#[test]
fn fewer_numbers_are_fitted_than_thirty_steps_of_power() {
    let run = kakao();
    let steps: Vec<usize> = run.world.hazards.rows().iter().map(|hazard| hazard.repair.len()).collect();
    assert!(steps.iter().all(|steps| *steps <= 7), "{steps:?}");
    let curves: Vec<_> = ["ups-lost", "power-cut", "tenants-cut"]
        .map(|key| run.world.hazards.rows().iter().find(|row| row.key == key).expect("a hazard").repair.clone())
        .into();
    assert!(
        curves.windows(2).all(|pair| pair[0].iter().zip(&pair[1]).all(|(a, b)| a.dark == b.dark)),
        "one recorded curve"
    );
}

#[test]
fn the_last_service_is_back_on_the_twentieth() {
    let run = kakao();
    let last =
        run.recording.summary.services.rows().iter().filter_map(|service| service.back).max().expect("some were out");
    // A fifth of the 127.5 hours that it took.
    near(last.as_secs_f64(), at(&run, "20 23:00").as_secs_f64(), 25.5 * 3_600.0, "the last service is back");
    for (id, summary) in run.recording.summary.services.iter() {
        assert!(summary.first_out.is_none() || summary.back.is_some(), "{} is back", run.world.services[id].name);
    }
}

#[test]
fn share_prices_react_as_they_did() {
    let run = kakao();
    near(change(&run, "kakao", "17 09:00"), -6.6, 1.0, "Kakao opens");
    let id = find(&run.world.companies, "kakao", |row: &Company| &row.key);
    let low = run.recording.summary.companies[id].low.expect("it is traded");
    near((low.price / 51_400.0 - 1.0) * 100.0, -9.5, 0.7, "Kakao's low");
    assert!(low.at < at(&run, "17 09:30"));
    near(change(&run, "kakao", "17 15:30"), -5.93, 0.5, "Kakao closes");
    for (company, close) in [("kakaobank", -5.14), ("kakao-pay", -4.16), ("kakao-games", -2.22), ("naver", 0.91)] {
        near(change(&run, company, "17 15:30"), close, 1.0, company);
    }
    let own_temper = run.world.companies.rows().iter().filter_map(|row| row.listing.as_ref()?.reaction);
    assert_eq!(own_temper.count(), 0, "one reaction for the whole market");
}

#[test]
fn rivals_gain_and_lose_again() {
    let run = kakao();
    let gain = |key: &str, local: &str| {
        let id = find(&run.world.rivals, key, |row: &Rival| &row.key);
        let moment = at(&run, local);
        let users = run.recording.rivals[id].iter().rev().find(|(t, _)| *t <= moment).expect("a value").1;
        users - run.world.rivals[id].users as f64
    };
    near(gain("line", "16 23:59"), 850_000.0, 200_000.0, "LINE");
    near(gain("telegram", "16 23:59"), 220_000.0, 100_000.0, "Telegram");
    assert!(gain("line", "18 23:59") <= gain("line", "16 23:59") / 2.0, "halved within two days");
}

#[test]
fn forty_three_to_forty_eight_million_people_are_affected() {
    let peak = kakao().recording.summary.peak_people;
    assert!((43_000_000..=48_000_000).contains(&peak), "{peak}");
}

#[test]
fn every_group_of_values_has_a_note() {
    let run = kakao();
    let about = |path: &str| {
        run.world.notes.iter().any(|note| note.about == path || path.starts_with(&format!("{}.", note.about)))
    };
    for (_, hazard) in run.world.hazards.iter() {
        assert!(
            about(&format!("hazards.{}.", hazard.key)) || about(&format!("hazards.{}", hazard.key)),
            "hazard {}",
            hazard.key
        );
    }
    for group in ["sites.x", "services.x", "companies.x", "rivals.x", "population", "reaction", "uncertainty", "start"]
    {
        assert!(about(group), "{group}");
    }
}
