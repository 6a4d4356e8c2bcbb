//! Positions names below each other without overlaps, each as near to its wanted position as possible.

use egui::Rangef;

/// The y of the middle of each name. All names have this `height`, and their wanted positions ascend. The names do not overlap, are
/// within `room` if it is high enough, and the sum of the squared shifts from the wanted positions is minimal.
#[must_use]
pub fn spread(wanted: &[f32], height: f32, room: Rangef) -> Vec<f32> {
    // If the heights of all names above are subtracted from each position, the positions only have to ascend. Neighbours whose
    // positions do not ascend are put into one pool, which is placed at the mean of their positions.
    let mut pools: Vec<(f32, usize)> = Vec::new();
    for (index, at) in wanted.iter().enumerate() {
        let mut pool = (at - index as f32 * height, 1);
        while let Some((sum, count)) = pools.last().copied()
            && sum / count as f32 >= pool.0 / pool.1 as f32
        {
            pools.pop();
            pool = (pool.0 + sum, pool.1 + count);
        }
        pools.push(pool);
    }
    let least = room.min + height / 2.0;
    let most = (room.max - height / 2.0 - wanted.len().saturating_sub(1) as f32 * height).max(least);
    let means = pools.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f32, *count));
    means.enumerate().map(|(index, mean)| mean.clamp(least, most) + index as f32 * height).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ROOM: Rangef = Rangef { min: 100.0, max: 300.0 };

    #[test]
    fn who_has_room_stays_and_neighbours_share_the_shift() {
        assert_eq!(spread(&[120.0, 200.0], 16.0, ROOM), [120.0, 200.0]);
        assert_eq!(spread(&[200.0, 200.0], 16.0, ROOM), [192.0, 208.0]);
        assert_eq!(spread(&[299.0, 299.0], 16.0, ROOM), [276.0, 292.0], "not below the room");
        assert_eq!(spread(&[], 16.0, ROOM), [0.0f32; 0]);
    }

    proptest! {
        #[test]
        fn names_never_overlap_and_stay_within(mut wanted in proptest::collection::vec(50.0..350.0f32, 1..12)) {
            wanted.sort_by(f32::total_cmp);
            let placed = spread(&wanted, 16.0, ROOM);
            for pair in placed.windows(2) {
                prop_assert!(pair[1] - pair[0] >= 16.0 - 1e-3, "{placed:?}");
            }
            prop_assert!(placed[0] >= ROOM.min + 8.0 - 1e-3, "{placed:?}");
            prop_assert!(placed[placed.len() - 1] <= ROOM.max - 8.0 + 1e-3, "{placed:?}");
        }
    }
}
