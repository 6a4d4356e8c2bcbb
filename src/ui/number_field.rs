//! Fields for numbers. A number is taken only if the whole text is one that is meant: any other text stays in its field, in red, and changes
//! nothing.

use std::cell::{Cell, RefCell};
use std::ops::RangeInclusive;

use egui::{DragValue, Id, Key, Response, Ui};

use super::drags;
use crate::file::edit::sheet::{no_decimal, no_whole, read_decimal, read_whole};
use crate::model::limits::Limits;
use crate::text::Saying;
use crate::units::text;

/// A text in a field that cannot be its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongText {
    pub text: String,
    /// What is wrong with it. `None` while the person has only emptied the field and not left it yet.
    pub reason: Option<Saying>,
    /// The value in whose place it stands. If that is another one now, the text is out of date.
    pub was: String,
}

impl WrongText {
    /// Whether it is told that the text is wrong.
    pub const fn is_told(&self) -> bool {
        self.reason.is_some()
    }
}

/// What becomes of a field that the person leaves empty.
#[derive(Clone, Copy, Debug, Default)]
pub enum Emptied<'a> {
    /// There must be a number, so the empty text is wrong.
    #[default]
    Wrong,
    /// It gets this number, which is its default.
    Number(f64),
    /// The value is left out: this is set, and the number stays as it was.
    LeftOut(&'a Cell<bool>),
}

/// What is special about a field.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look<'a> {
    /// What the author wrote in place of a number, if that could not be read: it is shown until a number replaces it. A number that is typed
    /// then is a change even if it is the one that was there, because that may only have stood in for it.
    pub unread: Option<&'a str>,
    /// What becomes of it if it is left empty.
    pub emptied: Emptied<'a>,
    /// Whether something is wrong with its value, so that it is red.
    pub is_wrong: bool,
    /// Whether a number is taken only when the person leaves the field, and not already while it is typed.
    pub waits: bool,
    /// Whether the number is a name and no amount, such as a seed: its digits are not grouped, and it is dragged slowly.
    pub is_name: bool,
    /// What stands behind the number.
    pub suffix: &'static str,
}

/// What a person does in a field from when it gets the keyboard until it loses it.
#[derive(Clone, Copy, Debug)]
pub struct Visit<T> {
    /// The value that the field had before. A text that is wrong, and Escape, bring it back.
    pub before: T,
    /// The value that the field had after the last frame. If it is another one now, something else has changed it.
    last: T,
    /// The number that was typed, and is taken when the person leaves the field.
    pending: Option<T>,
}

impl<T: Copy + PartialEq + Send + Sync + 'static> Visit<T> {
    /// The visit of the field with this id, whose value is `now`.
    pub fn of(ui: &Ui, id: Id, now: T) -> Self {
        let known = ui.data(|data| data.get_temp::<Self>(id)).filter(|visit| visit.last == now);
        known.unwrap_or(Self { before: now, last: now, pending: None })
    }

    /// Keeps the visit for the next frame, if it goes on. `now` is the value after this frame.
    pub fn keep(self, ui: &Ui, response: &Response, now: T) {
        let goes_on = response.has_focus();
        ui.data_mut(|data| {
            if goes_on {
                data.insert_temp(response.id, Self { last: now, ..self });
            } else {
                data.remove::<Self>(response.id);
            }
        });
    }
}

/// Whether the person has left the field with Escape, which brings back the value from before.
pub fn is_taken_back(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape))
}

/// A number of a field.
trait Number: Copy + PartialEq + ToString + Send + Sync + 'static {
    fn to_float(self) -> f64;
    fn of_float(number: f64) -> Self;
}

impl Number for i128 {
    fn to_float(self) -> f64 {
        i64::try_from(self).unwrap_or(i64::MAX) as f64
    }

    fn of_float(number: f64) -> Self {
        number.round() as Self
    }
}

impl Number for f64 {
    fn to_float(self) -> f64 {
        self
    }

    fn of_float(number: f64) -> Self {
        number
    }
}

/// A field for a whole number from 0 to `most`. `wrong` is the text in it that is wrong, if there is one.
pub fn whole_field(
    ui: &mut Ui,
    look: Look<'_>,
    value: &mut i128,
    most: u64,
    wrong: &mut Option<WrongText>,
) -> Response {
    let speed = if look.is_name { 0.05 } else { (value.to_float() / 100.0).abs().max(0.25) };
    // Large numbers are read more easily in groups of digits, and may be typed with or without them.
    let written = |number: f64, _: RangeInclusive<usize>| {
        if number < 0.0 || look.is_name { number.to_string() } else { text::exact(number as u64) }
    };
    let read = |typed: &str| read_whole(typed, most);
    let kind = Kind { range: 0.0..=most as f64, speed, decimals: 0, missing: no_whole(most), written, read };
    number_field(ui, look, &kind, value, wrong)
}

/// A field for a number with decimals. `wrong` is the text in it that is wrong, if there is one.
pub fn decimal_field(
    ui: &mut Ui,
    look: Look<'_>,
    value: &mut f64,
    limits: Limits,
    wrong: &mut Option<WrongText>,
) -> Response {
    let speed = if limits.most <= 1.0 { 0.005 } else { (value.abs() / 100.0).max(0.01) };
    let formatter = ui.style().number_formatter.clone();
    let written = |number: f64, decimals: RangeInclusive<usize>| formatter.format(number, decimals);
    let read = |typed: &str| read_decimal(typed, limits);
    let kind = Kind { range: limits.range(), speed, decimals: 6, missing: no_decimal(limits), written, read };
    number_field(ui, look, &kind, value, wrong)
}

