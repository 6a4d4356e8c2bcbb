//! The exports: content, other than the scenario, that can be saved to a file. What is saved is made beside the window, because drawing a
//! picture takes longer than a frame.

use egui::{Context, ViewportCommand};

use super::App;
use super::incidents_picture::IncidentsPicture;
use super::letters::FontsUsed;
use super::screenshot::{Screenshot, Sights};
use super::task::{Outcome, Task};
use super::wish::{Wish, Written};
use crate::file::{PictureView, picture_chunk};
use crate::session::{Export, Part, PictureFormat, Session};
use crate::study::incidents::ChosenIncidents;
use crate::study::spreadsheet::BYTE_ORDER_MARK;
use crate::text::{Language, Texts};
use crate::ui::ViewContext;
use crate::ui::exports::{hint_key, name_key};
use crate::ui::incidents::Shown;
use crate::ui::notice::Notice;
use crate::ui::theme::Theme;

/// The greatest number of pixels per point of a picture.
const SHARPEST: f32 = 2.0;
/// The width of a picture of a panel at the side, in points.
const PANEL_WIDTH: f32 = 360.0;
/// The greatest width and height of a picture, in points.
const LARGEST: f32 = 4096.0;

/// The properties of one kind of export.
pub(super) struct ExportKind {
    /// The extension of the files, without the dot.
    pub ending: &'static str,
    /// What is appended to the name of the scenario's file to suggest a file name.
    pub suffix: &'static str,
    /// The text key of the title of the path field.
    pub title: &'static str,
    /// The text key of the hint that explains what the file will contain.
    pub hint: &'static str,
    /// The text key of the message after saving, which names the file.
    pub saved: &'static str,
}

impl ExportKind {
    /// The properties of this export.
    pub(super) const fn of(export: Export) -> Self {
        let (title, hint) = (name_key(export), hint_key(export));
        match export {
            Export::Comparison => Self { ending: "csv", suffix: "", title, hint, saved: "compare-saved" },
            Export::Restoration => Self::restoration("csv", title, hint),
            Export::RestorationMarkdown => Self::restoration("md", title, hint),
            Export::RestorationPicture => Self::restoration("png", title, hint),
            Export::Mapping => Self { ending: "json", suffix: "-mapping", title, hint, saved: "export-saved" },
            Export::Text(content) => {
                Self { ending: content.ending(), suffix: content.suffix(), title, hint, saved: "export-saved" }
            }
            Export::Picture(_, format) => {
                Self { ending: format.ending(), suffix: "", title, hint, saved: "export-saved" }
            }
        }
    }

    /// An export of the incidents that are beside one another.
    const fn restoration(ending: &'static str, title: &'static str, hint: &'static str) -> Self {
        Self { ending, suffix: "-restoration", title, hint, saved: "incidents-saved" }
    }
}

/// The incidents that are beside one another, if there are some.
fn shown<'a>(chosen: Option<&'a ChosenIncidents>, texts: &'a Texts) -> Option<Shown<'a>> {
    let chosen = chosen.filter(|chosen| !chosen.incidents.is_empty())?;
    let incidents = chosen.incidents.iter().map(|(place, incident)| (*place, &**incident)).collect();
    Some(Shown::new(incidents, chosen.weight, texts))
}

/// What an export is made of: a copy of what the window shows.
pub(super) struct ExportSource {
    session: Session,
    sights: Sights,
    language: Language,
    night: bool,
    fonts: FontsUsed,
    size: [f32; 2],
    scale: f32,
    /// What the columns in the import panel mean, as a file.
    mapping: Option<String>,
    /// The incidents that are beside one another.
    incidents: Option<ChosenIncidents>,
}

/// An export that is being made.
pub(super) struct Exporting {
    wish: Wish,
    task: Task<Option<Written>>,
}

/// What is done when all exports that are being made are saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum AfterExports {
    /// Nothing.
    #[default]
    Nothing,
    /// The window is closed, unless there is unsaved work then.
    Close,
    /// The window is closed: the person was asked about unsaved work before.
    Leave,
}

impl ExportSource {
    fn of(app: &App, ctx: &Context) -> Self {
        let mut session = app.session.clone();
        session.set_aside();
        let has_other_fonts = app.setup.other_fonts != super::OtherFonts::None;
        Self {
            session,
            sights: Sights::of(app),
            language: app.texts.language(),
            night: app.theme.night,
            fonts: if has_other_fonts { FontsUsed::OfComputer } else { FontsUsed::Bundled },
            size: ctx.content_rect().size().into(),
            scale: ctx.pixels_per_point(),
            incidents: app.chosen_incidents(),
            mapping: app.views.import.found().map(|found| found.mapping.to_json()),
        }
    }

