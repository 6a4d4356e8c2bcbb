//! A card of the list of scenarios: a small map, the title, when and where it was, what was hit and for how long, what it teaches, and how its
//! run agrees with the record.

use egui::text::LayoutJob;
use egui::{Align, FontId, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::short::shortened;
use crate::geo::LatLon;
use crate::model::HazardKind;
use crate::session::IncidentSource;
use crate::study::library::{LengthClass, Summary, Topic};
use crate::text::{Saying, Texts};
use crate::ui::map::SmallMap;
use crate::ui::style::{elided, semibold};
use crate::ui::theme::{CORNER, TEXT_BODY, TEXT_SMALL};
use crate::ui::time_axis::dates;
use crate::ui::{ViewContext, icons};

/// Height of a card, and the width of the small map at its left, in points.
const HEIGHT: f32 = 186.0;
const MAP_WIDTH: f32 = 128.0;
/// The height of a line of text, and of the row of buttons, in points.
const LINE: f32 = 17.0;
const BUTTONS: f32 = 26.0;
/// A text is cut after so many letters before it is laid out, so that no file makes the list slow.
const LONGEST: usize = 400;

/// A card of the list, which shows one scenario.
#[derive(Debug)]
pub struct Card {
    /// What is shown of the scenario. Empty while its file is not read.
    pub summary: Summary,
    /// Where the scenario comes from.
    pub source: IncidentSource,
    /// The name of its file, or the name under which it ships.
    pub file: String,
    /// The whole path of its file, or the name under which it ships.
    pub place: String,
    /// Whether the file is read.
    pub state: CardState,
    /// The small map, which shows the sites of the scenario.
    pub map: SmallMap,
}

/// Whether the file of a card is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardState {
    /// It is being read.
    Reading,
    /// It is read.
    Ready,
    /// It cannot be listed.
    Problem {
        /// Where the first problem is, as it is shown; empty if the file cannot be read at all.
        at: String,
        /// What the first problem is.
        what: Saying,
        /// How many more problems there are.
        more: usize,
    },
}

/// What the person did with a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Did {
    /// Opened its scenario.
    Open,
    /// Marked it to be put beside others, or took the mark back.
    Mark,
    /// Asked for scenarios that are like it.
    FindAlike,
}

impl Card {
    /// The card of a file that is being read.
    #[must_use]
    pub fn reading(source: IncidentSource, file: &str, place: &str) -> Self {
        Self {
            summary: Summary::default(),
            source,
            file: file.to_owned(),
            place: place.to_owned(),
            state: CardState::Reading,
            map: SmallMap::default(),
        }
    }

    /// The card of a shipped scenario.
    #[must_use]
    pub fn shipped(name: &'static str, summary: &Summary) -> Self {
        let card = Self::reading(IncidentSource::Shipped(name), name, name);
        Self { summary: summary.clone(), state: CardState::Ready, ..card }
    }
}

/// Draws a card. Its name for screen readers is `name`.
pub(super) fn card_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    width: f32,
    card: &mut Card,
    name: &str,
    is_marked: bool,
) -> Option<Did> {
    let theme = context.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Button, true, name);
        info.current_text_value = Some(facts(card, context.texts).join(", "));
        info
    });
    let mut did = response.clicked().then_some(Did::Open);
    if ui.is_rect_visible(rect) {
        let is_hot = response.hovered() || response.has_focus();
        let line = Stroke::new(1.0, if is_hot || is_marked { theme.selected } else { theme.line });
        ui.painter().rect(rect, f32::from(CORNER), theme.raised, line, StrokeKind::Inside);
        let map = Rect::from_min_size(rect.min, vec2(MAP_WIDTH, HEIGHT)).shrink(6.0);
        map_ui(ui, context, card, map);
        texts_ui(ui, context, card, name, rect.with_min_x(rect.left() + MAP_WIDTH + 4.0));
    }
    if card.state == CardState::Ready {
        let row =
            Rect::from_min_max(pos2(rect.left() + MAP_WIDTH, rect.bottom() - BUTTONS - 4.0), rect.max - vec2(8.0, 4.0));
        let layout = Layout::right_to_left(Align::Center);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(row).layout(layout).id_salt(("card", &card.place)));
        ui.spacing_mut().item_spacing.x = 6.0;
        if card.summary.out.is_some() {
            let words = context.texts.get("scenarios-mark");
            let button = ui.add(egui::Button::new(egui::RichText::new(words).size(TEXT_SMALL)).selected(is_marked));
            let own = context.texts.with("scenarios-mark-of", &[("title", name)]);
            button.widget_info(|| WidgetInfo::selected(Role::Button, true, is_marked, own.as_str()));
            did = if button.clicked() { Some(Did::Mark) } else { did };
            button.on_hover_text(context.texts.get("scenarios-mark-hint"));
        }
        let words = context.texts.get("scenarios-like");
        let button = ui.add(egui::Button::new(egui::RichText::new(words).size(TEXT_SMALL)));
        let own = context.texts.with("scenarios-like-of", &[("title", name)]);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, own.as_str()));
        did = if button.clicked() { Some(Did::FindAlike) } else { did };
        button.on_hover_text(context.texts.get("scenarios-like-hint"));
    }
    did
}

