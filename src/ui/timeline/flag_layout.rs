//! Where flags and their labels go: marks too close together become one with a count, labels fill the gaps and never overlap.

/// Marks of which the first and last are closer than this become one, in points.
const CROWDED: f32 = 11.0;
/// A count needs this much room, in points.
const COUNT_WIDTH: f32 = 18.0;
/// A badge stands no further than this from where it belongs if it could be counted instead, in points.
const FAR: f32 = 24.0;
/// Room between a mark and its label, and between a label and the next mark, in points.
pub const LABEL_GAP: f32 = 5.0;
/// A label shortened below this says nothing, in points.
const SHORTEST_LABEL: f32 = 44.0;

/// One mark of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it is painted, in points.
    pub x: f32,
    /// What it stands for: places in the row, in order.
    pub members: std::ops::Range<usize>,
    /// The room for its label: left edge and width, in points.
    pub label: Option<(f32, f32)>,
    /// Whether there is room for the short label only.
    pub short: bool,
    /// Whether it may be merged with its neighbours.
    pub merges: bool,
}

/// One flag to be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Where it belongs, in points; ascending within a row.
    pub x: f32,
    /// How wide its mark is, in points.
    pub mark_width: f32,
    /// How wide its label would like to be, in points.
    pub label_width: f32,
    /// How wide its short label would be, in points.
    pub short_width: f32,
    /// Whether it may be merged with its neighbours.
    pub merges: bool,
    /// Whether it is pushed on by what stands before it, rather than painted over that.
    pub gives_way: bool,
}

/// Places the marks of one row. Those that may not be merged are pushed apart instead.
#[must_use]
pub fn place(items: &[Item], right_edge: f32) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        match marks.last_mut() {
            Some(last) if item.merges && last.merges && item.x - last.x < CROWDED.max(item.mark_width) => {
                last.members.end = index + 1;
            }
            last => {
                let after = last.map_or(f32::NEG_INFINITY, |last| last.x + item.mark_width + 1.0);
                let x = if item.gives_way { item.x.max(after) } else { item.x };
                marks.push(Mark { x, members: index..index + 1, label: None, short: false, merges: item.merges });
            }
        }
    }

    make_room_for_counts(&mut marks);
    let mut marks = open_where_there_is_room(marks, items);

    let mut free_from = f32::NEG_INFINITY;
    for index in 0..marks.len() {
        let next_x =
            marks.get(index + 1).map_or(f32::INFINITY, |next| next.x - items[next.members.start].mark_width / 2.0);
        let mark = &marks[index];
        let item = items[mark.members.start];
        if mark.members.len() > 1 {
            free_from = mark.x + CROWDED;
            continue;
        }
        let left = mark.x + item.mark_width / 2.0 + LABEL_GAP;
        let room = next_x.min(right_edge) - left - LABEL_GAP;
        let before = mark.x - item.mark_width / 2.0 - LABEL_GAP - item.label_width;
        let mut short = false;
        let label = if item.label_width <= room {
            Some((left, item.label_width))
        } else if next_x > right_edge && before >= free_from + LABEL_GAP {
            // At the right edge a label goes to the left of its mark, if there is room.
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

/// Badges of one count stand side by side again, if none comes to stand far from where it belongs: what was done at the same moment
/// could not be told apart at any zoom.
fn open_where_there_is_room(marks: Vec<Mark>, items: &[Item]) -> Vec<Mark> {
    let mut opened = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let last = mark.members.end - 1;
        let step = items[last].mark_width + 1.0;
        let end = mark.x + step * (mark.members.len() - 1) as f32;
        let is_free = marks.get(index + 1).is_none_or(|next| next.x >= end + step);
        if mark.members.len() > 1 && items[last].gives_way && is_free && end - items[last].x <= FAR {
            let places = std::iter::successors(Some(mark.x), |x| Some(x + step));
            opened.extend(mark.members.clone().zip(places).map(|(member, x)| Mark {
                x: x.max(items[member].x),
                members: member..member + 1,
                ..mark.clone()
            }));
        } else {
            opened.push(mark.clone());
        }
    }
    opened
}

/// A count that would overlap the mark after it takes that in.
fn make_room_for_counts(marks: &mut Vec<Mark>) {
    let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks.drain(..) {
        match kept.last_mut() {
            Some(last) if last.members.len() > 1 && mark.x - last.x < COUNT_WIDTH && last.merges && mark.merges => {
                last.members.end = mark.members.end;
            }
            _ => kept.push(mark),
        }
    }
    *marks = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(at: &[f32]) -> Vec<Item> {
        at.iter()
            .map(|x| Item {
                x: *x,
                mark_width: 4.0,
                label_width: 80.0,
                short_width: 50.0,
                merges: true,
                gives_way: false,
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
        taken.extend(marks.iter().filter_map(|mark| mark.label).map(|(left, width)| (left, left + width)));
        taken.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in taken.windows(2) {
            assert!(pair[0].1 <= pair[1].0, "{pair:?} overlap");
        }
        assert!(marks.last().unwrap().label.unwrap().0 < 990.0, "the last label goes to the left of its mark");
    }

    #[test]
    fn what_may_not_merge_is_pushed_apart() {
        let done =
            Item { x: 50.0, mark_width: 16.0, label_width: 60.0, short_width: 30.0, merges: false, gives_way: true };
        let marks = place(&[done, done, done], 1_000.0);
        let at: Vec<f32> = marks.iter().map(|mark| mark.x).collect();
        assert_eq!(at, [50.0, 67.0, 84.0]);
    }

    #[test]
    fn what_follows_a_strike_becomes_one_beside_it() {
        let strike =
            Item { x: 50.0, mark_width: 16.0, label_width: 60.0, short_width: 30.0, merges: false, gives_way: true };
        let follows = |x: f32| Item { x, merges: true, ..strike };
        let marks = place(&[strike, follows(51.0), follows(52.0), follows(55.0), follows(200.0)], 1_000.0);
        let at: Vec<(f32, usize)> = marks.iter().map(|mark| (mark.x, mark.members.len())).collect();
        assert_eq!(at, [(50.0, 1), (67.0, 3), (200.0, 1)]);
        let marks = place(&[strike, follows(150.0), follows(150.0)], 1_000.0);
        let at: Vec<f32> = marks.iter().map(|mark| mark.x).collect();
        assert_eq!(at, [50.0, 150.0, 167.0], "two of one moment can still be told apart");
    }
}
