//! Which runs are drawn: how many, from which seed on, and which part of them here.

use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// So many runs at most: their counts fit into 32 bits.
pub const MOST_RUNS: u32 = 1_000_000_000;

/// Runs with the luck of seeds that follow each other, and the part of them that is made here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Draw {
    first_seed: u64,
    runs: u32,
    shard: Shard,
}

/// A draw as somebody wrote it.
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

/// One of so many parts, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Of how many.
    pub of: u32,
    /// Which.
    pub number: u32,
}

/// Why nothing can be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum DrawError {
    #[error("{0} runs cannot be made: write a number from 1 to {MOST_RUNS}")]
    Runs(u32),
    #[error("there is no shard {} of {}: write one from 1/{} to {}/{}", .0.number, .0.of, .0.of.max(1), .0.of.max(1), .0.of.max(1))]
    NoSuchShard(Shard),
    #[error("\"{0}\" is no shard: write which of how many, such as 3/8")]
    NotAShard(String),
    #[error("{runs} runs leave nothing for some of {of} shards: make more runs, or fewer shards")]
    TooManyShards { runs: u32, of: u32 },
    #[error("there are not so many seeds after {0}: begin with a smaller one")]
    SeedsEnd(u64),
}

impl Draw {
    /// Run k, from 0 on, has the seed `first_seed` + k.
    ///
    /// # Errors
    /// [`DrawError`] if there are no such runs.
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

    /// The seed of the first run of all shards.
    #[must_use]
    pub const fn first_seed(self) -> u64 {
        self.first_seed
    }

    /// How many runs all shards have together.
    #[must_use]
    pub const fn runs(self) -> u32 {
        self.runs
    }

    /// Which part of them is meant.
    #[must_use]
    pub const fn shard(self) -> Shard {
        self.shard
    }

    /// The seeds of this part: each part begins where the one before ends, and no two differ by more than one run.
    #[must_use]
    pub fn seeds(self) -> Range<u64> {
        let until = |number: u32| u64::from(number) * u64::from(self.runs) / u64::from(self.shard.of);
        self.first_seed + until(self.shard.number - 1)..self.first_seed + until(self.shard.number)
    }

    /// How many runs this part has.
    #[expect(clippy::len_without_is_empty, reason = "there is always a run")]
    #[must_use]
    pub fn len(self) -> usize {
        let seeds = self.seeds();
        usize::try_from(seeds.end - seeds.start).unwrap_or(usize::MAX)
    }

    /// The same runs as one part.
    #[must_use]
    pub const fn whole(self) -> Self {
        Self { shard: Shard::WHOLE, ..self }
    }
}

impl Shard {
    /// All of it.
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
