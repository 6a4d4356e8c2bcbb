//! What the window does when another program has written to the file of the session: it follows, or, if there are unsaved changes here, shows
//! both versions and takes one of them or parts of both.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::changing::{in_copy, nothing};
use super::long::{Finish, Purpose};
use super::overlays::Overlay;
use super::question::Question;
use super::task::{Stage, Watch};
use super::{App, files};
use crate::file::edit::versions::Side;
use crate::file::{self, Authored, FileFingerprint, Opened, Problem};
use crate::session::{Origin, Refusal, Session, TakenVersion};
use crate::text::Saying;
use crate::ui::notice::Notice;
use crate::ui::versions::VersionsView;

/// Both versions while the person compares them.
#[derive(Debug)]
pub(super) struct Compared {
    pub view: VersionsView,
    /// The revision of the document that is compared.
    revision: u64,
    /// The fingerprint of the file.
    fingerprint: FileFingerprint,
}

/// What was chosen of both versions when the view of them was closed.
#[derive(Debug)]
pub(super) struct KeptSides {
    /// The revision of the document and the fingerprint of the file of which it was chosen.
    of: (u64, FileFingerprint),
    sides: Vec<Vec<Side>>,
}

/// What another program has written to a file.
struct Theirs {
    authored: Authored,
    fingerprint: FileFingerprint,
}

impl App {
    /// The path of the session's file.
    pub(super) fn own_path(&self) -> Option<PathBuf> {
        match self.session.origin() {
            Origin::File(path) => Some(path.clone()),
            Origin::Shipped(_) | Origin::Nowhere(_) => None,
        }
    }

    /// The fingerprint of the session's file if the document here has all that was there when it was last read or written. `None` if undo went
    /// back to before that.
    pub(super) fn known_fingerprint(&self) -> Option<FileFingerprint> {
        self.fingerprint.filter(|_| !self.session.is_outdated())
    }

    /// Takes over what another program has written to the file of the session, in which nothing is unsaved.
    pub(super) fn follow_file(&mut self, ctx: &Context) {
        self.read_theirs(ctx, |app, path, _, gone| app.tell_followed(path, gone));
    }

    /// Reads the file of the session, and takes it in place of the document here. Undo brings that back.
    pub(super) fn take_theirs(&mut self, ctx: &Context) {
        self.read_theirs(ctx, |app, _, begun, gone| app.tell_taken(TakenVersion::Theirs, begun, gone));
    }

    /// Reads the file of the session and takes it over. `tell` says so; it is given the path, the session as it was, and the places of the wrong texts
    /// whose rows are gone.
    fn read_theirs(&mut self, ctx: &Context, tell: fn(&mut Self, &Path, &Session, &[Saying])) {
        self.with_theirs(ctx, move |begun, path, theirs, watch| {
            let follow = |session: &mut Session| session.follow_file(&theirs.authored);
            let Some((done, followed)) = in_copy(&begun, watch, follow) else { return nothing() };
            let fingerprint = theirs.fingerprint;
            Box::new(move |app, _| {
                if let Some(gone) = app.take_over_file(&begun, done, followed, fingerprint) {
                    tell(app, &path, &begun, &gone);
                }
            })
        });
    }

    /// Reads the file of the session, and goes on with it, beside the window; says what is wrong if it cannot be read. `then` is given the
    /// session as it was, the path of the file and what it contains.
    fn with_theirs(
        &mut self,
        ctx: &Context,
        then: impl FnOnce(Session, PathBuf, Theirs, &Watch) -> Finish + Send + 'static,
    ) {
        let Some(path) = self.own_path() else { return };
        let title = self.texts.with("task-opening", &[("file", &files::name(&path))]);
        let begun = self.session.clone();
        self.begin_long(ctx, Purpose::Change(None), title, move |watch| match read(&path, watch) {
            Ok(theirs) => then(begun, path, theirs, watch),
            Err(problems) => Box::new(move |app, _| app.tell_broken(&path, &problems)),
        });
    }

