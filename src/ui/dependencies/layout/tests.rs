//! Tests of the layout: properties that hold for every layout, and small examples.

use proptest::prelude::*;

use super::*;

fn edge(user: usize, needed: usize) -> Edge {
    Edge { user, needed, weight: 1000, is_need: true }
}

/// Generates random graphs of up to 59 services, which may contain cycles.
fn graphs() -> impl Strategy<Value = (usize, Vec<Edge>)> {
    (1usize..60).prop_flat_map(|services| {
        let edge = (0..services, 0..services, 1u32..=1000, prop::bool::weighted(0.8));
        let edges = prop::collection::vec(edge, 0..150);
        (Just(services), edges).prop_map(|(services, edges)| {
            let edges = edges.into_iter().filter(|(user, needed, ..)| user != needed);
            let edge = |(user, needed, weight, is_need)| Edge { user, needed, weight, is_need };
            (services, edges.map(edge).collect())
        })
    })
}

fn cycle_of(layout: &Layout, service: usize) -> Option<usize> {
    layout.cycles.iter().position(|cycle| cycle.members.contains(&service))
}

proptest! {
    #[test]
    fn every_dependency_points_to_a_lower_layer_except_within_a_cycle((services, edges) in graphs()) {
        let layout = layout(services, &edges, 1.8);
        for edge in edges.iter().filter(|edge| edge.is_need) {
            let [user, needed] = [edge.user, edge.needed];
            let cycle = cycle_of(&layout, user);
            if cycle.is_some() && cycle == cycle_of(&layout, needed) {
                prop_assert_eq!(layout.layer[user], layout.layer[needed]);
            } else {
                prop_assert!(layout.layer[user] > layout.layer[needed], "{user} needs {needed}");
                prop_assert!(layout.at[user][1] + BOX[1] < layout.at[needed][1], "{user} stands over {needed}");
            }
        }
    }

    #[test]
    fn no_two_boxes_overlap_and_all_are_inside((services, edges) in graphs()) {
        let layout = layout(services, &edges, 1.8);
        let half = [layout.size[0] / 2.0 - BOX[0] / 2.0, layout.size[1] / 2.0 - BOX[1] / 2.0];
        for (one, at) in layout.at.iter().enumerate() {
            prop_assert!(at[0].abs() <= half[0] + 0.01 && at[1].abs() <= half[1] + 0.01, "{one} at {at:?} of {:?}", layout.size);
            for other in &layout.at[one + 1..] {
                let apart = [(at[0] - other[0]).abs(), (at[1] - other[1]).abs()];
                prop_assert!(apart[0] >= BOX[0] - 0.01 || apart[1] >= BOX[1] - 0.01, "{at:?} and {other:?}");
            }
        }
    }

    #[test]
    fn the_frame_of_a_cycle_contains_its_members_and_no_others((services, edges) in graphs()) {
        let layout = layout(services, &edges, 1.8);
        for cycle in &layout.cycles {
            let [left, top, right, bottom] = cycle.frame;
            for (service, [x, y]) in layout.at.iter().enumerate() {
                let is_inside = (left..right).contains(x) && (top..bottom).contains(y);
                prop_assert_eq!(is_inside, cycle.members.contains(&service), "{}", service);
            }
        }
    }

    #[test]
    fn it_is_the_same_every_time((services, edges) in graphs()) {
        prop_assert_eq!(layout(services, &edges, 1.8), layout(services, &edges, 1.8));
    }
}

#[test]
fn lines_that_cross_in_the_file_do_not_cross_on_the_screen() {
    // Six pairs of services: the order of the dependents is the reverse of the order of their dependencies.
    let edges: Vec<Edge> = (0..6).map(|user| edge(user, 11 - user)).collect();
    let layout = layout(12, &edges, 1.8);
    for edge in &edges {
        let apart = (layout.at[edge.user][0] - layout.at[edge.needed][0]).abs();
        assert!(apart < 1.0, "{edge:?} is upright: {apart}");
    }
}

#[test]
fn a_layer_of_three_stays_in_one_row_where_two_rows_would_be_hardly_larger() {
    // Three services depend on a fourth. Without the rule the shape of two columns is nearer to 1.8 than that of three.
    let edges = [edge(0, 3), edge(1, 3), edge(2, 3)];
    let of_three = layout(4, &edges, 1.8);
    assert_eq!([0, 1, 2].map(|service| of_three.at[service][1]), [of_three.at[0][1]; 3]);
    // In a high and narrow view they would be much smaller in one row.
    let in_rows = layout(4, &edges, 0.7);
    assert!([1, 2].iter().any(|service| in_rows.at[*service][1] != in_rows.at[0][1]));
}

#[test]
fn services_without_dependencies_and_dependents_are_below_all_others() {
    let layout = layout(4, &[edge(0, 1), edge(1, 2)], 1.8);
    assert_eq!(layout.layer, [3, 2, 1, 0]);
    assert_eq!(super::layout(2, &[], 1.8).layer, [0, 0], "where all are alone there is one layer");
    assert_eq!(super::layout(0, &[], 1.8).at, Vec::<[f32; 2]>::new());
}

#[test]
fn a_cycle_is_together_above_what_it_depends_on() {
    let layout = layout(5, &[edge(0, 1), edge(1, 2), edge(2, 0), edge(2, 3), edge(4, 0)], 1.8);
    assert_eq!(layout.cycles.len(), 1);
    assert_eq!(layout.cycles[0].members, [0, 1, 2]);
    assert_eq!(layout.layer, [1, 1, 1, 0, 2]);
}
