//! Compresses what the program embeds (the scenarios that ship, at about a third of their size, the fonts at two thirds and the map), and puts icon
//! and version into the executable for Windows.

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
    println!("cargo::rerun-if-changed=assets/packaging/build.rs");
    pack(Path::new("assets/map.bin"))?;
    for (folder, ending) in [("saves", "ron"), ("assets/fonts", "otf")] {
        println!("cargo::rerun-if-changed={folder}");
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|found| found == ending) {
                pack(&path)?;
            }
        }
    }
    Ok(())
}

/// Compresses a file to one of the same name with `.deflate` added, where the program finds it.
fn pack(path: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    let name = path.file_name().ok_or("a file has a name")?.to_string_lossy();
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&fs::read(path)?)?;
    fs::write(Path::new(&std::env::var("OUT_DIR")?).join(format!("{name}.deflate")), encoder.finish()?)?;
    Ok(())
}
