//! The runs of an ensemble: their number, their first seed, and the shard of them that this machine makes.

use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The greatest number of runs in an ensemble. Counts of runs are stored in 32 bits.
pub const MOST_RUNS: u32 = 1_000_000_000;

/// Runs with consecutive seeds, and the shard of them that this machine makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Draw {
    first_seed: u64,
    runs: u32,
    shard: Shard,
}

/// A draw as it was read from a file, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    first_seed: u64,
    runs: u32,
    shard: Shard,
}

impl TryFrom<Unchecked> for Draw {
    type Error = DrawError;

    fn try_from(draw: Unchecked) -> Result<Self, DrawError> {
        Self::new(draw.first_seed, draw.runs, draw.shard)
    }
}

/// One of several shards of a draw. Shards are numbered from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// The number of shards.
    pub of: u32,
    /// The number of this shard, from 1 to `of`.
    pub number: u32,
}

/// The reason why a draw or a shard is not valid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum DrawError {
    #[error("{0} runs cannot be made: write a number from 1 to {MOST_RUNS}")]
    Runs(u32),
    #[error("there is no shard {} of {}: write one from 1/{} to {}/{}", .0.number, .0.of, .0.of.max(1), .0.of.max(1), .0.of.max(1))]
    NoSuchShard(Shard),
    #[error("\"{0}\" is not a shard: write its number and the number of all shards, such as 3/8")]
    NotAShard(String),
    #[error(
        "there are not enough runs ({runs}) for {of} shards, because some shards would have no run: make more runs, or fewer shards"
    )]
    TooManyShards { runs: u32, of: u32 },
    #[error("there are not enough seeds after {0}: begin with a smaller seed")]
    SeedsEnd(u64),
}

impl Draw {
    /// A draw in which run k, counted from 0, has the seed `first_seed` + k.
    ///
    /// # Errors
    /// [`DrawError`] if the number of runs, the shard or the seeds are not valid.
    pub fn new(first_seed: u64, runs: u32, shard: Shard) -> Result<Self, DrawError> {
        if runs == 0 || runs > MOST_RUNS {
            return Err(DrawError::Runs(runs));
        }
        if shard.number == 0 || shard.number > shard.of {
            return Err(DrawError::NoSuchShard(shard));
        }
        if shard.of > runs {
            return Err(DrawError::TooManyShards { runs, of: shard.of });
        }
        if first_seed.checked_add(u64::from(runs)).is_none() {
            return Err(DrawError::SeedsEnd(first_seed));
        }
        Ok(Self { first_seed, runs, shard })
    }

    /// The seed of the first run of the first shard.
    #[must_use]
    pub const fn first_seed(self) -> u64 {
        self.first_seed
    }

    /// The total number of runs in all shards.
    #[must_use]
    pub const fn runs(self) -> u32 {
        self.runs
    }

    /// The shard that this machine makes.
    #[must_use]
    pub const fn shard(self) -> Shard {
        self.shard
    }

    /// The seeds of this shard. Each shard begins where the shard before it ends, and the sizes of two shards differ by at most one
    /// run.
    #[must_use]
    pub fn seeds(self) -> Range<u64> {
        let until = |number: u32| u64::from(number) * u64::from(self.runs) / u64::from(self.shard.of);
        self.first_seed + until(self.shard.number - 1)..self.first_seed + until(self.shard.number)
    }

    /// The number of runs in this shard.
    #[expect(clippy::len_without_is_empty, reason = "there is always a run")]
    #[must_use]
    pub fn len(self) -> usize {
        let seeds = self.seeds();
        usize::try_from(seeds.end - seeds.start).unwrap_or(usize::MAX)
    }

    /// The draw with all its runs in one shard.
    #[must_use]
    pub const fn whole(self) -> Self {
        Self { shard: Shard::WHOLE, ..self }
    }
}

impl Shard {
    /// The only shard, which contains all runs.
    pub const WHOLE: Self = Self { of: 1, number: 1 };
}

impl FromStr for Shard {
    type Err = DrawError;

    fn from_str(text: &str) -> Result<Self, DrawError> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        let Some((number, of)) = numbers else { return Err(DrawError::NotAShard(text.to_owned())) };
        let shard = Self { of, number };
        if number == 0 || number > of { Err(DrawError::NoSuchShard(shard)) } else { Ok(shard) }
    }
}
