//! Applies commands, with one function for each family. The session applies its own; the app applies those about files and the window.

use egui::{Context, ViewportCommand};

use super::App;
use super::dialog::Purpose;
use super::files;
use super::overlays::Overlay;
use super::question::Question;
use super::saving::Writing;
use crate::file::Shipped;
use crate::session::{
    Command, EditCommand, FileCommand, Origin, PlanCommand, SelectCommand, SessionCommand, WindowCommand,
};
use crate::ui::notice::Notice;
use crate::ui::scenarios::Cards;
use crate::ui::style;
use crate::ui::text::{Language, Texts};
use crate::ui::theme::Theme;

impl App {
    /// Applies a command, and requests another frame if the screen may have to show something else.
    pub(super) fn apply(&mut self, ctx: &Context, command: Command) {
        // A message that only informs disappears at the next command.
        if self.is_telling() && !matches!(command, Command::Select(SelectCommand::Hover(_))) {
            self.put_away_notice();
        }
        match command {
            Command::Playback(command) => self.apply_in_session(ctx, command),
            Command::Select(command) => self.apply_select(ctx, command),
            Command::Plan(command) => self.apply_plan(ctx, command),
            Command::Edit(command) => self.apply_edit(ctx, command),
            Command::File(command) => self.apply_file(ctx, command),
            Command::Window(command) => self.apply_window(ctx, &command),
        }
    }

    /// Lets the session apply one of its commands, and shows the reason if it is refused.
    pub(super) fn apply_in_session(&mut self, ctx: &Context, command: impl Into<SessionCommand>) {
        let response = self.session.apply(command);
        if response.wants_frame {
            ctx.request_repaint();
        }
        if let Some(refusal) = response.refused {
            let title = self.texts.get("notice-refused").to_owned();
            self.tell(Notice::trouble(title, self.texts.say(&refusal.saying())));
        }
    }

    /// Shows the text of a chapter as a message, except while presenting, when the caption already shows it.
    fn apply_select(&mut self, ctx: &Context, command: SelectCommand) {
        let chapter = if let SelectCommand::Chapter(index) = command { Some(index) } else { None };
        self.apply_in_session(ctx, command);
        if let Some(index) = chapter.filter(|_| self.presenting.is_none()) {
            self.tell_chapter(index);
        }
    }

    /// Applies a command about plans. If it removes a plan, a message shows how many expectations were removed with the plan, because the
    /// window does not show expectations anywhere else.
    fn apply_plan(&mut self, ctx: &Context, command: PlanCommand) {
        let PlanCommand::RemovePlan(index) = command else {
            self.apply_in_session(ctx, command);
            return;
        };
        let Some(plan) = self.session.plans().get(index) else { return };
        let name = self.session.plan_name(&plan.name, &self.texts).to_owned();
        let before = self.session.expectations().len();
        self.apply_in_session(ctx, command);
        let removed = before - self.session.expectations().len();
        if removed > 0 {
            self.tell_removed(&name, removed);
        }
    }

    fn apply_edit(&mut self, ctx: &Context, command: EditCommand) {
        if command == EditCommand::Reset && self.question == Question::Story {
            self.put_away_notice();
        }
        self.apply_in_session(ctx, command);
    }

    fn apply_file(&mut self, ctx: &Context, command: FileCommand) {
        ctx.request_repaint();
        let replaces = matches!(
            command,
            FileCommand::OpenPath(_) | FileCommand::OpenShipped(_) | FileCommand::GoOn(_) | FileCommand::SaveUnsaved(_)
        );
        if replaces && self.ends_typing(ctx) {
            // What is being typed belongs to the document that is left, and is accepted in the next frame.
            self.after_typing.push(Command::File(command));
            return;
        }
        match command {
            FileCommand::OpenDialog => self.ask_for_path(ctx, Purpose::Open),
            FileCommand::OpenPath(path) => self.open_path(&path),
            FileCommand::OpenShipped(name) => {
                if let Some(shipped) = Shipped::named(name) {
                    self.begin_shipped(shipped);
                }
            }
            FileCommand::Save => match self.session.origin() {
                Origin::File(path) => self.save(ctx, Writing::Scenario, path.clone()),
                Origin::Shipped(_) => self.ask_for_path(ctx, Purpose::Save),
            },
            FileCommand::SaveAs => self.ask_for_path(ctx, Purpose::Save),
            FileCommand::SaveTo(path) => self.save(ctx, Writing::Scenario, path),
            FileCommand::GoOn(id) => self.go_on(ctx, id, false),
            FileCommand::SaveUnsaved(id) => self.go_on(ctx, id, true),
            FileCommand::ThrowAway(id) => self.throw_away(id),
            FileCommand::OpenBaseline => self.ask_for_path(ctx, Purpose::Baseline),
            FileCommand::SetBaselineFile(path) => self.set_baseline_file(&path),
            FileCommand::CopyComparison(table) => {
                ctx.copy_text(table);
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
            WindowCommand::ToggleSettings => {
                self.toggle(matches!(self.overlay, Some(Overlay::Settings)), |_| Overlay::Settings);
            }
            WindowCommand::ToggleDependencies => self.views.dependencies.shown = !self.views.dependencies.shown,
            WindowCommand::TogglePresent => self.toggle_present(ctx),
            WindowCommand::ToggleKeys => {
                self.toggle(matches!(self.overlay, Some(Overlay::Keys)), |_| Overlay::Keys);
            }
            WindowCommand::ToggleScenarios => {
                self.settings.update_recent(self.setup.settings.as_deref());
                let cards = |app: &Self| {
                    let cards = files::cards(&app.settings.recent, &app.texts);
                    Overlay::Scenarios(Cards { unsaved: app.unsaved_rows(), ..cards })
                };
                self.toggle(matches!(self.overlay, Some(Overlay::Scenarios(_))), cards);
            }
            WindowCommand::ToggleEnsemble => self.ensembles.toggle(),
            WindowCommand::ToggleBoth => self.views.maps.both = !self.views.maps.both,
            WindowCommand::ToggleNotes => {
                self.toggle(matches!(self.overlay, Some(Overlay::Notes)), |_| Overlay::Notes);
            }
        }
    }

    /// Changes the language of the window and of the scenario.
    fn set_language(&mut self, language: Language) {
        self.texts = Texts::of(language);
        self.put_away_notice();
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
    fn toggle(&mut self, is_shown: bool, overlay: impl FnOnce(&Self) -> Overlay) {
        let next = (!is_shown).then(|| overlay(self));
        self.close_overlay();
        self.overlay = next;
    }
}
