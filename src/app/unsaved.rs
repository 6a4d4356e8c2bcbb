//! Unsaved work that is not in the window: documents whose place in the window another scenario took, and what earlier windows have left in
//! the journal. It stays here until it is saved or thrown away.

use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Local};

use super::journal::{self, Draft, Found};
use super::long::GivenCommand;
use super::question::Reply;
use super::task::drop_elsewhere;
use super::{App, files};
use crate::file::FileFingerprint;
use crate::session::{EditCommand, Origin, PlanCommand, Session, SessionCommand, UnsavedId};
use crate::text::Saying;
use crate::ui::editor::{LooseText, WaitingTexts, WrongTexts};
use crate::ui::inspector::InspectorView;
use crate::ui::notice::{Notice, NoticeButton};
use crate::ui::unsaved::UnsavedRow;

/// The maximum number of documents with unsaved changes beside the one in the window. More are not opened, so that none is dropped.
pub(super) const MOST_LEFT: usize = 8;

/// A document whose place in the window another scenario took.
pub(super) struct Left {
    pub session: Session,
    /// The fingerprint of its file when the file was last read or written.
    pub fingerprint: Option<FileFingerprint>,
    pub changed_at: SystemTime,
    /// Whether no file has it as it is. If one has, it is kept for what was typed wrong.
    pub is_only_here: bool,
    /// What was typed about it and is wrong, so that it is in no document and in no file.
    pub wrong: WrongTexts,
}

impl Left {
    /// The columns and rows of the cells that have a wrong text.
    pub(super) fn wrong_cells(&self) -> Vec<Saying> {
        self.wrong.places(self.session.authored(), self.session.document_number())
    }
}

/// What the journal was last told about the document in the window.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Journaled {
    /// The number of the document.
    document: u64,
    revision: u64,
    /// Whether no file has it as it is.
    is_only_here: bool,
    /// The command whose change is being computed, if that changes what is written.
    given: Option<Given>,
    /// The names that were typed for plans and that no plan has yet, each after the name that its plan has.
    names: Vec<[String; 2]>,
    /// What was typed in the editor and is not in the document yet.
    waiting: WaitingTexts,
    /// The texts that were typed and are wrong, so that they are in no document.
    loose: Vec<LooseText>,
}

impl Journaled {
    /// Whether something would be lost if the window were gone now.
    const fn has_unsaved(&self) -> bool {
        let Self { is_only_here, given, names, waiting, loose, .. } = self;
        *is_only_here || given.is_some() || !names.is_empty() || !waiting.is_empty() || !loose.is_empty()
    }
}

/// A command whose change is being computed. It may have many rows, so it is known by where it is, and not by what it says.
#[derive(Clone, Debug)]
struct Given(Arc<GivenCommand>);

impl PartialEq for Given {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Unsaved work that is not in the window.
pub(super) enum Kept {
    Left(Box<Left>),
    Found(Box<Found>),
}

/// The list of unsaved work that is not in the window.
#[derive(Default)]
pub(super) struct UnsavedList {
    items: Vec<(UnsavedId, Kept)>,
    last: u64,
}

impl UnsavedList {
    pub(super) fn add(&mut self, kept: Kept) -> UnsavedId {
        self.last += 1;
        self.items.push((UnsavedId(self.last), kept));
        UnsavedId(self.last)
    }

    pub(super) fn get(&self, id: UnsavedId) -> Option<&Kept> {
        self.items.iter().find(|(own, _)| *own == id).map(|(_, kept)| kept)
    }

    pub(super) fn take(&mut self, id: UnsavedId) -> Option<Kept> {
        let index = self.items.iter().position(|(own, _)| *own == id)?;
        Some(self.items.remove(index).1)
    }

    /// Puts back what was taken, at the end of the list.
    pub(super) fn put_back(&mut self, id: UnsavedId, kept: Kept) {
        self.items.push((id, kept));
    }

    pub(super) fn count(&self) -> usize {
        self.items.len()
    }

    /// The documents that another scenario took the place of. They are lost with the window unless they are saved.
    pub(super) fn left(&self) -> impl Iterator<Item = (UnsavedId, &Left)> {
        self.items.iter().filter_map(|(id, kept)| match kept {
            Kept::Left(left) => Some((*id, &**left)),
            Kept::Found(_) => None,
        })
    }

