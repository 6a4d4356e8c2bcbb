//! The window: a session, the state of the views, and the list of commands.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono_tz::Tz;
use egui::{Context, Rect, Ui, ViewportCommand};

use super::cards::{CardTask, FolderTask};
use super::dialog::Dialog;
use super::ensembles::Ensembles;
use super::exports::{AfterExports, Exporting};
use super::fonts::{Fonts, OtherFonts};
use super::helper::Helper;
use super::importing::Importing;
use super::incidents::IncidentTask;
use super::journal::{self, Flush, Journal};
use super::letters_check::LettersCheck;
use super::long::LongTask;
use super::new::Original;
use super::overlays::{Overlay, overlay_ui};
use super::present::Presenting;
use super::question::{Question, Reply};
use super::quit::Closing;
use super::recovery::Recovery;
use super::settings::Settings;
use super::task::{LongWork, Turn};
use super::unsaved::{Journaled, UnsavedList};
use super::versions::KeptSides;
use super::watching::Watching;
use super::{files, layout, prepare, recent_documents};
use crate::file::{self, FileFingerprint};
use crate::session::{
    Command, Commands, EditCommand, FileCommand, IncidentSource, Origin, Part, Session, WindowCommand,
};
use crate::ui::dependencies::DependenciesView;
use crate::ui::editor::{EditorView, send_typed};
use crate::ui::figures::FiguresView;
use crate::ui::import::ImportView;
use crate::ui::incidents::Incidents;
use crate::ui::inspector::InspectorView;
use crate::ui::keys::{Asked, keys};
use crate::ui::lists::ListsView;
use crate::ui::map::MapsView;
use crate::ui::new_scenario::NewScenarioView;
use crate::ui::notice::{Answer, Notice, NoticeSize, covered, hide_tooltips, notice_ui};
use crate::ui::plans::{PlansView, send_names};
use crate::ui::present::{Shown, present_ui};
use crate::ui::progress::progress_ui;
use crate::ui::text::{Language, Texts};
use crate::ui::theme::Theme;
use crate::ui::timeline::TimelineView;
use crate::ui::{ViewContext, drags, focus, style};
use crate::units::one_line;

/// Which features of the machine the window uses.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// The path of the settings file. With `None`, settings are neither read nor written.
    pub settings: Option<PathBuf>,
    /// The folder of the journal of unsaved work. With `None`, no unsaved work is kept for the next start.
    pub journal: Option<PathBuf>,
    /// Whether to use the desktop's file dialog.
    pub has_dialogs: bool,
    /// Whether to start the helper thread, which finds levers and counterfactuals.
    pub has_helper: bool,
    /// With which fonts letters are drawn that the bundled fonts do not have.
    pub other_fonts: OtherFonts,
    /// Where files are opened and long changes computed.
    pub long_work: LongWork,
    /// Whether to notice at once that another program changes the file of the session.
    pub watches_file: bool,
    /// The language of the desktop, or the default if the window does not support it.
    pub language: Language,
    /// The time zone of this computer. `None` if it is not known.
    pub computer_zone: Option<Tz>,
    /// Whether presenting uses the whole screen and scales to it.
    pub fills_screen: bool,
    /// The person's folder of scenarios, whose files are in the list of scenarios.
    pub library: Option<PathBuf>,
    /// The desktop's list of recent documents. With `None`, nothing is entered there.
    pub recent_documents: Option<PathBuf>,
}

/// The state that each view keeps between frames.
pub(super) struct Views {
    pub maps: MapsView,
    pub dependencies: DependenciesView,
    pub timeline: TimelineView,
    pub plans: PlansView,
    pub figures: FiguresView,
    pub lists: ListsView,
    pub inspector: InspectorView,
    pub editor: EditorView,
    pub import: ImportView,
    /// The share of the window's height, `0.2..=0.8`, that playback and timeline have together.
    pub below: f32,
    /// The part of the window that is drawn.
    pub part: Part,
    /// The rectangle in which messages are shown.
    pub message_place: Rect,
    /// How much room the message that is shown needs.
    pub message: NoticeSize,
}

