//! The strip below the timeline. While the Monte Carlo runs are made, it shows the progress; it has a dot for each run that is made,
//! positioned by the loss of the run. A click on a dot opens its run.

use egui::{Align, Align2, Layout, Mesh, Pos2, Rangef, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::dots::{DOT, Dots};
use crate::session::{Baseline, Command, Commands, PlanCommand, WindowCommand};
use crate::study::ensemble::Drawn;
use crate::ui::ViewContext;
use crate::ui::many_runs::{Found, Many};
use crate::ui::style::{small_button, text_width};
use crate::ui::time_axis::{gutter_width, small};
use crate::units::text;

/// Height of the strip, in points.
const HEIGHT: f32 = 52.0;
/// Height of the text below the dots, in points.
const WORDS: f32 = 16.0;
/// How near the pointer must be to a dot to hover it, in points.
const REACH: f32 = 9.0;
/// The least width of the caption and the buttons at the left, in points.
const LEFT: f32 = 188.0;
/// The least free space between two texts below the dots, in points.
const APART: f32 = 12.0;

/// Draws the strip at the lower edge of `room`. Returns the height of the strip in points, which is 0 if Monte Carlo runs are turned
/// off.
pub fn strip_ui(ui: &mut Ui, context: &ViewContext<'_>, room: Rect, commands: &mut Commands) -> f32 {
    let Some(many) = context.many else { return 0.0 };
    let rect = Rect::from_min_max(Pos2::new(room.left(), room.bottom() - HEIGHT), room.max);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, context.theme.line));
    // The dots do not lie on the axis of the time. In a narrow window they begin further to the right than it, beside the buttons.
    let from = rect.left() + gutter_width(rect.width()).max(16.0 + LEFT + 8.0);
    let left = Rect::from_min_max(rect.min + vec2(16.0, 6.0), Pos2::new(from - 8.0, rect.bottom() - 4.0));
    let right = Rect::from_min_max(Pos2::new(from, rect.top() + 6.0), rect.max - vec2(24.0, 4.0));
    ui.scope_builder(UiBuilder::new().max_rect(left).layout(Layout::top_down(Align::LEFT)), |ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 3.0);
        match many.whole() {
            Some(found) => choice_ui(ui, context, many, found, commands),
            None => making_ui(ui, context, many, commands),
        }
    });
    match &many.found {
        Some(found) if found.differs => dots_ui(ui, context, found, right, commands),
        Some(_) if many.whole().is_some() => {
            let words = context.texts.get("ensemble-certain");
            ui.painter().text(right.left_center(), Align2::LEFT_CENTER, words, small(), context.theme.quiet);
        }
        None if many.refused.is_some() => refused_ui(ui, context, many, right),
        Some(_) | None => progress_ui(ui, context, many, right),
    }
    HEIGHT
}

fn label(ui: &mut Ui, context: &ViewContext<'_>, words: String) {
    ui.label(egui::RichText::new(words).font(small()).color(context.theme.text));
}

/// Draws the number of finished runs, and a button that stops the runs.
fn making_ui(ui: &mut Ui, context: &ViewContext<'_>, many: &Many, commands: &mut Commands) {
    let (made, runs) = (text::exact(many.made), text::exact(u64::from(many.runs)));
    label(ui, context, context.texts.with("ensemble-made", &[("made", &made), ("runs", &runs)]));
    if ui.add(small_button(context.texts.get("ensemble-stop"))).clicked() {
        commands.push(Command::Window(WindowCommand::ToggleEnsemble));
    }
}

/// Says why the runs cannot be made.
fn refused_ui(ui: &mut Ui, context: &ViewContext<'_>, many: &Many, rect: Rect) {
    let Some(refused) = &many.refused else { return };
    let words = egui::RichText::new(context.texts.say(refused)).font(small()).color(context.theme.down);
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| ui.add(egui::Label::new(words).wrap()));
}

fn progress_ui(ui: &Ui, context: &ViewContext<'_>, many: &Many, rect: Rect) {
    let y = Rangef::new(rect.center().y - 2.0, rect.center().y + 2.0);
    let share = many.made as f32 / many.runs.max(1) as f32;
    let all = Rect::from_x_y_ranges(rect.x_range(), y);
    ui.painter().rect_filled(all, 2.0, context.theme.raised);
    let made = Rect::from_min_size(all.min, vec2(all.width() * share.clamp(0.0, 1.0), all.height()));
    ui.painter().rect_filled(made, 2.0, context.theme.selected);
}