fn map_ui(ui: &Ui, context: &ViewContext<'_>, card: &mut Card, rect: Rect) {
    let theme = context.theme;
    let point = |at: &[f64; 2]| LatLon { lat: at[0], lon: at[1] };
    let sites: Vec<LatLon> = card.summary.sites.iter().map(point).collect();
    if sites.is_empty() {
        ui.painter().rect_filled(rect, 0.0, theme.sea);
        if card.state == CardState::Ready {
            let words = context.texts.get("scenarios-no-place").to_owned();
            let galley = ui.painter().layout(words, FontId::proportional(TEXT_SMALL), theme.quiet, rect.width() - 12.0);
            ui.painter().galley(rect.center() - galley.size() / 2.0, galley, theme.quiet);
        }
        return;
    }
    let struck: Vec<LatLon> = card.summary.struck.iter().map(point).collect();
    card.map.paint(ui, rect, &sites, &struck, theme);
}

/// Paints the texts of a card into `room`.
fn texts_ui(ui: &Ui, context: &ViewContext<'_>, card: &Card, name: &str, room: Rect) {
    let (theme, texts) = (context.theme, context.texts);
    let width = room.width() - 10.0;
    let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
    let title = elided(&painter, name, semibold(TEXT_BODY), theme.text, width);
    painter.galley(pos2(room.left(), room.top() + 7.0), title, theme.text);
    let mut top = room.top() + 28.0;
    for line in facts(card, texts) {
        let galley = elided(&painter, &line, FontId::proportional(TEXT_SMALL), theme.quiet, width);
        painter.galley(pos2(room.left(), top), galley, theme.quiet);
        top += LINE;
    }
    if let CardState::Problem { at, what, more } = &card.state {
        icons::sign(&painter, pos2(room.left() + 6.0, top + 9.0), 11.0, icons::Sign::Close, theme.down);
        let words = problem(at, what, *more, texts);
        paragraph(&painter, room.left() + 18.0, top, width - 18.0, &words, room.bottom() - top - 6.0, theme.text);
        return;
    }
    let about = card.summary.texts(texts.language());
    let lesson = if about.teaches.is_empty() { &about.about } else { &about.teaches };
    let height = room.bottom() - BUTTONS - 8.0 - top;
    paragraph(&painter, room.left(), top + 3.0, width, &shortened(lesson, LONGEST), height, theme.text);
}

/// Paints text in as many lines as there is room for.
fn paragraph(painter: &egui::Painter, left: f32, top: f32, width: f32, words: &str, height: f32, color: egui::Color32) {
    let font = FontId::proportional(TEXT_SMALL);
    let line = painter.layout_no_wrap("A".to_owned(), font.clone(), color).size().y;
    let mut job = LayoutJob::simple(words.to_owned(), font, color, width);
    job.wrap.max_rows = (height / line).floor().max(1.0) as usize;
    let galley = painter.layout_job(job);
    painter.galley(pos2(left, top), galley, color);
}

/// The first problem of a file in one sentence.
fn problem(at: &str, what: &Saying, more: usize, texts: &Texts) -> String {
    let what = shortened(&texts.say(what), LONGEST);
    let first = if at.is_empty() { what } else { texts.with("scenarios-problem", &[("at", at), ("what", &what)]) };
    match more {
        0 => first,
        more => texts.with("scenarios-problem-more", &[("first", &first), ("count", &texts.count(more as u64))]),
    }
}

