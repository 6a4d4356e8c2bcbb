//! `firedrill why`: prints the chain of causes of an outage, a run without each cause, and the impact of the outage.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::io::Write;

use serde_json::{Value, json};

use super::input::Chosen;
use super::json::write_value;
use super::output::write_line;
use super::table::booked;
use super::{Failure, input, when};
use crate::impact::Root;
use crate::model::ServiceId;
use crate::recording::{Outage, StrikeTarget};
use crate::sim::RunControl;
use crate::study::{
    HeldBy, Instead, Link, Run, Together, Tried, Verdict, Without, chain, health_without, held_by_another, links,
    next_together, same_because, together, words,
};
use crate::text::Texts;
use crate::units::when::typed_again;
use crate::units::{Level, SimTime, text, user_hours};

/// Which service, in which run.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// The service, by its id or its name
    service: String,
    /// The time of the outage, as "2022-10-15 16:52", "16:52" or "+1h 33m" after the first strike [default: the beginning of the longest outage]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    /// Print one JSON object instead of text
    #[arg(long)]
    pub(super) json: bool,
}

pub(super) fn why(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let (run, _) = args.chosen.run()?;
    let service = input::service(&run.world, &args.service)?;
    let at = match &args.at {
        Some(typed) => Some(when::typed(typed, &run.world, &run.plan)?),
        None => run.longest_outage(service).map(|outage| outage.from),
    };
    let texts = Texts::english();
    let tried = RefCell::default();
    let asked = Asked { run: &run, service, at: at.unwrap_or(SimTime::ZERO), texts: &texts, tried };
    if args.json { write_value(&asked.json(), out) } else { asked.story(out) }
}

/// The question that the command answers: why is this service out at this time of this run?
struct Asked<'a> {
    run: &'a Run,
    service: ServiceId,
    at: SimTime,
    texts: &'a Texts,
    /// The runs that were made without one cause, or without several.
    tried: RefCell<Tried>,
}

