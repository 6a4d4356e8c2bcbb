//! The main program; all of its code is in the library.

fn main() -> std::process::ExitCode {
    firedrill::cli::main()
}
