//! The head of a group of lanes, which summarises the services of the group; and the menu that arranges the lanes.

use egui::{
    Align2, Button, PointerButton, Popup, Pos2, Rect, RectAlign, RichText, Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use crate::recording::LevelCounts;
use crate::study::words::level as level_word;
use crate::text::capitalized;
use crate::ui::icons::{self, Sign};
use crate::ui::theme::TEXT_SMALL;
use crate::ui::time_axis::{Canvas, columns, small};
use crate::ui::timeline::derived::{Group, GroupBy, GroupKey, Lanes, Order};
use crate::ui::timeline::view::TimelineView;
use crate::ui::{ViewContext, focus, style};
use crate::units::{Level, Span, text};

/// The width and height of the button that opens the menu, in points.
const BUTTON: f32 = 20.0;

/// The space that the menu keeps to the edge of the window, and the least height of its list, in points.
const MENU_MARGIN: f32 = 24.0;
const MENU_LEAST: f32 = 120.0;

/// Draws the head of a group: its name, how many of its services are Down at the playhead, a histogram of its services that are not Up over
/// the run, and the longest of their outages if their lanes are not shown. A click opens or closes the group.
pub fn head_ui(ui: &Ui, canvas: &Canvas<'_>, row: Rect, group: &mut Group, view: &mut TimelineView) {
    let (context, theme) = (canvas.context, canvas.context.theme);
    let name = group_name(context, &group.key);
    let response = ui.interact(row, ui.scope_id().with(("lanes-head", &group.key)), Sense::click_and_drag());
    let label = || context.texts.with("lanes-group", &[("name", &name)]);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, !group.is_closed, label()));
    focus::reveal(&response);
    if response.clicked() && !view.arrangement.closed.remove(&group.key) {
        view.arrangement.closed.insert(group.key.clone());
    }
    if response.dragged_by(PointerButton::Primary) {
        view.pan(response.drag_delta().x, &canvas.axis, context);
        ui.scroll_with_delta(vec2(0.0, response.drag_delta().y));
    }

    let painter = ui.painter();
    let is_pointed_at = response.hovered() || response.has_focus();
    if is_pointed_at {
        painter.rect_filled(row, 0.0, theme.selected.gamma_multiply(0.08));
    }
    let outage = group.longest_outage(context.recording);
    let services = group.services.len();
    let is_closed = group.is_closed;
    let counts = group.counts(context.recording);
    let LevelCounts { down, degraded } = *counts.at(context.now);
    let level = match (degraded, down) {
        (0, 0) => Level::Up,
        (_, 0) => Level::Degraded,
        _ => Level::Down,
    };
    let middle = row.center().y;
    let color = if is_pointed_at { theme.selected } else { theme.quiet };
    let sign = if is_closed { Sign::Closed } else { Sign::Opened };
    icons::sign(painter, Pos2::new(row.left() + 8.0, middle), 7.0, sign, color);
    icons::level(painter, Pos2::new(canvas.gutter.max - 14.0, middle), 5.0, level, theme);
    let all = text::exact(services as u64);
    let count = match down {
        0 => all,
        down => context.texts.with("lanes-count", &[("down", &text::exact(u64::from(down))), ("all", &all)]),
    };
    let count_at = Pos2::new(canvas.gutter.max - 26.0, middle);
    let count = painter.text(count_at, Align2::RIGHT_CENTER, count, small(), theme.quiet);
    let left = row.left() + 16.0;
    let galley = style::elided(painter, &name, style::semibold(TEXT_SMALL), theme.text, count.left() - 8.0 - left);
    painter.galley(Pos2::new(left, middle - galley.size().y / 2.0), galley, theme.text);
    let bars = Rect::from_x_y_ranges(canvas.axis.edges, row.top() + 4.0..=row.bottom() - 1.0);
    painter.add(columns(&canvas.axis, counts, services as u32, bars, theme));
    // Of an opened group, the lanes say it.
    if is_closed && outage > Span::ZERO {
        canvas.margin_label(painter, middle, &context.texts.span(outage));
    }
    painter.hline(row.x_range(), row.bottom(), Stroke::new(1.0, theme.line));
}

/// The name of a group.
fn group_name(context: &ViewContext<'_>, key: &GroupKey) -> String {
    match key {
        GroupKey::Company(Some(company)) => context.localized.company_name(*company).to_owned(),
        GroupKey::Kind(Some(kind)) => capitalized(context.localized.kind(kind)),
        GroupKey::Company(None) | GroupKey::Kind(None) | GroupKey::All => {
            context.texts.get("lane-no-company").to_owned()
        }
        GroupKey::State(level) => level_word(*level, context.texts).to_owned(),
    }
}

/// Draws the button for the menu that arranges the lanes: grouping, order, and opening or closing all groups.
pub fn arrange_ui(ui: &Ui, canvas: &Canvas<'_>, bottom: f32, lanes: &Lanes, view: &mut TimelineView) {
    let (context, theme) = (canvas.context, canvas.context.theme);
    let right_bottom = Pos2::new(canvas.gutter.max - 4.0, bottom - 2.0);
    let rect = Rect::from_min_max(right_bottom - vec2(BUTTON, BUTTON), right_bottom);
    let response = ui.interact(rect, ui.scope_id().with("arrange-lanes"), Sense::click());
    let name = context.texts.get("lanes-arrange");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let is_pointed_at = response.hovered() || response.has_focus();
    if is_pointed_at {
        ui.painter().rect_filled(rect, 4.0, theme.raised);
    }
    let color = if is_pointed_at { theme.text } else { theme.quiet };
    icons::sign(ui.painter(), rect.center(), 12.0, Sign::Arrange, color);
    // The lanes are at the bottom of the window, so the list goes where there is more room, and scrolls if even that is too little.
    let window = ui.ctx().content_rect();
    let [above, below] = [rect.top() - window.top(), window.bottom() - rect.bottom()].map(|room| room - MENU_MARGIN);
    let align = if above > below { RectAlign::TOP_START } else { RectAlign::BOTTOM_START };
    Popup::menu(&response).width(200.0).align(align).show(|ui| {
        egui::ScrollArea::vertical().max_height(above.max(below).max(MENU_LEAST)).show(ui, |ui| {
            let title =
                |ui: &mut Ui, key| ui.label(RichText::new(context.texts.get(key)).size(TEXT_SMALL).color(theme.quiet));
            let by = view.arrangement.by.unwrap_or_else(|| GroupBy::usual(context.world));
            title(ui, "lanes-gather");
            for choice in GroupBy::ALL {
                if ui.add(Button::new(context.texts.get(choice.key())).selected(choice == by)).clicked() {
                    view.arrangement.by = Some(choice);
                    view.arrangement.closed.clear();
                }
            }
            title(ui, "lanes-order");
            for choice in Order::ALL {
                let chosen = choice == view.arrangement.order;
                if ui.add(Button::new(context.texts.get(choice.key())).selected(chosen)).clicked() {
                    view.arrangement.order = choice;
                }
            }
            if by != GroupBy::Nothing {
                ui.separator();
                if ui.button(context.texts.get("lanes-close-all")).clicked() {
                    view.arrangement.closed = lanes.groups.iter().map(|group| group.key.clone()).collect();
                }
                if ui.button(context.texts.get("lanes-open-all")).clicked() {
                    view.arrangement.closed.clear();
                }
            }
        });
    });
    response.on_hover_text(name);
}
