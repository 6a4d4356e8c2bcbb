//! The dark share of the servers after a strike as a curve: its steps, and the time at which the hazard is over, can be dragged.

use egui::{Align2, Sense, Shape, Stroke, Ui};

use super::plot::{Moved, Plot, within};
use crate::file::schema::Hazard;
use crate::ui::editor::form::Form;
use crate::units::Span;
use crate::units::read_typed_span;
use crate::units::text::typed_span;

/// How much longer the axis is than the last step.
const BEYOND: f64 = 1.2;
/// The shortest axis, in seconds.
const SHORTEST: f64 = 60.0;
/// The lengths to which times are rounded while they are dragged, in seconds.
const ROUND_SECS: [i64; 8] = [1, 10, 60, 300, 900, 3_600, 21_600, 86_400];
/// An arrow key moves a point by this share.
const SHARE_STEP: f64 = 0.01;
/// A drag changes a time by at least this share of the axis.
const FINEST: f64 = 1.0 / 120.0;

/// The times of a hazard that can be read.
struct Times {
    spread: Vec<i64>,
    out: i64,
    repair: Vec<i64>,
}

impl Times {
    /// `None` if a time cannot be read. Then its field says why.
    fn of(hazard: &Hazard) -> Option<Self> {
        let secs = |text: &String| read_typed_span(text).ok().map(|span| span.0);
        let all = |steps: &[(String, f64)]| steps.iter().map(|(after, _)| secs(after)).collect::<Option<Vec<i64>>>();
        Some(Self { spread: all(&hazard.spread)?, out: secs(&hazard.out)?, repair: all(&hazard.repair)? })
    }

    fn end(&self) -> i64 {
        let spread = self.spread.iter().copied().max().unwrap_or(0);
        let repair = self.repair.iter().copied().max().unwrap_or(0);
        spread.max(self.out.saturating_add(repair))
    }
}

/// The time axis of the curve.
#[derive(Clone, Copy)]
struct Axis {
    plot: Plot,
    secs: f64,
}

impl Axis {
    /// The length to which times are rounded.
    fn round(self) -> i64 {
        let least = self.secs * FINEST;
        ROUND_SECS.into_iter().find(|round| *round as f64 >= least).unwrap_or(ROUND_SECS[ROUND_SECS.len() - 1])
    }

    /// The time and share to which a point at `before` is moved.
    fn moved(self, (secs, share): (i64, f64), moved: Moved) -> (i64, f64) {
        let round = self.round();
        match moved {
            Moved::To(at) => {
                let [x, y] = self.plot.shares(at);
                ((x * self.secs / round as f64).round() as i64 * round, (y * 100.0).round() / 100.0)
            }
            Moved::By([right, down]) => {
                let share = ((share - f64::from(down) * SHARE_STEP) * 1_000.0).round() / 1_000.0;
                (secs + i64::from(right) * round, share)
            }
        }
    }
}

/// Draws the curve, and changes the hazard if a point of it is moved. Its space is empty while a time cannot be read.
pub fn hazard_curve_ui(ui: &mut Ui, form: &mut Form<'_>, hazard: &mut Hazard) {
    let Some(times) = Times::of(hazard) else {
        Plot::leave_space(ui);
        return;
    };
    let (plot, _) = Plot::new(ui, form, form.text("curve-hazard"), Sense::hover());
    let axis = Axis { plot, secs: axis_secs(ui, times.end()) };
    paint(ui, form, axis, hazard, &times);
    steps_ui(ui, form, axis, ("spread", 0), (&mut hazard.spread, &times.spread));
    steps_ui(ui, form, axis, ("repair", times.out), (&mut hazard.repair, &times.repair));
    let at = plot.pos(times.out as f64 / axis.secs, 0.0);
    let label = form.label("out");
    if let Some(moved) = plot.point(ui, form, ("out", label), at) {
        let (secs, _) = axis.moved((times.out, 0.0), moved);
        hazard.out = typed_span(Span(secs.max(0)));
    }
}

