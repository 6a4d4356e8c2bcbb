//! Applies the theme to the style of egui, and installs the fonts: one font family, with Latin and Hangul letters.

use std::sync::Arc;

use egui::epaint::Shadow;
use egui::style::{ScrollAnimation, ScrollStyle, WidgetVisuals};
use egui::{
    Button, Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, IntoAtoms, Margin, Painter,
    Stroke, Style, TextStyle, Visuals, vec2,
};

use super::theme::{CORNER, GRID, TEXT_BODY, TEXT_SMALL, TEXT_TITLE, Theme};

/// The name of the semibold font family. It is used as `FontFamily::Name(SEMIBOLD.into())`.
pub const SEMIBOLD: &str = "semibold";

/// The least height of a small button, in points: its outline keeps a distance from its words, and it fits into the rows of lists.
const SMALL_BUTTON: f32 = 20.0;

/// A small button, as it stands beside a field or in a row of a list.
pub fn small_button<'a>(words: impl IntoAtoms<'a>) -> Button<'a> {
    Button::new(words).small().min_size(vec2(0.0, SMALL_BUTTON))
}

/// The semibold font at a size in points.
#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// The width of a text that is not wrapped, in points.
#[must_use]
pub fn text_width(painter: &Painter, words: String, font: FontId) -> f32 {
    painter.layout_no_wrap(words, font, Color32::PLACEHOLDER).size().x
}

/// Installs the bundled fonts. A letter that they have looks the same on every computer.
pub fn install_fonts(ctx: &Context) {
    ctx.set_fonts(bundled_fonts());
}

/// The bundled fonts.
#[must_use]
pub fn bundled_fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let regular = FontData::from_static(include_bytes!("../../assets/fonts/FiredrillSans-Regular.otf"));
    let heavier = FontData::from_static(include_bytes!("../../assets/fonts/FiredrillSans-SemiBold.otf"));
    fonts.font_data.insert("regular".to_owned(), Arc::new(regular));
    fonts.font_data.insert(SEMIBOLD.to_owned(), Arc::new(heavier));
    fonts.families.insert(FontFamily::Proportional, vec!["regular".to_owned()]);
    fonts.families.insert(FontFamily::Monospace, vec!["regular".to_owned()]);
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), vec![SEMIBOLD.to_owned()]);
    fonts
}

/// Sets the colours and sizes of egui to those of the theme.
pub fn install_style(ctx: &Context, theme: &Theme) {
    let style = Arc::new(style(theme));
    // The person chooses the theme in this program, so the preference of the desktop is ignored.
    ctx.set_theme(if theme.night { egui::Theme::Dark } else { egui::Theme::Light });
    ctx.set_style_of(egui::Theme::Dark, Arc::clone(&style));
    ctx.set_style_of(egui::Theme::Light, style);
}

fn style(theme: &Theme) -> Style {
    let mut style = Style { visuals: visuals(theme), animation_time: 0.0, ..Style::default() };
    style.text_styles = [
        (TextStyle::Small, FontId::proportional(TEXT_SMALL)),
        (TextStyle::Body, FontId::proportional(TEXT_BODY)),
        (TextStyle::Button, FontId::proportional(TEXT_BODY)),
        (TextStyle::Monospace, FontId::monospace(TEXT_BODY)),
        (TextStyle::Heading, semibold(TEXT_TITLE)),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(2.0 * GRID, GRID);
    spacing.button_padding = vec2(2.0 * GRID, GRID);
    spacing.interact_size = vec2(6.0 * GRID, 6.0 * GRID);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.menu_width = 320.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = ScrollStyle { bar_width: 8.0, foreground_color: false, ..ScrollStyle::floating() };
    style.scroll_animation = ScrollAnimation::none();
    style.url_in_tooltip = true;
    // The text of labels cannot be selected, because a drag over text moves the map or the playhead.
    style.interaction.selectable_labels = false;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let base = if theme.night { Visuals::dark() } else { Visuals::light() };
    let mut visuals = Visuals {
        weak_text_color: Some(theme.quiet),
        hyperlink_color: theme.selected,
        faint_bg_color: theme.raised,
        extreme_bg_color: theme.sea,
        text_edit_bg_color: Some(theme.raised),
        code_bg_color: theme.raised,
        warn_fg_color: theme.degraded,
        error_fg_color: theme.down,
        window_corner_radius: CornerRadius::same(CORNER + 2),
        menu_corner_radius: CornerRadius::same(CORNER),
        window_fill: theme.panel,
        window_stroke: Stroke::new(1.0, theme.border),
        panel_fill: theme.panel,
        window_shadow: shadow(theme, 24),
        popup_shadow: shadow(theme, 12),
        ..base
    };
    visuals.selection.bg_fill = theme.chosen();
    visuals.selection.stroke = Stroke::new(1.0, theme.selected);
    visuals.text_cursor.stroke = Stroke::new(2.0, theme.selected);
    // The text cursor does not blink, because blinking would be the only reason to repaint a paused window.
    visuals.text_cursor.blink = false;
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(Color32::TRANSPARENT, theme.line, theme.text);
    widgets.inactive = widget(theme.raised, theme.outline, theme.text);
    widgets.hovered = widget(theme.raised.lerp_to_gamma(theme.text, 0.08), theme.quiet, theme.text);
    widgets.active = widget(theme.raised.lerp_to_gamma(theme.text, 0.16), theme.selected, theme.text);
    widgets.open = widgets.hovered;
    visuals
}

fn widget(fill: Color32, border: Color32, text: Color32) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: CornerRadius::same(CORNER),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    }
}

