//! Fields for values that can be edited. A field shows the current value. The person types a new value and confirms it with Enter or by
//! leaving the field.

use egui::text::CCursorRange;
use egui::{Id, Key, RichText, TextEdit, Ui, WidgetInfo};

use crate::model::limits::{LONGEST_SPAN, MOST_SERVERS};
use crate::ui::ViewContext;
use crate::ui::field::ended;
use crate::ui::theme::TEXT_SMALL;
use crate::units::{Permille, Span, SpanError, WHOLE, read_typed_span};

/// What the person is typing.
#[derive(Debug, Default)]
pub(super) struct Typing {
    /// The field in which the person is typing, and the typed text; `None` if the person is not typing.
    text: Option<(Id, String)>,
    /// The key of the text that says what is wrong with it, until that is drawn.
    wrong: Option<&'static str>,
}

impl Typing {
    /// Draws what is wrong with the text of one of the fields that were drawn before, if anything is. It stands below their row.
    pub fn wrong_ui(&mut self, ui: &mut Ui, context: &ViewContext<'_>) {
        if let Some(wrong) = self.wrong.take() {
            ui.label(RichText::new(context.texts.get(wrong)).size(TEXT_SMALL).color(context.theme.down));
        }
    }
}

/// The input for a field that shows a value.
pub(super) struct Field<'a> {
    /// The name of the field, for screen readers.
    pub name: &'a str,
    /// The current value, as text.
    pub value: String,
    /// What the field shows while nobody types in it, if that is not the value itself: its translation.
    pub shown: Option<String>,
    /// The width of the field, in points.
    pub width: f32,
    /// The text shown while the field is empty.
    pub hint: &'static str,
}

impl Field<'_> {
    /// Draws the field. Returns the new value when the person confirms a text that `read` can parse and that differs from the current
    /// one. A text that cannot be parsed stays in the field; [`Typing::wrong_ui`] draws the reason below the row.
    pub fn ui<T>(self, ui: &mut Ui, typing: &mut Typing, read: impl Fn(&str) -> Result<T, &'static str>) -> Option<T> {
        let id = ui.scope_id().with(self.name);
        let typed = typing.text.as_ref().filter(|(field, _)| *field == id).map(|(_, typed)| typed.clone());
        let mut text = typed.unwrap_or_else(|| self.shown.unwrap_or_else(|| self.value.clone()));
        let edit = TextEdit::singleline(&mut text).id(id).desired_width(self.width).char_limit(80);
        let output = edit.font(egui::FontId::proportional(TEXT_SMALL)).hint_text(self.hint).show(ui);
        let response = output.response.response;
        response.widget_info(|| WidgetInfo {
            label: Some(self.name.to_owned()),
            ..WidgetInfo::text_edit(true, "", text.as_str(), self.hint)
        });
        if response.gained_focus() {
            // What is typed is the author's text.
            text.clone_from(&self.value);
            let mut state = output.state;
            state.cursor.set_char_range(Some(CCursorRange::select_all_str(&text)));
            state.store(ui.ctx(), id);
        }
        let value = read(&text);
        let wrong = value.as_ref().err().copied();
        let left = response.lost_focus();
        let is_taken_back = left && ui.input(|input| input.key_pressed(Key::Escape));
        if response.has_focus() || (left && wrong.is_some() && !is_taken_back) {
            typing.text = Some((id, text.clone()));
            if ended(&response) == Some(true) {
                // The field keeps the focus, so that the next letters correct the text and do not act as shortcuts.
                response.request_focus();
            }
        } else if left {
            typing.text = None;
        }
        typing.wrong = wrong.filter(|_| !is_taken_back).or(typing.wrong);
        value.ok().filter(|_| left && !is_taken_back && text != self.value)
    }
}

/// Parses a number of servers. An error is the key of a text that explains what is wrong.
pub(super) fn servers(text: &str) -> Result<u64, &'static str> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != ',').collect();
    let servers: Option<u64> = digits.parse().ok();
    servers.filter(|servers| (1..=MOST_SERVERS).contains(servers)).ok_or("typed-servers")
}