impl Default for Views {
    fn default() -> Self {
        Self {
            maps: MapsView::default(),
            dependencies: DependenciesView::default(),
            timeline: TimelineView::default(),
            plans: PlansView::default(),
            figures: FiguresView::default(),
            lists: ListsView::default(),
            inspector: InspectorView::default(),
            editor: EditorView::default(),
            import: ImportView::default(),
            below: 0.42,
            part: Part::All,
            message_place: Rect::ZERO,
            message: NoticeSize::default(),
        }
    }
}

/// The window and all of its state.
pub struct App {
    pub(super) session: Session,
    pub(super) views: Views,
    pub(super) texts: Texts,
    pub(super) theme: Theme,
    pub(super) commands: Commands,
    pub(super) overlay: Option<Overlay>,
    pub(super) notice: Option<Notice<Reply>>,
    pub(super) question: Question,
    pub(super) presenting: Option<Presenting>,
    pub(super) dialog: Option<Dialog>,
    pub(super) helper: Helper,
    fonts: Fonts,
    pub(super) letters: LettersCheck,
    pub(super) ensembles: Ensembles,
    /// The work that is being done beside the window.
    pub(super) long: Option<LongTask>,
    /// What is done for the import panel.
    pub(super) importing: Importing,
    /// The exports that are being made.
    pub(super) exporting: Vec<Exporting>,
    /// The own files that are being read for the list of scenarios.
    pub(super) cards: Vec<CardTask>,
    /// The names of the files of the person's folder of scenarios, which are being read.
    pub(super) folder: Option<FolderTask>,
    /// The scenarios that were marked in the list when it was last closed.
    pub(super) marked: Vec<IncidentSource>,
    /// The incidents that were beside one another when the view of them was last closed.
    pub(super) kept_incidents: Option<Box<Incidents>>,
    /// The form of a new scenario as it was when it was last closed.
    pub(super) kept_new: Option<Box<NewScenarioView>>,
    /// What was chosen of the two versions of a file when the view of them was last closed.
    pub(super) kept_sides: Option<KeptSides>,
    /// The incidents that are being read and run for that view.
    pub(super) incident_tasks: Vec<IncidentTask>,
    pub(super) turn: Turn,
    /// Commands that are applied when the change that is being computed is done or cancelled.
    pub(super) waiting: Vec<Command>,
    /// Those of them that are applied at the end of this frame, after what was typed while the change was computed.
    pub(super) waited: Vec<Command>,
    pub(super) watching: Watching,
    pub(super) setup: Setup,
    pub(super) settings: Settings,
    pub(super) may_close: bool,
    pub(super) close_when_saved: bool,
    /// The fingerprint of the session's file when it was last read or written. `None` if the session has no file.
    pub(super) fingerprint: Option<FileFingerprint>,
    /// The path that the person last chose in the desktop's save dialog, which has asked whether to replace an existing file there.
    pub(super) agreed: Option<PathBuf>,
    /// Unsaved work that is not in the window.
    pub(super) unsaved: UnsavedList,
    /// The scenario that the copy in the window was made of, for as long as a message offers to go back to it.
    pub(super) original: Option<Original>,
    pub(super) journal: Journal,
    /// What the journal was last told about.
    pub(super) journaled: Option<Journaled>,
    /// When the document in the window was last changed, if it has unsaved changes.
    pub(super) changed_at: SystemTime,
    pub(super) recovery: Option<Recovery>,
    /// Messages that are shown when no other is.
    pub(super) untold: VecDeque<Notice<Reply>>,
    pub(super) told_journal_trouble: bool,
    /// Commands that are applied when the person's typing has ended.
    pub(super) after_typing: Commands,
    /// The field in which the person goes on typing after a save.
    pub(super) typed_in: Option<egui::Id>,
    /// Whether the window waits for the end of the person's typing before it is closed.
    pub(super) closing: Closing,
    /// What is done when all exports that are being made are saved.
    pub(super) after_exports: AfterExports,
    /// The current title of the window.
    title: String,
}

