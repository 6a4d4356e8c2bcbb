//! Tests of the comparison with the history: the error is zero inside the observed window and has a sign outside of it, and the
//! tolerance depends on the length of the outage.

use super::*;
use crate::impact::fixtures::{outages, recorded, rival, service, world};
use crate::model::{Company, Id};
use crate::study::Run;

const HOUR: i64 = 3_600;

fn run(history: Vec<History>) -> Run {
    let mut world = world(&[service("talk", 1_000), service("mail", 10)]);
    world.companies.push(Company { crew: None, key: "k".into(), name: "K".into(), listing: None });
    world.rivals.push(rival());
    world.history = history;
    // The service "talk" is out from hour 10 to hour 20 and from hour 30 to hour 31. The service "mail" is out from hour 15 until
    // the end.
    let steps =
        [(0, 10 * HOUR, 0), (1, 15 * HOUR, 800), (0, 20 * HOUR, 1000), (0, 30 * HOUR, 600), (0, 31 * HOUR, 1000)];
    let recording = recorded(&world, &Plan::default(), outages(&world, &steps));
    Run::of_recording(Arc::new(world), Plan::default(), 0, recording)
}

fn back(service: usize, since: Option<i64>, at: i64) -> History {
    let since = since.map(|hour| SimTime(hour * HOUR));
    History {
        is_open: false,
        since,
        at: SimTime(at * HOUR),
        what: Observed::Back(ServiceId::new(service)),
        source: None,
    }
}

fn check(history: &History, error_hours: Option<i64>, within: bool) {
    let run = run(vec![history.clone()]);
    let row = row(&run, history);
    assert_eq!(row.error, error_hours.map(|hours| Deviation::Span(Span(hours * HOUR))), "{history:?}");
    assert_eq!(row.within, Some(within), "{history:?}");
}

#[test]
fn a_return_is_compared_with_the_outage_before_it() {
    check(&back(0, None, 19), Some(1), true);
    check(&back(0, None, 16), Some(4), false);
    check(&back(0, Some(18), 22), Some(0), true);
    check(&back(0, Some(21), 22), Some(-1), true);
    check(&back(0, None, 35), Some(-4), false);
    check(&back(1, None, 20), None, false);
}

#[test]
fn a_long_outage_may_be_off_by_a_fifth() {
    let at = |minutes: i64| History { at: SimTime(22 * HOUR + minutes * 60), ..back(0, None, 22) };
    for (minutes, within) in [(20, true), (40, false)] {
        let history = at(minutes);
        assert_eq!(row(&run(vec![history.clone()]), &history).within, Some(within), "{minutes}");
    }
}

#[test]
fn users_are_what_is_left_when_rivals_have_gained() {
    let at = |what| History { is_open: false, since: None, at: SimTime(20 * HOUR), what, source: None };
    let history = [at(Observed::RivalUsers(RivalId::new(0), 190)), at(Observed::Users(ServiceId::new(0), 900))];
    let run = run(history.to_vec());
    assert_eq!(row(&run, &history[0]).error, Some(Deviation::Count(10)));
    assert_eq!(row(&run, &history[1]).error, Some(Deviation::Count(0)));
    let window = History { since: Some(SimTime(10 * HOUR)), ..history[0].clone() };
    assert_eq!(row(&run, &window).error, Some(Deviation::Count(0)));
}

#[test]
fn everything_is_back_when_the_last_service_is() {
    let everything = |run: &Run| {
        let derived = computed::derived(run);
        derived.into_iter().find(|row| row.what == Quantity::EverythingBack).expect("a recovery was observed")
    };
    let all = run(vec![back(0, None, 30)]);
    assert_eq!(everything(&all).computed, None, "mail is still out, though nothing was observed of it");
    let longest = computed::derived(&all);
    let longest = longest.iter().find(|row| row.what == Quantity::LongestBlackout(ServiceId::new(0))).unwrap();
    assert_eq!(longest.computed, Some(Value::Span(Span(10 * HOUR))));

    let mut world = world(&[service("talk", 1_000), service("idle", 5)]);
    world.history = vec![back(0, None, 30)];
    let steps = [(0, 30 * HOUR, 600), (0, 31 * HOUR, 1000)];
    let recording = recorded(&world, &Plan::default(), outages(&world, &steps));
    let row = everything(&Run::of_recording(Arc::new(world), Plan::default(), 0, recording));
    assert_eq!((row.computed, row.error), (Some(Value::Moment(SimTime(31 * HOUR))), Some(Deviation::Span(Span(HOUR)))));
}

