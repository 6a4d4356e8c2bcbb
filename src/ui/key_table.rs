//! The table of keyboard shortcuts: which key does what, and how the key is shown in help texts and hints.

use egui::{Key, Modifiers};

/// What a shortcut does. The module `keys` turns it into a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Play,
    Reverse,
    /// Moves the playhead by this many seconds.
    StepTime(i64),
    StepEvent(i32),
    ToStart,
    ToEnd,
    /// Sets the playback speed; holds the index of the speed in the list of speeds.
    Speed(usize),
    Loop,
    /// Forks a new plan off the chosen one at the playhead.
    WhatIf,
    Rename,
    Ignite,
    Extinguish,
    /// In the editor, asks whether to remove what is selected.
    Remove,
    Undo,
    Redo,
    /// Makes the window an editor, or a dashboard again.
    Edit,
    /// Opens the form of a new scenario.
    New,
    /// Opens or closes the table of cells of the editor.
    Sheet,
    Open,
    Save,
    SaveAs,
    /// Shows what can be exported.
    Export,
    /// Shows the import panel.
    Import,
    /// Closes the window.
    Quit,
    Theme,
    /// Shows times in the next zone.
    Zone,
    Fit,
    /// Switches between two maps side by side, of the baseline and of the chosen run, and one map of the chosen run.
    Both,
    /// Turns the Monte Carlo runs on or off.
    Ensemble,
    /// Switches the map between showing only what is connected with the selection and showing everything.
    Only,
    /// Goes to the next (1) or the previous (-1) chapter.
    Chapter(i32),
    Scenarios,
    /// Searches the list of scenarios.
    Find,
    /// Opens or closes the view of incidents beside one another.
    Incidents,
    Keys,
    Settings,
    /// Changes the zoom level of the whole window.
    Scale(Scale),
    /// Switches between the dependency view and the map.
    Needs,
    /// Starts or ends the presentation mode.
    Present,
    /// Starts or stops the director of the presentation, which moves the camera to the events.
    Follow,
    /// Shows or hides the notes of the chapter in a presentation.
    PresenterNotes,
    Escape,
}

impl Wish {
    /// Whether a shortcut works while a dialog is open: those that open and close dialogs, and the size of everything. All others would act on
    /// what is behind the dialog.
    pub(super) const fn is_for_dialogs(self) -> bool {
        matches!(
            self,
            Self::Escape
                | Self::Keys
                | Self::Settings
                | Self::Scale(_)
                | Self::New
                | Self::Open
                | Self::Import
                | Self::Export
                | Self::Scenarios
                | Self::Find
                | Self::Incidents
                | Self::Quit
        )
    }
}

/// How the zoom level changes: one step up, one step down, or back to 100 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    Larger,
    Smaller,
    Whole,
}

/// A shortcut: a key, the modifier keys that are held with it, and what the shortcut does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Combo {
    held: Held,
    key: Key,
    wish: Wish,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Nothing,
    Shift,
    Ctrl,
    CtrlShift,
    /// The shortcut works with and without Shift: some keyboard layouts need Shift for this key.
    Whatever,
    /// The shortcut needs Ctrl, and works with and without Shift.
    CtrlWhatever,
}

/// One row of the list of shortcuts: shortcuts that do one kind of thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// The key of the text that describes what the shortcuts of this row do.
    pub text: &'static str,
    combos: &'static [Combo],
}

/// A group of rows below one title.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// The key of the text of the title.
    pub title: &'static str,
    pub rows: &'static [Row],
}

const fn on(held: Held, key: Key, wish: Wish) -> Combo {
    Combo { held, key, wish }
}

const fn row(text: &'static str, combos: &'static [Combo]) -> Row {
    Row { text, combos }
}

use Held::{Ctrl, CtrlShift, CtrlWhatever, Nothing, Shift, Whatever};

/// How far an arrow key moves the playhead, in seconds: without Shift, and with Shift.
const STEP_SECS: [i64; 2] = [600, 21_600];

