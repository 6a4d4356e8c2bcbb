//! Firedrill: ignite a hosting site, play back the outages that follow, and ask of each one why.
//!
//! Data flows one way: `file` -> `model` -> `sim` -> `recording` -> `session` -> `ui`; only commands flow back.
//! Each room may use those above it in this list, never those below.

pub mod memo;

pub mod units;

pub mod text;

pub mod model;

pub mod geo;

pub mod recording;

pub mod file;

pub mod sim;

pub mod impact;

pub mod study;

pub mod session;

pub mod ui;

pub mod raster;

pub mod app;

pub mod cli;
