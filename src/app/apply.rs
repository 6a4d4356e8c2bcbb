//! What commands about files and about the window do; the rest is the session's.

use std::path::Path;
use std::sync::Arc;

use egui::{Context, ViewportCommand};

use super::App;
use super::dialog::{Dialog, Outcome, Purpose};
use super::files;
use super::helper::Helper;
use super::overlays::{Overlay, PathField};
use super::prepare;
use super::saving::Writing;
use super::window::Question;
use crate::file::{self, FileFingerprint, Shipped};
use crate::model::Scenario;
use crate::session::{
    Command, EditCommand, FileCommand, Origin, PlanCommand, PlaybackCommand, SelectCommand, Session, WindowCommand,
};
use crate::ui::notice::{Notice, Tone};
use crate::ui::style;
use crate::ui::text::{Language, Texts};
use crate::ui::theme::Theme;

impl App {
    /// Does what a command asks.
    pub(super) fn apply(&mut self, ctx: &Context, command: Command) {
        // What was told about one thing is over when another is done.
        if self.is_telling() && !matches!(command, Command::Select(SelectCommand::Hover(_))) {
            self.put_away_notice();
        }
        match command {
            Command::File(FileCommand::OpenDialog) => self.ask_for_path(ctx, Purpose::Open),
            Command::File(FileCommand::OpenPath(path)) => self.open_path(&path),
            Command::File(FileCommand::OpenShipped(name)) => {
                if let Some(shipped) = Shipped::named(name) {
                    self.begin(shipped.scenario(), Origin::Shipped(shipped.name), None);
                }
            }
            Command::File(FileCommand::Save) => match self.session.origin() {
                Origin::File(path) => self.save(ctx, Writing::Scenario, path.clone()),
                Origin::Shipped(_) => self.ask_for_path(ctx, Purpose::Save),
            },
            Command::File(FileCommand::SaveAs) => self.ask_for_path(ctx, Purpose::Save),
            Command::File(FileCommand::SaveTo(path)) => self.save(ctx, Writing::Scenario, path),
            Command::Window(WindowCommand::SetNight(night)) => {
                self.theme = if night { Theme::night() } else { Theme::day() };
                style::install_style(ctx, &self.theme);
                self.settings.night = night;
                self.keep_settings();
            }
            Command::Window(WindowCommand::SetLanguage(language)) => self.speak(language),
            Command::Window(WindowCommand::SetScale(percent)) => {
                self.settings.scale_percent = percent;
                self.apply_scale(ctx);
                self.keep_settings();
            }
            Command::Window(WindowCommand::SetReducedMotion(still)) => {
                self.settings.still = still;
                self.keep_settings();
            }
            Command::Window(WindowCommand::ToggleSettings) => {
                self.toggle(matches!(self.overlay, Some(Overlay::Settings)), |_| Overlay::Settings);
            }
            Command::Window(WindowCommand::ToggleDependencies) => {
                self.views.dependencies.shown = !self.views.dependencies.shown
            }
            Command::Window(WindowCommand::TogglePresent) => self.toggle_present(ctx),
            Command::Window(WindowCommand::ToggleKeys) => {
                self.toggle(matches!(self.overlay, Some(Overlay::Keys)), |_| Overlay::Keys)
            }
            Command::File(FileCommand::OpenBaseline) => self.ask_for_path(ctx, Purpose::Baseline),
            Command::File(FileCommand::SetBaselineFile(path)) => self.set_baseline_file(&path),
            Command::File(FileCommand::CopyComparison(table)) => {
                ctx.copy_text(table);
                self.tell(Notice::calm(self.texts.get("compare-copied").to_owned(), String::new()));
            }
            Command::File(FileCommand::ExportComparison) => self.ask_for_path(ctx, Purpose::Export),
            Command::File(FileCommand::ExportComparisonTo(path)) => self.save(ctx, Writing::Comparison, path),
            Command::Window(WindowCommand::ToggleEnsemble) => self.ensembles.toggle(),
            Command::Window(WindowCommand::ToggleBoth) => self.views.maps.both = !self.views.maps.both,
            Command::Window(WindowCommand::ToggleNotes) => {
                self.toggle(matches!(self.overlay, Some(Overlay::Notes)), |_| Overlay::Notes)
            }
            Command::Window(WindowCommand::ToggleScenarios) => self
                .toggle(matches!(self.overlay, Some(Overlay::Scenarios(_))), |app| {
                    Overlay::Scenarios(files::cards(&app.settings.recent, &app.texts))
                }),
            Command::Window(WindowCommand::Dismiss) => {
                self.put_away_notice();
                self.session.apply(Command::Window(WindowCommand::Dismiss));
            }
            Command::Select(SelectCommand::Chapter(index)) => {
                self.session.apply(Command::Select(SelectCommand::Chapter(index)));
                if self.presenting.is_none() {
                    self.tell_chapter(index);
                }
            }
            Command::Edit(EditCommand::Reset) => {
                if self.question == Question::Story {
                    self.put_away_notice();
                }
                self.session.apply(Command::Edit(EditCommand::Reset));
            }
            Command::Plan(PlanCommand::RemovePlan(index)) => self.remove_plan(index),
            command @ (Command::Playback(PlaybackCommand::TogglePlay)
            | Command::Playback(PlaybackCommand::Pause)
            | Command::Playback(PlaybackCommand::SetReverse(_))
            | Command::Playback(PlaybackCommand::SetSpeed(_))
            | Command::Playback(PlaybackCommand::Seek(_))
            | Command::Playback(PlaybackCommand::Scrub(_))
            | Command::Playback(PlaybackCommand::StepTime(_))
            | Command::Playback(PlaybackCommand::StepEvent(_))
            | Command::Playback(PlaybackCommand::ToStart)
            | Command::Playback(PlaybackCommand::ToEnd)
            | Command::Playback(PlaybackCommand::Loop(_))
            | Command::Select(SelectCommand::Select(_))
            | Command::Select(SelectCommand::Hover(_))
            | Command::Select(SelectCommand::Follow(_))
            | Command::Select(SelectCommand::PointCamera(_))
            | Command::Plan(PlanCommand::Do(_))
            | Command::Plan(PlanCommand::MoveAction(..))
            | Command::Plan(PlanCommand::RemoveAction(_))
            | Command::Plan(PlanCommand::ChoosePlan(_))
            | Command::Plan(PlanCommand::AddPlan(_))
            | Command::Plan(PlanCommand::Fork(_))
            | Command::Plan(PlanCommand::RenamePlan(..))
            | Command::Plan(PlanCommand::SetBaseline(_))
            | Command::Select(SelectCommand::ToggleDifferences)
            | Command::Select(SelectCommand::ToggleOnly)
            | Command::Plan(PlanCommand::AddMeasure(_))
            | Command::Plan(PlanCommand::SetMeasure(..))
            | Command::Plan(PlanCommand::RemoveMeasure(_))
            | Command::Plan(PlanCommand::SetSeed(_))
            | Command::Edit(EditCommand::Undo)
            | Command::Edit(EditCommand::Redo)) => self.session.apply(command),
        }
        if let Some(trouble) = self.session.trouble() {
            let title = self.texts.get("notice-refused").to_owned();
            self.tell(Notice::trouble(title, self.texts.say(&trouble.saying())));
            self.session.apply(Command::Window(WindowCommand::Dismiss));
        }
    }

