//! Saving: what would be lost by it is asked first, and where it went is said.

use std::path::{Path, PathBuf};

use egui::Context;

use super::dialog::Purpose;
use super::window::Question;
use super::{App, files};
use crate::file::{self, FileFingerprint};
use crate::session::Origin;
use crate::ui::ViewContext;
use crate::ui::notice::Notice;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// The scenario with its plans.
    Scenario,
    /// How the two futures differ, as CSV.
    Comparison,
}

/// What is to be written where, once the person has agreed.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    writing: Writing,
    path: PathBuf,
    /// Whether the window is to be closed then.
    close: bool,
}

/// What saving would lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    /// Another file.
    Another,
    /// What another program wrote into the same file.
    Changed,
    /// So many comments.
    Comments(usize),
}

impl App {
    /// Writes to `path`, unless something would be lost: then the person is asked first.
    pub(super) fn save(&mut self, ctx: &Context, writing: Writing, path: PathBuf) {
        let close = self.close_when_saved;
        let Some(loss) = self.loss(writing, &path) else {
            self.write(ctx, Wish { writing, path, close });
            return;
        };
        let (file, shown) = (files::name(&path), path.display().to_string());
        let args = [("file", file.as_str()), ("path", &shown)];
        let (title, body, first) = match loss {
            Loss::Another => ("files-there-title", self.texts.with("files-there-body", &args), "files-replace"),
            Loss::Changed => ("files-changed-title", self.texts.get("files-changed-body").to_owned(), "files-replace"),
            Loss::Comments(count) => (
                "files-comments-title",
                self.texts.with("files-comments-body", &[("count", &count.to_string())]),
                "files-without-comments",
            ),
        };
        let title = self.texts.with(title, &args);
        self.close_overlay();
        self.notice = Some(Notice::question(title, body, vec![first, "files-elsewhere", "files-keep"]));
        self.question = Question::Save(Wish { writing, path, close });
    }

    /// The answer to the question.
    pub(super) fn answer_save(&mut self, ctx: &Context, wish: Wish, button: usize) {
        match button {
            0 => self.write(ctx, wish),
            1 => {
                let purpose = match wish.writing {
                    Writing::Scenario => Purpose::Save,
                    Writing::Comparison => Purpose::Export,
                };
                self.ask_for_path_like(ctx, purpose, &wish.path);
                self.close_when_saved = wish.close;
            }
            _ => {}
        }
    }

    /// What would be lost. A path where no file can be loses nothing: writing tells why it cannot.
    fn loss(&mut self, writing: Writing, path: &Path) -> Option<Loss> {
        let agreed = self.agreed.take();
        if !path.is_file() {
            return None;
        }
        let is_own = matches!(self.session.origin(), Origin::File(own) if is_same(own, path));
        if writing == Writing::Comparison || !is_own {
            return (agreed.as_deref() != Some(path)).then_some(Loss::Another);
        }
        match file::bytes(path) {
            Ok(bytes) if self.fingerprint == Some(FileFingerprint::of(&bytes)) => {
                Some(file::comments(&bytes)).filter(|count| *count > 0).map(Loss::Comments)
            }
            Ok(_) | Err(_) => Some(Loss::Changed),
        }
    }

    fn write(&mut self, ctx: &Context, wish: Wish) {
        let Wish { writing, path, close } = wish;
        let text = match writing {
            Writing::Scenario => Some(file::to_ron(&self.session.to_save())),
            // Nothing may lie beside any more.
            Writing::Comparison => self.session.comparison().map(|comparison| {
                comparison.to_csv(&ViewContext::new(&self.session, &self.texts, &self.theme).names())
            }),
        };
        let Some(text) = text else { return };
        let written = file::save_text(&text, &path);
        self.close_overlay();
        let (file, shown) = (files::name(&path), path.display().to_string());
        self.tell(match (&written, writing) {
            (Ok(()), Writing::Scenario) => {
                Notice::calm(self.texts.with("files-saved", &[("path", &shown)]), String::new())
            }
            (Ok(()), Writing::Comparison) => {
                Notice::calm(self.texts.with("compare-saved", &[("file", &file)]), String::new())
            }
            (Err(error), _) => Notice::trouble(
                self.texts.with("files-cannot-save", &[("file", &file)]),
                self.texts.say(&error.saying()),
            ),
        });
        if written.is_err() || writing == Writing::Comparison {
            return;
        }
        self.fingerprint = Some(FileFingerprint::of(text.as_bytes()));
        self.settings.note(&path);
        self.keep_settings();
        self.session.saved_to(path);
        if close {
            self.leave(ctx);
        }
    }
}

/// Whether the two paths lead to one file.
fn is_same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    a == b || (real(a).is_some() && real(a) == real(b))
}
