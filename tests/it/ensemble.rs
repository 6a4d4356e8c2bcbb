//! Tests of ensembles: each run is the run of its seed, and the number of threads or machines does not change the result.

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use firedrill::file::Shipped;
use firedrill::model::Scenario;
use firedrill::recording::Outages;
use firedrill::sim::{Detail, Spending, run_with};
use firedrill::study::ensemble::{About, Draw, Ensemble, Filed, Series, Shard, join};
use firedrill::study::{Run, Size, generate, with_crews};
use firedrill::units::SimTime;
use proptest::prelude::*;

use crate::support::cli::{SMALL, fails, prints};
use crate::support::{SMALL as SMALL_TEXT, load};

/// The index of the plan "Fire" of the small world.
const FIRE: usize = 1;

fn draw(first_seed: u64, runs: u32, number: u32, of: u32) -> Draw {
    Draw::new(first_seed, runs, Shard { of, number }).expect("there are such runs")
}

fn ensemble(scenario: &Arc<Scenario>, draw: Draw, threads: usize) -> Ensemble {
    let threads = NonZero::new(threads).expect("a thread");
    let made = Ensemble::new(scenario, &scenario.plans[FIRE], draw, threads, |_| true);
    made.expect("the plan fits").expect("nobody stops it")
}

#[test]
fn each_run_equals_the_run_of_its_seed() {
    let scenario = load(SMALL_TEXT);
    let ensemble = ensemble(&scenario, draw(3, 25, 1, 1), 2);
    let runs: Vec<Run> =
        (3..28).map(|seed| Run::new(&scenario, &scenario.plans[FIRE], seed).expect("the plan fits")).collect();
    for (drawn, run) in ensemble.runs.iter().zip(&runs) {
        let summary = &run.recording.summary;
        assert_eq!((drawn.seed, drawn.peak_people), (run.seed, summary.peak_people));
        let outs: Vec<i64> = summary.services.rows().iter().map(|service| service.out_total.0).collect();
        assert_eq!(drawn.out_secs.iter().copied().map(i64::from).collect::<Vec<_>>(), outs);
        let lost: u128 = summary.services.rows().iter().map(|service| service.lost_user_millisecs).sum();
        assert_eq!(drawn.lost_user_millisecs, lost);
        let low = summary.companies.rows()[0].low.expect("Kakao is traded").price;
        assert!((1.0 - low / 51_400.0 - drawn.fall[0]).abs() < 1e-12);
    }
    assert_eq!((ensemble.services.len(), ensemble.companies.len()), (4, 1));
    assert!(runs.windows(2).any(|pair| pair[0].recording != pair[1].recording), "seeds differ");
}

/// Runs of an ensemble are made without what only explains them.
#[test]
fn what_is_left_out_of_many_runs_changes_no_figure() {
    let shipped = |name| Shipped::named(name).expect("it ships").scenario();
    let generated = with_crews(generate(Size { sites: 5, services: 200, dependencies: 600 }, 3));
    for world in [shipped("kakao-2022"), shipped("6-many-hands"), shipped("7-never-rehearsed"), generated] {
        let plan = world.plans.iter().find(|plan| plan.acts()).expect("a plan that acts");
        let world = world.with_measures(&plan.measures).expect("they fit");
        let run = |seed, detail| run_with(&world, plan, seed, detail, &mut Spending::default()).expect("a small run");
        let end = SimTime(world.length.0);
        for seed in 0..4 {
            let (whole, figures) = (run(seed, Detail::Whole), run(seed, Detail::Figures));
            assert_eq!((&whole.sites, &whole.strikes), (&figures.sites, &figures.strikes));
            assert_eq!(whole.crew_secs, figures.crew_secs);
            for (whole, figures) in whole.services.rows().iter().zip(figures.services.rows()) {
                assert_eq!((&whole.health, &whole.events), (&figures.health, &figures.events));
            }
            for (whole, figures) in whole.placements.iter().zip(&figures.placements) {
                assert_eq!((&whole.online, whole.condition_at(end)), (&figures.online, figures.condition_at(end)));
            }
            let happened = |outages: &Outages| outages.events.iter().map(|event| (event.at, event.kind)).collect();
            let (whole, figures): (Vec<_>, Vec<_>) = (happened(&whole), happened(&figures));
            assert_eq!(whole, figures);
            assert!(whole.len() > 10, "something happens");
        }
    }
}

