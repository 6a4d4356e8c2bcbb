//! The overlays of the window: scenarios, keys, notes, settings, and the field for a path. Playback continues below them.

use std::path::{Path, PathBuf};

use egui::{Align, Align2, Context, Frame, Id, Key, Layout, Modal, Popup, RichText, TextEdit, Ui, vec2};

use super::App;
use super::dialog::{PathRequest, Purpose};
use super::typed_path::typed_path;
use super::versions::Compared;
use crate::file::Shipped;
use crate::session::Commands;
use crate::ui::exports::exports_ui;
use crate::ui::icons::Sign;
use crate::ui::import::{ImportView, import_ui};
use crate::ui::incidents::{Incidents, incidents_ui};
use crate::ui::new_scenario::{NewScenarioView, new_scenario_ui};
use crate::ui::notes::notes_ui;
use crate::ui::notice::sign_button;
use crate::ui::scenarios::{Cards, scenarios_ui};
use crate::ui::settings::settings_ui;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_SMALL, TEXT_TITLE};
use crate::ui::versions::versions_ui;
use crate::ui::{ViewContext, keys};

/// The space above and below the highest dialog, and the margin within each, in points.
const TOP: f32 = 50.0;
const MARGIN: f32 = 20.0;

/// The overlay that is open.
#[derive(Debug)]
pub(super) enum Overlay {
    Scenarios(Box<Cards>),
    Incidents(Box<Incidents>),
    Keys,
    Notes,
    Settings,
    Exports,
    Import,
    Path(PathField),
    Versions(Box<Compared>),
    New(Box<NewScenarioView>),
}

/// The text field for the path of a file.
#[derive(Debug)]
pub(super) struct PathField {
    pub purpose: Purpose,
    pub typed: String,
    /// Whether the field was drawn before. The field gets the keyboard focus only when it is drawn for the first time.
    shown: bool,
}

impl PathField {
    pub(super) const fn new(purpose: Purpose, typed: String) -> Self {
        Self { purpose, typed, shown: false }
    }
}

impl Overlay {
    fn title(&self) -> &'static str {
        match self {
            Self::Scenarios(_) => "scenarios-title",
            Self::Incidents(_) => "incidents-title",
            Self::Keys => "keys-title",
            Self::Notes => "notes-title",
            Self::Settings => "settings-title",
            Self::Exports => "export-title",
            Self::Import => "import-panel",
            Self::Path(field) => field.purpose.request().title,
            Self::Versions(_) => "versions-title",
            Self::New(_) => "new-title",
        }
    }

    const fn width(&self) -> f32 {
        match self {
            Self::Scenarios(_) | Self::Incidents(_) => 1240.0,
            Self::Versions(_) => 860.0,
            Self::Keys | Self::Notes => 760.0,
            Self::Settings => 480.0,
            Self::Exports => 640.0,
            Self::Import => 920.0,
            Self::Path(_) | Self::New(_) => 560.0,
        }
    }
}

impl App {
    /// When a dialog or a question has just been opened: closes the menus and lists that are open in the panels. They would lie over what is under
    /// it, and Escape would close them first. A list with a field in which the person is typing stays, under the dialog, with what was typed.
    pub(super) fn close_menus_under_dialogs(&self, ctx: &Context) {
        let is_asked = self.notice.as_ref().is_some_and(|notice| notice.takes_keyboard);
        let (id, shown) = (Id::unique("dialog of the last frame"), self.overlay.as_ref().map(Overlay::title));
        let before = ctx.data_mut(|data| {
            let kept = data.get_temp_mut_or_default::<Option<&'static str>>(id);
            std::mem::replace(kept, shown)
        });
        let is_new = is_asked || (shown.is_some() && shown != before);
        if is_new && !ctx.text_edit_focused() {
            Popup::close_all(ctx);
        }
    }
}

