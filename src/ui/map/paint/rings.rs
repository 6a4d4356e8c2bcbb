//! Paints sites as rings. The coloured arc is the share of servers online and the dark arc is the rest. If some of the servers online do not
//! work, a thinner arc inside shows the share that works. The ring of a campus has a sector for each site.

use std::f32::consts::TAU;

use egui::{Align2, Color32, FontId, Painter, Pos2, Shape, Stroke, Vec2};

use super::sparks::freshness;
use super::{PaintedMark, fire};
use crate::model::{Id, SiteId};
use crate::recording::Subject;
use crate::ui::map::facts::SiteState;
use crate::ui::map::marks::{Mark, MarkKind};
use crate::ui::theme::TEXT_SMALL;
use crate::ui::{ViewContext, icons};
use crate::units::Level;

/// The angle at which a ring begins, in radians: at the top. The ring continues clockwise from there.
const TOP: f32 = -TAU / 4.0;
/// The width of the inner arc, and the space between it and the outer one, in points.
const INNER: f32 = 2.0;
const INNER_GAP: f32 = 1.5;

/// The width of the line of a ring with this radius, in points.
pub(super) fn width(radius: f32) -> f32 {
    (radius * 0.17).clamp(3.0, 5.5)
}

/// The range of angles of a ring that represents one site, in radians.
pub struct Sector {
    from: f32,
    until: f32,
}