/// The window shows the first runs before the others are made.
#[test]
fn an_ensemble_that_is_made_in_rounds_is_the_one_that_is_made_at_once() {
    let scenario = load(SMALL_TEXT);
    let round = |first_seed, runs| ensemble(&scenario, draw(first_seed, runs, 1, 1), 2);
    let rounds = round(5, 3).followed_by(&round(8, 1)).followed_by(&round(9, 20));
    assert_eq!(rounds, round(5, 24));
}

#[test]
fn bands_are_the_percentiles_of_the_recorded_runs() {
    let scenario = load(SMALL_TEXT);
    let ensemble = ensemble(&scenario, draw(1, 20, 1, 1), 2);
    let runs: Vec<Run> =
        (1..21).map(|seed| Run::new(&scenario, &scenario.plans[FIRE], seed).expect("the plan fits")).collect();
    // Health is counted in steps of 50 permille, and prices in steps of one permille of the last close.
    let talk = scenario.services.ids().find(|id| scenario.services[*id].key == "talk").expect("it is there");
    let kakao = scenario.companies.ids().next().expect("it is there");
    let health = |run: &Run, t| u64::from(*run.recording.services[talk].health.at(t)) / 50 * 50;
    let price =
        |run: &Run, t| run.recording.prices[kakao].at(t).map_or(1_000, |minute| (minute.price / 51.4).round() as u64);
    let bands = ensemble.bands(&scenario);
    let check = |series: Series, value: &dyn Fn(&Run, SimTime) -> u64| {
        for (secs, lines) in ensemble.counts.secs.iter().zip(&bands[&series]) {
            let mut values: Vec<u64> = runs.iter().map(|run| value(run, SimTime(*secs))).collect();
            values.sort_unstable();
            // Of 20 sorted runs, the percentiles are the 1st, 5th, 10th, 15th and 19th.
            assert_eq!(*lines, [0, 4, 9, 14, 18].map(|place| values[place]), "{series:?} at {secs}");
        }
    };
    check(Series::Health(talk), &health);
    check(Series::Price(kakao), &price);
    let control = scenario.services.ids().next().expect("it is there");
    assert!(bands.contains_key(&Series::Health(control)) && bands.contains_key(&Series::People));
    let untouched = Ensemble::new(&scenario, &scenario.plans[0], draw(1, 5, 1, 1), NonZero::<usize>::MIN, |_| true);
    let untouched = untouched.expect("it fits").expect("nobody stops it");
    let bands: Vec<Series> = untouched.bands(&scenario).into_keys().collect();
    assert_eq!(bands, [Series::Price(kakao)], "nothing happens in any run but what the market does by itself");
}

#[test]
fn a_stopped_ensemble_returns_none() {
    let scenario = load(SMALL_TEXT);
    let asked = AtomicU64::new(0);
    let threads = NonZero::new(2).expect("two");
    let made = Ensemble::new(&scenario, &scenario.plans[FIRE], draw(1, 10_000, 1, 1), threads, |made| {
        asked.fetch_max(made, Ordering::Relaxed);
        made < 5
    });
    assert_eq!(made, Ok(None));
    assert!(asked.into_inner() < 20, "it stops soon");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn threads_and_shards_do_not_change_the_result(first_seed in 0_u64..1_000, runs in 1_u32..24, of in 1_u32..6, threads in 1_usize..5) {
        let scenario = load(SMALL_TEXT);
        let of = of.min(runs);
        let file = |ensemble: Ensemble| {
            Filed { about: About::new(scenario.title.clone(), SMALL_TEXT, Some("Fire".to_owned())), ensemble }
        };
        let whole = file(ensemble(&scenario, draw(first_seed, runs, 1, 1), 1));
        let shards = (1..=of).rev().map(|number| {
            let texts = file(ensemble(&scenario, draw(first_seed, runs, number, of), threads)).texts();
            let text = |name: &str| texts.iter().find(|(there, _)| *there == name).expect("it is there").1.clone();
            let read = Filed::from_texts(&text("about.json"), |name| Ok::<_, firedrill::study::ensemble::TextError>(text(name)));
            (format!("shard {number}"), read.expect("what is written is read"))
        });
        let joined = join(shards.collect()).expect("all shards are there");
        prop_assert_eq!(&joined, &whole);
        prop_assert_eq!(joined.texts(), whole.texts());
    }
}

