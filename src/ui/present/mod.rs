//! The presentation mode. It shows only the map, the time, the caption, the four figures, and the strip with the playhead, all in large
//! type.

mod caption;
mod controls;
mod director;
mod notes;
mod situation;
mod strip;

use egui::{FontId, Id, Rect, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use self::caption::{Caption, caption, caption_ui};
use self::director::Director;
use crate::geo::Camera;
use crate::memo::{Identity, Memo};
use crate::session::{Commands, Session};
use crate::study::Run;
use crate::ui::ViewContext;
use crate::ui::dependencies::{DependenciesView, dependencies_ui};
use crate::ui::figures::{FiguresView, large_figures_ui};
use crate::ui::map::{MapsView, home, maps_ui};
use crate::ui::style::{elided, semibold};
use crate::ui::theme::{TEXT_BODY, TEXT_HUGE, TEXT_SMALL, TEXT_TITLE};
use crate::ui::time_axis::dates;
use crate::units::{ShownZone, SimTime, when};

/// The height to which the window is scaled, in points, so that texts are as large on every screen as on a slide.
pub const HEIGHT: f32 = 540.0;
/// The width of the text column, as a share of the width of the window.
const COLUMN: f32 = 0.34;
/// The least and the largest width of the text column, in points.
const COLUMN_BOUNDS: [f32; 2] = [236.0, 420.0];
/// The height of the strip at the lower edge, in points.
const STRIP: f32 = 68.0;
/// The height of the figures, in points.
const FIGURES: f32 = 132.0;
/// The space around texts, in points.
const MARGIN: f32 = 20.0;

/// The state that a presentation keeps between frames.
#[derive(Debug)]
pub struct PresentView {
    /// The director, cached for one run and for whether the story is shown.
    director: Memo<(Identity<Run>, bool), Director>,
    /// The camera that shows everything, cached for one run and size of the map.
    home: Memo<(Identity<Run>, [f32; 2]), Camera>,
    /// Whether the director moves the camera. It is stopped when the person moves the map.
    leads: bool,
    /// The time at the playhead when the person last stopped or started the director. At the next chapter after this time, the director
    /// starts again.
    left_at: SimTime,
    /// Whether the notes of the chapter are shown. The audience sees them too, so they are hidden until the person asks for them.
    shows_notes: bool,
    /// The chapter that was shown last.
    chapter: Option<usize>,
    controls: Vec<Id>,
    /// Whether the person has played, turned a page or seen the controls in the presentation. Until then a line says which keys play and end.
    knows_keys: bool,
    /// Whether the run has been playing since before the presentation.
    played_before: bool,
}

impl PresentView {
    /// The state at the beginning of a presentation.
    #[must_use]
    pub fn begin(session: &Session) -> Self {
        Self {
            director: Memo::default(),
            home: Memo::default(),
            leads: true,
            left_at: SimTime::ZERO,
            shows_notes: false,
            chapter: session.chapter(),
            controls: Vec::new(),
            knows_keys: false,
            played_before: session.playback().playing,
        }
    }

    /// Stops the director, or starts it if it is stopped. `now` is the time at the playhead.
    pub const fn toggle_lead(&mut self, now: SimTime) {
        self.leads = !self.leads;
        self.left_at = now;
    }

    /// Shows the notes of the chapter, or hides them.
    pub const fn toggle_notes(&mut self) {
        self.shows_notes = !self.shows_notes;
    }

    /// Whether the person has opened another chapter since the last call. If so, the director starts again.
    pub fn turns_page(&mut self, session: &Session) -> bool {
        let turned = session.chapter() != self.chapter && session.chapter().is_some();
        self.chapter = session.chapter();
        self.leads |= turned;
        self.knows_keys |= turned;
        turned
    }

    /// Sets the camera of the map to that of the director. Returns this camera; `None` if the director is stopped or the map has no
    /// size yet.
    fn lead(&mut self, context: &ViewContext<'_>, maps: &mut MapsView) -> Option<Camera> {
        // A chapter that the person opened is shown even in a plan to which the story does not belong.
        let has_story = context.has_story() || context.session.chapter().is_some();
        let run = Identity::of(context.run);
        let director = self.director.get((run.clone(), has_story), || Director::new(context.run, has_story));
        let is_next = |at: SimTime| at > self.left_at && at <= context.now;
        self.leads |= has_story && context.world.story.iter().any(|chapter| is_next(chapter.at));
        let size = maps.one.size();
        if !self.leads || size[0] < 1.0 {
            return None;
        }
        let home = *self.home.get((run, size), || home(context.run, size));
        let camera = director.camera(context.session.playback().playhead, size, home);
        maps.one.set_camera(camera);
        Some(camera)
    }
}

/// The views that are shown in a presentation.
pub struct Shown<'a> {
    /// The map of the chosen run, and the map of the baseline if both are shown.
    pub maps: &'a mut MapsView,
    /// The dependency view, which can be shown instead of the map.
    pub dependencies: &'a mut DependenciesView,
    /// The figures.
    pub figures: &'a mut FiguresView,
}

/// The zoom factor for a window that is `height` points high at zoom factor 1.
#[must_use]
pub fn zoom(height: f32) -> f32 {
    (height / HEIGHT).clamp(0.5, 5.0)
}

