//! Saves files. If that would lose something, the person is asked first; afterwards a message names the file.

use std::path::{Path, PathBuf};

use egui::Context;

use super::exports::ExportKind;
use super::long::Purpose;
use super::question::{Question, Reply, SaveReply};
use super::task::Stage;
use super::{App, dialog, files};
use crate::file::{self, FileFingerprint, Links, OnDisk};
use crate::session::{Export, Origin};
use crate::ui::notice::{Notice, NoticeButton};

/// What is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// The scenario with its plans.
    Scenario,
    /// An export.
    Export(Export),
}

/// A file that will be written, at once or after the person has agreed.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    writing: Writing,
    path: PathBuf,
    /// What was at the path when it was decided to write there. If something else is there at the moment of writing, another program has
    /// changed it, and the person is asked again.
    seen: OnDisk,
    /// Whether to close the window after saving.
    close: bool,
    /// What to do if the file has several names.
    links: Links,
}

/// What saving would lose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    /// The content of an existing file. For a scenario, only of a file other than the one that the session was opened from.
    Another,
    /// Changes that another program made to the session's file since it was last read or written. Also used if the file cannot be read.
    Changed,
    /// The other names of a file with this number of names (hard links): they would keep the old content.
    Names(u64),
}

impl App {
    /// Saves to `path`. If something would be lost, asks first.
    pub(super) fn save(&mut self, ctx: &Context, writing: Writing, path: PathBuf) {
        let close = self.close_when_saved;
        let (seen, _) = OnDisk::look(&path);
        let loss = self.loss(writing, &path, seen);
        let wish = Wish { writing, path, seen, close, links: Links::Keep };
        match loss {
            Some(loss) => self.ask_about(loss, wish),
            None => self.write(ctx, wish),
        }
    }

    /// Asks whether to save although this would be lost.
    fn ask_about(&mut self, loss: Loss, wish: Wish) {
        let (file, shown) = (files::name(&wish.path), files::whole(&wish.path));
        let args = [("file", file.as_str()), ("path", &shown)];
        let (title, body, first) = match loss {
            Loss::Another => ("files-there-title", self.texts.with("files-there-body", &args), "files-replace"),
            Loss::Changed => ("files-changed-title", self.texts.get("files-changed-body").to_owned(), "files-replace"),
            Loss::Names(count) => (
                "files-names-title",
                self.texts.with("files-names-body", &[("count", &count.to_string()), ("path", &shown)]),
                "files-part",
            ),
        };
        let title = self.texts.with(title, &args);
        self.close_overlay();
        // The question must not be below the view of incidents.
        self.keep_incidents();
        let replies =
            [(first, SaveReply::Write), ("files-elsewhere", SaveReply::Elsewhere), ("files-keep", SaveReply::Cancel)];
        let buttons = replies.map(|(text, reply)| NoticeButton { text, reply: Reply::Save(reply) }).to_vec();
        self.notice = Some(Notice::question(title, body, buttons));
        self.question = Question::Save(wish);
    }

    /// Handles the reply to the question whether to save although something would be lost.
    pub(super) fn answer_save(&mut self, ctx: &Context, wish: Wish, reply: SaveReply) {
        match reply {
            SaveReply::Write => self.write(ctx, wish),
            SaveReply::Elsewhere => {
                let purpose = match wish.writing {
                    Writing::Scenario => dialog::Purpose::Save,
                    Writing::Export(export) => dialog::Purpose::Export(export),
                };
                self.ask_for_path_like(ctx, purpose, &files::free_beside(&wish.path));
                self.close_when_saved = wish.close;
            }
            SaveReply::Cancel => {}
        }
    }

    /// What saving to `path` would lose, or `None` if nothing. `seen` is what is there now. If no file can be written at `path`, nothing is
    /// lost, and the later attempt to write reports the error.
    fn loss(&mut self, writing: Writing, path: &Path, seen: OnDisk) -> Option<Loss> {
        let agreed = self.agreed.take();
        if !path.is_file() {
            return None;
        }
        let is_own = matches!(self.session.origin(), Origin::File(own) if is_same(own, path));
        if writing != Writing::Scenario || !is_own {
            return (agreed.as_deref() != Some(path)).then_some(Loss::Another);
        }
        match seen {
            OnDisk::Content(content) if self.fingerprint == Some(content) => None,
            OnDisk::Content(_) | OnDisk::Unreadable | OnDisk::Nothing => Some(Loss::Changed),
        }
    }