    /// Makes the bytes of the file. Returns `None` if there is nothing to export now.
    fn make(self, export: Export) -> Option<Vec<u8>> {
        let texts = Texts::of(self.language);
        let session = &self.session;
        // Who saves from the window opens the file in a spreadsheet.
        let spreadsheet = |csv: String| format!("{BYTE_ORDER_MARK}{csv}").into_bytes();
        match export {
            Export::Comparison => {
                let theme = if self.night { Theme::night() } else { Theme::day() };
                let context = ViewContext::new(session, &texts, &theme);
                let comparison = session.comparison()?;
                Some(spreadsheet(comparison.to_csv(context.both_localized(), &context.names())))
            }
            Export::Restoration => Some(spreadsheet(shown(self.incidents.as_ref(), &texts)?.sheet().to_csv())),
            Export::RestorationMarkdown => {
                Some(shown(self.incidents.as_ref(), &texts)?.sheet().to_markdown(&texts).into_bytes())
            }
            Export::RestorationPicture => {
                let incidents = self.incidents?;
                let picture = IncidentsPicture {
                    weight: incidents.weight,
                    log_time: incidents.log_time,
                    night: self.night,
                    language: self.language,
                };
                let mut png = Vec::new();
                picture.picture(&incidents.incidents).write_png(&mut png, None).ok()?;
                Some(png)
            }
            Export::Mapping => self.mapping.map(String::into_bytes),
            Export::Text(content) => {
                let run = session.run();
                let text = content.write(run, run.world.localized(self.language.tag()), &texts);
                Some(if content.ending() == "csv" { spreadsheet(text) } else { text.into_bytes() })
            }
            Export::Picture(part, format) => {
                let [width, height] = self.size;
                // A panel at the side of the window is not made as wide as the window.
                let width = if matches!(part, Part::Lists | Part::Inspector) { PANEL_WIDTH } else { width };
                let [least_width, least_height] = part.least().map(f32::from);
                let size = [width.clamp(least_width, LARGEST) as u16, height.clamp(least_height, LARGEST) as u16];
                let screenshot = Screenshot {
                    size,
                    scale: self.scale.clamp(1.0, SHARPEST),
                    part,
                    night: self.night,
                    language: self.language,
                    fonts: self.fonts,
                };
                Some(match format {
                    PictureFormat::Png => screenshot.png(self.session, &self.sights),
                    PictureFormat::Svg => screenshot.frame(self.session, &self.sights).svg().into_bytes(),
                })
            }
        }
    }
}

impl Screenshot {
    /// The picture of a session as the bytes of a PNG file, which carries the scenario with its plan, seed and time.
    #[must_use]
    pub fn png_of(&self, session: Session) -> Vec<u8> {
        self.png(session, &Sights::default())
    }

    /// As [`Self::png_of`], with the views at these sights.
    fn png(&self, session: Session, sights: &Sights) -> Vec<u8> {
        let view = PictureView { plan: session.plan().name.clone(), seed: session.seed(), at: session.now() };
        // If the document has problems, the picture shows the run of its last valid form.
        let document = session.snapshot();
        let chunk = picture_chunk(&document.valid_text().unwrap_or_else(|| document.text()), &view);
        let mut bytes = Vec::new();
        let written = self.frame(session, sights).picture().write_png(&mut bytes, Some(&chunk));
        written.expect("memory takes it");
        bytes
    }
}

impl App {
    /// Begins to make an export and to save it.
    pub(super) fn begin_export(&mut self, ctx: &Context, export: Export, wish: Wish) {
        let source = ExportSource::of(self, ctx);
        let target = wish.clone();
        let work = move |_: &_| Some(target.write(&source.make(export)?));
        let task = Task::begin(self.setup.long_work, ctx, &self.turn, work);
        self.exporting.push(Exporting { wish, task });
        self.close_overlay();
        self.poll_exports(ctx);
    }

    /// Says what became of the exports that were made.
    pub(super) fn poll_exports(&mut self, ctx: &Context) {
        for Exporting { wish, task } in std::mem::take(&mut self.exporting) {
            match task.outcome() {
                Outcome::Working => self.exporting.push(Exporting { wish, task }),
                Outcome::Done(Some(written)) => {
                    if !self.finish_writing(ctx, wish, written) {
                        // The window must stay, so that the person sees why it was not saved.
                        self.after_exports = AfterExports::Nothing;
                    }
                }
                Outcome::Done(None) => {}
                Outcome::Failed => {
                    self.after_exports = AfterExports::Nothing;
                    self.tell(Notice::trouble(self.texts.get("task-failed").to_owned(), String::new()));
                }
            }
        }
        if self.exporting.is_empty() {
            match std::mem::take(&mut self.after_exports) {
                AfterExports::Nothing => {}
                AfterExports::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
                AfterExports::Leave => self.leave(ctx),
            }
        }
    }

    /// If an export is being made, says that the window is closed when it is saved. Returns whether the window has to wait for that. Whoever
    /// closes the window again does not wait.
    pub(super) fn waits_for_exports(&mut self, after: AfterExports) -> bool {
        if self.exporting.is_empty() || self.after_exports != AfterExports::Nothing {
            return false;
        }
        self.after_exports = after;
        let [title, body] = ["quit-export-title", "quit-export-body"].map(|key| self.texts.get(key).to_owned());
        self.tell(Notice::calm(title, body));
        true
    }

    /// With [`super::LongWork::WhenTold`], makes the exports.
    pub(super) fn work_exports(&mut self) {
        self.exporting.iter_mut().for_each(|exporting| exporting.task.work());
    }
}
