//! The commands that views can send, grouped in families. To add one, add a variant: the compiler then reports where it must be handled.

use std::path::PathBuf;

use super::document::Baseline;
use super::export::Export;
use crate::file::edit::{Edit, Table};
use crate::model::{Act, CameraTarget, Measure, Plan, ServiceId, SiteId, WhatIf};
use crate::recording::{EventId, Subject};
use crate::text::{Language, Saying};
use crate::units::{ShownZone, SimTime};

/// The list to which views add commands. After drawing, the app applies and empties it.
pub type Commands = Vec<Command>;

/// A command that a view can send. The session applies the commands that change its state; the app applies the commands that need files or
/// a window.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Changes the playhead. Applied by the session.
    Playback(PlaybackCommand),
    /// Changes what is selected, hovered or shown. Applied by the session.
    Select(SelectCommand),
    /// Changes the plans. Applied by the session.
    Plan(PlanCommand),
    /// Changes the whole document. Applied by the session.
    Edit(EditCommand),
    /// Reads or writes files. Applied by the app.
    File(FileCommand),
    /// Changes the window. Applied by the app.
    Window(WindowCommand),
}

/// A command that the session applies: it needs neither files nor a window.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionCommand {
    /// Changes the playhead.
    Playback(PlaybackCommand),
    /// Changes what is selected, hovered or shown.
    Select(SelectCommand),
    /// Changes the plans.
    Plan(PlanCommand),
    /// Changes the whole document.
    Edit(EditCommand),
}

/// Moves the playhead, or changes how it moves.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaybackCommand {
    /// Play or pause.
    TogglePlay,
    /// Stop playing.
    Pause,
    /// Play backwards (`true`) or forwards.
    SetReverse(bool),
    /// Set the speed, in seconds of the run per second of real time. Must be positive.
    SetSpeed(f64),
    /// Go to this time of the run.
    Seek(SimTime),
    /// Go to this time in seconds of the run, such as the one under the mouse. Clamped to the run.
    Scrub(f64),
    /// Step forwards by this number of seconds, or backwards if negative. Clamped to the run.
    StepTime(i64),
    /// Go to the time of the next event (`1`) or of the previous one (`-1`).
    StepEvent(i32),
    /// Go to the start of the run.
    ToStart,
    /// Go to the end of the run.
    ToEnd,
    /// Play this range in a loop. `None` ends the loop.
    Loop(Option<(SimTime, SimTime)>),
}

impl PlaybackCommand {
    /// The playhead is no part of the document.
    const fn is_change(&self) -> bool {
        false
    }
}

/// Changes what is selected, hovered or shown.
#[derive(Clone, Debug, PartialEq)]
pub enum SelectCommand {
    /// Select a subject. `None` clears the selection.
    Select(Option<Subject>),
    /// Add a site or a service to those of its kind that are selected together, or take it out of them. What is selected alone becomes the first
    /// of them.
    TogglePick(Subject),
    /// Select these services together.
    PickServices(Vec<ServiceId>),
    /// Select these sites together. A later [`Self::Select`] ends this.
    Pick(Vec<SiteId>),
    /// Report that a subject is under the pointer. Valid for the next frame only.
    Hover(Subject),
    /// Go to the time of an event, select its subject, and move the camera to it if it is on the map.
    Follow(EventId),
    /// Move the camera of the map to a target.
    PointCamera(CameraTarget),
    /// Show the chapter at this index of the story.
    Chapter(usize),
    /// Switch whether the map shows the differences between the run and the baseline.
    ToggleDifferences,
    /// Switch whether the map shows only the sites and services that are connected with the selection.
    ToggleOnly,
}

impl SelectCommand {
    /// Whether it may need another run: a chapter may be about another plan than the chosen one.
    const fn is_change(&self) -> bool {
        matches!(self, Self::Chapter(_))
    }
}

/// Changes the plans, which of them is chosen, and the baseline.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanCommand {
    /// Add an action at the time of the playhead.
    Do(Act),
    /// Move the action at this index of the plan to another time. An action whose time is relative to the first strike stays relative to
    /// it.
    MoveAction(usize, SimTime),
    /// Remove the action at this index of the plan.
    RemoveAction(usize),
    /// Choose the plan at this index.
    ChoosePlan(usize),
    /// Add a plan and choose it.
    AddPlan(Plan),
    /// Fork the chosen plan at the time of the playhead: add a plan with the same measures and actions, and with those of the `WhatIf`
    /// added.
    Fork(WhatIf),
    /// Rename the plan at this index.
    RenamePlan(usize, String),
    /// Remove the plan at this index. Its forks become independent plans.
    RemovePlan(usize),
    /// Compare the chosen plan with another baseline.
    SetBaseline(Baseline),
    /// Add a measure to the chosen plan, after its other measures.
    AddMeasure(Measure),
    /// Replace the measure at this index of the plan: to change its value, or to turn it on or off.
    SetMeasure(usize, Measure),
    /// Remove the measure at this index of the plan.
    RemoveMeasure(usize),
    /// Set the seed of the random factors of the run.
    SetSeed(u64),
}