fn shadow(theme: &Theme, blur: u8) -> Shadow {
    Shadow { offset: [0, 4], blur, spread: 0, color: theme.shadow() }
}

/// Lays out text in at most two lines of `width` points; text that does not fit is cut with an ellipsis.
pub fn two_lines(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, color, width);
    job.wrap.max_rows = 2;
    job.wrap.overflow_character = Some('…');
    painter.layout_job(job)
}

/// Lays out text in one line, cut with an ellipsis if it is wider than `width` points.
pub fn elided(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<egui::Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}

/// The directions in which a text is painted again to form its rim, and the width of the rim in points.
const RIM: [[f32; 2]; 8] =
    [[1.0, 0.0], [0.7, 0.7], [0.0, 1.0], [-0.7, 0.7], [-1.0, 0.0], [-0.7, -0.7], [0.0, -1.0], [0.7, -0.7]];
const RIM_WIDTH: f32 = 2.0;

/// Paints text with a rim in the colour of its background, as on printed maps, so that lines behind the text do not touch its letters.
pub fn rimmed(painter: &Painter, at: egui::Pos2, words: Arc<egui::Galley>, color: Color32, ground: Color32) {
    for [x, y] in RIM {
        painter.galley_with_override_text_color(at + RIM_WIDTH * vec2(x, y), Arc::clone(&words), ground);
    }
    painter.galley(at, words, color);
}

#[cfg(test)]
mod tests {
    use egui::{Checkbox, ComboBox, DragValue, RadioButton, Shape, Slider, TextEdit, Ui};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    use super::super::theme::tests::contrast;
    use super::*;

    /// The colour of the outline of a shape that has one.
    fn outline(shape: &Shape) -> Option<Color32> {
        let stroke = if let Shape::Rect(rect) = shape {
            rect.stroke
        } else if let Shape::Circle(circle) = shape {
            circle.stroke
        } else {
            return None;
        };
        Some(stroke.color).filter(|color| stroke.width > 0.0 && color.a() == u8::MAX)
    }

    /// A small window with what is drawn.
    fn window(theme: &Theme, draw: fn(&mut Ui)) -> Harness<'static> {
        let own = theme.clone();
        let setup = move |ctx: &Context| {
            install_fonts(ctx);
            install_style(ctx, &own);
        };
        let mut harness = Harness::builder()
            .with_accessibility_check(false)
            .with_size(vec2(300.0, 80.0))
            .with_context_setup(setup)
            .build_ui(draw);
        harness.run();
        harness
    }

    /// The strongest contrast of an outline that is drawn to a panel.
    fn contrast_of_outlines(theme: &Theme, draw: fn(&mut Ui)) -> f64 {
        let harness = window(theme, draw);
        let colors = harness.output().shapes.iter().filter_map(|clipped| outline(&clipped.shape));
        colors.map(|color| contrast(color, theme.panel)).fold(1.0, f64::max)
    }

    #[test]
    fn every_control_has_an_outline_that_stands_out() {
        type Draw = fn(&mut Ui);
        let controls: [(&str, Draw); 8] = [
            ("check box", |ui| drop(ui.add(Checkbox::new(&mut false, "Over many seeds")))),
            ("radio button", |ui| drop(ui.add(RadioButton::new(false, "Night")))),
            ("slider", |ui| drop(ui.add(Slider::new(&mut 3.0, 0.0..=10.0)))),
            ("number field", |ui| drop(ui.add(DragValue::new(&mut 3.0)))),
            ("text field", |ui| drop(ui.add(TextEdit::singleline(&mut String::new())))),
            ("list", |ui| drop(ComboBox::from_id_salt("list").selected_text("Night").show_ui(ui, |_| ()))),
            ("button", |ui| drop(ui.add(Button::new("Save")))),
            ("small button", |ui| drop(ui.add(small_button("Default")))),
        ];
        for theme in [Theme::night(), Theme::day()] {
            for (name, draw) in controls {
                let found = contrast_of_outlines(&theme, draw);
                assert!(found >= 3.0, "{name}, night: {}: {found:.2}", theme.night);
            }
        }
    }

    #[test]
    fn a_small_button_keeps_its_outline_away_from_its_words_and_fits_into_a_row() {
        let harness = window(&Theme::night(), |ui| {
            ui.add(small_button("Default"));
            ui.label("Default value");
        });
        let [button, words] = ["Default", "Default value"].map(|label| harness.get_by_label(label).rect().height());
        assert!(button >= words + 2.0, "{button} around {words}");
        assert!(button <= 24.0, "a row of a list has this height");
    }

    #[test]
    fn the_outline_stands_out_while_a_control_is_pointed_at_or_used() {
        for theme in [Theme::night(), Theme::day()] {
            let widgets = visuals(&theme).widgets;
            for (state, widget) in
                [("inactive", widgets.inactive), ("hovered", widgets.hovered), ("active", widgets.active)]
            {
                for ground in [theme.panel, theme.raised, theme.land, theme.sea, widget.bg_fill] {
                    let found = contrast(widget.bg_stroke.color, ground);
                    assert!(found >= 3.0, "{state} on {ground:?}, night: {}: {found:.2}", theme.night);
                }
            }
        }
    }
}
