//! Applies commands, with one function for each family. The session applies its own; the app applies those about files and the window.

use egui::{Context, ViewportCommand};

use super::App;
use super::dialog::Purpose;
use super::importing::is_imported;
use super::overlays::Overlay;
use super::unsaved::is_plan_written;
use super::wish::Writing;
use crate::file::Shipped;
use crate::model::CameraTarget;
use crate::session::{Command, EditCommand, FileCommand, Origin, SelectCommand, WindowCommand};
use crate::ui::notice::Notice;
use crate::ui::style;
use crate::ui::text::{Language, Texts};
use crate::ui::theme::Theme;

/// Whether a command changes what is written of the document in the window.
const fn is_edit(command: &Command) -> bool {
    match command {
        Command::Plan(command) => is_plan_written(command),
        Command::Edit(command) => matches!(command, EditCommand::Change(_)),
        Command::Playback(_) | Command::Select(_) | Command::File(_) | Command::Window(_) => false,
    }
}

impl App {
    /// Applies a command, and requests another frame if the screen may have to show something else.
    pub(super) fn apply(&mut self, ctx: &Context, command: Command) {
        // A message that only informs disappears at the next command, and one that offers a way back at the next edit.
        let is_next = self.is_telling() && !matches!(command, Command::Select(SelectCommand::Hover(_)));
        if is_next || (self.offers_way_back() && is_edit(&command)) {
            self.put_away_notice();
        }
        match command {
            Command::Playback(command) => self.apply_in_session(ctx, command),
            Command::Select(command) => {
                if matches!(command, SelectCommand::Select(Some(_))) {
                    self.views.editor.follow_selection_again();
                }
                self.apply_in_session(ctx, command);
            }
            Command::Plan(command) => self.apply_in_session(ctx, command),
            Command::Edit(EditCommand::Undo) if self.undo_wrong() => ctx.request_repaint(),
            Command::Edit(EditCommand::Redo) if self.redo_wrong() => ctx.request_repaint(),
            Command::Edit(command) => self.apply_in_session(ctx, command),
            Command::File(command) => self.apply_file(ctx, command),
            Command::Window(command) => self.apply_window(ctx, &command),
        }
    }

    /// What is wrong in cells and fields is in no document, and has a history of its own: takes back the last step of it that is later than the last
    /// change of the document. A change that is being computed is later still. Returns whether there was such a step.
    fn undo_wrong(&mut self) -> bool {
        !self.is_computing() && self.views.editor.take_back_wrong(&self.session)
    }

    /// Makes the step again that [`Self::undo_wrong`] has taken back last. Returns whether there is one.
    fn redo_wrong(&mut self) -> bool {
        !self.is_computing() && self.views.editor.bring_back_wrong(&self.session)
    }

    fn apply_file(&mut self, ctx: &Context, command: FileCommand) {
        ctx.request_repaint();
        let replaces = matches!(
            command,
            FileCommand::OpenPath(_)
                | FileCommand::OpenShipped(_)
                | FileCommand::GoOn(_)
                | FileCommand::SaveUnsaved(_)
                | FileCommand::ImportNow
                | FileCommand::CreateNew
                | FileCommand::Duplicate
                | FileCommand::LeaveCopy
        );
        if replaces && self.ends_typing(ctx) {
            // What is being typed belongs to the document that is left, and is accepted in the next frame.
            self.after_typing.push(Command::File(command));
            return;
        }
        let typed_in = ctx.memory(egui::Memory::focused);
        if matches!(command, FileCommand::Save | FileCommand::SaveAs) && self.ends_typing(ctx) {
            // What is being typed is saved too; then the person goes on typing.
            self.after_typing.push(Command::File(command));
            self.typed_in = typed_in;
            return;
        }
        let Some(command) = self.wait_for_change(command) else { return };
        match command {
            FileCommand::OpenDialog => self.ask_for_path(ctx, Purpose::Open),
            FileCommand::OpenPath(path) if is_imported(&path) => self.import_path(ctx, path),
            FileCommand::OpenPath(path) => self.open_path(ctx, path),
            FileCommand::ImportDialog => self.ask_for_path(ctx, Purpose::Import),
            FileCommand::ImportPath(path) => self.import_path(ctx, path),
            FileCommand::ImportCells(cells) => self.import_cells(&cells),
            FileCommand::ImportNow => self.import_now(ctx),
            FileCommand::OpenShipped(name) => {
                if let Some(shipped) = Shipped::named(name) {
                    self.begin_shipped(shipped);
                }
            }
            FileCommand::Save => match self.session.origin() {
                Origin::File(path) => self.save(ctx, Writing::Scenario, path.clone()),
                Origin::Shipped(_) | Origin::Nowhere(_) => self.ask_for_path(ctx, Purpose::Save),
            },
            FileCommand::SaveAs => self.ask_for_path(ctx, Purpose::Save),
            FileCommand::SaveTo(path) => self.save(ctx, Writing::Scenario, path),
            FileCommand::GoOn(id) => self.go_on(ctx, id, false),
            FileCommand::SaveUnsaved(id) => self.go_on(ctx, id, true),
            FileCommand::ThrowAway(id) => self.throw_away(id),
            FileCommand::OpenBaseline => self.ask_for_path(ctx, Purpose::Baseline),
            FileCommand::SetBaselineFile(path) => self.set_baseline_file(ctx, path),
            FileCommand::CreateNew => self.create_new(ctx),
            FileCommand::Duplicate => self.duplicate_scenario(ctx),
            FileCommand::LeaveCopy => self.leave_copy(),
            FileCommand::CompareVersions => self.compare_from_menu(ctx),
            FileCommand::TakeVersion(taken) => self.take_version(ctx, taken),
            FileCommand::CopyComparison(table) => {
                ctx.copy_text(table);
                self.tell_in_incidents(self.texts.get("compare-copied").to_owned());
                self.tell(Notice::calm(self.texts.get("compare-copied").to_owned(), String::new()));
            }
            FileCommand::Export(export) => self.ask_for_path(ctx, Purpose::Export(export)),
            FileCommand::ExportTo(export, path) => self.save(ctx, Writing::Export(export), path),
        }
    }

