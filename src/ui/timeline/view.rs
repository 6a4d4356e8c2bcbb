//! What the timeline remembers between frames: tab, part in view, what is being typed or dragged, and what it derived from the run.

use std::sync::Arc;

use egui::{Rangef, Rect, Ui, Vec2, vec2};

use super::axis::{TimeAxis, TimeRange};
use super::cards_ui::Widths;
use super::derived::{Derived, Other};
use super::lane_rows::Arrangement;
use super::lanes::ROW_HEIGHT;
use super::lens::Grip;
use crate::recording::Subject;
use crate::ui::ViewContext;
use crate::ui::compare::CompareView;
use crate::units::SimTime;

/// What is shown below the flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// A lane for each service.
    #[default]
    Lanes,
    /// People affected, users cut off.
    People,
    /// Share prices.
    Shares,
    /// Dark servers.
    Servers,
    /// Users of rivals.
    Rivals,
    /// The two futures in numbers.
    Compare,
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Self; 6] = [Self::Lanes, Self::People, Self::Shares, Self::Servers, Self::Rivals, Self::Compare];

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lanes => "tab-lanes",
            Self::People => "tab-people",
            Self::Shares => "tab-shares",
            Self::Servers => "tab-servers",
            Self::Rivals => "tab-rivals",
            Self::Compare => "tab-compare",
        }
    }
}

/// What is being dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui) enum Drag {
    /// A range to repeat, from here.
    Loop(SimTime),
    /// The action at this place in the plan, to this time.
    Action(usize, SimTime),
    /// The window of the overview, taken here.
    Window(Grip),
}

/// A text that is being typed in place of what it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Typed {
    /// The text so far.
    pub text: String,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// Whether it was shown before, and so has the keyboard.
    pub shown: bool,
}

/// A field that begins with this text.
pub(in crate::ui) fn typed(text: String) -> Typed {
    Typed { text, ..Typed::default() }
}

/// The memory of playback bar and timeline.
#[derive(Debug, Default)]
pub struct TimelineView {
    /// What is shown below the flags.
    pub tab: Tab,
    /// The part of the run in view; `None` is all of it.
    range: Option<TimeRange>,
    /// Where the playhead was in the last frame, in seconds.
    last_playhead: f64,
    pub(in crate::ui) drag: Option<Drag>,
    /// The action whose flag was clicked last, by its place in the plan.
    pub(in crate::ui) chosen_action: Option<usize>,
    /// The flag that begins the opened count of flags, by the place of its action in the plan.
    pub(super) open_flags: Option<usize>,
    pub(in crate::ui) typed_time: Option<Typed>,
    pub(in crate::ui) typed_speed: Option<Typed>,
    pub(in crate::ui) derived: Option<Derived>,
    /// Whether hours without trading take hardly any room beside share prices.
    pub(in crate::ui) folds_closed_hours: bool,
    /// How wide the cards of the headlines are.
    pub(super) card_widths: Widths,
    /// How the lanes are arranged.
    pub(super) arrangement: Arrangement,
    /// The two futures in numbers.
    pub(super) compare: CompareView,
    /// The other future.
    pub(in crate::ui) other: Option<Other>,
    /// What was clicked in the lanes last, so that the view scrolls to a selection made elsewhere only.
    pub(in crate::ui) scrolled_to: Option<Subject>,
    /// The chapter that was shown in the last frame.
    pub(in crate::ui) chapter: Option<usize>,
}

/// Width of the gutter left of the time axis, and of the list above it, for a window of this width, in points.
#[must_use]
pub fn gutter_width(width: f32) -> f32 {
    (width * 0.18).clamp((width * 0.23).min(212.0), 290.0).round()
}

/// Width of the margin right of the time axis, for a window of this width, in points. It is the same whatever is shown, so that the
/// playhead stays where it is.
#[must_use]
pub fn margin_width(width: f32) -> f32 {
    (width * 0.09).clamp(104.0, 124.0).round()
}

impl TimelineView {
    /// The part of the run in view.
    #[must_use]
    pub fn range(&self, context: &ViewContext<'_>) -> TimeRange {
        self.range.unwrap_or_else(|| TimeRange::whole(context.recording.length))
    }

    /// Whether only a part of the run is in view.
    #[must_use]
    pub const fn is_zoomed(&self) -> bool {
        self.range.is_some()
    }

    /// Shows this part of the run.
    pub fn show(&mut self, range: TimeRange, context: &ViewContext<'_>) {
        let range = range.within(context.recording.length);
        self.range = (range != TimeRange::whole(context.recording.length)).then_some(range);
    }