impl Asked<'_> {
    fn name(&self) -> &str {
        &self.run.world.services[self.service].name
    }

    fn when(&self, at: SimTime) -> String {
        when::short(&self.run.world.clock, at)
    }

    /// The outage at this time, and the links of its chain of causes. `None` if the service is Up.
    fn links(&self) -> Option<(Outage, Vec<Link>)> {
        let outage = self.run.index().outage_at(self.service, self.at)?;
        Some((outage, links(self.run, &chain(self.run, self.service, self.at))))
    }

    /// Compares the outage with the counterfactual run without the cause `without`. `None` if no run can be made without it, or if the runs
    /// for the causes before it have taken so much work that no more are made.
    fn verdict(&self, outage: Outage, without: Without) -> Option<Verdict> {
        if !self.tries(&[without]) {
            return None;
        }
        let tried = self.tried.borrow();
        Some(Verdict::new(self.run, self.service, outage, tried.of(&[without])??, self.at))
    }

    /// How the outage would have been without a cause, one of the tests of the link with this index, as a sentence.
    fn counterfactual(&self, (links, index): (&[Link], usize), without: Without, verdict: &Verdict) -> String {
        let (run, names) = (self.run, self.run.world.as_written());
        let words = words::counterfactual(run, without, verdict, |at| self.when(at), names, self.texts);
        match same_because(run, (self.service, self.at), (links, index), without, verdict) {
            Some(reason) => words::with_reason(&run.world.clock, run, &words, &reason, self.at, names, self.texts),
            None => words,
        }
    }

    /// Makes the run without these causes, unless the runs before it have taken so much work that no more are made. Returns whether it was
    /// made.
    fn tries(&self, causes: &[Without]) -> bool {
        let is_affordable = (self.tried.borrow().len() as u64) < self.run.affordable_runs();
        if is_affordable {
            let health = health_without(self.run, causes, self.service, &RunControl::default());
            self.tried.borrow_mut().add(causes, health);
        }
        is_affordable
    }

    /// Of the causes of the links, which were tried alone, those of which each alone is enough.
    fn together(&self, outage: Outage, links: &[Link]) -> Option<Together> {
        let tests: Vec<Without> = links.iter().flat_map(|link| link.tests.iter().copied()).collect();
        let next = || next_together(self.run, self.service, outage, self.at, &tests, &self.tried.borrow());
        while let Some(causes) = next() {
            if !self.tries(&causes) {
                break;
            }
        }
        together(self.run, self.service, outage, self.at, &tests, &self.tried.borrow())
    }

    fn story(&self, out: &mut impl Write) -> Result<(), Failure> {
        let run = self.run;
        let plan = if run.plan.name.is_empty() { "no plan" } else { &run.plan.name };
        let seed = if run.seed == 0 { String::new() } else { format!(", seed {}", run.seed) };
        write_line!(out, "{}", run.world.title)?;
        write_line!(out, "{plan}{seed}")?;
        write_line!(out)?;
        match self.links() {
            Some((outage, links)) => self.chain(outage, &links, out)?,
            None => self.not_out(out)?,
        }
        self.ledger(out)
    }

    fn chain(&self, outage: Outage, links: &[Link], out: &mut impl Write) -> Result<(), Failure> {
        let run = self.run;
        let health = *run.recording.services[self.service].health.at(self.at);
        let until = outage.until.map_or_else(|| "the end of the run".to_owned(), |until| self.when(until));
        let level = words::level(Level::of(health), self.texts);
        write_line!(
            out,
            "{} at {}: {level}, {} of requests succeed.",
            self.name(),
            self.when(self.at),
            text::share(health)
        )?;
        write_line!(out, "It is out from {} to {until}.", self.when(outage.from))?;
        write_line!(out)?;
        for (index, link) in links.iter().enumerate() {
            let at = run.recording.event(link.event).at;
            write_line!(
                out,
                "  {}  {}",
                self.when(at),
                words::event(run, link.event, run.world.as_written(), self.texts)
            )?;
            for without in &link.tests {
                let Some(verdict) = self.verdict(outage, *without) else { continue };
                write_line!(out, "      {}", self.counterfactual((links, index), *without, &verdict))?;
            }
            out.flush()?;
        }
        if let Some(found) = self.together(outage, links) {
            let names = run.world.as_written();
            let line = words::together(run, &found, |at| self.when(at), names, self.texts);
            write_line!(out)?;
            write_line!(out, "  {line}.")?;
        }
        if let Some(words) = self.repair() {
            write_line!(out)?;
            write_line!(out, "  {words}")?;
        }
        self.held(links, out)?;
        let asked: u64 = links.iter().map(|link| link.tests.len() as u64).sum();
        if asked > run.affordable_runs() {
            write_line!(out)?;
            write_line!(out, "  The runs without the other causes are not made, because they would take too long.")?;
        }
        Ok(write_line!(out)?)
    }

    /// What the servers wait for that hold the service at this time.
    fn repair(&self) -> Option<String> {
        words::repair(self.run, self.service, self.at, self.run.world.as_written(), self.texts)
    }

    /// Prints what holds the service at this time, if the chain of causes `links` does not tell it.
    fn held(&self, links: &[Link], out: &mut impl Write) -> Result<(), Failure> {
        let Some(held) = held_by_another(self.run, self.service, self.at) else { return Ok(()) };
        write_line!(out)?;
        write_line!(out, "What holds it at {}:", self.when(self.at))?;
        for (service, words) in self.holds(&held) {
            write_line!(out, "  {}: {words}", self.run.world.services[service].name)?;
        }
        for event in
            held.chain(&self.run.recording).iter().filter(|event| links.iter().all(|link| link.event != **event))
        {
            let at = self.when(self.run.recording.event(*event).at);
            write_line!(out, "  {at}  {}", words::event(self.run, *event, self.run.world.as_written(), self.texts))?;
        }
        if held.is_cycle {
            write_line!(out, "  {}", self.texts.get("why-now-cycle"))?;
        }
        if !held.others.is_empty() {
            let names: Vec<&str> =
                held.others.iter().map(|service| self.run.world.services[*service].name.as_str()).collect();
            write_line!(out, "  {}", self.texts.with("why-now-also", &[("names", &names.join(", "))]))?;
        }
        Ok(())
    }

    /// What limits each of the services that hold the service, as a clause.
    fn holds(&self, held: &HeldBy) -> impl Iterator<Item = (ServiceId, String)> {
        held.services.iter().filter_map(|service| {
            let words = words::hold(self.run, *service, self.at, self.run.world.as_written(), self.texts)?;
            Some((*service, words))
        })
    }

    /// Prints that the service is Up at this time, and when its longest outage is. Called only if it is Up.
    fn not_out(&self, out: &mut impl Write) -> Result<(), Failure> {
        let Some(longest) = self.run.longest_outage(self.service) else {
            return Ok(write_line!(out, "{} is Up in the whole run, so there is nothing to explain.", self.name())?);
        };
        let until = longest.until.map_or_else(|| "the end of the run".to_owned(), |until| self.when(until));
        let from = self.when(longest.from);
        write_line!(out, "{} is Up at {}, so there is nothing to explain.", self.name(), self.when(self.at))?;
        let typed = typed_again(&self.run.world.clock, longest.from);
        write_line!(out, "Its longest outage is from {from} to {until}. To explain it, add --at '{typed}'.")?;
        Ok(write_line!(out)?)
    }

    fn ledger(&self, out: &mut impl Write) -> Result<(), Failure> {
        let parts = self.parts();
        let all: u128 = parts.iter().map(|(_, lost)| lost).sum();
        if all == 0 {
            return Ok(());
        }
        let named: Vec<(String, u128)> = parts
            .iter()
            .map(|(root, lost)| (words::root(self.run, *root, self.run.world.as_written(), self.texts), *lost))
            .collect();
        Ok(booked(&named).write(out)?)
    }

    /// The lost user-hours of the service by cause, the largest first.
    fn parts(&self) -> Vec<(Root, u128)> {
        let mut parts = self.run.ledger(self.service).clone();
        parts.sort_by_key(|(_, lost)| std::cmp::Reverse(*lost));
        parts
    }

    fn json(&self) -> Value {
        let run = self.run;
        let health = *run.recording.services[self.service].health.at(self.at);
        let found = self.links();
        let links = found.iter().flat_map(|(outage, links)| {
            (0..links.len()).map(move |index| self.link_json(*outage, (links.as_slice(), index)))
        });
        let links: Vec<Value> = links.collect();
        let together = found.as_ref().and_then(|(outage, links)| self.together(*outage, links));
        let together = together.map(|found| {
            let words = words::together(run, &found, |at| self.when(at), run.world.as_written(), self.texts);
            Self::verdict_json(&found.verdict, &words)
        });
        let held = held_by_another(run, self.service, self.at).map(|held| {
            let services = self
                .holds(&held)
                .map(|(service, words)| json!({ "service": run.world.services[service].key, "what": words }));
            let chain = held.chain(&run.recording).into_iter().map(|event| {
                let (at, words) =
                    (run.recording.event(event).at, words::event(run, event, run.world.as_written(), self.texts));
                json!({ "event": event.index(), "t": at.0, "what": words })
            });
            let others: Vec<&str> =
                held.others.iter().map(|service| run.world.services[*service].key.as_str()).collect();
            json!({ "services": services.collect::<Vec<_>>(), "is_cycle": held.is_cycle, "others": others,
                "chain": chain.collect::<Vec<_>>() })
        });
        let parts = self.parts();
        let all: u128 = parts.iter().map(|(_, lost)| lost).sum();
        let booked = parts.iter().map(|(root, lost)| {
            let (kind, id) = self.root_json(*root);
            json!({ "root": kind, "id": id, "what": words::root(run, *root, run.world.as_written(), self.texts),
                "lost_user_hours": user_hours(*lost), "lost_user_millisecs": lost.to_string() })
        });
        json!({ "scenario": run.world.title, "plan": run.plan.name, "seed": run.seed,
            "service": run.world.services[self.service].key, "t": self.at.0, "health": health,
            "outage": found.as_ref().map(|(outage, _)| json!({ "from": outage.from.0, "until": outage.until.map(|until| until.0) })),
            "chain": links, "together": together, "held_now": held, "repair_now": self.repair(),
            "ledger": booked.collect::<Vec<_>>(),
            "lost_user_hours": user_hours(all), "lost_user_millisecs": all.to_string() })
    }

    fn link_json(&self, outage: Outage, (links, index): (&[Link], usize)) -> Value {
        let (run, link) = (self.run, &links[index]);
        let tests = link.tests.iter().filter_map(|without| {
            let verdict = self.verdict(outage, *without)?;
            let words = self.counterfactual((links, index), *without, &verdict);
            Some(Self::verdict_json(&verdict, &words))
        });
        let event = run.recording.event(link.event);
        json!({ "event": link.event.index(), "t": event.at.0, "what": words::event(run, link.event, run.world.as_written(), self.texts),
            "tests": tests.collect::<Vec<_>>() })
    }

    fn verdict_json(verdict: &Verdict, words: &str) -> Value {
        let (instead, other) = match verdict.instead {
            Instead::Unhurt => ("unhurt", None),
            Instead::Spared => ("spared", None),
            Instead::Same => ("same", None),
            Instead::Other(other) => match other.lasts.cmp(&verdict.lasts) {
                Ordering::Less => ("shorter", Some(other)),
                Ordering::Equal => ("as_long", Some(other)),
                Ordering::Greater => ("longer", Some(other)),
            },
        };
        let out = other.map(|other| other.outage);
        json!({ "but_for": words, "instead": instead, "from": out.map(|out| out.from.0),
            "back": out.and_then(|out| out.until).map(|back| back.0), "parts": other.map(|other| other.parts),
            "out_secs": other.map(|other| other.lasts.0), "health": verdict.is })
    }

    /// A cause of lost user-hours for JSON: a word for the kind of cause, and the id of its site or service.
    fn root_json(&self, root: Root) -> (&'static str, &str) {
        let world = &self.run.world;
        match root {
            Root::Strike(strike) => match self.run.recording.strikes[strike as usize].target {
                StrikeTarget::Site(site) => ("strike", &world.sites[site].key),
                StrikeTarget::Service { service, .. } => ("fault", &world.services[service].key),
            },
            Root::Crew(company) => ("crew", company.map_or("", |company| &world.companies[company].key)),
            Root::Retries(id) => ("retries", &world.services[id].key),
            Root::Restart(id) => ("restart", &world.services[id].key),
            Root::Capacity(id) => ("capacity", &world.services[id].key),
        }
    }
}