pub(super) const GROUPS: &[Group] = &[
    Group {
        title: "keys-playback",
        rows: &[
            row("keys-play", &[on(Nothing, Key::Space, Wish::Play)]),
            row("keys-reverse", &[on(Nothing, Key::R, Wish::Reverse)]),
            row(
                "keys-step",
                &[
                    on(Nothing, Key::ArrowLeft, Wish::StepTime(-STEP_SECS[0])),
                    on(Nothing, Key::ArrowRight, Wish::StepTime(STEP_SECS[0])),
                ],
            ),
            row(
                "keys-step-far",
                &[
                    on(Shift, Key::ArrowLeft, Wish::StepTime(-STEP_SECS[1])),
                    on(Shift, Key::ArrowRight, Wish::StepTime(STEP_SECS[1])),
                ],
            ),
            row(
                "keys-step-event",
                &[on(Ctrl, Key::ArrowLeft, Wish::StepEvent(-1)), on(Ctrl, Key::ArrowRight, Wish::StepEvent(1))],
            ),
            row("keys-ends", &[on(Nothing, Key::Home, Wish::ToStart), on(Nothing, Key::End, Wish::ToEnd)]),
            row(
                "keys-speed",
                &[
                    on(Nothing, Key::Num1, Wish::Speed(0)),
                    on(Nothing, Key::Num2, Wish::Speed(1)),
                    on(Nothing, Key::Num3, Wish::Speed(2)),
                    on(Nothing, Key::Num4, Wish::Speed(3)),
                    on(Nothing, Key::Num5, Wish::Speed(4)),
                    on(Nothing, Key::Num6, Wish::Speed(5)),
                    on(Nothing, Key::Num7, Wish::Speed(6)),
                    on(Nothing, Key::Num8, Wish::Speed(7)),
                    on(Nothing, Key::Num9, Wish::Speed(8)),
                ],
            ),
            row("keys-loop", &[on(Nothing, Key::L, Wish::Loop)]),
            row(
                "keys-chapter",
                &[on(Nothing, Key::PageUp, Wish::Chapter(-1)), on(Nothing, Key::PageDown, Wish::Chapter(1))],
            ),
        ],
    },
    Group {
        title: "keys-doing",
        rows: &[
            row("keys-ignite", &[on(Nothing, Key::I, Wish::Ignite)]),
            row("keys-extinguish", &[on(Nothing, Key::E, Wish::Extinguish)]),
            row("keys-what-if", &[on(Nothing, Key::W, Wish::WhatIf)]),
            row("keys-rename", &[on(Nothing, Key::F2, Wish::Rename)]),
            row("keys-edit", &[on(Ctrl, Key::E, Wish::Edit)]),
            row("keys-sheet", &[on(Ctrl, Key::T, Wish::Sheet)]),
            row("keys-remove", &[on(Nothing, Key::Delete, Wish::Remove)]),
            row("keys-undo", &[on(Nothing, Key::Z, Wish::Undo), on(Ctrl, Key::Z, Wish::Undo)]),
            row(
                "keys-redo",
                &[on(Nothing, Key::Y, Wish::Redo), on(Ctrl, Key::Y, Wish::Redo), on(CtrlShift, Key::Z, Wish::Redo)],
            ),
        ],
    },
    Group {
        title: "keys-view",
        rows: &[
            row("keys-fit", &[on(Nothing, Key::F, Wish::Fit)]),
            row("keys-only", &[on(Nothing, Key::O, Wish::Only)]),
            row("keys-both", &[on(Nothing, Key::B, Wish::Both)]),
            row("keys-ensemble", &[on(Nothing, Key::U, Wish::Ensemble)]),
            row("keys-needs", &[on(Nothing, Key::G, Wish::Needs)]),
            row("keys-present", &[on(Nothing, Key::F5, Wish::Present)]),
            row("keys-follow", &[on(Nothing, Key::D, Wish::Follow)]),
            row("keys-presenter-notes", &[on(Nothing, Key::M, Wish::PresenterNotes)]),
            row("keys-theme", &[on(Nothing, Key::N, Wish::Theme)]),
            row("keys-zone", &[on(Nothing, Key::T, Wish::Zone)]),
            row(
                "keys-scale",
                &[
                    on(CtrlWhatever, Key::Plus, Wish::Scale(Scale::Larger)),
                    on(CtrlWhatever, Key::Minus, Wish::Scale(Scale::Smaller)),
                ],
            ),
            row("keys-scale-whole", &[on(Ctrl, Key::Num0, Wish::Scale(Scale::Whole))]),
            row("keys-settings", &[on(Ctrl, Key::Comma, Wish::Settings)]),
            row("keys-escape", &[on(Whatever, Key::Escape, Wish::Escape)]),
            row("keys-keys", &[on(Whatever, Key::Questionmark, Wish::Keys), on(Nothing, Key::F1, Wish::Keys)]),
        ],
    },
    Group {
        title: "keys-files",
        rows: &[
            row("keys-new", &[on(Ctrl, Key::N, Wish::New)]),
            row("keys-scenarios", &[on(Ctrl, Key::L, Wish::Scenarios)]),
            row("keys-find-scenario", &[on(Ctrl, Key::F, Wish::Find)]),
            row("keys-incidents", &[on(Ctrl, Key::B, Wish::Incidents)]),
            row("keys-open", &[on(Ctrl, Key::O, Wish::Open)]),
            row("keys-save", &[on(Ctrl, Key::S, Wish::Save)]),
            row("keys-save-as", &[on(CtrlShift, Key::S, Wish::SaveAs)]),
            row("keys-import", &[on(Ctrl, Key::I, Wish::Import)]),
            row("keys-export", &[on(CtrlShift, Key::E, Wish::Export)]),
            row("keys-quit", &[on(Ctrl, Key::Q, Wish::Quit)]),
        ],
    },
];

