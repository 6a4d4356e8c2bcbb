//! The comparison of the chosen run with the baseline: when and why the two runs diverge, and in numbers what each run costs everybody,
//! each company and each service.

mod cells;
mod controls;
mod head;
mod headings;
mod heights;
mod lines;
mod sort;
mod table;

use egui::{Rangef, Rect, RichText, ScrollArea, Ui, UiBuilder};

use self::head::HeadArea;
use self::heights::Heights;
use self::lines::{Content, Lines, LinesKey};
use self::sort::Sort;
use self::table::TableArea;
use super::ViewContext;
use super::time_axis::Canvas;
use crate::memo::Memo;
use crate::session::{Baseline, Commands};

/// Free space at the left of the sentences and the table, in points.
const PAD: f32 = 12.0;

/// The state of the comparison between frames.
#[derive(Debug, Default)]
pub struct CompareView {
    sort: Sort,
    lines: Memo<LinesKey, Lines>,
    /// Whether the sentences below the title are shown although there is little room.
    shows_why: bool,
    /// The last baseline, if it had another seed than the chosen run.
    seeded: Option<Seeded>,
}

/// A baseline with another seed than the chosen run.
#[derive(Debug)]
struct Seeded {
    /// The number of the document.
    document: u64,
    /// The name of its plan; `None` for the chosen plan.
    plan: Option<String>,
    seed: u64,
}

impl CompareView {
    /// Notes the baseline, so that it can be offered again when the person has stopped comparing. Called in each frame.
    pub(in crate::ui) fn note_baseline(&mut self, context: &ViewContext<'_>) {
        let session = context.session;
        let Some(run) = session.baseline().filter(|_| !session.is_baseline_file()) else { return };
        self.seeded = (run.seed != session.seed()).then(|| Seeded {
            document: session.document_number(),
            plan: session.baseline_plan().map(|index| session.plans()[index].name.clone()),
            seed: run.seed,
        });
    }

    /// The baseline with a seed of its own that there was until the person has stopped comparing, and what the list calls it. `None` if there is
    /// a baseline. All other baselines are in the list anyway.
    fn offered(&self, context: &ViewContext<'_>) -> Option<(Baseline, String)> {
        let (session, texts) = (context.session, context.texts);
        let seeded = self.seeded.as_ref().filter(|seeded| seeded.document == session.document_number())?;
        if session.baseline().is_some() || seeded.seed == session.seed() {
            return None;
        }
        let seed = seeded.seed.to_string();
        let Some(name) = &seeded.plan else {
            return Some((Baseline::Seed(seeded.seed), texts.with("compare-seed", &[("seed", &seed)])));
        };
        let index = session.plans().iter().position(|plan| plan.name == *name);
        let index = index.filter(|index| *index != session.chosen())?;
        let plan = context.plan_name(&session.plans()[index].name);
        let run = texts.with("run-of-seed", &[("plan", plan), ("seed", &seed)]);
        Some((Baseline::PlanWithSeed(index, seeded.seed), texts.with("compare-plan", &[("plan", &run)])))
    }
}

/// Draws the panel into the rows below the flags.
pub(in crate::ui) fn compare_ui(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    body: Rangef,
    view: &mut CompareView,
    commands: &mut Commands,
) {
    let context = canvas.context;
    let gutter = Rangef::new(canvas.gutter.min + 12.0, canvas.gutter.max - 12.0);
    let offered = view.offered(context);
    controls::controls_ui(ui, context, Rect::from_x_y_ranges(gutter, body), offered.as_ref(), commands);
    let heights = Heights::of(body.span());
    let room =
        Rect::from_x_y_ranges(canvas.axis.edges.min + PAD..=canvas.margin.max, body.min + heights.above..=body.max);
    let Some(comparison) = context.session.comparison() else {
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).id_salt("compare-nothing"));
        ui.centered_and_justified(|ui| {
            ui.label(RichText::new(context.texts.get("compare-nothing")).color(context.theme.quiet))
        });
        return;
    };
    let key = LinesKey::new(context, view.sort);
    let lines = &*view.lines.get(key, || Lines::new(context, comparison, view.sort));
    let names = context.names();
    let content = Content { comparison, lines, names: &names };
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(room).id_salt("compare-table"));
    ui.shrink_clip_rect(room);
    ui.spacing_mut().item_spacing.y = 0.0;
    // The sentences scroll with the table, so that a low window has room for the table.
    let scroll = ScrollArea::vertical().auto_shrink(false).id_salt("compare-rows");
    scroll.show_viewport(ui, |ui, _| {
        let page = ui.max_rect().intersect(Rect::everything_left_of(canvas.margin.max - 20.0));
        let shows_why = heights.folds.then_some(&mut view.shows_why);
        let below = head::head_ui(ui, context, content, HeadArea { room: page, heights }, shows_why, commands);
        let shown = page.with_min_y(room.top()).with_max_y(room.bottom());
        let area = TableArea { room: page.with_min_y(below), shown, heights };
        table::table_ui(ui, context, content, area, &mut view.sort, commands);
    });
}
