//! A message over the map: an error and its remedy, a question, or a report of what was just done. The rest of the window stays usable.

use egui::text::LayoutJob;
use egui::{
    Align2, Area, FontId, Frame, Id, Order, Popup, Pos2, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke,
    TextFormat, Ui, WidgetInfo, vec2,
};
use unicode_width::UnicodeWidthStr as _;

use super::ViewContext;
use super::icons::{self, Sign};
use super::style::{semibold, text_width};
use super::theme::{CORNER, TEXT_BODY};

/// How urgent a message looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The message only informs.
    Calm,
    /// The message reports a failure.
    Trouble,
}

/// A message whose buttons return replies of the type `R`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice<R> {
    /// The title, in one line.
    pub title: String,
    /// The text below the title; line breaks are kept.
    pub body: String,
    /// The problems, which are listed below the text.
    pub details: Vec<Detail>,
    /// How urgent the message looks.
    pub tone: Tone,
    /// The buttons.
    pub buttons: Vec<NoticeButton<R>>,
    /// Whether the message waits for the person to choose one of the buttons. Then no help of the panels lies over it.
    pub is_question: bool,
    /// Whether the last button, which changes nothing, receives the keyboard focus the next time the message is drawn.
    pub takes_keyboard: bool,
}

impl<R> Notice<R> {
    /// A message that reports a failure.
    #[must_use]
    pub const fn trouble(title: String, body: String) -> Self {
        Self {
            title,
            body,
            details: Vec::new(),
            tone: Tone::Trouble,
            buttons: Vec::new(),
            is_question: false,
            takes_keyboard: false,
        }
    }

    /// A message that only informs.
    #[must_use]
    pub const fn calm(title: String, body: String) -> Self {
        Self {
            title,
            body,
            details: Vec::new(),
            tone: Tone::Calm,
            buttons: Vec::new(),
            is_question: false,
            takes_keyboard: false,
        }
    }

    /// A message that asks the person to choose one of the buttons. The last button must change nothing.
    #[must_use]
    pub const fn question(title: String, body: String, buttons: Vec<NoticeButton<R>>) -> Self {
        Self { title, body, details: Vec::new(), tone: Tone::Calm, buttons, is_question: true, takes_keyboard: true }
    }

    /// How much room the message needs.
    #[must_use]
    pub fn size(&self) -> NoticeSize {
        let is_title = self.body.is_empty() && self.details.is_empty() && self.buttons.is_empty();
        if self.is_question || !self.details.is_empty() {
            NoticeSize::Large
        } else if is_title && self.title.width() <= SHORT_TITLE {
            NoticeSize::Short
        } else {
            NoticeSize::Ordinary
        }
    }
}

/// How much room a message needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeSize {
    /// It is only a title that fits into two lines of the narrowest message.
    Short,
    /// It has a few lines.
    #[default]
    Ordinary,
    /// It is a question, or lists problems.
    Large,
}

/// A button of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeButton<R> {
    /// The key of the text of the button.
    pub text: &'static str,
    /// The reply that a click on this button returns.
    pub reply: R,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Where the problem is; empty if it has no location.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// How to correct the problem.
    pub remedy: String,
    /// How many problems this one stands for: 1, except for the last of a long list, which tells how many more there are.
    pub count: usize,
}

/// What the person did with the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<R> {
    /// The person closed the message.
    Dismiss,
    /// The person pressed the button with this reply.
    Reply(R),
}

/// An estimate of the height of a message before one was drawn, in points.
const ESTIMATE: f32 = 84.0;
/// Space above a message, in points.
const TOP: f32 = 12.0;
/// The space that is left free at the left and right of a message, in points.
const SIDES: f32 = 12.0;
/// The space beside the title for the button that closes the message, in points.
const CLOSE: f32 = 34.0;
/// The largest width of a message, in points.
const WIDEST: f32 = 620.0;
/// The width of a short title, in columns of a terminal: a letter has one, a syllable of Hangul two.
const SHORT_TITLE: usize = 50;
/// The most lines of a title. The name of a scenario or a path in it may be of any length, and the buttons stand below it.
const TITLE_LINES: usize = 3;
/// The largest height of the list of problems, as a share of the height of the area below the message.
const TALLEST: f32 = 0.5;
/// The least height of the list of problems, in points.
const LEAST_HEIGHT: f32 = 60.0;
/// The height of the area that is not for the list of problems, in points: the title of the message, and the sites below the message.
const NOT_FOR_LIST: f32 = 240.0;

