//! All tests that need more than one room, in one binary.

mod bad_input;
mod cli;
mod compare;
mod files;
mod for_everyone;
mod format;
mod kakao;
mod languages;
mod laws;
mod ledger;
mod levers;
mod oracle;
mod panels;
mod rules;
mod saves;
mod second;
mod support;
mod texts;
mod tidy;
mod timeline;
mod what_if;
mod window;
mod words;
mod worlds;
