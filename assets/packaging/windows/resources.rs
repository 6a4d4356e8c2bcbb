//! The part of the build script that puts icon, version and manifest into the executable for Windows. For other systems it does nothing.

use winresource::WindowsResource;

/// What the Explorer of Windows shows of the program, beside its version.
const ABOUT: [(&str, &str); 3] = [
    ("ProductName", "Firedrill"),
    // The name of the program in "Open with".
    ("FileDescription", "Firedrill"),
    ("LegalCopyright", "The Firedrill developers. MIT or Apache-2.0."),
];
const ICON: &str = "assets/icon/firedrill.ico";
const MANIFEST: &str = "assets/packaging/windows/firedrill.manifest";

/// Puts them into the executable.
pub fn embed() {
    for file in [ICON, MANIFEST] {
        println!("cargo::rerun-if-changed={file}");
    }
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let mut resource = WindowsResource::new();
    resource.set_icon(ICON).set_manifest_file(MANIFEST);
    for (name, value) in ABOUT {
        resource.set(name, value);
    }
    // Without the resource compiler the program works all the same, only without its icon.
    if let Err(error) = resource.compile() {
        println!(
            "cargo::warning=the executable gets no icon and no version, because the resource compiler failed: {error}"
        );
    }
}
