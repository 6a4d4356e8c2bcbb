//! Handles the keyboard shortcuts pressed in a frame, and draws the list of all shortcuts. Both use the table in `key_table.rs`.

use egui::{Event, FontId, Key, Modifiers, ScrollArea, Ui, vec2};

use super::key_table::{self, GROUPS, Scale, Wish};
use super::style::semibold;
use super::theme::{TEXT_BODY, TEXT_SMALL};
use super::timeline::TimelineView;
use super::{ViewContext, focus, plans, settings};
use crate::file::edit::Table;
use crate::model::Act;
use crate::recording::Subject;
use crate::session::{
    Command, Commands, EditCommand, FileCommand, IncidentsCommand, PlanCommand, PlaybackCommand, SPEEDS, SelectCommand,
    WindowCommand,
};

/// A request of a shortcut that is not a command of the session; the caller carries it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Close the overlay, the message or the presentation; if none of them is open, clear the selection.
    Escape,
    /// Rename the chosen plan.
    Rename,
    /// In a presentation, start or stop the director, which moves the camera to the events.
    Follow,
    /// In a presentation, show or hide the notes of the chapter.
    PresenterNotes,
    /// Search the list of scenarios.
    Find,
    /// Show the person a message about what has to be done first; holds the key of its text.
    Tell(&'static str),
}

/// Handles the shortcuts pressed in this frame; while the person is typing in a field, only those with Ctrl that save or open something over the
/// window. Returns a request that the caller has to carry out, if there is one. While a dialog covers the window (`is_covered`), nothing behind
/// it follows the keys.
pub fn keys(
    ui: &Ui,
    context: &ViewContext<'_>,
    timeline: &TimelineView,
    is_covered: bool,
    commands: &mut Commands,
) -> Option<Asked> {
    let is_typing = ui.ctx().text_edit_focused();
    // While a button has the focus, Space presses it and the arrow keys move the focus.
    let on_a_button = ui.memory(egui::Memory::focused).is_some();
    let pressed: Vec<(Key, Modifiers)> = ui.input(|input| {
        let key = |event: &Event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
            Some((*key, *modifiers))
        };
        input.events.iter().filter_map(key).collect()
    });
    let mut asked = None;
    let are_taken = focus::are_keys_taken(ui.ctx());
    let are_letters_lost = focus::are_letters_lost(ui.ctx());
    // Delete belongs to what has the focus, to the flag that was clicked last, and to the cells of a table.
    let is_delete_used = on_a_button || timeline.chosen_action.is_some() || are_letters_lost;
    let is_covered = is_covered || focus::is_under_dialog(ui.ctx());
    for (key, modifiers) in pressed {
        if are_taken && !key_table::is_left_by_sheets(key, modifiers) {
            continue;
        }
        if are_letters_lost && key_table::is_written(key, modifiers) {
            continue;
        }
        let Some(wish) = key_table::wish(key, modifiers).filter(|wish| !is_covered || wish.is_for_dialogs()) else {
            continue;
        };
        // The others would take the field away, or are keys of the text in it. Ctrl with Alt writes letters on some keyboards.
        let has_command = modifiers.command && !modifiers.alt;
        let goes_beside_typing = has_command && (wish.is_for_dialogs() || matches!(wish, Wish::Save | Wish::SaveAs));
        if is_typing && !goes_beside_typing {
            continue;
        }
        if wish == Wish::Remove && is_delete_used {
            continue;
        }
        if on_a_button && key_table::belongs_to_focus(key) && !modifiers.command {
            continue;
        }
        asked = fulfil(wish, context, timeline, settings::percent(ui.ctx()), commands).or(asked);
    }
    asked
}