/// Draws the window in presentation mode. Returns the rectangle on the map in which a message may be shown.
pub fn present_ui(
    ui: &mut Ui,
    context: &ViewContext<'_>,
    view: &mut PresentView,
    shown: Shown<'_>,
    commands: &mut Commands,
) -> Rect {
    let Shown { maps, dependencies, figures } = shown;
    let theme = context.theme;
    let all = ui.available_rect_before_wrap();
    ui.painter().rect_filled(all, 0.0, theme.panel);
    let above = all.with_max_y(all.bottom() - STRIP);
    let edge = above.left() + (all.width() * COLUMN).clamp(COLUMN_BOUNDS[0], COLUMN_BOUNDS[1]).round();
    let (column, right) = (above.with_max_x(edge), above.with_min_x(edge));
    // The notes take their room from the map, so that nothing on it is covered.
    let notes_top = if view.shows_notes { right.bottom() - notes::height(right.height()) } else { right.bottom() };
    let (map, notes_room) = right.split_top_bottom_at_y(notes_top);

    let size = maps.one.size();
    let led = view.lead(context, maps).filter(|_| !dependencies.shown);
    let at = UiBuilder::new().max_rect(map).id_salt("presented map");
    let shown = |ui: &mut Ui| {
        if dependencies.shown {
            dependencies_ui(ui, context, dependencies, maps.both, None, commands)
        } else {
            maps_ui(ui, context, maps, figures, commands)
        }
    };
    let over = ui.scope_builder(at, shown).inner;
    if size != maps.one.size() {
        // The size of the map has just changed. In this frame the director still used the old size, so the map is drawn again.
        ui.ctx().request_repaint();
    } else if led.is_some() && maps.one.camera() != led {
        view.toggle_lead(context.now);
    }
    if view.shows_notes {
        notes::notes_ui(ui, context, notes_room);
    }
    ui.painter().vline(edge, above.y_range(), Stroke::new(1.0, theme.line));

    let inside = column.shrink2(vec2(MARGIN, MARGIN - 4.0));
    let below_clock = clock(ui, context, inside);
    let figures_top = (inside.bottom() - FIGURES).max(below_clock);
    let room = Rect::from_min_max(pos2(inside.left(), below_clock + 14.0), pos2(inside.right(), figures_top - 10.0));
    let words = view.director.value().map_or_else(Caption::default, |director| caption(context, director));
    caption_ui(ui, context, &words, room);
    let at = UiBuilder::new().max_rect(inside.with_min_y(figures_top));
    ui.scope_builder(at, |ui| large_figures_ui(ui, context, figures));

    let (corner, strip) = all.with_min_y(above.bottom()).split_left_right_at_x(edge);
    strip::strip_ui(ui, context, strip, commands);
    if !view.leads {
        follow_ui(ui, context, map, view);
    }
    controls::controls_ui(ui, context, corner, strip, view, commands);
    over
}

/// Paints the date and the time in large type. Returns the y of the lower edge of the text, in points.
fn clock(ui: &Ui, context: &ViewContext<'_>, room: Rect) -> f32 {
    let (theme, painter) = (context.theme, ui.painter());
    let local = context.clock.local(context.now);
    let mut date = dates::date(context.texts, "time-date", local.date(), "");
    if context.zone != ShownZone::Scenario {
        // An audience expects the zone of the place that it sees.
        date = format!("{date}  {}", dates::zone_name(context, context.now));
    }
    let date = elided(painter, &date, FontId::proportional(TEXT_TITLE), theme.quiet, room.width());
    let slow = context.session.playback().speed <= 60.0;
    let time = if slow { when::hour_minute_second } else { when::hour_minute }(&context.clock, context.now);
    let time = painter.layout_no_wrap(time, semibold(TEXT_HUGE), theme.text);
    let top = room.top() + date.size().y;
    let size = time.size();
    painter.galley(room.min, date, theme.quiet);
    painter.galley(pos2(room.left(), top), time, theme.text);
    since(ui, context, room, Rect::from_min_size(pos2(room.left(), top), size))
}

/// Paints the time since the first strike beside the time, or below it if it is too long. `time` is the area of the time. Returns the y of the
/// lower edge of both, in points.
fn since(ui: &Ui, context: &ViewContext<'_>, room: Rect, time: Rect) -> f32 {
    let (quiet, painter) = (context.theme.quiet, ui.painter());
    let Some(exact) = dates::since_spark(context, context.now) else { return time.bottom() };
    // The time shows the seconds already.
    let short = dates::since_spark_in_minutes(context, context.now).unwrap_or_else(|| exact.clone());
    let choices = [(&exact, TEXT_TITLE), (&short, TEXT_TITLE), (&short, TEXT_BODY), (&short, TEXT_SMALL)];
    let left = time.right() + 14.0;
    let lay_out =
        |(words, size): (&String, f32)| painter.layout_no_wrap(words.clone(), FontId::proportional(size), quiet);
    if let Some(words) = choices.into_iter().map(lay_out).find(|words| left + words.size().x <= room.right()) {
        painter.galley(pos2(left, time.bottom() - words.size().y - 5.0), words, quiet);
        return time.bottom();
    }
    let words = elided(painter, &exact, FontId::proportional(TEXT_TITLE), quiet, room.width());
    let bottom = time.bottom() + words.size().y;
    painter.galley(time.left_bottom(), words, quiet);
    bottom
}

/// Shows the button that starts the director again, in the upper right corner of the map.
fn follow_ui(ui: &mut Ui, context: &ViewContext<'_>, map: Rect, view: &mut PresentView) {
    let at = Rect::from_min_size(pos2(map.right() - 260.0, map.top() + 10.0), Vec2::new(250.0, 34.0));
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(at).layout(layout), |ui| {
        let response = controls::word_ui(ui, context, "present-resume", "keys-follow", true);
        if response.clicked() {
            view.toggle_lead(context.now);
        }
    });
}
