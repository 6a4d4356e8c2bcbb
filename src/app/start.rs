//! Opens the window. Why it cannot be opened is explained in `no_window.rs`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use chrono_tz::Tz;

use super::clipboard::Copied;
use super::icon::icon;
use super::journal::Flush;
use super::no_window::{no_display, reason, said, show};
use super::{LongWork, OtherFonts, Settings, Setup, prepare, recent_documents};
use crate::ui::text::Language;

/// The name by which desktops know the window. It is the name of the desktop entry (`assets/packaging/linux`), which has the icon for task bars
/// on Wayland and X11.
const APP_ID: &str = "firedrill";
/// The name of the folder of the journal, beside the settings.
const JOURNAL: &str = "unsaved";
/// The exit code of a program that the system has asked to end, as shells count it for SIGTERM.
const ENDED: i32 = 128 + 15;
/// Opens the window on `path`, or on the first shipped scenario. Returns when the window is closed.
///
/// # Errors
/// The message explains what is missing, how to install it, and what the program can do without a window. If `has_terminal` is
/// false, as after a double click, a dialog of the desktop shows it too, because nobody would see what is printed.
pub fn open(path: Option<PathBuf>, has_terminal: bool) -> Result<(), String> {
    if let Some(trouble) = no_display() {
        return Err(said(&trouble));
    }
    let panicked = Arc::new(Mutex::new(None));
    let shown = Arc::new(Mutex::new(false));
    let journal = Arc::new(Mutex::new(Flush::default()));
    let hook = std::panic::take_hook();
    let (noted, is_shown) = (Arc::clone(&panicked), Arc::clone(&shown));
    let loud = Arc::new(hook);
    let panics = Arc::clone(&loud);
    let kept = Arc::clone(&journal);
    // A panic before the window is open usually means that a system library is missing. The user gets a sentence that explains this, and
    // not the text of the panic.
    std::panic::set_hook(Box::new(move |info| {
        let is_ours = std::thread::current().name() == Some(prepare::NAME);
        if is_ours || is_shown.lock().is_ok_and(|shown| *shown) {
            panics(info);
            // Unsaved work is there at the next start.
            if let Ok(journal) = kept.lock() {
                journal.flush();
            }
        } else if let Ok(mut noted) = noted.lock() {
            *noted = Some(info.payload_as_str().unwrap_or_default().to_owned());
        }
    }));
    let result = catch_unwind(AssertUnwindSafe(|| run(path, Arc::clone(&shown), Arc::clone(&journal))));
    std::panic::set_hook(Box::new(move |info| loud(info)));
    let trouble = match result {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(panic) if shown.lock().is_ok_and(|shown| *shown) => std::panic::resume_unwind(panic),
        Err(_) => panicked.lock().ok().and_then(|mut panicked| panicked.take()).unwrap_or_default(),
    };
    let trouble = reason(&trouble);
    if !has_terminal {
        show(&trouble, language());
    }
    Err(said(&trouble))
}

/// The language of the desktop, if the window has it.
fn language() -> Language {
    sys_locale::get_locale().and_then(|locale| Language::of_locale(&locale)).unwrap_or_default()
}

/// The time zone of this computer; `None` if the system does not tell it, or tells one that is not known.
fn computer_zone() -> Option<Tz> {
    let variable = std::env::var("TZ").ok();
    zone_of(variable.as_deref(), || iana_time_zone::get_timezone().ok())
}

/// The time zone that the environment variable `TZ` names or, if it names none, that of the system. The variable may also be empty, contain the
/// path of a file, or describe a zone without a name.
fn zone_of(variable: Option<&str>, system: impl FnOnce() -> Option<String>) -> Option<Tz> {
    let named = variable.map(|value| value.strip_prefix(':').unwrap_or(value)).and_then(|name| name.parse().ok());
    named.or_else(|| system()?.parse().ok())
}

fn run(path: Option<PathBuf>, shown: Arc<Mutex<bool>>, journal: Arc<Mutex<Flush>>) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Firedrill")
        .with_app_id(APP_ID)
        .with_icon(icon())
        .with_inner_size(prepare::SIZE)
        .with_min_inner_size(prepare::LEAST);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        // Fonts of this computer are found beside the window (see `fonts`). With this fallback, egui would wait for them, and discard the
        // font texture that was prepared.
        system_font_fallback: false,
        ..Default::default()
    };
    let setup = Setup {
        settings: Settings::place(),
        journal: Settings::place().map(|settings| settings.with_file_name(JOURNAL)),
        has_dialogs: true,
        has_helper: true,
        long_work: LongWork::OnThread,
        watches_file: true,
        other_fonts: OtherFonts::OfComputer,
        language: language(),
        computer_zone: computer_zone(),
        fills_screen: true,
        library: Settings::library(),
        recent_documents: recent_documents::list(),
    };
    let ctx = egui::Context::default();
    let app = prepare::begin(ctx.clone(), path, setup).map_err(|error| eframe::Error::AppCreation(error.into()))?;
    let create: eframe::AppCreator<'_> = Box::new(move |creation| {
        if let Ok(mut shown) = shown.lock() {
            *shown = true;
        }
        match app.join() {
            Ok(app) => {
                app.fit_window(&creation.egui_ctx);
                creation.egui_ctx.add_plugin(Copied::default());
                save_journal_when_ended(app.flush());
                if let Ok(mut journal) = journal.lock() {
                    *journal = app.flush();
                }
                Ok(Box::new(app))
            }
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    eframe::run_native_ext("firedrill", options, Some(ctx), create)
}

/// When the system asks the program to end, writes unsaved work to the journal before it ends: at the end of the desktop session, when the
/// terminal is closed, or after Ctrl+C there.
fn save_journal_when_ended(journal: Flush) {
    let handler = move || {
        journal.flush();
        std::process::exit(ENDED);
    };
    // Without the handler, unsaved work of the last second is lost. There is nobody who could do anything about it.
    let _ = ctrlc::set_handler(handler);
}

#[cfg(test)]
mod tests {
    use super::zone_of;

    #[test]
    fn the_zone_is_that_of_the_variable_or_of_the_system() {
        let zone =
            |variable, system: Option<&str>| zone_of(variable, || system.map(str::to_owned)).map(chrono_tz::Tz::name);
        assert_eq!(zone(Some("Asia/Seoul"), Some("Europe/Berlin")), Some("Asia/Seoul"));
        assert_eq!(zone(Some(":Asia/Seoul"), None), Some("Asia/Seoul"));
        for unusable in [None, Some(""), Some("/etc/localtime"), Some("XYZ-9")] {
            assert_eq!(zone(unusable, Some("Europe/Berlin")), Some("Europe/Berlin"), "{unusable:?}");
            assert_eq!(zone(unusable, None), None, "{unusable:?}");
        }
        assert_eq!(zone(None, Some("Middle/Earth")), None);
    }
}
