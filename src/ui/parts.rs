//! Small building blocks of the lists and the inspector: headings, rows that can be clicked, bars, and the marks of sites and services.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Response, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use egui_plot::Plot;

use super::style::semibold;
use super::theme::{CORNER, TEXT_BODY, TEXT_SMALL, Theme};
use super::{ViewContext, focus, icons};
use crate::model::{HazardKind, SiteId};
use crate::recording::Subject;
use crate::session::{Command, Commands, SelectCommand};
use crate::units::{Level, Permille, WHOLE};

/// Height of a row, in points.
pub const ROW: f32 = 24.0;
/// The number of rows that are also created above and below the visible part of a list, so that the keyboard focus can move to them.
/// One row would not be enough, because headings cannot have the focus.
const BEYOND: usize = 3;
/// Margin at the left and right of a panel, in points.
pub const MARGIN: f32 = 16.0;

/// If a panel is narrower than this, it has no columns, in points.
const NARROW: f32 = 280.0;
/// If a panel is narrower than this, in points, its rows have no bar beside a name that needs its space.
const VERY_NARROW: f32 = 230.0;

/// Gives a control its name for screen readers and tests.
pub fn name(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// One line of text, cut with an ellipsis at `width` points. Its colour is set when it is painted.
pub fn line(painter: &Painter, words: &str, font: FontId, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(words.to_owned(), font, Color32::PLACEHOLDER);
    job.wrap =
        TextWrapping { max_width: width.max(8.0), max_rows: 1, break_anywhere: true, overflow_character: Some('…') };
    painter.layout_job(job)
}

/// Paints one line of text that begins at `at.x` and is centred vertically on `at.y`. Returns its width in points.
pub fn text_at(painter: &Painter, at: Pos2, words: &str, font: FontId, width: f32, colour: Color32) -> f32 {
    let galley = line(painter, words, font, width);
    let size = galley.size();
    painter.galley(pos2(at.x, at.y - size.y / 2.0), galley, colour);
    size.x
}

/// The heading of a section.
pub fn heading(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(words).font(semibold(TEXT_BODY)).color(context.theme.text));
}

/// The heading of a section in a line that also has other contents; therefore there is no space above it.
pub fn heading_here(ui: &mut Ui, context: &ViewContext<'_>, words: &str) {
    ui.label(RichText::new(words).font(semibold(TEXT_BODY)).color(context.theme.text));
}

/// A paragraph of small text in a quiet colour; long text is wrapped.
pub fn quiet(ui: &mut Ui, context: &ViewContext<'_>, words: impl Into<String>) -> Response {
    ui.label(RichText::new(words).size(TEXT_SMALL).color(context.theme.quiet))
}

/// A paragraph of ordinary text; long text is wrapped.
pub fn plain(ui: &mut Ui, context: &ViewContext<'_>, words: impl Into<String>) -> Response {
    ui.label(RichText::new(words).size(TEXT_BODY).color(context.theme.text))
}

/// A horizontal bar of which `share` is filled; the rest is empty.
pub fn bar(painter: &Painter, rect: Rect, share: Permille, colour: Color32, theme: &Theme) {
    let round = rect.height() / 2.0;
    painter.rect_filled(rect, round, theme.line);
    if share > 0 {
        let width = (rect.width() * share.min(WHOLE) as f32 / WHOLE as f32).max(rect.height());
        painter.rect_filled(Rect::from_min_size(rect.min, vec2(width, rect.height())), round, colour);
    }
}

/// The mark before the text of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// No mark, and no space for one.
    None,
    /// The icon of a service at this level.
    Level(Level),
    /// The icon of a site in this state.
    Site(SiteMark),
}

/// The state of a site, for its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteMark {
    /// A hazard of this kind is under way.
    Struck(HazardKind),
    /// All servers of the site are online, or it has no servers and no hazard is active.
    Online,
    /// All servers of the site are online, and some of them do not work. The level is that of the share of those that work.
    Impaired(Level),
    /// Some servers of the site are online, and others are dark.
    Partly,
    /// No server of the site is online.
    Dark,
}

/// The mark of a site at the playhead.
pub fn site_mark(context: &ViewContext<'_>, site: SiteId) -> SiteMark {
    let kinds =
        || context.run.active_strikes(site, context.now).map(|strike| context.world.hazards[strike.hazard].kind);
    // A fire has priority over everything else. Another hazard is shown only while all servers of the site are still online.
    if let Some(kind) = kinds().find(|kind| kind.burns()) {
        return SiteMark::Struck(kind);
    }
    match *context.recording.sites[site].dark.at(context.now) {
        0 => kinds().next().map_or_else(|| online_mark(context, site), SiteMark::Struck),
        WHOLE => SiteMark::Dark,
        _ => SiteMark::Partly,
    }
}

