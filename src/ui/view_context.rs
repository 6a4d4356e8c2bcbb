//! The input that every view receives: the session, the run that is drawn, the playhead, the texts and the colours. Views only read it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;

use super::many_runs::{Found, Many};
use super::theme::Theme;
use crate::model::{Id, Localized, Plan, Scenario, ServiceId, SiteId, Table};
use crate::recording::{Recording, Subject};
use crate::session::{Command, Session};
use crate::study::compare::Both;
use crate::study::incidents::ChosenIncidents;
use crate::study::{Levers, Run, Tried};
use crate::text::Texts;
use crate::units::{Clock, ShownZone, SimTime};

/// A read-only view of the session for one frame.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// The session.
    pub session: &'a Session,
    /// The run that is drawn: the run of the chosen plan, or the baseline.
    pub run: &'a Arc<Run>,
    /// The world of this run, with the measures of its plan.
    pub world: &'a Scenario,
    /// The texts of that world in the language of the window.
    pub localized: Localized<'a>,
    /// What happened.
    pub recording: &'a Recording,
    /// The time at the playhead.
    pub now: SimTime,
    /// The clock that shows the times of this run, in the zone that the person has chosen.
    pub clock: Clock,
    /// The zone that the person has chosen for times.
    pub zone: ShownZone,
    /// The time zone of this computer; `None` if it is not known.
    pub computer_zone: Option<Tz>,
    /// Whether the window is in presentation mode. Then no action is offered that changes the run.
    pub presents: bool,
    /// Whether the window is an editor: then sites can be added and moved.
    pub edits: bool,
    /// Whether a change is being computed, so that no other can be made now.
    pub computes: bool,
    /// Whether a dialog or a question lies over the views, so that none of them shows help or hints, which would lie over it.
    pub is_covered: bool,
    /// Whether the run that is drawn is the baseline. Comparing the runs is not enough, because the chosen run and the baseline can be
    /// equal.
    is_baseline: bool,
    /// The levers that would have helped the selected service or site, as far as they are computed.
    pub levers: Option<&'a Levers>,
    /// The counterfactuals of the selected service's outage, one without each of its causes, as far as they are computed.
    pub tried: Option<&'a Tried>,
    /// The Monte Carlo runs of the chosen plan, if they are turned on.
    pub many: Option<&'a Many>,
    /// The incidents that are beside one another, for an export of them.
    pub incidents: Option<&'a ChosenIncidents>,
    /// What undo takes back and what redo does again about wrong texts in cells and fields, before a change of the document: the keys of the titles.
    pub wrong_steps: [Option<&'static str>; 2],
    /// How many scenarios with unsaved changes there are beside the one in the window.
    pub unsaved: usize,
    /// Whether another program has written another version to the file of the scenario.
    pub has_other_version: bool,
    /// The files that were opened or saved last, the most recent first.
    pub recent: &'a [PathBuf],
    /// The localized texts.
    pub texts: &'a Texts,
    /// The colours.
    pub theme: &'a Theme,
    /// Whether animations that are not necessary are turned off.
    pub reduced_motion: bool,
}

impl<'a> ViewContext<'a> {
    /// The context of a session at its playhead.
    #[must_use]
    pub fn new(session: &'a Session, texts: &'a Texts, theme: &'a Theme) -> Self {
        let run = session.run();
        let (world, recording, now) = (&*run.world, &run.recording, session.now());
        Self {
            session,
            run,
            world,
            localized: world.localized(texts.language().tag()),
            recording,
            now,
            clock: world.clock,
            zone: ShownZone::Scenario,
            computer_zone: None,
            levers: None,
            tried: None,
            many: None,
            incidents: None,
            wrong_steps: [None, None],
            unsaved: 0,
            has_other_version: false,
            recent: &[],
            texts,
            theme,
            reduced_motion: false,
            presents: false,
            edits: false,
            computes: false,
            is_covered: false,
            is_baseline: false,
        }
    }

    /// The same context with or without reduced motion.
    #[must_use]
    pub const fn still(self, reduced_motion: bool) -> Self {
        Self { reduced_motion, ..self }
    }

    /// The same context with times in another zone. `computer_zone` is the zone of this computer.
    #[must_use]
    pub fn in_zone(self, zone: ShownZone, computer_zone: Option<Tz>) -> Self {
        Self { zone, computer_zone, clock: zone.clock(&self.world.clock, computer_zone), ..self }
    }

