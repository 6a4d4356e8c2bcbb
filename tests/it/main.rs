//! All tests that need more than one room, in one binary.

mod bad_input;
mod files;
mod rules;
mod support;