/// How numbers of a kind are dragged, written and read.
struct Kind<Write, Read> {
    range: RangeInclusive<f64>,
    /// By how much a number changes when it is dragged by one point.
    speed: f64,
    /// The most decimals that are shown.
    decimals: usize,
    /// What to say if there must be a number and there is none.
    missing: Saying,
    written: Write,
    read: Read,
}

/// What was typed in a frame.
enum Typed<T> {
    Number(T),
    /// What the author wrote, again.
    Unread,
    Wrong(String, Option<Saying>),
}

fn number_field<T: Number>(
    ui: &mut Ui,
    look: Look<'_>,
    kind: &Kind<impl Fn(f64, RangeInclusive<usize>) -> String, impl Fn(&str) -> Result<Option<T>, Saying>>,
    value: &mut T,
    wrong: &mut Option<WrongText>,
) -> Response {
    let (begun, was_wrong) = (*value, wrong.clone());
    wrong.take_if(|wrong| wrong.was != begun.to_string());
    let waits = look.waits || look.unread.is_some();
    let kept = wrong.as_ref().map(|wrong| wrong.text.clone());
    let (shown, typed) = (RefCell::new(String::new()), RefCell::new(None));
    let mut number = begun.to_float();
    let formatted = |number: f64, decimals: RangeInclusive<usize>| {
        let own = kept.as_deref().or(look.unread).filter(|_| number == begun.to_float());
        let words = own.map_or_else(|| (kind.written)(number, decimals), str::to_owned);
        shown.borrow_mut().clone_from(&words);
        words
    };
    let parsed = |text: &str| {
        // The field also reads its text when it loses the keyboard, whether or not something was typed. What it shows may be rounded.
        if *shown.borrow() == text {
            return None;
        }
        let read = if look.unread == Some(text) { Typed::Unread } else { read(text, &kind.read) };
        let taken = if let Typed::Number(number) = read { Some(number.to_float()).filter(|_| !waits) } else { None };
        *typed.borrow_mut() = Some(read);
        taken
    };
    let drag = DragValue::from_get_set(|new| {
        number = new.unwrap_or(number);
        number
    });
    let drag = drag.range(kind.range.clone()).speed(kind.speed).max_decimals(kind.decimals);
    let drag = drag.clamp_existing_to_range(false).custom_formatter(formatted).custom_parser(parsed);
    let drag = if look.suffix.is_empty() { drag } else { drag.suffix(look.suffix) };
    let color = ui.visuals().override_text_color;
    if look.is_wrong || wrong.as_ref().is_some_and(WrongText::is_told) {
        let red = ui.visuals().error_fg_color;
        ui.visuals_mut().override_text_color = Some(red);
    }
    let mut response = ui.add(drag);
    if ui.visuals().override_text_color != color {
        ui.visuals_mut().override_text_color = color;
    }
    let mut visit = Visit::of(ui, response.id, begun);
    // The field reads its text in each frame in which it has just lost the keyboard. After Escape, that is what was taken back.
    let is_visited = response.has_focus() || ui.data(|data| data.get_temp::<Visit<T>>(response.id).is_some());
    let typed = typed.into_inner().filter(|_| is_visited);
    let mut is_typed = matches!(typed, Some(Typed::Number(_))) && !waits && !response.lost_focus();
    match typed {
        Some(Typed::Number(new)) => {
            *wrong = None;
            if waits {
                visit.pending = Some(new);
            } else {
                *value = new;
            }
        }
        Some(Typed::Unread) => (*value, visit.pending, *wrong) = (visit.before, None, None),
        Some(Typed::Wrong(text, reason)) => {
            (*value, visit.pending) = (visit.before, None);
            *wrong = Some(WrongText { text, reason, was: visit.before.to_string() });
        }
        // It was dragged, or changed with the arrows.
        None if number != begun.to_float() => (*value, visit.pending, *wrong) = (T::of_float(number), None, None),
        None => {}
    }
    if is_taken_back(ui, &response) {
        (*value, visit.pending, *wrong) = (visit.before, None, None);
    } else if response.lost_focus() {
        if let Some(new) = visit.pending.take() {
            *value = new;
            is_typed = true;
        }
        is_typed |= fill_emptied(look.emptied, &kind.missing, value, wrong);
    }
    let mut both = (*value, wrong.clone());
    if drags::restore(&response, (), &(begun, was_wrong.clone()), &mut both) {
        (*value, *wrong) = both;
    }
    if !response.has_focus() {
        // It was emptied and then hidden before the person left it.
        wrong.take_if(|wrong| !wrong.is_told());
    }
    visit.keep(ui, &response, *value);
    if is_typed || *value != begun {
        response.mark_changed();
    }
    if *wrong != was_wrong {
        ui.ctx().request_repaint();
    }
    response
}

/// If the person has left the field empty, gives it what it has then, or tells that this is wrong. Returns whether the value is another one now.
fn fill_emptied<T: Number>(
    emptied: Emptied<'_>,
    missing: &Saying,
    value: &mut T,
    wrong: &mut Option<WrongText>,
) -> bool {
    let Some(empty) = wrong.as_mut().filter(|wrong| !wrong.is_told()) else { return false };
    match emptied {
        Emptied::Wrong => {
            empty.reason = Some(missing.clone());
            return false;
        }
        Emptied::Number(number) => *value = T::of_float(number),
        Emptied::LeftOut(is_left_out) => is_left_out.set(true),
    }
    *wrong = None;
    true
}

fn read<T>(text: &str, read: impl Fn(&str) -> Result<Option<T>, Saying>) -> Typed<T> {
    match read(text) {
        Ok(Some(number)) => Typed::Number(number),
        Ok(None) => Typed::Wrong(text.to_owned(), None),
        Err(reason) => Typed::Wrong(text.to_owned(), Some(reason)),
    }
}