    /// Whether both versions are shown.
    pub(super) const fn is_comparing(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Versions(_)))
    }

    /// Reads the file of the session, and shows both versions.
    pub(super) fn compare_versions(&mut self, ctx: &Context) {
        self.begin_comparing(ctx, false);
    }

    /// Reads the file of the session again, which has changed while both versions are shown, and shows what it has now.
    pub(super) fn compare_newest(&mut self, ctx: &Context) {
        self.begin_comparing(ctx, true);
    }

    fn begin_comparing(&mut self, ctx: &Context, is_again: bool) {
        self.with_theirs(ctx, move |begun, _, theirs, _| {
            let view = VersionsView::new(Arc::new(begun.versions(theirs.authored)));
            let (revision, fingerprint) = (begun.revision(), theirs.fingerprint);
            Box::new(move |app, _| {
                if is_again && !app.is_comparing() {
                    // The person has closed them meanwhile.
                    app.watching.tell_again();
                    return;
                }
                let view = match &app.overlay {
                    Some(Overlay::Versions(before)) if is_again => view.after(&before.view),
                    Some(_) | None => view,
                };
                app.close_overlay();
                let kept = app.kept_sides.take().filter(|kept| kept.of == (revision, fingerprint));
                let view = match kept {
                    Some(kept) => view.with_sides(kept.sides),
                    None => view,
                };
                app.overlay = Some(Overlay::Versions(Box::new(Compared { view, revision, fingerprint })));
            })
        });
    }

    /// Keeps what was chosen of both versions when the view of them is closed.
    pub(super) fn keep_sides(&mut self) {
        if let Some(Overlay::Versions(compared)) = &self.overlay {
            let Compared { view, revision, fingerprint } = &**compared;
            self.kept_sides = Some(KeptSides { of: (*revision, *fingerprint), sides: view.sides().to_vec() });
        }
    }

    /// Takes one of the versions that are compared, or what was chosen of both.
    pub(super) fn take_version(&mut self, ctx: &Context, taken: TakenVersion) {
        let Some(Overlay::Versions(compared)) = &self.overlay else { return };
        let Compared { view, revision, fingerprint } = &**compared;
        let (versions, sides) = (view.versions(), view.sides().to_vec());
        let (revision, fingerprint) = (*revision, *fingerprint);
        self.close_overlay();
        if revision != self.session.revision() {
            let [title, body] = ["versions-changed-title", "versions-changed-body"];
            self.tell(Notice::trouble(self.texts.get(title).to_owned(), self.texts.get(body).to_owned()));
            self.watching.forget();
            return;
        }
        let begun = self.session.clone();
        let title = self.texts.get("task-changing").to_owned();
        self.begin_long(ctx, Purpose::Change(None), title, move |watch| {
            let theirs = versions.theirs();
            let document = match taken {
                TakenVersion::Theirs => theirs.clone(),
                TakenVersion::Mine => theirs.with_rows(versions.mine().rows().clone()),
                TakenVersion::Chosen => versions.merged(|thing, field| {
                    sides.get(thing).and_then(|all| all.get(field)).copied().unwrap_or(Side::Theirs)
                }),
            };
            let take = |session: &mut Session| session.take_file(theirs, document);
            let Some((done, result)) = in_copy(&begun, watch, take) else { return nothing() };
            Box::new(move |app, _| {
                if let Some(gone) = app.take_over_file(&begun, done, result, fingerprint) {
                    app.tell_taken(taken, &begun, &gone);
                }
            })
        });
    }

    /// Takes over from `done`, in which the session follows its file. Returns the places of the wrong texts whose rows the file does not have any
    /// more, or `None` if the session does not follow.
    fn take_over_file(
        &mut self,
        begun: &Session,
        done: Session,
        result: Result<(), Refusal>,
        fingerprint: FileFingerprint,
    ) -> Option<Vec<Saying>> {
        if let Err(refusal) = result {
            let title = self.texts.get("notice-refused").to_owned();
            self.tell(Notice::trouble(title, self.texts.say(&refusal.saying())));
            return None;
        }
        let wrong = self.views.editor.wrong_places(&self.session);
        self.take_over(begun, done);
        self.fingerprint = Some(fingerprint);
        self.watching.forget();
        self.views.editor.follow_file(&self.session);
        let left = self.views.editor.wrong_places(&self.session);
        // Where the name of a row has changed, the same text has another place.
        let is_less = left.len() < wrong.len();
        Some(wrong.into_iter().filter(|place| is_less && !left.contains(place)).collect())
    }

    /// What became of the wrong texts when the session took over its file, line by line: `gone` are the places of those whose rows are gone.
    fn wrong_lines(&self, gone: &[Saying]) -> String {
        let lines: Vec<String> =
            self.wrong_cells().into_iter().chain(self.cells_line("files-cells-gone", gone)).collect();
        lines.join("\n")
    }

    /// Says that the window has followed its file, unless another message waits for an answer.
    fn tell_followed(&mut self, path: &Path, gone: &[Saying]) {
        // To restore a plan that was removed is to undo the last change, which is another one by now.
        let is_over = matches!(self.question, Question::Changed | Question::Removed);
        if self.notice.as_ref().is_some_and(|notice| !notice.buttons.is_empty()) && !is_over {
            return;
        }
        let count = self.session.problem_count();
        let args = [("file", files::name(path)), ("count", self.texts.exact_count(count))];
        let args = args.each_ref().map(|(key, value)| (*key, value.as_str()));
        if count == 0 {
            let details = files::details(self.session.warnings(), &self.texts);
            let title = self.texts.with("followed-title", &args[..1]);
            self.tell(Notice { details, ..Notice::calm(title, self.wrong_lines(gone)) });
            return;
        }
        let body = if self.session.is_run_off() { "draft-run-off" } else { "followed-draft-body" };
        let lines = [self.texts.get(body).to_owned(), self.wrong_lines(gone)];
        let body = lines.iter().filter(|line| !line.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n");
        let details = files::details(self.session.problems(), &self.texts);
        let notice = Notice::trouble(self.texts.with("followed-draft", &args), body);
        self.tell(Notice { details, ..notice });
        self.question = Question::Draft;
    }

    /// Says which version is in the window now, and whether it is still to be saved. `begun` is the session as it was, and `gone` are the places of
    /// the wrong texts whose rows are gone.
    fn tell_taken(&mut self, taken: TakenVersion, begun: &Session, gone: &[Saying]) {
        let is_as_it_was = begun.authored().says_the_same(self.session.authored());
        let key = match (self.session.is_changed(), taken) {
            (false, _) if is_as_it_was => "took-same",
            (false, _) | (true, TakenVersion::Theirs) => "took-theirs",
            (true, TakenVersion::Chosen) if !is_as_it_was => "took-chosen",
            (true, TakenVersion::Mine | TakenVersion::Chosen) => "took-mine",
        };
        let details = files::details(self.session.problems(), &self.texts);
        self.tell(Notice { details, ..Notice::calm(self.texts.get(key).to_owned(), self.wrong_lines(gone)) });
    }

    /// Says that what another program has written cannot be read. What was open stays.
    fn tell_broken(&mut self, path: &Path, problems: &[Problem]) {
        let title = self.texts.with("followed-broken", &[("file", &files::name(path))]);
        let details = files::details(problems, &self.texts);
        let body = self.texts.get("followed-broken-body").to_owned();
        self.tell(Notice { details, ..Notice::trouble(title, body) });
    }
}

/// Reads a file, which may be a draft.
fn read(path: &Path, watch: &Watch) -> Result<Theirs, Vec<Problem>> {
    watch.enter(Stage::Reading);
    let bytes = file::bytes(path).map_err(|report| report.problems)?;
    watch.enter(Stage::Checking);
    let authored = match file::open(&bytes).map_err(|report| report.problems)? {
        Opened::Valid(authored, _) | Opened::Draft(authored, _) => authored,
    };
    Ok(Theirs { authored, fingerprint: FileFingerprint::of(&bytes) })
}
