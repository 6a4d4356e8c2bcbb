//! Opens scenarios: asks for a path, reads and runs the file beside the window, and starts a session with it.

use std::path::{Path, PathBuf};

use egui::Context;

use super::changing::nothing;
use super::dialog::{self, Dialog, Outcome};
use super::long::Purpose;
use super::overlays::{Overlay, PathField};
use super::question::{Question, Reply};
use super::task::{Stage, Watch};
use super::{App, files};
use crate::file::{self, FieldPath, FileFingerprint, Problem, Shipped};
use crate::session::{Origin, Refusal, Session, UnsavedId};
use crate::study::RunError;
use crate::text::Saying;
use crate::ui::notice::{Detail, Notice, NoticeButton};

impl App {
    /// Asks for a path with the file dialog of the desktop. If it is not sure that there is one, also with a text field.
    pub(super) fn ask_for_path(&mut self, ctx: &Context, purpose: dialog::Purpose) {
        let own = match self.session.origin() {
            Origin::File(path) => path.clone(),
            Origin::Nowhere(path) => self.named_after_title(path),
            Origin::Shipped(name) => files::documents().join(format!("{name}.firedrill.ron")),
        };
        self.ask_for_path_like(ctx, purpose, &purpose.suggested(&own));
    }

    /// Where a scenario without a file may be saved. A new one is named after its title, which may have changed since it was made; one that was
    /// made of other files is named after these.
    fn named_after_title(&self, path: &Path) -> PathBuf {
        let is_unnamed = files::exact_name(path) == self.texts.get("new-file");
        let name = files::name_of_title(&self.session.authored().rows().title).filter(|_| is_unnamed);
        name.map_or_else(|| path.to_owned(), |name| path.with_file_name(name))
    }

    /// Asks for a path, with this path as the suggestion.
    pub(super) fn ask_for_path_like(&mut self, ctx: &Context, purpose: dialog::Purpose, path: &Path) {
        if dialog::ALWAYS_THERE && self.dialog.is_some() {
            // The dialog is open already, perhaps behind the window.
            return;
        }
        let show = || Dialog::show(ctx, purpose, self.texts.get("files-kind"), &files::exact_name(path));
        self.dialog = if self.setup.has_dialogs { show() } else { None };
        if dialog::ALWAYS_THERE && self.dialog.is_some() {
            return;
        }
        self.keep_incidents();
        self.overlay = Some(Overlay::Path(PathField::new(purpose, path.display().to_string())));
    }

    /// Handles the answer of the file dialog, if there is one.
    pub(super) fn poll_dialog(&mut self) {
        let Some(dialog) = &self.dialog else { return };
        match (dialog.outcome(), dialog.purpose) {
            (Outcome::Waiting, _) => {}
            (Outcome::Nothing, _) => self.dialog = None,
            (Outcome::Chosen(path), purpose) => {
                // A save dialog asks whether to replace an existing file before it returns the path, so the window does not ask again.
                self.agreed = purpose.request().writes.then(|| path.clone());
                self.commands.push(purpose.command(path));
            }
        }
    }

    /// Opens the file at `path`, or a shipped scenario of this name, beside the window. The old scenario stays until the new one is
    /// complete; if that does not succeed, it stays for good.
    pub(super) fn open_path(&mut self, ctx: &Context, path: PathBuf) {
        match Shipped::meant_by(&path) {
            Some(shipped) => self.begin_shipped(shipped),
            None => self.begin_opening(ctx, path),
        }
    }

    /// Opens a file beside the window. If another one is being opened, that is cancelled.
    fn begin_opening(&mut self, ctx: &Context, path: PathBuf) {
        self.close_overlay();
        if matches!(self.question, Question::None | Question::Draft) {
            self.put_away_notice();
        }
        let title = self.texts.with("task-opening", &[("file", &files::name(&path))]);
        self.begin_long(ctx, Purpose::Open, title, move |watch| {
            let Some(opened) = open(&path, watch) else { return nothing() };
            Box::new(move |app, _| app.finish_opening(&path, opened))
        });
    }

    fn finish_opening(&mut self, path: &Path, opened: Result<Opened, Vec<Problem>>) {
        match opened {
            Ok(Opened { session, fingerprint }) => {
                self.note_recent(path);
                self.begin(*session, fingerprint);
            }
            Err(problems) => {
                let title = self.texts.with("files-cannot-open", &[("file", &files::name(path))]);
                let details = files::details(&problems, &self.texts);
                self.close_overlay();
                self.tell(Notice { details, ..Notice::trouble(title, files::whole(path)) });
            }
        }
    }

    /// Opens a shipped scenario.
    pub(super) fn begin_shipped(&mut self, shipped: &Shipped) {
        self.cancel_long();
        let (authored, checked) = shipped.document();
        let origin = Origin::Shipped(shipped.name);
        self.begin(Session::open(authored, checked, origin).expect("shipped plans fit"), None);
    }