impl App {
    /// A window on `path`, or on the first shipped scenario.
    #[must_use]
    pub fn new(ctx: &Context, path: Option<&Path>, setup: Setup) -> Self {
        let settings = Settings::read(setup.settings.as_deref());
        let language = settings.language.unwrap_or(setup.language);
        let first = file::shipped().first().expect("one ships at least");
        let origin = Origin::Shipped(first.name);
        let (authored, checked) = first.document();
        let session = Session::open(authored, checked, origin).expect("shipped plans fit");
        let mut app = Self::begun(ctx, session, language, setup, settings);
        // The keys for the size are in our table, with bounds.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        app.apply_scale(ctx);
        if let Some(path) = path {
            app.open_path(ctx, path.to_owned());
        }
        let (journal, remains) = Journal::open(ctx, app.setup.journal.clone());
        app.journal = journal;
        app.take_remains(remains);
        app.offer_unsaved_of_file();
        app.tell_what_waits();
        app
    }

    /// A window on a session, in the language of the session.
    #[must_use]
    pub fn with_session(ctx: &Context, session: Session, setup: Setup) -> Self {
        let settings = Settings::read(setup.settings.as_deref());
        Self::begun(ctx, session, setup.language, setup, settings)
    }

    fn begun(ctx: &Context, session: Session, language: Language, setup: Setup, settings: Settings) -> Self {
        let theme = if settings.night { Theme::night() } else { Theme::day() };
        style::install_fonts(ctx);
        let fonts = Fonts::install(ctx, setup.other_fonts);
        style::install_style(ctx, &theme);
        let mut app = Self {
            texts: Texts::for_window(language),
            session,
            views: Views::default(),
            theme,
            commands: Commands::new(),
            overlay: None,
            notice: None,
            question: Question::None,
            presenting: None,
            dialog: None,
            helper: Helper::default(),
            fonts,
            letters: LettersCheck::default(),
            ensembles: Ensembles::default(),
            long: None,
            importing: Importing::default(),
            exporting: Vec::new(),
            cards: Vec::new(),
            folder: None,
            marked: Vec::new(),
            kept_incidents: None,
            kept_new: None,
            kept_sides: None,
            incident_tasks: Vec::new(),
            turn: Turn::default(),
            waiting: Vec::new(),
            waited: Vec::new(),
            watching: Watching::default(),
            setup,
            settings,
            may_close: false,
            close_when_saved: false,
            fingerprint: None,
            agreed: None,
            unsaved: UnsavedList::default(),
            original: None,
            journal: Journal::default(),
            journaled: None,
            changed_at: SystemTime::UNIX_EPOCH,
            recovery: None,
            untold: VecDeque::new(),
            told_journal_trouble: false,
            after_typing: Commands::new(),
            typed_in: None,
            closing: Closing::default(),
            after_exports: AfterExports::Nothing,
            title: String::new(),
        };
        app.session.set_effort(app.own_effort());
        app
    }

