//! Everything that a view can ask for. An action is one variant; the compiler then asks for it everywhere.

use std::path::PathBuf;

use super::doing::Baseline;
use crate::model::{Act, CameraTarget, Measure, Plan, WhatIf};
use crate::recording::{EventId, Subject};
use crate::text::Language;
use crate::units::SimTime;

/// A list that views write and the app empties after drawing.
pub type Commands = Vec<Command>;

/// One wish of the person.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
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
    /// Go where the mouse is; clamped to the run.
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

    /// Select something, or nothing.
    Select(Option<Subject>),
    /// Something is under the pointer; holds for the next frame only.
    Hover(Subject),
    /// Go to an event: its time, its subject.
    Follow(EventId),
    /// Turn the map towards something.
    PointCamera(CameraTarget),
    /// Show this chapter of the story.
    Chapter(usize),

    /// Do something at the playhead.
    Do(Act),
    /// Do what was done at this place in the plan at another time; what counts from the first strike moves along.
    MoveAction(usize, SimTime),
    /// Take back what was done at this place in the plan.
    RemoveAction(usize),
    /// Change to the plan at this place.
    ChoosePlan(usize),
    /// Add a plan and change to it.
    AddPlan(Plan),
    /// Part from the chosen plan at the playhead: a new plan that does the same, and this besides.
    Fork(WhatIf),
    /// Call the plan at this place so.
    RenamePlan(usize, String),
    /// Remove the plan at this place; its forks stand on their own.
    RemovePlan(usize),
    /// Lay another future beside the chosen one.
    SetBaseline(Baseline),
    /// Show on the map how the two futures differ, or no longer.
    ToggleDifferences,
    /// Show on the map only what the selection touches, or everything again.
    ToggleOnly,
    /// Take a measure in the chosen plan, after the others.
    AddMeasure(Measure),
    /// Have this instead of the measure at this place in the plan: another value, or on and off.
    SetMeasure(usize, Measure),
    /// Take the measure at this place out of the plan.
    RemoveMeasure(usize),
    /// Another luck.
    SetSeed(u64),
    /// Take back the last change.
    Undo,
    /// Do it again.
    Redo,
    /// Go back to the plan as filed and to the start, for the next class.
    Reset,

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
    /// Ask for a file to lay beside the chosen plan.
    OpenBaseline,
    /// Lay the run of this file beside the chosen plan.
    SetBaselineFile(PathBuf),
    /// Put this, the comparison as a table for slides, on the clipboard.
    CopyComparison(String),
    /// Ask where the comparison is to be saved.
    ExportComparison,
    /// Save the comparison there, as CSV.
    ExportComparisonTo(PathBuf),
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
    /// Show services by need instead of the map, or the map again.
    ToggleDependencies,
    /// Show the map in large type to an audience, or no longer.
    TogglePresent,
    /// Show or hide the list of keys.
    ToggleKeys,
    /// Show or hide the list of scenarios.
    ToggleScenarios,
    /// Show how many runs of the chosen plan spread, each with its own luck, or no longer.
    ToggleEnsemble,
    /// Show both futures, map beside map, or the chosen one alone.
    ToggleBoth,
    /// Show or hide what is sourced, assumed and fitted.
    ToggleNotes,
}
