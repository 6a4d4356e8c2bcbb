//! Explains why no window can be opened, and what would help: in a terminal, or in a dialog of the desktop.

use crate::text::{Language, Saying, Texts};

/// The libraries that a window needs on Linux, by the names of their packages in Debian and Ubuntu. The package of Firedrill depends on them.
const PACKAGES: &str =
    "libxkbcommon-x11-0 libegl1 libgl1 libgl1-mesa-dri libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrender1";
/// Names of libraries as they occur in error messages, with the packages that contain them. A name that contains another stands before it.
const BROUGHT_BY: [(&str, &str); 9] = [
    ("xkbcommon-x11", "libxkbcommon-x11-0"),
    ("xkbcommon", "libxkbcommon0"),
    ("libXcursor", "libxcursor1"),
    ("libXi", "libxi6"),
    ("libX11-xcb", "libx11-xcb1"),
    ("libX11", "libx11-6"),
    ("libEGL", "libegl1"),
    ("libGL", "libgl1"),
    ("xlib", "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrender1"),
];
/// What error messages say if the display cannot be reached.
const UNREACHABLE: [&str; 4] = ["X server", "XOpenDisplay", "wayland compositor", "WaylandError"];
/// What error messages say if there is no OpenGL, or a version that is too old.
const NO_OPENGL: [&str; 7] = ["glutin", "OpenGL", "egl", "EGL", "GLX", "configs matching", "GL context"];

/// The reason why no window is possible, if no display is set.
pub(super) fn no_display() -> Option<Saying> {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let needs_one = cfg!(all(unix, not(target_os = "macos")));
    (needs_one && !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY")).then(|| Saying::plain("no-window-unset"))
}

/// Converts the error message of a library to a text that explains what is missing and what would help.
pub(super) fn reason(trouble: &str) -> Saying {
    let error = || ("error", first_words(trouble).map_or_else(|| Saying::plain("no-window-no-reason"), Saying::from));
    let has_one_of = |words: &[&str]| words.iter().any(|word| trouble.contains(word));
    let brought_by = BROUGHT_BY.iter().find(|(library, _)| trouble.contains(library));
    if cfg!(any(windows, target_os = "macos")) {
        let key = if has_one_of(&NO_OPENGL) { "no-window-opengl-windows" } else { "no-window-other" };
        return Saying::of(key, [error()]);
    }
    if has_one_of(&UNREACHABLE) {
        // Wayland is tried alone if its variable is set.
        let variables = ["WAYLAND_DISPLAY", "DISPLAY"];
        let set =
            variables.into_iter().find_map(|name| Some((name, std::env::var(name).ok().filter(|v| !v.is_empty())?)));
        let display = set.map_or_else(|| "DISPLAY".to_owned(), |(name, value)| format!("{name}={value}"));
        return Saying::of("no-window-display", [("display", display.into()), error()]);
    }
    match brought_by {
        Some((_, package)) => {
            let package = ("package", Saying::from(*package));
            Saying::of("no-window-library", [error(), package, ("packages", PACKAGES.into())])
        }
        None if has_one_of(&NO_OPENGL) => Saying::of("no-window-opengl", [error()]),
        None => Saying::of("no-window-other-linux", [error(), ("packages", PACKAGES.into())]),
    }
}

/// The text for a terminal, with what the program can do without a window.
pub(super) fn said(reason: &Saying) -> String {
    format!("{reason} {}", Saying::plain("no-window-headless"))
}

/// Shows the text in a dialog of the desktop.
pub(super) fn show(reason: &Saying, language: Language) {
    let texts = Texts::of(language);
    let text = format!("{}\n\n{}", texts.say(reason), texts.get("no-window-headless"));
    let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    let _only_one_answer = dialog.set_title("Firedrill").set_description(text).show();
}

/// The first words of an error message, without the name and line of the source file of the library, which do not help the user. `None` if the
/// library gives no reason.
fn first_words(trouble: &str) -> Option<&str> {
    let line = trouble.lines().map(str::trim).find(|line| !line.is_empty())?.trim_end_matches('.');
    let line = match line.split_once(".rs:").and_then(|(_, rest)| rest.split_once(": ")) {
        Some((_, said)) => said,
        None => line,
    };
    line.split(": ").map(|words| words.trim_start().trim_end_matches([' ', ':'])).find(|words| !words.is_empty())
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::{Language, Texts, reason, said};

    #[test]
    fn each_reason_says_what_would_help() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "Library libxkbcommon-x11.so could not be loaded.",
                &["apt install libxkbcommon-x11-0", "libgl1-mesa-dri"][..],
            ),
            ("Failed to open connection to X server", &["display", "desktop session"]),
            ("Could not find wayland compositor", &["display", "desktop session"]),
            (
                "Found no glutin configs matching the template: x",
                &["libgl1-mesa-dri", "LIBGL_ALWAYS_SOFTWARE=1", "`firedrill render"],
            ),
            ("winit: os error at /somewhere/mod.rs:788: The clock said no", &["(The clock said no)", "libgl1"]),
            ("", &["(no reason given)", "libgl1"]),
            ("\n  \n", &["(no reason given)", "libgl1"]),
            ("winit: error at /somewhere/x11.rs:12: : ", &["(no reason given)", "libgl1"]),
            ("\nThe clock said no\nand more", &["(The clock said no)"]),
        ];
        for (trouble, helps) in cases {
            let said = said(&reason(trouble));
            assert!(said.starts_with("No window can be opened") && said.contains("`firedrill run FILE`"), "{said}");
            assert!(helps.iter().all(|help| said.contains(help)), "{trouble}: {said}");
        }
    }

    #[test]
    fn brackets_are_never_empty_in_any_language() {
        for trouble in ["", "X server", "libGL", "OpenGL", "EGL: "] {
            for language in Language::ALL {
                let said = Texts::of(language).say(&reason(trouble));
                let is_empty = said.split(['(', ':', '：']).skip(1).any(|rest| rest.trim_start().starts_with(')'));
                assert!(!is_empty && !said.contains("(:"), "{trouble}: {said}");
            }
        }
    }
}