/// Draws the open overlay. `has_dialog` tells whether a file dialog is open beside the window. Returns whether the person has closed the overlay.
pub(super) fn overlay_ui(
    ui: &Ui,
    context: &ViewContext<'_>,
    overlay: &mut Overlay,
    has_dialog: bool,
    import: &mut ImportView,
    commands: &mut Commands,
) -> bool {
    let theme = context.theme;
    let room = ui.ctx().content_rect().size();
    let width = overlay.width().min(room.x - 96.0);
    let frame = Frame::popup(&ui.ctx().global_style()).inner_margin(MARGIN).fill(theme.panel);
    let id = Id::unique("overlay");
    // Its top stays where it is when its contents become higher or lower, so that the next click does not miss.
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, TOP));
    let modal = Modal::new(id).area(area).backdrop_color(theme.shade).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(width);
        ui.set_max_height(room.y - 2.0 * (TOP + MARGIN));
        // The notes draw their own header.
        let closed = !matches!(overlay, Overlay::Notes) && header_ui(ui, context, context.texts.get(overlay.title()));
        ui.add_space(8.0);
        // Each overlay has ids of its own, so that one does not open where another was scrolled to.
        ui.push_id(overlay.title(), |ui| match overlay {
            Overlay::Scenarios(cards) => scenarios_ui(ui, context, cards, commands),
            Overlay::Incidents(incidents) => incidents_ui(ui, context, incidents, commands),
            Overlay::Keys => keys::keys_ui(ui, context),
            Overlay::Notes => notes_ui(ui, context, commands),
            Overlay::Settings => settings_ui(ui, context, commands),
            Overlay::Exports => exports_ui(ui, context, commands),
            Overlay::Import => import_ui(ui, context, import, commands),
            Overlay::Path(field) => path_ui(ui, context, field, has_dialog, commands),
            Overlay::New(view) => new_scenario_ui(ui, context, view, commands),
            Overlay::Versions(compared) => versions_ui(ui, context, &mut compared.view, commands),
        });
        closed
    });
    // A dialog stands in the middle by the width that it had in the frame before. If its size changed, it is drawn once more, or the next click
    // would miss.
    let (id, size) = (Id::unique("overlay size"), modal.response.rect.size());
    if ui.data(|data| data.get_temp(id)) != Some(size) {
        ui.data_mut(|data| data.insert_temp(id, size));
        ui.ctx().request_repaint();
    }
    modal.should_close() || modal.inner
}

fn header_ui(ui: &mut Ui, context: &ViewContext<'_>, title: &str) -> bool {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(semibold(TEXT_TITLE)).color(context.theme.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            sign_button(ui, context, Sign::Close, context.texts.get("overlay-close")).clicked()
        })
        .inner
    })
    .inner
}

fn path_ui(ui: &mut Ui, context: &ViewContext<'_>, field: &mut PathField, has_dialog: bool, commands: &mut Commands) {
    let texts = context.texts;
    let request = field.purpose.request();
    ui.label(RichText::new(texts.get(request.hint(has_dialog))).color(context.theme.quiet));
    let PathRequest { button, ending, writes, .. } = request;
    ui.add_space(10.0);
    let label = ui.label(RichText::new(texts.get("files-path")).size(TEXT_SMALL).color(context.theme.quiet));
    ui.horizontal(|ui| {
        let width = ui.available_width() - 90.0;
        let edit = TextEdit::singleline(&mut field.typed).desired_width(width).margin(egui::Margin::symmetric(10, 6));
        let example = texts.with("files-path-example", &[("ending", ending)]);
        let response = ui.add(edit.hint_text(example)).labelled_by(label.id);
        if !field.shown {
            field.shown = true;
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let typed = field.typed.trim();
        let pressed = ui
            .add_enabled(!typed.is_empty(), egui::Button::new(texts.get(button)).min_size([76.0, 30.0].into()))
            .clicked();
        if (entered || pressed) && !typed.is_empty() {
            let shipped = Shipped::meant_by(Path::new(typed)).filter(|_| !writes);
            let path = shipped.map_or_else(|| typed_path(&field.typed), |shipped| PathBuf::from(shipped.name));
            commands.push(field.purpose.command(path));
        }
    });
}