    /// What earlier windows have left in the journal.
    pub(super) fn found(&self) -> impl Iterator<Item = (UnsavedId, &Found)> {
        self.items.iter().filter_map(|(id, kept)| match kept {
            Kept::Found(found) => Some((*id, &**found)),
            Kept::Left(_) => None,
        })
    }
}

impl App {
    /// Whether something is lost if the window is closed now.
    pub(super) fn has_unsaved(&self) -> bool {
        self.is_unsaved() || self.has_wrong_cells() || self.unsaved.left().next().is_some()
    }

    /// Whether wrong texts were typed into cells of the document in the window. No file can have them.
    pub(super) fn has_wrong_cells(&self) -> bool {
        !self.views.editor.wrong_places(&self.session).is_empty()
    }

    /// Whether the document in the window is lost if the window is closed now: it has unsaved changes, a change is being computed, or its
    /// file is no longer there.
    pub(super) fn is_unsaved(&self) -> bool {
        self.is_only_here() || self.is_changing()
    }

    /// Whether no file has the document in the window as it is now: it was changed, or its file is gone.
    fn is_only_here(&self) -> bool {
        self.session.is_changed() || self.watching.is_gone()
    }

    /// Whether another scenario may take the place of the one in the window. If not, says what has to be done first.
    pub(super) fn has_room(&mut self) -> bool {
        let is_kept = self.is_only_here() || self.has_wrong_cells();
        if !is_kept || self.unsaved.left().count() < MOST_LEFT {
            return true;
        }
        self.close_overlay();
        let title = self.texts.with("unsaved-too-many", &[("count", &(MOST_LEFT + 1).to_string())]);
        let body = self.texts.get("unsaved-too-many-body").to_owned();
        let buttons = vec![NoticeButton { text: "unsaved-show", reply: Reply::ShowUnsaved }];
        self.tell(Notice { buttons, ..Notice::trouble(title, body) });
        false
    }

    /// Puts another session in the place of the one in the window. If that one has unsaved changes, or cells with wrong texts, it is kept in the
    /// list of unsaved work, and its number there is returned.
    pub(super) fn replace_session(
        &mut self,
        session: Session,
        fingerprint: Option<FileFingerprint>,
    ) -> Option<UnsavedId> {
        let (left, is_kept) = self.swap_session(session, fingerprint);
        if is_kept {
            return Some(self.keep_left(left));
        }
        drop_elsewhere(left.session);
        None
    }

    /// Keeps a document that was left in the list of unsaved work.
    pub(super) fn keep_left(&mut self, mut left: Left) -> UnsavedId {
        left.session.set_aside();
        self.unsaved.add(Kept::Left(Box::new(left)))
    }

    /// Puts another session in the place of the one in the window, and returns that one. The caller keeps it in the list of unsaved work if the
    /// second value says so: it has unsaved changes, or cells with wrong texts.
    pub(super) fn swap_session(&mut self, mut session: Session, fingerprint: Option<FileFingerprint>) -> (Left, bool) {
        // Another file that is being opened is not wanted any more.
        self.cancel_long();
        session.set_effort(self.own_effort());
        for (index, name) in self.views.plans.end_renaming(self.session.plans()) {
            self.session.apply(PlanCommand::RenamePlan(index, name));
        }
        self.views.inspector = InspectorView::default();
        self.clear_import();
        (self.kept_new, self.kept_sides) = (None, None);
        self.update_journal();
        let is_only_here = self.is_only_here();
        let is_kept = is_only_here || self.has_wrong_cells();
        let wrong = self.views.editor.leave_document();
        let session = std::mem::replace(&mut self.session, session);
        let fingerprint = std::mem::replace(&mut self.fingerprint, fingerprint);
        self.journaled = None;
        self.watching.forget();
        // Of what a file has, it is not known when it was changed.
        let changed_at = if is_only_here { self.changed_at } else { journal::now() };
        (Left { session, fingerprint, changed_at, is_only_here, wrong }, is_kept)
    }

