//! How many runs have which value at which moment, and the bands that follow.

/// The share of all runs at or below each line of a band, in per cent: 90% are between 5 and 95, half between 25 and 75, 50 is the median.
pub const PER_CENT: [u32; 5] = [5, 25, 50, 75, 95];

/// The counts of all series.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// The moments, in seconds since the start.
    pub secs: Vec<i64>,
    /// Series by series, in the order of the world.
    pub series: Vec<Counted>,
}

/// The counts of one series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What it is called.
    pub name: String,
    /// The value of all runs that are not counted: the least of its bucket.
    pub usual: u64,
    /// Every count that is not zero, in the order of moments and values.
    pub cells: Vec<Cell>,
}

/// So many runs have this value at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// An index of [`Counts::secs`].
    pub moment: usize,
    /// The least value that is counted here.
    pub value: u64,
    /// How many.
    pub runs: u32,
}

/// How the runs spread over time: for each moment a value for each of [`PER_CENT`].
pub type Band = Vec<[u64; PER_CENT.len()]>;

impl Counts {
    /// These and those of other runs of the same world.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let series = self
            .series
            .iter()
            .zip(&other.series)
            .map(|(own, other)| Counted { cells: sum(&own.cells, &other.cells), ..own.clone() });
        Self { secs: self.secs.clone(), series: series.collect() }
    }
}

impl Counted {
    /// The band of so many runs over so many moments; `None` if no run ever had another value than the usual one.
    #[must_use]
    pub fn band(&self, moments: usize, runs: usize) -> Option<Band> {
        if self.cells.is_empty() {
            return None;
        }
        let mut band = vec![[self.usual; PER_CENT.len()]; moments];
        for cells in self.cells.chunk_by(|a, b| a.moment == b.moment) {
            let counted: usize = cells.iter().map(|cell| cell.runs as usize).sum();
            let usual = (self.usual, runs.saturating_sub(counted));
            let split = cells.partition_point(|cell| cell.value < self.usual);
            let value_and_runs = |cell: &Cell| (cell.value, cell.runs as usize);
            let (below, above) = (cells[..split].iter().map(value_and_runs), cells[split..].iter().map(value_and_runs));
            band[cells[0].moment] = lines(below.chain([usual]).chain(above), runs);
        }
        Some(band)
    }
}

/// For each of [`PER_CENT`] the value that so many runs have at most, from values in ascending order and how many runs have each.
fn lines(values: impl Iterator<Item = (u64, usize)>, runs: usize) -> [u64; PER_CENT.len()] {
    let mut lines = [0; PER_CENT.len()];
    let (mut reached, mut seen) = (0, 0);
    for (value, count) in values {
        seen += count;
        while reached < lines.len() && seen >= rank(PER_CENT[reached], runs) {
            lines[reached] = value;
            reached += 1;
        }
    }
    lines
}

/// The number, from 1, of the run in ascending order that so many per cent of all have at most (the nearest rank).
pub fn rank(per_cent: u32, runs: usize) -> usize {
    (runs * per_cent as usize).div_ceil(100).max(1)
}

/// The counts of both, in order.
fn sum(own: &[Cell], other: &[Cell]) -> Vec<Cell> {
    let mut all: Vec<Cell> = own.iter().chain(other).copied().collect();
    all.sort_by_key(|cell| (cell.moment, cell.value));
    all.dedup_by(|next, last| {
        let same = (next.moment, next.value) == (last.moment, last.value);
        if same {
            last.runs += next.runs;
        }
        same
    });
    all
}