/// The length of the axis. It stays as it is while a point is dragged, because otherwise the point would run away from the pointer.
fn axis_secs(ui: &Ui, end: i64) -> f64 {
    let id = ui.scope_id().with("axis");
    let is_held = ui.input(|input| input.pointer.any_down());
    let kept = ui.data(|data| data.get_temp::<f64>(id)).filter(|_| is_held);
    let secs = kept.unwrap_or_else(|| (end as f64 * BEYOND).max(SHORTEST));
    ui.data_mut(|data| data.insert_temp(id, secs));
    secs
}

/// The points of the steps of a field, whose times count from `from`.
fn steps_ui(
    ui: &Ui,
    form: &mut Form<'_>,
    axis: Axis,
    (field, from): (&str, i64),
    (steps, times): (&mut [(String, f64)], &[i64]),
) {
    let label = form.label(field);
    for index in 0..steps.len() {
        let (secs, share) = (times[index], steps[index].1);
        let at = axis.plot.pos((from + secs) as f64 / axis.secs, share);
        let number = (index + 1).to_string();
        let name = form.context.texts.with("curve-point", &[("what", label), ("number", &number)]);
        let Some(moved) = axis.plot.point(ui, form, (field, &name), at) else { continue };
        let (after, share) = axis.moved((from + secs, share), moved);
        // A step stays between its neighbours.
        let least = index.checked_sub(1).map_or(0, |before| times[before] + 1);
        let most = times.get(index + 1).map_or(i64::MAX, |next| next - 1);
        let after = (after - from).clamp(least.min(most), most);
        let lighter = |index: usize| steps.get(index).map(|step| step.1);
        let share = if field == "repair" {
            let darkest = index.checked_sub(1).and_then(lighter).unwrap_or(1.0);
            // The neighbours may be wrong, so they are no range.
            within(share.max(lighter(index + 1).unwrap_or(0.0)).min(darkest))
        } else {
            within(share)
        };
        if after != secs {
            steps[index].0 = typed_span(Span(after));
        }
        steps[index].1 = share;
    }
}

/// Paints the dark share over time, and the time at which the hazard is over.
fn paint(ui: &Ui, form: &Form<'_>, axis: Axis, hazard: &Hazard, times: &Times) {
    let (theme, texts, plot) = (form.context.theme, form.context.texts, axis.plot);
    let spread = times.spread.iter().copied().zip(hazard.spread.iter().map(|step| step.1));
    let repair = times.repair.iter().map(|after| times.out + after).zip(hazard.repair.iter().map(|step| step.1));
    let mut steps: Vec<(i64, f64)> = spread.chain(repair).collect();
    steps.sort_by_key(|(at, _)| *at);
    let mut share = 0.0;
    let mut line = vec![plot.pos(0.0, 0.0)];
    for (at, next) in steps {
        let x = at as f64 / axis.secs;
        line.extend([plot.pos(x, share), plot.pos(x, next)]);
        share = next;
    }
    line.push(plot.pos(1.0, share));
    let floor = plot.inside.bottom();
    for pair in line.windows(2) {
        let area = egui::Rect::from_two_pos(pair[0], egui::pos2(pair[1].x, floor));
        ui.painter().rect_filled(area, 0.0, theme.down.gamma_multiply(0.18));
    }
    ui.painter().add(Shape::line(line, Stroke::new(2.0, theme.down)));
    let out = plot.pos(times.out as f64 / axis.secs, 0.0).x;
    let dashes = [egui::pos2(out, plot.inside.top()), egui::pos2(out, floor)];
    ui.painter().extend(Shape::dashed_line(&dashes, Stroke::new(1.0, theme.quiet), 4.0, 3.0));
    plot.label(ui, form, Align2::RIGHT_TOP, form.text("curve-all-dark"));
    plot.label(ui, form, Align2::LEFT_BOTTOM, form.text("curve-strike"));
    plot.label(ui, form, Align2::RIGHT_BOTTOM, &texts.span(Span(axis.secs as i64)));
}