    /// Speaks another language from now on.
    fn speak(&mut self, language: Language) {
        self.texts = Texts::of(language);
        self.session.tell_in(language);
        // What was worked out beside the window has names in the language before.
        self.helper = Helper::default();
        self.put_away_notice();
        self.settings.language = Some(language);
        self.keep_settings();
    }

    pub(super) fn keep_settings(&self) {
        self.settings.write(self.setup.settings.as_deref());
    }

    /// Shows everything as large as the settings say; the desktop is told the least size of the window in pixels.
    pub(super) fn apply_scale(&self, ctx: &Context) {
        ctx.set_zoom_factor(self.settings.scale());
        ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(prepare::LEAST));
    }

    /// The same for a window that was just opened, in whatever scale that was.
    pub(super) fn fit_window(&self, ctx: &Context) {
        self.apply_scale(ctx);
        let scale = self.settings.scale();
        if scale > 1.0 {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(prepare::SIZE / scale));
        }
    }

    /// Shows a message that asks nothing.
    pub(super) fn tell(&mut self, notice: Notice) {
        self.notice = Some(notice);
        self.question = Question::None;
    }

    /// Closes what is open, the topmost first; else selects nothing.
    pub(super) fn escape(&mut self) {
        if self.overlay.is_some() {
            self.close_overlay();
        } else if self.notice.is_some() {
            self.put_away_notice();
        } else if self.presenting.is_some() {
            self.commands.push(Command::Window(WindowCommand::TogglePresent));
        } else {
            self.session.apply(Command::Select(SelectCommand::Select(None)));
        }
    }

    pub(super) fn close_overlay(&mut self) {
        self.overlay = None;
        self.dialog = None;
        self.close_when_saved = false;
    }

    /// Whether the notice only tells something, and waits for no answer.
    fn is_telling(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Calm && notice.buttons.is_empty())
            && self.question == Question::None
            || self.question == Question::Removed
    }

    pub(super) fn put_away_notice(&mut self) {
        self.notice = None;
        self.question = Question::None;
    }

    /// Shows what lies over the window, or closes it if it is what is shown.
    fn toggle(&mut self, is_shown: bool, overlay: impl FnOnce(&Self) -> Overlay) {
        let next = (!is_shown).then(|| overlay(self));
        self.close_overlay();
        self.overlay = next;
    }

    /// Asks for a path: with the dialog of the desktop, and with a field for whoever has none.
    fn ask_for_path(&mut self, ctx: &Context, purpose: Purpose) {
        let suggested = match self.session.origin() {
            Origin::File(path) => path.clone(),
            Origin::Shipped(name) => files::documents().join(format!("{name}.ron")),
        };
        match purpose {
            Purpose::Open | Purpose::Baseline => self.ask_for_path_like(ctx, purpose, Path::new("")),
            Purpose::Save => self.ask_for_path_like(ctx, purpose, &suggested),
            Purpose::Export => self.ask_for_path_like(ctx, purpose, &suggested.with_extension("csv")),
        }
    }

    /// The same, with a path to begin with.
    pub(super) fn ask_for_path_like(&mut self, ctx: &Context, purpose: Purpose, path: &Path) {
        if self.setup.has_dialogs {
            self.dialog = Dialog::show(ctx, purpose, self.texts.get("files-kind"), &files::name(path));
        }
        self.overlay = Some(Overlay::Path(PathField::new(purpose, path.display().to_string())));
    }

    /// Takes the answer of the desktop's dialog, if it came.
    pub(super) fn poll_dialog(&mut self) {
        let Some(dialog) = &self.dialog else { return };
        match (dialog.outcome(), dialog.purpose) {
            (Outcome::Waiting, _) => {}
            (Outcome::Nothing, _) => self.dialog = None,
            (Outcome::Chosen(path), purpose) => {
                // Dialogs of desktops that save ask before they answer with a file that is there.
                self.agreed = matches!(purpose, Purpose::Save | Purpose::Export).then(|| path.clone());
                self.commands.push(purpose.command(path));
            }
        }
    }

    pub(super) fn open_path(&mut self, path: &Path) {
        if let Some(shipped) = Shipped::meant_by(path) {
            self.begin(shipped.scenario(), Origin::Shipped(shipped.name), None);
            return;
        }
        let read = file::bytes(path).and_then(|bytes| Ok((file::load(&bytes)?, FileFingerprint::of(&bytes))));
        match read {
            Ok((scenario, fingerprint)) => {
                self.settings.note(path);
                self.keep_settings();
                self.begin(scenario, Origin::File(path.to_owned()), Some(fingerprint));
            }
            Err(report) => {
                let title = self.texts.with("files-cannot-open", &[("file", &files::name(path))]);
                let details = files::details(&report, &self.texts);
                self.close_overlay();
                self.tell(Notice { details, ..Notice::trouble(title, String::new()) });
            }
        }
    }

    /// Begins with another scenario. What was unsaved can be had back.
    fn begin(&mut self, scenario: Scenario, origin: Origin, fingerprint: Option<FileFingerprint>) {
        match Session::in_language(Arc::new(scenario), origin, self.texts.language()) {
            Ok(session) => {
                let before = std::mem::replace(&mut self.session, session);
                let fingerprint = std::mem::replace(&mut self.fingerprint, fingerprint);
                self.close_overlay();
                self.put_away_notice();
                if before.is_changed() {
                    let title = self.texts.with("left-title", &[("title", &before.world().title)]);
                    let body = self.texts.get("left-body").to_owned();
                    self.notice = Some(Notice { buttons: vec!["left-back"], ..Notice::calm(title, body) });
                    self.question = Question::Left(Box::new((before, fingerprint)));
                }
            }
            Err(trouble) => {
                self.close_overlay();
                let title = self.texts.get("notice-refused").to_owned();
                self.tell(Notice::trouble(title, self.texts.say(&trouble.saying())));
            }
        }
    }

    /// Shows what a chapter says, with the way to the next one.
    fn tell_chapter(&mut self, index: usize) {
        let story = &self.session.world().story;
        let Some(chapter) = story.get(index) else { return };
        let (place, count) = ((index + 1).to_string(), story.len().to_string());
        let args = [("place", place.as_str()), ("count", &count), ("title", &chapter.title)];
        let title = self.texts.with("story-title", &args);
        let mut buttons = Vec::new();
        if index > 0 {
            buttons.push("story-back");
        }
        if index + 1 < story.len() {
            buttons.push("story-next");
        }
        self.notice = Some(Notice { buttons, ..Notice::calm(title, chapter.text.clone()) });
        self.question = Question::Story;
    }

    /// A button of the notice was pressed.
    pub(super) fn answer(&mut self, ctx: &Context, button: usize) {
        let key = self.notice.take().and_then(|notice| notice.buttons.get(button).copied());
        match std::mem::take(&mut self.question) {
            Question::None => {}
            Question::Quit => self.answer_quit(ctx, button),
            Question::Removed => self.commands.push(Command::Edit(EditCommand::Undo)),
            Question::Save(wish) => self.answer_save(ctx, wish, button),
            Question::Left(left) => {
                (self.session, self.fingerprint) = *left;
                self.session.tell_in(self.texts.language());
            }
            Question::Story => {
                let shown = self.session.chapter().unwrap_or_default();
                let next = if key == Some("story-back") { shown.saturating_sub(1) } else { shown + 1 };
                self.commands.push(Command::Select(SelectCommand::Chapter(next)));
            }
        }
    }

    /// Removes a plan, and says so if the file expects something of it: that goes with it, and is nowhere to be seen.
    fn remove_plan(&mut self, index: usize) {
        let Some(plan) = self.session.plans().get(index) else { return };
        let name = self.session.said(&plan.name).to_owned();
        let before = self.session.expectations().len();
        self.session.apply(Command::Plan(PlanCommand::RemovePlan(index)));
        let gone = before - self.session.expectations().len();
        if gone > 0 {
            let args = [("plan", name.as_str()), ("count", &gone.to_string())];
            let title = self.texts.with("plans-removed", &args);
            self.notice = Some(Notice { buttons: vec!["plans-removed-back"], ..Notice::calm(title, String::new()) });
            self.question = Question::Removed;
        }
    }
}