/// Draws a caption for the dots, and buttons that open three of the runs: as written (seed 0), typical (the median loss) and worst.
fn choice_ui(ui: &mut Ui, context: &ViewContext<'_>, many: &Many, found: &Found, commands: &mut Commands) {
    let runs = text::exact(u64::from(many.runs));
    label(ui, context, context.texts.with("ensemble-runs", &[("runs", &runs)]));
    ui.horizontal(|ui| {
        ui.spacing_mut().button_padding = vec2(6.0, 2.0);
        let choices = [
            ("ensemble-as-written", 0),
            ("ensemble-typical", found.typical().seed),
            ("ensemble-worst", found.worst().seed),
        ];
        for (key, seed) in choices {
            let words = egui::RichText::new(context.texts.get(key)).font(small());
            if ui.add(egui::Button::new(words).selected(context.session.seed() == seed)).clicked() {
                open(context, seed, commands);
            }
        }
    })
    .response
    .on_hover_text(context.texts.get("ensemble-spread"));
}

/// Opens the run of a seed, unless it is already chosen. The baseline becomes the run as written (seed 0) or, if `seed` itself is 0,
/// the parent plan.
fn open(context: &ViewContext<'_>, seed: u64, commands: &mut Commands) {
    if seed != context.session.seed() {
        commands.push(Command::Plan(PlanCommand::SetSeed(seed)));
        commands.push(Command::Plan(PlanCommand::SetBaseline(if seed == 0 {
            Baseline::Parent
        } else {
            Baseline::Seed(0)
        })));
    }
}

fn dots_ui(ui: &Ui, context: &ViewContext<'_>, found: &Found, rect: Rect, commands: &mut Commands) {
    let theme = context.theme;
    let area = Rect::from_min_max(rect.min, rect.max - vec2(0.0, WORDS));
    let dots = Dots::new(&found.runs, area);
    let response = ui.interact(rect, ui.scope_id().with("ensemble-dots"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, context.texts.get("ensemble-dots")));
    let meant = response.hover_pos().and_then(|pointer| dots.near(pointer, REACH));

    let painter = ui.painter();
    painter.hline(area.x_range(), area.bottom() + 1.0, Stroke::new(1.0, theme.line));
    let mut mesh = Mesh::default();
    for (run, at) in found.runs.iter().zip(&dots.at) {
        let color = if run.lost_user_millisecs > found.lost.p90 { theme.degraded } else { theme.quiet };
        mesh.add_colored_rect(Rect::from_center_size(*at, vec2(DOT, DOT)), color);
    }
    painter.add(mesh);
    let shown = found.runs.iter().position(|run| run.seed == context.session.seed());
    for (index, color) in [(shown, theme.selected), (meant, theme.text)] {
        if let Some(index) = index {
            painter.circle_filled(dots.at[index], DOT + 0.5, color);
        }
    }
    words_ui(ui, context, found, &dots, rect);
    let Some(index) = meant else {
        response.on_hover_text_at_pointer(context.texts.get("ensemble-legend"));
        return;
    };
    let run = &found.runs[index];
    if response.clicked() {
        open(context, run.seed, commands);
    }
    let said = format!("{}\n{}", run_words(context, run), context.texts.get("ensemble-open"));
    response.on_hover_text_at_pointer(said);
}

fn run_words(context: &ViewContext<'_>, run: &Drawn) -> String {
    let args = [
        ("seed", run.seed.to_string()),
        ("lost", hours(context, run.lost_user_millisecs)),
        ("people", context.texts.count(run.peak_people)),
    ];
    context.texts.with("ensemble-run", &args.each_ref().map(|(name, value)| (*name, value.as_str())))
}

fn hours(context: &ViewContext<'_>, lost: u128) -> String {
    context.texts.lost_user_hours(lost)
}

/// Draws four losses below their dots, where there is room: the smallest, the median, the 90th percentile and the largest. Each one has its name,
/// unless there is room only for the number.
fn words_ui(ui: &Ui, context: &ViewContext<'_>, found: &Found, dots: &Dots, rect: Rect) {
    let lost = &found.lost;
    let least = found.runs[0].lost_user_millisecs;
    let (painter, color) = (ui.painter(), context.theme.quiet);
    let losses = [
        (lost.worst, "ensemble-most", Align2::RIGHT_BOTTOM),
        (least, "ensemble-least", Align2::LEFT_BOTTOM),
        (lost.p50, "ensemble-median", Align2::CENTER_BOTTOM),
        (lost.p90, "ensemble-p90", Align2::CENTER_BOTTOM),
    ];
    let mut placed: Vec<Rangef> = Vec::new();
    for (value, key, align) in losses {
        let at = Pos2::new(dots.x(value as f64), rect.bottom());
        let number = hours(context, value);
        let named = context.texts.with(key, &[("lost", &number)]);
        let span = |words: &str| {
            let width = text_width(painter, words.to_owned(), small());
            align.anchor_size(at, vec2(width, WORDS)).x_range()
        };
        let is_free = |words: &String| {
            let around = span(words.as_str()).expand(APART);
            placed.iter().all(|other| !around.intersects(*other))
        };
        let Some(words) = [named, number].into_iter().find(is_free) else { continue };
        placed.push(span(words.as_str()));
        let tick = rect.bottom() - WORDS..=rect.bottom() - WORDS + 4.0;
        painter.vline(at.x, tick, Stroke::new(1.0, color));
        painter.text(at, align, words, small(), color);
    }
}