    /// Adds a command to be applied in the next frame, as if a view had sent it.
    pub fn ask(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// The session.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// The message that is shown.
    #[must_use]
    pub const fn notice(&self) -> Option<&Notice<Reply>> {
        self.notice.as_ref()
    }

    /// What writes unsaved work to the journal at once, from any thread.
    pub(super) fn flush(&self) -> Flush {
        self.journal.flush()
    }

    /// Whether the window is presenting.
    #[must_use]
    pub const fn is_presenting(&self) -> bool {
        self.presenting.is_some()
    }

    /// Whether the theme is night.
    #[must_use]
    pub const fn is_night(&self) -> bool {
        self.theme.night
    }

    /// Adds a file that was opened or saved to the recent files, of this program and of the desktop.
    pub(super) fn note_recent(&mut self, path: &Path) {
        self.settings.note(path);
        self.keep_settings();
        let Some(list) = self.setup.recent_documents.clone() else { return };
        if self.setup.long_work == LongWork::OnThread {
            recent_documents::note_on_thread(list, path.to_owned());
        } else {
            // A failure is ignored, as on the thread.
            let _ = recent_documents::note(&list, path, journal::now());
        }
    }

    pub(super) fn keep_settings(&mut self) {
        self.settings.write(self.setup.settings.as_deref());
    }

    /// Applies the scale of the settings, and tells the desktop the minimum size of the window.
    pub(super) fn apply_scale(&self, ctx: &Context) {
        ctx.set_zoom_factor(self.settings.scale());
        ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(prepare::LEAST));
    }