    /// The same context with the levers and the counterfactuals of the selection.
    #[must_use]
    pub const fn with_helper(self, levers: Option<&'a Levers>, tried: Option<&'a Tried>) -> Self {
        Self { levers, tried, ..self }
    }

    /// The same context with the Monte Carlo runs of the chosen plan.
    #[must_use]
    pub const fn with_many(self, many: Option<&'a Many>) -> Self {
        Self { many, ..self }
    }

    /// The same context with the incidents that are beside one another.
    #[must_use]
    pub const fn with_incidents(self, incidents: Option<&'a ChosenIncidents>) -> Self {
        Self { incidents, ..self }
    }

    /// The same context while undo and redo are about wrong texts in cells and fields, or not.
    #[must_use]
    pub const fn with_wrong_steps(self, wrong_steps: [Option<&'static str>; 2]) -> Self {
        Self { wrong_steps, ..self }
    }

    /// The same context with this number of other scenarios with unsaved changes.
    #[must_use]
    pub const fn with_unsaved(self, unsaved: usize) -> Self {
        Self { unsaved, ..self }
    }

    /// The same context while another program has written another version to the file of the scenario, or not.
    #[must_use]
    pub const fn with_other_version(self, has_other_version: bool) -> Self {
        Self { has_other_version, ..self }
    }

    /// The same context with the files that were opened or saved last, the most recent first.
    #[must_use]
    pub const fn with_recent(self, recent: &'a [PathBuf]) -> Self {
        Self { recent, ..self }
    }

    /// The results of the Monte Carlo runs, if they are finished and the run of the chosen plan is drawn.
    #[must_use]
    pub fn found_runs(&self) -> Option<&'a Arc<Found>> {
        self.many.and_then(|many| many.found.as_ref()).filter(|_| self.is_chosen())
    }

    /// The same context in a window that is an editor or not.
    #[must_use]
    pub const fn editing(self, edits: bool) -> Self {
        Self { edits, ..self }
    }

    /// The same context while a change is being computed, or not. Until it is, no other change can be made.
    #[must_use]
    pub const fn computing(self, computes: bool) -> Self {
        Self { computes, ..self }
    }

    /// The same context while a dialog or a question lies over the views, or not.
    #[must_use]
    pub const fn covered(self, is_covered: bool) -> Self {
        Self { is_covered, ..self }
    }

    /// Whether no further change can be made in this frame, because one is being computed or is among these commands. What is typed then is kept,
    /// and becomes the next change.
    #[must_use]
    pub fn waits(&self, commands: &[Command]) -> bool {
        self.computes || commands.iter().any(Command::is_change)
    }

    /// The same context for presenting to an audience.
    #[must_use]
    pub const fn presenting(self) -> Self {
        Self { presents: true, ..self }
    }

    /// Whether views offer actions that change the run. They do only if the chosen run is drawn and the window is not in presentation
    /// mode.
    #[must_use]
    pub const fn acts(&self) -> bool {
        self.is_chosen() && !self.presents
    }

    /// The context of the baseline at the same time, if there is a baseline.
    #[must_use]
    pub fn baseline(&self) -> Option<Self> {
        let run = self.session.baseline()?;
        let localized = run.world.localized(self.texts.language().tag());
        let clock = self.zone.clock(&run.world.clock, self.computer_zone);
        Some(Self { run, world: &run.world, localized, recording: &run.recording, clock, is_baseline: true, ..*self })
    }

    /// The name of the run that is drawn: the name of its plan and, if the chosen run or the baseline has a seed other than 0, its seed.
    #[must_use]
    pub fn name(&self) -> String {
        let session = self.session;
        let own = || self.plan_name(&session.plan().name).to_owned();
        let plan = if self.is_baseline { session.baseline_name(self.texts).unwrap_or_default() } else { own() };
        let is_lucky = session.seed() != 0 || session.baseline().is_some_and(|run| run.seed != 0);
        match self.run.seed {
            _ if !is_lucky => plan,
            0 => self.texts.with("run-as-written", &[("plan", &plan)]),
            seed => self.texts.with("run-of-seed", &[("plan", &plan), ("seed", &seed.to_string())]),
        }
    }

    /// The names of the baseline and of the chosen run, in this order.
    #[must_use]
    pub fn names(&self) -> Both<String> {
        [self.baseline().map_or_else(String::new, |baseline| baseline.name()), self.name()]
    }