#[test]
fn the_small_world_says_how_its_uncertainty_spreads() {
    insta::assert_snapshot!(prints(&["ensemble", SMALL, "--runs", "100"]));
    let json = prints(&["ensemble", SMALL, "--runs", "100", "--threads", "1", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("one object");
    assert_eq!(json["draw"], serde_json::json!({"first_seed": 1, "runs": 100, "shard": {"of": 1, "number": 1}}));
    assert_eq!(json["bands"]["health:talk"]["p50"].as_array().map(Vec::len), json["secs"].as_array().map(Vec::len));
    assert_eq!(json["out_secs"]["talk"]["worst_seed"], json["out_secs"]["login"]["worst_seed"]);
}

/// Makes all shards of an ensemble of the small world, `of` shards with `runs` runs in total, and returns their folders.
fn shards(folder: &Path, plan: &str, runs: &str, of: u32) -> Vec<String> {
    let shard = |number: u32| {
        let path = folder.join(format!("{plan} {runs} {number} of {of}")).display().to_string();
        let part = format!("{number}/{of}");
        prints(&["ensemble", SMALL, "--plan", plan, "--runs", runs, "--shard", &part, "--csv", &path]);
        path
    };
    (1..=of).map(shard).collect()
}

fn merge_fails(shards: &[&String], said: &str) {
    // What cannot be read is told apart from what does not belong together.
    let code = if said.ends_with("cannot be read") { 3 } else { 1 };
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole");
    let mut args = vec!["merge"];
    args.extend(shards.iter().map(|shard| shard.as_str()));
    let path = whole.display().to_string();
    args.extend(["--csv", &path]);
    let told = fails(&args, code);
    assert!(told.contains(said), "{told}");
    assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 0, "nothing is written");
}

#[test]
fn merged_shards_equal_the_ensemble_of_one_machine() {
    let folder = tempfile::tempdir().expect("a folder");
    let three = shards(folder.path(), "Fire", "50", 3);
    let one = &shards(folder.path(), "Fire", "50", 1)[0];
    let whole = folder.path().join("deep/whole").display().to_string();
    prints(&["merge", &three[2], &three[0], &three[1], "--csv", &whole]);
    for file in ["about.json", "runs.csv", "counts.csv", "bands.csv", "spread.csv"] {
        let text = |folder: &str| fs::read(Path::new(folder).join(file)).expect("it is there");
        assert!(text(one) == text(&whole), "{file} is the same");
    }
    assert_eq!(prints(&["merge", &whole]), prints(&["ensemble", SMALL, "--plan", "Fire", "--runs", "50"]));
}

#[test]
fn shards_that_do_not_belong_together_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let fire = shards(folder.path(), "Fire", "6", 3);
    merge_fails(&[&fire[0], &fire[2]], "some of the 3 shards are missing: 2");
    merge_fails(&[&fire[0], &fire[1], &fire[1], &fire[2]], "are both shard 2 of 3");
    let switch = shards(folder.path(), "Switch at two sites", "6", 3);
    merge_fails(&[&fire[0], &fire[1], &switch[2]], "another plan, \"Switch at two sites\" instead of \"Fire\"");
    let none = "no/such/folder".to_owned();
    let all = [&fire[0], &fire[0], &switch[1], &none].map(String::as_str);
    let told = fails(&[&["merge"], &all[..]].concat(), 3);
    for said in ["the folder cannot be read", "another plan", "both shard 1 of 3", "shards are missing: 2, 3"] {
        assert!(told.contains(said), "all problems at once, also {said}: {told}");
    }
    let more = shards(folder.path(), "Fire", "7", 3);
    merge_fails(&[&fire[0], &more[1], &fire[2]], "another number of runs, 7 instead of 6");
    let two = shards(folder.path(), "Fire", "6", 2);
    merge_fails(&[&fire[0], &two[1]], "another number of shards, 2 instead of 3");
    let other = folder.path().join("other").display().to_string();
    prints(&["ensemble", "1-one-site", "--runs", "6", "--shard", "2/3", "--csv", &other]);
    merge_fails(&[&fire[0], &other, &fire[2]], "another scenario");
    let changed = folder.path().join("changed.ron");
    fs::write(&changed, SMALL_TEXT.replace("load: 4500", "load: 4600")).expect("writes");
    let its = folder.path().join("its").display().to_string();
    let changed = changed.display().to_string();
    prints(&["ensemble", &changed, "--plan", "Fire", "--runs", "6", "--shard", "2/3", "--csv", &its]);
    merge_fails(&[&fire[0], &its, &fire[2]], "the file was changed between the runs");
}

