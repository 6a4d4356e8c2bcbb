//! Compresses the scenarios that ship with the program, which are then embedded at about a third of their size, and puts icon and version into the
//! executable for Windows.

#[path = "windows/resources.rs"]
mod resources;

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() -> Result<(), Box<dyn Error>> {
    resources::embed();
    println!("cargo::rerun-if-changed=saves");
    println!("cargo::rerun-if-changed=assets/packaging/build.rs");
    let out = std::env::var("OUT_DIR")?;
    for entry in fs::read_dir("saves")? {
        let path = entry?.path();
        let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|ending| ending == "ron")) else {
            continue;
        };
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&fs::read(&path)?)?;
        let target = Path::new(&out).join(format!("{}.deflate", name.to_string_lossy()));
        fs::write(target, encoder.finish()?)?;
    }
    Ok(())
}
