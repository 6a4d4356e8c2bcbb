//! Saves files. If that would lose something, the person is asked first; afterwards a message names the file.

use std::path::PathBuf;

use egui::Context;

use super::changing::nothing;
use super::exports::ExportKind;
use super::long::Purpose;
use super::question::{Question, Reply, SaveReply};
use super::task::Stage;
use super::wish::{Intent, Loss, Wish, Writing, Written};
use super::{App, dialog, files};
use crate::file::{Links, OnDisk, SaveError};
use crate::session::{Command, FileCommand};
use crate::text::Saying;
use crate::ui::notice::{Notice, NoticeButton};

/// The most cells that are named when they have something that is not in the file.
const MOST_CELLS: usize = 8;

impl App {
    /// Saves to `path`. If something would be lost, asks first.
    pub(super) fn save(&mut self, ctx: &Context, writing: Writing, path: PathBuf) {
        let (close, own, fingerprint) = (self.close_when_saved, self.own_path(), self.known_fingerprint());
        let (given_up, agreed) = (self.watching.given_up(), self.agreed.take());
        let intent = Intent { writing, path, close, own, fingerprint, given_up, agreed };
        if self.is_saved_beside(writing) {
            let file = files::name(&intent.path);
            self.save_beside(ctx, &file, move || intent.look());
            return;
        }
        match intent.look() {
            (wish, Some(loss)) => self.ask_about(loss, wish),
            (wish, None) => self.write(ctx, wish),
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
        let can_compare = loss == Loss::Changed && matches!(wish.seen, OnDisk::Content(_));
        let replies = [
            Some((first, SaveReply::Write)),
            can_compare.then_some(("changed-compare", SaveReply::Compare)),
            Some(("files-elsewhere", SaveReply::Elsewhere)),
            Some(("files-keep", SaveReply::Cancel)),
        ];
        let button = |(text, reply)| NoticeButton { text, reply: Reply::Save(reply) };
        let buttons = replies.into_iter().flatten().map(button).collect();
        self.notice = Some(Notice::question(title, body, buttons));
        self.question = Question::Save(wish);
    }

    /// Handles the reply to the question whether to save although something would be lost.
    pub(super) fn answer_save(&mut self, ctx: &Context, wish: Wish, reply: SaveReply) {
        match reply {
            SaveReply::Write if self.is_changing() => {
                // It waits, so that what is saved has the change, and then finds out again what would be lost.
                self.close_when_saved |= wish.close;
                self.commands.push(Command::File(match wish.writing {
                    Writing::Scenario => FileCommand::SaveTo(wish.path),
                    Writing::Export(export) => FileCommand::ExportTo(export, wish.path),
                }));
            }
            SaveReply::Write => self.write(ctx, wish),
            SaveReply::Compare => {
                self.commands.push(Command::File(FileCommand::CompareVersions));
                ctx.request_repaint();
            }
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

    /// Whether this is saved beside the window: a large scenario, unless another file is being opened, for which there would be no room.
    fn is_saved_beside(&self, writing: Writing) -> bool {
        writing == Writing::Scenario && self.session.is_large() && self.long.is_none()
    }

    fn write(&mut self, ctx: &Context, wish: Wish) {
        match wish.writing {
            Writing::Scenario if self.is_saved_beside(wish.writing) => {
                let file = files::name(&wish.path);
                self.save_beside(ctx, &file, move || (wish, None));
            }
            Writing::Scenario => {
                self.close_overlay();
                let bytes = self.session.to_save().to_file().into_bytes();
                let written = wish.write(&bytes);
                let _is_written = self.finish_writing(ctx, wish, written);
            }
            Writing::Export(export) => self.begin_export(ctx, export, wish),
        }
    }

    /// Saves a large scenario beside the window, to a file of this name: finds out what would be lost, makes the text and writes it. What the
    /// window says and notes about the file follows in the frame in which the window learns of it.
    fn save_beside(
        &mut self,
        ctx: &Context,
        file: &str,
        decide: impl FnOnce() -> (Wish, Option<Loss>) + Send + 'static,
    ) {
        self.close_overlay();
        if matches!(self.question, Question::Save(_)) {
            // Whatever would be lost is asked about again.
            self.put_away_notice();
        }
        let snapshot = self.session.snapshot();
        let title = self.texts.with("task-saving", &[("file", file)]);
        self.begin_long(ctx, Purpose::Save, title, move |watch| {
            watch.enter(Stage::Writing);
            let (wish, loss) = decide();
            if let Some(loss) = loss {
                return Box::new(move |app, _| {
                    let wish = app.closing_too(wish);
                    app.ask_about(loss, wish);
                });
            }
            let bytes = snapshot.text().into_bytes();
            let written = wish.write_watched(&bytes, watch);
            if watch.is_cancelled() {
                return nothing();
            }
            Box::new(move |app, ctx| {
                let wish = app.closing_too(wish);
                let _is_written = app.finish_writing(ctx, wish, written);
            })
        });
    }

    /// The wish, with closing the window after it if the person has asked for that while the file was being saved.
    fn closing_too(&mut self, wish: Wish) -> Wish {
        let closes = std::mem::take(&mut self.close_when_saved);
        Wish { close: wish.close || closes, ..wish }
    }

    /// Which cells of the table have a text that is wrong, so that it is not in the file. `None` if there are none.
    pub(super) fn wrong_cells(&self) -> Option<String> {
        self.cells_line("files-cells-left", &self.views.editor.wrong_places(&self.session))
    }

    /// The text with this key about the cells at these places, which have a wrong text. `None` if there are none.
    pub(super) fn cells_line(&self, key: &'static str, places: &[Saying]) -> Option<String> {
        let named = places.iter().take(MOST_CELLS).map(|place| format!("“{}”", self.texts.say(place)));
        let named: Vec<String> = named.collect();
        let rest = if places.len() > MOST_CELLS { " …" } else { "" };
        let (count, cells) = (self.texts.exact_count(places.len()), format!("{}{rest}", named.join(", ")));
        (!places.is_empty()).then(|| self.texts.with(key, &[("count", &count), ("cells", &cells)]))
    }

    /// Notes and says what became of the file. Returns whether it was written.
    pub(super) fn finish_writing(&mut self, ctx: &Context, wish: Wish, written: Written) -> bool {
        let Wish { writing, path, seen, close, .. } = wish;
        let Written { result, fingerprint } = written;
        let written = match result {
            Ok(true) => Ok(()),
            Ok(false) => {
                // Another program was faster. The question is asked about what is there now.
                self.close_when_saved = close;
                self.save(ctx, writing, path);
                return false;
            }
            Err(error) => Err(error),
        };
        if let Some(names) = written.as_ref().err().and_then(SaveError::names) {
            self.ask_about(Loss::Names(names), Wish { writing, path, seen, close, links: Links::Part });
            return false;
        }
        // An overlay was closed when this was begun, and another one may be open now. It must not lie over what went wrong.
        if writing == Writing::Scenario && written.is_err() {
            self.close_overlay();
        }
        if let (Ok(()), Writing::Export(export)) = (&written, writing) {
            self.tell_in_incidents(self.texts.with(ExportKind::of(export).saved, &[("file", &files::whole(&path))]));
        }
        let (file, shown) = (files::name(&path), files::whole(&path));
        self.tell(match (&written, writing) {
            (Ok(()), Writing::Scenario) if !self.session.problems().is_empty() => {
                let count = self.texts.exact_count(self.session.problem_count());
                let title = self.texts.with("draft-saved", &[("path", &shown), ("count", &count)]);
                let lines = [Some(self.texts.get("draft-saved-body").to_owned()), self.wrong_cells()];
                Notice::calm(title, lines.into_iter().flatten().collect::<Vec<_>>().join("\n"))
            }
            (Ok(()), Writing::Scenario) => {
                let title = self.texts.with("files-saved", &[("path", &shown)]);
                Notice::calm(title, self.wrong_cells().unwrap_or_default())
            }
            (Ok(()), Writing::Export(export)) => {
                Notice::calm(self.texts.with(ExportKind::of(export).saved, &[("file", &file)]), shown)
            }
            (Err(error), _) => {
                let title = if error.is_written() { "files-unsure" } else { "files-cannot-save" };
                Notice::trouble(self.texts.with(title, &[("file", &file)]), self.texts.say(&error.saying()))
            }
        });
        let has_content = written.as_ref().map_or_else(SaveError::is_written, |()| true);
        if has_content && writing == Writing::Scenario {
            self.fingerprint = Some(fingerprint);
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