#[test]
fn a_damaged_shard_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, two] = &shards(folder.path(), "Fire", "6", 2)[..] else { panic!("two shards") };
    let file = |name: &str| Path::new(two).join(name);
    for (name, said) in [("runs.csv", "runs.csv was cut off"), ("counts.csv", "counts.csv was cut off")] {
        let whole = fs::read_to_string(file(name)).expect("it is there");
        for cut in [0, 1, whole.len() / 2, whole.len() - 1] {
            fs::write(file(name), &whole[..cut]).expect("writes");
            merge_fails(&[one, two], said);
        }
        fs::write(file(name), whole.replacen('1', "2", 1)).expect("writes");
        merge_fails(&[one, two], &format!("{name} was changed after it was written"));
        fs::remove_file(file(name)).expect("removes");
        merge_fails(&[one, two], &format!("{name} cannot be read"));
        fs::write(file(name), whole).expect("writes");
    }
    let header = fs::read_to_string(file("about.json")).expect("it is there");
    for cut in [0, header.len() / 2, header.len() - 3] {
        fs::write(file("about.json"), &header[..cut]).expect("writes");
        merge_fails(&[one, two], "the header is not one that `firedrill ensemble --csv` wrote");
    }
    fs::write(file("about.json"), header.replace("\"number\": 2", "\"number\": 3")).expect("writes");
    merge_fails(&[one, two], "there is no shard 3 of 2");
    // A header that lists more runs than the tables contain.
    fs::write(file("about.json"), header.replace("\"runs\": 6", "\"runs\": 8")).expect("writes");
    merge_fails(&[two], "runs.csv, line 2: seed 4 is not expected in this row");
    fs::remove_file(file("about.json")).expect("removes");
    merge_fails(&[one, two], "it has no about.json");
}

#[test]
fn impossible_runs_and_unwritable_folders_are_reported() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |more: &[&str], code: i32| fails(&[&["ensemble", SMALL][..], more].concat(), code);
    assert!(run(&["--runs", "0"], 2).contains("0 is not in 1..=1000000000"));
    assert!(run(&["--runs", "9", "--threads", "0"], 2).contains("0 is not in 1..=1024"));
    assert!(run(&["--runs", "9", "--threads", "100000"], 2).contains("100000 is not in 1..=1024"));
    assert!(run(&["--runs", "9", "--shard", "3/2"], 2).contains("there is no shard 3 of 2"));
    assert!(run(&["--runs", "9", "--shard", "0/2"], 2).contains("there is no shard 0 of 2"));
    assert!(
        run(&["--runs", "9", "--shard", "half"], 2)
            .contains("write its number and the number of all shards, such as 3/8")
    );
    assert!(run(&["--runs", "2", "--shard", "1/3"], 2).contains("make more runs, or fewer shards"));
    assert!(run(&["--runs", "9", "--seed", "18446744073709551610"], 2).contains("not enough seeds"));
    assert!(run(&["--runs", "9", "--plan", "Fier"], 1).contains("did you mean \"Fire\"?"));
    let file = folder.path().join("file");
    fs::write(&file, "mine").expect("writes");
    let csv = |path: &Path| run(&["--runs", "2", "--csv", &path.display().to_string()], 3);
    assert!(csv(&file).contains("cannot be written"));
    assert!(csv(&file.join("below")).contains("cannot be written"));
    assert!(csv(folder.path()).contains("is not empty"));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "mine", "nothing is overwritten");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("makes it");
    prints(&["ensemble", SMALL, "--runs", "2", "--csv", &empty.display().to_string()]);
    assert!(empty.join("about.json").is_file(), "an empty folder may be filled");
    assert_eq!(fs::read_dir(folder.path()).expect("lists").count(), 2, "nothing is left beside it");
}
