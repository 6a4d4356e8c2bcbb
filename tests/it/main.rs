//! All tests that need more than one room, in one binary.

mod bad_input;
mod cli;
mod compare;
mod ensemble;
mod expectations;
mod files;
mod format;
mod kakao;
mod laws;
mod ledger;
mod levers;
mod luck;
mod many;
mod oracle;
mod panels;
mod rules;
mod saves;
mod second;
mod support;
mod texts;
mod tidy;
mod timeline;
mod window;
mod words;
mod worlds;
