//! Random worlds for testing the laws and the second implementation: the numbers that proptest chooses and shrinks, and the
//! scenario file made from them.
//!
//! [`genes`] chooses numbers that are valid in every world (an id is an index modulo the number of entities). [`text`] writes them
//! as a scenario file, so that people can read the world of a failing test.

mod actions;
pub mod genes;
mod text;

use std::fmt;

use genes::Genes;
use proptest::prelude::*;

/// Restrictions of a random world.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Each site has servers of at most one service, there are no standby servers, and no action has a relative time.
    pub plain: bool,
    /// Every service has enough servers for its load.
    pub covered: bool,
    /// There are no companies, exchanges, rivals or measures, because the test is only about sites and services.
    pub bare: bool,
    /// The order of restoration of every site contains all services.
    pub restores_all: bool,
}

/// A random world: the chosen numbers and the restrictions.
#[derive(Clone)]
pub struct World {
    genes: Genes,
    shape: Shape,
}

/// Random worlds with up to 50 services.
pub fn worlds(shape: Shape) -> impl Strategy<Value = World> {
    genes::genes().prop_map(move |genes| World { genes, shape })
}

impl World {
    /// The length of a step in seconds. Everything happens on whole steps.
    pub fn step_secs(&self) -> i64 {
        self.genes.step_secs()
    }

    /// The text of the scenario file.
    pub fn text(&self) -> String {
        self.pieces().text()
    }

    /// The scenario file in pieces, so that a test can change their order.
    pub fn pieces(&self) -> text::Pieces {
        text::pieces(&self.genes, self.shape)
    }
}

impl fmt::Debug for World {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}