    /// Replaces the session. If the old one has unsaved changes, it is kept in the list of unsaved work.
    fn begin(&mut self, session: Session, fingerprint: Option<FileFingerprint>) {
        if !self.has_room() {
            return;
        }
        let before = self.localized_title(&self.session);
        let left = self.replace_session(session, fingerprint);
        self.close_overlay();
        self.put_away_notice();
        let is_draft = !self.session.problems().is_empty();
        // Nobody has the file of a shipped scenario, so that its lines say nothing. Its warnings are in the inspector.
        let is_shipped = matches!(self.session.origin(), Origin::Shipped(_));
        let details: &[Problem] = match (is_draft, is_shipped) {
            (true, _) => self.session.problems(),
            (false, true) => &[],
            (false, false) => self.session.warnings(),
        };
        let details = files::details(details, &self.texts);
        let warned = self.texts.with("files-warnings", &[("title", &self.localized_title(&self.session))]);
        let mut warnings = None;
        if is_draft {
            self.views.editor.on = true;
            self.tell_draft(left, details);
        } else if let Some(id) = left {
            let mut notice = self.left_notice(&before, id);
            if !details.is_empty() {
                // The warnings are about another scenario than the message, so that they are not listed in it.
                notice.body = format!("{}\n{warned}", notice.body);
                notice.buttons.push(NoticeButton { text: "files-show-warnings", reply: Reply::ShowWarnings });
            }
            self.tell(notice);
        } else if !details.is_empty() {
            warnings = Some(Notice { details, ..Notice::calm(warned, String::new()) });
        }
        self.offer_unsaved_of_file();
        // Unsaved work is told before warnings, which are in the inspector too.
        self.untold.extend(warnings);
    }
}

impl App {
    /// Says that a draft was opened, with its problems. `left` is the unsaved work that it took the place of.
    pub(super) fn tell_draft(&mut self, left: Option<UnsavedId>, details: Vec<Detail>) {
        let count = self.texts.exact_count(self.session.problem_count());
        let args = [("title", self.localized_title(&self.session)), ("count", count)];
        let title = self.texts.with("draft-opened", &args.each_ref().map(|(key, value)| (*key, value.as_str())));
        let key = if left.is_some() { "draft-opened-body-left" } else { "draft-opened-body" };
        let button = |id| NoticeButton { text: "left-back", reply: Reply::GoOn(id) };
        let notice = Notice::trouble(title, self.texts.get(key).to_owned());
        self.tell(Notice { buttons: left.map(button).into_iter().collect(), details, ..notice });
    }
}

/// A file that was opened.
struct Opened {
    session: Box<Session>,
    /// The fingerprint of the file, if the scenario is saved there.
    fingerprint: Option<FileFingerprint>,
}

/// Reads, checks and runs a file. Returns its problems if it cannot be opened, and `None` if nobody wants it any more.
fn open(path: &Path, watch: &Watch) -> Option<Result<Opened, Vec<Problem>>> {
    watch.enter(Stage::Reading);
    let bytes = match file::bytes(path) {
        Ok(bytes) => bytes,
        Err(report) => return Some(Err(report.problems)),
    };
    let _turn = watch.turn()?;
    watch.enter(Stage::Checking);
    let fingerprint = FileFingerprint::of(&bytes);
    let opened = file::unpacked(bytes).and_then(|(bytes, view)| Ok((file::open(&bytes)?, view)));
    let (opened, view) = match opened {
        Ok(opened) => opened,
        Err(report) => return Some(Err(report.problems)),
    };
    if watch.is_cancelled() {
        return None;
    }
    watch.enter(Stage::Running);
    // A picture shows a scenario, but a scenario is not saved as a picture.
    let origin = match &view {
        Some(_) => Origin::Nowhere(path.with_extension("firedrill.ron")),
        None => Origin::File(path.to_owned()),
    };
    let (text, session) = match opened {
        file::Opened::Valid(authored, checked) => {
            (authored.text().map(str::to_owned), Session::open_with(authored, *checked, origin, watch.effort()))
        }
        file::Opened::Draft(authored, report) => (None, Session::open_draft(authored, report, origin, watch.effort())),
    };
    let mut session = match session {
        Ok(session) => session,
        Err(error) => return Some(Err(vec![problem(error, text.as_deref().unwrap_or_default())])),
    };
    // A draft has no run, so it does not show what the picture shows.
    let shown = view.as_ref().filter(|_| !session.is_run_off()).map(|view| session.show_picture(view));
    if let Some(Err(refusal)) = shown {
        return Some(Err(vec![no_view(refusal, text.as_deref().unwrap_or_default())]));
    }
    if watch.is_cancelled() {
        return None;
    }
    session.prepare();
    let fingerprint = view.is_none().then_some(fingerprint);
    Some(Ok(Opened { session: Box::new(session), fingerprint }))
}

/// Why what a picture shows cannot be shown, as a problem of the file with this text.
fn no_view(refusal: Refusal, text: &str) -> Problem {
    match refusal {
        Refusal::Run(error) => problem(error, text),
        refusal @ (Refusal::Edit(_) | Refusal::Wrong(_) | Refusal::Compare(_) | Refusal::NoPlan(_)) => Problem {
            location: None,
            message: refusal.saying(),
            remedy: Saying::plain("file-picture-broken-remedy"),
            path: FieldPath::default(),
        },
    }
}

/// A run that cannot be made, as a problem of the file with this text.
pub(super) fn problem(error: RunError, text: &str) -> Problem {
    match error {
        RunError::TooMuch(too_much) => too_much.problem.located(text),
        error @ (RunError::Cancelled | RunError::Measure { .. } | RunError::NoStrike { .. }) => Problem {
            location: None,
            message: error.saying(),
            remedy: Saying::from(String::new()),
            path: FieldPath::default(),
        },
    }
}