/// The sectors of the sites of a mark. Their sizes are in proportion to the servers, but no sector is too narrow to be visible.
pub fn sectors(mark: &Mark, servers: impl Fn(usize) -> u64) -> Vec<Sector> {
    let count = mark.sites.len();
    if count == 1 || matches!(mark.kind, MarkKind::Group(_)) {
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

/// The index of the sector in this direction from the middle of the ring.
pub fn sector_at(sectors: &[Sector], direction: Vec2) -> usize {
    let angle = TOP + (direction.angle() - TOP).rem_euclid(TAU);
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

/// Paints the ring of a mark.
pub(super) fn paint(painter: &Painter, context: &ViewContext<'_>, painted: PaintedMark<'_>) {
    let PaintedMark { mark, state, centre } = painted;
    let (theme, all) = (context.theme, &state.all);
    let seed = mark.sites[0].index() as u32;
    let width = width(mark.radius);
    let middle_radius = mark.radius - width / 2.0;
    let inner_radius = mark.radius - width - INNER_GAP - INNER / 2.0;
    if all.burns() {
        fire::behind(painter, context, centre, mark.radius, seed);
    }
    painter.circle_filled(centre, mark.radius + 1.0, theme.panel.gamma_multiply(if all.burns() { 0.55 } else { 0.96 }));
    let sectors = sectors(mark, |i| state.sites[i].servers);
    let is_one_sector = sectors.len() != state.sites.len();
    for (index, sector) in sectors.iter().enumerate() {
        let own = if is_one_sector { all } else { &state.sites[index] };
        let at_share = |share: f32| sector.from + (sector.until - sector.from) * share;
        let online = part_angle(own.online, own, sector, mark.radius);
        if online < sector.until - 0.001 {
            arc(painter, centre, middle_radius, [online, sector.until], Stroke::new(width, burnt(context)));
        }
        arc(painter, centre, middle_radius, [sector.from, online], Stroke::new(width, theme.level(own.level())));
        let sites = if is_one_sector { &mark.sites[..] } else { &mark.sites[index..=index] };
        if let Some(change) = fresh_change(context, sites) {
            // Servers that have just gone dark are painted in the colour of embers, and servers that have just come online in a bright colour.
            let was = at_share(change.online_before as f32 / own.servers.max(1) as f32);
            let colour = if was > online { theme.heart_of_fire() } else { theme.text };
            let stroke = Stroke::new(width, colour.gamma_multiply(change.freshness));
            arc(painter, centre, middle_radius, [was.min(online), was.max(online)], stroke);
        }
        if own.is_impaired() {
            // What is wrong with the servers or their software darkens no building, so the outer arc stays.
            let works = part_angle(own.working, own, sector, inner_radius);
            let level = Level::of(own.working_share());
            arc(painter, centre, inner_radius, [sector.from, works], Stroke::new(INNER, theme.level(level)));
            arc(painter, centre, inner_radius, [works, online], Stroke::new(INNER, theme.quiet.gamma_multiply(0.45)));
        }
    }
    paint_middle(painter, context, painted);
    if all.burns() {
        fire::over(painter, context, centre, mark.radius, seed);
    }
}

/// The angle where the part of a sector for `count` of the servers ends. If that is neither all of them nor none, both parts are wide enough
/// to be visible.
fn part_angle(count: u64, state: &SiteState, sector: &Sector, radius: f32) -> f32 {
    let share = if state.servers == 0 { 1.0 } else { count as f32 / state.servers as f32 };
    let angle = sector.from + (sector.until - sector.from) * share;
    let least = 2.5 / radius;
    if count > 0 && count < state.servers {
        angle.clamp((sector.from + least).min(sector.until), (sector.until - least).max(sector.from))
    } else {
        angle
    }
}

/// The largest number of sites of a ring for which recent changes are shown.
const MOST_WATCHED: usize = 24;

/// A recent change of the number of servers online at a ring.
struct FreshChange {
    online_before: u64,
    /// From 1 at the time of the change down to 0 shortly afterwards.
    freshness: f32,
}

/// The recent change of the servers online at `sites`; `None` if there is none, or if there are too many sites.
fn fresh_change(context: &ViewContext<'_>, sites: &[SiteId]) -> Option<FreshChange> {
    if sites.len() > MOST_WATCHED {
        return None;
    }
    let mut freshest = 0.0f32;
    let mut online_before = 0;
    for site in sites {
        let online = &context.recording.sites[*site].online;
        let index = online.index_at(context.now);
        let fresh = freshness(context, online.all()[index].0);
        freshest = freshest.max(fresh);
        online_before += online.all()[if fresh > 0.0 { index.saturating_sub(1) } else { index }].1;
    }
    (freshest > 0.0).then_some(FreshChange { online_before, freshness: freshest })
}

fn burnt(context: &ViewContext<'_>) -> Color32 {
    context.theme.burnt.lerp_to_gamma(context.theme.down, if context.theme.night { 0.22 } else { 0.0 })
}

/// Paints the middle of a ring: an icon of the active strike; otherwise an icon of the level if it is not Up; otherwise the number of
/// servers, or the number of units of a group.
fn paint_middle(painter: &Painter, context: &ViewContext<'_>, painted: PaintedMark<'_>) {
    let PaintedMark { mark, state, centre } = painted;
    let all = &state.all;
    let inner_arc = if state.sites.iter().any(SiteState::is_impaired) { INNER_GAP + INNER } else { 0.0 };
    let inner = mark.radius - width(mark.radius) - inner_arc;
    if let Some(strike) = all.strike {
        if !all.burns() {
            icons::hazard(painter, centre, (inner * 0.55).min(11.0), strike.kind, context.theme);
        }
        return;
    }
    if all.level() != Level::Up {
        icons::level(painter, centre, (inner * 0.55).clamp(4.0, 8.0), all.level(), context.theme);
        return;
    }
    let words = match mark.kind {
        MarkKind::Group(_) => mark.units.len().to_string(),
        MarkKind::Unit(_) | MarkKind::Part(_) | MarkKind::Frame(_) => context.texts.count(mark.servers),
    };
    let galley = painter.layout_no_wrap(words, FontId::proportional(TEXT_SMALL), context.theme.text);
    if galley.size().x <= 2.0 * inner - 2.0 {
        let rect = Align2::CENTER_CENTER.anchor_size(centre, galley.size());
        painter.galley(rect.min, galley, context.theme.text);
    }
}

/// Paints a halo around a selected mark, and a thinner one around a mark whose subject is hovered in any view.
pub(super) fn halo(painter: &Painter, context: &ViewContext<'_>, painted: PaintedMark<'_>) {
    let PaintedMark { mark, centre, .. } = painted;
    let has = |subject: Option<Subject>| subject.is_some_and(|subject| is_about(context, mark, subject));
    let selected = context.theme.selected;
    if has(context.session.selection()) {
        painter.circle_stroke(centre, mark.radius + 4.5, Stroke::new(2.0, selected));
    } else if has(context.session.hover()) {
        painter.circle_stroke(centre, mark.radius + 4.0, Stroke::new(1.0, selected));
    }
}

/// Whether a mark shows a subject: the subject is one of its sites, or a service or a company with servers there.
fn is_about(context: &ViewContext<'_>, mark: &Mark, subject: Subject) -> bool {
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
