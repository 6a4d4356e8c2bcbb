//! Everything that a view can ask for, by family. An action is one variant; the compiler then asks for it where its family is handled.

use std::path::PathBuf;

use super::document::Baseline;
use crate::file::edit::Edit;
use crate::model::{Act, CameraTarget, Measure, Plan, WhatIf};
use crate::recording::{EventId, Subject};
use crate::text::Language;
use crate::units::SimTime;

/// A list that views write and the app empties after drawing.
pub type Commands = Vec<Command>;

/// What a view can ask for: what the session does, and what the app does because it needs files or a window.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// About the playhead; the session does it.
    Playback(PlaybackCommand),
    /// About what is selected, pointed at and shown; the session does it.
    Select(SelectCommand),
    /// About the plans; the session does it.
    Plan(PlanCommand),
    /// About the whole document; the session does it.
    Edit(EditCommand),
    /// About files; the app does it.
    File(FileCommand),
    /// About the window; the app does it.
    Window(WindowCommand),
}

/// What a session does: the families of commands that need neither files nor a window.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionCommand {
    /// About the playhead.
    Playback(PlaybackCommand),
    /// About what is selected, pointed at and shown.
    Select(SelectCommand),
    /// About the plans.
    Plan(PlanCommand),
    /// About the whole document.
    Edit(EditCommand),
}

/// Where the playhead goes, and how it moves.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaybackCommand {
    /// Play or pause.
    TogglePlay,
    /// Stop playing.
    Pause,
    /// Play backwards (`true`) or forwards.
    SetReverse(bool),
    /// Seconds of the run per second of the person's time, positive.
    SetSpeed(f64),
    /// Go to a moment, as a link, a typed time or a test says it.
    Seek(SimTime),
    /// Go where the mouse is, in seconds of the run; clamped to the run.
    Scrub(f64),
    /// Step so many seconds (backwards if negative); clamped to the run.
    StepTime(i64),
    /// Go to the next moment at which something happened (`1`) or the one before (`-1`).
    StepEvent(i32),
    /// Go to the start.
    ToStart,
    /// Go to the end.
    ToEnd,
    /// Play this range over and over, or no longer.
    Loop(Option<(SimTime, SimTime)>),
}

/// What is selected, pointed at and shown.
#[derive(Clone, Debug, PartialEq)]
pub enum SelectCommand {
    /// Select something, or nothing.
    Select(Option<Subject>),
    /// Something is under the pointer; holds for the next frame only.
    Hover(Subject),
    /// Go to an event: its time, its subject.
    Follow(EventId),
    /// Move the camera of the map to something.
    PointCamera(CameraTarget),
    /// Show this chapter of the story.
    Chapter(usize),
    /// Show on the map how the run differs from the baseline, or no longer.
    ToggleDifferences,
    /// Show on the map only what the selection touches, or everything again.
    ToggleOnly,
}

/// What the plans say, which is chosen, and with what it is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanCommand {
    /// Do something at the playhead.
    Do(Act),
    /// Move the action at this index of the plan to another time; what counts from the first strike moves along.
    MoveAction(usize, SimTime),
    /// Remove the action at this index of the plan.
    RemoveAction(usize),
    /// Change to the plan at this index.
    ChoosePlan(usize),
    /// Add a plan and change to it.
    AddPlan(Plan),
    /// Fork the chosen plan at the playhead: a new plan that does the same, and this besides.
    Fork(WhatIf),
    /// Give the plan at this index another name.
    RenamePlan(usize, String),
    /// Remove the plan at this index; its forks stand on their own.
    RemovePlan(usize),
    /// Compare the chosen plan with another baseline.
    SetBaseline(Baseline),
    /// Take a measure in the chosen plan, after the others.
    AddMeasure(Measure),
    /// Replace the measure at this index of the plan: another value, or on and off.
    SetMeasure(usize, Measure),
    /// Remove the measure at this index of the plan.
    RemoveMeasure(usize),
    /// Run with another seed.
    SetSeed(u64),
}

/// Changes of the document as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum EditCommand {
    /// Change the scenario in its author's form. What comes out may be wrong: then the last one that was right is what runs.
    Change(Edit),
    /// Take back the last change.
    Undo,
    /// Do it again.
    Redo,
    /// Go back to the plan as filed and to the start, for the next class.
    Reset,
}

/// Files that are opened, saved and exported.
#[derive(Clone, Debug, PartialEq)]
pub enum FileCommand {
    /// Ask for a file with the dialog of the desktop.
    OpenDialog,
    /// Open a file.
    OpenPath(PathBuf),
    /// Open the shipped scenario with this name.
    OpenShipped(&'static str),
    /// Save to where it came from, or ask.
    Save,
    /// Ask where to save, and save.
    SaveAs,
    /// Save there.
    SaveTo(PathBuf),
    /// Ask for a file to compare the chosen plan with.
    OpenBaseline,
    /// Compare the chosen plan with the run of this file.
    SetBaselineFile(PathBuf),
    /// Put this, the comparison as a table for slides, on the clipboard.
    CopyComparison(String),
    /// Ask where this is to be saved.
    Export(Export),
    /// Save this there.
    ExportTo(Export, PathBuf),
}

/// What can be saved in a file of its own, besides the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// How the run of the chosen plan differs from the baseline, as CSV.
    Comparison,
}

/// How the window looks, and which panels are open.
#[derive(Clone, Debug, PartialEq)]
pub enum WindowCommand {
    /// Put away the message that is shown.
    Dismiss,
    /// Night (`true`) or day.
    SetNight(bool),
    /// Speak this language.
    SetLanguage(Language),
    /// Show everything so large, in per cent.
    SetScale(u16),
    /// Move nothing that need not move, or do.
    SetReducedMotion(bool),
    /// Show or hide what can be set.
    ToggleSettings,
    /// Show the dependency view instead of the map, or the map again.
    ToggleDependencies,
    /// Show the map in large type to an audience, or no longer.
    TogglePresent,
    /// Show or hide the list of keys.
    ToggleKeys,
    /// Show or hide the list of scenarios.
    ToggleScenarios,
    /// Show how many runs of the chosen plan spread, each with its own seed, or no longer.
    ToggleEnsemble,
    /// Show run and baseline, map beside map, or the chosen run alone.
    ToggleBoth,
    /// Show or hide what is sourced, assumed and fitted.
    ToggleNotes,
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
    /// A command that is the app's.
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
    ($($all:ident { $($family:ident($command:ident))* })*) => {$($(
        impl From<$command> for $all {
            fn from(command: $command) -> Self {
                Self::$family(command)
            }
        }
    )*)*};
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
