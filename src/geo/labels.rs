//! Decides which labels fit on a picture, and on which side of their points, so that no label overlaps another.
//!
//! Used for city names, site labels and chips. The result depends only on the arguments, so equal arguments give equal pictures.

/// A rectangle on the screen, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// The upper left corner.
    pub min: [f32; 2],
    /// The lower right corner.
    pub max: [f32; 2],
}

impl Area {
    /// Whether the two areas have common points. Areas that only touch do not overlap.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] < other.max[axis] && other.min[axis] < self.max[axis])
    }

    /// Whether the other area is completely inside this one.
    #[must_use]
    pub fn encloses(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.min[axis] <= other.min[axis] && other.max[axis] <= self.max[axis])
    }
}

/// The side of its point on which a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// To the right of the point, centred vertically.
    Right,
    /// To the left of the point, centred vertically.
    Left,
    /// Above the point, centred horizontally.
    Above,
    /// Below the point, centred horizontally.
    Below,
}

impl Side {
    /// All four sides, in the order in which they are tried.
    pub const ALL: [Self; 4] = [Self::Right, Self::Left, Self::Above, Self::Below];
}

/// A label to be placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// The point that the label belongs to, on the screen.
    pub anchor: [f32; 2],
    /// Width and height of the text, in points.
    pub size: [f32; 2],
    /// The distance between the point and the text, in points: the radius of the mark and a little more.
    pub gap: f32,
    /// Labels with a larger priority are placed first. Of labels with the same priority, the first in the list is placed first.
    pub priority: i64,
    /// The side to try first: usually the side of the last frame, so that labels do not jump from side to side.
    pub prefer: Side,
}

impl Label {
    /// The rectangle of the text if the label is on this side.
    #[must_use]
    pub fn area(&self, side: Side) -> Area {
        let [[x, y], [width, height]] = [self.anchor, self.size];
        let min = match side {
            Side::Right => [x + self.gap, y - height / 2.0],
            Side::Left => [x - self.gap - width, y - height / 2.0],
            Side::Above => [x - width / 2.0, y - self.gap - height],
            Side::Below => [x - width / 2.0, y + self.gap],
        };
        Area { min, max: [min[0] + width, min[1] + height] }
    }

    fn is_drawable(&self) -> bool {
        let numbers = [self.anchor[0], self.anchor[1], self.size[0], self.size[1], self.gap];
        numbers.iter().all(|number| number.is_finite()) && self.size[0] > 0.0 && self.size[1] > 0.0
    }
}

/// A label that has been placed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedLabel {
    /// The index of the label in the list of labels.
    pub label: usize,
    /// The side of its point on which the label is.
    pub side: Side,
    /// The rectangle of its text.
    pub area: Area,
}