/// The row of an observation in the run above.
fn row_of(history: &[History]) -> Row {
    row(&run(history.to_vec()), history.last().expect("one observation"))
}

fn observed(since: Option<i64>, at: i64, what: Observed) -> History {
    let since = since.map(|hour| SimTime(hour * HOUR));
    History { is_open: false, since, at: SimTime(at * HOUR), what, source: None }
}

#[test]
fn lengths_are_compared_from_the_beginning_of_the_outage() {
    let ratio = |history: &[History]| {
        let Agreement::Ratio(ratio) = row_of(history).agreement else { return None };
        Some((ratio.ratio, ratio.is_at_least))
    };
    let talk = ServiceId::new(0);
    assert_eq!(ratio(&[back(0, None, 20)]), Some((1.0, false)));
    assert_eq!(ratio(&[back(0, None, 15)]), Some((2.0, false)), "ten hours instead of five");
    assert_eq!(ratio(&[back(0, Some(18), 25)]), Some((1.0, false)), "in between");
    assert_eq!(ratio(&[back(0, Some(22), 25)]), Some((10.0 / 12.0, false)), "against the nearest");
    let began = observed(None, 12, Observed::Down(talk));
    assert_eq!(ratio(&[began, back(0, None, 17)]), Some((2.0, false)), "ten hours, observed five from 12 to 17");
    let later = observed(None, 25, Observed::Down(talk));
    assert_eq!(ratio(&[later, back(0, None, 20)]), Some((1.0, false)), "another outage began then");
    assert_eq!(ratio(&[back(0, None, 9)]), None, "back before it was out");
    let (end, until) = (SimTime(run(Vec::new()).recording.length.0), SimTime(20 * HOUR));
    let from = SimTime(15 * HOUR);
    let is_open = ratio(&[back(1, None, 20)]);
    assert_eq!(is_open, Some(((end - from).as_secs_f64() / (until - from).as_secs_f64(), true)));
}

#[test]
fn a_bound_is_kept_or_missed_by_a_length() {
    let judged = |history: History| {
        let row = row_of(&[history]);
        assert!(row.is_bound(), "{row:?}");
        let error = row.error.map(|error| {
            let Deviation::Span(span) = error else { panic!("{error:?}") };
            span.0 / HOUR
        });
        (error, row.within)
    };
    let still_out = |service: usize, hour| observed(None, hour, Observed::StillOut(ServiceId::new(service)));
    assert_eq!(judged(still_out(0, 15)), (Some(0), Some(true)));
    assert_eq!(judged(still_out(0, 20)), (Some(0), Some(false)), "back at that very moment");
    assert_eq!(judged(still_out(0, 24)), (Some(-4), Some(false)));
    assert_eq!(judged(still_out(1, 40)), (Some(0), Some(true)), "out until the end");
    assert_eq!(judged(still_out(1, 5)), (None, None), "not out yet");
    let later = |service: usize, hour: i64| History { is_open: true, ..back(service, Some(hour), hour) };
    assert_eq!(judged(later(0, 15)), (Some(0), Some(true)));
    assert_eq!(judged(later(0, 24)), (Some(-4), Some(false)));
    assert_eq!(judged(later(1, 24)), (None, Some(true)), "not back within the run");
}

#[test]
fn a_service_that_is_never_out_has_no_tolerance_and_is_a_miss() {
    let mut world = world(&[service("talk", 1_000)]);
    world.history = vec![back(0, None, 20), observed(None, 10, Observed::StillOut(ServiceId::new(0)))];
    let recording = recorded(&world, &Plan::default(), outages(&world, &[]));
    let run = Run::of_recording(Arc::new(world), Plan::default(), 0, recording);
    for history in &run.world.history {
        let row = row(&run, history);
        assert_eq!((row.computed, row.within), (Some(Value::NotOut), None));
        assert!(row.agreement.is_miss(), "the page of the fit counts it: {row:?}");
    }
}