/// The mark of a site without dark servers that no hazard strikes.
fn online_mark(context: &ViewContext<'_>, site: SiteId) -> SiteMark {
    let in_vain = context.run.online_in_vain(site, context.now);
    let servers = context.recording.sites[site].servers;
    if in_vain == 0 || servers == 0 {
        return SiteMark::Online;
    }
    let working = servers.saturating_sub(in_vain).saturating_mul(u64::from(WHOLE)) / servers;
    SiteMark::Impaired(Level::of(Permille::try_from(working).unwrap_or(WHOLE)).min(Level::Degraded))
}

impl Mark {
    /// Paints the mark around `center`.
    pub fn paint(self, painter: &Painter, center: Pos2, theme: &Theme) {
        match self {
            Self::None => {}
            Self::Level(level) | Self::Site(SiteMark::Impaired(level)) => {
                icons::level(painter, center, 6.0, level, theme);
            }
            Self::Site(SiteMark::Struck(kind)) if kind.burns() => icons::flame(painter, center, 16.0, 0.0, theme),
            Self::Site(SiteMark::Struck(kind)) => icons::hazard(painter, center, 7.0, kind, theme),
            Self::Site(SiteMark::Online) => icons::level(painter, center, 6.0, Level::Up, theme),
            Self::Site(SiteMark::Partly) => icons::level(painter, center, 6.0, Level::Degraded, theme),
            Self::Site(SiteMark::Dark) => icons::level(painter, center, 6.0, Level::Down, theme),
        }
    }
}

/// The content at the right end of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End<'a> {
    /// Nothing.
    None,
    /// A word or a number in this colour.
    Words(&'a str, Color32),
    /// One of several texts, in this colour: the first that leaves room for the whole name, or the last one if none does. Each entry is
    /// the text and the longest text that can later replace it. The width of the longest text decides, so that the choice does not
    /// change with the numbers.
    Fitting(&'a [[&'a str; 2]], Color32),
    /// A bar filled to this share, in this colour; shorter if the name needs the space.
    Bar(Permille, Color32),
    /// A short bar filled to this share, in this colour; right of it, quiet text in a column of this width in points.
    Both(Permille, Color32, &'a str, f32),
}

/// The smallest space between the name and the text at the end of a row, in points.
const CLOSE: f32 = 5.0;
/// The smallest length of a bar, in points.
const SHORTEST_BAR: f32 = 20.0;
/// Width of a column of percentages, in points.
pub const SHARES: f32 = 30.0;
/// Width of a column of percentages with a word that says of what, in points.
pub const WEIGHTS: f32 = 72.0;
/// Width of a column of server counts, in points.
pub const SERVERS: f32 = 68.0;

/// One row of a list: a mark, a name, and a content at the right end. It can be clicked, is highlighted under the pointer, and has a
/// frame if it is selected.
pub struct Row<'a> {
    /// The mark before the text.
    pub mark: Mark,
    /// The text, which is also the name for screen readers.
    pub words: &'a str,
    /// The content at the right end.
    pub end: End<'a>,
    /// The subject that a click selects, if any.
    pub subject: Option<Subject>,
    /// The state in words, for screen readers.
    pub state: &'a str,
}

