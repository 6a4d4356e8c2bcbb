//! The scales that divide values into buckets for counting. The buckets of a scale are fixed, so that counts from many machines can be
//! added up.

/// How values are divided into buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Buckets of equal `width` up to `last`. Greater values are counted as `last`.
    Even { width: u64, last: u64 },
    /// Below 64, each value has a bucket of its own. From 64 on, the width of a bucket is at most 1/32 of the values in it. Values greater
    /// than `last` are counted as `last`.
    Relative { last: u64 },
}

/// Health in steps of 50 permille, so that buckets begin at 500 and 950, where the level changes.
pub const HEALTH: Scale = Scale::Even { width: 50, last: 1_000 };
/// Prices in steps of a permille of the last close, up to twice the last close.
pub const PRICE: Scale = Scale::Even { width: 1, last: 2_000 };

/// The number of buckets for each doubling of the value.
const STEPS: u64 = 32;

impl Scale {
    /// The index of the bucket that contains a value.
    pub fn bucket(self, value: u64) -> usize {
        let bucket = match self {
            Self::Even { width, last } => value.min(last) / width,
            Self::Relative { last } => {
                let value = value.min(last);
                let octave = u64::from((value.max(1)).ilog2().saturating_sub(STEPS.ilog2()));
                octave * STEPS + (value >> octave)
            }
        };
        usize::try_from(bucket).expect("fewer buckets than fit into memory")
    }

    /// The lowest value in a bucket.
    pub fn value(self, bucket: usize) -> u64 {
        let bucket = bucket as u64;
        match self {
            Self::Even { width, .. } => bucket * width,
            Self::Relative { .. } => {
                let octave = (bucket / STEPS).saturating_sub(1);
                (bucket - octave * STEPS) << octave
            }
        }
    }

    /// The number of buckets.
    pub fn buckets(self) -> usize {
        let (Self::Even { last, .. } | Self::Relative { last }) = self;
        self.bucket(last) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_in_the_bucket_that_begins_at_or_below_it() {
        let people = Scale::Relative { last: 52_000_000 };
        let mut values: Vec<u64> = (0..300).collect();
        values.extend((1..26).flat_map(|octave| [(1 << octave) - 1, 1 << octave, (1 << octave) + 1, 3 << octave]));
        for scale in [HEALTH, PRICE, people] {
            let (Scale::Even { last, .. } | Scale::Relative { last }) = scale;
            for value in values.iter().copied().filter(|value| *value <= last) {
                let bucket = scale.bucket(value);
                assert!(bucket < scale.buckets() && scale.value(bucket) <= value, "{value} in {scale:?}");
                assert!(bucket + 1 == scale.buckets() || value < scale.value(bucket + 1), "{value} in {scale:?}");
            }
            assert_eq!(scale.bucket(u64::MAX), scale.buckets() - 1, "what is too much is the most: {scale:?}");
        }
        let counted_as = |value: u64| people.value(people.bucket(value));
        assert_eq!([63, 64, 65, 1_000, 43_000_000].map(counted_as), [63, 64, 64, 992, 42_991_616]);
        assert_eq!(
            [499, 500, 949, 950, 1_000].map(|value| HEALTH.value(HEALTH.bucket(value))),
            [450, 500, 900, 950, 1_000]
        );
    }
}