#[test]
fn a_dated_headline_does_not_break_the_quiet() {
    let mut world = world(&[service("talk", 1_000)]);
    let when = crate::model::Trigger::At(SimTime(HOUR));
    world.news = vec![crate::model::News { when, title: String::new(), text: String::new(), source: None }];
    let is_quiet = |steps: &[(usize, i64, Permille)]| {
        let recording = recorded(&world, &Plan::default(), outages(&world, steps));
        let run = Run::of_recording(Arc::new(world.clone()), Plan::default(), 0, recording);
        crate::study::is_met(&run, &crate::model::That::Quiet)
    };
    assert!(is_quiet(&[]));
    assert!(!is_quiet(&[(0, HOUR, 999)]));
}

#[test]
fn what_gets_through_in_the_blackout_and_how_fast_rivals_lose_again_is_told() {
    let mut world = world(&[service("talk", 1_000)]);
    world.rivals.push(rival());
    world.history = vec![
        back(0, None, 20),
        History {
            is_open: false,
            since: None,
            at: SimTime(20 * HOUR),
            what: Observed::RivalUsers(RivalId::new(0), 190),
            source: None,
        },
    ];
    let steps = [(0, 10 * HOUR, 0), (0, 18 * HOUR, 200), (0, 20 * HOUR, 1000)];
    let recording = recorded(&world, &Plan::default(), outages(&world, &steps));
    let derived = computed::derived(&Run::of_recording(Arc::new(world), Plan::default(), 0, recording));
    let find = |what| derived.iter().find(|row| row.what == what).copied().unwrap();
    let most = find(Quantity::MostThrough(ServiceId::new(0)));
    assert_eq!((most.since, most.at), (Some(SimTime(18 * HOUR)), Some(SimTime(20 * HOUR))));
    assert_eq!(most.computed, Some(Value::Share(200)), "a fifth, in the last two hours");
    let mean = Value::PartOf { part: 2 * 3_600 * 200, whole: 10 * 3_600 * 1000 };
    assert_eq!(find(Quantity::MeanThrough(ServiceId::new(0))).computed, Some(mean), "a fifth, for two of ten hours");
    let halved = find(Quantity::Halved(RivalId::new(0)));
    assert_eq!((halved.since, halved.at), (Some(SimTime(20 * HOUR)), Some(SimTime(44 * HOUR))));
    assert_eq!(halved.computed, Some(Value::Span(Span::DAY)), "its half-life, once the service is back");
}

#[test]
fn a_share_of_services_in_a_range_of_times_is_the_nearest_of_the_range() {
    let mut world = world(&[service("talk", 1_000), service("mail", 10)]);
    let company =
        world.companies.push(Company { key: "owner".to_owned(), name: String::new(), listing: None, crew: None });
    world.services.iter_mut().for_each(|(_, row)| row.company = Some(company));
    let steps = [(0, 10 * HOUR, 0), (1, 10 * HOUR, 0), (0, 20 * HOUR, 1000)];
    let mut recording = recorded(&world, &Plan::default(), outages(&world, &steps));
    let struck = SimTime(9 * HOUR);
    recording.strikes.push(crate::recording::StrikeRun {
        target: crate::recording::StrikeTarget::Service { service: ServiceId::new(0), site: None },
        hazard: crate::model::HazardId::new(0),
        at: struck,
        out: struck,
        reserve: Span::ZERO,
        event: crate::recording::EventId::new(0),
    });
    let run = Run::of_recording(Arc::new(world), Plan::default(), 0, recording);
    let share = |since: Option<i64>, hour, share| {
        let row = row(&run, &observed(since, hour, Observed::ShareUp(company, share)));
        (row.computed, row.error)
    };
    assert_eq!(share(None, 19, 500), (Some(Value::Share(0)), Some(Deviation::Share(-500))));
    assert_eq!(share(None, 21, 500), (Some(Value::Share(500)), Some(Deviation::Share(0))));
    assert_eq!(share(Some(18), 22, 400), (Some(Value::Share(500)), Some(Deviation::Share(100))), "nearer than none");
    assert_eq!(share(Some(18), 22, 100), (Some(Value::Share(0)), Some(Deviation::Share(-100))));
    assert_eq!(share(None, 8, 500), (None, None), "nothing was out yet");
}
