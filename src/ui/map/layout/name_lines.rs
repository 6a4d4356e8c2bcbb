//! The lines of text beside a mark: its name, the active strike, and how many of its servers are online.

use std::cmp::Reverse;
use std::sync::Arc;

use egui::{Galley, Painter, Vec2, vec2};

use crate::model::{HazardId, ServiceId};
use crate::ui::ViewContext;
use crate::ui::map::facts::{RunFacts, SiteState, is_ever_out, short_of_servers, strike_words};
use crate::ui::map::marks::{Mark, MarkKind};
use crate::ui::map::words;
use crate::ui::theme::{TEXT_BODY, TEXT_SMALL};
use crate::units::{Level, Span};

/// A length of time whose text is at least as wide as that of any other length of time.
const WIDE: Span = Span(23 * 3_600 + 58 * 60);

/// One line of a name.
#[derive(Clone, Debug)]
pub struct TextLine {
    pub words: String,
    pub tone: Tone,
}

/// The role of a line, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Name,
    Quiet,
    Burning,
    Level(Level),
}

impl TextLine {
    fn quiet(words: String) -> Self {
        Self { words, tone: Tone::Quiet }
    }
}

/// The name of a mark. For a group it is the name of its largest unit and the number of its other units.
pub fn mark_name(context: &ViewContext<'_>, facts: &RunFacts, mark: &Mark) -> String {
    match mark.kind {
        MarkKind::Part(site) => context.localized.site_name(site).to_owned(),
        MarkKind::Unit(unit) | MarkKind::Group(unit) | MarkKind::Frame(unit) => {
            let name = facts.units[unit].name(context);
            if mark.units.len() == 1 {
                return name.to_owned();
            }
            let others = (mark.units.len() - 1).to_string();
            context.texts.with("map-group", &[("name", name), ("others", &others)])
        }
    }
}

/// The lines of text beside a mark at the moment that is shown: its name and up to two more lines.
pub fn lines_now(context: &ViewContext<'_>, facts: &RunFacts, mark: &Mark, all: &SiteState) -> Vec<TextLine> {
    let mut lines = vec![TextLine { words: mark_name(context, facts, mark), tone: Tone::Name }];
    if matches!(mark.kind, MarkKind::Frame(_)) {
        return lines;
    }
    let is_whole = all.online == all.servers && !all.is_impaired();
    if let Some(words) = all.strike_line(context) {
        lines.push(TextLine { words, tone: Tone::Burning });
    }
    if !is_whole {
        let tone = if all.strike.is_some() {
            Tone::Quiet
        } else {
            Tone::Level(all.level().min(Level::of(all.working_share())))
        };
        lines.push(TextLine { words: all.map_line(context), tone });
    } else if lines.len() == 1 {
        let unit = &facts.units[mark.units[0]];
        let is_unit = matches!(mark.kind, MarkKind::Unit(_));
        let short = if is_unit && all.servers > 0 { short_of_servers(context, &unit.residents) } else { None };
        if let Some(short) = short {
            lines.push(TextLine::quiet(short_words(context, short)));
        } else if let (true, Some(operator)) = (is_unit, unit.operator(context)) {
            lines.push(TextLine::quiet(operator.to_owned()));
        }
    }
    lines
}

/// The lines of text that a mark can have in this run, each with its longest text. The layout reserves space for them.
pub fn widest_lines(context: &ViewContext<'_>, facts: &RunFacts, mark: &Mark) -> Vec<TextLine> {
    let mut lines = vec![TextLine { words: mark_name(context, facts, mark), tone: Tone::Name }];
    if matches!(mark.kind, MarkKind::Frame(_)) {
        return lines;
    }
    let longest = |words: &String| words.chars().count();
    if facts.run.is_any_struck(&mark.sites) || mark.sites.iter().any(|site| context.run.has_impaired_at(*site)) {
        let strikes = mark.sites.iter().flat_map(|site| context.run.strikes_at(*site));
        let mut hazards: Vec<HazardId> = strikes.map(|strike| strike.hazard).collect();
        hazards.sort_unstable();
        hazards.dedup();
        let struck = hazards.into_iter().map(|hazard| strike_words(context, hazard, WIDE));
        let is_ever_impaired = mark.sites.iter().any(|site| context.run.has_impaired_at(*site));
        // A line that also names the working servers is longer, and one of a site that is not wholly online too.
        let online = mark.servers.saturating_sub(u64::from(facts.run.is_any_struck(&mark.sites)));
        let working = online.saturating_sub(u64::from(is_ever_impaired));
        let worst = SiteState { servers: mark.servers, online, working, strike: None };
        let mut below = vec![worst.map_line(context)];
        below.extend(struck.max_by_key(longest));
        // The longer line is first, so that a space for only one line is wide enough for either of them.
        below.sort_by_key(|words| Reverse(longest(words)));
        lines.extend(below.into_iter().map(TextLine::quiet));
        return lines;
    }
    if matches!(mark.kind, MarkKind::Unit(_)) {
        let unit = &facts.units[mark.units[0]];
        let ever_short = unit.residents.iter().filter(|one| mark.servers > 0 && is_ever_out(context, **one));
        let short = ever_short.map(|one| short_words(context, *one)).max_by_key(longest);
        let words = short.into_iter().chain(unit.operator(context).map(str::to_owned));
        lines.extend(words.max_by_key(longest).map(TextLine::quiet));
    }
    lines
}

/// That everything here is online, but a service at home here has too few servers: it runs elsewhere too, or it never had enough.
fn short_words(context: &ViewContext<'_>, service: ServiceId) -> String {
    context.texts.with("map-short", &[("service", context.localized.service_name(service))])
}

/// Lays out one line that is at most `widest` points wide.
pub fn lay_out_line(painter: &Painter, line: &TextLine, widest: f32) -> Arc<Galley> {
    match line.tone {
        Tone::Name => words::name_within(painter, &line.words, TEXT_BODY, widest),
        Tone::Quiet | Tone::Burning | Tone::Level(_) => words::within(painter, &line.words, TEXT_SMALL, widest),
    }
}

/// The size of a name with these lines.
pub fn name_size(painter: &Painter, lines: &[TextLine]) -> Vec2 {
    let sizes = lines.iter().map(|line| lay_out_line(painter, line, words::WIDEST).size());
    sizes.fold(Vec2::ZERO, |all, one| vec2(all.x.max(one.x), all.y + one.y))
}
