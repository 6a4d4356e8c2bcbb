//! All tests that need more than one room, in one binary.

mod rules;
mod support;
mod texts;
mod window;
mod words;