    /// Applies the scale of the settings to a window that was just opened. The window was opened before the scale was known. With a scale
    /// above 1, its size in points is reduced, so that its size in pixels stays the same.
    pub(super) fn fit_window(&self, ctx: &Context) {
        self.apply_scale(ctx);
        let scale = self.settings.scale();
        if scale > 1.0 {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(prepare::SIZE / scale));
        }
    }

    pub(super) fn close_overlay(&mut self) {
        self.keep_incidents();
        self.keep_marked();
        self.keep_new();
        self.keep_sides();
        let exported = matches!(&self.overlay, Some(Overlay::Path(field)) if field.purpose.is_of_incidents());
        // After an export of incidents, the view of them is there again.
        let imports = matches!(&self.overlay, Some(Overlay::Path(field)) if field.purpose.is_of_import());
        self.overlay = self.kept_incidents.take_if(|_| exported).map(Overlay::Incidents);
        if imports {
            self.overlay = Some(Overlay::Import);
        }
        self.dialog = None;
        self.close_when_saved = false;
    }

    /// The title of a session's scenario in the language of the window.
    pub(super) fn localized_title(&self, session: &Session) -> String {
        session.world().localized(self.texts.language().tag()).title().to_owned()
    }

    /// The title of the window: the scenario, and a dot when something is unsaved, or the file has something else than the window.
    fn update_title(&mut self, ctx: &Context) {
        let name = match self.session.origin() {
            Origin::Shipped(_) | Origin::Nowhere(_) => self.localized_title(&self.session),
            Origin::File(path) => files::name(path),
        };
        // A text that is out of date now is not unsaved any more.
        self.views.editor.follow_document(&self.session);
        let is_here = self.session.is_changed() || self.has_wrong_cells();
        let differs = is_here || self.watching.is_gone() || self.has_other_version();
        let key = if differs { "window-changed" } else { "window-title" };
        let title = one_line(&self.texts.with(key, &[("name", &name)])).into_owned();
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Handles all input that does not come from a view: keys, dropped files, the answer of a dialog, a request to close the window, and
    /// results of other threads.
    fn handle_input(&mut self, ui: &Ui) {
        drags::begin_frame(ui.ctx());
        self.refuse_large_pastes(ui);
        self.update_title(ui.ctx());
        // Before a change is taken over, which may be one that was typed before the person has asked to go back.
        self.update_original();
        self.poll_dialog();
        // Before a computed change is taken over: what was typed meanwhile becomes the next change in this frame, and no other document may take
        // its place before that.
        self.poll_recovery(ui.ctx());
        self.poll_long(ui.ctx());
        self.poll_cards(ui.ctx());
        self.poll_incidents();
        self.poll_exports(ui.ctx());
        self.update_import(ui.ctx());
        self.update_watching(ui.ctx());
        self.poll_letters(ui.ctx());
        self.update_chapter();
        self.update_notice();
        self.tell_what_waits();
        if !self.is_working() || !self.session.is_large() {
            if self.setup.has_helper {
                self.helper.update(ui.ctx(), &self.session);
            }
            self.ensembles.update(ui.ctx(), &self.session);
        }
        let dropped = ui.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_owned()));
        self.commands.extend(dropped.map(|value| Command::File(FileCommand::OpenPath(value))));
        let context = ViewContext::new(&self.session, &self.texts, &self.theme)
            .in_zone(self.settings.zone, self.setup.computer_zone)
            .editing(self.views.editor.on);
        let context = if self.presenting.is_some() { context.presenting() } else { context };
        let is_covered = self.overlay.is_some();
        let has_cells = self.presenting.is_none();
        if has_cells {
            self.views.editor.hold_keyboard(ui);
        }
        match keys(ui, &context, &self.views.timeline, is_covered, &mut self.commands) {
            // An open menu closes itself on Escape.
            Some(Asked::Escape) if egui::Popup::is_any_open(ui.ctx()) => {}
            Some(Asked::Escape) => self.escape(ui.ctx()),
            Some(Asked::Rename) => self.views.plans.rename(self.session.chosen(), self.session.plans()),
            Some(Asked::Follow) => {
                if let Some(presenting) = &mut self.presenting {
                    presenting.view.toggle_lead(self.session.now());
                }
            }
            Some(Asked::PresenterNotes) => match &mut self.presenting {
                Some(presenting) => presenting.view.toggle_notes(),
                None => {
                    let title = self.texts.get("present-notes-only-presenting").to_owned();
                    self.tell(Notice::calm(title, String::new()));
                }
            },
            Some(Asked::Find) => self.find_scenario(ui.ctx()),
            Some(Asked::Tell(key)) => {
                let title = self.texts.get(key).to_owned();
                self.tell(Notice::calm(title, String::new()));
            }
            None => {}
        }
        if has_cells {
            self.views.editor.end_cell(ui);
        }
    }

    /// Draws the window in its current state.
    pub(super) fn draw(&mut self, ui: &mut Ui) {
        let size = self.notice.as_ref().map(Notice::size).unwrap_or_default();
        if std::mem::replace(&mut self.views.message, size) != size {
            // Where the message is then is known after this frame.
            ui.ctx().request_repaint();
        }
        let covers = self.notice.as_ref().map(|_| covered(ui.ctx(), self.views.message_place));
        self.views.maps.one.cover(covers);
        self.views.editor.cover(covers);
        self.close_menus_under_dialogs(ui.ctx());
        let is_covered = self.overlay.is_some() || self.notice.as_ref().is_some_and(|notice| notice.is_question);
        let context = ViewContext::new(&self.session, &self.texts, &self.theme)
            .still(self.settings.still)
            .in_zone(self.settings.zone, self.setup.computer_zone)
            .with_helper(self.helper.levers(), self.helper.tried())
            .with_many(self.ensembles.many())
            .with_unsaved(self.unsaved.count())
            .with_other_version(self.has_other_version())
            .with_recent(&self.settings.recent)
            .with_wrong_steps(self.views.editor.wrong_titles(&self.session))
            .editing(self.views.editor.on)
            .computing(self.is_changing())
            .covered(is_covered);
        let map = match &mut self.presenting {
            Some(Presenting { view, .. }) => {
                let Views { maps, dependencies, figures, editor, plans, .. } = &mut self.views;
                send_typed(&context, editor, &mut self.commands);
                send_names(&context, plans, &mut self.commands);
                present_ui(ui, &context.presenting(), view, Shown { maps, dependencies, figures }, &mut self.commands)
            }
            None => layout::part_ui(ui, &context, &mut self.views, &mut self.commands),
        };
        self.views.message_place = map;
        if is_covered {
            hide_tooltips(ui);
        }
        // What lies over the views is not covered itself.
        let context = context.covered(false);
        let mut over = map;
        let mut cancelled = false;
        if let Some(progress) = self.progress() {
            let (rect, is_cancelled) = progress_ui(ui, &context, over, &progress);
            // The message of the window stands below.
            over.min.y = rect.bottom().min(over.bottom());
            cancelled = is_cancelled;
        }
        let answer = self.notice.as_ref().and_then(|notice| notice_ui(ui, &context, over, notice));
        if let Some(notice) = &mut self.notice {
            notice.takes_keyboard = false;
        }
        let has_dialog = self.dialog.is_some();
        let closed = self.overlay.as_mut().is_some_and(|overlay| {
            overlay_ui(ui, &context, overlay, has_dialog, &mut self.views.import, &mut self.commands)
        });
        if ui.input(|input| !input.raw.hovered_files.is_empty()) {
            layout::drop_ui(ui, &context);
        }
        focus::close_menus(ui.ctx());
        focus::ring(ui.ctx(), &self.theme);
        match answer {
            Some(Answer::Dismiss) => self.commands.push(Command::Window(WindowCommand::Dismiss)),
            Some(Answer::Reply(reply)) => self.answer(ui.ctx(), reply),
            None => {}
        }
        if closed {
            self.close_overlay();
        }
        if cancelled {
            self.cancel_if_possible();
        }
        if closed || cancelled || answer.is_some() {
            ui.ctx().request_repaint();
        }
    }
}

