fn main() -> std::process::ExitCode {
    let Err(trouble) = firedrill::app::open(std::env::args_os().nth(1).map(Into::into)) else { return 0.into() };
    eprintln!("{trouble}");
    1.into()
}
