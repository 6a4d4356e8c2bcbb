//! Sites as rings: the arc is the share lit, the dark part burnt. A place is one ring with a sector for each of its sites.

use std::f32::consts::TAU;

use egui::{Align2, Color32, FontId, Painter, Pos2, Shape, Stroke, Vec2};

use super::marks::{Mark, What};
use super::state::SiteState;
use super::{fire, travel};
use crate::model::{Id, SiteId};
use crate::recording::Subject;
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, icons};
use crate::units::{Level, WHOLE};

/// Where a ring begins: at the top, and on clockwise.
const TOP: f32 = -TAU / 4.0;

/// Width of a ring of this radius.
pub(super) fn width(radius: f32) -> f32 {
    (radius * 0.17).clamp(3.0, 5.5)
}

/// A stretch of a ring that stands for one site.
pub(super) struct Sector {
    from: f32,
    until: f32,
}

/// The sectors of the sites of a mark, by their servers, none too narrow to be seen.
pub(super) fn sectors(mark: &Mark, servers: impl Fn(usize) -> u64) -> Vec<Sector> {
    let count = mark.sites.len();
    if count == 1 || matches!(mark.what, What::Group(_)) {
        return vec![Sector { from: TOP, until: TOP + TAU }];
    }
    let gap = (3.5 / mark.radius).min(TAU / count as f32 / 4.0);
    let least = (0.3 / count as f32).min(0.06);
    let total: f32 = (0..count).map(|i| (servers(i) as f32 / mark.servers.max(1) as f32).max(least)).sum();
    let mut from = TOP;
    (0..count)
        .map(|i| {
            let share = (servers(i) as f32 / mark.servers.max(1) as f32).max(least) / total;
            let until = from + share * TAU;
            let sector = Sector { from: from + gap / 2.0, until: until - gap / 2.0 };
            from = until;
            sector
        })
        .collect()
}

/// Which of `count` sectors lies in the direction of `way`.
pub(super) fn sector_at(sectors: &[Sector], way: Vec2) -> usize {
    let angle = TOP + (way.angle() - TOP).rem_euclid(TAU);
    sectors.iter().position(|sector| angle <= sector.until + 0.05).unwrap_or(0)
}

fn arc(painter: &Painter, centre: Pos2, radius: f32, [from, until]: [f32; 2], stroke: Stroke) {
    if until - from <= 0.001 {
        return;
    }
    if until - from >= TAU - 0.001 {
        painter.circle_stroke(centre, radius, stroke);
        return;
    }
    let steps = ((until - from) * (radius + 8.0) / 3.0).ceil().clamp(2.0, 72.0) as u16;
    let at = |i: u16| centre + radius * Vec2::angled(from + (until - from) * f32::from(i) / f32::from(steps));
    painter.add(Shape::line((0..=steps).map(at).collect(), stroke));
}

/// Paints a mark whose middle is at `centre`.
pub(super) fn paint(
    painter: &Painter,
    context: &ViewContext<'_>,
    mark: &Mark,
    states: &[SiteState],
    all: &SiteState,
    centre: Pos2,
) {
    let theme = context.theme;
    let seed = mark.sites[0].index() as u32;
    let width = width(mark.radius);
    let middle_radius = mark.radius - width / 2.0;
    if all.burns() {
        fire::behind(painter, context, centre, mark.radius, seed);
    }
    painter.circle_filled(centre, mark.radius + 1.0, theme.panel.gamma_multiply(if all.burns() { 0.55 } else { 0.96 }));
    let sectors = sectors(mark, |i| states[i].servers);
    let grouped = sectors.len() != states.len();
    for (index, sector) in sectors.iter().enumerate() {
        let state = if grouped { all } else { &states[index] };
        let at_share = |share: f32| sector.from + (sector.until - sector.from) * share;
        let online = at_share(state.share() as f32 / WHOLE as f32);
        // A share that is not all and not nothing is seen as such, however small.
        let least = 2.5 / mark.radius;
        let online = if state.online > 0 && state.online < state.servers {
            online.clamp((sector.from + least).min(sector.until), (sector.until - least).max(sector.from))
        } else {
            online
        };
        if online < sector.until - 0.001 {
            arc(painter, centre, middle_radius, [online, sector.until], Stroke::new(width, burnt(context)));
        }
        arc(
            painter,
            centre,
            middle_radius,
            [sector.from, online],
            Stroke::new(width, theme.level(online_level(state))),
        );
        let sites = if grouped { &mark.sites[..] } else { &mark.sites[index..=index] };
        if let Some((before, fresh)) = online_before_change(context, sites) {
            // What goes out glows before it is dark, and what comes on flares up.
            let was = at_share(before as f32 / state.servers.max(1) as f32);
            let colour = if was > online { theme.heart_of_fire() } else { theme.text };
            let stroke = Stroke::new(width, colour.gamma_multiply(fresh));
            arc(painter, centre, middle_radius, [was.min(online), was.max(online)], stroke);
        }
    }
    heart(painter, context, mark, all, centre);
    if all.burns() {
        fire::over(painter, context, centre, mark.radius, seed);
    }
}