    /// The name of a plan of the session in the language of the window.
    #[must_use]
    pub fn plan_name(&self, name: &'a str) -> &'a str {
        self.session.plan_name(name, self.texts)
    }

    /// What a plan of the session is about in the language of the window.
    #[must_use]
    pub fn plan_about(&self, plan: &'a Plan) -> &'a str {
        self.session.scenario().localized(self.texts.language().tag()).plan_about(&plan.name, &plan.about)
    }

    /// The texts of the worlds of the baseline and of the chosen plan.
    #[must_use]
    pub fn both_localized(&self) -> Both<Localized<'a>> {
        let of = |run: &'a Run| run.world.localized(self.texts.language().tag());
        let chosen = self.session.run();
        [self.session.baseline().unwrap_or(chosen), chosen].map(|run| of(run))
    }

    /// Whether it is the run of the chosen plan that is drawn.
    #[must_use]
    pub const fn is_chosen(&self) -> bool {
        !self.is_baseline
    }

    /// Whether the chosen plan is the plan to which the story belongs, which is the first plan of the file that has actions.
    #[must_use]
    pub fn has_story(&self) -> bool {
        self.session.story_plan() == Some(self.session.chosen())
    }

    /// The chapter at the playhead. In a plan to which the story does not belong, it is the chapter that the person opened, as long
    /// as the playhead stays at its time.
    #[must_use]
    pub fn chapter(&self) -> Option<usize> {
        let story = &self.world.story;
        let reached = || {
            let reached = story.iter().enumerate().filter(|(_, chapter)| chapter.at <= self.now);
            reached.max_by_key(|(_, chapter)| chapter.at).map(|(index, _)| index)
        };
        self.shown_chapter().or_else(|| self.has_story().then(reached).flatten())
    }

    /// The chapter that the person opened, as long as the playhead stays at its time.
    #[must_use]
    pub fn shown_chapter(&self) -> Option<usize> {
        let is_shown = |chapter: &usize| self.world.story.get(*chapter).is_some_and(|chapter| chapter.at == self.now);
        self.session.chapter().filter(is_shown)
    }

    /// Whether a subject is selected.
    #[must_use]
    pub fn is_selected(&self, subject: Subject) -> bool {
        self.session.selection() == Some(subject)
    }

    /// Whether a subject is one of those that are selected together.
    #[must_use]
    pub fn is_picked(&self, subject: Subject) -> bool {
        match subject {
            Subject::Site(site) => self.session.picked().contains(&site),
            Subject::Service(service) => self.session.picked_services().contains(&service),
            Subject::Company(_) | Subject::World => false,
        }
    }

    /// Whether a subject is under the pointer, in any view.
    #[must_use]
    pub fn is_hovered(&self, subject: Subject) -> bool {
        self.session.hover() == Some(subject)
    }

    /// The service of this run that has the same key as the service `id` in the run of `of`; `None` if there is none.
    #[must_use]
    pub fn service(&self, of: &ViewContext<'_>, id: ServiceId) -> Option<ServiceId> {
        twin(&of.world.services, id, &self.world.services, |service| &service.key)
    }

    /// The site of this run that has the same key as the site `id` in the run of `of`; `None` if there is none.
    #[must_use]
    pub fn site(&self, of: &ViewContext<'_>, id: SiteId) -> Option<SiteId> {
        twin(&of.world.sites, id, &self.world.sites, |site| &site.key)
    }
}

/// The id of the row of the table `other` that has the same key as the row `id` of the table `own`; `None` if there is none. Plans of
/// one scenario have their rows at the same indices, so the row at the same index is tried first; the worlds of two files may differ.
fn twin<I: Id, T>(own: &Table<I, T>, id: I, other: &Table<I, T>, key: fn(&T) -> &String) -> Option<I> {
    let wanted = key(own.rows().get(id.index())?);
    match other.rows().get(id.index()) {
        Some(row) if key(row) == wanted => Some(id),
        Some(_) | None => other.iter().find(|(_, row)| key(row) == wanted).map(|(id, _)| id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_found_by_its_key_wherever_it_stands() {
        let table = |keys: &[&str]| -> Table<ServiceId, String> { keys.iter().map(|key| (*key).to_owned()).collect() };
        let (own, other) = (table(&["talk", "login", "map"]), table(&["talk", "map"]));
        let found = |index: usize| twin(&own, ServiceId::new(index), &other, |key| key).map(Id::index);
        assert_eq!([found(0), found(1), found(2), found(9)], [Some(0), None, Some(1), None]);
    }
}
