//! The facts about a world that the dependency view uses: the lines between services, the layout, and which service depends on which.
//! They are computed once per world, not once per frame.

use egui::{Pos2, Rect};

use super::layout::{BOX, Edge, Layout, layout};
use super::routes::{Boxes, Ends, Route};
use crate::model::{Id, Scenario, ServiceId, reached};
use crate::ui::{ViewContext, service_words};
use crate::units::{Level, Permille, WHOLE};

/// The weight of a failover dependency, in permille: the same as if half of the requests depended on the service.
const SWITCH_WEIGHT: u32 = 500;
/// The distance of a joint below its box, and from a joint to the next of the same box, in points at scale 1.
pub(super) const JOINT: [f32; 2] = [11.0, 30.0];

/// The kind of dependency that a line represents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An ordinary dependency. Holds its index in the list of dependencies of `Line::user`.
    Dependency(usize),
    /// The failover of `Line::user` depends on `Line::needed`.
    Switch,
}

/// A line of the view. It joins the service `needed` with the service `user`, which depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub user: ServiceId,
    pub needed: ServiceId,
    pub kind: Kind,
    /// The share of the requests to `user` that depend on `needed`; `SWITCH_WEIGHT` for a failover.
    pub weight: Permille,
    /// The group of alternatives of `user` to which the dependency belongs; `None` if it belongs to none.
    pub alternatives: Option<u32>,
    /// Whether `user` has the dependency only while it runs on its primary.
    pub primary: bool,
}

/// A group of alternatives: the lines to its members meet below the box of `user`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joint {
    pub user: ServiceId,
    /// The index of the group among the groups of `user`.
    pub group: u32,
    /// The number of groups of `user`.
    pub groups: u32,
    /// Whether `user` has other dependencies too, whose lines end in the middle of its box.
    pub has_others: bool,
    /// The indices of the lines of its members.
    pub lines: Vec<usize>,
}

impl Line {
    /// The best level that `user` can have at the playhead, as far as this dependency decides.
    pub(super) fn level(&self, context: &ViewContext<'_>) -> Level {
        if self.primary && service_words::is_failed_over(context, self.user) {
            return Level::Up;
        }
        let health = *context.recording.services[self.needed].health.at(context.now);
        match self.kind {
            Kind::Dependency(index) => {
                let dependency = context.world.services[self.user].dependencies.get(index);
                Level::of(dependency.map_or(WHOLE, |dependency| dependency.lets_through(health)))
            }
            // A failover works if the health of the service that it depends on is at least 500 permille.
            Kind::Switch => Level::of(if health >= WHOLE / 2 { WHOLE } else { 0 }),
        }
    }
}

/// The facts about one world, and the layout for one aspect ratio. The routes of the lines are found later, some in each frame.
#[derive(Clone, Debug)]
pub(super) struct Known {
    aspect: f32,
    pub(super) lines: Vec<Line>,
    pub(super) joints: Vec<Joint>,
    pub(super) layout: Layout,
    /// The boxes around which lines go.
    boxes: Boxes,
    /// The routes of the first lines: those that were found.
    routes: Vec<Route>,
    /// For each service, the indices of the lines to its dependencies (`below`) and of the lines to its dependents (`above`).
    below: Vec<Vec<usize>>,
    above: Vec<Vec<usize>>,
    /// All services, sorted by the number of their users, the largest number first.
    pub(super) by_users: Vec<ServiceId>,
}

impl Known {
    /// Computes the facts about a world. If the lines and the aspect ratio are equal to those of `before`, the layout of `before` is
    /// kept, so that no box and no line moves.
    pub(super) fn new(world: &Scenario, aspect: f32, before: Option<&Self>) -> Self {
        let lines = lines(world);
        let services = world.services.len();
        let is_same = |before: &&Self| {
            before.lines == lines && before.below.len() == services && before.aspect.to_bits() == aspect.to_bits()
        };
        let kept = before.filter(is_same);
        let layout = kept.map_or_else(|| layout(services, &edges(&lines), aspect), |before| before.layout.clone());
        let (mut below, mut above) = (vec![Vec::new(); services], vec![Vec::new(); services]);
        for (index, line) in lines.iter().enumerate() {
            below[line.user.index()].push(index);
            above[line.needed.index()].push(index);
        }
        let mut by_users: Vec<ServiceId> = world.services.ids().collect();
        by_users.sort_by_key(|id| std::cmp::Reverse(world.services[*id].users));
        let joints = joints(world, &lines, &below);
        let boxes = kept.map_or_else(|| Boxes::new(&layout), |before| before.boxes.clone());
        let routes = kept.filter(|before| before.joints == joints).map(|before| before.routes.clone());
        let routes = routes.unwrap_or_default();
        Self { aspect, lines, joints, layout, boxes, routes, below, above, by_users }
    }

    /// Whether the routes of all lines were found.
    pub(super) const fn has_all_routes(&self) -> bool {
        self.routes.len() == self.lines.len()
    }

    /// Finds the routes of the next lines, at most `most`. Lines whose routes were not found yet are plain curves.
    pub(super) fn find_routes(&mut self, most: usize) {
        let first = self.routes.len();
        let next = self.lines.iter().enumerate().skip(first).take(most);
        let found = next.map(|(index, line)| Route::of(&self.layout, &self.boxes, &self.ends(line), index));
        let found: Vec<Route> = found.collect();
        self.routes.extend(found);
    }

    /// The points in the layout of the line with this index, as it is drawn at this scale. A curve consists of about `steps` straight pieces.
    pub(super) fn points(&self, index: usize, scale: f32, steps: u8) -> Vec<Pos2> {
        let ends = self.ends(&self.lines[index]);
        self.routes.get(index).unwrap_or(&Route::Plain).points(&self.layout, &ends, scale, steps)
    }

