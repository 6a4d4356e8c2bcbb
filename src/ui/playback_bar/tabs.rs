//! The tabs of the view below the playback bar. If there is no room for all of them, only the chosen tab is shown, with a list of all
//! tabs.

use egui::{Button, FontId, Popup, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button::CORNER_RADIUS;
use crate::ui::ViewContext;
use crate::ui::icons::{self, Sign};
use crate::ui::style::{elided, text_width};
use crate::ui::theme::TEXT_BODY;
use crate::ui::time_axis::Tab;
use crate::ui::timeline::TimelineView;

/// The height of a tab, and the total space left and right of its text, in points.
const HEIGHT: f32 = 28.0;
const AROUND: f32 = 18.0;
/// The width of the arrow that opens the list of tabs, in points.
const ARROW: f32 = 14.0;

/// The width of the list of all tabs, in points, if the name of the chosen tab is not cut.
pub(super) fn list_width(ui: &Ui, context: &ViewContext<'_>, tab: Tab) -> f32 {
    let name = context.texts.get(tab.key()).to_owned();
    text_width(ui.painter(), name, font()) + AROUND + ARROW + ui.spacing().item_spacing.x
}

/// Draws the tabs from right to left, within a width of `room` points.
pub(super) fn tabs_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut TimelineView, room: f32) {
    let gap = ui.spacing().item_spacing.x;
    let width =
        |ui: &Ui, tab: Tab| text_width(ui.painter(), context.texts.get(tab.key()).to_owned(), font()) + AROUND + gap;
    if Tab::ALL.into_iter().map(|tab| width(ui, tab)).sum::<f32>() > room {
        let most = room - AROUND - ARROW - gap;
        let list = TabButton { tab: view.tab, role: Role::ComboBox, is_chosen: true, room: ARROW, most };
        let list = tab_ui(ui, context, list);
        let tip = pos2(list.rect.right() - ARROW, list.rect.center().y);
        icons::sign(ui.painter(), tip, 9.0, Sign::DropDown, context.theme.quiet);
        Popup::menu(&list).show(|ui| {
            for tab in Tab::ALL {
                if ui.add(Button::new(context.texts.get(tab.key())).selected(tab == view.tab)).clicked() {
                    view.tab = tab;
                }
            }
        });
        return;
    }
    for tab in Tab::ALL.into_iter().rev() {
        let button = TabButton { tab, role: Role::Tab, is_chosen: tab == view.tab, room: 0.0, most: f32::INFINITY };
        if tab_ui(ui, context, button).clicked() {
            view.tab = tab;
        }
    }
}

fn font() -> FontId {
    FontId::proportional(TEXT_BODY)
}

/// The properties of a tab that decide how it is drawn.
#[derive(Clone, Copy)]
struct TabButton {
    tab: Tab,
    role: Role,
    is_chosen: bool,
    /// Additional space to the right of the tab's name, in points.
    room: f32,
    /// The largest width of the tab's name, in points. A longer one is cut.
    most: f32,
}

/// Draws one tab.
fn tab_ui(ui: &mut Ui, context: &ViewContext<'_>, button: TabButton) -> Response {
    let TabButton { tab, role, is_chosen: chosen, room, most } = button;
    let theme = context.theme;
    let name = context.texts.get(tab.key());
    let color = if chosen { theme.text } else { theme.quiet };
    let galley = elided(ui.painter(), name, font(), color, most);
    let size = vec2(galley.size().x + AROUND + room, HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(role, true, chosen, name));
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, CORNER_RADIUS, if chosen { theme.raised } else { theme.line });
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, CORNER_RADIUS, Stroke::new(1.0, theme.selected), StrokeKind::Inside);
    }
    let at = pos2(rect.left() + AROUND / 2.0, rect.center().y - galley.size().y / 2.0);
    let is_cut = galley.elided;
    ui.painter().galley(at, galley, color);
    if is_cut { response.on_hover_text(name) } else { response }
}