impl Row<'_> {
    /// The width of the name if it is not shortened, in points.
    fn name_width(&self, painter: &Painter) -> f32 {
        line(painter, self.words, FontId::proportional(TEXT_BODY), f32::INFINITY).size().x
    }

    /// Draws the row over the available width, with [`MARGIN`] on both sides. A click selects the subject.
    pub fn ui(&self, ui: &mut Ui, context: &ViewContext<'_>, commands: &mut Commands) -> Response {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let selected = self.subject.is_some_and(|subject| context.is_selected(subject) || context.is_picked(subject));
        response.widget_info(|| {
            let mut info = WidgetInfo::selected(Role::Button, true, selected, self.words);
            info.current_text_value = (!self.state.is_empty()).then(|| self.state.to_owned());
            info
        });
        focus::reveal(&response);
        if let Some(subject) = self.subject {
            if response.hovered() {
                commands.push(Command::Select(SelectCommand::Hover(subject)));
            }
            if response.clicked() {
                // With Shift or Ctrl it is selected together with others, to be edited at once.
                let adds = context.edits && ui.input(|input| input.modifiers.shift || input.modifiers.command);
                let select = match subject {
                    Subject::Site(_) | Subject::Service(_) if adds => SelectCommand::TogglePick(subject),
                    Subject::Site(_) | Subject::Service(_) | Subject::Company(_) | Subject::World => {
                        SelectCommand::Select(Some(subject))
                    }
                };
                commands.push(Command::Select(select));
            }
        }
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let theme = context.theme;
        let painter = ui.painter();
        let hovered = self.subject.map_or(response.hovered(), |subject| context.is_hovered(subject));
        wash(painter, rect.shrink2(vec2(8.0, 0.0)), [selected, hovered || response.has_focus()], theme);
        let mut left = rect.left() + MARGIN;
        if self.mark != Mark::None {
            self.mark.paint(painter, pos2(left + 7.0, rect.center().y), theme);
            left += 24.0;
        }
        let mut right = rect.right() - MARGIN;
        match self.end {
            End::None | End::Both(..) => {}
            End::Words(words, colour) => {
                let galley = line(painter, words, FontId::proportional(TEXT_SMALL), rect.width() * 0.5);
                right -= galley.size().x;
                painter.galley(pos2(right, rect.center().y - galley.size().y / 2.0), galley, colour);
                right -= 8.0;
            }
            End::Fitting(choices, colour) => {
                let small = FontId::proportional(TEXT_SMALL);
                let room = right - left - self.name_width(painter);
                let width = |words: &str| {
                    if words.is_empty() {
                        0.0
                    } else {
                        line(painter, words, small.clone(), f32::INFINITY).size().x + CLOSE
                    }
                };
                let chosen = choices.iter().find(|[_, widest]| width(widest) <= room).or(choices.last());
                if let Some([words, _]) = chosen.filter(|[words, _]| !words.is_empty()) {
                    let galley = line(painter, words, small.clone(), rect.width() * 0.5);
                    right -= galley.size().x;
                    painter.galley(pos2(right, rect.center().y - galley.size().y / 2.0), galley, colour);
                    right -= CLOSE;
                }
            }
            End::Bar(share, colour) => {
                let room = right - left - self.name_width(painter) - 8.0;
                // The mark shows the level, too.
                if room >= SHORTEST_BAR || rect.width() >= VERY_NARROW {
                    let width = room.clamp(SHORTEST_BAR, (rect.width() * 0.22).clamp(32.0, 60.0));
                    let at = Rect::from_center_size(pos2(right - width / 2.0, rect.center().y), vec2(width, 5.0));
                    bar(painter, at, share, colour, theme);
                    right -= width + 8.0;
                }
            }
        }
        if let End::Both(share, colour, words, column) = self.end {
            let galley = line(painter, words, FontId::proportional(TEXT_SMALL), rect.width() * 0.4);
            let at = pos2(right - galley.size().x, rect.center().y - galley.size().y / 2.0);
            // In a narrow panel the space is used for the name instead of the columns.
            let (column, width) = if rect.width() < NARROW { (0.0, 20.0) } else { (column, 32.0) };
            right -= galley.size().x.max(column) + 8.0;
            painter.galley(at, galley, theme.quiet);
            let at = Rect::from_min_size(pos2(right - width, rect.center().y - 2.5), vec2(width, 5.0));
            bar(painter, at, share, colour, theme);
            right -= width + 8.0;
        }
        let at = pos2(left, rect.center().y);
        text_at(painter, at, self.words, FontId::proportional(TEXT_BODY), right - left, theme.text);
        response
    }
}

/// Paints the background of a widget: filled if it is chosen (`on`) or hovered, with a frame if it has the keyboard focus.
pub fn paint_back(ui: &Ui, context: &ViewContext<'_>, rect: Rect, response: &Response, on: bool) {
    if on || response.hovered() {
        ui.painter().rect_filled(rect, f32::from(CORNER), context.theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            f32::from(CORNER),
            egui::Stroke::new(1.0, context.theme.selected),
            egui::StrokeKind::Inside,
        );
    }
}

/// Paints a tint over a hovered or selected area, and a frame around a selected one.
pub fn wash(painter: &Painter, rect: Rect, [selected, hovered]: [bool; 2], theme: &Theme) {
    if hovered {
        painter.rect_filled(rect, CORNER, theme.selected.gamma_multiply(0.10));
    }
    if selected {
        painter.rect_filled(rect, CORNER, theme.selected.gamma_multiply(0.10));
        painter.rect_stroke(rect.shrink(0.5), CORNER, egui::Stroke::new(1.0, theme.selected), egui::StrokeKind::Inside);
    }
}

/// The range of indices of the rows that are created: the visible ones and a few above and below them, for the keyboard focus. Each row
/// is `height` points high.
pub fn rows_in_view(viewport: Rect, height: f32, count: usize) -> Range<usize> {
    let first = (viewport.top() / height).floor().max(0.0) as usize;
    let end = (viewport.bottom() / height).ceil().max(0.0) as usize;
    first.saturating_sub(BEYOND)..(end + BEYOND).min(count)
}

/// A plot in this rectangle, without grid, background and pointer of its own, which is never zoomed or moved by itself.
pub fn fixed_plot<'a>(id: &str, rect: Rect) -> Plot<'a> {
    Plot::new(id)
        .width(rect.width())
        .height(rect.height())
        .sense(Sense::hover())
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_axis_zoom_drag(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
}
