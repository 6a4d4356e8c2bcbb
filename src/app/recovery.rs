//! Goes on with unsaved work: with a document that was left, or with what an earlier window has left in the journal. The latter is read and
//! run on a thread of its own.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

use super::journal::{self, Found, Header, Remains, Unreadable};
use super::long::Purpose;
use super::question::Reply;
use super::unsaved::{Kept, local_time};
use super::{App, files};
use crate::file::{self, FileFingerprint, Opened, Problem, Shipped};
use crate::session::{Command, FileCommand, Origin, Refusal, Session, UnsavedId};
use crate::text::Saying;
use crate::ui::editor::{LooseText, WrongTexts};
use crate::ui::notice::{Detail, Notice, NoticeButton};

/// Unsaved work that is being read and run.
pub(super) struct Recovery {
    id: UnsavedId,
    /// Whether it is to be saved at once.
    saves: bool,
    answer: Receiver<Result<Recovered, Failure>>,
    /// The answer, while it waits for the end of typing.
    ready: Option<Result<Recovered, Failure>>,
}

/// Unsaved work that can be shown.
struct Recovered {
    session: Session,
    header: Header,
    file: FileNow,
}

/// What became of the document's file since it was last read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileNow {
    Same,
    Changed,
    Gone,
}

/// Why unsaved work cannot be shown.
struct Failure {
    why: Saying,
    problems: Vec<Problem>,
}

impl From<Unreadable> for Failure {
    fn from(why: Unreadable) -> Self {
        let saying = why.saying();
        let problems = if let Unreadable::Wrong(report) = why { report.problems } else { Vec::new() };
        Self { why: saying, problems }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Wrong(report) => Self { why: Saying::plain("unsaved-invalid"), problems: report.problems },
            Refusal::Run(_) | Refusal::Edit(_) | Refusal::Compare(_) | Refusal::NoPlan(_) => {
                Self { why: refusal.saying(), problems: Vec::new() }
            }
        }
    }
}

/// Reads the entry at `path`, and makes a session of it.
fn recover(path: &Path) -> Result<Recovered, Failure> {
    let (header, unsaved) = journal::read(path)?;
    let origin = header.origin();
    let (base, file) = match &origin {
        Origin::Shipped(name) => {
            let document = Shipped::named(name).map(Shipped::document);
            (document.map(|(authored, checked)| Opened::Valid(authored, Box::new(checked))), FileNow::Same)
        }
        Origin::File(path) => base(path, header.fingerprint),
        Origin::Nowhere(_) => (None, FileNow::Same),
    };
    let session = Session::restore(base, unsaved, origin)?;
    Ok(Recovered { session, header, file })
}

/// What the file of a document contains now, if that is a scenario.
fn base(path: &Path, fingerprint: Option<FileFingerprint>) -> (Option<Opened>, FileNow) {
    let Ok(bytes) = file::bytes(path) else { return (None, FileNow::Gone) };
    let is_same = fingerprint == Some(FileFingerprint::of(&bytes));
    (file::open(&bytes).ok(), if is_same { FileNow::Same } else { FileNow::Changed })
}

impl App {
    /// Goes on with unsaved work of the list, and saves it if `saves`.
    pub(super) fn go_on(&mut self, ctx: &Context, id: UnsavedId, saves: bool) {
        // A document that was left only changes places with the one in the window.
        let is_left = matches!(self.unsaved.get(id), Some(Kept::Left(_)));
        if !is_left && !self.has_room() {
            return;
        }
        match self.unsaved.take(id) {
            Some(Kept::Left(left)) => {
                self.close_overlay();
                self.put_away_notice();
                let is_wrong_only = !left.is_only_here;
                self.return_to(*left);
                if is_wrong_only {
                    self.views.editor.show_wrong(&self.session);
                }
                self.save_if(saves);
            }
            Some(Kept::Found(found)) => {
                self.recovery = Recovery::begin(ctx, id, saves, found.place.path().to_owned());
                if self.recovery.is_none() {
                    self.tell(Notice::trouble(self.texts.get("unsaved-cannot").to_owned(), String::new()));
                }
                self.unsaved.put_back(id, Kept::Found(found));
            }
            None => {}
        }
    }

    fn save_if(&mut self, saves: bool) {
        if saves {
            self.commands.push(Command::File(FileCommand::Save));
        }
    }

