//! What is said of random worlds holds in them: each sentence about an event is compared with the recording, and each strike that is warned
//! of makes no server dark.

use std::sync::Arc;

use chrono::{NaiveTime, TimeDelta};
use firedrill::file;
use firedrill::model::{Act, Plan, Scenario, When};
use firedrill::recording::{Binding, EventId, EventKind};
use firedrill::study::{Run, words};
use firedrill::text::Texts;
use firedrill::units::{Level, SimTime, TimeOfDay, WHOLE};
use proptest::prelude::*;

use crate::support::load;
use crate::support::wild::{Shape, worlds};

/// How many random worlds are used.
const CASES: u32 = 250;

/// What is wrong with the sentence about an event; `None` if it is true.
fn untrue(run: &Run, id: EventId, said: &str) -> Option<&'static str> {
    let event = run.recording.event(id);
    let at = event.at;
    let has = |part: &str| said.contains(part);
    match event.kind {
        EventKind::Health { service, to, .. } => {
            let row = &run.world.services[service];
            let moment = run.recording.services[service].moments.at(at);
            let need = match moment.binding {
                Binding::Dependency(index) => Some(row.dependencies[index as usize].service),
                Binding::Own => None,
            };
            let level = need.map(|need| run.recording.services[need].level(at));
            let is_short = |id| {
                let alive = run.recording.services[id].moments.at(at).alive;
                alive < run.world.services[id].need_at_hour(run.world.clock.hour(at))
            };
            match () {
                () if to < WHOLE && has("100%") => Some("not all requests succeed"),
                () if to > 0 && (has(" 0%") || has("stops")) => Some("some requests succeed"),
                () if has("restarting after") && row.restart.0 == 0 => Some("it takes no time to restart"),
                () if has("are starting") && row.restart.0 == 0 => Some("servers take no time to start"),
                () if has(" is down") && level != Some(Level::Down) => Some("the dependency is not Down"),
                () if has(" is degraded") && level != Some(Level::Degraded) => Some("the dependency is not Degraded"),
                () if has("has too few servers") && !is_short(need.unwrap_or(service)) => Some("it has enough servers"),
                () if has("no working servers") && moment.alive > 0 => Some("some servers work"),
                () if has("retries overload") && is_short(service) => Some("it has too few servers without retries"),
                () => None,
            }
        }
        EventKind::Repair(strike, _) => {
            let site = run.recording.strikes[strike as usize].target.site()?;
            let dark = *run.recording.sites[site].dark.at(at);
            (said.ends_with("is done") && dark > 0).then_some("the site is still dark")
        }
        EventKind::Out(strike) => {
            let ended = run.recording.strikes[strike as usize];
            let burns = |hazard| run.world.hazards[hazard].kind.burns();
            let mut others = run
                .recording
                .strikes
                .iter()
                .filter(|other| other.target == ended.target && other.at <= at && at < other.out);
            let goes_on =
                others.any(|other| other.hazard == ended.hazard || (burns(other.hazard) && burns(ended.hazard)));
            (goes_on != has("goes on there")).then_some("another strike goes on, or none does")
        }
        EventKind::Dark { site, to, .. } => {
            let is_one_of_several = said.ends_with("is back online") && has(" of ");
            let is_all = said.starts_with("All ")
                || has("goes dark")
                || (said.ends_with("is back online") && !is_one_of_several);
            let track = &run.recording.sites[site];
            (is_all && to != 0 && to != WHOLE && track.servers > 0).then_some("only a part of the site is dark")
        }
        EventKind::Opening(company, _) | EventKind::Close(company, _) => {
            let listing = run.world.companies[company].listing.as_ref().expect("it is listed");
            let exchange = &run.world.exchanges[listing.exchange];
            let local = TimeOfDay::from(run.world.clock.in_zone(exchange.zone).local(at).time());
            // The clocks may skip the time at which trading opens or closes.
            let clock = run.world.clock.in_zone(exchange.zone);
            let (before, now) = (clock.local(SimTime(at.0 - 1)), clock.local(at));
            let is_skipped = |time: TimeOfDay| {
                let told = now.date().and_time(NaiveTime::MIN) + TimeDelta::seconds(i64::from(time.secs()));
                before < told && told < now
            };
            match () {
                () if has("close at") && is_skipped(exchange.close) => None,
                () if has("open at") && is_skipped(exchange.open) => None,
                () if has("close at") && local != exchange.close => Some("it does not close then"),
                () if has("open at") && local != exchange.open => Some("it does not open then"),
                () => None,
            }
        }
        EventKind::Action(_)
        | EventKind::Hour(_)
        | EventKind::Strike(_)
        | EventKind::Spreading(..)
        | EventKind::Engaged(_)
        | EventKind::StoodDown(_)
        | EventKind::Level { .. }
        | EventKind::RtoBroken(_)
        | EventKind::Destroyed { .. }
        | EventKind::Damaged { .. }
        | EventKind::Repaired(_)
        | EventKind::Fault { .. }
        | EventKind::FailoverFailed(_)
        | EventKind::Low(..)
        | EventKind::Headline(_) => None,
    }
}

/// Whether a run of this plan makes any server dark.
fn darkens(world: &Arc<Scenario>, plan: &Plan) -> bool {
    let run = Run::new(world, plan, 0).expect("the plan fits");
    run.recording.sites.rows().iter().any(|site| site.online.all().iter().any(|(_, online)| *online < site.servers))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn no_sentence_of_a_run_is_untrue(world in worlds(Shape::ANY)) {
        let scenario = load(&world.text());
        let run = Run::new(&scenario, &scenario.plans[0], 0).expect("the plan fits");
        let texts = Texts::english();
        for id in (0..run.recording.events.len()).map(EventId::new) {
            let said = words::event(&run, id, run.world.as_written(), &texts);
            let wrong = untrue(&run, id, &said);
            prop_assert!(wrong.is_none(), "{said}, at {:?}: {}", run.recording.event(id).at, wrong.unwrap_or_default());
        }
    }

    #[test]
    fn exactly_the_strikes_without_an_effect_are_warned_of(world in worlds(Shape { bare: true, ..Shape::ANY })) {
        // With uncertain durations, a strike may have an effect with another seed only.
        let text = world.text().replace("uncertainty: 0.4", "uncertainty: 0.0");
        let checked = file::load_checked(text.as_bytes()).expect("it loads");
        let scenario = Arc::new(checked.scenario);
        let plan = &scenario.plans[0];
        let warned: Vec<String> = checked.warnings.iter().map(|warning| warning.path.to_string()).collect();
        for (index, action) in plan.actions.iter().enumerate() {
            if !matches!(action.act, Act::Strike { .. } | Act::StrikeArea { .. }) {
                continue;
            }
            let at = plan.moment(action.at).unwrap_or(SimTime::ZERO);
            let alone = Plan { actions: vec![firedrill::model::Action { at: When::At(at), ..action.clone() }], ..Plan::default() };
            let is_warned = warned.contains(&format!("plans.0.actions.{index}.do"));
            prop_assert_eq!(darkens(&scenario, &alone), !is_warned, "action {} of {:?}", index, &warned);
        }
    }
}