/// Places as many labels as fit. A placed label is inside `view` and does not overlap any `taken` area (marks, controls) or any
/// other placed label.
///
/// Labels are placed in the order of their priority, and returned in this order. For each label, of the sides where it has space, the one
/// with the smallest value of `covers` is chosen: how much the label would cover there, for example of lines. The value of the preferred
/// side is halved, so that a label does not change sides for a small gain. If two sides are equal, the preferred side wins, then the first
/// in [`Side::ALL`]. A label without a free side is left out.
#[must_use]
pub fn place_labels(labels: &[Label], taken: &[Area], view: Area, covers: impl Fn(&Area) -> u32) -> Vec<PlacedLabel> {
    let mut order: Vec<usize> = (0..labels.len()).filter(|&index| labels[index].is_drawable()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(labels[index].priority));
    let mut placed: Vec<PlacedLabel> = Vec::new();
    for index in order {
        let label = &labels[index];
        let others = Side::ALL.into_iter().filter(|&side| side != label.prefer);
        let sides = std::iter::once(label.prefer).chain(others).map(|side| (side, label.area(side)));
        let free = sides.filter(|(_, area)| {
            view.encloses(area)
                && !taken.iter().any(|other| other.overlaps(area))
                && !placed.iter().any(|other| other.area.overlaps(area))
        });
        let best = free.min_by_key(|(side, area)| covers(area) / if *side == label.prefer { 2 } else { 1 });
        placed.extend(best.map(|(side, area)| PlacedLabel { label: index, side, area }));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VIEW: Area = Area { min: [0.0, 0.0], max: [400.0, 300.0] };

    fn label(x: f32, y: f32, priority: i64) -> Label {
        Label { anchor: [x, y], size: [60.0, 14.0], gap: 6.0, priority, prefer: Side::Right }
    }

    fn sides(labels: &[Label], taken: &[Area]) -> Vec<(usize, Side)> {
        place_labels(labels, taken, VIEW, |_| 0).iter().map(|placed| (placed.label, placed.side)).collect()
    }

    #[test]
    fn a_lone_label_lies_to_the_right_and_near_the_edge_to_the_left() {
        assert_eq!(sides(&[label(100.0, 100.0, 0)], &[]), [(0, Side::Right)], "room enough");
        assert_eq!(sides(&[label(380.0, 100.0, 0)], &[]), [(0, Side::Left)], "no room on the right");
        assert_eq!(sides(&[label(-90.0, 100.0, 0)], &[]), [], "out of view");
    }

    #[test]
    fn the_more_important_goes_first_and_the_other_gives_way() {
        let near = [label(100.0, 100.0, 1), label(104.0, 102.0, 2)];
        assert_eq!(sides(&near, &[]), [(1, Side::Right), (0, Side::Left)], "two towns");
    }

    #[test]
    fn marks_are_kept_free_and_the_side_of_before_is_kept() {
        let mark = Area { min: [106.0, 95.0], max: [120.0, 105.0] };
        assert_eq!(sides(&[label(100.0, 100.0, 0)], &[mark]), [(0, Side::Left)], "a mark on the right");
        let kept = Label { prefer: Side::Below, ..label(100.0, 100.0, 0) };
        assert_eq!(sides(&[kept], &[]), [(0, Side::Below)], "as before");
    }

    #[test]
    fn a_label_keeps_off_a_line_unless_it_stood_there_and_covers_little() {
        let line = |covered: u32| move |area: &Area| if area.min[0] > 104.0 { covered } else { 2 };
        let side = |covered| place_labels(&[label(100.0, 100.0, 0)], &[], VIEW, line(covered))[0].side;
        assert_eq!([side(9), side(4)], [Side::Left, Side::Right], "the line is on the right");
    }

    #[test]
    fn a_label_without_a_place_or_a_size_is_left_out() {
        let lost = Label { anchor: [f32::NAN, 0.0], ..label(0.0, 0.0, 0) };
        let flat = Label { size: [0.0, 14.0], ..label(100.0, 100.0, 0) };
        assert_eq!(sides(&[lost, flat], &[]), [], "nothing to draw");
    }

    fn labels() -> impl Strategy<Value = Vec<Label>> {
        let one = ((0f32..400.0, 0f32..300.0), (8f32..90.0, 10f32..24.0), 2f32..12.0, 0i64..4, 0usize..4).prop_map(
            |((x, y), (width, height), gap, priority, side)| Label {
                anchor: [x, y],
                size: [width, height],
                gap,
                priority,
                prefer: Side::ALL[side],
            },
        );
        prop::collection::vec(one, 0..60)
    }

    proptest! {
        #[test]
        fn no_two_overlap_and_none_leaves_the_view(labels in labels()) {
            let taken = [Area { min: [150.0, 100.0], max: [200.0, 160.0] }];
            let placed = place_labels(&labels, &taken, VIEW, |area| area.min[0] as u32 % 7);
            for (index, one) in placed.iter().enumerate() {
                prop_assert!(VIEW.encloses(&one.area) && !one.area.overlaps(&taken[0]), "{one:?}");
                prop_assert!(placed[..index].iter().all(|other| !other.area.overlaps(&one.area)), "{one:?}");
            }
        }

        #[test]
        fn nothing_that_fits_is_left_out(labels in labels()) {
            let placed = place_labels(&labels, &[], VIEW, |_| 0);
            for (index, label) in labels.iter().enumerate() {
                let has_place = placed.iter().any(|one| one.label == index);
                let fits = Side::ALL.iter().any(|&side| {
                    let area = label.area(side);
                    VIEW.encloses(&area) && !placed.iter().any(|other| other.area.overlaps(&area))
                });
                prop_assert!(has_place || !fits, "label {index} would fit");
            }
        }
    }
}