/// Sites of one ring whose light is watched.
const MOST_WATCHED: usize = 24;

/// How many servers of `sites` had light before what has just changed, and how fresh that is.
fn online_before_change(context: &ViewContext<'_>, sites: &[SiteId]) -> Option<(u64, f32)> {
    if sites.len() > MOST_WATCHED {
        return None;
    }
    let mut freshest = 0.0f32;
    let mut before = 0;
    for site in sites {
        let online = &context.recording.sites[*site].online;
        let index = online.index_at(context.now);
        let fresh = travel::freshness(context, online.all()[index].0);
        freshest = freshest.max(fresh);
        before += online.all()[if fresh > 0.0 { index.saturating_sub(1) } else { index }].1;
    }
    (freshest > 0.0).then_some((before, freshest))
}

fn burnt(context: &ViewContext<'_>) -> Color32 {
    context.theme.burnt.lerp_to_gamma(context.theme.down, if context.theme.night { 0.22 } else { 0.0 })
}

/// The level of a site's light. A site without servers has none to lose.
fn online_level(state: &SiteState) -> Level {
    state.level()
}

/// What stands in the middle of a ring: what is under way, else how it is, else how large it is.
fn heart(painter: &Painter, context: &ViewContext<'_>, mark: &Mark, all: &SiteState, centre: Pos2) {
    let inner = mark.radius - width(mark.radius);
    if let Some((kind, _)) = all.strike {
        if !all.burns() {
            icons::hazard(painter, centre, (inner * 0.55).min(11.0), kind, context.theme);
        }
        return;
    }
    if all.level() != Level::Up {
        icons::level(painter, centre, (inner * 0.55).clamp(4.0, 8.0), all.level(), context.theme);
        return;
    }
    let words = match mark.what {
        What::Group(_) => mark.units.len().to_string(),
        What::Unit(_) | What::Part(_) | What::Frame(_) => context.texts.count(mark.servers),
    };
    let galley = painter.layout_no_wrap(words, FontId::proportional(TEXT_SMALL), context.theme.text);
    if galley.size().x <= 2.0 * inner - 2.0 {
        let rect = Align2::CENTER_CENTER.anchor_size(centre, galley.size());
        painter.galley(rect.min, galley, context.theme.text);
    }
}

/// A halo around what is selected, and a thinner one around what is under the pointer anywhere.
pub(super) fn halo(painter: &Painter, context: &ViewContext<'_>, mark: &Mark, centre: Pos2) {
    let has = |subject: Option<Subject>| subject.is_some_and(|subject| stands_for(context, mark, subject));
    let selected = context.theme.selected;
    if has(context.session.selection()) {
        painter.circle_stroke(centre, mark.radius + 4.5, Stroke::new(2.0, selected));
    } else if has(context.session.hover()) {
        painter.circle_stroke(centre, mark.radius + 4.0, Stroke::new(1.0, selected));
    }
}

/// Whether something else on the screen is also about this mark: its sites, or the servers of a service or of a company.
fn stands_for(context: &ViewContext<'_>, mark: &Mark, subject: Subject) -> bool {
    let runs_here = |service| {
        let service = &context.world.services[service];
        service.on.iter().chain(&service.standby).any(|(site, _)| mark.sites.contains(site))
    };
    match subject {
        Subject::World => false,
        Subject::Site(site) => mark.sites.contains(&site),
        Subject::Service(service) => runs_here(service),
        Subject::Company(company) => {
            context.world.services.iter().any(|(id, service)| service.company == Some(company) && runs_here(id))
        }
    }
}