impl PlanCommand {
    /// Another plan or another baseline needs another run.
    const fn is_change(&self) -> bool {
        true
    }
}

/// An edit with what undo calls it.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedEdit {
    /// The edit.
    pub edit: Edit,
    /// What it does, such as "Move Anyang".
    pub title: Saying,
    /// Edits in succession with an equal key are one step of undo, such as the letters that are typed in one field.
    pub joins: Option<String>,
    /// Whether it takes back the step of undo that it joins, as if that had never been: a drag was cancelled.
    pub cancels: bool,
    /// The row, by its table and id, that is selected after the edit, if it can be selected and is in a valid scenario then.
    pub selects: Option<(Table, String)>,
}

impl NamedEdit {
    /// An edit that is a step of its own.
    #[must_use]
    pub const fn new(edit: Edit, title: Saying) -> Self {
        Self { edit, title, joins: None, cancels: false, selects: None }
    }

    /// The same edit as a part of the step before it, if that has the same key.
    #[must_use]
    pub fn joining(self, joins: Option<String>) -> Self {
        Self { joins, ..self }
    }

    /// The same edit, which takes back the step that it joins if `cancels`.
    #[must_use]
    pub fn cancelling(self, cancels: bool) -> Self {
        Self { cancels, ..self }
    }

    /// The same edit, after which this row is selected.
    #[must_use]
    pub fn selecting(self, table: Table, id: &str) -> Self {
        Self { selects: Some((table, id.to_owned())), ..self }
    }
}

/// Without a better title, the step is called a change of the scenario.
impl From<Edit> for NamedEdit {
    fn from(edit: Edit) -> Self {
        Self::new(edit, Saying::plain("undo-change"))
    }
}

impl From<NamedEdit> for Command {
    fn from(edit: NamedEdit) -> Self {
        Self::Edit(EditCommand::Change(edit))
    }
}

/// Changes the document as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum EditCommand {
    /// Edit the scenario in its author's form. If the result is invalid, the last valid scenario is still the one that runs.
    Change(NamedEdit),
    /// End the last step of the history: a later change does not become part of it, even if its key is the same.
    EndStep,
    /// Undo the last change.
    Undo,
    /// Redo the change that was undone last.
    Redo,
    /// Return to the document as it was opened or last saved, and to the start of the run, for example for the next class.
    Reset,
}

impl EditCommand {
    /// Whether it may change the document. Whoever only leaves a field, which ends a step of the history, changes nothing.
    const fn is_change(&self) -> bool {
        !matches!(self, Self::EndStep)
    }
}

/// Opens, saves or exports files.
#[derive(Clone, Debug, PartialEq)]
pub enum FileCommand {
    /// Open the desktop's file dialog for a scenario.
    OpenDialog,
    /// Open the file at this path.
    OpenPath(PathBuf),
    /// Open the shipped scenario with this name.
    OpenShipped(&'static str),
    /// Save to the file that was opened or last saved. If the scenario is a shipped one, ask for a path.
    Save,
    /// Ask for a path, and save there.
    SaveAs,
    /// Save to this path.
    SaveTo(PathBuf),
    /// Go on with unsaved work that is not in the window.
    GoOn(UnsavedId),
    /// Go on with unsaved work that is not in the window, and save it.
    SaveUnsaved(UnsavedId),
    /// Throw away unsaved work that is not in the window.
    ThrowAway(UnsavedId),
    /// Ask for a file whose run is to be the baseline.
    OpenBaseline,
    /// Make a run of the scenario in this file, and use it as the baseline.
    SetBaselineFile(PathBuf),
    /// Ask for a table, a catalogue or a mapping to import.
    ImportDialog,
    /// Add the file at this path to the import.
    ImportPath(PathBuf),
    /// Show the import panel with these cells, which were copied out of a spreadsheet.
    ImportCells(String),
    /// Open the scenario that the import panel has made.
    ImportNow,
    /// Create the new scenario of the form that is open.
    CreateNew,
    /// Go on with a copy of the scenario, which has no file yet.
    Duplicate,
    /// Go back to the scenario that the copy in the window was made of.
    LeaveCopy,
    /// Show the version in the window and the one in its file, which another program has changed, beside each other.
    CompareVersions,
    /// Take a version of the scenario: the one in the window, the one in its file, which another program has changed, or what was chosen of
    /// both.
    TakeVersion(TakenVersion),
    /// Copy this text, which is the table of the comparison with the baseline, to the clipboard.
    CopyComparison(String),
    /// Ask for a path, and save this export there.
    Export(Export),
    /// Save this export to the path.
    ExportTo(Export, PathBuf),
}

impl FileCommand {
    /// What is read or written is computed beside the window in its own way.
    const fn is_change(&self) -> bool {
        false
    }
}

/// Which version of a scenario is taken, if another program has changed its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenVersion {
    /// The one in the window.
    Mine,
    /// The one in the file.
    Theirs,
    /// What was chosen of both, field by field.
    Chosen,
}

