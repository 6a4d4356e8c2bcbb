//! The layout of flags and their labels. Each flag is at its time or a little to the right of it. Flags without room side by side
//! become one mark with a count. Labels are placed in the gaps without overlapping.

/// How far flags and cards extend beyond the axis, in points.
pub const OVERHANG: f32 = 12.0;
/// If a flag is closer than this to the flag before it, in points, the two become one mark. Badges have distances of their own.
const CROWDED: f32 = 11.0;
/// The width of a count with one digit, of a count with more digits, and of a count of badges, in points.
const COUNT_WIDTH: f32 = 18.0;
const LONG_COUNT_WIDTH: f32 = 26.0;
const BADGES_WIDTH: f32 = 36.0;
/// The largest width of the text of a count, in points.
const WIDEST_COUNT: f32 = 120.0;
/// The largest distance of a badge from its time, in points.
pub const FAR: f32 = 24.0;
/// Space between a mark and its label, and between a label and the next mark, in points.
pub const LABEL_GAP: f32 = 5.0;
/// If a label would be shortened to less than this width, it is left out, in points.
const SHORTEST_LABEL: f32 = 44.0;

/// One mark of a row: a flag, or a count of several flags.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The x at which the mark is painted, in points.
    pub x: f32,
    /// The flags that the mark stands for, as a range of indices into the flags of the row.
    pub members: std::ops::Range<usize>,
    /// The left edge and the width of the label, in points; for a count, those of its text. `None` if there is no label.
    pub label: Option<(f32, f32)>,
    /// Whether there is only room for the short label.
    pub short: bool,
}

/// The input for placing a flag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// The x of the flag's time, in points. It ascends within a row.
    pub x: f32,
    /// The width of the flag's mark, in points.
    pub mark_width: f32,
    /// The width of the flag's label if it is not shortened, in points.
    pub label_width: f32,
    /// The width of the flag's short label, in points.
    pub short_width: f32,
    /// Whether the flag is a strike by an action. If there is room, a strike is not merged with the actions that people take after it.
    pub strikes: bool,
    /// Whether the mark is a badge, which is the mark of an action. Badges must not overlap.
    pub is_badge: bool,
}

impl Item {
    /// The smallest distance to the next mark if this mark stands for `count` flags, in points.
    const fn width(&self, count: usize) -> f32 {
        match (count, self.is_badge) {
            (1, true) => self.mark_width + 1.0,
            (1, false) => CROWDED.max(self.mark_width),
            (_, true) => BADGES_WIDTH,
            (0..10, false) => COUNT_WIDTH,
            (_, false) => LONG_COUNT_WIDTH,
        }
    }
}

/// Places the marks of a row, with their labels. `right_edge` is the largest x that a label may reach.
#[must_use]
pub fn place(items: &[Item], right_edge: f32) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let after = marks.last().map_or(f32::NEG_INFINITY, |last| {
            let first = items[last.members.start];
            last.x + first.width(last.members.len())
        });
        match marks.last_mut() {
            Some(last) if item.x < after => {
                let are_alike = items[last.members.start].strikes == item.strikes;
                if are_alike || !item.is_badge || after - item.x > FAR {
                    last.members.end = index + 1;
                } else {
                    marks.push(Mark { x: after, members: index..index + 1, label: None, short: false });
                }
            }
            Some(_) | None => marks.push(Mark { x: item.x, members: index..index + 1, label: None, short: false }),
        }
    }

    let mut marks = open_where_there_is_room(&marks, items);

    let mut free_from = f32::NEG_INFINITY;
    for index in 0..marks.len() {
        let next_x =
            marks.get(index + 1).map_or(f32::INFINITY, |next| next.x - items[next.members.start].mark_width / 2.0);
        let mark = &marks[index];
        let item = items[mark.members.start];
        if mark.members.len() > 1 {
            let left = mark.x - item.mark_width / 2.0;
            let width = (next_x.min(right_edge) - LABEL_GAP - left).min(WIDEST_COUNT);
            free_from = left + width;
            marks[index].label = Some((left, width));
            continue;
        }
        let left = mark.x + item.mark_width / 2.0 + LABEL_GAP;
        let room = next_x.min(right_edge) - left - LABEL_GAP;
        let before = mark.x - item.mark_width / 2.0 - LABEL_GAP - item.label_width;
        let mut short = false;
        let label = if item.label_width <= room {
            Some((left, item.label_width))
        } else if next_x > right_edge && before >= free_from + LABEL_GAP {
            // At the right edge, the label is at the left of its mark if there is room.
            Some((before, item.label_width))
        } else if item.short_width <= room {
            short = true;
            Some((left, item.short_width))
        } else {
            (room >= SHORTEST_LABEL).then_some((left, room))
        };
        free_from = label.map_or(mark.x + item.mark_width / 2.0, |(left, width)| (left + width).max(mark.x));
        marks[index].label = label;
        marks[index].short = short;
    }
    marks
}

