//! Random worlds for testing the laws and the second implementation: the numbers that proptest chooses and shrinks, and the
//! scenario file made from them.
//!
//! [`genes`] chooses numbers that are valid in every world (an id is an index modulo the number of entities). [`text`] writes them
//! as a scenario file, so that people can read the world of a failing test. What version 2 of the format adds is in [`later`] and
//! [`later_text`].

mod actions;
pub mod genes;
mod later;
mod later_text;
mod text;

use std::fmt;

use genes::Genes;
use later::Later;
use proptest::prelude::*;

/// Which companies have people who repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crews {
    /// Some companies have a crew, in the file, by a measure or by an action.
    Any,
    /// Some companies have a crew in the file. It names all services of its company, and each of them stands at one site.
    Ordered,
    /// No company has a crew.
    Nobody,
}

/// Restrictions of a random world.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Each site has servers of at most one service, there are no standby servers, and no action has a relative time.
    pub plain: bool,
    /// Every service has enough servers for its load.
    pub covered: bool,
    /// There are no companies, exchanges, rivals or measures, because the test is only about sites and services.
    pub bare: bool,
    /// The order of restoration of every site contains all services.
    pub restores_all: bool,
    /// The file is of version 2, with what that version adds.
    pub later: bool,
    /// What version 2 adds is written, but with the values that it has in files of version 1.
    pub defaults: bool,
    /// Which companies have a crew.
    pub crews: Crews,
    /// Although the world is bare, it has companies, which are not listed.
    pub companies: bool,
    /// No hazard both damages and destroys.
    pub never_both: bool,
}

impl Shape {
    /// No restriction, and a file of version 1.
    pub const ANY: Self = Self {
        plain: false,
        covered: false,
        bare: false,
        restores_all: false,
        later: false,
        defaults: false,
        crews: Crews::Any,
        companies: false,
        never_both: false,
    };
}

/// A random world: the chosen numbers and the restrictions.
#[derive(Clone)]
pub struct World {
    genes: Genes,
    later: Option<Later>,
    shape: Shape,
}

/// Random worlds with up to 50 services.
pub fn worlds(shape: Shape) -> impl Strategy<Value = World> {
    let later = if shape.later { later::later().prop_map(Some).boxed() } else { Just(None).boxed() };
    (genes::genes(), later).prop_map(move |(genes, later)| World { genes, later, shape })
}

/// Random worlds of both versions of the format.
pub fn of_both_versions(shape: Shape) -> impl Strategy<Value = World> {
    prop_oneof![worlds(shape), worlds(Shape { later: true, ..shape })]
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

    /// The same world with another restriction.
    pub fn with(&self, shape: Shape) -> Self {
        Self { shape, ..self.clone() }
    }

    /// The scenario file in pieces, so that a test can change their order.
    pub fn pieces(&self) -> text::Pieces {
        text::pieces(&self.genes, self.later.as_ref().filter(|_| self.shape.later), self.shape)
    }
}

impl fmt::Debug for World {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}