    /// A rectangle of the layout that contains the line with this index, as it is drawn at this scale.
    pub(super) fn bounds(&self, index: usize, scale: f32) -> Rect {
        let ends = self.ends(&self.lines[index]);
        self.routes.get(index).unwrap_or(&Route::Plain).bounds(&self.layout, &ends, scale)
    }

    /// The ends of a line.
    fn ends(&self, line: &Line) -> Ends {
        let joint = self.joint_of(line).map(|joint| self.joint_at(joint));
        Ends { needed: line.needed.index(), user: line.user.index(), joint }
    }

    /// The position in the layout of the point at which the lines of alternatives meet.
    pub(super) fn joint_at(&self, joint: &Joint) -> [f32; 2] {
        let [x, y] = self.layout.at[joint.user.index()];
        let middle = (joint.groups as f32 - 1.0) / 2.0;
        // The middle of the box belongs to the lines of other dependencies.
        let others = if joint.has_others { middle + 1.0 } else { 0.0 };
        let aside = joint.group as f32 - middle - others;
        [x + aside * JOINT[1], y + BOX[1] / 2.0 + JOINT[0]]
    }

    /// The joint at which a line ends; `None` if its dependency is no alternative.
    fn joint_of(&self, line: &Line) -> Option<&Joint> {
        let group = line.alternatives?;
        // The joints are sorted by service and group.
        let index = self.joints.binary_search_by_key(&(line.user, group), |joint| (joint.user, joint.group)).ok()?;
        Some(&self.joints[index])
    }

    /// Whether `user` depends on `needed` directly; a failover does not count.
    pub(super) fn depends_directly(&self, user: ServiceId, needed: ServiceId) -> bool {
        let mut lines = self.below[user.index()].iter().map(|index| &self.lines[*index]);
        lines.any(|line| line.needed == needed && matches!(line.kind, Kind::Dependency(_)))
    }

    /// Whether `user` depends on `needed`, directly or over other services; a failover does not count.
    pub(super) fn depends(&self, user: ServiceId, needed: ServiceId) -> bool {
        let below = reached(&[user], self.below.len(), |next| {
            let lines = self.below[next.index()].iter().map(|index| &self.lines[*index]);
            lines.filter(|line| matches!(line.kind, Kind::Dependency(_))).map(|line| line.needed)
        });
        below[needed.index()]
    }

    /// The direct and indirect dependencies and dependents of `service`. Both sets include `service` itself.
    pub(super) fn touched(&self, service: ServiceId) -> Touched {
        let reach = |ways: &[Vec<usize>], end: fn(&Line) -> ServiceId| {
            reached(&[service], ways.len(), |next| ways[next.index()].iter().map(move |index| end(&self.lines[*index])))
        };
        Touched { below: reach(&self.below, |line| line.needed), above: reach(&self.above, |line| line.user) }
    }
}

/// For each service, whether it is among the direct and indirect dependencies (`below`) or dependents (`above`) of one service.
#[derive(Clone, Debug)]
pub(super) struct Touched {
    below: Vec<bool>,
    above: Vec<bool>,
}

impl Touched {
    pub(super) fn has(&self, service: ServiceId) -> bool {
        self.below[service.index()] || self.above[service.index()]
    }

    /// Whether a line joins two of the dependencies or two of the dependents.
    pub(super) fn has_line(&self, line: &Line) -> bool {
        let both = |side: &[bool]| side[line.user.index()] && side[line.needed.index()];
        both(&self.below) || both(&self.above)
    }
}

fn lines(world: &Scenario) -> Vec<Line> {
    let mut lines = Vec::new();
    for (user, service) in world.services.iter() {
        for (index, dependency) in service.dependencies.iter().enumerate() {
            let kind = Kind::Dependency(index);
            lines.push(Line {
                user,
                needed: dependency.service,
                kind,
                weight: dependency.weight,
                alternatives: dependency.any,
                primary: dependency.primary,
            });
        }
        let switch = service.switch.filter(|_| !service.standby.is_empty());
        let automatic = switch.and_then(|switch| switch.depends_on);
        let manual = switch.and_then(|switch| switch.manual_depends_on).filter(|manual| automatic != Some(*manual));
        for needed in [automatic, manual].into_iter().flatten() {
            let (kind, weight) = (Kind::Switch, SWITCH_WEIGHT);
            lines.push(Line { user, needed, kind, weight, alternatives: None, primary: false });
        }
    }
    lines
}

/// The groups of alternatives, in the order of services. `below` has the indices of the lines from each service to its dependencies.
fn joints(world: &Scenario, lines: &[Line], below: &[Vec<usize>]) -> Vec<Joint> {
    let mut joints = Vec::new();
    for (user, service) in world.services.iter() {
        let groups = service.alternatives.len() as u32;
        for group in 0..groups {
            let is_member = |index: &usize| lines[*index].alternatives == Some(group);
            let has_others = below[user.index()].iter().any(|index| lines[*index].alternatives.is_none());
            let lines = below[user.index()].iter().copied().filter(is_member).collect();
            joints.push(Joint { user, group, groups, has_others, lines });
        }
    }
    joints
}

fn edges(lines: &[Line]) -> Vec<Edge> {
    let edge = |line: &Line| Edge {
        user: line.user.index(),
        needed: line.needed.index(),
        weight: line.weight,
        is_need: matches!(line.kind, Kind::Dependency(_)),
    };
    lines.iter().filter(|line| line.user != line.needed).map(edge).collect()
}
