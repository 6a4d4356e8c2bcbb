//! Incidents beside one another: they are read and run beside the window, and kept while the view of them is closed.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::overlays::Overlay;
use super::task::{Outcome, Task, Watch};
use super::{App, files};
use crate::file::{self, Shipped, shipped};
use crate::model::{Plan, Scenario};
use crate::session::{IncidentSource, IncidentsCommand};
use crate::study::incidents::{ChosenIncidents, Incident, MOST_INCIDENTS};
use crate::study::library::summaries;
use crate::study::{Run, plan_of_history};
use crate::text::Saying;
use crate::ui::incidents::{Choice, Incidents, Slot, SlotState};

/// An incident that is being read and run for the slot with this number.
pub(super) type IncidentTask = (u64, Task<Option<Made>>);

/// An incident that was read and run, or why it cannot be.
pub(super) struct Made {
    title: String,
    plans: Vec<String>,
    plan: usize,
    incident: Result<Arc<Incident>, Saying>,
}

/// What the window shows: its run, and the plans that can be run in its place.
struct InWindow {
    run: Arc<Run>,
    scenario: Arc<Scenario>,
    plans: Vec<Plan>,
    chosen: usize,
}

impl App {
    /// Carries out a command about incidents beside one another.
    pub(super) fn apply_incidents(&mut self, ctx: &Context, command: IncidentsCommand) {
        match command {
            IncidentsCommand::Toggle if matches!(self.overlay, Some(Overlay::Incidents(_))) => self.close_overlay(),
            IncidentsCommand::Toggle if !self.marked_incidents().is_empty() => {
                self.apply_incidents(ctx, IncidentsCommand::Show(self.marked_incidents()));
            }
            IncidentsCommand::Toggle => {
                self.open_incidents();
                if self.incidents().is_some_and(|incidents| incidents.slots.is_empty()) {
                    self.add_incident(ctx, IncidentSource::Window);
                }
                self.renew_window_incident(ctx);
            }
            IncidentsCommand::Show(sources) => {
                self.open_incidents();
                if let Some(incidents) = self.incidents() {
                    incidents.slots.clear();
                }
                for source in sources {
                    self.add_incident(ctx, source);
                }
            }
            IncidentsCommand::Add(source) => self.add_incident(ctx, source),
            IncidentsCommand::Remove(index) => {
                if let Some(incidents) = self.incidents()
                    && index < incidents.slots.len()
                {
                    incidents.slots.remove(index);
                }
            }
            IncidentsCommand::SetPlan(index, plan) => self.set_incident_plan(ctx, index, plan),
        }
    }

    /// What is marked in the list of scenarios, if it is open.
    fn marked_incidents(&self) -> Vec<IncidentSource> {
        match &self.overlay {
            Some(Overlay::Scenarios(cards)) => cards.view.marked.clone(),
            _ => Vec::new(),
        }
    }

    /// Opens the view of incidents, with those that were there when it was last closed.
    fn open_incidents(&mut self) {
        if matches!(self.overlay, Some(Overlay::Incidents(_))) {
            return;
        }
        self.close_overlay();
        self.keep_incidents();
        let mut incidents = self.kept_incidents.take().unwrap_or_default();
        incidents.choices = self.incident_choices();
        incidents.told.clear();
        self.overlay = Some(Overlay::Incidents(incidents));
    }

    /// Says something in the view of incidents, if it is open: it covers the messages of the window.
    pub(super) fn tell_in_incidents(&mut self, words: String) {
        if let Some(Overlay::Incidents(incidents)) = &mut self.overlay {
            incidents.told = words;
        }
    }

    /// Keeps the incidents when the view of them is closed.
    pub(super) fn keep_incidents(&mut self) {
        if let Some(Overlay::Incidents(incidents)) =
            self.overlay.take_if(|overlay| matches!(overlay, Overlay::Incidents(_)))
        {
            self.kept_incidents = Some(incidents);
        }
    }

    /// The incidents, whether the view of them is open or not.
    fn incidents(&mut self) -> Option<&mut Incidents> {
        match &mut self.overlay {
            Some(Overlay::Incidents(incidents)) => Some(incidents),
            _ => self.kept_incidents.as_deref_mut(),
        }
    }