fn fulfil(
    wish: Wish,
    context: &ViewContext<'_>,
    timeline: &TimelineView,
    percent: u16,
    commands: &mut Commands,
) -> Option<Asked> {
    let playback = context.session.playback();
    let selected_site = match context.session.selection() {
        Some(Subject::Site(site)) => Some(site),
        Some(Subject::Service(_) | Subject::Company(_) | Subject::World) | None => None,
    };
    let command = match wish {
        Wish::Play => Command::Playback(PlaybackCommand::TogglePlay),
        Wish::Reverse => Command::Playback(PlaybackCommand::SetReverse(!playback.reverse)),
        Wish::StepTime(secs) => Command::Playback(PlaybackCommand::StepTime(secs)),
        Wish::StepEvent(way) => Command::Playback(PlaybackCommand::StepEvent(way)),
        Wish::ToStart => Command::Playback(PlaybackCommand::ToStart),
        Wish::ToEnd => Command::Playback(PlaybackCommand::ToEnd),
        Wish::Speed(index) => Command::Playback(PlaybackCommand::SetSpeed(SPEEDS[index])),
        Wish::Loop => {
            let in_view = timeline.range(context).whole_secs();
            Command::Playback(PlaybackCommand::Loop(playback.looping.is_none().then_some(in_view)))
        }
        // The audience sees neither the tabs of plans nor the editor.
        Wish::WhatIf | Wish::Rename | Wish::Edit | Wish::Sheet | Wish::New | Wish::Import if context.presents => {
            return None;
        }
        Wish::WhatIf => plans::what_if(context),
        Wish::Rename => return Some(Asked::Rename),
        Wish::Both if context.session.baseline().is_none() => return Some(Asked::Tell("keys-no-other-future")),
        Wish::Both => Command::Window(WindowCommand::ToggleBoth),
        Wish::Ensemble => Command::Window(WindowCommand::ToggleEnsemble),
        Wish::Only if context.session.selection().is_none() => return Some(Asked::Tell("keys-select-to-focus")),
        Wish::Only => Command::Select(SelectCommand::ToggleOnly),
        Wish::Ignite => match selected_site {
            Some(site) => Command::Plan(PlanCommand::Do(Act::Strike { site, hazard: None })),
            None => return Some(Asked::Tell("keys-select-to-ignite")),
        },
        Wish::Extinguish => match selected_site {
            Some(site) => Command::Plan(PlanCommand::Do(Act::Extinguish { site })),
            None => return Some(Asked::Tell("keys-select-to-extinguish")),
        },
        Wish::Remove if !context.edits || context.presents => return None,
        Wish::Remove => match selected_rows(context) {
            Some((table, keys)) => Command::Window(WindowCommand::AskToRemove(table, keys)),
            None => return Some(Asked::Tell("keys-select-to-remove")),
        },
        Wish::Undo => Command::Edit(EditCommand::Undo),
        Wish::Redo => Command::Edit(EditCommand::Redo),
        Wish::Edit => Command::Window(WindowCommand::ToggleEditor),
        Wish::New => Command::Window(WindowCommand::ToggleNew),
        Wish::Sheet => Command::Window(WindowCommand::ToggleSheet),
        Wish::Open => Command::File(FileCommand::OpenDialog),
        Wish::Save => Command::File(FileCommand::Save),
        Wish::SaveAs => Command::File(FileCommand::SaveAs),
        Wish::Import => Command::Window(WindowCommand::ToggleImport),
        Wish::Export => Command::Window(WindowCommand::ToggleExports),
        Wish::Quit => Command::Window(WindowCommand::Close),
        Wish::Theme => Command::Window(WindowCommand::SetNight(!context.theme.night)),
        Wish::Zone => Command::Window(WindowCommand::SetZone(context.zone.next(context.computer_zone.is_some()))),
        Wish::Fit => Command::Window(WindowCommand::ShowAllSites),
        Wish::Chapter(way) => match next_chapter(context, way) {
            Some(chapter) => Command::Select(SelectCommand::Chapter(chapter)),
            None if context.world.story.is_empty() => return Some(Asked::Tell("keys-no-story")),
            None => return None,
        },
        Wish::Scenarios => Command::Window(WindowCommand::ToggleScenarios),
        Wish::Incidents => Command::Window(WindowCommand::Incidents(IncidentsCommand::Toggle)),
        Wish::Keys => Command::Window(WindowCommand::ToggleKeys),
        Wish::Settings => Command::Window(WindowCommand::ToggleSettings),
        Wish::Scale(scale) => Command::Window(WindowCommand::SetScale(match scale {
            Scale::Larger => settings::larger(percent),
            Scale::Smaller => settings::smaller(percent),
            Scale::Whole => settings::WHOLE,
        })),
        Wish::Needs => Command::Window(WindowCommand::ToggleDependencies),
        Wish::Present => Command::Window(WindowCommand::TogglePresent),
        Wish::Follow => return Some(Asked::Follow),
        Wish::PresenterNotes => return Some(Asked::PresenterNotes),
        Wish::Find => return Some(Asked::Find),
        Wish::Escape => return Some(Asked::Escape),
    };
    commands.push(command);
    None
}

/// The table and the ids of what is selected: the sites or services that are selected together, or else the one thing.
fn selected_rows(context: &ViewContext<'_>) -> Option<(Table, Vec<String>)> {
    let (session, world) = (context.session, context.world);
    let (sites, services) = (session.picked(), session.picked_services());
    if !sites.is_empty() {
        return Some((Table::Sites, sites.iter().map(|site| world.sites[*site].key.clone()).collect()));
    }
    if !services.is_empty() {
        return Some((Table::Services, services.iter().map(|service| world.services[*service].key.clone()).collect()));
    }
    match session.selection()? {
        Subject::Site(site) => Some((Table::Sites, vec![world.sites[site].key.clone()])),
        Subject::Service(service) => Some((Table::Services, vec![world.services[service].key.clone()])),
        Subject::Company(company) => Some((Table::Companies, vec![world.companies[company].key.clone()])),
        Subject::World => None,
    }
}

