//! The values that are counted apart: a fixed grid, so that the counts of many machines add up.

/// How finely values are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// In steps of `width` up to `last`, which all that is more counts as.
    Even { width: u64, last: u64 },
    /// Each for itself below 64, and to a thirty-second of itself above.
    Relative { last: u64 },
}

/// Health in steps of 50 permille: 500 and 950, where levels change, are among them.
pub const HEALTH: Scale = Scale::Even { width: 50, last: 1_000 };
/// Prices in steps of a permille of the last close, up to twice that.
pub const PRICE: Scale = Scale::Even { width: 1, last: 2_000 };

/// Steps to an octave.
const STEPS: u64 = 32;

impl Scale {
    /// The place of a value.
    pub fn place(self, value: u64) -> usize {
        let place = match self {
            Self::Even { width, last } => value.min(last) / width,
            Self::Relative { last } => {
                let value = value.min(last);
                let octave = u64::from((value.max(1)).ilog2().saturating_sub(STEPS.ilog2()));
                octave * STEPS + (value >> octave)
            }
        };
        usize::try_from(place).expect("fewer places than fit into memory")
    }

    /// The least value of a place.
    pub fn value(self, place: usize) -> u64 {
        let place = place as u64;
        match self {
            Self::Even { width, .. } => place * width,
            Self::Relative { .. } => {
                let octave = (place / STEPS).saturating_sub(1);
                (place - octave * STEPS) << octave
            }
        }
    }

    /// How many places there are.
    pub fn places(self) -> usize {
        let (Self::Even { last, .. } | Self::Relative { last }) = self;
        self.place(last) + 1
    }
}