/// Splits a count of badges into single badges again if this leaves none of them far from its time. Without this, actions at the same
/// time could never be separated, because zooming in does not help.
fn open_where_there_is_room(marks: &[Mark], items: &[Item]) -> Vec<Mark> {
    let mut opened = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        if mark.members.len() == 1 || !items[mark.members.start].is_badge {
            opened.push(mark.clone());
            continue;
        }
        let next_x = marks.get(index + 1).map_or(f32::INFINITY, |next| next.x);
        let mut free_from = mark.x;
        let alone = mark.members.clone().map(|member| {
            let x = items[member].x.max(free_from);
            free_from = x + items[member].width(1);
            Mark { x, members: member..member + 1, ..mark.clone() }
        });
        let alone: Vec<Mark> = alone.collect();
        let is_near = |mark: &Mark| mark.x - items[mark.members.start].x <= FAR;
        if free_from <= next_x && alone.iter().all(is_near) {
            opened.extend(alone);
        } else {
            opened.push(mark.clone());
        }
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn items(at: &[f32]) -> Vec<Item> {
        at.iter()
            .map(|x| Item {
                x: *x,
                mark_width: 4.0,
                label_width: 80.0,
                short_width: 50.0,
                strikes: false,
                is_badge: false,
            })
            .collect()
    }

    #[test]
    fn the_crowded_become_one_and_count() {
        let marks = place(&items(&[10.0, 12.0, 18.0, 200.0]), 1_000.0);
        let members: Vec<_> = marks.iter().map(|mark| mark.members.len()).collect();
        assert_eq!(members, [3, 1]);
    }

    #[test]
    fn a_chain_of_neighbours_does_not_become_one_blob() {
        let chain: Vec<f32> = (0..100u8).map(|i| f32::from(i) * 6.0).collect();
        let marks = place(&items(&chain), 1_000.0);
        assert!(marks.len() >= 20, "only {} marks of a hundred", marks.len());
    }

    #[test]
    fn labels_never_overlap_each_other_or_a_mark() {
        let at = [10.0, 60.0, 130.0, 131.0, 260.0, 300.0, 420.0, 990.0];
        let marks = place(&items(&at), 1_000.0);
        let mut taken: Vec<(f32, f32)> = marks.iter().map(|mark| (mark.x - 2.0, mark.x + 2.0)).collect();
        let labelled = marks.iter().filter(|mark| mark.members.len() == 1);
        taken.extend(labelled.filter_map(|mark| mark.label).map(|(left, width)| (left, left + width)));
        taken.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in taken.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "{pair:?} overlap");
        }
        assert!(marks.last().unwrap().label.unwrap().0 < 990.0, "the last label goes to the left of its mark");
    }

    fn badge(x: f32, strikes: bool) -> Item {
        Item { x, mark_width: 16.0, label_width: 60.0, short_width: 30.0, strikes, is_badge: true }
    }

    fn told(items: &[Item]) -> Vec<(f32, usize)> {
        place(items, 1_000.0).iter().map(|mark| (mark.x, mark.members.len())).collect()
    }

    #[test]
    fn two_of_one_moment_stand_side_by_side_and_more_are_counted() {
        let strike = badge(50.0, true);
        assert_eq!(told(&[strike, strike]), [(50.0, 1), (67.0, 1)]);
        assert_eq!(told(&[strike, strike, strike]), [(50.0, 3)]);
        assert_eq!(told(&[strike; 50]), [(50.0, 50)], "however many they are, they stand at their moment");
        let in_a_row: Vec<Item> = (0..4u8).map(|i| badge(50.0 + 18.0 * f32::from(i), true)).collect();
        assert_eq!(told(&in_a_row), [(50.0, 1), (68.0, 1), (86.0, 1), (104.0, 1)], "with room for each, each is there");
    }

    #[test]
    fn what_follows_a_strike_becomes_one_beside_it() {
        let (strike, follows) = (badge(50.0, true), |x: f32| badge(x, false));
        let all = [strike, follows(51.0), follows(52.0), follows(55.0), follows(200.0)];
        assert_eq!(told(&all), [(50.0, 1), (67.0, 3), (200.0, 1)]);
        let all = [strike, follows(150.0), follows(150.0)];
        assert_eq!(told(&all), [(50.0, 1), (150.0, 1), (167.0, 1)], "two of one moment can still be told apart");
        let all = [strike, follows(51.0), strike.at(52.0), follows(53.0)];
        assert_eq!(told(&all), [(50.0, 1), (67.0, 3)], "and nothing is pushed far");
    }

    impl Item {
        fn at(self, x: f32) -> Self {
            Self { x, ..self }
        }
    }

    proptest! {
        #[test]
        fn each_badge_stands_near_its_moment_and_none_over_another(
            gaps in proptest::collection::vec((0.0..40.0f32, any::<bool>()), 1..60),
        ) {
            let mut x = 0.0;
            let items: Vec<Item> = gaps
                .into_iter()
                .map(|(gap, strikes)| {
                    x += gap;
                    badge(x, strikes)
                })
                .collect();
            let marks = place(&items, 3_000.0);
            let members: Vec<usize> = marks.iter().flat_map(|mark| mark.members.clone()).collect();
            prop_assert_eq!(members, (0..items.len()).collect::<Vec<_>>(), "each is in one mark");
            for mark in &marks {
                for member in mark.members.clone() {
                    let away = mark.x - items[member].x;
                    prop_assert!((-BADGES_WIDTH..=FAR + 1e-3).contains(&away), "{member} is {away} away");
                    prop_assert!(mark.members.len() > 1 || away >= 0.0, "it stands at its moment or after it");
                }
            }
            for pair in marks.windows(2) {
                let width = items[pair[0].members.start].width(pair[0].members.len());
                prop_assert!(pair[1].x - pair[0].x >= width - 1e-3, "{:?} over {:?}", pair[1], pair[0]);
            }
        }
    }
}