/// The index of the chapter after (`way` 1) or before (`way` -1) the chapter that is shown. If no chapter is shown, the search starts
/// at the playhead. `None` if there is no such chapter.
pub(in crate::ui) fn next_chapter(context: &ViewContext<'_>, way: i32) -> Option<usize> {
    let story = &context.world.story;
    let (before, after) = match context.shown_chapter() {
        Some(shown) => (shown.checked_sub(1), Some(shown + 1)),
        // No chapter is shown, so the search starts at the playhead. A chapter at exactly this time is the next one only if no chapter
        // is open.
        None => {
            let is_ahead = |at| at > context.now || (at == context.now && context.session.chapter().is_none());
            let before = story.iter().rposition(|chapter| chapter.at < context.now);
            (before, story.iter().position(|chapter| is_ahead(chapter.at)))
        }
    };
    let next = if way > 0 { after } else { before };
    next.filter(|next| *next < story.len())
}

/// The width of the column of the keys in the list of shortcuts, in points.
const CAPS: f32 = 124.0;

/// Draws the list of all shortcuts.
pub fn keys_ui(ui: &mut Ui, context: &ViewContext<'_>) {
    ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| {
        ui.columns(2, |columns| {
            for (index, group) in GROUPS.iter().enumerate() {
                group_ui(&mut columns[index % 2], context, group);
            }
        });
        let words = egui::RichText::new(context.texts.get("keys-beside-field")).color(context.theme.quiet);
        ui.add(egui::Label::new(words).wrap());
    });
}

fn group_ui(ui: &mut Ui, context: &ViewContext<'_>, group: &key_table::Group) {
    let theme = context.theme;
    ui.label(egui::RichText::new(context.texts.get(group.title)).font(semibold(TEXT_BODY)).color(theme.text));
    ui.add_space(2.0);
    for row in group.rows {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let caps = row.caps();
            let widths: Vec<f32> = caps.iter().map(|cap| cap_width(ui, cap) + 4.0).collect();
            let places = cap_places(&widths);
            let lines = places.last().map_or(1.0, |place| place.y + 1.0);
            let (rect, _) = ui.allocate_exact_size(vec2(CAPS, 24.0 * lines), egui::Sense::hover());
            for (cap, place) in caps.iter().zip(places) {
                cap_ui(ui, context, rect.min + vec2(place.x, 24.0 * place.y + 12.0), cap);
            }
            let words = egui::RichText::new(context.texts.get(row.text)).color(theme.quiet);
            ui.add(egui::Label::new(words).wrap());
        });
    }
    ui.add_space(14.0);
}

/// The width of the box of one key of the keyboard.
fn cap_width(ui: &Ui, words: &str) -> f32 {
    let font = FontId::proportional(TEXT_SMALL);
    let words = ui.painter().layout_no_wrap(words.to_owned(), font, egui::Color32::PLACEHOLDER);
    (words.size().x + 12.0).max(22.0)
}

/// The places of boxes of these widths within a column of the width [`CAPS`]: their distance from its left edge in points, and the number of
/// their line.
fn cap_places(widths: &[f32]) -> Vec<egui::Vec2> {
    let (mut left, mut line) = (0.0, 0.0);
    let place = |width: &f32| {
        if left > 0.0 && left + width > CAPS {
            (left, line) = (0.0, line + 1.0);
        }
        let place = vec2(left, line);
        left += width;
        place
    };
    widths.iter().map(place).collect()
}

/// Draws one key of the keyboard as a small box with its name.
fn cap_ui(ui: &Ui, context: &ViewContext<'_>, left_middle: egui::Pos2, words: &str) {
    let theme = context.theme;
    let galley = ui.painter().layout_no_wrap(words.to_owned(), FontId::proportional(TEXT_SMALL), theme.text);
    let size = vec2(cap_width(ui, words), 20.0);
    let rect = egui::Rect::from_min_size(left_middle - vec2(0.0, size.y / 2.0), size);
    ui.painter().rect(rect, 4.0, theme.raised, egui::Stroke::new(1.0, theme.border), egui::StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_are_wider_than_their_column_stand_in_several_lines() {
        assert_eq!(cap_places(&[26.0, 50.0, 80.0]), [vec2(0.0, 0.0), vec2(26.0, 0.0), vec2(0.0, 1.0)]);
        assert_eq!(cap_places(&[200.0, 20.0]), [vec2(0.0, 0.0), vec2(0.0, 1.0)]);
        assert!(cap_places(&[]).is_empty());
    }
}