    fn write(&mut self, ctx: &Context, wish: Wish) {
        match wish.writing {
            Writing::Scenario if self.session.is_large() && self.long.is_none() => self.write_large(ctx, wish),
            Writing::Scenario => {
                let bytes = self.session.to_save().to_file().into_bytes();
                let _is_written = self.write_bytes(ctx, wish, &bytes);
            }
            Writing::Export(export) => self.begin_export(ctx, export, wish),
        }
    }

    /// Makes the text of a large scenario beside the window, and writes the file when the text is complete.
    fn write_large(&mut self, ctx: &Context, wish: Wish) {
        let snapshot = self.session.snapshot();
        let title = self.texts.with("task-saving", &[("file", &files::name(&wish.path))]);
        self.begin_long(ctx, Purpose::Save, title, move |watch| {
            watch.enter(Stage::Writing);
            let bytes = snapshot.text().into_bytes();
            Box::new(move |app, ctx| {
                let _is_written = app.write_bytes(ctx, wish, &bytes);
            })
        });
    }

    /// Writes the file. Returns whether it was written.
    pub(super) fn write_bytes(&mut self, ctx: &Context, wish: Wish, bytes: &[u8]) -> bool {
        let Wish { writing, path, seen, close, links } = wish;
        let written = match file::save_over(bytes, &path, seen, links) {
            Ok(true) => Ok(()),
            Ok(false) => {
                // Another program was faster. The question is asked about what is there now.
                self.close_when_saved = close;
                self.save(ctx, writing, path);
                return false;
            }
            Err(error) => Err(error),
        };
        if let Some(names) = written.as_ref().err().and_then(file::SaveError::names) {
            self.ask_about(Loss::Names(names), Wish { writing, path, seen, close, links: Links::Part });
            return false;
        }
        // For an export it was closed when the export was begun, and something else may be open now.
        if writing == Writing::Scenario {
            self.close_overlay();
        }
        if let (Ok(()), Writing::Export(export)) = (&written, writing) {
            self.tell_in_incidents(self.texts.with(ExportKind::of(export).saved, &[("file", &files::whole(&path))]));
        }
        let (file, shown) = (files::name(&path), files::whole(&path));
        self.tell(match (&written, writing) {
            (Ok(()), Writing::Scenario) if !self.session.problems().is_empty() => {
                let count = self.session.problem_count().to_string();
                let title = self.texts.with("draft-saved", &[("path", &shown), ("count", &count)]);
                Notice::calm(title, self.texts.get("draft-saved-body").to_owned())
            }
            (Ok(()), Writing::Scenario) => {
                Notice::calm(self.texts.with("files-saved", &[("path", &shown)]), String::new())
            }
            (Ok(()), Writing::Export(export)) => {
                Notice::calm(self.texts.with(ExportKind::of(export).saved, &[("file", &file)]), shown)
            }
            (Err(error), _) => {
                let title = if error.is_written() { "files-unsure" } else { "files-cannot-save" };
                Notice::trouble(self.texts.with(title, &[("file", &file)]), self.texts.say(&error.saying()))
            }
        });
        let has_content = written.as_ref().map_or_else(file::SaveError::is_written, |()| true);
        if has_content && writing == Writing::Scenario {
            self.fingerprint = Some(FileFingerprint::of(bytes));
            self.watching.forget();
        }
        if written.is_err() || writing != Writing::Scenario {
            return written.is_ok();
        }
        self.note_recent(&path);
        self.session.mark_saved(path);
        if close {
            self.save_next_or_leave(ctx);
        }
        true
    }
}

/// Whether both paths lead to the same file.
fn is_same(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    a == b || (real(a).is_some() && real(a) == real(b))
}
