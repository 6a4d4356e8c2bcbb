//! All tests that need more than one room, in one binary.

mod cli;
mod ledger;
mod rules;
mod support;
mod worlds;
