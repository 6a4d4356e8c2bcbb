//! Assigns services to layers. The layer of a service is the length of the longest path of dependencies below it. The services of one
//! cycle form one group in one layer.

use super::Edge;
use crate::model::components;

/// A single service, or all services of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The indices of its services, in the order of the file.
    pub members: Vec<usize>,
    /// The index of the group's layer, counted from the bottom. It is smaller than that of every group that depends on this one.
    pub layer: usize,
}

impl Group {
    pub(super) fn is_cycle(&self) -> bool {
        self.members.len() > 1
    }
}

/// Computes all groups and their layers. Services that have neither dependencies nor dependents are alone in layer 0; in that case the
/// layers of all other groups are one higher.
pub(super) fn groups(services: usize, edges: &[Edge]) -> Vec<Group> {
    let mut dependencies: Vec<&Edge> = edges.iter().filter(|edge| edge.is_need).collect();
    dependencies.sort_by_key(|edge| edge.user);
    let start = |service: usize| dependencies.partition_point(|edge| edge.user < service);
    let component =
        components(services, |service| start(service)..start(service + 1), |index| dependencies[index].needed);
    let count = component.iter().map(|component| *component as usize + 1).max().unwrap_or(0);
    let mut groups = vec![Group { members: Vec::new(), layer: 0 }; count];
    for (service, component) in component.iter().enumerate() {
        groups[*component as usize].members.push(service);
    }
    // A strongly connected component (a group) has a smaller index than the components that depend on it, so the layers of its
    // dependencies are already known.
    for index in 0..count {
        let below = |member: &usize| dependencies[start(*member)..start(*member + 1)].iter().map(|edge| edge.needed);
        let others = groups[index].members.iter().flat_map(below).map(|needed| component[needed] as usize);
        let layer = others.filter(|other| *other != index).map(|other| groups[other].layer + 1).max();
        groups[index].layer = layer.unwrap_or(0);
    }
    let mut is_alone = vec![true; services];
    for edge in edges {
        (is_alone[edge.user], is_alone[edge.needed]) = (false, false);
    }
    if is_alone.contains(&true) {
        for group in groups.iter_mut().filter(|group| !is_alone[group.members[0]]) {
            group.layer += 1;
        }
    }
    groups
}
