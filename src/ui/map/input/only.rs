//! The notice that is shown while the map shows only what is connected to the selection. It contains the name of the selection and the
//! numbers of its dependencies and dependents. A click on the notice shows everything again.

use egui::{Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::ui::ViewContext;
use crate::ui::icons::{Sign, sign};
use crate::ui::map::control_rects::{ONLY_HEIGHT, only_rect};
use crate::ui::map::scene::Scene;
use crate::ui::map::words;
use crate::ui::theme::{CORNER, TEXT_SMALL};

/// Shows the notice while the map shows only what is connected to the selection. A click shows everything again.
pub fn only_ui(ui: &Ui, context: &ViewContext<'_>, scene: &Scene, commands: &mut Commands) {
    let (Some(reach), Some(subject)) = (&scene.reach, scene.key.selection) else { return };
    let (theme, texts, names) = (context.theme, context.texts, context.localized);
    let [below, above] = reach.counts.map(|count| context.texts.count(count as u64));
    let (name, reaches) = match subject {
        Subject::World => return,
        Subject::Site(site) => (names.site_name(site), texts.with("map-only-site", &[("above", &above)])),
        Subject::Service(service) => {
            (names.service_name(service), texts.with("map-only-service", &[("below", &below), ("above", &above)]))
        }
        Subject::Company(company) => {
            (names.company_name(company), texts.with("map-only-service", &[("below", &below), ("above", &above)]))
        }
    };
    let rect = only_rect(scene.marks.screen.rect);
    let response = ui.interact(rect, ui.scope_id().with("map only"), Sense::click());
    let head = texts.with("map-only-sign", &[("name", name)]);
    let end = texts.get("map-only-end");
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(head.clone()),
        ..WidgetInfo::labeled(Role::Button, true, end)
    });
    let painter = ui.painter();
    let is_pointed_at = response.hovered() || response.has_focus();
    let fill = if is_pointed_at { theme.raised } else { theme.panel };
    painter.rect(rect, CORNER, fill, Stroke::new(1.5, theme.selected), StrokeKind::Inside);
    let close = pos2(rect.right() - 16.0, rect.center().y);
    sign(painter, close, 9.0, Sign::Close, if is_pointed_at { theme.text } else { theme.quiet });
    let room = rect.width() - 44.0;
    let (head, reaches) =
        (words::within(painter, &head, TEXT_SMALL, room), words::within(painter, &reaches, TEXT_SMALL, room));
    let at = rect.min + vec2(12.0, (ONLY_HEIGHT - head.size().y - reaches.size().y) / 2.0);
    let below = at + vec2(0.0, head.size().y);
    painter.galley(at, head, theme.text);
    painter.galley(below, reaches, theme.quiet);
    if response.clicked() {
        commands.push(Command::Select(SelectCommand::ToggleOnly));
    }
    response.on_hover_text(format!("{end} ({})", texts.get("map-only-key")));
}