    /// The incidents whose runs are made, for an export.
    pub(super) fn chosen_incidents(&self) -> Option<ChosenIncidents> {
        let incidents = match &self.overlay {
            Some(Overlay::Incidents(incidents)) => incidents,
            _ => self.kept_incidents.as_ref()?,
        };
        let ready = |(place, slot): (usize, &Slot)| match &slot.state {
            SlotState::Ready(incident) => Some((place, Arc::clone(incident))),
            SlotState::Reading | SlotState::Problem(_) => None,
        };
        Some(ChosenIncidents {
            incidents: incidents.slots.iter().enumerate().filter_map(ready).collect(),
            weight: incidents.view.weight,
            log_time: incidents.view.log_time,
        })
    }

    /// What can be added: the run in the window, the shipped scenarios and the recent files.
    fn incident_choices(&self) -> Vec<Choice> {
        let window = Choice { title: self.window_incident_title(), source: IncidentSource::Window };
        let shipped = shipped().iter().map(|shipped| {
            let title = self.shipped_title(shipped.name);
            Choice { title, source: IncidentSource::Shipped(shipped.name) }
        });
        let recent = self.settings.recent.iter();
        let recent = recent.map(|path| Choice { title: files::name(path), source: IncidentSource::File(path.clone()) });
        std::iter::once(window).chain(shipped).chain(recent).collect()
    }

    fn window_incident_title(&self) -> String {
        self.texts.with("incidents-window", &[("title", &self.localized_title(&self.session))])
    }

    /// The title of a shipped scenario in the language of the window.
    fn shipped_title(&self, name: &str) -> String {
        let known = summaries().iter().find(|summary| summary.name == name);
        known.map_or_else(|| name.to_owned(), |summary| summary.texts(self.texts.language()).title.clone())
    }

    /// Adds an incident, and begins to read and run it.
    fn add_incident(&mut self, ctx: &Context, source: IncidentSource) {
        let title = match &source {
            IncidentSource::Shipped(name) => self.shipped_title(name),
            IncidentSource::File(path) => files::name(path),
            IncidentSource::Window => self.window_incident_title(),
        };
        let Some(incidents) = self.incidents() else { return };
        if incidents.slots.len() >= MOST_INCIDENTS {
            return;
        }
        let number = incidents.slots.iter().map(|slot| slot.number + 1).max().unwrap_or_default();
        incidents.slots.push(Slot {
            number,
            source: source.clone(),
            title,
            plans: Vec::new(),
            plan: 0,
            state: SlotState::Reading,
        });
        self.make_incident(ctx, number, source, None);
    }

    /// Runs the incident of the window again if it is shown, because its plan may have changed.
    fn renew_window_incident(&mut self, ctx: &Context) {
        let title = self.window_incident_title();
        let Some(incidents) = self.incidents() else { return };
        let slots = incidents.slots.iter_mut().filter(|slot| slot.source == IncidentSource::Window);
        let numbers: Vec<u64> = slots
            .map(|slot| {
                slot.title.clone_from(&title);
                slot.number
            })
            .collect();
        for number in numbers {
            self.make_incident(ctx, number, IncidentSource::Window, None);
        }
    }

    fn set_incident_plan(&mut self, ctx: &Context, index: usize, plan: usize) {
        let Some(slot) = self.incidents().and_then(|incidents| incidents.slots.get_mut(index)) else { return };
        slot.plan = plan;
        slot.state = SlotState::Reading;
        let (number, source) = (slot.number, slot.source.clone());
        self.make_incident(ctx, number, source, Some(plan));
    }

    /// Begins to read and run an incident beside the window.
    fn make_incident(&mut self, ctx: &Context, number: u64, source: IncidentSource, plan: Option<usize>) {
        self.incident_tasks.retain(|(other, _)| *other != number);
        let window = (source == IncidentSource::Window).then(|| InWindow {
            run: Arc::clone(self.session.run()),
            scenario: Arc::clone(self.session.scenario()),
            plans: self.session.plans().to_vec(),
            chosen: self.session.chosen(),
        });
        let tag = self.texts.language().tag();
        let work = move |watch: &Watch| match (source, window) {
            (_, Some(window)) => Made::of_window(window, plan, tag, watch),
            (IncidentSource::Shipped(name), None) => {
                let scenario = Shipped::named(name)?.scenario();
                Made::of(&Arc::new(scenario), plan, tag, watch)
            }
            (IncidentSource::File(path), None) => Made::of_file(&path, plan, tag, watch),
            (IncidentSource::Window, None) => None,
        };
        let task = Task::begin(self.setup.long_work, ctx, &self.turn, work);
        self.incident_tasks.push((number, task));
        self.poll_incidents();
    }

