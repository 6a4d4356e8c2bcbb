//! Imports tables and catalogues of other programs: reads files, finds out beside the window what is in them, and opens the scenario that
//! they make.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::changing::nothing;
use super::long::Purpose;
use super::opening::problem;
use super::overlays::Overlay;
use super::task::{Outcome, Stage, Task};
use super::{App, files};
use crate::file;
use crate::import::{self, Import, Mapping};
use crate::session::{Origin, Session};
use crate::text::Texts;
use crate::ui::notice::Notice;

/// A file that is being read.
type ReadTask = Task<Result<Vec<u8>, file::Report>>;

/// What is done beside the window for the import panel.
#[derive(Default)]
pub(super) struct Importing {
    /// The files that are being read.
    files: Vec<(PathBuf, ReadTask)>,
    /// What is being found out about the sources.
    found: Option<Task<Arc<Import>>>,
}

/// The endings of files that are imported and not opened.
const ENDINGS: [&str; 5] = ["csv", "tsv", "yaml", "yml", "json"];

/// Whether the file at this path is a table, a catalogue or a mapping, by its ending.
pub(super) fn is_imported(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether the file at this path says what columns mean, by its ending.
fn is_mapping(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

impl App {
    /// Reads a file beside the window, adds it to the import, and shows the import panel. If the panel is closed, another table than those that
    /// are still in it begins a new import.
    pub(super) fn import_path(&mut self, ctx: &Context, path: PathBuf) {
        if !self.is_importing() && !is_mapping(&path) && !self.views.import.has_source(&files::name(&path)) {
            self.clear_import();
        }
        let read = path.clone();
        let task = Task::begin(self.setup.long_work, ctx, &self.turn, move |_| file::bytes(&read));
        self.importing.files.push((path, task));
        self.close_overlay();
        self.overlay = Some(Overlay::Import);
        self.update_import(ctx);
    }

    /// Whether the import panel is open, or a field for the path of a file stands in its place.
    fn is_importing(&self) -> bool {
        let is_asked = matches!(&self.overlay, Some(Overlay::Path(field)) if field.purpose.is_of_import());
        is_asked || matches!(self.overlay, Some(Overlay::Import))
    }

    /// Forgets what is imported, and what is being read for it.
    pub(super) fn clear_import(&mut self) {
        self.importing = Importing::default();
        self.views.import.clear();
    }

    /// Shows the import panel with these cells and nothing else.
    pub(super) fn import_cells(&mut self, cells: &str) {
        self.close_overlay();
        self.overlay = Some(Overlay::Import);
        self.clear_import();
        self.views.import.add_pasted(self.texts.get("import-pasted"), Arc::from(cells.as_bytes()));
    }

    /// Adds the files that are read.
    fn poll_files(&mut self) {
        for (path, task) in std::mem::take(&mut self.importing.files) {
            match task.outcome() {
                Outcome::Working => self.importing.files.push((path, task)),
                Outcome::Done(Ok(bytes)) => self.add_import(&path, bytes),
                Outcome::Done(Err(report)) => {
                    self.tell_not_imported(&path, files::details(&report.problems, &self.texts));
                }
                Outcome::Failed => self.tell_not_imported(&path, Vec::new()),
            }
        }
    }

    fn add_import(&mut self, path: &Path, bytes: Vec<u8>) {
        if is_mapping(path) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            match Mapping::from_json(&text) {
                Ok(mapping) => self.views.import.set_mapping(mapping),
                Err(error) => {
                    self.tell_not_imported(path, Vec::new());
                    if let Some(notice) = &mut self.notice {
                        notice.body = format!("{}\n{error}", notice.body);
                    }
                }
            }
        } else {
            self.views.import.add_file(files::name(path), Arc::from(bytes));
        }
    }

    fn tell_not_imported(&mut self, path: &Path, details: Vec<crate::ui::notice::Detail>) {
        let title = self.texts.with("import-cannot", &[("file", &files::name(path))]);
        self.close_overlay();
        self.tell(Notice { details, ..Notice::trouble(title, files::whole(path)) });
    }

    /// Reads the sources of the import panel again if something has changed, and shows what was found.
    pub(super) fn update_import(&mut self, ctx: &Context) {
        self.poll_files();
        if let Some(asked) = self.views.import.ask() {
            let language = self.texts.language();
            let work = move |_: &_| {
                let texts = Texts::of(language);
                Arc::new(import::import(&asked.sources, &asked.mapping, &asked.options, &texts))
            };
            // What is being read for an earlier state is not wanted any more.
            self.importing.found = Some(Task::begin(self.setup.long_work, ctx, &self.turn, work));
        }
        let Some(task) = &self.importing.found else { return };
        match task.outcome() {
            Outcome::Working => {}
            Outcome::Done(found) => {
                self.importing.found = None;
                self.views.import.show(found);
                ctx.request_repaint();
            }
            Outcome::Failed => {
                self.importing.found = None;
                self.tell(Notice::trouble(self.texts.get("task-failed").to_owned(), String::new()));
            }
        }
    }

    /// With [`super::LongWork::WhenTold`], reads the sources.
    pub(super) fn work_import(&mut self) {
        self.importing.files.iter_mut().for_each(|(_, task)| task.work());
        self.importing.found.iter_mut().for_each(Task::work);
    }

    /// Opens the scenario that was made of the sources.
    pub(super) fn import_now(&mut self, ctx: &Context) {
        let Some(found) = self.views.import.found().cloned() else { return };
        let Some(authored) = found.scenario.clone() else { return };
        self.close_overlay();
        let title = self.texts.get("import-working").to_owned();
        self.begin_long(ctx, Purpose::Open, title, move |watch| {
            let Some(_turn) = watch.turn() else { return nothing() };
            watch.enter(Stage::Checking);
            let checked = match file::check(&authored) {
                Ok(checked) => checked,
                Err(report) => return Box::new(move |app, _| app.tell_no_import(&report.problems)),
            };
            watch.enter(Stage::Running);
            let path = suggested(&checked.scenario.title);
            match Session::open_with(authored, checked, Origin::Nowhere(path), watch.effort()) {
                Ok(mut session) => {
                    session.mark_unsaved();
                    session.prepare();
                    Box::new(move |app, _| app.show_imported(session, &found))
                }
                Err(error) => Box::new(move |app, _| app.tell_no_import(&[problem(error, "")])),
            }
        });
    }

    fn tell_no_import(&mut self, problems: &[file::Problem]) {
        let details = files::details(problems, &self.texts);
        let title = self.texts.get("import-no-scenario").to_owned();
        self.tell(Notice { details, ..Notice::trouble(title, String::new()) });
    }

    fn show_imported(&mut self, session: Session, found: &Import) {
        if !self.has_room() {
            return;
        }
        self.replace_session(session, None);
        self.close_overlay();
        let count = |count: usize| self.texts.count(count as u64);
        let [services, sites] = [found.counts.services, found.counts.sites].map(count);
        let title = self.texts.with("import-done", &[("services", &services), ("sites", &sites)]);
        self.tell(Notice::calm(title, self.texts.get("import-done-body").to_owned()));
    }
}

/// Where an imported scenario of this title may be saved.
fn suggested(title: &str) -> PathBuf {
    let name = files::name_of_title(title).unwrap_or_else(|| "imported.firedrill.ron".to_owned());
    files::documents().join(name)
}
