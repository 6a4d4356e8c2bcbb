//! Wide random worlds for the laws and for the second implementation: what proptest picks and shrinks, and the file it makes.
//!
//! [`genes`] picks numbers that mean something in any world (an id is a place modulo the number of things); [`text`] writes the
//! file, so that a world that fails is told as a person would read it.

mod actions;
pub mod genes;
mod text;

use std::fmt;

use genes::Genes;
use proptest::prelude::*;

/// What a wide world may hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Each site holds one service, nothing stands by, times are not relative.
    pub plain: bool,
    /// Every service has the servers for its load.
    pub covered: bool,
    /// Companies, exchanges, rivals and measures are left out: the laws are about sites and services.
    pub bare: bool,
    /// Every site names all services in its order of restoration.
    pub restores_all: bool,
}

/// A wide world.
#[derive(Clone)]
pub struct World {
    genes: Genes,
    shape: Shape,
}

/// Worlds of up to 50 services.
pub fn worlds(shape: Shape) -> impl Strategy<Value = World> {
    genes::genes().prop_map(move |genes| World { genes, shape })
}

impl World {
    /// Seconds between two moments at which anything can happen.
    pub fn step_secs(&self) -> i64 {
        self.genes.step_secs()
    }

    /// The file.
    pub fn text(&self) -> String {
        self.pieces().text()
    }

    /// The file in pieces, so that they can be shuffled.
    pub fn pieces(&self) -> text::Pieces {
        text::pieces(&self.genes, self.shape)
    }
}

impl fmt::Debug for World {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}
