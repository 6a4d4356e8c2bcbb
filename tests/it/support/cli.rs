//! Runs the program as scripts run it.

use std::process::{Command, Output};

/// The path of the file with the small world.
pub const SMALL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saves/small.ron");

pub fn firedrill(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_firedrill")).args(args).output().expect("the program starts")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The output of a command, which must succeed without error messages. Warnings about the file are allowed.
pub fn prints(args: &[&str]) -> String {
    let output = firedrill(args);
    assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
    let said = text(&output.stderr);
    assert!(said.is_empty() || said.contains(": warning: "), "{args:?}: {said}");
    text(&output.stdout)
}

/// The error messages of a command, which must fail with this exit code.
pub fn fails(args: &[&str], code: i32) -> String {
    let output = firedrill(args);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", text(&output.stderr));
    text(&output.stderr)
}
