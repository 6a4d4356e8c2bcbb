//! For each time and value, the number of runs that have this value at this time. Computes bands of percentiles from these counts.

/// The percentiles that the lines of a band show. 90% of all runs are between the 5th and the 95th percentile, half of them between
/// the 25th and the 75th, and the 50th is the median.
pub const PER_CENT: [u32; 5] = [5, 25, 50, 75, 95];

/// The counts of all series of an ensemble.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// The times at which values are counted, in seconds since the start.
    pub secs: Vec<i64>,
    /// The counts of each series, in the order of [`super::Series`] and of the scenario file.
    pub series: Vec<Counted>,
}

/// The counts of one series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The name of the series in files.
    pub name: String,
    /// The value while nothing happens, rounded down to the lowest value of its bucket. Runs with this value are not counted: at each time,
    /// the runs that are missing in the counts are those with the usual value.
    pub usual: u64,
    /// All counts that are not zero, ordered by time and then by value.
    pub cells: Vec<Cell>,
}

/// The number of runs that have one value at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The index of the time in [`Counts::secs`].
    pub moment: usize,
    /// The lowest value of the bucket that is counted.
    pub value: u64,
    /// How many runs have a value in this bucket.
    pub runs: u32,
}

/// The distribution of a series over time: for each time, the value of each percentile in [`PER_CENT`].
pub type Band = Vec<[u64; PER_CENT.len()]>;

impl Counts {
    /// The sums of these counts and those of `other`, which are of other runs of the same world.
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
    /// The band of this series, for `moments` times and `runs` runs; `None` if all runs always have the usual value.
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

/// The value of each percentile in [`PER_CENT`]. `values` contains values in ascending order, each with the number of runs that
/// have it.
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

/// The rank, counted from 1, of the run that is at this percentile if `runs` runs are sorted in ascending order (nearest-rank method).
pub fn rank(per_cent: u32, runs: usize) -> usize {
    (runs * per_cent as usize).div_ceil(100).max(1)
}

/// The sums of the counts of both lists, ordered by time and value.
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