/// The area that a message covers at the top of `place`, including the space above the message. Its size is that of the message drawn
/// last, or an estimate if none was drawn yet.
#[must_use]
pub fn covered(ctx: &egui::Context, place: Rect) -> Rect {
    let size = last(ctx).map_or(vec2(width(place), ESTIMATE), |rect| rect.size()) + vec2(0.0, TOP);
    Rect::from_min_size(Pos2::new(place.center().x - size.x / 2.0, place.top()), size)
}

/// The height of the message that was drawn last, or an estimate if none was drawn yet, with the space above and below it.
#[must_use]
pub fn height_of_last(ctx: &egui::Context) -> f32 {
    last(ctx).map_or(ESTIMATE, |rect| rect.height()) + 2.0 * TOP
}

/// The area of the message that was drawn last; `None` if no message was drawn yet.
fn last(ctx: &egui::Context) -> Option<Rect> {
    ctx.memory(|memory| memory.area_rect(Id::unique("notice")))
}

fn width(place: Rect) -> f32 {
    (place.width() - 2.0 * SIDES).clamp(280.0, WIDEST)
}

/// Draws a message at the top of `over`. Returns what the person did with it in this frame; `None` if nothing.
pub fn notice_ui<R: Copy>(ui: &Ui, context: &ViewContext<'_>, over: Rect, notice: &Notice<R>) -> Option<Answer<R>> {
    let edge = match notice.tone {
        Tone::Calm => context.theme.selected,
        Tone::Trouble => context.theme.down,
    };
    let height = (over.height() * TALLEST).min(over.height() - NOT_FOR_LIST).max(LEAST_HEIGHT);
    message_ui(ui, context, Id::unique("notice"), over, edge, |ui| contents_ui(ui, context, height, notice)).1
}

/// Hides the tooltips of the panels from the next frame on, for as long as this is called: a dialog or a question lies over them. A tooltip that
/// was open would stay over it for as long as the pointer rests. egui shows no tooltips in a layer in which a popup is open, and an empty one is
/// enough. `ui` is that of the window.
pub fn hide_tooltips(ui: &Ui) {
    let popup = Popup::new(Id::unique("hides tooltips"), ui.ctx().clone(), Pos2::ZERO, ui.layer_id());
    popup.frame(Frame::NONE).sense(Sense::hover()).interactable(false).show(|_| ());
}

/// Draws the frame of a message at the top of `over`, with `contents` in it. `edge` is the colour of its edge. Returns its rectangle and the
/// result of `contents`.
pub(super) fn message_ui<T>(
    ui: &Ui,
    context: &ViewContext<'_>,
    id: Id,
    over: Rect,
    edge: egui::Color32,
    contents: impl FnOnce(&mut Ui) -> T,
) -> (Rect, T) {
    let frame = Frame::NONE
        .fill(context.theme.panel)
        .stroke(Stroke::new(1.0, edge))
        .corner_radius(CORNER)
        .inner_margin(egui::Margin::symmetric(14, 10));
    let at = Pos2::new(over.center().x, over.top() + TOP);
    let area = Area::new(id).order(Order::Foreground).pivot(Align2::CENTER_TOP).fixed_pos(at);
    let before = ui.ctx().memory(|memory| memory.area_rect(id));
    let shown = area.constrain_to(ui.ctx().content_rect()).show(ui.ctx(), |ui| {
        frame.shadow(ui.visuals().popup_shadow).show(ui, |ui| {
            ui.set_width(width(over) - 28.0);
            // An area offers the height that it had in the last frame. A list would be no higher than the message before this one.
            ui.set_max_height(ui.ctx().content_rect().height());
            contents(ui)
        })
    });
    let rect = shown.response.rect;
    if before.is_none_or(|before| (before.size() - rect.size()).abs().max_elem() > 1.0) {
        // The message was positioned with its width in the last frame, and the map was drawn beside its rectangle of that frame. Both are
        // drawn again.
        ui.ctx().request_repaint();
    }
    (rect, shown.inner.inner)
}