    /// Shows the whole run.
    pub const fn show_all(&mut self) {
        self.range = None;
    }

    /// Moves the part in view by a drag of so many points.
    pub(in crate::ui) fn pan(&mut self, points: f32, axis: &TimeAxis, context: &ViewContext<'_>) {
        if points != 0.0 && self.is_zoomed() {
            self.show(axis.moved(1.0, axis.edges.min, points, context.recording.length), context);
        }
    }

    /// The axis of what is in view between two edges.
    pub(in crate::ui) fn axis(&self, context: &ViewContext<'_>, edges: Rangef) -> TimeAxis {
        let folds = self.derived.as_ref().filter(|_| self.tab == Tab::Shares && self.folds_closed_hours);
        TimeAxis::new(self.range(context), edges).folded(folds.map(|derived| Arc::clone(&derived.folds)))
    }

    /// Derives anew what depends on the run alone, if the run is another one.
    pub(in crate::ui) fn refresh(&mut self, context: &ViewContext<'_>) {
        let same_world =
            self.derived.as_ref().is_some_and(|derived| derived.is_of_scenario(context.session.scenario()));
        if !same_world {
            self.range = None;
            self.drag = None;
            self.chosen_action = None;
            self.typed_time = None;
            self.arrangement = Arrangement { order: self.arrangement.order, ..Arrangement::default() };
        }
        if !self.derived.as_ref().is_some_and(|derived| derived.is_of(context.run)) {
            self.derived = Some(Derived::new(context));
            self.card_widths = None;
            self.chosen_action = self.chosen_action.filter(|index| *index < context.session.plan().actions.len());
        }
        if let Some(derived) = &mut self.derived {
            derived.arrange(context, &self.arrangement);
        }
        self.other = context.baseline().map(|baseline| Other::of(context, &baseline, self.other.take()));
    }

    /// Keeps the playhead in view: pages on when it plays out of view, and goes where it jumps.
    pub(in crate::ui) fn follow(&mut self, context: &ViewContext<'_>) {
        let playback = context.session.playback();
        let (last, now) = (self.last_playhead, playback.playhead);
        self.last_playhead = now;
        let Some(range) = self.range.filter(|range| now != last && !range.contains(now)) else { return };
        let left_view = range.contains(last);
        let jumped = !playback.playing || (now - last).abs() > playback.speed * 0.2 + 1.0;
        if left_view && playback.playing && !jumped {
            let lead = range.secs() * if playback.reverse { -0.9 } else { -0.1 };
            self.show(TimeRange { from: now + lead, to: now + lead + range.secs() }, context);
        } else if jumped && (range.from - range.secs() * 0.2..=range.to + range.secs() * 0.2).contains(&now) {
            self.show(range.with_in_view(now, context.recording.length), context);
        } else if jumped {
            let half = range.secs() / 2.0;
            self.show(TimeRange { from: now - half, to: now + half }, context);
        }
    }

    /// The wheel over the axis between `edges`, in all rows or in the `body`: nearer and farther at the pointer, sideways along the axis.
    /// Upright it scrolls lanes that have more than their room, and the table; with Ctrl it comes nearer there too. What was used is not
    /// left for others.
    pub(in crate::ui) fn wheel(
        &mut self,
        ui: &Ui,
        context: &ViewContext<'_>,
        edges: Rangef,
        (rows, body): (Rangef, Rangef),
    ) {
        let rows = if self.tab == Tab::Compare { Rangef::new(rows.min, body.min) } else { rows };
        if !ui.rect_contains_pointer(Rect::from_x_y_ranges(edges, rows)) {
            return;
        }
        let (scroll, zoom, pointer) =
            ui.input(|input| (input.smooth_scroll_delta, input.zoom_delta(), input.pointer.hover_pos()));
        let Some(pointer) = pointer.filter(|_| scroll != Vec2::ZERO || zoom != 1.0) else { return };
        let lanes = self.derived.as_ref().and_then(|derived| derived.lanes.as_ref());
        let height = lanes.map_or(0.0, |lanes| lanes.rows.len() as f32 * ROW_HEIGHT);
        let scrolls = self.tab == Tab::Lanes && height > body.span() && body.contains(pointer.y);
        let upright = if scrolls { 0.0 } else { scroll.y };
        ui.input_mut(|input| input.smooth_scroll_delta = vec2(0.0, scroll.y - upright));
        let factor = f64::from(zoom) * (f64::from(upright) / 240.0).exp();
        let axis = self.axis(context, edges);
        self.show(axis.moved(factor, pointer.x, scroll.x, context.recording.length), context);
    }
}