/// The lines below the title: when and where, what was hit and for how long, and how the run agrees with the record.
fn facts(card: &Card, texts: &Texts) -> Vec<String> {
    let summary = &card.summary;
    match card.state {
        CardState::Reading => return vec![texts.get("scenarios-reading").to_owned()],
        CardState::Problem { .. } => return vec![card.file.clone()],
        CardState::Ready => {}
    }
    let mut lines = vec![joined([date(summary, texts), places(summary, texts)])];
    let hit = match summary.hazards.as_slice() {
        [] if summary.is_not_run => texts.get("scenarios-not-run").to_owned(),
        [] => texts.get("scenarios-nothing-struck").to_owned(),
        kinds => kinds.iter().map(|kind| texts.get(kind_key(*kind))).collect::<Vec<_>>().join(", "),
    };
    lines.push(joined([length(summary, texts), hit]));
    lines.extend(fit(summary, texts));
    lines.retain(|line| !line.is_empty());
    lines
}

fn joined(parts: [String; 2]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  \u{b7}  ")
}

/// The date of a scenario; empty if it has none.
pub(super) fn date(summary: &Summary, texts: &Texts) -> String {
    let day = summary.at.get(..10).and_then(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    day.map_or_else(String::new, |day| dates::date(texts, "time-date", day, ""))
}

fn places(summary: &Summary, texts: &Texts) -> String {
    let names: Vec<&str> = summary.places.iter().map(|place| place.name_in(texts.language())).collect();
    let named = names.join(", ");
    match summary.more_places {
        0 => named,
        more => texts.with("scenarios-more-places", &[("places", &named), ("count", &texts.count(more as u64))]),
    }
}

fn length(summary: &Summary, texts: &Texts) -> String {
    summary.out.map_or_else(String::new, |out| {
        let span = texts.span(crate::units::Span(out.secs));
        texts.with(if out.is_open { "scenarios-out-open" } else { "scenarios-out" }, &[("span", &span)])
    })
}

/// How the run agrees with the record, in words; `None` if there is no record.
fn fit(summary: &Summary, texts: &Texts) -> Option<String> {
    let fit = summary.fit.filter(|fit| fit.judged > 0)?;
    let factor =
        fit.mean_factor_hundredths.map_or_else(String::new, |factor| format!("{:.2}", f64::from(factor) / 100.0));
    let args = [("near", &*fit.near.to_string()), ("judged", &fit.judged.to_string()), ("factor", &factor)];
    Some(texts.with("scenarios-fit", &args))
}

/// The key of the text for a kind of hazard.
pub(super) const fn kind_key(kind: HazardKind) -> &'static str {
    match kind {
        HazardKind::Fire => "edit-kind-fire",
        HazardKind::Power => "edit-kind-power",
        HazardKind::Cooling => "edit-kind-cooling",
        HazardKind::Network => "edit-kind-network",
        HazardKind::Flood => "edit-kind-flood",
        HazardKind::Quake => "edit-kind-quake",
        HazardKind::Other => "edit-kind-other",
        HazardKind::Software => "edit-kind-software",
        HazardKind::Cyber => "edit-kind-cyber",
        HazardKind::Human => "edit-kind-human",
    }
}

/// The key of the text for a topic.
pub(super) const fn topic_key(topic: Topic) -> &'static str {
    match topic {
        Topic::SeveralSites => "topic-several-sites",
        Topic::NoSite => "topic-no-site",
        Topic::Destroyed => "topic-destroyed",
        Topic::Repair => "topic-repair",
        Topic::Reserve => "topic-reserve",
        Topic::Failover => "topic-failover",
        Topic::FailedFailover => "topic-failed-failover",
        Topic::Dependencies => "topic-dependencies",
        Topic::Prices => "topic-prices",
        Topic::Rivals => "topic-rivals",
    }
}

/// The key of the text for a length.
pub(super) const fn length_key(length: LengthClass) -> &'static str {
    match length {
        LengthClass::SixHours => "length-six-hours",
        LengthClass::Day => "length-day",
        LengthClass::Week => "length-week",
        LengthClass::Longer => "length-longer",
    }
}
