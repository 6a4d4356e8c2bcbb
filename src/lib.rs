//! Firedrill is an incident dashboard: strike a hosting site, play back the outages that follow, and find out why each of them happened.
//!
//! Data flows one way: `file` -> `model` -> `sim` -> `recording` -> `session` -> `ui`. Only commands flow back. Each module may use the
//! modules above it in the list below, but none of those after it.

pub mod memo;

pub mod units;

pub mod text;

pub mod model;

pub mod geo;

pub mod recording;

pub mod file;
pub mod import;

pub mod sim;

pub mod impact;

pub mod study;

pub mod session;

pub mod ui;

pub mod raster;

pub mod app;

pub mod cli;