/// What a key does with these modifiers; `None` if it is not a shortcut.
pub(super) fn wish(key: Key, modifiers: Modifiers) -> Option<Wish> {
    // On many keyboards the plus sign is on the key `=` and needs Shift. This key counts as plus without Shift, too.
    let key = if key == Key::Equals { Key::Plus } else { key };
    let combos = GROUPS.iter().flat_map(|group| group.rows).flat_map(|row| row.combos);
    combos.filter(|combo| combo.key == key).find(|combo| combo.held.is(modifiers)).map(|combo| combo.wish)
}

/// Whether a key is a shortcut of the window even while a table of cells has the focus, which uses all others itself.
pub(super) const fn is_left_by_sheets(key: Key, modifiers: Modifiers) -> bool {
    let has_command = modifiers.command || modifiers.ctrl;
    let is_used = matches!(
        key,
        Key::A
            | Key::C
            | Key::D
            | Key::V
            | Key::X
            | Key::Y
            | Key::Z
            | Key::Home
            | Key::End
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Delete
            | Key::Backspace
    );
    (has_command && !is_used) || matches!(key, Key::F1 | Key::F5)
}

/// Whether a key writes a letter or a digit.
pub(super) fn is_written(key: Key, modifiers: Modifiers) -> bool {
    let mut name = key.name().chars();
    let is_letter = name.next().is_some_and(char::is_alphanumeric) && name.next().is_none();
    is_letter && !modifiers.command && !modifiers.ctrl
}

/// Whether a focused button or text field uses this key itself; the shortcut is then not carried out.
pub(super) const fn belongs_to_focus(key: Key) -> bool {
    matches!(key, Key::Space | Key::ArrowLeft | Key::ArrowRight)
}

impl Held {
    fn is(self, modifiers: Modifiers) -> bool {
        let held = (modifiers.command || modifiers.ctrl, modifiers.shift);
        match self {
            Nothing => held == (false, false) && !modifiers.alt,
            Shift => held == (false, true),
            Ctrl => held == (true, false),
            CtrlShift => held == (true, true),
            Whatever => !held.0,
            CtrlWhatever => held.0,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Nothing | Whatever => "",
            Shift => "Shift ",
            Ctrl | CtrlWhatever => "Ctrl ",
            CtrlShift => "Ctrl Shift ",
        }
    }
}

impl Row {
    /// The names of the keys of this row, as printed on a keyboard. Of more than two digits only the first and the last are named.
    pub(super) fn caps(&self) -> Vec<String> {
        let name = |combo: &Combo| format!("{}{}", combo.held.words(), cap(combo.key));
        match self.combos {
            [first, _, .., last] if matches!(first.wish, Wish::Speed(_)) => {
                vec![format!("{} – {}", cap(first.key), cap(last.key))]
            }
            // Two keys with the same modifiers show the modifiers only once.
            [first, second] if first.held == second.held => vec![name(first), cap(second.key).to_owned()],
            combos => combos.iter().map(name).collect(),
        }
    }
}

/// The keys of the row whose description has the text key `text`, as printed on a keyboard; `None` if there is no such row.
#[must_use]
pub fn printed(text: &str) -> Option<String> {
    let row = GROUPS.iter().flat_map(|group| group.rows).find(|row| row.text == text)?;
    Some(row.caps().join(", "))
}

fn cap(key: Key) -> &'static str {
    const PRINTED: [(Key, &str); 9] = [
        (Key::ArrowLeft, "←"),
        (Key::ArrowRight, "→"),
        (Key::Escape, "Esc"),
        (Key::Questionmark, "?"),
        (Key::PageUp, "PgUp"),
        (Key::PageDown, "PgDn"),
        (Key::Plus, "+"),
        (Key::Minus, "−"),
        (Key::Comma, ","),
    ];
    PRINTED.iter().find(|(other, _)| *other == key).map_or_else(|| key.name(), |(_, printed)| printed)
}
