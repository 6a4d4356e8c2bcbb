//! What an import has found: problems by row and column, what is assumed, and ids that were changed.

use egui::{RichText, Ui};

use super::ImportView;
use crate::import::Import;
use crate::ui::ViewContext;
use crate::ui::style::semibold;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};

/// How many things were found, in words.
pub(super) fn summary(context: &ViewContext<'_>, found: &Import) -> String {
    let count = |count: usize| context.texts.count(count as u64);
    let [services, sites, dependencies] =
        [found.counts.services, found.counts.sites, found.counts.dependencies].map(count);
    context.texts.with("import-found", &[("services", &services), ("sites", &sites), ("dependencies", &dependencies)])
}

/// How many problems stop the import, in words; `None` if there is none.
pub(super) fn problem_count(context: &ViewContext<'_>, found: &Import) -> Option<String> {
    let stopping = found.problems.iter().filter(|problem| !problem.is_skipped).count();
    let count = context.texts.count((stopping + found.more_problems) as u64);
    (stopping > 0).then(|| context.texts.with("import-stopped", &[("count", &count)]))
}

/// Draws the problems, what is to be checked, the assumptions and the changed ids.
pub(super) fn found_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &ImportView) {
    let Some(found) = view.found() else { return };
    let (texts, theme) = (context.texts, context.theme);
    let title = |ui: &mut Ui, key, count: usize, color| {
        let words = texts.with(key, &[("count", &texts.count(count as u64))]);
        ui.label(RichText::new(words).font(semibold(TEXT_BODY)).color(color));
    };
    let line = |ui: &mut Ui, words: String, color| {
        ui.label(RichText::new(words).size(TEXT_SMALL).color(color));
    };
    let problems = found.problems.len() + found.more_problems;
    let doubts = found.doubts.len() + found.more_doubts;
    if problems + doubts > 0 {
        line(ui, texts.get("import-correct").to_owned(), theme.quiet);
    }
    if problems > 0 {
        title(ui, "import-problems", problems, theme.down);
        for problem in &found.problems {
            let place = texts.say(&problem.at.saying());
            let (message, remedy) = (texts.say(&problem.message), texts.say(&problem.remedy));
            let key = if problem.is_skipped { "import-skipped" } else { "import-problem" };
            let words = [("place", place.as_str()), ("message", &message), ("remedy", &remedy)];
            line(ui, texts.with(key, &words), if problem.is_skipped { theme.quiet } else { theme.text });
        }
        ui.add_space(6.0);
    }
    if doubts > 0 {
        title(ui, "import-doubts", doubts, theme.degraded);
        for doubt in &found.doubts {
            let place = texts.say(&doubt.at.saying());
            let (message, remedy) = (texts.say(&doubt.message), texts.say(&doubt.remedy));
            let words = [("place", place.as_str()), ("message", &message), ("remedy", &remedy)];
            line(ui, texts.with("import-problem", &words), theme.text);
        }
        ui.add_space(6.0);
    }
    if !found.assumed.is_empty() && found.counts.services > 0 {
        title(ui, "import-assumed", found.assumed.len(), theme.text);
        found.assumed.iter().for_each(|assumed| line(ui, texts.say(assumed), theme.quiet));
        ui.add_space(6.0);
    }
    if !found.renamed.is_empty() {
        title(ui, "import-renamed", found.renamed.len(), theme.text);
        for renamed in &found.renamed {
            let words = [("name", renamed.name.as_str()), ("from", &renamed.from), ("to", &renamed.to)];
            line(ui, texts.with("import-renamed-line", &words), theme.quiet);
        }
    }
}