impl App {
    /// One frame: handles input, draws, and then applies the commands.
    pub(super) fn frame_ui(&mut self, ui: &mut Ui) {
        let after_typing = std::mem::take(&mut self.after_typing);
        let typed_in = self.typed_in.take();
        let was_typing = ui.ctx().text_edit_focused();
        self.handle_input(ui);
        self.update_presenting(ui.ctx());
        self.stay_on_screen(ui.ctx());
        let is_led = self.presenting.as_mut().is_some_and(|presenting| presenting.view.turns_page(&self.session));
        if let Some(target) = self.session.take_camera_target().filter(|_| !is_led) {
            self.views.maps.one.point_camera(&target, self.session.world());
            self.views.dependencies.point_camera(&target);
        }
        self.draw(ui);
        self.fonts.poll();
        // A field that has lost the keyboard in this frame, because a button was clicked, accepts its text in the next one.
        let has_left_field = was_typing && !ui.ctx().text_edit_focused();
        let commands = std::mem::take(&mut self.commands);
        for command in commands.into_iter().chain(std::mem::take(&mut self.waited)) {
            if has_left_field && is_about_all_changes(&command) {
                self.after_typing.push(command);
            } else {
                self.apply(ui.ctx(), command);
            }
        }
        for command in after_typing {
            self.apply(ui.ctx(), command);
        }
        if let Some(id) = typed_in.filter(|_| self.overlay.is_none() && self.dialog.is_none()) {
            self.views.editor.go_on_typing(id);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        self.update_journal();
        self.close_after_typing(ui.ctx());
        let frame_secs = f64::from(ui.input(|input| input.stable_dt));
        let has_more = !self.commands.is_empty() || !self.after_typing.is_empty() || !self.waited.is_empty();
        if self.session.end_frame(frame_secs) || has_more {
            ui.ctx().request_repaint();
        }
    }
}

/// Whether a command is about all changes that were made before it, also those that were typed in a field.
const fn is_about_all_changes(command: &Command) -> bool {
    matches!(
        command,
        Command::Edit(EditCommand::Undo | EditCommand::Redo | EditCommand::Reset)
            | Command::File(FileCommand::Save | FileCommand::SaveAs)
    )
}

impl eframe::App for App {
    /// Is also called while the window is minimized or covered, when nothing is drawn.
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.handle_closing(ctx);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.close_journal();
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }

    fn raw_input_hook(&mut self, _ctx: &Context, input: &mut egui::RawInput) {
        input.max_texture_side = input.max_texture_side.map(|side| side.min(prepare::TEXTURE_SIDE));
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.theme.panel.to_normalized_gamma_f32()
    }
}