/// Parses a number of people. An error is the key of a text that explains what is wrong.
pub(super) fn people(text: &str) -> Result<u64, &'static str> {
    servers(text).map_err(|_| "typed-people")
}

/// Parses a span of whole seconds that must be at least `least`. An error is the key of a text that explains what is wrong.
pub(super) fn span(text: &str, least: Span) -> Result<Span, &'static str> {
    match read_typed_span(text) {
        Ok(span) if span < least => Err("do-too-short"),
        Ok(span) if span <= LONGEST_SPAN => Ok(span),
        Ok(_) | Err(SpanError::TooLong) => Err("do-longest"),
        Err(error) => Err(wrong_span(&error)),
    }
}

/// The key of the text that explains why a text is not a duration.
pub(super) fn wrong_span(error: &SpanError) -> &'static str {
    match error {
        SpanError::UpperM { .. } => "do-upper-m",
        SpanError::Calendar { .. } => "do-calendar",
        SpanError::TwoWays { .. } => "do-two-ways",
        SpanError::NoUnit { .. } => "do-no-unit",
        SpanError::Subsecond => "do-subsecond",
        SpanError::TooLong => "do-longest",
        SpanError::NoSuchUnit { .. } | SpanError::Korean { .. } | SpanError::Unreadable => "do-unreadable",
    }
}

/// Parses a number with at most three decimals, and returns it in permille. It must be within `least..=most`, in permille. The error is
/// `wrong`, the key of the text that explains which values are allowed.
pub(super) fn decimal(text: &str, [least, most]: [Permille; 2], wrong: &'static str) -> Result<Permille, &'static str> {
    let value: f64 = text.trim().parse().map_err(|_| wrong)?;
    let permille = value * f64::from(WHOLE);
    let is_exact = (permille - permille.round()).abs() < 1e-6;
    let is_within = (f64::from(least)..=f64::from(most)).contains(&permille.round());
    if is_exact && is_within { Ok(permille.round() as Permille) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::text::{self, typed_span};

    #[test]
    fn what_is_shown_can_be_typed() {
        for secs in [0, 1, 60, 5_580, 86_400, 90_061, 35 * 86_400] {
            assert_eq!(span(&typed_span(Span(secs)), Span::ZERO), Ok(Span(secs)));
        }
        for permille in [1, 50, 333, 500, 1000, 2500] {
            assert_eq!(decimal(&text::decimal(permille), [1, 1_000_000], ""), Ok(permille));
        }
        assert_eq!(servers(&text::exact(32_000)), Ok(32_000));
    }

    #[test]
    fn what_cannot_be_is_told() {
        assert_eq!(span("0s", Span(1)), Err("do-too-short"));
        for (text, wrong) in [
            ("", "do-unreadable"),
            ("soon", "do-unreadable"),
            ("-1m", "do-unreadable"),
            ("5", "do-no-unit"),
            ("5 moons", "do-unreadable"),
            ("1ms", "do-subsecond"),
            ("30M", "do-upper-m"),
            ("1y", "do-calendar"),
            ("4:00", "do-two-ways"),
            ("99999d", "do-longest"),
            ("99999999999999999999s", "do-longest"),
        ] {
            assert_eq!(span(text, Span::ZERO), Err(wrong), "{text}");
        }
        assert_eq!(span("1시간 반", Span::ZERO), Ok(Span(5_400)));
        for text in ["", "0", "-3", "1.5", "many", "1000000001", "99999999999999999999"] {
            assert_eq!(servers(text), Err("typed-servers"), "{text}");
        }
        for text in ["", "0", "1.001", "0.0005", "nan", "inf", "-1", "half"] {
            assert_eq!(decimal(text, [1, WHOLE], "no"), Err("no"), "{text}");
        }
    }
}
