//! All tests that need more than one room, in one binary.

mod bad_input;
mod cli;
mod files;
mod kakao;
mod laws;
mod ledger;
mod panels;
mod raster;
mod rules;
mod saves;
mod support;
mod texts;
mod tidy;
mod timeline;
mod window;
mod words;
mod worlds;
