//! What commands about files and about the window do; the rest is the session's.

use std::path::Path;
use std::sync::Arc;

use egui::{Context, ViewportCommand};

use super::App;
use super::dialog::{Dialog, Outcome, Purpose};
use super::files;
use super::overlays::{Overlay, PathField};
use super::window::Question;
use crate::model::Scenario;
use crate::session::{Command, Origin, Session};
use crate::ui::notice::Notice;
use crate::ui::style;
use crate::ui::theme::Theme;

impl App {
    /// Does what a command asks.
    pub(super) fn apply(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::OpenDialog => self.ask_for_path(ctx, Purpose::Open),
            Command::OpenPath(path) => self.open_path(&path),
            Command::OpenShipped(name) => {
                if let Some(scenario) = files::shipped(name) {
                    self.begin(scenario, Origin::Shipped(name));
                }
            }
            Command::Save => match self.session.origin() {
                Origin::File(path) => self.save_to(ctx, &path.clone()),
                Origin::Shipped(_) => self.ask_for_path(ctx, Purpose::Save),
            },
            Command::SaveAs => self.ask_for_path(ctx, Purpose::Save),
            Command::SaveTo(path) => self.save_to(ctx, &path),
            Command::SetNight(night) => {
                self.theme = if night { Theme::night() } else { Theme::day() };
                style::install_style(ctx, &self.theme);
                self.settings.night = night;
                self.settings.write(self.setup.settings.as_deref());
            }
            Command::ToggleKeys => self.toggle(matches!(self.overlay, Some(Overlay::Keys)), |_| Overlay::Keys),
            Command::ToggleNotes => self.toggle(matches!(self.overlay, Some(Overlay::Notes)), |_| Overlay::Notes),
            Command::ToggleScenarios => self.toggle(matches!(self.overlay, Some(Overlay::Scenarios(_))), |app| {
                Overlay::Scenarios(files::cards(&app.settings.recent, &app.texts))
            }),
            Command::Dismiss => {
                self.put_away_notice();
                self.session.apply(Command::Dismiss);
            }
            command @ (Command::TogglePlay
            | Command::Pause
            | Command::SetReverse(_)
            | Command::SetSpeed(_)
            | Command::Seek(_)
            | Command::Scrub(_)
            | Command::StepTime(_)
            | Command::StepEvent(_)
            | Command::ToStart
            | Command::ToEnd
            | Command::Loop(_)
            | Command::Select(_)
            | Command::Hover(_)
            | Command::Follow(_)
            | Command::LookAt(_)
            | Command::Chapter(_)
            | Command::Do(_)
            | Command::MoveAction(..)
            | Command::RemoveAction(_)
            | Command::ChoosePlan(_)
            | Command::AddPlan(_)
            | Command::SetSeed(_)
            | Command::Undo
            | Command::Redo
            | Command::Reset) => self.session.apply(command),
        }
        if let Some(trouble) = self.session.trouble() {
            let title = self.texts.get("notice.refused").to_owned();
            self.notice = Some(Notice::trouble(title, trouble.to_string()));
            self.question = Question::None;
            self.session.apply(Command::Dismiss);
        }
    }

    /// Closes what is open, the topmost first; else selects nothing.
    pub(super) fn escape(&mut self) {
        if self.overlay.is_some() {
            self.close_overlay();
        } else if self.notice.is_some() {
            self.put_away_notice();
        } else {
            self.session.apply(Command::Select(None));
        }
    }

    pub(super) fn close_overlay(&mut self) {
        self.overlay = None;
        self.dialog = None;
        self.close_when_saved = false;
    }

    fn put_away_notice(&mut self) {
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
            Origin::File(path) => path.display().to_string(),
            Origin::Shipped(name) => format!("{name}.ron"),
        };
        let typed = match purpose {
            Purpose::Open => String::new(),
            Purpose::Save => suggested,
        };
        if self.setup.has_dialogs {
            self.dialog = Dialog::show(ctx, purpose, self.texts.get("files.kind"), &files::name(Path::new(&typed)));
        }
        self.overlay = Some(Overlay::Path(PathField::new(purpose, typed)));
    }

    /// Takes the answer of the desktop's dialog, if it came.
    pub(super) fn mind_dialog(&mut self) {
        let Some(dialog) = &self.dialog else { return };
        match (dialog.outcome(), dialog.purpose) {
            (Outcome::Waiting, _) => {}
            (Outcome::Nothing, _) => self.dialog = None,
            (Outcome::Chosen(path), Purpose::Open) => self.commands.push(Command::OpenPath(path)),
            (Outcome::Chosen(path), Purpose::Save) => self.commands.push(Command::SaveTo(path)),
        }
    }

    pub(super) fn open_path(&mut self, path: &Path) {
        match files::read(path, &self.texts) {
            Ok(scenario) => {
                self.settings.note(path);
                self.settings.write(self.setup.settings.as_deref());
                self.begin(scenario, Origin::File(path.to_owned()));
            }
            Err(words) => {
                let title = self.texts.with("files.cannot-open", &[("file", &files::name(path))]);
                self.close_overlay();
                self.notice = Some(Notice::trouble(title, words));
                self.question = Question::None;
            }
        }
    }

    /// Begins with another scenario. What was unsaved can be had back.
    fn begin(&mut self, scenario: Scenario, origin: Origin) {
        match Session::new(Arc::new(scenario), origin) {
            Ok(session) => {
                let before = std::mem::replace(&mut self.session, session);
                self.close_overlay();
                self.put_away_notice();
                if before.is_changed() {
                    let title = self.texts.with("left.title", &[("title", &before.scenario().title)]);
                    let body = self.texts.get("left.body").to_owned();
                    self.notice = Some(Notice { buttons: vec!["left.back"], ..Notice::calm(title, body) });
                    self.question = Question::Left(Box::new(before));
                }
            }
            Err(trouble) => {
                self.close_overlay();
                let title = self.texts.get("notice.refused").to_owned();
                self.notice = Some(Notice::trouble(title, trouble.to_string()));
                self.question = Question::None;
            }
        }
    }

    /// A button of the notice was pressed.
    pub(super) fn answer(&mut self, ctx: &Context, button: usize) {
        self.notice = None;
        match std::mem::take(&mut self.question) {
            Question::None => {}
            Question::Quit => self.answer_quit(ctx, button),
            Question::Left(session) => self.session = *session,
        }
    }

    fn save_to(&mut self, ctx: &Context, path: &Path) {
        match files::write(&self.session.to_save(), path) {
            Ok(()) => {
                self.session.saved_to(path.to_owned());
                self.settings.note(path);
                self.settings.write(self.setup.settings.as_deref());
                let close = self.close_when_saved;
                self.close_overlay();
                self.put_away_notice();
                if close {
                    self.may_close = true;
                    ctx.send_viewport_cmd(ViewportCommand::Close);
                }
            }
            Err(words) => {
                let title = self.texts.with("files.cannot-save", &[("file", &files::name(path))]);
                self.close_overlay();
                self.notice = Some(Notice::trouble(title, words));
                self.question = Question::None;
            }
        }
    }
}