    fn apply_window(&mut self, ctx: &Context, command: &WindowCommand) {
        ctx.request_repaint();
        match *command {
            WindowCommand::Dismiss => self.put_away_notice(),
            WindowCommand::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
            WindowCommand::SetNight(night) => {
                self.theme = if night { Theme::night() } else { Theme::day() };
                style::install_style(ctx, &self.theme);
                self.settings.night = night;
                self.keep_settings();
            }
            WindowCommand::SetLanguage(language) => self.set_language(language),
            WindowCommand::SetScale(percent) => {
                self.settings.scale_percent = percent;
                self.apply_scale(ctx);
                self.keep_settings();
            }
            WindowCommand::SetReducedMotion(reduced) => {
                self.settings.still = reduced;
                self.keep_settings();
            }
            WindowCommand::SetZone(zone) => {
                self.settings.zone = zone;
                self.keep_settings();
            }
            WindowCommand::ToggleSettings => {
                self.toggle(matches!(self.overlay, Some(Overlay::Settings)), |_| Overlay::Settings);
            }
            WindowCommand::ToggleEditor => self.views.editor.toggle(),
            WindowCommand::ToggleSheet => self.views.editor.toggle_sheet(),
            WindowCommand::ToggleDependencies => self.views.dependencies.shown = !self.views.dependencies.shown,
            WindowCommand::TogglePresent => self.toggle_present(ctx),
            WindowCommand::ToggleNew => {
                self.toggle(matches!(self.overlay, Some(Overlay::New(_))), Self::new_form);
            }
            WindowCommand::ToggleKeys => {
                self.toggle(matches!(self.overlay, Some(Overlay::Keys)), |_| Overlay::Keys);
            }
            WindowCommand::ToggleScenarios => {
                let list = |app: &mut Self| app.scenario_list(ctx);
                self.toggle(matches!(self.overlay, Some(Overlay::Scenarios(_))), list);
            }
            WindowCommand::ShowUnsaved => self.show_unsaved(ctx),
            WindowCommand::ToggleExports => {
                self.toggle(matches!(self.overlay, Some(Overlay::Exports)), |_| Overlay::Exports);
            }
            WindowCommand::ToggleImport => {
                self.toggle(matches!(self.overlay, Some(Overlay::Import)), |_| Overlay::Import);
            }
            WindowCommand::ToggleEnsemble => self.ensembles.toggle(),
            WindowCommand::ToggleBoth => self.views.maps.both = !self.views.maps.both,
            WindowCommand::ToggleNotes => {
                self.toggle(matches!(self.overlay, Some(Overlay::Notes)), |_| Overlay::Notes);
            }
            WindowCommand::AskToRemove(table, ref keys) => {
                self.views.editor.ask_to_remove(&self.session, table, keys);
            }
            WindowCommand::ShowAllSites => {
                self.views.maps.one.show_all();
                self.apply_in_session(ctx, SelectCommand::PointCamera(CameraTarget::All));
            }
            WindowCommand::ShowWarnings => self.tell_warnings(),
            WindowCommand::Incidents(ref command) => self.apply_incidents(ctx, command.clone()),
        }
    }

    /// Opens the list of scenarios, if it is not open, with the keyboard in its search field.
    pub(super) fn find_scenario(&mut self, ctx: &Context) {
        if !matches!(self.overlay, Some(Overlay::Scenarios(_))) {
            let list = self.scenario_list(ctx);
            self.close_overlay();
            self.overlay = Some(list);
        }
        if let Some(Overlay::Scenarios(cards)) = &mut self.overlay {
            cards.view.wants_search = true;
        }
        ctx.request_repaint();
    }

    /// Opens the list of scenarios from its top, where those with unsaved changes are.
    fn show_unsaved(&mut self, ctx: &Context) {
        self.close_overlay();
        let mut list = self.scenario_list(ctx);
        if let Overlay::Scenarios(cards) = &mut list {
            cards.view.shows_top = true;
        }
        self.overlay = Some(list);
    }

    /// Changes the language of the window and of the scenario.
    fn set_language(&mut self, language: Language) {
        self.texts = Texts::for_window(language);
        self.put_away_notice();
        self.views.import.read_again();
        self.settings.language = Some(language);
        self.keep_settings();
    }

    /// If the list of scenarios is open, shows in it the unsaved work that there is now.
    pub(super) fn update_unsaved_rows(&mut self) {
        let rows = self.unsaved_rows();
        if let Some(Overlay::Scenarios(cards)) = &mut self.overlay {
            cards.unsaved = rows;
        }
    }

    /// Opens an overlay. If it is open already (`is_shown`), closes it.
    fn toggle(&mut self, is_shown: bool, overlay: impl FnOnce(&mut Self) -> Overlay) {
        let next = (!is_shown).then(|| overlay(self));
        self.close_overlay();
        self.overlay = next;
    }
}
