//! Finds cycles of dependencies (MODEL.md, section 4): the strongly connected components of the graph, numbered so that a dependency
//! never has a larger number than its dependents.

/// Returns the component number of each node. If `a` depends on `b` and they are not on one cycle, `b` has the smaller number.
///
/// The dependencies of a node are a range of indices of a common list; `target` gives the node that each of them depends on.
///
/// The algorithm is that of Tarjan, "Depth-first search and linear graph algorithms" (1972), without recursion. Its time is linear in the
/// number of nodes and dependencies.
#[must_use]
pub fn components(
    nodes: usize,
    dependencies: impl Fn(usize) -> std::ops::Range<usize>,
    target: impl Fn(usize) -> usize,
) -> Vec<u32> {
    const NEW: u32 = u32::MAX;
    let mut component = vec![NEW; nodes];
    let mut low = vec![0_u32; nodes];
    let mut order = vec![NEW; nodes];
    let (mut next_order, mut next_component) = (0, 0);
    let mut open = Vec::new();
    // The path from the root of the search: each node with the next of its dependencies to visit.
    let mut path: Vec<(usize, usize)> = Vec::new();
    for root in 0..nodes {
        if order[root] != NEW {
            continue;
        }
        path.push((root, dependencies(root).start));
        while let Some((node, edge)) = path.last_mut() {
            let node = *node;
            if order[node] == NEW {
                order[node] = next_order;
                low[node] = next_order;
                next_order += 1;
                open.push(node);
            }
            if *edge < dependencies(node).end {
                let next = target(*edge);
                *edge += 1;
                if order[next] == NEW {
                    path.push((next, dependencies(next).start));
                } else if component[next] == NEW {
                    low[node] = low[node].min(order[next]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == order[node] {
                while let Some(member) = open.pop() {
                    component[member] = next_component;
                    if member == node {
                        break;
                    }
                }
                next_component += 1;
            }
        }
    }
    component
}