fn contents_ui<R: Copy>(ui: &mut Ui, context: &ViewContext<'_>, height: f32, notice: &Notice<R>) -> Option<Answer<R>> {
    let theme = context.theme;
    let mut answer = None;
    let is_beside = (1..=2).contains(&notice.buttons.len());
    ui.horizontal(|ui| {
        let color = if notice.tone == Tone::Trouble { theme.down } else { theme.text };
        let mut title = LayoutJob::simple(notice.title.clone(), semibold(TEXT_BODY), color, f32::INFINITY);
        title.wrap.max_rows = TITLE_LINES;
        ui.scope(|ui| {
            // If there are only one or two buttons, they are beside the title, so that the message covers less of the map.
            let buttons = if is_beside { buttons_width(ui, context, &notice.buttons) } else { 0.0 };
            ui.set_width((ui.available_width() - CLOSE - buttons).max(80.0));
            ui.add(egui::Label::new(title).wrap());
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            if sign_button(ui, context, Sign::Close, context.texts.get("notice-dismiss")).clicked() {
                answer = Some(Answer::Dismiss);
            }
            let beside = notice.buttons.iter().rev().filter(|_| is_beside);
            for (index, NoticeButton { text, reply }) in beside.enumerate() {
                let button = ui.button(context.texts.get(text));
                if notice.takes_keyboard && index == 0 {
                    button.request_focus();
                }
                if button.clicked() {
                    answer = Some(Answer::Reply(*reply));
                }
            }
        });
    });
    if notice.details.len() > 1 {
        let count = context.texts.exact_count(notice.details.iter().map(|detail| detail.count).sum());
        let key = if notice.tone == Tone::Trouble { "notice-count" } else { "notice-count-warnings" };
        ui.label(RichText::new(context.texts.with(key, &[("count", &count)])).color(theme.quiet));
    }
    if !notice.body.is_empty() || !notice.details.is_empty() {
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            if !notice.body.is_empty() {
                words(ui, &notice.body, theme.quiet);
            }
            for detail in &notice.details {
                detail_ui(ui, context, detail);
            }
        });
    }
    if !notice.buttons.is_empty() && !is_beside {
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            for (index, NoticeButton { text, reply }) in notice.buttons.iter().enumerate() {
                let button = ui.button(context.texts.get(text));
                if notice.takes_keyboard && index + 1 == notice.buttons.len() {
                    button.request_focus();
                }
                if button.clicked() {
                    answer = Some(Answer::Reply(*reply));
                }
            }
        });
    }
    answer
}

/// The width of these buttons side by side, in points.
fn buttons_width<R>(ui: &Ui, context: &ViewContext<'_>, buttons: &[NoticeButton<R>]) -> f32 {
    let spacing = ui.spacing();
    let around = 2.0 * spacing.button_padding.x + spacing.item_spacing.x;
    let words = |button: &NoticeButton<R>| context.texts.get(button.text).to_owned();
    let font = || FontId::proportional(TEXT_BODY);
    buttons.iter().map(|button| text_width(ui.painter(), words(button), font()) + around).sum()
}

/// Draws text that can be selected and copied.
fn words(ui: &mut Ui, words: &str, color: egui::Color32) {
    ui.add(egui::Label::new(RichText::new(words).color(color)).wrap().selectable(true));
}

fn detail_ui(ui: &mut Ui, context: &ViewContext<'_>, detail: &Detail) {
    let theme = context.theme;
    ui.add_space(6.0);
    let mut what = LayoutJob::default();
    let font = FontId::proportional(TEXT_BODY);
    if !detail.place.is_empty() {
        what.append(&detail.place, 0.0, TextFormat::simple(font.clone(), theme.quiet));
    }
    let after_place = if detail.place.is_empty() { 0.0 } else { 10.0 };
    what.append(&detail.what, after_place, TextFormat::simple(font, theme.text));
    ui.add(egui::Label::new(what).wrap().selectable(true));
    if !detail.remedy.is_empty() {
        words(ui, &detail.remedy, theme.quiet);
    }
}

/// A small button with an icon.
pub fn sign_button(ui: &mut Ui, context: &ViewContext<'_>, sign: Sign, name: &str) -> Response {
    let theme = context.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, f32::from(CORNER), theme.raised);
    }
    let color = if response.hovered() { theme.text } else { theme.quiet };
    icons::sign(ui.painter(), rect.center(), 12.0, sign, color);
    response.on_hover_text(name)
}
