//! One measure: its switch and its description, and below them its values and its cost, which can be edited.

use egui::{Checkbox, RichText, Role, Sense, TextWrapMode, Ui, WidgetInfo, vec2};

use super::values::values_ui;
use crate::model::Measure;
use crate::session::{Command, Commands, PlanCommand};
use crate::study::words;
use crate::ui::inspector::repairs::take_back;
use crate::ui::inspector::typed::{Field, Typing};
use crate::ui::theme::TEXT_BODY;
use crate::ui::{ViewContext, icons};

/// The distance of the values from the left edge of the measure, in points.
const INDENT: f32 = 22.0;

/// Draws one measure of the chosen plan, given with its index in the plan.
pub(super) fn row_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    typing: &mut Typing,
    index: usize,
    measure: &Measure,
    commands: &mut Commands,
) {
    let number = (index + 1).to_string();
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - 28.0;
        ui.scope(|ui| {
            ui.set_width(width);
            ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
            let ink = if measure.off { context.theme.quiet } else { context.theme.text };
            let words = words::measure(context.localized, &measure.what, context.texts);
            let mut on = !measure.off;
            let switch = Checkbox::new(&mut on, RichText::new(words).size(TEXT_BODY).color(ink));
            if ui.add(switch).on_hover_text(context.texts.get("measures-switch-hint")).clicked() {
                commands.push(Command::Plan(PlanCommand::SetMeasure(index, Measure { off: !on, ..measure.clone() })));
            }
        });
        if remove_ui(ui, context, &context.texts.with("measures-remove", &[("number", &number)])) {
            commands.push(Command::Plan(take_back(context, index)));
        }
    });
    let mut changed = None;
    ui.horizontal_wrapped(|ui| {
        ui.add_space(INDENT);
        changed =
            values_ui(ui, context, typing, &measure.what, &number).map(|what| Measure { what, ..measure.clone() });
        let cost = Field {
            name: &context.texts.with("measures-cost", &[("number", &number)]),
            value: measure.cost.clone().unwrap_or_default(),
            shown: measure.cost.as_deref().map(|cost| context.localized.cost(cost).to_owned()),
            width: ui.available_width().clamp(72.0, 110.0) - 12.0,
            hint: context.texts.get("measures-cost-hint"),
        };
        if let Some(cost) = cost.ui(ui, typing, |text| Ok(text.trim().to_owned())) {
            changed = Some(Measure { cost: Some(cost).filter(|cost| !cost.is_empty()), ..measure.clone() });
        }
    });
    typing.wrong_ui(ui, context);
    commands.extend(changed.map(|measure| Command::Plan(PlanCommand::SetMeasure(index, measure))));
    ui.add_space(4.0);
}

/// Draws the small cross that removes a measure. Returns whether it was clicked.
fn remove_ui(ui: &mut Ui, context: &ViewContext<'_>, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let ink = if response.hovered() || response.has_focus() { context.theme.text } else { context.theme.quiet };
    icons::sign(ui.painter(), rect.center(), 9.0, icons::Sign::Close, ink);
    response.on_hover_text(context.texts.get("measures-remove-hint")).clicked()
}