    /// Says that the scenario with this title was left, which is in the list of unsaved work under this number.
    pub(super) fn left_notice(&self, title: &str, id: UnsavedId) -> Notice<Reply> {
        let (cells, body) = match self.unsaved.get(id) {
            Some(Kept::Left(left)) => {
                let cells = self.cells_line("files-cells-left", &left.wrong_cells());
                (cells, if left.is_only_here { "left-body" } else { "left-body-cells" })
            }
            Some(Kept::Found(_)) | None => (None, "left-body"),
        };
        let lines: Vec<String> = cells.into_iter().chain([self.texts.get(body).to_owned()]).collect();
        let buttons = vec![NoticeButton { text: "left-back", reply: Reply::GoOn(id) }];
        Notice { buttons, ..Notice::calm(self.texts.with("left-title", &[("title", title)]), lines.join("\n")) }
    }

    /// Puts a document that was left back in the window. Returns the number of the one that it takes the place of, if that is kept in the list
    /// of unsaved work.
    pub(super) fn return_to(&mut self, left: Left) -> Option<UnsavedId> {
        let Left { session, fingerprint, changed_at, is_only_here: _, wrong } = left;
        let kept = self.replace_session(session, fingerprint);
        self.views.editor.return_wrong(wrong);
        self.changed_at = changed_at;
        self.journaled = Some(self.to_journal());
        kept
    }

    /// Asks whether to throw away unsaved work of the list.
    pub(super) fn ask_to_throw_away(&mut self, id: UnsavedId) {
        let name = match self.unsaved.get(id) {
            Some(Kept::Left(left)) => self.localized_title(&left.session),
            Some(Kept::Found(found)) => match &found.header {
                Ok(header) => Self::name_of_unsaved(header),
                Err(_) => found.place.path().display().to_string(),
            },
            None => return,
        };
        let title = self.texts.with("unsaved-throw-away-question", &[("name", &name)]);
        let buttons = vec![
            NoticeButton { text: "unsaved-throw-away-now", reply: Reply::ThrowAway(id) },
            NoticeButton { text: "unsaved-keep", reply: Reply::KeepUnsaved },
        ];
        self.tell(Notice::question(title, String::new(), buttons));
    }

    /// Throws away unsaved work of the list, which the person has agreed to.
    pub(super) fn throw_away(&mut self, id: UnsavedId) {
        match self.unsaved.take(id) {
            Some(Kept::Left(left)) => self.journal.remove(left.session.document_number()),
            Some(Kept::Found(found)) => match found.place.remove() {
                Ok(()) => found.place.release(),
                Err(error) => {
                    let title = self.texts.get("unsaved-not-thrown-away").to_owned();
                    let path = found.place.path().display().to_string();
                    let args = [("path", path.as_str()), ("error", &error.to_string())];
                    let body = self.texts.with("unsaved-not-thrown-away-body", &args);
                    self.unsaved.add(Kept::Found(found));
                    self.tell(Notice::trouble(title, body));
                }
            },
            None => {}
        }
        self.close_count_of_unsaved();
        self.update_unsaved_rows();
    }

    /// Hands the document to the journal if it has changed since the last call.
    pub(super) fn update_journal(&mut self) {
        let now = self.to_journal();
        if self.journaled.as_ref() == Some(&now) {
            return;
        }
        let number = now.document;
        if now.has_unsaved() {
            self.changed_at = journal::now();
            let draft = Draft {
                snapshot: self.session.snapshot(),
                given: now.given.as_ref().map(|given| Arc::clone(&given.0)),
                names: now.names.clone(),
                waiting: now.waiting.clone(),
                loose: now.loose.clone(),
                origin: self.session.origin().clone(),
                fingerprint: self.known_fingerprint(),
                changed_at: self.changed_at,
            };
            self.journal.keep(number, draft);
        } else {
            self.journal.remove(number);
        }
        self.journaled = Some(now);
    }

    /// What the journal is to have of the document in the window.
    pub(super) fn to_journal(&self) -> Journaled {
        let given = self.computed_command().filter(|given| is_written(&given.command));
        Journaled {
            document: self.session.document_number(),
            revision: self.session.revision(),
            is_only_here: self.is_only_here(),
            given: given.cloned().map(Given),
            names: self.views.plans.typed_names(),
            waiting: self.views.editor.waiting(&self.session, self.is_changing(), &self.texts),
            loose: self.views.editor.loose_texts(&self.session, &self.texts),
        }
    }