    /// Shows the incidents that were made since the last call.
    pub(super) fn poll_incidents(&mut self) {
        let mut tasks = std::mem::take(&mut self.incident_tasks);
        tasks.retain(|(number, task)| {
            let made = match task.outcome() {
                Outcome::Working => return true,
                Outcome::Done(made) => made,
                Outcome::Failed => None,
            };
            let slots = self.incidents().map(|incidents| incidents.slots.iter_mut());
            if let Some(slot) = slots.and_then(|mut slots| slots.find(|slot| slot.number == *number)) {
                take(slot, made);
            }
            false
        });
        self.incident_tasks = tasks;
    }
}

/// Takes over an incident that was made.
fn take(slot: &mut Slot, made: Option<Made>) {
    let Some(Made { title, plans, plan, incident }) = made else {
        slot.state = SlotState::Problem(Saying::plain("incidents-unreadable"));
        return;
    };
    if slot.source != IncidentSource::Window {
        slot.title = title;
    }
    slot.plans = plans;
    slot.plan = plan;
    slot.state = match incident {
        Ok(incident) => SlotState::Ready(incident),
        Err(problem) => SlotState::Problem(problem),
    };
}

impl Made {
    /// The run that is in the window, or that of another of its plans. If nobody chose a plan here, and nothing is struck in that of the
    /// window, it is the plan of what was really done.
    fn of_window(window: InWindow, plan: Option<usize>, tag: &str, watch: &Watch) -> Option<Self> {
        let InWindow { run, scenario, plans, chosen } = window;
        let other = match (plan, Incident::new(Arc::clone(&run))) {
            (None, Ok(_)) => chosen,
            (None, Err(_)) => plan_of_history(&plans).unwrap_or(chosen),
            (Some(plan), _) => plan,
        };
        if other != chosen {
            return Self::of_plan(&scenario, &plans, other, run.seed, tag, watch);
        }
        let localized = scenario.localized(tag);
        Some(Self {
            title: localized.title().to_owned(),
            plans: names(&scenario, &plans, tag),
            plan: chosen,
            incident: Incident::new(run).map(Arc::new).map_err(|error| error.saying()),
        })
    }

    /// Runs a plan of a scenario, or that of what was really done. `None` if nobody wants it any more.
    fn of(scenario: &Arc<Scenario>, plan: Option<usize>, tag: &str, watch: &Watch) -> Option<Self> {
        let index = plan.or_else(|| plan_of_history(&scenario.plans)).unwrap_or_default();
        Self::of_plan(scenario, &scenario.plans, index, 0, tag, watch)
    }

    /// Runs one of these plans of a scenario. `None` if nobody wants it any more.
    fn of_plan(
        scenario: &Arc<Scenario>,
        plans: &[Plan],
        index: usize,
        seed: u64,
        tag: &str,
        watch: &Watch,
    ) -> Option<Self> {
        let nothing = Plan::default();
        let chosen = plans.get(index).unwrap_or(&nothing);
        let incident = match Run::controlled(scenario, chosen, seed, watch.control()) {
            _ if watch.is_cancelled() => return None,
            Ok(run) => Incident::new(Arc::new(run)).map(Arc::new).map_err(|error| error.saying()),
            Err(error) => Err(error.saying()),
        };
        let title = scenario.localized(tag).title().to_owned();
        Some(Self { title, plans: names(scenario, plans, tag), plan: index, incident })
    }

    /// Reads a file, and runs it as [`Self::of`].
    fn of_file(path: &Path, plan: Option<usize>, tag: &str, watch: &Watch) -> Option<Self> {
        let problem = |title: String, problem| Some(Self { title, plans: Vec::new(), plan: 0, incident: Err(problem) });
        let name = files::name(path);
        let Ok(bytes) = file::bytes(path) else { return problem(name, Saying::plain("incidents-unreadable")) };
        let _turn = watch.turn()?;
        match file::unpacked(bytes).and_then(|(bytes, _)| file::load(&bytes)) {
            Ok(scenario) => Self::of(&Arc::new(scenario), plan, tag, watch),
            Err(report) => {
                let first = report.problems.first().map(|problem| problem.message.clone());
                problem(name, first.unwrap_or_else(|| Saying::plain("incidents-unreadable")))
            }
        }
    }
}

/// The names of these plans of a scenario in the language with this tag.
fn names(scenario: &Scenario, plans: &[Plan], tag: &str) -> Vec<String> {
    let localized = scenario.localized(tag);
    plans.iter().map(|plan| localized.plan_name(&plan.name).to_owned()).collect()
}