    /// Shows the unsaved work that is being read, as soon as it is.
    pub(super) fn poll_recovery(&mut self, ctx: &Context) {
        let Some(Recovery { id, saves, answer, ready }) = &mut self.recovery else { return };
        let (id, saves) = (*id, *saves);
        *ready = ready.take().or_else(|| match answer.try_recv() {
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                Some(Err(Failure { why: Saying::plain("unsaved-broken"), problems: Vec::new() }))
            }
            Ok(answer) => Some(answer),
        });
        // What is being typed belongs to the document that is left, and is accepted in this frame.
        // A change that is being computed belongs to it as well.
        let waits = ready.is_none() || self.is_changing() || self.ends_typing(ctx);
        let answer = self.recovery.as_mut().filter(|_| !waits).and_then(|recovery| recovery.ready.take());
        let Some(answer) = answer else { return };
        self.recovery = None;
        match answer {
            // Meanwhile the document in the window may have been changed.
            Ok(_) if !self.has_room() => {}
            Ok(recovered) => {
                let Some(Kept::Found(found)) = self.unsaved.take(id) else { return };
                self.show_recovered(recovered, *found);
                self.save_if(saves);
            }
            Err(failure) => self.tell_failure(id, &failure),
        }
    }

    fn show_recovered(&mut self, recovered: Recovered, found: Found) {
        let Recovered { mut session, header, file } = recovered;
        session.set_effort(self.own_effort());
        self.close_overlay();
        self.replace_session(session, header.fingerprint);
        self.changed_at = header.changed_at();
        // What was wrong can be in no document. It is in its cells and fields again, where they are there.
        let all = header.loose();
        let mut lost = all.clone();
        let wrong = WrongTexts::of_written(&self.session, &mut lost);
        self.views.editor.return_wrong(wrong);
        self.journal.take_over(self.session.document_number(), found.place);
        if self.session.is_changed() {
            // What is in the journal is up to date.
            self.journaled = Some(self.to_journal());
        }
        let args = [("time", local_time(self.changed_at)), ("name", Self::name_of_unsaved(&header))];
        let args = args.each_ref().map(|(key, value)| (*key, value.as_str()));
        let (key, body) = match file {
            _ if !self.session.is_changed() && all.is_empty() => ("unsaved-was-saved", ""),
            _ if !self.session.is_changed() => ("unsaved-restored", ""),
            FileNow::Same => ("unsaved-restored", self.texts.get("unsaved-restored-body")),
            FileNow::Changed => ("unsaved-restored", self.texts.get("unsaved-file-changed")),
            FileNow::Gone => ("unsaved-restored", self.texts.get("unsaved-file-gone")),
        };
        let placed: Vec<&LooseText> = all.iter().filter(|text| !lost.contains(text)).collect();
        let lost: Vec<&LooseText> = lost.iter().collect();
        let body = Some(body.to_owned()).filter(|body| !body.is_empty());
        let placed = self.loose_lines("unsaved-wrong-back", &placed);
        // The person can type these again.
        let lost = self.loose_lines("unsaved-wrong", &lost);
        let lines: Vec<String> = body.into_iter().chain(placed).chain(lost).collect();
        self.tell(Notice::calm(self.texts.with(key, &args), lines.join("\n")));
    }

    /// The text with this key, and below it each of these texts with its place. Nothing if there are none.
    fn loose_lines(&self, key: &'static str, loose: &[&LooseText]) -> Vec<String> {
        let about = (!loose.is_empty()).then(|| self.texts.get(key).to_owned());
        let lines = loose.iter().map(|LooseText { place, text, .. }| format!("• {place}: “{text}”"));
        about.into_iter().chain(lines).collect()
    }

    fn tell_failure(&mut self, id: UnsavedId, failure: &Failure) {
        let Some(Kept::Found(found)) = self.unsaved.get(id) else { return };
        let path = found.place.path().display().to_string();
        let args = [("why", self.texts.say(&failure.why)), ("path", path)];
        let args = args.each_ref().map(|(key, value)| (*key, value.as_str()));
        let body = self.texts.with("unsaved-cannot-body", &args);
        let details = files::details(&failure.problems, &self.texts);
        self.close_overlay();
        self.tell(Notice { details, ..Notice::trouble(self.texts.get("unsaved-cannot").to_owned(), body) });
    }

    /// Puts what earlier windows have left in the journal into the list, and prepares the message about it.
    pub(super) fn take_remains(&mut self, remains: Remains) {
        let Remains { found, troubles } = remains;
        let ids: Vec<UnsavedId> =
            found.into_iter().map(|found| self.unsaved.add(Kept::Found(Box::new(found)))).collect();
        let (mut readable, mut details) = (Vec::new(), Vec::new());
        for (id, found) in self.unsaved.found().filter(|(id, _)| ids.contains(id)) {
            match &found.header {
                Ok(header) => readable.push((id, header)),
                Err(why) => details.push(Detail {
                    place: found.place.path().display().to_string(),
                    what: self.texts.say(&why.saying()),
                    remedy: self.texts.get("unsaved-stays").to_owned(),
                    count: 1,
                }),
            }
        }
        let title = if details.is_empty() { "unsaved-not-looked-for" } else { "unsaved-unreadable-title" };
        details.extend(troubles.into_iter().map(|(path, error)| self.trouble_detail(&path, &error)));
        let notice = match readable.as_slice() {
            [] => None,
            [(id, header)] => Some(self.found_notice(*id, header)),
            several => {
                let lines: Vec<String> =
                    several.iter().map(|(_, header)| self.found_words("unsaved-found-line", header)).collect();
                let title = self.texts.with("unsaved-found-several", &[("count", &several.len().to_string())]);
                let buttons = vec![NoticeButton { text: "unsaved-show", reply: Reply::ShowUnsaved }];
                Some(Notice { buttons, ..Notice::calm(title, lines.join("\n")) })
            }
        };
        self.untold.extend(notice);
        // What is wrong with other work has a message of its own: the one above goes away with the work that it offers.
        if !details.is_empty() {
            let notice = Notice::trouble(self.texts.get(title).to_owned(), String::new());
            self.untold.push_back(Notice { details, ..notice });
        }
    }

    /// If an earlier window has left unsaved work of the file in the window, prepares the message that offers to go on with it.
    pub(super) fn offer_unsaved_of_file(&mut self) {
        let Origin::File(own) = self.session.origin() else { return };
        // The journal has whole paths.
        let own = Origin::File(std::path::absolute(own).unwrap_or_else(|_| own.clone()));
        let offer = |(id, found): (UnsavedId, &Found)| {
            let header = found.header.as_ref().ok().filter(|header| header.origin() == own)?;
            Some(self.found_notice(id, header))
        };
        let offers: Vec<Notice<Reply>> = self.unsaved.found().filter_map(offer).collect();
        for offer in offers {
            if self.notice.as_ref() != Some(&offer) && !self.untold.contains(&offer) {
                self.untold.push_back(offer);
            }
        }
    }

    /// The message that offers to go on with unsaved work of an earlier window.
    fn found_notice(&self, id: UnsavedId, header: &Header) -> Notice<Reply> {
        let buttons = vec![
            NoticeButton { text: "unsaved-go-on", reply: Reply::GoOn(id) },
            NoticeButton { text: "unsaved-throw-away", reply: Reply::AskToThrowAway(id) },
        ];
        Notice { buttons, ..Notice::calm(self.found_words("unsaved-found", header), String::new()) }
    }

    fn found_words(&self, key: &'static str, header: &Header) -> String {
        let (time, name) = (local_time(header.changed_at()), Self::name_of_unsaved(header));
        self.texts.with(key, &[("time", time.as_str()), ("name", name.as_str())])
    }

    fn trouble_detail(&self, path: &Path, error: &io::Error) -> Detail {
        Detail {
            place: path.display().to_string(),
            what: self.texts.with("unsaved-unreadable", &[("error", &error.to_string())]),
            remedy: self.texts.get("unsaved-by-hand").to_owned(),
            count: 1,
        }
    }

    /// Shows a message that waits until no other is shown. If the journal cannot be written, says so once.
    pub(super) fn tell_what_waits(&mut self) {
        if let Some(error) = self.journal.take_trouble().filter(|_| !self.told_journal_trouble) {
            self.told_journal_trouble = true;
            let title = self.texts.get("unsaved-unprotected").to_owned();
            let path = self.setup.journal.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
            // The whole message of the error may name a temporary file, which means nothing to the person.
            let args = [("path", path.as_str()), ("error", &error.kind().to_string())];
            let body = self.texts.with("unsaved-unprotected-body", &args);
            self.untold.push_back(Notice::trouble(title, body));
        }
        // A file that is being opened closes the message that is shown.
        let is_opening = self.long_purpose() == Some(&Purpose::Open);
        while !is_opening
            && self.notice.is_none()
            && let Some(notice) = self.untold.pop_front()
        {
            if !self.is_stale(&notice) {
                self.tell(notice);
            }
        }
    }
}

impl Recovery {
    /// Starts reading the entry at `path`. `None` if no thread can be started.
    fn begin(ctx: &Context, id: UnsavedId, saves: bool, path: PathBuf) -> Option<Self> {
        let (sender, answer) = channel();
        let ctx = ctx.clone();
        let work = move || {
            if sender.send(recover(&path)).is_ok() {
                ctx.request_repaint();
            }
        };
        std::thread::Builder::new().name("recovery".to_owned()).spawn(work).ok()?;
        Some(Self { id, saves, answer, ready: None })
    }
}