/// Identifies unsaved work that is not in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnsavedId(pub u64);

/// Changes which incidents are beside one another.
#[derive(Clone, Debug, PartialEq)]
pub enum IncidentsCommand {
    /// Open or close the view. If it is opened from the list of scenarios, it has those that are marked there; else those that it had when it
    /// was closed, and at first the incident of the window.
    Toggle,
    /// Open the view with these incidents.
    Show(Vec<IncidentSource>),
    /// Add an incident.
    Add(IncidentSource),
    /// Remove the incident at this index.
    Remove(usize),
    /// Run the plan at the second index in the incident at the first.
    SetPlan(usize, usize),
}

/// Where an incident comes from that is shown beside others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentSource {
    /// The scenario that ships with the program under this name.
    Shipped(&'static str),
    /// The file at this path.
    File(PathBuf),
    /// The run that is in the window, with the plan as it is now.
    Window,
}

/// Changes the appearance of the window, or which panels are open.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowCommand {
    /// Close the message that is shown.
    Dismiss,
    /// Close the window. If there is unsaved work, the person is asked first.
    Close,
    /// Choose the night theme (`true`) or the day theme.
    SetNight(bool),
    /// Choose the language of the window.
    SetLanguage(Language),
    /// Set the scale of the window, in percent.
    SetScale(u16),
    /// Turn reduced motion on or off.
    SetReducedMotion(bool),
    /// Choose the time zone in which the window shows times.
    SetZone(ShownZone),
    /// Open or close the settings.
    ToggleSettings,
    /// Switch between the map and the dependency view.
    ToggleDependencies,
    /// Make the window an editor, or a dashboard again.
    ToggleEditor,
    /// Open or close the form of a new scenario.
    ToggleNew,
    /// Open or close the table of cells of the editor.
    ToggleSheet,
    /// Start or end presenting: the map in large type for an audience.
    TogglePresent,
    /// Open or close the list of keys.
    ToggleKeys,
    /// Open or close the list of scenarios.
    ToggleScenarios,
    /// Open the list of scenarios from its top, where those with unsaved changes are.
    ShowUnsaved,
    /// Open or close the list of what can be exported.
    ToggleExports,
    /// Open or close the import panel.
    ToggleImport,
    /// Open or close the panel of the Monte Carlo runs of the chosen plan, each of which has its own seed.
    ToggleEnsemble,
    /// Switch between one map, of the run, and two maps, one of the run and one of the baseline.
    ToggleBoth,
    /// Open or close the notes, which explain which values of the scenario are sourced, assumed or fitted.
    ToggleNotes,
    /// Ask in the editor whether to remove the rows of this table with these ids.
    AskToRemove(Table, Vec<String>),
    /// Show the list of the warnings about the scenario.
    ShowWarnings,
    /// Show all sites on the map, also those that the first view leaves out.
    ShowAllSites,
    /// Change which incidents are beside one another.
    Incidents(IncidentsCommand),
}

impl WindowCommand {
    /// Nothing in the window is part of the document.
    const fn is_change(&self) -> bool {
        false
    }
}

impl From<SessionCommand> for Command {
    fn from(command: SessionCommand) -> Self {
        match command {
            SessionCommand::Playback(command) => Self::Playback(command),
            SessionCommand::Select(command) => Self::Select(command),
            SessionCommand::Plan(command) => Self::Plan(command),
            SessionCommand::Edit(command) => Self::Edit(command),
        }
    }
}

impl TryFrom<Command> for SessionCommand {
    /// The command itself, if the app and not the session applies it.
    type Error = Command;

    fn try_from(command: Command) -> Result<Self, Command> {
        match command {
            Command::Playback(command) => Ok(Self::Playback(command)),
            Command::Select(command) => Ok(Self::Select(command)),
            Command::Plan(command) => Ok(Self::Plan(command)),
            Command::Edit(command) => Ok(Self::Edit(command)),
            command @ (Command::File(_) | Command::Window(_)) => Err(command),
        }
    }
}

macro_rules! families {
    ($($all:ident { $($family:ident($command:ident))* })*) => {$(
        impl $all {
            /// Whether it may change the document or the run, as its family says. In a large scenario that is computed beside the window, and
            /// until it is, no other change can be made.
            #[must_use]
            pub const fn is_change(&self) -> bool {
                match self {
                    $(Self::$family(command) => command.is_change(),)*
                }
            }
        }

        $(
            impl From<$command> for $all {
                fn from(command: $command) -> Self {
                    Self::$family(command)
                }
            }
        )*
    )*};
}

families! {
    SessionCommand {
        Playback(PlaybackCommand)
        Select(SelectCommand)
        Plan(PlanCommand)
        Edit(EditCommand)
    }
    Command {
        Playback(PlaybackCommand)
        Select(SelectCommand)
        Plan(PlanCommand)
        Edit(EditCommand)
        File(FileCommand)
        Window(WindowCommand)
    }
}