    /// When the window is closed: what was saved or thrown away leaves the journal. If the window closes for another reason than that the
    /// person closed it, unsaved work stays there.
    pub(super) fn close_journal(&mut self) {
        self.update_journal();
        if self.may_close || !self.has_unsaved() {
            self.journal.remove(self.session.document_number());
            for (_, left) in self.unsaved.left() {
                self.journal.remove(left.session.document_number());
            }
        }
        self.journal.flush().flush();
    }

    /// The rows of the list of unsaved work.
    pub(super) fn unsaved_rows(&self) -> Vec<UnsavedRow> {
        let row = |(id, kept): &(UnsavedId, Kept)| match kept {
            Kept::Left(left) => UnsavedRow {
                id: *id,
                title: self.localized_title(&left.session),
                about: self.about_left(left),
                can_open: true,
                can_save: left.is_only_here,
            },
            Kept::Found(found) => match &found.header {
                Ok(header) => UnsavedRow {
                    id: *id,
                    title: header.title.clone(),
                    about: self.about(&header.origin(), header.changed_at(), header.loose().len()),
                    can_open: true,
                    can_save: true,
                },
                Err(why) => UnsavedRow {
                    id: *id,
                    title: found.place.path().display().to_string(),
                    about: self.texts.say(&why.saying()),
                    can_open: false,
                    can_save: false,
                },
            },
        };
        self.unsaved.items.iter().map(row).collect()
    }

    /// Where a document is that another one took the place of, and what of it is in no file.
    fn about_left(&self, left: &Left) -> String {
        let wrong = left.wrong_cells().len();
        if left.is_only_here {
            return self.about(left.session.origin(), left.changed_at, wrong);
        }
        let count = wrong.to_string();
        match left.session.origin() {
            Origin::Shipped(_) | Origin::Nowhere(_) => self.texts.with("unsaved-only-wrong", &[("count", &count)]),
            Origin::File(path) => {
                let args = [("file", path.display().to_string()), ("count", count)];
                self.texts.with("unsaved-only-wrong-file", &args.each_ref().map(|(name, arg)| (*name, arg.as_str())))
            }
        }
    }

    /// Where a document is, when it was last changed, and how many wrong texts there are beside it.
    fn about(&self, origin: &Origin, changed_at: SystemTime, wrong: usize) -> String {
        let time = local_time(changed_at);
        let about = match origin {
            Origin::Shipped(_) | Origin::Nowhere(_) => self.texts.with("unsaved-about", &[("time", &time)]),
            Origin::File(path) => {
                let file = path.display().to_string();
                self.texts.with("unsaved-about-file", &[("file", &file), ("time", &time)])
            }
        };
        if wrong == 0 {
            return about;
        }
        self.texts.with("unsaved-about-wrong", &[("about", &about), ("count", &wrong.to_string())])
    }

    /// The name by which messages call unsaved work that an earlier window has left: that of its file, or its title.
    pub(super) fn name_of_unsaved(header: &journal::Header) -> String {
        match header.origin() {
            Origin::Shipped(_) | Origin::Nowhere(_) => header.title.clone(),
            Origin::File(path) => files::name(&path),
        }
    }
}

/// Whether a command changes what is written of a document. What it shows, and what undo brings back, is not what somebody has typed.
const fn is_written(command: &SessionCommand) -> bool {
    match command {
        SessionCommand::Plan(command) => is_plan_written(command),
        SessionCommand::Edit(command) => matches!(command, EditCommand::Change(_)),
        SessionCommand::Select(_) | SessionCommand::Playback(_) => false,
    }
}

/// Whether a command about plans changes what is written of a document.
pub(super) const fn is_plan_written(command: &PlanCommand) -> bool {
    !matches!(command, PlanCommand::ChoosePlan(_) | PlanCommand::SetBaseline(_) | PlanCommand::SetSeed(_))
}

/// The time on the clocks here: of today as `14:32`, of another day with its date.
pub(super) fn local_time(time: SystemTime) -> String {
    let (time, now): (DateTime<Local>, DateTime<Local>) = (time.into(), journal::now().into());
    let format = if time.date_naive() == now.date_naive() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
    time.format(format).to_string()
}
